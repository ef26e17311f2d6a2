"""What a person sees of a returned file is what is read of it, or it is said."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.sheet.form import FIRST_ROW, FORM_SHEET, KEY, NOTE, VALUE
from cchc_sheets.sheet.table import KEY_ROW
from tests.desk import Desk
from tests.jobs.test_rows import row_of
from tests.libreoffice import LibreOffice

SIGHT = {"sheet-hidden", "sheet-shows-other", "answers-hidden", "answers-merged", "cell-comment"}
TABLE = "Chi tiết"
Change = Callable[[Workbook], object]


def changed(desk: Desk, *changes: Change, code: str = "stc") -> Path:
    path = desk.returned(code)
    book = load_workbook(path)
    for change in changes:
        change(book)
    book.save(path)
    return path


def sight(desk: Desk, path: Path) -> dict[str, dict[str, Any]]:
    """The findings of what is seen; each kind is told once."""
    findings = [f for f in desk.findings(path) if f["code"] in SIGHT]
    codes = [f["code"] for f in findings]
    assert len(set(codes)) == len(codes)
    return dict(zip(codes, findings, strict=True))


def hide(name: str, state: Literal["hidden", "veryHidden"] = "hidden") -> Change:
    def change(book: Workbook) -> None:
        book[name].sheet_state = state
        book.active = book.sheetnames.index("Hướng dẫn")

    return change


def copy(name: str, figure: int | None, marks: int = KEY) -> Change:
    """Copy a sheet as it is printed, without its marks, and change its first figure."""

    def change(book: Workbook) -> None:
        sheet = book.copy_worksheet(book[name])
        sheet.title = "Bản in"
        sheet.delete_cols(marks)
        if name == TABLE:
            sheet.delete_rows(KEY_ROW)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.value.startswith("CCHC1:"):
                cell.value = None
        if figure is not None:
            figures = (c for row in sheet.iter_rows(min_row=5) for c in row if c.value == 12)
            next(figures).value = figure

    return change


def twelve(book: Workbook) -> None:
    sheet = book[FORM_SHEET]
    sheet.cell(row_of(sheet, "staff_quota"), VALUE).value = 12


def twelve_in_table(book: Workbook) -> None:
    sheet = book[TABLE]
    row = next(r for r in range(KEY_ROW, sheet.max_row) if isinstance(sheet.cell(r, 8).value, int))
    sheet.cell(row, 8).value = 12


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_form_is_sent_back(desk: Desk, state: Literal["hidden", "veryHidden"]) -> None:
    found = sight(desk, changed(desk, hide(FORM_SHEET, state)))
    assert [(f["code"], f["severity"]) for f in found.values()] == [("sheet-hidden", "error")]


def test_a_copy_with_the_same_figures_does_no_harm(desk: Desk) -> None:
    assert sight(desk, changed(desk, twelve, copy(FORM_SHEET, None))) == {}


def test_a_copy_with_another_figure_is_sent_back(desk: Desk) -> None:
    found = sight(desk, changed(desk, twelve, copy(FORM_SHEET, 21)))
    assert found.keys() == {"sheet-shows-other"}
    message = found["sheet-shows-other"]["message"]
    assert "“Bản in”" in message
    assert "21, không phải 12" in message


def test_a_visible_copy_beside_the_hidden_form_is_sent_back(desk: Desk) -> None:
    path = changed(desk, twelve, copy(FORM_SHEET, 21), hide(FORM_SHEET))
    assert sight(desk, path).keys() == {"sheet-hidden", "sheet-shows-other"}


def test_tables_are_seen_too(desk: Desk) -> None:
    code = "huyen-long-phu"
    assert sight(desk, changed(desk, hide(TABLE), code=code)).keys() == {"sheet-hidden"}
    for figure, codes in ((None, set()), (21, {"sheet-shows-other"})):
        path = changed(desk, twelve_in_table, copy(TABLE, figure), code=code)
        assert sight(desk, path).keys() == codes


def first_rows(sheet: Worksheet) -> list[int]:
    """Five rows of counts below each other that hold figures."""
    rows = [
        r for r in range(FIRST_ROW, sheet.max_row) if isinstance(sheet.cell(r, VALUE).value, int)
    ]
    return next(rows[at : at + 5] for at in range(len(rows)) if rows[at + 4] == rows[at] + 4)


def out_of_sight(book: Workbook) -> None:
    """Filter two rows with answers away, merge two over a third's, comment on one and its note."""
    sheet = book[FORM_SHEET]
    first, second, third, fourth, fifth = first_rows(sheet)
    sheet.row_dimensions[first].hidden = sheet.row_dimensions[second].hidden = True
    sheet.merged_cells.ranges.add(CellRange(f"F{third}:F{fourth}"))  # keeps what it covers
    sheet.cell(fifth, VALUE).comment = Comment("Chưa gồm\nChi cục", "Kế toán")


