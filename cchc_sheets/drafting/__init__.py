"""A printed annex → the draft of a form."""
