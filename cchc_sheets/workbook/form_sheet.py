"""The sheet that a unit fills in and prints: what stands around the form's rows."""

from __future__ import annotations

import string

from cchc_sheets.model import Form, Unit
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import (
    APPENDIX_ROW,
    ATTACHED_ROW,
    CHECK,
    FILLED_BY_CELL,
    FIRST_ROW,
    HEAD_ROWS,
    IDENTITY_CELL,
    KEY,
    LABEL,
    NOTE,
    PERIOD_ROW,
    PREVIOUS,
    REPORT_NUMBER_CELL,
    SCREEN_HEAD_ROW,
    SIGNED_ON_CELL,
    SPACER_ROW,
    STATUS_CELL,
    STATUS_ROW,
    STT,
    SYMBOL,
    TELEPHONE_CELL,
    TITLE_ROW,
    UNIT,
    UNIT_NAME_CELL,
    VALUE,
    YEAR_BEFORE,
    Layout,
)
from cchc_sheets.sheet.formula_text import joined as joined_texts
from cchc_sheets.sheet.formula_text import quoted
from cchc_sheets.sheet.heading import attached_to, period_line, title
from cchc_sheets.sheet.heights import broken, line_count, row_height
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.form_rows import WIDTHS, write_rows
from cchc_sheets.workbook.live.plan import LivePlan
from cchc_sheets.workbook.page import set_up_page
from cchc_sheets.workbook.validations import prompt_only

_PRINTED = (STT, LABEL, UNIT, VALUE, NOTE)
_HEADING_SIZE, _TITLE_SIZE, _PANEL_HEIGHT = 13, 14, 20
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}
"""What stays possible on a locked sheet: people who cannot widen a column unlock the sheet."""


def write_form_sheet(pen: Pen, issue: Issue, live: LivePlan | None) -> None:
    """Write the whole sheet."""
    for column, pixels in WIDTHS.items():
        pen.width(column, pixels, hidden=column == KEY)
    _write_status(pen, issue)
    _write_heading(pen, issue)
    _write_panel(pen, issue)
    _write_head(pen, issue)
    write_rows(pen, issue, live)
    _set_up_screen(pen, Layout(issue.form))
    set_up_page(pen.sheet, issue)


def _write_status(pen: Pen, issue: Issue) -> None:
    identity = str(issue.identity)
    pen.text(STATUS_ROW, KEY, identity, "identity")
    pen.text(*IDENTITY_CELL, identity, "identity")
    banner = f"{words.BANNER}\n{issue.unit.name} – {issue.period.label}"
    pen.merge((STATUS_ROW, STT, STATUS_ROW, LABEL), banner, "banner", "left")
    pen.merge((*STATUS_CELL, STATUS_ROW, NOTE), "", "status", "left")
    pen.height(STATUS_ROW, 36)
    heads = (
        (SYMBOL, ""),
        (STT, words.STT),
        (LABEL, issue.form.label_column.partition("\n")[0]),
        (UNIT, words.UNIT_HEAD),
        (VALUE, issue.form.value_column),
        (NOTE, words.NOTE_HEAD),
        (CHECK, words.CHECK_HEAD),
        (PREVIOUS, words.PREVIOUS_HEAD),
        (YEAR_BEFORE, words.YEAR_BEFORE_HEAD),
    )
    for column, head in heads:
        pen.text(SCREEN_HEAD_ROW, column, head, "screen_head")
    pen.height(SCREEN_HEAD_ROW, 18)


def _write_heading(pen: Pen, issue: Issue) -> None:
    """Write the printed heading block, centred over the printed columns."""
    form, unit, period = issue.form, issue.unit, issue.period
    lines = (
        (APPENDIX_ROW, form.appendix, _HEADING_SIZE, ("heading", "bold")),
        (TITLE_ROW, title(form, unit, period), _TITLE_SIZE, ("title", "bold")),
        (PERIOD_ROW, period_line(form, unit, period), _HEADING_SIZE, ("heading", "bold")),
        (ATTACHED_ROW, attached_to(form, unit, "", ""), _HEADING_SIZE, ("heading", "italic")),
    )
    width = sum(WIDTHS[column] for column in _PRINTED)
    for row, line, size, traits in lines:
        text = broken(line, width, size)
        pen.merge((row, STT, row, NOTE), text, *traits)
        height = row_height(line_count(text, width, size, bold=True), size)
        pen.height(row, max(height, _PANEL_HEIGHT))
    pen.height(SPACER_ROW, _PANEL_HEIGHT)
    if form.attached_to:
        formula, cached = attached_to_formula(form, unit), attached_to(form, unit, "", "")
        pen.formula(ATTACHED_ROW, STT, formula, cached, "heading", "italic")


