"""The looks of a workbook: small named traits, put together, and a pen that writes with them.

Rows and columns count from 1 here, as in ``layout``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"
SIZE = 12
DECLARATION_SIZE = 10
"""Of what declares a section nil: in two lines it fits the column of figures."""
MAX_TEXT = 32_767

ACCENT, BAND, CREAM, MUTE = "#17507E", "#E9EFF5", "#FFF8E3", "#EEF0F2"
_PANEL, _INK_2, _LINE = "#F5F7FA", "#4A525C", "#8A94A0"
"""The colours of the screen; paper has none."""
SANS: Mapping[str, Any] = {"font_name": "Arial", "font_family": 2}
"""The font of what only the screen shows: the tool speaks, not the form."""
SANS_WIDER = 1.15
"""How much wider its texts are than those of ``FONT``, at most."""
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
    "locked": {"locked": True},
    "input": {"locked": False, "bg_color": CREAM},
    # At a heading: it need not be filled, so it is no cell like those for answers.
    "declaration": {"locked": False, "bg_color": "#E9F3E4", "font_size": DECLARATION_SIZE},
    # Right of the print: what may be filled in, and need not.
    "optional": {"locked": False, "bg_color": "#E9F3E4"},
    # In a returned workbook: what is wrong, what is to look at, what is to confirm.
    "wrong": {"bg_color": "#F8CBAD", "font_color": "#9C0006"},
    "doubtful": {"bg_color": "#FFD966", "font_color": "#3F3000"},
    "carried": {"bg_color": "#DDEBF7"},
    "input_tint": {"bg_color": CREAM},
    "count_line": {"font_size": 13},
    "indent": {"indent": 1},
    "small": {"font_size": 11},
    "link": {"font_color": "#0563C1", "underline": 1},
    # The fields of the report and what else is above the form's rows on the screen.
    "panel": {
        "locked": False,
        "bg_color": CREAM,
        "bottom": 1,
        "bottom_color": _LINE,
        "indent": 1,
        "font_size": 11,
    },
    "band": {"bg_color": _PANEL},
    "tool": {**SANS, "font_size": 10, "font_color": _INK_2},
    "section": {"bg_color": BAND},
    "head": {"bold": True, "align": "center", "text_wrap": True, "border": 1},
    "label": {"align": "right", "indent": 1},
    "beside": {"font_size": 11, "font_color": "#404040"},
    "check": {**SANS, "font_size": 9, "indent": 1},
    "before": {**SANS, "font_size": 9, "font_color": _INK_2, "bottom": 4, "bottom_color": _LINE},
    "heading": {"font_size": 13, "align": "center", "text_wrap": True},
    "title": {"font_size": 14, "bold": True, "align": "center", "text_wrap": True},
    "banner": {
        **SANS,
        "font_size": 12,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": ACCENT,
        "text_wrap": True,
        "indent": 1,
    },
    "due": {**SANS, "font_size": 9, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True},
    "status": {
        **SANS,
        "font_size": 12,
        "bold": True,
        "font_color": _INK_2,
        "bg_color": MUTE,
        "text_wrap": True,
    },
    "screen_head": {
        **SANS,
        "font_size": 9,
        "bold": True,
        "font_color": _INK_2,
        "bg_color": _PANEL,
        "text_wrap": True,
        "bottom": 2,
        "bottom_color": ACCENT,
    },
    "code_line": {"font_size": 10, "italic": True, "align": "right"},
    # White on white: Gnumeric writes into an .ods only what a number format shows.
    "identity": {"font_size": 8, "font_color": "#FFFFFF"},
    "subhead": {"bold": True, "font_size": 12, "bottom": 1},
}
DOUBTFUL: Mapping[str, Any] = {"bg_color": "#FDF1DD", "font_color": "#8A4B00"}
"""What the status line looks like while something is wrong, and a line that asks to look again."""
READY: Mapping[str, Any] = {"bg_color": "#DFF0E2", "font_color": "#1E5B2A"}
"""What the status line looks like when the workbook may be sent."""
ANSWERED: Mapping[str, Any] = {"bg_color": "#FFFFFF"}
"""What a filled input cell looks like: the lines stay, the tint goes."""
MENDED: Mapping[str, Any] = {**ANSWERED, "font_color": "#000000"}
"""What a marked cell looks like when it was changed."""


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

    def typed(self, row: int, column: int, value: Decimal | str | None, *traits: str) -> None:
        """Write what somebody types: a number as a number, anything else as a text."""
        if isinstance(value, Decimal):
            self.number(row, column, float(value), *traits)
        else:
            self.text(row, column, value or "", *traits)

    def formula(
        self, row: int, column: int, formula: str, cached: float | str, *traits: str
    ) -> None:
        """Write a formula with the value that a client would compute for it."""
        self.sheet.write_formula(row - 1, column - 1, formula, self.styles(*traits), cached)

    def array_formula(self, row: int, column: int, formula: str, cached: float) -> None:
        """Write a formula in which functions of one value are given ranges, with its value."""
        at = row - 1, column - 1
        self.sheet.write_array_formula(*at, *at, formula, None, cached)

    def blank(self, row: int, column: int, *traits: str) -> None:
        """Write an empty cell that has a look."""
        self.sheet.write_blank(row - 1, column - 1, None, self.styles(*traits))

    def merge(self, area: tuple[int, int, int, int], text: str, *traits: str) -> None:
        """Write a text over several cells: first row, first column, last row, last column."""
        top, left, bottom, right = (number - 1 for number in area)
        # merge_range itself would take a text that begins with "=" for a formula.
        self.sheet.merge_range(top, left, bottom, right, "", self.styles(*traits))
        self.sheet.write_string(top, left, text, self.styles(*traits))

    def link(self, place: tuple[int, int], to: tuple[str, str], text: str, *traits: str) -> None:
        """Write a text that leads to a cell: the sheet's name and an address."""
        sheet, cell = to
        quoted = sheet.replace("'", "''")
        look = self.styles(*traits, "link")
        self.sheet.write_url(place[0] - 1, place[1] - 1, f"internal:'{quoted}'!{cell}", look, text)

    def height(self, row: int, points: float) -> None:
        """Set a row's height."""
        self.sheet.set_row(row - 1, points)

    def width(self, column: int, pixels: int, *, hidden: bool = False) -> None:
        """Set a column's width."""
        self.sheet.set_column_pixels(column - 1, column - 1, pixels, None, {"hidden": hidden})
