"""The very hidden sheet: which issue the workbook is, and the lists of its dropdowns."""

from __future__ import annotations

from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import column_letter
from cchc_sheets.sheet.form import FORM_SHEET, HIDDEN_SHEET
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.workbook.form_plan import CodeList, FormPlan
from cchc_sheets.workbook.live.places import NAME_LIST

_NAME, _VALUE, _FIRST_LIST = 1, 2, 4


def write_hidden_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
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
    lists: list[tuple[str, CodeList]] = [(name, codes) for codes, name in plan.code_lists.items()]
    for number, table in enumerate(issue.form.tables, start=1):
        if table.names:
            lists.append((NAME_LIST.format(number=number), table.names))
    for column, (name, entries) in enumerate(lists, start=_FIRST_LIST):
        pen.text(1, column, name, "text")
        for row, entry in enumerate(entries, start=2):
            if isinstance(entry, int):
                pen.number(row, column, entry, "code")
            else:
                pen.text(row, column, entry, "text")
        letter = column_letter(column)
        area = f"${letter}$2:${letter}${len(entries) + 1}"
        pen.styles.book.define_name(name, f"='{HIDDEN_SHEET}'!{area}")
    pen.sheet.protect()
    pen.sheet.very_hidden()
