"""The guide for form authors works as it is printed: its commands, its edits, what it shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.definition import load
from scripts.fill import fill
from scripts.invent import invent
from tests.drafting.printed_files import word_annex

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "tu-phu-luc-den-bieu.md"
BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_guide_leads_from_a_word_file_to_a_merged_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word_annex(tmp_path / "phu-luc-3.docx")
    monkeypatch.chdir(tmp_path)
    ran = []
    for kind, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        if kind == "diff":
            _edit(text)
            continue
        for command, shown in _commands(text):
            if command[:2] == ["cchc-sheets", "check"]:
                _units_return_their_workbooks()
            if command[0] == "cd":
                monkeypatch.chdir(command[1])
                continue
            out = _run(command[1:])
            ran.append(command[1])
            for line in shown:
                assert line.rstrip("… ") in out, f"{command}: {line}\n{out}"
    assert ran == [
        "init", "import-form", "lint", "new", "new", "new", "lint", "generate", "check",
        "status", "merge",
    ]  # fmt: skip
    assert Path("merged/tinh-mau/2026-Q1/consolidated.xlsx").is_file()


def _commands(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command of a block with the lines shown below it."""
    _, *parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    for part in parts:
        command, *shown = part.splitlines()
        yield shlex.split(command), [line for line in shown if line.strip("… ")]


def _run(words: list[str]) -> str:
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0, (words, done.output)
    return done.stdout


def _edit(block: str) -> None:
    """Make a change as the guide shows it: its old lines stand together, once, in the file."""
    head, *lines = block.splitlines()
    path = Path(head.removeprefix("--- "))
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path}:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _units_return_their_workbooks() -> None:
    definitions, problems = load(Path("templates"))
    assert definitions is not None, problems
    form = definitions.forms["bieu-xa-2026"]
    issued = sorted(Path("generated/tinh-mau/2026-Q1").glob("*.xlsx"))
    for path in issued:
        answers = invent(form, definitions.catalogue, path.stem)
        typed = [(key, answer.value, answer.note) for key, answer in answers.items()]
        fill(path, Path("inbox") / path.name, typed)
