"""Checked tree → a compiled function with the states table, Kleene logic and tolerances.

Every number travels with its tolerance: half a unit of the last non-zero decimal for a rate, 0
for a count; sums add tolerances, products scale them. A comparison is made within the tolerance
of both its sides. An absent value is ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeAlias, TypeVar

from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    Text,
)
from cchc_sheets.expression.parse import PATTERNS

ZERO = Decimal(0)
MAX_DECIMALS = 4
"""More decimals than any printed rate has; beyond them a rate is taken as exact to 0,0001."""

Measured: TypeAlias = "tuple[Decimal, Decimal] | None"
Logical: TypeAlias = "Callable[[Scope], bool | None]"
Numeric: TypeAlias = "Callable[[Scope], Measured]"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Operand:
    """What an expression may know of one answer: ``value`` is ``None`` when it is absent."""

    value: Decimal | None = None
    blank: bool = False
    not_applicable: bool = False
    note: str = ""


class Scope(Protocol):
    """Where an expression finds its operands."""

    def current(self, key: str) -> Operand:
        """Return this submission's answer."""

    def previous(self, key: str) -> Operand:
        """Return the previous submission's answer; absent when there is none."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to run: ``truth`` of a condition, ``number`` of an arithmetic one."""

    expression: Expression
    truth: Logical
    number: Callable[[Scope], Decimal | None]


def compile_expression(expression: Expression, rates: AbstractSet[str]) -> Compiled:
    """Compile once; ``rates`` are the keys whose answers are rates, for the tolerances."""
    compiler = _Compiler(rates)
    if compiler.is_logical(expression.root):
        return Compiled(expression, _absent_beyond(compiler.logical(expression.root)), _never)
    numeric = compiler.numeric(expression.root)

    def number(scope: Scope) -> Decimal | None:
        measured = numeric(scope)
        return None if measured is None else measured[0]

    return Compiled(expression, _never, _absent_beyond(number))


def _never(_: Scope) -> None:
    return None


def _absent_beyond(evaluate: Callable[[Scope], _T | None]) -> Callable[[Scope], _T | None]:
    """Take what is beyond all numbers for absent, as a sheet's #NUM! is."""

    def evaluated(scope: Scope) -> _T | None:
        try:
            return evaluate(scope)
        except ArithmeticError:
            return None

    return evaluated


def unit_of(value: Decimal) -> Decimal:
    """Return one unit of the last non-zero decimal: 99.10 → 0.1, 14.3 → 0.1, 100 → 1."""
    for decimals in range(MAX_DECIMALS):
        if value == round_half_away(value, decimals):
            return Decimal(1).scaleb(-decimals)
    return Decimal(1).scaleb(-MAX_DECIMALS)


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round as Excel does: half away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Compiler:
    rates: AbstractSet[str]

    def is_logical(self, node: Node) -> bool:
        match node:
            case Compare() | And() | Or() | Not():
                return True
            case Choice(_, then, _):
                return self.is_logical(then)
            case Call(function, _):
                return function in _LOGICAL
            case _:
                return False

    def logical(self, node: Node) -> Logical:
        match node:
            case Compare(operator, left, right):
                return _compare(_COMPARISONS[operator], self.numeric(left), self.numeric(right))
            case And(operands):
                return _all([self.logical(operand) for operand in operands])
            case Or(operands):
                return _any([self.logical(operand) for operand in operands])
            case Not(operand):
                return _not(self.logical(operand))
            case Choice(condition, then, otherwise):
                return _choose(*map(self.logical, (condition, then, otherwise)))
            case Call(function, arguments):
                return _state_test(function, arguments)
            case _:
                raise TypeError(node)

    def numeric(self, node: Node) -> Numeric:
        match node:
            case Number(value):
                constant = (value, ZERO)
                return lambda _: constant
            case Name(key):
                return _operand(key, is_rate=key in self.rates, previous=False)
            case Previous(key):
                return _operand(key, is_rate=key in self.rates, previous=True)
            case Negative(operand):
                inner = self.numeric(operand)
                return lambda scope: _negated(inner(scope))
            case Binary(operator, left, right):
                return _binary(_ARITHMETIC[operator], self.numeric(left), self.numeric(right))
            case Choice(condition, then, otherwise):
                return _choose(self.logical(condition), self.numeric(then), self.numeric(otherwise))
            case Call(function, arguments):
                return self._function(function, arguments)
            case _:
                raise TypeError(node)

    def _function(self, function: str, arguments: Sequence[Node]) -> Numeric:
        compiled = [self.numeric(argument) for argument in arguments]
        if function in _REDUCERS:
            return _reduce(_REDUCERS[function], compiled)
        inner = compiled[0]
        if function == "abs":
            return lambda scope: _mapped(inner(scope), abs)
        if function == "unit":
            return lambda scope: _exact(inner(scope), unit_of)
        match arguments:
            case [_, Number(value)]:
                places = int(value)
            case _:
                places = 0
        return lambda scope: _mapped(inner(scope), lambda value: round_half_away(value, places))


