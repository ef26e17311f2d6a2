"""The province's figures beside those of an earlier period: how much changed, on which units.

A total falls when fewer units report. So change is computed on the units that gave the figure in
both periods, and says how many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.entry import HUNDRED, Entry, entry_of, plain_entry
from cchc_sheets.consolidate.families import figure_of, weighs_by_list
from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Reason
from cchc_sheets.consolidate.reporter import Reporter, asked_by, reporters_of
from cchc_sheets.expression import compile_expression, names
from cchc_sheets.expression.operands import Numbers
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Definitions, Family, Indicator, Period
from cchc_sheets.model.roster import KeyFigure

_TO_DATE = {"ytd", "plan_year"}
_LEAST_FOR_PERCENT = 30
"""Of a smaller number one more or less is already several per cent."""


class Unchanged(StrEnum):
    """Why no change of a figure is stated."""

    NOTHING_BEFORE = "nothing-before"
    """Nothing is known of the period that it compares with."""
    THIN = "thin"
    """Fewer than half the units asked are behind it, now or in both periods."""
    BREAK = "break"
    """It means something else than it did then."""
    NOT_ADDED = "not-added"
    """There is no one figure for the province."""


class ChangeIn(StrEnum):
    """What a change is counted in."""

    PERCENT = "percent"
    """Per cent of what it was."""
    POINTS = "points"
    """Percentage points of a rate, or points of a score."""
    UNITS = "units"
    """The figure's own unit of measure: of what was too small for per cent."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside that of the earlier period which it compares with.

    ``before`` is the figure of that period over all units that gave it then. ``then`` and ``now``
    are over the ``units`` that are in both; they are ``None`` where ``unchanged`` says why.
    """

    period: Period
    before: Figure | None = None
    units: int = 0
    then: Decimal | None = None
    now: Decimal | None = None
    measure: ChangeIn = ChangeIn.UNITS
    unchanged: Unchanged | None = None

    @property
    def change(self) -> Decimal | None:
        """The change in what ``measure`` says; ``None`` where none is stated."""
        if self.now is None or self.then is None:
            return None
        difference = self.now - self.then
        return HUNDRED * difference / self.then if self.measure is ChangeIn.PERCENT else difference


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that a leader is shown first: the row of the annex that names it, and what it is."""

    row: AnnexRow
    named: KeyFigure
    figure: Figure
    comparison: Comparison

    @property
    def label(self) -> str:
        """What it is called here, shorter than in the annex."""
        return self.named.label

    @property
    def is_share(self) -> bool:
        """Whether its share is shown."""
        return self.named.is_share

    @property
    def value(self) -> Decimal | None:
        """The figure, or its share where that is what is shown."""
        return _value(self.figure, is_share=self.is_share)

    @property
    def value_before(self) -> Decimal | None:
        """What it was over all units that gave it then."""
        before = self.comparison.before
        return None if before is None else _value(before, is_share=self.is_share)

    @property
    def behind(self) -> int:
        """How many units it rests on."""
        return units_behind(self.figure, is_share=self.is_share)

    @property
    def is_thin(self) -> bool:
        """Whether it rests on fewer than half the units that are asked."""
        return is_thin(self.figure, is_share=self.is_share)


def _value(figure: Figure, *, is_share: bool) -> Decimal | None:
    return figure.share if is_share else figure.value


def units_behind(figure: Figure, *, is_share: bool = False) -> int:
    """Return how many units a figure rests on, those to whom it does not apply among them.

    A unit that answered, but whose answer cannot be used, is not one; nor is one without both
    numbers of a share, where the share is meant.
    """
    left_out = [reason for _, reason in figure.left_out if reason is not Reason.UNREADABLE]
    unused = sum(is_share or reason is not Reason.NOT_IN_SHARE for reason in left_out)
    # Of a computed total, who is left out is not among those that answered all its parts.
    unused = 0 if figure.family is Family.COMPUTED else unused
    return figure.answered - unused + figure.not_applicable


def is_thin(figure: Figure, *, is_share: bool = False) -> bool:
    """Return whether a figure rests on fewer than half the units asked, and is not to be quoted."""
    return 2 * units_behind(figure, is_share=is_share) < figure.expected


@dataclass(frozen=True)
class _Side:
    """One of the two periods: its figures, and who reported what."""

    made: Consolidation
    reporters: Sequence[Reporter]


