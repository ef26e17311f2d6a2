"""``docs/reference/functions.md``: the rule language's operators and functions, both meanings.

The words are those of ``explain``, the formulas those that stand in a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.expression import FUNCTIONS, Problem, parse
from cchc_sheets.expression.formula import condition_formula, number_formula
from cchc_sheets.words.plain import NamedRow, Plain
from scripts.pages.markdown import MADE, code, table

_OPERATORS = (
    *("a + b", "a - b", "a * b", "a / b"),
    *("a == b", "a != b", "a < b", "a <= b", "a > b", "a >= b", "a <= b <= c"),
    *("a > 0 and b > 0", "a > 0 or b > 0", "not a > 0", "a if c > 0 else b"),
)
_CALLS = {
    "sum": "sum(a, b)",
    "min": "min(a, b)",
    "max": "max(a, b)",
    "abs": "abs(a)",
    "round": "round(p, 1)",
    "unit": "unit(p)",
    "previous": "previous(a)",
    "present": "present(a)",
    "blank": "blank(a)",
    "not_applicable": "not_applicable(a)",
    "note": "note(a)",
    "matches": 'matches(a, "document")',
}
_NAMES = {name: NamedRow(name, is_rate=name == "p") for name in "abcp"}


class _Letters:
    """Cells that are called as the operands are."""

    def number(self, key: str) -> str:
        return key

    def unit(self, key: str) -> str:
        return f"unit_of_{key}"

    def previous(self, key: str) -> str:
        return f"{key}_before"

    def is_blank(self, key: str) -> str:
        return f"{key}_is_blank"

    def is_not_applicable(self, key: str) -> str:
        return f"{key}_is_KAD"

    def has_note(self, key: str) -> str:
        return f"{key}_has_note"


def functions_page() -> Iterator[str]:
    """Yield the lines of the page; raises ``KeyError`` for a function without an example."""
    yield "# Toán tử và hàm / Operators and functions"
    yield ""
    yield MADE
    yield ""
    yield (
        "Mỗi toán tử và hàm của [ngôn ngữ quy tắc](../rule-language.md): ý nghĩa bằng lời như ở "
        "`cchc-sheets explain`, và công thức tương đương trong biểu; a, b, c là số đếm, p là tỷ "
        "lệ. / Each operator and function of the rule language: what it says, as `cchc-sheets "
        "explain` puts it, and the formula that stands in a workbook; a, b, c are counts, p is a "
        "rate. A condition's formula is true where the condition is; where it is neither true nor "
        "false, a rule says nothing."
    )
    for title, examples in (
        ("Toán tử / operators", _OPERATORS),
        ("Hàm / functions", [_CALLS[name] for name in FUNCTIONS]),
    ):
        yield ""
        yield f"## {title}"
        heads = ("", "Nghĩa", "Meaning", "Trong biểu / in a workbook")
        yield from table(heads, map(_entry, examples))


def _entry(example: str) -> tuple[str, str, str, str]:
    name = example.partition("(")[0]
    logical = FUNCTIONS[name].logical if name in FUNCTIONS else _is_condition(example)
    parsed = parse(example, logical=logical)
    if isinstance(parsed, Problem):
        raise TypeError(parsed)
    said = [
        Plain(_NAMES, lang).condition(parsed.root)
        if logical
        else Plain(_NAMES, lang).number(parsed.root)
        for lang in ("vi", "en")
    ]
    try:
        formula = (
            condition_formula(parsed.root, _Letters(), frozenset("p")).true
            if logical
            else number_formula(parsed.root, _Letters(), frozenset("p"))
        )
    except NotImplementedError:
        formula = ""
    return code(example), said[0], said[1], code(formula) or "—"


def _is_condition(example: str) -> bool:
    return not isinstance(parse(example, logical=True), Problem)
