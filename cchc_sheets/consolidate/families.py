"""The nine families: entries of one scope → its figure. ``docs/consolidation.md`` is the prose.

Entries come in the roster's order, so that the order of arrival changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from cchc_sheets.consolidate.entry import HUNDRED, Entry, Standing, plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figure, How, LeftOut, Reason, Remark, UnitValue
from cchc_sheets.model import Family, Indicator, UnitType

ZERO = Decimal(0)


def figure_of(
    indicator: Indicator, scope: str, entries: Sequence[Entry], unit_types: Sequence[UnitType]
) -> Figure:
    """Consolidate the entries of one scope; ``unit_types`` are those that count in it."""
    answered = [entry for entry in entries if entry.is_plain]
    figure = _counts(indicator, scope, entries, unit_types)
    if indicator.family in _AGREEING:
        return _agreeing(figure, answered, unit_types)
    return _FAMILIES[indicator.family](figure, answered, indicator)


def _counts(
    indicator: Indicator, scope: str, entries: Sequence[Entry], unit_types: Sequence[UnitType]
) -> Figure:
    """What a figure of any family has: who answered, and what was asked otherwise."""
    standing = Counter(entry.standing for entry in entries)
    apart = [e.value for e in entries if e.how is How.APART and e.value is not None]
    tallied = [e.value for e in entries if e.how is How.TALLIED and e.value is not None]
    shares = [e.value for e in entries if e.how is How.SHARE_APART and e.value is not None]
    # Units' own totals enter no computed figure; their parts do.
    entering = [] if indicator.family is Family.COMPUTED else entries
    figure = Figure(
        indicator=indicator.key,
        scope=scope,
        family=indicator.family,
        tally=_tally(tallied),
        apart=sum(apart, ZERO) if apart else None,
        answered=standing[Standing.ANSWERED],
        not_applicable=standing[Standing.NOT_APPLICABLE],
        blank=standing[Standing.BLANK],
        unreadable=standing[Standing.UNREADABLE],
        expected=len(entries),
        contributions=tuple(e.contribution() for e in entering if e.value is not None),
        left_out=tuple(LeftOut(e.unit, e.reason) for e in entries if e.reason),
        levels=tuple(unit_type.key for unit_type in unit_types),
    )
    if not shares and indicator.family is Family.RATIO and not any(e.is_plain for e in entries):
        # Nobody gives a base: the rates make no ratio, but their range can be shown.
        alone = [e.answer for e in entries if e.reason is Reason.RATE_WITHOUT_BASE]
        shares = [answer.value for answer in alone if answer and answer.value is not None]
    return _with_range(figure, shares)


def _tally(values: Sequence[Decimal]) -> dict[int, int]:
    return dict(sorted(Counter(int(value) for value in values).items()))


def _sum(figure: Figure, answered: Sequence[Entry], indicator: Indicator) -> Figure:
    if not answered:
        return figure
    figure = replace(figure, value=sum(_values(answered), ZERO))
    if indicator.numerator is None or indicator.denominator is None:
        return figure
    # The share is over the units that gave both its numbers; the others are named.
    tops = [plain_entry(entry.reporter, indicator.numerator) for entry in answered]
    bottoms = [plain_entry(entry.reporter, indicator.denominator) for entry in answered]
    both = [
        (top.value, bottom.value)
        for top, bottom in zip(tops, bottoms, strict=True)
        if top.is_plain and bottom.is_plain and top.value is not None and bottom.value is not None
    ]
    lacking = tuple(
        LeftOut(top.unit, Reason.NOT_IN_SHARE)
        for top, bottom in zip(tops, bottoms, strict=True)
        if not (top.is_plain and bottom.is_plain)
    )
    figure = replace(figure, left_out=(*figure.left_out, *lacking))
    return _with_share(figure, both)


def _with_share(figure: Figure, pairs: Sequence[tuple[Decimal, Decimal]]) -> Figure:
    if not pairs:
        return figure
    top, bottom = sum((p[0] for p in pairs), ZERO), sum((p[1] for p in pairs), ZERO)
    share = HUNDRED * top / bottom if bottom else None
    return replace(figure, numerator=top, denominator=bottom, share=share)


def _ratio(figure: Figure, answered: Sequence[Entry], _: Indicator) -> Figure:
    pairs = [(e.value, e.base) for e in answered if e.value is not None and e.base is not None]
    figure = _with_share(figure, pairs)
    return replace(figure, value=figure.share)


def _weighted(figure: Figure, answered: Sequence[Entry], _: Indicator) -> Figure:
    pairs = [(e.value, e.base) for e in answered if e.value is not None and e.base is not None]
    if not pairs:
        return figure
    weight = sum((base for _, base in pairs), ZERO)
    mean = sum((value * base for value, base in pairs), ZERO) / weight
    return replace(figure, value=mean, denominator=weight)


def _with_range(figure: Figure, values: Sequence[Decimal]) -> Figure:
    if not values:
        return figure
    return replace(figure, minimum=min(values), median=median(values), maximum=max(values))


def _count_yes(figure: Figure, answered: Sequence[Entry], indicator: Indicator) -> Figure:
    if not answered:
        return figure
    tally = _tally(_values(answered))
    return replace(figure, tally=tally, value=Decimal(tally.get(indicator.yes, 0)))


def _distribution(figure: Figure, answered: Sequence[Entry], indicator: Indicator) -> Figure:
    bad = tuple(
        UnitValue(entry.unit, entry.value)
        for entry in answered
        if entry.value is not None and entry.value == indicator.bad
    )
    return replace(figure, tally=_tally(_values(answered)), deviating=bad)


_FAMILIES: dict[Family, Callable[[Figure, Sequence[Entry], Indicator], Figure]] = {
    Family.SUM: _sum,
    Family.RATIO: _ratio,
    Family.WEIGHTED: _weighted,
    Family.COUNT_YES: _count_yes,
    Family.DISTRIBUTION: _distribution,
    # What a total is made of is known only when its parts are: ``computed.with_totals``.
    Family.COMPUTED: lambda figure, _answered, _indicator: figure,
    Family.NONE: lambda figure, answered, _indicator: _with_range(figure, _values(answered)),
}

_AGREEING = {Family.MUST_AGREE, Family.SUM_OR_AGREE}


def _agreeing(figure: Figure, answered: Sequence[Entry], unit_types: Sequence[UnitType]) -> Figure:
    """Consolidate a list of procedures: added, or the same for all, by the unit types' own way."""
    lists_add = all(unit_type.lists_add for unit_type in unit_types)
    if figure.family is Family.SUM_OR_AGREE:
        if figure.scope == PROVINCE:
            return replace(figure, contributions=(), remarks=(Remark.LEVELS_NOT_ADDED,))
        if lists_add:
            total = sum(_values(answered), ZERO) if answered else None
            return replace(figure, value=total)
    if lists_add:
        # Each unit holds its own part: no question, and no value unless all agree.
        values = set(_values(answered))
        value = values.pop() if len(values) == 1 else None
        figure = _with_range(figure, _values(answered))
        return replace(figure, value=value, remarks=(Remark.OWN_PART,))
    return _agreed(figure, answered)


def _agreed(figure: Figure, answered: Sequence[Entry]) -> Figure:
    """Take the value that most give; on a tie there is none, and all are named."""
    counted = Counter(_values(answered))
    if not counted:
        return figure
    most = max(counted.values())
    winners = [value for value, times in counted.items() if times == most]
    value = winners[0] if len(winners) == 1 else None
    deviating = tuple(
        UnitValue(entry.unit, entry.value)
        for entry in answered
        if entry.value is not None and entry.value != value
    )
    return replace(figure, value=value, deviating=deviating, agreed=not deviating)


def _values(entries: Sequence[Entry]) -> list[Decimal]:
    return [entry.value for entry in entries if entry.value is not None]
