"""What a printed file is read as, before any indicator is proposed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_sheets.drafting.draft import legend
from cchc_sheets.drafting.grid import read_tsv
from cchc_sheets.drafting.heading import heading_block
from cchc_sheets.drafting.outline import paths
from cchc_sheets.drafting.printed import Printed, PrintedRow, read_printed
from cchc_sheets.drafting.word import read_docx
from cchc_sheets.drafting.workbook import read_printed_workbook
from cchc_sheets.model.problem import UsageProblem
from tests.drafting.printed_files import (
    ROWS,
    TITLE,
    excel_annex,
    excel_rows,
    table_of,
    word_annex,
    word_rows,
)


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    path = word_annex(tmp_path_factory.mktemp("word") / "a.docx")
    return table_of(read_docx(path.read_bytes()))


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    path = excel_annex(tmp_path_factory.mktemp("excel") / "a.xlsx")
    return table_of(read_printed_workbook(path.read_bytes()))


def test_word_rows_are_those_printed_whatever_repeats_or_is_blank(word: Printed) -> None:
    read = [(row.stt.rstrip("."), row.label, row.unit) for row in word.rows]
    assert read == [(stt, label, unit) for stt, label, unit, *_ in ROWS]
    assert sum(row.filled for row in word.rows) == sum(bool(v or n) for *_, v, n in ROWS)


def test_word_head_of_two_rows_tells_the_columns(word: Printed) -> None:
    assert word.head.columns == {"stt": 0, "label": 1, "unit": 2, "value": 3, "note": 4}
    assert (word.head.label_column, word.head.value_column) == ("Nội dung", "Kết quả")


def test_word_heading_gets_placeholders(word: Printed) -> None:
    block = heading_block(word.above)
    assert block.appendix == "Phụ lục 3"
    assert block.title == TITLE
    assert block.period_line == "{period} CỦA {unit_upper}"
    assert block.attached_to == "(Kèm theo Báo cáo số {number} ngày {date} của {unit})"


def test_excel_rows(excel: Printed) -> None:
    assert [(row.stt, row.label, row.unit) for row in excel.rows] == [
        ("I.", "Cải cách thủ tục hành chính", ""),
        (
            "1",
            "Tổng số hồ sơ TTHC đã tiếp nhận trong kỳ của các cơ quan, đơn vị trên địa bàn",
            "Hồ sơ",
        ),
        ("1.1", "Tiếp nhận trực tuyến", "Hồ sơ"),
        ("1.1", "Tiếp nhận trực tiếp", "Hồ sơ"),
        ("a)", "- Qua bưu chính", "Hồ sơ"),
        ("2", "Mức độ {thử} xây dựng Một cửa điện tử", "Chưa có=0 Đang làm=1 Hoàn thành=2"),
    ]
    assert [line.text for line in excel.left_out] == ["Người lập biểu", "(Ký, ghi rõ họ tên)"]
    assert paths(excel.rows) == ["I", "I.1", "I.1.1", "I.1.(1)", "I.1.(1).a", "I.2"]


def test_the_period_may_stand_in_the_title(excel: Printed) -> None:
    block = heading_block(excel.above)
    assert (block.appendix, block.title, block.period_line) == ("Biểu số 02", TITLE, "{period}")


@pytest.mark.parametrize(
    ("stts", "expected"),
    [
        ("I 1 _ _ 2 _ II 1", "I I.1 I.1.(1) I.1.(2) I.2 I.2.(1) II II.1"),
        ("1. 1.1. 1.1.1 1.1.2 1.2 1.1.1 2.", "1 1.1 1.1.1 1.1.2 1.2 1.2.1 2"),
        ("A I 1 a b 2 II B", "A A.I A.I.1 A.I.1.a A.I.1.b A.I.2 A.II B"),
        ("1 - - + - 2", "1 1.(1) 1.(2) 1.(2).(1) 1.(3) 2"),
        ("1 _ đ _ _ 2", "1 1.(1) 1.(1).(1) 1.(1).(2) 1.(1).(3) 2"),
        ("1 1 1", "1 (1) (2)"),
        ("1 1.1 (1) (2) 1.2", "1 1.1 1.1.1 1.1.2 1.2"),
    ],
)
def test_paths_follow_the_numbers_and_where_there_are_none_the_order(
    stts: str, expected: str
) -> None:
    printed = {"_": "", "đ": "Trong đó"}
    rows = [PrintedRow(n, printed.get(stt, stt), "x", "u") for n, stt in enumerate(stts.split())]
    assert paths(rows) == expected.split()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Không = 0 Có = 1", "Không = 0 Có = 1"),
        ("Có: 1; Không: 0", "Có = 1 Không = 0"),
        ("0: Chưa, 1: Rồi", "Chưa = 0 Rồi = 1"),
        ("Có=1/Không=0", "Có = 1 Không = 0"),
        ("Chưa có = 0 2 cấp = 1 3 cấp = 2", "Chưa có = 0 2 cấp = 1 3 cấp = 2"),
        ("Hồ sơ", "Hồ sơ"),
        ("1000 đồng", "1000 đồng"),
        ("%", "%"),
    ],
)
def test_a_legend_is_written_as_forms_write_it(printed: str, expected: str) -> None:
    assert legend(printed) == expected


def test_a_file_without_such_a_table_is_named_as_one() -> None:
    lines = read_tsv("STT\tHọ và tên\n1\tA\n".encode())
    assert not isinstance(lines, UsageProblem)
    assert read_printed(lines) == UsageProblem("no-table")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04word/", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_office_file_is_no_traceback(content: bytes) -> None:
    for read in (read_docx, read_printed_workbook):
        assert read(content) == UsageProblem("import-unreadable")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("TT\tNội dung\tĐVT\tSố liệu\tGhi chú", ()),
        ("TT\tChỉ tiêu\tMã số\tĐVT\tQuý I\tQuý II", ("Mã số", "Quý I", "Quý II")),
        ("TT\tChỉ tiêu\tĐVT\tSố liệu\tSố liệu kỳ trước", ("Số liệu kỳ trước",)),
        ("TT\tChỉ tiêu\tĐVT\tKết quả\t\n\t\t\tQuý I\tQuý II", ("Quý II",)),
    ],
)
def test_columns_that_a_form_has_no_place_for_are_named(
    head: str, expected: tuple[str, ...]
) -> None:
    printed = table_of(read_tsv(f"{head}\n1\tSố hồ sơ\tHồ sơ\t4\t5\t6\n".encode()))
    assert printed.head.passed_over == expected
    assert [row.label for row in printed.rows] == ["Số hồ sơ"]


def test_the_letter_that_asks_is_not_the_report_that_answers() -> None:
    block = heading_block(["(Kèm theo Công văn số 12/SNV-CCHC ngày 05/9/2025 của Sở Nội vụ)"])
    assert block.attached_to == "(Kèm theo Báo cáo số {number} ngày {date} của {unit})"


def test_a_period_never_stays_in_the_heading() -> None:
    block = heading_block(["Phụ lục số liệu CCHC tháng 3 năm 2026"])
    assert (block.appendix, block.period_line) == ("PHỤ LỤC", "Phụ lục số liệu CCHC {period}")


LABELS = ('Mô hình "Một cửa"', '"Một cửa" thân thiện', "Mô hình “Dân vận khéo”", 'Số 5"')


@pytest.mark.parametrize("write", [word_rows, excel_rows])
def test_quotation_marks_of_a_label_are_kept(write: Callable[..., Path], tmp_path: Path) -> None:
    rows = [("1", label, "Mô hình", "") for label in LABELS]
    path = write(tmp_path / "a", ("TT", "Chỉ tiêu", "ĐVT", "Số liệu"), *rows)
    read = read_docx if write is word_rows else read_printed_workbook
    assert tuple(row.label for row in table_of(read(path.read_bytes())).rows) == LABELS


def test_quotation_marks_are_kept_however_a_table_of_tabs_was_saved() -> None:
    """Excel sets a text with quotation marks into others and doubles its own."""
    doubled = [label.replace('"', '""') for label in LABELS]
    for cells in (LABELS, [f'"{label}"' for label in doubled]):
        rows = "".join(f"1\t{cell}\tMô hình\n" for cell in cells)
        printed = table_of(read_tsv(f"TT\tChỉ tiêu\tĐVT\n{rows}".encode()))
        assert tuple(row.label for row in printed.rows) == LABELS


def test_a_cell_merged_over_rows_or_columns_is_in_its_first_place(tmp_path: Path) -> None:
    begun = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p>'
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>không hiện</w:t></w:r></w:p>"
    heading = "<w:p><w:r><w:t>II. Thủ tục hành chính</w:t></w:r></w:p>"
    wide = f'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{heading}'
    path = word_rows(
        tmp_path / "a.docx",
        ("TT", "Chỉ tiêu", "ĐVT"),
        (begun, "Số hồ sơ", "Hồ sơ"),
        (goes_on, "Số thủ tục", "Thủ tục"),
        (wide,),
    )
    rows = table_of(read_docx(path.read_bytes())).rows
    assert [(row.stt, row.label, row.unit) for row in rows] == [
        ("1", "Số hồ sơ", "Hồ sơ"),
        ("", "Số thủ tục", "Thủ tục"),
        ("II.", "Thủ tục hành chính", ""),
    ]


def test_a_table_saved_by_excel_as_unicode_text_is_read() -> None:
    text = "TT\tChỉ tiêu\tĐVT\n1\tSố hồ sơ\tHồ sơ\n"
    assert read_tsv(text.encode("utf-16")) == read_tsv(text.encode()) != ()
