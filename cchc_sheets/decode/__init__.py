"""The bytes of a returned file → its cells, in neutral types. Knows nothing of forms."""
