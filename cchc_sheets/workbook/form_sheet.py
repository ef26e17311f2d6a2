"""The sheet that a unit fills in and prints: what is around the form's rows."""

from __future__ import annotations

import string

from cchc_sheets.model import Form, Unit
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import GUIDE_SHEET
from cchc_sheets.sheet.formula_text import joined as joined_texts
from cchc_sheets.sheet.formula_text import quoted
from cchc_sheets.sheet.heading import attached_to, period_line, title
from cchc_sheets.sheet.heights import broken, line_count, row_height
from cchc_sheets.sheet.styles import ANSWERED, SANS_WIDER, Pen
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.form_rows import BASE_WIDTHS, WIDTHS, write_rows
from cchc_sheets.workbook.page import INDENT
from cchc_sheets.workbook.paper import set_up_form_page
from cchc_sheets.workbook.validations import (
    ADJUSTABLE,
    as_before_validation,
    attach,
    prompt_only,
)

_PRINTED = (at.STT, at.LABEL, at.UNIT, at.VALUE, at.NOTE)
_HEADING_SIZE, _TITLE_SIZE, _LINE_HEIGHT = 13, 14, 20
_BANNER_HEIGHT, _FIELD_HEIGHT, _SCREEN_HEAD_HEIGHT = 36, 21, 38
_TEXTS = {at.LABEL, at.NOTE, at.CHECK}
"""The columns whose texts begin at the left."""


