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

from cchc_sheets.model import Outcome, State, UnitState
from cchc_sheets.report import unit_sheets
from cchc_sheets.report.workbook import write_consolidated
from tests.consolidate.shown import EVIL, Shown, file, shown

SHEETS = [
    "Tóm tắt",
    "Tổng hợp",
    "Nội dung khác",
    "Theo đơn vị",
    "Nguồn",
    "Tình trạng",
    "Kết quả soát",
    "Số vẽ biểu đồ",
]
PAPERS = 3


def _write(what: Shown) -> bytes:
    return write_consolidated(what.merged, what.definitions, what.annex, what.rows)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_write(shown())), data_only=True)


def _table(sheet: Worksheet, first: str) -> dict[str, tuple[Any, ...]]:
    """The rows below the one that begins with ``first``, by their second cell."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if row[0] == first)
    return {str(row[1]): row for row in rows[head + 1 :]}


def test_the_annex(book: Workbook) -> None:
    sheet = book["Tổng hợp"]

    assert book.sheetnames == SHEETS
    assert [sheet.cell(row, 1).value for row in range(2, 7)] == [
        "Phụ lục",
        "THỐNG KÊ",
        "QUÝ I NĂM 2021",
        "(Kèm theo Văn bản số … ngày … tháng … năm … của …)",
        "DỰ THẢO – Sơ bộ: mới có số liệu của 4/5 đơn vị",
    ]
    heads = [
        "Chỉ tiêu thống kê",
        "Đơn vị tính",
        "Sở, ban, ngành",
        "Huyện",
        "Toàn tỉnh",
        "Kỳ so sánh",
        "Thay đổi",
        "Đã trả lời",
    ]
    assert [cell.value for cell in sheet[7]] == ["STT", *heads, None]
    # One line stays on the screen; on paper the heading stands above the head.
    assert [cell.value for cell in sheet[1]] == [None, *heads, "Ghi chú (không in)"]
    assert sheet.freeze_panes == "C2"
    assert sheet.print_area.startswith("'Tổng hợp'!$A$2:")
    assert sheet.print_title_rows == "$7:$7"


def test_figures_are_numbers_and_the_rest_is_said(book: Workbook) -> None:
    rows = _table(book["Tổng hợp"], "STT")

    assert (*rows["all"][3:6], rows["all"][8]) == (2875, 10, 2885, "2/5")
    assert (*rows["part"][3:6], rows["part"][8]) == (2442, 9, 2451, "3/5")
    assert "2.451/2.885 = 84,96%. 1 đơn vị báo tỷ lệ" in str(rows["part"][9])
    assert rows["yes"][3:6] == (1, "x", 1)
    assert rows["yes"][9] == "Có 1 / Không 1 / chưa trả lời 0"
    # Departments add their lists; districts disagree one to one.
    assert rows["list"][3:6] == (100, "Chưa thống nhất", "theo khối")
    assert "HUYEN-1: 250; HUYEN-2: 245" in str(rows["list"][9])
    assert rows["rate"][5] == "99,75 (99,5–100)"
    assert "Không cộng được. Thấp nhất 99,5" in str(rows["rate"][9])
    assert "Không đọc được, chưa tính: SO-NGANH-1" in str(rows["rate"][9])
    assert "“Có vi phạm”: SO-NGANH-1" in str(rows["code"][9])


def test_notes_say_who_pulls_a_figure_and_who_is_not_in_it(book: Workbook) -> None:
    rows = _table(book["Tổng hợp"], "STT")

    assert str(rows["all"][9]).startswith("Riêng SO-NGANH-1 2.875, bằng 99,7%")
    assert str(rows["all"][9]).endswith("Thiếu 2 đơn vị: SO-NGANH-2; HUYEN-3")


def test_every_answer_leads_to_its_line(book: Workbook) -> None:
    sheet, source = book["Theo đơn vị"], book["Nguồn"]
    found = {}
    for row in sheet.iter_rows(min_row=4, min_col=4):
        for cell in row:
            if cell.hyperlink:
                line = source[str(cell.hyperlink.location).partition("!")[2].lstrip("A")]
                found[cell.coordinate] = (cell.value, line)

    assert len(found) == sum(row.state is not State.BLANK for row in shown().rows)
    for value, line in found.values():
        assert value in {line[2].value, line[3].value}


def test_every_figure_leads_to_the_units_that_make_it(book: Workbook) -> None:
    sheet, source = book["Tổng hợp"], book["Nguồn"]
    row = next(r for r in sheet.iter_rows() if r[1].value == "part")

    at = int(str(row[5].hyperlink and row[5].hyperlink.location).partition("!")[2].lstrip("A"))

    lines = [[cell.value for cell in line[:8]] for line in source.iter_rows(at, at + 3)]
    made = "Tỷ lệ × tổng số của đơn vị, làm tròn"
    assert lines[0][1:] == ["Đơn vị so-nganh-1", "84,94", 84.94, "Cái", 2442, 2875, made]
    assert lines[1][5:] == [None, None, "Chưa tính: có tỷ lệ, thiếu số để quy đổi"]
    assert lines[2][1:] == ["Đơn vị huyen-1", "9", 9, "Cái", 9, None, None]


def test_shares_look_like_shares(book: Workbook) -> None:
    cells = {cell.value: cell.number_format for row in book["Theo đơn vị"] for cell in row}

    assert cells[84.94] == '0.##"%"'
    assert cells[50] == '0"%"'


def test_lineage(book: Workbook) -> None:
    sheet = book["Nguồn"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]

    assert lines[0] == [
        *("all", "Đơn vị so-nganh-1", "2.875", 2875, "Cái", 2875, None, None, EVIL),
        *("inbox/so-nganh-1.xlsx", "Biểu", "F10", "số", "ab" * 32, "all"),
    ]
    assert len(lines) == len(shown().rows)


def test_units_and_findings(book: Workbook) -> None:
    states = _table(book["Tình trạng"], "STT")
    findings = [[cell.value for cell in row] for row in book["Kết quả soát"].iter_rows()]

    assert states["Đơn vị huyen-3"][3:] == (
        "Trả lại",
        "“Đúng hạn” (2844) lớn hơn “Đã giải quyết” (1654).",
        1,
        *([None] * 6),
        "inbox/=x.xlsx",
    )
    assert states["Đơn vị huyen-1"][3] == "Chờ soát"
    assert findings[2][0] == "Đối chiếu giữa các đơn vị"
    titles = [row[0] for row in findings[2:] if not any(row[1:])]
    assert titles[1:] == [f"Đơn vị {unit.code}" for unit in shown().merged.consolidation.expected]
    assert [row[1] for row in findings[-2:]] == ["Lỗi", "Lưu ý"]


def test_no_text_is_a_formula(book: Workbook) -> None:
    written = openpyxl.load_workbook(io.BytesIO(_write(shown())))
    for sheet in written:
        if sheet.title not in {"Tóm tắt", "Tổng hợp"}:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)
    assert any(cell.value == EVIL for row in book["Nguồn"] for cell in row)


def test_pages(book: Workbook) -> None:
    for name, sheet in zip(SHEETS, book, strict=True):
        assert sheet.page_setup.paperSize == 9
        if name == SHEETS[0]:
            assert sheet.sheet_properties.pageSetUpPr
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
        elif name in SHEETS[:PAPERS]:
            assert sheet.print_title_rows
            assert sheet.HeaderFooter.differentFirst
            assert "&P" in str(sheet.oddHeader and sheet.oddHeader.center.text)
            assert round(sheet.page_margins.left * 25.4) == 30
        else:
            assert str(sheet["A1"].value).startswith("TRANG LÀM VIỆC – không in")
            assert ":$" in str(sheet.print_area)
            assert str(sheet.print_area).endswith("$1")
            assert sheet.sheet_properties.tabColor


def test_the_same_input_gives_the_same_bytes() -> None:
    assert _write(shown()) == _write(shown())


def test_too_many_answers_for_links_leave_the_names_as_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unit_sheets, "MAX_LINKS", 10)

    sheet = openpyxl.load_workbook(io.BytesIO(_write(shown())))["Theo đơn vị"]

    links = [cell.coordinate for row in sheet for cell in row if cell.hyperlink]
    assert links == ["B2", "D3", "E3", "G3", "H3"]


@pytest.mark.parametrize("note", ["a\ud83d", "ê" * 40_000, "\x01\x0b_x0041_", ""])
def test_odd_texts_do_not_end_the_writing(note: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_write(shown(note=note))))

    assert book.sheetnames == SHEETS


def test_nothing_merged_and_nothing_found() -> None:
    what = shown()
    made = replace(what.merged.consolidation, merged=(), findings=())
    empty = replace(what, merged=replace(what.merged, consolidation=made, outcomes=()), rows=())

    book = openpyxl.load_workbook(io.BytesIO(_write(empty)))

    assert book["Kết quả soát"]["A3"].value == "Không có lỗi, không có điểm cần xem."


def test_a_file_of_nobody_is_listed() -> None:
    what = shown()
    stranger = Outcome(UnitState.RETURNED, None, file("x.xlsx"))

    data = _write(what.with_outcomes(stranger))

    states = _table(openpyxl.load_workbook(io.BytesIO(data))["Tình trạng"], "STT")
    assert states["(x.xlsx)"][2:4] == (None, "Trả lại")


def test_it_prints(tmp_path: Path, to_png: Callable[[Path, Path], list[Path]]) -> None:
    path = tmp_path / "consolidated.xlsx"
    path.write_bytes(_write(shown()))

    assert len(to_png(path, tmp_path)) >= len(SHEETS)
