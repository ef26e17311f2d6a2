"""Any file → its cells or one finding. The cases stand in the order in which a file is read."""

import io
import os
import random
import re
import string
import struct
import time
import tracemalloc
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import (
    CellText,
    RawCell,
    RawSheet,
    RawWorkbook,
    normalised,
    parse_number,
)
from cchc_sheets.decode.errors import DamagedError, FileType, Unreadable
from cchc_sheets.decode.formats import cell_style, classify
from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS
from cchc_sheets.decode.ooxml import Package, open_package, plain_xml
from cchc_sheets.decode.ooxml.cells import SheetBuilder
from cchc_sheets.decode.ooxml.sheet import read_any_sheet
from cchc_sheets.decode.ooxml.sheet_fast import read_plain_sheet
from cchc_sheets.decode.ooxml.strings import any_strings, decoded, plain_strings
from cchc_sheets.decode.sniff import OLE
from tests.decoded import read_raw
from tests.libreoffice import LibreOffice

# ------------------------------------------------------------------- workbooks made by hand

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, str | bytes]

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
PACKAGE_RELS = "_rels/.rels"
WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"


def rels(**targets: str) -> str:
    """``rels(rId1="worksheet worksheets/sheet1.xml")``."""
    items = (
        f'<Relationship Id="{name}" Type="{RELATIONS}/{target.split()[0]}"'
        f' Target="{target.split()[1]}"/>'
        for name, target in targets.items()
    )
    relationships = "".join(items)
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">{relationships}</Relationships>'
    )


def sheet_xml(rows: str) -> str:
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def strings_xml(*items: str) -> str:
    return f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(f"<si>{i}</si>" for i in items)}</sst>'


def workbook_xml(inside: str = "") -> str:
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="Biểu" sheetId="1" r:id="rId1"/></sheets>{inside}</workbook>'
    )


def parts(rows: str = "", **more: str) -> Parts:
    """The parts of the smallest workbook; ``strings`` and ``styles`` on demand."""
    targets = {"rId1": "worksheet worksheets/sheet1.xml"}
    made: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml"'
        f' ContentType="{SHEET_TYPE}"/></Types>',
        PACKAGE_RELS: rels(rId1="officeDocument xl/workbook.xml"),
        WORKBOOK: workbook_xml(),
        SHEET: sheet_xml(rows),
    }
    if "strings" in more:
        targets["rId2"] = "sharedStrings sharedStrings.xml"
        made[STRINGS] = more["strings"]
    if "styles" in more:
        targets["rId3"] = "styles styles.xml"
        made[STYLES] = more["styles"]
    return made | {WORKBOOK_RELS: rels(**targets)}


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes | Mapping[str, str | bytes]], RawWorkbook | Unreadable]:
    """Write bytes, or parts as a zip file, under a name that says nothing, and read them."""

    def read_it(content: bytes | Mapping[str, str | bytes]) -> RawWorkbook | Unreadable:
        path = tmp_path / "tệp"
        path.write_bytes(content if isinstance(content, bytes) else zipped(content))
        return read_raw(path)

    return read_it


Read = Callable[[bytes | Mapping[str, str | bytes]], RawWorkbook | Unreadable]


def opened(result: RawWorkbook | Unreadable) -> RawWorkbook:
    assert isinstance(result, RawWorkbook), result
    return result


def only_sheet(result: RawWorkbook | Unreadable) -> RawSheet:
    (sheet,) = opened(result).sheets
    return sheet


def refused(result: RawWorkbook | Unreadable) -> tuple[str, dict[str, str]]:
    assert isinstance(result, Unreadable), result
    assert all(type(value) is str for value in result.facts.values())
    return result.code, dict(result.facts)


def damaged(reason: str, part: str) -> tuple[str, dict[str, str]]:
    return "file-damaged", {"reason": reason, "part": part}


# --------------------------------------------------------------------------- values of cells


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0", "0"),
        ("42", "42"),
        ("99.1", "99.1"),
        ("99.0999999999999999986", "99.1"),
        ("99.09999999999999", "99.1"),
        ("0.30000000000000004", "0.3"),
        ("2.5E3", "2500"),
        ("2.5e+03", "2500"),
        ("1E-7", "0.0000001"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("-12.50", "-12.5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("12345678901234567", "12345678901234600"),
        ("123456789012345", "123456789012345"),
        ("1.7976931348623157E+308", "179769313486232" + "0" * 294),
        ("1E-500", "0"),
    ],
)
def test_a_number_has_15_digits_and_no_exponent(stored: str, number: str) -> None:
    value = parse_number(stored)
    assert value is not None
    assert f"{value:f}" == number
    if abs(value) >= 1:
        assert "E" not in str(value)


@pytest.mark.parametrize(
    "stored", ["", " ", "NaN", "INF", "1E999999999", "1_0", "٣", "0x10", "1,5", "1 2", "--1", "E5"]
)
def test_what_is_no_number(stored: str) -> None:
    assert parse_number(stored) is None


CELLS = {
    "number": ('<c r="A1"><v>99.0999999999999999986</v></c>', RawCell(Decimal("99.1"), "number")),
    "number, said so": ('<c r="A1" t="n"><v>5</v></c>', RawCell(Decimal(5), "number")),
    "number with spaces": ('<c r="A1"><v> 5\n</v></c>', RawCell(Decimal(5), "number")),
    "no number": ('<c r="A1"><v>năm</v></c>', RawCell("năm", "text")),
    "endless number": ('<c r="A1"><v>1E999</v></c>', RawCell("1E999", "text")),
    "shared string": ('<c r="A1" t="s"><v>1</v></c>', RawCell("Tổng số", "text")),
    "formula's string": ('<c r="A1" t="str"><f>B1</f><v> x </v></c>', RawCell(" x ", "text", "B1")),
    "inline string": ('<c r="A1" t="inlineStr"><is><t>Xã</t></is></c>', RawCell("Xã", "text")),
    "inline runs": (
        '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Xã </t></r><r><t>A</t></r></is></c>',
        RawCell("Xã A", "text"),
    ),
    "inline string in v": ('<c r="A1" t="inlineStr"><v>Xã</v></c>', RawCell("Xã", "text")),
    "NFD": (
        f'<c r="A1" t="str"><v>{unicodedata.normalize("NFD", "Tỷ lệ")}</v></c>',
        RawCell("Tỷ lệ", "text"),
    ),
    "line breaks": ('<c r="A1" t="str"><v>a\r\nb\nc&#10;d</v></c>', RawCell("a\nb\nc\nd", "text")),
    "carriage return": (
        '<c r="A1" t="str"><v>a_x000D_\nb&#13;</v></c>',
        RawCell("a\r\nb\r", "text"),
    ),
    "escaped escape": ('<c r="A1" t="str"><v>_x005F_x000D_</v></c>', RawCell("_x000D_", "text")),
    "escaped halves": ('<c r="A1" t="str"><v>_xD83D__xDE00_</v></c>', RawCell("😀", "text")),
    "lone half": ('<c r="A1" t="str"><v>a_xD83D_</v></c>', RawCell("a\ufffd", "text")),
    "entities": (
        '<c r="A1" t="str"><f>A2&amp;"&lt;"&amp;&quot;&apos;&quot;</f><v>&#38;lt;&amp;#65;</v></c>',
        RawCell("&lt;&#65;", "text", 'A2&"<"&"\'"'),
    ),
    "ampersand by number": ('<c r="A1" t="str"><v>&#38;amp;</v></c>', RawCell("&amp;", "text")),
    "entity by number": ('<c r="A1" t="str"><v>&#x1EBF;</v></c>', RawCell("ế", "text")),
    "entity by many digits": (
        f'<c r="A1" t="str"><v>&#{"0" * 5000}65;</v></c>',
        RawCell("A", "text"),
    ),
    "spaces": ('<c r="A1" t="str"><v>  </v></c>', RawCell("  ", "text")),
    "true": ('<c r="A1" t="b"><v>1</v></c>', RawCell(True, "bool")),
    "false": ('<c r="A1" t="b"><v>0</v></c>', RawCell(False, "bool")),
    "true in words": ('<c r="A1" t="b"><v>true</v></c>', RawCell(True, "bool")),
    "error": ('<c r="A1" t="e"><v>#N/A</v></c>', RawCell("#N/A", "error")),
    "formula's error": (
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        RawCell("#DIV/0!", "error", "1/0"),
    ),
    "date": ('<c r="A1" t="d"><v>2023-03-01</v></c>', RawCell("2023-03-01", "text", None, "date")),
    "formula": (
        '<c r="A1"><f>SUM(B1:B9)</f><v>7</v></c>',
        RawCell(Decimal(7), "number", "SUM(B1:B9)"),
    ),
    "formula of LibreOffice": (
        '<c r="A1" t="n"><f aca="false">B1</f><v>7</v></c>',
        RawCell(Decimal(7), "number", "B1"),
    ),
    "shared formula, its text": (
        '<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>7</v></c>',
        RawCell(Decimal(7), "number", "B1"),
    ),
    "shared formula, elsewhere": (
        '<c r="A1"><f t="shared" si="0"/><v>7</v></c>',
        RawCell(Decimal(7), "number", ""),
    ),
    "shared formula, empty element": (
        '<c r="A1"><f t="shared" si="0"></f><v>7</v></c>',
        RawCell(Decimal(7), "number", ""),
    ),
    "array formula": (
        '<c r="A1"><f t="array" ref="A1">SUM(B1:B2*2)</f><v>7</v></c>',
        RawCell(Decimal(7), "number", "SUM(B1:B2*2)"),
    ),
    "formula without value": ('<c r="A1"><f>B1</f></c>', RawCell(None, "blank", "B1")),
    "formula with empty value": ('<c r="A1"><f>B1</f><v /></c>', RawCell(None, "blank", "B1")),
    "formula with empty text": (
        '<c r="A1" t="str"><f>""</f><v></v></c>',
        RawCell("", "text", '""'),
    ),
    "blank": ('<c r="A1"/>', None),
    "blank with style": ('<c r="A1" s="0"></c>', None),
    "empty value": ('<c r="A1"><v></v></c>', None),
    "empty shared string": ('<c r="A1" t="s"><v>0</v></c>', None),
    "empty inline string": ('<c r="A1" t="inlineStr"><is><t/></is></c>', None),
}


