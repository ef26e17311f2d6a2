"""The head of a table's sheet: what its columns are, or across its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from cchc_sheets.model import Column, Row, Table
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen
from cchc_sheets.sheet.table import HEAD_ROWS, LABEL, NAME_ROW, STT, TOTAL, TableLayout
from cchc_sheets.words import tables as words
from cchc_sheets.words import workbook as workbook_words
from cchc_sheets.workbook.table_paper import FIGURE, LABEL_ACROSS, paper_of

_NAMES_HEIGHT = 64


def write_head(pen: Pen, issue: Issue, layout: TableLayout) -> None:
    """Write the head over the records."""
    if layout.table.across:
        _write_across(pen, issue, layout)
    else:
        _write_down(pen, layout)


def _write_down(pen: Pen, layout: TableLayout) -> None:
    top, bottom, numbers = HEAD_ROWS
    table = layout.table
    for at, text in ((STT, workbook_words.STT), (LABEL, table.name_label)):
        pen.merge((top, at, bottom, at), text, "head")
        pen.text(numbers, at, "", "head")
    lines = [1]
    for group, members in groupby(table.columns, key=_group):
        lines += _write_group(pen, layout, group, tuple(members))
    called = {column.row.key: _number(column.row, table) for column in table.columns}
    for column in table.columns:
        _, at = layout.cell(TOTAL, column.row.key)
        pen.text(numbers, at, called[column.row.key], "head")
        if column.share_of is not None:
            pen.text(numbers, at + 1, "", "head")
    pen.height(bottom, row_height(max(lines), SIZE))
    pen.height(numbers, row_height(max(map(_lines, called.values())), SIZE))
    pen.text(numbers, layout.check_column, workbook_words.CHECK_HEAD, "head")


def _write_group(
    pen: Pen, layout: TableLayout, group: str, members: Sequence[Column]
) -> Iterable[int]:
    """Write the columns under one name; return how many lines their own names take."""
    top, bottom, _ = HEAD_ROWS
    _, first = layout.cell(TOTAL, members[0].row.key)
    _, last = layout.cell(TOTAL, members[-1].row.key)
    last += members[-1].share_of is not None
    if not group:
        lines = []
        for column in members:
            _, at = layout.cell(TOTAL, column.row.key)
            pen.merge((top, at, bottom, at), column.row.label, "head")
            lines.append(_lines(column.row.label) - 1)
        return lines
    if first == last:
        pen.text(top, first, group, "head")
    else:
        pen.merge((top, first, top, last), group, "head")
    under = [pair for column in members for pair in _under(layout, group, column)]
    for at, text in under:
        pen.text(bottom, at, text, "head")
    return [_lines(text) for _, text in under]


def _under(layout: TableLayout, group: str, column: Column) -> Iterable[tuple[int, str]]:
    _, at = layout.cell(TOTAL, column.row.key)
    yield at, words.COUNT if group == column.row.label else column.row.label
    if column.share_of is not None:
        yield at + 1, words.SHARE


def _lines(text: str) -> int:
    return line_count(text, FIGURE, SIZE, bold=True)


def _group(column: Column) -> str:
    """Return what stands over a column; a count with its share stands under its own name."""
    return column.group or (column.row.label if column.share_of is not None else "")


def _number(row: Row, table: Table) -> str:
    """Return a column's number, and of a computed one how it is made: ``(1) = (2) + (3)``."""
    if row.computed is None or "(" in row.computed:
        return row.stt
    text = f" {row.computed} "
    for column in table.columns:
        text = text.replace(f" {column.row.key} ", f" {column.row.stt} ")
    return f"{row.stt} = {' '.join(text.split())}"


def _write_across(pen: Pen, issue: Issue, layout: TableLayout) -> None:
    top = HEAD_ROWS[0]
    heads = (
        (STT, workbook_words.STT),
        (LABEL, issue.form.label_column),
        (layout.unit_column, workbook_words.UNIT_HEAD),
        (layout.total, words.TOTAL),
    )
    for at, text in heads:
        pen.merge((top, at, NAME_ROW, at), text, "head")
    for first, last in paper_of(layout).blocks:
        if last > first:
            pen.merge((top, first, top, last), layout.table.name_label, "head")
        else:
            pen.text(top, first, layout.table.name_label, "head")
    pen.height(NAME_ROW, _NAMES_HEIGHT)
    pen.text(top, layout.check_column, workbook_words.CHECK_HEAD, "head")
    for column in layout.table.columns:
        _write_line(pen, issue, layout, column.row)


def _write_line(pen: Pen, issue: Issue, layout: TableLayout, form_row: Row) -> None:
    row, _ = layout.cell(TOTAL, form_row.key)
    label = form_row.label_for(issue.unit)
    unit = workbook_words.printed_unit(form_row.unit_of_measure)
    pen.text(row, STT, form_row.stt, "table", "center", "text")
    pen.text(row, LABEL, label, "table", "wrap", "left", "text")
    pen.text(row, layout.unit_column, unit, "table", "wrap", "center", "text")
    pen.height(row, row_height(line_count(label, LABEL_ACROSS, SIZE), SIZE))
