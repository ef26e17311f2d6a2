"""Run the checks of a form over one submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.answers import shorten, show
from cchc_sheets.expression import Operand
from cchc_sheets.lowering import CellTest, Check, Relation
from cchc_sheets.lowering.checks import TYPE_TESTS
from cchc_sheets.model import (
    Answer,
    Finding,
    Form,
    Kind,
    Place,
    Row,
    Severity,
    State,
    Submission,
    Unit,
)
from cchc_sheets.validate.cells import CellProblem, cell_problem

_ABSENT = Operand()
_ABOUT_BLANKS = {CellTest.NUMBER_IN_NOTE, CellTest.CODE_FOR_NOTE}
"""A blank whose answer stands in the note: after these nobody need say that it is blank."""


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
            note=answer.note,
        )

    def previous(self, key: str) -> Operand:
        """Return the previous figure; absent when there is none."""
        return Operand(self.before.get(key), blank=key not in self.before)


def validate(
    form: Form,
    checks: Iterable[Check],
    submission: Submission,
    previous: Mapping[str, Decimal] | None = None,
    unit: Unit | None = None,
) -> list[Finding]:
    """Return what the checks find, in the order of the form's rows.

    ``previous`` holds the unit's figures of the period before, by indicator key; ``unit`` gives
    its name to the labels. Relations with an answer that already fails a test of its own type keep
    silent.
    """
    checks = tuple(checks)
    sent = _Sent(form, submission, unit, previous or {})
    scope = SubmissionScope(submission.answers, previous or {})
    found: dict[int, Finding] = {}
    broken: set[str] = set()
    spoken_of: set[str] = set()
    for order, check in enumerate(checks):
        if isinstance(check.condition, Relation):
            continue
        problem = cell_problem(check, form.by_key[check.key], submission)
        if problem is None:
            continue
        finding = found[order] = sent.cell_finding(check, problem)
        if check.condition in TYPE_TESTS and finding.severity is Severity.ERROR:
            broken.add(check.key)
        if check.condition in _ABOUT_BLANKS:
            spoken_of.add(check.key)
    for order, check in enumerate(checks):
        relation = check.condition
        if not isinstance(relation, Relation) or not broken.isdisjoint(relation.keys):
            continue
        if _fires(check, relation, scope):
            found[order] = sent.relation_finding(check, relation)
    return [
        found[order]
        for order in sorted(found)
        if checks[order].condition is not CellTest.ANSWERED or checks[order].key not in spoken_of
    ]


def _fires(check: Check, relation: Relation, scope: SubmissionScope) -> bool:
    if relation.when is not None and relation.when.truth(scope) is not True:
        return False
    if relation.require.truth(scope) is not False:
        return False
    return not (check.note_answers and scope.current(check.key).note.strip())


@dataclass(frozen=True, slots=True)
class _Sent:
    """Says of one submission where its rows stand, what they are called and what they hold."""

    form: Form
    submission: Submission
    unit: Unit | None
    before: Mapping[str, Decimal]

    def cell_finding(self, check: Check, problem: CellProblem) -> Finding:
        row = self.form.by_key[check.key]
        return Finding(
            code=check.code if problem.code is None else problem.code,
            severity=problem.severity or check.severity,
            rule=check.rule,
            place=self._place(row),
            facts={**self._row_facts(row), **_says(check), **problem.facts},
        )

    def relation_finding(self, check: Check, relation: Relation) -> Finding:
        row = self.form.by_key[check.key]
        rows = [self.form.by_key[key] for key in relation.keys]
        return Finding(
            code=check.code,
            severity=check.severity,
            rule=check.rule,
            place=self._place(row),
            related=tuple(self._place(other) for other in rows if other.key != check.key),
            facts={**self._row_facts(row), **_says(check), **self._operand_facts(rows)},
        )

    def _place(self, row: Row) -> Place:
        """Return where a row's answer stands in the returned file."""
        answer = self.submission.answers.get(row.key)
        if answer is not None:
            return Place(row.key, answer.sheet, answer.cell, row.path)
        heading = self.submission.headings.get(row.path)
        if heading is not None:
            return Place(None, heading.sheet, heading.cell, row.path)
        return Place(row.indicator.key if row.indicator else None, path=row.path)

    def _label(self, row: Row, length: int) -> str:
        return shorten(row.label_for(self.unit) if self.unit else row.label, length)

    def _row_facts(self, row: Row) -> dict[str, str]:
        return {"label": self._label(row, 90), "stt": row.stt, "path": row.path}

    def _operand_facts(self, rows: list[Row]) -> dict[str, str]:
        facts: dict[str, str] = {}
        shown, changes = [], []
        for number, row in enumerate(rows, 1):
            text = shown_answer(self.submission.answers.get(row.key), row)
            was = self.before.get(row.key)
            facts[f"previous{number}"] = "∅" if was is None else show(was)
            changes.append(f"{row.path}: {facts[f'previous{number}']} → {text}")
            facts[f"label{number}"] = self._label(row, 70).rstrip(":.;")
            facts[f"value{number}"] = text
            shown.append(f"{row.path} = {text}")
        facts["operands"] = "; ".join(shown)
        facts["changes"] = "; ".join(changes)
        return facts


def _says(check: Check) -> dict[str, str]:
    return {"says_vi": check.says.vi, "says_en": check.says.en} if check.says else {}


def shown_answer(answer: Answer | None, row: Row) -> str:
    """Return an answer as a message names it: the number, or the typed text, or ``∅`` for blank."""
    if answer is None or answer.state is State.BLANK:
        return "∅"
    if answer.value is not None:
        return show(answer.value) + ("%" if row.kind is Kind.RATE else "")
    return shorten(answer.raw, 30)
