"""The tests of an answer itself: what each asks, what the validator finds, the sheet's formula."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.answers import LEFTOVER_SIGNS, PERCENT, has_words, is_leftover_like
from cchc_sheets.checks import sheet
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import SheetPlaces
from cchc_sheets.model import Kind, Row, Severity, Speech
from cchc_sheets.text import show

FRACTION_LIMIT = Decimal(1)
PERCENT_FORMAT = "percent-format"


def limits(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest answer of a row: of a rate 0 and 100 unless it says so."""
    if row.kind is not Kind.RATE:
        return row.minimum, row.maximum
    low = Decimal(0) if row.minimum is None else row.minimum
    return low, Decimal(100) if row.maximum is None else row.maximum


def codes_of(row: Row) -> str:
    """Return the row's codes with their labels, as messages list them."""
    return "; ".join(f"{code.label} = {code.value}" for code in row.codes)


def _unreadable(at: TypedRow) -> CellProblem | None:
    answer = at.answer
    for problem in answer.problems:
        if problem.severity is Severity.ERROR:
            doubtful = not has_words(answer.raw) or is_leftover_like(answer.raw)
            told = not (answer.from_text and doubtful) and problem.code != "formula-without-value"
            return CellProblem(problem.facts, problem.code, live=told)
    return None


def _unreadable_formula(at: SheetPlaces, key: str) -> str:
    cell, typed = at.value(key), at.typed(key)
    leftover = ",".join(f'ISERROR(FIND("{sign}",{typed}))' for sign in LEFTOVER_SIGNS)
    words = f"AND({sheet.has_words(typed)},{leftover})"
    conditions = [f'{typed}<>""', f"ISERROR({at.number(key)})"]
    if at.is_not_applicable(key) != "FALSE":
        conditions.append(f"NOT({at.is_not_applicable(key)})")
    return f"AND({','.join(conditions)},OR(NOT(ISTEXT({cell})),{words}))"


READABLE = CellTest(
    "readable",
    about=Subject.TYPE,
    asks=Speech(
        "ô số liệu ghi một con số hoặc một ký hiệu được phép, không ghi chữ khác",
        "the answer is a number or one of the signs allowed, no other words",
    ),
    fits=lambda row: row.is_input and row.kind is not Kind.TEXT,
    fails=_unreadable,
    formula=_unreadable_formula,
    kind="not-a-number",
    always=Severity.ERROR,
    # Of points no form prints the scale: some units grade in words or in per cent.
    weighs=lambda row, given: Severity.WARNING if row.kind is Kind.SCORE else given,
    in_records=True,
    silences_relations=True,
)


def _not_whole(at: TypedRow) -> CellProblem | None:
    value = at.answer.value
    if value is None or value == value.to_integral_value():
        return None
    facts = {"found": show(value)}
    thousands = value * 1000
    if thousands == thousands.to_integral_value() and abs(value) >= 1 and not at.answer.from_text:
        # A client set to English takes a typed 171.034 for 171,034: name both readings.
        grouped = f"{int(thousands):,}".replace(",", ".")
        return CellProblem({**facts, "reading": grouped}, code="not-whole-thousands")
    return CellProblem(facts)


