"""A Word document → its lines: paragraphs and tables in order, merged cells once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from cchc_sheets.drafting.grid import PrintedLine, plain
from cchc_sheets.drafting.numbering import Numbering, read_numbering

MAX_UNPACKED = 100_000_000
_BREAKS = {"tab", "br", "cr"}


def read_docx(content: bytes) -> tuple[PrintedLine, ...] | None:
    """Read a .docx; ``None`` when it is none, or unpacks to more than any annex holds."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(item.file_size for item in package.infolist()) > MAX_UNPACKED:
                return None
        document = Document(io.BytesIO(content))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        return None
    found = enumerate(_lines(document), start=1)
    return tuple(PrintedLine(number, table, cells) for number, (table, cells) in found)


def _lines(document: Any) -> Iterator[tuple[int, tuple[str, ...]]]:  # noqa: ANN401 - python-docx
    from docx.text.paragraph import Paragraph

    numbering, tables = read_numbering(document), 0
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield 0, (_text([block], numbering),)
            continue
        tables += 1
        seen: set[Any] = set()
        for row in block.rows:
            yield tables, _cells(row, seen, numbering)


def _cells(row: Any, seen: set[Any], numbering: Numbering) -> tuple[str, ...]:  # noqa: ANN401
    """Return a row's texts; a cell merged with one to the left or above is empty."""
    texts = [""] * row.grid_cols_before
    for cell in row.cells:
        own = cell._tc  # noqa: SLF001 - the only mark of a merged cell
        texts.append("" if own in seen else _text(cell.paragraphs, numbering))
        seen.add(own)
    return tuple(texts)


def _text(paragraphs: list[Any], numbering: Numbering) -> str:
    parts = (f"{numbering.before(item)} {_typed(item)}" for item in paragraphs)
    return plain(" ".join(parts))


def _typed(paragraph: Any) -> str:  # noqa: ANN401 - python-docx
    """Return a paragraph's text with what tracked changes put in and without what they took out."""
    parts = []
    for element in paragraph._p.iter():  # noqa: SLF001 - python-docx passes over tracked changes
        name = str(element.tag).rpartition("}")[2]
        parts.append((element.text or "") if name == "t" else " " if name in _BREAKS else "")
    return "".join(parts)
