"""The guidance sheet: the same definition in words, to read on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_sheets.handbook.rules import ExplainedRule, Where, in_sections, rows_of_a_kind
from cchc_sheets.handbook.show import MOST_NAMED, rule_severity
from cchc_sheets.model import Code
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import AS_BEFORE_CELL, FORM_SHEET
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import SIZE, Pen
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words import guidance as words
from cchc_sheets.words.handbook import head
from cchc_sheets.words.places import ranged, section_title
from cchc_sheets.words.workbook import codes_in_words, short_date
from cchc_sheets.workbook.form_plan import FormPlan
from cchc_sheets.workbook.page import Area, Page
from cchc_sheets.workbook.paper import set_up_paper
from cchc_sheets.workbook.validations import ADJUSTABLE

_LANG = "vi"
_FIRST, _MIDDLE, _LAST = 1, 2, 3
_WIDTHS = {_FIRST: 102, _MIDDLE: 472, _LAST: 106}
"""Of the columns in pixels: together a page's width."""
_TITLE_SIZE, _SUBHEAD_SIZE, _CONDITION_SIZE = 14, 13, 11
_PIECE = 900
"""Characters of conditions in one cell at most: a row higher than 409 points is cut off."""
_WHOLE, _TAIL, _HEAD = (_FIRST, _LAST), (_MIDDLE, _LAST), (_FIRST, _MIDDLE)
_COLUMNS: tuple[Area, ...] = ((_FIRST, _FIRST), (_MIDDLE, _MIDDLE), (_LAST, _LAST))
_PLAIN, _SECTION = ("wrap", "left"), ("table", "wrap", "left", "bold")


def write_guide_sheet(pen: Pen, issue: Issue, plan: FormPlan) -> None:
    """Write the whole sheet."""
    page, period, issuer = _Page(pen, _WIDTHS), issue.period, issue.roster.issuer
    page.line((_WHOLE, words.TITLE, ("title",)), size=_TITLE_SIZE)
    if issue.form.proposal:
        page.line((_WHOLE, words.PROPOSAL, ("wrap", "center", "bold", "italic")))
    page.gap()
    page.pair(words.UNIT, issue.unit.name, "bold")
    window = words.WINDOW.format(start=short_date(period.start), end=short_date(period.end))
    page.pair(words.PERIOD, f"{period.label}. {window}.")
    page.pair(words.FORM, issue.form.name)
    due = issue.roster.due_on(period)
    if due is not None:
        page.pair(words.DUE, short_date(due), "bold")
    _write_how_to(page, issue, plan)
    _write_rules(page, issue, plan)
    _write_tables(page, issue, plan)
    page.subhead(words.CONTACT)
    contact = (
        (words.CONTACT_NAME, issuer.name),
        (words.CONTACT_ADDRESS, issuer.address),
        (words.CONTACT_TELEPHONE, issuer.telephone),
        (words.CONTACT_EMAIL, issuer.email),
    )
    for name, text in contact:
        if text:
            page.pair(name, text)
    pen.sheet.hide_gridlines(2)
    pen.sheet.protect("", dict(ADJUSTABLE))
    set_up_paper(pen.sheet, issue)
    pen.sheet.print_area(0, _FIRST - 1, page.row - 1, _LAST - 1)


def _write_how_to(page: _Page, issue: Issue, plan: FormPlan) -> None:
    """Write what to do, which signs and numbers may be typed, and what the codes mean."""
    page.subhead(words.HOW_TO)
    sheets = ", ".join(f"“{table.sheet}”" for table in issue.form.tables)
    steps = words.steps(with_tables=bool(sheets), as_before=issue.confirmed is not None)
    names = {"sheet": FORM_SHEET, "tables": sheets, "confirm": address(*AS_BEFORE_CELL)}
    for number, step in enumerate(steps, start=1):
        text = step.format(value_column=issue.form.value_column, **names)
        page.line((_WHOLE, f"{number}. {text}", _PLAIN))
    page.subhead(words.SIGNS)
    page.table(_COLUMNS, words.SIGNS_HEAD, head=True)
    for texts in words.SIGNS_ROWS:
        page.table(_COLUMNS, texts)
    page.subhead(words.NUMBERS)
    for typed, meaning in words.NUMBERS_ROWS:
        page.table(((_FIRST, _FIRST), _TAIL), (typed, meaning))
    # A list of codes is explained once, also where rows print it in another order.
    rows: dict[tuple[Code, ...], list[int]] = {}
    for row in issue.form.rows:
        if row.is_input and row.codes:
            codes = tuple(sorted(row.codes, key=lambda code: code.value))
            rows.setdefault(codes, []).append(plan.layout.row_of[row.key])
    if rows:
        page.subhead(words.CODES)
        page.line((_WHOLE, words.CODES_INTRO, _PLAIN))
        page.table((_HEAD, (_LAST, _LAST)), words.CODES_HEAD, head=True)
    for codes, numbers in rows.items():
        page.table((_HEAD, (_LAST, _LAST)), (codes_in_words(codes), ranged(map(str, numbers))))


