"""The cells of a sheet → answers, read by the rules of reading, formulas computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cchc_sheets.answers import Reading, Typed, read_answer
from cchc_sheets.decode.cells import RawCell, RawSheet
from cchc_sheets.findings.formulas import (
    FORMULA_IN_INPUT,
    FORMULA_NOT_RECOMPUTED,
    FORMULA_STALE,
    FORMULA_WITHOUT_VALUE,
)
from cchc_sheets.findings.typed import LEGACY_TEXT
from cchc_sheets.intake.arithmetic import Failed
from cchc_sheets.intake.formulas import Formulas, is_same
from cchc_sheets.model import Fact, Row, Severity, State, TypeProblem
from cchc_sheets.old_fonts import from_old_font
from cchc_sheets.sheet.address import address
from cchc_sheets.text import shorten, show

_BLANK = RawCell(None, "blank")
_DAY_0 = date(1899, 12, 30)
_FEBRUARY_29 = 60
_NO_DAY = 2_958_466
"""The day after the 31 December 9999."""


class SheetCells:
    """A sheet's cells by row and the layout's own column, wherever its columns moved to.

    ``columns`` are the sheet's columns by the layout's; one that is not among them stands where it
    was issued.
    """

    def __init__(
        self, sheet: RawSheet, columns: Mapping[int, int], *, has_notes: bool = True
    ) -> None:
        self.has_notes = has_notes
        self._cells: Mapping[tuple[int, int], RawCell] = sheet.cells
        self._columns = columns
        self._formulas = Formulas(sheet)
        self.sheet_name = sheet.name

    def get(self, row: int, column: int) -> RawCell:
        """Return the cell; a blank one where the file stores none."""
        return self._cells.get((row, self._columns.get(column, column)), _BLANK)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, as text."""
        cell = self.get(row, column)
        return _date(cell) if cell.number_format == "date" else show(cell.value)

    def address(self, row: int, column: int) -> str:
        """Return the cell's A1 address in the returned file."""
        return address(row, self._columns.get(column, column))

    def rows_with(self, *columns: int) -> list[int]:
        """Return the rows in which one of the columns holds something, in order."""
        wanted = {self._columns.get(column, column) for column in columns}
        return sorted(
            {
                row
                for (row, column), cell in self._cells.items()
                if column in wanted and show(cell.value).strip()
            }
        )

    def reading(self, row: int, column: int, form_row: Row) -> Reading:
        """Read the answer in a cell; of a formula what it gives now counts, and it is reported."""
        cell = self.get(row, column)
        if cell.formula is None:
            return read_answer(typed(cell), form_row)
        now = self._formulas.result(row, self._columns.get(column, column))
        if now is None and cell.kind == "blank":
            facts = {"found": "=" + cell.formula[:30]}
            problem = TypeProblem(FORMULA_WITHOUT_VALUE, Severity.ERROR, facts)
            return Reading(State.UNREADABLE, raw="=" + cell.formula, problems=(problem,))
        kind = FORMULA_IN_INPUT if now and now.certain else FORMULA_NOT_RECOMPUTED
        before: Fact = shorten(show(cell.value)) or None
        if now is not None and not is_same(cell, now.value):
            kind = FORMULA_IN_INPUT if cell.kind == "blank" else FORMULA_STALE
            match now.value:
                case Failed(code):
                    cell = replace(cell, value=code, kind="error")
                case Decimal():
                    cell = replace(cell, value=now.value, kind="number")
                case text:
                    cell = replace(cell, value=text, kind="text")
        reading = read_answer(typed(cell), form_row)
        read = (shorten(reading.raw) or None) if reading.value is None else reading.value
        problem = TypeProblem(kind, Severity.WARNING, {"reading": read, "found": before})
        # The checks in the sheet saw what was stored.
        unseen = reading.from_text or kind is FORMULA_STALE
        return replace(reading, from_text=unseen, problems=(problem, *reading.problems))


def old_font(text: str) -> tuple[TypeProblem, ...]:
    """Return what there is to say of a note or name that is typed in an old font."""
    old = from_old_font(text)
    if old is None:
        return ()
    facts: dict[str, Fact] = {
        "found": shorten(text),
        "reading": shorten(old.text),
        "encoding": old.encoding,
    }
    return (TypeProblem(LEGACY_TEXT, Severity.WARNING, facts),)


def _date(cell: RawCell) -> str:
    """Return a date as people write it; times and what is on no calendar as they are stored."""
    day: date | None = None
    if isinstance(cell.value, Decimal) and 1 <= cell.value < _NO_DAY:
        # Day 60 of a sheet is the 29 February 1900, which never was.
        day = _DAY_0 + timedelta(days=int(cell.value) + (cell.value < _FEBRUARY_29))
    elif isinstance(cell.value, str):
        with suppress(ValueError):
            day = date.fromisoformat(cell.value[:10])
    return show(cell.value) if day is None else f"{day:%d/%m}/{day.year}"


def typed(cell: RawCell) -> Typed:
    """Return a raw cell as the rules of reading see it."""
    return Typed(
        cell.value,
        is_error=cell.kind == "error",
        is_percent=cell.number_format == "percent",
        is_date=cell.number_format == "date" and cell.value is not None,
        shown=cell.shown,
        unmarked=cell.unmarked,
    )
