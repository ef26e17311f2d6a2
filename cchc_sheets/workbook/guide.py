"""The guidance sheet: the same definition in words, to read on screen or on paper."""

from __future__ import annotations

from datetime import date

from cchc_sheets.handbook.rules import ExplainedRule, in_sections, rows_of_a_kind
from cchc_sheets.handbook.show import MOST_NAMED
from cchc_sheets.model import Code, Form
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import FORM_SHEET, Layout
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import guidance as words
from cchc_sheets.words.handbook import head
from cchc_sheets.words.places import ranged, section_title
from cchc_sheets.words.workbook import codes_in_words, short_date
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.guide_page import (
    COLUMNS,
    FIRST,
    HEAD,
    LANG,
    LAST,
    TAIL,
    WHOLE,
    WIDTHS,
    Page,
)
from cchc_sheets.workbook.guide_tables import write_tables
from cchc_sheets.workbook.page import set_up_paper

_TITLE_SIZE = 14


def write_guide_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet."""
    for column, pixels in WIDTHS.items():
        pen.width(column, pixels)
    page = Page(pen)
    page.line((WHOLE, words.TITLE, ("title",)), size=_TITLE_SIZE)
    _write_facts(page, issue)
    _write_steps(page, issue)
    _write_signs(page)
    _write_codes(page, issue)
    _write_rules(page, issue, plan)
    write_tables(page, issue, plan)
    _write_contact(page, issue)
    pen.sheet.hide_gridlines(2)
    pen.sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up_paper(pen.sheet, issue)
    pen.sheet.print_area(0, FIRST - 1, page.row - 1, LAST - 1)


def _write_facts(page: Page, issue: Issue) -> None:
    period = issue.period
    window = words.WINDOW.format(start=short_date(period.start), end=short_date(period.end))
    if issue.form.proposal:
        page.line((WHOLE, words.PROPOSAL, ("wrap", "center", "bold", "italic")))
    page.gap()
    page.pair(words.UNIT, issue.unit.name, "bold")
    page.pair(words.PERIOD, f"{period.label}. {window}.")
    page.pair(words.FORM, issue.form.name)
    due = issue.roster.due.get(str(period))
    if due:
        page.pair(words.DUE, short_date(date.fromisoformat(due)), "bold")


def _write_steps(page: Page, issue: Issue) -> None:
    page.subhead(words.HOW_TO)
    sheets = ", ".join(f"“{table.sheet}”" for table in issue.form.tables)
    for number, step in enumerate(words.steps(with_tables=bool(sheets)), start=1):
        text = step.format(value_column=issue.form.value_column, sheet=FORM_SHEET, tables=sheets)
        page.line((WHOLE, f"{number}. {text}", ("wrap", "left")))


def _write_signs(page: Page) -> None:
    page.subhead(words.SIGNS)
    page.table(COLUMNS, words.SIGNS_HEAD, head=True)
    for texts in words.SIGNS_ROWS:
        page.table(COLUMNS, texts)
    page.subhead(words.NUMBERS)
    for typed, meaning in words.NUMBERS_ROWS:
        page.table(((FIRST, FIRST), TAIL), (typed, meaning))


def _write_codes(page: Page, issue: Issue) -> None:
    """Write what the codes mean, once a list, whatever order a row prints it in."""
    layout = Layout(issue.form)
    rows: dict[tuple[Code, ...], list[int]] = {}
    for row in issue.form.rows:
        if row.is_input and row.codes:
            codes = tuple(sorted(row.codes, key=lambda code: code.value))
            rows.setdefault(codes, []).append(layout.row_of[row.key])
    if not rows:
        return
    page.subhead(words.CODES)
    page.line((WHOLE, words.CODES_INTRO, ("wrap", "left")))
    page.table((HEAD, (LAST, LAST)), words.CODES_HEAD, head=True)
    for codes, numbers in rows.items():
        texts = (codes_in_words(codes), ranged(map(str, numbers)))
        page.table((HEAD, (LAST, LAST)), texts)


def _write_rules(page: Page, issue: Issue, plan: FormPlan) -> None:
    if not plan.rules:
        return
    page.subhead(words.RULES)
    for line in (*words.RULES_INTRO, head("blanks", LANG)):
        page.line((WHOLE, line.format(sheet=FORM_SHEET), ("wrap", "left")))
    page.table(COLUMNS, words.RULES_HEAD, head=True)
    layout = Layout(issue.form)
    rules = plan.handbook.rules(issue.unit)
    for section in in_sections(issue.form, rules):
        row = section.row
        title = head("everywhere", LANG)
        if row:
            title = section_title(row, row.label_for(issue.unit))
        page.line((WHOLE, title, ("table", "wrap", "left", "bold")))
        for rule in section.rules:
            page.explained(rule, _rows(rule, issue.form, layout))


def _rows(rule: ExplainedRule, form: Form, layout: Layout) -> str:
    kind = rows_of_a_kind(rule.keys, form) if len(rule.keys) > MOST_NAMED else None
    if kind is not None:
        return head(kind, LANG)
    return ranged(str(layout.row_of[key]) for key in rule.keys)


def _write_contact(page: Page, issue: Issue) -> None:
    issuer = issue.roster.issuer
    facts = (
        (words.CONTACT_NAME, issuer.name),
        (words.CONTACT_ADDRESS, issuer.address),
        (words.CONTACT_TELEPHONE, issuer.telephone),
        (words.CONTACT_EMAIL, issuer.email),
    )
    page.subhead(words.CONTACT)
    for name, text in facts:
        if text:
            page.pair(name, text)
