"""``docs/rules/``: the rules in force in each form, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cchc_sheets.handbook.rules import (
    ExplainedRule,
    explained_in_table,
    explained_rules,
    in_sections,
)
from cchc_sheets.handbook.show import rule_facts, rule_severity
from cchc_sheets.model import Catalogue, Form, Severity, Table
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.handbook import head
from cchc_sheets.words.places import section_title
from cchc_sheets.words.say import title
from scripts.pages.markdown import MADE, plain, table

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""The signs of the workbook's own check column."""


def rule_pages(definitions: Definitions) -> dict[str, Iterator[str]]:
    """Return the lines of each form's page and of their index."""
    rules = {
        form.id: explained_rules(form, definitions.catalogue) for form in definitions.forms.values()
    }
    pages = {
        f"rules/{form.id}.md": _page(form, rules[form.id], definitions.catalogue)
        for form in definitions.forms.values()
    }
    return {**pages, "rules/README.md": _index(definitions, rules)}


def _page(form: Form, rules: tuple[ExplainedRule, ...], catalogue: Catalogue) -> Iterator[str]:
    yield f"# Quy tắc của biểu: {plain(form.name)}"
    yield ""
    yield MADE
    yield ""
    yield (
        f"Biểu `{form.id}`: {len(rules)} quy tắc. ✗ là lỗi, phải sửa; ! là cảnh báo, nếu số liệu "
        f"đúng thì giải thích ở Ghi chú. {head('blanks', 'vi')} "
        "[Mọi biểu](README.md) · [Các loại phát hiện](../findings/README.md)"
    )
    for section in in_sections(form, rules):
        row = section.row
        name = section_title(row, row.label) if row else head("everywhere", "vi")
        yield ""
        yield f"## {plain(name)}"
        for rule in section.rules:
            yield from _rule_lines(rule, form)
    for each in form.tables:
        explained = {rule.rule.id: rule for rule in explained_in_table(each, catalogue)}
        if each.asks.rules:
            yield ""
            yield f"## {plain(head('of-table', 'vi', sheet=each.sheet, title=each.title))}"
        for own in each.asks.rules:
            yield from _rule_lines(explained[own.id], form, each)


def _rule_lines(rule: ExplainedRule, form: Form, of_table: Table | None = None) -> Iterator[str]:
    yield ""
    signs = "".join(_SIGNS[severity] for severity in rule.severities)
    yield f"### {rule.rule.id} {signs} {rule_severity(rule, 'vi')}"
    yield ""
    yield f"{plain(rule.rule.says.vi)}."
    yield ""
    for condition in rule.conditions("vi"):
        yield f"- **{head('condition', 'vi')}:** {plain(condition)}"
    for name, text in rule_facts(rule, form, "vi", of_table):
        yield f"- **{name}:** {plain(text)}"
    code = rule.rule.code
    yield f"- **{head('findings', 'vi')}:** [{title(code, 'vi')}](../findings/{code}.md)"
    if rule.rule.reason:
        yield f"- **{head('reason', 'vi')}:** {plain(rule.rule.reason.vi)}"


def _index(
    definitions: Definitions, rules: Mapping[str, tuple[ExplainedRule, ...]]
) -> Iterator[str]:
    yield "# Quy tắc theo biểu / Rules by form"
    yield ""
    yield MADE
    yield ""
    yield (
        "Mỗi trang liệt kê các quy tắc đang áp dụng cho một biểu: câu, mức độ, dòng, điều kiện "
        "chính xác, nơi soát và lý do. `cchc-sheets explain R22` in một quy tắc, thêm "
        "`--lang en` để xem tiếng Anh. / Each page lists the rules in force in one form; "
        "`cchc-sheets explain R22 --lang en` prints one in English. "
        "[Ngôn ngữ quy tắc / the rule language](../rule-language.md)"
    )
    heads = ("Biểu / form", "Lỗi / errors", "Cảnh báo / warnings")
    yield from table(heads, (_entry(form, rules[form.id]) for form in definitions.forms.values()))


def _entry(form: Form, rules: tuple[ExplainedRule, ...]) -> tuple[str, str, str]:
    errors = sum(rule.severities[0] is Severity.ERROR for rule in rules)
    return f"[{plain(form.name)}]({form.id}.md)", str(errors), str(len(rules) - errors)
