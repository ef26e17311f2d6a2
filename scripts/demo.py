"""``make demo``: a whole quarter of a province in a throw-away workspace.

Issues the workbooks of every unit of the roster, fills them in (Sở Tài chính with the figures it
really sent in 2021-Q1, the others with invented ones that say so), merges: the real report has real
errors and is sent back; merges again with that report corrected.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Form, Period, Roster, Unit
from cchc_sheets.model.definitions import Definitions
from scripts.fill import Typed, TypedTable, fill
from scripts.invent_report import invent_report
from scripts.real_figures import STC, real_figures

PROVINCE, PERIOD, REAL_UNIT = "soc-trang", "2021-Q1", "stc"
NOT_ALL_WELL = 1


def main() -> int:
    """Run the demonstration; 0 when everything went as it should."""
    workspace = Path(tempfile.mkdtemp(prefix="cchc-demo-"))
    definitions, _ = load(packaged_templates())
    if definitions is None:
        return 2
    _command("init", str(workspace), "--province", PROVINCE)
    _command("lint", "--workspace", str(workspace))
    _command("generate", "--period", PERIOD, "--workspace", str(workspace))
    fill_all(workspace, definitions, corrected=False)
    _title("Tổng hợp lần 1 / First merge")
    first = _merge(workspace)
    if first != NOT_ALL_WELL:
        return first or 1
    print(
        "\nĐúng như dự kiến: báo cáo thật của Sở Tài chính có lỗi thật nên bị trả lại.\n"
        "As expected: the real report of Sở Tài chính has real errors and was sent back."
    )
    fill_all(workspace, definitions, corrected=True, only=REAL_UNIT)
    _title("Tổng hợp lần 2, sau khi Sở Tài chính sửa / Second merge, corrected")
    second = _merge(workspace)
    results = workspace / "merged" / PROVINCE / PERIOD
    print(f"\nBiểu đã giao / Issued:   {workspace / 'generated' / PROVINCE / PERIOD}")
    print(f"Hộp thư đến / Inbox:     {workspace / 'inbox'}")
    print(f"Kết quả / Results:       {results}")
    return second


def _title(text: str) -> None:
    print(f"\n=== {text} ===")


def _command(*arguments: str) -> int:
    print(f"$ cchc-sheets {' '.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "cchc_sheets", *arguments]
    status = subprocess.run(command, check=False).returncode
    if status not in {0, NOT_ALL_WELL}:
        raise SystemExit(status)
    return status


def _merge(workspace: Path) -> int:
    inbox = str(workspace / "inbox")
    return _command("merge", inbox, "--workspace", str(workspace))


def fill_all(
    workspace: Path,
    definitions: Definitions,
    *,
    corrected: bool,
    only: str | None = None,
    named: str = PERIOD,
) -> None:
    """Fill in the workbooks issued of all units, or of one, and put them into the inbox.

    Raises ``ValueError`` when ``named`` is no period.
    """
    roster = definitions.rosters[PROVINCE]
    issued = workspace / "generated" / PROVINCE / named
    period = Period.parse(named)
    if period is None:
        raise ValueError(named)
    units = [unit for unit in roster.expected(period) if only in {None, unit.code}]
    for unit in units:
        name = f"CCHC_{named}_{slug(unit.name)}.xlsx"
        form = definitions.forms[unit.forms[0]]
        typed, tables = _typed(definitions, roster, unit, form, corrected=corrected)
        fill(issued / name, workspace / "inbox" / name, typed, tables)
    print(f"Đã điền {len(units)} biểu / Filled in {len(units)} workbooks", flush=True)


def _typed(
    definitions: Definitions, roster: Roster, unit: Unit, form: Form, *, corrected: bool
) -> tuple[list[Typed], Sequence[TypedTable]]:
    if unit.code == REAL_UNIT:
        return real_figures(STC, form, corrected=corrected), ()
    invented = invent_report(form, definitions.catalogue, unit, f"{roster.id} {unit.code}")
    return invented.typed, invented.tables


if __name__ == "__main__":
    raise SystemExit(main())
