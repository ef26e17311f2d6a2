"""An indicator's figures period by period, and where no step leads from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.consolidate.entry import HUNDRED, Standing, entry_of
from cchc_sheets.consolidate.families import figure_of
from cchc_sheets.consolidate.figure import Figure, How
from cchc_sheets.consolidate.headline import is_thin, units_behind
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.model import (
    AskedAs,
    Catalogue,
    Family,
    Indicator,
    Period,
    Rupture,
    SeriesBreak,
    Unit,
)

ADDABLE = frozenset({Family.SUM, Family.RATIO})
"""Families in which the figure of several units is made from theirs, whichever period it is."""
Asked = frozenset[tuple[str, AskedAs]]


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What is known of a period: a figure, or why there is none.

    ``asked`` has the unit types that are asked otherwise than the catalogue means it.
    """

    period: Period
    figure: Figure | None
    asked: Asked = frozenset()
    obstacle: SeriesBreak | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series; ``breaks`` say what parts it from the point before."""

    reading: PeriodReading
    breaks: tuple[SeriesBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The runs of one scope: of a unit, of all units of a type, or of the province (neither)."""

    unit: Unit | None
    runs: tuple[tuple[Point, ...], ...]
    unit_type: str = ""

    @property
    def points(self) -> Mapping[Period, Point]:
        """The points of all runs by their periods."""
        return {point.reading.period: point for run in self.runs for point in run}


WINDOWS = ("M", "Q", "H1", "H2", "9M", "Y")
"""The kinds of windows, the shortest first."""


def window_of(period: Period) -> str:
    """Return which of ``WINDOWS`` a period is."""
    part = period.part
    return "Q" if part.startswith("Q") else "M" if part.isdecimal() else part


def points(
    indicator: Indicator, readings: Sequence[PeriodReading]
) -> tuple[tuple[Point, ...], ...]:
    """Return runs of windows of one length (of any, where only their end counts), each in order."""
    runs: dict[str, list[Point]] = {}
    for reading in sorted(readings, key=lambda r: (r.period.end, r.period.start)):
        run = runs.setdefault("" if indicator.at_end else window_of(reading.period), [])
        breaks = _between(indicator, run[-1].reading, reading) if run else ()
        run.append(Point(reading, tuple(breaks)))
    return tuple(map(tuple, runs.values()))


def _between(
    indicator: Indicator, before: PeriodReading, after: PeriodReading
) -> Iterator[SeriesBreak]:
    """Find what parts two readings; where nothing does, the step from one to the next is sound."""
    found = indicator.break_between(before.period, after.period)
    if found is not None:
        yield SeriesBreak(Rupture.MEANING, {"since": found.since}, found.reason)
    yield from (reading.obstacle for reading in (before, after) if reading.obstacle)
    if before.figure is None or after.figure is None:
        return
    if set(before.figure.levels) != set(after.figure.levels):
        facts = {
            "before": ", ".join(before.figure.levels),
            "after": ", ".join(after.figure.levels),
        }
        yield SeriesBreak(Rupture.OTHER_UNITS, facts)
    for reading, figure in ((before, before.figure), (after, after.figure)):
        if figure.expected > 1 and is_thin(figure):
            counts = {"answered": str(units_behind(figure)), "expected": str(figure.expected)}
            yield SeriesBreak(Rupture.THIN, {"period": str(reading.period), **counts})
            break
    if before.asked != after.asked:
        yield SeriesBreak(Rupture.ASKED_OTHERWISE)


def asked_otherwise(indicator: Indicator, reporters: Sequence[Reporter]) -> Asked:
    """Return which unit types are asked another thing than the catalogue means.

    A share of a total is no such case: the count follows from it.
    """
    rows = ((r.unit.type, r.rows.get(indicator.key)) for r in reporters)
    return frozenset(
        (unit_type, row.asked_as)
        for unit_type, row in rows
        if row is not None and row.asked_as not in {None, AskedAs.PERCENT_OF}
    )


def together(
    indicator: Indicator, reporters: Sequence[Reporter], scope: str, catalogue: Catalogue
) -> Figure | SeriesBreak:
    """Return the figure that reporters have together, as one unit; or why they have none.

    One alone may have any figure. Several have one where it is a sum, or the ratio of two sums,
    and each gave what is added: both parts of a rate, never the rate.
    """
    entries = [entry_of(reporter, indicator) for reporter in reporters]
    types = [catalogue.unit_type(key) for key in dict.fromkeys(r.unit.type for r in reporters)]
    if len(entries) > 1:
        names = ", ".join(reporter.unit.code for reporter in reporters)
        # An answer may be there and yet not be the number itself that would have to be added.
        answered = [entry for entry in entries if entry.standing is Standing.ANSWERED]
        derived = [e for e in answered if e.value is None or e.how is not How.AS_IS]
        if indicator.family not in ADDABLE or derived:
            return SeriesBreak(Rupture.NOT_ADDED, {"predecessors": names})
        lacking = [entry.unit for entry in entries if entry.value is None]
        if lacking:
            return SeriesBreak(Rupture.NOT_AT_HAND, {"missing": ", ".join(lacking)})
    return figure_of(indicator, scope, entries, types)


def joined(indicator: Indicator, figures: Sequence[Figure], names: str) -> Figure | SeriesBreak:
    """Return what former provinces' figures come to together, or why they come to nothing."""
    first = figures[0]
    if len(figures) == 1:
        return first
    others_added = {figure.levels for figure in figures} == {first.levels}
    if indicator.family not in ADDABLE or not others_added:
        return SeriesBreak(Rupture.NOT_ADDED, {"predecessors": names})
    whole = replace(
        first,
        answered=sum(figure.answered for figure in figures),
        expected=sum(figure.expected for figure in figures),
    )
    if indicator.family is Family.RATIO:
        top = total(figure.numerator for figure in figures)
        bottom = total(figure.denominator for figure in figures)
        rate = HUNDRED * top / bottom if top is not None and bottom else None
        return replace(whole, numerator=top, denominator=bottom, value=rate, share=rate)
    return replace(whole, value=total(figure.value for figure in figures))


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum, ``None`` where one of the values is not known."""
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None
