"""A workbook that was issued before the form had its banner comes back as it did."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from cchc_sheets.intake.read import read_returned
from cchc_sheets.words.live import counts_of
from tests.workbook.issues import definitions

BEFORE = Path(__file__).parents[1] / "data" / "issued" / "before-banner.xlsx"
"""Status line in E1, fields right of the heading, rows from 10 on; saved by LibreOffice."""


def test_its_fields_answers_and_status_are_read() -> None:
    returned = read_returned(BEFORE, BEFORE.name, definitions())
    sent = returned.submission
    assert sent is not None
    assert (sent.report_number, sent.signed_on) == ("846/BC-STC", date(2023, 3, 17))
    assert (sent.filled_by, sent.telephone) == ("Nguyễn Thị Hoa", "0299 3822 333")
    answer = sent.answers["par_plan_tasks_completed"]
    assert (answer.cell, answer.value) == ("F13", Decimal(5))
    assert counts_of(sent.shown.status) == (67, 10, 8)
    assert sent.code == "SSZ-KDB"


def test_nothing_is_held_against_its_layout() -> None:
    returned = read_returned(BEFORE, BEFORE.name, definitions())
    wrong = {finding.code for finding in returned.findings}
    assert not {code for code in wrong if code.startswith(("column", "heading", "unit", "period"))}
