"""The guidance sheet: the same definition in words, to read on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_sheets.excel.heights import line_count, row_height
from cchc_sheets.excel.issue import Issue
from cchc_sheets.excel.layout import FORM_SHEET, Layout
from cchc_sheets.excel.page import set_up_paper
from cchc_sheets.excel.styles import SIZE, Pen
from cchc_sheets.handbook import (
    MOST_NAMED,
    ExplainedRule,
    Where,
    explained_in_force,
    in_sections,
    rows_of_a_kind,
    rule_severity,
)
from cchc_sheets.model import Code, Form
from cchc_sheets.words import guidance as words
from cchc_sheets.words.handbook import head
from cchc_sheets.words.places import ranged, section_title
from cchc_sheets.words.workbook import codes_in_words, short_date

LANG = "vi"
FIRST, MIDDLE, LAST = 1, 2, 3
WIDTHS = {FIRST: 102, MIDDLE: 472, LAST: 106}
"""Of the columns in pixels: together a page's width."""
_TITLE_SIZE, _SUBHEAD_SIZE = 14, 13
_CONDITION_SIZE = 11
_PIECE = 900
"""Characters of conditions in one cell at most: a row higher than 409 points is cut off."""
_Area = tuple[int, int]
_WHOLE, _TAIL, _HEAD = (FIRST, LAST), (MIDDLE, LAST), (FIRST, MIDDLE)


@dataclass
class _Page:
    """Writes from top to bottom; each row as high as its texts need."""

    pen: Pen
    row: int = 0

    def line(self, *cells: tuple[_Area, str, tuple[str, ...]], size: float = SIZE) -> None:
        """Write one row; a cell is the columns it spans, its text and its look."""
        self.row += 1
        lines = 1
        for (first, last), text, traits in cells:
            if first == last:
                self.pen.text(self.row, first, text, *traits)
            else:
                self.pen.merge((self.row, first, self.row, last), text, *traits)
            width = sum(WIDTHS[column] for column in range(first, last + 1))
            lines = max(lines, line_count(text, width, size, bold="bold" in traits))
        self.pen.height(self.row, row_height(lines, size, padding=5))

    def gap(self) -> None:
        """Leave some room."""
        self.row += 1
        self.pen.height(self.row, 9)

    def subhead(self, text: str) -> None:
        """Write the head of a part."""
        self.gap()
        self.line((_WHOLE, text, ("wrap", "left", "subhead")), size=_SUBHEAD_SIZE)

    def pair(self, name: str, text: str, *traits: str) -> None:
        """Write a name and what it stands for."""
        name_cell = ((FIRST, FIRST), name, ("wrap", "left"))
        self.line(name_cell, (_TAIL, text, ("wrap", "left", *traits)))

    def rule(self, name: str, says: str, condition: str, rows: str) -> None:
        """Write a row of the rules: the sentence in bold, its exact condition under it."""
        self.row += 1
        look = ("table", "wrap", "left", "text")
        self.pen.text(self.row, FIRST, name, *look)
        self.pen.text(self.row, LAST, rows, *look)
        width = WIDTHS[MIDDLE]
        height = line_count(condition, width, _CONDITION_SIZE) * _CONDITION_SIZE
        if says:
            styles = self.pen.styles
            parts = (styles("bold"), f"{says}.\n", styles("beside"), condition, styles(*look))
            self.pen.sheet.write_rich_string(self.row - 1, MIDDLE - 1, *parts)
            height += line_count(f"{says}.", width, SIZE, bold=True) * SIZE
        else:
            self.pen.text(self.row, MIDDLE, condition, *look, "beside")
        beside = (line_count(name, WIDTHS[FIRST], SIZE), line_count(rows, WIDTHS[LAST], SIZE))
        self.pen.height(self.row, row_height(1, max(height, *(n * SIZE for n in beside)), 5))

    def table(self, areas: Iterable[_Area], texts: Iterable[str], *, head: bool = False) -> None:
        """Write a row of a table."""
        traits = ("head",) if head else ("table", "wrap", "left", "text")
        cells = ((area, text, traits) for area, text in zip(areas, texts, strict=True))
        self.line(*cells)


_COLUMNS: tuple[_Area, ...] = ((FIRST, FIRST), (MIDDLE, MIDDLE), (LAST, LAST))


