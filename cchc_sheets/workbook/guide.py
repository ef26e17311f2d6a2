"""The guidance sheet: the same definition in words, to read on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_sheets.model import Code
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import AS_BEFORE_CELL, FORM_SHEET, RULES_SHEET
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import guidance as words
from cchc_sheets.words.places import ranged
from cchc_sheets.words.workbook import codes_in_words, short_date
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.page import Area, Page
from cchc_sheets.workbook.paper import set_up_paper
from cchc_sheets.workbook.validations import ADJUSTABLE

_FIRST, _MIDDLE, _LAST = 1, 2, 3
_WIDTHS = {_FIRST: 132, _MIDDLE: 400, _LAST: 168}
"""Of the columns in pixels: together a little more than a page's width."""
_TITLE_SIZE, _SUBHEAD_SIZE, _SIZE = 14, 12, 11
WHOLE, _TAIL, _HEAD = (_FIRST, _LAST), (_MIDDLE, _LAST), (_FIRST, _MIDDLE)
COLUMNS: tuple[Area, ...] = ((_FIRST, _FIRST), (_MIDDLE, _MIDDLE), (_LAST, _LAST))
_PLAIN = ("wrap", "left", "small")


def write_guide_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet: one page, whom to ask before what to do."""
    page, period, issuer = GuidePage(pen, _WIDTHS), issue.period, issue.roster.issuer
    page.line((WHOLE, words.TITLE, ("title",)), size=_TITLE_SIZE)
    if issue.form.proposal:
        page.line((WHOLE, words.PROPOSAL, ("wrap", "center", "bold", "italic")))
    page.gap()
    contact = (
        issuer.name,
        words.CONTACT_TELEPHONE.format(issuer.telephone) if issuer.telephone else "",
        issuer.email,
        issuer.address,
    )
    page.pair(words.CONTACT, " · ".join(filter(None, contact)), "bold")
    due = issue.roster.due_on(period)
    if due is not None:
        page.pair(words.DUE, short_date(due), "bold")
    page.pair(words.UNIT, issue.unit.name)
    window = words.WINDOW.format(start=short_date(period.start), end=short_date(period.end))
    page.pair(words.PERIOD, f"{period.label}. {window}.")
    page.pair(words.FORM, issue.form.name)
    _write_how_to(page, issue, plan)
    pen.sheet.hide_gridlines(2)
    pen.sheet.protect("", dict(ADJUSTABLE))
    set_up_paper(pen.sheet)
    pen.sheet.fit_to_pages(1, 1)
    pen.sheet.print_area(0, _FIRST - 1, page.row - 1, _LAST - 1)


def _write_how_to(page: GuidePage, issue: Issue, plan: FormPlan) -> None:
    """Write what to do, which signs and numbers may be typed, and what the codes mean."""
    page.subhead(words.HOW_TO)
    sheets = ", ".join(f"“{table.sheet}”" for table in issue.form.tables)
    steps = words.steps(
        with_tables=bool(sheets),
        as_before=issue.confirmed is not None,
        with_bases=bool(issue.form.base_rows),
    )
    names = {"sheet": FORM_SHEET, "tables": sheets, "confirm": address(*AS_BEFORE_CELL)}
    names["rules"] = RULES_SHEET
    for number, step in enumerate(steps, start=1):
        text = step.format(value_column=issue.form.value_column, **names)
        page.line((WHOLE, f"{number}. {text}", _PLAIN), size=_SIZE)
    page.subhead(words.MARKS)
    for sign, meaning in words.MARKS_ROWS:
        page.table(((_FIRST, _FIRST), _TAIL), (sign, meaning))
    page.subhead(words.SIGNS)
    page.table(COLUMNS, words.SIGNS_HEAD, head=True)
    for texts in words.SIGNS_ROWS:
        page.table(COLUMNS, texts)
    # A list of codes is explained once, also where rows print it in another order.
    rows: dict[tuple[Code, ...], list[int]] = {}
    for row in issue.form.rows:
        if row.is_input and row.codes:
            codes = tuple(sorted(row.codes, key=lambda code: code.value))
            rows.setdefault(codes, []).append(plan.layout.row_of[row.key])
    if rows:
        page.subhead(words.CODES)
        page.line((WHOLE, words.CODES_INTRO, _PLAIN), size=_SIZE)
        page.table((_HEAD, (_LAST, _LAST)), words.CODES_HEAD, head=True)
    for codes, numbers in rows.items():
        page.table((_HEAD, (_LAST, _LAST)), (codes_in_words(codes), ranged(map(str, numbers))))


class GuidePage(Page):
    """A page of guidance."""

    def subhead(self, text: str) -> None:
        """Write the head of a part."""
        self.gap()
        self.line((WHOLE, text, ("wrap", "left", "subhead")), size=_SUBHEAD_SIZE)

    def pair(self, name: str, text: str, *traits: str) -> None:
        """Write a name, and beside it what it is."""
        name_cell = ((_FIRST, _FIRST), name, _PLAIN)
        self.line(name_cell, (_TAIL, text, (*_PLAIN, *traits)), size=_SIZE)

    def table(self, areas: Iterable[Area], texts: Iterable[str], *, head: bool = False) -> None:
        """Write a row of a table."""
        traits = ("head",) if head else ("table", "wrap", "left", "indent", "text")
        cells = ((area, text, (*traits, "small")) for area, text in zip(areas, texts, strict=True))
        self.line(*cells, size=_SIZE)
