"""A formula that cells share → as one of them has it."""

from __future__ import annotations

import re
from functools import reduce

from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS

_PIECE = re.compile(
    r"""
      "[^"]*+" | '[^']*+' | [\w.]*+[(!] | \[[^\[\]]*+\]
    | (\$?)([A-Za-z]{1,3}+)(\$?)([1-9][0-9]{0,6}+)(?![\w.(!])
    | [\w.$]++
    """,
    re.VERBOSE,
)


def moved(formula: str, down: int, right: int) -> str:
    """Return a formula as it reads so many rows further down and columns to the right.

    References with ``$`` stay; ``""`` where one would leave the sheet.

    >>> moved("SUM(E3:$E$9)*'A1'!B2", 1, 2)
    "SUM(G4:$E$9)*'A1'!D3"
    """
    lost = False

    def one(match: re.Match[str]) -> str:
        nonlocal lost
        fixed_column, letters, fixed_row, digits = match.groups()
        if letters is None:
            return match[0]
        column = reduce(lambda n, letter: n * 26 + ord(letter) - 64, letters.upper(), 0)
        column += 0 if fixed_column else right
        row = int(digits) + (0 if fixed_row else down)
        lost |= not (0 < column <= MAX_COLUMNS and 0 < row <= MAX_ROWS)
        return f"{fixed_column}{_letters(column)}{fixed_row}{row}"

    text = _PIECE.sub(one, formula)
    return "" if lost else text


def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
