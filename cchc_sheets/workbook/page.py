"""How a workbook's sheets come out on paper: A4, margins and footers."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import HEAD_ROWS, Layout
from cchc_sheets.sheet.page import A4, MARGINS
from cchc_sheets.sheet.styles import FONT
from cchc_sheets.words import workbook as words

_FOOTER_MARGIN = 10 / 25.4


def set_up_page(sheet: Worksheet, issue: Issue) -> None:
    """Print the annex only, as wide as the page, its head on every page."""
    first_row, first_column, last_row, last_column = Layout(issue.form).print_area
    set_up_paper(sheet, issue)
    sheet.print_area(first_row - 1, first_column - 1, last_row - 1, last_column - 1)
    sheet.repeat_rows(HEAD_ROWS[0] - 1, HEAD_ROWS[1] - 1)
    # The tints that show where to type are no part of the annex.
    sheet.print_black_and_white()


def set_up_paper(sheet: Worksheet, issue: Issue) -> None:
    """Set paper, margins and footer."""
    sheet.set_paper(A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(**MARGINS)
    sheet.set_footer(_footer(issue), {"margin": _FOOTER_MARGIN})


def set_up_wide_paper(sheet: Worksheet, issue: Issue) -> None:
    """The same for a table with many columns."""
    set_up_paper(sheet, issue)
    sheet.set_landscape()


def _footer(issue: Issue) -> str:
    """Return the footer: whose annex a loose page belongs to, and its number.

    The spaces keep digits of the text away from the font size before it.
    """
    unit = f"{issue.unit.short} – {issue.period.label}".replace("&", "&&")
    pages = words.page_footer("&P", "&N")
    return f'&L&"{FONT},Italic"&9 {unit}&R&"{FONT},Regular"&11 {pages}'
