"""A survey's levels: one printed row, five counts, each beside what is printed of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_sheets.intake.read import read_returned
from cchc_sheets.model.issue import Prefill
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import Layout
from scripts.fill import fill
from tests.workbook.issues import SLDTBXH, definitions, form_sheet, issue_for, written

LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")
KEYS = [f"satisfaction_distribution_{level}" for level in LEVELS]
BASE = "satisfaction_responses"
TYPED: list[tuple[int | str, int | str, str]] = [
    (45, 120, "Rất hài lòng: 45/120 phiếu (37,5%)"),
    (60, 120, "Rất hài lòng: 60/120 phiếu (50%)"),
    (1, 3, "Rất hài lòng: 1/3 phiếu (33,3%)"),
    (1999, 2000, "Rất hài lòng: 1999/2000 phiếu (100%)"),
    ("-", 120, "Rất hài lòng: 0/120 phiếu (0%)"),
    ("", 120, "Rất hài lòng: …/120 phiếu"),
    (45, "", "Rất hài lòng: 45/… phiếu"),
    (0, 0, "Rất hài lòng: 0/0 phiếu"),
    ("không rõ", "KAD", "Rất hài lòng: …/… phiếu"),
]
"""A level and its base as typed, and what is printed."""


def test_a_printed_row_asks_a_count_a_level() -> None:
    form = definitions().forms["sldtbxh-binh-phuoc-2021"]
    rows = [form.by_key[key] for key in KEYS]
    assert [row.path for row in rows] == [f"1.4.1.(2).{number}" for number in range(1, 6)]
    assert rows[4].label == "Kết quả khảo sát: Rất không hài lòng"
    assert all(row.indicator and row.indicator.denominator == BASE for row in rows)


def test_label_and_stt_stand_beside_all_lines_and_no_input_is_merged() -> None:
    issue = issue_for(SLDTBXH)
    data = written(issue)
    sheet, layout = form_sheet(data, values=True), Layout(issue.form)
    first, last = layout.row_of[KEYS[0]], layout.row_of[KEYS[-1]]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"C{first}:C{last}", f"D{first}:D{last}"} <= merged
    inputs = {layout.value_cell(row.key) for row in issue.form.rows if row.is_input}
    covered = {
        cell.coordinate for a in sheet.merged_cells.ranges for r in sheet[str(a)] for cell in r
    }
    assert inputs.isdisjoint(covered)
    assert sheet.cell(first, at.LABEL).value == "Kết quả khảo sát"
    printed = [sheet.cell(row, at.UNIT).value for row in range(first, last + 1)]
    assert printed[0] == "Rất hài lòng: …/… phiếu"
    assert printed[4] == "Rất không hài lòng: …/… phiếu"
    assert all(sheet.cell(row, at.UNIT).protection.locked for row in range(first, last + 1))


@pytest.mark.slow
def test_each_line_says_its_count_and_share(
    tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    issue = issue_for(SLDTBXH)
    issued, layout = tmp_path / "issued.xlsx", Layout(issue.form)
    issued.write_bytes(written(issue))
    paths = []
    for number, (level, base, _) in enumerate(TYPED):
        paths.append(tmp_path / f"{number}.xlsx")
        typed = [(key, _typed(value), "") for key, value in ((KEYS[0], level), (BASE, base))]
        fill(issued, paths[-1], typed)
    cell = address(layout.row_of[KEYS[0]], at.UNIT)
    computed = recalculate_all(paths, tmp_path / "out")
    said = [form_sheet(path.read_bytes(), values=True)[cell].value for path in computed]
    assert said == [text for _, _, text in TYPED]
    for path in (*paths, *computed):
        returned = read_returned(path, path.name, definitions())
        about = {f.code for f in returned.findings}
        assert about.isdisjoint({"label-changed", "rows-mixed", "unit-of-measure-changed"})
        assert returned.submission is not None


def _typed(value: int | str) -> Decimal | str:
    return value if isinstance(value, str) else Decimal(value)


@pytest.mark.parametrize(("level", "base", "said"), TYPED[:2])
def test_what_is_filled_in_beforehand_is_said_at_issue(level: int, base: int, said: str) -> None:

    prefill = {KEYS[0]: Prefill(Decimal(level)), BASE: Prefill(Decimal(base))}
    issue = replace(issue_for(SLDTBXH), prefill=prefill)
    cell = address(Layout(issue.form).row_of[KEYS[0]], at.UNIT)
    assert form_sheet(written(issue), values=True)[cell].value == said
