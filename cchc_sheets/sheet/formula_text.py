"""Texts inside formulas."""

from __future__ import annotations

import unicodedata

from cchc_sheets.text import MINUS, ODD_SPACES

MAX_LITERAL = 255
"""The longest literal that Excel takes in a formula."""


def quoted(text: str) -> list[str]:
    """Return the literals that a text is made of in a formula; an empty text is made of none."""
    pieces = (text[start : start + MAX_LITERAL] for start in range(0, len(text), MAX_LITERAL))
    return ['"' + piece.replace('"', '""') + '"' for piece in pieces]


def joined(parts: list[str]) -> str:
    """Return the formula that joins literals and cells to one text."""
    return "&".join(parts or ['""'])


def with_plain_signs(cell: str) -> str:
    """Return the formula of a cell's text with plain spaces and hyphens."""
    for space in ODD_SPACES:
        sign = f"CHAR({ord(space)})" if ord(space) < ord(" ") else f'"{space}"'
        cell = f'SUBSTITUTE({cell},{sign}," ")'
    return f'SUBSTITUTE({cell},"{MINUS}","-")'


def is_one_of(cell: str, signs: tuple[str, ...]) -> str:
    """Return a condition: the cell holds one of the signs, in capitals or not.

    FIND in a list knows no wildcards, and one literal is short enough for a validation.
    """
    return f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","|{"|".join(signs)}|"))'


def however_composed(signs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the signs, and as keyboards write them that compose letters of several characters."""
    return tuple(dict.fromkeys((*signs, *(unicodedata.normalize("NFD", sign) for sign in signs))))
