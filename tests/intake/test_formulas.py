"""Formulas that units typed are computed anew; what cannot be is said and never raises."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.decode.cells import RawCell, RawSheet, RawWorkbook
from cchc_sheets.intake.arithmetic import Failed
from cchc_sheets.intake.formulas import Formulas, Recomputed, is_same
from tests.decoded import read_raw
from tests.intake.random_formulas import (
    CELLS,
    SHEET,
    InDoubt,
    ShowsError,
    Tree,
    tree,
    value,
    written,
)
from tests.libreoffice import LibreOffice

PLACE = (1, 9)


def cell(content: Decimal | str | bool | None, formula: str | None = None) -> RawCell:
    kinds = {type(None): "blank", bool: "bool", str: "text", Decimal: "number"}
    return RawCell(content, kinds[type(content)], formula)  # type: ignore[arg-type]


def recomputed(
    formula: str, cells: dict[str, RawCell] | None = None, name: str = SHEET
) -> Recomputed | None:
    """Compute the formula in a cell of its own; columns of the others have one letter."""
    places = {(int(a[1:]), ord(a[0]) - 64): each for a, each in (cells or {}).items()}
    places[PLACE] = cell(Decimal(99), formula)
    return Formulas(RawSheet(name, "visible", places)).result(*PLACE)


GIVEN = {
    "F10": cell(Decimal(10)),
    "F11": cell(Decimal(5)),
    "F12": cell("KAD"),
    "F13": cell("12"),
    "F14": cell(Decimal("0.1")),
    "F15": RawCell("#N/A", "error"),
    "F16": cell(True),
    "G10": cell(Decimal(15), "F10+F11"),
    "G11": cell(Decimal(7), "VLOOKUP(1,2,3)"),
    "G12": cell(None, "VLOOKUP(1,2,3)"),
    "G13": cell(Decimal(1), "G14+1"),
    "G14": cell(Decimal(1), "G13+1"),
    "G15": RawCell("2021-03-17", "text", None, "date"),
}
COMPUTED: dict[str, str] = {
    "12+5": "17",
    "=F10+0": "10",
    "$F$10*F$11": "50",
    "SUM(10;15)": "25",
    "SUM(F10:F14)": "15.1",  # the text 12 is none to a sheet either
    "SUM(F14:F10,1)": "16.1",
    "[.F10]+0": "10",
    "SUM([.F10:.F14])": "15.1",
    "[$'Biểu thống kê'.$F$10]*5%": "0.5",
    "'BIỂU thống kê'!F10*2": "20",
    "-2^2": "4",
    "2^3^2": "64",
    "+F10": "10",
    "--F10": "10",
    "1/3*3": "1",
    "0.1+0.2": "0.3",
    "ROUND(2.676,2)": "2.68",
    "ROUND(-2.6,0)": "-3",
    "ROUND(1234.5,-2)": "1200",
    "ROUND(2/3*1.5,0)": "1",
    "IF(F10>F11,F10,VLOOKUP(F1,F2))": "10",
    'IF(F9="",7,8)': "7",
    'IF(F12="KAD",7,8)': "7",
    'IF(F12<>"x",7,8)': "7",
    "F9": "0",
    "G10*2": "30",
    "MIN(F9:F9)": "0",
    "MAX(F10,F11)": "10",
    "PRODUCT(F10:F11)": "50",
    "AVERAGE(F10:F11)": "7.5",
    " SUM( F10 , F11 ) ": "15",
    "abs(-5)": "5",
    "1E+3": "1000",
}
SHOWN: dict[str, str] = {
    "F10/F9": "#DIV/0!",
    "AVERAGE(F12:F12)": "#DIV/0!",
    "F12+1": "#VALUE!",
    "F15+1": "#N/A",
    "SUM(F10:F15)": "#N/A",
    "#REF!+1": "#REF!",
    "[.#REF!]": "#REF!",
}
NOT_COMPUTED = [
    "",
    "VLOOKUP(1,2,3)",
    "IFERROR(1/0,5)",
    "Sheet2!F10",
    "'Hướng dẫn'!F10+1",
    "[1]Sheet1!F10",
    "'[Sổ.xlsx]Biểu thống kê'!F10",
    "['file:///a.ods'#$Biểu.F10]",
    "[$Khác.F10]",
    "F13+1",  # a number or a text, by the machine's settings
    "G15+1",
    "SUM(F16:F16)",
    "F10=F11",
    "F10:F11",
    "F10 F11",
    "F10&F11",
    "+F12",
    '"a"<"b"',
    'IF("a"="A",1,2)',
    "0^0",
    "ROUND(33.3*55,0)",  # 1831 to LibreOffice, whose product is a little less than a half
    "COUNT(F10:F14)",
    "(-8)^(1/3)",
    "10^400",
    "1E999",
    "G12+1",
    "1,5+2",
    "5+",
    "(5",
    "SUM(F10:F11",
    "LOG10(5)",
    "R1C1",
    "٣+1",
    "ROUND(5,1E+9)",
    "SUM(A1:XFD1048576)",
    "I1+1",  # itself
    "G13",
    "SUM(I1:I2)",
    "{1,2}",
]


@pytest.mark.parametrize(("formula", "expected"), COMPUTED.items())
def test_a_formula_over_its_own_sheet_is_computed(formula: str, expected: str) -> None:
    assert recomputed(formula, GIVEN) == Recomputed(Decimal(expected), certain=True)


@pytest.mark.parametrize(("formula", "expected"), SHOWN.items())
def test_a_formula_that_fails_shows_its_error(formula: str, expected: str) -> None:
    assert recomputed(formula, GIVEN) == Recomputed(Failed(expected), certain=True)


@pytest.mark.parametrize("formula", NOT_COMPUTED)
def test_what_is_not_understood_or_in_doubt_is_not_computed(formula: str) -> None:
    assert recomputed(formula, GIVEN) is None


def test_what_rests_on_a_cell_that_is_not_computed_is_not_certain() -> None:
    assert recomputed("G11*2", GIVEN) == Recomputed(Decimal(14), certain=False)


def test_texts_are_results_too() -> None:
    assert recomputed('IF(F9=0,"",F9)', GIVEN) == Recomputed("", certain=True)
    assert recomputed('"K" & "A"', GIVEN) is None


HOSTILE = [
    "(" * 900 + "1" + ")" * 900,
    "-" * 1999 + "1",
    "SUM(" * 400 + "1" + ")" * 400,
    "F10+" * 400 + "1",
    "9" * 2000,
    "9" * 3000,
    "1" + "%" * 1999,
    "9^" * 900 + "9",
    "1.0000000001^99999999999",
    '"' * 1999,
    "'" * 1999,
    "[" * 1999,
    " " * 1999,
    "A" * 1999,
    "$" * 1999,
    "IF(1,1,(((((((((" * 100,
    "'a'''''''!A1",
    "A1:B2:C3",
]


@pytest.mark.parametrize("formula", HOSTILE)
def test_no_formula_takes_long(formula: str) -> None:
    began = time.process_time()
    recomputed(formula, GIVEN)
    assert time.process_time() - began < 1


@given(st.text(alphabet="AF1239.,;:()+-*/^%=<>\"'![]$# SUMIF", max_size=60))
def test_no_text_raises(formula: str) -> None:
    recomputed(formula, GIVEN)


def test_cells_that_rest_on_one_another_end() -> None:
    """A chain that is too long to follow, one that grows like 2^n, and ranges of ranges."""
    chain = {f"A{n}": cell(Decimal(1), f"A{n + 1}+1") for n in range(1, 5000)}
    assert recomputed("A1", chain) is None
    doubled = {f"A{n}": cell(Decimal(1), f"A{n + 1}+A{n + 1}") for n in range(1, 40)}
    doubled["A40"] = cell(Decimal(1))
    assert recomputed("A1", doubled) == Recomputed(Decimal(2**39), certain=True)
    places = {(n, 1): cell(Decimal(1), "SUM(B1:B20000)") for n in range(1, 2000)}
    formulas = Formulas(RawSheet(SHEET, "visible", places))
    results = [formulas.result(*at) for at in places]
    assert results[0] is not None
    assert results[-1] is None


def as_cells() -> dict[str, RawCell]:
    return {
        address: cell(given if isinstance(given, str) else Decimal(str(float(given))))
        for address, given in CELLS.items()
    }


@given(st.integers(0, 2**64), st.booleans())
def test_random_formulas_give_what_fractions_give(seed: int, in_ods: bool) -> None:
    formula = tree(Random(seed))  # noqa: S311 - nothing to hide
    found = recomputed(written(formula, in_ods=in_ods), as_cells())
    try:
        expected = value(formula)
    except InDoubt:
        assert found is None
        return
    except ShowsError:
        assert found is not None
        # A cell alone, or what IF chooses, may be a text, which shows no error.
        assert isinstance(found.value, Failed) or found.value in CELLS.values()
        return
    assert found is not None
    assert isinstance(found.value, Decimal)
    assert found.certain
    assert is_same(RawCell(found.value, "number"), Decimal(float(expected)))


def in_doubt(formula: Tree) -> bool:
    try:
        value(formula)
    except InDoubt:
        return True
    except ShowsError:
        pass
    return False


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_random_formulas_give_what_libreoffice_gives(
    libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    random, path = Random(), tmp_path / "formulas.xlsx"  # noqa: S311 - nothing to hide
    trees = [tree(random) for _ in range(330)]
    formulas = [written(each) for each in trees if not in_doubt(each)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        for address, content in CELLS.items():
            sheet.write(address, content if isinstance(content, str) else float(content))
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, PLACE[1], f"={formula}", None, 12345)
    (saved,) = libreoffice.convert([path], extension, tmp_path / "saved")
    raw = read_raw(saved)
    assert isinstance(raw, RawWorkbook)
    computing, wrong, shared = Formulas(raw.sheets[0]), [], 0
    for row, formula in enumerate(formulas, 1):
        stored = raw.sheets[0].cells[row, PLACE[1] + 1]
        assert stored.formula is not None
        if extension == "xls" and not stored.formula:  # of several cells, which .xls stores once
            shared += 1
            continue
        found = computing.result(row, PLACE[1] + 1)
        if found is None and stored.kind == "error" and "ROUND" in formula:
            continue  # rounded half way beside an error, the one or the other is told first
        if found is None or not is_same(stored, found.value):
            wrong.append((formula, stored, found))
    assert wrong == []
    assert shared < len(formulas) / 10
