"""``make pages``: the pages in ``docs/findings/`` and ``docs/rules/``, made from the definitions.

The same content as ``cchc-sheets explain``; a test fails while a committed page differs from what
is made here. Nothing in these folders is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cchc_sheets.definition import Definitions, load, packaged_templates
from cchc_sheets.handbook import (
    Explained,
    ExplainedRule,
    explained_codes,
    explained_rules,
    finding_facts,
    finding_title,
    in_sections,
    rule_facts,
    rule_severity,
)
from cchc_sheets.model import Form, Severity
from cchc_sheets.words.handbook import head
from cchc_sheets.words.meanings import GROUPS
from cchc_sheets.words.places import section_title
from cchc_sheets.words.say import title

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDERS = ("findings", "rules")
_MADE = "<!-- make pages -->"
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""The signs of the workbook's own check column."""
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_<>|~#["})


def main() -> int:
    """Write all pages and remove those that are no longer made."""
    definitions, problems = load(packaged_templates())
    if definitions is None:
        print(f"{len(problems)} problems: cchc-sheets lint")
        return 2
    made = pages(definitions)
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for folder in FOLDERS:
        for path in (DOCS / folder).glob("*.md"):
            if f"{folder}/{path.name}" not in made:
                path.unlink()
    print(f"docs: {len(made)}")
    return 0


def pages(definitions: Definitions) -> dict[str, str]:
    """Return every page by its name under ``docs/``; the same definitions give the same text."""
    kinds = explained_codes(definitions)
    rules = {
        form.id: explained_rules(form, definitions.catalogue) for form in definitions.forms.values()
    }
    made = {f"findings/{code}.md": _finding_page(each) for code, each in kinds.items()}
    made["findings/README.md"] = _findings_index(kinds)
    for form in definitions.forms.values():
        made[f"rules/{form.id}.md"] = _rules_page(form, rules[form.id])
    made["rules/README.md"] = _rules_index(definitions, rules)
    return {name: text.rstrip() + "\n" for name, text in sorted(made.items())}


# ---------------------------------------------------------------------------------- findings


def _finding_page(explained: Explained) -> str:
    return "\n".join(_finding_lines(explained))


def _finding_lines(explained: Explained) -> Iterator[str]:
    yield f"# {finding_title(explained, 'vi')}"
    yield ""
    yield _MADE
    for lang in ("vi", "en"):
        if lang == "en":
            yield ""
            yield f"## In English: {title(explained.code, lang)}"
        for name, text in finding_facts(explained, lang):
            yield ""
            yield f"**{name}:** {_text(text)}"
    yield ""
    yield f"`cchc-sheets explain {explained.code}` · [Mọi loại phát hiện / all kinds](README.md)"


def _findings_index(kinds: Mapping[str, Explained]) -> str:
    return "\n".join(_findings_index_lines(kinds))


def _findings_index_lines(kinds: Mapping[str, Explained]) -> Iterator[str]:
    yield "# Các loại phát hiện / Kinds of findings"
    yield ""
    yield _MADE
    yield ""
    yield (
        "Mỗi loại phát hiện có một mã không đổi, ghi ở trường `code` của JSON; "
        "`cchc-sheets explain MÃ` in nội dung của trang. / Every kind has a stable code, the "
        "field `code` in JSON; `cchc-sheets explain CODE` prints its page."
    )
    grouped = {code for _, codes in GROUPS.values() for code in codes}
    others = tuple(code for code in kinds if code not in grouped)
    for (vietnamese, english), codes in (*GROUPS.values(), (("Khác", "Others"), others)):
        if not codes:
            continue
        yield ""
        yield f"## {vietnamese} / {english}"
        yield ""
        yield "| Mã / code | Tên | Name | Mức độ / severity |"
        yield "|---|---|---|---|"
        for code in codes:
            severities = ", ".join(severity.value for severity in kinds[code].severities)
            names = " | ".join(_text(title(code, lang)) for lang in ("vi", "en"))
            yield f"| [`{code}`]({code}.md) | {names} | {severities} |"


# ------------------------------------------------------------------------------------- rules


def _rules_page(form: Form, rules: tuple[ExplainedRule, ...]) -> str:
    return "\n".join(_rules_lines(form, rules))


def _rules_lines(form: Form, rules: tuple[ExplainedRule, ...]) -> Iterator[str]:
    yield f"# Quy tắc của biểu: {_text(form.name)}"
    yield ""
    yield _MADE
    yield ""
    yield (
        f"Biểu `{form.id}`: {len(rules)} quy tắc. ✗ là lỗi, phải sửa; ! là cảnh báo, nếu số liệu "
        f"đúng thì giải thích ở Ghi chú. {head('blanks', 'vi')} "
        "[Mọi biểu](README.md) · [Các loại phát hiện](../findings/README.md)"
    )
    for section in in_sections(form, rules):
        row = section.row
        name = section_title(row.stt, row.path, row.label) if row else head("everywhere", "vi")
        yield ""
        yield f"## {_text(name)}"
        for rule in section.rules:
            yield from _rule_lines(rule, form)


def _rule_lines(rule: ExplainedRule, form: Form) -> Iterator[str]:
    yield ""
    signs = "".join(_SIGNS[severity] for severity in rule.severities)
    yield f"### {rule.rule.id} {signs} {rule_severity(rule, 'vi')}"
    yield ""
    yield f"{_text(rule.rule.says.vi)}."
    yield ""
    for condition in rule.conditions("vi"):
        yield f"- **{head('condition', 'vi')}:** {_text(condition)}"
    for name, text in rule_facts(rule, form, "vi"):
        yield f"- **{name}:** {_text(text)}"
    code = rule.rule.code
    yield f"- **{head('findings', 'vi')}:** [{title(code, 'vi')}](../findings/{code}.md)"
    if rule.rule.reason:
        yield f"- **{head('reason', 'vi')}:** {_text(rule.rule.reason)}"


def _rules_index(definitions: Definitions, rules: Mapping[str, tuple[ExplainedRule, ...]]) -> str:
    return "\n".join(_rules_index_lines(definitions, rules))


def _rules_index_lines(
    definitions: Definitions, rules: Mapping[str, tuple[ExplainedRule, ...]]
) -> Iterator[str]:
    yield "# Quy tắc theo biểu / Rules by form"
    yield ""
    yield _MADE
    yield ""
    yield (
        "Mỗi trang liệt kê các quy tắc đang áp dụng cho một biểu: câu, mức độ, dòng, điều kiện "
        "chính xác, nơi soát và lý do. `cchc-sheets explain R22` in một quy tắc, thêm "
        "`--lang en` để xem tiếng Anh. / Each page lists the rules in force in one form; "
        "`cchc-sheets explain R22 --lang en` prints one in English. "
        "[Ngôn ngữ quy tắc / the rule language](../rule-language.md)"
    )
    yield ""
    yield "| Biểu / form | Lỗi / errors | Cảnh báo / warnings |"
    yield "|---|---|---|"
    for form in definitions.forms.values():
        errors = sum(rule.severities[0] is Severity.ERROR for rule in rules[form.id])
        others = len(rules[form.id]) - errors
        yield f"| [{_text(form.name)}]({form.id}.md) | {errors} | {others} |"


def _text(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return text.translate(_ESCAPED)


if __name__ == "__main__":
    raise SystemExit(main())
