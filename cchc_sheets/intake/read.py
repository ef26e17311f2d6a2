"""A returned workbook → who it is, its answers and what happened to its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load
from cchc_sheets.intake.cells import Cells
from cchc_sheets.intake.locate import Table, find_identity, find_tables
from cchc_sheets.intake.recompute import recompute, take_totals
from cchc_sheets.intake.tables import read_tables
from cchc_sheets.model import (
    Answer,
    Finding,
    Form,
    Heading,
    Identity,
    Period,
    Place,
    Row,
    Severity,
    Shown,
    Source,
    Submission,
    Unit,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.received import Received
from cchc_sheets.sheet.form import (
    CHECK,
    FIRST_ROW,
    LABEL,
    LIVE_SHEET,
    NOTE,
    PERIOD_ROW,
    PREVIOUS,
    REPORT_NUMBER_CELL,
    SIGNED_ON_CELL,
    STATUS_CELL,
    STT,
    UNIT,
    UNIT_NAME_CELL,
    VALUE,
)
from cchc_sheets.sheet.heading import label_of, period_line
from cchc_sheets.text import shorten, tidy
from cchc_sheets.words.tables import of_whom

LOCK_PREFIX = "~$"


def read_returned(path: Path, shown: str, definitions: Definitions) -> Received:
    """Read one returned file; ``shown`` is how people name it. Never raises for bad input."""
    if path.name.startswith(LOCK_PREFIX):
        return Received(shown, "", findings=(Finding("lock-file", Severity.ERROR),))
    data = load(path)
    if isinstance(data, Unreadable):
        return Received(shown, "", findings=(_refusal(data),))
    digest = hashlib.sha256(data).hexdigest()
    # The live checks are by far the largest sheets, and nothing is read from them.
    raw = decode(path, data, skipped=LIVE_SHEET)
    if isinstance(raw, Unreadable):
        return Received(shown, digest, findings=(_refusal(raw),))
    found = find_identity(raw)
    if found.identity is None:
        return Received(shown, digest, findings=(Finding("not-issued", Severity.ERROR),))
    return _read_known(raw, found.identity, Source(shown, digest), definitions, found.findings)


def _refusal(why: Unreadable) -> Finding:
    return Finding(why.code, Severity.ERROR, facts=why.facts)


def _read_known(
    raw: RawWorkbook,
    identity: Identity,
    source: Source,
    definitions: Definitions,
    findings: tuple[Finding, ...],
) -> Received:
    form = definitions.forms.get(identity.form)
    roster = definitions.rosters.get(identity.province)
    unit = roster.unit(identity.unit) if roster else None
    period = Period.parse(identity.period)
    base = Received(source.path, source.sha256, identity, unit, form, period, findings=findings)
    if form is None or period is None:
        return _with(base, Finding("unknown-form", Severity.ERROR, facts={"found": identity.form}))
    if unit is None:
        return _with(base, Finding("unknown-unit", Severity.ERROR, facts={"found": identity.unit}))
    tables = find_tables(raw, form)
    if not tables:
        return _with(base, Finding("columns-moved", Severity.ERROR))
    if len(tables) > 1:
        names = ", ".join(f"“{shorten(table.sheet.name)}”" for table in tables)
        return _with(base, Finding("sheet-repeated", Severity.ERROR, facts={"found": names}))
    reader = _TableReader(raw, tables[0], form, unit, period)
    findings = (*findings, *reader.structure())
    if any(finding.code == "columns-moved" for finding in findings):
        return _with(base, *findings[len(base.findings) :])
    return _with_answers(reader, base, findings)


def _with(returned: Received, *more: Finding) -> Received:
    return replace(returned, findings=(*returned.findings, *more))


def _with_answers(reader: _TableReader, base: Received, findings: tuple[Finding, ...]) -> Received:
    answers = reader.answers()
    if base.identity is None or base.form is None or base.period is None:
        raise TypeError(base)
    tables = read_tables(reader.raw, base.form, of_whom(reader.period, reader.unit))
    submission = Submission(
        identity=base.identity,
        period=base.period,
        answers=answers,
        records=tables.records,
        headings=reader.headings(),
        source=Source(base.path, base.sha256),
        signed_on=reader.field(SIGNED_ON_CELL),
        report_number=reader.field(REPORT_NUMBER_CELL),
        shown=reader.shown(),
        previous=reader.previous(),
    )
    taken, differing = take_totals(base.form, submission, reader.cells, reader.value_cell)
    answers |= taken
    computed, replaced = recompute(base.form, answers, reader.cells, reader.value_cell)
    submission = replace(submission, answers={**answers, **computed})
    said = (*findings, *tables.findings, *differing, *replaced)
    return replace(base, submission=submission, findings=said)


class _TableReader:
    """Reads the rows of one table by their keys."""

    def __init__(
        self, raw: RawWorkbook, table: Table, form: Form, unit: Unit, period: Period
    ) -> None:
        self.raw, self.table, self.form, self.unit, self.period = raw, table, form, unit, period
        self.cells = Cells(table.sheet, table.shift, knows_formulas=raw.has_formulas)
        self.first_rows = {key: rows[0] for key, rows in table.rows.items()}
        self._labels = {tidy(label_of(row, unit)) for row in form.rows} - {""}
        # Lines inserted above the heading move everything that stands by the layout.
        first = form.rows[0].key
        self._down = self.first_rows.get(first, FIRST_ROW) - FIRST_ROW

    def value_cell(self, key: str) -> tuple[int, int] | None:
        """Row and column (unshifted) of a key's value, ``None`` when the row is gone."""
        row = self.first_rows.get(key)
        return None if row is None else (row, VALUE)

    def structure(self) -> Iterator[Finding]:
        """Yield what happened to the file's columns, rows and printed texts."""
        if self.raw.format not in {"xlsx", "xlsm"}:
            yield Finding("other-format", Severity.INFO, facts={"found": self.raw.format})
        yield from self._columns()
        yield from self._heading()
        yield from self._rows()
        yield from self._order()
        yield from self._strangers()

    def _columns(self) -> Iterator[Finding]:
        top = min(self.first_rows.values())
        heads = [tidy(self.cells.text(row, VALUE)) for row in range(1, top)]
        if tidy(self.form.value_column) not in heads:
            found = next((head for head in reversed(heads) if head), "")
            yield Finding("columns-moved", Severity.ERROR, facts={"found": shorten(found)})

    def _heading(self) -> Iterator[Finding]:
        sheet = self.table.sheet.name
        shown = self.field(UNIT_NAME_CELL)
        if shown and shown != tidy(self.unit.name):
            facts = {"found": shorten(shown, 80), "expected": self.unit.name}
            row, column = UNIT_NAME_CELL
            place = Place(sheet=sheet, cell=self.cells.address(row + self._down, column))
            yield Finding("unit-changed", Severity.ERROR, place=place, facts=facts)
        line = self.field((PERIOD_ROW, STT))
        expected = tidy(period_line(self.form, self.unit, self.period))
        if line and line != expected:
            facts = {"found": shorten(line, 90), "expected": expected}
            place = Place(sheet=sheet, cell=self.cells.address(PERIOD_ROW + self._down, STT))
            yield Finding("period-changed", Severity.ERROR, place=place, facts=facts)

    def _rows(self) -> Iterator[Finding]:
        for row in self.form.rows:
            at = self.table.rows.get(row.key, ())
            label = shorten(row.label_for(self.unit), 90)
            facts = {"label": label, "path": row.path, "stt": row.stt}
            key = row.indicator.key if row.indicator else None
            if not at:
                place = Place(key, self.table.sheet.name, None, row.path)
                yield Finding("row-missing", Severity.ERROR, place=place, facts=facts)
                continue
            place = self._place(row)
            if len(at) > 1:
                repeated = {**facts, "found": str(len(at))}
                yield Finding("row-repeated", Severity.ERROR, place=place, facts=repeated)
            yield from self._printed(row, facts, place)

    def _printed(self, row: Row, facts: Mapping[str, str], place: Place) -> Iterator[Finding]:
        at = self.first_rows[row.key]
        label, own = tidy(self.cells.text(at, LABEL)), tidy(label_of(row, self.unit))
        if label != own and label in self._labels:
            mixed = {**facts, "found": shorten(label, 90)}
            yield Finding("rows-mixed", Severity.ERROR, place=place, facts=mixed)
        elif label != own:
            changed = {**facts, "found": shorten(label, 90)}
            yield Finding("label-changed", Severity.WARNING, place=place, facts=changed)
        if row.line is not None:
            return  # its unit of measure says what was typed
        unit = tidy(self.cells.text(at, UNIT))
        if unit != tidy(row.unit_of_measure):
            changed = {**facts, "found": shorten(unit), "expected": row.unit_of_measure}
            yield Finding("unit-of-measure-changed", Severity.WARNING, place=place, facts=changed)

    def _order(self) -> Iterator[Finding]:
        present = [row for row in self.form.rows if row.key in self.first_rows]
        for before, after in pairwise(present):
            if self.first_rows[before.key] > self.first_rows[after.key]:
                facts = {"path": after.path}
                place = self._place(after)
                yield Finding("row-moved", Severity.INFO, place=place, facts=facts)
                return

    def _strangers(self) -> Iterator[Finding]:
        """Yield rows inside or below the table that hold something and have no key."""
        known = {row for rows in self.table.rows.values() for row in rows}
        first = min(known)
        for row in self.cells.rows_with(VALUE, NOTE):
            if row > first and row not in known:
                place = Place(sheet=self.table.sheet.name, cell=self.cells.address(row, VALUE))
                facts = {"found": str(row)}
                yield Finding("row-unknown", Severity.WARNING, place=place, facts=facts)

    def _place(self, row: Row) -> Place:
        at = self.first_rows[row.key]
        key = row.indicator.key if row.indicator else None
        return Place(key, self.table.sheet.name, self.cells.address(at, VALUE), row.path)

    def answers(self) -> dict[str, Answer]:
        """Read every input row that the file still has."""
        return {
            row.key: self._answer(row)
            for row in self.form.rows
            if row.is_input and row.key in self.first_rows
        }

    def _answer(self, row: Row) -> Answer:
        at = self.first_rows[row.key]
        reading = self.cells.reading(at, VALUE, row)
        return Answer(
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
        status = self.cells.get(row + self._down, column)
        return Shown(
            status=self.field(STATUS_CELL),
            lines={key: self.cells.text(row, CHECK) for key, row in self.first_rows.items()},
            never_computed=status.formula is not None and status.kind == "blank",
        )

    def headings(self) -> dict[str, Heading]:
        """Read what stands in the value and note cells of heading rows."""
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
        return tidy(self.cells.text(row + self._down, column))
