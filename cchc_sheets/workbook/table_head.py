"""The head of a table's sheet: what its columns are, or across its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cchc_sheets.model import Column
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen
from cchc_sheets.sheet.table import HEAD_ROWS, LABEL, NAME_ROW, STT, TOTAL, TableLayout
from cchc_sheets.words import tables as words
from cchc_sheets.words import workbook as workbook_words
from cchc_sheets.workbook.paper import FIGURE, LABEL_ACROSS, Paper, columns_of

_NAMES_HEIGHT = 64


def write_head(pen: Pen, layout: TableLayout) -> None:
    """Write the head over the records that are lines: groups, columns, their numbers."""
    top, bottom, numbers = HEAD_ROWS
    table = layout.table
    for at, text in ((STT, workbook_words.STT), (LABEL, table.name_label)):
        pen.merge((top, at, bottom, at), text, "head")
        pen.text(numbers, at, "", "head")
    lines = [1]
    # A count with its share is under its own name where it has no group.
    for group, members in groupby(
        table.columns, key=lambda c: c.group or (c.row.label if c.share_of is not None else "")
    ):
        lines.append(_write_group(pen, layout, group, tuple(members)))
    number_lines = [1]
    for column in table.columns:
        number = column.row.stt
        if column.row.computed is not None and "(" not in column.row.computed.text:
            # How it is made: (1) = (2) + (3).
            made = f" {column.row.computed.text} "
            for part in table.columns:
                made = made.replace(f" {part.row.key} ", f" {part.row.stt} ")
            number = f"{number} = {' '.join(made.split())}"
        _, at = layout.cell(TOTAL, column.row.key)
        pen.text(numbers, at, number, "head")
        number_lines.append(_lines(number))
        if column.share_of is not None:
            pen.text(numbers, at + 1, "", "head")
    pen.height(bottom, row_height(max(lines), SIZE))
    pen.height(numbers, row_height(max(number_lines), SIZE))
    pen.text(numbers, layout.check_column, workbook_words.CHECK_HEAD, "head")


def _write_group(pen: Pen, layout: TableLayout, group: str, members: Sequence[Column]) -> int:
    """Write the columns under one name; return how many lines their own names take at most."""
    top, bottom, _ = HEAD_ROWS
    lines = []
    if not group:
        for column in members:
            _, at = layout.cell(TOTAL, column.row.key)
            pen.merge((top, at, bottom, at), column.row.label, "head")
            lines.append(_lines(column.row.label) - 1)  # the upper row has room for one
        return max(lines)
    first, last = columns_of(layout, members)
    if first == last:  # Excel merges no single cell
        pen.text(top, first, group, "head")
    else:
        pen.merge((top, first, top, last), group, "head")
    for column in members:
        _, at = layout.cell(TOTAL, column.row.key)
        name = words.COUNT if group == column.row.label else column.row.label
        pen.text(bottom, at, name, "head")
        lines.append(_lines(name))
        if column.share_of is not None:
            pen.text(bottom, at + 1, words.SHARE, "head")
            lines.append(_lines(words.SHARE))
    return max(lines)


def _lines(text: str) -> int:
    return line_count(text, FIGURE, SIZE, bold=True)


def write_head_across(pen: Pen, issue: Issue, layout: TableLayout, paper: Paper) -> None:
    """Write the head over the records that are columns, and the labels of the lines."""
    top = HEAD_ROWS[0]
    heads = (
        (STT, workbook_words.STT),
        (LABEL, issue.form.label_column),
        (layout.unit_column, workbook_words.UNIT_HEAD),
        (layout.total, words.TOTAL),
    )
    for at, text in heads:
        pen.merge((top, at, NAME_ROW, at), text, "head")
    for first, last in paper.blocks:
        if last > first:
            pen.merge((top, first, top, last), layout.table.name_label, "head")
        else:
            pen.text(top, first, layout.table.name_label, "head")
    pen.height(NAME_ROW, _NAMES_HEIGHT)
    pen.text(top, layout.check_column, workbook_words.CHECK_HEAD, "head")
    for column in layout.table.columns:
        row, _ = layout.cell(TOTAL, column.row.key)
        label = column.row.label_for(issue.unit)
        unit = workbook_words.printed_unit(column.row.unit_of_measure)
        pen.text(row, STT, column.row.stt, "table", "center", "text")
        pen.text(row, LABEL, label, "table", "wrap", "left", "text")
        pen.text(row, layout.unit_column, unit, "table", "wrap", "center", "text")
        pen.height(row, row_height(line_count(label, LABEL_ACROSS, SIZE), SIZE))
