"""What a unit sent: answers with their cells, as one submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.model.finding import Severity
from cchc_sheets.model.identity import Identity
from cchc_sheets.model.period import Period


class State(StrEnum):
    """The states of an answer; only the first two count as a number."""

    NUMBER = "number"
    NIL = "nil"
    NOT_APPLICABLE = "not_applicable"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    TEXT = "text"
    """Words in a row that asks for words."""


@dataclass(frozen=True, slots=True)
class TypeProblem:
    """What is wrong, or worth saying, about how an answer was typed."""

    code: str
    severity: Severity
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and the cell that it was in.

    ``value`` is in the printed unit (percentage points for a rate), ``None`` unless the state is
    number or nil. ``raw`` is what was typed. ``from_text`` says that
    the sheet itself cannot count with it, ``problems`` what there is to say of the typing.
    ``cell`` and ``note_cell`` are A1 addresses.
    """

    key: str
    state: State
    value: Decimal | None = None
    raw: str = ""
    note: str = ""
    sheet: str | None = None
    cell: str | None = None
    note_cell: str | None = None
    from_text: bool = False
    problems: tuple[TypeProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row as it came back: what is in its value cell (nothing, if all is well)."""

    path: str
    raw: str = ""
    note: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file a submission was read from; ``path`` is as the caller gave it."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the workbook's own checks showed when the file was saved.

    ``status`` is the text of the status line, empty where the file has none; ``lines`` the texts of
    *Soát lỗi* by row key. ``never_computed``: the formulas are there and their results are not.
    """

    status: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)
    never_computed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a table as it came back: its name and its answers by column key.

    ``number`` counts from 1 in the order of the sheet.
    """

    number: int
    name: Answer
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """What was read from one returned file (báo cáo đã gửi).

    ``answers`` has an entry for each answer row of the form that the file still has, by indicator
    key; ``headings`` by path. ``signed_on`` is the raw text of the signing date, may be empty.
    ``previous`` are the figures that the file shows of the period before, by indicator key.
    ``records`` are those of the form's tables that hold anything, by table.
    """

    identity: Identity
    period: Period
    answers: Mapping[str, Answer]
    headings: Mapping[str, Heading] = field(default_factory=dict)
    source: Source = Source("", "")
    signed_on: str = ""
    report_number: str = ""
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    shown: Shown = Shown()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def total(self, table: str, key: str) -> Decimal | None:
        """Return the total of a table's column; ``None`` where no record has a figure in it."""
        return total_of(self.records.get(table, ()), key)


def total_of(records: Iterable[Record], key: str) -> Decimal | None:
    """Return the sum over records; ``None`` where none has a figure."""
    answers = (record.answers.get(key) for record in records)
    values = [a.value for a in answers if a is not None and a.value is not None]
    return sum(values, Decimal(0)) if values else None
