"""Random answers as people type them, paste them and get them wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from cchc_sheets.model import Form, Kind, Row
from cchc_sheets.sheet.form import FORM_SHEET, NOTE, Layout

# Left out, because a sheet cannot tell them: cells with percent or date formats (it sees the
# stored number), signs in decomposed Unicode or with letters of no width.


@dataclass(frozen=True)
class Formula:
    """A formula in an input cell."""

    text: str


@dataclass(frozen=True)
class Error:
    """An error value in an input cell."""

    text: str


Stored: TypeAlias = "Decimal | str | bool | Formula | Error | None"

NO_BREAK = "\u00a0"
_TEXTS = (
    *("abc", "12 hồ sơ", "hai", "?", "5/7", "1e5", "TRUE", "12abc", "x" * 60, '"5"', "5*", "~"),
    *(
        "5",
        "05",
        " 5 ",
        f"{NO_BREAK}7",
        "+3",
        "-3",
        "- 3",
        "1.248",
        "171.034",
        "1.234.567",
        "1 234",
    ),
    *("99,10", "99.10", "12,345", "12.345", "1.2.3", "1,2,3", "0,5", "14.25", "100%", "5 %", "%"),
    *("0", "00", "0,0", "999999999999", "1000000000000", "1.000.000.000.000", "12345678901234567"),
    *("…", "......", "...", ". . .", "1..2", "....5", ".", ",", "--", "- -", "+", "12-", "1-2"),
    *(" ", "   ", NO_BREAK, "VND", "5 ‰", "½", "٥", "−5", "−", "- \n", "5\n", "\t7", "\n", "a\nb"),
    *("1\u202f234", "1\u2007234", "1\u2009234", "\u202f"),
)
_NILS = ("-", "–", "—", " - ", "Không phát sinh", "KHÔNG  PHÁT SINH", f"không{NO_BREAK}phát sinh")
_NIL_SECTIONS = ("Không phát sinh trong kỳ", *_NILS)
_NOT_APPLICABLE = ("KAD", "kad", "K.A.D", "N/A", "n/a", " n/A ", "Không áp dụng", "không  áp dụng")
_NOTES: Sequence[Stored] = (
    *("ghi chú", "63", "63 ", "99,82%", "99,82 %", "171.034", "1.2.3", "1,2,3", "-5", "+5", "1, 2"),
    *(
        "12 %",
        "%",
        "%%",
        "5%%",
        "  ",
        NO_BREAK,
        f"{NO_BREAK}5",
        "0",
        "-",
        "–",
        "…",
        "...",
        "5.",
        ".5",
    ),
    *("KAD", "QĐ 12/QĐ-UBND ngày 5/1/2021", "31/02/2021", "5/1/2021", "1 234", "1  234", "5 5"),
    *("5\n", "\t5", "\n", "dòng 1\ndòng 2", "−5", "1\u202f234"),
    *("=1+1", "- tốt", "số 5", "12a", "1.234.567", "12345678901234567890123456789012345678901"),
    *(Decimal(5), Decimal("99.8"), Decimal(-3), Decimal(0), True, Decimal(44272)),
)
_RATES = ("0", "1", "0.5", "0.01", "14.3", "14.25", "14.35", "99.1", "100", "33.3", "33.33", "66.7")
_ODD_RATES = ("50", "100.01", "120", "-1", "-0.5", "0.30000000000000004", "1e11", "33.333333333333")
_ODD_COUNTS = (
    *("-1", "0.5", "171.034", "1e11", "999999999999", "999999999999.5", "1000000000000", "1e15"),
    *("1e20", "2.0000000001", "-999999999999", "123456789012"),
)
_FORMULAS = (
    "=1+2",
    "=0.1+0.2",
    "=1/0",
    "=10/4",
    "=SUM(1,2)",
    '="5"',
    '=""',
    '="-"',
    "=TRUE()",
    "=-1",
)
_ERRORS = ("#N/A", "#DIV/0!", "#VALUE!")
BLANK_SHARE, ODD_SHARE, NIL_SHARE = 0.2, 0.22, 0.3


def random_value(dice: Random, row: Row) -> Stored:
    """Return what stands in a row's value cell."""
    if row.indicator is None:
        fate = dice.random()
        return (
            dice.choice(_NIL_SECTIONS) if fate < NIL_SHARE else _odd(dice) if fate > 0.9 else None
        )
    fate = dice.random()
    if fate < BLANK_SHARE:
        return None
    if fate < BLANK_SHARE + ODD_SHARE:
        return _odd(dice)
    return _fitting(dice, row)


