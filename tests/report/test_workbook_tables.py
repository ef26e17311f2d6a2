"""The sheets of ``consolidated.xlsx`` that show the forms' tables, read back by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.report import table_sheet
from cchc_sheets.report.workbook import write_consolidated
from tests.consolidate.shown import EVIL, Shown
from tests.consolidate.with_tables import COLUMNS, DETAIL, FIELDS, Typing, shown, toy

LAND = {
    "record": "Đất đai",
    "new": "1.000",
    "old": "2",
    "resolved": "8",
    "ontime": "6",
    "happy": "90",
}
EVIL_RECORD = {**LAND, "record": EVIL, "old": "nhiều", "why": EVIL}
TYPED: Mapping[str, Typing] = {
    "so_nganh_1": {"ho-so": [{"record": "Rừng", "new": "1", "old": "-"}, LAND]},
    "nganh_doc_1": {"ho-so": [{**LAND, "record": "đất đai"}, EVIL_RECORD]},
    "huyen_1": {"chi-tiet": [{"record": "Tân Thạnh", "sent": "1", "got": "2"}]},
    "huyen_2": {"chi-tiet": [{"record": "Tân Thạnh", "sent": "3", "got": "4"}]},
}


def _write(what: Shown) -> bytes:
    return write_consolidated(what.merged, what.definitions, what.annex, what.rows)


def _open(what: Shown) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_write(what)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _open(shown(toy(), **TYPED))


def _rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_each_table_has_a_sheet_after_the_others(book: Workbook) -> None:
    assert book.sheetnames[7:] == ["Hồ sơ", "Chi tiết"]
    assert [row[0] for row in _rows(book["Hồ sơ"])[:3]] == [
        "HỒ SƠ THEO LĨNH VỰC",
        "QUÝ I NĂM 2021",
        "Sơ bộ: mới có số liệu của 4/5 đơn vị",
    ]


def test_heads_are_as_in_the_table(book: Workbook) -> None:
    over, under = _rows(book["Hồ sơ"])[5:7]

    assert over[:4] == ("STT", "Lĩnh vực", "Đơn vị", "Nhận")
    assert under[3:6] == ("Tổng số", "Mới", "Kỳ trước chuyển qua")
    assert over[6:8] == ("Đã giải quyết", "Đúng hạn")
    assert under[7:9] == ("Số lượng", "Tỷ lệ (%)")
    assert over[9:12] == ("Hài lòng", "Lý do", "Ghi chú")
    assert "D6:F6" in {str(area) for area in book["Hồ sơ"].merged_cells.ranges}


def test_heads_of_figures_are_smaller_than_the_fixed_ones(book: Workbook) -> None:
    sheet = book["Hồ sơ"]
    sizes = {at: sheet[at].font.sz for at in ("A6", "B6", "C6", "D6", "D7", "J6", "L6")}

    assert sizes == {"A6": 11, "B6": 11, "C6": 11, "D6": 9, "D7": 9, "J6": 9, "L6": 11}


def test_sums_of_the_province_stand_on_top(book: Workbook) -> None:
    total, land, forest, evil = _rows(book["Hồ sơ"])[7:11]

    assert total[1:9] == ("Tổng số", "4 mục của 2 đơn vị", 3005, 3001, 4, 24, 18, 75)
    assert total[9] == "90 (3)"
    assert land[:9] == (1, "Đất đai", "2 đơn vị", 2004, 2000, 4, 16, 12, 75)
    assert forest[:6] == (2, "Rừng", "1 đơn vị", 1, 1, 0)
    assert evil[11] == "Không đọc được, chưa tính: Nhận: Kỳ trước chuyển qua (1)"


def test_records_stand_below_and_every_name_leads_to_its_first(book: Workbook) -> None:
    sheet = book["Hồ sơ"]
    rows = _rows(sheet)
    start = next(index for index, row in enumerate(rows) if row[0] == "Từng đơn vị") + 3

    assert rows[start][:6] == (1, "Rừng", "Đơn vị so-nganh-1", 1, 1, 0)
    assert rows[start][11:] == ("inbox/so-nganh-1.xlsx", "Hồ sơ", "C9:J9")
    assert rows[start + 3][5] == "nhiều"
    for row in (9, 10, 11):
        name: Any = sheet.cell(row, 2)
        to: Any = sheet[name.hyperlink.location.partition("!")[2]]
        assert to.value.casefold() == name.value.casefold()
    assert sheet.auto_filter.ref == f"A{start}:N{start + 4}"


def test_names_of_one_unit_are_listed_and_not_added(book: Workbook) -> None:
    rows = _rows(book["Chi tiết"])

    assert rows[4][0] == "Toàn tỉnh"
    assert rows[7][1:5] == ("Tổng số", "2 mục của 2 đơn vị", 4, 6)
    listed = [row[1:5] for row in rows if row[1] == "Tân Thạnh"]
    assert listed == [
        ("Tân Thạnh", "Đơn vị huyen-1", 1, 2),
        ("Tân Thạnh", "Đơn vị huyen-2", 3, 4),
    ]


def test_no_text_is_a_formula(book: Workbook) -> None:
    for sheet in book.worksheets[2:]:  # figures of the annex are formulas
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert any(cell.value == EVIL for row in book["Hồ sơ"] for cell in row)


def test_names_of_sheets_are_short_and_differ() -> None:
    long = "Hồ sơ tiếp nhận theo lĩnh vực A"
    taken = {**FIELDS, "sheet": "TỔNG HỢP"}
    other = {**FIELDS, "columns": COLUMNS[3:], "sheet": long}

    book = _open(shown(toy(nganh_doc=other, so_nganh=taken, detail={**DETAIL, "sheet": long})))

    assert book.sheetnames[7:] == ["TỔNG HỢP (2)", long, f"{long[:27]} (2)"]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_table_without_records_says_so() -> None:
    assert any(
        "Chưa có đơn vị nào có số liệu trong bảng này." in row
        for row in _rows(_open(shown(toy()))["Hồ sơ"])
    )


def test_too_many_names_are_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_sheet, "MAX_LINKS", 2)

    sheet = _open(shown(toy(), **TYPED))["Hồ sơ"]

    assert not [cell for row in sheet for cell in row if cell.hyperlink]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert _write(shown(toy(), **TYPED)) == _write(shown(toy(), **TYPED))


def test_it_prints(tmp_path: Path, to_png: Callable[[Path, Path], list[Path]]) -> None:
    path = tmp_path / "consolidated.xlsx"
    path.write_bytes(_write(shown(toy(), **TYPED)))

    assert len(to_png(path, tmp_path)) >= 7
