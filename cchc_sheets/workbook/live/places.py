"""Where the live checks keep what they work with: a very hidden sheet beside the form.

A row of the form has the same row there. Left stand helper columns (what was typed, made plain),
then one column a line of *Soát lỗi*, errors first, so that a count of errors is a count of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cchc_sheets.answers import NOT_APPLICABLE_SIGNS
from cchc_sheets.model import RECORD_NAME, Form, Kind, Row, Table
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import FORM_SHEET, LIVE_SHEET, NOTE, PREVIOUS, VALUE, Layout
from cchc_sheets.sheet.formula_text import however_composed, is_one_of
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import live as words

TYPED, NUMBER, SHOWN, SILENT, NOTED, NOTE_REST, NOTE_KIND, UNIT, BEFORE = range(1, 10)
"""The helper columns: the typed text in small letters, its number, as messages show it, whether
relations keep silent about it; the note, what is left of it without digits, what kind of note it
is; a rate's last decimal; the figure of the period before."""
FIRST_LINE = 10
STATUS_ROW, UNCERTAIN_ROW = 1, 2
MISSING_COUNT, ERROR_COUNT, WARNING_COUNT = 1, 2, 3
"""Columns of the three counts in the status row."""
NAME_LIST = "cchc_names_{number}"
"""The defined name of the names that a table offers."""


@dataclass(frozen=True)
class Places:
    """The cells of one form's rows, on the hidden sheet and on the form's own."""

    form: Form
    layout: Layout
    has_notes: ClassVar[bool] = True

    def here(self, key: str, column: int) -> str:
        """Return a cell of the hidden sheet."""
        return address(self.live_row(key), column)

    def live_row(self, key: str) -> int:
        """Return the row on the hidden sheet."""
        return self.layout.row_of[key]

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], VALUE)}"

    def note(self, key: str) -> str:
        """Return the cell of the note."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], NOTE)}"

    def shown_before(self, key: str) -> str:
        """Return the cell that shows the figure of the period before."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], PREVIOUS)}"

    def total(self, key: str) -> str:
        """Return the cell of the total that feeds the row."""
        fed_by = self.row(key).fed_by
        table = next(table for table in self.form.tables if table.id == fed_by)
        return f"'{table.sheet}'!{TableLayout(table).address(TOTAL, key)}"

    def uncertain(self, key: str) -> str:
        """Return the cell that is 1 where it is not certain what the total adds up to."""
        fed_by = self.row(key).fed_by
        order = next(n for n, table in enumerate(self.form.tables, 1) if table.id == fed_by)
        table = self.form.tables[order - 1]
        return f"{live_sheet(order)}!{uncertain_cell(table, key)}"

    def called(self, key: str) -> str:
        """Return what messages call the cell of the answer."""
        return address(self.layout.row_of[key], VALUE)

    def called_before(self, key: str) -> str:
        """Return what messages call the cell of the figure of the period before."""
        return address(self.layout.row_of[key], PREVIOUS)

    def opening(self, key: str) -> str:  # noqa: ARG002 - a table's record has one
        """Return how a line about the answer begins; it stands beside the only one there is."""
        return ""

    @property
    def is_asked(self) -> str:
        """Return the condition that blanks are to be filled."""
        return "TRUE"

    @property
    def is_used(self) -> str:
        """Return the condition that relations are to hold."""
        return "TRUE"

    @cached_property
    def rates(self) -> frozenset[str]:
        """The keys of the form's rates."""
        return frozenset(row.key for row in self.form.answer_rows if row.kind is Kind.RATE)

    def row(self, key: str) -> Row:
        """Return the form's row."""
        return self.form.by_key[key]

    # What cell tests ask of a sheet, as ``checks.sheet`` has it.

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
        """The names of a table's records; a form's rows are none."""
        return "NA()"

    @property
    def name_mark(self) -> str:
        """The name of a table's record; a form's row is none."""
        return "NA()"

    @property
    def offered(self) -> str:
        """The names that a table offers; a form offers none."""
        return "NA()"

    # What an expression may know of an answer, as ``expression.formula`` asks it.

    def number(self, key: str) -> str:
        """Return the answer's number; words have none."""
        return "NA()" if self.row(key).kind is Kind.TEXT else self.here(key, NUMBER)

    def unit(self, key: str) -> str:
        """Return one unit of a rate's last decimal."""
        return self.here(key, UNIT)

    def previous(self, key: str) -> str:
        """Return the figure of the period before."""
        return self.here(key, BEFORE)

    def is_blank(self, key: str) -> str:
        """Return the condition that the answer is blank."""
        return f'{self.here(key, TYPED)}=""'

    def is_not_applicable(self, key: str) -> str:
        """Return the condition that the answer is not applicable, where that may be said."""
        row = self.row(key)
        allowed = row.not_applicable and row.is_input and row.kind is not Kind.TEXT
        return (
            is_one_of(self.here(key, TYPED), however_composed(NOT_APPLICABLE_SIGNS))
            if allowed
            else "FALSE"
        )

    def has_note(self, key: str) -> str:
        """Return the condition that the note is filled."""
        return f'{self.here(key, NOTED)}<>""'