def write_guide_sheet(pen: Pen, issue: Issue) -> None:
    """Write the whole sheet."""
    for column, pixels in WIDTHS.items():
        pen.width(column, pixels)
    page = _Page(pen)
    page.line((_WHOLE, words.TITLE, ("title",)), size=_TITLE_SIZE)
    _write_facts(page, issue)
    _write_steps(page, issue)
    _write_signs(page)
    _write_codes(page, issue)
    _write_rules(page, issue)
    _write_contact(page, issue)
    pen.sheet.hide_gridlines(2)
    pen.sheet.protect("", {"format_columns": True, "format_rows": True})
    set_up_paper(pen.sheet, issue)
    pen.sheet.print_area(0, FIRST - 1, page.row - 1, LAST - 1)


def _write_facts(page: _Page, issue: Issue) -> None:
    period = issue.period
    window = words.WINDOW.format(start=short_date(period.start), end=short_date(period.end))
    if issue.form.proposal:
        page.line((_WHOLE, words.PROPOSAL, ("wrap", "center", "bold", "italic")))
    page.gap()
    page.pair(words.UNIT, issue.unit.name, "bold")
    page.pair(words.PERIOD, f"{period.label}. {window}.")
    page.pair(words.FORM, issue.form.name)
    due = issue.roster.due.get(str(period))
    if due:
        page.pair(words.DUE, short_date(date.fromisoformat(due)), "bold")


def _write_steps(page: _Page, issue: Issue) -> None:
    page.subhead(words.HOW_TO)
    for number, step in enumerate(words.STEPS, start=1):
        text = step.format(value_column=issue.form.value_column, sheet=FORM_SHEET)
        page.line((_WHOLE, f"{number}. {text}", ("wrap", "left")))


def _write_signs(page: _Page) -> None:
    page.subhead(words.SIGNS)
    page.table(_COLUMNS, words.SIGNS_HEAD, head=True)
    for texts in words.SIGNS_ROWS:
        page.table(_COLUMNS, texts)
    page.subhead(words.NUMBERS)
    for typed, meaning in words.NUMBERS_ROWS:
        page.table(((FIRST, FIRST), _TAIL), (typed, meaning))


def _write_codes(page: _Page, issue: Issue) -> None:
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
    page.line((_WHOLE, words.CODES_INTRO, ("wrap", "left")))
    page.table((_HEAD, (LAST, LAST)), words.CODES_HEAD, head=True)
    for codes, numbers in rows.items():
        texts = (codes_in_words(codes), ranged(map(str, numbers)))
        page.table((_HEAD, (LAST, LAST)), texts)


def _write_rules(page: _Page, issue: Issue) -> None:
    if not issue.rules:
        return
    page.subhead(words.RULES)
    for line in (*words.RULES_INTRO, head("blanks", LANG)):
        page.line((_WHOLE, line.format(sheet=FORM_SHEET), ("wrap", "left")))
    page.table(_COLUMNS, words.RULES_HEAD, head=True)
    layout = Layout(issue.form)
    rules = explained_in_force(issue.form, issue.rules, issue.unit)
    for section in in_sections(issue.form, rules):
        row = section.row
        title = head("everywhere", LANG)
        if row:
            title = section_title(row.stt, row.path, row.label_for(issue.unit))
        page.line((_WHOLE, title, ("table", "wrap", "left", "bold")))
        for rule in section.rules:
            _write_rule(page, rule, _rows(rule, issue.form, layout))


def _write_rule(page: _Page, rule: ExplainedRule, rows: str) -> None:
    """Write a rule; one with many conditions goes on in further rows, none too high for Excel."""
    severity = f"{words.RULE_SIGNS[rule.severities[0]]} {rule_severity(rule, LANG)}"
    first, *others = _pieces(rule.conditions(LANG))
    later = f"\n{words.LATER}" if rule.where is Where.OFFICE else ""
    page.rule(f"{rule.rule.id}\n{severity}{later}", rule.rule.says.vi, first, rows)
    for piece in others:
        page.rule("", "", piece, "")


def _pieces(conditions: Sequence[str]) -> list[str]:
    """Return the conditions as texts of one cell each; only what is too long is divided."""
    pieces: list[str] = []
    for condition in conditions:
        line = f"– {condition}" if len(conditions) > 1 else condition
        if pieces and len(pieces[-1]) + len(line) < _PIECE:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    return pieces


def _rows(rule: ExplainedRule, form: Form, layout: Layout) -> str:
    kind = rows_of_a_kind(rule.keys, form)
    if kind is not None and len(rule.keys) > MOST_NAMED:
        return head(kind, LANG)
    return ranged(str(layout.row_of[key]) for key in rule.keys)


def _write_contact(page: _Page, issue: Issue) -> None:
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