def attached_to_formula(form: Form, unit: Unit) -> str:
    """Return the formula of *(Kèm theo Báo cáo số … ngày …)* over the two cells beside it."""
    parts = {"number": _number_formula(), "date": _date_formula()}
    names = {"unit": unit.name, "unit_upper": unit.name.upper(), "short": unit.short}
    joined: list[str] = []
    for literal, name, _, _ in string.Formatter().parse(form.attached_to):
        joined.extend(quoted(literal))
        if name in parts:
            joined.append(parts[name])
        elif name:
            joined.extend(quoted(names[name]))
    return "=" + joined_texts(joined)


def _number_formula() -> str:
    cell = address(*REPORT_NUMBER_CELL)
    return f'IF(TRIM({cell})="","…",TRIM({cell}))'


def _date_formula() -> str:
    """A date in print: 17/3/2021 → 17 tháng 3 năm 2021, anything else as it was typed.

    The cell is text, so that no client's language takes part; a date that was pasted over it is a
    number and shown by its parts.
    """
    cell = address(*SIGNED_ON_CELL)
    month, year = f'"{words.MONTH_WORD}"', f'"{words.YEAR_WORD}"'
    slashes = f'LEN({cell})-LEN(SUBSTITUTE({cell},"/",""))'
    words_of_text = f'SUBSTITUTE(SUBSTITUTE(TRIM({cell}),"/",{month},1),"/",{year},1)'
    words_of_date = f"DAY({cell})&{month}&MONTH({cell})&{year}&YEAR({cell})"
    typed = f"IF({slashes}=2,{words_of_text},TRIM({cell}))"
    return f'IF(ISNUMBER({cell}),{words_of_date},IF(TRIM({cell})="","…",{typed}))'


def _write_panel(pen: Pen, issue: Issue) -> None:
    """Write what stands right of the heading block and is not printed."""
    inputs = (
        (REPORT_NUMBER_CELL, words.NUMBER_PANEL, words.NUMBER_PROMPT),
        (SIGNED_ON_CELL, words.SIGNED_ON_PANEL, words.SIGNED_ON_PROMPT),
        (FILLED_BY_CELL, words.FILLED_BY_PANEL, words.FILLED_BY_PROMPT),
        (TELEPHONE_CELL, words.TELEPHONE_PANEL, words.TELEPHONE_PROMPT),
    )
    row, column = UNIT_NAME_CELL
    pen.text(row, CHECK, words.UNIT_PANEL, "beside", "label")
    pen.text(row, column, issue.unit.name, "left", "bold", "beside")
    for (row, column), label, prompt in inputs:
        pen.text(row, CHECK, label, "beside", "label")
        pen.text(row, column, "", "left", "text", "panel")
        pen.sheet.data_validation(row - 1, column - 1, row - 1, column - 1, prompt_only(*prompt))


def _write_head(pen: Pen, issue: Issue) -> None:
    """Write the printed two-row head, and the heads of what is not printed."""
    top, bottom = HEAD_ROWS
    whole = (
        (STT, words.STT),
        (LABEL, issue.form.label_column),
        (NOTE, words.NOTE_HEAD),
        (CHECK, words.CHECK_HEAD),
        (PREVIOUS, f"{words.PREVIOUS_HEAD}\n({issue.period.previous.label})"),
        (YEAR_BEFORE, f"{words.YEAR_BEFORE_HEAD}\n({issue.period.year_before.label})"),
    )
    for column, text in whole:
        pen.merge((top, column, bottom, column), text, "head")
    pen.merge((top, UNIT, top, VALUE), words.RESULT_HEAD, "head")
    pen.text(bottom, UNIT, words.UNIT_HEAD, "head")
    pen.text(bottom, VALUE, issue.form.value_column, "head")
    pen.height(top, 20)
    pen.height(bottom, 36)


def _set_up_screen(pen: Pen, layout: Layout) -> None:
    sheet, last = pen.sheet, layout.last_row
    sheet.hide_gridlines(2)
    sheet.freeze_panes(SCREEN_HEAD_ROW, 0)
    sheet.autofilter(HEAD_ROWS[1] - 1, STT - 1, last - 1, CHECK - 1)
    sheet.protect("", _ALLOWED)
    first_input = next((row.key for row in layout.form.rows if row.is_input), None)
    if first_input is not None:
        sheet.set_selection(layout.value_cell(first_input))
    # STT, codes and the panel's figures are texts on purpose: no green corners.
    texts = (
        f"{address(FIRST_ROW, STT)}:{address(last, NOTE)}",
        f"{address(*REPORT_NUMBER_CELL)}:{address(*TELEPHONE_CELL)}",
    )
    sheet.ignore_errors({"number_stored_as_text": " ".join(texts)})
