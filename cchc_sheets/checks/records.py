"""The records of a form's tables → verdicts, each record judged as a small submission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cchc_sheets.answers import NIL_SIGNS, folded
from cchc_sheets.checks.cell_test import CellTest, Subject, TypedRow
from cchc_sheets.checks.check import Check
from cchc_sheets.checks.judge import Totals, Verdict, is_own_error, judge
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.model import RECORD_NAME, Form, Kind, Record, State, Submission, Table
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.old_fonts import modern
from cchc_sheets.text import shorten, tidy


@dataclass(frozen=True, slots=True)
class JudgedRecord:
    """A record as a submission to a form of its own, and the checks that it fails."""

    table: Table
    record: Record
    submission: Submission
    verdicts: tuple[Verdict, ...]

    @property
    def name(self) -> str:
        """What messages call the record."""
        return shorten(tidy(self.record.name.raw), 40) or f"({self.record.number})"

    @property
    def form(self) -> Form:
        """The form that the record answers, its rows named as messages name them."""
        asks = self.table.asks
        labels = {c.row.key: f"{self.name} – {c.label}" for c in self.table.columns}
        rows = (replace(row, label=labels.get(row.key, row.label)) for row in asks.rows)
        return replace(asks, rows=tuple(rows))


def judge_records(
    form: Form, checks: Sequence[Check], submission: Submission
) -> Iterator[JudgedRecord]:
    """Yield every record of the submission's tables, with what is wrong with it."""
    for table in form.tables:
        of_table = [check for check in checks if check.table == table.id]
        records = submission.records.get(table.id, ())
        names = Counter(folded(modern(record.name.raw)) for record in records)
        sums = _sums_of_the_others(table, records)
        for record in records:
            answers = {RECORD_NAME: record.name, **record.answers}
            small = replace(submission, answers=answers, headings={}, records={}, previous={})
            adds_up = record.number in sums
            verdicts = record_verdicts(table, of_table, small, names, adds_up=adds_up)
            seen = record.number <= table.room
            told = tuple(replace(v, live=v.live and seen) for v in verdicts)
            yield JudgedRecord(table, record, small, told)


_COINCIDENCE = 10
"""Below, one figure may well be the sum of the others by chance."""


def _sums_of_the_others(table: Table, records: Sequence[Record]) -> frozenset[int]:
    """Return the numbers of records all of whose counts are those of the others together."""
    counts = [c.row.key for c in table.columns if c.row.kind is Kind.COUNT and c.row.is_input]
    figures = {
        record.number: [record.answers[key].value or 0 for key in counts if key in record.answers]
        for record in records
    }
    filled = [own for own in figures.values() if any(own)]
    if len(filled) < 3:  # noqa: PLR2004 - a sum and two that make it
        return frozenset()
    twice = [sum(column) for column in zip(*filled, strict=True)]
    return frozenset(
        number
        for number, own in figures.items()
        if [2 * figure for figure in own] == twice
        and (sum(own) >= _COINCIDENCE or sum(map(bool, own)) > 1)
    )


def uncertain_totals(form: Form, records: Iterable[JudgedRecord]) -> Totals:
    """Return the totals of tables that rest on an answer in error, or on one no sheet can read."""
    broken: set[tuple[str, str]] = set()
    doubtful: set[tuple[str, str]] = set()
    for judged in records:
        name = judged.table.id
        broken |= {(name, v.check.key) for v in judged.verdicts if is_own_error(v)}
        for answer in judged.record.answers.values():
            # Of a text the sheet's total cannot tell what it is.
            odd_sign = answer.state is State.NIL and answer.raw.lower() not in {"0", *NIL_SIGNS}
            if odd_sign or answer.from_text:
                doubtful.add((name, answer.key))
    tables = {table.id: table for table in form.tables}

    def resting_on(parts: set[tuple[str, str]]) -> frozenset[str]:
        return frozenset(
            row.key
            for row in form.rows
            if row.fed_by is not None
            and any(
                (row.fed_by, part) in parts
                for part in answers_behind(tables[row.fed_by].asks, row.key)
            )
        )

    return Totals(resting_on(broken), resting_on(doubtful))


def record_verdicts(
    table: Table,
    checks: Iterable[Check],
    record: Submission,
    names: Mapping[str, int],
    *,
    adds_up: bool = False,
) -> Iterator[Verdict]:
    """Yield what is wrong with one record; ``names`` are how often each stands in the table.

    ``adds_up``: its figures are those of all others together.
    """
    if all(answer.state is State.BLANK for answer in record.answers.values()):
        return  # a place without anything in it is no record
    name, checks = record.answers[RECORD_NAME], tuple(checks)
    name = replace(name, raw=modern(name.raw))
    named = name.state is not State.BLANK
    offered = frozenset(map(folded, table.names))
    at = TypedRow(table.asks.by_key[RECORD_NAME], name, record, names, offered, adds_up)
    said = False
    for check in checks:
        test = _name_test(check)
        problem = test.fails(at) if test else None
        if problem is None:
            continue
        live = problem.live and not check.validator_only
        # Of what is found only the first is said, and the first that the sheet says.
        if live or not said:
            yield Verdict(check, problem, live=live)
        if live:
            break
        said = True
    # Of a record without a name it is enough to say so.
    silent = set() if named else {ANSWERED}
    others = (c for c in checks if _name_test(c) is None and c.condition not in silent)
    yield from judge(table.asks, others, record)


def _name_test(check: Check) -> CellTest | None:
    test = check.condition
    return test if isinstance(test, CellTest) and test.about is Subject.NAME else None
