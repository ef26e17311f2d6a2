"""An .ods → its cells, however it is written; made by hand."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import RawCell, RawSheet, RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS
from cchc_sheets.decode.read import decode, load

KIND = "application/vnd.oasis.opendocument.spreadsheet"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = "META-INF/manifest.xml"
SPACES = " ".join(
    f'xmlns:{prefix}="{OPEN}:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "table", "text", "style")},
        "number": "datastyle",
    }.items()
)

Parts = dict[str, str]


def ods(rows: str = "", styles: str = "", columns: str = "", **more: str) -> Parts:
    content = (
        f"<office:document-content {SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Biểu">{columns}{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        "</manifest:manifest>"
    )
    return {"mimetype": KIND, "content.xml": content, MANIFEST: manifest} | more


def cell(value: str = "", kind: str = "float", *, repeated: int = 1, more: str = "") -> str:
    attribute = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    typed = f'office:value-type="{kind}" office:{attribute}="{value}"' if value else ""
    if kind == "string":
        typed = 'office:value-type="string"'
    text = f"<text:p>{value}</text:p>" if kind == "string" else ""
    return (
        f'<table:table-cell table:number-columns-repeated="{repeated}" {typed} {more}>'
        f"{text}</table:table-cell>"
    )


def row(*cells: str, repeated: int = 1) -> str:
    head = f'<table:table-row table:number-rows-repeated="{repeated}">'
    return f"{head}{''.join(cells)}</table:table-row>"


def text(inside: str) -> str:
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def read(made: Parts) -> RawWorkbook | Unreadable:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return decode(buffer.getvalue())


def sheet(made: Parts) -> RawSheet:
    workbook = read(made)
    assert isinstance(workbook, RawWorkbook), workbook
    assert workbook.format == "ods"
    return workbook.sheets[0]


def refusal(made: Parts) -> tuple[str, dict[str, str]]:
    result = read(made)
    assert isinstance(result, Unreadable), result
    return result.code, dict(result.facts)


def damaged(reason: str, part: str) -> tuple[str, dict[str, str]]:
    return "file-damaged", {"reason": reason, "part": part}


def test_every_type_of_cell() -> None:
    nfd = unicodedata.normalize("NFD", "Tỷ lệ")
    rows = row(cell(repeated=3), repeated=2) + row(
        cell(repeated=2),
        cell("99.0999999999999999986"),
        cell(nfd, "string"),
        cell("2023-03-01", "date"),
        cell("true", "boolean"),
        cell("1", "percentage"),
        cell("5", more='table:formula="of:=2+3"'),
        cell(more='table:formula="of:=[.A1]"'),
        cell(repeated=16_000),
    )
    assert sheet(ods(rows)).cells == {
        (3, 3): RawCell(Decimal("99.1"), "number"),
        (3, 4): RawCell("Tỷ lệ", "text"),
        (3, 5): RawCell("2023-03-01", "text", None, "date"),
        (3, 6): RawCell(True, "bool"),
        (3, 7): RawCell(Decimal(1), "number", None, "percent"),
        (3, 8): RawCell(Decimal(5), "number", "2+3"),
        (3, 9): RawCell(None, "blank", "[.A1]"),
    }


TEXTS = [
    ("<text:p>12<text:tab/>5</text:p>", "12\t5"),
    ("<text:p>12<text:line-break/>5</text:p>", "12\n5"),
    ("<text:p>12<text:s/>5</text:p>", "12 5"),
    ('<text:p>12<text:s text:c="3"/>5</text:p>', "12   5"),
    ("<text:p>12</text:p><text:p>5</text:p>", "12\n5"),
    ("<text:p>12<text:p>5</text:p></text:p>", "12\ufffc"),
    ("<text:p>12<text:note>x</text:note>5</text:p>", "12\ufffc5"),
    ("<text:p>12<text:span>5</text:span></text:p>", "125"),
    ('<text:p>12<text:a href="x">5</text:a></text:p>', "125"),
    ("<text:p>\n   12\n   5\n</text:p>", "12 5 "),
    ("\n  <text:p>125</text:p>\n  ", "125"),
    ("<office:annotation><text:p>9</text:p></office:annotation><text:p>125</text:p>", "125"),
    ("<table:table><table:table-row/></table:table><text:p>125</text:p>", "125"),
]


@pytest.mark.parametrize(("inside", "expected"), TEXTS)
def test_what_is_between_digits_is_not_lost(inside: str, expected: str) -> None:
    assert sheet(ods(row(text(inside)))).cells == {(1, 1): RawCell(expected, "text")}


RUN = (
    '<style:style style:name="T1" style:family="text"><style:text-properties {}/></style:style>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>'
)


@pytest.mark.parametrize(
    "look",
    [
        'style:text-position="super 58%"',
        'style:text-position="-33% 58%"',
        'style:text-line-through-style="solid"',
        'style:text-line-through-type="double"',
    ],
)
@pytest.mark.parametrize("style", ["T1", "T2"])
def test_marked_runs(look: str, style: str) -> None:
    inside = f'<text:p>24<text:span text:style-name="{style}">1</text:span></text:p>'
    cells = sheet(ods(row(text(inside)), RUN.format(look))).cells
    assert cells == {(1, 1): RawCell("241", "text", unmarked="24")}


STRUCK = (
    '<style:style style:name="c1" style:family="table-cell" style:parent-style-name="c0"/>'
    '<style:style style:name="c0" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)


def test_styles_come_from_the_cell_its_row_or_its_column() -> None:
    named = 'table:style-name="c1"'
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="c1"/>'
    rows = row(cell("1"), cell("2"), cell("3", more=named)) + row(
        cell("4"), cell("5", more='table:style-name="none"')
    ).replace("<table:table-row", '<table:table-row table:default-cell-style-name="c0"')
    cells = sheet(ods(rows, STRUCK, columns)).cells
    struck = {int(str(c.value)): c.unmarked == "" for c in cells.values()}
    assert struck == {1: False, 2: True, 3: True, 4: True, 5: False}


def number_style(inside: str, kind: str = "number") -> str:
    return (
        f'<number:{kind}-style style:name="N1">{inside}</number:{kind}-style>'
        '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>'
    )


NUMBER = '<number:number number:min-integer-digits="1" number:decimal-places="0"{}/>'
PERCENT = "<number:text>%</number:text>"
STYLES = [
    (number_style(NUMBER.format("")), "general", None),
    (number_style(NUMBER.format(' number:grouping="true"')), "general", None),
    (number_style(NUMBER.format(' number:display-factor="1000"')), "general", "12"),
    (number_style(NUMBER.format("") + "<number:text>0</number:text>"), "general", "120000"),
    (number_style("<number:text>đạt</number:text>"), "general", "đạt"),
    (number_style(""), "general", ""),
    (
        number_style(NUMBER.format("") + "<number:text>%</number:text>", "percentage"),
        "percent",
        None,
    ),
    (number_style("<number:day/>", "date"), "date", None),
    (number_style("<number:hours/>", "time"), "date", None),
    (number_style("<number:boolean/>", "boolean"), "general", "TRUE"),
    (number_style("<number:text-content/>", "text"), "text", None),
    (
        number_style(
            '<number:number number:min-integer-digits="1" number:decimal-places="0">'
            '<number:embedded-text number:position="2">5</number:embedded-text></number:number>'
        ),
        "general",
        "120500",
    ),
    (
        number_style(
            NUMBER.format("")
            + '<style:map style:condition="value()&gt;=1000" style:apply-style-name="P0"/>'
        )
        + '<number:number-style style:name="P0"><number:text>nhiều</number:text>'
        "</number:number-style>",
        "general",
        "nhiều",
    ),
]


@pytest.mark.parametrize(("style", "number_format", "shown"), STYLES)
def test_styles_of_numbers(style: str, number_format: str, shown: str | None) -> None:
    found = sheet(ods(row(cell("12000", more='table:style-name="c1"')), style)).cells[1, 1]
    assert (found.value, found.number_format, found.shown) == (12000, number_format, shown)


@pytest.mark.parametrize(
    ("value", "said", "number_format", "shown"),
    [
        ("1.2", "120%", "percent", None),
        ("12000", "12", "general", "12"),
        ("12000", "12.000", "general", None),
        ("12000", "12,000.0", "general", None),
        ("1234.56", "1 234,6 đồng", "general", None),
        ("12", "12 km2", "general", None),
        ("12000", "1.2E+04", "general", None),
        ("45000", "15/03/2023", "general", "15/03/2023"),
        ("1", "TRUE", "general", "TRUE"),
        ("0", "-", "general", None),
        ("-5", "(5)", "general", None),
    ],
)
def test_what_the_program_says_that_a_cell_shows(
    value: str, said: str, number_format: str, shown: str | None
) -> None:
    """Some programs write no styles of numbers, but this."""
    made = cell(value).replace(
        "></table:table-cell>", f"><text:p>{said}</text:p></table:table-cell>"
    )
    found = sheet(ods(row(made))).cells[1, 1]
    assert (found.number_format, found.shown) == (number_format, shown)


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="string" office:string-value="#DIV/0!"',
        'office:value-type="string" office:string-value=""',
    ],
)
def test_errors_of_formulas(attributes: str) -> None:
    made = (
        f'<table:table-cell table:formula="of:=1/0" {attributes}><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )
    assert sheet(ods(row(made))).cells == {(1, 1): RawCell("#DIV/0!", "error", "1/0")}


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="float"',
        'office:value-type="float" office:value="năm"',
        'office:value-type="boolean"',
        'office:value-type="void" office:value="1"',
    ],
)
def test_values_that_are_none(attributes: str) -> None:
    made = f"<table:table-cell {attributes}><text:p>5</text:p></table:table-cell>"
    assert refusal(ods(row(made)))[0] == "file-damaged"


def test_properties() -> None:
    meta = (
        f'<office:document-meta xmlns:office="{OPEN}:office:1.0" xmlns:meta="{OPEN}:meta:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:description>mô tả'
        "</dc:description><meta:keyword>CCHC1:a</meta:keyword><meta:keyword>b</meta:keyword>"
        '<meta:generator>LibreOffice</meta:generator><meta:user-defined meta:name="biểu">x'
        "</meta:user-defined></office:meta></office:document-meta>"
    )
    workbook = read(ods(row(cell("1")), **{"meta.xml": meta}))
    assert isinstance(workbook, RawWorkbook)
    assert (workbook.keywords, workbook.description) == ("CCHC1:a b", "mô tả")
    assert (workbook.application, workbook.custom_properties) == ("LibreOffice", {"biểu": "x"})


# ---------------------------------------------------------------------------- where cells stand


@pytest.mark.parametrize(
    "wrap",
    [
        "<table:table-row-group>{}</table:table-row-group>",
        "<table:table-header-rows>{}</table:table-header-rows>",
        "<table:table-row-group><table:table-rows>{}</table:table-rows></table:table-row-group>",
    ],
)
def test_rows_in_groups(wrap: str) -> None:
    rows = row(cell("1")) + wrap.format(row(cell("2"))) + row(cell("3"))
    assert {at: c.value for at, c in sheet(ods(rows)).cells.items()} == {
        (1, 1): 1,
        (2, 1): 2,
        (3, 1): 3,
    }


@pytest.mark.parametrize(
    "wrap",
    [
        "<table:shapes>{}</table:shapes>",
        '<x:x xmlns:x="urn:x">{}</x:x>',
        "<office:forms>{}</office:forms>",
    ],
)
def test_rows_that_no_program_shows(wrap: str) -> None:
    rows = wrap.format(row(cell("9"))) + row(cell("1"))
    assert {at: c.value for at, c in sheet(ods(rows)).cells.items()} == {(1, 1): 1}


def test_changes_that_were_tracked_are_no_cells() -> None:
    made = ods(row(cell("1")))
    old = f"<table:tracked-changes>{row(cell('9'))}</table:tracked-changes>"
    made["content.xml"] = made["content.xml"].replace(
        "<office:spreadsheet>", f"<office:spreadsheet>{old}"
    )
    assert {at: c.value for at, c in sheet(made).cells.items()} == {(1, 1): 1}


def test_far_cells() -> None:
    def with_far(far: str) -> RawSheet:
        return sheet(ods(row(cell("1"), cell(repeated=300), far)))

    assert with_far(cell("2")).truncated
    assert not with_far(text('<text:p><text:s text:c="2"/></text:p>')).truncated
    assert with_far(cell("2")).cells.keys() == {(1, 1)}
    last, beyond, far = (
        sheet(ods(row(cell(), repeated=above) + row(cell("5"))))
        for above in (MAX_ROWS - 1, MAX_ROWS, MAX_ROWS + 500_000)
    )
    assert (set(last.cells), last.truncated) == ({(MAX_ROWS, 1)}, False)
    assert (dict(beyond.cells), beyond.truncated) == ({}, True)
    assert (dict(far.cells), far.truncated) == ({}, True)


def test_what_is_repeated_is_counted_before_it_is_made() -> None:
    rows = row(cell("1", repeated=16_384), repeated=1_048_576)
    limit = limits.MAX_CELLS
    facts = {"what": "cells", "limit": str(limit), "found": str(limit + 1)}
    assert refusal(ods(rows)) == ("file-too-large", facts)
    spaces = row(text('<text:p><text:s text:c="900000000"/></text:p>'), repeated=MAX_COLUMNS)
    assert len(sheet(ods(spaces)).cells) == MAX_COLUMNS


@pytest.mark.parametrize("repeated", ["0", "-1", "x", "9" * 5000, "٣"])
def test_repetitions_that_do_not_exist(repeated: str) -> None:
    made = ods(row(cell("1")))
    made["content.xml"] = made["content.xml"].replace(
        'columns-repeated="1"', f'columns-repeated="{repeated}"'
    )
    assert refusal(made) == damaged("reference", "content")


# ------------------------------------------------------------------------------ the zip file


def test_without_mimetype() -> None:
    made = ods(row(cell("1")))
    del made["mimetype"]
    assert sheet(made).cells


def test_indented() -> None:
    made = ods(row(cell("1"), text("<text:p>năm</text:p>")))
    made["content.xml"] = re.sub(r"(?<=>)(?=<)", "\n  ", made["content.xml"])
    assert [c.value for c in sheet(made).cells.values()] == [1, "năm"]


@pytest.mark.parametrize(
    ("kind", "found"), [("text", "word"), ("presentation", "zip"), ("graphics", "zip")]
)
@pytest.mark.parametrize("said_by", ["mimetype", MANIFEST])
def test_other_opendocuments(kind: str, found: str, said_by: str) -> None:
    made = {name: part.replace("spreadsheet", kind) for name, part in ods().items()}
    if said_by == MANIFEST:
        del made["mimetype"]
    assert refusal(made) == ("file-not-workbook", {"found": found})


def test_with_a_password() -> None:
    made = ods()
    made[MANIFEST] = made[MANIFEST].replace(
        "/></", "><manifest:encryption-data/></manifest:file-entry></"
    )
    assert refusal(made) == ("file-encrypted", {})


@pytest.mark.parametrize("change", ["<!DOCTYPE x>", "<a>", ""])
@pytest.mark.parametrize("part", [MANIFEST, "content.xml"])
def test_xml_is_parsed_with_care(part: str, change: str) -> None:
    made = ods()
    made[part] = change + made[part] * bool(change)
    assert refusal(made)[0] == "file-damaged"


def test_a_cell_in_something_foreign_is_damage() -> None:
    """LibreOffice shows it; passed over, it would move what follows by a column."""
    made = ods(row(cell("5"), f'<x:a xmlns:x="urn:x">{cell("6")}</x:a>', cell("7")))
    assert refusal(made) == damaged("structure", "content")


def test_damaged() -> None:
    made = ods()
    made["content.xml"] = made["content.xml"][:-80]
    assert refusal(made) == damaged("xml", "content")
    del made["content.xml"]
    assert refusal(made) == damaged("missing", "content")


def test_too_large() -> None:
    made = ods()
    made["content.xml"] += " " * (limits.MAX_BYTES + 1)
    code, facts = refusal(made)
    assert (code, facts["what"]) == ("file-too-large", "bytes")


def test_what_is_decoded_is_what_was_loaded(tmp_path: Path) -> None:
    """A file that is replaced while it is read cannot be hashed as one and counted as the other."""
    path = tmp_path / "tệp.ods"

    def write(value: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in ods(row(cell(value))).items():
                archive.writestr(name, content)

    write("12")
    data = load(path)
    write("99")
    assert isinstance(data, bytes)
    workbook = decode(data)
    assert isinstance(workbook, RawWorkbook)
    assert workbook.sheets[0].cells[1, 1].value == 12
