"""Which few answers, were they others, would let every relation hold.

Fellegi and Holt's question, answered with Reiter's tree: where a set of answers cannot be mended so
that all relations hold, the relations that contradict each other name the answers of which one
more must be wrong. So all smallest sets are found without trying all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from cchc_sheets.expression.nodes import Node
from cchc_sheets.expression.operands import Operand, Scope
from cchc_sheets.reasoning.conditions import ALWAYS, Free, Reader, Ways
from cchc_sheets.reasoning.linear import All, NotLinear, bounds, feasible

Choices: TypeAlias = tuple[Free | Operand, ...]
Keys: TypeAlias = frozenset[str]
_MOST_STEPS = 4_000
"""Systems of constraints that are tried before the search gives up."""


class GaveUp(RuntimeError):  # noqa: N818 — it is no fault but an answer
    """The search was too large."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A relation: where ``when`` is true, ``require`` must not be false; ``keys`` are its answers.

    ``fails``: as things are, it does not hold.
    """

    require: Node
    when: Node | None
    keys: Keys
    fails: bool


@dataclass(frozen=True, slots=True)
class Span:
    """What an answer may be: a number from ``low`` to ``high``, or without bound; or ``other``."""

    low: Fraction | None = None
    high: Fraction | None = None
    other: Operand | None = None


@dataclass
class Repairs:
    """The answers that may be wrong, each with what else it could be, and all relations of them.

    ``scope`` gives the answers as they are; ``rates`` are the keys that have a tolerance.
    """

    demands: Sequence[Demand]
    choices: Mapping[str, Choices]
    scope: Scope
    rates: frozenset[str]
    _steps: int = 0
    _keys: list[Keys] = field(default_factory=list)
    _ways: dict[tuple[int, tuple[tuple[str, Free | Operand], ...]], Ways] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Note the answers of each relation once."""
        self._keys = [demand.keys & self.choices.keys() for demand in self.demands]

    def smallest(self, most: int) -> list[Keys]:
        """Return every smallest set of answers that can be mended, none beyond ``most`` answers.

        Raises ``GaveUp``.
        """
        sets: list[Keys] = [frozenset()]
        for _ in range(most + 1):
            mended = [each for each in sets if self._can_hold(self._touched(each), each)]
            if mended:
                return mended
            larger = (each | {key} for each in sets for key in sorted(self._conflict(each) - each))
            sets = list(dict.fromkeys(larger))
            self._count(len(sets))
        return []

    def spans(self, keys: Keys, key: str) -> list[Span]:
        """Return what an answer may be where those of ``keys``, itself among them, may change."""
        found: dict[Span, None] = {}
        for chosen, rows in self._systems(self._touched(keys), keys):
            choice = chosen[key]
            if isinstance(choice, Operand):
                found[Span(other=choice)] = None
                continue
            ends = bounds(rows, key)
            low, high = (None if end is None else end * choice.step for end in ends)
            found[Span(low, high)] = None
        return list(found)

    def _touched(self, keys: Keys) -> list[int]:
        """Return the relations that depend on the answers, and those that fail in any case."""
        return [
            place
            for place, demand in enumerate(self.demands)
            if demand.fails or not keys.isdisjoint(self._keys[place])
        ]

    def _conflict(self, keys: Keys) -> Keys:
        """Return answers of which one more must be wrong where only ``keys`` may change."""
        untouched = [
            place
            for place, demand in enumerate(self.demands)
            if demand.fails and keys.isdisjoint(self._keys[place])
        ]
        if untouched:
            return self._keys[min(untouched, key=lambda place: len(self._keys[place]))]
        core = self._touched(keys)
        for place in list(core):
            fewer = [other for other in core if other != place]
            if not self._can_hold(fewer, keys):
                core = fewer
        return frozenset(key for place in core for key in self._keys[place])

    def _can_hold(self, places: Sequence[int], keys: Keys) -> bool:
        if any(keys.isdisjoint(self._keys[p]) for p in places if self.demands[p].fails):
            return False
        return next(self._systems(places, keys), None) is not None

    def _systems(
        self, places: Sequence[int], keys: Keys
    ) -> Iterator[tuple[dict[str, Free | Operand], All]]:
        """Yield every choice for the answers with constraints under which the relations hold."""
        ordered = sorted(keys)
        for some in product(*(self.choices[key] for key in ordered)):
            chosen = dict(zip(ordered, some, strict=True))
            range_ = tuple(
                row
                for key, each in chosen.items()
                if isinstance(each, Free)
                for row in each.range(key)
            )
            ways = sorted((self._met(place, chosen) for place in places), key=len)
            for rows in self._combined(range_, [each for each in ways if each != ALWAYS]):
                yield chosen, rows

    def _combined(self, rows: All, ways: Sequence[Ways]) -> Iterator[All]:
        self._count()
        if not feasible(rows):
            return
        if not ways:
            yield rows
            return
        for way in ways[0]:
            yield from self._combined((*rows, *way), ways[1:])

    def _met(self, place: int, chosen: Mapping[str, Free | Operand]) -> Ways:
        """Return the ways in which a relation holds; all, where that cannot be worked out."""
        demand = self.demands[place]
        own = {key: each for key, each in chosen.items() if key in self._keys[place]}
        if not own:
            return () if demand.fails else ALWAYS
        asked = place, tuple(own.items())
        if asked not in self._ways:
            try:
                reader = Reader(self.scope, own, self.rates)
                self._ways[asked] = reader.holds(demand.when, demand.require)
            except NotLinear:
                self._ways[asked] = ALWAYS
        return self._ways[asked]

    def _count(self, more: int = 1) -> None:
        self._steps += more
        if self._steps > _MOST_STEPS:
            raise GaveUp
