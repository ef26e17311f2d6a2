"""A consolidation → ``report.html``: one page that opens anywhere and prints well.

No script, no outside resources, no clock; every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Remark
from cchc_sheets.model import Annex, Catalogue, Severity
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.report.findings import FindingSection, example_of, others_in_words, sections
from cchc_sheets.report.lines import (
    UnitOutcome,
    finding_groups,
    question_lines,
    unit_type_label,
)
from cchc_sheets.report.notes import Note, cell_of, notes_of
from cchc_sheets.report.page_tables import tables_part
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import province_tables as table_words
from cchc_sheets.words import severity_word
from cchc_sheets.words.places import ranged
from cchc_sheets.words.say import question_text

_LANGUAGE = "vi"
_STATE_ORDER = ("rejected", "missing", "merged")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 "Times New Roman", Tinos, "Liberation Serif", serif; color: #1a1a1a;
  max-width: 1180px; margin: 0 auto; padding: 1.5rem 1rem; }
header { text-align: center; }
h1 { font-size: 1.45rem; margin: .2rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 2px solid #44546a; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; break-after: avoid; }
.banner { color: #9c2a00; font-weight: bold; }
.numbers { display: flex; flex-wrap: wrap; gap: .8rem; justify-content: center; padding: 0; }
.numbers li { list-style: none; border: 1px solid #bbb; border-radius: 6px; padding: .5rem 1rem;
  min-width: 9rem; }
.numbers strong { display: block; font-size: 1.8rem; line-height: 1.1; }
nav { text-align: center; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #999; padding: .2rem .45rem; text-align: left; vertical-align: top; }
td:last-child { overflow-wrap: anywhere; }
th { background: #dce6f1; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.number { text-align: right; white-space: nowrap; }
.words, .note { font-size: .85em; }
.center, .none { text-align: center; }
.none { color: #999; }
.apart { font-style: italic; }
.total { font-weight: bold; }
.section td { font-weight: bold; background: #e8edf3; }
.error { color: #b00000; }
.warning { color: #8a4b00; }
tr.missing td { background: #f2f2f2; }
tr.rejected td { background: #fce9e4; }
.legend { font-size: .85em; font-style: italic; color: #444; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.3; }
  th, td { padding: 1pt 3pt; }
  nav { display: none; }
}
"""


def render_html(
    consolidation: Consolidation,
    definitions: Definitions,
    annex: Annex,
    outcomes: Sequence[UnitOutcome],
) -> str:
    """Return the whole page; the same input gives the same text."""
    catalogue = definitions.catalogue
    title = f"{words.REPORT_TITLE} – {consolidation.period.label}"
    parts = [
        "<!doctype html>",
        '<html lang="vi"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        *_header(consolidation, annex, outcomes),
        *_status(catalogue, outcomes),
        *_findings(consolidation, outcomes),
        *_figures(consolidation, catalogue, annex),
        *tables_part(consolidation.tables),
        "</body></html>",
    ]
    # A broken file may bring half a character; it must not end the writing.
    return "\n".join(parts).encode("utf-8", errors="replace").decode("utf-8") + "\n"


def _header(
    consolidation: Consolidation, annex: Annex, outcomes: Sequence[UnitOutcome]
) -> Iterator[str]:
    merged, expected = len(consolidation.merged), len(consolidation.expected)
    units = {unit.code for unit in consolidation.expected}
    # Units, not files: of one unit several files may be rejected, and some are nobody's.
    rejected = {outcome.unit.code for outcome in outcomes if outcome.state == "rejected"} & units
    numbers = {
        "expected": expected,
        "merged": merged,
        "missing": expected - merged - len(rejected),
        "rejected": len(rejected),
    }
    yield f"<header><h1>{escape(words.REPORT_TITLE)}</h1>"
    period = consolidation.period.label.upper()
    yield f"<p>{escape(annex.period_line.format(period=period))}</p>"
    if consolidation.is_preliminary:
        yield f'<p class="banner">{escape(words.preliminary(merged, expected))}</p>'
    else:
        yield f"<p>{escape(words.complete(expected))}</p>"
    yield '<ul class="numbers">'
    for key, count in numbers.items():
        yield f"<li><strong>{count}</strong>{escape(words.HEADLINES[key])}</li>"
    yield "</ul></header><nav>"
    sections = [words.STATUS_SECTION, words.FINDINGS_SECTION, words.FIGURES_SECTION]
    if consolidation.tables:
        sections.append(table_words.SECTION)
    links = (f'<a href="#p{i}">{escape(name)}</a>' for i, name in enumerate(sections, start=1))
    yield " · ".join(links) + "</nav>"


