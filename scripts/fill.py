"""Fill in an issued workbook as a unit's officer would, with a library that is not ours."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from cchc_sheets.excel.layout import FORM_SHEET, KEY, NOTE, VALUE

Typed = tuple[str, str | Decimal | None, str]
"""A row's key, what is typed as its value, and its note."""


def fill(source: Path, target: Path, typed: Iterable[Typed]) -> None:
    """Type values and notes into the rows of ``source`` and save as ``target``.

    Text is stored as text, exactly as given. Raises ``KeyError`` for a key that no row has.
    """
    book = load_workbook(source)
    sheet = book[FORM_SHEET]
    rows = {sheet.cell(row, KEY).value: row for row in range(1, sheet.max_row + 1)}
    for key, value, note in typed:
        row = rows[key]
        if value is not None and value != "":
            _type(sheet.cell(row, VALUE), value)
        if note:
            _type(sheet.cell(row, NOTE), note)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _type(cell: Cell | MergedCell, value: str | Decimal) -> None:
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # a text that begins with "=" or "-" stays text
    else:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