def _operand(key: str, *, is_rate: bool, previous: bool) -> Numeric:
    def read(scope: Scope) -> Measured:
        value = (scope.previous(key) if previous else scope.current(key)).value
        if value is None:
            return None
        return (value, unit_of(value) / 2 if is_rate else ZERO)

    return read


def _negated(measured: Measured) -> Measured:
    return None if measured is None else (-measured[0], measured[1])


def _mapped(measured: Measured, change: Callable[[Decimal], Decimal]) -> Measured:
    return None if measured is None else (change(measured[0]), measured[1])


def _exact(measured: Measured, change: Callable[[Decimal], Decimal]) -> Measured:
    return None if measured is None else (change(measured[0]), ZERO)


def _choose(
    test: Logical, yes: Callable[[Scope], _T | None], no: Callable[[Scope], _T | None]
) -> Callable[[Scope], _T | None]:
    def chosen(scope: Scope) -> _T | None:
        decided = test(scope)
        if decided is None:
            return None
        return yes(scope) if decided else no(scope)

    return chosen


def _binary(
    combine: Callable[[tuple[Decimal, Decimal], tuple[Decimal, Decimal]], Measured],
    left: Numeric,
    right: Numeric,
) -> Numeric:
    def compute(scope: Scope) -> Measured:
        first, second = left(scope), right(scope)
        return None if first is None or second is None else combine(first, second)

    return compute


def _divide(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> Measured:
    if b[0] == 0:
        return None
    quotient = a[0] / b[0]
    return (quotient, (a[1] + abs(quotient) * b[1]) / abs(b[0]))


_ARITHMETIC: dict[str, Callable[[tuple[Decimal, Decimal], tuple[Decimal, Decimal]], Measured]] = {
    "+": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "-": lambda a, b: (a[0] - b[0], a[1] + b[1]),
    "*": lambda a, b: (a[0] * b[0], a[1] * abs(b[0]) + b[1] * abs(a[0])),
    "/": _divide,
}

_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    # Each gets left - right and the tolerance.
    "==": lambda difference, tolerance: abs(difference) <= tolerance,
    "!=": lambda difference, tolerance: abs(difference) > tolerance,
    "<=": lambda difference, tolerance: difference <= tolerance,
    "<": lambda difference, tolerance: difference < -tolerance,
    ">=": lambda difference, tolerance: difference >= -tolerance,
    ">": lambda difference, tolerance: difference > tolerance,
}

_REDUCERS: dict[str, Callable[[list[tuple[Decimal, Decimal]]], Measured]] = {
    "sum": lambda items: (sum((i[0] for i in items), ZERO), sum((i[1] for i in items), ZERO)),
    "min": lambda items: (min(i[0] for i in items), max(i[1] for i in items)),
    "max": lambda items: (max(i[0] for i in items), max(i[1] for i in items)),
}

_LOGICAL = {"present", "blank", "not_applicable", "note", "matches"}


def _reduce(
    combine: Callable[[list[tuple[Decimal, Decimal]]], Measured], arguments: list[Numeric]
) -> Numeric:
    def compute(scope: Scope) -> Measured:
        present = [m for m in (argument(scope) for argument in arguments) if m is not None]
        return combine(present) if present else None

    return compute


def _compare(holds: Callable[[Decimal, Decimal], bool], left: Numeric, right: Numeric) -> Logical:
    def test(scope: Scope) -> bool | None:
        first, second = left(scope), right(scope)
        if first is None or second is None:
            return None
        return holds(first[0] - second[0], first[1] + second[1])

    return test


def _all(operands: list[Logical]) -> Logical:
    def test(scope: Scope) -> bool | None:
        values = [operand(scope) for operand in operands]
        if False in values:
            return False
        return None if None in values else True

    return test


def _any(operands: list[Logical]) -> Logical:
    def test(scope: Scope) -> bool | None:
        values = [operand(scope) for operand in operands]
        if True in values:
            return True
        return None if None in values else False

    return test


def _not(operand: Logical) -> Logical:
    def test(scope: Scope) -> bool | None:
        value = operand(scope)
        return None if value is None else not value

    return test


def _state_test(function: str, arguments: Sequence[Node]) -> Logical:
    target = arguments[0]
    if not isinstance(target, Name | Previous):
        raise TypeError(target)
    key, before = target.key, isinstance(target, Previous)

    def operand(scope: Scope) -> Operand:
        return scope.previous(key) if before else scope.current(key)

    match function:
        case "present":
            return lambda scope: operand(scope).value is not None
        case "blank":
            return lambda scope: operand(scope).blank
        case "not_applicable":
            return lambda scope: operand(scope).not_applicable
        case "note":
            return lambda scope: bool(operand(scope).note.strip())
        case _:
            return _matches(arguments[1], operand)


def _matches(name: Node, operand: Callable[[Scope], Operand]) -> Logical:
    if not isinstance(name, Text):
        raise TypeError(name)
    parts = PATTERNS[name.value]
    return lambda scope: all(part.search(operand(scope).note) for part in parts)
