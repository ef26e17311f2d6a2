"""Units of measure of expressions: what comes out, and what does not go together."""

from __future__ import annotations

import pytest

from cchc_sheets.expression.dimensions import ANY, PURE, SHARE, Dimension, mixtures, quantity, sign
from cchc_sheets.expression.nodes import shown
from tests.expressions import condition_of, number_of

CASE = quantity("case", "Hồ sơ")
TASK = quantity("task", "Nhiệm vụ")
YES_NO = sign("yes-no", "Có = 1; Không = 0")
UNITS = {
    "a": CASE,
    "b": CASE,
    "t": TASK,
    "p": SHARE,
    "q": SHARE,
    "k": YES_NO,
    "o": sign("other", "Tốt = 1"),
    "u": ANY,
}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1 + 2", "PURE"),
        ("a", "Hồ sơ"),
        ("-a", "Hồ sơ"),
        ("a + 1", "Hồ sơ"),
        ("1 + a", "Hồ sơ"),
        ("2 * a - b / 3", "Hồ sơ"),
        ("sum(a, b, 1)", "Hồ sơ"),
        ("max(1, a)", "Hồ sơ"),
        ("a if p > 1 else b", "Hồ sơ"),
        ("round(abs(a), 1)", "Hồ sơ"),
        ("previous(t)", "Nhiệm vụ"),
        ("a / b", "%"),
        ("100 * a / b", "%"),
        ("p * a / 100", "Hồ sơ"),
        ("p * q", "%"),
        ("p / q", "%"),
        ("a / p", "Hồ sơ"),
        ("a / t", "Hồ sơ/Nhiệm vụ"),
        ("a / t * t", "Hồ sơ"),
        ("a * b", "Hồ sơ·Hồ sơ"),
        ("1 / a", "1/Hồ sơ"),
        ("unit(p) / 2", "%"),
        ("u + a", "Hồ sơ"),
    ],
)
def test_what_comes_out(text: str, unit: str) -> None:
    found, mixed = mixtures(number_of(text), UNITS)
    assert mixed == ()
    assert found == PURE if unit == "PURE" else str(found) == unit


@pytest.mark.parametrize("text", ["u * a", "u", "missing + u", "u / t"])
def test_what_is_not_said_stays_unsaid(text: str) -> None:
    assert mixtures(number_of(text), UNITS) == (ANY, ())


@pytest.mark.parametrize(
    ("text", "code", "found", "unit", "column"),
    [
        ("a + t > 1", "added", "t", TASK, 4),
        ("  a +  t > 1", "added", "t", TASK, 5),
        ("a - p > 1", "added", "p", SHARE, 4),
        ("sum(a, b, t) > 1", "added", "t", TASK, 10),
        ("min(1, p, a) > 1", "added", "a", CASE, 10),
        ("a + t / t > 1", "added", "t / t", SHARE, 4),
        ("u + a + t > 1", "added", "t", TASK, 8),
        ("(a if b > 1 else t) > 1", "added", "t", TASK, 17),
        ("a <= t", "compared", "t", TASK, 5),
        ("a < b < t", "compared", "t", TASK, 8),
        ("100 * a / t == p", "compared", "p", SHARE, 15),
        ("a > 1 and not b == p", "compared", "p", SHARE, 19),
        ("a > b if a == t else p > q", "compared", "t", TASK, 14),
        ("k == o", "compared", "o", UNITS["o"], 5),
        ("k == a", "compared", "a", CASE, 5),
        ("k + 1 > 1", "no-quantity", "k", YES_NO, 0),
        ("-k > 1", "no-quantity", "k", YES_NO, 1),
        ("a * k > 1", "no-quantity", "k", YES_NO, 4),
        ("sum(a, k) > 1", "no-quantity", "k", YES_NO, 7),
        ("max(k, 1) > 1", "no-quantity", "k", YES_NO, 4),
        ("previous(k) + 1 > 1", "no-quantity", "previous(k)", YES_NO, 9),
    ],
)
def test_what_does_not_go_together(
    text: str, code: str, found: str, unit: Dimension, column: int
) -> None:
    nothing, mixed = mixtures(condition_of(text), UNITS)
    assert nothing is None
    assert [(m.code, shown(m.node), m.unit, m.column) for m in mixed] == [
        (code, found, unit, column)
    ]


@pytest.mark.parametrize("text", ["a <= 5", "k == 1", "p > 50", "k == previous(k)", "p <= q + 1"])
def test_what_goes_together(text: str) -> None:
    assert mixtures(condition_of(text), UNITS)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "a + b - c",
        "a - (b - c)",
        "100 * a / b",
        "(a + b) * c",
        "a / (b * c)",
        "-(a + b)",
        "sum(a, previous(b), 0.5)",
        "(a) if (b > 1) else (c + 1)",
    ],
)
def test_an_expression_is_shown_as_it_was_meant(text: str) -> None:
    tree = number_of(text).root
    assert number_of(shown(tree)).root == tree


@pytest.mark.parametrize(
    "text", ["not (a > 1 and b < 2)", "(a > 1) or (matches(b, 'document'))", "blank(previous(a))"]
)
def test_a_condition_is_shown_as_it_was_meant(text: str) -> None:
    tree = condition_of(text).root
    assert condition_of(shown(tree)).root == tree
