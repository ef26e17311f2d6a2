"""What an expression counts (its dimension), and which of its parts cannot be added or compared.

Constants go with everything. Only equal dimensions are added; products and quotients make new ones,
in which percentages count as constants: ``100 * a / b`` is a percentage where a and b are alike.
The numbers of a code list are signs, not quantities: they are compared, never calculated with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from cchc_sheets.expression.functions import NUMBER_FUNCTIONS
from cchc_sheets.expression.nodes import (
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    Name,
    Negative,
    Node,
    Number,
    Previous,
    children,
    walk,
)


class _Sort(Enum):
    QUANTITY = "quantity"
    PURE = "pure"
    ANY = "any"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, order=True)
class _Base:
    key: str
    label: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a number counts: powers of units that people name, none of them for a percentage."""

    sort: _Sort
    powers: tuple[tuple[_Base, int], ...] = ()

    def __str__(self) -> str:
        above = "·".join(base.label for base, power in self.powers for _ in range(power))
        below = "·".join(base.label for base, power in self.powers for _ in range(-power))
        if self.sort is _Sort.QUANTITY and not self.powers:
            return "%"
        return f"{above or 1}/{below}" if below else above


SHARE = Dimension(_Sort.QUANTITY)
"""A percentage, or a quotient of two like quantities."""
PURE = Dimension(_Sort.PURE)
"""A constant."""
ANY = Dimension(_Sort.ANY)
"""Unknown: it goes with everything."""


def quantity(key: str, label: str) -> Dimension:
    """Return the dimension of things that are counted; equal keys are the same dimension."""
    return Dimension(_Sort.QUANTITY, ((_Base(key, label), 1),))


def sign(key: str, label: str) -> Dimension:
    """Return the dimension of a code list's signs; equal keys are the same list."""
    return Dimension(_Sort.SIGN, ((_Base(key, label), 1),))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Two operands that do not go together, or one operand that is no quantity."""

    code: Literal["added", "compared", "no-quantity"]
    node: Node
    unit: Dimension
    other: Node
    other_unit: Dimension

    @property
    def column(self) -> int:
        """The column of the operand's first name, which is where the problem is placed."""
        columns = (n.column for n in walk(self.node) if isinstance(n, Name | Previous))
        return min(columns, default=0)


def mixtures(
    expression: Expression, units: Mapping[str, Dimension]
) -> tuple[Dimension | None, tuple[Mixture, ...]]:
    """Return the dimension of a number (``None`` of a condition) and what is mixed in it."""
    reader = _DimensionReader(units)
    unit = reader.read(expression.root)
    return unit, tuple(dict.fromkeys(reader.found))


def agree(one: Dimension, other: Dimension) -> bool:
    """Whether the two may be compared with each other."""
    free = {_Sort.PURE, _Sort.ANY}
    return one == other or bool({one.sort, other.sort} & free)


@dataclass(slots=True)
class _DimensionReader:
    units: Mapping[str, Dimension]
    found: list[Mixture] = field(default_factory=list)

    def read(self, node: Node) -> Dimension | None:
        match node:
            case Compare(_, left, right):
                self._alike("compared", (left, right))
                return None
            case Choice(condition, then, otherwise):
                self.read(condition)
                if self.read(then) is None:
                    return self.read(otherwise)
                return self._alike("added", (then, otherwise))
            case Number() | Name() | Previous() | Negative() | Binary():
                return self._number(node)
            case Call(function, arguments) if function in NUMBER_FUNCTIONS:
                return self._alike("added", arguments, self._quantity)
            case Call():
                return None
            case _:
                for child in children(node):
                    self.read(child)
                return None

    def _number(self, node: Node) -> Dimension:
        match node:
            case Name(key) | Previous(key):
                return self.units.get(key, ANY)
            case Negative(operand):
                return self._quantity(operand)
            case Binary("+" | "-", left, right):
                return self._alike("added", (left, right), self._quantity)
            case Binary("*", left, right):
                return _product(self._quantity(left), self._quantity(right), 1)
            case Binary("/", left, right):
                return _product(self._quantity(left), self._quantity(right), -1)
            case _:
                return PURE

    def _operand(self, node: Node) -> Dimension:
        return self.read(node) or ANY

    def _quantity(self, node: Node) -> Dimension:
        """Read an operand of a calculation, which may not be a sign."""
        unit = self._operand(node)
        if unit.sort is not _Sort.SIGN:
            return unit
        self.found.append(Mixture("no-quantity", node, unit, node, unit))
        return ANY

    def _alike(
        self,
        code: Literal["added", "compared"],
        operands: Sequence[Node],
        read: Callable[[Node], Dimension] | None = None,
    ) -> Dimension:
        """Return the dimension that the operands share; note each that has another."""
        shared, owner = PURE, operands[0]
        for node in operands:
            unit = (read or self._operand)(node)
            if not agree(shared, unit):
                self.found.append(Mixture(code, node, unit, owner, shared))
            elif shared.sort in {_Sort.PURE, _Sort.ANY} and unit.sort is not _Sort.PURE:
                shared, owner = unit, node
        return shared


def _product(one: Dimension, other: Dimension, power: int) -> Dimension:
    if _Sort.ANY in {one.sort, other.sort}:
        return ANY
    if one.sort is other.sort is _Sort.PURE:
        return PURE
    powers = dict(one.powers)
    for base, exponent in other.powers:
        powers[base] = powers.get(base, 0) + power * exponent
    return Dimension(_Sort.QUANTITY, tuple(sorted((b, n) for b, n in powers.items() if n)))
