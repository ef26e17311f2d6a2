"""The bytes of a file → what kind of file it is; its name is never asked."""

from __future__ import annotations

import codecs
import re

from cchc_sheets.decode.errors import FileType

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_HEADER = _SECTOR = 512
_BEGIN_OF_FILE, _WORKBOOK, _FILE_PASS = b"\x09\x08", b"\x05\x00", b"\x2f\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, FileType], ...] = (
    (b"\x89PNG\r\n", FileType.IMAGE),
    (b"\xff\xd8\xff", FileType.IMAGE),
    (b"GIF8", FileType.IMAGE),
    (b"BM", FileType.IMAGE),
    (b"II*\x00", FileType.IMAGE),
    (b"MM\x00*", FileType.IMAGE),
    (b"Rar!\x1a\x07", FileType.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileType.ARCHIVE),
    (b"\x1f\x8b", FileType.ARCHIVE),
    (b"{\\rtf", FileType.WORD),
)
_HEAD = 4096
_HTML = re.compile(r"<!doctype html|<html|<table|<body|<meta\b", re.IGNORECASE)
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def what_it_is(data: bytes) -> FileType:
    """Return the kind of a file that is no workbook, by its first bytes."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:  # PDF readers allow for rubbish before it
        return FileType.PDF
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":  # webp; heic, as telephones take them
        return FileType.IMAGE
    text = _as_text(head)
    if text is not None:
        return _kind_of_text(text)
    return next((found for magic, found in _MAGIC if head.startswith(magic)), FileType.UNKNOWN)


def _as_text(head: bytes) -> str | None:
    """Decode the head of a text file in whatever encoding; ``None`` when it is not text."""
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


def _kind_of_text(text: str) -> FileType:
    start = text.lstrip()
    if start.startswith("<") and _HTML.search(start):
        return FileType.HTML
    if start.startswith("<?xml"):
        return FileType.XML
    if start.startswith("{\\rtf"):
        return FileType.WORD
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    if any(all(separator in line for line in lines) for separator in ",;\t" if lines):
        return FileType.CSV
    return FileType.TEXT


def has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of this name.

    The directory entry (the name padded to 64 bytes, then its length) can be found without
    walking the tables that lead to it, and nothing else looks like it.
    """
    stored = name.encode("utf-16-le")
    return stored.ljust(64, b"\0") + (len(stored) + 2).to_bytes(2, "little") in data


def lost_its_directory(data: bytes) -> bool:
    """Whether an OLE file ends before the directory of its streams begins."""
    sector_size = 1 << min(int.from_bytes(data[30:32], "little"), 20)
    first_sector = int.from_bytes(data[48:52], "little")
    return len(data) < max(_OLE_HEADER, (first_sector + 2) * sector_size)


def has_file_pass(data: bytes) -> bool:
    """Whether a .xls is encrypted; to calamine it is only of an unknown format.

    The record that marks encryption is not encrypted itself. It is the first or second after the
    record that begins the workbook; a stream begins with a sector.
    """
    for start in range(_SECTOR, len(data), _SECTOR):
        if data[start : start + 2] == _BEGIN_OF_FILE and data[start + 6 : start + 8] == _WORKBOOK:
            second = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
            third = second + 4 + int.from_bytes(data[second + 2 : second + 4], "little")
            if _FILE_PASS in (data[second : second + 2], data[third : third + 2]):
                return True
    return False
