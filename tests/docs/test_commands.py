"""Every command on every page, run in order in a workspace of the page's own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typer.main
from openpyxl import load_workbook

from cchc_sheets.cli.app import app
from scripts.pages.commands import NAME, commands
from tests.docs.shown import (
    ROOT,
    Command,
    Edited,
    NotRun,
    PageError,
    Typed,
    inline_code,
    matches,
    pages,
    steps,
)

_STEPS = {page: list(steps(page.read_text(encoding="utf-8"))) for page in pages()}


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _runs(*, typing: bool) -> list[Path]:
    """Return the pages with something to run, those where a person types or the others."""
    return [
        page
        for page, found in _STEPS.items()
        if any(isinstance(step, Command) for step in found)
        and any(isinstance(step, Typed) for step in found) is typing
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder to work in, beside one with this checkout's command."""
    tools, work = tmp_path / "tools", tmp_path / "work"
    tools.mkdir()
    work.mkdir()
    command = tools / NAME
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cchc_sheets "$@"\n')
    command.chmod(0o755)
    return work


@pytest.mark.slow  # each command is a process of its own, as for the reader
@pytest.mark.parametrize("page", _runs(typing=False), ids=_name)
def test_a_page_shows_what_happens(page: Path, desk: Path) -> None:
    where = desk
    for step in _STEPS[page]:
        if isinstance(step, Command):
            where = _run(step, page, desk, where)
        elif isinstance(step, Edited):
            _edit(step, where)


@pytest.mark.slow
@pytest.mark.parametrize("page", _runs(typing=True), ids=_name)
def test_a_page_on_which_somebody_types_shows_what_happens(
    page: Path, desk: Path, recalculate: Callable[[Path, Path], Path]
) -> None:
    where = desk
    for step in _STEPS[page]:
        if isinstance(step, Command):
            where = _run(step, page, desk, where)
        elif isinstance(step, Typed):
            _type(step, where, recalculate)
        elif isinstance(step, Edited):
            _edit(step, where)


def _run(command: Command, page: Path, desk: Path, where: Path) -> Path:
    """Run a command as a shell would and return the folder that it leaves the shell in."""
    tools = desk.parent / "tools"
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HERE": str(tools / "here"),
        "LC_ALL": "C.UTF-8",
    }
    script = f'{command.text}\nstatus=$?\npwd > "$HERE"\nexit $status'
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607 - the shell that the pages are written for
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout.replace(str(desk), "…")
    place = f"{_name(page)}:{command.line}: $ {command.text}"
    assert done.returncode == command.status, f"{place}\n{printed}"
    if command.output is not None:
        assert matches(command.output, done.stdout), f"{place}\n{printed}"
    return Path((tools / "here").read_text(encoding="utf-8").strip())


def _edit(edited: Edited, where: Path) -> None:
    file = where / edited.file
    text = file.read_text(encoding="utf-8")
    assert text.count(f"{edited.before}\n") == 1, f"{edited.file}: {edited.before}"
    file.write_text(text.replace(edited.before, edited.after), encoding="utf-8")


def _type(typed: Typed, where: Path, recalculate: Callable[[Path, Path], Path]) -> None:
    """Fill in a workbook by the page's table and have LibreOffice save it, as a person would."""
    book = load_workbook(where / typed.source)
    sheet = book.worksheets[0]
    for cell, label, value in typed.cells:
        row = [str(each.value) for each in sheet[sheet[cell].row]]
        assert label in row, f"{cell} is not “{label}”: {row}"
        sheet[cell].value = float(value.replace(",", ".")) if _is_number(value) else value
    filled = where / "filled" / Path(typed.target).name
    filled.parent.mkdir(exist_ok=True)
    book.save(filled)
    (where / typed.target).parent.mkdir(parents=True, exist_ok=True)
    recalculate(filled, (where / typed.target).parent)
    filled.unlink()
    filled.parent.rmdir()


def _is_number(text: str) -> bool:
    return text.replace(",", "", 1).isdigit()


# ------------------------------------------------------------------- commands within sentences


def _inline() -> list[tuple[Path, str]]:
    return [
        (page, code)
        for page in _STEPS
        for code in dict.fromkeys(inline_code(page.read_text(encoding="utf-8")))
        if code.startswith(f"{NAME} ")
    ]


_commands = cache(commands)


def _wrong(code: str) -> str:
    """Return what no command or option of ours is called, nothing when all is well."""
    words = shlex.split(code)[1:]
    known = _commands()
    if words[0].startswith("-"):
        return "" if words[0] in _options(typer.main.get_command(app)) else words[0]
    if words[0].isupper():
        return ""
    name = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in known), None)
    if name is None:
        return words[0]
    given = [word.partition("=")[0] for word in words[1:] if word.startswith("-")]
    return " ".join(option for option in given if option not in _options(known[name]))


def _options(command: object) -> set[str]:
    params = getattr(command, "params", ())
    return {option for param in params for option in param.opts} | {"--help"}


@pytest.mark.parametrize(("page", "code"), _inline(), ids=lambda each: str(each)[-40:])
def test_commands_within_sentences_exist(page: Path, code: str) -> None:
    assert not _wrong(code), f"{_name(page)}: {code}"


@pytest.mark.parametrize("code", ["cchc-sheets generat", "cchc-sheets merge inbox --ut x"])
def test_a_command_that_does_not_exist_is_found(code: str) -> None:
    assert _wrong(code)


# --------------------------------------------------------------------------- the test's own eyes


def test_a_block_that_is_not_run_says_why() -> None:
    reasons = [step.reason for found in _STEPS.values() for step in found if type(step) is NotRun]
    assert reasons
    for text in ("```\nmake\n```", "<!-- not run -->\n```sh\nmake\n```", "```console\nmake\n```"):
        with pytest.raises(PageError):
            list(steps(text))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a … c", "a b c\n", True),
        ("a … c", "a b\nc\n", False),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…", "a", True),
        ("a", "a\nb", False),
        ("a (1)", "a 1", False),
    ],
)
def test_the_sign_for_anything(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same
