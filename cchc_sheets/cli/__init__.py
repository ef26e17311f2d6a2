"""The command line: parse, call, print, exit. No logic."""

from cchc_sheets.cli.app import main

__all__ = ["main"]
