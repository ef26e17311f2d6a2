"""What the checks' formulas come to when a workbook is issued.

Clients show the stored values until they compute anew, and some never do: so what is stored must
be true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cchc_sheets.answers import (
    NIL_SIGNS,
    NOT_APPLICABLE_SIGNS,
    Typed,
    folded,
    has_words,
    is_plain_number,
    read_answer,
    with_plain_signs,
)
from cchc_sheets.checks.answer_tests import FRACTION
from cchc_sheets.checks.judge import SubmissionScope, Totals, Verdict, judge
from cchc_sheets.checks.records import record_verdicts
from cchc_sheets.checks.sheet import LIKE_A_NUMBER, PLAIN_NUMBER, WORDS
from cchc_sheets.expression import unit_of
from cchc_sheets.model import (
    NIL_SECTION_SIGNS,
    RECORD_NAME,
    Answer,
    AsBefore,
    Heading,
    Kind,
    Record,
    State,
    Submission,
    Table,
    with_nil_sections,
)
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import AS_BEFORE_CELL
from cchc_sheets.text import show
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live import places as at
from cchc_sheets.workbook.live.compared import (
    ComputedFigure,
    PercentSign,
    SectionCell,
    Shown,
)
from cchc_sheets.workbook.live.computed import record_issue, value_of
from cchc_sheets.workbook.live.lines import line_text
from cchc_sheets.workbook.live.plan import LineCell, LivePlan, TablePlan
from cchc_sheets.workbook.live.typed import NAME_MARK, NIL_IN_SECTION, SHOWN_LENGTH

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
        form, answers = self.issue.form, {}
        for row in (*form.answer_rows, *form.base_rows):
            prefill = self._given(row.key)
            if row.computed is not None:
                value = value_of(row.computed, self.issue)
                state = State.BLANK if value is None else State.NUMBER
                answers[row.key] = Answer(row.key, state, value, note=prefill.note)
                continue
            reading = read_answer(Typed(prefill.value), row)
            answers[row.key] = Answer(
                row.key,
                reading.state,
                reading.value,
                reading.raw,
                "" if row.base_of else prefill.note,  # what is beside a rate has no note
                from_text=reading.from_text,
                problems=reading.problems,
            )
        called = self.plan.places.called
        headings = {
            row.path: Heading(row.path, show(self._given(row.key).value), cell=called(row.key))
            for row in form.rows
            if row.indicator is None
        }
        answers = with_nil_sections(form, answers, headings.values())
        facts = (self.issue.form.id, self.issue.period, answers, headings)
        records = {
            each.plan.layout.table.id: tuple(
                Record(number, record.submission.answers[RECORD_NAME], record.counted)
                for number, record in enumerate(each.records, start=1)
            )
            for each in (self.tables if self.issue.records else ())
        }
        confirmed = self.issue.confirmed
        as_before = None if confirmed is None else AsBefore(address(*AS_BEFORE_CELL), confirmed)
        return Submission(
            *facts, previous=self.issue.previous, as_before=as_before, records=records
        )

    def _given(self, key: str) -> Prefill:
        return self.issue.prefill.get(key, Prefill())

    def verdicts(self) -> Iterable[Verdict]:
        """Return what is wrong with the workbook as it is issued."""
        issue, totals = self.issue, Totals(broken=self._uncertain)
        return judge(issue.form, self.plan.checks, self.submission, issue.previous, totals)

    @cached_property
    def _uncertain(self) -> frozenset[str]:
        """The rows that a table feeds of which the sheet is not certain."""
        tables = {each.plan.layout.table.id: each for each in self.tables}
        fed = ((row, tables.get(row.fed_by or "")) for row in self.issue.form.rows)
        return frozenset(row.key for row, table in fed if table and table.is_uncertain(row.key))

    @cached_property
    def _lines(self) -> Mapping[tuple[str, int], str]:
        """The lines that are shown, by their row's key and their column."""
        fired = {verdict.check for verdict in self.verdicts() if verdict.live}
        shown: dict[tuple[str, int], str] = {}
        for cell in self.plan.lines if fired else ():
            first = next((line for line in cell.lines if line.check in fired), None)
            if first is not None:
                shown[cell.key, cell.column] = line_text(first.parts, self._text)
        return shown

    def _text(self, part: Shown) -> str:
        # Lines show what was typed, never whether relations are silent: that depends on the lines.
        if isinstance(part, PercentSign):
            signed = self._text(part.of).endswith("%")
            return "" if signed or self.helper(part.of.key, at.NUMBER) == ABSENT else "%"
        if isinstance(part, SectionCell):
            section = self.submission.answers[part.key].section
            return (section and section.cell) or ""
        if isinstance(part, ComputedFigure):
            number = part.value.number(SubmissionScope(self.submission.answers, {}))
            return "" if number is None else excel_text(float(number))
        value = self.helper(part.key, part.column)
        return words.BLANK if value == ABSENT else excel_text(value)

    def line(self, cell: LineCell) -> str:
        """Return what a cell of lines shows."""
        return self._lines.get((cell.key, cell.column), "")

    @cached_property
    def tables(self) -> tuple[IssuedTable, ...]:
        """The form's tables."""
        return tuple(IssuedTable(table, self.issue) for table in self.plan.tables)

    def counts(self) -> Counter[int]:
        """Return the counts of the status row, by column; those of the tables are included."""
        columns = [column for _, column in self._lines]
        counts: Counter[int] = Counter()
        for count, (first, last) in self.plan.counted.items():
            counts[count] = sum(first <= column <= last for column in columns)
        counts[at.ASKED_COUNT] = self.plan.asked if self._is_asked else 0
        keys = (row.key for row in self.issue.form.rows if row.key != RECORD_NAME)
        counts[at.TYPED_COUNT] = sum(self.helper(key, at.TYPED) != "" for key in keys)
        return sum((table.counts() for table in self.tables), counts)

    @property
    def _is_asked(self) -> bool:
        """Whether blanks are to be filled."""
        return True

    def is_good(self, key: str) -> bool:
        """Whether something readable is in the cell; then it has a tick if nothing is wrong."""
        answer = self.submission.answers.get(key)
        unread = {State.BLANK, State.UNREADABLE}
        return answer is not None and answer.state not in unread and not answer.from_text

    def helper(self, key: str, column: int) -> Value:
        """Return the value of a helper cell."""
        answer = self.submission.answers.get(key)
        if answer is None:
            typed = trimmed(show(self._given(key).value)).lower()
            return typed if column == at.TYPED else float(typed in NIL_SECTION_SIGNS)
        note = trimmed(answer.note)
        match column:
            case at.TYPED:
                return self._typed(answer).lower()
            case at.SHOWN:
                is_nil = answer.origin is not answer  # its section is declared nil
                return "0" if is_nil else self._typed(answer)[:SHOWN_LENGTH] or words.BLANK
            case at.NUMBER:
                return self._number(answer)
            case at.SILENT:
                return float(self._is_silent(answer))
            case at.BEFORE:
                before = self.issue.previous.get(key)
                return ABSENT if before is None else float(before)
            case at.NOTED:
                return note
            case at.NOTE_REST:
                return "".join(c for c in trimmed(note.removesuffix("%")) if c not in "0123456789")
            case at.NOTE_KIND:
                return _kind_of(note)
            case _:
                number = self._number(answer)
                return ABSENT if number == ABSENT else float(unit_of(Decimal(str(number))))

    def _typed(self, answer: Answer) -> str:
        if answer.origin is not answer:
            return NIL_IN_SECTION
        prefill = self._given(answer.key)
        if answer.value is None or answer.from_text or isinstance(prefill.value, str):
            return trimmed(answer.raw)
        return excel_text(float(answer.value))

    def _number(self, answer: Answer) -> Value:
        is_text = answer.from_text or self.issue.form.by_key[answer.key].kind is Kind.TEXT
        return ABSENT if is_text or answer.value is None else float(answer.value)

    def _is_silent(self, answer: Answer) -> bool:
        """Whether relations with the answer keep silent; ``silent_formula`` says when they do."""
        row, cells = self.issue.form.by_key[answer.key], self.plan.lines_of(answer.key)
        if answer.key in self._uncertain:
            return True
        if row.is_input and (row.key, at.FIRST_LINE) in self._lines:
            return True
        if answer.state is State.BLANK:
            return _kind_of(trimmed(answer.note)) == LIKE_A_NUMBER
        if row.kind is Kind.TEXT:
            return False
        share = any(line.check.condition is FRACTION for cell in cells for line in cell.lines)
        if share and answer.value is not None and 0 < answer.value <= 1:
            return True
        applies = answer.raw.lower() not in NOT_APPLICABLE_SIGNS or not row.not_applicable
        return self._number(answer) == ABSENT and applies


