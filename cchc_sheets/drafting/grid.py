"""What a file shows, line by line, before anybody knows which line is a head or a row."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FRAME = re.compile(r"[\u00ad\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a table, or a paragraph (``table`` 0). A merged cell stands in its first place.

    ``number`` counts from 1: the sheet's row, or the line of the document.
    """

    number: int
    table: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that stands in the line."""
        return " ".join(cell for cell in self.cells if cell)


def plain(text: str) -> str:
    """Return a text as one line in NFC, without doubled, non-breaking or invisible spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _FRAME.sub("", text))).strip()


def read_tsv(content: bytes) -> tuple[PrintedLine, ...]:
    """Read a table whose columns are separated by tabs, as Excel's *Unicode Text* is too.

    Raises ``UnicodeDecodeError`` for any other encoding.
    """
    text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    return tuple(
        PrintedLine(number, 1, tuple(plain(cell.strip('"')) for cell in line.split("\t")))
        for number, line in enumerate(text.splitlines(), start=1)
    )
