"""What came in: files with the names by which people know them, those in a .zip one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from cchc_sheets.decode.archive import SUFFIX, unpack
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.jobs.files import is_left_behind, list_inbox


@dataclass(frozen=True, slots=True)
class NamedFile:
    """Where a file's bytes are, and the name by which people know it.

    ``refused`` says why there are none to be read.
    """

    path: Path
    shown: str
    refused: Unreadable | None = None


def is_inbox(path: Path) -> bool:
    """Whether files can be taken out of it: a folder, or a file named .zip."""
    return path.is_dir() or (path.suffix.lower() == SUFFIX and path.is_file())


@contextmanager
def open_inbox(inbox: Path, outputs: set[Path]) -> Iterator[list[NamedFile]]:
    """Yield the files of a folder or .zip, shown by their places in it; ``outputs`` are left out.

    What was unpacked is gone afterwards. Raises ``OSError`` when nothing can be unpacked.
    """
    inside = inbox.is_dir()
    paths = list_inbox(inbox, outputs) if inside else [inbox]
    named = [(path, path.relative_to(inbox).as_posix() if inside else "") for path in paths]
    with open_files(named) as files:
        yield files


@contextmanager
def open_files(named: Iterable[tuple[Path, str]]) -> Iterator[list[NamedFile]]:
    """Yield files with their names, in place of an archive what is packed in it.

    A packed file is shown below its archive, or by itself where that has no name. What was
    unpacked is gone afterwards. Raises ``OSError`` when nothing can be unpacked.
    """
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        yield [
            file
            for number, (path, shown) in enumerate(named)
            for file in _unpacked(path, shown, Path(folder) / str(number))
        ]


def _unpacked(path: Path, shown: str, into: Path) -> Iterator[NamedFile]:
    packed = unpack(path, into)
    if packed is None or isinstance(packed, Unreadable):
        yield NamedFile(path, shown or path.name, packed)
        return
    for file in packed:
        if not is_left_behind(PurePath(file.name)):
            name = f"{shown}/{file.name}" if shown else file.name
            yield NamedFile(file.path, name, file.refused)