def _write_rules(page: _Page, issue: Issue, plan: FormPlan) -> None:
    """Write the form's rules, with the numbers of their rows."""
    if not plan.rules:
        return
    page.subhead(words.RULES)
    for line in (*words.RULES_INTRO, head("blanks", _LANG)):
        page.line((_WHOLE, line.format(sheet=FORM_SHEET), _PLAIN))
    page.table(_COLUMNS, words.RULES_HEAD, head=True)
    for section in in_sections(issue.form, plan.handbook.rules(issue.unit)):
        title = head("everywhere", _LANG)
        if section.row:
            title = section_title(section.row, section.row.label_for(issue.unit))
        page.line((_WHOLE, title, _SECTION))
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
        page.line((_WHOLE, title, _SECTION))
        page.line((_WHOLE, words.about_table(table), _PLAIN))
        fed = [row for row in issue.form.rows if row.fed_by == table.id and row.indicator]
        for printed in (True, False):
            numbers = (plan.layout.row_of[row.key] for row in fed if row.printed is printed)
            rows = ranged(map(str, numbers))
            if rows:
                page.line((_WHOLE, words.feeds(FORM_SHEET, rows, printed=printed), _PLAIN))
        # The table's own rules in full; of those that the form has too their ids are enough.
        rules = plan.table_rules.get(table.id, ())
        in_form = {rule.id for rule in plan.rules if rule in rules}
        if in_form:
            ids = ranged(rule.id for rule in rules if rule.id in in_form)
            page.line((_WHOLE, words.alike(table, ids), _PLAIN))
        explained = plan.handbook.rules_of(table, issue.unit)
        own = [rule for rule in explained if rule.rule.id not in in_form]
        if own:
            facts = {"place": words.place_of(table), "line": words.TABLE_LINES[table.across]}
            heads = (text.format(**facts) for text in words.TABLE_RULES_HEAD)
            page.table(_COLUMNS, heads, head=True)
        layout = TableLayout(table)
        for rule in own:
            if table.across:
                rows = ranged(str(layout.cell(TOTAL, key)[0]) for key in rule.keys)
            else:
                rows = ", ".join(layout.called(TOTAL, key) for key in rule.keys)
            page.explained(rule, rows)


class _Page(Page):
    """A page of guidance."""

    def subhead(self, text: str) -> None:
        """Write the head of a part."""
        self.gap()
        self.line((_WHOLE, text, ("wrap", "left", "subhead")), size=_SUBHEAD_SIZE)

    def pair(self, name: str, text: str, *traits: str) -> None:
        """Write a name, and beside it what it is."""
        name_cell = ((_FIRST, _FIRST), name, _PLAIN)
        self.line(name_cell, (_TAIL, text, (*_PLAIN, *traits)))

    def table(self, areas: Iterable[Area], texts: Iterable[str], *, head: bool = False) -> None:
        """Write a row of a table."""
        traits = ("head",) if head else ("table", "wrap", "left", "text")
        cells = ((area, text, traits) for area, text in zip(areas, texts, strict=True))
        self.line(*cells)

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
        later = f"\n{words.LATER}" if rule.where is Where.OFFICE else ""
        self._rule(f"{rule.rule.id}\n{severity}{later}", rule.rule.says.vi, pieces[0], rows)
        for piece in pieces[1:]:
            self._rule("", "", piece, "")

    def _rule(self, name: str, says: str, condition: str, rows: str) -> None:
        """Write a row of the rules: the sentence in bold, its exact condition under it."""
        self.row += 1
        look = ("table", "wrap", "left", "text")
        self.pen.text(self.row, _FIRST, name, *look)
        self.pen.text(self.row, _LAST, rows, *look)
        width = _WIDTHS[_MIDDLE]
        height = line_count(condition, width, _CONDITION_SIZE) * _CONDITION_SIZE
        if says:
            styles = self.pen.styles
            parts = (styles("bold"), f"{says}.\n", styles("beside"), condition, styles(*look))
            self.pen.sheet.write_rich_string(self.row - 1, _MIDDLE - 1, *parts)
            height += line_count(f"{says}.", width, SIZE, bold=True) * SIZE
        else:
            self.pen.text(self.row, _MIDDLE, condition, *look, "beside")
        beside = (line_count(name, _WIDTHS[_FIRST], SIZE), line_count(rows, _WIDTHS[_LAST], SIZE))
        self.pen.height(self.row, row_height(1, max(height, *(n * SIZE for n in beside)), 5))
