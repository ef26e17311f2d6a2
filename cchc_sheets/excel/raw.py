"""A returned file as it is stored, in neutral types, whatever program saved it.

What a file is follows from its content; its name is never asked. Nothing here knows what the cells
mean.
"""

from __future__ import annotations

import codecs
import errno
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from pathlib import Path
from typing import Literal

from cchc_sheets.model.finding import Finding, Severity

CellValue = Decimal | str | bool | None
Kind = Literal["number", "text", "bool", "error", "blank"]
NumberFormat = Literal["general", "percent", "date", "text", "unknown"]
SheetState = Literal["visible", "hidden", "veryHidden"]
WorkbookFormat = Literal["xlsx", "xlsm", "xls", "ods", "xlsb"]

MAX_BYTES = 64 * 1024 * 1024
"""No more is read of a file, nor inflated from it; our workbooks have a quarter of one MB."""
MAX_ENTRIES = 5_000
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 500_000
"""Cells that hold something, in all sheets: what bounds memory, as 64 MB of XML hold millions."""


class Found(StrEnum):
    """What a file is that is no workbook: the values of the fact ``found``."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    XML = "xml"
    PDF = "pdf"
    IMAGE = "image"
    WORD = "word"
    ZIP = "zip"
    ARCHIVE = "archive"
    """An archive of another kind than zip: rar, 7z, gzip."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RawCell:
    """What one cell stores.

    A number is rounded to 15 significant digits, as many as any client shows; text is in NFC and
    keeps its line breaks; an error's value is its text (``#N/A``). Dates are numbers in .xlsx and
    ISO text in the other formats, ``date`` in both. ``formula`` is ``None`` where there is none,
    ``""`` where its text stands in another cell. ``number_format`` is ``unknown`` for the numbers
    of formats that are read without their number formats.
    """

    value: CellValue
    kind: Kind
    formula: str | None = None
    number_format: NumberFormat = "general"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: the cells that hold something, by row and column from 1.

    ``truncated`` says that something other than spaces stands beyond the last row or column read.
    """

    name: str
    state: SheetState
    cells: Mapping[tuple[int, int], RawCell]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A whole file. ``has_formulas`` is false where formulas cannot be told from constants."""

    format: WorkbookFormat
    sheets: tuple[RawSheet, ...]
    defined_names: Mapping[str, str]
    keywords: str
    description: str
    custom_properties: Mapping[str, str]
    application: str
    has_formulas: bool


