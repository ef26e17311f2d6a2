"""What the province counts: indicators, how each consolidates, and the rules that bind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_sheets.model.finding import Severity
from cchc_sheets.model.period import Period, WindowPair


class Kind(StrEnum):
    """What an answer to an indicator is."""

    COUNT = "count"
    """A whole number, 0 or more, in the indicator's unit of measure."""
    RATE = "rate"
    """A number in percentage points: 99.1 means 99,1 %."""
    SCORE = "score"
    """Points, decimals allowed; how many there can be is not printed."""
    CODE = "code"
    """One of the plain numbers of a printed code list; 0 is an answer like any other."""
    TEXT = "text"
    """Free words; never added up."""
    DISTRIBUTION = "distribution"
    """Counts, one a level; a form that asks it asks the levels, each an indicator of its own."""

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
class Speech:
    """A sentence of a definition in the two languages."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the sentence in ``lang`` (``vi`` or ``en``)."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Break:
    """A day (ISO) from which an indicator counts something else than before, and why."""

    since: str
    reason: Speech

    def parts(self, before: Period, after: Period, *, at_end: bool) -> bool:
        """Whether a figure of the earlier period must not be set against one of the later.

        A figure that is taken ``at_end`` of its window is of one meaning; one that counts over a
        window in which the day falls is of two, and comparable with none.
        """
        first = before.end if at_end else before.start
        return first.isoformat() < self.since <= after.end.isoformat()


@dataclass(frozen=True, slots=True)
class UnitType:
    """A level of reporting units.

    ``lists_add``: figures of one provincial list (procedures in force, say) are added over units
    of this type (each department holds its own part of the list); otherwise every unit of the
    type reports the same list and the figures must agree. ``since`` and ``until`` are the ISO dates
    between which units of the type report at all, empty when open.
    """

    key: str
    label: str
    lists_add: bool
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One canonical concept.

    ``owners`` empty means every unit type; ``owners_first`` means that only the first of them
    which has units on the roster counts for the province (communes, or districts on their behalf).
    ``counts_visits``: one place may be counted several times, by whoever went there.
    A distribution has ``levels``, each of which is an indicator too, with ``level_of`` its key.
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
    computed: str | None = None
    yes: int = 1
    bad: int | None = None
    owners: tuple[str, ...] = ()
    owners_first: bool = False
    against_plan: bool = False
    counts_visits: bool = False
    levels: tuple[Level, ...] = ()
    level_of: str | None = None
    breaks: tuple[Break, ...] = ()
    remark: str = ""

    @property
    def at_end(self) -> bool:
        """Whether a figure is taken at the end of its window and does not count over it."""
        return self.time_basis in {"stock", "legal_set"}

    def key_of(self, level: Level) -> str:
        """Return the key of a level's own indicator."""
        return f"{self.key}_{level.key}"

    def break_between(self, before: Period, after: Period) -> Break | None:
        """Return the first break that parts the figures of two periods, ``None`` if none does."""
        return next((b for b in self.breaks if b.parts(before, after, at_end=self.at_end)), None)


@dataclass(frozen=True, slots=True)
class Case:
    """One relation of a rule: where ``when`` is true, ``require`` must not be false.

    ``for_each``: the relation holds for each of these indicators, which it calls ``it``.
    """

    require: str
    when: str | None = None
    at: str | None = None
    for_each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint on one submission, as written in a definition.

    Either ``test`` names a cell-state test that holds for every row it fits, or ``cases`` (all of
    which apply) or ``alternatives`` (the first whose operands the form has) state relations.
    ``compares``: it is asked only where the windows of the period and the one before are such a
    pair.
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

    def unit_type(self, key: str) -> UnitType:
        """Return the unit type ``key``; raise ``KeyError`` when the catalogue lacks it."""
        for unit_type in self.unit_types:
            if unit_type.key == key:
                return unit_type
        raise KeyError(key)
