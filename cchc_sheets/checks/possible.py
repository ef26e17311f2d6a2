"""A blank → what its answer can be, where the other answers leave little choice.

Only relations count whose other answers are all given, and are in no error: what follows from
another blank, or from a wrong figure, helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from cchc_sheets.checks.alternatives import CHANGEABLE, alternatives, as_decimal
from cchc_sheets.checks.bonds import Bond, Bonds
from cchc_sheets.checks.judge import SubmissionScope, fires
from cchc_sheets.checks.suspects import broken_answers
from cchc_sheets.findings.relations import WHOLE_MISSING
from cchc_sheets.findings.typed import MISSING_ANSWER
from cchc_sheets.model import Finding, Kind, Possible, Row, State, Submission
from cchc_sheets.reasoning.conditions import Free
from cchc_sheets.reasoning.repairs import Choices, Demand, GaveUp, Repairs, Span

_OF_BLANKS = {MISSING_ANSWER, WHOLE_MISSING}
_Range: TypeAlias = tuple[Fraction | None, Fraction | None]


def with_possible(
    bonds: Bonds,
    submission: Submission,
    findings: Sequence[Finding],
    previous: Mapping[str, Decimal] | None = None,
) -> list[Finding]:
    """Return the findings; those of blanks say what the answer can be, where that is known.

    ``findings`` are what ``validate`` returns for the same submission.
    """
    asked = {f.place.indicator for f in findings if asks(f)}
    if not asked:
        return list(findings)
    blanks = _Blanks(bonds, submission, broken_answers(bonds.form, findings), previous or {})
    rows = (row for key, row in bonds.form.by_key.items() if key in asked)
    known = {row.key: possible for row in rows if (possible := blanks.possible(row))}
    return [
        replace(f, facts={**f.facts, "possible": known[f.place.indicator]})
        if asks(f) and f.place.indicator in known
        else f
        for f in findings
    ]


def asks(finding: Finding) -> bool:
    """Whether a finding asks for the answer of a row that is blank."""
    return finding.kind in _OF_BLANKS and finding.place.table is None


class _Blanks:
    """A submission, and the relations that tell something of its blanks."""

    def __init__(
        self,
        bonds: Bonds,
        submission: Submission,
        broken: frozenset[str],
        previous: Mapping[str, Decimal],
    ) -> None:
        self._form, self._answers = bonds.form, submission.answers
        self._scope = SubmissionScope(self._answers, previous)
        # What fires beside a blank asks for it, and says nothing against the others.
        doubted = broken.union(
            *(
                bond.keys
                for bond in bonds.all
                if self._all_given(bond.keys) and fires(bond.check, bond.relation, self._scope)
            )
        )
        self._bonds = [
            bond for bond in bonds.all if bond.binds and doubted.isdisjoint(bond.keys | bond.behind)
        ]
        self._rates = frozenset(r.key for r in self._form.answer_rows if r.kind is Kind.RATE)

    def possible(self, row: Row) -> Possible | None:
        """Return what a blank answer can be, ``None`` where the others leave it as it is."""
        answer = self._answers[row.key]
        if answer.state is not State.BLANK or row.kind not in CHANGEABLE or row.fed_by is not None:
            return None
        demands = [
            Demand(bond.require, bond.when, bond.keys, fails=False)
            for bond in self._bonds
            if row.key in bond.keys and self._speaks(bond, row.key)
        ]
        if not demands:
            return None
        choices = tuple(alternatives(row, answer))
        repairs = Repairs(demands, {row.key: choices}, self._scope, self._rates)
        try:
            spans = repairs.spans(frozenset({row.key}), row.key)
        except GaveUp:
            return None
        return _told(row, choices, spans)

    def _speaks(self, bond: Bond, key: str) -> bool:
        """Whether all other answers of a relation are given, and no note settles it."""
        settled = bond.check.note_answers and self._scope.current(bond.check.key).note.strip()
        return self._all_given(bond.keys - {key}) and not settled

    def _all_given(self, keys: frozenset[str]) -> bool:
        answers = map(self._answers.get, keys)
        return all(each is not None and each.state is not State.BLANK for each in answers)


def _told(row: Row, choices: Choices, spans: Sequence[Span]) -> Possible | None:
    """Return what the spans say together, where that is more than the row itself says."""
    numbers = [span for span in spans if span.other is None]
    if not numbers:
        return None
    own = [each for each in choices if isinstance(each, Free)]
    low, high = _hull([(span.low, span.high) for span in numbers])
    if (low, high) == _hull([(each.low, each.high) for each in own]):
        return None
    return Possible(
        None if low is None else as_decimal(low),
        None if high is None else as_decimal(high),
        is_rate=row.kind is Kind.RATE,
        or_kad=len(numbers) < len(spans),
    )


def _hull(ranges: Iterable[_Range]) -> _Range:
    """Return the least range that holds all of these; ``None`` is no bound."""
    lows, highs = zip(*ranges, strict=True)
    return None if None in lows else min(lows), None if None in highs else max(highs)