@pytest.mark.parametrize("title", CELLS)
@pytest.mark.parametrize("way", ["as clients write", "by handlers", "prefixed"])
def test_every_type_of_cell(read: Read, title: str, way: str) -> None:
    xml, expected = CELLS[title]
    strings = strings_xml("<t></t>", "<t>Tổng số</t>")
    rows = f'<row r="1">{xml}<c r="B1"><v>1</v></c></row>'
    made = parts(rows, strings=strings)
    if way == "by handlers":
        made[SHEET] = sheet_xml(rows).replace("<sheetData>", "<!-- chú thích --><sheetData>")
    elif way == "prefixed":
        made[SHEET] = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet_xml(rows)).replace(
            "xmlns=", "xmlns:x="
        )
    cells = dict(only_sheet(read(made)).cells)
    assert cells.pop((1, 2)) == RawCell(Decimal(1), "number")
    assert cells == ({(1, 1): expected} if expected else {})


SHARED = {
    "B1*2": "C3*2",
    "$B1+B$1+$B$1": "$B3+C$1+$B$1",
    "SUM(B1:B9)": "SUM(C3:C11)",
    "'A1''s'!B1+Sheet1!B1": "'A1''s'!C3+Sheet1!C3",
    'IF(B1="B1",LOG10(B1),AB12C)': 'IF(C3="B1",LOG10(C3),AB12C)',
    "[1]A1!Z1": "[1]A1!AA3",
    "B19999": "",
    "IV1": "",
}


@pytest.mark.parametrize("formula", SHARED)
@pytest.mark.parametrize("way", ["as clients write", "by handlers"])
def test_a_shared_formula_is_that_of_the_cell(read: Read, formula: str, way: str) -> None:
    """As Excel writes a formula that was dragged over several cells."""
    rows = (
        f'<row r="1"><c r="A1"><f t="shared" ref="A1:B3" si="7">{formula}</f><v>1</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="7"/><v>1</v></c>'
        '<c r="C3"><f t="shared" si="8"/><v>1</v></c></row>'
    )
    made = parts(rows)
    if way == "by handlers":
        made[SHEET] = sheet_xml(rows).replace("<sheetData>", "<!-- chú thích --><sheetData>")
    cells = only_sheet(read(made)).cells
    found = [cells[at].formula for at in ((1, 1), (3, 2), (3, 3))]
    assert found == [formula, SHARED[formula], ""]


def test_many_cells_that_share_a_long_formula_take_no_long_time(read: Read) -> None:
    rows = f'<row r="1"><c r="A1"><f t="shared" si="0">{"B1+" * 2000}1</f><v>1</v></c></row>'
    rows += "".join(
        f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/><v>1</v></c></row>'
        for row in range(2, 19_000)
    )
    began = time.process_time()
    cells = only_sheet(read(parts(rows))).cells
    assert time.process_time() - began < 10
    assert (cells[2, 1].formula or "").startswith("B2+")
    assert cells[18_999, 1].formula == ""


STRING_ITEMS = [
    ("<t>Tổng số</t>", "Tổng số"),
    ('<t xml:space="preserve"> a </t>', " a "),
    ("<t/>", ""),
    ("", ""),
    ("<r><rPr><b/></rPr><t>Tổng </t></r><r><t>số</t></r>", "Tổng số"),
    ('<t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh><phoneticPr fontId="1"/>', "漢字"),
    ('<r><t>漢</t></r><r><t>字</t></r><rPh sb="0" eb="1"><t>カン</t></rPh>', "漢字"),
    ("<t>a&#10;b_x000D_c &amp;lt; _x005F_x0041_</t>", "a\nb\rc &lt; _x0041_"),
    ("<t><![CDATA[a & &lt; b]]></t>", "a & &lt; b"),
    ("\n  <r>\n  <t>a</t>\n  </r>\n  <r>\n<t>b</t></r>\n", "ab"),
    (f"<t>{unicodedata.normalize('NFD', 'Số lượng')}</t>", "Số lượng"),
]


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "together"])
def test_shared_strings(read: Read, prefix: str, alone: bool) -> None:
    for group in [[item] for item in STRING_ITEMS] if alone else [STRING_ITEMS]:
        strings = strings_xml(*(xml for xml, _ in group))
        if prefix:
            strings = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", strings).replace("xmlns=", "xmlns:x=")
        rows = "".join(
            f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>'
            for n in range(1, len(group) + 1)
        )
        cells = only_sheet(read(parts(rows, strings=strings))).cells
        found = [cells.get((n, 1), RawCell("", "text")).value for n in range(1, len(group) + 1)]
        assert found == [text for _, text in group]


def test_long_strings_are_not_cut(read: Read) -> None:
    """Expat hands long texts over in pieces."""
    long = "Đề nghị & " * 20_000
    escaped = long.replace("&", "&amp;")
    rows = f'<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>{escaped}</t></is></c>'
    made = parts(f'<row r="1">{rows}</row>', strings=strings_xml(f"<t>{escaped}</t><!-- -->"))
    cells = only_sheet(read(made)).cells
    assert cells[1, 1].value == cells[1, 2].value == long