@dataclass(frozen=True)
class RecordPlaces(Places):
    """The cells of one record of a table: ``order`` is the table's own, ``index`` the record's.

    On the table's hidden sheet the answers of all records stand below each other.
    """

    table: TableLayout
    order: int
    index: int
    has_notes: ClassVar[bool] = False

    @property
    def live_sheet(self) -> str:
        """The hidden sheet of the table's checks."""
        return live_sheet(self.order)

    def here(self, key: str, column: int) -> str:
        """Return a cell of the table's hidden sheet; of a note, which no record has, its text."""
        if column in {NOTED, NOTE_REST, NOTE_KIND}:
            return '""'
        return super().here(key, column)

    def live_row(self, key: str) -> int:
        """Return the row on the hidden sheet."""
        return self.layout.row_of[key] + self.index * len(self.form.rows)

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""
        return f"'{self.table.table.sheet}'!{self.table.address(self.index, key)}"

    def note(self, key: str) -> str:  # noqa: ARG002 - no record has one
        """Return a note without a word."""
        return '""'

    def called(self, key: str) -> str:
        """Return what messages call the cell: its column where they stand in its row."""
        if self.table.table.across:
            return self.table.address(self.index, key)
        return self.table.called(self.index, key)

    def opening(self, key: str) -> str:
        """Return the column that a line is about."""
        return f"{words.COLUMN} {self.table.called(self.index, key)}: "

    @property
    def is_asked(self) -> str:
        """A record is asked for once it has a name."""
        return f"NOT({self.is_blank(RECORD_NAME)})"

    @property
    def is_used(self) -> str:
        """A place without anything typed is no record."""
        return f"{self.here(RECORD_NAME, NUMBER)}=1"

    @property
    def names(self) -> str:
        """The range of all records' names on the hidden sheet, as ``name_mark`` makes them."""
        column = address(1, UNIT).rstrip("1")
        return f"{column}:{column}"

    @property
    def name_mark(self) -> str:
        """The cell of the record's own name, as ``names`` has it."""
        return self.here(RECORD_NAME, UNIT)

    @property
    def offered(self) -> str:
        """The defined name of the list of names."""
        return NAME_LIST.format(number=self.order)


def live_sheet(number: int) -> str:
    """Return the name of the hidden sheet of a table's checks; tables count from 1."""
    return f"{LIVE_SHEET}_{number}"


def uncertain_cell(table: Table, key: str) -> str:
    """Return the cell on a table's hidden sheet that says so of a column's total."""
    keys = [column.row.key for column in table.columns]
    return address(UNCERTAIN_ROW, 1 + keys.index(key))
