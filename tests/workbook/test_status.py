"""The status line of workbooks in which nothing, or next to nothing, was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_sheets.model import Kind, Row
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import FORM_SHEET, STATUS_CELL, Layout
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words import live as words
from tests.workbook.issues import form_sheet, issue_for, longest_names, opened, written


def verdict_of(data: bytes) -> str:
    """Return how the status line begins, as far as it says whether anything was typed."""
    status = str(form_sheet(data, values=True).cell(*STATUS_CELL).value)
    return status[: len(words.UNTOUCHED_BEGINS)]


@pytest.mark.parametrize("unit", longest_names())
def test_an_untouched_form_says_so_as_it_is_issued(unit: str) -> None:
    assert verdict_of(written(issue_for(unit))) == words.UNTOUCHED_BEGINS


def test_an_untouched_form_says_so_until_something_is_typed(
    recalculate_all: Callable[..., list[Path]], tmp_path: Path
) -> None:
    untouched: dict[str, bool] = {}
    for unit in longest_names():
        issue = issue_for(unit)
        book = opened(written(issue))
        book.save(tmp_path / f"{issue.form.id}-0.xlsx")
        untouched[f"{issue.form.id}-0"] = True
        row = next(row for row in issue.form.answer_rows if row.is_input and row.fed_by is None)
        book[FORM_SHEET][Layout(issue.form).value_cell(row.key)] = 0
        book.save(tmp_path / f"{issue.form.id}-1.xlsx")
        untouched[f"{issue.form.id}-1"] = False
        for table in issue.form.tables:
            layout, book = TableLayout(table), opened(written(issue))
            name = table.asks.rows[0].key
            book[table.sheet][layout.address(0, name)] = table.names[0] if table.names else "Tên"
            book.save(tmp_path / f"{issue.form.id}-{table.id}-0.xlsx")
            untouched[f"{issue.form.id}-{table.id}-0"] = True
            key = next(c.row.key for c in table.columns if c.row.computed is None)
            book[table.sheet][layout.address(0, key)] = 0
            book.save(tmp_path / f"{issue.form.id}-{table.id}-1.xlsx")
            untouched[f"{issue.form.id}-{table.id}-1"] = False
    found = recalculate_all([tmp_path / f"{name}.xlsx" for name in untouched], tmp_path / "saved")
    shown = {path.stem: verdict_of(path.read_bytes()) == words.UNTOUCHED_BEGINS for path in found}
    assert shown == untouched


STATES = {
    # how many answers are typed, something wrong among them → how the line reads, amber, green
    "untouched": (0, "", "Chưa nhập · 129 ô cần trả lời", False, False),
    "on the way": (3, "", "Đã trả lời 3/129 · 0 lỗi · 0 cần xem", False, False),
    "an error": (4, "48 người", "Đã trả lời 4/129 · 1 lỗi · 0 cần xem", True, False),
    "complete": (999, "", "Đủ 129/129 · ", False, True),
}
A_NOTE = "Quyết định số 12/QĐ-STC ngày 05/01/2023"


def nothing_of(row: Row) -> str | int:
    """Return what a unit types in which nothing happened; a rate of nothing there is none."""
    if row.kind is Kind.RATE and row.not_applicable:
        return "KAD"
    nothing = "Không" if row.kind is Kind.TEXT else 0
    return row.codes[-1].value if row.codes else nothing


@pytest.mark.slow
def test_the_banner_says_how_far_it_is_and_takes_its_colour(
    recalculate_all: Callable[..., list[Path]], tmp_path: Path
) -> None:
    issue = issue_for("stc")
    cell, layout = address(*STATUS_CELL), Layout(issue.form)
    inputs = [row for row in issue.form.answer_rows if row.is_input]
    inputs.sort(key=lambda row: row.required is None)  # those that are counted first
    paths = []
    for number, (typed, wrong, *_) in enumerate(STATES.values()):
        book = opened(written(issue))
        sheet = book[FORM_SHEET]
        for row in inputs[:typed]:
            sheet[layout.value_cell(row.key)] = nothing_of(row)
            sheet[layout.note_cell(row.key)] = A_NOTE
        if wrong:
            sheet[layout.value_cell(inputs[typed - 1].key)] = wrong
        # The conditions of its colours, as formulas of cells that nothing else uses.
        areas = (area.rules for area in sheet.conditional_formatting if str(area.sqref) == cell)
        conditions = [rule.formula[0] for rules in areas for rule in rules]
        sheet["Z1"], sheet["Z2"] = (f"={condition}" for condition in conditions)
        paths.append(tmp_path / f"{number}.xlsx")
        book.save(paths[-1])
    saved = recalculate_all(paths, tmp_path / "saved")
    for path, (*_, says, amber, green) in zip(saved, STATES.values(), strict=True):
        shown = form_sheet(path.read_bytes(), values=True)
        assert str(shown[cell].value).startswith(says)
        is_green, is_amber = shown["Z1"].value, shown["Z2"].value and not shown["Z1"].value
        assert (is_amber, is_green) == (amber, green), says