def _status(catalogue: Catalogue, outcomes: Sequence[UnitOutcome]) -> Iterator[str]:
    yield f'<h2 id="p1">{escape(words.STATUS_SECTION)}</h2>'
    yield _head(words.REPORT_STATUS_HEAD)
    # Whoever opens the page wants to know first whom to ask.
    ordered = sorted(outcomes, key=lambda outcome: _STATE_ORDER.index(outcome.state))
    for number, outcome in enumerate(ordered, start=1):
        cells = (
            str(number),
            outcome.unit.name,
            unit_type_label(catalogue, outcome.unit),
            words.OUTCOMES[outcome.state],
            outcome.reason,
            outcome.path or words.NO_FILE,
        )
        yield f'<tr class="{outcome.state}">{_cells(cells)}</tr>'
    yield "</tbody></table>"


def _findings(consolidation: Consolidation, outcomes: Sequence[UnitOutcome]) -> Iterator[str]:
    yield f'<h2 id="p2">{escape(words.FINDINGS_SECTION)}</h2>'
    questions = question_lines(consolidation, lambda f: question_text(f.code, f.facts))
    groups = list(finding_groups(questions, words.BETWEEN_UNITS, outcomes))
    if not groups:
        yield f"<p>{escape(words.NO_FINDINGS)}</p>"
    for title, lines in groups:
        yield f"<h3>{escape(title)}</h3>"
        yield _head(words.REPORT_FINDINGS_HEAD)
        for severity in Severity:
            for section in sections(lines, severity):
                yield from _section(section)
        yield "</tbody></table>"


def _section(section: FindingSection) -> Iterator[str]:
    if section.name:
        columns = len(words.REPORT_FINDINGS_HEAD)
        name = escape(section.name)
        yield f'<tr class="section"><td colspan="{columns}">{name}</td></tr>'
    for cause in section.causes:
        severity = severity_word(cause.first.severity, _LANGUAGE)
        row = f'<tr class="{cause.first.severity.value}">'
        for line in cause.told:
            texts = (severity, line.rule, line.indicator_label, line.cell, line.message)
            yield f"{row}{_cells(texts)}</tr>"
        if cause.others:  # one row for them all: how many, where, how to mend them
            first = cause.others[0]
            texts = (
                severity,
                first.rule,
                f"({len(cause.others)})",
                ranged(line.cell for line in cause.others if line.cell),
                words.several(others_in_words(cause, _LANGUAGE), example_of(cause), first.mend),
            )
            yield f"{row}{_cells(texts)}</tr>"


def _figures(consolidation: Consolidation, catalogue: Catalogue, annex: Annex) -> Iterator[str]:
    yield f'<h2 id="p3">{escape(words.FIGURES_SECTION)}</h2>'
    if annex.draft:
        yield f'<p class="banner">{escape(words.DRAFT)}</p>'
    yield f'<p class="legend">{escape(words.LEGEND)}</p>'
    labels = (catalogue.unit_type(key).label for key in annex.columns)
    heads = (
        *words.ANNEX_HEAD,
        *labels,
        words.PROVINCE_HEAD,
        words.ANSWERED_HEAD,
        words.NOTE_HEAD,
    )
    yield _head(heads)
    for row in annex.rows:
        if row.indicator is None:
            rest = f'<td colspan="{len(heads) - 1}">{escape(row.label)}</td>'
            yield f'<tr class="section"><td>{escape(row.stt)}</td>{rest}</tr>'
        else:
            levels = (consolidation.figure(row.indicator, scope) for scope in annex.columns)
            province = consolidation.figure(row.indicator, PROVINCE)
            answered = f"{province.answered}/{province.expected}" if province else ""
            notes = _said(notes_of(consolidation, catalogue, row.indicator))
            parts = (
                f'<tr><td class="center">{escape(row.stt)}</td><td>{escape(row.label)}</td>',
                f'<td class="center">{escape(row.unit_of_measure)}</td>',
                *(_figure_cell(figure, catalogue) for figure in levels),
                _figure_cell(province, catalogue, "total"),
                f'<td class="center">{answered}</td><td class="note">{escape(notes)}</td></tr>',
            )
            yield "".join(parts)
    yield "</tbody></table>"


def _figure_cell(figure: Figure | None, catalogue: Catalogue, trait: str = "") -> str:
    if figure is None:
        return f'<td class="none">{escape(words.NOT_ASKED)}</td>'
    shown = cell_of(figure, catalogue.indicators[figure.indicator])
    if Remark.NOT_IN_PROVINCE in figure.remarks:
        trait = "apart"
    if shown is None:
        return "<td></td>"
    if isinstance(shown, Note):
        return f'<td class="{f"words {trait}".strip()}">{escape(_said([shown]))}</td>'
    return f'<td class="{f"number {trait}".strip()}">{escape(words.number(shown))}</td>'


def _said(notes: Iterable[Note]) -> str:
    return words.joined(words.note_text(note.code, note.facts, note.items) for note in notes)


def _head(names: Iterable[str]) -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in names)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>"


def _cells(texts: Iterable[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
