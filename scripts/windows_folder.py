"""``make windows-folder``: a folder, and a .zip of it, that runs on Windows without installing.

It holds a Python of its own (python.org's embeddable package, named by ``--python``), the locked
versions as wheels for Windows, and a file to double-click. Nothing in it is run here: what can be
told without Windows is checked, and the folder says that it was not tried there.

Without ``--python`` an empty one stands in, so that everything else is tried; no .zip is written.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import ExtensionFileLoader, FileFinder, SourceFileLoader
from pathlib import Path

from cchc_sheets import __version__
from cchc_sheets.words.desk import (
    FOLDER_COMMAND,
    FOLDER_COMMAND_NAME,
    FOLDER_README,
    FOLDER_README_NAME,
)

ROOT = Path(__file__).parent.parent
STAND_IN_VERSION = "3.11"
LEFT_OUT = {"ensurepip", "idlelib", "lib2to3", "tkinter", "turtle", "turtledemo", "venv"}
"""Modules of the standard library that the embeddable package does without."""
UNIX_ONLY = {"curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "termios"}
ASKED_FIRST = {("cchc_sheets.decode.ole", "resource")}
"""Modules imported only after asking ``sys.platform``; mypy follows that (``make check``)."""
RUNTIME = re.compile(rb"(?i)\b((?:msvcp|concrt|vcomp)[\w-]*)\.dll\0")
"""A C++ library of Microsoft's that a bare Windows lacks.

