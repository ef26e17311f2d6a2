"""What people do to the rows, columns and heading of a workbook before they send it back."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.sheet.form import (
    FIRST_ROW,
    IDENTITY_CELL,
    KEY,
    LABEL,
    NOTE,
    PERIOD_ROW,
    STT,
    UNIT,
    UNIT_NAME_CELL,
    VALUE,
)
from tests.desk import Desk
from tests.libreoffice import LibreOffice

Change = Callable[[Worksheet], object]


def changed(desk: Desk, change: Change, code: str = "stc") -> Path:
    path = desk.returned(code)
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def row_of(sheet: Worksheet, key: str) -> int:
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, KEY).value == key)


def set_cell(row: int, column: int, value: str) -> Change:
    return lambda sheet: sheet.cell(row, column, value)


def test_invented_answers_have_no_error(desk: Desk) -> None:
    assert desk.codes(desk.returned("stc")) == []


def test_a_deleted_row_is_named(desk: Desk) -> None:
    path = changed(desk, lambda s: s.delete_rows(row_of(s, "dossiers_resolved")))
    finding = next(f for f in desk.findings(path) if f["severity"] == "error")
    assert finding["code"] == "row-missing"
    assert finding["indicator"] == "dossiers_resolved"
    assert "III.6.(2)" in finding["message"]


def test_rows_below_a_deleted_row_are_read_by_their_keys(desk: Desk) -> None:
    before = desk.returned("stc", [("staff_quota", "48,5", "")])
    cells = {f["indicator"]: f["cell"] for f in desk.findings(before) if f["code"] == "not-whole"}
    assert cells == {"staff_quota": f"F{FIRST_ROW + 75}"}
    book = load_workbook(before)
    book.worksheets[0].delete_rows(FIRST_ROW + 3)
    book.save(before)
    cells = {f["indicator"]: f["cell"] for f in desk.findings(before) if f["code"] == "not-whole"}
    assert cells == {"staff_quota": f"F{FIRST_ROW + 74}"}


def test_a_row_copied_in_between_is_named(desk: Desk) -> None:
    def copy_row(sheet: Worksheet) -> None:
        row = row_of(sheet, "staff_quota")
        sheet.insert_rows(row)
        for column in range(1, NOTE + 1):
            sheet.cell(row, column, sheet.cell(row + 1, column).value)

    assert desk.codes(changed(desk, copy_row)) == ["row-repeated"]


def test_an_added_row_with_figures_is_a_warning(desk: Desk) -> None:
    def add_row(sheet: Worksheet) -> None:
        row = row_of(sheet, "staff_quota")
        sheet.insert_rows(row)
        sheet.cell(row, VALUE, 7)

    path = changed(desk, add_row)
    assert desk.codes(path) == []
    assert "row-unknown" in desk.codes(path, "warning")


def test_rows_in_another_order_are_still_read(desk: Desk) -> None:
    def swap(sheet: Worksheet) -> None:
        first, second = row_of(sheet, "staff_quota"), row_of(sheet, "staff_present")
        for column in range(1, NOTE + 1):
            a, b = sheet.cell(first, column), sheet.cell(second, column)
            a.value, b.value = b.value, a.value

    path = changed(desk, swap)
    assert desk.codes(path) == []
    assert "row-moved" in desk.codes(path, "info")


def test_a_reworded_label_and_unit_of_measure_are_warnings(desk: Desk) -> None:
    def reword(sheet: Worksheet) -> None:
        row = row_of(sheet, "dossiers_resolved")
        sheet.cell(row, LABEL, "Số hồ sơ trễ hạn")
        sheet.cell(row, UNIT, "%")

    path = changed(desk, reword)
    assert desk.codes(path) == []
    assert {"label-changed", "unit-of-measure-changed"} <= set(desk.codes(path, "warning"))


def test_a_label_in_decomposed_letters_is_the_same_label(desk: Desk) -> None:
    import unicodedata

    def decompose(sheet: Worksheet) -> None:
        for row in range(FIRST_ROW, sheet.max_row + 1):
            text = sheet.cell(row, LABEL).value
            sheet.cell(row, LABEL, unicodedata.normalize("NFD", str(text)))

    assert "label-changed" not in desk.codes(changed(desk, decompose), "warning")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda s: s.delete_cols(UNIT), "column-missing", id="column deleted"),
        pytest.param(lambda s: s.delete_cols(KEY), "column-missing", id="key column deleted"),
        pytest.param(set_cell(*UNIT_NAME_CELL, "Sở Y tế"), "unit-changed", id="unit"),
        pytest.param(set_cell(PERIOD_ROW, STT, "QUÝ II NĂM 2021"), "period-changed", id="period"),
    ],
)
def test_what_makes_a_file_unusable_is_an_error(desk: Desk, change: Change, code: str) -> None:
    path = changed(desk, change)
    assert code in desk.codes(path)
    assert desk.check(path).status == 1


@pytest.mark.parametrize(
    ("shift", "codes"),
    [(0, ["identity-altered"]), (1, ["identity-conflict"])],
    ids=["every copy on the sheet", "one copy"],
)
def test_an_edited_identity_is_refused(desk: Desk, shift: int, codes: list[str]) -> None:
    def edit(sheet: Worksheet) -> None:
        for row, column in [(1, KEY), IDENTITY_CELL][shift:]:
            cell = sheet.cell(row, column)
            cell.value = str(cell.value).replace(":stc:", ":syt:")

    path = changed(desk, edit)
    assert codes[0] in desk.codes(path)


def test_a_figure_on_a_heading_row_is_a_warning(desk: Desk) -> None:
    path = changed(desk, lambda s: s.cell(row_of(s, "#III"), VALUE, 12))
    assert "heading-value" in desk.codes(path, "warning")


def test_a_formula_typed_into_a_cell_is_computed_or_said_to_be_unread(desk: Desk) -> None:
    path = desk.returned("stc", [("staff_quota", "x", "")])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "staff_quota"), VALUE, "=40+8")
    sheet.cell(row_of(sheet, "staff_present"), VALUE, "=LEN(A1)")
    book.save(path)
    found = {f["indicator"]: f["code"] for f in desk.findings(path)}
    assert found["staff_quota"] == "formula-in-input"
    assert found["staff_present"] == "formula-without-value"


def test_a_computed_total_is_computed_anew(desk: Desk) -> None:
    typed = [(k, v, n) for k, v, n in desk.invented("cuc-thue")]
    path = desk.returned("cuc-thue", typed)
    assert desk.codes(path) == []
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = row_of(sheet, "org_units_total")
    assert str(sheet.cell(row, VALUE).value).startswith("=")
    keys = ("org_divisions", "org_district_branches")
    parts = sum(int(str(sheet.cell(row_of(sheet, key), VALUE).value)) for key in keys)
    sheet.cell(row, VALUE, parts)
    book.save(path)
    assert "formula-replaced" in desk.codes(path, "info")
    sheet.cell(row, VALUE, parts + 1)
    book.save(path)
    assert desk.codes(path) == ["computed-differs"]


def test_a_copy_of_the_sheet_in_the_same_file_is_refused(desk: Desk) -> None:
    path = desk.returned("stc")
    book = load_workbook(path)
    book.copy_worksheet(book.worksheets[0])
    book.save(path)
    assert desk.codes(path) == ["sheet-repeated"]


def test_printed_texts_that_changed_places_are_an_error(desk: Desk) -> None:
    def swap_texts(sheet: Worksheet) -> None:
        first, second = row_of(sheet, "staff_quota"), row_of(sheet, "dossiers_received")
        for column in range(STT, NOTE + 1):
            a, b = sheet.cell(first, column), sheet.cell(second, column)
            a.value, b.value = b.value, a.value

    codes = desk.codes(changed(desk, swap_texts))
    assert codes.count("rows-mixed") == 2


def test_a_computed_cell_that_shows_another_number_is_a_warning(
    desk: Desk, recalculate: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    def overwrite(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, "org_units_total"), VALUE, "=990+9")

    path = recalculate(changed(desk, overwrite, "cuc-thue"), tmp_path / "saved")
    assert desk.codes(path) == []
    assert "computed-stale" in desk.codes(path, "warning")


def test_a_workbook_that_came_back_empty_is_named(desk: Desk) -> None:
    found = desk.findings(desk.issued("stc"))
    assert [f["code"] for f in found if f["severity"] == "error"] == ["nothing-answered"]
    assert "missing-answer" not in {f["code"] for f in found}
    assert "nothing-answered" not in {f["code"] for f in desk.findings(desk.returned("stc"))}


@pytest.mark.parametrize("typed", ["0,991", "0.991", "1"])
def test_a_rate_typed_as_a_fraction_is_asked_about_in_text_too(desk: Desk, typed: str) -> None:
    path = desk.returned("stc", [("satisfaction_rate", typed, "")])
    assert "rate-as-fraction" in desk.codes(path, "warning")


def test_a_fraction_in_an_ods_is_asked_about_as_in_the_workbook_that_was_issued(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = desk.returned("stc", [("satisfaction_rate", Decimal("0.85"), "")])
    (saved,) = libreoffice.convert([path], "ods", tmp_path)
    assert "rate-as-fraction" in desk.codes(path, "warning")
    assert "rate-as-fraction" in desk.codes(saved, "warning")
    assert "ambiguous-number" not in desk.codes(saved)
