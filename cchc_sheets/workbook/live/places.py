"""The cells that the live checks work with: those of a very hidden sheet, and the typed ones.

Each row of the form has the row of the same number on the hidden sheet. The helper columns come
first (what was typed, made plain), then one column for each line of *Soát lỗi*: those of errors
are neighbours, so that errors are counted by counting the texts in a range.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cchc_sheets.answers import NOT_APPLICABLE_SIGNS
from cchc_sheets.expression.formula import FALSE, all_of, any_of
from cchc_sheets.model import RECORD_NAME, Form, Kind, Row, Table
from cchc_sheets.sheet.address import address, column_letter
from cchc_sheets.sheet.form import FORM_SHEET, LIVE_SHEET, PREVIOUS, Layout
from cchc_sheets.sheet.formula_text import however_composed, is_one_of
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import live as words

TYPED, NUMBER, SHOWN, SILENT, NOTED, NOTE_REST, NOTE_KIND, UNIT, BEFORE, PLACE = range(1, 11)
"""The helper columns of an answer: what was typed, in small letters; its number; as messages show
it; whether relations keep silent about it; the note, the note without its digits, its kind; one
unit of a rate's last decimal; the figure of the period before; the place that it has in the
reconciliation code, none where it counts for nothing there."""
MARKED_NAME, USED = UNIT, NUMBER
"""What these two hold of a record's name, which has no number: the name behind a mark, and whether
anything is typed into the record."""
SECTION_NIL = NUMBER
"""What it holds of a heading: 1 where the heading declares its section nil, otherwise 0."""
FIRST_LINE = 11
"""The first column of lines, which are an answer's own errors."""
STATUS_ROW, UNCERTAIN_ROW, CODE_ROW = 1, 2, 3
MISSING_COUNT, ERROR_COUNT, WARNING_COUNT, TYPED_COUNT, ASKED_COUNT = COUNTS = 1, 2, 3, 4, 5
"""Columns of the counts in the status row, in the order of ``words.live.status``."""
TO_CONFIRM = 1
"""Column in ``UNCERTAIN_ROW`` of the form's own sheet: 1 while figures are to be confirmed."""
NAME_LIST = "cchc_names_{number}"
"""The defined name of the names that a table offers."""


@dataclass(frozen=True)
class Places:
    """The cells of one form's rows, on the hidden sheet and on the form's own.

    Each text is a piece of a formula on the hidden sheet.
    """

    form: Form
    layout: Layout
    has_notes: ClassVar[bool] = True

    @property
    def live_sheet(self) -> str:
        """The hidden sheet's name."""
        return LIVE_SHEET

    def here(self, key: str, column: int) -> str:
        """Return a cell of the hidden sheet, as its own formulas name it."""
        return address(self.live_row(key), column)

    def there(self, key: str, column: int) -> str:
        """Return a cell of the hidden sheet, as the other sheets' formulas name it."""
        return f"{self.live_sheet}!{self.here(key, column)}"

    def live_row(self, key: str) -> int:
        """Return the row on the hidden sheet."""
        return self.layout.line_of[key]

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""
        return f"'{FORM_SHEET}'!{self.layout.value_cell(key)}"

    def note(self, key: str) -> str:
        """Return the cell of the note."""
        if self.row(key).base_of is not None:
            return '""'  # the note there is the rate's
        return f"'{FORM_SHEET}'!{self.layout.note_cell(key)}"

    def total(self, key: str) -> str:
        """Return the cell of the table's total that the row's answer should be."""
        table, total = self.table_of(key), self.row(key).table_total
        cell = TableLayout(table).address(TOTAL, total.column if total else key)
        return f"'{table.sheet}'!{cell}"

    def uncertain(self, key: str) -> str:
        """Return the cell that is 1 where it is not certain what the total adds up to."""
        table = self.table_of(key)
        number = self.form.tables.index(table) + 1
        return f"{live_sheet(number)}!{uncertain_cell(table, key)}"

    def table_of(self, key: str) -> Table:
        """Return the table whose total the row's answer should be."""
        total = self.row(key).table_total
        return next(table for table in self.form.tables if total and table.id == total.table)

    def called(self, key: str) -> str:
        """Return what messages call the cell of the answer."""
        return self.layout.value_cell(key)

    def called_before(self, key: str) -> str:
        """Return what messages call the cell of the figure of the period before."""
        return address(self.layout.row_of[key], PREVIOUS)

    def opening(self, key: str) -> str:
        """Return how a line about the answer begins: with its cell, if it is not the row's own."""
        return "" if self.row(key).base_of is None else f"{self.called(key)}: "

    @property
    def is_asked(self) -> str:
        """The condition that blanks are to be filled."""
        return "TRUE"

    @property
    def is_used(self) -> str:
        """The condition that relations are to hold."""
        return "TRUE"

    @cached_property
    def rates(self) -> frozenset[str]:
        """The keys of the form's rates."""
        return frozenset(row.key for row in self.form.answer_rows if row.kind is Kind.RATE)

    def row(self, key: str) -> Row:
        """Return the form's row."""
        return self.form.by_key[key]

    # What cell tests ask (``SheetPlaces`` of ``checks.sheet``).

    def typed(self, key: str) -> str:
        """Return the cell of what was typed, as text in small letters."""
        return self.here(key, TYPED)

    def noted(self, key: str) -> str:
        """Return the cell of the note without spaces around it."""
        return self.here(key, NOTED)

    def note_kind(self, key: str) -> str:
        """Return the cell of the note's kind."""
        return self.here(key, NOTE_KIND)

    @property
    def names(self) -> str:
        """The range of the records' names, which only a table has."""
        return "NA()"

    @property
    def name_mark(self) -> str:
        """The cell of the record's name, which only a table has."""
        return "NA()"

    @property
    def offered(self) -> str:
        """The list of names to choose from, which only a table has."""
        return "NA()"

    # What expressions ask (``Cells`` of ``expression.operands``).

    def number(self, key: str) -> str:
        """Return the cell of the answer's number; words have none."""
        return "NA()" if self.row(key).kind is Kind.TEXT else self.here(key, NUMBER)

    def unit(self, key: str) -> str:
        """Return the cell of one unit of a rate's last decimal."""
        return self.here(key, UNIT)

    def previous(self, key: str) -> str:
        """Return the cell of the figure of the period before."""
        return self.here(key, BEFORE)

    def is_blank(self, key: str) -> str:
        """Return the condition that the answer is blank."""
        return f'{self.here(key, TYPED)}=""'

    def declares_nil(self, key: str) -> str:
        """Return the condition that a heading declares its section nil."""
        return f"{self.here(key, SECTION_NIL)}=1"

    def in_nil_section(self, key: str) -> str:
        """Return the condition that the section around an answer is declared nil."""
        return any_of([self.declares_nil(row.key) for row in self.form.nil_sections.get(key, ())])

    def is_unconfirmed(self, key: str) -> str:
        """Return the condition that the answer is as in the period before and to be confirmed."""
        before = f"'{FORM_SHEET}'!{self.called_before(key)}"
        same = f"IFERROR({self.number(key)}={before},FALSE)"
        return all_of([f"{address(UNCERTAIN_ROW, TO_CONFIRM)}=1", f"ISNUMBER({before})", same])

    def is_not_applicable(self, key: str) -> str:
        """Return the condition that the answer is not applicable, where the row allows that."""
        row = self.row(key)
        if not row.not_applicable or not row.is_input or row.kind is Kind.TEXT:
            return FALSE
        return is_one_of(self.here(key, TYPED), however_composed(NOT_APPLICABLE_SIGNS))

    def has_note(self, key: str) -> str:
        """Return the condition that the note is filled."""
        return f'{self.here(key, NOTED)}<>""'


