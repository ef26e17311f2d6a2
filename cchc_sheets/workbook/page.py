"""A sheet to read, written from top to bottom, each row as high as its texts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen

INDENT = 14
"""Pixels of an indented cell's width that hold no text; clients differ a little."""
Area = tuple[int, int]
"""The first and the last column of a text."""


@dataclass
class Page:
    """Writes on a sheet whose columns have these ``widths`` in pixels; ``row`` is the last one."""

    pen: Pen
    widths: Mapping[int, int]
    row: int = 0

    def __post_init__(self) -> None:
        """Set the columns."""
        for column, pixels in self.widths.items():
            self.pen.width(column, pixels)

    def line(self, *cells: tuple[Area, str, tuple[str, ...]], size: float = SIZE) -> None:
        """Write one row; a cell is the columns it spans, its text and its look."""
        self.row += 1
        lines = 1
        for (first, last), text, traits in cells:
            if first == last:
                self.pen.text(self.row, first, text, *traits)
            else:
                self.pen.merge((self.row, first, self.row, last), text, *traits)
            width = sum(self.widths[column] for column in range(first, last + 1))
            width -= INDENT if "indent" in traits else 0
            lines = max(lines, line_count(text, width, size, bold="bold" in traits))
        self.pen.height(self.row, row_height(lines, size, padding=5))

    def gap(self) -> None:
        """Leave some room."""
        self.row += 1
        self.pen.height(self.row, 9)
