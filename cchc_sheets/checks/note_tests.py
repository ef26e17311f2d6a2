"""The tests of blanks, notes and headings: what each asks, what it finds, the sheet's formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_sheets.answers import has_words, is_bare_number, is_plain_number
from cchc_sheets.checks.answer_tests import codes_of
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import PLAIN_NUMBER, WORDS, SheetPlaces
from cchc_sheets.expression.formula import TRUE, all_of
from cchc_sheets.model import Kind, Severity, Speech, State
from cchc_sheets.text import shorten

_DATE = re.compile(
    r"(?<![\d/.-])(?:ngày\s*)?(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})"
    r"\s*(?:/|-|\.|\s+năm\s+)\s*(\d{4})(?![\d/])",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"QĐ|quyết định|NQ\b|nghị quyết|quy chế|luật|NĐ\b|nghị định|thông tư|TT-", re.IGNORECASE
)
OLDEST_YEARS = 1


def _number_in_note(at: TypedRow) -> CellProblem | None:
    note = at.answer.note
    if at.answer.state is not State.BLANK or not is_bare_number(note):
        return None
    return CellProblem({"found": shorten(note)}, live=is_plain_number(note))


NUMBER_IN_NOTE = CellTest(
    "number_in_note",
    about=Subject.BLANK,
    asks=Speech(
        "khi ô số liệu để trống thì Ghi chú không phải là một con số đứng một mình",
        "when the answer is blank, the note is not a bare number",
    ),
    fits=lambda row: row.is_input and row.kind is not Kind.TEXT,
    fails=_number_in_note,
    formula=lambda at, key: f'AND({at.is_blank(key)},{at.note_kind(key)}="{PLAIN_NUMBER}")',
    silences_relations=True,
)


def _code_in_note(at: TypedRow) -> CellProblem | None:
    note = at.answer.note
    if at.answer.state is not State.BLANK or not note.strip() or is_bare_number(note):
        return None
    return CellProblem({"expected": codes_of(at.row)}, live=has_words(note))


CODE_FOR_NOTE = CellTest(
    "code_for_note",
    about=Subject.BLANK,
    asks=Speech(
        (
            "khi Ghi chú có nội dung (không kể một con số đứng một mình) thì ô số liệu không để "
            "trống"
        ),
        "when the note is filled, a bare number apart, the answer is not blank",
    ),
    fits=lambda row: row.is_input and row.kind is Kind.CODE,
    fails=_code_in_note,
    formula=lambda at, key: f'AND({at.is_blank(key)},{at.note_kind(key)}="{WORDS}")',
    silences_relations=True,
)


def _unanswered(at: TypedRow) -> CellProblem | None:
    if at.answer.state is not State.BLANK:
        return None
    return CellProblem(live=has_words(at.answer.note) or not at.answer.note.strip())


def _unanswered_formula(at: SheetPlaces, key: str) -> str:
    """Of a number in the note another test speaks."""
    kind = at.note_kind(key)
    return _blank_with(at, key, f'OR({kind}="",{kind}="{WORDS}")')


def _blank_with(at: SheetPlaces, key: str, note: str) -> str:
    return all_of([at.is_blank(key), note if at.has_notes else TRUE, at.is_asked])


ANSWERED = CellTest(
    "answered",
    about=Subject.BLANK,
    asks=Speech("ô số liệu không để trống", "the answer is not blank"),
    fits=lambda row: row.is_input and row.required is not None,
    fails=_unanswered,
    formula=_unanswered_formula,
    weighs=lambda row, given: row.required or given,
    in_records=True,
    beside=(CODE_FOR_NOTE, lambda at, key: _blank_with(at, key, f'{at.note_kind(key)}=""')),
)


def _on_heading(at: TypedRow) -> CellProblem | None:
    heading = at.submission.headings.get(at.row.path)
    if heading is None or not heading.raw.strip():
        return None
    return CellProblem({"found": shorten(heading.raw)})


HEADING_BLANK = CellTest(
    "heading_blank",
    about=Subject.OTHER,
    asks=Speech(
        "ô số liệu của dòng tiêu đề để trống",
        "the value cell of a heading row is blank",
    ),
    fits=lambda row: row.indicator is None,
    fails=_on_heading,
    formula=lambda at, key: f'{at.typed(key)}<>""',
)


def _wrong_date(at: TypedRow) -> CellProblem | None:
    note, year = at.answer.note, at.submission.period.year
    signed = next(_dates(at.submission.signed_on), (None, ""))[0]
    old: CellProblem | None = None
    for day, text in _dates(note):
        if day is None:
            return CellProblem({"found": text})
        if signed is not None and day > signed:
            facts = {"found": text, "expected": f"{signed:%d/%m/%Y}"}
            return CellProblem(facts, code="note-date-after-signing")
        if day.year < year - OLDEST_YEARS and not _STANDING.search(note):
            facts = {"found": text, "expected": str(year)}
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


NOTE_DATES = CellTest(
    "note_dates",
    about=Subject.OTHER,
    asks=Speech(
        (
            "ngày nêu ở Ghi chú có trong lịch và không sau ngày ký báo cáo; văn bản cũ hơn năm "
            "trước của kỳ báo cáo thì chỉ cảnh báo, trừ quyết định, quy chế còn hiệu lực"
        ),
        (
            "a date in the note is on the calendar and not after the day of signing; a document "
            "older than the year before is only a warning, unless it is a standing decision"
        ),
    ),
    fits=lambda _: True,
    fails=_wrong_date,
    formula=None,  # no sheet can tell
)


def _unexplained(at: TypedRow) -> CellProblem | None:
    if at.answer.state is not State.NOT_APPLICABLE or at.answer.note.strip():
        return None
    return CellProblem({"found": shorten(at.answer.raw)}, code="note-for-not-applicable")


NOTE_FOR_NOT_APPLICABLE = CellTest(
    "note_for_not_applicable",
    about=Subject.OTHER,
    asks=Speech(
        "khi ô số liệu ghi không áp dụng (KAD) thì Ghi chú nêu lý do",
        "when the answer is not applicable (KAD), the note says why",
    ),
    fits=lambda row: row.is_input and row.not_applicable,
    fails=_unexplained,
    formula=lambda at, key: f'AND({at.is_not_applicable(key)},{at.noted(key)}="")',
    silences_relations=True,
)
