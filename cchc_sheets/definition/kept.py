"""What definition files were worked out to, kept in the user's cache for the next command.

As Python keeps a module's bytecode: under a name made of everything that it was worked out from,
so that a changed file (or a changed program) is another entry, and nothing is ever out of date.
Where the folder stands makes no difference: a copy has the same entry.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cchc_sheets import __version__
from cchc_sheets.definition.files import MAX_BYTES, definition_files
from cchc_sheets.definition.packaged import packaged_schemas

VARIABLE = "CCHC_SHEETS_CACHE"
"""The environment variable that names another folder; empty, nothing is kept."""
ENTRIES = 24
_SUFFIX = ".pickle"
_PACKAGE = Path(__file__).resolve().parent.parent
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Kept:
    """The place of one entry."""

    path: Path

    @classmethod
    def of(cls, folder: Path, *, prove: bool) -> Kept | None:
        """Return the entry of a folder's files as they are; ``None`` where nothing can be kept."""
        cache_folder = _folder()
        if cache_folder is None:
            return None
        try:
            digest = hashlib.sha256(f"{_program()}\n{prove}".encode("utf-8", "replace"))
            for path in definition_files(folder):
                if path.stat().st_size > MAX_BYTES:
                    return None
                content = path.read_bytes()
                digest.update(f"\n{path.name}\n{len(content)}\n".encode("utf-8", "replace"))
                digest.update(content)
        except OSError:
            return None
        return cls(cache_folder / f"{digest.hexdigest()}{_SUFFIX}")

    def read(self) -> Any | None:  # noqa: ANN401 - what was written
        """Return what was kept, or ``None``: a damaged entry is none."""
        try:
            if not _ours(self.path.parent):
                return None
            kept = pickle.loads(self.path.read_bytes())  # noqa: S301 - only we write there
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is worked out anew
            return None
        with suppress(OSError):
            os.utime(self.path)
        return kept

    def write(self, value: object) -> None:
        """Keep a value, if the folder can be written, and forget the entries longest unused."""
        folder = self.path.parent
        unfinished = self.path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _ours(folder):
                return
            unfinished.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
            unfinished.replace(self.path)
            by_use = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
            for path in by_use[:-ENTRIES]:
                path.unlink(missing_ok=True)


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    return user_cache_path("cchc-sheets", appauthor=False)


def _ours(folder: Path) -> bool:
    """Whether nobody else can write there: what is read is run by Python as it is unpacked."""
    if os.name != "posix":
        return True  # a user's own folder
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_MAY_WRITE


@cache
def _program() -> str:
    """Return what tells this program from another: version, Python, and its files' last change."""
    files = sorted(_files(_PACKAGE)) + sorted(_files(packaged_schemas()))
    return f"{__version__} {sys.version} {files}"


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from () if entry.name == "__pycache__" else _files(entry.path)
            elif entry.name.endswith((".py", ".json")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
