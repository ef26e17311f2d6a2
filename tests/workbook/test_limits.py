"""What no client here enforces but Excel does: a workbook beyond it is repaired or refused."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from openpyxl.utils import range_boundaries

from tests.workbook.issues import (
    ONE_A_FORM,
    every_unit,
    full_issue_for,
    issue_for,
    longest_names,
    written,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LITERAL = re.compile(r'"((?:[^"]|"")*)"')
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d+[Cc]\d+")
EXCEL_2010 = set(
    re.findall(
        r"\w+",
        "ABS AND CHAR COLUMN COUNT COUNTA COUNTBLANK COUNTIF DAY EXACT FIND IF IFERROR INT ISBLANK "
        "ISERROR ISLOGICAL ISNUMBER ISTEXT LEFT LEN LOWER MATCH MAX MID MIN MOD MONTH N NA NOT OR "
        "REPT RIGHT ROUND ROW "
        "SUBSTITUTE SUM SUMIF TRIM UPPER YEAR",
    )
)
"""Functions that Excel 2010, LibreOffice and WPS compute alike, none volatile, none over arrays."""
OF_THE_CODE = re.compile(r"SUM\(MOD\(FIND\(MID\(")
"""How the only array formulas begin: those of the reconciliation code, on hidden sheets."""

Parts = dict[str, str]


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def problems(parts: Parts) -> list[str]:
    """Return everything in a workbook's parts that Excel would not take."""
    found = list(_in_workbook(ET.fromstring(parts["xl/workbook.xml"])))
    found += _in_texts(ET.fromstring(parts["xl/sharedStrings.xml"]))
    found += _in_properties(ET.fromstring(parts["docProps/custom.xml"]))
    unlocked = _unlocked_styles(ET.fromstring(parts["xl/styles.xml"]))
    for name, text in parts.items():
        if re.search(r"_xlfn|_xlws|_xludf|x14:dataValidation", text):
            found.append(f"newer than 2010: {name}")
        if name.startswith("xl/worksheets/sheet"):
            found += _in_sheet(ET.fromstring(text), unlocked)
    return found


def _too_long(what: str, text: str | None, limit: int) -> Iterator[str]:
    length = len((text or "").encode("utf-16-le")) // 2
    if length > limit:
        yield f"{what}: {length} > {limit}"


def _in_workbook(book: ET.Element) -> Iterator[str]:
    names = [sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")]
    for name in names:
        yield from _too_long("sheet name", name, 31)
        if re.search(r"[\[\]:*?/\\]|^'|'$", name) or not name:
            yield f"sheet name: {name}"
    if len({name.lower() for name in names}) < len(names):
        yield "sheet name: repeated"
    for defined in book.iter(f"{MAIN}definedName"):
        name = defined.get("name", "")
        builtin = name.startswith("_xlnm.")
        if not builtin and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name):
            yield f"defined name: {name}"
        if CELL_LIKE.fullmatch(name):
            yield f"defined name: {name}"
        yield from _in_formula("defined name's formula", defined.text or "")


def _in_texts(strings: ET.Element) -> Iterator[str]:
    for item in strings.iter(f"{MAIN}si"):
        yield from _too_long("text", "".join(item.itertext()), 32_767)


def _in_properties(properties: ET.Element) -> Iterator[str]:
    for item in properties:
        yield from _too_long("property", "".join(item.itertext()), 255)


def _unlocked_styles(styles: ET.Element) -> set[int]:
    formats = styles.find(f"{MAIN}cellXfs")
    assert formats is not None
    protections = [xf.find(f"{MAIN}protection") for xf in formats]
    return {n for n, p in enumerate(protections) if p is not None and p.get("locked") == "0"}


def _in_sheet(sheet: ET.Element, unlocked: set[int]) -> Iterator[str]:
    for formula in sheet.iter(f"{MAIN}f"):
        yield from _in_formula("formula", formula.text or "")
        if formula.get("t") == "array" and not OF_THE_CODE.match(formula.text or ""):
            yield "array formula"
    for text in sheet.iter(f"{MAIN}v"):
        yield from _too_long("cached text", text.text, 32_767)
    validations = list(sheet.iter(f"{MAIN}dataValidation"))
    if len(validations) > 65_534:
        yield "validations: too many"
    for validation in validations:
        yield from _in_validation(validation)
    for rule in sheet.iter(f"{MAIN}cfRule"):
        for formula in rule.iter(f"{MAIN}formula"):
            yield from _in_formula("conditional format", formula.text or "")
    if len(list(sheet.iter(f"{MAIN}hyperlink"))) > 65_530:
        yield "links: too many"
    for part in ("oddHeader", "oddFooter"):
        yield from _too_long(part, sheet.findtext(f".//{MAIN}{part}"), 255)
    yield from _merged_inputs(sheet, unlocked)


def _in_validation(validation: ET.Element) -> Iterator[str]:
    limits = {"prompt": 255, "promptTitle": 32, "error": 225, "errorTitle": 32}
    for attribute, limit in limits.items():
        yield from _too_long(attribute, validation.get(attribute), limit)
    for formula in validation:
        text = formula.text or ""
        yield from _too_long("validation formula", text, 255)
        yield from _in_formula("validation formula", text)
        if "!" in LITERAL.sub("", text):
            yield f"validation over another sheet: {text}"
        if "{" in LITERAL.sub("", text):
            yield f"array in a validation: {text}"


