"""The folder for Windows, as far as it can be seen without Windows."""

import os
import re
import shlex
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
import typer

from cchc_sheets.cli.app import app
from cchc_sheets.words.desk import COMMAND_FILES, FOLDER_COMMAND, FOLDER_COMMAND_NAME
from scripts.windows_folder import Layout, lay_out, problems, stand_in


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A folder with a stand-in Python and a package of one module."""
    laid_out = lay_out(tmp_path / "folder", stand_in(tmp_path / "python.zip"))
    assert laid_out is not None
    (laid_out.packages / "cchc_sheets").mkdir()
    return laid_out


def _module(layout: Layout, text: str) -> None:
    (layout.packages / "cchc_sheets" / "one.py").write_text(text, encoding="utf-8")


def test_python_finds_the_packages_and_nothing_else(layout: Layout) -> None:
    paths = (layout.folder / "python" / "python311._pth").read_bytes()
    assert paths.endswith(b"\r\nLib\\site-packages\r\n")
    assert layout.packages == layout.folder / "python/Lib/site-packages"
    assert layout.version == "3.11"


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"python.exe": ""},
        {"python311._pth": ""},
        {"python.exe": "", "Lib/python311._pth": ""},
    ],
)
def test_another_zip_is_not_taken_and_nothing_is_lost(
    tmp_path: Path, content: dict[str, str]
) -> None:
    python = tmp_path / "python.zip"
    with zipfile.ZipFile(python, "w") as packed:
        for name, text in content.items():
            packed.writestr(name, text)
    before = tmp_path / "folder" / "so-lieu"
    before.mkdir(parents=True)
    assert lay_out(tmp_path / "folder", python) is None
    assert before.is_dir()


def test_no_zip_at_all(tmp_path: Path) -> None:
    python = tmp_path / "python.zip"
    python.write_text("<html>", encoding="utf-8")
    assert lay_out(tmp_path / "folder", python) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os.path, json", []),
        ("from lxml import etree\nimport lxml.etree", []),
        ("import plain.inner", []),
        ("import plain.other", ["cchc_sheets.one imports plain.other"]),
        ("def f():\n    import yaml", ["cchc_sheets.one imports yaml"]),
        ("import fcntl", ["cchc_sheets.one imports fcntl"]),
        ("import tkinter", ["cchc_sheets.one imports tkinter"]),
        ("import linux_only", ["cchc_sheets.one imports linux_only"]),
    ],
)
def test_an_import_that_windows_would_not_find_is_told(
    layout: Layout, text: str, said: list[str]
) -> None:
    for name in (
        "lxml/__init__.py",
        "lxml/etree.cp311-win_amd64.pyd",
        "plain/inner.py",
        "linux_only.cpython-311-x86_64-linux-gnu.pyd",
    ):
        path = layout.packages / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    _module(layout, text)
    assert problems(layout) == said


def test_compiled_parts_of_another_system_are_told(layout: Layout) -> None:
    (layout.packages / "quick.abi3.so").touch()
    found = problems(layout)
    assert [Path(each).name for each in found] == ["quick.abi3.so"]


def test_a_library_that_a_bare_windows_lacks_is_told(layout: Layout) -> None:
    (layout.packages / "quick.pyd").write_bytes(b"MZ\0MSVCP140.dll\0KERNEL32.dll\0")
    assert problems(layout) == ["quick.pyd needs msvcp140.dll"]
    (layout.packages / "quick.libs").mkdir()
    (layout.packages / "quick.libs" / "msvcp140-a4c2.dll").touch()
    assert problems(layout) == []


def test_the_command_file_is_one_that_cmd_can_read(layout: Layout) -> None:
    path = layout.folder / unicodedata.normalize("NFC", FOLDER_COMMAND_NAME)
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    before, after = content.split(b"chcp 65001", 1)
    assert before.isascii()
    text = after.decode()
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    assert not re.search(r"\($", text, re.MULTILINE)
    assert (layout.folder / "ĐỌC TRƯỚC.txt").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_commands_in_it_are_ours_and_the_second_finds_what_the_first_makes(
    tmp_path: Path,
) -> None:
    first, second = re.findall(r"%RUN% (.+)$", FOLDER_COMMAND, re.MULTILINE)
    command_line = [sys.executable, "-X", "utf8", "-m", "cchc_sheets", *shlex.split(first)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    asked = re.findall(r"^if not exist (so-lieu\S+)", FOLDER_COMMAND, re.MULTILINE)
    assert len(asked) == 2
    assert len(set(asked)) == 1
    chosen = tmp_path / asked[0].replace("\\", "/")
    subprocess.run(command_line, cwd=tmp_path, env=env, input=b"", check=True)
    assert not chosen.exists()  # no province was chosen: it asks again the next time
    subprocess.run([*command_line, "--province", "can-tho"], cwd=tmp_path, env=env, check=True)
    assert chosen.exists()
    name, *arguments = shlex.split(second)
    command = typer.main.get_command(app)
    desk = command.commands[name]  # type: ignore[attr-defined] # a group
    assert desk.make_context(name, arguments).params["workspace"] == Path("so-lieu")


def test_files_of_a_workspace_beside_it_use_its_python() -> None:
    named = set(re.findall(r"python\\python\.exe -X utf8 -m cchc_sheets", FOLDER_COMMAND))
    for text in COMMAND_FILES.values():
        assert f'set "RUN=..\\{named.copy().pop()}"' in text