def write_form_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet, except what it shows of the live checks."""
    bases = BASE_WIDTHS if issue.form.base_rows else {}
    for column, pixels in (WIDTHS | bases).items():
        pen.width(column, pixels, hidden=column == at.KEY)
    identity = str(issue.identity)
    pen.text(at.STATUS_ROW, at.KEY, identity, "identity")
    pen.text(*at.IDENTITY_CELL, identity, "identity")
    _write_banner(pen, issue)
    _write_fields(pen, issue)
    heads = {at.SYMBOL: "", **words.screen_heads(issue.form)}
    heads[at.PREVIOUS] = words.compared_head(words.PREVIOUS_HEAD, issue.period.previous)
    heads[at.YEAR_BEFORE] = words.compared_head(words.YEAR_BEFORE_HEAD, issue.period.year_before)
    for column, text in heads.items():
        side = ("left", "indent") if column in _TEXTS else ("center",)
        pen.text(at.SCREEN_HEAD_ROW, column, text, "screen_head", *side)
    pen.height(at.SCREEN_HEAD_ROW, _SCREEN_HEAD_HEIGHT)
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
    # STT, codes and the fields' figures are texts on purpose: no green corners.
    table = f"{address(at.FIRST_ROW, at.STT)}:{address(last, at.NOTE)}"
    fields = f"{address(at.FIELD_ROWS[0], at.UNIT)}:{address(at.FIELD_ROWS[1], at.CHECK)}"
    sheet.ignore_errors({"number_stored_as_text": f"{table} {fields}"})
    set_up_form_page(sheet, plan.layout)


def _write_banner(pen: Pen, issue: Issue) -> None:
    """Write whose form it is, till when, whom to ask; room for the status line is beside it."""
    # Should it take two lines, then the period is not torn apart.
    period = issue.period.label.replace(" ", "\N{NO-BREAK SPACE}")
    row, whose = at.STATUS_ROW, f"{issue.unit.name} – {period}"
    pen.merge((row, at.SYMBOL, row, at.LABEL), whose, "banner", "left")
    due = words.due_line(issue.roster.due_on(issue.period), issue.roster.issuer)
    pen.merge((*at.DUE_CELL, row, at.NOTE), due, "due", "left")
    pen.merge((*at.STATUS_CELL, row, at.YEAR_BEFORE), "", "status", "center")
    lines = max(
        line_count(whose, _across(at.SYMBOL, at.LABEL) - INDENT, 12 * SANS_WIDER, bold=True) * 12,
        sum(line_count(line, _across(at.UNIT, at.NOTE), 9 * SANS_WIDER) for line in due.split("\n"))
        * 9,
    )
    pen.height(row, max(_BANNER_HEIGHT, row_height(1, lines, 8)))


def _write_fields(pen: Pen, issue: Issue) -> None:
    """Write the fields of the report, each beside its label, and the way to the guidance."""
    for row in at.FIELD_ROWS:
        for column in range(at.SYMBOL, at.YEAR_BEFORE + 1):
            pen.blank(row, column, "tool", "band")
        pen.height(row, _FIELD_HEIGHT)
    panel = issue.panel
    inputs = (
        (at.REPORT_NUMBER_CELL, panel.report_number, words.NUMBER_PANEL, words.NUMBER_PROMPT),
        (at.SIGNED_ON_CELL, panel.signed_on, words.SIGNED_ON_PANEL, words.SIGNED_ON_PROMPT),
        (at.FILLED_BY_CELL, panel.filled_by, words.FILLED_BY_PANEL, words.FILLED_BY_PROMPT),
        (at.TELEPHONE_CELL, panel.telephone, words.TELEPHONE_PANEL, words.TELEPHONE_PROMPT),
    )
    for (row, column), typed, label, prompt in inputs:
        pen.text(row, column - 1, label, "tool", "label", "band")
        pen.text(row, column, typed, "left", "text", "panel")
        if column == at.UNIT:  # a long number goes on here; merged it could not be pasted over
            pen.blank(row, at.VALUE, "panel", "locked")
        attach(pen, (row, column, row, column), prompt_only(*prompt))
    answered = pen.styles.book.add_format(dict(ANSWERED))
    rule = {"type": "formula", "format": answered}
    for (row, column), *_ in inputs:
        filled = {**rule, "criteria": f"=LEN(TRIM(${address(row, column)}))>0"}
        last = at.VALUE if column == at.UNIT else column
        pen.sheet.conditional_format(row - 1, column - 1, row - 1, last - 1, filled)
    row, column = at.GUIDE_CELL
    pen.merge((row, column, row, column + 1), "", "tool", "band", "center")
    pen.link((row, column), (GUIDE_SHEET, "A1"), words.GUIDE_LINK, "tool", "band", "center")
    if issue.confirmed is not None:
        row, column = at.AS_BEFORE_CELL
        pen.text(row, column - 1, words.AS_BEFORE_PANEL, "tool", "label", "band")
        said = words.CONFIRMED if issue.confirmed else words.TO_CONFIRM
        pen.text(row, column, said, "panel", "center", "text")
        attach(pen, (row, column, row, column), as_before_validation())


def _across(first: int, last: int) -> int:
    return sum(WIDTHS[column] for column in range(first, last + 1))


def _write_heading(pen: Pen, issue: Issue) -> None:
    """Write the printed heading block, and right of it the unit's name, which is not printed."""
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
        pen.height(row, max(height, _LINE_HEIGHT))
    pen.merge((*at.CODE_CELL, at.CODE_LINE_ROW, at.NOTE), "", "code_line")
    pen.height(at.CODE_LINE_ROW, _LINE_HEIGHT)
    panel = issue.panel
    if form.attached_to:
        signed_on = words.date_in_words(panel.signed_on)
        cached = attached_to(form, unit, " ".join(panel.report_number.split()), signed_on)
        formula = attached_to_formula(form, unit)
        pen.formula(at.ATTACHED_ROW, at.STT, formula, cached, "heading", "italic")
    row, column = at.UNIT_NAME_CELL
    pen.text(row, column - 1, words.UNIT_PANEL, "tool", "label", "top")
    area = (row, column, at.PERIOD_ROW, at.YEAR_BEFORE)
    pen.merge(area, issue.unit.name, "tool", "left", "bold", "wrap", "top")


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
    )
    for column, text in whole:
        pen.merge((top, column, bottom, column), text, "head")
    # On the screen these stand above; here the filter and the reader find them.
    beside = [
        (at.CHECK, words.CHECK_HEAD),
        (at.PREVIOUS, words.PREVIOUS_HEAD),
        (at.YEAR_BEFORE, words.YEAR_BEFORE_HEAD),
    ]
    if issue.form.base_rows:
        beside += ((at.NUMERATOR, words.NUMERATOR_HEAD), (at.DENOMINATOR, words.DENOMINATOR_HEAD))
    for column, text in beside:
        pen.text(bottom, column, text, "tool", "center")
    pen.merge((top, at.UNIT, top, at.VALUE), words.RESULT_HEAD, "head")
    pen.text(bottom, at.UNIT, words.UNIT_HEAD, "head")
    pen.text(bottom, at.VALUE, issue.form.value_column, "head")
    pen.height(top, 20)
    pen.height(bottom, 36)
