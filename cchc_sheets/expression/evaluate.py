"""Checked tree → a function that computes it from answers, with tolerances and Kleene's logic.

Every number has a tolerance: half a unit of the last non-zero decimal for a rate, 0 for a count.
Sums add tolerances, products scale them, and a comparison allows for the tolerances of both sides.
An absent value is ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, TypeVar

from cchc_sheets.expression.functions import NUMBER_FUNCTIONS
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
    is_exact,
    is_logical,
)
from cchc_sheets.expression.operands import Operand, Scope
from cchc_sheets.expression.operators import (
    NOISE,
    OPERATORS,
    RELATIONS,
    ZERO,
    Measure,
    unit_of,
    without_noise,
)

_ONE = Decimal(1)
Measured: TypeAlias = "Measure | None"
Logical: TypeAlias = "Callable[[Scope], bool | None]"
Numeric: TypeAlias = "Callable[[Scope], Measured]"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to run: ``truth`` for a condition, ``number`` for arithmetic."""

    expression: Expression
    truth: Logical
    number: Callable[[Scope], Decimal | None]


def compile_expression(expression: Expression, rates: AbstractSet[str]) -> Compiled:
    """Compile an expression; ``rates`` are the keys whose answers are rates, with a tolerance."""
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
    """Make a number that is too large to compute absent, as a sheet's #NUM! is."""

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
                compare = _comparison(RELATIONS[operator].holds, noise)
                return _apply(compare, [self.numeric(left), self.numeric(right)])
            case And(operands):
                return _joined([self.logical(operand) for operand in operands], deciding=False)
            case Or(operands):
                return _joined([self.logical(operand) for operand in operands], deciding=True)
            case Not(operand):
                denied = self.logical(operand)
                return lambda scope: None if (found := denied(scope)) is None else not found
            case Choice(condition, then, otherwise):
                return _choose(*map(self.logical, (condition, then, otherwise)))
            case Call(_, (Name() | Previous() as target, *_)):
                found, answer = node.test.value, _operand(target)
                return lambda scope: found(answer(scope))
            case _:
                raise TypeError(node)

    def numeric(self, node: Node) -> Numeric:
        match node:
            case Number(value):
                constant = (value, ZERO)
                return lambda _: constant
            case Name() | Previous():
                return _measured(_operand(node), is_rate=node.key in self.rates)
            case Negative(operand):
                return _apply(lambda a: (-a[0][0], a[0][1]), [self.numeric(operand)])
            case Binary("/", left, right) if not self.is_exact(right):
                divisor = _apply(lambda a: (without_noise(a[0][0]), a[0][1]), [self.numeric(right)])
                return _apply(lambda a: OPERATORS["/"].measure(*a), [self.numeric(left), divisor])
            case Binary(operator, left, right):
                combine = OPERATORS[operator].measure
                return _apply(lambda a: combine(*a), [self.numeric(left), self.numeric(right)])
            case Choice(condition, then, otherwise):
                return _choose(self.logical(condition), self.numeric(then), self.numeric(otherwise))
            case Call(name, arguments):
                function = NUMBER_FUNCTIONS[name]
                numbers = [self.numeric(argument) for argument in arguments]
                return _apply(function.value, numbers, skips_absent=function.skips_absent)
            case _:
                raise TypeError(node)


def _operand(leaf: Name | Previous) -> Callable[[Scope], Operand]:
    key = leaf.key
    if isinstance(leaf, Previous):
        return lambda scope: scope.previous(key)
    return lambda scope: scope.current(key)


def _measured(operand: Callable[[Scope], Operand], *, is_rate: bool) -> Numeric:
    def read(scope: Scope) -> Measured:
        value = operand(scope).value
        if value is None:
            return None
        return (value, unit_of(value) / 2 if is_rate else ZERO)

    return read


def _choose(
    test: Logical, yes: Callable[[Scope], _T | None], no: Callable[[Scope], _T | None]
) -> Callable[[Scope], _T | None]:
    def chosen(scope: Scope) -> _T | None:
        decided = test(scope)
        if decided is None:
            return None
        return yes(scope) if decided else no(scope)

    return chosen


def _apply(
    combine: Callable[[Sequence[Measure]], _T | None],
    numbers: Sequence[Numeric],
    *,
    skips_absent: bool = False,
) -> Callable[[Scope], _T | None]:
    """Combine numbers; absent as soon as one is, or where absent ones are skipped, if all are."""

    def compute(scope: Scope) -> _T | None:
        present = [m for m in (number(scope) for number in numbers) if m is not None]
        enough = bool(present) if skips_absent else len(present) == len(numbers)
        return combine(present) if enough else None

    return compute


def _comparison(
    holds: Callable[[Decimal, Decimal], bool], noise: Decimal
) -> Callable[[Sequence[Measure]], bool]:
    def compare(sides: Sequence[Measure]) -> bool:
        (left, tolerance), (right, other) = sides
        slack = noise * max(_ONE, abs(left), abs(right)) if noise else ZERO
        return holds(left - right, tolerance + other + slack)

    return compare


def _joined(operands: list[Logical], *, deciding: bool) -> Logical:
    """Join as Kleene does: one ``deciding`` operand is enough, whatever is absent."""

    def test(scope: Scope) -> bool | None:
        values = [operand(scope) for operand in operands]
        if deciding in values:
            return deciding
        return None if None in values else not deciding

    return test
