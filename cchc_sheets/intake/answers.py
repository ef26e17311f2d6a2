"""The sheet with a form's rows → the answers in it, as a submission."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.intake.cells import SheetCells
from cchc_sheets.intake.locate import FoundTable
from cchc_sheets.intake.recompute import recompute, take_totals
from cchc_sheets.intake.tables import read_tables
from cchc_sheets.model import (
    Answer,
    Finding,
    Form,
    Heading,
    Identity,
    Period,
    Shown,
    Source,
    Submission,
    Unit,
)
from cchc_sheets.sheet.form import (
    CHECK,
    FIRST_ROW,
    NOTE,
    PREVIOUS,
    REPORT_NUMBER_CELL,
    SIGNED_ON_CELL,
    STATUS_CELL,
    VALUE,
)
from cchc_sheets.text import tidy
from cchc_sheets.words.tables import of_whom


class FormReader:
    """Reads the rows of a form by their keys; the first of repeated rows counts."""

    def __init__(
        self, raw: RawWorkbook, table: FoundTable, form: Form, unit: Unit, period: Period
    ) -> None:
        self.raw, self.table, self.form, self.unit, self.period = raw, table, form, unit, period
        self.cells = SheetCells(table.sheet, table.shift, knows_formulas=raw.has_formulas)
        self.first_rows = {key: rows[0] for key, rows in table.rows.items()}
        first = form.rows[0].key
        self.down = self.first_rows.get(first, FIRST_ROW) - FIRST_ROW
        """Lines inserted above the heading: so far down the heading block has moved."""

    def submission(self, identity: Identity, source: Source) -> tuple[Submission, list[Finding]]:
        """Read the form and its tables, and compute anew what is not typed.

        The findings are those of the tables, and of totals and computed rows whose value in the
        file differs from ours.
        """
        answers = self.answers()
        tables = read_tables(self.raw, self.form, of_whom(self.period, self.unit))
        submission = Submission(
            identity=identity,
            period=self.period,
            answers=answers,
            records=tables.records,
            headings=self.headings(),
            source=source,
            signed_on=self.field(SIGNED_ON_CELL),
            report_number=self.field(REPORT_NUMBER_CELL),
            shown=self.shown(),
            previous=self.previous(),
        )
        taken, differing = take_totals(self.form, submission, self.cells, self.value_cell)
        answers |= taken
        computed, replaced = recompute(self.form, answers, self.cells, self.value_cell)
        submission = replace(submission, answers={**answers, **computed})
        return submission, [*tables.findings, *differing, *replaced]

    def value_cell(self, key: str) -> tuple[int, int] | None:
        """Row and column (unshifted) of a key's value, ``None`` when the row is gone."""
        row = self.first_rows.get(key)
        return None if row is None else (row, VALUE)

    def answers(self) -> dict[str, Answer]:
        """Read every input row that the file still has."""
        answers: dict[str, Answer] = {}
        for row in self.form.rows:
            if not row.is_input or row.key not in self.first_rows:
                continue
            at = self.first_rows[row.key]
            reading = self.cells.reading(at, VALUE, row)
            answers[row.key] = Answer(
                key=row.key,
                state=reading.state,
                value=reading.value,
                raw=reading.raw,
                note=self.cells.text(at, NOTE),
                sheet=self.table.sheet.name,
                cell=self.cells.address(at, VALUE),
                note_cell=self.cells.address(at, NOTE),
                from_text=reading.from_text,
                problems=reading.problems,
            )
        return answers

    def previous(self) -> dict[str, Decimal]:
        """Read the locked figures of the period before; what is no stored number is left out."""
        cells = {
            row.key: self.cells.get(self.first_rows[row.key], PREVIOUS)
            for row in self.form.answer_rows
            if row.key in self.first_rows
        }
        return {
            key: cell.value
            for key, cell in cells.items()
            if isinstance(cell.value, Decimal) and cell.formula is None
        }

    def shown(self) -> Shown:
        """Read what the workbook's own checks showed."""
        row, column = STATUS_CELL
        status = self.cells.get(row + self.down, column)
        return Shown(
            status=self.field(STATUS_CELL),
            lines={key: self.cells.text(row, CHECK) for key, row in self.first_rows.items()},
            never_computed=status.formula is not None and status.kind == "blank",
        )

    def headings(self) -> dict[str, Heading]:
        """Read the value and note cells of heading rows."""
        return {
            row.path: Heading(
                path=row.path,
                raw=self.cells.text(self.first_rows[row.key], VALUE),
                note=self.cells.text(self.first_rows[row.key], NOTE),
                sheet=self.table.sheet.name,
                cell=self.cells.address(self.first_rows[row.key], VALUE),
            )
            for row in self.form.rows
            if row.indicator is None and row.key in self.first_rows
        }

    def field(self, cell: tuple[int, int]) -> str:
        """Read one of the heading block's texts or of the fields right of it."""
        row, column = cell
        return tidy(self.cells.text(row + self.down, column))
