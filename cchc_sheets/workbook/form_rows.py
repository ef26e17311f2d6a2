"""The form's rows on its sheet: labels, input cells with their validations, figures to compare."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from cchc_sheets.expression import names
from cchc_sheets.model import Row
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import DECLARATION_SIZE, SIZE, Pen
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words import tables as table_words
from cchc_sheets.words import workbook as words
from cchc_sheets.workbook.form_plan import FormPlan, code_list
from cchc_sheets.workbook.live.computed import (
    fed_formula,
    formula_of,
    level_formula,
    level_text,
    longest,
    nil_condition,
    value_of,
    with_totals,
)
from cchc_sheets.workbook.marks import mark, mark_answered
from cchc_sheets.workbook.page import INDENT
from cchc_sheets.workbook.validations import (
    FORMATS,
    admits,
    attach,
    nil_section_validation,
    prompt_only,
    stop,
    validation_of,
)

WIDTHS = {
    at.KEY: 120,
    at.SYMBOL: 22,
    at.STT: 46,
    at.LABEL: 296,
    at.UNIT: 108,
    at.VALUE: 84,
    at.NOTE: 208,
    at.CHECK: 232,
    at.PREVIOUS: 112,
    at.YEAR_BEFORE: 124,
    at.YEAR_BEFORE + 1: 16,
}
"""Of the columns in pixels: the printed ones fill a page between its margins at nearly full size,
all together fit a screen of 1366."""
BASE_WIDTHS = {at.NUMERATOR: 84, at.DENOMINATOR: 84}
_UNIT_SIZE = _NOTE_SIZE = 11
_PADDING = 7
"""Points: with it a row of one line has room for two of *Soát lỗi*, so that all are alike."""
_TEXT = ("left", "indent")


def write_rows(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the form's rows from ``FIRST_ROW`` on."""
    layout, counted = plan.layout, with_totals(issue)
    with_parts = {row.path.rpartition(".")[0] for row in issue.form.rows}
    for form_row in (row for row in issue.form.rows if row.base_of is None):
        row = layout.row_of[form_row.key]
        look = _look_of(form_row, with_parts)
        pen.text(row, at.KEY, form_row.key)
        texts = (
            (at.STT, form_row.stt, ("center",)),
            (at.LABEL, label_of(form_row, issue.unit), _TEXT),
        )
        for column, text, side in texts:
            traits = ("table", "wrap", "text", *look, *side)
            if form_row.line is None:
                pen.text(row, column, text, *traits)
            elif form_row.line.number == 1:
                last = row + form_row.line.of - 1
                # At the top, where the first line is, should a page end within the lines.
                pen.merge((row, column, last, column), text, *traits, "top")
        if form_row.line is None:
            unit = words.printed_unit(form_row.unit_of_measure)
            pen.text(row, at.UNIT, unit, "table", "wrap", "text", "center", "small", *_band(look))
        else:
            formula = level_formula(form_row, layout)
            text = level_text(form_row, counted, layout)
            pen.formula(row, at.UNIT, formula, text, "table", "wrap", "center", "small")
        _write_value(pen, issue, counted, plan, form_row, _band(look))
        pen.text(row, at.CHECK, "", "wrap", *_TEXT, "check", *_band(look))
        traits = ("before", "right", "indent", FORMATS.get(form_row.kind, "text"), *_band(look))
        for column, figures in ((at.PREVIOUS, issue.previous), (at.YEAR_BEFORE, issue.year_before)):
            figure = figures.get(form_row.key) if form_row.indicator else None
            if figure is None:
                pen.blank(row, column, *traits)
            else:
                pen.number(row, column, float(figure), *traits)
        pen.height(row, _height(form_row, issue, plan, bold="bold" in look))
    area = (at.FIRST_ROW, at.VALUE, layout.last_row, at.VALUE)
    mark_answered(pen, area, issue, at.FORM_SHEET)
    if issue.form.base_rows:
        _write_bases(pen, issue, plan)


