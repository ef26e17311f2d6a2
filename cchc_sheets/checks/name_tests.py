"""The tests of the name of a table's record: what each asks, what it finds, the sheet's formula."""

from __future__ import annotations

import re

from cchc_sheets.answers import (
    NO_TOTAL_BEGINNINGS,
    TOTAL_BEGINNINGS,
    TOTAL_NAMES,
    folded,
    is_name_of_total,
    name_key,
)
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import SheetPlaces
from cchc_sheets.expression.formula import negated
from cchc_sheets.findings.tables import (
    RECORD_ADDS_UP,
    RECORD_IS_TOTAL,
    RECORD_NAME_LIKE,
    RECORD_NOT_IN_LIST,
    RECORD_REPEATED,
    RECORD_UNNAMED,
)
from cchc_sheets.model import Row, Severity, Speech
from cchc_sheets.sheet.formula_text import however_composed, is_one_of
from cchc_sheets.text import shorten


def _no_row_of_a_form(_: Row) -> bool:
    """No rule asks for these: every table's records have them."""
    return False


def _found(at: TypedRow, *, wrong: bool) -> CellProblem | None:
    return CellProblem({"found": shorten(at.answer.raw, 60)}) if wrong else None


NAMED = CellTest(
    "named",
    about=Subject.NAME,
    asks=Speech(
        "dòng (cột) của bảng có số liệu thì có tên",
        "a record of a table that has figures has a name",
    ),
    fits=_no_row_of_a_form,
    fails=lambda at: _found(at, wrong=not folded(at.answer.raw)),
    formula=lambda at, key: f"AND({at.is_blank(key)},{at.is_used})",
    kind=RECORD_UNNAMED,
)


def name_of_total(at: SheetPlaces, key: str) -> str:
    """Return the condition that the name is, or begins with, one of a total."""
    name = at.typed(key)

    def begins(beginnings: tuple[str, ...]) -> str:
        each = (f'LEFT({name},{len(b)})="{b}"' for b in however_composed(beginnings))
        return f"OR({','.join(each)})"

    like = f"AND({begins(TOTAL_BEGINNINGS)},{negated(begins(NO_TOTAL_BEGINNINGS))})"
    return f"OR({is_one_of(name, however_composed(TOTAL_NAMES))},{like})"


NO_TOTAL = CellTest(
    "no_total",
    about=Subject.NAME,
    asks=Speech(
        "dòng (cột) của bảng không là tổng của các dòng khác",
        "a record of a table is not the total of the others",
    ),
    fits=_no_row_of_a_form,
    fails=lambda at: _found(at, wrong=is_name_of_total(folded(at.answer.raw))),
    formula=name_of_total,
    kind=RECORD_IS_TOTAL,
)


def repeated(at: TypedRow) -> CellProblem | None:
    """Return the name where the table has it more than once, however it is spelled."""
    name = folded(at.answer.raw)
    same = sum(often for other, often in at.names.items() if name_key(other) == name_key(name))
    if not name or same < 2:  # noqa: PLR2004
        return None
    return CellProblem({"found": shorten(at.answer.raw, 60)}, live=at.names[name] > 1)


def repeated_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition that another record has the name."""
    wanted = _literally(at.name_mark)
    return f"AND(NOT({at.is_blank(key)}),IFERROR(COUNTIF({at.names},{wanted})>1,FALSE))"


NAMED_ONCE = CellTest(
    "named_once",
    about=Subject.NAME,
    asks=Speech(
        "mỗi tên trong bảng chỉ ghi một lần",
        "each name stands once in the table",
    ),
    fits=_no_row_of_a_form,
    fails=repeated,
    formula=repeated_formula,
    kind=RECORD_REPEATED,
)


def not_offered(at: TypedRow) -> CellProblem | None:
    """Return the name where the table's list lacks it."""
    name = folded(at.answer.raw)
    return _found(at, wrong=bool(name) and name not in at.offered)


def not_offered_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition that the table's list lacks the name."""
    found = f"ISNUMBER(MATCH({_literally(at.typed(key))},{at.offered},0))"
    return f"AND(NOT({at.is_blank(key)}),NOT({found}))"


NAME_IN_LIST = CellTest(
    "name_in_list",
    about=Subject.NAME,
    asks=Speech(
        "tên ghi trong bảng có trong danh sách của bảng",
        "a record's name is one of the table's list",
    ),
    fits=_no_row_of_a_form,
    fails=not_offered,
    formula=not_offered_formula,
    kind=RECORD_NOT_IN_LIST,
)


ADDS_UP = CellTest(
    "adds_up",
    about=Subject.NAME,
    asks=Speech(
        "số liệu một dòng (cột) không bằng tổng của mọi dòng khác",
        "the figures of a record are not those of all others together",
    ),
    fits=_no_row_of_a_form,
    fails=lambda at: _found(at, wrong=at.adds_up),
    formula=None,  # a sheet's lines are about one record
    kind=RECORD_ADDS_UP,
    always=Severity.WARNING,
)


def like_another(at: TypedRow) -> CellProblem | None:
    """Return a name that differs from another by one letter, and the other.

    Names that the table offers are known to differ, and so do names with different numbers.
    """
    name = folded(at.answer.raw)
    if not name or name in at.offered:
        return None
    others = (
        other for other in (*at.names, *at.offered) if _nearly(name_key(name), name_key(other))
    )
    found = next(others, None)
    return CellProblem({"found": shorten(at.answer.raw, 60), "expected": found}) if found else None


_SHORTEST = 3
"""Letters of a word; shorter words differ by one letter and mean another place (*An*, *Ân*)."""


def _nearly(one: str, other: str) -> bool:
    """Whether names are alike but for one letter of one longer word, or a space."""
    from rapidfuzz.distance import OSA

    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    pairs = [pair for pair in zip(one.split(), other.split(), strict=False) if len(set(pair)) > 1]
    if len(one.split()) != len(other.split()) or len(pairs) != 1:
        return False
    long = min(map(len, pairs[0])) >= _SHORTEST and not re.search(r"\d", "".join(pairs[0]))
    return long and OSA.distance(*pairs[0], score_cutoff=1) <= 1


NOT_ALIKE = CellTest(
    "not_alike",
    about=Subject.NAME,
    asks=Speech(
        "tên trong bảng không gần giống nhau (nghi gõ nhầm)",
        "no name differs from another by a letter only, which may be a slip",
    ),
    fits=_no_row_of_a_form,
    fails=like_another,
    formula=None,  # no sheet can tell
    kind=RECORD_NAME_LIKE,
    always=Severity.WARNING,
)


def _literally(text: str) -> str:
    """Return a text to look for in which no sign stands for others."""
    for wildcard in "~*?":
        text = f'SUBSTITUTE({text},"{wildcard}","~{wildcard}")'
    return text
