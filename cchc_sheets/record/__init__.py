"""What outlives a run: signing keys, signatures, tables of values."""
