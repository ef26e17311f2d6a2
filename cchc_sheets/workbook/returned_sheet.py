"""The first sheet of a returned workbook: what is to be corrected, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_sheets.model.issue import Correction, Corrections, Issue
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import AS_BEFORE_CELL, FORM_SHEET
from cchc_sheets.sheet.page import A4
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import returned as words
from cchc_sheets.words.places import ranged
from cchc_sheets.workbook.marks import LOOKS
from cchc_sheets.workbook.page import Area, Page
from cchc_sheets.workbook.paper import set_up_paper
from cchc_sheets.workbook.validations import ADJUSTABLE

_NUMBER, _CELL, _LABEL, _TYPED, _FOUND, _MEND = range(1, 7)
_WIDTHS = {_NUMBER: 40, _CELL: 60, _LABEL: 236, _TYPED: 130, _FOUND: 274, _MEND: 226}
"""Of the columns in pixels: together a page laid across, and less than a screen of 1366."""
_WHOLE = (_NUMBER, _MEND)
_COLUMNS: tuple[Area, ...] = tuple((column, column) for column in _WIDTHS)
_ROW, _PLAIN = ("table", "wrap", "left", "indent", "text", "small"), ("wrap", "left")
_MIDDLE = ("table", "wrap", "center", "text", "small")
_LOOKS = (_MIDDLE, _MIDDLE, _ROW, _MIDDLE, _ROW, _ROW)
"""Of the columns."""
_PART = ("table", "wrap", "left", "indent", "bold")
_SIZE = 11
MOST_LISTED = 500
"""Lines of one part; what is beyond them, the sheets themselves show."""


def write_returned_sheet(pen: Pen, issue: Issue, corrections: Corrections) -> None:
    """Write the whole sheet."""
    page = Page(pen, _WIDTHS)
    missing = sum(len(each.cells) for each in corrections.missing)
    confirm = sum(map(len, corrections.to_confirm.values())) + len(corrections.as_before)
    by_severity = {
        severity: [each for each in corrections.wrong if each.severity is severity]
        for severity in words.PARTS
    }
    page.line((_WHOLE, words.TITLE, ("title",)), size=14)
    whose = f"{issue.unit.name} – {issue.period.label}"
    page.line((_WHOLE, whose, ("heading", "bold")), size=13)
    errors, warnings = map(len, by_severity.values())
    counts = words.counts(errors, warnings, missing, confirm)
    page.line((_WHOLE, counts, ("status", "center", "count_line")), size=13)
    page.gap()
    page.line((_WHOLE, words.HOW_TO, (*_PLAIN, "bold")))
    steps = words.steps(wrong=bool(errors or warnings), missing=missing > 0, confirm=confirm > 0)
    for number, step in enumerate(steps, start=1):
        page.line((_WHOLE, f"{number}. {step}", _PLAIN))
    page.gap()
    used = {None for _ in (*corrections.to_confirm, *corrections.as_before)} | {
        each.severity for each in corrections.wrong
    }
    for severity, (name, meaning) in words.LEGEND_ROWS.items():
        if severity in used:
            sample = ((_NUMBER, _CELL), name, ("table", "center", LOOKS[severity]))
            page.line(sample, ((_LABEL, _MEND), meaning, (*_PLAIN, "indent")))
    if corrections.suspected:
        _write_part(page, words.SUSPECTED_PART.format(n=len(corrections.suspected)), "bold")
        for number, each in enumerate(corrections.suspected, start=1):
            last = ((_LABEL, _MEND), each.found, _ROW)
            page.line((_COLUMNS[0], str(number), _MIDDLE), (_COLUMNS[1], "", _MIDDLE), last)
            _link(page, each)
    for severity, lines in by_severity.items():
        if lines:
            _write_part(page, words.PARTS[severity].format(n=len(lines)), LOOKS[severity])
            _write_lines(page, lines)
    if corrections.missing:
        _write_part(page, words.MISSING_PART.format(n=missing), "input_tint")
        for number, each in enumerate(corrections.missing, start=1):
            places = f"{words.MISSING.format(n=len(each.cells))}: {ranged(each.cells)}"
            texts = (str(number), "", words.called(each), places)
            areas: tuple[Area, ...] = (*_COLUMNS[:3], (_TYPED, _MEND))
            looks = (*_LOOKS[:3], _ROW)
            page.line(*zip(areas, texts, looks, strict=True), size=_SIZE)
            _link(page, each)
    _write_carried(page, corrections)
    pen.sheet.hide_gridlines(2)
    pen.sheet.set_tab_color("#C00000")
    pen.sheet.protect("", dict(ADJUSTABLE))
    set_up_paper(pen.sheet)
    pen.sheet.set_landscape()
    pen.sheet.set_paper(A4)
    pen.sheet.print_area(0, 0, page.row - 1, _MEND - 1)


def _write_part(page: Page, text: str, look: str) -> None:
    page.gap()
    page.line((_WHOLE, text, (*_PART, look)))


def _write_lines(page: Page, lines: Sequence[Correction]) -> None:
    """Write a table of what is wrong, a line each."""
    page.line(*((area, text, ("head",)) for area, text in zip(_COLUMNS, words.HEAD, strict=True)))
    for number, each in enumerate(lines[:MOST_LISTED], start=1):
        texts = (str(number), "", words.called(each), each.typed, each.found, each.mend)
        page.line(*zip(_COLUMNS, texts, _LOOKS, strict=True), size=_SIZE)
        _link(page, each)
    if len(lines) > MOST_LISTED:
        page.line((_WHOLE, words.MORE.format(n=len(lines) - MOST_LISTED), (*_PLAIN, "italic")))


def _link(page: Page, each: Correction) -> None:
    """Make the cell of a line, or the first of several, a link, where the workbook has it."""
    if each.cells:
        look = ("table", "center", "bold")
        page.pen.link((page.row, _CELL), (each.sheet, each.cells[0]), each.cells[0], *look)


def _write_carried(page: Page, corrections: Corrections) -> None:
    """Write what was carried over and what was not, and what was wrong with the file itself."""
    confirm = corrections.to_confirm
    if confirm:
        number = sum(map(len, confirm.values()))
        _write_part(page, words.CONFIRM_PART.format(n=number), LOOKS[None])
        listed = (
            ranged(cells) if sheet == FORM_SHEET else f"“{sheet}” {ranged(cells)}"
            for sheet, cells in confirm.items()
        )
        page.line((_WHOLE, words.CONFIRM.format(cells="; ".join(listed)), _ROW), size=_SIZE)
    if corrections.as_before:
        number = len(corrections.as_before)
        _write_part(page, words.AS_BEFORE_PART.format(n=number), LOOKS[None])
        facts = {"cells": ranged(corrections.as_before), "confirm": address(*AS_BEFORE_CELL)}
        text = words.AS_BEFORE.format(**facts)
        page.line((_WHOLE, text, _ROW), size=_SIZE)
    if corrections.not_carried:
        lost = corrections.not_carried
        _write_part(page, words.LOST_PART.format(n=len(lost)), LOOKS[None])
        page.line((_WHOLE, words.LOST, _ROW), size=_SIZE)
        areas: tuple[Area, ...] = (*_COLUMNS[:2], (_LABEL, _TYPED), (_FOUND, _MEND))
        page.line(*((a, t, ("head",)) for a, t in zip(areas, words.LOST_HEAD, strict=True)))
        for number, each in enumerate(lost[:MOST_LISTED], start=1):
            texts = (str(number), each.where, each.label, each.typed)
            page.line(*zip(areas, texts, (*_LOOKS[:3], _ROW), strict=True), size=_SIZE)
    if corrections.settled:
        _write_part(page, words.SETTLED_PART.format(n=len(corrections.settled)), "bold")
        page.line((_WHOLE, words.SETTLED, _ROW), size=_SIZE)
        for number, text in enumerate(corrections.settled, start=1):
            cells = ((_COLUMNS[0], str(number), _MIDDLE), ((_CELL, _MEND), text, _ROW))
            page.line(*cells, size=_SIZE)
