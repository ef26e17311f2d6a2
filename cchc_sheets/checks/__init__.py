"""A form → its checks; a submission and its checks → verdicts and findings."""
