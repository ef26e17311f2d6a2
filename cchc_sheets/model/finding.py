"""Something to tell a person about a file, as a value; ``words`` makes it a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum

from cchc_sheets.model.speech import Speech


class Severity(StrEnum):
    """How much a finding weighs: an error keeps a file out of the consolidation."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for information: the order people read them in."""
        return list(Severity).index(self)


class Status(StrEnum):
    """What becomes of a returned file."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Percent:
    """A number of percentage points, written with its sign: 99.1 is *99,1%*."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Thousands:
    """A whole number, written with a separator of thousands: 171034 is *171.034*."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the greatest number allowed: *0–100*."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Possible:
    """What the other answers leave for a blank: *theo các ô khác: từ 0 đến 25*.

    ``None`` is no bound; ``or_kad``: it may also be not applicable.
    """

    low: Decimal | None
    high: Decimal | None
    is_rate: bool = False
    or_kad: bool = False


Fact = (
    str
    | int
    | Decimal
    | Percent
    | Thousands
    | Between
    | Possible
    | Speech
    | tuple[Decimal, ...]
    | None
)
"""What fills a placeholder of a sentence; ``None`` is an answer that is blank."""


class Group(Enum):
    """What kinds of findings are about; the value is the group's title."""

    FILE = Speech("Tệp", "Files")
    IDENTITY = Speech("Nhận dạng: biểu của ai, kỳ nào", "Identity: whose workbook, which period")
    HEADING = Speech("Đầu biểu: số, ngày ký", "Heading: number, day of signing")
    ROWS = Speech("Dòng và cột của biểu", "Rows and columns")
    ANSWER = Speech("Câu trả lời và Ghi chú", "Answers and notes")
    RELATION = Speech("Quan hệ giữa các số", "Relations between figures")
    TABLE = Speech("Bảng kèm theo", "Tables")
    CONSOLIDATION = Speech("Tổng hợp các đơn vị", "Consolidation")


@dataclass(frozen=True, slots=True)
class Given:
    """A row that a finding holds against others, or against the period before.

    ``called`` is its number or name in a sentence, ``now`` what the file gives, ``before`` the
    figure of the period before, ``cell`` where it stands.
    """

    called: str
    label: str
    now: Fact
    before: Fact = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FindingKind:
    """All there is to know of a kind of finding; its sentences have the placeholders of its facts.

    ``code`` names the kind in JSON, in rules and for ``explain``. ``title`` is what the kind is
    called, ``found`` the sentence of what was found, ``mend`` how to mend it; ``mend_in_table`` the
    same in a table, which has no notes and knows no KAD. ``arises`` explains when it is found, and
    ``example`` and ``example_given`` are the facts and the rows of an example.
    """

    code: str = field(kw_only=False)
    group: Group = field(kw_only=False)
    title: Speech
    found: Speech
    mend: Speech
    arises: Speech
    mend_in_table: Speech | None = None
    severities: tuple[Severity, ...] = ()
    """Those that the program gives it by itself; rules add theirs."""
    variant_of: tuple[FindingKind, ...] = ()
    """The kinds whose test or rule also finds this one."""
    example: Mapping[str, Fact] = field(default_factory=dict)
    example_given: tuple[Given, ...] = ()
    live: tuple[str, ...] = ()
    """What the workbook says beside the cell, in Vietnamese: the first of which it has the facts.

    At most 28 characters with their figures, so that a narrow column shows them whole.
    """
    told_by_place: bool = False
    """Whether the places are all there is to say of many findings of this kind."""
    whose_is_uncertain: bool = False
    """Whether the file may be another's, so that it must not stand in the way of the unit's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """The row or cell that a finding is about; what is not known is ``None``.

    ``cell`` is an A1 address on ``sheet``; ``path`` is the row's address in its form. ``table`` is
    the table, where the finding is about one of its records.
    """

    indicator: str | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell a person.

    ``rule`` is the id of the rule behind it. ``facts`` fill the sentence's placeholders, and so do
    the rows ``given``, in the rule's order. ``live`` says that the sheet shows the same finding.
    """

    kind: FindingKind
    severity: Severity
    rule: str | None = None
    place: Place = Place()
    related: tuple[Place, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    live: bool = False

    @property
    def code(self) -> str:
        """The code of its kind."""
        return self.kind.code


def status_of(findings: Iterable[Finding]) -> Status:
    """Return the status of a file with these findings: an error rejects it."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Status.REJECTED
    if Severity.WARNING in severities:
        return Status.ACCEPTED_WITH_WARNINGS
    return Status.ACCEPTED