def _in_formula(what: str, formula: str) -> Iterator[str]:
    yield from _too_long(what, formula, 8_192)
    for literal in LITERAL.findall(formula):
        yield from _too_long("string literal", literal.replace('""', '"'), 255)
    bare = re.sub(r"'[^']*'!", "", LITERAL.sub("", formula))
    depth = deepest = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    if deepest > 64:
        yield f"{what}: {deepest} levels"
    if depth:
        yield f"{what}: brackets: {formula}"
    for function in re.findall(r"([A-Za-z_.][A-Za-z0-9_.]*)\(", bare):
        if function not in EXCEL_2010:
            yield f"function: {function}"


def _merged_inputs(sheet: ET.Element, unlocked: set[int]) -> Iterator[str]:
    merged = {
        (row, column)
        for area in sheet.iter(f"{MAIN}mergeCell")
        for left, top, right, bottom in [range_boundaries(area.get("ref", ""))]
        for row in range(int(top or 0), int(bottom or 0) + 1)
        for column in range(int(left or 0), int(right or 0) + 1)
    }
    for cell in sheet.iter(f"{MAIN}c"):
        column, row, _, _ = range_boundaries(cell.get("r", ""))
        if int(cell.get("s", 0)) in unlocked and (row, column) in merged:
            yield f"merged input: {cell.get('r')}"


@pytest.mark.parametrize("unit", longest_names())
def test_the_workbook_of_each_form_is_within_excels_limits(unit: str) -> None:
    assert problems(parts_of(written(issue_for(unit)))) == []


@pytest.mark.slow
@pytest.mark.parametrize("unit", every_unit())
def test_every_workbook_is_within_excels_limits(unit: str) -> None:
    assert problems(parts_of(written(issue_for(unit)))) == []


@pytest.mark.parametrize("unit", ONE_A_FORM)
def test_full_workbooks_are_too(unit: str) -> None:
    assert problems(parts_of(written(full_issue_for(unit)))) == []


@cache
def _good() -> Parts:
    return parts_of(written(issue_for("cuc-thue")))


FORM = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "problem"),
    [
        (BOOK, r'<sheet name="[^"]*"', f'<sheet name="{"B" * 32}"', "sheet name: 32"),
        (BOOK, r'<sheet name="[^"]*"', '<sheet name="a/b"', "sheet name: a/b"),
        (BOOK, r'<sheet name="[^"]*"', '<sheet name="_CCHC"', "sheet name: repeated"),
        (BOOK, r'name="cchc_codes_1"', 'name="cchc codes"', "defined name: cchc codes"),
        (BOOK, r'name="cchc_codes_1"', 'name="ab12"', "defined name: ab12"),
        ("xl/sharedStrings.xml", r"<t>STT", f"<t>{'x' * 32768}", "text: 32768"),
        ("docProps/custom.xml", r"CCHC1", "x" * 256, "property"),
        (FORM, r"<f>.*?</f>", f'<f>"{"x" * 256}"</f>', "string literal: 256"),
        (FORM, r"<f>.*?</f>", f"<f>{'1+' * 4100}1</f>", "formula: 8201"),
        (FORM, r"<f>.*?</f>", f"<f>{'(' * 65}1{')' * 65}</f>", "formula: 65 levels"),
        (FORM, r"<f>.*?</f>", "<f>IF((1,2)</f>", "brackets"),
        (FORM, r"<f>.*?</f>", "<f>TODAY()</f>", "function: TODAY"),
        (FORM, r"<f>.*?</f>", "<f>SUMPRODUCT(A1)</f>", "function: SUMPRODUCT"),
        (FORM, r"<f>.*?</f>", "<f>_xlfn.IFS(1,2)</f>", "newer than 2010"),
        (FORM, r"<f>", '<f t="array" ref="A1">', "array formula"),
        (FORM, r'prompt="[^"]*"', f'prompt="{"x" * 256}"', "prompt: 256"),
        (FORM, r'promptTitle="[^"]*"', f'promptTitle="{"x" * 33}"', "promptTitle: 33"),
        (FORM, r'error="[^"]*"', f'error="{"x" * 226}"', "error: 226"),
        (FORM, r'errorTitle="[^"]*"', f'errorTitle="{"x" * 33}"', "errorTitle: 33"),
        (FORM, r"<formula1>IF", f"<formula1>{'1+' * 80}IF", "validation formula"),
        (FORM, r"<formula1>cchc_codes_1", "<formula1>_cchc!D2:D3", "over another sheet"),
        (FORM, r"<formula1>cchc_codes_1", "<formula1>F1={1,2}", "array in a validation"),
        (FORM, r"(<cfRule.*?<formula>)", r"\1NOW()*", "function: NOW"),
        (FORM, r"<oddHeader>", f"<oddHeader>{'x' * 250}", "oddHeader"),
        (FORM, r'<mergeCell ref="[^"]*"', '<mergeCell ref="F13:F14"', "merged input: F13"),
    ],
)
def test_the_checker_sees(part: str, pattern: str, replacement: str, problem: str) -> None:
    broken, times = re.subn(pattern, replacement, _good()[part], count=1)
    assert times == 1
    assert any(problem in found for found in problems({**_good(), part: broken}))
