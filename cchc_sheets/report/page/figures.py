"""The province's figures → the lines of the page: key figures, and the whole annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Remark
from cchc_sheets.consolidate.headline import (
    ChangeIn,
    Comparison,
    Earlier,
    Headline,
    is_thin,
    units_behind,
)
from cchc_sheets.model import Annex, AnnexRow, Catalogue, Family
from cchc_sheets.report.annex import Note, answered, cell_of, in_words, notes_of
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import report_page as said

NEARLY_ALL = 0.8
"""A figure of fewer units than this share is marked."""
MUCH_WORSE = -5
"""Points: a rate that fell by more is shown as an exception."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A text of a table's cell: what stands below it, how it is marked, what it is sorted by."""

    text: str = ""
    below: str = ""
    trait: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many units a figure is; ``trait`` is *thin*, *part* or empty.

    ``usable`` is how many answers enter the figure, where that is fewer than answered.
    """

    text: str
    share: float
    trait: str
    usable: int | None = None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key figure with what it compares with."""

    label: str
    anchor: str
    ref: str
    unit: str
    value: str
    before: ShownFigure
    change: ShownFigure
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """A line of the annex, or of one of its headings (no cells)."""

    anchor: str
    ref: str
    label: str
    section: int
    unit: str = ""
    cells: tuple[ShownFigure, ...] = ()
    before: ShownFigure = ShownFigure()
    to_date: str = ""
    """The period that a figure to date compares with, where it is not the one just before."""
    change: ShownFigure = ShownFigure()
    coverage: Coverage = Coverage("", 0, "")
    notes: str = ""


def key_lines(headlines: Iterable[Headline], lines: Iterable[AnnexLine]) -> Iterator[KeyLine]:
    """Yield the key figures, each with the line of the annex that it is in."""
    by_anchor = {line.anchor: line for line in lines}
    for each in headlines:
        anchor = anchor_of(each.row)
        is_rate = is_rate_of(each)
        before, period = each.comparison.before, said.short_period(each.comparison.period)
        shown = ShownFigure()
        if before is not None:
            where = f"{period} · {answered(before)}"
            shown = ShownFigure(said.figure(each.value_before, is_rate=is_rate), where)
        yield KeyLine(
            label=each.label,
            anchor=anchor,
            ref=by_anchor[anchor].ref,
            unit="" if is_rate else each.row.unit_of_measure,
            value=said.figure(each.value, is_rate=is_rate),
            before=shown,
            change=changed(each.comparison),
            coverage=coverage_of(each.figure, is_share=each.is_share),
        )


def is_rate_of(headline: Headline) -> bool:
    """Whether a key figure is in per cent."""
    rates = {Family.RATIO, Family.WEIGHTED}
    return headline.is_share or headline.figure.family in rates


def changed(comparison: Comparison) -> ShownFigure:
    """Return a change in words, below it on how many units, or why there is none."""
    amount = comparison.change
    if amount is None:
        reason = comparison.unchanged
        return ShownFigure("–", said.unchanged(reason, comparison.period) if reason else "")
    worse = comparison.measure is ChangeIn.POINTS and amount < MUCH_WORSE
    trait = "worse" if worse else "up" if amount > 0 else "down" if amount < 0 else ""
    text = said.change(amount, comparison.measure)
    return ShownFigure(text, said.on_units(comparison.units), trait, f"{amount:.3f}")


def coverage_of(figure: Figure, *, is_share: bool = False) -> Coverage:
    """Return of how many units a figure is."""
    share = units_behind(figure, is_share=is_share) / figure.expected if figure.expected else 0.0
    thin = is_thin(figure, is_share=is_share)
    trait = "thin" if thin else "part" if share < NEARLY_ALL else ""
    usable = units_behind(figure, is_share=is_share) - figure.not_applicable
    fewer = usable if usable < figure.answered else None
    return Coverage(answered(figure), min(share, 1.0), trait, fewer)


def anchor_of(row: AnnexRow) -> str:
    """Return the name of an annex row within the page."""
    return f"r-{row.indicator}"


def annex_lines(beside: Earlier, annex: Annex, catalogue: Catalogue) -> Iterator[AnnexLine]:
    """Yield all lines of the annex with figures, change, coverage and notes."""
    made, section, heading = beside.now.made, 0, ""
    for row in annex.rows:
        if row.indicator is None:
            section, heading = section + 1, row.stt
            yield AnnexLine(f"s-{section}", row.stt, row.label, section)
            continue
        province = made.figure(row.indicator, PROVINCE)
        numbered = ".".join(filter(None, (heading, row.stt))) if row.stt else ""
        line = AnnexLine(anchor_of(row), numbered, row.label, section, row.unit_of_measure)
        cells = [_cell(made.figure(row.indicator, scope), catalogue) for scope in annex.columns]
        total = _cell(province, catalogue)
        if province is None:
            yield replace(line, cells=(*cells, total))
            continue
        compared = beside.comparison(row.indicator)
        before, to_date = _before(compared, made, catalogue)
        yield replace(
            line,
            cells=(*cells, total),
            before=before,
            to_date=to_date,
            change=changed(compared),
            coverage=coverage_of(province),
            notes=in_words(notes_of(made, catalogue, row.indicator)),
        )


def not_to_be_quoted(lines: Iterable[AnnexLine]) -> int:
    """Return how many figures of the annex rest on fewer than half the units."""
    return sum(line.coverage.trait == "thin" and any(c.text for c in line.cells) for line in lines)


def _before(
    compared: Comparison, made: Consolidation, catalogue: Catalogue
) -> tuple[ShownFigure, str]:
    """The earlier figure where it is a number, and its period where that is a year before."""
    shown = _cell(compared.before, catalogue) if compared.before else ShownFigure()
    if not shown.rank:
        return ShownFigure(), ""
    period = compared.period
    return shown, said.short_period(period) if period != made.period.previous else ""


def _cell(figure: Figure | None, catalogue: Catalogue) -> ShownFigure:
    if figure is None:
        return ShownFigure(words.NOT_ASKED, trait="none")
    apart = "apart" if Remark.NOT_IN_PROVINCE in figure.remarks else ""
    if Remark.LEVELS_NOT_ADDED in figure.remarks:
        return ShownFigure(said.BY_LEVEL, trait="words")
    shown = cell_of(figure, catalogue.indicators[figure.indicator])
    if shown is None:
        return ShownFigure()
    if not isinstance(shown, Note):
        return ShownFigure(words.number(shown), trait=f"n {apart}".strip(), rank=str(shown))
    ends = (figure.minimum, figure.median, figure.maximum)
    if shown.code in {"range-cell", "alike-cell"} and None not in ends:
        lowest, median, highest = (words.number(each) for each in ends if each is not None)
        below = f"{lowest} – {highest}" if lowest != highest else ""
        return ShownFigure(median, below, f"n {apart}".strip(), str(figure.median))
    return ShownFigure(in_words([shown]), trait=f"words {apart}".strip())
