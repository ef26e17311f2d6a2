"""Run the checks of a form over one submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.answers import is_number_like, is_plain_number, shorten, show
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
from cchc_sheets.validate.parts import answers_behind

_ABSENT = Operand()
_NOTHING_MORE = CellProblem()
_TYPE, _BLANK = "type", "blank"
_SUBJECT: Mapping[object, str] = {
    **dict.fromkeys(TYPE_TESTS, _TYPE),
    # A blank whose answer stands in the note: then nobody need say that it is blank.
    **dict.fromkeys((CellTest.NUMBER_IN_NOTE, CellTest.CODE_FOR_NOTE, CellTest.ANSWERED), _BLANK),
}
"""What tests of a cell are about; of one subject the first that fails is said."""
_ASKED: Mapping[object, int] = {
    test: order
    for order, test in enumerate(
        sorted(CellTest, key=lambda test: (test is CellTest.ANSWERED, test not in TYPE_TESTS))
    )
}
_OWN = {
    *TYPE_TESTS,
    CellTest.NUMBER_IN_NOTE,
    CellTest.CODE_FOR_NOTE,
    CellTest.NOTE_FOR_NOT_APPLICABLE,
}
"""What, as an error, makes an answer one that relations have nothing to add to."""


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check that fired: what its cell test found (nothing more, for a relation).

    ``live``: the sheet's own formulas find the same.
    """

    check: Check
    problem: CellProblem
    live: bool

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file out of the consolidation."""
        return (self.problem.severity or self.check.severity) is Severity.ERROR


def judge(
    form: Form,
    checks: Iterable[Check],
    submission: Submission,
    previous: Mapping[str, Decimal] | None = None,
) -> list[Verdict]:
    """Return the checks that fire, in their order.

    ``previous`` holds the unit's figures of the period before, by indicator key. Of the types of
    one answer only the first of each severity is said, and relations with an answer
    that is itself in error, or with a total of it, keep silent: they would only repeat it.
    """
    checks = tuple(checks)
    fired = _cell_verdicts(form, checks, submission)
    broken = {v.check.key for v in fired.values() if v.is_error and v.check.condition in _OWN}
    scope = SubmissionScope(submission.answers, previous or {})
    for order, check in enumerate(checks):
        relation = check.condition
        if not isinstance(relation, Relation) or not _fires(check, relation, scope):
            continue
        behind = answers_behind(form, *relation.keys)
        if broken.isdisjoint(behind):
            seen = all(_sheet_can_tell(submission.answers.get(key)) for key in behind)
            fired[order] = Verdict(check, _NOTHING_MORE, seen and not check.validator_only)
    return [fired[order] for order in sorted(fired)]


def _cell_verdicts(
    form: Form, checks: tuple[Check, ...], submission: Submission
) -> dict[int, Verdict]:
    fired: dict[int, Verdict] = {}
    said: set[object] = set()
    tests = [(n, check) for n, check in enumerate(checks) if isinstance(check.condition, CellTest)]
    for order, check in sorted(tests, key=lambda pair: _ASKED[pair[1].condition]):
        problem = cell_problem(check, form.by_key[check.key], submission)
        if problem is None:
            continue
        verdict = Verdict(check, problem, problem.live and not check.validator_only)
        weight = problem.severity or check.severity
        subject = (check.key, _SUBJECT.get(check.condition), weight)
        if subject[1] is None or said.isdisjoint({subject, subject[:2]}):
            fired[order] = verdict
        said.add(subject if subject[1] is _TYPE else subject[:2])
    return fired


def _sheet_can_tell(answer: Answer | None) -> bool:
    """Whether the sheet's own formulas see the answer as it is read here.

    They see no number in a text, and cannot tell whether ``1.2.3`` beside a blank is one.
    """
    if answer is None:
        return True
    note = answer.note if answer.state is State.BLANK else ""
    doubtful = bool(note.strip()) and is_number_like(note) and not is_plain_number(note)
    return not answer.from_text and not doubtful


def validate(
    form: Form,
    checks: Iterable[Check],
    submission: Submission,
    previous: Mapping[str, Decimal] | None = None,
    unit: Unit | None = None,
) -> list[Finding]:
    """Return what there is to say of a submission, in the order of the form's rows.

    ``previous`` is as for ``judge``; ``unit`` gives its name to the labels.
    """
    sent = _Sent(form, submission, unit)
    return [*sent.typing_findings(), *map(sent.finding, judge(form, checks, submission, previous))]


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

    def typing_findings(self) -> Iterator[Finding]:
        """Yield what is worth saying of how answers were typed and is no error."""
        for row in self.form.rows:
            answer = self.submission.answers.get(row.key)
            for problem in answer.problems if answer else ():
                if problem.severity is not Severity.ERROR:
                    facts = {**self._row_facts(row), **problem.facts}
                    place = self._place(row)
                    yield Finding(problem.code, problem.severity, place=place, facts=facts)

    def finding(self, verdict: Verdict) -> Finding:
        """Return a verdict with its place and facts."""
        check, problem = verdict.check, verdict.problem
        row = self.form.by_key[check.key]
        relation = check.condition if isinstance(check.condition, Relation) else None
        rows = [self.form.by_key[key] for key in relation.keys] if relation else []
        return Finding(
            code=check.code if problem.code is None else problem.code,
            severity=problem.severity or check.severity,
            rule=check.rule,
            place=self._place(row),
            related=tuple(self._place(other) for other in rows if other.key != check.key),
            facts={
                **self._row_facts(row),
                **_says(check),
                **(self._operand_facts(rows) if relation else problem.facts),
            },
            live=verdict.live,
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
        shown = []
        for number, row in enumerate(rows, 1):
            text = shown_answer(self.submission.answers.get(row.key), row)
            facts[f"label{number}"] = self._label(row, 70).rstrip(":.;")
            facts[f"value{number}"] = text
            shown.append(f"{row.path} = {text}")
        facts["operands"] = "; ".join(shown)
        return facts


def _says(check: Check) -> dict[str, str]:
    return (
        {"says_vi": check.says.vi, "says_en": check.says.en} if check.says and check.says.vi else {}
    )


def shown_answer(answer: Answer | None, row: Row) -> str:
    """Return an answer as a message names it: the number, or the typed text, or ``∅`` for blank."""
    if answer is None or answer.state is State.BLANK:
        return "∅"
    if answer.value is not None:
        return show(answer.value) + ("%" if row.kind is Kind.RATE else "")
    return shorten(answer.raw, 30)
