"""What a check is: a condition, where it points and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cchc_sheets.expression import Compiled
from cchc_sheets.model import Severity, Speech, WindowPair


class CellTest(StrEnum):
    """A test of one row's own cells.

    The first five are about the type of the answer: where one fails as an error, relations with
    that answer keep silent, since they would only repeat it.
    """

    WHOLE = "whole"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    IN_CODE_LIST = "in_code_list"
    PERCENT_RANGE = "percent_range"
    FRACTION = "fraction"
    ANSWERED = "answered"
    NUMBER_IN_NOTE = "number_in_note"
    CODE_FOR_NOTE = "code_for_note"
    HEADING_BLANK = "heading_blank"
    NOTE_DATES = "note_dates"
    NOTE_FOR_NOT_APPLICABLE = "note_for_not_applicable"


TYPE_TESTS = frozenset(
    {
        CellTest.WHOLE,
        CellTest.MINIMUM,
        CellTest.MAXIMUM,
        CellTest.IN_CODE_LIST,
        CellTest.PERCENT_RANGE,
    }
)
NOTE_TESTS = frozenset(
    {
        CellTest.NUMBER_IN_NOTE,
        CellTest.CODE_FOR_NOTE,
        CellTest.NOTE_DATES,
        CellTest.NOTE_FOR_NOT_APPLICABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where ``when`` is true, ``require`` must not be false; ``keys`` are its operands in order."""

    require: Compiled
    when: Compiled | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint on one submission.

    ``key`` is the row it points to, ``rule`` the id of the rule behind it. ``says`` is what must
    hold, in words. ``note_answers``: a filled note at the row settles it. ``validator_only``: no
    sheet can evaluate it. ``compares``: it holds only where the windows stand so (``in_period``).
    """

    code: str
    severity: Severity
    key: str
    condition: CellTest | Relation
    rule: str | None = None
    says: Speech | None = None
    note_answers: bool = False
    validator_only: bool = False
    compares: WindowPair = WindowPair.ANY
