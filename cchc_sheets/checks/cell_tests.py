"""Tests of one row's own cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from cchc_sheets.answers import (
    PERCENT,
    has_words,
    is_bare_number,
    is_leftover_like,
    is_plain_number,
)
from cchc_sheets.checks.check import TYPE_TESTS, CellTest, Check, limits
from cchc_sheets.model import Answer, Kind, Row, Severity, State, Submission
from cchc_sheets.text import shorten, show

_DATE = re.compile(
    r"(?<![\d/.-])(?:ngày\s*)?(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})"
    r"\s*(?:/|-|\.|\s+năm\s+)\s*(\d{4})(?![\d/])",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"QĐ|quyết định|NQ\b|nghị quyết|quy chế|luật|NĐ\b|nghị định|thông tư|TT-", re.IGNORECASE
)
FRACTION_LIMIT = Decimal(1)
PERCENT_FORMAT = "percent-format"
OLDEST_YEARS = 1


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What a cell test found; ``code`` and ``severity`` only where they differ from the check's.

    ``live``: a sheet's formulas can tell as well.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None
    severity: Severity | None = None
    live: bool = True


Test = Callable[[Row, Answer, Submission], CellProblem | None]


def cell_problem(check: Check, row: Row, submission: Submission) -> CellProblem | None:
    """Return what the check's cell test finds at the row, ``None`` when all is well."""
    if check.condition is CellTest.HEADING_BLANK:
        return _heading_blank(row, submission)
    answer = submission.answers.get(row.key) or _heading_as_answer(row, submission)
    if answer is None or not isinstance(check.condition, CellTest):
        return None
    problem = _TESTS[check.condition](row, answer, submission)
    if problem is None or not answer.from_text or check.condition not in _OF_NUMBERS:
        return problem
    return replace(problem, live=problem.live and problem.code == PERCENT_FORMAT)


def _heading_as_answer(row: Row, submission: Submission) -> Answer | None:
    """A heading has no answer, but its note is read like any other."""
    heading = submission.headings.get(row.path)
    if heading is None or row.indicator is not None:
        return None
    return Answer(row.key, State.BLANK, note=heading.note)


def _heading_blank(row: Row, submission: Submission) -> CellProblem | None:
    heading = submission.headings.get(row.path)
    if heading is None or not heading.raw.strip():
        return None
    return CellProblem({"found": shorten(heading.raw)})


