"""The looks of the consolidated workbook, and a pen that writes texts as texts, whatever they hold.

Rows and columns count from 0 here, as in XlsxWriter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.page import A4, MARGINS
from cchc_sheets.sheet.styles import FONT, MAX_TEXT
from cchc_sheets.words import consolidated as words

SANS = "Arial"
"""The font of what the tool shows; what is printed as an official annex has ``FONT``."""
_WIDER = 1.14
"""How much wider it runs than Times New Roman, whose widths are known."""
INK, INK_2, ACCENT, BAND = "#1B1F24", "#4A525C", "#17507E", "#E9EFF5"
BAD, WARN, WARN_BG, MUTE, CREAM = "#A02015", "#8A4B00", "#FDF1DD", "#EEF0F2", "#FFF8E3"
THIN, PART, LINE, LINE_2 = "#F8DFB4", "#FDF6E9", "#D3D9E0", "#8A94A0"
_BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_TRAITS: Mapping[str, Mapping[str, Any]] = {
    "tool": {"font_name": SANS, "font_size": 9, "font_color": INK},
    "table": {"border": 1, "border_color": "#606060", "text_wrap": True},
    "line": {"bottom": 4, "bottom_color": LINE, "text_wrap": True},
    "wrap": {"text_wrap": True},
    "clipped": {"text_wrap": False},
    "parted": {"left": 5, "left_color": BAD},
    "left": {"align": "left"},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "plain": {"bold": False},
    "small": {"font_size": 9},
    "quiet": {"font_color": INK_2},
    "accent": {"font_color": ACCENT},
    "annex": {"bold": True, "font_size": 14, "align": "center"},
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "subtitle": {"bold": True, "font_size": 13, "align": "center", "text_wrap": True},
    "attached": {"italic": True, "font_size": 13, "align": "center", "text_wrap": True},
    "banner": {"bold": True, "font_size": 12, "align": "center", "text_wrap": True},
    "legend": {"italic": True, "font_size": 9, "text_wrap": True, "font_color": INK_2},
    "working": {"bg_color": MUTE, "font_color": INK_2, "text_wrap": True, "indent": 1},
    "head": {"bold": True, "align": "center", "bg_color": BAND},
    "tool_head": {"bold": True, "bottom": 2, "bottom_color": ACCENT, "text_wrap": True},
    "upright": {"rotation": 90, "align": "center", "valign": "bottom"},
    "section": {"bold": True, "bg_color": BAND},
    "not_asked": {"align": "center", "font_color": LINE_2},
    "missing": {"bg_color": MUTE},
    "blank": {"bg_color": CREAM},
    "thin": {"bg_color": THIN},
    "part": {"bg_color": PART},
    "wrong": {"font_color": BAD, "bold": True},
    "error": {"font_color": BAD},
    "warning": {"font_color": WARN},
    "returned": {"bg_color": WARN_BG, "font_color": WARN, "bold": True},
    "awaited": {"bg_color": MUTE, "font_color": INK_2, "bold": True},
    # Excel's own #,##0, whose signs follow the reader's settings.
    "whole": {"num_format": 3, "align": "right"},
    "decimal": {"num_format": 4, "align": "right"},
    "open": {"locked": False},
    "as_text": {"num_format": "@"},
    "day": {"num_format": "dd/mm/yyyy", "align": "center"},
    "percent": {"num_format": '0.##"%"', "align": "right"},
    "whole_percent": {"num_format": '0"%"', "align": "right"},
    "rate": {"num_format": '0.0"%"', "align": "right"},
    "headline": {"bold": True, "font_size": 15, "font_color": ACCENT},
    "card": {"bold": True, "font_size": 20, "left": 1, "left_color": LINE, "indent": 1},
    "card_label": {"left": 1, "left_color": LINE, "indent": 1, "valign": "top"},
    "key": {"bold": True, "font_size": 11, "font_color": ACCENT},
    "over": {"bottom": 1, "bottom_color": LINE_2, "bold": True, "font_color": INK_2},
    "sentence": {"font_name": FONT, "font_size": 12, "bg_color": "#F6F8FA", "text_wrap": True},
    "year": {"num_format": '#,##0.## "ck"'},
    "yes_no": {"num_format": f'"{words.YES} ("0")";;"{words.NO} ("0")"', "align": "center"},
}
_WRAPPING = {name for name, look in _TRAITS.items() if look.get("text_wrap")}
_HEADER_MARGIN = 10 / 25.4
"""Inches from the edge of the paper to the page number."""
_PIXELS_A_CHARACTER, _COLUMN_PADDING = 7, 5
"""How wide a column is, in the workbook's default font."""
_HIGHEST = 409.0
"""Points; no row can be higher."""
MAX_LINKS = 65_000
"""Excel takes 65,530 links a sheet; beyond this only the most useful ones lead anywhere."""
LARGEST = Decimal(10) ** 15
"""From here on a spreadsheet would change digits; such a number stays a text."""


