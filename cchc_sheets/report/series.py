"""An indicator's figures over the periods → lines for people and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.history.steps import Point, Series
from cchc_sheets.model import Indicator, Roster
from cchc_sheets.report.editions import break_json
from cchc_sheets.text import show
from cchc_sheets.words.editions import break_sentence, edition_sentence

DECIMALS = 2


def series_lines(
    indicator: Indicator, roster: Roster, found: Sequence[Series], lang: str
) -> Iterator[str]:
    """Yield each scope's figures in order, and between two of them why they are parted."""
    yield f"{indicator.label} ({indicator.key}), {indicator.unit_of_measure}"
    if not found:
        yield edition_sentence("no-series", lang)
    for series in found:
        yield ""
        province = edition_sentence("province", lang, name=roster.province)
        yield f"{series.unit.name} ({series.unit.code})" if series.unit else province
        for run in series.runs:
            for point in run:
                yield from _point_lines(point, lang)


def _point_lines(point: Point, lang: str) -> Iterator[str]:
    for found in point.breaks:
        yield "    " + edition_sentence("break", lang, reason=break_sentence(found, lang))
    figure, obstacle = point.reading.figure, point.reading.obstacle
    if figure is None:
        why = f"  ({break_sentence(obstacle, lang)})" if obstacle and not point.breaks else ""
        yield f"  {point.reading.period!s:<8} {edition_sentence('nothing', lang):>14}{why}"
        return
    units = edition_sentence("units", lang, answered=figure.answered, expected=figure.expected)
    yield f"  {point.reading.period!s:<8} {_shown(figure):>14}  {units}"


def _shown(figure: Figure) -> str:
    """The figure's value; without one, how many gave each code, or else the range."""
    if figure.value is not None:
        return _number(figure.value)
    if figure.tally:
        return "; ".join(f"{code}: {count}" for code, count in figure.tally.items())
    if figure.minimum is not None and figure.maximum is not None:
        return f"{_number(figure.minimum)}…{_number(figure.maximum)}"
    return "∅"


def _number(value: Decimal) -> str:
    return show(round_half_away(value, DECIMALS))


def series_json(
    indicator: Indicator, roster: Roster, found: Sequence[Series], lang: str
) -> dict[str, Any]:
    """Return the series as JSON; figures are plain decimal texts."""
    return {
        "indicator": indicator.key,
        "province": roster.id,
        "series": [
            {
                "unit": series.unit.code if series.unit else None,
                "runs": [[_point_json(point, lang) for point in run] for run in series.runs],
            }
            for series in found
        ],
    }


def _point_json(point: Point, lang: str) -> dict[str, Any]:
    figure, obstacle = point.reading.figure, point.reading.obstacle
    value = figure.value if figure else None
    return {
        "period": str(point.reading.period),
        "value": None if value is None else f"{value:f}",
        "tally": {str(code): count for code, count in figure.tally.items()} if figure else {},
        "answered": figure.answered if figure else 0,
        "expected": figure.expected if figure else 0,
        "obstacle": break_json(obstacle, lang) if obstacle else None,
        "breaks": [break_json(found, lang) for found in point.breaks],
    }
