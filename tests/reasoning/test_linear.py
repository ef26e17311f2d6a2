"""Constraints over whole numbers against trying all numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.reasoning.linear import AtMost, Linear, at_most_zero, bounds, feasible

NAMES = ("x", "y", "z")
RANGE = range(-4, 5)

sums = st.builds(
    lambda factors, constant: Linear(
        {name: Fraction(f) for name, f in zip(NAMES, factors, strict=True) if f}, constant
    ),
    st.tuples(*[st.integers(-3, 3)] * 3),
    st.fractions(-6, 6, max_denominator=4),
)
BOX = tuple(
    at_most_zero(Linear({name: Fraction(sign)}, Fraction(-4))) for name in NAMES for sign in (1, -1)
)


def value(sum_: Linear, numbers: dict[str, int]) -> Fraction:
    return sum_.constant + sum(f * numbers[name] for name, f in sum_.factors.items())


def holds(row: AtMost, numbers: dict[str, int]) -> bool:
    return sum(f * numbers[name] for name, f in row.factors) <= row.bound


def points() -> list[dict[str, int]]:
    return [dict(zip(NAMES, each, strict=True)) for each in product(RANGE, repeat=3)]


@given(sums, st.booleans())
def test_a_constraint_holds_where_its_sum_is_no_more_than_nil(sum_: Linear, strict: bool) -> None:
    row = at_most_zero(sum_, strict=strict)
    for numbers in points():
        found = value(sum_, numbers)
        assert holds(row, numbers) == (found < 0 if strict else found <= 0)


@given(st.lists(sums, max_size=4))
def test_what_some_numbers_meet_is_feasible_and_within_the_bounds(sums_: list[Linear]) -> None:
    rows = [*map(at_most_zero, sums_), *BOX]
    met = [numbers for numbers in points() if all(holds(row, numbers) for row in rows)]
    if met:
        assert feasible(rows)
        for name in NAMES:
            low, high = bounds(rows, name)
            assert low is not None
            assert high is not None
            assert low <= min(numbers[name] for numbers in met)
            assert high >= max(numbers[name] for numbers in met)


def test_what_contradicts_itself_is_not_feasible() -> None:
    x, y = Linear({"x": Fraction(1)}), Linear({"y": Fraction(1)})
    one = Linear({}, Fraction(1))
    more = at_most_zero(x - y + one)
    assert feasible([more])
    assert not feasible([more, at_most_zero(y - x)])
    twice = x.times(Fraction(2)) - one.times(Fraction(3))
    assert not feasible([at_most_zero(twice), at_most_zero(one.times(Fraction(0)) - twice)])


def test_bounds_follow_from_other_unknowns() -> None:
    x, y = Linear({"x": Fraction(1)}), Linear({"y": Fraction(1)})
    total = Linear({}, Fraction(10)) - x - y
    rows = [at_most_zero(total), at_most_zero(total.times(Fraction(-1)))]
    assert bounds([*rows, AtMost((("y", 1),), 4), AtMost((("y", -1),), 0)], "x") == (6, 10)
    assert bounds([*rows, AtMost((("y", -1),), 0)], "x") == (None, 10)
