"""A file that people send → the files packed in it, or itself where it is no archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from cchc_sheets.decode.limits import MAX_BYTES
from cchc_sheets.jobs.files import IGNORED

MOST_PACKED = 500
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all files of one archive together: what is packed tightly may be made to fill a disk."""
_A_WORKBOOK = {"[content_types].xml", "mimetype"}


@dataclass(frozen=True, slots=True)
class NotUnzipped:
    """An archive, or a file in one, that was not unpacked.

    ``code`` is ``zip-damaged``, ``zip-encrypted``, ``zip-too-many`` or ``too-large``.
    """

    name: str
    code: str


def unzipped(name: str, content: bytes) -> Iterator[tuple[str, bytes] | NotUnzipped]:
    """Yield the names and bytes of what is packed in a .zip; another file as it is.

    A workbook is a .zip too, and stays whole. Folders and what systems leave behind are passed
    over. Names are as they are packed: whoever writes them makes them safe.
    """
    if not name.lower().endswith(".zip"):
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if any(each.filename.lower() in _A_WORKBOOK for each in members):
                yield name, content
            elif len(members) > MOST_PACKED:
                yield NotUnzipped(name, "zip-too-many")
            else:
                yield from _members(archive, [each for each in members if not _is_left(each)])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        yield NotUnzipped(name, "zip-damaged")


def _is_left(member: zipfile.ZipInfo) -> bool:
    """Whether a system left the file behind: ``.DS_Store``, ``__MACOSX/``."""
    parts = PurePosixPath(member.filename).parts
    return any(part.startswith(("._", "__MACOSX")) for part in parts) or (
        parts[-1].lower() in IGNORED
    )


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes] | NotUnzipped]:
    left = MOST_UNPACKED
    for member in members:
        if member.flag_bits & 0x1:
            yield NotUnzipped(member.filename, "zip-encrypted")
            continue
        room = min(left, MAX_BYTES)
        try:
            with archive.open(member) as packed:
                data = packed.read(room + 1)  # the size that an archive states may be false
        except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError):
            yield NotUnzipped(member.filename, "zip-damaged")
            continue
        if len(data) > room:
            yield NotUnzipped(member.filename, "too-large")
            continue
        left -= len(data)
        yield member.filename, data
