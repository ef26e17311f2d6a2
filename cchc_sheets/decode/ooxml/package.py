"""The bytes of a zip file → its parts, with limits on what is inflated from them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from cchc_sheets.decode import limits
from cchc_sheets.decode.errors import BadFileError, DamagedError, TooLargeError

_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# What zipfile raises on crafted or cut off archives; it does not keep to BadZipFile.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)


class Package:
    """The parts of a zip file and a budget of bytes for all that is inflated from it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._budget = limits.MAX_BYTES
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            name = part_name(info.filename)
            if name in self._parts:  # every client takes another of the two
                raise DamagedError("repeated", "file")
            self._parts[name] = info

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self, folder: str, *extensions: str) -> list[str]:
        """Return the parts in a folder, in lower case, those with one of the extensions."""
        found = (name for name in self._parts if name.startswith(folder))
        return [name for name in found if name.endswith(extensions or "")]

    def size(self, name: str) -> int:
        """Return the declared size of a part, 0 where there is none."""
        return self._parts[name.lower()].file_size if name in self else 0

    def demand(self, *names: str) -> None:
        """Refuse what would be too large, by the declared sizes, before any of it is inflated."""
        sizes = (self._parts[name.lower()].file_size for name in names if name in self)
        self._spend(sum(sizes), 0)

    def read(self, name: str, label: str) -> bytes:
        """Inflate one part; ``label`` names it in findings, where the file's words have no place.

        Raises:
            BadFileError: the part is missing, damaged, encrypted or too large.
        """
        info = self._parts.get(name.lower())
        if info is None:
            raise DamagedError("missing", label)
        if info.flag_bits & _ENCRYPTED:
            raise BadFileError("file-encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedError("zip", label)
        self._spend(info.file_size, 0)
        data = self._inflate(info, label)
        self._spend(len(data), len(data))
        return data

    def _inflate(self, info: zipfile.ZipInfo, label: str) -> bytes:
        try:
            with self._archive.open(info) as file:
                # Without a number zipfile inflates up to 2 GB before it looks at the declared size.
                data = file.read(info.file_size + 1)
        except _ZIP_ERRORS as error:
            raise DamagedError("zip", label) from error
        if len(data) != info.file_size:
            raise DamagedError("truncated", label)
        return data

    def _spend(self, wanted: int, spent: int) -> None:
        if wanted > self._budget:
            raise TooLargeError("bytes", limits.MAX_BYTES, limits.MAX_BYTES - self._budget + wanted)
        self._budget -= spent


def part_name(name: str) -> str:
    """Return a part's name as we compare it, from however the file spells it."""
    return name.replace("\\", "/").lstrip("/").lower()


@contextmanager
def open_package(data: bytes) -> Iterator[Package]:
    """Open a zip file that is held in memory.

    Raises:
        BadFileError: it is damaged or has too many entries.
    """
    # Counted before zipfile makes an object of each; every entry has one of these.
    entries = data.count(_CENTRAL_ENTRY)
    if entries > limits.MAX_ENTRIES:
        raise TooLargeError("entries", limits.MAX_ENTRIES, entries)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _ZIP_ERRORS as error:
        raise DamagedError("zip", "file") from error
    with archive:
        yield Package(archive)