class BadFileError(Exception):
    """A file that cannot be read; never leaves ``read_raw``, which returns the finding."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, facts)
        self.finding = Finding(code, Severity.ERROR, facts=facts)


class NotAWorkbookError(BadFileError):
    """A file of another kind, whatever its name says."""

    def __init__(self, found: Found) -> None:
        super().__init__("file-not-workbook", found=found.value)


class DamagedError(BadFileError):
    """A workbook that is cut off or does not keep to its own format."""

    def __init__(self, reason: str, part: str) -> None:
        super().__init__("file-damaged", reason=reason, part=part)


class TooLargeError(BadFileError):
    """A workbook beyond a limit that no honest one reaches; ``what`` says what was counted."""

    def __init__(self, what: Literal["bytes", "entries", "cells"], limit: int, found: int) -> None:
        super().__init__("file-too-large", what=what, limit=str(limit), found=str(found))


def read_raw(path: Path) -> RawWorkbook | Finding:
    """Read any workbook; a file that cannot be read is a finding, never an exception.

    Codes: ``file-unreadable`` (fact ``error``), ``file-empty``, ``file-not-workbook`` (``found``,
    one of ``Found``), ``file-encrypted``, ``file-too-large`` (``what``, ``limit``, ``found``),
    ``file-damaged`` (``reason``, ``part``).
    """
    try:
        return _read(path)
    except BadFileError as problem:
        return problem.finding


def _read(path: Path) -> RawWorkbook:
    data = _load(path)
    if data.startswith(_ZIP):
        return _read_zip(path, data)
    if data.startswith(_OLE):
        return _read_ole(path, data)
    raise NotAWorkbookError(_what_it_is(data))


def _read_zip(path: Path, data: bytes) -> RawWorkbook:
    from cchc_sheets.excel import ooxml, other_formats

    with ooxml.open_package(data) as package:
        if package.opendocument:
            return other_formats.read_ods(path, package)
        workbook = ooxml.find_workbook(package)
        if workbook.format == "xlsb":
            return other_formats.read_xlsb(path, package)
        return ooxml.read_workbook(package, workbook)


def _read_ole(path: Path, data: bytes) -> RawWorkbook:
    from cchc_sheets.excel import other_formats

    if _has_stream(data, "EncryptedPackage"):
        raise BadFileError("file-encrypted")
    if _has_stream(data, "WordDocument"):
        raise NotAWorkbookError(Found.WORD)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return other_formats.read_xls(path, data)
    if _lost_its_directory(data):
        raise DamagedError("truncated", "file")
    raise NotAWorkbookError(Found.UNKNOWN)


def _load(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise BadFileError("file-unreadable", error="EISDIR" if path.is_dir() else "EINVAL")
        if status.st_size > MAX_BYTES:
            raise TooLargeError("bytes", MAX_BYTES, status.st_size)
        with path.open("rb") as file:
            data = file.read(status.st_size)
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise BadFileError("file-unreadable", error=name) from error
    except ValueError as error:  # a NUL in the name
        raise BadFileError("file-unreadable", error="EINVAL") from error
    if not data:
        raise BadFileError("file-empty")
    return data


# ------------------------------------------------------------------------------ what a file is

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_HEADER = 512
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, Found], ...] = (
    (b"\x89PNG\r\n", Found.IMAGE),
    (b"\xff\xd8\xff", Found.IMAGE),
    (b"GIF8", Found.IMAGE),
    (b"BM", Found.IMAGE),
    (b"II*\x00", Found.IMAGE),
    (b"MM\x00*", Found.IMAGE),
    (b"Rar!\x1a\x07", Found.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Found.ARCHIVE),
    (b"\x1f\x8b", Found.ARCHIVE),
    (b"{\\rtf", Found.WORD),
)
_HEAD = 4096
_HTML = re.compile(r"<!doctype html|<html|<table|<body|<meta\b", re.IGNORECASE)
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _what_it_is(data: bytes) -> Found:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:  # PDF readers allow for rubbish before it
        return Found.PDF
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":  # webp; heic, as telephones take them
        return Found.IMAGE
    text = _as_text(head)
    if text is not None:
        return _kind_of_text(text)
    return next((found for magic, found in _MAGIC if head.startswith(magic)), Found.UNKNOWN)


def _as_text(head: bytes) -> str | None:
    """Return the beginning of a text, in whatever encoding; ``None`` when it is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    if _NOT_IN_TEXT.search(head):
        return None
    try:  # a character may be cut in two where the head ends
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        # Text in an old eight-bit encoding is mostly ASCII; its letters do not matter here.
        ascii_only = head.decode("ascii", errors="ignore")
        return ascii_only if 2 * len(ascii_only) > len(head) else None


def _kind_of_text(text: str) -> Found:
    start = text.lstrip()
    if start.startswith("<") and _HTML.search(start):
        return Found.HTML
    if start.startswith("<?xml"):
        return Found.XML
    if start.startswith("{\\rtf"):
        return Found.WORD
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    if any(all(separator in line for line in lines) for separator in ",;\t" if lines):
        return Found.CSV
    return Found.TEXT


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of this name.

    The directory entry (the name padded to 64 bytes, then its length) can be found without
    walking the tables that lead to it, and nothing else looks like it.
    """
    stored = name.encode("utf-16-le")
    return stored.ljust(64, b"\0") + (len(stored) + 2).to_bytes(2, "little") in data


def _lost_its_directory(data: bytes) -> bool:
    """Whether an OLE file ends before the directory of its streams begins."""
    sector_size = 1 << min(int.from_bytes(data[30:32], "little"), 20)
    first_sector = int.from_bytes(data[48:52], "little")
    return len(data) < max(_OLE_HEADER, (first_sector + 2) * sector_size)


# ------------------------------------------------------------------------------ what cells hold

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?")
_DIGITS = 15
# Excel's own numbers end at 1E308; without traps what is beyond becomes infinite or 0.
_CONTEXT = Context(prec=_DIGITS, rounding=ROUND_HALF_UP, Emax=400, Emin=-400, traps=[])


def parse_number(text: str) -> Decimal | None:
    """Return a stored number to 15 significant digits without an exponent; ``None`` if it is none.

    >>> parse_number("99.0999999999999999986"), parse_number("2.5E3")
    (Decimal('99.1'), Decimal('2500'))
    """
    if len(text) <= _DIGITS and text.isascii() and text.isdigit():
        return Decimal(text)
    if not _NUMBER.fullmatch(text):
        return None
    number = _CONTEXT.create_decimal(text)
    if not number.is_finite():
        return None
    if not number:
        return Decimal(0)  # there is no -0 in a sheet
    return Decimal(f"{number.normalize(_CONTEXT):f}")


def normalised(text: str) -> str:
    """Return the text in NFC: equal-looking Vietnamese strings are to be equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
