"""The tests of an answer itself: what each asks, what the validator finds, the sheet's formula."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.answers import LEFTOVER_SIGNS, PERCENT, has_words, is_leftover_like
from cchc_sheets.checks import sheet
from cchc_sheets.checks.cell_test import CellProblem, CellTest, Subject, TypedRow
from cchc_sheets.checks.sheet import SheetPlaces
from cchc_sheets.expression.formula import all_of
from cchc_sheets.findings.answers import (
    ABOVE_MAXIMUM,
    BELOW_MINIMUM,
    FIGURE_IN_NIL_SECTION,
    FIGURE_UNCONFIRMED,
    NOT_WHOLE,
    NOT_WHOLE_THOUSANDS,
    RATE_AS_FRACTION,
)
from cchc_sheets.findings.formulas import FORMULA_WITHOUT_VALUE
from cchc_sheets.findings.tables import DETAIL_DIFFERS
from cchc_sheets.findings.typed import NOT_A_NUMBER, PERCENT_FORMAT
from cchc_sheets.model import (
    Between,
    Fact,
    Kind,
    Row,
    Severity,
    Speech,
    Submission,
    TableTotal,
    Thousands,
)

FRACTION_LIMIT = Decimal(1)


def limits(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest answer of a row: of a rate 0 and 100 unless it says so."""
    if row.kind is not Kind.RATE:
        return row.minimum, row.maximum
    low = Decimal(0) if row.minimum is None else row.minimum
    return low, Decimal(100) if row.maximum is None else row.maximum


def codes_of(row: Row) -> str:
    """Return the row's codes with their labels, as messages list them."""
    return "; ".join(f"{code.label} = {code.value}" for code in row.codes)


def unreadable(at: TypedRow) -> CellProblem | None:
    """Return the first error of reading, as the kind that reading gave it."""
    answer = at.answer
    for problem in answer.problems:
        if problem.severity is Severity.ERROR:
            doubtful = not has_words(answer.raw) or is_leftover_like(answer.raw)
            told = not (answer.from_text and doubtful) and problem.kind is not FORMULA_WITHOUT_VALUE
            return CellProblem(problem.facts, problem.kind, live=told)
    return None


def unreadable_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition that something is typed that is neither number nor sign."""
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
    fails=unreadable,
    formula=unreadable_formula,
    kind=NOT_A_NUMBER,
    always=Severity.ERROR,
    # Of points no form prints the scale: some units grade in words or in per cent.
    weighs=lambda row, given: Severity.WARNING if row.kind is Kind.SCORE else given,
    in_records=True,
    silences_relations=True,
)


def not_whole(at: TypedRow) -> CellProblem | None:
    """Return the number, with the other reading where a separator of thousands was lost."""
    value = at.answer.value
    if value is None or value == value.to_integral_value():
        return None
    facts: dict[str, Fact] = {"found": value}
    thousands = value * 1000
    if thousands == thousands.to_integral_value() and abs(value) >= 1 and not at.answer.from_text:
        # A client set to English takes a typed 171.034 for 171,034: name both readings.
        return CellProblem({**facts, "reading": Thousands(thousands)}, NOT_WHOLE_THOUSANDS)
    return CellProblem(facts)


WHOLE = CellTest(
    "whole",
    about=Subject.TYPE,
    asks=Speech("số liệu là số nguyên", "the answer is a whole number"),
    fits=lambda row: row.is_input and row.kind is Kind.COUNT,
    fails=not_whole,
    formula=lambda at, key: f"IFERROR(INT({at.number(key)})<>{at.number(key)},FALSE)",
    kind=NOT_WHOLE,
    always=Severity.ERROR,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def no_code(at: TypedRow) -> CellProblem | None:
    """Return the number and the codes that the row has."""
    value = at.answer.value
    if value is None or any(value == code.value for code in at.row.codes):
        return None
    return CellProblem({"found": value, "expected": codes_of(at.row)})


def no_code_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition that the number is none of the row's codes."""
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
    fails=no_code,
    formula=no_code_formula,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def below(at: TypedRow) -> CellProblem | None:
    """Return the number and the row's least."""
    value, low = at.answer.value, limits(at.row)[0]
    return None if value is None or low is None or value >= low else _outside(at.row, value, low)


def above(at: TypedRow) -> CellProblem | None:
    """Return the number and the row's greatest."""
    value, high = at.answer.value, limits(at.row)[1]
    return None if value is None or high is None or value <= high else _outside(at.row, value, high)


def _outside(row: Row, value: Decimal, passed: Decimal) -> CellProblem:
    low, high = limits(row)
    if row.kind is Kind.RATE and low is not None and high is not None:
        return CellProblem({"found": value, "expected": Between(low, high)})
    return CellProblem({"found": value, "expected": passed})


