"""The sheets of a form's tables → their records, however many, and findings of the tables.

A table is found by the mark of its corner, what it asks by the keys beside it, and its records
start where the first one was issued: a unit may have added lines or columns, or moved the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from cchc_sheets.decode.cells import RawCell, RawSheet, RawWorkbook
from cchc_sheets.findings.tables import (
    TABLE_COLUMN_MISSING,
    TABLE_COLUMNS_MIXED,
    TABLE_MISSING,
    TABLE_OF_ANOTHER,
    TABLE_REPEATED,
)
from cchc_sheets.intake.cells import SheetCells, old_font
from cchc_sheets.intake.recompute import compared, recompute
from cchc_sheets.model import (
    RECORD_NAME,
    Answer,
    Finding,
    Form,
    Kind,
    Period,
    Place,
    Record,
    Row,
    Severity,
    State,
    Table,
    Unit,
    total_of,
)
from cchc_sheets.sheet.table import (
    END_MARK,
    HEAD_ROWS,
    KEY,
    KEY_ROW,
    LABEL,
    NAME_ROW,
    PERIOD_ROW,
    RECORD_MARK,
    STT,
    TOTAL_MARK,
    key_mark,
    table_mark,
)
from cchc_sheets.text import shorten, show, tidy
from cchc_sheets.words.tables import COUNT, of_whom
from cchc_sheets.words.workbook import CODE_LABEL

Cell = tuple[int, int]
MAX_LINES = 5_000
"""Further down (across: to the right) nothing is read as a record."""


@dataclass(frozen=True, slots=True)
class ReadTables:
    """The records of every table that was found, by table, and what became of the tables.

    ``found`` are the tables that were found.
    """

    records: Mapping[str, tuple[Record, ...]]
    findings: tuple[Finding, ...]
    found: tuple[FoundRecords, ...]


def read_tables(raw: RawWorkbook, form: Form, unit: Unit, period: Period) -> ReadTables:
    """Read the tables of a form; one that is gone, or whose columns are not whole, is an error."""
    records: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    known: list[FoundRecords] = []
    for table in form.tables:
        sheets = _find(raw, table)
        if not sheets:
            facts = {"found": table.sheet, "label": table.title}
            place = Place(path=table.id, table=table.id)
            findings.append(Finding(TABLE_MISSING, Severity.ERROR, place=place, facts=facts))
            continue
        found, *copies = sheets
        known.append(found)
        findings.extend(found.lost())
        findings.extend(found.mixed(unit))
        records[table.id] = tuple(found.records(findings))
        findings.extend(found.totals(records[table.id]))
        findings.extend(found.of_another(of_whom(period, unit)))
        texts = _texts(records[table.id])
        if any(_texts(copy.records([])) != texts for copy in copies):
            names = ", ".join(f"“{shorten(each.sheet.name)}”" for each in sheets)
            place = Place(path=table.id, table=table.id)
            facts = {"found": names, "label": table.title}
            findings.append(Finding(TABLE_REPEATED, Severity.ERROR, place=place, facts=facts))
    return ReadTables(records, tuple(findings), tuple(known))


def _find(raw: RawWorkbook, table: Table) -> list[FoundRecords]:
    """Find the table on every sheet that has its mark; visible ones and that of its name first."""
    mark, found = table_mark(table), []
    for sheet in raw.sheets:
        corner = next((at for at, c in sorted(sheet.cells.items()) if c.value == mark), None)
        if corner is not None:
            found.append(FoundRecords(table, sheet, corner))
    return sorted(
        found, key=lambda each: (each.sheet.state != "visible", each.sheet.name != table.sheet)
    )


def _without_code(heading: str) -> str:
    """The line under a table's title, without the one below it, in which the code is."""
    return tidy(heading.partition(CODE_LABEL)[0])


def _texts(records: Iterable[Record]) -> list[tuple[str, ...]]:
    """Return what was typed in the records, without their lines on the sheet."""
    return [(record.name.raw, *(a.raw for a in record.answers.values())) for record in records]


