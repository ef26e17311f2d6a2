"""The lines of *Soát lỗi*: short enough to be read whole in their column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cchc_sheets.findings.kinds import KINDS
from cchc_sheets.model import Period
from cchc_sheets.sheet import form as at
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.heights import line_count
from cchc_sheets.sheet.styles import SANS_WIDER
from cchc_sheets.workbook.form_rows import WIDTHS
from cchc_sheets.workbook.live.compared import Part, PercentSign, SectionCell
from cchc_sheets.workbook.live.plan import LivePlan
from tests.workbook.issues import (
    SLDTBXH,
    definitions,
    form_sheet,
    issue_for,
    opened,
    plan_of,
    written,
)

MOST = 28
"""Characters of a line before the rule's id."""
A_FIGURE, A_CELL = "123456", "F123"
ROOM = 2
"""Lines for which every row of the form has room."""


def plans(form: str) -> Iterator[LivePlan]:
    """Yield the plan of a form, and that of a record of each of its tables."""
    plan = plan_of(form, Period(2023, "Q1")).live
    assert plan is not None
    yield plan
    yield from (table.records[0] for table in plan.tables)


def as_shown(part: Part) -> str:
    """Return a part of a line with figures as large as those of a province."""
    if isinstance(part, str):
        return part
    if isinstance(part, PercentSign):  # 99,75% is no longer than other figures
        return ""
    return A_CELL if isinstance(part, SectionCell) else A_FIGURE


@pytest.mark.parametrize("form", definitions().forms)
def test_every_line_is_read_whole(form: str) -> None:
    lines = [
        (plan.places.opening(line.check.key), line.check.rule, "".join(map(as_shown, line.parts)))
        for plan in plans(form)
        for cell in plan.lines
        for line in cell.lines
    ]
    assert lines
    for opening, rule, line in lines:
        said = line.removeprefix(opening).removesuffix(f" · {rule}")
        assert len(said) <= MOST, line
        assert said[0].isupper() or said.startswith(A_CELL), line
        assert rule is None or line.endswith(f" · {rule}"), line
        assert line_count(line, WIDTHS[at.CHECK], 9 * SANS_WIDER) <= ROOM, line


def test_a_rate_has_its_sign_and_a_figure_none(
    recalculate: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    issue = issue_for(SLDTBXH)
    layout, book = Layout(issue.form), opened(written(issue))
    sheet = book[at.FORM_SHEET]
    part, whole = "par_plan_tasks_completed", "par_plan_tasks_total"
    for key, value in (("dossiers_on_time_rate", 95), (part, 30), (whole, 20)):
        sheet[layout.value_cell(key)] = value
    book.save(tmp_path / "typed.xlsx")
    computed = recalculate(tmp_path / "typed.xlsx", tmp_path / "saved").read_bytes()
    shown = form_sheet(computed, values=True)
    lines = {key: shown.cell(row, at.CHECK).value for key, row in layout.row_of.items()}
    rate = layout.value_cell("dossiers_on_time_rate")
    assert lines["dossier_apology_rate"] == f"Cần nhập: {rate} là 95% · R51"
    assert lines[part] == f"Lớn hơn {layout.value_cell(whole)} (20) · R01"


def test_no_line_is_longer_than_its_figures_make_it() -> None:
    said = [(kind.code, line) for kind in KINDS.values() for line in kind.live]
    assert len(said) > 40
    assert [line for line in said if "{" not in line[1] and len(line[1]) > MOST] == []
    assert [line for line in said if line[1].endswith((".", ":"))] == []
