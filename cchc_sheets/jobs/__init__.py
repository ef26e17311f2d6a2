"""One job a command, called by the command line and ready to be called by a page."""
