"""The looks of a workbook: small named traits, put together, and a pen that writes with them.

Rows and columns count from 1 here, as in ``layout``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"
SIZE = 12
MAX_TEXT = 32_767

_PAPER_YELLOW = "#FFF8D6"
PLAIN: Mapping[str, Any] = {
    "font_name": FONT,
    "font_size": SIZE,
    "font_family": 1,
    "font_scheme": "none",  # or Excel would show the theme's font instead
}
"""The workbook's default font."""
_BASE: Mapping[str, Any] = {**PLAIN, "valign": "vcenter"}
_TRAITS: Mapping[str, Mapping[str, Any]] = {
    "table": {"border": 1},
    "wrap": {"text_wrap": True},
    "shrink": {"shrink": True},
    "left": {"align": "left"},
    "top": {"valign": "top"},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "bold": {"bold": True},
    "italic": {"italic": True},
    # Excel's built-in formats by their numbers: text, #,##0 in the client's own signs, 0.
    "text": {"num_format": 49},
    "count": {"num_format": 3},
    "rate": {"num_format": "General"},
    "code": {"num_format": 1},
    "open": {"locked": False},
    # Medium lines at both sides, because a tint alone is lost on grey screens and in print.
    "input": {"locked": False, "bg_color": _PAPER_YELLOW, "left": 2, "right": 2},
    "panel": {"locked": False, "bg_color": _PAPER_YELLOW, "border": 1, "left": 2, "right": 2},
    "head": {"bold": True, "align": "center", "text_wrap": True, "border": 1},
    "label": {"align": "right", "indent": 1},
    "beside": {"font_size": 11, "font_color": "#404040"},
    # At the top, so that what does not fit is what comes last.
    "check": {"font_size": 10, "valign": "top"},
    "heading": {"font_size": 13, "align": "center", "text_wrap": True},
    "title": {"font_size": 14, "bold": True, "align": "center", "text_wrap": True},
    "banner": {"bold": True, "font_color": "#9C2A00", "bg_color": "#FCE4D6", "text_wrap": True},
    "status": {"bg_color": "#FCE4D6", "bold": True, "text_wrap": True, "font_size": 10},
    "screen_head": {
        "bold": True,
        "font_size": 10,
        "align": "center",
        "shrink": True,
        "bg_color": "#44546A",
        "font_color": "#FFFFFF",
    },
    "identity": {"font_size": 8, "font_color": "#808080"},
    "subhead": {"bold": True, "font_size": 13, "bottom": 1},
}
ANSWERED: Mapping[str, Any] = {"bg_color": "#FFFFFF"}
"""What a filled input cell looks like: the lines stay, the tint goes."""


@dataclass
class Styles:
    """A workbook's cell formats, each combination of traits made once."""

    book: Workbook
    _made: dict[tuple[str, ...], Format] = field(default_factory=dict)

    def __call__(self, *traits: str) -> Format:
        """Return the format with these traits, later ones winning."""
        if traits not in self._made:
            properties = dict(_BASE)
            for trait in traits:
                properties |= _TRAITS[trait]
            self._made[traits] = self.book.add_format(properties)
        return self._made[traits]


@dataclass(frozen=True)
class Pen:
    """Writes on one sheet; a text is always a text, whatever it begins with."""

    sheet: Worksheet
    styles: Styles

    def text(self, row: int, column: int, text: str, *traits: str) -> None:
        """Write a text, or a blank cell where it is empty.

        Raises:
            ValueError: the text is longer than a cell can hold.
        """
        if len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
            raise ValueError(f"a text of {len(text)} characters is too long for a cell")
        if text:
            self.sheet.write_string(row - 1, column - 1, text, self.styles(*traits))
        else:  # write_string would make it a text of no letters, which is not blank
            self.blank(row, column, *traits)

    def number(self, row: int, column: int, value: float, *traits: str) -> None:
        """Write a number."""
        self.sheet.write_number(row - 1, column - 1, value, self.styles(*traits))

    def formula(
        self, row: int, column: int, formula: str, cached: float | str, *traits: str
    ) -> None:
        """Write a formula with the value that a client would compute for it."""
        self.sheet.write_formula(row - 1, column - 1, formula, self.styles(*traits), cached)

    def blank(self, row: int, column: int, *traits: str) -> None:
        """Write an empty cell that has a look."""
        self.sheet.write_blank(row - 1, column - 1, None, self.styles(*traits))

    def merge(self, area: tuple[int, int, int, int], text: str, *traits: str) -> None:
        """Write a text over several cells: first row, first column, last row, last column."""
        top, left, bottom, right = (number - 1 for number in area)
        # merge_range itself would take a text that begins with "=" for a formula.
        self.sheet.merge_range(top, left, bottom, right, "", self.styles(*traits))
        self.sheet.write_string(top, left, text, self.styles(*traits))

    def height(self, row: int, points: float) -> None:
        """Set a row's height."""
        self.sheet.set_row(row - 1, points)

    def width(self, column: int, pixels: int, *, hidden: bool = False) -> None:
        """Set a column's width."""
        self.sheet.set_column_pixels(column - 1, column - 1, pixels, None, {"hidden": hidden})
