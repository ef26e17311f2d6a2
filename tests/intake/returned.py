"""Filled workbooks that somebody changed before they came back, and what reading them gives."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import Received
from cchc_sheets.sheet.form import FORM_SHEET, KEY, LIVE_SHEET
from tests.workbook.issues import definitions, full_issue_for, opened, written

Change = Callable[[Worksheet], object]


@cache
def filled(unit: str) -> bytes:
    """Return a workbook with something in every cell; without the live checks it opens sooner."""
    book = opened(written(full_issue_for(unit)))
    for name in book.sheetnames:
        if name.startswith(LIVE_SHEET):
            del book[name]
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def received(
    folder: Path, *changes: Change, unit: str = "stc", sheet: str = FORM_SHEET
) -> Received:
    """Return what is read of a filled workbook after changes to one of its sheets."""
    book = opened(filled(unit))
    for change in changes:
        found = book[sheet]
        assert isinstance(found, Worksheet)
        change(found)
    path = folder / "returned.xlsx"
    path.write_bytes(saved(book))
    return read_returned(path, path.name, definitions())


def codes(file: Received) -> list[str]:
    """Return the codes of errors and warnings that speak of structure, in order."""
    return [f.code for f in file.findings if f.severity.rank < 2]


def row_of(sheet: Worksheet, key: str) -> int:
    """Return the row of a key."""
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, KEY).value == key)


def exchange(first: int, second: int, *columns: int) -> Change:
    """Exchange the cells of two rows in some columns."""

    def change(sheet: Worksheet) -> None:
        for column in columns:
            a, b = sheet.cell(first, column), sheet.cell(second, column)
            kinds = b.data_type, a.data_type  # a text that begins with "=" stays text
            a.value, b.value = b.value, a.value
            a.data_type, b.data_type = kinds

    return change
