"""The functions of the rule language, one row each: what it takes, its value, formula and words.

The parser, the evaluation, the formulas, the dimensions and the words of ``explain`` all read these
rows, so that a new function is a new row. Only ``bounds`` knows each function by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeAlias, TypeVar

from cchc_sheets.expression.operands import Cells, Operand
from cchc_sheets.expression.operators import (
    ZERO,
    Formulas,
    Measure,
    Words,
    added,
    rounded,
    rounded_formula,
    unit_formula,
    unit_of,
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A number as a function's formula sees it.

    ``value`` and ``tolerance`` are formulas. ``exact``: it is whole wherever it is present.
    ``kept_unit`` is the formula of one unit of its last decimal, where the sheet keeps that.
    """

    value: str
    tolerance: str | None
    exact: bool = False
    kept_unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFunction:
    """A function of numbers that gives a number.

    ``takes`` are the fewest and the most arguments; they all have one dimension, which is also that
    of the result. ``value`` and ``formula`` give a number with its tolerance. ``skips_absent``:
    absent arguments are left out; otherwise one of them makes the result absent. ``keeps_whole``:
    whole numbers give a whole number. ``says`` are the words for one argument or a list,
    ``says_of_difference`` those for ``a - b``. ``says_decimals`` are the words where the second
    argument, a constant from 0 to ``MAX_PLACES``, is how many decimals and not 0. ``example`` is
    shown on the reference page: a and b are counts, p is a rate.
    """

    name: str
    takes: tuple[int, int]
    value: Callable[[Sequence[Measure]], Measure]
    formula: Callable[[Sequence[Argument]], Formulas]
    says: Words
    example: str
    says_of_difference: Words | None = None
    says_decimals: Words | None = None
    skips_absent: bool = False
    keeps_whole: bool = False
    logical: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTest:
    """A test of one answer, or of the note beside it, which is true or false and never absent.

    ``value`` is the validator's test. ``formula`` takes an answer's key and returns a condition,
    which is never an error; ``None`` where no sheet can test it. ``before`` is the test of a figure
    of the period before: it takes the condition that there is one; ``None`` where only answers of
    this period can be tested. ``denied`` are the words of the opposite.
    """

    name: str
    value: Callable[[Operand], bool]
    formula: Callable[[Cells, str], str] | None
    says: Words
    denied: Words
    example: str
    before: Callable[[str], str] | None = None
    about_note: bool = False
    takes: ClassVar[tuple[int, int]] = (1, 1)
    logical: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTest:
    """A test of one answer whose second argument names which of ``patterns`` is meant."""

    name: str
    patterns: Mapping[str, StateTest]
    example: str
    takes: ClassVar[tuple[int, int]] = (2, 2)
    logical: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFigure:
    """The figure of the period before; in the tree it is a leaf of its own, ``Previous``."""

    name: str
    says: Words
    example: str
    takes: ClassVar[tuple[int, int]] = (1, 1)
    logical: ClassVar[bool] = False


Function: TypeAlias = NumberFunction | StateTest | PatternTest | EarlierFigure
_Row = TypeVar("_Row", NumberFunction, StateTest)

MAX_PLACES = 9
"""Most decimals that ``round`` is asked for."""


def _present(items: Sequence[Argument], value: str) -> str:
    """Return a formula that is absent where all the items are absent."""
    return f"IF(COUNT({','.join(item.value for item in items)}),{value},NA())"


def _skipping(items: Sequence[str], instead: str) -> list[str]:
    return [f"IFERROR({item},{instead})" for item in items]


def _tolerances(items: Sequence[Argument]) -> list[str]:
    return _skipping([item.tolerance for item in items if item.tolerance is not None], "0")


def _sum_formula(items: Sequence[Argument]) -> Formulas:
    total = "+".join(_skipping([item.value for item in items], "0"))
    return _present(items, f"({total})"), added(*_tolerances(items))


def _extreme(function: str, instead: str) -> Callable[[Sequence[Argument]], Formulas]:
    def formula(items: Sequence[Argument]) -> Formulas:
        values = ",".join(_skipping([item.value for item in items], instead))
        tolerances = _tolerances(items)
        widest = f"MAX({','.join(tolerances)})" if tolerances else None
        return _present(items, f"{function}({values})"), widest

    return formula


def _round(numbers: Sequence[Measure]) -> Measure:
    (value, tolerance), *places = numbers
    return rounded(value, int(places[0][0]) if places else 0), tolerance


def _round_formula(items: Sequence[Argument]) -> Formulas:
    number, *places = items
    decimals = int(Decimal(places[0].value)) if places else 0
    if number.exact:
        return f"ROUND({number.value},{decimals})", number.tolerance
    return rounded_formula(number.value, decimals), number.tolerance


def _table(*rows: _Row) -> Mapping[str, _Row]:
    return {row.name: row for row in rows}


