"""The cells of a sheet → answers, read by the rules of reading, formulas mistrusted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cchc_sheets.answers import Reading, Typed, read_answer
from cchc_sheets.decode.cells import RawCell, RawSheet
from cchc_sheets.expression import Expression, Operand, compile_expression, names, parse
from cchc_sheets.model import Row, Severity, State, TypeProblem
from cchc_sheets.sheet.address import address
from cchc_sheets.text import show

_BLANK = RawCell(None, "blank")


class _NoOperands:
    def current(self, key: str) -> Operand:  # noqa: ARG002 - a constant formula has none
        return Operand()

    previous = current


class SheetCells:
    """A sheet's cells by the layout's own row and column, wherever its columns moved to."""

    def __init__(
        self, sheet: RawSheet, shift: int, *, knows_formulas: bool, has_notes: bool = True
    ) -> None:
        self.has_notes = has_notes
        self._cells: Mapping[tuple[int, int], RawCell] = sheet.cells
        self._shift = shift
        self.sheet_name = sheet.name
        self.knows_formulas = knows_formulas

    def get(self, row: int, column: int) -> RawCell:
        """Return the cell; a blank one where the file stores none."""
        return self._cells.get((row, column + self._shift), _BLANK)

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, as text."""
        return show(self.get(row, column).value)

    def address(self, row: int, column: int) -> str:
        """Return the cell's A1 address in the returned file."""
        return address(row, column + self._shift)

    def rows_with(self, *columns: int) -> list[int]:
        """Return the rows in which one of the columns holds something, in order."""
        wanted = {column + self._shift for column in columns}
        return sorted(
            {
                row
                for (row, column), cell in self._cells.items()
                if column in wanted and show(cell.value).strip()
            }
        )

    def reading(self, row: int, column: int, form_row: Row) -> Reading:
        """Read the answer in a cell; a formula's cached result is used and reported."""
        cell = self.get(row, column)
        formula = cell.formula
        if formula is None:
            return read_answer(typed(cell), form_row)
        constant = constant_formula(formula)
        if constant is not None:
            cell = RawCell(constant, "number", None, cell.number_format)
        elif cell.kind == "blank":
            facts = {"found": "=" + formula[:30]}
            problem = TypeProblem("formula-without-value", Severity.ERROR, facts)
            return Reading(State.UNREADABLE, raw="=" + formula, problems=(problem,))
        reading = read_answer(typed(cell), form_row)
        facts = {"reading": reading.raw}
        problem = TypeProblem("formula-in-input", Severity.WARNING, facts)
        return Reading(
            reading.state,
            reading.value,
            reading.raw,
            reading.from_text,
            (problem, *reading.problems),
        )


def typed(cell: RawCell) -> Typed:
    """Return a raw cell as the rules of reading see it."""
    return Typed(
        cell.value,
        is_error=cell.kind == "error",
        is_percent=cell.number_format == "percent",
        is_date=cell.number_format == "date",
        format_unknown=cell.number_format == "unknown",
    )


def constant_formula(text: str) -> Decimal | None:
    """Compute a formula of numbers alone (``12+5``); ``None`` for any other."""
    parsed = parse(text, logical=False)
    if not isinstance(parsed, Expression) or names(parsed):
        return None
    return compile_expression(parsed, frozenset()).number(_NoOperands())
