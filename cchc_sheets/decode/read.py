"""A file's path → its bytes → its cells in neutral types, whatever program saved it.

What a file is follows from its content; its name is never asked. Nothing here knows what the cells
mean.
"""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import (
    BadFileError,
    NotAWorkbookError,
    TooLargeError,
    Unreadable,
)
from cchc_sheets.decode.sniff import OLE, ZIP, other_spreadsheet, what_it_is


def load(path: Path) -> bytes | Unreadable:
    """Return a file's bytes, read once; its size is looked at before anything is read.

    Codes: ``file-unreadable`` (fact ``error``), ``file-empty``, ``file-too-large`` (``what``,
    ``limit``, ``found``).
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            error = "EISDIR" if path.is_dir() else "EINVAL"
            return Unreadable("file-unreadable", {"error": error})
        if status.st_size > limits.MAX_BYTES:
            return TooLargeError("bytes", limits.MAX_BYTES, status.st_size).unreadable
        with path.open("rb") as file:
            data = file.read(status.st_size)
    except OSError as problem:
        error = errno.errorcode.get(problem.errno or 0, type(problem).__name__)
        return Unreadable("file-unreadable", {"error": error})
    except ValueError:  # a NUL in the name
        return Unreadable("file-unreadable", {"error": "EINVAL"})
    return data or Unreadable("file-empty")


def decode(data: bytes, skipped: str | None = None) -> RawWorkbook | Unreadable:
    """Decode the bytes of any workbook; what cannot be read is a value, never an exception.

    Sheets whose names begin with ``skipped`` are passed over.

    Codes: ``file-not-workbook`` (fact ``found``, one of ``FileType``), ``file-format-refused``
    (``found``), ``file-encrypted``, ``file-too-large`` (``what``, ``limit``, ``found``),
    ``file-damaged`` (``reason``, ``part``).
    """
    try:
        if data.startswith(OLE):
            from cchc_sheets.decode.child import read_ole

            opened = read_ole(data, skipped)
            if isinstance(opened, RawWorkbook):
                return opened
            data = opened  # the package was encrypted with the password that nobody is asked for
        if data.startswith(ZIP):
            return _decode_zip(data, skipped)
        if found := other_spreadsheet(data):
            return Unreadable("file-format-refused", {"found": found})
        raise NotAWorkbookError(what_it_is(data))
    except BadFileError as problem:
        return problem.unreadable


def _decode_zip(data: bytes, skipped: str | None) -> RawWorkbook:
    from cchc_sheets.decode import ooxml, opendocument

    with ooxml.open_package(data) as package:
        if kind := opendocument.opendocument_kind(package):
            return opendocument.read_ods(package, kind, skipped)
        workbook = ooxml.find_workbook(package)
        return ooxml.read_workbook(package, workbook, skipped)
