"""A table on paper: as wide as can still be read, over several pages where it is wider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from cchc_sheets.model import Column
from cchc_sheets.sheet.page import WIDE_PIXELS
from cchc_sheets.sheet.table import LABEL, STT, TOTAL, TableLayout

LEAST_SCALE = 65
"""In per cent; smaller print is hard to read."""
_SPARE = 0.96
"""Printers and programs differ in how wide a column comes out."""
WIDTHS = {STT: 40, LABEL: 220}
LABEL_ACROSS, FIGURE = 300, 78
"""Widths in pixels of the labels, where keys have lines of their own, and of a figure."""


def width_of(layout: TableLayout, column: int) -> int:
    """Return the width in pixels of a printed column."""
    if layout.table.across and column == LABEL:
        return LABEL_ACROSS
    return WIDTHS.get(column, FIGURE)


@dataclass(frozen=True, slots=True)
class Paper:
    """The columns (first, last) of each page beside those that stand on all; ``scale`` of several.

    One page is made as narrow as it has to be.
    """

    repeated: int
    blocks: tuple[tuple[int, int], ...]
    scale: int

    def set_up(self, sheet: Worksheet) -> None:
        """Break the pages where the blocks end, with the first columns on each."""
        if len(self.blocks) > 1:
            sheet.set_print_scale(self.scale)
            sheet.set_v_pagebreaks([first - 1 for first, _ in self.blocks[1:]])
            sheet.repeat_columns(STT - 1, self.repeated - 1)


def paper_of(layout: TableLayout) -> Paper:
    """Return how a table is printed; columns under one name stay together."""
    repeated = layout.total if layout.table.across else LABEL
    fixed = _width(layout, STT, repeated)
    most = WIDE_PIXELS * 100 * _SPARE / LEAST_SCALE - fixed
    blocks = tuple(_blocks(layout, most))
    widest = max(_width(layout, *block) for block in blocks)
    return Paper(repeated, blocks, int(min(100, WIDE_PIXELS * 100 * _SPARE / (fixed + widest))))


def _blocks(layout: TableLayout, most: float) -> Iterator[tuple[int, int]]:
    """Yield blocks of about the same width, none wider than ``most`` where that can be."""
    parts = tuple(_parts(layout))
    total = _width(layout, parts[0][0], parts[-1][1])
    even = total / max(1, -(-total // most))
    first, last = parts[0]
    for start, end in parts[1:]:
        if _width(layout, first, last) >= even or _width(layout, first, end) > most:
            yield first, last
            first = start
        last = end
    yield first, last


def _parts(layout: TableLayout) -> Iterator[tuple[int, int]]:
    """Yield the columns that no page may part: those of a group, a count and its share."""
    if layout.table.across:
        yield from ((at, at) for at in range(layout.first, layout.last_column + 1))
        return
    for _, members in groupby(enumerate(layout.table.columns), key=_group):
        columns = [column for _, column in members]
        _, first = layout.cell(TOTAL, columns[0].row.key)
        _, last = layout.cell(TOTAL, columns[-1].row.key)
        yield first, last + (columns[-1].share_of is not None)


def _group(numbered: tuple[int, Column]) -> str | int:
    number, column = numbered
    return column.group or number


def _width(layout: TableLayout, first: int, last: int) -> int:
    return sum(width_of(layout, column) for column in range(first, last + 1))
