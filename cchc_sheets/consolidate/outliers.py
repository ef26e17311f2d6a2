"""Counts that move the province's figures → what is to be asked: little, what moves most first.

Each kind of question is one row of ``QUESTIONS``. What the unit explains in the note of the row,
and what somebody decided to accept, is not asked; nor is a great count that the unit gave in an
earlier period too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log

from cchc_sheets.consolidate.entry import HUNDRED, plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figures
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.consolidate.usual import FEWEST, LEAST_MOVE, Background, Count, Ground, UsualLevel
from cchc_sheets.findings import outliers as kinds
from cchc_sheets.model import (
    Definitions,
    Fact,
    Family,
    FindingKind,
    Kind,
    Percent,
    Period,
    Roster,
    Row,
    Speech,
    Thousands,
)

MOST_ASKED = 10
"""More than this is not asked of a period …"""
MOST_OF_ONE_UNIT = 3
"""… nor more than this of one unit: whoever asks it hears of the rest."""
LEAST_SHARE = Decimal("0.2")
"""What is above its peers and yet a smaller part of the sum moves it too little."""
HALF = Decimal("0.5")
LEAST_TIMES = 10
LEAST_DEVIATIONS = 4.0
LIKE_BEFORE = 3
"""A count within this factor of an earlier one is usual for the unit."""
NEAR = 2
"""A count without its slip lies within this factor of the unit's earlier ones."""
LEAST_COPIED, LEAST_COPIED_LARGE, LARGE = 8, 3, 10
"""So many counts of what happened do not come again by chance, so many of them ``LARGE``."""
LEAST_REPEATED, ROUND = 1000, 10
"""Smaller and round numbers stand in two rows by chance."""
LEAST_POINTS = 5
"""By which a unit changes the province's rate."""
_LIKELY_DEVIATIONS = 2.0
_PAST_SPREAD = log(1.5)
"""The least that a unit's own counts are taken to differ by: then four spreads are five times."""
_SLIPS = {
    Decimal(1000): Speech("gấp khoảng 1.000 lần", "about 1,000 times"),
    Decimal(100): Speech("gấp khoảng 100 lần", "about 100 times"),
    Decimal(10): Speech("gấp khoảng 10 lần", "about 10 times"),
    Decimal("0.001"): Speech("chỉ bằng khoảng 1/1.000", "about a thousandth of"),
    Decimal("0.01"): Speech("chỉ bằng khoảng 1/100", "about a hundredth of"),
    Decimal("0.1"): Speech("chỉ bằng khoảng 1/10", "about a tenth of"),
}
_BEFORE = Speech("kỳ trước", "the period before")
_YEAR_BEFORE = Speech("cùng kỳ năm trước", "the same period a year before")


@dataclass(frozen=True, slots=True)
class Outlier:
    """What is to be asked of a unit: its answer to an indicator, and how much that moves.

    ``moves`` is the part of a provincial figure that would change, from 0 to 1.
    """

    indicator: str
    reporter: Reporter
    moves: Decimal
    facts: Mapping[str, Fact]
    kind: FindingKind


Cases = Iterator[Outlier]


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question, and how its cases are found among a period's reports."""

    kind: FindingKind
    cases: Callable[[Ground, FindingKind], Cases]


def outliers(
    definitions: Definitions,
    period: tuple[Roster, Period],
    figures: Figures,
    reporters: Sequence[Reporter],
    background: Background,
) -> tuple[Outlier, ...]:
    """Return what is to be asked of a province's period, what moves a figure most first.

    About one answer only the first of the kinds in ``QUESTIONS`` asks.
    """
    ground = Ground.of(definitions, figures, reporters, period, background.earlier)
    found: dict[tuple[str, str], Outlier] = {}
    for question in QUESTIONS:
        for each in question.cases(ground, question.kind):
            unit = each.reporter.unit.code
            if unit not in background.settled and not _noted(each.reporter, each.indicator):
                found.setdefault((unit, each.indicator), each)
    asked: Counter[str] = Counter()
    kept: list[Outlier] = []
    for each in sorted(found.values(), key=lambda each: -each.moves):
        asked[each.reporter.unit.code] += 1
        if asked[each.reporter.unit.code] <= MOST_OF_ONE_UNIT:
            kept.append(each)
    return tuple(kept[:MOST_ASKED])


def _noted(reporter: Reporter, key: str) -> bool:
    answer = plain_entry(reporter, key).answer
    return bool(answer and answer.note.strip())


