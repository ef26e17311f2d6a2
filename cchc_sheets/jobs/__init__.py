"""One job a command: its options as one value, what it does, and what it returns.

The command line calls them today, and a page may: nothing here prints.
"""
