"""What another program shows in the cells from which we say that we read an answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.decode.cells import parse_number
from cchc_sheets.model import Answer, Received, Status
from cchc_sheets.sheet.form import FIRST_ROW
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.text import show, tidy

NO_SHEET = "no sheet"
"""How it is said that the program has no such sheet, or nothing in its column of keys.

Of a file that it opens by halves it is no witness.
"""


def in_silence(file: Received, book: Workbook) -> Iterator[str]:
    """Yield each answer that counts, of which nothing is said, and that the program has not.

    Its cell shows something else, or stands in the row or below the head of something else.
    """
    sent, form, unit = file.submission, file.form, file.unit
    if file.status is Status.REJECTED or sent is None or form is None or unit is None:
        return
    told = {(finding.place.sheet, finding.place.cell) for finding in file.findings}
    asked = [form, *(table.asks for table in form.tables)]
    ours = {row.key for each in asked for row in each.rows if not row.is_input}
    records = [record for own in sent.records.values() for record in own]
    typed = [answer for record in records for answer in record.answers.values()]
    for answer in [*sent.answers.values(), *typed]:
        if answer.key in ours or not answer.cell or (answer.sheet, answer.cell) in told:
            continue
        if answer.sheet not in book.sheetnames or not any(c.value for c in book[answer.sheet]["A"]):
            yield f"{answer.key}: {NO_SHEET} {answer.sheet}"
            continue
        sheet = book[answer.sheet]
        assert isinstance(sheet, Worksheet)
        value = sheet[answer.cell].value
        if not same(value, answer):
            yield f"{answer.key} at {answer.cell}: {answer.raw!r} here, {value!r} there"
        row = form.by_key.get(answer.key)
        if answer.note_cell is not None and row is not None:
            yield from _out_of_place(answer, label_of(row, unit), form.value_column, sheet)
    lost = {row.key for row in form.answer_rows} - sent.answers.keys()
    if lost:
        yield f"lost: {sorted(lost)}"


def _out_of_place(answer: Answer, label: str, head: str, sheet: Worksheet) -> Iterator[str]:
    note, cell = sheet[answer.note_cell or ""].value, sheet[answer.cell or ""]
    if tidy(show_value(note)) != tidy(answer.note):
        yield f"note of {answer.key}: {answer.note!r} here, {note!r} there"
    line = {tidy(show_value(each.value)) for each in sheet[cell.row]}
    if not {answer.key, tidy(label)} <= line:
        yield f"{answer.key} at {answer.cell} stands in the row of {label!r}"
    heads = [show_value(sheet.cell(n, cell.column).value) for n in range(1, FIRST_ROW + 3)]
    if head not in map(tidy, heads):
        yield f"{answer.key} at {answer.cell} stands below another head"
    if sheet.sheet_state != "visible":
        yield f"{answer.key}: its sheet is hidden"


def same(value: object, answer: Answer) -> bool:
    """Whether what a program has in a cell is what was typed as we have it."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return parse_number(repr(value)) == (parse_number(answer.raw.replace(",", ".")))
    return tidy(show_value(value)) == tidy(answer.raw)


def show_value(value: object) -> str:
    """Return what a program has in a cell, as we show it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return show(parse_number(repr(value)))
    if isinstance(value, Decimal):
        return show(value)
    return unicodedata.normalize("NFC", str(value)) if value is not None else ""
