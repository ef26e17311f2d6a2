"""The bytes of a file → what kind of file it is; its name is never asked."""

from __future__ import annotations

import codecs
import re

from cchc_sheets.decode.errors import FileType

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
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
_HTML = re.compile(r"<!doctype html|<html|<table\b(?!:)|<body\b|<meta\b(?!:)", re.IGNORECASE)
_BEFORE_ROOT = re.compile(r"<!--.*?-->|<\?.*?\?>|(?<=>)\s+", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(\w[\w.-]*)")
_EXCEL_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT = "application/vnd.oasis.opendocument.spreadsheet"
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


def other_spreadsheet(data: bytes) -> str:
    """Return what spreadsheet it is in one of the formats that are not read, ``""`` if none."""
    text = (_as_text(data[:_HEAD]) or "").lstrip("\ufeff \t\r\n")
    if not text.startswith("<?xml"):
        return ""
    root = _ROOT.match(_BEFORE_ROOT.sub("", text))
    if root is None:
        return ""
    if root[1] == "Workbook" and _EXCEL_2003 in text:
        return ".xml (Excel 2003)"
    return ".fods" if root[1] == "document" and _FLAT in text else ""


def _as_text(head: bytes) -> str | None:
    """Decode the head of a text file in whatever encoding; ``None`` when it is not text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    for encoding in ("utf-16-be", "utf-16-le"):  # XML says its encoding, so that it needs no mark
        if head.startswith("<?xml".encode(encoding)):
            return head.decode(encoding, errors="replace")
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