def test_no_shared_strings_are_needed_where_none_are_used(read: Read) -> None:
    assert only_sheet(read(parts('<row r="1"><c r="A1"><v>5</v></c></row>'))).cells


@pytest.mark.parametrize("index", ["0", "-1", "1.0", "x", "1"])
def test_a_shared_string_that_is_missing(read: Read, index: str) -> None:
    rows = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
    assert refused(read(parts(rows))) == damaged("missing", "strings")
    if index != "0":
        one = strings_xml("<t>a</t>")
        assert refused(read(parts(rows, strings=one))) == damaged("missing", "strings")


# ------------------------------------------------------------------------- number formats

FORMATS = [
    ("General", "general"),
    ("GENERAL;[Red]-General", "general"),
    ("0", "general"),
    ("#,##0.00", "general"),
    ('#,##0 "đồng/ha"', "general"),
    ('#,##0\\ "d/m/y %"', "general"),
    ("#,##0\\%", "general"),
    ("0.00E+00", "general"),
    ("[Red]#,##0;[Blue]-0", "general"),
    ("#,##0 [$đ-42A]", "general"),
    ('_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "general"),
    ("0_d", "general"),
    ("0*d", "general"),
    ("0;0;0;@", "general"),
    ("", "general"),
    (";;;", "general"),
    ("# ?/?", "general"),
    ("0%", "percent"),
    ("0.00 %", "percent"),
    ("[Red]0.0%;-0", "percent"),
    ('0"đ"%', "percent"),
    ("@", "text"),
    ('"Xã "@', "text"),
    ("dd/mm/yyyy", "date"),
    ("[$-42A]dd/mm/yyyy;@", "date"),
    ("mmm-yy", "date"),
    ("h:mm AM/PM", "date"),
    ("[h]:mm:ss", "date"),
    ("[mm]", "date"),
    ("YYYY", "date"),
    ('"Ngày "dd" tháng "mm', "date"),
]


@pytest.mark.parametrize(("code", "kind"), FORMATS)
def test_number_formats_by_code(code: str, kind: str) -> None:
    assert classify(code) == kind


def test_number_formats_by_style(read: Read) -> None:
    """Only cellXfs counts, wherever it stands; builtin numbers have no code in the file."""
    numbers = [0, 1, 9, 10, 14, 22, 46, 49, 164, 165, 4, 999]
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>'
        '<numFmt numFmtId="164" formatCode="0.0&quot;x&quot;%"/>'
        '<numFmt numFmtId="165" formatCode="yyyy"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{number}"><alignment wrapText="1"/></xf>' for number in numbers)
        + '</cellXfs><cellStyles/><dxfs><dxf><numFmt numFmtId="1" formatCode="0%"/></dxf></dxfs>'
        "</styleSheet>"
    )
    rows = "".join(f'<c r="{string.ascii_uppercase[i]}1" s="{i}"><v>1</v></c>' for i in range(13))
    sheet = only_sheet(read(parts(f'<row r="1">{rows}</row>', styles=styles)))
    assert [sheet.cells[1, column].number_format for column in range(1, 14)] == [
        *("general", "general", "percent", "percent", "date", "date", "date", "text"),
        *("percent", "date", "general", "general", "general"),
    ]


def test_number_formats_in_a_written_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, (code, _) in enumerate(FORMATS):
            sheet.write_number(row, 0, 1, book.add_format({"num_format": code}))
    cells = only_sheet(read_raw(path)).cells
    assert [cells[row, 1].number_format for row in range(1, len(FORMATS) + 1)] == [
        kind for _, kind in FORMATS
    ]


# ------------------------------------------------------------------------ where cells stand


@pytest.mark.parametrize("way", ["as clients write", "by handlers"])
@pytest.mark.parametrize(
    ("cell", "inside", "truncated"),
    [
        (f'<c r="A{MAX_ROWS}"><v>1</v></c>', True, False),
        ('<c r="IV1"><v>1</v></c>', True, False),
        (f'<c r="A{MAX_ROWS + 1}"><v>1</v></c>', False, True),
        ('<c r="IW1"><v>1</v></c>', False, True),
        ('<c r="XFD1048576"><v>1</v></c>', False, True),
        ('<c r="XFD1048576" t="b"><v>0</v></c>', False, True),
        ('<c r="XFD1048576" t="s"><v>0</v></c>', False, True),
        ('<c r="XFD1048576" t="s"><v>1</v></c>', False, False),
        ('<c r="XFD1048576" t="str"><v> \u00a0\n</v></c>', False, False),
        ('<c r="XFD1048576"><f>A1</f></c>', False, False),
        ('<c r="XFD1048576" s="1"/>', False, False),
    ],
)
def test_far_cells(read: Read, way: str, cell: str, inside: bool, truncated: bool) -> None:
    row = re.search(r"[0-9]+", cell)
    assert row
    rows = f'<row r="{row[0]}">{cell}</row>'
    if way == "by handlers":
        rows = f"<!-- -->{rows}"
    strings = strings_xml("<t>chữ</t>", '<t xml:space="preserve">  </t>')
    sheet = only_sheet(read(parts(rows, strings=strings)))
    assert sheet.truncated == truncated
    assert bool(sheet.cells) == inside
    assert all(row <= MAX_ROWS and column <= MAX_COLUMNS for row, column in sheet.cells)


def test_cells_and_rows_that_do_not_say_where_they_are(read: Read) -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="C5"><v>53</v></c><c><v>54</v></c></row>'
        '<row><c><v>61</v></c><c r="AA6"><v>627</v></c></row>'
    )
    cells = only_sheet(read(parts(rows))).cells
    expected = {(1, 1): 1, (1, 3): 3, (5, 3): 53, (5, 4): 54, (6, 1): 61, (6, 27): 627}
    assert {place: cell.value for place, cell in cells.items()} == expected


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        f'<row r="{"9" * 5000}"><c><v>1</v></c></row>',
        '<row r="٣"><c><v>1</v></c></row>',
    ],
)
def test_places_that_do_not_exist(read: Read, rows: str) -> None:
    assert refused(read(parts(rows))) == damaged("reference", "sheet")


def test_only_the_sheet_s_own_data_are_cells(read: Read) -> None:
    """Extensions have elements of the same names; a wrong dimension says nothing."""
    made = parts()
    made[SHEET] = (
        f'<worksheet xmlns="{MAIN}" xmlns:x="urn:x"><dimension ref="A1"/><c r="B1"><v>1</v></c>'
        '<sheetData><row r="9"><c r="C9"><v>5</v><x:v>6</x:v>'
        '<extLst><ext><x:f>7</x:f></ext></extLst></c><x:c r="D9"><v>8</v></x:c></row></sheetData>'
        "<dataValidations><dataValidation><formula1>1</formula1></dataValidation></dataValidations>"
        '<extLst><ext><x:sheetData><x:c r="E1"><x:v>1</x:v></x:c></x:sheetData></ext></extLst>'
        "</worksheet>"
    )
    assert only_sheet(read(made)).cells[9, 3] == RawCell(Decimal(5), "number")
    assert (1, 2) not in only_sheet(read(made)).cells
    assert (1, 5) not in only_sheet(read(made)).cells


