"""The styles of a workbook → what each cell style makes of its number."""

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
# What a code shows literally: quoted, escaped, padding, colours, conditions, currencies, and the
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
    codes: dict[str, str] = {}
    numbers: list[str] = []
    # What was met since the last list ended: only the list's end tells what it was a list of.
    met_codes: dict[str, str] = {}
    met_numbers: list[str] = []

    def code(attributes: Attributes, _text: str) -> None:
        met_codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def end_of_codes(_attributes: Attributes, _text: str) -> None:
        codes.update(met_codes)  # codes that come later belong to conditional formats

    def style(attributes: Attributes, _text: str) -> None:
        if len(met_numbers) < _MAX_STYLES:
            met_numbers.append(attributes.get("numFmtId", "0"))

    def end_of_named_styles(_attributes: Attributes, _text: str) -> None:
        met_numbers.clear()

    def end_of_cell_styles(_attributes: Attributes, _text: str) -> None:
        numbers.extend(met_numbers)
        met_numbers.clear()

    wanted: dict[str, OnElement] = {
        "numFmt": code,
        "numFmts": end_of_codes,
        "xf": style,
        "cellStyleXfs": end_of_named_styles,
        "cellXfs": end_of_cell_styles,
    }
    if part in package:
        each_element(package.read(part, "styles"), "styles", wanted)
    known = {
        number: classify(codes[number]) if number in codes else _BUILTIN.get(number, "general")
        for number in set(numbers)
    }
    return {str(index): known[number] for index, number in enumerate(numbers)}
