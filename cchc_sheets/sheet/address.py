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


def spot(cell: str) -> tuple[int, int]:
    """Return row and column of an A1 address."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column