@pytest.mark.parametrize(
    "xml",
    [
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').replace("><", ">\n  <"),
        sheet_xml('<row r="1"><c r="A1"><v><![CDATA[5]]></v></c></row>'),
        sheet_xml('<row r="1"><?x y?><c r="A1"><v><!-- -->5</v></c></row>'),
        sheet_xml(
            '<row r="1"><c s="0" r="A1" t="n" cm="1"><v xml:space="preserve">5</v></c></row>'
        ),
        sheet_xml("<row r='1' spans='1:9>'><c r='A1'><v>5</v></c></row>"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').encode("utf-8-sig"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')
        .replace("UTF-8", "utf-16")
        .encode("utf-16"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')
        .replace("UTF-8", "UTF-16BE")
        .encode("utf-16-be"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')
        .replace("UTF-8", "UTF-16")
        .encode("utf-16-le"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').replace("UTF-8", "iso-8859-1"),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').removeprefix(DECLARATION),
        sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').replace(MAIN, STRICT),
        sheet_xml('<row r="1"><c r="a1"><v>5</v></c></row>'),
    ],
)
def test_ways_to_write_the_same(read: Read, xml: str | bytes) -> None:
    cells = only_sheet(read(parts() | {SHEET: xml})).cells
    assert cells == {(1, 1): RawCell(Decimal(5), "number")}


NO_CLIENT_WRITES = {
    "unknown type": '<c r="A1" t="x"><v>5</v></c>',
    "no truth value": '<c r="A1" t="b"><v>2</v></c>',
    "two values": '<c r="A1"><v>5</v><v>6</v></c>',
    "two formulas": '<c r="A1"><f>B1</f><f>B2</f><v>6</v></c>',
    "a value beside an inline string": '<c r="A1" t="inlineStr"><is><t>5</t></is><v>6</v></c>',
    "two cells in one place": '<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>',
    "a cell in a cell": '<c r="A1"><v>5</v><c r="A1"><v>6</v></c></c>',
    "a row in a cell": '<c r="A1"><v>5</v><row r="1"><c r="A1"><v>6</v></c></row></c>',
    "a value beside its cell": '<c r="A1"/><v>6</v><c r="B1"><v>5</v></c>',
    "an inline string beside its cell": (
        '<is><t>6</t></is><c r="A1" t="inlineStr"><is><t>5</t></is></c>'
    ),
    "a formula beside its cell": '<f>5</f><c r="A1"><v>6</v></c>',
    "a cell in something": '<x><c r="A1"><v>6</v></c></x>',
    "alternatives": (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"><c r="A1"><v>5</v></c>'
        '</mc:Choice><mc:Fallback><c r="A1"><v>6</v></c></mc:Fallback></mc:AlternateContent>'
    ),
    "one alternative": (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:x="urn:x" Requires="x">'
        '<c r="A1"><v>5</v></c></mc:Choice></mc:AlternateContent>'
    ),
}


@pytest.mark.parametrize("title", NO_CLIENT_WRITES)
def test_what_no_client_writes_is_damage(read: Read, title: str) -> None:
    """Each client would show something else, or nothing; none of it may become a figure."""
    code, facts = refused(read(parts(f'<row r="1">{NO_CLIENT_WRITES[title]}</row>')))
    assert (code, facts["part"]) == ("file-damaged", "sheet")


def test_what_clients_pass_over_is_passed_over(read: Read) -> None:
    """Elements of other namespaces and extensions, wherever they are and whatever is in them."""
    foreign = '<x:a xmlns:x="urn:x"><c r="A1"><v>6</v></c><row r="2"/></x:a>'
    extension = '<extLst><ext><c r="A1"><v>7</v></c></ext></extLst>'
    other = '<row xmlns="urn:x" r="1"><c r="A1"><v>8</v></c></row>'
    inside = f'<c r="A1">{foreign}<v>5{foreign}</v>{extension}</c>{foreign}{extension}'
    rows = f'{foreign}{extension}{other}<row r="1">{inside}</row>{other}'
    made = parts(rows)
    sheet = str(made[SHEET])
    made[SHEET] = sheet.replace("<sheetData>", f"{extension}<sheetData>")
    cells = only_sheet(read(made)).cells
    assert cells == {(1, 1): RawCell(Decimal(5), "number")}


def test_cells_of_an_alternative_sheet_are_damage(read: Read) -> None:
    """Written so plainly that its looks would do."""
    data = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
    for wrapped in (
        (
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x">{data}</mc:Choice>'
            "</mc:AlternateContent>"
        ),
        f"<x>{data}</x>",
    ):
        made = parts() | {SHEET: f'<worksheet xmlns="{MAIN}">{wrapped}</worksheet>'}
        result = read(made)
        assert isinstance(result, Unreadable) or not only_sheet(result).cells


@pytest.mark.parametrize(
    "wrap",
    [
        (
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Fallback>{{}}</mc:Fallback>'
            "</mc:AlternateContent>"
        ),
        '<x:a xmlns:x="urn:x">{}</x:a>',
        "<extLst><ext>{}</ext></extLst>",
    ],
)
def test_strings_that_clients_skip_are_not_counted(read: Read, wrap: str) -> None:
    one, other = "<si><t>5</t></si>", "<si><t>6</t></si>"
    xml = f'<sst xmlns="{MAIN}">{wrap.format(other)}{one}</sst>'
    result = read(parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=xml))
    if "Alternate" in wrap:
        assert refused(result) == damaged("alternatives", "strings")
    else:
        assert only_sheet(result).cells[1, 1].value == "5"


@pytest.mark.parametrize("name", ["XL/worksheets/Sheet1.xml", "/xl/worksheets\\sheet1.xml"])
def test_two_parts_of_one_name(read: Read, name: str) -> None:
    made = parts('<row r="1"><c r="A1"><v>5</v></c></row>')
    made[name] = sheet_xml('<row r="1"><c r="A1"><v>6</v></c></row>')
    assert refused(read(made)) == damaged("repeated", "file")


@pytest.mark.parametrize("kind", ["worksheet", "styles", "sharedStrings"])
def test_two_relationships_of_one_name(read: Read, kind: str) -> None:
    made = parts(strings=strings_xml(), styles=f'<styleSheet xmlns="{MAIN}"/>')
    again = rels(rId1=f"{kind} worksheets/sheet1.xml").partition("<Relationship ")[2]
    made[WORKBOOK_RELS] = str(made[WORKBOOK_RELS]).replace(
        "<Relationship ", f"<Relationship {again.partition('</')[0]}<Relationship ", 1
    )
    assert refused(read(made)) == damaged("repeated", "relationships")


@pytest.mark.parametrize(
    "wrap",
    [
        "<!-- {} -->",
        "<?x {} ?>",
        "<headerFooter><oddHeader><![CDATA[{}]]></oddHeader></headerFooter>",
    ],
)
def test_what_only_looks_like_cells(read: Read, wrap: str) -> None:
    decoy = '<sheetData><row r="1"><c r="A1"><v>666</v></c></row></sheetData>'
    true = '<sheetData ><row r="1"><c r="A1"><v>5</v></c></row></sheetData >'
    xml = f'<worksheet xmlns="{MAIN}">{true}{wrap.format(decoy)}</worksheet>'
    cells = only_sheet(read(parts() | {SHEET: xml})).cells
    assert cells == {(1, 1): RawCell(Decimal(5), "number")}


def test_latin_1(read: Read) -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="str"><v>xã</v></c></row>').replace(
        "UTF-8", "iso-8859-1"
    )
    assert only_sheet(read(parts() | {SHEET: xml.encode("latin-1")})).cells[1, 1].value == "xã"


def test_large_parts_are_not_listed_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    data = strings_xml("<t>a</t>").encode()
    assert plain_strings(data) == [CellText("a")]
    monkeypatch.setattr(plain_xml, "_MUCH", len(data) - 1)
    assert plain_strings(data) is None


# ---------------------------------------------------------------- what surrounds the cells