def _asked(kind: FindingKind, count: Count, usual: Decimal | None, **facts: Fact) -> Outlier:
    """A question about a count; without anything ``usual`` it moves the sum by all its share."""
    moves = count.share if usual is None else count.moves(usual)
    own: dict[str, Fact] = {
        "found": Thousands(count.value),
        "share": _percent(moves),
        "total": Thousands(count.total),
    }
    if usual is not None:
        own["expected"] = Thousands(usual)
    return Outlier(count.indicator.key, count.entry.reporter, moves, {**own, **facts}, kind)


def _percent(part: Decimal) -> Percent:
    return Percent((HUNDRED * part).quantize(Decimal(1)))


def _as_much_before(count: Count) -> bool:
    return any(count.value <= LIKE_BEFORE * before for before in count.past)


def _like_before(count: Count) -> bool:
    return any(
        before <= LIKE_BEFORE * count.value and count.value <= LIKE_BEFORE * before
        for before in count.past
    )


def _past(count: Count) -> UsualLevel | None:
    """The level of the unit's own past, where the count is far from it and that moves enough."""
    if not count.past or _like_before(count):
        return None
    level = UsualLevel.of(count.past, _PAST_SPREAD)
    far = level.middle > 0 and abs(level.deviations(count.value)) >= LEAST_DEVIATIONS
    return level if far and count.moves(level.middle) >= LEAST_MOVE else None


def _factors_of_ten(ground: Ground, kind: FindingKind) -> Cases:
    for count in ground.counts:
        level = _past(count)
        slip = _slip(count.value, level.middle) if level else None
        if level is not None and slip is not None:
            hint: Fact = Thousands(count.value / slip) if slip > 1 else ""
            yield _asked(kind, count, level.middle, factor=_SLIPS[slip], hint=hint)


def _slip(value: Decimal, usual: Decimal) -> Decimal | None:
    """The factor of ten by which a count went wrong: too great a one ends with its zeros."""
    for slip in _SLIPS:
        near = usual / NEAR <= value / slip <= usual * NEAR
        if near and (slip < 1 or value % slip == 0):
            return slip
    return None


def _far_from_peers(ground: Ground, kind: FindingKind) -> Cases:
    for count in ground.counts:
        level = count.peers
        if level is None or count.giving < FEWEST or _as_much_before(count):
            continue
        far = level.deviations(count.value) >= LEAST_DEVIATIONS
        if far and count.value >= max(LEAST_TIMES * level.middle, LEAST_SHARE * count.total):
            without = (count.value / slip for slip in _SLIPS if slip > 1)
            likely = (
                meant
                for meant in without
                if meant == meant.to_integral_value()
                and abs(level.deviations(meant)) <= _LIKELY_DEVIATIONS
            )
            meant = next(likely, None)
            facts: dict[str, Fact] = {
                "share": _percent(count.share),
                "times": Thousands(count.value / level.middle),
                "hint": "" if meant is None else Thousands(meant),
            }
            yield _asked(kind, count, level.middle, **facts)


def _far_from_past(ground: Ground, kind: FindingKind) -> Cases:
    for count in ground.counts:
        level = _past(count)
        if level is not None:
            yield _asked(kind, count, level.middle, periods=len(count.past))


def _makes_most(ground: Ground, kind: FindingKind) -> Cases:
    for count in ground.counts:
        if count.giving >= FEWEST and count.share > HALF and not _as_much_before(count):
            yield _asked(kind, count, None)


def _same_number(ground: Ground, kind: FindingKind) -> Cases:
    """Numbers that stand in two rows, at the row where they are strange and move most."""
    found: dict[tuple[str, Decimal], Outlier] = {}
    for count in ground.counts:
        if count.value < LEAST_REPEATED or count.value % ROUND == 0 or _like_before(count):
            continue
        peers = count.peers
        strange = peers and abs(peers.deviations(count.value)) >= _LIKELY_DEVIATIONS
        usual = count.past[0] if count.past else peers.middle if peers and strange else None
        if usual is None or count.moves(usual) < LEAST_MOVE:
            continue
        other = _unlike_row(count)
        if other is not None:
            label = other.label_for(count.entry.reporter.unit)
            each = _asked(kind, count, usual, base=label)
            at = count.entry.unit, count.value
            found[at] = max(found.get(at, each), each, key=lambda outlier: outlier.moves)
    yield from found.values()


