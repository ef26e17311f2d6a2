"""The neutral types that every decoder fills: cells, sheets, the workbook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

CellValue = Decimal | str | bool | None
Kind = Literal["number", "text", "bool", "error", "blank"]
NumberFormat = Literal["general", "percent", "date", "text", "unknown"]
SheetState = Literal["visible", "hidden", "veryHidden"]
WorkbookFormat = Literal["xlsx", "xlsm", "xls", "ods", "xlsb"]


@dataclass(frozen=True, slots=True)
class RawCell:
    """What one cell stores.

    A number is rounded to 15 significant digits, as many as any client shows; text is in NFC and
    keeps its line breaks; an error's value is its text (``#N/A``). Dates are numbers in .xlsx and
    ISO text in the other formats, ``date`` in both. ``formula`` is ``None`` where there is none,
    ``""`` where its text is stored with another cell. ``number_format`` is ``unknown`` for numbers
    of file formats that are read without their number formats.
    """

    value: CellValue
    kind: Kind
    formula: str | None = None
    number_format: NumberFormat = "general"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: the cells that hold something, by row and column from 1.

    ``truncated`` is true when a cell beyond the last row or column read holds more than spaces.
    """

    name: str
    state: SheetState
    cells: Mapping[tuple[int, int], RawCell]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A whole file. ``has_formulas`` is false where formulas cannot be told from constants."""

    format: WorkbookFormat
    sheets: tuple[RawSheet, ...]
    defined_names: Mapping[str, str]
    keywords: str
    description: str
    custom_properties: Mapping[str, str]
    application: str
    has_formulas: bool


_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?")
_DIGITS = 15
# Excel's own numbers end at 1E308; without traps what is beyond becomes infinite or 0.
_CONTEXT = Context(prec=_DIGITS, rounding=ROUND_HALF_UP, Emax=400, Emin=-400, traps=[])


def parse_number(text: str) -> Decimal | None:
    """Return a stored number to 15 significant digits without an exponent; ``None`` if it is none.

    >>> parse_number("99.0999999999999999986"), parse_number("2.5E3")
    (Decimal('99.1'), Decimal('2500'))
    """
    if len(text) <= _DIGITS and text.isascii() and text.isdigit():
        return Decimal(text)
    if not _NUMBER.fullmatch(text):
        return None
    number = _CONTEXT.create_decimal(text)
    if not number.is_finite():
        return None
    if not number:
        return Decimal(0)  # there is no -0 in a sheet
    return Decimal(f"{number.normalize(_CONTEXT):f}")


def normalised(text: str) -> str:
    """Return the text in NFC: equal-looking Vietnamese strings are to be equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