def test_sheets_names_and_properties(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Biểu thống kê")
        book.add_worksheet(unicodedata.normalize("NFD", "Hướng dẫn")).hide()
        book.add_worksheet("_m").very_hidden()
        book.define_name("tổng", "='Biểu thống kê'!$A$1")
        book.define_name("'Biểu thống kê'!riêng", "='Biểu thống kê'!$A$2")
        book.set_properties({"keywords": "CCHC1:a:b", "comments": "mô tả & <hơn>"})
        book.set_custom_property("biểu", "CCHC1:c")
        book.set_custom_property("số", 5)
    workbook = opened(read_raw(path))
    assert [(sheet.name, sheet.state) for sheet in workbook.sheets] == [
        ("Biểu thống kê", "visible"),
        ("Hướng dẫn", "hidden"),
        ("_m", "veryHidden"),
    ]
    assert workbook.defined_names == {"tổng": "'Biểu thống kê'!$A$1"}
    assert workbook.keywords == "CCHC1:a:b"
    assert workbook.description == "mô tả & <hơn>"
    assert workbook.custom_properties == {"biểu": "CCHC1:c", "số": "5"}
    assert workbook.application == "Microsoft Excel"
    assert workbook.format == "xlsx"


def test_a_workbook_without_properties(read: Read) -> None:
    workbook = opened(read(parts()))
    assert (workbook.keywords, workbook.description, workbook.application) == ("", "", "")
    assert workbook.custom_properties == workbook.defined_names == {}


def test_names_in_extensions_are_none(read: Read) -> None:
    extension = '<extLst><x:definedName xmlns:x="urn:x" name="b">1</x:definedName></extLst>'
    inside = f'<definedNames><definedName name="a">2</definedName></definedNames>{extension}'
    assert opened(read(parts() | {WORKBOOK: workbook_xml(inside)})).defined_names == {"a": "2"}


def test_with_macros(read: Read) -> None:
    made = parts()
    types = str(made["[Content_Types].xml"])
    assert opened(read(made)).format == "xlsx"
    made["[Content_Types].xml"] = types.replace(SHEET_TYPE, MACRO_TYPE)
    assert opened(read(made)).format == "xlsm"
    del made["[Content_Types].xml"]
    assert opened(read(made)).format == "xlsx"


FIVE = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def _renamed(rename: Callable[[str], str]) -> Parts:
    made = parts(FIVE, strings=strings_xml("<t>năm</t>"))
    return {rename(name): content for name, content in made.items()}


def _retargeted(*replacements: tuple[str, str, str]) -> Parts:
    made = parts(FIVE, strings=strings_xml("<t>năm</t>"))
    for part, old, new in replacements:
        assert old in str(made[part])
        made[part] = str(made[part]).replace(old, new)
    return made


def _prefixed() -> Parts:
    made = parts(FIVE, strings=strings_xml("<t>năm</t>"))
    made[WORKBOOK] = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELATIONS}"><x:sheets>'
        '<x:sheet name="Biểu" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>'
    )
    made[PACKAGE_RELS] = (
        f'<p:Relationships xmlns:p="{PACKAGE_RELATIONS}"><p:Relationship Id="a"'
        f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></p:Relationships>'
    )
    return made


def _strict() -> Parts:
    made = parts(FIVE, strings=strings_xml("<t>năm</t>"))
    return {
        name: str(content).replace(MAIN, STRICT).replace(RELATIONS, STRICT_RELATIONS)
        for name, content in made.items()
    }


PACKAGES = {
    "as it should be": _renamed(lambda name: name),
    "wrong case": _renamed(str.upper),
    "backslashes": _renamed(lambda name: name.replace("/", "\\")),
    "leading slashes": _renamed(lambda name: f"/{name}"),
    "absolute targets": _retargeted(
        (PACKAGE_RELS, '"xl/', '"/xl/'),
        (WORKBOOK_RELS, '"worksheets', '"/xl/worksheets'),
        (WORKBOOK_RELS, '"sharedS', '"/xl/sharedS'),
    ),
    "relative targets": _retargeted(
        (PACKAGE_RELS, '"xl/', '"./xl/'),
        (WORKBOOK_RELS, '"worksheets', '"../xl/./worksheets'),
    ),
    "targets with backslashes": _retargeted((WORKBOOK_RELS, "worksheets/", "worksheets\\")),
    "quoted targets": _retargeted((WORKBOOK_RELS, "sheet1.xml", "sheet%31.xml")),
    "prefixed": _prefixed(),
    "strict": _strict(),
}


@pytest.mark.parametrize("title", PACKAGES)
def test_ways_to_pack_the_same(read: Read, title: str) -> None:
    sheet = only_sheet(read(PACKAGES[title]))
    assert sheet.name == "Biểu"
    assert sheet.cells == {(1, 1): RawCell("năm", "text")}


def test_links_to_elsewhere_are_not_followed(read: Read) -> None:
    link = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" TargetMode="External"'
    made = parts() | {"theirs.xml": "<other/>"}
    made[PACKAGE_RELS] = str(made[PACKAGE_RELS]).replace(
        "<Relationship ", f'{link} Target="theirs.xml"/><Relationship '
    )
    assert only_sheet(read(made)).name == "Biểu"


def test_strict_properties(read: Read) -> None:
    made = parts() | {
        PACKAGE_RELS: rels(
            a="officeDocument xl/workbook.xml",
            b="extendedProperties app.xml",
            c="customProperties c.xml",
        ).replace(RELATIONS, STRICT_RELATIONS),
        "app.xml": '<Properties xmlns="urn:x"><Application>LibreOffice</Application></Properties>',
        "c.xml": '<p:Properties xmlns:p="urn:x" xmlns:vt="urn:y"><p:property name="a">\n'
        "<vt:lpwstr>b c</vt:lpwstr>\n</p:property></p:Properties>",
    }
    workbook = opened(read(made))
    assert workbook.application == "LibreOffice"
    assert workbook.custom_properties == {"a": "b c"}


# --------------------------------------------------------------- what is no readable workbook


def _word() -> Parts:
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document'
        '.main+xml"/></Types>',
        PACKAGE_RELS: rels(rId1="officeDocument word/document.xml"),
        "word/document.xml": "<document/>",
    }


NOT_WORKBOOKS: dict[str, tuple[bytes, FileType]] = {
    "text": ("Kính gửi: Sở Nội vụ\nBáo cáo quý I\n".encode(), FileType.TEXT),
    "text, UTF-16": ("Kính gửi\nSở Nội vụ".encode("utf-16"), FileType.TEXT),
    "text, eight bits": (
        b"K\xednh g\xf6i S\xe0 N\xe9i v\xf4 - b\xb8o c\xb8o quy I nam 2023",
        FileType.TEXT,
    ),
    "text cut in a letter": (("x" * 4095 + "ế").encode(), FileType.TEXT),
    "csv": ("\ufeffChỉ tiêu,Số liệu\nvăn bản,5\n".encode(), FileType.CSV),
    "csv of Vietnam": ("Chỉ tiêu;Số liệu\nvăn bản;5\n".encode(), FileType.CSV),
    "tabs": (b"a\tb\n1\t2\n", FileType.CSV),
    "html": (b"\r\n<html><table><tr><td>5</td></tr></table></html>", FileType.HTML),
    "html with doctype": (b"\xef\xbb\xbf<!DOCTYPE html><p>5", FileType.HTML),
    "table alone": (b'<meta charset="utf-8"><table><tr><td>5</td></tr></table>', FileType.HTML),
    "spreadsheet 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', FileType.XML),
    "xml, UTF-16BE": ('<?xml version="1.0"?><a/>'.encode("utf-16-be"), FileType.XML),
    "xml, UTF-16LE": ('<?xml version="1.0"?><a/>'.encode("utf-16-le"), FileType.XML),
    "html of Excel": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>5',
        FileType.HTML,
    ),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", FileType.PDF),
    "pdf after rubbish": (b"\r\n\0%PDF-1.4\n", FileType.PDF),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileType.IMAGE),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", FileType.IMAGE),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", FileType.IMAGE),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 ", FileType.IMAGE),
    "gif": (b"GIF89a\x01\0\x01\0\0\0\0", FileType.IMAGE),
    "rtf": (b"{\\rtf1\\ansi B\\'e1o c\\'e1o}", FileType.WORD),
    "docx": (zipped(_word()), FileType.WORD),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), FileType.WORD),
    "odp": (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), FileType.ZIP),
    "zip": (zipped({"biểu.xlsx": zipped(parts())}), FileType.ZIP),
    "empty zip": (zipped({}), FileType.ZIP),
    "rar": (b"Rar!\x1a\x07\x01\0\x33\x92\xb5\xe5", FileType.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", FileType.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08\0\0\0\0\0", FileType.ARCHIVE),
    "noise": (bytes(range(256)) * 8, FileType.UNKNOWN),
    "zeros": (bytes(5000), FileType.UNKNOWN),
}


