"""The sheet of rules: each rule in words, with its exact condition and its rows; the tables."""

from __future__ import annotations

from cchc_sheets.handbook.rules import CheckedWhere, ExplainedRule, in_sections, rows_of_a_kind
from cchc_sheets.handbook.show import MOST_NAMED, rule_severity
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.form import FORM_SHEET
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import guidance as words
from cchc_sheets.words.handbook import head
from cchc_sheets.words.places import ranged, section_title
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.guide import COLUMNS, WHOLE, GuidePage
from cchc_sheets.workbook.page import INDENT
from cchc_sheets.workbook.paper import set_up_paper
from cchc_sheets.workbook.validations import ADJUSTABLE

_LANG = "vi"
_FIRST, _MIDDLE, _LAST = 1, 2, 3
_WIDTHS = {_FIRST: 104, _MIDDLE: 420, _LAST: 166}
"""Of the columns in pixels: together a page's width."""
_TITLE_SIZE, _CONDITION_SIZE = 14, 11
_PIECE = 900
"""Characters of conditions in one cell at most: a row higher than 409 points is cut off."""
_PLAIN, _SECTION = ("wrap", "left"), ("table", "wrap", "left", "indent", "bold", "section")


def write_rules_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet: the form's rules, then what its tables collect."""
    page = _Page(pen, _WIDTHS)
    page.line((WHOLE, words.RULES, ("title",)), size=_TITLE_SIZE)
    _write_rules(page, issue, plan)
    _write_tables(page, issue, plan)
    pen.sheet.hide_gridlines(2)
    pen.sheet.protect("", dict(ADJUSTABLE))
    set_up_paper(pen.sheet)
    pen.sheet.print_area(0, _FIRST - 1, page.row - 1, _LAST - 1)


def _write_rules(page: _Page, issue: Issue, plan: FormPlan) -> None:
    """Write the form's rules, with the numbers of their rows."""
    if not plan.rules:
        return
    for line in (*words.RULES_INTRO, head("blanks", _LANG)):
        page.line((WHOLE, line.format(sheet=FORM_SHEET), _PLAIN))
    page.table(COLUMNS, words.RULES_HEAD, head=True)
    for section in in_sections(issue.form, plan.handbook.rules(issue.unit)):
        title = head("everywhere", _LANG)
        if section.row:
            title = section_title(section.row, section.row.label_for(issue.unit))
        page.line((WHOLE, title, _SECTION))
        for rule in section.rules:
            kind = None
            if len(rule.keys) > MOST_NAMED:
                kind = rows_of_a_kind(rule.keys, issue.form)
            rows = ranged(str(plan.layout.row_of[key]) for key in rule.keys)
            page.explained(rule, head(kind, _LANG) if kind else rows)


def _write_tables(page: _Page, issue: Issue, plan: FormPlan) -> None:
    """Write what each table collects, where its totals go, and what must be right in a record."""
    if issue.form.tables:
        page.subhead(words.TABLES)
    for table in issue.form.tables:
        title = words.TABLE_TITLE.format(sheet=table.sheet, title=table.title)
        page.line((WHOLE, title, _SECTION))
        page.line((WHOLE, words.about_table(table), _PLAIN))
        fed = [row for row in issue.form.rows if row.fed_by == table.id and row.indicator]
        for printed in (True, False):
            numbers = (plan.layout.row_of[row.key] for row in fed if row.printed is printed)
            rows = ranged(map(str, numbers))
            if rows:
                page.line((WHOLE, words.feeds(FORM_SHEET, rows, printed=printed), _PLAIN))
        # The table's own rules in full; of those that the form has too their ids are enough.
        rules = plan.table_rules.get(table.id, ())
        in_form = {rule.id for rule in plan.rules if rule in rules}
        if in_form:
            ids = ranged(rule.id for rule in rules if rule.id in in_form)
            page.line((WHOLE, words.alike(table, ids), _PLAIN))
        explained = plan.handbook.rules_of(table, issue.unit)
        own = [rule for rule in explained if rule.rule.id not in in_form]
        if own:
            facts = {"place": words.place_of(table), "line": words.TABLE_LINES[table.across]}
            heads = (text.format(**facts) for text in words.TABLE_RULES_HEAD)
            page.table(COLUMNS, heads, head=True)
        layout = TableLayout(table)
        for rule in own:
            if table.across:
                rows = ranged(str(layout.cell(TOTAL, key)[0]) for key in rule.keys)
            else:
                rows = ", ".join(layout.called(TOTAL, key) for key in rule.keys)
            page.explained(rule, rows)


class _Page(GuidePage):
    """A page of rules."""

    def explained(self, rule: ExplainedRule, rows: str) -> None:
        """Write a rule; one with many conditions goes on in further rows, none too high."""
        conditions = rule.conditions(_LANG)
        pieces: list[str] = []
        for condition in conditions:
            line = f"– {condition}" if len(conditions) > 1 else condition
            if pieces and len(pieces[-1]) + len(line) < _PIECE:
                pieces[-1] += f"\n{line}"
            else:
                pieces.append(line)
        severity = f"{words.RULE_SIGNS[rule.severities[0]]} {rule_severity(rule, _LANG)}"
        later = f"\n{words.LATER}" if rule.where is CheckedWhere.OFFICE else ""
        self._rule(f"{rule.rule.id}\n{severity}{later}", rule.rule.says.vi, pieces[0], rows)
        for piece in pieces[1:]:
            self._rule("", "", piece, "")

    def _rule(self, name: str, says: str, condition: str, rows: str) -> None:
        """Write a row of the rules: the sentence in bold, its exact condition under it."""
        self.row += 1
        look = ("table", "wrap", "left", "indent", "text")
        self.pen.text(self.row, _FIRST, name, *look)
        self.pen.text(self.row, _LAST, rows, *look)
        width = _WIDTHS[_MIDDLE] - INDENT
        height = line_count(condition, width, _CONDITION_SIZE) * _CONDITION_SIZE
        if says:
            styles = self.pen.styles
            parts = (styles("bold"), f"{says}.\n", styles("beside"), condition, styles(*look))
            self.pen.sheet.write_rich_string(self.row - 1, _MIDDLE - 1, *parts)
            height += line_count(f"{says}.", width, SIZE, bold=True) * SIZE
        else:
            self.pen.text(self.row, _MIDDLE, condition, *look, "beside")
        beside = (
            line_count(name, _WIDTHS[_FIRST], SIZE),
            line_count(rows, _WIDTHS[_LAST], SIZE),
        )
        self.pen.height(self.row, row_height(1, max(height, *(n * SIZE for n in beside)), 5))
