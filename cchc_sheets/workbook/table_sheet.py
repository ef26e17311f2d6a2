"""The sheet of a table: heads, totals, and places for the records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cchc_sheets.model import RECORD_NAME, Column, Kind, Table
from cchc_sheets.model.issue import Issue, TypedRecord
from cchc_sheets.sheet import table as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.sheet.table import TOTAL, TableLayout, key_mark, table_mark
from cchc_sheets.words import tables as words
from cchc_sheets.words import workbook as workbook_words
from cchc_sheets.workbook.live.computed import (
    formula_of,
    record_issue,
    share_formula,
    share_value,
    total_formula,
    total_value,
    value_of,
)
from cchc_sheets.workbook.live.places import NAME_LIST
from cchc_sheets.workbook.marks import mark as mark_cell
from cchc_sheets.workbook.marks import mark_answered
from cchc_sheets.workbook.paper import paper_of, set_up_table_page, width_of
from cchc_sheets.workbook.table_head import write_head, write_head_across
from cchc_sheets.workbook.validations import (
    ADJUSTABLE,
    FORMATS,
    Area,
    attach,
    prompt_only,
    stop,
    validation_of,
)

_WIDTHS = {at.KEY: 60, at.SYMBOL: 22}
_CHECK_WIDTH = 360
_CELL = ("table", "shrink", "center")


def write_table_sheet(pen: Pen, issue: Issue, layout: TableLayout, number: int) -> None:
    """Write the whole sheet of the form's table of this ``number``, except its live checks."""
    table, paper = layout.table, paper_of(layout)
    for column in range(1, layout.last_column + 1):
        width = _WIDTHS.get(column) or width_of(layout, column)
        pen.width(column, width, hidden=column == at.KEY)
    pen.width(layout.check_column, _CHECK_WIDTH)
    # Not broader than a screen, so that title and status line are read without scrolling.
    broad = min(layout.last_column, at.LABEL + 12)
    # On several pages the title is over the columns that all of them repeat.
    last = broad if len(paper.blocks) == 1 else paper.repeated
    pixels = sum(width_of(layout, column) for column in range(at.STT, last + 1))
    under = words.of_whom(issue.period, issue.unit)
    pen.merge((at.TITLE_ROW, at.STT, at.TITLE_ROW, last), table.title, "title")
    pen.height(at.TITLE_ROW, row_height(line_count(table.title, pixels, 14, bold=True), 14))
    pen.merge((at.PERIOD_ROW, at.STT, at.PERIOD_ROW, last), under, "heading", "bold")
    with_code = f"{under}\n{workbook_words.code_line(workbook_words.NO_CODE)}"
    pen.height(at.PERIOD_ROW, row_height(line_count(with_code, pixels, 13, bold=True), 13))
    pen.merge((at.STATUS_ROW, at.STT, at.STATUS_ROW, broad), "", "status", "left")
    pen.height(at.STATUS_ROW, 32)
    pen.sheet.set_row(at.KEY_ROW - 1, None, None, {"hidden": True})
    if table.across:
        write_head_across(pen, issue, layout, paper)
    else:
        write_head(pen, layout)
    _write_marks(pen, layout)
    for each in table.columns:
        _write_column(pen, issue, layout, each)
    _write_names(pen, issue, layout, number)
    pen.sheet.hide_gridlines(2)
    frozen = (at.NAME_ROW, layout.total) if table.across else (layout.total, at.LABEL)
    pen.sheet.freeze_panes(*frozen)
    pen.sheet.protect("", {**ADJUSTABLE, "insert_rows": True, "insert_columns": True})
    pen.sheet.set_selection(layout.address(0, RECORD_NAME))
    set_up_table_page(pen.sheet, layout, paper)
    # Names, numbers of lines and of columns are texts on purpose: no green corners.
    left = f"{address(1, at.STT)}:{address(layout.last_row, at.LABEL)}"
    texts = f"{layout.records(RECORD_NAME)} {left}"
    pen.sheet.ignore_errors({"number_stored_as_text": texts})


