"""The sheets about units: *Theo đơn vị*, *Nội dung khác*, *Tình trạng* and *Kết quả soát*."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.answers import MOST
from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import (
    Annex,
    AnnexRow,
    AskedAs,
    Catalogue,
    Row,
    Severity,
    State,
    UnitState,
)
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.looks import MAX_LINKS, Sheet
from cchc_sheets.report.papers import PAPERS_LANG, finding_groups, outcome_texts
from cchc_sheets.report.places import FIRST_ROW, FIRST_UNIT, AnnexPlaces
from cchc_sheets.report.source_sheet import SourceLines
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import severity_word
from cchc_sheets.words.workbook import short_date

STATUS_WIDTHS = (5, 38, 22, 20, 38, 5, 9, 15, 11, 20, 14, 13, 24)
FINDINGS_WIDTHS = (26, 11, 8, 34, 16, 66, 20)
TEXTS_WIDTHS = (5, 28, 52)
_TEXTS_HEAD = 2
_TYPES_ROW, _NAMES_ROW = 1, 2
_LEGEND_COLUMNS = 14
_HEAD_HEIGHT, _MOST_HEAD, _LETTER = 50, 150, 6.5
"""Points: the row of upright names, at least and at most, and what a letter takes of it."""
_STATE_COLUMN = words.STATUS_HEAD.index("Tình trạng")
_COUNTED = {
    words.STATUS_HEAD.index("Lỗi"): Severity.ERROR,
    words.STATUS_HEAD.index("Cần xem"): Severity.WARNING,
}
_TRAITS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "quiet"}


def write_matrix(
    sheet: Sheet, catalogue: Catalogue, annex: Annex, places: AnnexPlaces, source: SourceLines
) -> None:
    """Write indicator by unit, each answer leading to its line in *Nguồn*.

    Figures on *Tổng hợp* are computed from here, so that a number stands here once.
    """
    with_links = len(source.lines) + len(places.columns) <= MAX_LINKS
    _write_heads(sheet, catalogue, places, source)
    beside = [AnnexRow("", words.MATRIX_BESIDE)] if places.beside else []
    for key in places.beside:
        indicator = catalogue.indicators[key]
        beside.append(AnnexRow("", indicator.label, key, indicator.unit_of_measure))
    for number, line in enumerate((*annex.rows, *beside), start=FIRST_ROW):
        head = (line.stt, line.label, line.unit_of_measure)
        if line.indicator is None:
            blanks = [""] * (places.blocks[-1].end - FIRST_UNIT if places.blocks else 0)
            sheet.texts(number, (*head, *blanks), "tool", "line", "section")
            continue
        sheet.texts(number, head, "tool", "line")
        if places.rows[line.indicator] != number:
            continue  # it stands above already
        for code, (column, block) in places.columns.items():
            row = block.asked.get(line.indicator)
            answer = source.sent.get((code, line.indicator))
            at = (number, column)
            if row is None:
                sheet.text(*at, words.NOT_ASKED, "tool", "line", "not_asked")
            elif code not in source.made.merged or answer is None:
                sheet.text(*at, "", "tool", "line", "missing")
            else:
                if with_links and answer.state is not State.BLANK:
                    # No link of a blank cell: openpyxl and pandas take it for the cell's value.
                    sheet.link(at, (source.numbers[code, line.indicator], 0), words.SOURCE_SHEET)
                _write_answer(sheet, at, row, answer)
    sheet.working(words.MATRIX_LEGEND, _NAMES_ROW, FIRST_UNIT - 1, _LEGEND_COLUMNS)


def _write_heads(
    sheet: Sheet, catalogue: Catalogue, places: AnnexPlaces, source: SourceLines
) -> None:
    first: dict[str, int] = {}
    for (code, _), number in source.numbers.items():
        first.setdefault(code, number)
    sheet.link((_TYPES_ROW, 1), (0, 0), words.SUMMARY_SHEET)
    sheet.texts(_TYPES_ROW, ("", words.BACK, ""), "tool", "accent")
    sheet.texts(_NAMES_ROW, words.ANNEX_HEAD, "tool", "tool_head")
    for block in places.blocks:
        label = catalogue.unit_type(block.unit_type).label
        sheet.sheet.write_string(
            _TYPES_ROW, block.first, label, sheet.looks("tool", "bold", "accent")
        )
        for column, unit in enumerate(block.units, start=block.first):
            if unit.code in first:
                at = (_NAMES_ROW, column)
                sheet.link(at, (first[unit.code], 0), words.SOURCE_SHEET, unit.name)
            sheet.text(_NAMES_ROW, column, unit.short, "tool", "tool_head", "upright")
    longest = max((len(each.short) for each in source.made.expected), default=0)
    sheet.heights[_NAMES_ROW] = min(max(_HEAD_HEIGHT, longest * _LETTER), _MOST_HEAD)


def _write_answer(sheet: Sheet, at: tuple[int, int], asked: Row, answer: ValueRow) -> None:
    if answer.state is State.BLANK:
        sheet.text(*at, "", "tool", "line", "blank")
    elif answer.value is not None and abs(answer.value) < MOST:
        # A number that is not in the row's common unit of measure shows what it is.
        own = ["yes_no"] if asked.asked_as is AskedAs.YES_NO else []
        if asked.asked_as in {AskedAs.PERCENT_OF, AskedAs.PERCENT}:
            whole = answer.value == answer.value.to_integral_value()
            own = ["whole_percent" if whole else "percent"]
        sheet.number(*at, answer.value, "tool", "line", *own)
    elif answer.state is State.NOT_APPLICABLE:
        sheet.text(*at, words.NOT_APPLICABLE_SIGN, "tool", "line", "center")
    else:
        # Also a number that was not meant: as a text it enters no formula.
        readable = answer.state is State.TEXT
        sheet.text(*at, answer.raw, "tool", "line", *([] if readable else ["wrong"]))


def write_texts(
    sheet: Sheet, consolidation: Consolidation, annex: Annex, source: SourceLines
) -> None:
    """Write what units answered in words, gathered under each row of the annex that asks it."""
    names = {unit.code: unit.name for unit in consolidation.expected}
    sheet.wide(0, words.TEXTS_TITLE, "title")
    sheet.wide(1, consolidation.period.label.upper(), "subtitle")
    sheet.texts(_TEXTS_HEAD, words.TEXTS_HEAD, "table", "head")
    number = _TEXTS_HEAD + 1
    for line in annex.rows:
        said = [
            row
            for code in source.places.columns
            if (row := source.sent.get((code, line.indicator or ""))) and row.state is State.TEXT
        ]
        if not said:
            continue
        sheet.texts(number, (line.stt, line.label, ""), "table", "section")
        for place, row in enumerate(said, start=number + 1):
            sheet.number(place, 0, Decimal(place - number), "table", "center")
            sheet.text(place, 1, names[row.unit], "table")
            sheet.text(place, 2, row.raw, "table")
        number += 1 + len(said)
    sheet.paper(_TEXTS_HEAD, 1, landscape=False)


def write_status(sheet: Sheet, merged: Merged, catalogue: Catalogue) -> None:
    """Write one line a unit or file: merged, missing or rejected, and why."""
    sheet.texts(1, words.STATUS_HEAD, "tool", "tool_head")
    for number, outcome in enumerate(merged.outcomes, start=2):
        *texts, path = outcome_texts(outcome, catalogue)
        sent = outcome.file.submission if outcome.file else None
        day = short_date(sent.signed_on) if sent and sent.signed_on else ""
        signing = (
            (
                *(sent.report_number, day or sent.signed_on_typed),
                *(sent.filled_by, sent.telephone, sent.code),
            )
            if sent
            else ("",) * 5
        )
        sheet.texts(number, ("", *texts, "", "", *signing, path), "tool", "line")
        if not outcome.state.counts:
            shade = "returned" if outcome.state is UnitState.RETURNED else "awaited"
            sheet.text(number, _STATE_COLUMN, texts[_STATE_COLUMN - 1], "tool", "line", shade)
        sheet.number(number, 0, Decimal(number - 1), "tool", "line", "quiet")
        findings = outcome.file.findings if outcome.file else ()
        for column, severity in _COUNTED.items():
            found = sum(finding.severity is severity for finding in findings)
            if found:
                sheet.number(number, column, Decimal(found), "tool", "line")
    sheet.working(words.STATUS_LEGEND, 1, 2, len(words.STATUS_HEAD))


def write_findings(sheet: Sheet, merged: Merged) -> None:
    """Write what was found across units, then file by file, errors first."""
    sheet.texts(1, words.FINDINGS_HEAD, "tool", "tool_head")
    number = 2
    for title, lines, suspected in finding_groups(merged):
        sheet.texts(
            number, (title, *[""] * (len(words.FINDINGS_HEAD) - 1)), "tool", "line", "section"
        )
        for sentence in suspected:
            number += 1
            texts = (title, *[""] * 4, sentence, "")
            sheet.texts(number, texts, "tool", "line", "bold")
        for place, line in enumerate(lines, start=number + 1):
            severity = severity_word(line.severity, PAPERS_LANG)
            texts = (line.unit_name, severity, line.rule, line.label, line.where, line.message)
            sheet.texts(place, (*texts, line.kind.code), "tool", "line")
            sheet.text(place, 1, severity, "tool", "line", _TRAITS[line.severity])
        number += 1 + len(lines)
    if number == 2:  # noqa: PLR2004 - nothing below the heads
        sheet.text(number, 0, words.NO_FINDINGS, "tool", "italic")
    sheet.working(words.FINDINGS_LEGEND, 1, 1, len(words.FINDINGS_HEAD))
