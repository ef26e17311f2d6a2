"""The desk: a local page over the same jobs as the command line."""