def _write_marks(pen: Pen, layout: TableLayout) -> None:
    """Write the marks by which the reader finds the table again, wherever it was moved."""
    table = layout.table
    pen.text(at.KEY_ROW, at.KEY, table_mark(table))
    for key in (RECORD_NAME, *(column.row.key for column in table.columns)):
        row, column = layout.cell(TOTAL, key)
        place = (row, at.KEY) if table.across else (at.KEY_ROW, column)
        pen.text(*place, key_mark(table, key))
    marks = {layout.total: at.TOTAL_MARK, layout.first: at.RECORD_MARK}
    if table.across:  # *Soát lỗi* is where another record would be
        marks[layout.check_column] = at.END_MARK
    for line, mark in marks.items():
        place = (at.KEY_ROW, line) if table.across else (line, at.KEY)
        pen.text(*place, mark)


def _write_column(pen: Pen, issue: Issue, layout: TableLayout, column: Column) -> None:
    """Write the total of a key, the cells of its answers, and its shares."""
    table, form_row, key = layout.table, column.row, column.row.key
    row, place = layout.cell(TOTAL, key)
    if form_row.kind is Kind.COUNT:
        total = _cached(total_value(issue, table, key))
        pen.formula(row, place, total_formula(layout, key), total, *_CELL, "count", "bold")
        attach(pen, (row, place, row, place), prompt_only(*words.TOTAL_PROMPT))
    else:
        pen.blank(row, place, "table")
    if column.share_of is not None:
        formula = share_formula(layout, TOTAL, column)
        share = share_value(issue, table, TOTAL, column)
        pen.formula(*layout.share(TOTAL, key), formula, _cached(share), *_CELL, "rate", "bold")
    look = (*_CELL, FORMATS.get(form_row.kind, "text"))
    for record, typed in _records(issue, layout.table):
        at_cell = layout.cell(record, key)
        if form_row.computed is None:
            value = typed.get(key, "")
            marked = mark_cell(pen, issue, table.sheet, at_cell, value)
            pen.typed(*at_cell, value, *look, "input", *marked)
        else:
            keys = (each.row.key for each in layout.table.columns)
            formula = formula_of(
                form_row.computed, {part: layout.address(record, part) for part in keys}
            )
            own = record_issue(issue, table, record) if typed else None
            result = value_of(form_row.computed, own) if own else None
            marked = mark_cell(pen, issue, table.sheet, at_cell)
            pen.formula(*at_cell, formula, _cached(result), *look, *marked)
        if column.share_of is not None:
            formula = share_formula(layout, record, column)
            share = share_value(issue, table, record, column) if typed else None
            pen.formula(*layout.share(record, key), formula, _cached(share), *_CELL, "rate")
    area = _area(layout, key)
    if form_row.computed is None:
        attach(pen, area, validation_of(form_row, layout.address(0, key), None))
        mark_answered(pen, area, issue, table.sheet)
    else:
        attach(pen, area, prompt_only(*words.COMPUTED_PROMPT))


def _records(issue: Issue, table: Table) -> Iterator[tuple[int, TypedRecord]]:
    """Yield each place of a record with what is in it."""
    records = issue.records.get(table.id, ())
    return enumerate((*records, *({} for _ in range(len(records), table.room))))


def _cached(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)


def _write_names(pen: Pen, issue: Issue, layout: TableLayout, number: int) -> None:
    """Write the cells where the records are named, with the names that are given."""
    table = layout.table
    look = ("table", "wrap", "text", "input", "center" if table.across else "left")
    for record, typed in _records(issue, table):
        row, place = layout.cell(record, RECORD_NAME)
        name = typed.get(RECORD_NAME, "")
        pen.typed(row, place, name, *look, *mark_cell(pen, issue, table.sheet, (row, place), name))
        if not table.across:
            pen.text(row, at.STT, str(record + 1), "table", "center", "text")
    if not table.across:
        pen.text(layout.total, at.STT, "", "table")
        pen.text(layout.total, at.LABEL, words.TOTAL, "table", "center", "bold")
    validation = prompt_only(*words.name_prompt(table))
    if table.names:
        validation |= {"validate": "list", "source": f"={NAME_LIST.format(number=number)}"}
        validation |= {} if table.free else stop(words.not_offered(table))
    area = _area(layout, RECORD_NAME)
    attach(pen, area, validation)
    mark_answered(pen, area, issue, table.sheet)


def _area(layout: TableLayout, key: str) -> Area:
    """Return the cells of all records' answers to a key."""
    return (*layout.cell(0, key), *layout.cell(layout.table.room - 1, key))
