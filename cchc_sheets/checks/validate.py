"""A submission → findings: the verdicts with their places and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.judge import Verdict, judge
from cchc_sheets.checks.records import JudgedRecord, judge_records, uncertain_totals
from cchc_sheets.checks.shown import shown_findings
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
    Table,
    Unit,
)
from cchc_sheets.text import shorten, show


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
    return [
        *sent.findings(verdicts),
        *(found for judged in records for found in _of_record(judged)),
        *shown,
    ]


def _of_record(judged: JudgedRecord) -> list[Finding]:
    if not judged.verdicts and not any(a.problems for a in judged.submission.answers.values()):
        return []
    sent = _Sent(judged.form, judged.submission, None, {}, judged.table, judged.name)
    return sent.findings(judged.verdicts)


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
        """Return what there is to say of how answers were typed, then the verdicts."""
        return [*self._typing_findings(verdicts), *map(self._finding, verdicts)]

    def _typing_findings(self, verdicts: Iterable[Verdict]) -> Iterator[Finding]:
        """Yield what is worth saying of how answers were typed and no verdict says."""
        said = {(verdict.check.key, verdict.problem.code) for verdict in verdicts}
        for row in self.form.rows:
            answer = self.submission.answers.get(row.key)
            for problem in answer.problems if answer else ():
                if problem.severity is not Severity.ERROR and (row.key, problem.code) not in said:
                    facts = {**self._row_facts(row), **problem.facts}
                    place = self._place(row)
                    yield Finding(problem.code, problem.severity, place=place, facts=facts)

    def _finding(self, verdict: Verdict) -> Finding:
        """Return a verdict with its place and facts."""
        check, problem = verdict.check, verdict.problem
        row = self.form.by_key[check.key]
        relation = check.condition if isinstance(check.condition, Relation) else None
        rows = [self.form.by_key[key] for key in relation.keys] if relation else []
        return Finding(
            code=check.code if problem.code is None else problem.code,
            severity=verdict.severity,
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

    def _row_facts(self, row: Row) -> dict[str, str]:
        return {"label": self._label(row, 90), "stt": row.stt, "path": row.path}

    def _operand_facts(self, rows: list[Row]) -> dict[str, str]:
        facts: dict[str, str] = {}
        shown, changes = [], []
        for number, row in enumerate(rows, 1):
            text = shown_answer(self.submission.answers.get(row.key), row)
            was = self.before.get(row.key)
            facts[f"previous{number}"] = "∅" if was is None else show(was)
            called = self._called(row)
            changes.append(f"{called}: {facts[f'previous{number}']} → {text}")
            facts[f"label{number}"] = self._label(row, 70).rstrip(":.;")
            facts[f"value{number}"] = text
            shown.append(f"{called} = {text}")
        facts["operands"] = (f"{self.record}: " if self.record else "") + "; ".join(shown)
        facts["changes"] = "; ".join(changes)
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
