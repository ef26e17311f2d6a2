"""What a file shows, line by line, before anybody knows which line is a head or a row."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from cchc_sheets.decode.errors import BadFileError
from cchc_sheets.decode.ooxml import open_package
from cchc_sheets.model.problem import UsageProblem

MAX_BYTES = 50_000_000
"""Bytes of a file with its pictures."""
MAX_TEXT = 8_000_000
"""Bytes of its text and XML; a tree of it takes up to thirty times as much memory."""
MAX_LINES = 50_000
MAX_COLUMNS = 60
_MOST_READ = 2_000
"""Characters of a cell; normalising a crafted one takes time that grows with their square."""
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FRAME = re.compile(r"[\u00ad\u200e\u200f]")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')

UNREADABLE = UsageProblem("import-unreadable")
TOO_LARGE = UsageProblem(
    "import-too-large",
    {
        "text": str(MAX_TEXT // 1_000_000),
        "bytes": str(MAX_BYTES // 1_000_000),
        "lines": str(MAX_LINES),
    },
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a table, or a paragraph (``table`` 0). A merged cell is in its first place alone.

    ``number`` counts from 1: the sheet's row, or the line of the document.
    """

    number: int
    table: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that the line holds, without its columns."""
        return " ".join(cell for cell in self.cells if cell)


Lines = tuple[PrintedLine, ...]


def plain(text: str) -> str:
    """Return a text as one line in NFC, without doubled, non-breaking or invisible spaces."""
    shortened = _FRAME.sub("", text[:_MOST_READ])
    return _SPACES.sub(" ", unicodedata.normalize("NFC", shortened)).strip()


def packed_problem(content: bytes) -> UsageProblem | None:
    """Return why a zip file must not be opened: it is damaged, or inflates to too much."""
    try:
        with open_package(content) as package:
            sizes = {name: len(package.read(name, "file")) for name in package.names("")}
    except BadFileError as problem:
        return TOO_LARGE if problem.unreadable.code == "file-too-large" else UNREADABLE
    text = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    return TOO_LARGE if text > MAX_TEXT else None


def read_tsv(content: bytes) -> Lines | UsageProblem:
    """Read a table whose columns are separated by tabs, as Excel's *Unicode Text* is too."""
    if len(content) > MAX_TEXT:
        return TOO_LARGE
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return UNREADABLE
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        return TOO_LARGE
    return tuple(
        PrintedLine(number, 1, tuple(map(_cell, line.split("\t", MAX_COLUMNS)[:MAX_COLUMNS])))
        for number, line in enumerate(lines, start=1)
    )


def _cell(text: str) -> str:
    """Excel sets a text that has quotation marks of its own in others, and doubles its own."""
    quoted = _QUOTED.fullmatch(text.strip()) if len(text) <= _MOST_READ else None
    return plain(quoted[1].replace('""', '"') if quoted else text)
