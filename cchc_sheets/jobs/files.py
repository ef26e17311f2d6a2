"""Files of a job: found in a folder, written whole or not at all, never written over."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath

IGNORED = {".ds_store", "thumbs.db", "desktop.ini"}
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}
ASIDE = "thay-the"

Tick = Callable[[int, int], None]
"""Told how many files are done and how many there are."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write the file in one step, so that nobody ever sees half of it; raises ``OSError``."""
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Put all files in place, or none: what was there before is there again when one fails.

    Each is written beside its place under a name that nobody can foresee, and follows no link that
    is in its place. Raises ``OSError`` that names the file which could not be written.
    """
    made: dict[Path, Path] = {}
    old: dict[Path, Path] = {}
    placed: list[Path] = []
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            made[path] = _beside(path, content)
            if path.is_file() and len(contents) > 1:
                old[path] = made[path].with_suffix(".old")
                shutil.copyfile(path, old[path], follow_symlinks=False)
        for path, part in made.items():
            part.replace(path)  # refused by Windows for a file that another program has open
            placed.append(path)
    except OSError as error:
        for done in placed:
            if done in old:
                old[done].replace(done)
            else:
                done.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for part in (*made.values(), *old.values()):
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet, whole; ``False`` where another was there first.

    Raises ``OSError`` when it cannot be written.
    """
    part = _beside(path, content)
    try:
        path.open("xb").close()  # the name is taken before anything is put under it
        part.replace(path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _beside(path: Path, content: bytes) -> Path:
    """Write a new file in the folder of ``path``, on the disk before anything is put in place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    mask = os.umask(0)
    os.umask(mask)
    part = Path(name)
    part.chmod(0o666 & ~mask)  # as any file of the user's; a temporary one is for nobody else
    return part


def keep_old(path: Path, content: bytes) -> Path | None:
    """Move a file with other content out of the way; return where it went, if it did."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return None
    if old == content:
        return None
    digest = hashlib.sha256(old).hexdigest()[:8]
    target = path.parent / ASIDE / f"{path.stem}_{digest}{path.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    return target


def is_left_behind(path: PurePath) -> bool:
    """Whether nobody sent a file of this place in a folder: systems leave it, or it is hidden."""
    return path.name.lower() in IGNORED or any(part.startswith(".") for part in path.parts)


def list_inbox(folder: Path, outputs: set[Path]) -> list[Path]:
    """Return every file below the folder, in a stable order.

    What has a workbook's name and is none (a folder, a pipe) is a file to whoever sent it. Left out
    are what systems leave behind (``.DS_Store``), hidden folders, and this job's outputs.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        folder_of_files = path.is_dir() and path.suffix.lower() not in WORKBOOKS
        if folder_of_files or is_left_behind(path.relative_to(folder)):
            continue
        try:
            is_output = path.resolve() in outputs
        except RuntimeError:  # links in a circle
            is_output = False
        if not is_output:
            found.append(path)
    return found