@dataclass(frozen=True)
class RecordPlaces(Places):
    """The cells of one record: ``order`` counts the form's tables from 1, ``index`` records from 0.

    On the table's hidden sheet each record has rows of its own, one an answer, below those of the
    record before.
    """

    table: TableLayout
    order: int
    index: int
    has_notes: ClassVar[bool] = False

    @property
    def live_sheet(self) -> str:
        """The name of the table's hidden sheet."""
        return live_sheet(self.order)

    def here(self, key: str, column: int) -> str:
        """Return a cell of the table's hidden sheet; records have no notes, so theirs are empty."""
        if column in {NOTED, NOTE_REST, NOTE_KIND}:
            return '""'
        return super().here(key, column)

    def live_row(self, key: str) -> int:
        """Return the row on the table's hidden sheet."""
        return self.layout.line_of[key] + self.index * len(self.form.rows)

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""
        return f"'{self.table.table.sheet}'!{self.table.address(self.index, key)}"

    def called(self, key: str) -> str:
        """Return what messages call the cell: messages in its own row name its column alone."""
        if self.table.table.across:
            return self.table.address(self.index, key)
        return self.table.called(self.index, key)

    def opening(self, key: str) -> str:
        """Return how a line about the answer begins: with the column that it is in."""
        return f"{words.COLUMN} {self.table.called(self.index, key)}: "

    @property
    def is_asked(self) -> str:
        """The condition that blanks are to be filled: the record has a name."""
        return f"NOT({self.is_blank(RECORD_NAME)})"

    @property
    def is_used(self) -> str:
        """The condition that relations are to hold: anything is typed into the record."""
        return f"{self.here(RECORD_NAME, USED)}=1"

    @property
    def names(self) -> str:
        """The range of all records' marked names: the whole column; its numbers match no name."""
        column = column_letter(MARKED_NAME)
        return f"{column}:{column}"

    @property
    def name_mark(self) -> str:
        """The cell of the record's marked name."""
        return self.here(RECORD_NAME, MARKED_NAME)

    @property
    def offered(self) -> str:
        """The defined name of the list of names to choose from."""
        return NAME_LIST.format(number=self.order)


def live_sheet(number: int) -> str:
    """Return the name of the hidden sheet of a table's checks; tables count from 1."""
    return f"{LIVE_SHEET}_{number}"


def uncertain_cell(table: Table, key: str) -> str:
    """Return the cell of the table's hidden sheet that is 1 where a total is uncertain."""
    keys = [column.row.key for column in table.columns]
    return address(UNCERTAIN_ROW, 1 + keys.index(key))
