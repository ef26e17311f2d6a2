"""A figure → what it is made of: what each unit brings, and why one that is asked brings nothing.

The pieces of a sum add up to it, the numerators and denominators of those of a rate to its own; the
pieces of a computed total are those of its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.consolidate.entry import HUNDRED, Entry, Standing, entry_of, plain_entry
from cchc_sheets.consolidate.families import weighs_by_list
from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, How
from cchc_sheets.consolidate.reporter import Reporter, asked_by
from cchc_sheets.model import Answer, Catalogue, Family, Indicator


class Outside(StrEnum):
    """Why a unit that is asked an indicator has no part in its figure."""

    OTHER_LEVEL = "other-level"
    """Figures of its unit type do not enter this one."""
    MISSING = "missing"
    BLANK = "blank"
    NOT_APPLICABLE = "not-applicable"
    UNREADABLE = "unreadable"
    RATE_WITHOUT_BASE = "rate-without-base"
    RATE_WITHOUT_WEIGHT = "rate-without-weight"
    APART = "apart"
    SHARE_APART = "share-apart"
    TALLIED = "tallied"
    DEVIATES = "deviates"
    """It gave another value than most, and the figure is what most give."""
    TOTAL_WITHOUT_PARTS = "total-without-parts"
    PARTS_LACKING = "parts-lacking"


_STANDING = {
    Standing.MISSING: Outside.MISSING,
    Standing.BLANK: Outside.BLANK,
    Standing.NOT_APPLICABLE: Outside.NOT_APPLICABLE,
    Standing.UNREADABLE: Outside.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class FigurePiece:
    """What one unit brings to a figure.

    ``entry`` is its answer and what of it enters; ``outside`` says why nothing does. ``base`` is
    the answer that stands beside it: a denominator, a weight, the total of a share. ``share`` is
    its part of the figure in per cent (of a rate: of the denominator), ``None`` where a figure is
    not shared out.
    """

    indicator: Indicator
    entry: Entry
    outside: Outside | None = None
    base: Answer | None = None
    share: Decimal | None = None

    @property
    def own(self) -> Decimal | None:
        """The unit's own figure, in the catalogue's unit of measure."""
        entry = self.entry
        if self.indicator.family is Family.RATIO and entry.is_plain and entry.value is not None:
            return HUNDRED * entry.value / entry.base if entry.base else None
        return entry.value if entry.is_plain else None


def piece_of(reporter: Reporter, indicator: Indicator, figure: Figure) -> FigurePiece:
    """Return what a unit that is asked the indicator brings to the figure; its share is not known.

    ``figure`` is the one that it may enter.
    """
    # A rate is added up where somebody gave what it is made of: the figure knows.
    indicator = replace(indicator, family=figure.family)
    entry = entry_of(reporter, indicator)
    row = reporter.rows.get(indicator.key)
    beside = {Family.RATIO: indicator.denominator, Family.WEIGHTED: indicator.weight}
    key = row.percent_of if row and entry.how is How.FROM_SHARE else beside.get(indicator.family)
    sent = reporter.submission
    base = sent.answers.get(key) if sent and key else None
    return FigurePiece(indicator, entry, _outside(entry, figure), base)


def _outside(entry: Entry, figure: Figure) -> Outside | None:
    if entry.reporter.unit.type not in figure.levels:
        return Outside.OTHER_LEVEL
    if entry.reason is not None:
        return Outside(entry.reason.value)
    if entry.standing is not Standing.ANSWERED:
        return _STANDING[entry.standing]
    if entry.value is not None and not entry.is_plain:
        return Outside(entry.how.value)
    compared = figure.family in {Family.MUST_AGREE, Family.SUM_OR_AGREE}
    deviates = compared and any(each.unit == entry.unit for each in figure.deviating)
    return Outside.DEVIATES if deviates else None


def pieces_of(
    figure: Figure,
    consolidation: Consolidation,
    catalogue: Catalogue,
    reporters: Sequence[Reporter],
) -> tuple[FigurePiece, ...]:
    """Return the pieces of a figure in the roster's order, those of a computed total by its parts.

    Where levels are not added, they are the pieces of the unit types' figures.
    """
    indicator = catalogue.indicators[figure.indicator]
    if figure.family is Family.COMPUTED:
        return tuple(_of_total(figure, consolidation, catalogue, reporters))
    if figure.family is Family.SUM_OR_AGREE and figure.scope == PROVINCE:
        scopes = (consolidation.figure(indicator.key, each.key) for each in catalogue.unit_types)
        return tuple(
            piece
            for scope in scopes
            if scope is not None
            for piece in pieces_of(scope, consolidation, catalogue, reporters)
        )
    asked = [
        piece_of(reporter, indicator, figure)
        for reporter in reporters
        if figure.scope in {PROVINCE, reporter.unit.type} and asked_by(reporter, indicator)
    ]
    return tuple(_shared_out(asked, figure, catalogue))


def _of_total(
    figure: Figure,
    consolidation: Consolidation,
    catalogue: Catalogue,
    reporters: Sequence[Reporter],
) -> Iterator[FigurePiece]:
    """The pieces of all parts, then the totals that units gave without them."""
    for key in figure.parts:
        part = consolidation.figure(key, figure.scope)
        if part is not None:
            yield from pieces_of(part, consolidation, catalogue, reporters)
    reasons = dict(figure.left_out)
    for reporter in reporters:
        if reporter.unit.code in reasons:
            entry = plain_entry(reporter, figure.indicator)
            outside = Outside(reasons[reporter.unit.code].value)
            yield FigurePiece(catalogue.indicators[figure.indicator], entry, outside)


def _shared_out(
    pieces: Sequence[FigurePiece], figure: Figure, catalogue: Catalogue
) -> Iterator[FigurePiece]:
    """The pieces of a figure with the part that each has in it."""
    indicator = replace(catalogue.indicators[figure.indicator], family=figure.family)
    inside = [piece for piece in pieces if piece.outside is None]
    weighing = Counter(p.entry.reporter.unit.type for p in inside if p.entry.base is not None)
    for piece in pieces:
        unit_type = catalogue.unit_type(piece.entry.reporter.unit.type)
        value, whole = piece.entry.value, figure.value
        if indicator.family in {Family.RATIO, Family.WEIGHTED}:
            value, whole = piece.entry.base, figure.denominator
            # A list that all units of a type hold weighs once.
            if value and weighs_by_list(indicator, catalogue) and not unit_type.lists_add:
                value /= weighing[unit_type.key] or 1
        elif indicator.family is Family.COUNT_YES:
            value = Decimal(value == indicator.yes)
        elif indicator.family is not Family.SUM:
            added = indicator.family is Family.SUM_OR_AGREE and unit_type.lists_add
            value = value if added else None
        if piece.outside is None and value is not None and whole:
            yield replace(piece, share=HUNDRED * value / whole)
        else:
            yield piece
