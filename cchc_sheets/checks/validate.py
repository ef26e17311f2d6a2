"""A submission → findings: the verdicts with their places and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.judge import Verdict, judge
from cchc_sheets.checks.records import judge_records, uncertain_totals
from cchc_sheets.checks.shown import shown_findings
from cchc_sheets.findings.common import KAD
from cchc_sheets.model import (
    Answer,
    Fact,
    Finding,
    Form,
    Given,
    Kind,
    Percent,
    Place,
    Row,
    Severity,
    State,
    Submission,
    Table,
    Unit,
)
from cchc_sheets.text import shorten


def validate(
    form: Form,
    checks: Iterable[Check],
    submission: Submission,
    previous: Mapping[str, Decimal] | None = None,
    unit: Unit | None = None,
) -> list[Finding]:
    """Return what there is to say of a submission, in the order of the form's rows.

    ``previous`` is as for ``judge``; ``unit`` gives its name to the labels. What the records of
    tables are told follows the rows.
    """
    checks = tuple(checks)
    sent = _Sent(form, submission, unit, previous or {})
    of_rows = (check for check in checks if check.table is None)
    records = tuple(judge_records(form, checks, submission))
    totals = uncertain_totals(form, records)
    verdicts = judge(form, of_rows, submission, previous, totals)
    counted = [*verdicts, *(v for judged in records for v in judged.verdicts)]
    # Of texts in a table the sheet's totals cannot tell what they are.
    shown = [] if totals.doubtful else shown_findings(submission, counted)
    of_records: list[Finding] = []
    for judged in records:
        if judged.verdicts or any(a.problems for a in judged.submission.answers.values()):
            small = _Sent(judged.form, judged.submission, None, {}, judged.table, judged.name)
            of_records += small.findings(judged.verdicts)
    return [
        *sent.findings(verdicts),
        *of_records,
        *shown,
    ]


@dataclass(frozen=True, slots=True)
class _Sent:
    """Says of one submission where its rows stand, what they are called and what they hold.

    ``table`` and ``record``: the table's record that is meant; the columns of a table have numbers.
    """

    form: Form
    submission: Submission
    unit: Unit | None
    before: Mapping[str, Decimal]
    table: Table | None = None
    record: str = ""

    def findings(self, verdicts: Sequence[Verdict]) -> list[Finding]:
        """Return what there is to say of how answers were typed and no verdict says, then those."""
        said = {(verdict.check.key, verdict.problem.kind) for verdict in verdicts}
        found: list[Finding] = []
        for row in self.form.rows:
            answer = self.submission.answers.get(row.key)
            for problem in answer.problems if answer else ():
                if problem.severity is not Severity.ERROR and (row.key, problem.kind) not in said:
                    facts = {**self._row_facts(row), **problem.facts}
                    place = self._place(row)
                    found.append(Finding(problem.kind, problem.severity, place=place, facts=facts))
        return [*found, *map(self._finding, verdicts)]

    def _finding(self, verdict: Verdict) -> Finding:
        """Return a verdict with its place and facts."""
        check, problem = verdict.check, verdict.problem
        row = self.form.by_key[check.key]
        relation = check.condition if isinstance(check.condition, Relation) else None
        rows = [self.form.by_key[key] for key in relation.keys] if relation else []
        others = [*rows, *(self.form.by_key[key] for key in problem.others)]
        return Finding(
            kind=problem.kind or check.kind,
            severity=verdict.severity,
            rule=check.rule,
            place=self._place(row),
            related=tuple(self._place(other) for other in others if other.key != check.key),
            facts={
                **self._row_facts(row),
                **({"says": check.says} if check.says and check.says.vi else {}),
                **problem.facts,
                **({"record": self.record} if relation and self.record else {}),
            },
            given=tuple(map(self._given, rows)),
            live=verdict.live,
        )

    def _place(self, row: Row) -> Place:
        """Return where a row's answer stands in the returned file."""
        answer = self.submission.answers.get(row.key)
        if answer is not None:
            table = self.table.id if self.table else None
            return Place(row.key, answer.sheet, answer.cell, row.path, table)
        heading = self.submission.headings.get(row.path)
        if heading is not None:
            return Place(None, heading.sheet, heading.cell, row.path)
        return Place(row.indicator.key if row.indicator else None, path=row.path)

    def _label(self, row: Row, length: int) -> str:
        return shorten(row.label_for(self.unit) if self.unit else row.label, length)

    def _called(self, row: Row) -> str:
        if self.table is not None and not self.table.across:
            return row.stt
        # A total below the annex has no number that anybody sees.
        return row.path if row.printed else f"“{row.label}”"

    def _row_facts(self, row: Row) -> dict[str, Fact]:
        answer = self.submission.answers.get(row.key)
        return {
            "label": self._label(row, 90),
            "stt": row.stt,
            "path": row.path,
            "kad": KAD if row.not_applicable and self.table is None else "",
            "possible": "",  # until it is reasoned what a blank can be
            "note_cell": f" ({answer.note_cell})" if answer and answer.note_cell else "",
        }

    def _given(self, row: Row) -> Given:
        answer, label = self.submission.answers.get(row.key), self._label(row, 70).rstrip(":.;")
        return Given(
            self._called(row),
            label,
            answer_fact(answer, row),
            self.before.get(row.key),
            self._place(row).cell,
        )


def answer_fact(answer: Answer | None, row: Row) -> Fact:
    """Return an answer as a message names it: the number, or the typed text; ``None`` for blank."""
    if answer is None or answer.state is State.BLANK:
        return None
    if answer.value is not None:
        return Percent(answer.value) if row.kind is Kind.RATE else answer.value
    return shorten(answer.raw, 30)