OTHER_SPREADSHEETS = {
    ".fods": (
        '<?xml version="1.0"?>\n<office:document xmlns:office="urn:x" office:mimetype='
        '"application/vnd.oasis.opendocument.spreadsheet"><office:body><table:table/>'
    ),
    ".xml (Excel 2003)": (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><!-- <table> -->'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table><body>'
    ),
}


@pytest.mark.parametrize("found", OTHER_SPREADSHEETS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_spreadsheets_in_one_piece_of_xml_are_no_web_pages(
    read: Read, found: str, encoding: str
) -> None:
    content = OTHER_SPREADSHEETS[found].encode(encoding)
    assert refused(read(content)) == ("file-format-refused", {"found": found})


@pytest.mark.parametrize("title", NOT_WORKBOOKS)
def test_not_a_workbook(read: Read, title: str) -> None:
    content, found = NOT_WORKBOOKS[title]
    assert refused(read(content)) == ("file-not-workbook", {"found": found.value})


def test_ole_files(read: Read) -> None:
    for nothing in (OLE, OLE + bytes(504), OLE + bytes(5000)):
        assert refused(read(nothing)) == damaged("content", "file")


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        plain = io.BytesIO(zipped(parts()))
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("mật khẩu", file)
    assert refused(read_raw(path)) == ("file-encrypted", {})


def test_a_zip_with_a_password(read: Read) -> None:
    data = bytearray(zipped(parts()))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(magic), bytes(data)):
            data[match.start() + offset] |= 1
    assert refused(read(bytes(data))) == ("file-encrypted", {})


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    assert refused(read_raw(tmp_path / "không có")) == ("file-unreadable", {"error": "ENOENT"})
    assert refused(read_raw(tmp_path)) == ("file-unreadable", {"error": "EISDIR"})
    assert refused(read_raw(Path("a\0b"))) == ("file-unreadable", {"error": "EINVAL"})


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(parts()))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "không được phép", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert refused(read_raw(path)) == ("file-unreadable", {"error": "EACCES"})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    assert refused(read_raw(tmp_path / "ống")) == ("file-unreadable", {"error": "EINVAL"})


def test_an_empty_file(read: Read) -> None:
    assert refused(read(b"")) == ("file-empty", {})


@pytest.mark.parametrize(
    "name", ["a.txt", "a.pdf", "a.xls", "a.ods", "a.xlsb", "a", "Biểu (1).XLSX"]
)
def test_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(zipped(parts(FIVE, strings=strings_xml("<t>năm</t>"))))
    assert opened(read_raw(tmp_path / name)).format == "xlsx"


# ----------------------------------------------------------------------------------- damage


def full() -> Parts:
    return parts(
        FIVE, strings=strings_xml("<t>năm</t>"), styles=f'<styleSheet xmlns="{MAIN}"/>'
    ) | {
        PACKAGE_RELS: rels(
            rId1="officeDocument xl/workbook.xml", rId2="x/core-properties core.xml"
        ),
        "core.xml": "<coreProperties/>",
    }


PART_LABELS = {
    "[Content_Types].xml": "content-types",
    PACKAGE_RELS: "relationships",
    WORKBOOK: "workbook",
    WORKBOOK_RELS: "relationships",
    SHEET: "sheet",
    STRINGS: "strings",
    STYLES: "styles",
    "core.xml": "properties",
}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_file_that_was_cut_off(read: Read, share: float) -> None:
    data = zipped(full())
    assert refused(read(data[: int(len(data) * share)])) == damaged("zip", "file")


@pytest.mark.parametrize("part", PART_LABELS)
@pytest.mark.parametrize("xml", ["", "<a>", "<a></b>", "<a>\x00</a>", "<a>&x;</a>", b"<a>\xff</a>"])
def test_bad_xml(read: Read, part: str, xml: str | bytes) -> None:
    assert refused(read(full() | {part: xml})) == damaged("xml", PART_LABELS[part])


@pytest.mark.parametrize("part", PART_LABELS)
@pytest.mark.parametrize("encoding", ["shift_jis", "utf-7", "cp1252", "base64", "không"])
def test_other_encodings(read: Read, part: str, encoding: str) -> None:
    xml = re.sub(r"^<\?.*?\?>", "", str(full()[part]))
    finding = refused(read(full() | {part: f'<?xml version="1.0" encoding="{encoding}"?>{xml}'}))
    reason = "encoding" if encoding.isascii() else "xml"
    assert finding == damaged(reason, PART_LABELS[part])


@pytest.mark.parametrize(
    ("part", "label"),
    [
        (PACKAGE_RELS, "relationships"),
        (WORKBOOK, "workbook"),
        (WORKBOOK_RELS, "sheet"),
        (SHEET, "sheet"),
        (STRINGS, "strings"),
    ],
)
def test_missing_parts(read: Read, part: str, label: str) -> None:
    made = full()
    del made[part]
    assert refused(read(made)) == damaged("missing", label)


@pytest.mark.parametrize("part", ["[Content_Types].xml", STYLES, "core.xml"])
def test_parts_that_may_be_missing(read: Read, part: str) -> None:
    made = full()
    del made[part]
    assert only_sheet(read(made)).cells == {(1, 1): RawCell("năm", "text")}


def test_a_workbook_without_sheets(read: Read) -> None:
    made = full() | {WORKBOOK: f'<workbook xmlns="{MAIN}"/>'}
    assert refused(read(made)) == damaged("missing", "sheet")


def test_another_root(read: Read) -> None:
    assert refused(read(full() | {WORKBOOK: "<document/>"})) == damaged("root", "workbook")


@pytest.mark.parametrize("part", PART_LABELS)
def test_document_types_are_refused(read: Read, part: str) -> None:
    """And with them entities: a few lines of these make gigabytes."""
    bomb = '<!DOCTYPE x [<!ENTITY a "0123456789">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    xml = re.sub(r"^<\?.*?\?>", "", str(full()[part])).replace("</", "&i;</", 1)
    assert refused(read(full() | {part: f"{bomb}]>{xml}"})) == damaged("doctype", PART_LABELS[part])
    external = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    assert refused(read(full() | {part: external + xml})) == damaged("doctype", PART_LABELS[part])


def test_no_user_content_in_facts(read: Read) -> None:
    made = _retargeted((WORKBOOK_RELS, "sheet1.xml", "bí-mật.xml"))
    assert refused(read(made)) == damaged("missing", "sheet")


def test_a_wrong_checksum(read: Read) -> None:
    data = bytearray(zipped(full()))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[at + 16] ^= 0xFF  # of the central directory's second entry
    assert refused(read(bytes(data)))[0] == "file-damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_odd_compression(read: Read, method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in full().items():
            archive.writestr(name, content)
    assert refused(read(buffer.getvalue())) == damaged("zip", "relationships")


