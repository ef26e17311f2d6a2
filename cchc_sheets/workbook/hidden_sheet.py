"""The very hidden sheet: which issue the workbook is, and the lists of its dropdowns."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.model import Row
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import column_letter
from cchc_sheets.sheet.form import FORM_SHEET, HIDDEN_SHEET
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.workbook.live.places import NAME_LIST

CODE_LIST = "cchc_codes_{number}"
NOT_APPLICABLE = "KAD"
_NAME, _VALUE, _FIRST_LIST = 1, 2, 4

CodeList = tuple[str | int, ...]


def code_list(row: Row) -> CodeList:
    """Return what a row's dropdown offers: the plain numbers in printed order, then KAD."""
    signs = (NOT_APPLICABLE,) if row.not_applicable else ()
    return (*(code.value for code in row.codes), *signs)


def code_lists(issue: Issue) -> Mapping[CodeList, str]:
    """Return the defined name of each code list that the form's dropdowns need."""
    lists = dict.fromkeys(code_list(row) for row in issue.form.rows if row.is_input and row.codes)
    return {codes: CODE_LIST.format(number=n) for n, codes in enumerate(lists, start=1)}


def write_hidden_sheet(pen: Pen, issue: Issue) -> None:
    """Write the sheet and define the names of its lists."""
    identity = issue.identity
    facts = {
        "cchc": str(identity),
        "province": identity.province,
        "unit": identity.unit,
        "form": identity.form,
        "edition": identity.edition,
        "period": identity.period,
        "revision": str(identity.revision),
        "definition": identity.definition,
        "sheet": FORM_SHEET,
    }
    for row, (name, value) in enumerate(facts.items(), start=1):
        pen.text(row, _NAME, name, "text")
        pen.text(row, _VALUE, value, "text")
    named = [
        (NAME_LIST.format(number=number), table.names)
        for number, table in enumerate(issue.form.tables, start=1)
        if table.names
    ]
    lists = [*((name, codes) for codes, name in code_lists(issue).items()), *named]
    for column, (name, entries) in enumerate(lists, start=_FIRST_LIST):
        _write_list(pen, column, name, entries)
    pen.sheet.protect()
    pen.sheet.very_hidden()


def _write_list(pen: Pen, column: int, name: str, entries: CodeList) -> None:
    pen.text(1, column, name, "text")
    for row, entry in enumerate(entries, start=2):
        if isinstance(entry, int):
            pen.number(row, column, entry, "code")
        else:
            pen.text(row, column, entry, "text")
    letter = column_letter(column)
    area = f"${letter}$2:${letter}${len(entries) + 1}"
    pen.styles.book.define_name(name, f"='{HIDDEN_SHEET}'!{area}")
