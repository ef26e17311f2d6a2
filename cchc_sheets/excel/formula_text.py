"""Texts inside formulas."""

from __future__ import annotations

MAX_LITERAL = 255
"""The longest literal that Excel takes in a formula."""
NO_BREAK = "\u00a0"
"""The space that stands for one in what is pasted, and that TRIM leaves."""


def quoted(text: str) -> list[str]:
    """Return the literals that a text is made of in a formula; an empty text is made of none."""
    pieces = (text[start : start + MAX_LITERAL] for start in range(0, len(text), MAX_LITERAL))
    return ['"' + piece.replace('"', '""') + '"' for piece in pieces]


def joined(parts: list[str]) -> str:
    """Return the formula that joins literals and cells to one text."""
    return "&".join(parts or ['""'])


def is_one_of(cell: str, signs: tuple[str, ...]) -> str:
    """Return a condition: the cell holds one of the signs, in capitals or not.

    FIND in a list knows no wildcards, and one literal is short enough for a validation.
    """
    return f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","|{"|".join(signs)}|"))'
