"""The neutral types that every decoder fills: cells, sheets, the workbook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

Spot = tuple[int, int]
"""Row and column, from 1."""
Area = tuple[Spot, Spot]
"""The first and the last cell of a range."""
CellValue = Decimal | str | bool | None
Kind = Literal["number", "text", "bool", "error", "blank"]
NumberFormat = Literal["general", "percent", "date", "text"]
SheetState = Literal["visible", "hidden", "veryHidden"]
WorkbookFormat = Literal["xlsx", "xlsm", "xls", "ods"]


@dataclass(frozen=True, slots=True)
class RawCell:
    """What one cell stores, and what it shows where that is something else.

    A number is rounded to 15 significant digits, as many as any client shows; text is in NFC and
    keeps its line breaks; an error's value is its text (``#N/A``). Dates are numbers in .xlsx and
    .xls and ISO text in .ods, ``date`` in all. ``formula`` is ``None`` where there is none, ``""``
    where its text is stored with another cell or cannot be told.

    ``shown`` is what a number's format shows where that is another number, ``unmarked`` what is
    left of a value without what is raised, lowered or struck out in it; both are mostly ``None``.
    """

    value: CellValue
    kind: Kind
    formula: str | None = None
    number_format: NumberFormat = "general"
    shown: str | None = None
    unmarked: str | None = None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: the cells that hold something, by row and column from 1.

    ``truncated`` is true when a cell beyond the last row or column read holds more than spaces.
    ``hidden_rows`` and ``hidden_columns`` are those that a person does not see, filtered ones too;
    ``merged`` the ranges of which only the first cell is seen; ``comments`` what is written beside
    cells, an answer below what it answers.
    """

    name: str
    state: SheetState
    cells: Mapping[Spot, RawCell]
    truncated: bool = False
    hidden_rows: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()
    merged: Sequence[Area] = ()
    comments: Mapping[Spot, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A whole file; in .xlsx and .xls dates are days since 1900, or ``since_1904``."""

    format: WorkbookFormat
    sheets: tuple[RawSheet, ...]
    defined_names: Mapping[str, str]
    keywords: str
    description: str
    custom_properties: Mapping[str, str]
    application: str
    since_1904: bool = False


class CellText(NamedTuple):
    """A text and what of it is neither raised, lowered nor struck out.

    ``unmarked`` is ``None`` where all of it is not. ``of_struck`` is what is left of it in a cell
    whose font is struck out: runs with a font of their own.
    """

    text: str
    unmarked: str | None = None
    of_struck: str = ""


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