def _readable(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    for problem in answer.problems:
        if problem.severity is Severity.ERROR:
            doubtful = not has_words(answer.raw) or is_leftover_like(answer.raw)
            told = not (answer.from_text and doubtful) and problem.code != "formula-without-value"
            return CellProblem(problem.facts, problem.code, live=told)
    return None


def _whole(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    value = answer.value
    if value is None or value == value.to_integral_value():
        return None
    facts = {"found": show(value)}
    thousands = value * 1000
    if thousands == thousands.to_integral_value() and abs(value) >= 1 and not answer.from_text:
        # A client set to English takes a typed 171.034 for 171,034: name both readings.
        grouped = f"{int(thousands):,}".replace(",", ".")
        return CellProblem({**facts, "reading": grouped}, code="not-whole-thousands")
    return CellProblem(facts)


def _minimum(row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    low, high = limits(row)
    if answer.value is None or low is None or answer.value >= low:
        return None
    return _outside(row, answer.value, low, high, low)


def _maximum(row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    low, high = limits(row)
    if answer.value is None or high is None or answer.value <= high:
        return None
    return _outside(row, answer.value, low, high, high)


def _outside(
    row: Row, value: Decimal, low: Decimal | None, high: Decimal | None, passed: Decimal
) -> CellProblem:
    both = row.kind is Kind.RATE
    return CellProblem(
        {"found": show(value), "expected": f"{show(low)}–{show(high)}" if both else show(passed)}
    )


def _fraction(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    value = answer.value
    stored = next((p for p in answer.problems if p.code == PERCENT_FORMAT), None)
    if stored is not None and value is not None:
        # The sheet sees what is stored, 1 where it shows 100%, and asks about that.
        return CellProblem(stored.facts, PERCENT_FORMAT, live=0 < value <= PERCENT)
    said_percent = answer.raw.rstrip().endswith("%")
    if value is None or not 0 < value <= FRACTION_LIMIT or said_percent:
        return None
    return CellProblem({"found": show(value), "reading": show(value * 100)})


def _in_code_list(row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    codes = "; ".join(f"{code.label} = {code.value}" for code in row.codes)
    if answer.value is None or any(answer.value == code.value for code in row.codes):
        return None
    return CellProblem({"found": show(answer.value), "expected": codes})


def _answered(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    if answer.state is not State.BLANK:
        return None
    return CellProblem(live=has_words(answer.note) or not answer.note.strip())


def _number_in_note(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    if answer.state is not State.BLANK or not is_bare_number(answer.note):
        return None
    return CellProblem({"found": shorten(answer.note)}, live=is_plain_number(answer.note))


def _code_for_note(row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    if answer.state is not State.BLANK or not answer.note.strip() or is_bare_number(answer.note):
        return None
    codes = "; ".join(f"{code.label} = {code.value}" for code in row.codes)
    return CellProblem({"expected": codes}, live=has_words(answer.note))


def _note_for_not_applicable(_row: Row, answer: Answer, _: Submission) -> CellProblem | None:
    if answer.state is not State.NOT_APPLICABLE or answer.note.strip():
        return None
    return CellProblem({"found": shorten(answer.raw)}, code="note-for-not-applicable")


def _note_dates(_row: Row, answer: Answer, submission: Submission) -> CellProblem | None:
    signed = next(_dates(submission.signed_on), (None, ""))[0]
    old: CellProblem | None = None
    for day, text in _dates(answer.note):
        if day is None:
            return CellProblem({"found": text})
        if signed is not None and day > signed:
            facts = {"found": text, "expected": f"{signed:%d/%m/%Y}"}
            return CellProblem(facts, code="note-date-after-signing")
        if day.year < submission.period.year - OLDEST_YEARS and not _STANDING.search(answer.note):
            facts = {"found": text, "expected": str(submission.period.year)}
            old = CellProblem(facts, code="note-date-old", severity=Severity.WARNING)
    return old


def _dates(text: str) -> Iterator[tuple[date | None, str]]:
    """Yield each date in the text with how it is written; ``None`` for one that does not exist."""
    for match in _DATE.finditer(" ".join(text.split())):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        try:
            yield date(year, month, day), match[0]
        except ValueError:
            yield None, match[0]


_OF_NUMBERS = {*TYPE_TESTS} - {CellTest.READABLE}


def _as_added_up(row: Row, answer: Answer, submission: Submission) -> CellProblem | None:
    """A figure typed where a table has a total must be that total."""
    total = submission.total(row.fed_by or "", row.key)
    if total is None or answer.value is None or total == answer.value:
        return None
    return CellProblem({"found": show(answer.value), "expected": show(total)})


_TESTS: Mapping[CellTest, Test] = {
    CellTest.READABLE: _readable,
    CellTest.WHOLE: _whole,
    CellTest.MINIMUM: _minimum,
    CellTest.MAXIMUM: _maximum,
    CellTest.FRACTION: _fraction,
    CellTest.IN_CODE_LIST: _in_code_list,
    CellTest.ANSWERED: _answered,
    CellTest.NUMBER_IN_NOTE: _number_in_note,
    CellTest.CODE_FOR_NOTE: _code_for_note,
    CellTest.NOTE_DATES: _note_dates,
    CellTest.AS_ADDED_UP: _as_added_up,
    CellTest.NOTE_FOR_NOT_APPLICABLE: _note_for_not_applicable,
}
