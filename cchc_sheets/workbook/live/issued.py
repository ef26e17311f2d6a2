"""What the checks' formulas come to when a workbook is issued.

Clients show what is stored until they compute anew, and some never do: so what is stored is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest

from cchc_sheets.answers import (
    NOT_APPLICABLE_SIGNS,
    Typed,
    has_words,
    is_plain_number,
    read_answer,
    with_plain_signs,
)
from cchc_sheets.checks.answer_tests import FRACTION
from cchc_sheets.checks.judge import Verdict, judge
from cchc_sheets.checks.records import record_verdicts
from cchc_sheets.checks.sheet import LIKE_A_NUMBER, PLAIN_NUMBER, WORDS
from cchc_sheets.expression import unit_of
from cchc_sheets.model import RECORD_NAME, Answer, Heading, Kind, Row, State, Submission
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.text import tidy
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.beside import COUNTED, group_of
from cchc_sheets.workbook.live.columns import Group
from cchc_sheets.workbook.live.computed import value_of
from cchc_sheets.workbook.live.lines import Cell, PercentSign, line_text
from cchc_sheets.workbook.live.places import (
    BEFORE,
    NOTE_KIND,
    NOTE_REST,
    NOTED,
    NUMBER,
    SHOWN,
    SILENT,
    TYPED,
    UNIT,
    RecordPlaces,
)
from cchc_sheets.workbook.live.plan import LineCell, LivePlan, TablePlan
from cchc_sheets.workbook.live.typed import NAME_MARK, SHOWN_LENGTH

ABSENT = "#N/A"
Value = float | str


@dataclass(frozen=True)
class Issued:
    """The values of an issue's live cells."""

    plan: LivePlan
    issue: Issue

    @cached_property
    def submission(self) -> Submission:
        """The workbook as if it were returned untouched."""
        form = self.issue.form
        return Submission(
            self.issue.identity,
            self.issue.period,
            {row.key: self._answer(row) for row in form.answer_rows},
            {row.path: Heading(row.path) for row in form.rows if row.indicator is None},
            previous=self.issue.previous,
        )

    def _answer(self, row: Row) -> Answer:
        prefill = self.issue.prefill.get(row.key, Prefill())
        if row.computed is not None:
            value = value_of(row, self.issue)
            state = State.BLANK if value is None else State.NUMBER
            return Answer(row.key, state, value, note=prefill.note)
        reading = read_answer(Typed(prefill.value), row)
        return Answer(
            row.key,
            reading.state,
            reading.value,
            reading.raw,
            prefill.note,
            from_text=reading.from_text,
            problems=reading.problems,
        )

    @cached_property
    def _fired(self) -> Mapping[int, Verdict]:
        return {id(verdict.check): verdict for verdict in self.verdicts() if verdict.live}

    def verdicts(self) -> Iterable[Verdict]:
        """Return what is wrong with the workbook as it is issued."""
        return judge(self.issue.form, self.plan.checks, self.submission, self.issue.previous)

    def line(self, cell: LineCell) -> str:
        """Return what a cell of lines says."""
        for line in cell.lines if self._fired else ():
            if id(line.check) in self._fired:
                return line_text(line.parts, self._text)
        return ""

    def _text(self, cell: Cell | PercentSign) -> str:
        if isinstance(cell, PercentSign):
            shown = self._text(cell.of)
            signed = shown.endswith("%") or self.helper(cell.of.key, NUMBER) == ABSENT
            return "" if signed else "%"
        value = self.helper(cell.key, cell.column)
        return words.BLANK if value == ABSENT else excel_text(value)

    def count(self, group: Group) -> int:
        """Return how many lines are said in columns that the status line counts."""
        cells = (cell for cell in self.plan.lines if group[0] <= cell.column <= group[1])
        return sum(bool(self.line(cell)) for cell in cells)

    @cached_property
    def records(self) -> Mapping[int, tuple[IssuedRecord, ...]]:
        """The places of records of each of the form's tables, by the table's number."""
        tables = self.plan.tables
        return {table.number: tuple(_issued_records(table, self.issue)) for table in tables}

    def counts(self) -> Mapping[int, int]:
        """Return the counts of the status row, by column."""
        if not self._fired:  # of an empty place nothing is said
            return dict.fromkeys(COUNTED, 0)
        return {column: self.count(group_of(self.plan, column)) for column in COUNTED}

    def helper(self, key: str, column: int) -> Value:
        """Return the value of a helper cell."""
        answer = self.submission.answers.get(key)
        if answer is None:
            return ""
        row = self.issue.form.by_key[key]
        match column:
            case _ if column == TYPED:
                return self._typed(answer).lower()
            case _ if column == SHOWN:
                return self._typed(answer)[:SHOWN_LENGTH] or words.BLANK
            case _ if column == NUMBER:
                return self._number(answer)
            case _ if column == SILENT:
                return self._silent(answer, row)
            case _ if column == BEFORE:
                return _number(self.issue.previous.get(key))
            case _ if column in {NOTED, NOTE_REST, NOTE_KIND}:
                return _of_note(trimmed(answer.note), column)
            case _:
                number = self._number(answer)
                return ABSENT if number == ABSENT else float(unit_of(Decimal(str(number))))

    def _typed(self, answer: Answer) -> str:
        if answer.value is not None and not answer.from_text:
            prefill = self.issue.prefill.get(answer.key, Prefill())
            is_sign = isinstance(prefill.value, str)
            return trimmed(answer.raw) if is_sign else excel_text(float(answer.value))
        return trimmed(answer.raw)

    def _number(self, answer: Answer) -> Value:
        kind = self.issue.form.by_key[answer.key].kind
        return ABSENT if answer.from_text or kind is Kind.TEXT else _number(answer.value)

    def _silent(self, answer: Answer, row: Row) -> Value:
        cells = self.plan.lines_of(row.key)
        own = [cell for cell in cells if cell.column == self.plan.errors[0]]
        if row.is_input and any(self.line(cell) for cell in own):
            return 1.0
        if answer.state is State.BLANK:
            return float(_of_note(trimmed(answer.note), NOTE_KIND) == LIKE_A_NUMBER)
        if row.kind is Kind.TEXT:
            return 0.0
        if answer.value is not None and _may_be_share(answer.value, cells):
            return 1.0
        applies = answer.raw.lower() not in NOT_APPLICABLE_SIGNS or not row.not_applicable
        return float(self._number(answer) == ABSENT and applies)


