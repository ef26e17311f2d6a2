"""A merge → ``figures.csv``: the figures of the province, of each unit type and of each unit.

It is one tidy table, a figure a row. The figures of the province are in the JSON of ``merge`` too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc_sheets.consolidate.entry import Standing
from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure
from cchc_sheets.consolidate.pieces import FigurePiece, piece_of
from cchc_sheets.consolidate.reporter import Reporter, asked_by
from cchc_sheets.model import Catalogue, Family, Roster
from cchc_sheets.report.annex import in_words, notes_of
from cchc_sheets.text import plain_digits
from cchc_sheets.words.columns import FigureScope
from cchc_sheets.words.trace import HOW, OUTSIDE


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One consolidated figure; ``words.columns`` says what each field means."""

    province: str
    period: str
    indicator: str
    label: str
    scope: FigureScope
    code: str
    name: str
    family: Family
    value: Decimal | None
    unit_of_measure: str
    numerator: Decimal | None
    denominator: Decimal | None
    answered: int
    expected: int
    notes: str


def figure_rows(
    consolidation: Consolidation,
    catalogue: Catalogue,
    roster: Roster,
    reporters: Sequence[Reporter],
) -> Iterator[FigureRow]:
    """Yield all figures in the catalogue's order: the province's, then by unit type, then by unit.

    ``reporters`` may be empty; then there are no rows of units.
    """
    for indicator in catalogue.indicators.values():
        whole = consolidation.figure(indicator.key)
        if whole is None:
            continue
        yield _of_scope(whole, consolidation, catalogue, roster)
        for unit_type in catalogue.unit_types:
            figure = consolidation.figure(indicator.key, unit_type.key)
            if figure is not None:
                yield _of_scope(figure, consolidation, catalogue, roster)
        for reporter in reporters:
            if asked_by(reporter, indicator):
                yield _of_unit(piece_of(reporter, indicator, whole), consolidation)


def _of_scope(
    figure: Figure, consolidation: Consolidation, catalogue: Catalogue, roster: Roster
) -> FigureRow:
    indicator, whole = catalogue.indicators[figure.indicator], figure.scope == PROVINCE
    return FigureRow(
        province=consolidation.province,
        period=str(consolidation.period),
        indicator=indicator.key,
        label=indicator.label,
        scope=FigureScope.PROVINCE if whole else FigureScope.TYPE,
        code=consolidation.province if whole else figure.scope,
        name=roster.province if whole else catalogue.unit_type(figure.scope).label,
        family=figure.family,
        value=figure.value,
        unit_of_measure=indicator.unit_of_measure,
        numerator=figure.numerator,
        denominator=figure.denominator,
        answered=figure.answered,
        expected=figure.expected,
        notes=in_words(notes_of(consolidation, catalogue, indicator.key, figure.scope)),
    )


def _of_unit(piece: FigurePiece, consolidation: Consolidation) -> FigureRow:
    entry, indicator = piece.entry, piece.indicator
    is_rate = indicator.family is Family.RATIO and entry.is_plain
    notes = [OUTSIDE[piece.outside].vi] if piece.outside else []
    notes += [HOW[entry.how].vi] if entry.how in HOW and piece.outside is None else []
    return FigureRow(
        province=consolidation.province,
        period=str(consolidation.period),
        indicator=indicator.key,
        label=indicator.label,
        scope=FigureScope.UNIT,
        code=entry.unit,
        name=entry.reporter.unit.name,
        family=indicator.family,
        value=piece.own,
        unit_of_measure=indicator.unit_of_measure,
        numerator=entry.value if is_rate else None,
        denominator=entry.base if is_rate or indicator.family is Family.WEIGHTED else None,
        answered=int(entry.standing is Standing.ANSWERED),
        expected=1,
        notes="; ".join(notes),
    )


def figures_json(
    consolidation: Consolidation, catalogue: Catalogue, roster: Roster
) -> list[dict[str, Any]]:
    """Return the province's figures; numbers are plain decimal texts, as in the file."""
    return [
        {
            "indicator": row.indicator,
            "label": row.label,
            "family": row.family,
            "value": plain_digits(row.value),
            "unit_of_measure": row.unit_of_measure,
            "numerator": plain_digits(row.numerator),
            "denominator": plain_digits(row.denominator),
            "answered": row.answered,
            "expected": row.expected,
            "notes": row.notes or None,
        }
        for row in figure_rows(consolidation, catalogue, roster, ())
        if row.scope is FigureScope.PROVINCE
    ]