def told_out_of_sight(desk: Desk, path: Path) -> None:
    rows = first_rows(load_workbook(desk.returned("stc", name="lại.xlsx"))[FORM_SHEET])
    found = sight(desk, path)
    assert {code: f["severity"] for code, f in found.items()} == {
        "answers-hidden": "warning",
        "answers-merged": "warning",
        "cell-comment": "info",
    }
    said = {code: f["message"] for code, f in found.items()}
    assert f"F{rows[0]}, F{rows[1]}" in said["answers-hidden"]
    assert f"F{rows[2]}:F{rows[3]} che các ô F{rows[3]}:" in said["answers-merged"]
    assert f"F{rows[4]}: “Chưa gồm Chi cục”" in said["cell-comment"]
    assert found["cell-comment"]["indicator"]


def test_what_is_out_of_sight_is_named(desk: Desk) -> None:
    told_out_of_sight(desk, changed(desk, out_of_sight))


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_what_is_out_of_sight_is_named_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    (saved,) = libreoffice.convert([changed(desk, out_of_sight)], extension, tmp_path)
    told_out_of_sight(desk, saved)


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_sheets_are_seen_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    path = changed(desk, twelve, copy(FORM_SHEET, 21), hide(FORM_SHEET))
    (saved,) = libreoffice.convert([path], extension, tmp_path)
    assert sight(desk, saved).keys() == {"sheet-hidden", "sheet-shows-other"}


def test_hidden_columns_of_answers_and_notes_are_named(desk: Desk) -> None:
    def change(book: Workbook) -> None:
        sheet = book[FORM_SHEET]
        sheet.cell(row_of(sheet, "staff_quota"), NOTE).value = "theo Quyết định"
        sheet.column_dimensions["G"].hidden = True

    message = sight(desk, changed(desk, change))["answers-hidden"]["message"]
    assert "G87" in message
    assert "F" not in message


def test_a_thread_is_told_once_with_its_answers(desk: Desk) -> None:
    path = changed(desk, out_of_sight)
    add_thread(path)
    found = sight(desk, path)["cell-comment"]
    assert "“Đã đối chiếu? Rồi.”" in found["message"]


def add_thread(path: Path) -> None:
    """Put into the file what Excel 365 writes beside a comment for older Excels."""
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    comments = next(name for name in parts if name.startswith("xl/comments/"))
    ref = parts[comments].decode().partition('ref="')[2].partition('"')[0]
    thread = "".join(
        f'<threadedComment ref="{ref}" dT="2021-03-17T00:00:00.00" id="{{{n}}}"><text>{text}</text>'
        "</threadedComment>"
        for n, text in enumerate(("Đã đối chiếu?", "Rồi."))
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{namespace}">{thread}</ThreadedComments>'.encode()
    )
    target = "../threadedComments/threadedComment1.xml"
    link = f'<Relationship Id="thread" Type="{kind}" Target="{target}"/>'
    parts[links] = parts[links].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
