"""What a file has for a cell → the cell in its place, within the limits; for every format."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import Area, CellText, RawCell, RawSheet, SheetState, Spot, normalised
from cchc_sheets.decode.errors import DamagedError, TooLargeError
from cchc_sheets.decode.formats import CellStyle
from cchc_sheets.decode.limits import MAX_BESIDE, MAX_COLUMNS, MAX_ROWS


class Grid:
    """The cells of one sheet, at most ``room`` of them, and what a person sees of them."""

    __slots__ = ("_columns", "_comments", "_merged", "_room", "_rows", "cells", "truncated")

    def __init__(self, room: int) -> None:
        self.cells: dict[Spot, RawCell] = {}
        self.truncated = False
        self._room = room
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._merged: list[Area] = []
        self._comments: dict[Spot, str] = {}

    def put(self, row: int, column: int, cell: RawCell) -> None:
        """Take a cell that holds something; no two may be in one place.

        Raises:
            BadFileError: there are too many cells, or the place is taken.
        """
        if row > MAX_ROWS or column > MAX_COLUMNS:
            blank = cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
            self.truncated |= not blank
            return
        if (row, column) in self.cells:
            raise DamagedError("repeated", "sheet")
        self.cells[row, column] = cell
        if len(self.cells) > self._room:
            raise TooLargeError("cells", limits.MAX_CELLS, limits.MAX_CELLS + 1)

    def hide_rows(self, first: int, last: int) -> None:
        """Take rows that a person does not see."""
        self._rows.update(range(first, min(last, MAX_ROWS) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        """Take columns that a person does not see."""
        self._columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def merge(self, first: Spot, last: Spot) -> None:
        """Take a range of which only the first cell is seen; raises ``BadFileError``: too many."""
        self._merged.append((first, last))
        if len(self._merged) > MAX_BESIDE:
            raise TooLargeError("cells", MAX_BESIDE, MAX_BESIDE + 1)

    def comment(self, at: Spot, text: str, *, answers: bool = False) -> None:
        """Take what is written beside a cell, below what it answers, else in place of that.

        Raises ``BadFileError``: there are too many.
        """
        before = self._comments.get(at, "") if answers else ""
        self._comments[at] = "\n".join(filter(None, (before, normalised(text.strip()))))
        if len(self._comments) > MAX_BESIDE:
            raise TooLargeError("cells", MAX_BESIDE, MAX_BESIDE + 1)

    def sheet(self, name: str, state: SheetState) -> RawSheet:
        """Return the sheet that has all of this."""
        return RawSheet(
            name,
            state,
            self.cells,
            self.truncated,
            self._rows,
            self._columns,
            self._merged,
            self._comments,
        )


def number_cell(number: Decimal, style: CellStyle, formula: str | None) -> RawCell:
    """Return the cell of a number, with what its format makes of it."""
    number_format, shown = style.of_number(number)
    unmarked = "" if style.struck else None
    return RawCell(number, "number", formula, number_format, shown, unmarked)


def text_cell(text: CellText, style: CellStyle, formula: str | None) -> RawCell | None:
    """Return the cell of a text, ``None`` where it holds nothing."""
    if not text.text and formula is None:
        return None
    left = text.of_struck if style.struck else text.unmarked
    # Spaces that are raised or struck out are none to be seen.
    unmarked = None if left is None or _same(left, text.text) else left
    return RawCell(text.text, "text", formula, unmarked=unmarked)


def _same(left: str, right: str) -> bool:
    return "".join(left.split()) == "".join(right.split())
