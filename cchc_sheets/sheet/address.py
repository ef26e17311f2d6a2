"""Addresses of cells (A1)."""

from __future__ import annotations


def column_letter(column: int) -> str:
    """Return a column's letters: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return an A1 address."""
    return f"{column_letter(column)}{row}"
