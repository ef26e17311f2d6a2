"""Lines of cells → a table of a Word document, as the decree has its annexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

_TWIPS = 1440 / 25.4
"""To a millimetre."""
_BELOW = 0.8
"""How large a second line is."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text; ``below`` is a second, smaller line, ``fill`` a colour, ``span`` columns."""

    text: str
    align: str = "left"
    below: str = ""
    is_bold: bool = False
    is_italic: bool = False
    fill: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class WordLine:
    """A row; one that ``leads`` is on one page with the next."""

    cells: tuple[TableCell, ...]
    leads: bool = False


def table(
    heads: Sequence[str], lines: Iterable[WordLine], widths: Sequence[float], size: float
) -> Any:  # noqa: ANN401 - lxml
    """Return the table; ``widths`` are in millimetres, ``size`` of the letters in points.

    Its head is repeated on every page, and no row is parted by the end of one.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    twips = [round(width * _TWIPS) for width in widths]
    head = WordLine(tuple(TableCell(each, "center", is_bold=True) for each in heads), leads=True)
    rows = [_row(head, twips, size, is_head=True), *(_row(each, twips, size) for each in lines)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(line: WordLine, twips: Sequence[int], size: float, *, is_head: bool = False) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    cells, column = [], 0
    for cell in line.cells:
        width = sum(twips[column : column + cell.span])
        cells.append(_cell(cell, width, size, leads=line.leads))
        column += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: TableCell, width: int, size: float, *, leads: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    looks = ("<w:b/><w:bCs/>" if cell.is_bold else "") + (
        "<w:i/><w:iCs/>" if cell.is_italic else ""
    )
    texts = [_run(cell.text, looks, size)]
    if cell.below:
        texts += ["<w:r><w:br/></w:r>", _run(cell.below, "", size * _BELOW)]
    keep = "<w:keepNext/>" if leads else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{keep}'
        '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="0"/><w:jc w:val="{cell.align}"/></w:pPr>{"".join(texts)}</w:p></w:tc>'
    )


def _run(text: str, looks: str, size: float) -> str:
    half = round(size * 2)
    return (
        f'<w:r><w:rPr>{looks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )
