"""What a check is: a condition, where it points and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.expression import Compiled
from cchc_sheets.expression.nodes import Previous, walk
from cchc_sheets.model import Kind, Row, Severity, Speech, WindowPair


class CellTest(StrEnum):
    """A test of one row's own cells.

    The first six are about the type of the answer, in the order in which they are asked: of one
    answer only the first of each severity is said. The last three are about the name of a table's
    record.
    """

    READABLE = "readable"
    WHOLE = "whole"
    IN_CODE_LIST = "in_code_list"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    FRACTION = "fraction"
    ANSWERED = "answered"
    NUMBER_IN_NOTE = "number_in_note"
    CODE_FOR_NOTE = "code_for_note"
    HEADING_BLANK = "heading_blank"
    NOTE_DATES = "note_dates"
    NOTE_FOR_NOT_APPLICABLE = "note_for_not_applicable"
    AS_ADDED_UP = "as_added_up"
    NAMED = "named"
    NO_TOTAL = "no_total"
    NAMED_ONCE = "named_once"
    NAME_IN_LIST = "name_in_list"


TYPE_TESTS = (
    CellTest.READABLE,
    CellTest.WHOLE,
    CellTest.IN_CODE_LIST,
    CellTest.MINIMUM,
    CellTest.MAXIMUM,
    CellTest.FRACTION,
)
"""In the order in which they are asked."""


NAME_TESTS = (
    CellTest.NAMED,
    CellTest.NO_TOTAL,
    CellTest.NAMED_ONCE,
    CellTest.NAME_IN_LIST,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where ``when`` is true, ``require`` must not be false; ``keys`` are its operands in order."""

    require: Compiled
    when: Compiled | None
    keys: tuple[str, ...]

    @property
    def earlier(self) -> frozenset[str]:
        """The keys whose figure of the period before it speaks of."""
        sides = (self.require, self.when)
        trees = [side.expression.root for side in sides if side is not None]
        return frozenset(n.key for tree in trees for n in walk(tree) if isinstance(n, Previous))


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint on one submission.

    ``key`` is the row it points to, ``rule`` the id of the rule behind it. ``says`` is what must
    hold, in words. ``note_answers``: a filled note at the row settles it. ``validator_only``: no
    sheet can evaluate it, because it reads the words of a note. ``compares``: it holds only where
    the windows stand so (``in_period``). ``table`` is the table each of whose records it is about,
    ``None`` for the form's own rows.
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
    table: str | None = None


def limits(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest answer of a row: of a rate 0 and 100 unless it says so."""
    if row.kind is not Kind.RATE:
        return row.minimum, row.maximum
    low = Decimal(0) if row.minimum is None else row.minimum
    return low, Decimal(100) if row.maximum is None else row.maximum
