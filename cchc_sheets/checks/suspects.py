"""Findings that contradict each other → the cells that, were they others, would settle them.

What is suspected is never counted and never applied. A claim is made only where it says more than
the findings do, and only after every relation was evaluated with the answer that is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from cchc_sheets.checks.alternatives import CHANGEABLE, alternatives, as_decimal
from cchc_sheets.checks.bonds import Bond, Bonds, together
from cchc_sheets.checks.judge import SubmissionScope, fires
from cchc_sheets.checks.validate import answer_fact
from cchc_sheets.expression import compile_expression
from cchc_sheets.model import (
    Finding,
    FindingKind,
    Form,
    Kind,
    Place,
    Severity,
    State,
    Submission,
)
from cchc_sheets.model.suspicion import Suspect, Suspicion
from cchc_sheets.reasoning.repairs import Choices, Demand, GaveUp, Repairs, Span
from cchc_sheets.reasoning.slips import slip
from cchc_sheets.text import shorten

_MOST = 3
"""Cells that are wrong together, or of which one is wrong: beyond, people look for themselves."""


def suspicions(
    bonds: Bonds,
    submission: Submission,
    findings: Iterable[Finding],
    previous: Mapping[str, Decimal] | None = None,
) -> tuple[Suspicion, ...]:
    """Return what explains the findings of relations, those that are worth most first.

    ``findings`` are what ``validate`` returns for the same submission.
    """
    findings = tuple(findings)
    told = {(f.kind, f.rule, f.place.indicator): f for f in findings if f.related}
    failing = {
        place
        for place, bond in enumerate(bonds.all)
        if bond.binds and (bond.check.kind, bond.check.rule, bond.check.key) in told
    }
    found: list[Suspicion] = []
    for part in bonds.parts:
        if not failing.isdisjoint(part):
            case = _Case(
                bonds, part, submission, previous or {}, broken_answers(bonds.form, findings)
            )
            found += filter(None, (case.explained(group, told) for group in case.groups))
    return tuple(sorted(found, key=lambda each: -len(each.settles)))


def broken_answers(form: Form, findings: Iterable[Finding]) -> frozenset[str]:
    """Return the answers that are in error by themselves, of which relations keep silent.

    The totals of a table with an error are among them.
    """
    errors = [f for f in findings if f.severity is Severity.ERROR and not f.related]
    tables = {finding.place.table for finding in errors} - {None}
    totals = {row.key for row in form.rows if row.fed_by in tables}
    own = {finding.place.indicator or "" for finding in errors if finding.place.table is None}
    return frozenset(own | totals)


@dataclass(frozen=True)
class _Tied:
    """A bond that the submission is held to, and whether it fails as things are."""

    bond: Bond
    demand: Demand


@dataclass(frozen=True)
class _Case:
    """A submission, and the bonds of one part of its form."""

    bonds: Bonds
    part: tuple[int, ...]
    submission: Submission
    before: Mapping[str, Decimal]
    broken: frozenset[str]

    @cached_property
    def form(self) -> Form:
        """The form that is answered."""
        return self.bonds.form

    @cached_property
    def held(self) -> tuple[_Tied, ...]:
        """The bonds that speak of the submission, without those that own errors silence."""
        scope = SubmissionScope(self.submission.answers, self.before)
        found: list[_Tied] = []
        for bond in (self.bonds.all[place] for place in self.part):
            noted = bond.check.note_answers and scope.current(bond.check.key).note.strip()
            if not noted and self.broken.isdisjoint(bond.behind):
                fails = fires(bond.check, bond.relation, scope)
                found.append(_Tied(bond, Demand(bond.require, bond.when, bond.keys, fails)))
        return tuple(found)

    @cached_property
    def groups(self) -> list[tuple[int, ...]]:
        """The places in ``held`` of what fails, those together that share an answer."""
        failing = {
            place: each.bond.keys
            for place, each in enumerate(self.held)
            if each.bond.binds and each.demand.fails
        }
        return together(failing)

    def explained(
        self,
        group: Sequence[int],
        told: Mapping[tuple[FindingKind, str | None, str | None], Finding],
    ) -> Suspicion | None:
        """Return what explains the relations of a group, ``None`` where little can be said."""
        checks = [self.held[place].bond.check for place in group]
        keys = ((check.kind, check.rule, check.key) for check in checks)
        settles = tuple(told[key] for key in keys if key in told)
        demands = [
            replace(each.demand, fails=place in group)
            for place, each in enumerate(self.held)
            if each.bond.binds and (place in group or not each.demand.fails)
        ]
        repairs = Repairs(demands, self._choices, self._scope({}), self._rates)
        try:
            sets = repairs.smallest(_MOST)
            if not settles or not sets or any(self._is_total(key) for s in sets for key in s):
                return None
            together = len(sets) == 1
            if together or (len(sets) <= _MOST and all(len(each) == 1 for each in sets)):
                own = {key: each for each in sets for key in each}
                suspects = tuple(
                    self._suspect(key, repairs.spans(own[key], key))
                    for key in self.form.by_key
                    if key in own
                )
                found = Suspicion(suspects, settles, together)
                if self._says_more(found, group) and self._is_true(found, group):
                    return found
        except GaveUp:
            return None
        return self._exchange(group, settles)

    def _says_more(self, found: Suspicion, group: Sequence[int]) -> bool:
        """Whether it narrows down what a single finding names by itself."""
        named = frozenset().union(*(self.held[place].bond.keys for place in group))
        return len(found.suspects) < len(named & self._choices.keys())

    def _is_true(self, found: Suspicion, group: Sequence[int]) -> bool:
        """Whether the findings are gone, and no others come, with the only numbers possible."""
        if found.together:
            forced = {s.place.indicator or "": s.number for s in found.suspects}
            known = {key: value for key, value in forced.items() if value is not None}
            return len(known) < len(forced) or self._settled(known, group)
        return all(
            suspect.number is None
            or self._settled({suspect.place.indicator or "": suspect.number}, group)
            for suspect in found.suspects
        )

    def _settled(self, values: Mapping[str, Decimal], group: Sequence[int]) -> bool:
        scope = self._scope(values)
        touched = {
            place
            for place, each in enumerate(self.held)
            if not each.bond.keys.isdisjoint(values) or place in group
        }
        fails = {
            place
            for place in touched
            if fires(self.held[place].bond.check, self.held[place].bond.relation, scope)
        }
        failed = {place for place in touched if self.held[place].demand.fails}
        return fails <= failed - set(group)

    def _exchange(self, group: Sequence[int], settles: tuple[Finding, ...]) -> Suspicion | None:
        """Return two answers whose exchange settles several findings, where only two have that."""
        if len(settles) < 2:  # noqa: PLR2004 — one finding is settled by many an exchange
            return None
        keys = sorted(
            frozenset().union(*(self.held[place].bond.keys for place in group))
            & self._choices.keys(),
            key=list(self.form.by_key).index,
        )
        answers = self.submission.answers
        found = [
            (one, other)
            for one, other in combinations(keys, 2)
            if (first := answers[one].value) is not None
            and (second := answers[other].value) is not None
            and first != second
            and self.form.by_key[one].kind is self.form.by_key[other].kind
            and self._settled({one: second, other: first}, group)
        ]
        if len(found) != 1 or any(self._is_total(key) for key in found[0]):
            return None
        suspects = tuple(self._suspect(key, ()) for key in found[0])
        return Suspicion(suspects, settles, exchanged=True)

    def _suspect(self, key: str, spans: Iterable[Span]) -> Suspect:
        row, answer = self.form.by_key[key], self.submission.answers[key]
        numbers = [span for span in spans if span.other is None]
        lows = [span.low for span in numbers]
        highs = [span.high for span in numbers]
        low = min((as_decimal(each) for each in lows if each is not None), default=None)
        high = max((as_decimal(each) for each in highs if each is not None), default=None)
        if None in lows:
            low = None
        if None in highs:
            high = None
        is_rate = row.kind is Kind.RATE
        meant = low if low is not None and low == high else None
        named = slip(answer.value, meant, rate=is_rate) if answer.value and meant else None
        return Suspect(
            Place(key, answer.sheet, answer.cell, row.path),
            row.path,
            shorten(row.label, 70).rstrip(":.;"),
            answer_fact(answer, row),
            low,
            high,
            is_rate,
            any(span.other is not None for span in spans),
            named,
        )

    @cached_property
    def _rates(self) -> frozenset[str]:
        return frozenset(row.key for row in self.form.answer_rows if row.kind is Kind.RATE)

    @cached_property
    def _choices(self) -> Mapping[str, Choices]:
        """What each answer that is given could be instead."""
        found: dict[str, Choices] = {}
        for row in self.form.answer_rows:
            answer = self.submission.answers.get(row.key)
            if answer is None or row.kind not in CHANGEABLE or row.computed is not None:
                continue
            if answer.value is not None or answer.state is State.NOT_APPLICABLE:
                found[row.key] = tuple(alternatives(row, answer))
        return found

    def _is_total(self, key: str) -> bool:
        """Whether a table gives the answer, so that what is wrong is in its records."""
        return self.form.by_key[key].fed_by is not None

    def _scope(self, values: Mapping[str, Decimal]) -> SubmissionScope:
        """Return the operands with some answers replaced, and what is computed from them."""
        answers = dict(self.submission.answers)
        for key, value in values.items():
            answers[key] = replace(answers[key], state=State.NUMBER, value=value)
        scope = SubmissionScope(answers, self.before)
        for row in self.form.answer_rows:
            if values and row.computed is not None and row.key in answers:
                compiled = compile_expression(row.computed, self._rates)
                answers[row.key] = replace(answers[row.key], value=compiled.number(scope))
        return scope
