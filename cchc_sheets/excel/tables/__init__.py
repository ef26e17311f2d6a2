"""The sheets of a form's tables: where their cells are, how they are written and read back."""