def _unlike_row(count: Count) -> Row | None:
    """Another row of the same number, of another section and counted in something else."""
    reporter, mine = count.entry.reporter, count.indicator
    answers = reporter.submission.answers if reporter.submission else {}
    for row in reporter.rows.values():
        other, answer = row.indicator, answers.get(row.key)
        equal = answer is not None and answer.value == count.value
        if equal and other is not None and row.kind is Kind.COUNT:
            units = {mine.unit_of_measure.casefold(), other.unit_of_measure.casefold()}
            if other.section != mine.section and len(units) > 1:
                return row
    return None


def _copied(ground: Ground, kind: FindingKind) -> Cases:
    """Reports in which all counts of what happened are those of an earlier period."""
    periods = {ground.period.previous: _BEFORE, ground.period.year_before: _YEAR_BEFORE}
    for reporter in ground.reporters:
        answers = reporter.submission.answers if reporter.submission else {}
        happened = [key for key, row in reporter.rows.items() if row.counts_events]
        now = {key: answers[key].value for key in happened if key in answers}
        for before, whose in periods.items():
            values = ground.sent_in(reporter, before)
            pairs = {
                key: (value, values[key])
                for key, value in now.items()
                if value is not None and key in values and (value or values[key])
            }
            large = sum(value >= LARGE for value, _ in pairs.values())
            same = all(value == old for value, old in pairs.values())
            if same and len(pairs) >= LEAST_COPIED and large >= LEAST_COPIED_LARGE:
                parts = {key: _part(ground, key, value) for key, (value, _) in pairs.items()}
                key = max(parts, key=lambda each: parts[each])
                facts: dict[str, Fact] = {
                    "found": Thousands(pairs[key][0]),
                    "count": len(pairs),
                    "whose": whose,
                }
                yield Outlier(key, reporter, parts[key], facts, kind)
                break


def _part(ground: Ground, key: str, value: Decimal) -> Decimal:
    """What part of the province's sum a count is; nothing where there is no sum."""
    figure = ground.figures.get((key, PROVINCE))
    total = figure.value if figure and figure.family is Family.SUM else None
    return min(value / total, Decimal(1)) if total else Decimal(0)


def _carries_a_rate(ground: Ground, kind: FindingKind) -> Cases:
    """Rates of the province in which one unit weighs more than all others and changes much."""
    for figure in ground.figures.values():
        indicator = ground.catalogue.indicators[figure.indicator]
        base = {Family.RATIO: indicator.denominator, Family.WEIGHTED: indicator.weight}.get(
            figure.family
        )
        given = [each for each in figure.contributions if each.base]
        if base is None or figure.scope != PROVINCE or len(given) < FEWEST or figure.value is None:
            continue
        most = max(given, key=lambda each: each.base or 0)
        weight, all_ = most.base or Decimal(0), sum(each.base or 0 for each in given)
        if weight <= HALF * all_:
            continue
        others = [each for each in given if each is not most]
        times = [HUNDRED if figure.family is Family.RATIO else each.base or 0 for each in others]
        top = sum(each.value * by for each, by in zip(others, times, strict=True))
        rest = top / (all_ - weight)
        points = abs(figure.value - rest)
        reporter = next(each for each in ground.reporters if each.unit.code == most.unit)
        past = ground.past(reporter, ground.catalogue.indicators[base])
        usual = any(weight <= LIKE_BEFORE * before for before in past)
        if points >= LEAST_POINTS and not usual and not _noted(reporter, figure.indicator):
            facts: dict[str, Fact] = {
                "found": Thousands(weight),
                "share": _percent(weight / all_),
                "base": indicator.label,
                "rate": Percent(figure.value.quantize(Decimal("0.1"))),
                "expected": Percent(rest.quantize(Decimal("0.1"))),
            }
            yield Outlier(base, reporter, min(points / HUNDRED, Decimal(1)), facts, kind)


QUESTIONS = (
    Question(kinds.FACTOR_OF_TEN, _factors_of_ten),
    Question(kinds.SAME_NUMBER, _same_number),
    Question(kinds.UNIT_STANDS_OUT, _far_from_peers),
    Question(kinds.UNIT_OFF_PAST, _far_from_past),
    Question(kinds.FIGURES_COPIED, _copied),
    Question(kinds.UNIT_MAKES_MOST, _makes_most),
    Question(kinds.RATE_OF_ONE_UNIT, _carries_a_rate),
)
"""What is asked, the more telling question first."""