MINIMUM = CellTest(
    "minimum",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu không nhỏ hơn mức thấp nhất của dòng",
        "the answer is not below the row's least value",
    ),
    fits=lambda row: row.is_input and limits(row)[0] is not None,
    fails=below,
    formula=lambda at, key: f"IFERROR({at.number(key)}<{limits(at.row(key))[0]},FALSE)",
    kind=BELOW_MINIMUM,
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
    fails=above,
    formula=lambda at, key: f"IFERROR({at.number(key)}>{limits(at.row(key))[1]},FALSE)",
    kind=ABOVE_MAXIMUM,
    # A plan can be exceeded, so more than 100 % of one is not certainly wrong.
    weighs=lambda row, given: (
        Severity.WARNING
        if row.kind is Kind.RATE and row.indicator is not None and row.indicator.against_plan
        else given
    ),
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def fraction(at: TypedRow) -> CellProblem | None:
    """Return a rate up to 1 with what it may mean, or the percentage that the cell shows."""
    answer, value = at.answer, at.answer.value
    stored = next((p for p in answer.problems if p.kind is PERCENT_FORMAT), None)
    if stored is not None and value is not None:
        # The sheet sees what is stored, 1 where it shows 100%, and asks about that.
        return CellProblem(stored.facts, PERCENT_FORMAT, live=0 < value <= PERCENT)
    said_percent = answer.raw.rstrip().endswith("%")
    if value is None or not 0 < value <= FRACTION_LIMIT or said_percent:
        return None
    return CellProblem({"found": value, "reading": value * 100})


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
    fails=fraction,
    formula=lambda at, key: f"IFERROR(AND({at.number(key)}>0,{at.number(key)}<=1),FALSE)",
    kind=RATE_AS_FRACTION,
    always=Severity.WARNING,
    in_records=True,
    silences_relations=True,
    of_numbers=True,
)


def in_nil_section(at: TypedRow) -> CellProblem | None:
    """Return a figure in a section that is declared nil, and the cell that declares it."""
    section, value = at.answer.section, at.answer.value
    if section is None or not value:
        return None
    facts: dict[str, Fact] = {"found": value, "section": section.cell or section.path}
    return CellProblem(facts, others=(f"#{section.path}",))


def in_nil_section_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition of a figure other than 0 in a section that is declared nil."""
    return all_of([at.in_nil_section(key), f"IFERROR({at.number(key)}<>0,FALSE)"])


NIL_SECTION = CellTest(
    "nil_section",
    about=Subject.TYPE,
    asks=Speech(
        "số đếm trong kỳ bằng 0 khi tiêu đề của mục ghi “Không phát sinh trong kỳ”",
        "a count of the period is 0 where its section is declared “Không phát sinh trong kỳ”",
    ),
    fits=lambda row: row.counts_events,
    fails=in_nil_section,
    formula=in_nil_section_formula,
    kind=FIGURE_IN_NIL_SECTION,
    always=Severity.ERROR,
    silences_relations=True,
    of_numbers=True,
)


def unconfirmed(at: TypedRow) -> CellProblem | None:
    """Return a figure that is still as it was filled in, and the cell where it is confirmed."""
    as_before = at.submission.as_before
    if as_before is None or not at.submission.is_unconfirmed(at.row):
        return None
    return CellProblem({"found": at.answer.value, "confirm": as_before.cell})


CONFIRMED = CellTest(
    "confirmed",
    about=Subject.TYPE,
    asks=Speech(
        "số điền sẵn như kỳ trước đã được đơn vị xác nhận hoặc sửa",
        "a figure filled in as in the period before was confirmed by the unit, or changed",
    ),
    fits=lambda row: row.seldom_changes,
    fails=unconfirmed,
    formula=lambda at, key: at.is_unconfirmed(key),
    kind=FIGURE_UNCONFIRMED,
    always=Severity.WARNING,
    of_numbers=True,
)


def not_as_added_up(at: TypedRow) -> CellProblem | None:
    """Return the figure, the table's own total, and the sheet of the table."""
    total, sent = at.row.table_total, at.submission
    if total is None or not _differs(sent, total) or (total.whole and _differs(sent, total.whole)):
        return None
    records = sent.records[total.table]
    columns = {each.column for each in (total, total.whole) if each}
    typed = [record.answers[key] for record in records for key in columns & record.answers.keys()]
    added = sent.total(total.table, total.column)
    facts = {"found": at.answer.value, "expected": added, "sheet": records[0].name.sheet}
    # A sheet adds up no text.
    return CellProblem(facts, live=not any(answer.from_text for answer in typed))


def _differs(sent: Submission, total: TableTotal) -> bool:
    answer, added = sent.answers.get(total.row), sent.total(total.table, total.column)
    value = answer.value if answer else None
    return value is not None and added is not None and value != added


def not_as_added_up_formula(at: SheetPlaces, key: str) -> str:
    """Return the condition that the table has a total and it is another."""
    own, number, total = at.row(key).table_total, at.number(key), at.total(key)
    differs = f"IF(ISNUMBER({total}),IFERROR({number}<>{total},FALSE),FALSE)"
    if own is None or own.whole is None:
        return differs
    return f"IF({not_as_added_up_formula(at, own.whole.row)},FALSE,{differs})"


AS_ADDED_UP = CellTest(
    "as_added_up",
    about=Subject.TYPE,
    asks=Speech(
        "số liệu bằng tổng của bảng kèm theo hỏi cùng một số, khi bảng có số liệu",
        "the figure equals the total of the table that asks the same, where it has one",
    ),
    fits=lambda row: row.is_input and row.table_total is not None,
    fails=not_as_added_up,
    formula=not_as_added_up_formula,
    kind=DETAIL_DIFFERS,
    always=Severity.ERROR,
    # A table that only asks the same again may rightly count more or less.
    weighs=lambda row, given: given if row.fed_by else Severity.WARNING,
    silences_relations=True,
    of_numbers=True,
)
