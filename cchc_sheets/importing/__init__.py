"""A printed annex table (.xlsx, .docx, .tsv) → a first form definition that an author improves."""
