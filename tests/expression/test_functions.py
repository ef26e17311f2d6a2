"""The table of functions: every row is one that the parser takes as it says."""

from __future__ import annotations

import pytest

from cchc_sheets.expression import FUNCTIONS, validator_only
from cchc_sheets.expression.functions import NUMBER_FUNCTIONS
from cchc_sheets.expression.nodes import Call, Previous, shown
from cchc_sheets.expression.parse import Problem, parse
from tests.expressions import condition_of, parsed


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_functions_example_calls_it(name: str) -> None:
    function = FUNCTIONS[name]
    root = parsed(function.example, logical=function.logical).root
    assert shown(root).startswith(f"{name}(")
    match root:
        case Call(called, _):
            assert called == name
        case _:
            assert isinstance(root, Previous)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_takes_as_many_arguments_as_it_says(name: str) -> None:
    function = FUNCTIONS[name]
    fewest, most = function.takes
    for number in (fewest - 1, most + 1):
        text = f"{name}({', '.join('a' * number)})"
        problem = parse(text, logical=function.logical)
        assert isinstance(problem, Problem)
        assert problem.code == "arguments"


@pytest.mark.parametrize("name", [name for name, row in FUNCTIONS.items() if row.logical])
def test_a_condition_says_its_opposite(name: str) -> None:
    called = condition_of(FUNCTIONS[name].example)
    assert isinstance(called.root, Call)
    test = called.root.test
    assert test.says != test.denied
    assert validator_only(called) is (test.formula is None)


def test_bounds_know_each_function_of_numbers() -> None:
    """``bounds`` reads functions by name, and takes what it does not know for ``round``."""
    assert set(NUMBER_FUNCTIONS) == {"sum", "min", "max", "abs", "unit", "round"}
