"""The part of the guidance sheet about the form's tables."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.model import Table, Unit
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import FORM_SHEET, Layout
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import guidance as words
from cchc_sheets.words.places import ranged
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.guide_page import COLUMNS, WHOLE, Page

_PLAIN, _TITLE = ("wrap", "left"), ("table", "wrap", "left", "bold")


def write_tables(page: Page, issue: Issue, plan: FormPlan) -> None:
    """Write what each table collects, where its totals go, and what must be right in a record."""
    if issue.form.tables:
        page.subhead(words.TABLES)
    for table in issue.form.tables:
        title = words.TABLE_TITLE.format(sheet=table.sheet, title=table.title)
        page.line((WHOLE, title, _TITLE))
        for text in (words.about_table(table), *_feeds(issue, table)):
            page.line((WHOLE, text, _PLAIN))
        _write_rules(page, plan, issue.unit, table)


def _feeds(issue: Issue, table: Table) -> Iterator[str]:
    layout = Layout(issue.form)
    fed = [row for row in issue.form.rows if row.fed_by == table.id and row.indicator]
    for printed in (True, False):
        rows = ranged(str(layout.row_of[row.key]) for row in fed if row.printed is printed)
        if rows:
            yield words.feeds(FORM_SHEET, rows, printed=printed)


def _write_rules(page: Page, plan: FormPlan, unit: Unit, table: Table) -> None:
    """Write the table's own rules in full; of those that the form has too their ids are enough."""
    rules = plan.table_rules.get(table.id, ())
    told = {rule.id for rule in plan.rules if rule in rules}
    explained = plan.handbook.rules_of(table, unit)
    own = [each for each in explained if each.rule.id not in told]
    if told:
        ids = ranged(rule.id for rule in rules if rule.id in told)
        page.line((WHOLE, words.alike(table, ids), _PLAIN))
    if own:
        facts = {"place": words.place_of(table), "line": words.TABLE_LINES[table.across]}
        page.table(COLUMNS, (text.format(**facts) for text in words.TABLE_RULES_HEAD), head=True)
    for rule in own:
        page.explained(rule, _places(table, rule.keys))


def _places(table: Table, keys: tuple[str, ...]) -> str:
    """Return where the answers stand: the letters of columns, or across the numbers of rows."""
    layout = TableLayout(table)
    if table.across:
        return ranged(str(layout.cell(TOTAL, key)[0]) for key in keys)
    return ", ".join(layout.called(TOTAL, key) for key in keys)
