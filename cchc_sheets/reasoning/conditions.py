"""A condition over answers, some of them free → when it is true, false or absent, as constraints.

The evaluation of ``expression.evaluate`` with unknowns in it: the same tolerances and the same
three truths. What is noise there is here approximated on the side on which more can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import count, product
from typing import TypeAlias

from cchc_sheets.expression.functions import NUMBER_FUNCTIONS
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    is_exact,
)
from cchc_sheets.expression.operands import Operand, Scope
from cchc_sheets.expression.operators import NOISE, RELATIONS, Comparison, rounded, unit_of
from cchc_sheets.reasoning.linear import (
    NIL,
    ONE,
    ZERO,
    All,
    Linear,
    NotLinear,
    at_most_zero,
    constant,
)
from cchc_sheets.reasoning.numbers import (
    OPERATIONS,
    Piece,
    divided,
    is_nil,
    rounded_to,
)

Ways: TypeAlias = tuple[All, ...]
"""Each is one way in which something holds; none: it never does."""

ALWAYS: Ways = ((),)
NEVER: Ways = ()
_SLACK = Fraction(NOISE) * 10**6
"""No rate, and no share that it is compared with, is larger."""
_MOST_WAYS = 300
_ANY_NUMBER = Operand(Decimal(1))


@dataclass(frozen=True, slots=True)
class Free:
    """An answer that may be another number from ``low`` to ``high``.

    It is ``step`` times a whole number: 1 for a count, a hundredth for a rate with two decimals.
    Among the unknowns the whole number has the answer's key for its name.
    """

    step: Fraction = ONE
    low: Fraction | None = None
    high: Fraction | None = None

    def range(self, key: str) -> All:
        """Return the constraints that keep the number between its bounds."""
        number = Linear({key: self.step})
        low = () if self.low is None else (at_most_zero(constant(self.low) - number),)
        high = () if self.high is None else (at_most_zero(number - constant(self.high)),)
        return (*low, *high)


@dataclass(frozen=True, slots=True)
class Truths:
    """The ways in which a condition is true, false and absent."""

    true: Ways
    false: Ways
    absent: Ways

    @property
    def opposite(self) -> Truths:
        """Those of the denied condition."""
        return Truths(self.false, self.true, self.absent)


_TRUE, _FALSE = Truths(ALWAYS, NEVER, NEVER), Truths(NEVER, ALWAYS, NEVER)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number: its pieces, and the ways in which it is absent."""

    pieces: tuple[Piece, ...] = ()
    absent: Ways = NEVER