def _write_bases(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the counts beside rates; of one that the form asks itself the name of its cell."""
    layout, columns = plan.layout, (at.NUMERATOR, at.DENOMINATOR)
    for rate in (row for row in issue.form.rows if row.base):
        for key, column in zip(rate.base, columns, strict=True):
            row, own = layout.row_of[rate.key], issue.form.by_key[key]
            cell = layout.value_cell(key)
            if own.base_of != rate.key:
                text = words.BASE_ELSEWHERE.format(cell=cell)
                pen.text(row, column, text, "before", "center", "text")
                continue
            typed = issue.prefill.get(key, Prefill()).value
            marked = mark(pen, issue, at.FORM_SHEET, (row, column), typed or "")
            look = ("before", "right", "indent", "count", "shrink", "optional", *marked)
            pen.typed(row, column, typed, *look)
            admitted = {"validate": "custom", "value": f"={admits(own, cell)}"}
            told = {**prompt_only(*words.BASE_PROMPT), **admitted, **stop(words.BASE_STOP)}
            attach(pen, (row, column, row, column), told)
    area = (at.FIRST_ROW, at.NUMERATOR, layout.last_row, at.DENOMINATOR)
    mark_answered(pen, area, issue, at.FORM_SHEET)


def _look_of(form_row: Row, with_parts: Collection[str]) -> tuple[str, ...]:
    """Return the traits of a label: sections bold on a band, groups bold italic, heads italic."""
    if form_row.depth == 0:
        return ("bold", "section")
    if form_row.depth == 1 and (form_row.path in with_parts or form_row.indicator is None):
        return ("bold", "italic")
    return () if form_row.indicator else ("italic",)


def _band(look: tuple[str, ...]) -> tuple[str, ...]:
    """Return the traits of what else is in a row of this look."""
    return ("section",) if "section" in look else ()


def _write_value(  # noqa: PLR0913, PLR0917 - one cell and its note, all that decides their look
    pen: Pen,
    issue: Issue,
    counted: Issue,
    plan: FormPlan,
    form_row: Row,
    band: tuple[str, ...],
) -> None:
    """Write the cell of the answer with its validation, and that of the note.

    ``counted`` is the issue with what its tables come to.
    """
    row = plan.layout.row_of[form_row.key]
    cell, area = (row, at.VALUE), (row, at.VALUE, row, at.VALUE)
    prefill = issue.prefill.get(form_row.key, Prefill())
    is_fed = form_row.is_total or (form_row.fed_by is not None and prefill.value is None)
    is_typed = form_row.indicator is not None and form_row.computed is None and not is_fed
    typed = (prefill.value or "") if is_typed else None
    # A heading's cell has been emptied: the list alone says what stood there.
    marked = mark(pen, issue, at.FORM_SHEET, cell, typed) if form_row.indicator else ()
    number_format = FORMATS.get(form_row.kind, "text")
    # A number that does not fit is written smaller; wrapped it would be a row of ####.
    side = ("center",) if number_format == "text" else ("right", "indent")
    base = ("table", "wrap" if number_format == "text" else "shrink", *side, number_format)
    if form_row.key in plan.nil_sections:
        pen.typed(*cell, prefill.value, "table", "wrap", "center", "text", "declaration")
        attach(pen, area, nil_section_validation())
    elif form_row.indicator is None:
        pen.blank(*cell, "table", *band)
    elif form_row.computed is not None:
        cells = {part.key: plan.layout.value_cell(part.key) for part in issue.form.answer_rows}
        value = value_of(form_row.computed, counted)
        cached = "" if value is None else float(value)
        nils = {key: nil_condition(plan.layout, key) for key in names(form_row.computed)}
        formula = formula_of(form_row.computed, cells, nils)
        pen.formula(*cell, formula, cached, *base, *marked)
        attach(pen, area, prompt_only(*words.COMPUTED_PROMPT))
    elif is_fed:
        table = next(table for table in issue.form.tables if table.id == form_row.fed_by)
        look = (*base, "input") if form_row.is_input else base
        total = counted.prefill.get(form_row.key, Prefill()).value
        cached = float(total) if isinstance(total, Decimal) else ""
        pen.formula(*cell, fed_formula(TableLayout(table), form_row.key), cached, *look, *marked)
        if form_row.is_total:
            attach(pen, area, prompt_only(*table_words.TOTAL_PROMPT))
    else:
        pen.typed(*cell, prefill.value, *base, "input", *marked)
    noted = mark(pen, issue, at.FORM_SHEET, (row, at.NOTE), prefill.note)
    look = ("table", "wrap", *_TEXT, "text", "small", "open", *band, *noted)
    pen.text(row, at.NOTE, prefill.note, *look)
    if form_row.is_input:
        name = plan.code_lists.get(code_list(form_row))
        attach(pen, area, validation_of(form_row, plan.layout.value_cell(form_row.key), name))


def _height(form_row: Row, issue: Issue, plan: FormPlan, *, bold: bool) -> float:
    """Return the height of the row's texts."""
    prefill = issue.prefill.get(form_row.key, Prefill())
    typed = str(prefill.value or "") if form_row.indicator else ""
    declared = words.NIL_SECTION if form_row.key in plan.nil_sections else ""
    unit = longest(form_row) or words.printed_unit(form_row.unit_of_measure)
    lines = max(
        line_count(form_row.stt, WIDTHS[at.STT], SIZE, bold=bold),
        line_count(label_of(form_row, issue.unit), WIDTHS[at.LABEL] - INDENT, SIZE, bold=bold),
        line_count(unit, WIDTHS[at.UNIT], _UNIT_SIZE),
        line_count(typed, WIDTHS[at.VALUE], SIZE),
    )
    small = line_count(declared, WIDTHS[at.VALUE], DECLARATION_SIZE)
    noted = line_count(prefill.note, WIDTHS[at.NOTE] - INDENT, _NOTE_SIZE)
    return max(
        row_height(lines, SIZE, _PADDING),
        row_height(small, DECLARATION_SIZE),
        row_height(noted, _NOTE_SIZE),
    )
