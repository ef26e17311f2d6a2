"""Which checks of a form a submission fails, and whether its sheet can tell as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.answers import as_stored, has_words, is_plain_number
from cchc_sheets.checks.answer_tests import FRACTION, FRACTION_LIMIT
from cchc_sheets.checks.asked import said_instead
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.tests import CELL_TESTS
from cchc_sheets.expression import Operand
from cchc_sheets.findings.typed import PERCENT_FORMAT
from cchc_sheets.model import Answer, Form, Row, Severity, State, Submission
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.old_fonts import modern

_ABSENT = Operand()
_ASKED = {test: order for order, test in enumerate(CELL_TESTS)}


@dataclass(frozen=True, slots=True)
class SubmissionScope:
    """The operands of one submission, and of the previous one where there is one."""

    answers: Mapping[str, Answer]
    before: Mapping[str, Decimal]

    def current(self, key: str) -> Operand:
        """Return this submission's answer; absent when the file has lost its row."""
        answer = self.answers.get(key)
        if answer is None:
            return _ABSENT
        return Operand(
            answer.value,
            blank=answer.state is State.BLANK,
            not_applicable=answer.state is State.NOT_APPLICABLE,
            note=modern(answer.note),
        )

    def previous(self, key: str) -> Operand:
        """Return the previous figure; absent when there is none."""
        return Operand(self.before.get(key), blank=key not in self.before)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check that fired: what its cell test found, or the figures that a relation gives.

    ``live``: the sheet's own formulas find the same.
    """

    check: Check
    problem: CellProblem
    live: bool

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file out of the consolidation."""
        return self.severity is Severity.ERROR

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.problem.severity or self.check.severity


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows that tables feed of which it is not certain what they add up to, by key.

    ``broken``: an answer in the table is itself in error. ``doubtful``: a text
    is among them of which the sheet cannot tell what it is.
    """

    broken: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def judge(
    form: Form,
    checks: Iterable[Check],
    submission: Submission,
    previous: Mapping[str, Decimal] | None = None,
    totals: Totals = Totals(),
) -> list[Verdict]:
    """Return the checks that fire, in their order.

    ``previous`` holds the unit's figures of the period before, by indicator key. Of the types of
    one answer only the first of each severity is said, relations with an answer that is itself in
    error, or with a total of it, keep silent, and so do checks that only ask for answers that the
    sheet asks for already: they would only repeat it.
    """
    checks = tuple(checks)
    fired = _cell_verdicts(form, checks, submission)
    broken = totals.broken | {v.check.key for v in fired.values() if is_own_error(v)}
    # Of a rate that is stored as 1 a sheet cannot tell whether it shows 100%.
    rates = {check.key for check in checks if check.condition is FRACTION}
    doubtful = totals.doubtful | {
        key
        for key, answer in submission.answers.items()
        if key in rates and answer.value is not None and 0 < answer.value <= FRACTION_LIMIT
    }
    scope = SubmissionScope(submission.answers, previous or {})
    for order, check in enumerate(checks):
        relation = check.condition
        if not isinstance(relation, Relation) or not fires(check, relation, scope):
            continue
        behind = answers_behind(form, *relation.keys)
        if broken.isdisjoint(behind):
            told = all(_sheet_can_tell(submission.answers.get(key)) for key in behind)
            seen = told and doubtful.isdisjoint(behind)
            seen = seen and _sees_before(relation, submission, previous or {})
            figures = {name: figure.number(scope) for name, figure in relation.figures}
            fired[order] = Verdict(check, CellProblem(figures), seen and not check.validator_only)
    return _said_once([fired[order] for order in sorted(fired)])


def _said_once(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts without those that only ask for what another one asks for as well.

    That has to be one that the sheet can tell, or else the sheet would say more than is said here.
    """
    kept = dict(enumerate(verdicts))
    for place, others in said_instead([verdict.check for verdict in verdicts]).items():
        if any(at in kept and kept[at].live for at in others):
            del kept[place]
    return list(kept.values())


def is_own_error(verdict: Verdict) -> bool:
    """Whether an answer is in error by itself, so that relations have nothing to add."""
    test = verdict.check.condition
    return verdict.is_error and isinstance(test, CellTest) and test.silences_relations


def _cell_verdicts(
    form: Form, checks: tuple[Check, ...], submission: Submission
) -> dict[int, Verdict]:
    fired: dict[int, Verdict] = {}
    said: set[object] = set()
    tests = [
        (order, check, check.condition)
        for order, check in enumerate(checks)
        if isinstance(check.condition, CellTest)
    ]
    for order, check, test in sorted(tests, key=lambda each: _ASKED[each[2]]):
        problem = _problem(test, form.by_key[check.key], submission)
        answer = submission.answers.get(check.key)
        noted = check.note_answers and answer is not None and bool(answer.note.strip())
        # A note settles what a test asks, but not how the cell was read.
        if problem is None or (noted and problem.kind is None):
            continue
        verdict = Verdict(check, problem, problem.live and not check.validator_only)
        subject = (check.key, test.about, verdict.severity)
        if test.about is Subject.OTHER or said.isdisjoint({subject, subject[:2]}):
            fired[order] = verdict
        said.add(subject if test.about is Subject.TYPE else subject[:2])
    return fired


def _problem(test: CellTest, row: Row, submission: Submission) -> CellProblem | None:
    """Return what a test finds at the row, ``None`` when all is well or the row is not there."""
    answer = submission.answers.get(row.key)
    heading = submission.headings.get(row.path)
    if answer is None and heading is not None and row.indicator is None:
        # A heading has no answer, but its note is read like any other.
        answer = Answer(row.key, State.BLANK, note=heading.note)
    if answer is None:
        return None
    problem = test.fails(TypedRow(row, answer, submission))
    if problem is None or not (answer.from_text and test.of_numbers):
        return problem
    return replace(problem, live=problem.live and problem.kind is PERCENT_FORMAT)


def _sees_before(
    relation: Relation, submission: Submission, previous: Mapping[str, Decimal]
) -> bool:
    """Whether the sheet shows the same earlier figures that the relation speaks of."""
    shown, given = (
        [None if key not in figures else as_stored(figures[key]) for key in relation.earlier]
        for figures in (submission.previous, previous)
    )
    return shown == given


def _sheet_can_tell(answer: Answer | None) -> bool:
    """Whether the sheet's own formulas see the answer as it is read here.

    They see no number in a text, and cannot tell whether ``1.2.3`` beside a blank is one.
    """
    if answer is None:
        return True
    note = answer.note if answer.state is State.BLANK else ""
    doubtful = bool(note.strip()) and not has_words(note) and not is_plain_number(note)
    return not answer.from_text and not doubtful


def fires(check: Check, relation: Relation, scope: SubmissionScope) -> bool:
    """Return whether a check's relation does not hold of what the scope gives."""
    if relation.when is not None and relation.when.truth(scope) is not True:
        return False
    if relation.require.truth(scope) is not False:
        return False
    return not (check.note_answers and scope.current(check.key).note.strip())
