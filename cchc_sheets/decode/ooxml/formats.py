"""Number formats: what a cell's style makes of its number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc_sheets.decode.cells import NumberFormat
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.xml import Attributes, OnElement, each_element

_DATES = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
_BUILTIN: Mapping[str, NumberFormat] = {
    "9": "percent",
    "10": "percent",
    "49": "text",
    **dict.fromkeys(map(str, _DATES), "date"),
}
# What a code shows as it stands: quoted, escaped, padding, colours, conditions, currencies, and the
# word General, whose letters are none of the date's. [h], [mm], [ss] (time passed) are kept.
_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|general|e[+-]', re.IGNORECASE | re.DOTALL
)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_MAX_STYLES = 65_536
"""Excel's own limit is a little lower."""


def classify(code: str) -> NumberFormat:
    """Return what a number format's code makes of a positive number.

    >>> classify('#,##0 "đồng/ha"'), classify('[Red]0.0%;-0'), classify('[$-42A]dd/mm/yyyy;@')
    ('general', 'percent', 'date')
    """
    first_section = _LITERAL.sub("", code).partition(";")[0]
    if "%" in first_section:
        return "percent"
    if "@" in first_section:
        return "text"
    return "date" if _DATE.search(first_section) else "general"


def read_formats(package: Package, part: str) -> dict[str, NumberFormat]:
    """Return what the number formats are by the number of the cell style, as cells write it."""
    styles = _Styles()
    if part in package:
        each_element(package.read(part, "styles"), "styles", styles.wanted())
    numbers = styles.numbers
    known = {number: _classify_number(number, styles.codes) for number in set(numbers)}
    return {str(index): known[number] for index, number in enumerate(numbers)}


class _Styles:
    """Follows the XML of styles: the number formats' codes, and the formats of the cell styles."""

    __slots__ = ("_seen_codes", "_seen_numbers", "codes", "numbers")

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.numbers: list[str] = []
        self._seen_codes: dict[str, str] = {}
        self._seen_numbers: list[str] = []

    def wanted(self) -> dict[str, OnElement]:
        return {
            "numFmt": self._code,
            "numFmts": self._end_of_codes,
            "xf": self._style,
            "cellStyleXfs": self._end_of_named_styles,
            "cellXfs": self._end_of_cell_styles,
        }

    def _code(self, attributes: Attributes, _text: str) -> None:
        self._seen_codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def _end_of_codes(self, _attributes: Attributes, _text: str) -> None:
        self.codes.update(self._seen_codes)  # what comes later belongs to conditional formats

    def _style(self, attributes: Attributes, _text: str) -> None:
        if len(self._seen_numbers) < _MAX_STYLES:
            self._seen_numbers.append(attributes.get("numFmtId", "0"))

    def _end_of_named_styles(self, _attributes: Attributes, _text: str) -> None:
        self._seen_numbers.clear()

    def _end_of_cell_styles(self, _attributes: Attributes, _text: str) -> None:
        self.numbers += self._seen_numbers
        self._seen_numbers.clear()


def _classify_number(number: str, codes: Mapping[str, str]) -> NumberFormat:
    if number in codes:
        return classify(codes[number])
    return _BUILTIN.get(number, "general")
