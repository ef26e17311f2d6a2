"""A province's roster → an Excel file in which it is edited, and that is read back.

What a definition has as a list of names is one cell with the names apart, what it has as an ISO
date a real date. The codes of units are locked: their series hang on them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_sheets.model import Catalogue
from cchc_sheets.model.roster import RosterFields
from cchc_sheets.report.looks import SANS, Looks, Sheet
from cchc_sheets.report.workbook import CREATED
from cchc_sheets.words import roster as words
from cchc_sheets.words.roster import COLUMNS, RosterColumn

MARK, TEXT_MARK = "cchc-roster", "cchc-roster-text"
"""Properties of the file: whose roster it is, and the hash of the definition it was made of."""
HEAD_ROW = 3
SPARE_ROWS = 40
"""Rows for new units."""
_SPARE_PERIODS = 16
_FORMULA_LIMIT = 255
_ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": SANS, "font_size": 10},
}
_OFFICE_WIDTHS = (46.0, 44.0)
_HELP_WIDTHS = (18.0, 92.0)


def write_roster(roster: RosterFields, catalogue: Catalogue, forms: Sequence[str]) -> bytes:
    """Return the file; ``forms`` are the ids that units may be given.

    The same input gives the same bytes.
    """
    stream = io.BytesIO()
    with Workbook(stream, dict(_OPTIONS)) as book:
        looks = Looks(book)
        widths = [column.width for column in COLUMNS]
        units = Sheet(book.add_worksheet(words.UNITS_SHEET), looks, widths)
        office = Sheet(book.add_worksheet(words.OFFICE_SHEET), looks, _OFFICE_WIDTHS)
        guide = Sheet(book.add_worksheet(words.HELP_SHEET), looks, _HELP_WIDTHS)
        lists = book.add_worksheet(words.LISTS_SHEET)
        types = {each.key: each.label for each in catalogue.unit_types}
        for column, names in enumerate((list(types.values()), forms)):
            lists.write_column(0, column, names)
        lists.very_hidden()
        ranges = {
            "type": f"='{words.LISTS_SHEET}'!$A$1:$A${len(types)}",
            "forms": f"='{words.LISTS_SHEET}'!$B$1:$B${max(len(forms), 1)}",
        }
        _write_units(units, roster, types, ranges)
        _write_office(office, roster)
        _write_guide(guide)
        book.set_properties({"title": roster.province, "created": CREATED})
        book.set_custom_property(MARK, roster.id)
        book.set_custom_property(TEXT_MARK, roster.text_hash)
    return stream.getvalue()


def _write_units(
    sheet: Sheet, roster: RosterFields, types: Mapping[str, str], ranges: Mapping[str, str]
) -> None:
    title = words.TITLE.format(province=roster.province)
    sheet.text(0, 0, title, "tool", "bold", "key")
    sheet.text(1, 0, words.UNDER_TITLE, "tool", "quiet")
    for at, column in enumerate(COLUMNS):
        sheet.text(HEAD_ROW, at, column.head, "tool", "tool_head")
    last = HEAD_ROW + len(roster.units) + SPARE_ROWS
    for row in range(HEAD_ROW + 1, last + 1):
        number = row - HEAD_ROW - 1
        unit = roster.units[number] if number < len(roster.units) else {}
        for at, column in enumerate(COLUMNS):
            value = unit.get(column.key, "")
            if column.key == "type":
                value = types.get(str(value), value)
            _write_cell(sheet, (row, at), column, value, is_new=not unit)
    for at, column in enumerate(COLUMNS):
        _admit(sheet.sheet, (HEAD_ROW + 1, at, last, at), column, ranges)
    sheet.paper(HEAD_ROW, 2, landscape=True)
    sheet.sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    sheet.sheet.protect("", _ALLOWED)


def _write_cell(
    sheet: Sheet,
    at: tuple[int, int],
    column: RosterColumn,
    value: str | tuple[str, ...],
    *,
    is_new: bool,
) -> None:
    traits = ["tool", "line", "wrap"]
    if column.key == "code" and not is_new:
        traits += ["missing", "as_text"]
    else:
        traits += ["open", "day" if column.is_day else "as_text"]
    text = joined(value) if isinstance(value, tuple) else value
    if column.is_day and text:
        sheet.sheet.write_datetime(*at, datetime.fromisoformat(text), sheet.looks(*traits))
    else:
        sheet.text(*at, text, *traits)


def joined(names: Sequence[str]) -> str:
    """Return several names for one cell; where one has a semicolon, each on a line of its own."""
    between = "\n" if any(";" in name for name in names) else words.SEPARATOR
    return between.join(names)


def _admit(
    sheet: Worksheet,
    area: tuple[int, int, int, int],
    column: RosterColumn,
    ranges: Mapping[str, str],
) -> None:
    """Say in every cell what belongs there, offer lists, and stop what is certainly wrong."""
    rule: dict[str, Any] = {"validate": "any"}
    if column.key in ranges:
        rule = {"validate": "list", "source": ranges[column.key]}
    if column.key == "type":
        rule |= {"error_title": words.STOP_TYPE[0], "error_message": words.STOP_TYPE[1]}
    elif column.key == "forms":
        rule |= {"show_error": False}  # several are typed
    elif column.is_day:
        rule = {"validate": "date", "criteria": ">=", "value": date(1945, 9, 2)}
        rule |= {"error_title": words.STOP_DAY[0], "error_message": words.STOP_DAY[1]}
    hint = {"input_title": column.head, "input_message": column.hint[:_FORMULA_LIMIT]}
    sheet.data_validation(*area, {**rule, **hint})


def _write_office(sheet: Sheet, roster: RosterFields) -> None:
    title = words.OFFICE_TITLE.format(province=roster.province)
    sheet.text(0, 0, title, "tool", "bold", "key")
    row = 2
    for key, head in words.OFFICE.items():
        sheet.text(row, 0, head, "tool", "line", "wrap")
        sheet.text(row, 1, roster.issuer.get(key, ""), "tool", "line", "wrap", "open", "as_text")
        row += 1
    sheet.text(row, 0, words.DUE_AFTER, "tool", "line", "wrap")
    sheet.text(row, 1, roster.due_after, "tool", "line", "open", "as_text")
    row += 2
    sheet.text(row, 0, words.PERIOD_HEAD, "tool", "tool_head")
    sheet.text(row, 1, words.DUE_HEAD, "tool", "tool_head")
    for number in range(len(roster.due) + _SPARE_PERIODS):
        row += 1
        period, day = list(roster.due.items())[number] if number < len(roster.due) else ("", "")
        sheet.text(row, 0, period, "tool", "line", "open", "as_text")
        look = sheet.looks("tool", "line", "open", "day")
        if day:
            sheet.sheet.write_datetime(row, 1, datetime.fromisoformat(day), look)
        else:
            sheet.sheet.write_blank(row, 1, None, look)
    sheet.paper(1, 0, landscape=False)
    sheet.sheet.protect("", _ALLOWED)


def _write_guide(sheet: Sheet) -> None:
    for row, (head, text) in enumerate(words.GUIDANCE):
        sheet.text(row, 0, head, "tool", "line", "bold", "wrap")
        sheet.text(row, 1, text, "tool", "line", "wrap")
    sheet.page(len(words.GUIDANCE) - 1)
    sheet.sheet.protect("", _ALLOWED)
