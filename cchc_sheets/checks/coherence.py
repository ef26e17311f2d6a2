"""Whether a form's rules go together: contradictions, rules that others imply, forced answers.

Proven over all numbers that the rows may have, where the rows concerned are answered; every other
row may be blank, because a rule with a blank in it is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cchc_sheets.checks.bonds import Bond, bonds
from cchc_sheets.checks.lower import lower
from cchc_sheets.expression.operands import Numbers
from cchc_sheets.model import Catalogue, Form, Kind, Row, Severity
from cchc_sheets.reasoning.conditions import Free, Reader, Ways
from cchc_sheets.reasoning.linear import (
    ONE,
    All,
    Linear,
    NotLinear,
    at_most_zero,
    bounds,
    constant,
    feasible,
)
from cchc_sheets.reasoning.repairs import GaveUp

_NUMBERS = {Kind.COUNT, Kind.RATE, Kind.SCORE, Kind.CODE}
_HUNDREDTH = Fraction(1, 100)
_MOST_STEPS = 3_000


class Doubt(StrEnum):
    """What is odd about rules taken together."""

    CONTRADICTION = "rules-contradict"
    IMPLIED = "rule-implied"
    FORCED = "answer-forced"


@dataclass(frozen=True, slots=True)
class Incoherence:
    """Rules of a form that do not go together.

    ``rules`` are the fewest that have the effect, ``rows`` what they speak of. ``rule`` is the one
    that the others imply. ``value`` is the only number that the first row can be.
    """

    doubt: Doubt
    form: str
    rules: tuple[str, ...]
    rows: tuple[Row, ...]
    rule: str = ""
    value: Fraction | None = None

    @property
    def is_error(self) -> bool:
        """Whether the form cannot be answered without a finding."""
        return self.doubt is Doubt.CONTRADICTION


def incoherences(form: Form, catalogue: Catalogue) -> Iterator[Incoherence]:
    """Yield what is odd about the rules of a form; where it cannot be decided soon, nothing."""
    known = bonds(form, lower(form, catalogue))
    free = {row.key: _number(row) for row in form.answer_rows if _is_number(row)}
    for part in known.parts:
        own = [known.all[place] for place in part if known.all[place].check.rule]
        if not frozenset().union(*(bond.keys for bond in own)) <= free.keys():
            own = [bond for bond in own if bond.keys <= free.keys()]
        try:
            yield from _Part(form, own, free).odd()
        except GaveUp:
            continue


def _is_number(row: Row) -> bool:
    return row.kind in _NUMBERS and row.computed is None


def _number(row: Row) -> Free:
    low = Fraction(0) if row.minimum is None else Fraction(row.minimum)
    high = None if row.maximum is None else Fraction(row.maximum)
    if row.codes:
        values = [code.value for code in row.codes]
        low, high = Fraction(min(values)), Fraction(max(values))
    return Free(_HUNDREDTH if row.kind.has_decimals else ONE, low, high)


class _Part:
    """The bonds of a form that share answers, all of which are free."""

    def __init__(self, form: Form, own: Sequence[Bond], free: Mapping[str, Free]) -> None:
        self.form, self.own, self.free = form, own, free
        rates = frozenset(row.key for row in form.answer_rows if row.kind is Kind.RATE)
        self.reader = Reader(Numbers({}), free, rates)
        self.steps = 0
        self.errors = [
            (bond, ways)
            for bond in own
            if bond.binds and bond.check.severity is Severity.ERROR and (ways := self._holds(bond))
        ]

    def odd(self) -> Iterator[Incoherence]:
        """Yield what is odd: contradictions first, and nothing else where there is one."""
        together = [ways for _, ways in self.errors]
        solution = self._solution(self._keys(bond for bond, _ in self.errors), together)
        if solution is None:
            yield self._told(Doubt.CONTRADICTION, self._core(self.errors, ()))
            return
        yield from self._implied()
        for key in sorted(self._keys(bond for bond, _ in self.errors)):
            yield from self._forced(key, solution)

    def _implied(self) -> Iterator[Incoherence]:
        """Yield each rule that others, no weaker and about no other rows, imply."""
        for bond in self.own:
            others = [
                (other, ways)
                for other, ways in self.errors
                if other.keys <= bond.keys and other.check.rule != bond.check.rule
            ]
            try:
                required = self.reader.truths(bond.require).false
                asked = self.reader.truths(bond.when).true if bond.when else ((),)
            except (NotLinear, TypeError):
                continue
            broken = tuple((*one, *other) for one in required for other in asked)
            if not others or not broken or not bond.binds:
                continue
            ways = [broken, *(each for _, each in others)]
            if self._solution(bond.keys, ways) is None:
                core = self._core(others, broken)
                yield self._told(Doubt.IMPLIED, core, rule=bond.check.rule or "")

    def _forced(self, key: str, solution: All) -> Iterator[Incoherence]:
        low, high = bounds(solution, key)
        if low is None or low != high:
            return
        number = Linear({key: ONE})
        below = at_most_zero(number - constant(Fraction(low - 1)))
        above = at_most_zero(constant(Fraction(low + 1)) - number)
        together = [((below,), (above,)), *(ways for _, ways in self.errors)]
        if self._solution(self._keys(bond for bond, _ in self.errors), together) is None:
            core = self._core(self.errors, ((below,), (above,)))
            value = low * self.free[key].step
            yield self._told(Doubt.FORCED, core, first=key, value=value)

    def _core(self, found: Sequence[tuple[Bond, Ways]], broken: Ways) -> list[Bond]:
        """Return the fewest bonds that contradict each other, or what is ``broken``."""
        kept = list(found)
        for each in found:
            fewer = [other for other in kept if other is not each]
            ways = [*([broken] if broken else []), *(ways for _, ways in fewer)]
            if self._solution(self._keys(bond for bond, _ in found), ways) is None:
                kept = fewer
        return [bond for bond, _ in kept]

    def _told(
        self,
        doubt: Doubt,
        core: Sequence[Bond],
        *,
        rule: str = "",
        first: str = "",
        value: Fraction | None = None,
    ) -> Incoherence:
        rules = tuple(dict.fromkeys(bond.check.rule or "" for bond in core))
        keys = self._keys(core) | ({first} - {""})
        rows = [row for row in self.form.answer_rows if row.key in keys]
        rows.sort(key=lambda row: row.key != first)
        return Incoherence(doubt, self.form.id, rules, tuple(rows), rule, value)

    def _keys(self, some: Iterator[Bond] | Sequence[Bond]) -> frozenset[str]:
        return frozenset().union(*(bond.keys for bond in some))

    def _holds(self, bond: Bond) -> Ways:
        """Return the ways to meet a relation, none where that cannot be worked out."""
        try:
            return self.reader.holds(bond.when, bond.require) or ((at_most_zero(constant(ONE)),),)
        except (NotLinear, TypeError):
            return ()

    def _solution(self, keys: frozenset[str], ways: Sequence[Ways]) -> All | None:
        """Return constraints that the answers can meet, one way of each; ``None`` without any."""
        ranges = tuple(row for key in sorted(keys) for row in self.free[key].range(key))
        return self._search(ranges, sorted(ways, key=len))

    def _search(self, rows: All, ways: Sequence[Ways]) -> All | None:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise GaveUp
        if not feasible(rows):
            return None
        if not ways:
            return rows
        found = (self._search((*rows, *way), ways[1:]) for way in ways[0])
        return next((each for each in found if each is not None), None)