@dataclass(frozen=True, slots=True)
class Reader:
    """Works conditions out: ``free`` are the answers that may be others, ``scope`` has the rest.

    An operand among ``free`` takes the place of the scope's. ``rates`` are the keys whose answers
    have a tolerance. Raises ``NotLinear`` where unknowns are multiplied, and where there are too
    many ways.
    """

    scope: Scope
    free: Mapping[str, Free | Operand]
    rates: frozenset[str]
    fresh: Iterator[int] = field(default_factory=count)

    def holds(self, when: Node | None, require: Node) -> Ways:
        """Return the ways to meet a relation: ``when`` is not true, or ``require`` not false."""
        required = self.truths(require)
        met = _either(required.true, required.absent)
        if when is None or met == ALWAYS:
            return met
        asked = self.truths(when)
        return _either(met, asked.false, asked.absent)

    def truths(self, node: Node) -> Truths:
        """Return when a condition is true, false and absent."""
        match node:
            case Compare(operator, left, right):
                return self._compared(operator, left, right)
            case And(operands):
                return _together([self.truths(each) for each in operands])
            case Or(operands):
                return _together([self.truths(each).opposite for each in operands]).opposite
            case Not(operand):
                return self.truths(operand).opposite
            case Choice(condition, then, otherwise):
                asked, yes, no = map(self.truths, (condition, then, otherwise))

                def chosen(one: Ways, other: Ways) -> Ways:
                    return _either(_both(asked.true, one), _both(asked.false, other))

                absent = _either(asked.absent, chosen(yes.absent, no.absent))
                return Truths(chosen(yes.true, no.true), chosen(yes.false, no.false), absent)
            case Call(_, (Name() | Previous() as target, *_)):
                return _TRUE if node.test.value(self._operand(target)) else _FALSE
            case _:
                raise TypeError(node)

    def _operand(self, leaf: Name | Previous) -> Operand:
        """Return what is known of an answer; of a free one only that it is a number."""
        if isinstance(leaf, Previous):
            return self.scope.previous(leaf.key)
        known = self.free.get(leaf.key)
        if isinstance(known, Free):
            return _ANY_NUMBER
        return known or self.scope.current(leaf.key)

    def _compared(self, operator: Comparison, left: Node, right: Node) -> Truths:
        exact = is_exact(left, self.rates) and is_exact(right, self.rates)
        slack = ZERO if exact else _SLACK
        sides = (self._number(left), self._number(right))
        true: list[All] = []
        false: list[All] = []
        for one, other in product(*(side.pieces for side in sides)):
            where = (*one.where, *other.where)
            apart = one.value * other.divisor - other.value * one.divisor
            allowed = one.tolerance * other.divisor + other.tolerance * one.divisor
            extra = (one.divisor * other.divisor).times(slack)
            for compared, ways in ((operator, true), (RELATIONS[operator].opposite, false)):
                ways += [(*where, *met) for met in _met(compared, apart, allowed, extra)]
        return Truths(_either(true), _either(false), _either(*(side.absent for side in sides)))

    def _number(self, node: Node) -> _Number:
        match node:
            case Number(value):
                return _Number((Piece((), constant(Fraction(value))),))
            case Name() | Previous():
                return self._leaf(node)
            case Negative(operand):
                return self._combined("negative", (operand,))
            case Choice(condition, then, otherwise):
                return self._chosen(condition, then, otherwise)
            case Binary("/", above, below):
                return self._quotient(above, below)
            case Binary(operator, left, right):
                return self._combined(operator, (left, right))
            case Call("round", (operand, *more)):
                return self._rounded(operand, more)
            case Call("unit", (operand,)):
                return self._unit(operand)
            case Call(name, arguments):
                return self._combined(name, arguments)
            case _:
                raise TypeError(node)

    def _chosen(self, condition: Node, then: Node, otherwise: Node) -> _Number:
        asked = self.truths(condition)
        sides = ((asked.true, self._number(then)), (asked.false, self._number(otherwise)))
        return _Number(
            tuple(
                replace(piece, where=(*way, *piece.where))
                for ways, number in sides
                for way, piece in product(ways, number.pieces)
            ),
            _either(asked.absent, *(_both(ways, number.absent) for ways, number in sides)),
        )

    def _quotient(self, above: Node, below: Node) -> _Number:
        numbers = (self._number(above), self._number(below))
        pieces = (divided(pair) for pair in product(*(each.pieces for each in numbers)))
        nil = (is_nil(piece) for piece in numbers[1].pieces)
        absent = _either(*(each.absent for each in numbers), nil)
        return _Number(_few(piece for some in pieces for piece in some), absent)

    def _leaf(self, leaf: Name | Previous) -> _Number:
        free = self.free.get(leaf.key) if isinstance(leaf, Name) else None
        if isinstance(free, Free):
            half = free.step / 2 if leaf.key in self.rates else ZERO
            return _Number((Piece((), Linear({leaf.key: free.step}), constant(half)),))
        value = self._operand(leaf).value
        if value is None:
            return _Number(absent=ALWAYS)
        half = Fraction(unit_of(value)) / 2 if leaf.key in self.rates else ZERO
        return _Number((Piece((), constant(Fraction(value)), constant(half)),))

    def _combined(self, operation: str, operands: Sequence[Node]) -> _Number:
        """Combine numbers; absent as soon as one is, or where absent ones are skipped, if all are.

        Of numbers whose absence depends on unknowns none is skipped, which no rule needs.
        """
        numbers = [self._number(operand) for operand in operands]
        if operation in NUMBER_FUNCTIONS and NUMBER_FUNCTIONS[operation].skips_absent:
            present = [number for number in numbers if number.absent != ALWAYS]
            if not present:
                return _Number(absent=ALWAYS)
            if any(number.absent for number in present):
                raise NotLinear
            numbers = present
        combine = OPERATIONS[operation]
        pieces = (combine(some) for some in product(*(number.pieces for number in numbers)))
        absent = _either(*(number.absent for number in numbers))
        return _Number(_few(piece for some in pieces for piece in some), absent)

    def _rounded(self, operand: Node, places: Sequence[Node]) -> _Number:
        decimals = int(places[0].value) if places and isinstance(places[0], Number) else 0
        number = self._number(operand)
        near: list[Piece] = []
        for piece in number.pieces:
            known = piece.known
            if known is None:
                near.append(rounded_to(piece, f"rounded {next(self.fresh)}", decimals))
            else:
                value = constant(Fraction(rounded(known, decimals)))
                near.append(Piece(piece.where, value, piece.tolerance))
        return _Number(tuple(near), number.absent)

    def _unit(self, operand: Node) -> _Number:
        """Return one unit of the last decimal: that of a free answer is its step."""
        if isinstance(operand, Name) and isinstance(free := self.free.get(operand.key), Free):
            return _Number((Piece((), constant(free.step)),))
        number = self._number(operand)
        units: list[Piece] = []
        for piece in number.pieces:
            if piece.known is None:
                raise NotLinear
            units.append(Piece(piece.where, constant(Fraction(unit_of(piece.known)))))
        return _Number(tuple(units), number.absent)


