"""The texts that a sheet's XML has for a cell → the cell."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import NumberFormat, RawCell, normalised, parse_number
from cchc_sheets.decode.errors import DamagedError, TooLargeError
from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS
from cchc_sheets.decode.ooxml.strings import decoded

_BOOLEANS = {"1": True, "0": False, "true": True, "false": False}


class _Columns(dict[str, int]):
    """From a column's letters to its number, filled on demand."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        return self.setdefault(letters, number)


COLUMNS = _Columns()


class SheetBuilder:
    """Makes cells of what is in a sheet's XML, at most ``room`` of them."""

    __slots__ = ("_formats", "_room", "_strings", "cells", "truncated")

    def __init__(
        self, strings: Mapping[str, str], formats: Mapping[str, NumberFormat], room: int
    ) -> None:
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.truncated = False
        self._strings = strings
        self._formats = formats
        self._room = room

    def add(  # noqa: PLR0913, PLR0917 — a cell's attributes and children, one by one
        self, row: int, column: int, kind: str, style: str, text: str, formula: str | None
    ) -> None:
        """Take one cell as its XML has it; ``""`` where the XML has nothing.

        Raises:
            BadFileError: there are too many cells, or the shared string is missing.
        """
        number_format = self._formats.get(style, "general")
        if kind == "s" and text:
            shared = self._strings.get(text.strip())
            if shared is None:
                raise DamagedError("missing", "strings")
            cell = _string(shared, formula, number_format)
        elif kind in ("", "n"):
            cell = _number(text, formula, number_format)
        else:
            cell = _rarer(kind, text, formula, number_format)
        if cell is None:
            return
        if row > MAX_ROWS or column > MAX_COLUMNS:
            blank = cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
            self.truncated |= not blank
            return
        self.cells[row, column] = cell
        if len(self.cells) > self._room:
            raise TooLargeError("cells", limits.MAX_CELLS, limits.MAX_CELLS + 1)


# Each of the following returns None where the cell holds nothing.


def _string(text: str, formula: str | None, number_format: NumberFormat) -> RawCell | None:
    if not text and formula is None:
        return None
    return RawCell(text, "text", formula, number_format)


def _number(text: str, formula: str | None, number_format: NumberFormat) -> RawCell | None:
    stored = text.strip()
    if not stored:
        return None if formula is None else RawCell(None, "blank", formula, number_format)
    number = parse_number(stored)
    if number is None:  # nothing that a client writes, but a person can be shown it
        return RawCell(normalised(text), "text", formula, number_format)
    return RawCell(number, "number", formula, number_format)


def _rarer(
    kind: str, text: str, formula: str | None, number_format: NumberFormat
) -> RawCell | None:
    stored = text.strip()
    match kind:
        case "str" | "inlineStr":
            return _string(decoded(text), formula, number_format)
        case "b" if stored in _BOOLEANS:
            return RawCell(_BOOLEANS[stored], "bool", formula, number_format)
        case "e" if stored:
            return RawCell(stored, "error", formula, number_format)
        case "d" if stored:
            return RawCell(stored, "text", formula, "date")
    return _number(text, formula, number_format)
