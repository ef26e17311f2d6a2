"""Keys that stand at other rows, or over other columns, than the figures that they are for."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.model import Table
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet import table as table_at
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words.tables import COUNT
from tests.intake.returned import Change, codes, exchange, received
from tests.workbook.issues import SLDTBXH, issue_for

PRINTED = range(at.KEY, at.YEAR_BEFORE + 1)
ALIKE = {
    "stc": "Tổng số người làm việc có mặt",
    "bhxh": None,
    "huyen-long-phu": "Số vấn đề phát hiện đã xử lý xong",
}
"""Of some forms a label that rows share with their STT, or with another one."""


def rows_alike(unit: str) -> tuple[int, int]:
    """Return the sheet rows of two rows that have one label."""
    form = issue_for(unit).form
    label, labels = ALIKE[unit], [row.label for row in form.rows if row.printed]
    label = label or next(each for each in labels if labels.count(each) > 1)
    first, second, *_ = (
        Layout(form).row_of[row.key] for row in form.rows if row.printed and row.label == label
    )
    return first, second


@pytest.mark.parametrize("unit", ALIKE)
def test_keys_of_rows_with_one_label_are_not_exchanged_in_silence(
    tmp_path: Path, unit: str
) -> None:
    file = received(tmp_path, exchange(*rows_alike(unit), at.KEY), unit=unit)
    assert codes(file) == ["rows-mixed", "rows-mixed"]


def test_a_whole_row_that_its_number_tells_may_move(tmp_path: Path) -> None:
    file = received(tmp_path, exchange(*rows_alike("bhxh"), *PRINTED), unit="bhxh")
    assert codes(file) == []
    assert "row-moved" in {f.code for f in file.findings}


def test_whole_rows_that_nothing_tells_apart_may_not_change_places(tmp_path: Path) -> None:
    file = received(tmp_path, exchange(*rows_alike("stc"), *PRINTED), unit="stc")
    assert codes(file) == ["rows-mixed", "rows-mixed"]


def test_keys_of_the_levels_of_one_printed_row_are_not_exchanged(tmp_path: Path) -> None:
    form = issue_for(SLDTBXH).form
    layout = Layout(form)
    _, second, third, *_ = (layout.row_of[row.key] for row in form.rows if row.line)
    file = received(tmp_path, exchange(second, third, at.KEY), unit=SLDTBXH)
    assert codes(file) == ["rows-mixed", "rows-mixed"]


def a_block_moved(sheet: Worksheet) -> None:
    """Cut a section with everything in it and put it behind the last row."""
    form = issue_for("stc").form
    layout = Layout(form)
    tops = [layout.row_of[row.key] for row in form.rows if row.depth == 0]
    first, after = tops[1], tops[2]
    lines = [[sheet.cell(r, c).value for c in PRINTED] for r in range(first, layout.last_row + 1)]
    size = after - first
    for row, line in enumerate([*lines[size:], *lines[:size]], start=first):
        for column, value in zip(PRINTED, line, strict=True):
            cell = sheet.cell(row, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type


def test_a_section_that_moved_with_all_its_rows_is_still_read(tmp_path: Path) -> None:
    file = received(tmp_path, a_block_moved)
    assert codes(file) == []
    assert "row-moved" in {f.code for f in file.findings}


def exchanged(table: Table, what: str) -> Change:
    """Exchange the hidden marks, or the names in the head, of two of a table's columns."""
    layout = TableLayout(table)
    first, second = (layout.cell(TOTAL, column.row.key) for column in table.columns[1:3])

    def change(sheet: Worksheet) -> None:
        if table.across:
            column = table_at.KEY if what == "marks" else table_at.LABEL
            cells = [(first[0], column), (second[0], column)]
        else:
            row = table_at.KEY_ROW if what == "marks" else table_at.NAME_ROW
            if what == "heads" and sheet.cell(row, first[1]).value in {None, COUNT}:
                row = table_at.HEAD_ROWS[0]
            cells = [(row, first[1]), (row, second[1])]
        a, b = (sheet.cell(*cell) for cell in cells)
        a.value, b.value = b.value, a.value

    return change


@pytest.mark.parametrize("unit", [SLDTBXH, "huyen-long-phu"])
@pytest.mark.parametrize("what", ["marks", "heads"])
def test_marks_and_heads_of_a_table_are_held_against_each_other(
    tmp_path: Path, unit: str, what: str
) -> None:
    for table in issue_for(unit).form.tables:
        file = received(tmp_path, exchanged(table, what), unit=unit, sheet=table.sheet)
        mixed = [f.place.table for f in file.findings if f.code == "table-columns-mixed"]
        assert mixed == [table.id, table.id]


@pytest.mark.parametrize("unit", [SLDTBXH, "huyen-long-phu"])
def test_tables_as_issued_are_not_mixed(tmp_path: Path, unit: str) -> None:
    assert "table-columns-mixed" not in codes(received(tmp_path, unit=unit))
