"""The counts beside rates come back, with workbooks issued without them and renewed ones."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.jobs.carried import carry
from cchc_sheets.sheet.form import DENOMINATOR, NUMERATOR, PREVIOUS
from tests.decoded import read_raw
from tests.intake.returned import Change, codes, received, row_of
from tests.workbook.issues import issue_for

RATE = "par_communication_tasks_rate"
TOP, BOTTOM = f"{RATE}_numerator", f"{RATE}_denominator"


def _typed(column: int, value: float | str | None) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, RATE), column).value = value

    return change


def _without_columns(sheet: Worksheet) -> None:
    sheet.delete_cols(NUMERATOR, 2)


def test_both_counts_are_read_with_their_cells(tmp_path: Path) -> None:
    sent = received(tmp_path, _typed(NUMERATOR, 45), _typed(DENOMINATOR, "50")).submission
    assert sent is not None
    top, bottom = sent.answers[TOP], sent.answers[BOTTOM]
    assert (top.value, bottom.value) == (Decimal(45), Decimal(50))
    assert bottom.from_text
    assert (top.cell, bottom.cell) == ("L23", "M23")
    assert (top.note, top.note_cell) == ("", None)


def test_a_column_put_in_before_them_moves_them(tmp_path: Path) -> None:
    typed = (_typed(NUMERATOR, 45), _typed(DENOMINATOR, 50))
    sent = received(tmp_path, *typed, lambda s: s.insert_cols(PREVIOUS)).submission
    assert sent is not None
    assert (sent.answers[TOP].cell, sent.answers[TOP].value) == ("M23", Decimal(45))


def test_a_workbook_that_was_issued_without_them_is_read_as_before(tmp_path: Path) -> None:
    with_them, without = received(tmp_path), received(tmp_path, _without_columns)
    assert with_them.submission is not None
    assert without.submission is not None
    assert codes(without) == codes(with_them)
    given = with_them.submission.answers
    beside = {row.key for row in issue_for("stc").form.base_rows}
    assert without.submission.answers == {k: a for k, a in given.items() if k not in beside}


def test_the_code_covers_them(tmp_path: Path) -> None:
    found = set()
    for top, bottom in ((None, None), (45, None), (None, 45), (45, 50), (50, 45)):
        file = received(tmp_path, _typed(NUMERATOR, top), _typed(DENOMINATOR, bottom))
        assert file.submission is not None
        found.add(file.submission.code)
    assert len(found) == 5


def test_they_come_back_to_the_unit_as_typed(tmp_path: Path) -> None:
    received(tmp_path, _typed(NUMERATOR, 45), _typed(DENOMINATOR, "năm mươi"))
    issue = issue_for("stc")
    raw = read_raw(tmp_path / "returned.xlsx")
    assert isinstance(raw, RawWorkbook)
    carried = carry(raw, issue.form, issue.form, issue.unit, issue.period)
    assert carried.prefill[TOP].value == Decimal(45)
    assert carried.prefill[BOTTOM].value == "năm mươi"
    received(tmp_path, _without_columns)
    raw = read_raw(tmp_path / "returned.xlsx")
    assert isinstance(raw, RawWorkbook)
    carried = carry(raw, issue.form, issue.form, issue.unit, issue.period)
    assert not {TOP, BOTTOM} & carried.prefill.keys()
