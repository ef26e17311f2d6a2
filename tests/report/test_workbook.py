"""``consolidated.xlsx``, read back by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import State
from cchc_sheets.report import sheet_matrix as consolidated_matrix
from cchc_sheets.report.workbook import write_consolidated
from tests.consolidate.shown import EVIL, Shown, shown

SHEETS = ["Tổng hợp", "Theo đơn vị", "Nguồn", "Tình trạng", "Phát hiện"]


def _write(what: Shown) -> bytes:
    return write_consolidated(
        what.consolidation, what.definitions, what.annex, what.outcomes, what.rows
    )


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_write(shown())))


def _table(sheet: Worksheet, first: str) -> dict[str, tuple[Any, ...]]:
    """The rows below the one that begins with ``first``, by their second cell."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if row[0] == first)
    return {str(row[1]): row for row in rows[head + 1 :]}


def test_the_annex(book: Workbook) -> None:
    sheet = book["Tổng hợp"]

    assert book.sheetnames == SHEETS
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "PHỤ LỤC",
        "THỐNG KÊ",
        "QUÝ I NĂM 2021",
        "DỰ THẢO – SỐ SƠ BỘ: còn thiếu 1/5 đơn vị",
    ]
    assert [cell.value for cell in sheet[6]] == [
        "STT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Sở, ban, ngành",
        "Huyện",
        "Toàn tỉnh",
        "Đã trả lời / Phải trả lời",
        "Ghi chú",
    ]


def test_figures_are_numbers_and_the_rest_is_said(book: Workbook) -> None:
    rows = _table(book["Tổng hợp"], "STT")

    assert rows["all"][3:7] == (2875, 10, 2885, "2/5")
    assert rows["part"][3:7] == (2442, 9, 2451, "3/5")
    assert str(rows["part"][7]).startswith("2.451/2.885 = 84,96%. 1 đơn vị báo tỷ lệ")
    assert rows["yes"][3:] == (1, "x", 1, "2/2", "Có 1 / Không 1 / chưa trả lời 0")
    # Departments add their lists; districts disagree one to one.
    assert rows["list"][3:7] == (100, "Chưa thống nhất", None, "4/5")
    assert "HUYEN-1: 250; HUYEN-2: 245" in str(rows["list"][7])
    assert rows["rate"][5] == "99,5 – 99,75 – 100"
    assert str(rows["rate"][7]).startswith("Không cộng được. Thấp nhất 99,5")
    assert "Không đọc được, chưa tính: SO-NGANH-1" in str(rows["rate"][7])
    assert str(rows["code"][7]).endswith("“Có vi phạm”: SO-NGANH-1")


def test_every_answer_leads_to_its_line(book: Workbook) -> None:
    sheet, source = book["Theo đơn vị"], book["Nguồn"]
    found = {}
    for row in sheet.iter_rows(min_row=4, min_col=4, max_col=8):
        for cell in row:
            if cell.hyperlink:
                line = source[str(cell.hyperlink.location).partition("!")[2].lstrip("A")]
                found[cell.coordinate] = (cell.value, line)

    assert len(found) == sum(row.state is not State.BLANK for row in shown().rows)
    for value, line in found.values():
        assert value in {line[4].value, line[6].value}


def test_shares_look_like_shares(book: Workbook) -> None:
    cells = {cell.value: cell.number_format for row in book["Theo đơn vị"] for cell in row}

    assert cells[84.94] == '0.##"%"'
    assert cells[50] == '0"%"'


def test_lineage(book: Workbook) -> None:
    sheet = book["Nguồn"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    assert lines[0] == [
        "Đơn vị so-nganh-1",
        "all",
        "all",
        "số",
        2875,
        "Cái",
        "2.875",
        EVIL,
        "inbox/so-nganh-1.xlsx",
        "Biểu",
        "F10",
    ]
    assert len(lines) == len(shown().rows)


def test_units_and_findings(book: Workbook) -> None:
    states = _table(book["Tình trạng"], "STT")
    findings = [[cell.value for cell in row] for row in book["Phát hiện"].iter_rows()]

    assert states["Đơn vị huyen-3"][3:] == (
        "Chưa đưa vào tổng hợp",
        "R22: 2844 lớn hơn 1654",
        1,
        None,
        "inbox/=x.xlsx",
    )
    assert states["Đơn vị huyen-1"][3] == "Đã tổng hợp"
    assert findings[1][0] == "Đối chiếu giữa các đơn vị"
    titles = [row[0] for row in findings if not any(row[1:])]
    assert titles[1:] == [f"Đơn vị {unit.code}" for unit in shown().consolidation.expected]
    assert [row[1] for row in findings[-2:]] == ["Lỗi", "Lưu ý"]


def test_no_text_is_a_formula(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
    assert any(cell.value == EVIL for row in book["Nguồn"] for cell in row)


def test_pages(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_the_same_input_gives_the_same_bytes() -> None:
    assert _write(shown()) == _write(shown())


def test_too_many_answers_for_links_leave_the_names_as_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(consolidated_matrix, "MAX_LINKS", 10)

    sheet = openpyxl.load_workbook(io.BytesIO(_write(shown())))["Theo đơn vị"]

    links = [cell.coordinate for row in sheet for cell in row if cell.hyperlink]
    assert links == ["D3", "E3", "F3", "G3"]


@pytest.mark.parametrize("note", ["a\ud83d", "ê" * 40_000, "\x01\x0b_x0041_", ""])
def test_odd_texts_do_not_end_the_writing(note: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_write(shown(note=note))))

    assert book.sheetnames == SHEETS


def test_nothing_merged_and_nothing_found() -> None:
    what = shown()
    empty = replace(
        what,
        consolidation=replace(what.consolidation, merged=(), findings=()),
        outcomes=(),
        rows=(),
    )

    book = openpyxl.load_workbook(io.BytesIO(_write(empty)))

    assert book["Phát hiện"]["A2"].value == "Không có phát hiện nào."


def test_a_file_of_nobody_is_listed() -> None:
    what = shown()
    rejected = what.outcomes[-1]
    stranger = replace(rejected, unit=replace(rejected.unit, code="x", name="(x.xlsx)", type=""))

    data = _write(replace(what, outcomes=(*what.outcomes, stranger)))

    states = _table(openpyxl.load_workbook(io.BytesIO(data))["Tình trạng"], "STT")
    assert states["(x.xlsx)"][2:4] == (None, "Chưa đưa vào tổng hợp")


def test_it_prints(tmp_path: Path, to_png: Callable[[Path, Path], list[Path]]) -> None:
    path = tmp_path / "consolidated.xlsx"
    path.write_bytes(_write(shown()))

    assert len(to_png(path, tmp_path)) >= len(SHEETS)
