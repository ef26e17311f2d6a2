"""A cell → the day that it names, as a date or as typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from cchc_sheets.decode.cells import RawCell
from cchc_sheets.text import tidy

_TYPED = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*"
    r"(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CENTURY = 2000
_BEFORE_DAY_1, _DAY_0_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LIKELY = range(36_526, 73_051)
"""Days of this century: a number in their place is a date whose format was lost."""


def day_of(cell: RawCell | None, *, since_1904: bool) -> date | None:
    """Return the day in a cell, ``None`` where there is none; ``since_1904`` is the workbook's."""
    if cell is None:
        return None
    if not isinstance(cell.value, Decimal):
        return day_typed(cell.value) if isinstance(cell.value, str) else None
    if cell.number_format != "date" and int(cell.value) not in _LIKELY:
        return None
    try:
        first = _DAY_0_OF_1904 if since_1904 else _BEFORE_DAY_1
        return first + timedelta(days=int(cell.value))
    except OverflowError:
        return None


def day_typed(text: str) -> date | None:
    """Return the day that a text names, day before month or by ISO; ``None`` where it is none.

    >>> day_typed("Sóc Trăng, ngày 20 tháng 12 năm 2021"), day_typed("32/13/2021")
    (datetime.date(2021, 12, 20), None)
    """
    plain = tidy(text)
    if found := _ISO.match(plain):
        year, month, day = map(int, found.groups())
    elif found := _TYPED.search(plain):
        day, month, year = map(int, found.groups())
        year += _CENTURY if len(found[3]) < len("2021") else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
