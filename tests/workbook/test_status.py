"""The status line of workbooks in which nothing, or next to nothing, was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_sheets.sheet.form import FORM_SHEET, STATUS_CELL, Layout
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.words import live as words
from tests.workbook.issues import form_sheet, issue_for, longest_names, opened, written


def verdict_of(data: bytes) -> str:
    """Return the second line of the status line."""
    return str(form_sheet(data, values=True).cell(*STATUS_CELL).value).split("\n")[1]


@pytest.mark.parametrize("unit", longest_names())
def test_an_untouched_form_says_so_as_it_is_issued(unit: str) -> None:
    assert verdict_of(written(issue_for(unit))) == words.UNTOUCHED


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
    shown = {path.stem: verdict_of(path.read_bytes()) == words.UNTOUCHED for path in found}
    assert shown == untouched
