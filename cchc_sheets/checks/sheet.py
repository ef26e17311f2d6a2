"""What the formulas of cell tests ask of a sheet: where its cells are, and what they hold."""

from __future__ import annotations

from typing import Protocol

from cchc_sheets.answers import WORD_SIGNS
from cchc_sheets.model import Row

WORDS, LIKE_A_NUMBER, PLAIN_NUMBER = "w", "n", "p"
"""The kinds of notes: other signs than a number has, only such signs, and surely one number."""


class SheetPlaces(Protocol):
    """The cells of a form's rows, or of one record's; each text is a piece of a formula."""

    @property
    def has_notes(self) -> bool:
        """Whether the rows have notes."""

    @property
    def is_asked(self) -> str:
        """The condition that blanks are to be filled."""

    @property
    def is_used(self) -> str:
        """The condition that anything is typed into a record."""

    @property
    def names(self) -> str:
        """The range of the names of all records of the table, each marked."""

    @property
    def name_mark(self) -> str:
        """The cell of the record's own name, marked."""

    @property
    def offered(self) -> str:
        """The names that the table offers."""

    def row(self, key: str) -> Row:
        """Return the form's row."""

    def value(self, key: str) -> str:
        """Return the cell where the answer is typed."""

    def typed(self, key: str) -> str:
        """Return the cell of what was typed, as text in small letters."""

    def number(self, key: str) -> str:
        """Return the cell of the answer's number, an error value where there is none."""

    def noted(self, key: str) -> str:
        """Return the cell of the note without spaces around it."""

    def note_kind(self, key: str) -> str:
        """Return the cell of the note's kind, ``""`` where there is no note."""

    def total(self, key: str) -> str:
        """Return the cell of the table's total that the row's answer should be."""

    def declares_nil(self, key: str) -> str:
        """Return the condition that a heading declares its section nil."""

    def in_nil_section(self, key: str) -> str:
        """Return the condition that the section around an answer is declared nil."""

    def is_unconfirmed(self, key: str) -> str:
        """Return the condition that the answer is as in the period before and to be confirmed."""

    def is_blank(self, key: str) -> str:
        """Return the condition that the answer is blank."""

    def is_not_applicable(self, key: str) -> str:
        """Return the condition that the answer is not applicable."""


def has_words(text: str) -> str:
    """Return the condition that a text has letters, or signs that no number has."""
    signs = ",".join(f'ISNUMBER(FIND("{sign}",{text}))' for sign in WORD_SIGNS)
    return f"OR(NOT(EXACT(UPPER({text}),LOWER({text}))),{signs})"
