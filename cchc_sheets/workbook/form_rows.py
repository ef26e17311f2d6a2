"""The form's rows on its sheet: labels, input cells with their validations, figures to compare."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.checks.check import Relation
from cchc_sheets.model import Kind, Row
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import (
    CHECK,
    FIRST_ROW,
    KEY,
    LABEL,
    NOTE,
    PREVIOUS,
    STT,
    SYMBOL,
    UNIT,
    VALUE,
    YEAR_BEFORE,
    Layout,
)
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import ANSWERED, SIZE, Pen
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words import tables as table_words
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.hidden_sheet import code_list, code_lists
from cchc_sheets.workbook.live.computed import formula_of, value_of
from cchc_sheets.workbook.live.levels import level_formula, level_text, longest
from cchc_sheets.workbook.live.plan import LivePlan
from cchc_sheets.workbook.live.totals import fed_formula
from cchc_sheets.workbook.validations import prompt_only, validation_of

WIDTHS = {
    KEY: 120,
    SYMBOL: 22,
    STT: 60,
    LABEL: 284,
    UNIT: 116,
    VALUE: 84,
    NOTE: 158,
    CHECK: 310,
    PREVIOUS: 124,
    YEAR_BEFORE: 130,
}
"""Of the columns in pixels: the printed ones fill a page between its margins at nearly full size,
all together fit a screen of 1366."""

_FORMATS = {Kind.COUNT: "count", Kind.RATE: "rate", Kind.SCORE: "rate", Kind.CODE: "code"}


def write_rows(pen: Pen, issue: Issue, live: LivePlan | None) -> None:
    """Write the form's rows from ``FIRST_ROW`` on."""
    layout, lists = Layout(issue.form), code_lists(issue)
    parents = {row.path.rpartition(".")[0] for row in issue.form.rows}
    for form_row in issue.form.rows:
        row = layout.row_of[form_row.key]
        look = _look(form_row, has_parts=form_row.path in parents)
        _write_label(pen, row, form_row, issue, look)
        _write_value(pen, row, form_row, issue)
        _write_beside(pen, row, form_row, issue)
        if form_row.is_input:
            name = lists.get(code_list(form_row))
            validation = validation_of(form_row, layout.value_cell(form_row.key), name)
            pen.sheet.data_validation(row - 1, VALUE - 1, row - 1, VALUE - 1, validation)
        height = max(_height(form_row, issue, look), _height_of_checks(form_row, live))
        pen.height(row, height)
    _mark_answered(pen, layout)


def _look(row: Row, *, has_parts: bool) -> tuple[str, ...]:
    """Return the traits of a row: sections bold, groups bold italic, headings below them italic."""
    if row.depth == 0:
        return ("bold",)
    if row.depth == 1 and (has_parts or row.indicator is None):
        return ("bold", "italic")
    return ("italic",) if row.indicator is None else ()


def _write_label(pen: Pen, row: int, form_row: Row, issue: Issue, look: tuple[str, ...]) -> None:
    traits = ("table", "wrap", "text", *look)
    pen.text(row, KEY, form_row.key)
    texts = ((STT, form_row.stt, "center"), (LABEL, label_of(form_row, issue.unit), "left"))
    for column, text, side in texts:
        if form_row.line is None:
            pen.text(row, column, text, *traits, side)
        elif form_row.line.number == 1:
            last = row + form_row.line.of - 1
            # At the top, where the first line is, should a page end within them.
            pen.merge((row, column, last, column), text, *traits, side, "top")
    if form_row.line is None:
        unit = words.printed_unit(form_row.unit_of_measure)
        pen.text(row, UNIT, unit, "table", "wrap", "text", "center")
    else:
        _write_level(pen, row, form_row, issue)


def _write_level(pen: Pen, row: int, form_row: Row, issue: Issue) -> None:
    formula, text = level_formula(form_row, Layout(issue.form)), level_text(form_row, issue)
    pen.formula(row, UNIT, formula, text, "table", "wrap", "center")


