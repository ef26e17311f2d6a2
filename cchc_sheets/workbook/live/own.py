"""Tests of a row's own cells as formulas, each a condition that is never an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from cchc_sheets.answers import LEFTOVER_SIGNS, TOTAL_BEGINNINGS, TOTAL_NAMES
from cchc_sheets.checks.check import CellTest, limits
from cchc_sheets.expression.formula import TRUE, all_of
from cchc_sheets.model import RECORD_NAME
from cchc_sheets.sheet.formula_text import however_composed, is_one_of
from cchc_sheets.workbook.live.places import (
    NOTE_KIND,
    NOTED,
    NUMBER,
    PLAIN_NUMBER,
    TYPED,
    UNIT,
    WORDS,
    Places,
    RecordPlaces,
)
from cchc_sheets.workbook.live.typed import has_words

Tests = AbstractSet[CellTest]


def test_formula(at: Places, key: str, test: CellTest, tests: Tests) -> str:
    """Return the condition that the test fails; ``tests`` are all of the row's."""
    if test is CellTest.ANSWERED:
        return _unanswered(at, key, tests)
    if isinstance(at, RecordPlaces) and test in _OF_NAMES:
        return _OF_NAMES[test](at)
    return _CONDITIONS[test](at, key)


def _unanswered(at: Places, key: str, tests: Tests) -> str:
    """Blank, and no other test says so of a note."""
    kind = at.here(key, NOTE_KIND)
    said = f'{kind}=""' if CellTest.CODE_FOR_NOTE in tests else f'OR({kind}="",{kind}="{WORDS}")'
    return all_of([at.is_blank(key), said if at.has_notes else TRUE, at.is_asked])


def _unreadable(at: Places, key: str) -> str:
    cell, typed = at.value(key), at.here(key, TYPED)
    leftover = ",".join(f'ISERROR(FIND("{sign}",{typed}))' for sign in LEFTOVER_SIGNS)
    words = f"AND({has_words(typed)},{leftover})"
    conditions = [f'{typed}<>""', f"ISERROR({at.here(key, NUMBER)})"]
    if at.is_not_applicable(key) != "FALSE":
        conditions.append(f"NOT({at.is_not_applicable(key)})")
    return f"AND({','.join(conditions)},OR(NOT(ISTEXT({cell})),{words}))"


def _of_number(condition: str) -> Callable[[Places, str], str]:
    def formula(at: Places, key: str) -> str:
        return f"IFERROR({condition.format(n=at.here(key, NUMBER))},FALSE)"

    return formula


def _below(at: Places, key: str) -> str:
    return f"IFERROR({at.here(key, NUMBER)}<{limits(at.row(key))[0]},FALSE)"


def _above(at: Places, key: str) -> str:
    return f"IFERROR({at.here(key, NUMBER)}>{limits(at.row(key))[1]},FALSE)"


def _no_code(at: Places, key: str) -> str:
    number = at.here(key, NUMBER)
    others = ",".join(f"{number}<>{code.value}" for code in at.row(key).codes)
    return f"IFERROR(AND({others}),FALSE)"


def _number_in_note(at: Places, key: str) -> str:
    return f'AND({at.is_blank(key)},{at.here(key, NOTE_KIND)}="{PLAIN_NUMBER}")'


def _code_for_note(at: Places, key: str) -> str:
    return f'AND({at.is_blank(key)},{at.here(key, NOTE_KIND)}="{WORDS}")'


def _unexplained(at: Places, key: str) -> str:
    return f'AND({at.is_not_applicable(key)},{at.here(key, NOTED)}="")'


def _not_as_added_up(at: Places, key: str) -> str:
    number, total = at.here(key, NUMBER), at.total(key)
    return f"IF(ISNUMBER({total}),IFERROR({number}<>{total},FALSE),FALSE)"


def _on_heading(at: Places, key: str) -> str:
    return f'{at.here(key, TYPED)}<>""'


def _without_name(at: RecordPlaces) -> str:
    return f"AND({at.is_blank(RECORD_NAME)},{at.is_used})"


def _name_of_total(at: RecordPlaces) -> str:
    name = at.here(RECORD_NAME, TYPED)
    begins = (f'LEFT({name},{len(b)})="{b}"' for b in however_composed(TOTAL_BEGINNINGS))
    return f"OR({is_one_of(name, however_composed(TOTAL_NAMES))},{','.join(begins)})"


def _name_repeated(at: RecordPlaces) -> str:
    wanted = _literally(at.here(RECORD_NAME, UNIT))
    return f"AND(NOT({at.is_blank(RECORD_NAME)}),IFERROR(COUNTIF({at.names},{wanted})>1,FALSE))"


def _name_not_offered(at: RecordPlaces) -> str:
    found = f"ISNUMBER(MATCH({_literally(at.here(RECORD_NAME, TYPED))},{at.offered},0))"
    return f"AND(NOT({at.is_blank(RECORD_NAME)}),NOT({found}))"


def _literally(text: str) -> str:
    """Return a text to look for in which no sign stands for others."""
    for wildcard in "~*?":
        text = f'SUBSTITUTE({text},"{wildcard}","~{wildcard}")'
    return text


_OF_NAMES: Mapping[CellTest, Callable[[RecordPlaces], str]] = {
    CellTest.NAMED: _without_name,
    CellTest.NO_TOTAL: _name_of_total,
    CellTest.NAMED_ONCE: _name_repeated,
    CellTest.NAME_IN_LIST: _name_not_offered,
}
_CONDITIONS: Mapping[CellTest, Callable[[Places, str], str]] = {
    CellTest.READABLE: _unreadable,
    CellTest.WHOLE: _of_number("INT({n})<>{n}"),
    CellTest.IN_CODE_LIST: _no_code,
    CellTest.MINIMUM: _below,
    CellTest.MAXIMUM: _above,
    CellTest.FRACTION: _of_number("AND({n}>0,{n}<=1)"),
    CellTest.NUMBER_IN_NOTE: _number_in_note,
    CellTest.CODE_FOR_NOTE: _code_for_note,
    CellTest.HEADING_BLANK: _on_heading,
    CellTest.NOTE_FOR_NOT_APPLICABLE: _unexplained,
    CellTest.AS_ADDED_UP: _not_as_added_up,
}
