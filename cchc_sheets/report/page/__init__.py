"""``report.html``: what a leader looks at for a minute, and an officer for an hour."""
