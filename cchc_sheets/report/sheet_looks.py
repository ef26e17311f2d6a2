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
from cchc_sheets.sheet.page import A4
from cchc_sheets.sheet.styles import FONT, MAX_TEXT
from cchc_sheets.words import consolidated as words

_BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_TRAITS: Mapping[str, Mapping[str, Any]] = {
    "table": {"border": 1, "border_color": "#808080", "text_wrap": True},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "small": {"font_size": 9},
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "subtitle": {"bold": True, "font_size": 12, "align": "center", "text_wrap": True},
    "banner": {"bold": True, "font_size": 12, "align": "center", "font_color": "#9C2A00"},
    "legend": {"italic": True, "font_size": 9, "text_wrap": True, "font_color": "#404040"},
    "head": {"bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "section": {"bold": True, "bg_color": "#E8EDF3"},
    "not_asked": {"align": "center", "font_color": "#A0A0A0"},
    "missing": {"bg_color": "#D9D9D9"},
    "blank": {"bg_color": "#FFF2CC"},
    "wrong": {"font_color": "#C00000", "bold": True},
    "error": {"font_color": "#C00000"},
    "warning": {"font_color": "#9C5700"},
    # Excel's own #,##0, whose signs follow the reader's settings.
    "whole": {"num_format": 3, "align": "right"},
    "decimal": {"num_format": 4, "align": "right"},
    "percent": {"num_format": '0.##"%"', "align": "right"},
    "whole_percent": {"num_format": '0"%"', "align": "right"},
    "yes_no": {"num_format": f'"{words.YES} ("0")";;"{words.NO} ("0")"', "align": "center"},
}
_PIXELS_A_CHARACTER, _COLUMN_PADDING = 7, 5
"""How wide a column is, in the workbook's default font."""
_HIGHEST = 409.0
"""Points; no row can be higher."""
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
        if "table" in traits:
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
        look = "whole" if value == value.to_integral_value() else "decimal"
        self.sheet.write_number(row, column, float(value), self.looks(look, *traits))

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

    def link(self, cell: tuple[int, int], to: tuple[int, int]) -> None:
        """Lead from a cell to another of this sheet; what it shows is written after."""
        target = f"internal:'{self.sheet.name}'!{xl_rowcol_to_cell(*to)}"
        self.sheet.write_url(*cell, target, self.looks("table"), string=" ")

    def _fit(self, row: int, text: str, width: float, traits: Sequence[str]) -> None:
        size = float(self.looks.of("font_size", traits))
        bold = bool(self.looks.of("bold", traits))
        pixels = width * _PIXELS_A_CHARACTER + _COLUMN_PADDING
        lines = line_count(text, pixels, size, bold=bold)
        height = min(row_height(lines, size), _HIGHEST)
        self.heights[row] = max(height, self.heights.get(row, 0))

    def finish(self, head_row: int, stay_columns: int, *, one_wide: bool = True) -> None:
        """Set sizes, A4 landscape, and the rows down to ``head_row`` to stay and to repeat."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        for row, height in self.heights.items():
            self.sheet.set_row(row, height)
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        if one_wide:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.7)
        self.sheet.repeat_rows(head_row)
        self.sheet.freeze_panes(head_row + 1, stay_columns)
        # STT and answers as typed are texts on purpose; no green corners.
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self.sheet.set_footer(f'&R&"{FONT},Regular"&9 {words.PAGE}')


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it: no broken characters, no more than 32,767."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    if len(whole.encode("utf-16-le")) <= 2 * MAX_TEXT:
        return whole
    return whole.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", errors="ignore")
