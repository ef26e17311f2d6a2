"""A received file → what of it goes into the workbook that is returned to its unit.

Answers are found by the keys of their rows, or where those are gone by the labels, in their order;
they are carried as they were typed, also those that nobody can read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from cchc_sheets.answers import Reading, Typed, read_answer
from cchc_sheets.decode.cells import RawSheet, RawWorkbook
from cchc_sheets.findings.typed import DATE_IN_NUMBER, PERCENT_FORMAT
from cchc_sheets.intake.cells import SheetCells
from cchc_sheets.intake.locate import find_tables
from cchc_sheets.intake.tables import read_tables
from cchc_sheets.model import (
    RECORD_NAME,
    Answer,
    Form,
    Heading,
    Kind,
    Percent,
    Period,
    Record,
    Row,
    State,
    Table,
    Unit,
    total_of,
)
from cchc_sheets.model.issue import NotCarried, Panel, Prefill, TypedRecord
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.sheet.styles import MAX_TEXT
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.text import shorten, show, tidy
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.returned import COLUMN_NOT_FOUND, RECORDS_LEFT, TOO_LONG
from cchc_sheets.words.workbook import (
    CHECK_HEAD,
    DENOMINATOR_HEAD,
    FILLED_BY_PANEL,
    NIL_SECTION,
    NOTE_HEAD,
    NUMBER_PANEL,
    NUMERATOR_HEAD,
    SIGNED_ON_PANEL,
    TELEPHONE_PANEL,
    UNIT_HEAD,
    short_date,
)

MOST_RECORDS = 200
"""In one table: each has live checks of its own, and a workbook with thousands opens nowhere."""
MOST_IN_A_CELL = MAX_TEXT // 2
"""Characters: of those beyond the basic plane a cell counts two each."""
_OURS = (at.HIDDEN_SHEET, at.LIVE_SHEET, at.RETURNED_SHEET)
_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{1,5}(?:,\d+)?")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

Cell = tuple[str, str]
"""A sheet and an address on it."""


@dataclass(frozen=True)
class Carried:
    """What of a file goes into a workbook of ``form``, which has room for all its records.

    ``by_label`` are the keys of rows that were found by their label alone. ``record_cells`` say of
    a record's cell in the file where its content is now.
    """

    form: Form
    prefill: Mapping[str, Prefill] = field(default_factory=dict)
    records: Mapping[str, tuple[TypedRecord, ...]] = field(default_factory=dict)
    panel: Panel = field(default_factory=Panel)
    year_before: Mapping[str, Decimal] = field(default_factory=dict)
    by_label: frozenset[str] = frozenset()
    record_cells: Mapping[Cell, Cell] = field(default_factory=dict)
    not_carried: tuple[NotCarried, ...] = ()


def carry(raw: RawWorkbook, sent: Form | None, form: Form, unit: Unit, period: Period) -> Carried:
    """Carry what a file holds into a workbook of ``form``; ``sent`` is the form that it answers."""
    tables = read_tables(raw, form, unit, period).records
    roomy = tuple(
        replace(table, room=max(table.room, min(MOST_RECORDS, len(tables.get(table.id, ())))))
        for table in form.tables
    )
    form = replace(form, tables=roomy)
    records: dict[str, tuple[TypedRecord, ...]] = {}
    record_cells: dict[Cell, Cell] = {}
    lost: list[NotCarried] = []
    for table in roomy:
        placed = _placed(table, tables.get(table.id, ()))
        taken, cells = _carry_records(table, placed)
        records[table.id] = taken
        record_cells |= cells
        left = len(tables.get(table.id, ())) - len(placed)
        if left:
            lost.append(NotCarried(table.sheet, table.title, RECORDS_LEFT.format(n=left)))
    found = _find(raw, sent, form, unit)
    if found is None:
        lost.append(NotCarried("", form.name, COLUMN_NOT_FOUND.format(head=form.value_column)))
        return Carried(form, records=records, record_cells=record_cells, not_carried=tuple(lost))
    prefill: dict[str, Prefill] = {}
    sections = {row.key for around in form.nil_sections.values() for row in around}
    for row in form.rows:
        if row.key in found.rows:
            total = total_of(tables.get(row.fed_by or "", ()), row.key)
            value, note, missed = found.take(row, sent, total, sections)
            lost += missed
            if value is not None or note:
                prefill[row.key] = Prefill(value, note)
    prefill |= found.bases(form)
    return Carried(
        form,
        prefill,
        records,
        found.panel(),
        found.year_before(form),
        frozenset(found.by_label) & prefill.keys(),
        record_cells,
        (*lost, *found.unknown()),
    )


def as_typed(reading: Reading | Answer, row: Row) -> Decimal | str | None:
    """Return what to put into a cell so that it says what was typed, and is read no better.

    A number that was in doubt, as a date or by its format, comes back as a text that is none.
    """
    if reading.state is State.BLANK:
        return None
    if not reading.from_text and reading.value is not None and reading.raw == show(reading.value):
        return reading.value
    text = storable(reading.raw)
    for problem in reading.problems:
        found = problem.facts.get("found")
        if problem.kind is PERCENT_FORMAT or isinstance(found, Percent):
            text = in_words(found, "vi")
        elif problem.kind is DATE_IN_NUMBER:
            text = _as_date(text)
    if row.kind is Kind.TEXT or reading.state is not State.UNREADABLE:
        return text
    again = read_answer(Typed(text), row)
    return text if again.state is State.UNREADABLE else f"{text} ?"


def storable(text: str) -> str:
    """Return the text as a cell can hold it."""
    return _NOT_IN_XML.sub("\ufffd", text)[:MOST_IN_A_CELL]


def _as_date(text: str) -> str:
    """Return a stored date as it is written; .xlsx and .xls store the number of its day."""
    if _SERIAL.fullmatch(text):
        return short_date(_FIRST_DAY + timedelta(days=int(text.partition(",")[0])))
    return text


def _placed(table: Table, records: tuple[Record, ...]) -> dict[int, Record]:
    """Return the records by their places from 0: their own, unless one has none in the table."""
    if all(record.number <= table.room for record in records):
        return {record.number - 1: record for record in records}
    return dict(enumerate(records[: table.room]))


def _carry_records(
    table: Table, placed: Mapping[int, Record]
) -> tuple[tuple[TypedRecord, ...], dict[Cell, Cell]]:
    layout = TableLayout(table)
    typed: list[dict[str, Decimal | str]] = [{} for _ in range(max(placed, default=-1) + 1)]
    cells: dict[Cell, Cell] = {}
    for place, record in placed.items():
        for key, answer in {RECORD_NAME: record.name, **record.answers}.items():
            row = table.asks.by_key[key]
            value = as_typed(answer, row) if row.is_input else None
            if value is not None:
                typed[place][key] = value
            cells[answer.sheet or "", answer.cell or ""] = (
                table.sheet,
                layout.address(place, key),
            )
    return tuple(typed), cells


@dataclass(frozen=True)
class _FoundRows:
    """The form's rows on a sheet of the file: ``rows`` by key, those in ``by_label`` by it alone.

    ``down`` and ``shift`` are how far rows and columns moved; ``labels``, ``value`` and ``note``
    are the columns of labels, answers and notes, where they were found.
    """

    sheet: RawSheet
    unit: Unit
    rows: Mapping[str, int]
    by_label: frozenset[str]
    own_labels: frozenset[str]
    down: int
    shift: int
    labels: int
    value: int
    note: int

    @cached_property
    def _values(self) -> SheetCells:
        return SheetCells(self.sheet, {at.VALUE: self.value})

    def _text(self, row: int, column: int) -> str:
        cell = self.sheet.cells.get((row, column))
        text = show(cell.value) if cell else ""
        return _as_date(text) if cell and cell.number_format == "date" else text

    def take(
        self, row: Row, sent: Form | None, total: Decimal | None, sections: AbstractSet[str]
    ) -> tuple[Decimal | str | None, str, list[NotCarried]]:
        """Return what is typed in a row and its note, and what of it cannot be carried.

        ``total`` is what a table gives for the row, ``sections`` are the headings at which a
        section can be declared nil.
        """
        line = self.rows[row.key]
        note = self._text(line, self.note)
        reading = self._values.reading(line, at.VALUE, row)
        value = as_typed(reading, row) if row.is_input else None
        if row.kind is Kind.TEXT and value is not None:
            value = storable(self._text(line, self.value))
        cell = self._values.get(line, at.VALUE)
        if row.fed_by is not None and (cell.formula is not None or value == total):
            value = None  # the fresh workbook has the formula
        lost: list[NotCarried] = []
        old = sent.by_key.get(row.key) if sent else None
        both_words = old is not None and old.kind is row.kind is Kind.TEXT
        otherwise = old is not None and not (old.asks_like(row) or both_words)
        label = tidy(self._text(line, self.labels))
        mixed = label != tidy(label_of(row, self.unit)) and label in self.own_labels
        typed = show(cell.value) if row.indicator is None else ""
        if Heading(row.path, typed).declares_nil and row.key in sections:
            value = NIL_SECTION
        elif typed.strip() or (value is not None and (mixed or otherwise)):
            lost.append(self._lost(line))
            value = None
        if len(note) > MOST_IN_A_CELL:
            where = address(line, self.note)
            lost.append(NotCarried(where, shorten(label, 90), TOO_LONG.format(n=MOST_IN_A_CELL)))
        return value, storable(note), lost

    def bases(self, form: Form) -> dict[str, Prefill]:
        """Return what is typed beside rates, where the file has the columns for it."""
        layout, first = at.Layout(form), min(self.rows.values())
        heads = {at.NUMERATOR: NUMERATOR_HEAD, at.DENOMINATOR: DENOMINATOR_HEAD}
        above = sorted(spot for spot in self.sheet.cells if spot[0] < first)
        places = {tidy(self._text(*spot)): spot[1] for spot in above}
        taken: dict[str, Prefill] = {}
        for row in form.base_rows:
            column = layout.column_of(row.key)
            line, place = self.rows.get(row.base_of or ""), places.get(heads[column])
            if line is not None and place is not None:
                cells = SheetCells(self.sheet, {column: place})
                value = as_typed(cells.reading(line, column, row), row)
                taken |= {row.key: Prefill(value)} if value is not None else {}
        return taken

    def _lost(self, line: int) -> NotCarried:
        texts = (self._text(line, column) for column in (self.value, self.note))
        typed = " · ".join(shorten(text, 120) for text in texts if text.strip())
        return NotCarried(
            address(line, self.value), shorten(self._text(line, self.labels), 90), typed
        )

    def unknown(self) -> Iterator[NotCarried]:
        """Yield what is typed below the head in rows that are none of the form's."""
        known, first = set(self.rows.values()), min(self.rows.values())
        lines = {
            line
            for (line, column), cell in self.sheet.cells.items()
            if column in {self.value, self.note} and show(cell.value).strip()
        }
        yield from (self._lost(line) for line in sorted(lines - known) if line > first)

    def panel(self) -> Panel:
        """Return what is typed into the fields of the report."""
        texts = []
        places = {
            NUMBER_PANEL: at.REPORT_NUMBER_CELL,
            SIGNED_ON_PANEL: at.SIGNED_ON_CELL,
            FILLED_BY_PANEL: at.FILLED_BY_CELL,
            TELEPHONE_PANEL: at.TELEPHONE_CELL,
        }
        labels = {tidy(show(c.value)): spot for spot, c in sorted(self.sheet.cells.items())}
        heads = {at.UNIT: UNIT_HEAD, at.CHECK: CHECK_HEAD}
        for label, (row, column) in places.items():
            spot = labels.get(label)  # right of its label, wherever the columns moved
            if spot is not None:
                texts.append(storable(tidy(self._text(spot[0], spot[1] + 1))))
            else:  # above the head of its column
                head = labels.get(heads[column])
                text = tidy(self._text(row + self.down, head[1])) if head else ""
                texts.append("" if text in heads.values() else storable(text))
        return Panel(*texts)

    @property
    def _is_in_place(self) -> bool:
        """Whether the columns of answers and of notes still stand beside each other as issued."""
        return (self.value, self.note) == (at.VALUE + self.shift, at.NOTE + self.shift)

    def year_before(self, form: Form) -> dict[str, Decimal]:
        """Return the figures that the file shows of the year before."""
        column = at.YEAR_BEFORE + self.shift
        cells = {key: self.sheet.cells.get((line, column)) for key, line in self.rows.items()}
        return {
            row.key: cell.value
            for row in form.answer_rows
            if self._is_in_place
            and (cell := cells.get(row.key))
            and isinstance(cell.value, Decimal)
        }