NUMBER_FUNCTIONS = _table(
    NumberFunction(
        name="sum",
        takes=(1, 60),
        skips_absent=True,
        keeps_whole=True,
        value=lambda a: (sum((i[0] for i in a), ZERO), sum((i[1] for i in a), ZERO)),
        formula=_sum_formula,
        says=("tổng của {0}", "the sum of {0}"),
        example="sum(a, b)",
    ),
    NumberFunction(
        name="min",
        takes=(1, 60),
        skips_absent=True,
        keeps_whole=True,
        value=lambda a: (min(i[0] for i in a), max(i[1] for i in a)),
        formula=_extreme("MIN", "9E+99"),
        says=("số nhỏ nhất trong {0}", "the least of {0}"),
        example="min(a, b)",
    ),
    NumberFunction(
        name="max",
        takes=(1, 60),
        skips_absent=True,
        keeps_whole=True,
        value=lambda a: (max(i[0] for i in a), max(i[1] for i in a)),
        formula=_extreme("MAX", "-9E+99"),
        says=("số lớn nhất trong {0}", "the greatest of {0}"),
        example="max(a, b)",
    ),
    NumberFunction(
        name="abs",
        takes=(1, 1),
        keeps_whole=True,
        value=lambda a: (abs(a[0][0]), a[0][1]),
        formula=lambda a: (f"ABS({a[0].value})", a[0].tolerance),
        says=("giá trị tuyệt đối của {0}", "the absolute value of {0}"),
        says_of_difference=(
            "mức chênh lệch giữa {0} và {1}",
            "the difference between {0} and {1}",
        ),
        example="abs(a)",
    ),
    NumberFunction(
        name="round",
        takes=(1, 2),
        value=_round,
        formula=_round_formula,
        says=("{0} làm tròn đến số nguyên", "{0} rounded to a whole number"),
        says_decimals=("{0} làm tròn đến {1} chữ số thập phân", "{0} rounded to {1} decimals"),
        example="round(p, 1)",
    ),
    NumberFunction(
        name="unit",
        takes=(1, 1),
        value=lambda a: (unit_of(a[0][0]), ZERO),
        formula=lambda a: (a[0].kept_unit or unit_formula(a[0].value), None),
        says=("một đơn vị của chữ số cuối ở {0}", "one unit of the last digit of {0}"),
        example="unit(p)",
    ),
)

STATE_TESTS = _table(
    StateTest(
        name="present",
        value=lambda operand: operand.value is not None,
        formula=lambda cells, key: f"ISNUMBER({cells.number(key)})",
        before=lambda known: known,
        says=("có số liệu", "has a figure"),
        denied=("không có số liệu", "has no figure"),
        example="present(a)",
    ),
    StateTest(
        name="blank",
        value=lambda operand: operand.blank,
        formula=lambda cells, key: cells.is_blank(key),
        before=lambda known: f"NOT({known})",
        says=("để trống", "is blank"),
        denied=("không để trống", "is not blank"),
        example="blank(a)",
    ),
    StateTest(
        name="not_applicable",
        value=lambda operand: operand.not_applicable,
        formula=lambda cells, key: cells.is_not_applicable(key),
        before=lambda _: "FALSE",
        says=("ghi không áp dụng (KAD)", "is marked not applicable (KAD)"),
        denied=("không ghi KAD", "is not marked not applicable (KAD)"),
        example="not_applicable(a)",
    ),
    StateTest(
        name="note",
        about_note=True,
        value=lambda operand: bool(operand.note.strip()),
        formula=lambda cells, key: cells.has_note(key),
        says=("có Ghi chú", "has a note"),
        denied=("không có Ghi chú", "has no note"),
        example="note(a)",
    ),
)

# A document's number (1551/KH-BHXH, 24/2021/QĐ-UBND) and, anywhere in the note, its date.
_NUMBER_OF_DOCUMENT = re.compile(
    r"\d\s{0,3}/\s{0,3}(?:\d{4}\s{0,3}/\s{0,3})?[A-ZĐ]{2}", re.IGNORECASE
)
_DATE = re.compile(
    r"\d\s{0,3}/\s{0,3}\d{1,2}\s{0,3}/\s{0,3}\d{4}"
    r"|ngày\s{1,3}\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\d{4}",
    re.IGNORECASE,
)

PATTERNS = _table(
    StateTest(
        name="document",
        about_note=True,
        value=lambda operand: all(
            part.search(operand.note) for part in (_NUMBER_OF_DOCUMENT, _DATE)
        ),
        formula=None,
        says=("có Ghi chú nêu số và ngày văn bản", "has a note with a document's number and date"),
        denied=(
            "không có Ghi chú nêu số và ngày văn bản",
            "has no note with a document's number and date",
        ),
        example='matches(a, "document")',
    ),
)
"""What the second argument of ``matches(x, "...")`` can be: it is sought in the note beside x."""

MATCHES = PatternTest(name="matches", patterns=PATTERNS, example='matches(a, "document")')
PREVIOUS = EarlierFigure(
    name="previous",
    says=("{0} của kỳ trước", "{0} of the previous period"),
    example="previous(a)",
)

FUNCTIONS: Mapping[str, Function] = {
    **NUMBER_FUNCTIONS,
    PREVIOUS.name: PREVIOUS,
    **STATE_TESTS,
    MATCHES.name: MATCHES,
}
"""By name, in the order in which the reference page shows them."""
