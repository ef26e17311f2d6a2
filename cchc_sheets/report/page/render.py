"""A merge → ``report.html``: one file that opens anywhere, reads without script and prints well.

Nothing leaves it: the policy at its head allows its own style and script, by their hashes, and
nothing else. No clock: the same merge gives the same bytes. The templates escape every text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.headline import Headline, beside_earlier
from cchc_sheets.consolidate.tables import ColumnSum, ProvinceTable, TableLine, line_notes
from cchc_sheets.model import Annex, Definitions
from cchc_sheets.report.page import charts, figures, units
from cchc_sheets.report.papers import is_draft
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import province_tables as table_words
from cchc_sheets.words import report_page as said
from cchc_sheets.words.states import stage_word

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).parent
_TOLD = 2
"""So many key figures are in the paragraph whatever they are, and the one that fell most."""


def render_html(merged: Merged, definitions: Definitions, annex: Annex) -> str:
    """Return the whole page; the same input gives the same text."""
    catalogue, made = definitions.catalogue, merged.consolidation
    beside = beside_earlier(definitions, merged)
    headlines = beside.headlines(annex)
    lines = tuple(figures.annex_lines(beside, annex, catalogue))
    by_unit = units.units_of(merged)
    style = _style(merged)
    text = (
        _templates()
        .get_template("page.html.jinja")
        .render(
            style=style,
            style_hash=_hash(style),
            stage=stage_of(merged),
            merged=merged,
            made=made,
            annex=annex,
            said=said,
            counts=units.counts_of(merged),
            due=merged.roster.due_on(merged.period),
            is_draft=is_draft(merged, annex),
            paragraph=tuple(paragraph(merged, headlines, lines)),
            has_earlier=beside.knows_earlier,
            key_lines=tuple(figures.key_lines(headlines, lines)),
            rates=charts.rate_chart(headlines, made.expected, catalogue),
            coverage=charts.coverage_chart(by_unit.values(), catalogue),
            moves=charts.moves_chart(headlines),
            levels=tuple(units.levels(merged, catalogue)),
            corrections=tuple(units.corrections(merged)),
            questions=units.questions(merged),
            questions_shown=units.QUESTIONS_SHOWN,
            heads=tuple(catalogue.unit_type(key).label for key in annex.columns),
            lines=lines,
            tables=made.tables,
            table_words=table_words,
            line_notes=_line_notes,
            sum_text=_sum_text,
            found=tuple(units.found_groups(merged)),
            sources=tuple(units.source_lines(merged, catalogue)),
        )
    )
    # A broken file may bring half a character; it must not end the writing.
    return text.encode("utf-8", errors="replace").decode("utf-8")


@cache
def _templates() -> Environment:
    """The templates with what all of them use; loaded when the first page is written."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    script = (_HERE / "annex.js").read_text("utf-8")
    made.globals |= {"script": Markup(script), "script_hash": _hash(script)}  # noqa: S704 - ours
    return made


def _style(merged: Merged) -> Markup:
    """The style, with what stands at the foot of each printed page."""
    from markupsafe import Markup

    foot = f"{merged.period.label} · {stage_of(merged)}"
    rule = f'@page {{ @bottom-left {{ content: "{foot}"; font: 8pt sans-serif; color: #444; }} }}'
    # All of it is ours; a quotation mark that is escaped would not be what the hash is of.
    return Markup((_HERE / "style.css").read_text("utf-8") + rule)  # noqa: S704


def stage_of(merged: Merged) -> str:
    """Return how far the period is, in words."""
    closing = merged.standing.closing if merged.standing is not None else 0
    return stage_word(merged.stage, closing, "vi")


def _hash(text: str) -> str:
    """The hash by which the page's policy allows a style or a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def paragraph(
    merged: Merged, headlines: Sequence[Headline], lines: Sequence[figures.AnnexLine]
) -> Iterator[said.Piece]:
    """What matters, in a few sentences: who is in, the first figures, what fell, what is thin."""
    as_of = merged.standing.as_of if merged.standing else ""
    counts = units.counts_of(merged)
    yield from said.received(counts, as_of)
    if not counts.counted:
        yield said.NOTHING_YET, False
        return
    solid = [each for each in headlines if each.value is not None and not each.is_thin]
    told = [*solid[:_TOLD], *_worst(solid[_TOLD:])]
    for each in told:
        is_rate = figures.is_rate_of(each)
        found = each.comparison
        yield from said.told(
            said.Told(
                each.label,
                said.figure(each.value, is_rate=is_rate),
                "" if is_rate else each.row.unit_of_measure.lower(),
                found.period,
                found.change,
                found.measure,
                found.units,
            )
        )
    if thin := figures.not_to_be_quoted(lines):
        yield said.not_to_be_quoted(thin), False


def _worst(headlines: Sequence[Headline]) -> list[Headline]:
    """The rate that fell most, where one fell by much."""
    fallen = [
        each
        for each in headlines
        if figures.is_rate_of(each) and (each.comparison.change or 0) < figures.MUCH_WORSE
    ]
    return sorted(fallen, key=lambda each: each.comparison.change or 0)[:1]


def _line_notes(table: ProvinceTable, line: TableLine) -> str:
    """What is not in the sums of one line of a table."""
    return words.joined(table_words.note(*each) for each in line_notes(table.table, line))


def _sum_text(found: ColumnSum, *, is_share: bool = False) -> str:
    value, rates = (found.share, None) if is_share else (found.value, found.spread)
    text = table_words.spread(*rates, found.answered) if rates else ""
    return text if value is None else words.number(value)