# ----------------------------------------------------------------------------------- limits


def too_large(what: str, limit: int, found: int) -> tuple[str, dict[str, str]]:
    return "file-too-large", {"what": what, "limit": str(limit), "found": str(found)}


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(zipped(parts()))
        file.truncate(limits.MAX_BYTES + 1)
    assert refused(read_raw(path)) == too_large("bytes", limits.MAX_BYTES, limits.MAX_BYTES + 1)


def test_many_entries(read: Read) -> None:
    many: Parts = {f"xl/{n}": b"" for n in range(limits.MAX_ENTRIES)}
    finding = read(parts() | many)
    assert refused(finding) == too_large("entries", limits.MAX_ENTRIES, limits.MAX_ENTRIES + 5)


def test_only_needed_parts_count(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 20_000)
    assert opened(read(parts() | {"xl/media/image1.png": bytes(1_000_000)})).sheets


def _no_inflating(monkeypatch: pytest.MonkeyPatch, *labels: str) -> None:
    inflate = Package._inflate

    def watch(package: Package, info: zipfile.ZipInfo, label: str) -> bytes:
        assert label not in labels, "inflated before the limit was looked at"
        return inflate(package, info, label)

    monkeypatch.setattr(Package, "_inflate", watch)


def test_declared_sizes_are_added_up_before_inflating(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = parts(strings=strings_xml("<t>a</t>") + " " * 40_000_000)
    made[SHEET] = sheet_xml("") + " " * 40_000_000
    _no_inflating(monkeypatch, "sheet", "strings")
    code, facts = refused(read(made))
    assert (code, facts["what"]) == ("file-too-large", "bytes")
    assert int(facts["found"]) > 80_000_000


@pytest.mark.parametrize("part", PART_LABELS)
def test_one_large_part(read: Read, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    _no_inflating(monkeypatch, *({PART_LABELS[part]} - {"relationships"}))
    made = full()
    made[part] = str(made[part]) + " " * (limits.MAX_BYTES + 1)
    assert refused(read(made))[0] == "file-too-large"


def test_the_same_part_many_times(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 40))
    made = parts() | {WORKBOOK: workbook_xml().replace("</sheets>", f"{sheets}</sheets>")}
    made[SHEET] = sheet_xml("") + " " * 2_000_000
    _no_inflating(monkeypatch, "sheet")
    assert refused(read(made))[0] == "file-too-large"


def test_all_parts_share_one_limit(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    made = full()
    for part in (WORKBOOK, SHEET, "core.xml"):
        made[part] = str(made[part]) + " " * 10_000
    assert opened(read(made)).sheets
    monkeypatch.setattr(limits, "MAX_BYTES", 30_000)
    assert refused(read(made))[1]["what"] == "bytes"


def _with_claim(made: Parts, claim: int) -> bytes:
    """A zip file that says of its sheet that it has another size."""
    data = bytearray(zipped(made))
    for magic, name_at, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        for match in re.finditer(re.escape(magic), bytes(data)):
            start = match.start()
            if data[start + name_at :].startswith(SHEET.encode()):
                struct.pack_into("<I", data, start + size_at, claim)
    return bytes(data)


def test_a_part_shorter_than_declared(read: Read) -> None:
    assert refused(read(_with_claim(parts(), 5_000))) == damaged("truncated", "sheet")


@pytest.mark.parametrize("claim", [10, 5_000])
def test_declared_sizes_that_lie(read: Read, claim: int) -> None:
    """A part that inflates to more than it says is cut off, never inflated whole."""
    lying = _with_claim(parts() | {SHEET: sheet_xml("") + " " * 100_000_000}, claim)
    tracemalloc.start()
    try:
        assert refused(read(lying)) == damaged("zip", "sheet")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_many_cells(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 11))
    assert len(only_sheet(read(parts(rows))).cells) == 10
    more = rows + '<row r="11"><c r="A11"><v>1</v></c></row>'
    assert refused(read(parts(more))) == too_large("cells", 10, 11)


def test_cells_of_all_sheets_count(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 7))
    second = '<sheet name="2" sheetId="2" r:id="rId1"/></sheets>'
    made = parts(rows) | {WORKBOOK: workbook_xml().replace("</sheets>", second)}
    assert refused(read(made)) == too_large("cells", 10, 11)


def test_many_strings(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    strings = strings_xml(*["<t>a</t>"] * 11).replace("<sst", "<!-- --><sst")
    assert refused(read(parts(strings=strings))) == too_large("cells", 10, 11)


# ------------------------------------------------------------------- compared with witnesses

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíóốồổỗộớờởỡợúứừửữựýỳỷỹỵĐƯƠ0123456789"
)
TEXTS = st.one_of(
    st.text(VIETNAMESE + " .,;:-–/%()\"'&<>_x\n", min_size=1, max_size=40),
    st.text(VIETNAMESE, min_size=1, max_size=20).map(lambda t: unicodedata.normalize("NFD", t)),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=20),
    st.sampled_from(
        ["_x000D_", "_x0041_", "_x005F_", "_xD83D_", "  ", "0", "1/2", "- nil", "TRUE"]
    ),
)
NUMBERS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-1_000_000, 1_000_000, places=2).map(float),
    st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda x: abs(x) < 1e300),
    st.integers(10**15, 10**17),
)
ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
Value = str | float | bool | None
VALUES = st.one_of(TEXTS, NUMBERS, st.booleans(), st.none())
CONTENTS = st.dictionaries(
    st.tuples(st.integers(1, 60), st.integers(1, 60)), VALUES, min_size=1, max_size=12
)
FILES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def close(number: Decimal, to: float) -> bool:
    """Equal in 15 digits; the 15th may be rounded either way where the others are near a 5."""
    expected = Decimal(to)
    return abs(number - expected) <= abs(expected) * Decimal("5.6e-15")


def same(cell: RawCell | None, value: Value) -> bool:
    """Whether a cell is what was put in."""
    if value is None or value == "":
        return cell is None
    if cell is None:
        return False
    if isinstance(value, bool):
        return (cell.kind, cell.value) == ("bool", value)
    if isinstance(value, int | float):
        return isinstance(cell.value, Decimal) and close(cell.value, value)
    assert isinstance(value, str)
    return (cell.kind, cell.value) == ("text", normalised(value))


@FILES
@given(CONTENTS)
@example({(1, 1): "a\vb_x000B_", (2, 1): "e\u0302\u0323", (3, 3): 99.1, (4, 4): 0.1 + 0.2})
def test_what_xlsxwriter_wrote(tmp_path: Path, contents: dict[tuple[int, int], Value]) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.add_write_handler(bool, lambda s, r, c, v, *_: s.write_boolean(r, c, v))
        for (row, column), value in contents.items():
            if isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value)
            else:
                sheet.write(row - 1, column - 1, value)
    cells = only_sheet(read_raw(path)).cells
    assert all(same(cells.get(place), value) for place, value in contents.items())
    assert set(cells) <= set(contents)


@FILES
@given(CONTENTS, st.lists(st.sampled_from(ERRORS), max_size=3), st.sampled_from(["xlsx", "xlsm"]))
def test_what_openpyxl_wrote_and_reads(
    tmp_path: Path, contents: dict[tuple[int, int], Value], errors: list[str], extension: str
) -> None:
    """Our reader and openpyxl agree on every cell of a workbook."""
    path = tmp_path / f"a.{extension}"
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for (row, column), value in contents.items():
        if isinstance(value, str) and openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.search(value):
            continue
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with = stays one
    for row, error in enumerate(errors, 100):
        sheet.cell(row, 1).value = error
        sheet.cell(row, 2).value = f"=A{row}"
    book.save(path)
    ours = only_sheet(read_raw(path)).cells
    for cells in openpyxl.load_workbook(path)["Sheet"].iter_rows():
        for theirs in cells:
            assert isinstance(theirs, openpyxl.cell.Cell)
            assert agree(ours.get((theirs.row, theirs.column)), theirs), theirs.value


