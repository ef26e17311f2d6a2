"""One job a command: what the command line and the page in the browser both call."""
