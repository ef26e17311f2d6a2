"""The tests of blanks, notes and headings: what each asks, what it finds, the sheet's formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cchc_sheets.answers import has_words, is_bare_number, is_plain_number
from cchc_sheets.checks.answer_tests import codes_of
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import PLAIN_NUMBER, WORDS, SheetPlaces
from cchc_sheets.expression import unit_of
from cchc_sheets.expression.formula import TRUE, all_of, negated
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.findings import answers as kinds
from cchc_sheets.model import Kind, Percent, Severity, Speech, State
from cchc_sheets.old_fonts import modern
from cchc_sheets.text import shorten, tidy

_DATE = re.compile(
    r"(?<![\d/.-])(?:ngày\s*)?(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})"
    r"\s*(?:/|-|\.|\s+năm\s+)\s*(\d{4})(?![\d/])",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d\s*/\s*(?:\d{4}\s*/\s*)?([A-ZĐ]+)")
"""The kind of a document in its number: *KH* in 325/KH-STC."""
_DOCUMENT = re.compile(
    r"\b(?:(?P<plan>kế hoạch|KH)|quyết định|QĐ|công văn|CV|thông báo|TB|nghị quyết|NQ|nghị định|NĐ"
    r"|thông tư|TT|luật|quy chế|quy định|báo cáo|BC|tờ trình|TTr|hướng dẫn|HD|chỉ thị|CT)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"giai đoạn|(?<!\d)20\d\d\s*[-–]\s*20\d\d")
"""A plan of several years stands for long."""
_PLANS_BEGIN = 10
"""The month of the year before from which next year's plans are made."""
_LEFTOVER = re.compile(
    r"(?:\b(?:số|ngày|tháng|năm)|/)\s*(?:…|\.{2,}|_{2,})|(?:…|\.{2,}|_{2,})\s*/"
    r"|\b(?:số|ngày)\s*/|\[\s*(?:…|\.{2,})\s*\]|^\W*(?:…|\.{3,}|_{3,})\W*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\d/.,\-])(?<!ngày )(?<!tháng )(?<!quý )(?<!số )"
    r"(\d{1,3}(?:\.\d{3}){1,3}|\d{1,12})\s*/\s*(\d{1,3}(?:\.\d{3}){1,3}|\d{1,12})(?![\d/\-]|\s*/|[.,]\d|-?[A-ZĐ])",
    re.IGNORECASE,
)
_YEAR_LIKE = range(1990, 2100)


def number_in_note(at: TypedRow) -> CellProblem | None:
    """Return a bare number in the note of a blank answer."""
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
    fails=number_in_note,
    formula=lambda at, key: f'AND({at.is_blank(key)},{at.note_kind(key)}="{PLAIN_NUMBER}")',
    silences_relations=True,
)


def code_in_note(at: TypedRow) -> CellProblem | None:
    """Return the codes where the note is filled and the answer is blank."""
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
    fails=code_in_note,
    formula=lambda at, key: f'AND({at.is_blank(key)},{at.note_kind(key)}="{WORDS}")',
    silences_relations=True,
)


def unanswered(at: TypedRow) -> CellProblem | None:
    """Return a problem where the answer is blank."""
    if at.answer.state is not State.BLANK or _has_base(at):
        return None
    return CellProblem(live=has_words(at.answer.note) or not at.answer.note.strip())


def _has_base(at: TypedRow) -> bool:
    """Whether the counts that the rate is made of stand beside it, as numbers for the sheet too."""
    counts = [at.submission.answers.get(key) for key in at.row.base]
    given = [each for each in counts if each and each.value is not None and not each.from_text]
    return bool(counts) and len(given) == len(counts)