def _find(raw: RawWorkbook, sent: Form | None, form: Form, unit: Unit) -> _FoundRows | None:
    """Find the form's rows in a file, on the sheet that has most of them."""
    labels = {row.key: tidy(label_of(row, unit)) for row in form.rows}
    own = frozenset(labels.values()) - {""}
    tables = find_tables(raw, form)
    sheets = [table.sheet for table in tables] or [
        sheet for sheet in raw.sheets if not sheet.name.startswith(_OURS)
    ]
    best = max(sheets, key=lambda sheet: _rank(sheet, own), default=None)
    if best is None:
        return None
    found = next((table for table in tables if table.sheet is best), None)
    texts = {spot: tidy(c.value) for spot, c in best.cells.items() if isinstance(c.value, str)}
    columns = Counter(column for (_, column), text in texts.items() if text in own)
    label_column = columns.most_common(1)[0][0] if columns else at.LABEL
    rows = {key: lines[0] for key, lines in found.rows.items()} if found else {}
    # Rows without their keys: labels that follow each other as they do in print.
    here = {r: t for (r, c), t in sorted(texts.items()) if c == label_column and t in own}
    free = [line for line in here if line not in set(rows.values())]
    wanted = [key for key in labels if key not in rows and labels[key]]
    matcher = SequenceMatcher(
        None, [labels[key] for key in wanted], [here[n] for n in free], autojunk=False
    )
    by_label = {
        wanted[block.a + step]: free[block.b + step]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    rows |= by_label
    if not rows:
        return None
    first = min(rows.values())
    heads = {tidy(each.value_column) for each in (form, sent) if each}
    values = [spot for spot, text in texts.items() if spot[0] < first and text in heads]
    notes = [spot for spot, text in texts.items() if spot[0] < first and text == NOTE_HEAD]
    shift = found.key_column - at.KEY if found else label_column - at.LABEL
    note = max(notes)[1] if notes else at.NOTE + shift
    if not values and (not notes or note != at.NOTE + shift):
        return None  # what stands left of a column of notes is that of the answers
    value = max(values)[1] if values else at.VALUE + shift
    down = rows.get(form.rows[0].key, at.FIRST_ROW) - at.FIRST_ROW
    places = (down, shift, label_column, value, note)
    return _FoundRows(best, unit, rows, frozenset(by_label), own, *places)


def _rank(sheet: RawSheet, labels: frozenset[str]) -> tuple[bool, int]:
    """Say how much a sheet looks like the form; the one of its own name comes first."""
    own = sum(isinstance(c.value, str) and tidy(c.value) in labels for c in sheet.cells.values())
    return (sheet.name == at.FORM_SHEET and own > 0, own)
