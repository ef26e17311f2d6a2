"""What a file is, by its content; its name is never asked."""

from __future__ import annotations

import codecs
import re

from cchc_sheets.decode.errors import (
    Found,
)

ZIP = (b"PK\x03\x04", b"PK\x05\x06")


_OLE_HEADER = 512


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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


def what_it_is(data: bytes) -> Found:
    """Return what the bytes are that are no workbook, by how they begin."""
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
