"""Are all outputs the same, byte for byte, before and after a change of the code?

``python -m scripts.same_outputs REVISION`` runs the commands of a whole quarter twice, with the
code of a git revision and with the code as it is, on the same workspace (one key, one inbox), and
compares every file written, every line printed and every exit status. The inbox holds the filled
workbooks of all units of a province and a few that are wrong on purpose.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from scripts.demo import PERIOD, PROVINCE, fill_all

ROOT = Path(__file__).parents[1]
NEXT_PERIOD = "2021-H1"
VALUES = f"merged/{PROVINCE}/{PERIOD}/values.csv"
COMMANDS = (
    ("lint",),
    ("lint", "--lang", "en", "--format", "json"),
    ("generate", "--period", PERIOD),
    ("check", "inbox"),
    ("check", "inbox", "--lang", "en"),
    ("check", "inbox", "--format", "json"),
    ("check", "inbox", "--format", "json", "--lang", "en"),
    ("merge", "inbox"),
    ("merge", "inbox", "--format", "json", "--lang", "en"),
    ("status", "inbox"),
    ("generate", "--period", NEXT_PERIOD, "--previous", VALUES),
    ("check", "next-inbox", "--previous", VALUES),
    ("merge", "next-inbox", "--previous", VALUES),
    ("series", "dossiers_received", "--values", VALUES),
    ("diff", "stc-soc-trang-2021q1", "nganh-doc-soc-trang"),
    ("explain", "R22"),
    ("explain", "part-above-whole", "--lang", "en"),
    ("import-form", "annex.tsv", "--id", "drafted"),
)

COMMAND_NAMES = tuple(
    f"{number:02} {' '.join(command)}" for number, command in enumerate(COMMANDS, 1)
)

Outputs = dict[str, bytes]
WRONG_USAGE = b"2\n"
"""A command that is refused is compared in its refusal alone."""


def main(revision: str) -> int:
    """Print what differs; 0 when nothing does."""
    with tempfile.TemporaryDirectory(prefix="cchc-same-") as folder:
        before = Path(folder, "before")
        git = ("git", "-C", str(ROOT), "worktree")
        subprocess.run([*git, "add", "--detach", str(before), revision], check=True)
        try:
            begun = _begin(Path(folder), before)
            outputs = [_outputs(Path(folder), begun, code) for code in (before, ROOT)]
        finally:
            subprocess.run([*git, "remove", "--force", str(before)], check=True)
    differing = [name for name in sorted({*outputs[0], *outputs[1]}) if _differ(name, *outputs)]
    refused = [name for name in COMMAND_NAMES if outputs[0][name].startswith(WRONG_USAGE)]
    for name in refused:
        print(f"refused: {name}")
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(outputs[0])} outputs before, {len(outputs[1])} after, {len(differing)} differ")
    return 1 if differing or refused else 0


def _differ(name: str, before: Outputs, after: Outputs) -> bool:
    return before.get(name) != after.get(name)


def _begin(folder: Path, code: Path) -> Path:
    """Return a workspace with a key, the workbooks issued and an inbox of filled ones."""
    workspace = folder / "begun"
    _run(folder, code, "init", str(workspace), "--province", PROVINCE)
    _run(workspace, code, "generate", "--period", PERIOD)
    definitions, _ = load(packaged_templates())
    if definitions is None:
        raise SystemExit(2)
    _run(workspace, code, "generate", "--period", NEXT_PERIOD)
    fill_all(workspace, definitions, corrected=True, named=NEXT_PERIOD)
    inbox = workspace / "inbox"
    inbox.rename(workspace / "next-inbox")
    fill_all(workspace, definitions, corrected=False)
    filled = sorted(inbox.glob("*.xlsx"))
    (inbox / "cut-off.xlsx").write_bytes(filled[0].read_bytes()[:9_000])
    (inbox / "no-workbook.xlsx").write_bytes(b"%PDF-1.7\n")
    (inbox / "empty.xlsx").write_bytes(b"")
    shutil.copy(filled[1], inbox / "sent-twice.xlsx")
    shutil.copy(
        workspace / "generated" / PROVINCE / PERIOD / filled[2].name, inbox / "untouched.xlsx"
    )
    annex = next((ROOT / "tests").rglob("so-nganh.tsv"))
    shutil.copy(annex, workspace / "annex.tsv")
    return workspace


def _outputs(folder: Path, begun: Path, code: Path) -> Outputs:
    """Return what every command printed, and every file there is at the end."""
    workspace = folder / "workspace"
    shutil.copytree(begun, workspace)
    shutil.rmtree(workspace / "generated")
    found: Outputs = {}
    for name, command in zip(COMMAND_NAMES, COMMANDS, strict=True):
        found[name] = _run(workspace, code, *command)
    files = (path for path in workspace.rglob("*") if path.is_file())
    found |= {str(path.relative_to(workspace)): path.read_bytes() for path in files}
    shutil.rmtree(workspace)
    return found


def _run(folder: Path, code: Path, *command: str) -> bytes:
    """Run a command with the code of a checkout; return its exit status and what it printed."""
    environment: Mapping[str, str] = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1609459200",
        "PYTHONPATH": str(code),
        "XDG_CACHE_HOME": str(code / "build" / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "cchc_sheets", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    return b"%d\n%b\n%b" % (done.returncode, done.stdout, done.stderr)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
