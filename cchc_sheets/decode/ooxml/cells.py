"""The texts that a sheet's XML has for a cell → the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc_sheets.decode.cells import CellText, RawCell, Spot, normalised, parse_number
from cchc_sheets.decode.errors import DamagedError
from cchc_sheets.decode.formats import GENERAL, CellStyle
from cchc_sheets.decode.grid import Grid, number_cell, text_cell
from cchc_sheets.decode.ooxml.shared import moved
from cchc_sheets.decode.ooxml.strings import decoded

_MOST_MOVED = 2_000_000
"""So many characters of shared formulas are written anew, within a second or two."""
_BOOLEANS = {"1": True, "0": False, "true": True, "false": False}


class _Columns(dict[str, int]):
    """From a column's letters to its number, filled on demand."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        return self.setdefault(letters, number)


COLUMNS = _Columns()
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")


def spot(reference: str) -> Spot | None:
    """Return row and column of an A1 address, ``None`` where the text is none."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), COLUMNS[match[1]]) if match else None


class SheetBuilder(Grid):
    """Makes cells of what is in a sheet's XML."""

    __slots__ = ("_formulas", "_moved", "_strings", "_styles")

    def __init__(
        self, strings: Mapping[str, CellText], styles: Mapping[str, CellStyle], room: int
    ) -> None:
        super().__init__(room)
        self._strings = strings
        self._styles = styles
        self._formulas: dict[str, tuple[int, int, str]] = {}
        """Formulas that cells share, by number: where each stands that is written out, and it."""
        self._moved = 0

    def shared(self, row: int, column: int, number: str, text: str) -> str:
        """Return the formula of a cell that shares one, ``""`` where that cannot be told."""
        if text:
            self._formulas.setdefault(number, (row, column, text))
            return text
        first_row, first_column, first = self._formulas.get(number, (row, column, ""))
        self._moved += len(first)
        if self._moved > _MOST_MOVED:
            return ""
        return moved(first, row - first_row, column - first_column)

    def add(  # noqa: PLR0913, PLR0917 — a cell's attributes and children, one by one
        self,
        row: int,
        column: int,
        kind: str,
        style: str,
        text: str,
        formula: str | None,
        inline: CellText | None = None,
    ) -> None:
        """Take one cell as its XML has it; ``""`` where the XML has nothing.

        Raises:
            BadFileError: there are too many cells, or this one is none that a client writes.
        """
        look = self._styles.get(style, GENERAL)
        if kind == "s":
            cell = self._shared(text, look, formula)
        elif kind in ("", "n"):
            cell = _number(text, look, formula)
        elif kind == "inlineStr" and inline is not None:
            cell = text_cell(inline, look, formula)
        else:
            cell = _rarer(kind, text, look, formula)
        if cell is not None:
            self.put(row, column, cell)

    def _shared(self, text: str, style: CellStyle, formula: str | None) -> RawCell | None:
        if not text.strip():
            return _number("", style, formula)
        shared = self._strings.get(text.strip())
        if shared is None:
            raise DamagedError("missing", "strings")
        return text_cell(shared, style, formula)


# Each of the following returns None where the cell holds nothing.


def _number(text: str, style: CellStyle, formula: str | None) -> RawCell | None:
    stored = text.strip()
    if not stored:
        return None if formula is None else RawCell(None, "blank", formula)
    number = parse_number(stored)
    if number is None:  # nothing that a client writes, but a person can be shown it
        return text_cell(CellText(normalised(text)), style, formula)
    return number_cell(number, style, formula)


def _rarer(kind: str, text: str, style: CellStyle, formula: str | None) -> RawCell | None:
    stored = text.strip()
    unmarked = "" if style.struck else None
    match kind:
        case "str" | "inlineStr":
            return text_cell(CellText(decoded(text)), style, formula)
        case "b" | "e" | "d" if not stored:
            return _number("", style, formula)
        case "b" if stored in _BOOLEANS:
            return RawCell(_BOOLEANS[stored], "bool", formula, unmarked=unmarked)
        case "e":
            return RawCell(stored, "error", formula)
        case "d":
            return RawCell(stored, "text", formula, "date")
        case _:  # no client shows what is of a type that does not exist
            raise DamagedError("type", "sheet")