def _odd(dice: Random) -> Stored:
    match dice.randrange(12):
        case 0:
            return Formula(dice.choice(_FORMULAS))
        case 1:
            return Error(dice.choice(_ERRORS))
        case 2:
            return dice.random() < 0.5
        case 3 | 4 | 5:
            return dice.choice(_NILS)
        case 6 | 7:
            return dice.choice(_NOT_APPLICABLE)
        case _:
            return dice.choice(_TEXTS)


def _fitting(dice: Random, row: Row) -> Stored:
    if row.kind is Kind.CODE:
        values = [code.value for code in row.codes] * 3
        return Decimal(dice.choice((*values, 9, -1))) if dice.random() < 0.97 else Decimal("0.5")
    if row.kind is Kind.TEXT:
        return dice.choice(("lời", "5", Decimal(5), "một câu dài hơn ba mươi chữ cái đấy nhé"))
    if row.kind is Kind.RATE:
        return _rate(dice)
    return _count(dice)


def _rate(dice: Random) -> Decimal:
    match dice.randrange(6):
        case 0 | 1:
            return Decimal(dice.choice(_RATES))
        case 2:
            return Decimal(dice.randint(0, 1000)) / 10
        case 3:
            return Decimal(dice.randint(0, 10000)) / 100
        case 4:
            return Decimal(dice.choice(_RATES)) + Decimal(dice.choice(("0.05", "0.5", "-0.05")))
        case _:
            return Decimal(dice.choice((*_RATES, *_ODD_RATES)))


def _count(dice: Random) -> Decimal:
    match dice.randrange(8):
        case 0 | 1 | 2:
            return Decimal(dice.randint(0, 6))
        case 3 | 4:
            return Decimal(dice.randint(0, 200))
        case 5:
            return Decimal(dice.randint(0, 10**6))
        case 6:
            return Decimal(0)
        case _:
            return Decimal(dice.choice(_ODD_COUNTS))


def random_note(dice: Random) -> Stored:
    """Return what stands in a row's note."""
    return dice.choice(_NOTES) if dice.random() < 0.35 else None


def random_previous(dice: Random, form: Form) -> dict[str, Decimal]:
    """Return figures of the period before: whole ones except for rates."""
    figures = {}
    for row in form.answer_rows:
        if row.kind is not Kind.TEXT and dice.random() < 0.6:
            rate = row.kind is Kind.RATE
            figures[row.key] = _rate(dice) if rate else Decimal(dice.choice((0, 1, 3, 60, 10**11)))
    return figures


def random_answers(dice: Random, form: Form) -> dict[str, tuple[Stored, Stored]]:
    """Return value and note of every row, by key; nothing is typed over what is computed."""
    return {
        row.key: (
            None if _is_locked(row) else random_value(dice, row),
            random_note(dice) if row.base_of is None else None,
        )
        for row in form.rows
    }


def _is_locked(row: Row) -> bool:
    return row.computed is not None or row.is_total


class Copies:
    """Filled copies of one issued workbook, which is opened once."""

    def __init__(self, source: Path, form: Form) -> None:
        self._book = load_workbook(source)
        self._sheet = self._book[FORM_SHEET]
        self._form, self._layout = form, Layout(form)

    def save(self, target: Path, answers: Mapping[str, tuple[Stored, Stored]]) -> Path:
        """Type the answers over those of the copy before."""
        for row in self._form.rows:
            value, note = answers.get(row.key, (None, None))
            at = self._layout.row_of[row.key]
            if not _is_locked(row):
                store(self._sheet.cell(at, self._layout.column_of(row.key)), value)
            if row.base_of is None:
                store(self._sheet.cell(at, NOTE), note)
        self._book.save(target)
        return target


def store(cell: Cell | MergedCell, stored: Stored) -> None:
    """Put into a cell what a person left there."""
    match stored:
        case Formula(text) | Error(text):
            cell.value = text
            cell.data_type = "f" if isinstance(stored, Formula) else "e"
        case str():
            cell.value = stored or None
            cell.data_type = "s" if stored else "n"
        case Decimal():
            cell.value = int(stored) if stored == stored.to_integral_value() else float(stored)
        case _:
            cell.value = stored
