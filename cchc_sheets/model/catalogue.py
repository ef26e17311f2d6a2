"""What the province counts: indicators, how each consolidates, and the rules that bind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_sheets.expression import Expression, names
from cchc_sheets.model.finding import Severity
from cchc_sheets.model.period import Period, WindowPair
from cchc_sheets.model.speech import Speech


class Kind(StrEnum):
    """What an answer to an indicator is."""

    COUNT = "count"
    """A whole number, 0 or more, in the indicator's unit of measure."""
    RATE = "rate"
    """A number in percentage points: 99.1 means 99,1 %."""
    SCORE = "score"
    """Points, decimals allowed; no form prints the most that there can be."""
    CODE = "code"
    """One of the plain numbers of a printed code list; 0 is an answer like any other."""
    TEXT = "text"
    """Free words; never added up."""
    DISTRIBUTION = "distribution"
    """One count for each level; a form asks the levels, and each is an indicator of its own."""

    @property
    def has_decimals(self) -> bool:
        """Whether an answer need not be a whole number."""
        return self in {Kind.RATE, Kind.SCORE}


class Family(StrEnum):
    """How an indicator consolidates; ``docs/consolidation.md`` gives the meanings."""

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTED = "weighted"
    MUST_AGREE = "must_agree"
    SUM_OR_AGREE = "sum_or_agree"
    COUNT_YES = "count_yes"
    DISTRIBUTION = "distribution"
    COMPUTED = "computed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a printed code list: the number a person types and what it means."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a distribution: the end of its own indicator's key, and its printed name."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the catalogue, in the order of the provincial annex."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A day (ISO) from which an indicator counts something different, and why."""

    since: str
    reason: Speech

    def parts(self, before: Period, after: Period, *, at_end: bool) -> bool:
        """Whether figures of two periods cannot be compared because of the break.

        A figure taken ``at_end`` of its window has one meaning. A figure that counts over a window
        with the day in it has two meanings, and cannot be compared with any other.
        """
        first = before.end if at_end else before.start
        return first.isoformat() < self.since <= after.end.isoformat()


@dataclass(frozen=True, slots=True)
class UnitType:
    """A level of reporting units.

    ``lists_add``: figures of one provincial list (procedures in force, say) are added over units
    of this type (each department holds its own part of the list); otherwise every unit of the
    type reports the same list and the figures must agree. ``since`` and ``until`` are the ISO dates
    between which units of the type report at all, empty when open. ``outside``: its units are not
    part of the province's administration, which asks them otherwise.
    """

    key: str
    label: str
    lists_add: bool
    since: str = ""
    until: str = ""
    outside: bool = False


PLAN_YEAR = "plan_year"
"""The time basis of what is planned for a year."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One canonical concept.

    Figures of the unit types ``owners`` count for the province; empty means every type.
    ``owners_first``: only the first of them that has units on the roster counts (communes, or
    districts on their behalf). ``counts_visits``: one place may be counted several times, once by
    each unit that went there. A distribution has ``levels``; each is an indicator too, whose
    ``level_of`` is the distribution's key. ``base_of`` is the rate of whose base the
    count is a part, where no other concept is.
    """

    key: str
    section: str
    label: str
    kind: Kind
    unit_of_measure: str
    time_basis: str
    family: Family
    codes: tuple[Code, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    weight: str | None = None
    computed: Expression | None = None
    yes: int = 1
    bad: int | None = None
    owners: tuple[str, ...] = ()
    owners_first: bool = False
    against_plan: bool = False
    counts_visits: bool = False
    levels: tuple[Level, ...] = ()
    level_of: str | None = None
    base_of: str | None = None
    breaks: tuple[Break, ...] = ()
    remark: str = ""

    @property
    def base_is_optional(self) -> bool:
        """Whether the rate is not added up, unless units give the counts that it is made of."""
        return self.family is Family.NONE and self.numerator is not None

    @property
    def at_end(self) -> bool:
        """Whether a figure is taken at the end of its window instead of counted over the window."""
        return self.time_basis in {"stock", "legal_set"}

    @property
    def over_window(self) -> bool:
        """Whether a figure counts what happened in its window, so that it is 0 where nothing did.

        A plan's figure counts nothing that happened, and a balance may be left of earlier windows.
        """
        return self.time_basis in {"period", "ytd"}

    @property
    def seldom_changes(self) -> bool:
        """Whether a figure mostly stays from one period to the next, a plan's within its year.

        What happened in a window never does, and a balance rises and falls.
        """
        return self.at_end or self.time_basis == PLAN_YEAR

    def key_of(self, level: Level) -> str:
        """Return the key of a level's own indicator."""
        return f"{self.key}_{level.key}"

    def break_between(self, before: Period, after: Period) -> Break | None:
        """Return the first break between the figures of two periods, ``None`` if there is none."""
        return next((b for b in self.breaks if b.parts(before, after, at_end=self.at_end)), None)


@dataclass(frozen=True, slots=True)
class Case:
    """One relation of a rule: where ``when`` is true, ``require`` must not be false.

    ``for_each``: the relation holds for each of these indicators, which it calls ``it``. ``at`` is
    the key of the row to which a finding points; by default the first one named.
    """

    require: Expression
    when: Expression | None = None
    at: str | None = None
    for_each: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[tuple[str, Expression], ...]:
        """The case's expressions, each with the name of its field: ``when`` if any, ``require``."""
        required = ("require", self.require)
        return (required,) if self.when is None else (("when", self.when), required)

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that ``require`` and then ``when`` mention, each once."""
        sides = (self.require, *((self.when,) if self.when else ()))
        return tuple(dict.fromkeys(key for side in sides for key in names(side)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint on one submission, as written in a definition.

    Either ``test`` names a test that every row it fits has to pass, or relations are stated by
    ``cases``, all of which apply, or by ``alternatives``, of which the first applies whose operands
    the form has. ``compares``: the rule is asked only where the windows of the period and of the
    one before are such a pair.
    """

    id: str
    severity: Severity
    code: str
    says: Speech
    reason: Speech | None = None
    test: str | None = None
    cases: tuple[Case, ...] = ()
    alternatives: tuple[Case, ...] = ()
    note_answers: bool = False
    mixed_units: str | None = None
    compares: WindowPair = WindowPair.ANY


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators, unit types and shared rules."""

    sections: tuple[Section, ...]
    unit_types: tuple[UnitType, ...]
    indicators: Mapping[str, Indicator]
    rules: tuple[Rule, ...] = field(default=())

    @property
    def concepts(self) -> tuple[Indicator, ...]:
        """The indicators that the catalogue's files name, without the counts beside rates."""
        return tuple(each for each in self.indicators.values() if each.base_of is None)

    def unit_type(self, key: str) -> UnitType:
        """Return the unit type ``key``; raise ``KeyError`` when the catalogue lacks it."""
        for unit_type in self.unit_types:
            if unit_type.key == key:
                return unit_type
        raise KeyError(key)
