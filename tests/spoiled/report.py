"""A small report, filled in, in the formats of the clients; and what is read of a file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.definition import load
from cchc_sheets.jobs.check import Checker
from cchc_sheets.model import Definitions, Form, Identity, Period, Received
from cchc_sheets.model.issue import Issue
from cchc_sheets.record.keys import KeyRing
from cchc_sheets.sheet.form import FIRST_ROW, FORM_SHEET, GUIDE_SHEET, LIVE_SHEET, NOTE, VALUE
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.workbook.form_plan import plan_form
from cchc_sheets.workbook.write import write_workbook
from tests.definition.test_tables import TABLES, with_tables
from tests.definition.toy import write

ANSWERS: Mapping[str, tuple[str | Decimal, str]] = {
    "plan_issued": (Decimal(1), "Kế hoạch số 12/KH-STC ngày 05/01/2021"),
    "dossiers_received": ("1.250", "kể cả kỳ trước"),
    "dossiers_resolved": (Decimal(1190), ""),
    "dossiers_rate": (Decimal("95.2"), ""),
    "satisfaction": ("99,5", "phiếu của quý"),
}
RECORDS: Mapping[str, list[dict[str, str | int]]] = {
    "theo-linh-vuc": [
        {"record": "Đất đai", "new_ones": 700, "old_ones": 50, "satisfied": 600},
        {"record": "Hộ tịch", "new_ones": "500", "old_ones": 0, "satisfied": 480},
    ],
}


@dataclass(frozen=True)
class Desk:
    """Small definitions with a form of five answers and a table, and files that come back."""

    definitions: Definitions
    folder: Path

    @property
    def form(self) -> Form:
        """The form with its tables."""
        return self.definitions.forms["toy-form"]

    def filled(self) -> bytes:
        """Return a report in which everything is right, saved by openpyxl.

        What only explains and what only counts on the sheet is left out: it makes nine tenths of
        the file, and nothing is read of it.
        """
        roster, form = self.definitions.rosters["toy-province"], self.form
        unit, period = roster.unit("stc"), Period.parse("2021-Q1")
        assert unit is not None
        assert period is not None
        identity = Identity(
            *("0a1b2c3d", roster.id, unit.code, form.id, form.edition, str(period)),
            *(0, form.row_hash, "0", "f" * 24),
        )
        plan = plan_form(form, self.definitions.catalogue, period)
        book = opened(write_workbook(Issue(form, unit, roster, period, identity), plan))
        for name in book.sheetnames:
            if name.startswith((GUIDE_SHEET, LIVE_SHEET)):
                del book[name]
        sheet = sheet_of(book, FORM_SHEET)
        for number, row in enumerate(form.rows):
            if row.key in ANSWERS:
                value, note = ANSWERS[row.key]
                sheet.cell(FIRST_ROW + number, VALUE, value)
                sheet.cell(FIRST_ROW + number, NOTE, note or None)
        for table in form.tables:
            layout, of_table = TableLayout(table), sheet_of(book, table.sheet)
            for number, record in enumerate(RECORDS[table.id]):
                for key, each in record.items():
                    of_table.cell(*layout.cell(number, key), each)
        return saved(book)

    def check(self, data: bytes) -> Received:
        """Read and check a file with these bytes, as ``check`` and ``merge`` do."""
        path = self.folder / "returned.xlsx"
        path.write_bytes(data)
        return Checker(self.definitions, KeyRing()).check(path, path.name)


def open_desk(folder: Path) -> Desk:
    """Return a desk in a folder that exists."""
    write(folder / "templates", with_tables(TABLES.partition("detail:")[0]))
    definitions, problems = load(folder / "templates")
    assert problems == []
    assert definitions is not None
    return Desk(definitions, folder)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """Open a workbook with openpyxl: with formulas, or (``values``) with what they last gave."""
    return load_workbook(io.BytesIO(data), data_only=values)


def sheet_of(book: Workbook, name: str) -> Worksheet:
    """Return the sheet of a name."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(book: Workbook) -> bytes:
    """Return a workbook as openpyxl saves it."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
