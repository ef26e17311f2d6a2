"""Help, usage errors and completion: in the language that was asked for, and for everything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from cchc_sheets.cli.app import app
from cchc_sheets.cli.help import word_of
from cchc_sheets.words.help import COMMANDS, EXAMPLES, PARAMETERS, help_of, metavar

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    return done.exit_code, done.output


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    yield name, command
    for own, each in getattr(command, "commands", {}).items():
        yield from commands(each, f"{name} {own}".strip())


EVERY = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_has_its_words(name: str) -> None:
    assert name in COMMANDS
    for param in EVERY[name].params:
        assert help_of(name, word_of(param)), (name, param.name)
        if param.required:
            assert word_of(param) in EXAMPLES, (name, param.name)
        if param.metavar:
            assert metavar(param.metavar, "vi") != param.metavar or "XXX" in param.metavar


def test_no_words_are_left_over() -> None:
    used = {
        key
        for name, command in EVERY.items()
        for param in command.params
        for key in (f"{name} {word_of(param)}", word_of(param))
    }
    assert set(PARAMETERS) <= used | {"--help"}
    assert set(COMMANDS) == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_help_is_in_one_language(name: str) -> None:
    status, english = run(*name.split(), "--help", "--lang", "en")
    assert status == 0
    quoted = re.sub("“[^”]*”", "", english)
    assert not VIETNAMESE.search(quoted), english
    status, vietnamese = run(*name.split(), "--help")
    assert status == 0
    assert "Cách dùng: " in vietnamese
    for word in ("Usage", "Options", "Arguments", "default", "required", "Show this", "[OPTIONS]"):
        assert word not in vietnamese


def test_help_is_the_same_behind_and_before_the_command() -> None:
    assert run("check", "--lang", "en", "--help") == run("--lang=en", "check", "--help")


WRONG = {
    "genrate": ("Không có lệnh “genrate”. Có phải “generate”?", "Did you mean “generate”?"),
    "generate": ("Thiếu --period. Ví dụ: --period 2023-Q1", "--period is missing."),
    "check": ("Chưa nêu TỆP – Báo cáo đã nhận", "FILE is missing – Received reports"),
    "check x --formt json": ("Có phải “--format”?", "Did you mean “--format”?"),
    "check x --format xml": ("--format chỉ nhận text hoặc json.", "--format is text or json."),
    "check x --code": ("Sau --code phải có nội dung.", "--code needs something after it."),
    "close 2023-Q1": ("Thừa “2023-Q1”", "“2023-Q1” is too much"),
    "new frm": ("Có phải “form”?", "Did you mean “form”?"),
}


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_said_in_the_language(words: str) -> None:
    vietnamese, english = WRONG[words]
    status, told = run(*words.split())
    assert (status, vietnamese in told) == (2, True), told
    assert re.search(r"Gõ cchc-sheets.* --help để xem cách dùng\.", told)
    status, told = run("--lang", "en", *words.split())
    assert (status, english in told) == (2, True), told
    assert not VIETNAMESE.search(told)


def test_a_language_that_there_is_not() -> None:
    status, told = run("check", "x", "--lang", "fr")
    assert (status, told.splitlines()[0]) == (2, "--lang chỉ nhận vi hoặc en.")


def test_without_a_command_help_is_printed() -> None:
    status, told = run()
    assert status == 2
    assert told == run("--help")[1]
    assert run("--lang", "en")[1] == run("--lang", "en", "--help")[1]
    assert run("new")[1] == run("new", "--help")[1]


def completed(line: str) -> list[str]:
    words = line.split(" ")
    environment = {
        **os.environ,
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_CCHC_SHEETS_COMPLETE": "complete_bash",
    }
    done = subprocess.run(
        [sys.executable, "-m", "cchc_sheets"], env=environment, capture_output=True, check=True
    )
    return done.stdout.decode().split()


def test_a_shell_completes_commands_options_and_choices() -> None:
    assert completed("cchc-sheets sta") == ["status"]
    assert completed("cchc-sheets new r") == ["roster"]
    assert completed("cchc-sheets check --pr") == ["--previous", "--province"]
    assert completed("cchc-sheets check --lang ") == ["vi", "en"]
    assert completed("cchc-sheets status --province can") == ["can-tho"]
    assert "stc" in completed("cchc-sheets exclude st")