def _met(operator: Comparison, apart: Linear, allowed: Linear, extra: Linear) -> Iterator[All]:
    """Yield the ways in which a comparison is true of a difference with its tolerance.

    ``extra`` is what noise may add where that lets more hold.
    """
    wide = allowed + extra
    match operator:
        case "==":
            yield (at_most_zero(apart - wide), at_most_zero(NIL - apart - wide))
        case "!=":
            yield (at_most_zero(allowed - apart, strict=True),)
            yield (at_most_zero(allowed + apart, strict=True),)
        case "<=":
            yield (at_most_zero(apart - wide),)
        case ">=":
            yield (at_most_zero(NIL - apart - wide),)
        case "<":
            yield (at_most_zero(apart + allowed, strict=True),)
        case ">":
            yield (at_most_zero(allowed - apart, strict=True),)


def _either(*ways: Iterable[All]) -> Ways:
    """Join ways: any of them is enough."""
    kept: dict[All, None] = {}
    for way in (way for some in ways for way in some):
        if not any(row.never for row in way):
            needed = tuple(row for row in way if not row.always)
            if not needed:
                return ALWAYS
            kept[needed] = None
    if len(kept) > _MOST_WAYS:
        raise NotLinear
    return tuple(kept)


def _both(one: Ways, other: Ways) -> Ways:
    if len(one) * len(other) > _MOST_WAYS:
        raise NotLinear
    return _either((*first, *second) for first, second in product(one, other))


def _together(operands: Sequence[Truths]) -> Truths:
    """Join conditions as Kleene's conjunction does."""
    true, absent, false = ALWAYS, NEVER, NEVER
    for operand in operands:
        false = _either(false, operand.false)
        unknown = _both(absent, _either(operand.true, operand.absent))
        absent = _either(unknown, _both(true, operand.absent))
        true = _both(true, operand.true)
    return Truths(true, false, absent)


def _few(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    kept = tuple(piece for piece in pieces if not any(row.never for row in piece.where))
    if len(kept) > _MOST_WAYS:
        raise NotLinear
    return kept
