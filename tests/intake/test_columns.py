"""Columns are found by their heads and fields by their labels; a missing one is said, once."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import Received
from cchc_sheets.sheet import form as at
from tests.intake.returned import Change, codes, exchange, received, row_of

FIELDS = {
    at.REPORT_NUMBER_CELL: "12/BC-STC",
    at.SIGNED_ON_CELL: "20/03/2023",
}
NAMES = {
    at.STT: "STT",
    at.LABEL: "Chỉ tiêu thống kê",
    at.UNIT: "Đơn vị tính",
    at.VALUE: "Số liệu",
    at.NOTE: "Ghi chú",
    at.CHECK: "Soát lỗi",
    at.PREVIOUS: "Kỳ trước",
    at.YEAR_BEFORE: "Cùng kỳ năm trước",
}


def sign(sheet: Worksheet) -> None:
    for cell, text in FIELDS.items():
        sheet.cell(*cell, text)


def facts(file: Received, code: str) -> list[object]:
    return [f.facts["found"] for f in file.findings if f.code == code]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return received(tmp_path_factory.mktemp("whole"), sign)


def same_report(file: Received, whole: Received) -> bool:
    sent, expected = file.submission, whole.submission
    assert sent is not None
    assert expected is not None
    mine, others = (
        {key: (a.value, a.raw, a.note) for key, a in each.answers.items()}
        for each in (sent, expected)
    )
    fields = [(s.report_number, s.signed_on, s.shown.status) for s in (sent, expected)]
    return mine == others and fields[0] == fields[1] and sent.previous == expected.previous


def test_a_report_that_nobody_moved_has_no_finding(whole: Received) -> None:
    assert codes(whole) == []
    assert whole.submission is not None
    assert whole.submission.report_number == "12/BC-STC"


@pytest.mark.parametrize("column", NAMES)
def test_a_deleted_column_is_the_only_thing_told(tmp_path: Path, column: int) -> None:
    file = received(tmp_path, lambda s: s.delete_cols(column))
    assert codes(file) == ["column-missing"]
    assert facts(file, "column-missing") == [f"“{NAMES[column]}”"]
    assert file.submission is None


def test_without_the_keys_the_column_of_keys_is_missing(tmp_path: Path) -> None:
    assert codes(received(tmp_path, lambda s: s.delete_cols(at.KEY))) == ["column-missing"]


@pytest.mark.parametrize("column", [at.SYMBOL, at.VALUE, at.NOTE, at.PREVIOUS, at.YEAR_BEFORE])
def test_an_inserted_column_changes_nothing_that_is_read(
    tmp_path: Path, whole: Received, column: int
) -> None:
    file = received(tmp_path, sign, lambda s: s.insert_cols(column))
    assert codes(file) == ["columns-moved"]
    assert same_report(file, whole)


def test_a_sheet_that_moved_as_a_whole_is_as_it_was(tmp_path: Path, whole: Received) -> None:
    file = received(tmp_path, sign, lambda s: s.insert_cols(1, 2))
    assert codes(file) == []
    assert same_report(file, whole)


def copy_of(column: int, to: int) -> Change:
    def change(sheet: Worksheet) -> None:
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, to, sheet.cell(row, column).value)

    return change


@pytest.mark.parametrize("column", [at.VALUE, at.NOTE])
def test_a_column_that_stands_twice_is_told(tmp_path: Path, column: int) -> None:
    file = received(tmp_path, copy_of(column, at.YEAR_BEFORE + 2))
    assert codes(file) == ["column-repeated"]
    assert facts(file, "column-repeated") == [NAMES[column]]


def heads(column: int, text: str | None) -> Change:
    def change(sheet: Worksheet) -> None:
        for row in (at.SCREEN_HEAD_ROW, *at.HEAD_ROWS):
            if sheet.cell(row, column).value == NAMES[column]:
                sheet.cell(row, column).value = text

    return change


def test_a_column_of_another_name_counts_by_its_place(tmp_path: Path, whole: Received) -> None:
    file = received(tmp_path, sign, heads(at.NOTE, "Giải trình"))
    assert codes(file) == ["column-renamed"]
    assert same_report(file, whole)


def test_a_column_without_a_name_is_missing(tmp_path: Path) -> None:
    assert codes(received(tmp_path, heads(at.NOTE, None))) == ["column-missing"]


def test_one_head_is_enough(tmp_path: Path, whole: Received) -> None:
    assert same_report(received(tmp_path, sign, lambda s: s.delete_rows(at.SCREEN_HEAD_ROW)), whole)


@pytest.mark.parametrize(
    "before", [1, at.APPENDIX_ROW, at.TITLE_ROW, at.HEAD_ROWS[0], at.FIRST_ROW]
)
def test_rows_inserted_above_accuse_nobody(tmp_path: Path, whole: Received, before: int) -> None:
    file = received(tmp_path, sign, lambda s: s.insert_rows(before))
    assert codes(file) == []
    assert same_report(file, whole)


def test_the_first_row_in_another_place_accuses_nobody(tmp_path: Path, whole: Received) -> None:
    first = at.FIRST_ROW
    file = received(tmp_path, sign, exchange(first, first + 1, *range(1, at.YEAR_BEFORE + 1)))
    assert codes(file) == []
    assert same_report(file, whole)


def test_a_figure_in_an_inserted_column_is_not_taken_for_an_answer(
    tmp_path: Path, whole: Received
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_cols(at.VALUE)
        sheet.cell(row_of(sheet, "staff_quota"), at.VALUE, 99)

    assert same_report(received(tmp_path, sign, change), whole)