@dataclass(frozen=True)
class Earlier:
    """The figures of a merge beside those of the periods that they compare with.

    ``earlier`` has what is known of these; what it lacks compares with nothing.
    """

    catalogue: Catalogue
    now: _Side
    earlier: Mapping[Period, _Side] = field(default_factory=dict)

    @property
    def knows_earlier(self) -> bool:
        """Whether anything is known of an earlier period."""
        return bool(self.earlier)

    def headlines(self, annex: Annex) -> tuple[Headline, ...]:
        """Return the key figures of an annex that any form asks, in the order that it gives."""
        found: list[Headline] = []
        for row in annex.rows:
            figure = self.now.made.figure(row.indicator) if row.indicator else None
            if row.key_figure is not None and figure is not None:
                is_share = row.key_figure.is_share
                comparison = self.comparison(figure.indicator, is_share=is_share)
                found.append(Headline(row, row.key_figure, figure, comparison))
        return tuple(sorted(found, key=lambda headline: headline.named.order))

    def comparison(self, key: str, *, is_share: bool = False) -> Comparison:
        """Return the province's figure of an indicator beside the earlier one."""
        indicator, period = self.catalogue.indicators[key], self.now.made.period
        before = compared_with(indicator, period)
        measure = ChangeIn.POINTS if is_share or indicator.kind.has_decimals else ChangeIn.UNITS
        side, figure = self.earlier.get(before), self.now.made.figure(key)
        old = side.made.figure(key) if side else None
        found = Comparison(before, old, measure=measure)
        unchanged = Unchanged.NOTHING_BEFORE
        if side is not None and figure is not None and old is not None and old.answered:
            if indicator.break_between(before, period):
                unchanged = Unchanged.BREAK
            elif None in {_value(figure, is_share=is_share), _value(old, is_share=is_share)}:
                unchanged = Unchanged.NOT_ADDED
            elif is_thin(figure, is_share=is_share):
                unchanged = Unchanged.THIN
            else:
                levels = {*figure.levels} & {*old.levels}
                return self._on_both(found, indicator, (side, self.now), levels, is_share=is_share)
        return _stated(found, unchanged)

    def _on_both(
        self,
        found: Comparison,
        indicator: Indicator,
        sides: tuple[_Side, _Side],
        levels: set[str],
        *,
        is_share: bool,
    ) -> Comparison:
        """The comparison with both values over the units that gave the figure in both periods."""
        parts = [indicator]
        formula = None
        if indicator.family is Family.COMPUTED and indicator.computed is not None:
            formula = compile_expression(indicator.computed, frozenset())
            parts = [self.catalogue.indicators[key] for key in names(formula.expression)]
        given = [
            [_given(part, side.reporters, levels, is_share=is_share) for part in parts]
            for side in sides
        ]
        both = set.intersection(*(set(each) for of_side in given for each in of_side))
        figure = self.now.made.figure(indicator.key)
        if not both or figure is None or 2 * len(both) < figure.expected:
            return _stated(found, Unchanged.THIN)
        values: list[Decimal | None] = []
        for of_side in given:
            figures = [
                self._over(part, [entry for unit, entry in entries.items() if unit in both], levels)
                for part, entries in zip(parts, of_side, strict=True)
            ]
            if formula is not None:
                values.append(formula.number(Numbers({f.indicator: f.value for f in figures})))
            else:
                values.append(_value(figures[0], is_share=is_share))
        then, now = values
        if then is None or now is None:
            return _stated(found, Unchanged.NOT_ADDED)
        measure = found.measure
        if measure is ChangeIn.UNITS and abs(then) >= _LEAST_FOR_PERCENT:
            measure = ChangeIn.PERCENT
        return Comparison(found.period, found.before, len(both), then, now, measure)

    def _over(self, indicator: Indicator, entries: Sequence[Entry], levels: set[str]) -> Figure:
        types = [each for each in self.catalogue.unit_types if each.key in levels]
        is_list = weighs_by_list(indicator, self.catalogue)
        return figure_of(indicator, PROVINCE, entries, types, weight_is_list=is_list)


def beside_earlier(definitions: Definitions, merged: Merged) -> Earlier:
    """Return the figures of a merge beside those of what its units sent earlier."""
    roster, made = merged.roster, merged.consolidation
    sent = {code: f.submission for code, f in merged.accepted.items() if f.submission}
    now = _Side(made, reporters_of(definitions, roster, merged.period, sent))
    earlier = {
        period: _Side(
            consolidate(definitions, roster, period, submissions),
            reporters_of(definitions, roster, period, submissions),
        )
        for period, submissions in merged.earlier.items()
        if period in {merged.period.previous, merged.period.year_before}
    }
    return Earlier(definitions.catalogue, now, earlier)


def compared_with(indicator: Indicator, period: Period) -> Period:
    """Return the period whose figure compares with this period's.

    What is counted since the year began, or is planned for the year, compares with the same period
    a year before; so does everything that is counted over a window which grows with the year.
    """
    to_date = indicator.time_basis in _TO_DATE
    grows = period.is_cumulative and not indicator.at_end
    return period.year_before if to_date or grows else period.previous


def _given(
    indicator: Indicator, reporters: Iterable[Reporter], levels: set[str], *, is_share: bool
) -> dict[str, Entry]:
    """What can be added up of an indicator, by unit code; for its share both of its numbers."""
    found: dict[str, Entry] = {}
    needed = [indicator.numerator or "", indicator.denominator or ""] if is_share else []
    for reporter in reporters:
        if reporter.unit.type in levels and asked_by(reporter, indicator):
            entry = entry_of(reporter, indicator)
            if entry.is_plain and all(plain_entry(reporter, key).is_plain for key in needed):
                found[reporter.unit.code] = entry
    return found


def _stated(found: Comparison, unchanged: Unchanged) -> Comparison:
    return Comparison(found.period, found.before, measure=found.measure, unchanged=unchanged)