def _may_be_share(value: Decimal, cells: Iterable[LineCell]) -> bool:
    asked = any(line.check.condition is FRACTION for cell in cells for line in cell.lines)
    return asked and 0 < value <= 1


def _number(value: Decimal | None) -> Value:
    return ABSENT if value is None else float(value)


def _of_note(note: str, column: int) -> str:
    if column == NOTED:
        return note
    if column == NOTE_REST:
        return "".join(c for c in trimmed(note.removesuffix("%")) if c not in "0123456789")
    if not note:
        return ""
    if has_words(note):
        return WORDS
    return PLAIN_NUMBER if is_plain_number(note) else LIKE_A_NUMBER


def trimmed(text: str) -> str:
    """Return the text as a sheet's TRIM leaves it, with plain signs."""
    return " ".join(filter(None, with_plain_signs(text).split(" ")))


def excel_text(value: Value) -> str:
    """Return a value as a sheet joins it to a text, with a decimal point."""
    return value if isinstance(value, str) else f"{value:.15g}"


@dataclass(frozen=True)
class IssuedRecord(Issued):
    """The same of one record of a table; ``names`` are how often each stands in the table."""

    names: Mapping[str, int]

    def verdicts(self) -> Iterable[Verdict]:
        """Return what is wrong with the record as it is issued."""
        places = self.plan.places
        if not isinstance(places, RecordPlaces):
            raise TypeError(places)
        table = places.table.table
        return record_verdicts(table, self.plan.checks, self.submission, self.names)

    @property
    def _typed_rows(self) -> Iterable[Row]:
        return (row for row in self.issue.form.rows if row.computed is None)

    def is_typed(self, key: str) -> bool:
        """Whether anything stands in the cell."""
        return self.helper(key, TYPED) != ""

    def helper(self, key: str, column: int) -> Value:
        """Return the value of a helper cell."""
        if (key, column) == (RECORD_NAME, UNIT):
            return NAME_MARK + str(super().helper(key, TYPED))
        if (key, column) == (RECORD_NAME, NUMBER):
            return float(any(map(self.is_typed, (row.key for row in self._typed_rows))))
        return super().helper(key, column)


def _issued_records(table: TablePlan, issue: Issue) -> Iterator[IssuedRecord]:
    """Yield each place of a table's records as it is issued: with a name, or empty."""
    asks, given = table.layout.table.asks, issue.names.get(table.layout.table.id, ())
    names = Counter(tidy(name).casefold() for name in given)
    for plan, name in zip_longest(table.records, given):
        prefill = {RECORD_NAME: Prefill(name)} if name else {}
        small = replace(issue, form=asks, prefill=prefill, previous={})
        yield IssuedRecord(plan, small, names)
