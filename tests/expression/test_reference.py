"""The evaluator against another one, written anew over exact fractions, on random expressions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_sheets.model import State
from tests.expression.given import Given, compiled, scope

COUNTS = ("a", "b", "c", "d")
RATES = ("p", "q", "r")
NAMES = COUNTS + RATES
NEARLY = Fraction(1, 10**12)

Tree: TypeAlias = "tuple[Any, ...]"


class Known(NamedTuple):
    """A number with its tolerance; ``exact`` until something was divided."""

    value: Fraction
    tolerance: Fraction = Fraction(0)
    exact: bool = True


# ----------------------------------------------------------------------------- trees and texts


def text_of(tree: Tree) -> str:
    match tree:
        case ("number", value):
            return str(value)
        case ("name", key):
            return str(key)
        case ("neg", inner):
            return f"(-{text_of(inner)})"
        case ("not", inner):
            return f"(not {text_of(inner)})"
        case ("if", test, then, otherwise):
            return f"({text_of(then)} if {text_of(test)} else {text_of(otherwise)})"
        case ("call", function, *arguments):
            return f"{function}({', '.join(map(text_of, arguments))})"
        case (operator, left, right):
            return f"({text_of(left)} {operator} {text_of(right)})"
        case _:
            raise ValueError(tree)


names = st.sampled_from(NAMES).map(lambda key: ("name", key))
constants = st.sampled_from(["0", "1", "2", "0.5", "100", "14.3"]).map(lambda n: ("number", n))
states = st.tuples(st.just("call"), st.sampled_from(["present", "blank", "not_applicable"]), names)


def numbers(inner: st.SearchStrategy[Tree], logical: st.SearchStrategy[Tree]) -> Any:  # noqa: ANN401
    reducers = st.sampled_from(["sum", "min", "max"])
    places = st.integers(0, 2).map(lambda n: ("number", str(n)))
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), inner, inner),
        st.tuples(st.just("neg"), inner),
        st.tuples(st.just("call"), st.just("abs"), inner),
        st.tuples(st.just("call"), st.just("round"), inner, places),
        st.tuples(st.just("call"), st.just("unit"), names),
        st.builds(
            lambda f, args: ("call", f, *args), reducers, st.lists(inner, min_size=1, max_size=4)
        ),
        st.tuples(st.just("if"), logical, inner, inner),
    )


def conditions(inner: st.SearchStrategy[Tree]) -> Any:  # noqa: ANN401
    numeric = st.recursive(names | constants, lambda n: numbers(n, inner), max_leaves=6)
    compared = st.tuples(st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), numeric, numeric)
    return st.one_of(
        compared,
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        st.tuples(st.just("not"), inner),
        st.tuples(st.just("if"), inner, inner, inner),
    )


simple = st.tuples(st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), names, names | constants)
trees = st.recursive(simple | states, conditions, max_leaves=6)

absent = st.sampled_from([State.BLANK, State.NOT_APPLICABLE, State.UNREADABLE, State.NIL])
whole = st.integers(0, 30)
decimal = st.decimals(0, 110, places=2).map(lambda d: str(d.normalize()))
answers = st.fixed_dictionaries(
    {key: st.one_of(whole, whole, absent) for key in COUNTS}
    | {key: st.one_of(decimal, decimal, absent) for key in RATES}
)


# ------------------------------------------------------------------------ the other evaluator


def last_place(text: str) -> Fraction:
    """Look at the digits themselves."""
    decimals = format(Decimal(text), "f").partition(".")[2].rstrip("0")
    return Fraction(1, 10 ** len(decimals))


def leaf(key: str, found: Given) -> Known | None:
    if found is State.NIL:
        found = 0
    if isinstance(found, State):
        return None
    return Known(Fraction(found), last_place(str(found)) / 2 if key in RATES else Fraction(0))


def half_away(value: Fraction, places: int) -> Fraction:
    scaled = abs(value) * 10**places
    rounded = Fraction((2 * scaled + 1).__floor__() // 2, 10**places)
    return rounded if value >= 0 else -rounded


class Reference:
    """Numbers are ``Known`` or None, conditions True, False or None."""

    def __init__(self, sent: Mapping[str, Given]) -> None:
        self.sent = sent

    def number(self, tree: Tree) -> Known | None:
        match tree:
            case ("number", value):
                return Known(Fraction(value))
            case ("name", key):
                return leaf(key, self.sent[key])
            case ("if", test, then, otherwise):
                chosen = self.truth(test)
                return None if chosen is None else self.number(then if chosen else otherwise)
            case ("call", "sum" | "min" | "max" as function, *arguments):
                return self.reduced(function, arguments)
            case ("call", "unit", ("name", key)):
                found = self.sent[key]
                there = leaf(key, found)
                digits = "0" if found is State.NIL else str(found)
                return None if there is None else Known(last_place(digits))
            case ("neg", inner) | ("call", "abs", inner) | ("call", "round", inner, _):
                known = self.number(inner)
                return None if known is None else self.changed(tree, known)
            case (operator, left, right):
                first, second = self.number(left), self.number(right)
                if first is None or second is None:
                    return None
                return self.combined(operator, first, second)
            case _:
                raise ValueError(tree)

    def changed(self, tree: Tree, known: Known) -> Known:
        value = known.value
        match tree:
            case ("neg", _):
                return known._replace(value=-value)
            case ("call", "abs", _):
                return known._replace(value=abs(value))
            case (_, _, _, ("number", places)):
                # Next to a half a division that was cut off may round the other way.
                off = abs(value * 10 ** int(places)) % 1 - Fraction(1, 2)
                assume(known.exact or abs(off) > NEARLY)
                return known._replace(value=half_away(value, int(places)))
            case _:
                raise ValueError(tree)

    def combined(self, operator: str, first: Known, second: Known) -> Known | None:
        (x, dx, exact), (y, dy, also) = first, second
        both = exact and also
        match operator:
            case "+":
                return Known(x + y, dx + dy, both)
            case "-":
                return Known(x - y, dx + dy, both)
            case "*":
                return Known(x * y, abs(x) * dy + abs(y) * dx, both)
            case _:
                assume(both or abs(y) > NEARLY)
                if y == 0:
                    return None
                return Known(x / y, dx / abs(y) + abs(x) * dy / y**2, exact=False)

    def reduced(self, function: str, arguments: list[Tree]) -> Known | None:
        there = [known for known in map(self.number, arguments) if known is not None]
        if not there:
            return None
        values = [known.value for known in there]
        tolerances = [known.tolerance for known in there]
        exact = all(known.exact for known in there)
        if function == "sum":
            return Known(sum(values, Fraction(0)), sum(tolerances, Fraction(0)), exact)
        chosen = min(values) if function == "min" else max(values)
        return Known(chosen, max(tolerances), exact)

    def truth(self, tree: Tree) -> bool | None:
        match tree:
            case ("not", inner):
                value = self.truth(inner)
                return None if value is None else not value
            case ("if", test, then, otherwise):
                chosen = self.truth(test)
                return None if chosen is None else self.truth(then if chosen else otherwise)
            case ("and" | "or" as operator, left, right):
                both = {self.truth(left), self.truth(right)}
                decisive = bool(operator == "or")
                if decisive in both:
                    return decisive
                return None if None in both else not decisive
            case ("call", function, ("name", key)):
                return self.state(function, self.sent[key])
            case (operator, left, right):
                first, second = self.number(left), self.number(right)
                return None if first is None or second is None else compare(operator, first, second)
            case _:
                raise ValueError(tree)

    @staticmethod
    def state(function: str, found: Given) -> bool:
        return {
            "present": not isinstance(found, State) or found is State.NIL,
            "blank": found is State.BLANK,
            "not_applicable": found is State.NOT_APPLICABLE,
        }[function]


def compare(operator: str, first: Known, second: Known) -> bool:
    apart = first.value - second.value
    tolerance = first.tolerance + second.tolerance
    assume((first.exact and second.exact) or abs(abs(apart) - tolerance) > NEARLY)
    equal = abs(apart) <= tolerance
    return {
        "==": equal,
        "!=": not equal,
        "<=": apart < 0 or equal,
        ">=": apart > 0 or equal,
        "<": apart < 0 and not equal,
        ">": apart > 0 and not equal,
    }[operator]


@settings(max_examples=500)
@given(trees, answers)
def test_the_evaluator_agrees_with_exact_fractions(tree: Tree, sent: Mapping[str, Given]) -> None:
    condition = compiled(text_of(tree), logical=True, rates=RATES)
    assert condition.truth(scope(sent)) is Reference(sent).truth(tree)
