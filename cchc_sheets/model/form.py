"""A form (biểu mẫu): what one type of unit answers, row by row in printed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.model.catalogue import Code, Indicator, Kind, Rule
from cchc_sheets.model.finding import Severity
from cchc_sheets.model.roster import Unit


class AskedAs(StrEnum):
    """How a form asks an indicator whose catalogue meaning is another."""

    PERCENT_OF = "percent_of"
    """A share in percentage points of ``Row.percent_of``, where the catalogue has a count."""
    YES_NO = "yes_no"
    """Có/Không, where the catalogue has a count of units."""
    COUNT = "count"
    """A number of units, where the catalogue has Có/Không."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: a heading (``indicator`` is ``None``) or an indicator's answer.

    ``label`` may hold ``{unit}`` and ``{short}``. ``unit_of_measure`` is what is printed, empty
    where the form prints nothing. ``kind`` is how the answer is read here, after ``asked_as``.
    ``required`` is the severity of a blank answer, ``None`` where a blank is in order.
    ``minimum`` and ``maximum`` are in the printed unit; a value above ``maximum`` of a rate that
    is measured against a plan is a warning, everything else an error.
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

    @property
    def key(self) -> str:
        """What the hidden key column holds: the indicator's key, or ``#`` and the path."""
        return self.indicator.key if self.indicator else f"#{self.path}"

    @property
    def depth(self) -> int:
        """0 for a section, 1 for a group, and so on."""
        return self.path.count(".")

    def label_for(self, unit: Unit) -> str:
        """Return the label as it is printed for a unit."""
        return self.label.format(unit=unit.name, short=unit.short)

    @property
    def is_input(self) -> bool:
        """Whether a person types the answer: neither a heading nor computed."""
        return self.indicator is not None and self.computed is None


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
    with the placeholders ``{period}``, ``{unit}``, ``{unit_upper}``, ``{short}``, ``{number}`` and
    ``{date}`` (report number and date of signing, empty until then).
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
