"""What is proved of a condition: a few truths by hand, and no outcome that was ruled out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_sheets.expression.bounds import (
    BLANK,
    NOT_APPLICABLE,
    PRESENT,
    UNREADABLE,
    Bounds,
    Known,
    Outcomes,
    outcomes,
)
from cchc_sheets.expression.nodes import Name
from cchc_sheets.model import State
from tests.expression.given import Given, compiled, scope
from tests.expression.test_reference import COUNTS, RATES, Tree, text_of, trees
from tests.expressions import condition_of

COUNT = Bounds(Decimal(0), whole=True)
RATE = Bounds(Decimal(0), Decimal(100), rate=True)
CODE = Bounds(Decimal(0), Decimal(2), whole=True, values=frozenset(map(Decimal, (0, 2))))
WORDS = Bounds(states=frozenset({BLANK, UNREADABLE}))
HERE = replace(CODE, states=frozenset({PRESENT}))
FEW = Bounds(Decimal(1), Decimal(3), whole=True)
KNOWN: Known = {
    **{Name(key): COUNT for key in COUNTS},
    **{Name(key): RATE for key in RATES},
    Name("k"): CODE,
    Name("w"): WORDS,
    Name("few"): FEW,
    Name("here"): HERE,
}


def proved(text: str, known: Known = KNOWN, when: str | None = None) -> Outcomes:
    return outcomes(condition_of(text), known, None if when is None else condition_of(when))


NEVER_FALSE = [
    "a >= 0",
    "-1 < a",
    "a > -0.5",
    "a + b >= 0",
    "a * b >= 0",
    "sum(a, b, c) >= 0",
    "max(a, 3) >= 3",
    "min(a, 3) <= 3",
    "abs(a - b) >= 0",
    "round(p) <= 100",
    "a <= a",
    "a == a",
    "p == p",
    "p <= p",
    "a <= a + b",
    "a - b <= a + c",
    "2 * a - a >= 0",
    "sum(a, b) <= sum(a, b)",
    "a != 0.5",
    "a != -1",
    "p <= 100",
    "p != 101",
    "p <= q + 100",
    "100 * a / b >= 0",
    "k <= 2",
    "k != 1",
    "unit(p) <= 1",
    "1 / 0 > a",
    "a / 0 > 1",
    "w > 1",
    "present(a) or not present(a)",
    "not (present(a) and blank(a))",
    "a >= 0 or b > 1",
    "not (a > 5 and a < 3)",
    "not (a > 5 and a < 6)",
    "a < 5 or a >= 3",
    "not (a < b and b < 1)",
    "few * few <= 9",
    "few / few <= 3",
    "1 / few > 0.3",
    "0 <= a if b > 1 else c >= 0",
    "(a if b > 1 else c) >= 0",
]
NEVER_TRUE = [
    "a < 0",
    "a + b == -1",
    "a == 0.5",
    "a > a",
    "a != a",
    "p < p",
    "a > a + b",
    "p > 100",
    "p == 101",
    "p < 0",
    "p + q > 200",
    "k == 1",
    "k > 2",
    "few > 3",
    "few == 0",
    "few + 0.25 > 3.5",
    "sum(a, b) < 0",
    "a < 0 or b < 0",
    "a > 5 and a < 3",
    "a > 5 and a < 6",
    "a > b and b > 9 and a < 9",
    "blank(a) and a > 1",
    "present(a) and not_applicable(a)",
    "k == 0 and k == 2",
    "present(w)",
]
OPEN = [
    "a <= b",
    "a > 0",
    "a == 0",
    "p < 100",
    "p >= 99.6 and p < 99.9",
    "p == 100.4",
    "k == 2",
    "a - b >= 0",
    "sum(a, b) >= a",
    "sum(a, b) <= a + b",
    "100 * a / b <= 100",
    "a / b == 0.5",
    "p / q > 100",
    "a / p > 100",
    "previous(a) < 0",
    "unknown_name < 0",
    "blank(a)",
    "note(a)",
    "matches(a, 'document')",
    "a < b and b < 2",
    "few >= 2 and few <= 2",
    "sum(-few, 0) < 0",  # nothing is added where few is blank
    "sum(1 / here, 0) > 0",  # nor where it is divided by 0
    "a + 0.5 <= a",  # by what sheets are off, where the numbers are very large
    "abs(p - 100 * a / b) <= unit(p) / 2",
]


@pytest.mark.parametrize("text", NEVER_FALSE)
def test_it_is_proved_never_to_be_false(text: str) -> None:
    assert False not in proved(text)


@pytest.mark.parametrize("text", NEVER_TRUE)
def test_it_is_proved_never_to_be_true(text: str) -> None:
    found = proved(text)
    assert True not in found
    assert False in found


@pytest.mark.parametrize("text", OPEN)
def test_nothing_is_proved_of_what_can_go_either_way(text: str) -> None:
    # `sum(a, b) >= a` holds, but to see it takes more than ends of intervals.
    assert proved(text) >= {True, False}


@pytest.mark.parametrize(
    ("when", "text", "expected"),
    [
        ("a > 5", "a > 3", {True, None}),
        ("a == 0", "a > 0", {False, None}),
        ("present(a)", "not blank(a)", {True}),
        ("k > 0", "k == 2", {True, None}),
        ("a > b", "b >= 0", {True, None}),
        ("a < 0", "b > 1", set()),
        ("a > 1", "b > 1", {True, False, None}),
        ("p < 50", "p < 60", {True, None}),
        ("p <= 50", "p < 50.5", {True, False, None}),  # 50,4 is 50 and 50,5 within its tolerance
        ("not (blank(a) or a < 3)", "a >= 3", {True, None}),
    ],
)
def test_what_when_says_is_known_to_require(
    when: str, text: str, expected: set[bool | None]
) -> None:
    assert proved(text, when=when) == expected


def test_deep_texts_take_no_time() -> None:
    deep = "a > 1"
    for _ in range(12):
        deep = f"(a > 2 and ({deep}) or b < 1)"
    assert proved(deep) >= {True, False}
    choice = "a"
    for _ in range(9):
        choice = f"(a if {choice} > 1 else b)"
    assert proved(f"{choice} > 1") >= {True, False}


# ------------------------------------------------------------------------------- soundness

STATES = {
    State.BLANK: BLANK,
    State.NOT_APPLICABLE: NOT_APPLICABLE,
    State.UNREADABLE: UNREADABLE,
}
absent = st.sampled_from([State.BLANK, State.NOT_APPLICABLE, State.UNREADABLE, State.NIL])
small = st.integers(0, 5)
large = st.integers(10**11 - 2, 10**11)
"""So large that what sheets may be off by counts."""
decimal = st.decimals(0, 110, places=2).map(lambda d: str(d.normalize()))
answers = st.fixed_dictionaries(
    {key: st.one_of(small, small, large, absent) for key in COUNTS}
    | {key: st.one_of(small, decimal, absent) for key in RATES}
)


def state_of(answer: Given) -> str:
    if isinstance(answer, State) and answer is not State.NIL:
        return STATES[answer]
    return PRESENT


def value_of(answer: Given) -> Decimal:
    return Decimal(0) if isinstance(answer, State) else Decimal(answer)


@st.composite
def around(draw: st.DrawFn, sent: Mapping[str, Given]) -> Known:
    """Draw bounds in which the answers are, often so narrow that something can be proved."""
    known: dict[Any, Bounds] = {}
    for key, answer in sent.items():
        value = value_of(answer)
        low = draw(st.sampled_from([value, value - 1, Decimal(0).min(value), Decimal("-Infinity")]))
        high = draw(st.sampled_from([value, value + 1, value + 50, Decimal("Infinity")]))
        bounds = Bounds(low, high, whole=key in COUNTS, rate=key in RATES)
        if key in COUNTS and draw(st.booleans()):
            listed = frozenset({value, *map(Decimal, draw(st.sets(small, max_size=2)))})
            bounds = replace(bounds, low=min(listed), high=max(listed), values=listed)
        if draw(st.booleans()):
            others = draw(st.sets(st.sampled_from([PRESENT, BLANK, NOT_APPLICABLE])))
            bounds = replace(bounds, states=frozenset({state_of(answer), *others}))
        if draw(st.integers(0, 5)):
            known[Name(key)] = bounds
    return known


@settings(max_examples=1000)
@given(trees, trees, answers, st.data())
def test_whatever_happens_was_held_possible(
    tree: Tree, when: Tree, sent: Mapping[str, Given], data: st.DataObject
) -> None:
    known = data.draw(around(sent))
    text, condition = text_of(tree), text_of(when)
    truth = compiled(text, logical=True, rates=RATES).truth(scope(sent))
    assert truth in proved(text, known)
    if compiled(condition, logical=True, rates=RATES).truth(scope(sent)) is True:
        assert truth in proved(text, known, when=condition)
