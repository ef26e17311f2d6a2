"""The tests of the name of a table's record: what each asks, what it finds, the sheet's formula."""

from __future__ import annotations

from cchc_sheets.answers import TOTAL_BEGINNINGS, TOTAL_NAMES, folded, is_name_of_total
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import SheetPlaces
from cchc_sheets.model import Row, Speech
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
    kind="record-unnamed",
)


def _name_of_total(at: SheetPlaces, key: str) -> str:
    name = at.typed(key)
    begins = (f'LEFT({name},{len(b)})="{b}"' for b in however_composed(TOTAL_BEGINNINGS))
    return f"OR({is_one_of(name, however_composed(TOTAL_NAMES))},{','.join(begins)})"


NO_TOTAL = CellTest(
    "no_total",
    about=Subject.NAME,
    asks=Speech(
        "dòng (cột) của bảng không là tổng của các dòng khác",
        "a record of a table is not the total of the others",
    ),
    fits=_no_row_of_a_form,
    fails=lambda at: _found(at, wrong=is_name_of_total(folded(at.answer.raw))),
    formula=_name_of_total,
    kind="record-is-total",
)


def _repeated(at: TypedRow) -> CellProblem | None:
    name = folded(at.answer.raw)
    return _found(at, wrong=bool(name) and at.names[name] > 1)


def _repeated_formula(at: SheetPlaces, key: str) -> str:
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
    fails=_repeated,
    formula=_repeated_formula,
    kind="record-repeated",
)


def _not_offered(at: TypedRow) -> CellProblem | None:
    name = folded(at.answer.raw)
    return _found(at, wrong=bool(name) and name not in at.offered)


def _not_offered_formula(at: SheetPlaces, key: str) -> str:
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
    fails=_not_offered,
    formula=_not_offered_formula,
    kind="record-not-in-list",
)


def _literally(text: str) -> str:
    """Return a text to look for in which no sign stands for others."""
    for wildcard in "~*?":
        text = f'SUBSTITUTE({text},"{wildcard}","~{wildcard}")'
    return text
