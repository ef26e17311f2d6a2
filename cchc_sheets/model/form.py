"""A form (biểu mẫu): what one type of unit answers, row by row in printed order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.expression import Expression
from cchc_sheets.model.catalogue import Code, Indicator, Kind, Rule
from cchc_sheets.model.finding import Severity
from cchc_sheets.model.roster import Unit

HASH_LENGTH = 12
RECORD_NAME = "record"
"""Key of the cell that names a table's record: the field, the commune, the division."""


class AskedAs(StrEnum):
    """How a form asks an indicator whose catalogue meaning is another."""

    PERCENT_OF = "percent_of"
    """A share in percentage points of ``Row.percent_of``, where the catalogue has a count."""
    YES_NO = "yes_no"
    """Có/Không, where the catalogue has a count of units."""
    COUNT = "count"
    """A number of units, where the catalogue has Có/Không."""
    PERCENT = "percent"
    """A share in percentage points whose base no row asks, where the catalogue has another kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """Which of the lines of a printed row this is, where the row asks a distribution's levels.

    The row's label (``whole``) and STT are printed once, beside all ``of`` lines. The unit of
    measure shows the ``level``, and its share of ``base`` where there is one.
    """

    number: int
    of: int
    whole: str
    level: str
    base: str | None


@dataclass(frozen=True, slots=True)
class TableTotal:
    """The total of a table's column that the answer of a row should be.

    ``whole`` is that of the column's own whole (``share_of``), where a row asks it again: where
    wholes differ, so do their parts, and it is enough to say so of the wholes.
    """

    row: str
    table: str
    column: str
    whole: TableTotal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: a heading (``indicator`` is ``None``) or an indicator's answer.

    ``label`` may hold ``{unit}`` and ``{short}``. ``unit_of_measure`` is what is printed, empty
    where the form prints nothing. ``kind`` is how the answer is read here, after ``asked_as``.
    ``required`` is the severity of a blank answer, ``None`` where a blank is in order.
    ``minimum`` and ``maximum`` are in the printed unit; a value beyond them is an error, except
    that a rate measured against a plan may exceed ``maximum`` with a warning. ``fed_by`` is the
    table whose total is the answer: always where the row is not ``printed``, otherwise unless a
    figure is typed. ``same_as`` is the total of
    a table that asks the same again, where the answer is typed all the same. ``base`` are numerator
    and denominator of a rate beside which the form takes them; ``base_of`` is that rate, in
    the row of such a count.
    """

    path: str
    stt: str
    label: str
    unit_of_measure: str = ""
    indicator: Indicator | None = None
    kind: Kind = Kind.TEXT
    asked_as: AskedAs | None = None
    percent_of: str | None = None
    codes: tuple[Code, ...] = ()
    required: Severity | None = None
    not_applicable: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    computed: Expression | None = None
    help: str = ""
    fed_by: str | None = None
    printed: bool = True
    line: Line | None = None
    same_as: TableTotal | None = None
    base: tuple[str, ...] = ()
    base_of: str | None = None

    @property
    def key(self) -> str:
        """What the hidden key column holds: the indicator's key, or ``#`` and the path."""
        return self.indicator.key if self.indicator else f"#{self.path}"

    def asks_like(self, other: Row) -> bool:
        """Whether the rows ask one indicator in the same way: their figures can be compared."""
        mine, others = (
            (row.indicator and row.indicator.key, row.kind, row.asked_as, row.percent_of)
            for row in (self, other)
        )
        return self.indicator is not None and self.kind is not Kind.TEXT and mine == others

    @property
    def depth(self) -> int:
        """0 for a section, 1 for a group, and so on."""
        return self.path.count(".")

    def label_for(self, unit: Unit) -> str:
        """Return the label as it is printed for a unit."""
        return self.label.format(unit=unit.name, short=unit.short)

    def printed_label(self, unit: Unit) -> str:
        """Return the text of the label's cell: of several lines only the first has one."""
        if self.line is None:
            return self.label_for(unit)
        whole = self.line.whole if self.line.number == 1 else ""
        return whole.format(unit=unit.name, short=unit.short)

    @property
    def is_input(self) -> bool:
        """Whether a person types the answer: neither a heading nor computed."""
        return self.indicator is not None and self.computed is None and not self.is_total

    @property
    def table_total(self) -> TableTotal | None:
        """The total of a table that the answer should be, ``None`` where there is none."""
        return TableTotal(self.key, self.fed_by, self.key) if self.fed_by else self.same_as

    @property
    def counts_events(self) -> bool:
        """Whether a person counts what happened in the period, so that it is 0 if nothing did."""
        over_window = self.indicator is not None and self.indicator.over_window
        return over_window and self.is_answer and self.is_input and self.kind is Kind.COUNT

    @property
    def seldom_changes(self) -> bool:
        """Whether a person types a number that mostly is that of the period before."""
        seldom = self.indicator is not None and self.indicator.seldom_changes
        typed = self.is_answer and self.is_input and self.fed_by is None
        return seldom and typed and self.kind is not Kind.TEXT

    @property
    def is_answer(self) -> bool:
        """Whether the row is an answer of the form: no heading, nor a count beside a rate."""
        return self.indicator is not None and self.base_of is None

    @property
    def is_total(self) -> bool:
        """Whether the answer is always a table's total and cannot be typed."""
        return self.fed_by is not None and not self.printed


