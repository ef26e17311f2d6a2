"""The sheet that a unit fills in and prints: what is around the form's rows."""

from __future__ import annotations

import string

from cchc_sheets.model import Form, Unit
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.formula_text import joined as joined_texts
from cchc_sheets.sheet.formula_text import quoted
from cchc_sheets.sheet.heading import attached_to, period_line, title
from cchc_sheets.sheet.heights import broken, line_count, row_height
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.form_rows import WIDTHS, write_rows
from cchc_sheets.workbook.paper import set_up_form_page
from cchc_sheets.workbook.validations import (
    ADJUSTABLE,
    as_before_validation,
    attach,
    prompt_only,
)

_PRINTED = (at.STT, at.LABEL, at.UNIT, at.VALUE, at.NOTE)
_HEADING_SIZE, _TITLE_SIZE, _PANEL_HEIGHT = 13, 14, 20


def write_form_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet, except what it shows of the live checks."""
    for column, pixels in WIDTHS.items():
        pen.width(column, pixels, hidden=column == at.KEY)
    identity = str(issue.identity)
    pen.text(at.STATUS_ROW, at.KEY, identity, "identity")
    pen.text(*at.IDENTITY_CELL, identity, "identity")
    banner = f"{words.BANNER}\n{issue.unit.name} – {issue.period.label}"
    pen.merge((at.STATUS_ROW, at.STT, at.STATUS_ROW, at.LABEL), banner, "banner", "left")
    pen.merge((*at.STATUS_CELL, at.STATUS_ROW, at.NOTE), "", "status", "left")
    if issue.confirmed is not None:
        row, column = at.AS_BEFORE_CELL
        pen.text(row, column - 1, words.AS_BEFORE_PANEL, "beside", "label", "wrap")
        said = words.CONFIRMED if issue.confirmed else words.TO_CONFIRM
        pen.text(row, column, said, "panel", "center", "text")
        attach(pen, (row, column, row, column), as_before_validation())
    pen.height(at.STATUS_ROW, 36)
    for column, text in {at.SYMBOL: "", **words.screen_heads(issue.form)}.items():
        pen.text(at.SCREEN_HEAD_ROW, column, text, "screen_head")
    pen.height(at.SCREEN_HEAD_ROW, 18)
    _write_heading(pen, issue)
    _write_head(pen, issue)
    write_rows(pen, issue, plan)
    sheet, last = pen.sheet, plan.layout.last_row
    sheet.hide_gridlines(2)
    sheet.freeze_panes(at.SCREEN_HEAD_ROW, 0)
    sheet.autofilter(at.HEAD_ROWS[1] - 1, at.STT - 1, last - 1, at.CHECK - 1)
    sheet.protect("", {**ADJUSTABLE, "autofilter": True})
    first_input = next((row.key for row in issue.form.rows if row.is_input), None)
    if first_input is not None:
        sheet.set_selection(plan.layout.value_cell(first_input))
    # STT, codes and the panel's figures are texts on purpose: no green corners.
    table = f"{address(at.FIRST_ROW, at.STT)}:{address(last, at.NOTE)}"
    panel = f"{address(*at.REPORT_NUMBER_CELL)}:{address(*at.TELEPHONE_CELL)}"
    sheet.ignore_errors({"number_stored_as_text": f"{table} {panel}"})
    set_up_form_page(sheet, issue, plan.layout)


def _write_heading(pen: Pen, issue: Issue) -> None:
    """Write the printed heading block, and right of it the panel, which is not printed."""
    form, unit, period = issue.form, issue.unit, issue.period
    lines = (
        (at.APPENDIX_ROW, form.appendix, _HEADING_SIZE, ("heading", "bold")),
        (at.TITLE_ROW, title(form, unit, period), _TITLE_SIZE, ("title", "bold")),
        (at.PERIOD_ROW, period_line(form, unit, period), _HEADING_SIZE, ("heading", "bold")),
        (at.ATTACHED_ROW, attached_to(form, unit, "", ""), _HEADING_SIZE, ("heading", "italic")),
    )
    width = sum(WIDTHS[column] for column in _PRINTED)
    for row, line, size, traits in lines:
        text = broken(line, width, size)
        pen.merge((row, at.STT, row, at.NOTE), text, *traits)
        height = row_height(line_count(text, width, size, bold=True), size)
        pen.height(row, max(height, _PANEL_HEIGHT))
    pen.merge((*at.CODE_CELL, at.CODE_LINE_ROW, at.NOTE), "", "code_line")
    pen.height(at.CODE_LINE_ROW, _PANEL_HEIGHT)
    panel = issue.panel
    if form.attached_to:
        signed_on = words.date_in_words(panel.signed_on)
        cached = attached_to(form, unit, " ".join(panel.report_number.split()), signed_on)
        formula = attached_to_formula(form, unit)
        pen.formula(at.ATTACHED_ROW, at.STT, formula, cached, "heading", "italic")
    inputs = (
        (at.REPORT_NUMBER_CELL, panel.report_number, words.NUMBER_PANEL, words.NUMBER_PROMPT),
        (at.SIGNED_ON_CELL, panel.signed_on, words.SIGNED_ON_PANEL, words.SIGNED_ON_PROMPT),
        (at.FILLED_BY_CELL, panel.filled_by, words.FILLED_BY_PANEL, words.FILLED_BY_PROMPT),
        (at.TELEPHONE_CELL, panel.telephone, words.TELEPHONE_PANEL, words.TELEPHONE_PROMPT),
    )
    row, column = at.UNIT_NAME_CELL
    pen.text(row, at.CHECK, words.UNIT_PANEL, "beside", "label")
    pen.text(row, column, issue.unit.name, "left", "bold", "beside")
    for (row, column), typed, label, prompt in inputs:
        pen.text(row, at.CHECK, label, "beside", "label")
        pen.text(row, column, typed, "left", "text", "panel")
        attach(pen, (row, column, row, column), prompt_only(*prompt))


def attached_to_formula(form: Form, unit: Unit) -> str:
    """Return the formula of *(Kèm theo Báo cáo số … ngày …)* over the two cells of the panel.

    A date is shown as it is printed: 17/3/2021 → 17 tháng 3 năm 2021, anything else as it was
    typed. Its cell is text, so that the client's language makes no difference; a date that was
    pasted over it is a number and is shown by its parts.
    """
    number, date = address(*at.REPORT_NUMBER_CELL), address(*at.SIGNED_ON_CELL)
    month, year = f'"{words.MONTH_WORD}"', f'"{words.YEAR_WORD}"'
    slashes = f'LEN({date})-LEN(SUBSTITUTE({date},"/",""))'
    of_text = f'SUBSTITUTE(SUBSTITUTE(TRIM({date}),"/",{month},1),"/",{year},1)'
    of_number = f"DAY({date})&{month}&MONTH({date})&{year}&YEAR({date})"
    typed = f"IF({slashes}=2,{of_text},TRIM({date}))"
    parts = {
        "number": [f'IF(TRIM({number})="","…",TRIM({number}))'],
        "date": [f'IF(ISNUMBER({date}),{of_number},IF(TRIM({date})="","…",{typed}))'],
        "unit": quoted(unit.name),
        "unit_upper": quoted(unit.name.upper()),
        "short": quoted(unit.short),
    }
    joined: list[str] = []
    for literal, name, _, _ in string.Formatter().parse(form.attached_to):
        joined += [*quoted(literal), *(parts[name] if name else ())]
    return "=" + joined_texts(joined)


def _write_head(pen: Pen, issue: Issue) -> None:
    """Write the printed two-row head, and the heads of what is not printed."""
    top, bottom = at.HEAD_ROWS
    whole = (
        (at.STT, words.STT),
        (at.LABEL, issue.form.label_column),
        (at.NOTE, words.NOTE_HEAD),
        (at.CHECK, words.CHECK_HEAD),
        (at.PREVIOUS, f"{words.PREVIOUS_HEAD}\n({issue.period.previous.label})"),
        (at.YEAR_BEFORE, f"{words.YEAR_BEFORE_HEAD}\n({issue.period.year_before.label})"),
    )
    for column, text in whole:
        pen.merge((top, column, bottom, column), text, "head")
    pen.merge((top, at.UNIT, top, at.VALUE), words.RESULT_HEAD, "head")
    pen.text(bottom, at.UNIT, words.UNIT_HEAD, "head")
    pen.text(bottom, at.VALUE, issue.form.value_column, "head")
    pen.height(top, 20)
    pen.height(bottom, 36)
