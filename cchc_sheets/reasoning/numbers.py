"""The arithmetic of the rule language on numbers with unknowns in them.

A number may be one sum where a guard holds and another where it does not, so each operation takes
pieces and returns pieces. Products of two unknowns raise ``NotLinear``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from cchc_sheets.reasoning.linear import (
    NIL,
    ONE,
    All,
    Linear,
    NotLinear,
    at_most_zero,
    constant,
)

_ONE = constant(ONE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A present number where ``where`` holds: ``value`` / ``divisor``, which is above 0 there.

    ``tolerance`` is over the same divisor.
    """

    where: All
    value: Linear
    tolerance: Linear = NIL
    divisor: Linear = _ONE

    @property
    def known(self) -> Decimal | None:
        """The number, ``None`` where an unknown is in it."""
        if not (self.value.is_constant and self.divisor.is_constant):
            return None
        share = self.value.constant / self.divisor.constant
        return Decimal(share.numerator) / Decimal(share.denominator)


Combine: TypeAlias = Callable[[Sequence[Piece]], Iterable[Piece]]
"""Takes pieces that hold together, and returns the pieces of the result."""


def _where(pieces: Iterable[Piece]) -> All:
    return tuple(row for piece in pieces for row in piece.where)


def _sized(piece: Piece) -> Iterator[Piece]:
    """Yield the absolute value."""
    negative = replace(piece, value=piece.value.times(-ONE))
    yield replace(piece, where=(*piece.where, at_most_zero(negative.value)))
    below = at_most_zero(piece.value, strict=True)
    yield replace(negative, where=(*piece.where, below))


def _added(pieces: Sequence[Piece]) -> Iterator[Piece]:
    total = Piece((), NIL)
    for piece in pieces:
        total = Piece(
            (),
            total.value * piece.divisor + piece.value * total.divisor,
            total.tolerance * piece.divisor + piece.tolerance * total.divisor,
            total.divisor * piece.divisor,
        )
    yield replace(total, where=_where(pieces))


def _negative(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield replace(piece, value=piece.value.times(-ONE))


def _subtracted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    left, right = pieces
    yield from _added((left, *_negative((right,))))


def _multiplied(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield a product; its tolerance is each tolerance times the other number's size."""
    left, right = pieces
    for one in _sized(left) if right.tolerance != NIL else (left,):
        for other in _sized(right) if left.tolerance != NIL else (right,):
            yield Piece(
                (*one.where, *other.where),
                left.value * right.value,
                left.tolerance * other.value + right.tolerance * one.value,
                left.divisor * right.divisor,
            )


def divided(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield a quotient where the second number is not 0."""
    above, below = pieces
    for sign in (ONE, -ONE):
        size = below.value.times(sign)
        positive = at_most_zero(size.times(-ONE), strict=True)
        if positive.never:
            continue
        where = (*below.where, positive)
        value = (above.value * below.divisor).times(sign)
        divisor = above.divisor * size
        if below.tolerance == NIL:
            yield Piece((*above.where, *where), value, above.tolerance * below.divisor, divisor)
            continue
        if not size.is_constant:
            raise NotLinear
        for sized in _sized(above):
            more = (sized.value * below.tolerance).times(ONE / size.constant)
            yield Piece(
                (*sized.where, *where), value, (above.tolerance + more) * below.divisor, divisor
            )


def is_nil(piece: Piece) -> All:
    """Return the constraints of the number's being 0."""
    value = piece.value
    return (*piece.where, at_most_zero(value), at_most_zero(value.times(-ONE)))


def _extreme(sign: Fraction) -> Combine:
    """The least (``sign`` 1) or the greatest (-1), with the largest tolerance of all."""

    def combine(pieces: Sequence[Piece]) -> Iterator[Piece]:
        if not all(piece.tolerance.is_constant and piece.divisor.is_constant for piece in pieces):
            raise NotLinear
        widest = max(piece.tolerance.constant / piece.divisor.constant for piece in pieces)
        numbers = [piece.value.times(ONE / piece.divisor.constant) for piece in pieces]
        for number in numbers:
            others = (at_most_zero((number - other).times(sign)) for other in numbers)
            yield Piece((*_where(pieces), *others), number, constant(widest))

    return combine


OPERATIONS: Mapping[str, Combine] = {
    "negative": _negative,
    "+": _added,
    "-": _subtracted,
    "*": _multiplied,
    "sum": _added,
    "min": _extreme(ONE),
    "max": _extreme(-ONE),
    "abs": lambda pieces: _sized(pieces[0]),
}
"""By operator or function; division, which may have no result, is ``divided``."""


def rounded_to(piece: Piece, whole: str, decimals: int) -> Piece:
    """Return a number rounded: another unknown, at most half a unit of its last decimal away.

    A number half way may be rounded up or down here.
    """
    if not piece.divisor.is_constant:
        raise NotLinear
    scale = ONE / piece.divisor.constant
    near, number = Linear({whole: Fraction(1, 10**decimals)}), piece.value.times(scale)
    half = constant(Fraction(1, 2 * 10**decimals))
    close = (at_most_zero(near - number - half), at_most_zero(number - near - half))
    return Piece((*piece.where, *close), near, piece.tolerance.times(scale))
