"""An indicator of a merge → what an outline may say of it, by the rules on what may be quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import Literal

from cchc_sheets.consolidate.entry import Standing
from cchc_sheets.consolidate.figure import Figure, Remark
from cchc_sheets.consolidate.headline import Comparison, Earlier, is_thin, units_behind
from cchc_sheets.consolidate.pieces import pieces_of
from cchc_sheets.model import Family, Indicator
from cchc_sheets.report.annex import Note, answered, cell_of, in_words, notes_of
from cchc_sheets.report.page.figures import NEARLY_ALL
from cchc_sheets.report.word.names import name_of
from cchc_sheets.report.word.value import Value, flag, listed, missing, text, thin
from cchc_sheets.words import consolidated
from cchc_sheets.words import outline as words
from cchc_sheets.words import report_page as said

_PERCENT = "%"
_NOT_IN = {Standing.MISSING, Standing.BLANK, Standing.UNREADABLE}
_COUNTED = {Family.SUM, Family.COMPUTED, Family.MUST_AGREE}
"""Whose figure is followed by its unit of measure."""


@dataclass(frozen=True)
class OutlineFigure:
    """One indicator's figure of the province, or its share in per cent."""

    beside: Earlier
    indicator: Indicator
    is_share: bool = False

    @cached_property
    def figure(self) -> Figure | None:
        """The figure; ``None`` where no form asks it in the period."""
        return self.beside.now.made.figure(self.indicator.key)

    @cached_property
    def comparison(self) -> Comparison:
        """The figure beside that of the earlier period."""
        return self.beside.comparison(self.indicator.key, is_share=self.is_share)

    @property
    def is_rate(self) -> bool:
        """Whether it is in per cent."""
        return self.is_share or self.indicator.unit_of_measure == _PERCENT

    @cached_property
    def value(self) -> Value:
        """The figure with all its parts."""
        return replace(self._bare, parts=self._parts)

    @cached_property
    def _bare(self) -> Value:
        figure = self.figure
        if figure is None:
            return missing(words.NOT_ASKED)
        if self.is_share:
            return self._number(figure.share, is_thin(figure, is_share=True))
        if Remark.LEVELS_NOT_ADDED in figure.remarks:
            return self._of_levels()
        return self._of(figure)

    def _of(self, figure: Figure | None) -> Value:
        """A figure of any scope."""
        shown = None if figure is None else cell_of(figure, self.indicator)
        if figure is None or shown is None:
            return missing(words.NO_FIGURE if figure else words.NOT_ASKED)
        if isinstance(shown, Note):
            return _quoted(in_words([shown]), is_thin(figure))
        return self._number(shown, is_thin(figure))

    def _number(self, value: Decimal | None, not_to_be_quoted: bool) -> Value:  # noqa: FBT001
        shown = said.figure(value, is_rate=self.is_rate)
        return missing() if value is None else _quoted(shown, not_to_be_quoted)

    def _of_levels(self) -> Value:
        """The figures of the types of units one by one; thin where all of them are."""
        found = [(label, value) for label, value in self._types() if value]
        if not found:
            return missing()
        shown = words.of_types([(label, value.text) for label, value in found])
        return text(shown) if any(value.is_solid for _, value in found) else thin(shown)

    def _types(self) -> list[tuple[str, Value]]:
        made, types = self.beside.now.made, self.beside.catalogue.unit_types
        figures = ((each.label, made.figure(self.indicator.key, each.key)) for each in types)
        return [(label, self._of(figure)) for label, figure in figures if figure]

    @property
    def _parts(self) -> Mapping[str, Callable[[], Value]]:
        types = {each.label: each.key for each in self.beside.catalogue.unit_types}
        made, key = self.beside.now.made, self.indicator.key
        by_type = {
            name_of(label): partial(self._of, made.figure(key, scope))
            for label, scope in types.items()
        }
        own: dict[str, Callable[[], Value]] = {
            "label": lambda: text(self.indicator.label),
            "unit": lambda: text(self.unit),
            "gloss": self._gloss,
            "share": lambda: replace(self, is_share=True).value,
            "numerator": lambda: self._base("numerator"),
            "denominator": lambda: self._base("denominator"),
            "change": self._change,
            "before": self._before,
            "compared": lambda: text(said.period_in_text(self.comparison.period)),
            "coverage": self._coverage,
            "lacking": self._lacking,
            "sentence": self.sentence,
            "notes": self._notes,
            "has_figure": lambda: flag(self._bare),
            "quotable": lambda: flag(self._bare.is_solid),
            "has_change": lambda: flag(self.comparison.change is not None),
        }
        parts = by_type | {words.PARTS[code].name: make for code, make in own.items()}
        return {name: cache(make) for name, make in parts.items()}

    @property
    def unit(self) -> str:
        """The unit of measure behind the number; a rate has its sign."""
        return _PERCENT if self.is_rate else self.indicator.unit_of_measure

    def _base(self, which: Literal["numerator", "denominator"]) -> Value:
        """A numerator or denominator: as far to be quoted as the share made of it."""
        if self.figure is None:
            return missing(words.NOT_ASKED)
        value = self.figure.numerator if which == "numerator" else self.figure.denominator
        if value is None:
            return missing()
        return _quoted(consolidated.number(value), is_thin(self.figure, is_share=True))

    def _before(self) -> Value:
        before = self.comparison.before
        if before is None:
            return missing()
        if self.is_share:
            return self._number(before.share, is_thin(before, is_share=True))
        return self._of(before)

    def _coverage(self) -> Value:
        return text(answered(self.figure)) if self.figure else missing(words.NOT_ASKED)

    def _notes(self) -> Value:
        made, catalogue = self.beside.now.made, self.beside.catalogue
        return text(in_words(notes_of(made, catalogue, self.indicator.key)))

    def _change(self) -> Value:
        found = self.comparison
        if found.change is None:
            why = found.unchanged
            return missing(words.no_change(why, found.period) if why else words.NO_FIGURE)
        amount = said.change_in_text(found.change, found.measure)
        return text(words.change_phrase(amount, found.period, found.units))

    def _gloss(self) -> Value:
        """What a reader must know of the figure, in brackets; nothing of one that is thin."""
        figure, found = self.figure, self.comparison
        if figure is None or not self._bare.is_solid:
            return text("")
        behind = units_behind(figure, is_share=self.is_share)
        is_part = figure.expected and behind / figure.expected < NEARLY_ALL
        shares = ""
        if self.is_share and not self._shares_all(figure):
            top, base = self._base("numerator"), self._base("denominator")
            shares = words.gloss_share(top.text, base.text)
        changed = ""
        if found.change is not None:
            amount = said.change_in_text(found.change, found.measure)
            changed = words.gloss_change(amount, found.period, found.units)
        coverage = words.gloss_coverage(f"{behind}/{figure.expected}") if is_part else ""
        return text(words.gloss(coverage, shares, changed))

    def _shares_all(self, figure: Figure) -> bool:
        """Whether a share is made of the very figures that are told beside it."""
        whole = self.beside.now.made.figure(self.indicator.denominator or "")
        return figure.numerator == figure.value and (
            whole is not None and figure.denominator == whole.value
        )

    def sentence(self, label: str = "") -> Value:
        """Return the figure as a sentence; marked as the figure is."""
        by_level = self.figure is not None and Remark.LEVELS_NOT_ADDED in self.figure.remarks
        plain = not self.is_rate and not by_level and self.indicator.family in _COUNTED
        unit = self.indicator.unit_of_measure.lower() if plain else ""
        unit = words.UNITS if self.indicator.family is Family.COUNT_YES else unit
        called = label or self.indicator.label
        shown = words.told(called, self._bare.text, unit, self._gloss().text)
        return replace(self._bare, text=shown)

    def _lacking(self) -> Value:
        made, figure = self.beside.now.made, self.figure
        if figure is None or figure.family is Family.COMPUTED:
            return listed(())
        pieces = pieces_of(figure, made, self.beside.catalogue, self.beside.now.reporters)
        units = {unit.code: unit.name for unit in made.expected}
        return listed(
            text(units[each.entry.unit]) for each in pieces if each.entry.standing in _NOT_IN
        )


def of_province(beside: Earlier, key: str, *, is_share: bool = False) -> OutlineFigure:
    """Return the figure of one indicator by its key."""
    return OutlineFigure(beside, beside.catalogue.indicators[key], is_share)


def _quoted(shown: str, not_to_be_quoted: bool) -> Value:  # noqa: FBT001
    return thin(shown) if not_to_be_quoted else text(shown)
