"""Which units pull a figure, and which it lacks: what a reader asks before quoting it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from cchc_sheets.consolidate.figure import Consolidation, Contribution, Figure, How
from cchc_sheets.model import Family
from cchc_sheets.report.annex import Note
from cchc_sheets.report.places import AnnexPlaces
from cchc_sheets.words import consolidated as words

NAMED = 3
_LEAST = Decimal(1) / 2
"""From this part of a total on, one unit is what the total says."""
_HUNDRED = Decimal(100)


def worst(figure: Figure) -> list[tuple[Contribution, Decimal]]:
    """Return the units that pull a ratio down the most, each with its own rate.

    That is by how many more of the counted things they would have at the province's rate, so that
    a large unit slightly below it comes before a small one far below.
    """
    if figure.family is not Family.RATIO or figure.share is None:
        return []
    found: list[tuple[Decimal, Contribution, Decimal]] = []
    for each in figure.contributions:
        if each.base:
            short = figure.share * each.base / _HUNDRED - each.value
            found.append((short, each, _HUNDRED * each.value / each.base))
    found.sort(key=lambda pair: -pair[0])
    return [(each, rate) for short, each, rate in found[:NAMED] if short > 0]


def pulling(made: Consolidation, figure: Figure | None) -> Iterator[Note]:
    """Yield which units pull a ratio down, or the one that makes half of a sum or more."""
    if figure is None:
        return
    units = {unit.code: unit.short for unit in made.expected}
    low = tuple((units[c.unit], f"{words.number(rate, 1)}%") for c, rate in worst(figure))
    if low:
        yield Note("pulled-down", items=low)
    added = [c for c in figure.contributions if c.how in {How.AS_IS, How.FROM_SHARE}]
    if figure.family is Family.SUM and figure.value and len(added) > 1:
        largest = max(added, key=lambda each: each.value)
        if largest.value >= _LEAST * figure.value:
            part = words.number(_HUNDRED * largest.value / figure.value, 1)
            unit, value = units[largest.unit], largest.value
            yield Note("one-unit", {"unit": unit, "value": value, "part": f"{part}%"})


def lacking(
    places: AnnexPlaces, answered: Collection[tuple[str, str]], figure: Figure | None
) -> Iterator[Note]:
    """Yield which of the units asked are not in a figure to which others gave something.

    ``answered`` has unit and indicator of what was answered.
    """
    if figure is None or not figure.answered or figure.family is Family.COMPUTED:
        return
    silent = tuple(
        (unit.short, None)
        for block in places.blocks
        if block.unit_type in figure.levels and figure.indicator in block.asked
        for unit in block.units
        if (unit.code, figure.indicator) not in answered
    )
    if silent:
        yield Note("lacking", {"units": len(silent)}, silent)
