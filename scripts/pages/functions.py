"""``docs/reference/functions.md``: the rule language's operators and functions, both meanings.

The words are those of ``explain``, the formulas those that stand in a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.expression import FUNCTIONS, validator_only
from cchc_sheets.expression.formula import condition_formula, number_formula
from cchc_sheets.expression.parse import Problem, parse
from cchc_sheets.words.plain import NamedRow, Plain
from scripts.pages.markdown import MADE, code, table

_OPERATORS = (
    *("a + b", "a - b", "a * b", "a / b"),
    *("a == b", "a != b", "a < b", "a <= b", "a > b", "a >= b", "a <= b <= c"),
    *("a > 0 and b > 0", "a > 0 or b > 0", "not a > 0", "a if c > 0 else b"),
)
_RATES = frozenset("p")
_NAMES = {name: NamedRow(name, is_rate=name in _RATES) for name in "abcp"}


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
    """Yield the lines of the page."""
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
        ("Hàm / functions", [function.example for function in FUNCTIONS.values()]),
    ):
        yield ""
        yield f"## {title}"
        heads = ("", "Nghĩa", "Meaning", "Trong biểu / in a workbook")
        yield from table(heads, map(_entry, examples))


def _entry(example: str) -> tuple[str, str, str, str]:
    condition, number = (parse(example, logical=logical) for logical in (True, False))
    plain = [Plain(_NAMES, lang) for lang in ("vi", "en")]
    if not isinstance(condition, Problem):
        said = [each.condition(condition.root) for each in plain]
        live = not validator_only(condition)
        formula = condition_formula(condition.root, _Letters(), _RATES).true if live else ""
    elif not isinstance(number, Problem):
        said = [each.number(number.root) for each in plain]
        formula = number_formula(number.root, _Letters(), _RATES)
    else:
        raise TypeError(number)
    return code(example), said[0], said[1], code(formula) or "—"
