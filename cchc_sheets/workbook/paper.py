"""How a workbook's sheets come out on paper: A4, margins, page numbers, the pages of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from cchc_sheets.model import Column
from cchc_sheets.sheet import form, table
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.page import A4, MARGINS, WIDE_PIXELS
from cchc_sheets.sheet.styles import FONT
from cchc_sheets.sheet.table import LABEL, STT, TOTAL, TableLayout

_HEADER_MARGIN = 10 / 25.4
_NUMBER_SIZE = 13
"""Of the page numbers, as Nghị định 30/2020/NĐ-CP has them: at the top, in the middle, none on the
first page."""
LEAST_SCALE = 65
"""In per cent; smaller print is hard to read."""
_SPARE = 0.96
"""Printers and programs differ in how wide a column comes out."""
_WIDTHS = {STT: 40, LABEL: 220}
LABEL_ACROSS, FIGURE = 300, 78
"""Widths in pixels: of the labels where keys have lines of their own, and of a figure."""

Block = tuple[int, int]
"""First and last of neighbouring columns."""


def set_up_paper(sheet: Worksheet) -> None:
    """Set paper, margins and page numbers, which begin on the second page."""
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(**MARGINS)
    # ``write`` leaves it out of the first page.
    header = f'&C&"{FONT},Regular"&{_NUMBER_SIZE}&P'
    sheet.set_start_page(1)
    sheet.set_header(header, {"margin": _HEADER_MARGIN})


def set_up_form_page(sheet: Worksheet, layout: Layout) -> None:
    """Print the annex only, as wide as the page, its head and its code on every page."""
    first_row, first_column, last_row, last_column = layout.print_area
    set_up_paper(sheet)
    sheet.print_area(first_row - 1, first_column - 1, last_row - 1, last_column - 1)
    sheet.repeat_rows(form.CODE_LINE_ROW - 1, form.HEAD_ROWS[1] - 1)
    # The tints that show where to type are no part of the annex.
    sheet.print_black_and_white()


def set_up_table_page(sheet: Worksheet, layout: TableLayout, paper: Paper) -> None:
    """Print a table across the page, its heads and the line with its code on every page."""
    set_up_paper(sheet)
    sheet.set_landscape()
    if len(paper.blocks) > 1:
        sheet.set_print_scale(paper.scale)
        sheet.set_v_pagebreaks([first - 1 for first, _ in paper.blocks[1:]])
        sheet.repeat_columns(STT - 1, paper.repeated - 1)
    top = table.TITLE_ROW - 1
    sheet.print_area(top, STT - 1, layout.last_row - 1, layout.last_column - 1)
    last_head = table.NAME_ROW if layout.table.across else table.HEAD_ROWS[-1]
    sheet.repeat_rows(table.PERIOD_ROW - 1, last_head - 1)
    sheet.print_black_and_white()


@dataclass(frozen=True, slots=True)
class Paper:
    """How a table is divided into pages, as many as it needs to be read.

    ``blocks`` are the columns of each page, besides those up to ``repeated`` that all pages have.
    ``scale`` is that of several pages, in per cent; a single page is scaled to its width.
    """

    repeated: int
    blocks: tuple[Block, ...]
    scale: int


def paper_of(layout: TableLayout) -> Paper:
    """Return how a table is printed: in blocks of about the same width."""

    def width(first: int, last: int) -> int:
        return sum(width_of(layout, column) for column in range(first, last + 1))

    if layout.table.across:
        parts = [(at, at) for at in range(layout.first, layout.last_column + 1)]
    else:
        # No page may part the columns of a group, or a count and its share.
        numbered = enumerate(layout.table.columns)
        groups = groupby(numbered, key=lambda pair: pair[1].group or pair[0])
        parts = [columns_of(layout, [column for _, column in members]) for _, members in groups]
    repeated = layout.total if layout.table.across else LABEL
    fixed = width(STT, repeated)
    # As few pages as can be read, each with about an equal share of the width.
    most = WIDE_PIXELS * 100 * _SPARE / LEAST_SCALE - fixed
    total = width(parts[0][0], parts[-1][1])
    even = total / max(1, -(-total // most))
    blocks = []
    first, last = parts[0]
    for start, end in parts[1:]:
        if width(first, last) >= even or width(first, end) > most:
            blocks.append((first, last))
            first = start
        last = end
    blocks.append((first, last))
    widest = max(width(*block) for block in blocks)
    scale = int(min(100, WIDE_PIXELS * 100 * _SPARE / (fixed + widest)))
    return Paper(repeated, tuple(blocks), scale)


def columns_of(layout: TableLayout, members: Sequence[Column]) -> Block:
    """Return first and last column of neighbouring keys, the last one's share included."""
    _, first = layout.cell(TOTAL, members[0].row.key)
    _, last = layout.cell(TOTAL, members[-1].row.key)
    return first, last + (members[-1].share_of is not None)


def width_of(layout: TableLayout, column: int) -> int:
    """Return the width in pixels of a printed column of a table."""
    if layout.table.across and column == LABEL:
        return LABEL_ACROSS
    return _WIDTHS.get(column, FIGURE)
