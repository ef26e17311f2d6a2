"""Figures → the places of marks in a chart; the templates draw them, nothing is measured there.

All lengths are in the units of the drawing, whose width is ``WIDTH``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.consolidate.headline import ChangeIn, Headline
from cchc_sheets.model import Catalogue, Family, Outcome, Unit, UnitState
from cchc_sheets.report.page.figures import MUCH_WORSE
from cchc_sheets.words import report_page as said

WIDTH = 520
LABELS = 190
"""What the names of units take on the left."""
ROW = 15.5
TOP = 22.0
NAMED = 45
"""Of more units only the lowest have a line of their own."""
LOWEST = 20
WORST = 3
TEN, HUNDRED = Decimal(10), Decimal(100)
SQUARE, PER_ROW = 18, 26
STEP = 44.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit's rate in its own line; ``worst`` is far below the province's."""

    name: str
    value: str
    x: float
    y: float
    worst: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The rates of all units of one type in one line, where there are too many to name."""

    name: str
    y: float
    xs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RateChart:
    """The units' rates, the lowest first, with the province's own."""

    subject: str
    title: str
    dots: tuple[Dot, ...]
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    province: Tick
    height: float
    units: int
    rows: tuple[tuple[str, str], ...]
    """All units with their rates, for whoever does not see the drawing."""


@dataclass(frozen=True, slots=True)
class Square:
    """A unit of one type: *counted*, *returned*, *left-out* or *absent*."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class LevelSquares:
    """A type of units with one square a unit."""

    label: str
    count: str
    y: float
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """Which units are in the figures, by type."""

    levels: tuple[LevelSquares, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Move:
    """A rate then and now, on the units that are in both periods."""

    label: str
    change: str
    y: float
    then: float
    now: float
    worse: bool


@dataclass(frozen=True, slots=True)
class MovesChart:
    """The rates among the key figures that can be compared."""

    title: str
    moves: tuple[Move, ...]
    height: float


def rate_chart(
    headlines: Iterable[Headline], units: Iterable[Unit], catalogue: Catalogue
) -> RateChart | None:
    """Return the chart of the first key figure that is a ratio; ``None`` where none has figures."""
    names = {unit.code: unit for unit in units}
    for each in headlines:
        if each.figure.family is not Family.RATIO or each.value is None:
            continue
        rates = sorted(
            (HUNDRED * c.value / c.base, order, names[c.unit])
            for order, c in enumerate(each.figure.contributions)
            if c.base
        )
        if rates:
            return _rate_chart(each, [(rate, unit) for rate, _, unit in rates], catalogue)
    return None


def _rate_chart(
    headline: Headline, rates: Sequence[tuple[Decimal, Unit]], catalogue: Catalogue
) -> RateChart:
    province = headline.value or Decimal(0)
    low = min(rates[0][0] // TEN * TEN, HUNDRED - TEN)
    high = max(HUNDRED, -(-rates[-1][0] // TEN) * TEN)

    def x_of(rate: Decimal) -> float:
        return round(LABELS + 12 + float((rate - low) / (high - low)) * (WIDTH - LABELS - 40), 1)

    shown = rates if len(rates) <= NAMED else rates[:LOWEST]
    dots = tuple(
        Dot(
            unit.short,
            said.one_decimal(rate),
            x_of(rate),
            TOP + ROW * (line + 0.7),
            line < WORST and rate - province < MUCH_WORSE,
        )
        for line, (rate, unit) in enumerate(shown)
    )
    y = TOP + ROW * len(dots)
    strips: list[Strip] = []
    if len(shown) < len(rates):
        y += ROW
        for unit_type in catalogue.unit_types:
            own = tuple(x_of(rate) for rate, unit in rates if unit.type == unit_type.key)
            if own:
                y += ROW * 1.4
                strips.append(Strip(unit_type.label, y, own))
        y += ROW * 0.6
    steps = range(int(low), int(high) + 1, 10 if high - low <= 60 else 20)  # noqa: PLR2004
    worst = [unit.name for dot, (_, unit) in zip(dots, shown, strict=True) if dot.worst]
    return RateChart(
        subject=headline.label,
        title=said.lowest_title(worst, headline.label),
        dots=dots,
        strips=tuple(strips),
        ticks=tuple(Tick(x_of(Decimal(step)), f"{step}") for step in steps),
        province=Tick(x_of(province), f"{said.one_decimal(province)}%"),
        height=y + 26,
        units=len(rates),
        rows=tuple((unit.name, f"{said.one_decimal(rate)}%") for rate, unit in rates),
    )


def coverage_chart(outcomes: Iterable[Outcome], catalogue: Catalogue) -> CoverageChart:
    """Return one square a unit, those that are in the figures first."""
    outcomes = tuple(outcomes)
    levels: list[LevelSquares] = []
    y = 0.0
    for unit_type in catalogue.unit_types:
        kinds = [_kind(o.state) for o in outcomes if o.unit and o.unit.type == unit_type.key]
        if not kinds:
            continue
        kinds.sort(key=("counted", "returned", "left-out", "absent").index)
        squares = tuple(
            Square(n % PER_ROW * SQUARE + 1, y + 24 + n // PER_ROW * SQUARE, kind)
            for n, kind in enumerate(kinds)
        )
        count = f"{kinds.count('counted')}/{len(kinds)}"
        levels.append(LevelSquares(unit_type.label, count, y + 14, squares))
        y += 24 + (-(-len(kinds) // PER_ROW)) * SQUARE + 14
    return CoverageChart(tuple(levels), y)


def _kind(state: UnitState) -> str:
    if state.counts:
        return "counted"
    return {UnitState.RETURNED: "returned", UnitState.LEFT_OUT: "left-out"}.get(state, "absent")


def moves_chart(headlines: Iterable[Headline]) -> MovesChart | None:
    """Return the rates that can be compared; ``None`` where none can."""
    moves: list[Move] = []
    for each in headlines:
        compared = each.comparison
        amount, then, now = compared.change, compared.then, compared.now
        if amount is None or then is None or now is None or compared.measure is not ChangeIn.POINTS:
            continue
        moves.append(
            Move(
                each.label,
                said.change(amount, compared.measure),
                TOP + STEP * len(moves),
                _on_line(then),
                _on_line(now),
                amount < MUCH_WORSE,
            )
        )
    worse = [move.label for move in moves if move.worse]
    height = TOP + STEP * len(moves) + 6
    return MovesChart(said.changes_title(worse), tuple(moves), height) if moves else None


def _on_line(rate: Decimal) -> float:
    return round(6 + float(min(max(rate, Decimal(0)), HUNDRED)) / 100 * (WIDTH - 12), 1)