def agree(ours: RawCell | None, theirs: openpyxl.cell.Cell) -> bool:
    if theirs.data_type == "f":
        return ours is not None and f"={ours.formula}" == theirs.value
    if theirs.data_type == "e":
        return ours is not None and (ours.kind, ours.value) == ("error", theirs.value)
    value = theirs.value
    assert value is None or isinstance(value, str | float | int)
    # openpyxl leaves escapes as they are.
    return same(ours, decoded(value) if isinstance(value, str) else value)


XML_TEXT = st.text(VIETNAMESE + " \n<>&\"'_x", max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
)


STRING_XML = st.one_of(
    XML_TEXT.map(lambda text: f"<t>{text}</t>"),
    XML_TEXT.map(lambda text: f'<t xml:space="preserve">{text}</t>'),
    st.just("<t/>"),
)
RUNS_XML = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "<rPr><b/></rPr>", "<rPr><strike/></rPr>", '<rPr><sz val="9"/></rPr>']
        ),
        XML_TEXT,
    ).map(lambda run: f"<r>{run[0]}<t>{run[1]}</t></r>"),
    min_size=1,
    max_size=3,
).map("".join)


@st.composite
def _cell_xml(draw: st.DrawFn, place: str) -> str:
    kinds = ["s", "str", "b", "e", "n", "d", "inlineStr"]
    kind = draw(st.sampled_from(["", *(f' t="{each}"' for each in kinds)]))
    style = draw(st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"']))
    formula = draw(
        st.sampled_from(["", "<f>{}</f>", '<f t="shared" si="0"/>', '<f aca="false">{}</f>'])
    )
    if kind == ' t="s"':
        value = draw(st.sampled_from(["0", "1", "2"]))
    else:
        value = draw(st.one_of(XML_TEXT, st.sampled_from(["0", "1", "5.10", "2.5E3", "#N/A"])))
    inside = draw(st.sampled_from([f"<v>{value}</v>", f"<v>{value}</v>", "<v/>", "<v />", ""]))
    if kind == ' t="inlineStr"':
        formula, inside = "", f"<is>{draw(STRING_XML)}</is>"  # no client writes both
    body = formula.format(draw(XML_TEXT)) + inside
    head = f'<c r="{place}"{style}{kind}'
    return f"{head}>{body}</c>" if body else draw(st.sampled_from([f"{head}/>", f"{head}></c>"]))


ROW_XML = st.integers(1, 30).flatmap(
    lambda n: st.lists(
        st.sampled_from("ABCDEFGHIJKLMNOP").flatmap(lambda c: _cell_xml(f"{c}{n}")), max_size=6
    ).flatmap(
        lambda cells: st.sampled_from(
            ['ht="15"', 'hidden="1"', 'ht="0" customHeight="1"', 'hidden="false" ht="0.5"']
        ).map(lambda looks: f'<row r="{n}" {looks}>{"".join(cells)}</row>')
    )
)


@FILES
@given(st.lists(ROW_XML, max_size=6), st.lists(STRING_XML | RUNS_XML, min_size=3, max_size=5))
def test_both_ways_of_reading_agree(rows: list[str], strings: list[str]) -> None:
    """What the regular expressions find is what the handlers find."""
    data = strings_xml(*strings).encode()
    plain = plain_strings(data)
    assert plain == any_strings(data)
    assert plain is not None
    shared = {str(index): text for index, text in enumerate(plain)}
    styles = {"1": cell_style("0%"), "2": cell_style("#,##0,", struck=True)}
    xml = sheet_xml("".join(rows)).encode()
    fast, slow = (_read_by(way, xml, SheetBuilder(shared, styles, 1000)) for way in (True, False))
    assert fast == slow


def _read_by(looks: bool, xml: bytes, builder: SheetBuilder) -> object:
    """What is read of a sheet in one of the ways, or why it is damaged."""
    try:
        around = read_plain_sheet(xml, builder) if looks else xml
        assert around is not None
        read_any_sheet(around, builder)
    except DamagedError as error:
        return error.unreadable
    return builder.sheet("", "visible")


def _taken_by_looks(path: Path) -> list[bool]:
    """Whether each sheet, and the strings, could be read without handlers for every element."""
    with open_package(path.read_bytes()) as package:
        sheets = [package.read(name, "") for name in package.names("xl/worksheets/", ".xml")]
        strings = plain_strings(package.read(STRINGS, ""))
        shared = {str(index): text for index, text in enumerate(strings or [])}
        taken = [read_plain_sheet(sheet, SheetBuilder(shared, {}, 10**6)) for sheet in sheets]
        return [each is not None for each in (*taken, strings)]


def _like_ours(path: Path, rows: int = 150) -> Path:
    """A workbook like those we issue, of some 30 KB."""
    made_up = random.Random(3)  # noqa: S311 - no secret
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Biểu")
        percent = book.add_format({"num_format": "0.0%", "text_wrap": True, "border": 1})
        for row in range(rows):
            sheet.write_blank(row, 0, None, percent)
            sheet.write_string(row, 1, f"Tổng số văn bản quy phạm pháp luật ban hành, mục {row}")
            sheet.write_number(row, 2, made_up.randint(0, 5000))
            sheet.write_number(row, 3, made_up.random(), percent)
            formula = f'=IF(C{row + 1}<0,"R{row}: số âm ("&C{row + 1}&")",IF(C{row + 1}="","","✓"))'
            sheet.write_formula(row, 4, formula, percent, "✓")
            sheet.write_string(row, 5, "Văn bản")
            sheet.write_blank(row, 6, None, percent)
            sheet.write_string(row, 7, f"indicator_{row}")
            sheet.data_validation(
                row, 2, row, 2, {"validate": "integer", "criteria": ">=", "value": 0}
            )
            book.define_name(f"v_{row}", f"=Biểu!$C${row + 1}")
    return path


def test_what_we_write_is_read_the_fast_way(tmp_path: Path) -> None:
    assert all(_taken_by_looks(_like_ours(tmp_path / "a.xlsx")))


def test_what_libreoffice_writes_is_read_the_fast_way(
    tmp_path: Path, libreoffice: LibreOffice
) -> None:
    ours = _like_ours(tmp_path / "a.xlsx")
    theirs = libreoffice.recalculate(ours, tmp_path / "out")
    assert all(_taken_by_looks(theirs))
    before, after = only_sheet(read_raw(ours)).cells, only_sheet(read_raw(theirs)).cells
    assert before.keys() == after.keys()
    assert all(before[place].value == after[place].value for place in before)
    assert all(before[place].number_format == after[place].number_format for place in before)


@settings(FILES, max_examples=300)
@given(st.data())
def test_no_damage_raises(tmp_path: Path, data: st.DataObject) -> None:
    made = full()
    part = data.draw(st.sampled_from([*made, ""]), label="part")
    content = zipped(made) if not part else str(made[part]).encode()
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2), label="where"))
    pieces = [b"", b"\0", b"<", b"&", b'"', b"9" * 5000, b"-1", b"<v>x</v>", b"\xff", "٣".encode()]
    piece = data.draw(st.sampled_from(pieces) | st.binary(max_size=8), label="what")
    content = content[:start] + piece + content[min(stop, start + 20) :]
    path = tmp_path / "a"
    path.write_bytes(zipped(made | {part: content}) if part else content)
    result = read_raw(path)
    assert isinstance(result, RawWorkbook) or result.code.startswith("file-")