def _kind_of(note: str) -> str:
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
    """The same of one record of a table; ``names`` are how often each name is in the table."""

    table: Table
    names: Mapping[str, int]

    def verdicts(self) -> Iterable[Verdict]:
        """Return what is wrong with the record as it is issued."""
        return record_verdicts(self.table, self.plan.checks, self.submission, self.names)

    @property
    def _is_asked(self) -> bool:
        """Whether blanks are to be filled: the record has a name."""
        return self.is_good(RECORD_NAME)

    def is_good(self, key: str) -> bool:
        """Whether anything is in the cell."""
        return self.helper(key, at.TYPED) != ""

    @property
    def counted(self) -> Mapping[str, Answer]:
        """The answers as the sheet adds them up, which counts no text."""
        return {
            key: replace(answer, value=None, from_text=False) if answer.from_text else answer
            for key, answer in self.submission.answers.items()
        }

    def is_uncertain(self, key: str) -> bool:
        """Whether the answer is in error, or a text that is no sign for nil."""
        typed = self.issue.prefill.get(key, Prefill()).value
        is_odd = isinstance(typed, str) and typed.lower() not in NIL_SIGNS
        return is_odd or (key, at.FIRST_LINE) in self._lines

    def helper(self, key: str, column: int) -> Value:
        """Return the value of a helper cell."""
        if (key, column) == (RECORD_NAME, at.MARKED_NAME):
            return NAME_MARK + str(super().helper(key, at.TYPED))
        if (key, column) == (RECORD_NAME, at.USED):
            typed = (row.key for row in self.issue.form.rows if row.computed is None)
            return float(any(map(self.is_good, typed)))
        return super().helper(key, column)


@dataclass(frozen=True)
class IssuedTable:
    """The values of a table's live cells."""

    plan: TablePlan
    issue: Issue

    @cached_property
    def records(self) -> tuple[IssuedRecord, ...]:
        """Each place of a record: with the name that it is issued with, or empty."""
        table = self.plan.layout.table
        given = self.issue.records.get(table.id, ())
        names = Counter(folded(str(typed[RECORD_NAME])) for typed in given if RECORD_NAME in typed)
        return tuple(
            IssuedRecord(plan, record_issue(self.issue, table, number), table, names)
            for number, plan in enumerate(self.plan.records)
        )

    def is_uncertain(self, key: str) -> bool:
        """Whether a total rests on an answer in error, or on a text that is no sign for nil."""
        asks = self.plan.layout.table.asks
        parts = [part for part in answers_behind(asks, key) if asks.by_key[part].is_input]
        return any(record.is_uncertain(part) for record in self.records for part in parts)

    def counts(self) -> Counter[int]:
        """Return the counts of the table's status row, by column."""
        return sum((record.counts() for record in self.records), Counter())
