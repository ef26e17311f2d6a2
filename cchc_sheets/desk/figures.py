"""A figure of the province → its page: how it is made, of which units and cells, who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.consolidate.headline import beside_earlier
from cchc_sheets.consolidate.pieces import FigurePiece, Outside
from cchc_sheets.desk.unit import answer_text
from cchc_sheets.jobs.trace import pieces_in
from cchc_sheets.model import Definitions, Family, Indicator
from cchc_sheets.report.annex import in_words, notes_of
from cchc_sheets.report.page.figures import Coverage, ShownFigure, changed, coverage_of
from cchc_sheets.report.status import UnitStatus
from cchc_sheets.words import report_page as said
from cchc_sheets.words.consolidated import number
from cchc_sheets.words.trace import FAMILIES, HOW, OUTSIDE

_RATES = {Family.RATIO, Family.WEIGHTED}
_FAR = 5
"""Points below the province: such a rate is marked."""


@dataclass(frozen=True, slots=True)
class PieceLine:
    """What one unit brings; ``bar`` is how long its line is, in per cent of the longest."""

    code: str
    name: str
    own: str
    entered: str
    share: str
    typed: str
    note: str
    how: str
    cell: str
    sheet: str
    sha256: str
    file: str
    bar: int
    is_far: bool


@dataclass(frozen=True, slots=True)
class OutsideGroup:
    """The units that have no part in a figure for one reason, each with whom to call."""

    why: str
    units: tuple[tuple[str, str, str, str], ...]
    """Code, name, what was typed, whom to call."""


@dataclass(frozen=True, slots=True)
class FigurePage:
    """All that the page of a figure shows."""

    indicator: Indicator
    value: str
    way: str
    notes: str
    before: str
    change: ShownFigure
    coverage: Coverage
    by_type: tuple[tuple[str, str], ...]
    inside: tuple[PieceLine, ...]
    outside: tuple[OutsideGroup, ...]
    sentence: str


def figure_page(
    definitions: Definitions, merged: Merged, figure: Figure, statuses: Sequence[UnitStatus]
) -> FigurePage:
    """Return the page of a figure of a merge; ``statuses`` say whom to call."""
    catalogue, made = definitions.catalogue, merged.consolidation
    beside = beside_earlier(definitions, merged)
    pieces = pieces_in(definitions, merged, figure)
    indicator = catalogue.indicators[figure.indicator]
    compared = beside.comparison(indicator.key)
    by_type = ((each.label, made.figure(indicator.key, each.key)) for each in catalogue.unit_types)
    value = _shown(figure)
    change = changed(compared)
    before = ""
    if compared.before is not None and compared.before.value is not None:
        before = f"{_shown(compared.before)} ({said.period_in_text(compared.period)})"
    told = said.told(
        said.Told(
            indicator.label,
            value,
            "" if figure.family in _RATES else indicator.unit_of_measure.lower(),
            compared.period,
            compared.change,
            compared.measure,
            compared.units,
        )
    )
    return FigurePage(
        indicator,
        value,
        FAMILIES[figure.family].vi,
        in_words(notes_of(made, catalogue, indicator.key)),
        before,
        change,
        coverage_of(figure),
        tuple((label, _shown(each)) for label, each in by_type if each),
        tuple(_inside(pieces, figure)),
        tuple(_outside(pieces, {each.unit.code: each.reach for each in statuses})),
        "".join(text for text, _ in told).strip() if figure.value is not None else "",
    )


def _shown(figure: Figure) -> str:
    return said.figure(figure.value, is_rate=figure.family in _RATES)


def _inside(pieces: Sequence[FigurePiece], figure: Figure) -> Iterator[PieceLine]:
    """The units in the figure: of a rate the lowest first, of a sum the greatest."""
    inside = [piece for piece in pieces if piece.outside is None]
    is_rate = figure.family in _RATES
    nothing = Decimal(0)

    def size(piece: FigurePiece) -> Decimal:
        own = piece.own if is_rate else piece.entry.value
        return nothing if own is None else own

    longest = max((abs(size(piece)) for piece in inside), default=nothing)
    for piece in sorted(inside, key=size, reverse=not is_rate):
        entry, answer, sent = piece.entry, piece.entry.answer, piece.entry.reporter.submission
        own = size(piece)
        typed = answer_text(answer)
        entered = "" if entry.value is None else number(entry.value)
        if is_rate and entry.value is not None and entry.base is not None:
            sign = "/" if figure.family is Family.RATIO else " × "
            entered += f"{sign}{number(entry.base)}"
        yield PieceLine(
            entry.unit,
            entry.reporter.unit.name,
            said.figure(piece.own, is_rate=is_rate),
            entered,
            f"{said.one_decimal(piece.share)}%" if piece.share is not None else "",
            typed,
            answer.note if answer else "",
            HOW[entry.how].vi if entry.how in HOW else "",
            (answer.cell or "") if answer else "",
            (answer.sheet or "") if answer else "",
            sent.source.sha256 if sent else "",
            sent.source.path if sent else "",
            int(100 * abs(own) / longest) if longest else 0,
            is_rate and figure.value is not None and own < figure.value - _FAR,
        )


def _outside(pieces: Sequence[FigurePiece], reach: dict[str, str]) -> Iterator[OutsideGroup]:
    for why in Outside:
        own = [piece for piece in pieces if piece.outside is why]
        if own:
            units = tuple(
                (
                    piece.entry.unit,
                    piece.entry.reporter.unit.name,
                    answer_text(piece.entry.answer),
                    reach.get(piece.entry.unit, ""),
                )
                for piece in own
            )
            yield OutsideGroup(OUTSIDE[why].vi, units)