@dataclass(frozen=True)
class FoundRecords:
    """A table on its sheet; ``corner`` is the cell with its mark."""

    table: Table
    sheet: RawSheet
    corner: Cell

    @cached_property
    def cells(self) -> SheetCells:
        """The sheet's cells; no column has moved, for keys are found one by one."""
        return SheetCells(self.sheet, {}, has_notes=False)

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
                yield Finding(TABLE_COLUMN_MISSING, Severity.ERROR, place=place, facts=facts)

    def mixed(self, unit: Unit) -> Iterator[Finding]:
        """Report every key that stands where something else of the table is printed."""
        printed = {key: text for key, text in self._printed(unit).items() if key in self.places}
        names, numbers = ({each[n] for each in printed.values()} - {""} for n in (0, 1))
        before: dict[tuple[str, str], int] = {}
        for key, own in printed.items():
            place, there = self.places[key], self._head(self.places[key])
            is_other = there[0] in names if there[0] != own[0] else there[1] in numbers - {own[1]}
            if is_other or before.get(own, 0) > place:  # of those printed alike the order tells
                row, at = self.table.asks.by_key[key], self._at(self.first, key) or self.corner
                cell = self.cells.address(*at)
                facts = {"found": self.sheet.name, "label": row.label, "other": " ".join(there)}
                where = Place(key, self.sheet.name, cell, row.path, self.table.id)
                yield Finding(TABLE_COLUMNS_MIXED, Severity.ERROR, place=where, facts=facts)
            before[own] = place

    def _printed(self, unit: Unit) -> Mapping[str, tuple[str, str]]:
        """Return the name and the number that are printed in the head of each key."""
        found: dict[str, tuple[str, str]] = {}
        if not self.table.across:
            found[RECORD_NAME] = tidy(self.table.name_label), ""
        for column in self.table.columns:
            found[column.row.key] = tidy(column.row.label_for(unit)), tidy(column.row.stt)
        return found

    def _head(self, place: int) -> tuple[str, str]:
        """Return the name and the number in the head of a column (across: a line)."""
        row, column = self.corner
        if self.table.across:
            cells = [(place, column + at - KEY) for at in (LABEL, STT)]
        else:
            cells = [(row + at - KEY_ROW, place) for at in (NAME_ROW, HEAD_ROWS[-1])]
        name, number = (tidy(self.cells.text(*cell)) for cell in cells)
        if not self.table.across and name in {"", COUNT}:  # the name is over both, or over a share
            name = tidy(self.cells.text(row + HEAD_ROWS[0] - KEY_ROW, place)) or name
        return name, number.partition(" = ")[0]

    def typed(self) -> Iterator[tuple[int, str, RawCell]]:
        """Yield each cell that may be typed in and holds something: its record, its key, itself."""
        inputs = (row.key for row in self.table.asks.rows if row.computed is None)
        keys = {self.places[key]: key for key in inputs if key in self.places}
        end = self._ends.get(END_MARK, MAX_LINES)
        for (row, column), cell in self.sheet.cells.items():
            line, place = (column, row) if self.table.across else (row, column)
            if self.first <= line < end and place in keys:
                yield line - self.first + 1, keys[place], cell

    def total_cell(self, key: str) -> RawCell | None:
        """Return the cell with the total of a key."""
        at = self._at(self._ends.get(TOTAL_MARK, 0), key)
        return self.sheet.cells.get(at) if at else None

    def records(self, findings: list[Finding]) -> Iterator[Record]:
        """Yield each record that holds anything; computed cells that differ go to ``findings``."""
        typed = [r for r in self.table.asks.rows if r.computed is None and r.key in self.places]
        filled = {number for number, _, cell in self.typed() if show(cell.value).strip()}
        for line in sorted(number + self.first - 1 for number in filled):
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
            if at is not None and TOTAL_MARK in self._ends and self.cells.get(*at).formula is None:
                total = total_of(records, row.key)
                yield from map(self._of_record, compared(row, total, self.cells, at))

    def of_another(self, expected: str) -> Iterator[Finding]:
        """Report a sheet whose heading names another unit or another period."""
        row, column = self.corner[0] + PERIOD_ROW - KEY_ROW, self.corner[1] + STT - KEY
        found = _without_code(self.cells.text(row, column)) if row > 0 else ""
        above = (c for (r, _), c in self.sheet.cells.items() if r < self.corner[0])
        # Gnumeric keeps the formula of a line that it could not compute as the line's text.
        texts = [_without_code(show(cell.value)) for cell in above]
        failed = found.startswith("#") or self.cells.get(max(row, 0), column).kind == "error"
        if found and not failed and not any(tidy(expected) in text for text in texts):
            facts = {"found": shorten(found, 90), "expected": expected, "label": self.sheet.name}
            cell = self.cells.address(row, column)
            place = Place(None, self.sheet.name, cell, self.table.id, self.table.id)
            yield Finding(TABLE_OF_ANOTHER, Severity.ERROR, place=place, facts=facts)

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
            state = State.TEXT if text else State.BLANK
            return replace(answer, state=state, raw=text, problems=old_font(text))
        reading = self.cells.reading(*at, row)
        return replace(
            answer,
            state=reading.state,
            value=reading.value,
            raw=reading.raw,
            from_text=reading.from_text,
            problems=reading.problems,
        )
