"""Fill in an issued workbook as a unit's officer would, with a library that is not ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import RECORD_NAME, Table
from cchc_sheets.sheet.form import AS_BEFORE_CELL, FORM_SHEET, KEY, NOTE, VALUE
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words.workbook import CONFIRMED

Typed = tuple[str, str | Decimal | None, str]
"""A row's key, what is typed as its value, and its note."""


@dataclass(frozen=True, slots=True)
class TypedTable:
    """What is typed into a table: each record's name and its figures by column key."""

    table: Table
    records: Sequence[tuple[str, Mapping[str, Decimal | None]]]


def fill(
    source: Path, target: Path, typed: Iterable[Typed], tables: Iterable[TypedTable] = ()
) -> None:
    """Type into the rows and tables of ``source`` and save as ``target``.

    Text is stored as text, exactly as given; what is as in the period before is confirmed. Raises
    ``KeyError`` for a key that no row has.
    """
    book = load_workbook(source)
    sheet = book[FORM_SHEET]
    rows = {sheet.cell(row, KEY).value: row for row in range(1, sheet.max_row + 1)}
    if sheet.cell(*AS_BEFORE_CELL).value:
        sheet.cell(*AS_BEFORE_CELL).value = CONFIRMED
    for key, value, note in typed:
        row = rows[key]
        if value is not None and value != "":
            _type(sheet.cell(row, VALUE), value)
        if note:
            _type(sheet.cell(row, NOTE), note)
    for each in tables:
        _fill_table(book[each.table.sheet], each)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _fill_table(sheet: Worksheet, typed: TypedTable) -> None:
    layout = TableLayout(typed.table)
    for number, (name, figures) in enumerate(typed.records):
        for key, value in ((RECORD_NAME, name), *figures.items()):
            if value is not None:
                _type(sheet.cell(*layout.cell(number, key)), value)


def _type(cell: Cell | MergedCell, value: str | Decimal) -> None:
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # a text that begins with "=" or "-" stays text
    else:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