WHOLE = CellTest(
    "whole",
    about=Subject.TYPE,
    asks=Speech("số liệu là số nguyên", "the answer is a whole number"),
    fits=lambda row: row.is_input and row.kind is Kind.COUNT,
    fails=_not_whole,
    formula=lambda at, key: f"IFERROR(INT({at.number(key)})<>{at.number(key)},FALSE)",
    kind="not-whole",
    always=Severity.ERROR,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def _no_code(at: TypedRow) -> CellProblem | None:
    value = at.answer.value
    if value is None or any(value == code.value for code in at.row.codes):
        return None
    return CellProblem({"found": show(value), "expected": codes_of(at.row)})


def _no_code_formula(at: SheetPlaces, key: str) -> str:
    others = ",".join(f"{at.number(key)}<>{code.value}" for code in at.row(key).codes)
    return f"IFERROR(AND({others}),FALSE)"


IN_CODE_LIST = CellTest(
    "in_code_list",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu là một trong các mã in ở dòng đó",
        "the answer is one of the codes printed in that row",
    ),
    fits=lambda row: row.is_input and row.kind is Kind.CODE,
    fails=_no_code,
    formula=_no_code_formula,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def _below(at: TypedRow) -> CellProblem | None:
    value, low = at.answer.value, limits(at.row)[0]
    return None if value is None or low is None or value >= low else _outside(at.row, value, low)


def _above(at: TypedRow) -> CellProblem | None:
    value, high = at.answer.value, limits(at.row)[1]
    return None if value is None or high is None or value <= high else _outside(at.row, value, high)


def _outside(row: Row, value: Decimal, passed: Decimal) -> CellProblem:
    low, high = limits(row)
    both = row.kind is Kind.RATE
    return CellProblem(
        {"found": show(value), "expected": f"{show(low)}–{show(high)}" if both else show(passed)}
    )


def _against_plan(row: Row) -> bool:
    return row.kind is Kind.RATE and row.indicator is not None and row.indicator.against_plan


MINIMUM = CellTest(
    "minimum",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu không nhỏ hơn mức thấp nhất của dòng",
        "the answer is not below the row's least value",
    ),
    fits=lambda row: row.is_input and limits(row)[0] is not None,
    fails=_below,
    formula=lambda at, key: f"IFERROR({at.number(key)}<{limits(at.row(key))[0]},FALSE)",
    kind="below-minimum",
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)
MAXIMUM = CellTest(
    "maximum",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu không lớn hơn mức cao nhất của dòng",
        "the answer is not above the row's greatest value",
    ),
    fits=lambda row: row.is_input and limits(row)[1] is not None,
    fails=_above,
    formula=lambda at, key: f"IFERROR({at.number(key)}>{limits(at.row(key))[1]},FALSE)",
    kind="above-maximum",
    # A plan can be exceeded, so more than 100 % of one is not certainly wrong.
    weighs=lambda row, given: Severity.WARNING if _against_plan(row) else given,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def _fraction(at: TypedRow) -> CellProblem | None:
    answer, value = at.answer, at.answer.value
    stored = next((p for p in answer.problems if p.code == PERCENT_FORMAT), None)
    if stored is not None and value is not None:
        # The sheet sees what is stored, 1 where it shows 100%, and asks about that.
        return CellProblem(stored.facts, PERCENT_FORMAT, live=0 < value <= PERCENT)
    said_percent = answer.raw.rstrip().endswith("%")
    if value is None or not 0 < value <= FRACTION_LIMIT or said_percent:
        return None
    return CellProblem({"found": show(value), "reading": show(value * 100)})


FRACTION = CellTest(
    "fraction",
    about=Subject.TYPE,
    asks=Speech(
        (
            "tỷ lệ khác 0 phải lớn hơn 1, vì 0,991 thường là gõ nhầm của 99,1, "
            "trừ khi đã nêu lý do ở Ghi chú"
        ),
        (
            "a rate other than 0 is above 1, since 0.991 is mostly a slip for 99.1, "
            "unless the note says why"
        ),
    ),
    fits=lambda row: row.is_input and row.kind is Kind.RATE,
    fails=_fraction,
    formula=lambda at, key: f"IFERROR(AND({at.number(key)}>0,{at.number(key)}<=1),FALSE)",
    kind="rate-as-fraction",
    always=Severity.WARNING,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def _not_as_added_up(at: TypedRow) -> CellProblem | None:
    value, total = at.answer.value, at.submission.total(at.row.fed_by or "", at.row.key)
    if total is None or value is None or total == value:
        return None
    return CellProblem({"found": show(value), "expected": show(total)})


def _not_as_added_up_formula(at: SheetPlaces, key: str) -> str:
    number, total = at.number(key), at.total(key)
    return f"IF(ISNUMBER({total}),IFERROR({number}<>{total},FALSE),FALSE)"


AS_ADDED_UP = CellTest(
    "as_added_up",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu gõ đè bằng tổng của bảng kèm theo, khi bảng có số liệu",
        "a figure typed over it equals the table's total, where the table has one",
    ),
    fits=lambda row: row.is_input and row.fed_by is not None,
    fails=_not_as_added_up,
    formula=_not_as_added_up_formula,
    kind="detail-differs",
    always=Severity.ERROR,
    silences_relations=True,
)
