"""The province's report as a Word file: an outline with names in it, filled from a merge."""