@dataclass(frozen=True, slots=True)
class Override:
    """A form's own severity for a shared rule, ``None`` to leave the rule out, with a reason."""

    rule: str
    severity: Severity | None
    reason: str


FEWEST_IN_NIL_SECTION = 2
"""Counts: of a single one a 0 is typed as quickly as its section is declared nil."""
LEAST_ANSWERED = 20
"""Per cent; real reports leave up to two thirds of their cells blank."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one unit type answers, in printed order.

    ``appendix``, ``title``, ``period_line`` and ``attached_to`` are the printed heading block,
    with the placeholders ``{period}``, ``{year}``, ``{unit}``, ``{unit_upper}``, ``{short}``,
    ``{number}`` and ``{date}`` (report number and date of signing, empty until then). A form that
    is attached to nothing has an empty ``attached_to``. A workbook with less than
    ``least_answered`` per cent of the answers that must be given is *nearly blank*.

    ``nil_sections`` are, by the key of each count of what happened in the period, the headings at
    which the section around it can be declared nil (*không phát sinh trong kỳ*), the nearest first.
    """

    id: str
    edition: str
    name: str
    unit_types: tuple[str, ...]
    appendix: str
    title: str
    period_line: str
    attached_to: str
    label_column: str
    value_column: str
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...] = ()
    overrides: tuple[Override, ...] = ()
    tables: tuple[Table, ...] = ()
    proposal: bool = False
    source: str = ""
    least_answered: int = LEAST_ANSWERED
    by_key: Mapping[str, Row] = field(init=False, compare=False, repr=False)
    nil_sections: Mapping[str, tuple[Row, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows by key, and the headings by the counts below them."""
        object.__setattr__(self, "by_key", {row.key: row for row in self.rows})
        counts = [row for row in self.rows if row.counts_events]
        below = {
            row.path: {count.key for count in counts if count.path.startswith(f"{row.path}.")}
            for row in self.rows
            if row.indicator is None
        }
        sections = [
            row
            for row in sorted(self.rows, key=lambda row: row.depth, reverse=True)
            if len(below.get(row.path, ())) >= FEWEST_IN_NIL_SECTION
        ]
        around = {
            count.key: tuple(row for row in sections if count.key in below[row.path])
            for count in counts
        }
        object.__setattr__(self, "nil_sections", {key: of for key, of in around.items() if of})

    @property
    def row_hash(self) -> str:
        """A hash of id, edition, and the keys, places and types of all rows.

        Wording, rules and severities are left out, so that a changed sentence does not orphan the
        workbooks that are out.
        """
        lines = [self.id, self.edition]
        # Workbooks issued without the counts beside rates are as good.
        own = (row for row in self.rows if row.base_of is None)
        for row in (*own, *(row for table in self.tables for row in table.asks.rows)):
            codes = ",".join(str(code.value) for code in row.codes)
            asked = row.asked_as or ""
            lines.append(f"{row.path}|{row.key}|{row.kind}|{asked}|{row.percent_of or ''}|{codes}")
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:HASH_LENGTH]

    @property
    def answer_rows(self) -> tuple[Row, ...]:
        """The rows that hold an answer, computed ones included, in printed order."""
        return tuple(row for row in self.rows if row.is_answer)

    @property
    def base_rows(self) -> tuple[Row, ...]:
        """The counts that may be typed beside rates; they come after all other rows."""
        return tuple(row for row in self.rows if row.base_of is not None)

    @property
    def printed_rows(self) -> tuple[Row, ...]:
        """The rows of the printed annex, without totals of tables and bases that it leaves out."""
        return tuple(row for row in self.rows if row.printed)


@dataclass(frozen=True, slots=True)
class Column:
    """What each record of a table answers in one column.

    ``group`` is printed above several columns. ``share_of`` is another column: beside the count
    the sheet shows its share of that one in per cent, which nobody types and nothing reads back.
    ``same_as`` is the form's row that asks the column's total again.
    """

    row: Row
    group: str = ""
    share_of: str | None = None
    same_as: str | None = None

    @property
    def label(self) -> str:
        """The column's name with what is printed above it."""
        own = self.row.label
        return f"{self.group}: {own}" if self.group and self.group != own else own


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: as many records as a unit has, on a sheet of its own, and their totals.

    A record is a small submission to the form ``asks``, whose first row is the record's name and
    whose others are those of ``columns``: reading, rules and live checks treat it like any form.

    ``names`` are offered for the records; ``free``: other names may be typed. The workbook has
    places for ``room`` records. ``across``: a record is a column instead of a line. ``prefilled``:
    the names are in the workbook when it is issued.
    """

    id: str
    sheet: str
    title: str
    name_label: str
    columns: tuple[Column, ...]
    asks: Form
    names: tuple[str, ...] = ()
    free: bool = True
    room: int = 30
    across: bool = False
    prefilled: bool = False

    @property
    def names_are_own(self) -> bool:
        """Whether a record is a part of its unit: records of two units are never the same thing."""
        return self.across
