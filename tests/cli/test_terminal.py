"""What a person at a terminal gets, through a real one, and what a pipe gets instead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="a terminal of Unix")
COMMAND = (sys.executable, "-m", "cchc_sheets")
RED, GREEN = "\x1b[31m", "\x1b[32m"


def at_a_terminal(
    words: Sequence[str], folder: Path, types: Sequence[str] = (), **environment: str
) -> str:
    """Run a command at a terminal; each of ``types`` answers a question."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update({"TERM": "xterm-256color", **environment})
        os.execv(COMMAND[0], [*COMMAND, *words])  # noqa: S606
    seen, answers = b"", list(types)
    while True:
        try:
            seen += os.read(terminal, 4096)
        except OSError:
            break
        if answers and seen.endswith(b": "):
            os.write(terminal, answers.pop(0).encode() + b"\n")
            seen += b"\n"
    os.close(terminal)
    os.waitpid(child, 0)
    return seen.decode()


def in_a_pipe(words: Sequence[str], folder: Path) -> str:
    done = subprocess.run([*COMMAND, *words], cwd=folder, capture_output=True, check=False)
    return done.stdout.decode() + done.stderr.decode()


def remembered(folder: Path) -> Mapping[str, str]:
    settings = folder / ".cchc" / "settings.json"
    return json.loads(settings.read_text("utf-8")) if settings.exists() else {}


@pytest.mark.parametrize(
    ("types", "province"),
    [(["1"], "can-tho"), (["9", "soc-trang"], "soc-trang"), ([""], None)],
)
def test_init_asks_which_province(tmp_path: Path, types: list[str], province: str | None) -> None:
    seen = at_a_terminal(["init"], tmp_path, types)
    assert "1. thành phố Cần Thơ (can-tho)" in seen
    assert "tỉnh Sóc Trăng (soc-trang; đến 30/06/2025, chỉ cho số liệu cũ)" in seen
    assert remembered(tmp_path).get("province") == province
    assert ("Chưa chọn tỉnh" in seen) == (province is None)
    if province:
        assert "dùng cho tỉnh nào" not in at_a_terminal(["init"], tmp_path)


def test_init_asks_nobody_in_a_pipe(tmp_path: Path) -> None:
    assert "Chưa chọn tỉnh" in in_a_pipe(["init"], tmp_path)


def test_colours_are_for_terminals_alone(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("x")
    words = ["check", "a.xlsx"]
    seen = at_a_terminal(words, tmp_path)
    assert f"{RED}Đã soát 1 tệp" in seen
    plain = in_a_pipe(words, tmp_path)
    assert "\x1b" not in plain
    without = at_a_terminal(words, tmp_path, NO_COLOR="1")
    assert "\x1b[3" not in without
    assert "Đã soát 1 tệp: nhận 0, nhận nhưng cần xem 0, trả lại 1; 1 lỗi" in plain
    assert "[file-not-workbook]" in plain


def test_what_is_wrong_with_a_call_is_red(tmp_path: Path) -> None:
    assert at_a_terminal(["chek"], tmp_path).startswith(f"{RED}Không có lệnh “chek”")
    assert GREEN in at_a_terminal(["lint"], tmp_path)
