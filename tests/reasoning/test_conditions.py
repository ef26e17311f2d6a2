"""Conditions with unknowns in them against the evaluation: whatever happens was held possible."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_sheets.model import State
from cchc_sheets.reasoning.conditions import Free, Reader, Truths, Ways
from cchc_sheets.reasoning.linear import All, Linear, NotLinear, at_most_zero, constant, feasible
from tests.expression.given import Given, compiled, scope
from tests.expression.test_reference import COUNTS, RATES, Tree, answers, text_of, trees
from tests.expressions import condition_of

ALL_RATES = frozenset(RATES)


def truths(text: str, sent: Mapping[str, Given], free: Mapping[str, Free]) -> Truths:
    return Reader(scope(sent), free, ALL_RATES).truths(condition_of(text).root)


def is_(key: str, number: Decimal, free: Free) -> All:
    apart = Linear({key: free.step}) - constant(Fraction(number))
    return (at_most_zero(apart), at_most_zero(apart.times(Fraction(-1))))


def possible(ways: Ways, rows: All) -> bool:
    return any(feasible((*rows, *way)) for way in ways)


def step_of(number: Decimal) -> Fraction:
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(1, 10 ** max(0, -exponent))


@settings(max_examples=600)
@given(trees, answers, st.sets(st.sampled_from((*COUNTS, *RATES)), max_size=3))
def test_whatever_happens_was_held_possible(
    tree: Tree, sent: Mapping[str, Given], names: set[str]
) -> None:
    text = text_of(tree)
    chosen = {key: sent[key] for key in names}
    numbers = {key: Decimal(v) for key, v in chosen.items() if not isinstance(v, State)}
    free = {key: Free(step_of(number)) for key, number in numbers.items()}
    try:
        found = truths(text, sent, free)
    except NotLinear:
        return
    rows = tuple(row for key, number in numbers.items() for row in is_(key, number, free[key]))
    happened = compiled(text, logical=True, rates=RATES).truth(scope(sent))
    ways = {True: found.true, False: found.false, None: found.absent}[happened]
    assert possible(ways, rows), (text, happened)


@pytest.mark.parametrize(
    ("text", "sent", "number", "can"),
    [
        ("a == b + c", {"b": 2, "c": 3}, 5, True),
        ("a == b + c", {"b": 2, "c": 3}, 6, False),
        ("a <= b", {"b": 2}, 3, False),
        ("abs(a - b) < 3", {"b": 10}, 8, True),
        ("abs(a - b) < 3", {"b": 10}, 7, False),
        ("max(a, b) == 4", {"b": 3}, 4, True),
        ("max(a, b) == 4", {"b": 5}, 4, False),
        ("p == 100 * a / b", {"p": "33.3", "b": 300}, 100, True),
        ("p == 100 * a / b", {"p": "33.3", "b": 300}, 101, False),
        ("p == 100 * b / a", {"p": "33.3", "b": 100}, 300, True),
        ("p == 100 * b / a", {"p": "33.3", "b": 100}, 310, False),
        ("round(100 * a / b) == 33", {"b": 300}, 100, True),
        ("round(100 * a / b) == 33", {"b": 300}, 102, False),
        ("a > 0 if present(b) else a == 0", {"b": 1}, 0, False),
        ("a * 2 == b or a == 1", {"b": 6}, 3, True),
        ("a * 2 == b or a == 1", {"b": 6}, 2, False),
    ],
)
def test_what_a_number_decides(
    text: str, sent: Mapping[str, Given], number: int, can: bool
) -> None:
    found = truths(text, {**sent, "a": 0}, {"a": Free()})
    assert possible(found.true, is_("a", Decimal(number), Free())) is can


def test_two_unknowns_are_not_multiplied() -> None:
    with pytest.raises(NotLinear):
        truths("a * b == c", {"a": 1, "b": 1, "c": 1}, {"a": Free(), "b": Free()})
