"""What is an expression, and what is not: a whitelist, with every refusal at its column."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_sheets.expression import FUNCTIONS, Expression, names, validator_only
from cchc_sheets.expression.parse import MAX_DEPTH, MAX_LENGTH, Problem, parse
from tests.expressions import condition_of

CONDITIONS = [
    "a <= b",
    "a < b <= c",
    "a == b + c and not a > d",
    "present(a) or blank(b) or not_applicable(c)",
    "sum(a, b, c) <= d",
    "max(a, b) <= c and c <= a + b",
    "a >= round(b * c / 100)",
    "round(a, 2) == b",
    "abs(a - b) <= unit(a) / 2",
    "note(a) or matches(a, 'document')",
    "a <= previous(a)",
    "present(previous(a))",
    "(a if b > 0 else c) <= d",
    "a > b if c == 1 else a < b",
    "-a < 0.5",
    "  a <= b\n",
    "a <=\n  b",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_the_language_reads(text: str) -> None:
    assert isinstance(parse(text, logical=True), Expression)


@pytest.mark.parametrize(
    "text", ["a", "1", "-a", "a + b", "sum(a)", "a / b * 100", "a if b > 0 else c", "previous(a)"]
)
def test_arithmetic_reads_where_a_number_is_expected(text: str) -> None:
    assert isinstance(parse(text, logical=False), Expression)
    refused = parse(text, logical=True)
    assert isinstance(refused, Problem)


ANY = 0
"""Where exactly Python finds fault with a text differs from version to version."""

# Everything that Python would run, loop over, look into or build, and what only looks like a rule.
HOSTILE = [
    ("a.__class__ == 1", "not-allowed", 1, "a.__class__"),
    ("1 <= (0).real", "not-allowed", 6, "(0).real"),
    ("__import__('os') == 1", "unknown-function", 1, "__import__"),
    ("open('x') == 1", "unknown-function", 1, "open"),
    ("a.b() == 1", "not-allowed", 1, "a.b()"),
    ("(lambda: 1)() == 1", "not-allowed", 1, "(lambda: 1)()"),
    ("(lambda: a) == 1", "not-allowed", 2, "lambda: a"),
    ("[x for x in a] == 1", "not-allowed", 1, "[x for x in a]"),
    ("sum(x for x in a) == 1", "not-allowed", 4, "(x for x in a)"),
    ("{a: b} == 1", "not-allowed", 1, "{a: b}"),
    ("{a} == 1", "not-allowed", 1, "{a}"),
    ("f'{a}' == 1", "not-allowed", 1, "f'{a}'"),
    ("(a := 1) == 1", "not-allowed", 2, "a := 1"),
    ("a[0] == 1", "not-allowed", 1, "a[0]"),
    ("sum(*a) == 1", "not-allowed", 5, "*a"),
    ("sum(a, b=1) == 1", "not-allowed", 1, "sum(a, b=1)"),
    ("sum(**a) == 1", "not-allowed", 1, "sum(**a)"),
    ("previous(*a) == 1", "arguments", 1, "previous(*a)"),
    ("(yield) == 1", "not-allowed", 2, "yield"),
    ("(a, b) == 1", "not-allowed", 1, "(a, b)"),
    ("... == 1", "number-expected", 1, "..."),
    ("9 ** 9 ** 9 ** 9 == 1", "not-allowed", 1, "9 ** 9 ** 9 ** 9"),
    ("a ** 2 == b", "not-allowed", 1, "a ** 2"),
    ("a // b == 1", "not-allowed", 1, "a // b"),
    ("a % b == 1", "not-allowed", 1, "a % b"),
    ("a << 99999 == 1", "not-allowed", 1, "a << 99999"),
    ("a | b == 1", "not-allowed", 1, "a | b"),
    ("~a == 1", "not-allowed", 1, "~a"),
    ("+a == 1", "not-allowed", 1, "+a"),
    ("a is b", "not-allowed", 1, "a is b"),
    ("a in b", "not-allowed", 1, "a in b"),
    ("a <= b not in c", "not-allowed", 1, "a <= b not in c"),
    ("a <= 'text'", "number-expected", 6, "'text'"),
    ("a <= b'x'", "number-expected", 6, "b'x'"),
    ("a == True", "number-expected", 6, "True"),
    ("a == None", "number-expected", 6, "None"),
    ("a == 1j", "not-allowed", 6, "1j"),
    ("a == 1e400", "not-allowed", 6, "1e400"),
    ("a == 0x10", "not-allowed", 6, "0x10"),
    ("a == 1_000", "not-allowed", 6, "1_000"),
    ("a == 1if b else c", "not-allowed", 6, "1if"),
    ("a <= 9999999999999999", "number-too-large", 6, "9999999999999999"),
    (f"a <= {'9' * 400}.0", "number-too-large", 6, "9" * 60),
    ("a <= (b <= c)", "number-expected", 7, "b <= c"),
    ("a + (b and c) == 1", "number-expected", 6, "b and c"),
    ("sum(not a) == 1", "number-expected", 5, "not a"),
    ("sum(present(a)) == 1", "number-expected", 5, "present(a)"),
    ("a and b > 1", "condition-expected", 1, "a"),
    ("not a", "condition-expected", 5, "a"),
    ("True", "condition-expected", 1, "True"),
    ("sum(a, b)", "condition-expected", 1, "sum(a, b)"),
    ("b > 1 if a else c > 1", "condition-expected", 10, "a"),
    ("sum() == 1", "arguments", 1, "sum()"),
    ("abs(a, b) == 1", "arguments", 1, "abs(a, b)"),
    ("round(a, b) == 1", "arguments", 1, "round(a, b)"),
    ("round(a, -1) == 1", "arguments", 1, "round(a, -1)"),
    ("round(a, 0.5) == 1", "arguments", 1, "round(a, 0.5)"),
    ("round(a, 10) == 1", "arguments", 1, "round(a, 10)"),
    ("previous(a + b) == 1", "arguments", 1, "previous(a + b)"),
    ("previous(previous(a)) == 1", "arguments", 1, "previous(previous(a))"),
    ("present(a + b)", "arguments", 1, "present(a + b)"),
    ("present(sum(a, b))", "arguments", 1, "present(sum(a, b))"),
    ("note(previous(a))", "arguments", 1, "note(previous(a))"),
    ("matches(a)", "arguments", 1, "matches(a)"),
    ("matches(a, '.*')", "arguments", 1, "matches(a, '.*')"),
    ("matches(a, b)", "arguments", 1, "matches(a, b)"),
    ("matches(a, 1)", "arguments", 1, "matches(a, 1)"),
    ("tổng <= b", "not-allowed", 2, "ổ"),
    ("ａ <= b", "not-allowed", 1, "ａ"),  # a full-width a, which Python takes for a
    ("a ≤ b", "not-allowed", 3, "≤"),
    ("a <= b\u00a0", "not-allowed", 7, "\u00a0"),
    ("a <= \ud800", "not-allowed", 6, "\ud800"),
    ("a <= b # of course", "not-allowed", 8, "#"),
    ("a <= \\\nb", "not-allowed", 6, "\\"),
    ("a <= b\x00", "not-allowed", 7, "\x00"),
    ("a <=", "syntax", 5, "a <="),
    ("", "syntax", 1, ""),
    ("a <= b)", "syntax", 7, ")"),
    ("(a <= b", "syntax", 1, "(a <= b"),
    ("a <= b c", "syntax", ANY, "c"),
    ("a = b", "syntax", ANY, "= b"),
    ("a <= b; c", "syntax", ANY, "; c"),
    ("import os", "syntax", ANY, "import os"),
    ("a <= 1.2.3", "syntax", ANY, ".3"),
    ("   a <= b)", "syntax", 10, ")"),
    ("   a <= b + True", "number-expected", 13, "True"),
]


@pytest.mark.parametrize(("text", "code", "column", "found"), HOSTILE)
def test_what_is_not_of_the_language_is_named_at_its_column(
    text: str, code: str, column: int, found: str
) -> None:
    problem = parse(text, logical=True)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert column in (problem.column, ANY)
    assert problem.found == found or (code == "syntax" and found in problem.found)


@pytest.mark.parametrize(
    "text",
    [
        "a <= b" + " and a <= b" * MAX_LENGTH,
        "(" * MAX_LENGTH,
        "-" * (MAX_LENGTH - 1) + "a",
        "not " * (MAX_LENGTH // 4 - 2) + "a > b",
        "abs(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1) + " > 1",
        "a" + "+a" * (MAX_LENGTH // 2 - 5) + " > 1",
        "[" * 150 + "]" * 150,
    ],
)
def test_very_long_and_very_deep_texts_are_refused(text: str) -> None:
    problem = parse(text, logical=True)
    assert isinstance(problem, Problem)
    assert 1 <= problem.column <= len(text) + 1


def test_a_text_of_the_greatest_depth_is_still_read() -> None:
    text = "abs(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1) + " > 1"
    assert isinstance(parse(text, logical=True), Expression)


def test_nothing_in_a_text_is_ever_run() -> None:
    """The import would leave its trace, whatever else came of it."""
    before = set(sys.modules)
    for text in ("__import__('antigravity')", "(lambda: __import__('antigravity'))()"):
        assert isinstance(parse(text, logical=True), Problem)
        assert isinstance(parse(text, logical=False), Problem)
    assert "antigravity" not in set(sys.modules) - before


WORDS = [*FUNCTIONS, "a", "b", "it", "and", "or", "not", "if", "else", "lambda", "for", "in"]
SIGNS = [*"()[]{}+-*/%<>=!.,:;'\"\\#@~&|^` \n", "<=", "==", "**", ":=", "1", "0.5", "1e9", "é"]


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(WORDS + SIGNS), max_size=30).map(" ".join),
    st.booleans(),
)
@example("1if 2else 3", True)
@example("'\\d'", False)
def test_any_text_is_an_expression_or_a_problem(text: str, logical: bool) -> None:
    parsed = parse(text, logical=logical)
    if isinstance(parsed, Problem):
        assert 1 <= parsed.column <= len(text) + 1
    else:
        assert text.isascii()


def test_names_are_listed_once_in_the_order_of_the_text() -> None:
    several = condition_of("b <= a + previous(c) and present(a) and b > d")
    assert names(several) == ("b", "a", "c", "d")


@pytest.mark.parametrize(
    ("text", "only"),
    [("a <= b", False), ("note(a)", False), ("a > 0 and matches(a, 'document')", True)],
)
def test_what_reads_notes_lives_in_the_validator_only(text: str, only: bool) -> None:
    assert validator_only(condition_of(text)) is only
