"""The type of a row of the table of cell tests: all that a test of one row's own cells means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto

from cchc_sheets.checks.sheet import SheetPlaces
from cchc_sheets.model import Answer, Fact, FindingKind, Row, Severity, Speech, Submission


class Subject(Enum):
    """What tests are about; of one subject and row the first that fails is reported.

    ``TYPE``: the answer itself, of which the first of each severity is reported. ``BLANK``: a blank
    whose answer may be in the note, so that nobody need report that it is blank. ``NAME``: the name
    of a table's record. ``OTHER``: each such test is reported.
    """

    TYPE = auto()
    BLANK = auto()
    NAME = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What a cell test found; ``kind`` and ``severity`` only where they differ from the check's.

    ``live``: a sheet's formulas can tell as well. ``others`` are the keys of the other rows that
    have a part in it.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    kind: FindingKind | None = None
    severity: Severity | None = None
    live: bool = True
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row with what was typed there, as the validator hands it to a test.

    Tests of names also need how often each name is in the table, and the names that the table
    offers, all folded, and whether the record's figures are those of all others together.
    """

    row: Row
    answer: Answer
    submission: Submission
    names: Mapping[str, int] = field(default_factory=dict)
    offered: AbstractSet[str] = frozenset()
    adds_up: bool = False


Formula = Callable[[SheetPlaces, str], str]
"""The places of a sheet's cells and a row's key → a condition that is never an error."""


@dataclass(frozen=True, slots=True, eq=False)
class CellTest:
    """A test of one row's own cells.

    ``name`` is what rules call it, ``asks`` what must hold. ``fits`` tells which rows it is for,
    ``fails`` what the validator finds, ``None`` when all is well. ``formula`` is true on a sheet
    where the test fails; there is none where no sheet can tell. ``kind`` is that of its
    findings where no rule gives one; ``always`` how much it weighs where no rule asks for it,
    ``None`` where it is then not asked. ``weighs`` turns a rule's severity into that at a row.
    ``in_records``: the records of tables are tested as well. ``silences_relations``: as an error
    it leaves relations with the answer nothing to add. ``of_numbers``: its formula sees nothing of
    a number that is typed as a text. ``beside`` is another test with the formula that holds for
    rows that have both.
    """

    name: str
    about: Subject
    asks: Speech
    fits: Callable[[Row], bool]
    fails: Callable[[TypedRow], CellProblem | None]
    formula: Formula | None
    kind: FindingKind | None = None
    always: Severity | None = None
    weighs: Callable[[Row, Severity], Severity] = lambda _row, given: given
    in_records: bool = False
    silences_relations: bool = False
    of_numbers: bool = False
    beside: tuple[CellTest, Formula] | None = None

    def formula_at(self, at: SheetPlaces, key: str, tests: AbstractSet[CellTest]) -> str:
        """Return the condition that the test fails at a row; ``tests`` are all of the row's."""
        if self.beside is not None and self.beside[0] in tests:
            return self.beside[1](at, key)
        if self.formula is None:
            raise ValueError(self.name)  # such checks are the validator's only
        return self.formula(at, key)