A wheel that brings its own has it under a longer name (``msvcp140-….dll``), and the short one still
stands in the files that use it.
"""


@dataclass(frozen=True)
class Layout:
    """The parts of a folder that has been laid out, and the Python in it, such as ``3.11``."""

    folder: Path
    version: str

    @property
    def packages(self) -> Path:
        """Where imports are found."""
        return self.folder / "python" / "Lib" / "site-packages"


def main() -> int:
    """Build the folder, say how large it is, and return 1 when something is missing in it."""
    options = _options()
    folder = ROOT / "build" / f"cchc-sheets-{__version__}-windows"
    if (folder / "so-lieu").exists():
        print(f"{folder / 'so-lieu'} is somebody's work: move it away first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as away:
        python = options.python or stand_in(Path(away) / "python.zip")
        found = hashlib.sha256(python.read_bytes()).hexdigest()
        if options.python:
            print(f"sha256 {found}  {python.name}")
        if options.sha256 and options.sha256.lower() != found:
            print("This is not the file that --sha256 names; nothing was written.", file=sys.stderr)
            return 1
        layout = lay_out(folder, python)
    if layout is None:
        print(f"{python} is not python.org's embeddable package.", file=sys.stderr)
        return 2
    install(layout, options.wheel)
    faults = problems(layout)
    for fault in faults:
        print(fault, file=sys.stderr)
    files = [path for path in folder.rglob("*") if path.is_file()]
    longest = max(len(str(path.relative_to(folder.parent))) for path in files)
    size = _megabytes(*files)
    print(f"{folder}: {len(files)} files, {size}, longest path {longest} characters")
    if faults:
        return 1
    if not options.python:
        print("Without a Python: name one with --python for a folder that runs, and its .zip.")
        return 0
    packed = shutil.make_archive(str(folder), "zip", folder.parent, folder.name)
    print(f"{packed}: {_megabytes(Path(packed))}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("wheel", type=Path, help="the wheel of this package")
    parser.add_argument("--python", type=Path, help="python-3.11.9-embed-amd64.zip, of python.org")
    parser.add_argument("--sha256", help="the SHA-256 that it must have")
    return parser.parse_args()


def _megabytes(*files: Path) -> str:
    return f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


def stand_in(path: Path) -> Path:
    """Write what stands in for the embeddable package: its names, without a program in it."""
    settings = f"python{STAND_IN_VERSION.replace('.', '')}._pth"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("python.exe", b"")
        packed.writestr(settings, "python311.zip\r\n.\r\n\r\n#import site\r\n")
    return path


def lay_out(folder: Path, python: Path) -> Layout | None:
    """Write the folder anew, without packages; ``None`` when ``python`` is no embeddable Python."""
    if not zipfile.is_zipfile(python):
        return None
    with zipfile.ZipFile(python) as packed:
        names = packed.namelist()
        settings = [name for name in names if re.fullmatch(r"python3\d+\._pth", name)]
        if "python.exe" not in names or len(settings) != 1:
            return None
        shutil.rmtree(folder, ignore_errors=True)
        packed.extractall(folder / "python")
    layout = Layout(folder, f"3.{settings[0][len('python3') : -len('._pth')]}")
    layout.packages.mkdir(parents=True)
    # Paths are relative to this file. While it exists, Python takes none from the environment.
    paths = folder / "python" / settings[0]
    kept = paths.read_text(encoding="utf-8").splitlines()
    paths.write_bytes("".join(f"{line}\r\n" for line in (*kept, "Lib\\site-packages")).encode())
    for name, text, mark in (
        (FOLDER_COMMAND_NAME, FOLDER_COMMAND, ""),
        (FOLDER_README_NAME, FOLDER_README.format(version=__version__), "\ufeff"),
    ):
        content = (mark + text).replace("\n", "\r\n").encode()
        (folder / unicodedata.normalize("NFC", name)).write_bytes(content)
    return layout


def install(layout: Layout, wheel: Path) -> None:
    """Unpack the locked versions for Windows, and this package.

    uv and not pip, which asks for the packages that the lock names for the system it runs on.
    """
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet"]
    into = ["--target", str(layout.packages), "--python-version", layout.version]
    windows = ["--python-platform", "x86_64-pc-windows-msvc", "--only-binary", ":all:"]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    for what in (lock, ["--no-deps", "--no-index", str(wheel)]):
        subprocess.run([*uv, *into, *windows, *what], check=True)
    shutil.rmtree(layout.packages / "bin", ignore_errors=True)  # commands of this system


def problems(layout: Layout) -> list[str]:
    """Return what would keep the package from running in the folder, as far as it can be seen."""
    found = [
        f"not for Windows: {path.relative_to(layout.folder)}"
        for path in layout.packages.rglob("*.so")
    ]
    beside = tuple(path.stem.lower() for path in layout.folder.rglob("*.dll"))
    for path in layout.packages.rglob("*.pyd"):
        wanted = {name.decode().lower() for name in RUNTIME.findall(path.read_bytes())}
        lacking = [name for name in wanted if not any(each.startswith(name) for each in beside)]
        found += [f"{path.name} needs {name}.dll" for name in sorted(lacking)]
    for module in sorted((layout.packages / "cchc_sheets").rglob("*.py")):
        where = ".".join(module.relative_to(layout.packages).with_suffix("").parts)
        names = dict.fromkeys(_imports(ast.parse(module.read_text(encoding="utf-8"))))
        found += [
            f"{where} imports {name}"
            for name in names
            if (where, name) not in ASKED_FIRST and not _is_found(name, layout)
        ]
    return found


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _is_found(name: str, layout: Layout) -> bool:
    """Whether Python on Windows would find a module, compiled or not."""
    top, *_ = name.split(".")
    if top in sys.stdlib_module_names:
        return top not in LEFT_OUT | UNIX_ONLY
    tag = f".cp{layout.version.replace('.', '')}-win_amd64.pyd"
    places, whole = [str(layout.packages)], ""
    for part in name.split("."):
        whole = f"{whole}.{part}".lstrip(".")
        loaders = (ExtensionFileLoader, [tag, ".pyd"]), (SourceFileLoader, [".py"])
        specs = [FileFinder(place, *loaders).find_spec(whole) for place in places]
        spec = next((each for each in specs if each is not None), None)
        if spec is None:
            return False
        places = list(spec.submodule_search_locations or ())
    return True


if __name__ == "__main__":
    raise SystemExit(main())