@dataclass(frozen=True)
class Looks:
    """A workbook's cell formats, each combination of traits made once."""

    book: Workbook
    made: dict[tuple[str, ...], Format] = field(default_factory=dict)

    def __call__(self, *traits: str) -> Format:
        """Return the format with these traits, later ones winning."""
        if traits not in self.made:
            properties = dict(_BASE)
            for trait in traits:
                properties |= _TRAITS[trait]
            self.made[traits] = self.book.add_format(properties)
        return self.made[traits]

    @staticmethod
    def of(name: str, traits: Sequence[str]) -> int:
        """Return a whole number among the properties of these traits, 0 where none has it."""
        found = _BASE.get(name, 0)
        for trait in traits:
            found = _TRAITS[trait].get(name, found)
        return int(found)


@dataclass(frozen=True)
class Sheet:
    """One sheet and what writes on it; ``widths`` are its columns', in characters.

    Rows become as high as their texts need: LibreOffice does not fit them on loading.
    """

    sheet: Worksheet
    looks: Looks
    widths: Sequence[float]
    heights: dict[int, float] = field(default_factory=dict)

    def text(self, row: int, column: int, text: str, *traits: str) -> None:
        """Write a text, or a blank cell where it is empty; cut to what a cell can hold."""
        clean = cell_text(text)
        if not clean:
            self.sheet.write_blank(row, column, None, self.looks(*traits))
            return
        self.sheet.write_string(row, column, clean, self.looks(*traits))
        if _WRAPPING & {*traits}:
            self._fit(row, clean, self.widths[column], traits)

    def texts(self, row: int, texts: Sequence[str], *traits: str) -> None:
        """Write texts side by side from the first column."""
        for column, text in enumerate(texts):
            self.text(row, column, text, *traits)

    def number(self, row: int, column: int, value: Decimal, *traits: str) -> None:
        """Write a number as a number, with decimals only where it has some."""
        if abs(value) >= LARGEST:
            self.text(row, column, words.number(value), *traits, "right")
            return
        self.sheet.write_number(row, column, float(value), self.looks(look_of(value), *traits))

    def formula(
        self, row: int, column: int, formula: str, shown: Decimal | str, *traits: str
    ) -> None:
        """Write a formula with what it comes to, for readers that do not compute."""
        value = shown if isinstance(shown, str) else float(shown)
        look = (
            self.looks(*traits) if isinstance(shown, str) else self.looks(look_of(shown), *traits)
        )
        if is_array(formula):
            array = f"{{={formula}}}"
            self.sheet.write_array_formula(row, column, row, column, array, look, value)
        else:
            self.sheet.write_formula(row, column, f"={formula}", look, value)

    def wide(self, row: int, text: str, *traits: str, columns: int | None = None) -> None:
        """Write a text over the whole width of the table, or its first ``columns``."""
        look = self.looks(*traits)
        widths = self.widths[:columns]
        self.sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
        self.sheet.write_string(row, 0, cell_text(text), look)
        self._fit(row, text, sum(widths), traits)

    def merged(
        self, first: tuple[int, int], last: tuple[int, int], text: str, *traits: str
    ) -> None:
        """Write a text over the cells from ``first`` to ``last`` (row, column)."""
        if first == last:
            self.text(*first, text, *traits)
            return
        look = self.looks(*traits)
        self.sheet.merge_range(*first, *last, "", look)
        self.sheet.write_string(*first, cell_text(text), look)
        self._fit(last[0], text, sum(self.widths[first[1] : last[1] + 1]), traits)

    def link(
        self, cell: tuple[int, int], to: tuple[int, int], sheet: str = "", tip: str = ""
    ) -> None:
        """Lead from a cell to one of this or another sheet; what it shows is written after."""
        target = f"internal:'{sheet or self.sheet.name}'!{xl_rowcol_to_cell(*to)}"
        self.sheet.write_url(*cell, target, self.looks("table"), string=" ", tip=tip or None)

    def _fit(self, row: int, text: str, width: float, traits: Sequence[str]) -> None:
        size = float(self.looks.of("font_size", traits))
        bold = bool(self.looks.of("bold", traits))
        pixels = width * _PIXELS_A_CHARACTER + _COLUMN_PADDING
        if "tool" in traits:
            pixels /= _WIDER
        lines = line_count(text, pixels, size, bold=bold)
        height = min(row_height(lines, size), _HIGHEST)
        self.heights[row] = max(height, self.heights.get(row, 0))

    def _sizes(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        for row, height in self.heights.items():
            self.sheet.set_row(row, height)
        # STT and answers as typed are texts on purpose; no green corners.
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self.sheet.set_paper(A4)

    def paper(
        self, head_row: int, stay_columns: int, *, landscape: bool, wide: bool = True
    ) -> None:
        """Set sizes and official margins, and the rows down to ``head_row`` to stay and repeat."""
        self._sizes()
        if landscape:
            self.sheet.set_landscape()
        if wide:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(**MARGINS)
        self.sheet.set_header(f'&C&"{FONT},Regular"&13&P', {"margin": _HEADER_MARGIN})
        self.sheet.set_start_page(1)  # an annex is numbered by itself
        self.sheet.repeat_rows(head_row)
        self.sheet.freeze_panes(head_row + 1, stay_columns)

    def page(self, rows: int) -> None:
        """Set sizes and official margins, and all rows and columns to be one upright page."""
        self._sizes()
        self.sheet.set_margins(**MARGINS)
        self.sheet.print_area(0, 0, rows, len(self.widths) - 1)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(ACCENT)

    def working(self, text: str, head_row: int, stay_columns: int, columns: int) -> None:
        """Mark the sheet as one to work with: its first row says so, and prints alone."""
        self.wide(0, f"{words.WORKING} {text}", "tool", "working", columns=columns)
        self._sizes()
        self.sheet.set_landscape()
        self.sheet.set_tab_color(LINE_2)
        self.sheet.print_area(0, 0, 0, columns - 1)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.freeze_panes(head_row + 1, stay_columns)


class PrintedPage(Worksheet):
    """A sheet whose pages are numbered from the second on, as official annexes are."""

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")


def look_of(value: Decimal) -> str:
    """Return the trait of a number: with decimals only where it has some."""
    return "whole" if value == value.to_integral_value() else "decimal"


def is_array(formula: str) -> bool:
    """Whether a formula computes with areas cell by cell, and must be entered as an array."""
    return "ISNUMBER(" in formula


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it: no broken characters, no more than 32,767."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    if len(whole.encode("utf-16-le")) <= 2 * MAX_TEXT:
        return whole
    return whole.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", errors="ignore")
