"""Counts that enter the province's sums → what is usual for them: the unit's peers, its own past.

Compared is on a log scale and robustly: by median and median absolute deviation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log
from statistics import median

from cchc_sheets.consolidate.entry import Entry, Standing, plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figure, Figures, How
from cchc_sheets.consolidate.reporter import Reporter, reporters_of
from cchc_sheets.model import (
    Catalogue,
    Definitions,
    Family,
    Indicator,
    Period,
    Roster,
    Submission,
)

OWN_PAST = 4
"""Periods of a kind that a unit's own past is looked at in: quarters of a year, years of a plan."""
FEWEST = 5
"""Of fewer units with a count above 0 none is compared with the others."""
LEAST_SUM = 100
"""In a smaller sum one unit may well have more than all the others."""
LEAST_MOVE = Decimal("0.05")
"""What changes a sum by a smaller part of it is not asked."""
PEERS_SPREAD = log(2)
"""The least that counts of units of one type are taken to differ by."""
_TO_SIGMA = 1.4826
"""What makes a median absolute deviation comparable with a standard deviation."""
_NOTHING = 0.5
"""Where 0 stands on a log scale of counts."""


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside a period's reports, for questions alone.

    ``settled`` are the codes of units whose reports somebody decided to accept. ``earlier`` is
    what units sent in earlier periods, by unit code.
    """

    settled: Collection[str] = ()
    earlier: Mapping[Period, Mapping[str, Submission]] = field(default_factory=dict)


NOTHING_KNOWN = Background()


@dataclass(frozen=True, slots=True)
class UsualLevel:
    """Where counts mostly lie: their median, and on a log scale its place and their spread."""

    middle: Decimal
    centre: float
    spread: float

    @classmethod
    def of(cls, counts: Sequence[Decimal], least_spread: float) -> UsualLevel:
        """Return the level of at least one count; ``least_spread`` keeps equal ones apart."""
        places = [_place(count) for count in counts]
        centre = median(places)
        spread = max(_TO_SIGMA * median(abs(each - centre) for each in places), least_spread)
        return cls(median(counts), centre, spread)

    def deviations(self, count: Decimal) -> float:
        """Return by how many spreads a count lies above the level; below it is negative."""
        return (_place(count) - self.centre) / self.spread


def _place(count: Decimal) -> float:
    return log(max(float(count), _NOTHING))


@dataclass(frozen=True, slots=True)
class Count:
    """A unit's count in a sum of the province, with what is usual.

    ``giving`` is how many units have a count above 0 in the sum. ``peers`` is the level of the
    unit's type, ``None`` of a type with fewer than ``FEWEST`` such units. ``past`` has the unit's
    own earlier counts that can be compared, the latest first.
    """

    indicator: Indicator
    entry: Entry
    value: Decimal
    total: Decimal
    giving: int
    peers: UsualLevel | None
    past: tuple[Decimal, ...]

    @property
    def share(self) -> Decimal:
        """Its part of the sum, from 0 to 1."""
        return self.value / self.total if self.total else Decimal(0)

    def moves(self, usual: Decimal) -> Decimal:
        """Return what part of the greater sum would change if the count were ``usual``."""
        return abs(self.value - usual) / max(self.total, self.total - self.value + usual)


@dataclass(frozen=True)
class Ground:
    """All that questions about a period's reports are asked from."""

    catalogue: Catalogue
    period: Period
    figures: Figures
    reporters: Sequence[Reporter]
    earlier: Mapping[Period, Mapping[str, Reporter]]

    @classmethod
    def of(
        cls,
        definitions: Definitions,
        figures: Figures,
        reporters: Sequence[Reporter],
        period: tuple[Roster, Period],
        earlier: Mapping[Period, Mapping[str, Submission]],
    ) -> Ground:
        """Return the ground of a period of a province, beside what its units sent earlier."""
        roster, now = period
        before = {
            each: {r.unit.code: r for r in reporters_of(definitions, roster, each, sent)}
            for each, sent in earlier.items()
        }
        return cls(definitions.catalogue, now, figures, reporters, before)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The counts in the province's sums that move one, or moved it once, by ``LEAST_MOVE``."""
        return tuple(
            count
            for figure in self.figures.values()
            if figure.family is Family.SUM and figure.scope == PROVINCE
            for count in self._of_sum(figure)
        )

    def _of_sum(self, figure: Figure) -> Iterator[Count]:
        total, indicator = figure.value, self.catalogue.indicators[figure.indicator]
        if total is None:
            return
        entries = [
            entry
            for reporter in self.reporters
            if reporter.unit.type in figure.levels
            and (entry := plain_entry(reporter, indicator.key)).how is How.AS_IS
            and entry.value is not None
        ]
        by_type: dict[str, list[Decimal]] = {}
        for entry in entries:
            if entry.value:
                by_type.setdefault(entry.reporter.unit.type, []).append(entry.value)
        peers = {
            key: UsualLevel.of(values, PEERS_SPREAD)
            for key, values in by_type.items()
            if len(values) >= FEWEST
        }
        giving = sum(map(len, by_type.values()))
        for entry in entries:
            value = entry.value or Decimal(0)
            past = self.past(entry.reporter, indicator)
            most = max(value, *past) if past else value
            if total - value + most >= LEAST_SUM and most >= LEAST_MOVE * total:
                level = peers.get(entry.reporter.unit.type)
                yield Count(indicator, entry, value, total, giving, level, past)

    def past(self, reporter: Reporter, indicator: Indicator) -> tuple[Decimal, ...]:
        """Return what the unit gave in earlier periods of the kind, the latest first.

        Left out is what was asked otherwise or meant something else. Where nothing is known, it is
        what its workbook shows of the period before.
        """
        found = [
            value
            for before in self.period.alike_before(OWN_PAST)
            if (value := self._given(reporter, indicator, before)) is not None
        ]
        shown = reporter.submission.previous.get(indicator.key) if reporter.submission else None
        broken = indicator.break_between(self.period.previous, self.period)
        return tuple(found) or (() if shown is None or broken else (shown,))

    def _given(self, reporter: Reporter, indicator: Indicator, before: Period) -> Decimal | None:
        then = self.earlier.get(before, {}).get(reporter.unit.code)
        row = then.rows.get(indicator.key) if then else None
        now = reporter.rows.get(indicator.key)
        if then is None or row is None or now is None or not now.asks_like(row):
            return None
        entry = plain_entry(then, indicator.key)
        known = entry.standing is Standing.ANSWERED and not indicator.break_between(
            before, self.period
        )
        return entry.value if known else None

    def sent_in(self, reporter: Reporter, before: Period) -> Mapping[str, Decimal]:
        """Return the unit's figures of an earlier period, by key.

        Of the period before it is, where nothing is known, what the unit's workbook shows of it.
        """
        then = self.earlier.get(before, {}).get(reporter.unit.code)
        sent, now = then.submission if then else None, reporter.submission
        if sent is not None:
            return {key: a.value for key, a in sent.answers.items() if a.value is not None}
        return now.previous if now and before == self.period.previous else {}
