"""The nine families: entries of one scope → its figure. ``docs/consolidation.md`` is the prose.

Entries come in the roster's order, so that the order of arrival changes nothing. What a computed
total is made of is known only when its parts are: ``consolidate.with_totals``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from cchc_sheets.consolidate.entry import HUNDRED, Entry, Standing, plain_entry
from cchc_sheets.consolidate.figure import PROVINCE, Figure, How, LeftOut, Reason, Remark, UnitValue
from cchc_sheets.model import Catalogue, Family, Indicator, UnitType

ZERO = Decimal(0)


def figure_of(
    indicator: Indicator,
    scope: str,
    entries: Sequence[Entry],
    unit_types: Sequence[UnitType],
    *,
    weight_is_list: bool = False,
) -> Figure:
    """Consolidate the entries of one scope; ``unit_types`` are those that count in it.

    ``weight_is_list``: the weight is a list of procedures, of which units of one type may all hold
    the same.
    """
    figure = _counts(indicator, scope, entries, unit_types)
    answered = [entry for entry in entries if entry.is_plain]
    values = _values(answered)
    pairs = [(e.value, e.base) for e in answered if e.value is not None and e.base is not None]
    match indicator.family:
        case Family.SUM if answered:
            return _with_share_of_sum(replace(figure, value=sum(values, ZERO)), answered, indicator)
        case Family.RATIO:
            figure = _with_share(figure, pairs)
            return replace(figure, value=figure.share)
        case Family.WEIGHTED if pairs:
            sharing = {each.key for each in unit_types if weight_is_list and not each.lists_add}
            top, weight = _weighed(answered, sharing)
            return replace(figure, value=top / weight, denominator=weight)
        case Family.COUNT_YES if answered:
            tally = _tally(values)
            return replace(figure, tally=tally, value=Decimal(tally.get(indicator.yes, 0)))
        case Family.DISTRIBUTION:
            given = (UnitValue(e.unit, e.value) for e in answered if e.value is not None)
            bad = tuple(each for each in given if each.value == indicator.bad)
            return replace(figure, tally=_tally(values), deviating=bad)
        case Family.NONE:
            return _with_range(figure, values)
        case Family.MUST_AGREE | Family.SUM_OR_AGREE:
            return _agreeing(figure, answered, unit_types)
        case _:
            return figure


def weighs_by_list(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether the weight is a list of procedures, of which units of one type may hold the same."""
    weight = catalogue.indicators.get(indicator.weight or "")
    return weight is not None and weight.family in {Family.MUST_AGREE, Family.SUM_OR_AGREE}


def _counts(
    indicator: Indicator, scope: str, entries: Sequence[Entry], unit_types: Sequence[UnitType]
) -> Figure:
    """What a figure of any family has: who answered, and what was asked otherwise."""
    standing = Counter(entry.standing for entry in entries)
    apart, tallied, shares = (
        _values(entry for entry in entries if entry.how is how)
        for how in (How.APART, How.TALLIED, How.SHARE_APART)
    )
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


def _with_share_of_sum(figure: Figure, answered: Sequence[Entry], indicator: Indicator) -> Figure:
    """Add the share over the units that gave both its numbers, and name the others."""
    if indicator.numerator is None or indicator.denominator is None:
        return figure
    both: list[tuple[Decimal, Decimal]] = []
    lacking: list[LeftOut] = []
    for entry in answered:
        top = plain_entry(entry.reporter, indicator.numerator)
        bottom = plain_entry(entry.reporter, indicator.denominator)
        if not (top.is_plain and bottom.is_plain):
            lacking.append(LeftOut(entry.unit, Reason.NOT_IN_SHARE))
        elif top.value is not None and bottom.value is not None:
            both.append((top.value, bottom.value))
    figure = replace(figure, left_out=(*figure.left_out, *lacking))
    return _with_share(figure, both)


def _weighed(entries: Sequence[Entry], sharing: set[str]) -> tuple[Decimal, Decimal]:
    """Return the sum of weighted values and that of weights.

    Units of the ``sharing`` types all hold one list, which weighs once and not once a unit.
    """
    having = [e for e in entries if e.value is not None and e.base is not None]
    count = Counter(entry.reporter.unit.type for entry in having)
    top, weight = ZERO, ZERO
    for unit_type, units in count.items():
        own = [e for e in having if e.reporter.unit.type == unit_type]
        times = Decimal(units if unit_type in sharing else 1)
        top += sum((e.value * e.base for e in own if e.value and e.base), ZERO) / times
        weight += sum((e.base for e in own if e.base), ZERO) / times
    return top, weight


def _agreeing(figure: Figure, answered: Sequence[Entry], unit_types: Sequence[UnitType]) -> Figure:
    """Consolidate a list of procedures: added, or the same for all, by the unit types' own way."""
    values = _values(answered)
    lists_add = all(unit_type.lists_add for unit_type in unit_types)
    if figure.family is Family.SUM_OR_AGREE:
        if figure.scope == PROVINCE:
            return replace(figure, contributions=(), remarks=(Remark.LEVELS_NOT_ADDED,))
        if lists_add:
            return replace(figure, value=sum(values, ZERO) if values else None)
    if lists_add:
        # Each unit holds its own part: no question, and no value unless all agree.
        value = values[0] if len(set(values)) == 1 else None
        return replace(_with_range(figure, values), value=value, remarks=(Remark.OWN_PART,))
    # The value that most give; on a tie there is none, and all are named.
    counted = Counter(values)
    winners = [value for value, times in counted.items() if times == max(counted.values())]
    value = winners[0] if len(winners) == 1 else None
    deviating = tuple(
        UnitValue(entry.unit, entry.value)
        for entry in answered
        if entry.value is not None and entry.value != value
    )
    return replace(figure, value=value, deviating=deviating, agreed=not deviating)


def _with_share(figure: Figure, pairs: Sequence[tuple[Decimal, Decimal]]) -> Figure:
    if not pairs:
        return figure
    top, bottom = sum((p[0] for p in pairs), ZERO), sum((p[1] for p in pairs), ZERO)
    share = HUNDRED * top / bottom if bottom else None
    return replace(figure, numerator=top, denominator=bottom, share=share)


def _with_range(figure: Figure, values: Sequence[Decimal]) -> Figure:
    if not values:
        return figure
    return replace(figure, minimum=min(values), median=median(values), maximum=max(values))


def _tally(values: Sequence[Decimal]) -> dict[int, int]:
    return dict(sorted(Counter(int(value) for value in values).items()))


def _values(entries: Iterable[Entry]) -> list[Decimal]:
    return [entry.value for entry in entries if entry.value is not None]
