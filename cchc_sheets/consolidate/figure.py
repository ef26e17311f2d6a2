"""What a consolidation is made of: figures with their lineage, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from cchc_sheets.consolidate.tables import ProvinceTable
from cchc_sheets.model import Family, Finding, Period, State, Unit

PROVINCE = "tinh"
"""The scope of the whole province; every other scope is a unit type's key."""


class How(StrEnum):
    """How an answer became the number that entered a figure."""

    AS_IS = "as-is"
    FROM_SHARE = "from-share"
    """The form asks a share: count = share × total / 100, rounded half away from zero."""
    FROM_RATE = "from-rate"
    """The form asks the rate and its base: numerator = rate × base / 100, rounded likewise."""
    APART = "apart"
    """A number where the catalogue has Có/Không: summed apart."""
    SHARE_APART = "share-apart"
    """A share whose base is not asked, where the catalogue has another kind: never added."""
    TALLIED = "tallied"
    """Có/Không where the catalogue has a count: counted, never added."""


class Reason(StrEnum):
    """Why a unit's answer did not enter a figure."""

    UNREADABLE = "unreadable"
    RATE_WITHOUT_BASE = "rate-without-base"
    RATE_WITHOUT_WEIGHT = "rate-without-weight"
    NOT_IN_SHARE = "not-in-share"
    """In the sum, but not in the share beside it, which needs both its numbers."""
    TOTAL_WITHOUT_PARTS = "total-without-parts"
    """It gave the total but not all parts, and the provincial total is made of the parts."""
    PARTS_LACKING = "parts-lacking"
    """It gave some parts, not all, and no total: the provincial one is made of what it gave."""


class Remark(StrEnum):
    """What a reader must know of a figure besides its numbers."""

    ONLY_OWNERS = "only-owners"
    """Only some unit types count for the province (``Figure.levels``)."""
    NOT_IN_PROVINCE = "not-in-province"
    """This unit type's figure is shown for itself and does not enter the province's."""
    LEVELS_NOT_ADDED = "levels-not-added"
    OWN_PART = "own-part"
    """Units of this type hold each its own part of a list; they need not agree."""
    PARTS_DIFFER = "parts-differ"
    """Some forms ask only some of the parts, so that a total over them would mislead."""
    PART_ABSENT = "part-absent"
    ABOVE_WHOLE = "above-whole"
    """More than its whole, which fewer units are asked for (or shares were rounded)."""
    VISITS = "visits"
    """Visits are counted, not distinct units."""


class LeftOut(NamedTuple):
    """A unit (by code) whose answer did not enter, and why."""

    unit: str
    reason: Reason


class UnitValue(NamedTuple):
    """A unit (by code) and the value it gave."""

    unit: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Contribution:
    """One unit's part in a figure, with the answer's cell.

    ``value`` is what entered, in the catalogue's unit (for a ratio the numerator); ``base`` the
    denominator or weight beside it. ``raw`` and ``state`` are the answer's own.
    """

    unit: str
    value: Decimal
    how: How
    state: State
    raw: str
    path: str
    sheet: str | None
    cell: str | None
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The consolidated figure of one indicator in one scope.

    ``value`` is in the catalogue's unit of measure: the sum, the rate in percentage points, the
    agreed value, for ``count_yes`` how many answered Có; ``None`` where there is nothing to show or
    nothing may be added. ``numerator``, ``denominator`` and ``share`` (100 × numerator /
    denominator, unrounded) are over the units that gave both; for ``weighted`` the denominator
    is the sum of weights. ``tally`` counts units by code; ``apart`` adds the numbers of forms
    that ask a number where the catalogue has Có/Không; ``minimum``, ``median`` and ``maximum`` are
    of what is not added, or of the shares of forms that ask a share only. ``expected`` counts the
    units of the scope whose form asks the indicator, returned or not; of these ``answered`` gave
    something (a nil, a code, words), whether or not it could be used. ``levels`` are the unit types
    that count here, ``parts`` the indicators that a computed total is made of, ``above`` the wholes
    it exceeds.
    """

    indicator: str
    scope: str
    family: Family
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    minimum: Decimal | None = None
    median: Decimal | None = None
    maximum: Decimal | None = None
    tally: Mapping[int, int] = field(default_factory=dict)
    apart: Decimal | None = None
    answered: int = 0
    not_applicable: int = 0
    blank: int = 0
    unreadable: int = 0
    expected: int = 0
    contributions: tuple[Contribution, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    deviating: tuple[UnitValue, ...] = ()
    """Units that give another value than most; for ``distribution`` those with the bad code."""
    agreed: bool = True
    levels: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def missing(self) -> int:
        """How many expected units are not in the consolidation."""
        return self.expected - self.answered - self.not_applicable - self.blank - self.unreadable


Figures = Mapping[tuple[str, str], Figure]
"""By indicator and scope; a unit type that no form asks has no figure."""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The provincial figures of one period (tổng hợp).

    ``expected`` are the units that report in the period, in the roster's order; ``merged`` the
    codes of those whose submissions are in the figures, in the same order. ``tables`` are those
    of the forms, whose totals are among the figures too where the catalogue has them.
    """

    province: str
    period: Period
    expected: tuple[Unit, ...]
    merged: tuple[str, ...]
    figures: Figures
    findings: tuple[Finding, ...]
    tables: tuple[ProvinceTable, ...] = ()
    is_final: bool = False
    """Whether the period is closed with these figures."""

    @property
    def is_preliminary(self) -> bool:
        """Whether units are still missing (số sơ bộ)."""
        return not self.is_final and len(self.merged) < len(self.expected)

    def figure(self, indicator: str, scope: str = PROVINCE) -> Figure | None:
        """Return the figure, ``None`` when no form of the scope asks the indicator."""
        return self.figures.get((indicator, scope))
