"""The sheet with a form's rows → the answers in it, as a submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.intake.cells import SheetCells, old_font
from cchc_sheets.intake.code import reconciliation_code
from cchc_sheets.intake.columns import find_columns
from cchc_sheets.intake.days import day_of
from cchc_sheets.intake.locate import FoundTable
from cchc_sheets.intake.recompute import recompute, take_totals
from cchc_sheets.intake.seen import printed_form, printed_table, seen
from cchc_sheets.intake.tables import FoundRecords, read_tables
from cchc_sheets.model import (
    Answer,
    AsBefore,
    Finding,
    Form,
    Heading,
    Period,
    Shown,
    Source,
    Submission,
    Unit,
    with_nil_sections,
)
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.code import seed_of
from cchc_sheets.sheet.form import (
    CHECK,
    NOTE,
    PREVIOUS,
    STATUS_CELL,
    STT,
    SYMBOL,
    UNIT,
    VALUE,
    Layout,
)
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.text import show, tidy
from cchc_sheets.words.live import counts_of
from cchc_sheets.words.workbook import (
    AS_BEFORE_PANEL,
    CODE_LABEL,
    CONFIRMED,
    FILLED_BY_PANEL,
    NUMBER_PANEL,
    SIGNED_ON_PANEL,
    TELEPHONE_PANEL,
    UNIT_PANEL,
    short_date,
)


class FormReader:
    """Reads the rows of a form by their keys; the first of repeated rows counts."""

    def __init__(
        self, raw: RawWorkbook, table: FoundTable, form: Form, unit: Unit, period: Period
    ) -> None:
        self.raw, self.table, self.form, self.unit, self.period = raw, table, form, unit, period
        self.columns = find_columns(table, form)
        self.cells = SheetCells(table.sheet, self.columns.places)
        self.first_rows = {key: rows[0] for key, rows in table.rows.items()}

    def submission(self, source: Source) -> tuple[Submission, list[Finding]]:
        """Read the form and its tables, and compute anew what is not typed.

        The findings are those of the tables, and of totals and computed rows whose value in the
        file differs from ours.
        """
        answers, day = self.answers(), self.signed_on()
        signed_on_typed = self.field(SIGNED_ON_PANEL)
        if day is not None and signed_on_typed.isdigit():  # a date cell stores a number
            signed_on_typed = short_date(day)
        tables = read_tables(self.raw, self.form, self.unit, self.period)
        submission = Submission(
            form=self.form.id,
            period=self.period,
            answers=answers,
            records=tables.records,
            headings=self.headings(),
            source=source,
            signed_on=day,
            signed_on_typed=signed_on_typed,
            report_number=self.field(NUMBER_PANEL),
            filled_by=self.field(FILLED_BY_PANEL),
            telephone=self.field(TELEPHONE_PANEL),
            shown=self.shown(),
            previous=self.previous(),
            as_before=self.as_before(),
        )
        taken, differing = take_totals(self.form, submission, self.cells, self.value_cell)
        answers = with_nil_sections(self.form, {**answers, **taken}, submission.headings.values())
        computed, replaced = recompute(self.form, answers, self.cells, self.value_cell)
        nil = frozenset(key for key, answer in answers.items() if answer.section is not None)
        code = self.code(tables.found, nil)
        submission = replace(submission, answers={**answers, **computed}, code=code)
        labels = (label_of(row, self.unit) for row in self.form.rows if row.base_of is None)
        printed = [
            printed_form(self.table.sheet, self.form, labels),
            *(printed_table(found.sheet, found.table) for found in tables.found),
        ]
        sight = seen(self.raw, printed, submission)
        return submission, [*tables.findings, *differing, *replaced, *sight]

    def value_cell(self, key: str) -> tuple[int, int] | None:
        """Row and column (unshifted) of a key's value, ``None`` when the row is gone."""
        rate = self.form.by_key[key].base_of
        row, column = self.first_rows.get(rate or key), Layout(self.form).column_of(key)
        # Workbooks issued earlier are without the columns of bases.
        is_there = row is not None and (rate is None or column in self.columns.places)
        return (row, column) if row is not None and is_there else None

    def answers(self) -> dict[str, Answer]:
        """Read every input row that the file still has."""
        answers: dict[str, Answer] = {}
        for row in self.form.rows:
            place = self.value_cell(row.key) if row.is_input else None
            if place is None:
                continue
            at, column = place
            reading = self.cells.reading(at, column, row)
            note = self.cells.text(at, NOTE) if row.is_answer else ""
            answers[row.key] = Answer(
                key=row.key,
                state=reading.state,
                value=reading.value,
                raw=reading.raw,
                note=note,
                sheet=self.table.sheet.name,
                cell=self.cells.address(at, column),
                note_cell=self.cells.address(at, NOTE) if row.is_answer else None,
                from_text=reading.from_text,
                problems=(*reading.problems, *old_font(note)),
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

    def as_before(self) -> AsBefore | None:
        """Read whether the unit confirmed what was filled in as in the period before."""
        at = self.columns.fields.get(AS_BEFORE_PANEL)
        if at is None:
            return None
        return AsBefore(address(*at), self.field(AS_BEFORE_PANEL).lower() == CONFIRMED)

    def shown(self) -> Shown:
        """Read what the workbook's own checks showed."""
        # In workbooks that were issued before, the status line is above the units of measure.
        columns = (STATUS_CELL[1], UNIT)
        above = (self.cells.get(row, c) for c in columns for row in range(1, self.table.top))
        status = next((c for c in above if c.formula is not None or counts_of(show(c.value))), None)
        return Shown(
            status=tidy(show(status.value)) if status else "",
            lines={key: self.cells.text(row, CHECK) for key, row in self.first_rows.items()},
            never_computed=status is not None and status.kind == "blank",
            symbols={key: self.cells.text(row, SYMBOL) for key, row in self.first_rows.items()},
        )

    def code(self, tables: Sequence[FoundRecords], declared_nil: frozenset[str]) -> str:
        """Return the workbook's reconciliation code; one that was issued without it has none."""
        above = (self.cells.get(row, STT) for row in range(1, self.table.top))
        # LibreOffice writes 0 into an .xls for the text of a formula.
        if not any(CODE_LABEL in f"{show(c.value)}{c.formula or ''}" for c in above):
            return ""
        seed = seed_of(self.unit.code, self.form.id, str(self.period))
        return reconciliation_code(
            self.form, seed, self.cells, self.value_cell, tables, declared_nil
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

    def name_at_issue(self) -> str | None:
        """Return the unit's name on the sheet where both places that have it agree on it."""
        name = self.field(UNIT_PANEL)
        banner = f"{name} – {self.period.label}"
        texts = (
            cell.value
            for (row, _), cell in self.table.sheet.cells.items()
            if row < self.table.top and isinstance(cell.value, str)
        )
        agree = any(tidy(text.rpartition("\n")[2]) == banner for text in texts)
        return name if name and agree else None

    def field(self, label: str) -> str:
        """Read what stands beside one of the panel's labels, empty where there is no such label."""
        cell = self.table.sheet.cells.get(self.columns.fields.get(label, (0, 0)))
        return tidy(show(cell.value)) if cell else ""

    def signed_on(self) -> date | None:
        """Read the day of signing; ``None`` where it is blank or no day."""
        cell = self.table.sheet.cells.get(self.columns.fields.get(SIGNED_ON_PANEL, (0, 0)))
        return day_of(cell, since_1904=self.raw.since_1904)
