"""``make desk``: the desk on a workspace in the middle of a quarter, with files to drop on it.

The workspace is in ``build/ban-lam-viec`` and stays; without it one is made as in ``make demo``.
Most units have sent their reports. Those of a few others lie in its folder ``gui-them``, to be
dropped on the page.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.issue import slug
from scripts.demo import PERIOD, PROVINCE, fill_all

WORKSPACE = Path(__file__).parent.parent / "build" / "ban-lam-viec"
LATER = 6
"""So many reports are not received yet."""


def main() -> int:
    """Make the workspace where there is none, then open the desk."""
    if not (WORKSPACE / ".cchc").is_dir():
        make(WORKSPACE)
    command = [sys.executable, "-m", "cchc_sheets", "desk", "--workspace", str(WORKSPACE)]
    return subprocess.run([*command, *sys.argv[1:]], check=False).returncode


def make(workspace: Path) -> None:
    """Issue the workbooks of a quarter, fill them in, and merge what most units sent."""
    definitions, _ = load(packaged_templates())
    if definitions is None:
        raise SystemExit(2)
    workspace.parent.mkdir(exist_ok=True)
    for arguments in (
        ["init", str(workspace), "--province", PROVINCE],
        ["generate", "--period", PERIOD, "--workspace", str(workspace)],
    ):
        subprocess.run([sys.executable, "-m", "cchc_sheets", *arguments], check=True)
    fill_all(workspace, definitions, corrected=False)
    later = workspace / "gui-them"
    later.mkdir()
    for unit in definitions.rosters[PROVINCE].units[1::7][:LATER]:
        name = f"CCHC_{PERIOD}_{slug(unit.name)}.xlsx"
        (workspace / "inbox" / name).rename(later / name)
    merge = ["merge", str(workspace / "inbox"), "--workspace", str(workspace)]
    subprocess.run([sys.executable, "-m", "cchc_sheets", *merge], check=False)


if __name__ == "__main__":
    raise SystemExit(main())
