"""*Tóm tắt*: what a leader sees first, and sentences that agree with it."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cchc_sheets.record.values import value_rows
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.workbook import write_consolidated
from tests.report.scenes import SCENES, definitions


@cache
def _book(scene: str) -> Workbook:
    merged = SCENES[scene]()
    sent = {code: f.submission for code, f in merged.accepted.items() if f.submission}
    rows = value_rows(definitions(), merged.roster, merged.period, sent)
    annex = annex_for(definitions(), merged.consolidation)
    data = write_consolidated(merged, definitions(), annex, rows)
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def _line(book: Workbook, begins: str) -> tuple[Any, ...]:
    rows = book["Tóm tắt"].iter_rows(values_only=True)
    return next(row for row in rows if str(row[0]).startswith(begins))


def test_key_figures_with_change_and_coverage() -> None:
    book = _book("quarter")

    line = _line(book, "Hồ sơ TTHC tiếp nhận")
    assert line[1] == next(
        row[6] for row in book["Tổng hợp"].iter_rows(values_only=True) if row[6] == line[1]
    )
    assert "(34 đơn vị)" in line[3]
    assert line[4] == "34/40"
    assert _line(book, "Sở, ban, ngành: 17/19")[1].count("(") == 2


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_written_and_opens_on_the_overview(scene: str) -> None:
    book = _book(scene)

    assert book.active
    assert book.active.title == "Tóm tắt"
    texts = [str(row[0]) for row in book["Tóm tắt"].iter_rows(values_only=True) if row[0]]
    assert not any("None" in text or "{" in text for text in texts)


def test_nothing_before_tells_no_change() -> None:
    assert _line(_book("first"), "Hồ sơ TTHC tiếp nhận")[2:4] == ("–", "–")
