"""The styles of a workbook → what is needed of each cell style."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.decode.errors import DamagedError
from cchc_sheets.decode.formats import BUILTIN, CellStyle, cell_style
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.xml import OFF, Attributes, OnElement, each_element
from cchc_sheets.text import remembered

_MAX_STYLES = 65_536
"""Excel's own limit is a little lower."""


class _Lists:
    """What was met since the last list ended: only the list's end tells what it was a list of."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.fonts: list[bool] = []
        """Of each font, whether it is struck out."""
        self.styles: list[tuple[str, str]] = []
        """Of each cell style, its number format and its font."""
        self._codes: dict[str, str] = {}
        self._fonts: list[bool] = []
        self._styles: list[tuple[str, str]] = []
        self._struck = False
        self.wanted: dict[str, OnElement] = {
            "numFmt": self._code,
            "numFmts": self._end_of_codes,
            "strike": self._strike,
            "font": self._font,
            "fonts": self._end_of_fonts,
            "xf": self._style,
            "cellStyleXfs": self._end_of_named_styles,
            "cellXfs": self._end_of_cell_styles,
        }

    def _code(self, attributes: Attributes, _text: str) -> None:
        number, code = attributes.get("numFmtId", ""), attributes.get("formatCode", "")
        if self._codes.setdefault(number, code) != code:
            raise DamagedError("repeated", "styles")

    def _end_of_codes(self, _attributes: Attributes, _text: str) -> None:
        self.codes.update(self._codes)  # codes that come later belong to conditional formats
        self._codes = {}

    def _strike(self, attributes: Attributes, _text: str) -> None:
        self._struck = attributes.get("val", "1") not in OFF

    def _font(self, _attributes: Attributes, _text: str) -> None:
        if len(self._fonts) < _MAX_STYLES:
            self._fonts.append(self._struck)
        self._struck = False

    def _end_of_fonts(self, _attributes: Attributes, _text: str) -> None:
        self.fonts, self._fonts = self._fonts, []

    def _style(self, attributes: Attributes, _text: str) -> None:
        if len(self._styles) < _MAX_STYLES:
            self._styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def _end_of_named_styles(self, _attributes: Attributes, _text: str) -> None:
        self._styles = []

    def _end_of_cell_styles(self, _attributes: Attributes, _text: str) -> None:
        self.styles, self._styles = self._styles, []


def read_styles(package: Package, part: str) -> Mapping[str, CellStyle]:
    """Return the cell styles by their number, as cells write it."""
    return _styles(package.read(part, "styles")) if part in package else {}


@remembered(longest=200_000, most=32)
def _styles(data: bytes) -> Mapping[str, CellStyle]:
    lists = _Lists()
    each_element(data, "styles", lists.wanted)
    fonts = {str(number): struck for number, struck in enumerate(lists.fonts)}
    builtin = {str(number): code for number, code in BUILTIN.items()}
    codes = builtin | lists.codes
    return {
        str(index): cell_style(codes.get(number, "General"), struck=fonts.get(font, False))
        for index, (number, font) in enumerate(lists.styles)
    }
