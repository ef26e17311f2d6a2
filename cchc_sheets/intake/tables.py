"""The sheets of a form's tables → their records, however many, and findings of the tables.

A table is found by the mark of its corner, what it asks by the keys beside it, and its records
start where the first one was issued: a unit may have added lines or columns, or moved the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from cchc_sheets.decode.cells import RawSheet, RawWorkbook
from cchc_sheets.intake.cells import SheetCells
from cchc_sheets.intake.recompute import compared, recompute
from cchc_sheets.model import (
    RECORD_NAME,
    Answer,
    Finding,
    Form,
    Kind,
    Place,
    Record,
    Row,
    Severity,
    State,
    Table,
    total_of,
)
from cchc_sheets.sheet.table import (
    END_MARK,
    KEY,
    KEY_ROW,
    PERIOD_ROW,
    RECORD_MARK,
    STT,
    TOTAL_MARK,
    key_mark,
    table_mark,
)
from cchc_sheets.text import shorten, show, tidy

Cell = tuple[int, int]
MAX_LINES = 5_000
"""Further down (across: to the right) nothing is read as a record."""


@dataclass(frozen=True, slots=True)
class ReadTables:
    """The records of every table that was found, by table, and what became of the tables."""

    records: Mapping[str, tuple[Record, ...]]
    findings: tuple[Finding, ...]


def read_tables(raw: RawWorkbook, form: Form, of_whom: str) -> ReadTables:
    """Read the tables of a form; one that is gone, or has lost a column, is an error.

    ``of_whom`` is the line that names the unit and the period under their titles.
    """
    records: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    for table in form.tables:
        sheets = _find(raw, table)
        if not sheets:
            facts = {"found": table.sheet, "label": table.title}
            place = Place(path=table.id, table=table.id)
            findings.append(Finding("table-missing", Severity.ERROR, place=place, facts=facts))
            continue
        found, *copies = sheets
        findings.extend(found.lost())
        records[table.id] = tuple(found.records(findings))
        findings.extend(found.totals(records[table.id]))
        findings.extend(found.of_another(of_whom))
        texts = _texts(records[table.id])
        if any(_texts(copy.records([])) != texts for copy in copies):
            names = ", ".join(f"“{shorten(each.sheet.name)}”" for each in sheets)
            place = Place(path=table.id, table=table.id)
            facts = {"found": names, "label": table.title}
            findings.append(Finding("table-repeated", Severity.ERROR, place=place, facts=facts))
    return ReadTables(records, tuple(findings))


def _find(raw: RawWorkbook, table: Table) -> list[_Found]:
    """Find the table on every sheet that has its mark; the sheet of its own name comes first."""
    mark, found = table_mark(table), []
    for sheet in raw.sheets:
        corner = next((at for at, c in sorted(sheet.cells.items()) if c.value == mark), None)
        if corner is not None:
            found.append(_Found(table, sheet, corner, knows_formulas=raw.has_formulas))
    return sorted(found, key=lambda each: each.sheet.name != table.sheet)


def _texts(records: Iterable[Record]) -> list[tuple[str, ...]]:
    """Return what was typed in the records, without their lines on the sheet."""
    return [(record.name.raw, *(a.raw for a in record.answers.values())) for record in records]


@dataclass(frozen=True)
class _Found:
    """A table on its sheet; ``corner`` is the cell with its mark."""

    table: Table
    sheet: RawSheet
    corner: Cell
    knows_formulas: bool

    @cached_property
    def cells(self) -> SheetCells:
        """The sheet's cells; no column has moved, for keys are found one by one."""
        return SheetCells(self.sheet, 0, knows_formulas=self.knows_formulas, has_notes=False)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Column of each key; across its row."""
        found: dict[str, int] = {}
        wanted = {key_mark(self.table, row.key): row.key for row in self.table.asks.rows}
        for at, text in self._marks(across=self.table.across):
            key = wanted.get(text)
            if key is not None:
                found.setdefault(key, at)
        return found

    def _marks(self, *, across: bool) -> Iterator[tuple[int, str]]:
        """Yield the marks of the hidden column (``across``) or of the hidden row."""
        row, column = self.corner
        for (at_row, at_column), cell in sorted(self.sheet.cells.items()):
            if across and at_column == column and at_row > row:
                yield at_row, tidy(show(cell.value))
            elif not across and at_row == row and at_column > column:
                yield at_column, tidy(show(cell.value))

    @cached_property
    def _ends(self) -> Mapping[str, int]:
        """Where the records begin and end, by mark."""
        return {text: at for at, text in self._marks(across=not self.table.across)}

    @property
    def first(self) -> int:
        """Row (across: column) of the first record."""
        if TOTAL_MARK in self._ends:  # records may have been added before the first
            return self._ends[TOTAL_MARK] + 1
        return self._ends.get(RECORD_MARK, max(self.corner) + 1)

    def lost(self) -> Iterator[Finding]:
        """Report every column of the table that is no longer on the sheet."""
        for row in self.table.asks.rows:
            if row.key not in self.places:
                facts = {"found": self.table.sheet, "label": row.label}
                place = Place(row.key, self.sheet.name, None, row.path, self.table.id)
                yield Finding("table-column-missing", Severity.ERROR, place=place, facts=facts)

    def records(self, findings: list[Finding]) -> Iterator[Record]:
        """Yield each record that holds anything; computed cells that differ go to ``findings``."""
        typed = [r for r in self.table.asks.rows if r.computed is None and r.key in self.places]
        places = {self.places[row.key] for row in typed}
        end = self._ends.get(END_MARK, MAX_LINES)
        lines = set()
        for (row, column), cell in self.sheet.cells.items():
            line, place = (column, row) if self.table.across else (row, column)
            if self.first <= line < end and place in places and show(cell.value).strip():
                lines.add(line)
        for line in sorted(lines):
            answers = {row.key: self._answer(line, row) for row in typed}
            name = answers.pop(RECORD_NAME, Answer(RECORD_NAME, State.BLANK))
            locate = partial(self._at, line)
            computed, replaced = recompute(self.table.asks, answers, self.cells, locate)
            findings.extend(map(self._of_record, replaced))
            yield Record(line - self.first + 1, name, {**answers, **computed})

    def totals(self, records: Sequence[Record]) -> Iterator[Finding]:
        """Report the totals over which a figure was typed."""
        for row in (column.row for column in self.table.columns if column.row.kind is Kind.COUNT):
            at = self._at(self._ends.get(TOTAL_MARK, 0), row.key)
            if (
                at is not None
                and TOTAL_MARK in self._ends
                and self.knows_formulas
                and self.cells.get(*at).formula is None
            ):
                total = total_of(records, row.key)
                yield from map(self._of_record, compared(row, total, self.cells, at))

    def of_another(self, expected: str) -> Iterator[Finding]:
        """Report a sheet whose heading names another unit or another period."""
        row, column = self.corner[0] + PERIOD_ROW - KEY_ROW, self.corner[1] + STT - KEY
        found = tidy(self.cells.text(row, column)) if row > 0 else ""
        if found and found != tidy(expected):
            facts = {"found": shorten(found, 90), "expected": expected, "label": self.sheet.name}
            cell = self.cells.address(row, column)
            place = Place(None, self.sheet.name, cell, self.table.id, self.table.id)
            yield Finding("table-of-another", Severity.ERROR, place=place, facts=facts)

    def _of_record(self, finding: Finding) -> Finding:
        return replace(finding, place=replace(finding.place, table=self.table.id))

    def _at(self, line: int, key: str) -> Cell | None:
        place = self.places.get(key)
        if place is None:
            return None
        return (place, line) if self.table.across else (line, place)

    def _answer(self, line: int, row: Row) -> Answer:
        at = self._at(line, row.key) or self.corner
        answer = Answer(row.key, State.BLANK, sheet=self.sheet.name, cell=self.cells.address(*at))
        if row.kind is Kind.TEXT:
            text = self.cells.text(*at).strip()
            return replace(answer, state=State.TEXT if text else State.BLANK, raw=text)
        reading = self.cells.reading(*at, row)
        return replace(
            answer,
            state=reading.state,
            value=reading.value,
            raw=reading.raw,
            from_text=reading.from_text,
            problems=reading.problems,
        )
