"""An issue → its workbook: the form to fill in and print, guidance, and who the workbook is.

Every client keeps something else when it saves a file, so the identity is in a visible locked
cell, in the hidden key column, in two properties and on the very hidden sheet.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import (
    FIRST_ROW,
    FORM_SHEET,
    GUIDE_SHEET,
    HIDDEN_SHEET,
    LIVE_SHEET,
    RETURNED_SHEET,
    RULES_SHEET,
)
from cchc_sheets.sheet.heading import title
from cchc_sheets.sheet.styles import PLAIN, Pen, Styles
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.form_sheet import write_form_sheet
from cchc_sheets.workbook.guide import write_guide_sheet
from cchc_sheets.workbook.hidden_sheet import write_hidden_sheet
from cchc_sheets.workbook.live.code import issued_code
from cchc_sheets.workbook.live.computed import with_totals
from cchc_sheets.workbook.live.issued import Issued
from cchc_sheets.workbook.live.places import live_sheet
from cchc_sheets.workbook.live_sheet import (
    write_beside,
    write_live_sheet,
    write_table_beside,
    write_table_live_sheet,
)
from cchc_sheets.workbook.returned_sheet import write_returned_sheet
from cchc_sheets.workbook.rules_sheet import write_rules_sheet
from cchc_sheets.workbook.table_sheet import write_table_sheet

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same issue is the same bytes
PROPERTY = "cchc"


def write_workbook(issue: Issue, plan: FormPlan) -> bytes:
    """Return the .xlsx of an issue, by the plan of its form; the same issue gives the same bytes.

    Raises:
        ValueError: a prefilled note is longer than a cell can hold.
    """
    options = {  # new for each book, because XlsxWriter writes into it
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # The default font is the unit of column widths; Times New Roman is everywhere, Calibri not.
        "default_format_properties": dict(PLAIN),
        "default_column_width": 72,
        "default_row_height": 21,
    }
    stream = io.BytesIO()
    with _Book(stream, options) as book:
        styles = Styles(book)

        def sheet(name: str) -> Pen:
            return Pen(book.add_worksheet(name, _Sheet), styles)

        if issue.corrections is not None:
            write_returned_sheet(sheet(RETURNED_SHEET), issue, issue.corrections)
        issued = Issued(plan.live, with_totals(issue)) if plan.live is not None else None
        code = issued_code(issued) if issued is not None else None
        form_pen = Pen(book.add_worksheet(FORM_SHEET, _FormSheet), styles)
        write_form_sheet(form_pen, issue, plan)
        for number, table in enumerate(issue.form.tables, start=1):
            pen = sheet(table.sheet)
            write_table_sheet(pen, issue, TableLayout(table), number)
            if issued is not None and code is not None:
                beside = plan.beside_tables[number - 1]
                write_table_beside(pen, issued.tables[number - 1], beside, code.code)
        write_guide_sheet(sheet(GUIDE_SHEET), issue, plan)
        write_rules_sheet(sheet(RULES_SHEET), issue, plan)
        write_hidden_sheet(sheet(HIDDEN_SHEET), issue, plan)
        if issued is not None and code is not None:
            write_beside(form_pen, issued, plan.beside, code.code)
            write_live_sheet(sheet(LIVE_SHEET), issued, code)
            for each in issued.tables:
                write_table_live_sheet(sheet(live_sheet(each.plan.number)), each, code)
        properties = {
            "title": " ".join(title(issue.form, issue.unit, issue.period).split()),
            "subject": f"{issue.unit.name} – {issue.period.label}",
            "author": issue.roster.issuer.name,
            "keywords": str(issue.identity),
            "created": CREATED,
        }
        book.set_properties(properties)
        book.set_custom_property(PROPERTY, str(issue.identity), "text")
    return stream.getvalue()


class _Book(Workbook):
    """A workbook whose sheets cannot be added, deleted, renamed or moved by accident."""

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        # XlsxWriter has no call for it; the element's place is right after this one.
        self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])


class _Sheet(Worksheet):
    """A sheet whose formulas are written as they are, and whose first page has no number.

    XlsxWriter looks for the functions of later Excels in each formula; ours have none.
    """

    def _write_header_footer(self) -> None:
        # XlsxWriter has no call for pages without a number: the first has none in official texts.
        if self.header:
            self._xml_start_tag("headerFooter", [("differentFirst", 1)])
            self._write_odd_header()
            self._xml_end_tag("headerFooter")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's own signature
        return formula.removeprefix("=")


class _FormSheet(_Sheet):
    """A sheet whose table rows have a height that clients may change.

    XlsxWriter fixes each height it is given. Without that flag Excel lets a row grow with what
    is typed into Ghi chú. The heading's rows stay fixed: Excel does not measure merged cells.
    """

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: list[tuple[str, Any]] | None = None
    ) -> None:
        if tag == "row" and attributes and dict(attributes)["r"] >= FIRST_ROW:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
