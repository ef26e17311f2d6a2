"""The kinds of findings: their sentences, how each is mended and when it arises."""
