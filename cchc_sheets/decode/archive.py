"""A .zip of returned files → those files, each written under a name of ours.

A packed file's own name is only shown: nothing is ever written under it, so that it can lead
nowhere. A zip inside the zip is not opened.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.decode import limits
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.sniff import ZIP

SUFFIX = ".zip"
_OF_A_DOCUMENT = {"[content_types].xml", "mimetype"}
"""Parts of Office files, which are zip files too."""
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_ENCRYPTED, _UTF8 = 0x1, 0x800
_STEP = 1 << 20
# What zipfile raises on crafted or cut off archives; it does not keep to BadZipFile.
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was in an archive: its name there, with folders, and where its bytes are now.

    ``refused`` says why it has none.
    """

    name: str
    path: Path
    refused: Unreadable | None = None


def unpack(path: Path, into: Path) -> tuple[Packed, ...] | Unreadable | None:
    """Write the files of an archive into a folder, as ``1``, ``2``, … in the archive's order.

    ``None``: the file is not named .zip, or is no archive but another file of whatever kind. The
    code of what is refused as a whole is ``archive-refused`` (fact ``why``: ``damaged``,
    ``entries``, ``bytes`` or ``ratio``). Raises ``OSError`` when nothing can be written.
    """
    try:
        if path.suffix.lower() != SUFFIX or not stat.S_ISREG(path.stat().st_mode):
            return None
        size = path.stat().st_size
        with path.open("rb") as file:
            if not file.read(4).startswith(ZIP):
                return None
            file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT))
            tail = file.read()
        if size > limits.MAX_UNPACKED:
            return _refused("bytes")
        if why := _wrong_directory(tail):
            return _refused(why)
        archive = zipfile.ZipFile(path)
    except OSError:
        return None  # whoever reads it as a file says why it cannot be read
    except _ERRORS:
        return _refused("damaged")
    with archive:
        # One of the packed workbooks would be read where the archive's own end is cut off.
        if min((info.header_offset for info in archive.infolist()), default=0):
            return _refused("damaged")
        if any(info.filename.lower() in _OF_A_DOCUMENT for info in archive.infolist()):
            return None
        files = [info for info in archive.infolist() if not info.is_dir()]
        why = _beyond_limits(files, size)
        return _refused(why) if why else _written(archive, files, into)


def _refused(why: str) -> Unreadable:
    return Unreadable("archive-refused", {"why": why})


def _wrong_directory(tail: bytes) -> str:
    """Name what is wrong with the list of what is packed: ``zipfile`` reads it however long."""
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        return "damaged"
    (length,) = struct.unpack_from("<L", tail, at + 12)
    is_zip64 = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")  # has another length
    return "entries" if is_zip64 or length > limits.MAX_DIRECTORY else ""


def _beyond_limits(files: Iterable[zipfile.ZipInfo], size: int) -> str:
    """Name the limit that the declared sizes pass; ``zipfile`` inflates no more than they say."""
    sizes = [info.file_size for info in files]
    if len(sizes) > limits.MAX_PACKED:
        return "entries"
    if sum(sizes) > limits.MAX_UNPACKED:
        return "bytes"
    return "ratio" if sum(sizes) > max(limits.MAX_BYTES, limits.MAX_RATIO * size) else ""


def _written(
    archive: zipfile.ZipFile, files: Iterable[zipfile.ZipInfo], into: Path
) -> tuple[Packed, ...]:
    into.mkdir(parents=True, exist_ok=True)
    found = []
    for number, info in enumerate(files, start=1):
        target = into / str(number)
        found.append(Packed(_name(info), target, _write(archive, info, target)))
    return tuple(found)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> Unreadable | None:
    """Inflate one file; return why it cannot be, if so."""
    if info.flag_bits & _ENCRYPTED:
        return Unreadable("file-encrypted")
    if info.file_size > limits.MAX_BYTES:
        facts = {"what": "bytes", "limit": str(limits.MAX_BYTES), "found": str(info.file_size)}
        return Unreadable("file-too-large", facts)
    with target.open("wb") as out:
        try:
            with archive.open(info) as packed:
                while data := packed.read(_STEP):
                    out.write(data)
        except _ERRORS:
            return Unreadable("file-damaged", {"reason": "zip", "part": "file"})
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name as whoever packed the file saw it, in NFC, without steps out of the folder.

    Programs that do not say that a name is in UTF-8 write it so all the same (macOS), or in the
    code page of their Windows, in Việt Nam 1258.
    """
    name = info.filename
    if not info.flag_bits & _UTF8:
        old = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp1258"):
            try:
                name = old.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = (part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."})
    return unicodedata.normalize("NFC", "/".join(parts))
