"""A quarter of a two-tier province at its real size: issue, fill in, check, merge; with times.

Invented figures that say so, in a throw-away workspace. For whoever changes something that costs
time by the unit: ``python -m scripts.commune_quarter``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.issue import slug
from cchc_sheets.model import Period
from scripts.fill import fill
from scripts.invent import invent

PROVINCE, PERIOD = "can-tho", Period(2025, "Q3")


def main() -> int:
    """Run the quarter; the exit status is that of the merge."""
    workspace = Path(tempfile.mkdtemp(prefix="cchc-communes-"))
    definitions, _ = load(packaged_templates())
    if definitions is None:
        return 2
    common = ("--workspace", str(workspace), "--province", PROVINCE)
    _timed("generate", "--period", str(PERIOD), *common)
    roster = definitions.rosters[PROVINCE]
    units = roster.expected(PERIOD)
    for unit in units:
        name = f"CCHC_{PERIOD}_{slug(unit.name)}.xlsx"
        answers = invent(definitions.forms[unit.forms[0]], definitions.catalogue, unit.code)
        typed = [(key, answer.value, answer.note) for key, answer in answers.items()]
        source = workspace / "generated" / PROVINCE / str(PERIOD) / name
        fill(source, workspace / "inbox" / name, typed)
    print(f"Đã điền {len(units)} biểu / Filled in {len(units)} workbooks", flush=True)
    _timed("check", str(workspace / "inbox"), "--format", "json", *common)
    status = _timed("merge", str(workspace / "inbox"), *common)
    for path in sorted((workspace / "merged" / PROVINCE / str(PERIOD)).iterdir()):
        print(f"{path.stat().st_size:>10}  {path}")
    return status


def _timed(*arguments: str) -> int:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "cchc_sheets", *arguments]
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    print(
        f"{arguments[0]}: {time.perf_counter() - begun:.1f} s, exit {done.returncode}", flush=True
    )
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
