"""Counts that carry a sum of the province → what is to be asked, little, and first what moves most.

A count is asked about where it is far above those of the unit's peers, or more than half of the
sum. The first comparison is robust and on a log scale: by how many median absolute deviations it is
above the median of its unit type. What the unit explains in a note, what it gave in the period
before too, and what somebody decided to accept is not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log
from statistics import median

from cchc_sheets.consolidate.entry import Entry, plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figure, Figures, How
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.model import Family

MOST_ASKED = 10
"""More than this is not asked of a period …"""
MOST_OF_ONE_UNIT = 3
"""… nor more than this of one unit: whoever asks it hears of the rest."""
FEWEST = 5
"""Of fewer units with a count above 0 none is compared with the others."""
LEAST_SUM = 100
"""In a smaller sum one unit may well have more than all the others."""
LEAST_SHARE = Decimal("0.2")
"""What is a smaller part of the sum moves it too little."""
HALF = Decimal("0.5")
LEAST_TIMES = 10
LEAST_DEVIATIONS = 4.0
LIKE_BEFORE = 3
"""A count within this factor of the one of the period before is the unit's usual one."""
_LIKELY_DEVIATIONS = 2.0
_LEAST_SPREAD = log(2)
_TO_SIGMA = 1.4826
"""What makes a median absolute deviation comparable with a standard deviation."""
_SLIPS = (1000, 100, 10)


@dataclass(frozen=True, slots=True)
class Outlier:
    """A unit's count that carries a sum, and the sum.

    ``typical`` is the median of its unit type, ``None`` where the count is only more than half of
    the sum; ``meant`` is what it would be without a slip of 1,000, 100 or 10, where that brings it
    among its peers.
    """

    indicator: str
    entry: Entry
    value: Decimal
    total: Decimal
    typical: Decimal | None = None
    meant: Decimal | None = None

    @property
    def share(self) -> Decimal:
        """Its part of the sum, from 0 to 1."""
        return self.value / self.total


def outliers(
    figures: Figures, reporters: Sequence[Reporter], settled: Collection[str]
) -> tuple[Outlier, ...]:
    """Return what is to be asked, the greatest part of a sum first.

    ``settled`` are the codes of units whose reports somebody decided to accept.
    """
    found = [
        outlier
        for figure in figures.values()
        if figure.family is Family.SUM and figure.scope == PROVINCE
        for outlier in _of_sum(figure, reporters)
        if outlier.entry.unit not in settled and not _explained(outlier)
    ]
    found.sort(key=lambda each: -each.share)
    asked: Counter[str] = Counter()
    kept: list[Outlier] = []
    for each in found:
        asked[each.entry.unit] += 1
        if asked[each.entry.unit] <= MOST_OF_ONE_UNIT:
            kept.append(each)
    return tuple(kept[:MOST_ASKED])


def _of_sum(figure: Figure, reporters: Sequence[Reporter]) -> Iterator[Outlier]:
    """The counts that carry one sum, in the roster's order."""
    total, key = figure.value, figure.indicator
    if total is None or total < LEAST_SUM:
        return
    by_type: dict[str, list[tuple[Entry, Decimal]]] = {}
    for reporter in reporters:
        entry = plain_entry(reporter, key)
        if entry.value and entry.how is How.AS_IS and reporter.unit.type in figure.levels:
            by_type.setdefault(reporter.unit.type, []).append((entry, entry.value))
    if sum(map(len, by_type.values())) < FEWEST:
        return
    for peers in by_type.values():
        counts = [log(value) for _, value in peers]
        typical = median(counts)
        spread = max(_TO_SIGMA * median(abs(each - typical) for each in counts), _LEAST_SPREAD)
        middle = median(value for _, value in peers)
        for entry, value in peers:
            deviations = (log(value) - typical) / spread
            far = deviations >= LEAST_DEVIATIONS and value >= LEAST_TIMES * middle
            if len(peers) >= FEWEST and far and value >= LEAST_SHARE * total:
                meant = (
                    value / slip
                    for slip in _SLIPS
                    if value % slip == 0
                    and abs(log(value / slip) - typical) <= _LIKELY_DEVIATIONS * spread
                )
                yield Outlier(key, entry, value, total, middle, next(meant, None))
            elif value > HALF * total:
                yield Outlier(key, entry, value, total)


def _explained(outlier: Outlier) -> bool:
    """Whether the unit says why in a note, or gave as much in the period before."""
    sent, answer = outlier.entry.reporter.submission, outlier.entry.answer
    before = sent.previous.get(outlier.indicator) if sent else None
    usual = before is not None and before > 0 and outlier.value <= LIKE_BEFORE * before
    return usual or bool(answer and answer.note.strip())
