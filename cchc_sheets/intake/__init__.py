"""The cells of a returned file → a submission, and what happened to its rows."""
