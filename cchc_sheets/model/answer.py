"""What a unit sent: answers with their cells, as one submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.model.finding import Fact, FindingKind, Severity
from cchc_sheets.model.form import Form, Row
from cchc_sheets.model.period import Period
from cchc_sheets.text import tidy

NIL_SECTION_SIGNS = ("không phát sinh trong kỳ", "không phát sinh")
"""What declares a section nil at its heading; the first is what the workbook offers."""


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
    """What is wrong, or worth reporting, about how an answer was typed."""

    kind: FindingKind
    severity: Severity
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row as it came back.

    Its value cell is empty, or declares that nothing of its section happened in the period.
    """

    path: str
    raw: str = ""
    note: str = ""
    sheet: str | None = None
    cell: str | None = None

    @property
    def declares_nil(self) -> bool:
        """Whether it says so."""
        return tidy(self.raw).lower() in NIL_SECTION_SIGNS


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and the cell that it was in.

    ``value`` is in the printed unit (percentage points for a rate), ``None`` unless the state is
    number or nil. ``raw`` is what was typed. ``from_text``: it was typed as text, so that the sheet
    cannot count with it. ``problems`` are about the typing. ``cell`` and ``note_cell`` are A1
    addresses. ``section`` is the heading at which the section around the answer is declared nil.
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
    section: Heading | None = None

    @property
    def origin(self) -> Answer | Heading:
        """What holds what was typed: the answer, or the heading that declares it nil."""
        return self.section if self.section is not None and not self.raw else self


@dataclass(frozen=True, slots=True)
class Source:
    """The file a submission was read from; ``path`` is as the caller gave it."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the workbook's own checks showed when the file was saved.

    ``status`` is the text of the status line, empty where the file has none; ``lines`` the texts of
    *Soát lỗi* and ``symbols`` those beside it, by row key. ``never_computed``: the file has the
    formulas without their results.
    """

    status: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)
    never_computed: bool = False
    symbols: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AsBefore:
    """Whether the unit confirmed the figures that were filled in as in the period before.

    It does so in one ``cell`` for all; a figure that it changed needs no confirmation.
    """

    cell: str
    confirmed: bool


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

    ``form`` is the id of the form that it answers. ``answers`` has an entry for each answer row of
    the form that the file still has, by indicator key; ``headings`` by path. ``signed_on`` is the
    day of signing, ``None`` where it is blank or what was typed (``signed_on_typed``) is no day.
    ``report_number``, ``filled_by`` and ``telephone`` are as typed and may be empty.
    ``previous`` are the figures that the file shows of the period before, by indicator key;
    ``as_before`` is ``None`` where none of them was filled in as the answer. ``code`` is the
    reconciliation code of what is in the cells, which the workbook prints as well; empty where it
    prints none. ``records`` are the records with anything in them, by table.
    """

    form: str
    period: Period
    answers: Mapping[str, Answer]
    headings: Mapping[str, Heading] = field(default_factory=dict)
    source: Source = Source("", "")
    signed_on: date | None = None
    signed_on_typed: str = ""
    report_number: str = ""
    filled_by: str = ""
    telephone: str = ""
    previous: Mapping[str, Decimal] = field(default_factory=dict)
    as_before: AsBefore | None = None
    shown: Shown = Shown()
    code: str = ""
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def is_unconfirmed(self, row: Row) -> bool:
        """Whether a row's answer was filled in as in the period before and is to be confirmed."""
        if self.as_before is None or self.as_before.confirmed or not row.seldom_changes:
            return False
        answer, before = self.answers.get(row.key), self.previous.get(row.key)
        return answer is not None and before is not None and answer.value == before

    def rows_of(self, form: Form) -> tuple[Row, ...]:
        """Return the rows that it answers: all of the form, of counts beside rates those given.

        Nobody is asked for those counts; who gives them is as who was asked.
        """
        found = ((row, self.answers.get(row.key)) for row in form.base_rows)
        given = (row for row, answer in found if answer and answer.state is not State.BLANK)
        return (*form.answer_rows, *given)

    def total(self, table: str, key: str) -> Decimal | None:
        """Return the total of a table's column; ``None`` where no record has a figure in it."""
        return total_of(self.records.get(table, ()), key)


def total_of(records: Iterable[Record], key: str) -> Decimal | None:
    """Return the sum over records; ``None`` where none has a figure."""
    answers = (record.answers.get(key) for record in records)
    values = [a.value for a in answers if a is not None and a.value is not None]
    return sum(values, Decimal(0)) if values else None


def with_nil_sections(
    form: Form, answers: Mapping[str, Answer], headings: Iterable[Heading]
) -> dict[str, Answer]:
    """Return the answers with the sections that are declared nil: what is blank there is 0.

    ``headings`` are those of the submission. What is typed in such a section stays as it is.
    """
    declared = {heading.path: heading for heading in headings if heading.declares_nil}
    found = dict(answers)
    for key, around in form.nil_sections.items() if declared else ():
        section = next((declared[row.path] for row in around if row.path in declared), None)
        answer = found.get(key)
        if section is None or answer is None:
            continue
        found[key] = replace(answer, section=section)
        if answer.state is State.BLANK:
            found[key] = replace(found[key], state=State.NIL, value=Decimal(0))
    return found
