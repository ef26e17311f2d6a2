"""A form (biểu mẫu): what one type of unit answers, row by row in printed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.model.catalogue import Code, Indicator, Kind, Rule
from cchc_sheets.model.finding import Severity
from cchc_sheets.model.roster import Unit

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
    """A share in percentage points of what no row asks, where the catalogue has another kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """Which line of a printed row this is, where the row asks the levels of a distribution.

    The row's label (``whole``) and STT are printed once, beside all ``of`` lines; the unit of
    measure says the ``level`` and its part of ``base``, as far as they are known.
    """

    number: int
    of: int
    whole: str
    level: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: a heading (``indicator`` is ``None``) or an indicator's answer.

    ``label`` may hold ``{unit}`` and ``{short}``. ``unit_of_measure`` is what is printed, empty
    where the form prints nothing. ``kind`` is how the answer is read here, after ``asked_as``.
    ``required`` is the severity of a blank answer, ``None`` where a blank is in order.
    ``minimum`` and ``maximum`` are in the printed unit; a value above ``maximum`` of a rate that
    is measured against a plan is a warning, everything else an error. ``fed_by`` is the table whose
    total the answer is: alone where the row is not ``printed``, otherwise unless one is typed.
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
    computed: str | None = None
    help: str = ""
    fed_by: str | None = None
    printed: bool = True
    line: Line | None = None

    @property
    def key(self) -> str:
        """What the hidden key column holds: the indicator's key, or ``#`` and the path."""
        return self.indicator.key if self.indicator else f"#{self.path}"

    def asks_like(self, other: Row) -> bool:
        """Whether the rows ask one indicator alike, so that their figures can be compared."""
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
        """Return what the label's own cell holds: the first of several lines speaks for all."""
        if self.line is None:
            return self.label_for(unit)
        whole = self.line.whole if self.line.number == 1 else ""
        return whole.format(unit=unit.name, short=unit.short)

    @property
    def is_input(self) -> bool:
        """Whether a person types the answer: neither a heading nor computed."""
        return self.indicator is not None and self.computed is None and not self.is_total

    @property
    def is_total(self) -> bool:
        """Whether the answer is a table's total and cannot be typed."""
        return self.fed_by is not None and not self.printed


@dataclass(frozen=True, slots=True)
class Override:
    """A form's own severity for a shared rule, ``None`` to leave the rule out, with a reason."""

    rule: str
    severity: Severity | None
    reason: str


@dataclass(frozen=True, slots=True)
class Form:
    """What one unit type answers, in printed order.

    ``appendix``, ``title``, ``period_line`` and ``attached_to`` are the printed heading block,
    with the placeholders ``{period}``, ``{year}``, ``{unit}``, ``{unit_upper}``, ``{short}``,
    ``{number}`` and ``{date}`` (report number and date of signing, empty until then). A form that
    is attached to nothing has an empty ``attached_to``.
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
    by_key: Mapping[str, Row] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the rows by key."""
        object.__setattr__(self, "by_key", {row.key: row for row in self.rows})

    @property
    def answer_rows(self) -> tuple[Row, ...]:
        """The rows that hold an answer, computed ones included, in printed order."""
        return tuple(row for row in self.rows if row.indicator is not None)

    @property
    def printed_rows(self) -> tuple[Row, ...]:
        """The rows of the printed annex; totals of tables that it does not print come after."""
        return tuple(row for row in self.rows if row.printed)


@dataclass(frozen=True, slots=True)
class Column:
    """What a record answers in one place.

    ``group`` is printed above several columns. ``share_of``: beside the count the sheet shows
    its share of that column in per cent, which nobody types and nothing reads back.
    """

    row: Row
    group: str = ""
    share_of: str | None = None

    @property
    def label(self) -> str:
        """The column's name with what is printed above it."""
        own = self.row.label
        return f"{self.group}: {own}" if self.group and self.group != own else own


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: as many records as a unit has, on a sheet of its own, and their totals.

    A record is a small submission: what it is asked is a form like any other, whose rows are the
    table's columns, so that reading, rules and live checks need nothing new for it.

    ``names`` are offered for the records; ``free``: others may be typed. ``room`` is for how many
    records the workbook has places, ``across``: a record is a column and not a line. ``prefilled``:
    the workbook holds the names when it is issued. ``asks``: its first row is the name, the
    others are those of ``columns``.
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
        """Whether the records are the unit's own parts: two units' of one name are two things."""
        return self.across
