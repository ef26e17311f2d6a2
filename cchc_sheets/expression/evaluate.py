"""Checked tree → a compiled function with the states table, Kleene logic and tolerances.

Every number travels with its tolerance: half a unit of the last non-zero decimal for a rate, 0
for a count; sums add tolerances, products scale them. A comparison is made within the tolerance
of both its sides. An absent value is ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
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
    is_exact,
    is_logical,
)
from cchc_sheets.expression.operators import (
    NOISE,
    OPERATORS,
    REDUCERS,
    RELATIONS,
    ZERO,
    Measure,
    rounded,
    unit_of,
    without_noise,
)
from cchc_sheets.expression.parse import PATTERNS

_ONE = Decimal(1)
Measured: TypeAlias = "Measure | None"
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
    if is_logical(expression.root):
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


@dataclass(frozen=True, slots=True)
class _Compiler:
    rates: AbstractSet[str]

    def is_exact(self, node: Node) -> bool:
        return is_exact(node, self.rates)

    def logical(self, node: Node) -> Logical:
        match node:
            case Compare(operator, left, right):
                noise = ZERO if self.is_exact(left) and self.is_exact(right) else NOISE
                holds = RELATIONS[operator].holds
                return _compare(holds, self.numeric(left), self.numeric(right), noise)
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
            case Binary("/", left, right) if not self.is_exact(right):
                divisor = self.numeric(right)
                quiet = lambda scope: _shifted(divisor(scope), without_noise)  # noqa: E731
                return _binary(OPERATORS["/"].measure, self.numeric(left), quiet)
            case Binary(operator, left, right):
                combine = OPERATORS[operator].measure
                return _binary(combine, self.numeric(left), self.numeric(right))
            case Choice(condition, then, otherwise):
                return _choose(self.logical(condition), self.numeric(then), self.numeric(otherwise))
            case Call(function, arguments):
                return self._function(function, arguments)
            case _:
                raise TypeError(node)

    def _function(self, function: str, arguments: Sequence[Node]) -> Numeric:
        compiled = [self.numeric(argument) for argument in arguments]
        if function in REDUCERS:
            return _reduce(REDUCERS[function].measure, compiled)
        inner = compiled[0]
        if function == "abs":
            return lambda scope: _shifted(inner(scope), abs)
        if function == "unit":
            return lambda scope: _exact(inner(scope), unit_of)
        match arguments:
            case [_, Number(value)]:
                places = int(value)
            case _:
                places = 0
        return lambda scope: _shifted(inner(scope), lambda value: rounded(value, places))


def _operand(key: str, *, is_rate: bool, previous: bool) -> Numeric:
    def read(scope: Scope) -> Measured:
        value = (scope.previous(key) if previous else scope.current(key)).value
        if value is None:
            return None
        return (value, unit_of(value) / 2 if is_rate else ZERO)

    return read


def _negated(measured: Measured) -> Measured:
    return None if measured is None else (-measured[0], measured[1])


def _shifted(measured: Measured, change: Callable[[Decimal], Decimal]) -> Measured:
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
    combine: Callable[[Measure, Measure], Measured],
    left: Numeric,
    right: Numeric,
) -> Numeric:
    def compute(scope: Scope) -> Measured:
        first, second = left(scope), right(scope)
        return None if first is None or second is None else combine(first, second)

    return compute


def _reduce(combine: Callable[[Sequence[Measure]], Measure], arguments: list[Numeric]) -> Numeric:
    def compute(scope: Scope) -> Measured:
        present = [m for m in (argument(scope) for argument in arguments) if m is not None]
        return combine(present) if present else None

    return compute


def _compare(
    holds: Callable[[Decimal, Decimal], bool], left: Numeric, right: Numeric, noise: Decimal
) -> Logical:
    def test(scope: Scope) -> bool | None:
        first, second = left(scope), right(scope)
        if first is None or second is None:
            return None
        slack = noise * max(_ONE, abs(first[0]), abs(second[0])) if noise else ZERO
        return holds(first[0] - second[0], first[1] + second[1] + slack)

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