def unanswered_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition of a blank; of a number in the note another test speaks."""
    kind = at.note_kind(key)
    return _blank_with(at, key, f'OR({kind}="",{kind}="{WORDS}")')


def _blank_with(at: SheetPlaces, key: str, note: str) -> str:
    counts = [f"ISNUMBER({at.number(each)})" for each in at.row(key).base]
    alone = negated(all_of(counts)) if counts else TRUE
    return all_of([at.is_blank(key), note if at.has_notes else TRUE, at.is_asked, alone])


ANSWERED = CellTest(
    "answered",
    about=Subject.BLANK,
    asks=Speech("ô số liệu không để trống", "the answer is not blank"),
    fits=lambda row: row.is_input and row.required is not None,
    fails=unanswered,
    formula=unanswered_formula,
    weighs=lambda row, given: row.required or given,
    in_records=True,
    beside=(CODE_FOR_NOTE, lambda at, key: _blank_with(at, key, f'{at.note_kind(key)}=""')),
)


def on_heading(at: TypedRow) -> CellProblem | None:
    """Return what is typed in the value cell of a heading, and does not declare its section nil."""
    heading = at.submission.headings.get(at.row.path)
    if heading is None or not heading.raw.strip() or heading.declares_nil:
        return None
    return CellProblem({"found": shorten(heading.raw)})


HEADING_BLANK = CellTest(
    "heading_blank",
    about=Subject.OTHER,
    asks=Speech(
        "ô số liệu của dòng tiêu đề để trống, hoặc ghi “Không phát sinh trong kỳ”",
        "the value cell of a heading row is blank, or says “Không phát sinh trong kỳ”",
    ),
    fits=lambda row: row.indicator is None,
    fails=on_heading,
    formula=lambda at, key: all_of([f'{at.typed(key)}<>""', negated(at.declares_nil(key))]),
)


def wrong_date(at: TypedRow) -> CellProblem | None:
    """Return the first date that cannot be right, else the first plan of an earlier year."""
    note, year = tidy(modern(at.answer.note)), at.submission.period.year
    signed = at.submission.signed_on
    old: CellProblem | None = None
    last = 0
    for day, text, end in _dates(note):
        if day is None:
            return CellProblem({"found": text})
        if signed is not None and day > signed:
            facts = {"found": text, "expected": f"{signed:%d/%m/%Y}"}
            return CellProblem(facts, kinds.NOTE_DATE_AFTER_SIGNING)
        too_old = day < date(year - 1, _PLANS_BEGIN, 1) and not _YEARS.search(note)
        if old is None and too_old and _is_plan(note[last:end]):
            old = CellProblem(
                {"found": text, "expected": year}, kinds.NOTE_DATE_OLD, severity=Severity.WARNING
            )
        last = end
    return old


def _is_plan(before: str) -> bool:
    """Whether the document whose date follows is a plan.

    Its number tells, else the first document that is named: a letter about a plan is a letter.
    """
    if codes := _CODE.findall(before):
        return bool(codes[-1] == "KH")
    named = _DOCUMENT.search(before)
    return named is not None and named["plan"] is not None


def _dates(text: str) -> Iterator[tuple[date | None, str, int]]:
    """Yield each date in the text, how it is written and where it ends.

    The date is ``None`` where there is no such day.
    """
    for match in _DATE.finditer(tidy(text)):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        try:
            yield date(year, month, day), match[0], match.end()
        except ValueError:
            yield None, match[0], match.end()


NOTE_DATES = CellTest(
    "note_dates",
    about=Subject.OTHER,
    asks=Speech(
        (
            "ngày nêu ở Ghi chú có trong lịch và không sau ngày ký báo cáo; kế hoạch của một năm "
            "mà ban hành trước quý IV năm trước thì chỉ cảnh báo"
        ),
        (
            "a date in the note is on the calendar and not after the day of signing; a plan of one "
            "year dated before the last quarter of the year before is only a warning"
        ),
    ),
    fits=lambda _: True,
    fails=wrong_date,
    formula=None,  # no sheet can tell
)


def leftover(at: TypedRow) -> CellProblem | None:
    """Return the placeholder that was left in the note."""
    found = _LEFTOVER.search(tidy(modern(at.answer.note)))
    return CellProblem({"found": shorten(at.answer.note)}) if found else None


NOTE_LEFTOVER = CellTest(
    "note_leftover",
    about=Subject.OTHER,
    asks=Speech(
        "Ghi chú không còn chỗ trống của mẫu (“số …”, “ngày … tháng …”)",
        "the note has no placeholders left (“số …”, “ngày … tháng …”)",
    ),
    fits=lambda _: True,
    fails=leftover,
    formula=None,  # no sheet can tell
)


def other_share(at: TypedRow) -> CellProblem | None:
    """Return the one share of counts that the note gives, where the rate is another."""
    value, found = at.answer.value, _shares(tidy(modern(at.answer.note)))
    if value is None or len(found) != 1:
        return None
    text, top, bottom = found[0]
    share = 100 * top / bottom
    if -unit_of(value) < value - share <= unit_of(value) / 2:  # rounded, or decimals cut off
        return None
    reading = Percent(round_half_away(share, 2))
    return CellProblem({"value": Percent(value), "found": text, "expected": reading})


def _shares(note: str) -> list[tuple[str, Decimal, Decimal]]:
    """Return what may be a part of a whole in the note: no date and no document's number."""
    found = []
    for match in _SHARE.finditer(note):
        top, bottom = (Decimal(text.replace(".", "")) for text in match.groups())
        if bottom > 0 and top <= bottom and int(bottom) not in _YEAR_LIKE:
            found.append((match[0], top, bottom))
    return found


NOTE_SHARE = CellTest(
    "note_share",
    about=Subject.OTHER,
    asks=Speech(
        "tỷ lệ đúng với phép chia nêu ở Ghi chú (42/53)",
        "the rate is that of the counts in its note (42/53)",
    ),
    fits=lambda row: row.is_input and row.kind is Kind.RATE,
    fails=other_share,
    formula=None,  # no sheet can tell
)


def unexplained(at: TypedRow) -> CellProblem | None:
    """Return the sign for *not applicable* where the note is empty."""
    if at.answer.state is not State.NOT_APPLICABLE or at.answer.note.strip():
        return None
    return CellProblem({"found": shorten(at.answer.raw)}, kinds.NOTE_FOR_NOT_APPLICABLE)


NOTE_FOR_NOT_APPLICABLE = CellTest(
    "note_for_not_applicable",
    about=Subject.OTHER,
    asks=Speech(
        "khi ô số liệu ghi không áp dụng (KAD) thì Ghi chú nêu lý do",
        "when the answer is not applicable (KAD), the note says why",
    ),
    fits=lambda row: row.is_input and row.not_applicable,
    fails=unexplained,
    formula=lambda at, key: f'AND({at.is_not_applicable(key)},{at.noted(key)}="")',
    silences_relations=True,
)
