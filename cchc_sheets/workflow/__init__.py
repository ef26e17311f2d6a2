"""Whole jobs: which files, in what order; everything they need is handed to the rooms below."""