def _write_value(pen: Pen, row: int, form_row: Row, issue: Issue) -> None:
    prefill = issue.prefill.get(form_row.key, Prefill())
    number_format = _FORMATS.get(form_row.kind, "text")
    # A number that does not fit is written smaller; wrapped it would be a row of ####.
    base = ("table", "wrap" if number_format == "text" else "shrink", "center", number_format)
    if form_row.indicator is None:
        pen.blank(row, VALUE, "table")
    elif form_row.computed is not None:
        _write_computed(pen, row, form_row, issue, base)
    elif form_row.is_total or (form_row.fed_by and not prefill.value):
        _write_fed(pen, row, form_row, issue, base)
    elif isinstance(prefill.value, Decimal):
        pen.number(row, VALUE, float(prefill.value), *base, "input")
    else:
        pen.text(row, VALUE, prefill.value or "", *base, "input")
    pen.text(row, NOTE, prefill.note, "table", "wrap", "left", "text", "open")


def _write_computed(pen: Pen, row: int, form_row: Row, issue: Issue, base: tuple[str, ...]) -> None:
    layout = Layout(issue.form)
    cells = {part.key: layout.value_cell(part.key) for part in issue.form.answer_rows}
    value = value_of(form_row, issue)
    cached = "" if value is None else float(value)
    pen.formula(row, VALUE, formula_of(form_row, cells), cached, *base)
    prompt = prompt_only(*words.COMPUTED_PROMPT)
    pen.sheet.data_validation(row - 1, VALUE - 1, row - 1, VALUE - 1, prompt)


def _write_fed(pen: Pen, row: int, form_row: Row, issue: Issue, base: tuple[str, ...]) -> None:
    """Write the formula that takes a table's total; nothing stands in the table yet."""
    table = next(table for table in issue.form.tables if table.id == form_row.fed_by)
    look = (*base, "input") if form_row.is_input else base
    pen.formula(row, VALUE, fed_formula(TableLayout(table), form_row.key), "", *look)
    if form_row.is_total:
        prompt = prompt_only(*table_words.TOTAL_PROMPT)
        pen.sheet.data_validation(row - 1, VALUE - 1, row - 1, VALUE - 1, prompt)


def _write_beside(pen: Pen, row: int, form_row: Row, issue: Issue) -> None:
    """Write what is not printed: the cell of the checks and the figures to compare."""
    pen.text(row, CHECK, "", "table", "wrap", "left", "beside")
    traits = ("table", "right", "beside", _FORMATS.get(form_row.kind, "text"))
    for column, figures in ((PREVIOUS, issue.previous), (YEAR_BEFORE, issue.year_before)):
        figure = figures.get(form_row.key) if form_row.indicator else None
        if figure is None:
            pen.blank(row, column, *traits)
        else:
            pen.number(row, column, float(figure), *traits)


def _height(form_row: Row, issue: Issue, look: tuple[str, ...]) -> float:
    bold = "bold" in look
    prefill = issue.prefill.get(form_row.key, Prefill())
    unit = longest(form_row) or words.printed_unit(form_row.unit_of_measure)
    lines = max(
        line_count(form_row.stt, WIDTHS[STT], SIZE, bold=bold),
        line_count(label_of(form_row, issue.unit), WIDTHS[LABEL], SIZE, bold=bold),
        line_count(unit, WIDTHS[UNIT], SIZE),
        line_count(prefill.note, WIDTHS[NOTE], SIZE),
        line_count(str(prefill.value or ""), WIDTHS[VALUE], SIZE),
    )
    return row_height(lines, SIZE)


def _height_of_checks(form_row: Row, live: LivePlan | None) -> float:
    """Return the height of two lines of *Soát lỗi* where a rule sets other rows against the row."""
    cells = live.lines_of(form_row.key) if live else ()
    conditions = (line.check.condition for cell in cells for line in cell.lines)
    related = any(isinstance(c, Relation) and len(c.keys) > 1 for c in conditions)
    return row_height(2, 10) if related else 0


def _mark_answered(pen: Pen, layout: Layout) -> None:
    cell = address(FIRST_ROW, VALUE)
    answered = pen.styles.book.add_format(dict(ANSWERED))
    pen.sheet.conditional_format(
        FIRST_ROW - 1,
        VALUE - 1,
        layout.last_row - 1,
        VALUE - 1,
        {"type": "formula", "criteria": f"=LEN(TRIM({cell}))>0", "format": answered},
    )
