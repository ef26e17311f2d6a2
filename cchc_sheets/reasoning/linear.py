"""Linear constraints over whole numbers: whether they can hold together, and within what bounds.

Every unknown is a whole number: a rate with two decimals is a whole number of hundredths. A
constraint that cannot be met by whole numbers is sometimes not seen (Fourier and Motzkin eliminate
over the rationals, tightened to whole bounds), so *feasible* may be said too often and *infeasible*
never.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

ZERO, ONE = Fraction(0), Fraction(1)


class NotLinear(ArithmeticError):  # noqa: N818 — it is no fault but an answer
    """Two unknowns are multiplied."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of unknowns, each times its factor, and a constant; no factor is 0."""

    factors: Mapping[str, Fraction]
    constant: Fraction = ZERO

    @property
    def is_constant(self) -> bool:
        """Whether no unknown is in it."""
        return not self.factors

    def __add__(self, other: Linear) -> Linear:
        factors = dict(self.factors)
        for name, factor in other.factors.items():
            factors[name] = factors.get(name, ZERO) + factor
        kept = {name: factor for name, factor in factors.items() if factor}
        return Linear(kept, self.constant + other.constant)

    def __sub__(self, other: Linear) -> Linear:
        return self + other.times(-ONE)

    def __mul__(self, other: Linear) -> Linear:
        """Multiply by what has no unknown; raises ``NotLinear`` where both sides have one."""
        if other.is_constant:
            return self.times(other.constant)
        if self.is_constant:
            return other.times(self.constant)
        raise NotLinear

    def times(self, factor: Fraction) -> Linear:
        """Multiply by a number."""
        if not factor:
            return Linear({})
        return Linear({n: f * factor for n, f in self.factors.items()}, self.constant * factor)


def constant(value: Fraction) -> Linear:
    """Return a sum without unknowns."""
    return Linear({}, value)


NIL = constant(ZERO)


@dataclass(frozen=True, slots=True)
class AtMost:
    """Whole factors times their unknowns are together at most ``bound``; factors share no divisor.

    ``factors`` are ordered by name. Without factors it holds where ``bound`` is 0 or more.
    """

    factors: tuple[tuple[str, int], ...]
    bound: int

    @property
    def always(self) -> bool:
        """Whether it holds whatever the unknowns are."""
        return not self.factors and self.bound >= 0

    @property
    def never(self) -> bool:
        """Whether nothing makes it hold."""
        return not self.factors and self.bound < 0


All: TypeAlias = tuple[AtMost, ...]
"""Constraints that hold together."""


def at_most_zero(sum_: Linear, *, strict: bool = False) -> AtMost:
    """Return the constraint that a sum is 0 or less; ``strict``: less than 0."""
    if sum_.is_constant:
        holds = sum_.constant < 0 or (sum_.constant == 0 and not strict)
        return AtMost((), 0 if holds else -1)
    scale = lcm(*(factor.denominator for factor in sum_.factors.values()))
    whole = {name: int(factor * scale) for name, factor in sum_.factors.items()}
    shared = gcd(*whole.values())
    limit = -sum_.constant * scale / shared
    bound = limit.numerator // limit.denominator
    if strict and limit.denominator == 1:
        bound -= 1
    return AtMost(tuple(sorted((name, f // shared) for name, f in whole.items())), bound)


def feasible(constraints: Iterable[AtMost]) -> bool:
    """Return whether whole numbers may make all constraints hold."""
    return _eliminate(constraints, keep=None) is not None


def bounds(constraints: Iterable[AtMost], name: str) -> tuple[int | None, int | None]:
    """Return the least and the greatest that an unknown can be; ``None`` where it has no bound.

    The constraints are feasible.
    """
    low: int | None = None
    high: int | None = None
    for row in _eliminate(constraints, keep=name) or ():
        ((_, factor),) = row.factors
        if factor > 0:
            high = row.bound if high is None else min(high, row.bound)
        else:
            low = -row.bound if low is None else max(low, -row.bound)
    return low, high


def _eliminate(constraints: Iterable[AtMost], keep: str | None) -> list[AtMost] | None:
    """Remove all unknowns but one; ``None`` where the constraints contradict each other."""
    rows = _tightest(constraints)
    while rows is not None:
        counts: dict[str, list[int]] = {}
        for row in rows:
            for name, factor in row.factors:
                counts.setdefault(name, [0, 0])[factor > 0] += 1
        counts.pop(keep or "", None)
        if not counts:
            return rows
        # The unknown that leaves the fewest constraints goes first.
        name = min(counts, key=lambda each: (counts[each][0] * counts[each][1], each))
        rows = _tightest(_without(rows, name))
    return None


def _tightest(constraints: Iterable[AtMost]) -> list[AtMost] | None:
    """Keep of constraints on the same sum the tightest; ``None`` where one can never hold."""
    least: dict[tuple[tuple[str, int], ...], int] = {}
    for row in constraints:
        if row.never:
            return None
        if row.factors:
            least[row.factors] = min(row.bound, least.get(row.factors, row.bound))
    for factors, bound in least.items():
        opposite = least.get(tuple((name, -factor) for name, factor in factors))
        if opposite is not None and bound + opposite < 0:
            return None
    return [AtMost(factors, bound) for factors, bound in least.items()]


def _without(rows: Iterable[AtMost], name: str) -> list[AtMost]:
    """Add each upper bound of an unknown to each lower one, so that it falls out."""
    kept: list[AtMost] = []
    above: list[tuple[int, AtMost]] = []
    below: list[tuple[int, AtMost]] = []
    for row in rows:
        factor = dict(row.factors).get(name, 0)
        if factor:
            (above if factor > 0 else below).append((abs(factor), row))
        else:
            kept.append(row)
    for up, upper in above:
        for down, lower in below:
            sides = (_sum(upper).times(Fraction(down)), _sum(lower).times(Fraction(up)))
            kept.append(at_most_zero(sides[0] + sides[1]))
    return kept


def _sum(row: AtMost) -> Linear:
    return Linear({name: Fraction(f) for name, f in row.factors}, Fraction(-row.bound))
