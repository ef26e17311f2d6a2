"""Where the live checks keep what they work with: a very hidden sheet beside the form.

A row of the form has the same row there. Left stand helper columns (what was typed, made plain),
then one column a line of *Soát lỗi*, errors first, so that a count of errors is a count of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.answers import NOT_APPLICABLE_SIGNS
from cchc_sheets.excel.formula_text import however_composed, is_one_of
from cchc_sheets.excel.layout import FORM_SHEET, NOTE, PREVIOUS, VALUE, Layout, address
from cchc_sheets.model import Form, Kind, Row

TYPED, NUMBER, SHOWN, SILENT, NOTED, NOTE_REST, NOTE_KIND, UNIT, BEFORE = range(1, 10)
"""The helper columns: the typed text in small letters, its number, as messages show it, whether
relations keep silent about it; the note, what is left of it without digits, what kind of note it
is; a rate's last decimal; the figure of the period before."""
FIRST_LINE = 10
STATUS_ROW = 1
MISSING_COUNT, ERROR_COUNT, WARNING_COUNT = 1, 2, 3
"""Columns of the three counts in the status row."""
WORDS, LIKE_A_NUMBER, PLAIN_NUMBER = "w", "n", "p"
"""The kinds of notes: other signs than a number has, only such signs, and surely one number."""


@dataclass(frozen=True)
class Places:
    """The cells of one form's rows, on the hidden sheet and on the form's own."""

    form: Form
    layout: Layout

    def here(self, key: str, column: int) -> str:
        """Return a cell of the hidden sheet."""
        return address(self.layout.row_of[key], column)

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], VALUE)}"

    def note(self, key: str) -> str:
        """Return the cell of the note."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], NOTE)}"

    def shown_before(self, key: str) -> str:
        """Return the cell that shows the figure of the period before."""
        return f"'{FORM_SHEET}'!{address(self.layout.row_of[key], PREVIOUS)}"

    @cached_property
    def rates(self) -> frozenset[str]:
        """The keys of the form's rates."""
        return frozenset(row.key for row in self.form.answer_rows if row.kind is Kind.RATE)

    def row(self, key: str) -> Row:
        """Return the form's row."""
        return self.form.by_key[key]

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
