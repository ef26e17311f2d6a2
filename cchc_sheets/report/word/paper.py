"""A Word document as the decree has official papers: its page, its letters, its page numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

FONT, SIZE = "Times New Roman", 14.0
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 15
_SHORT, _LONG = 210, 297
_HEADER = 10
_HINT = re.compile(r"\{(?!\{)[^{}]*\}(?!\})")
_QUIET, _GREY = 8, (0x8A, 0x94, 0xA0)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks: sizes and spaces in points, ``first`` line's indent in millimetres."""

    size: float = SIZE
    align: Literal["left", "center", "justify", "right"] = "center"
    is_bold: bool = False
    is_italic: bool = False
    before: float = 0
    after: float = 0
    first: float = 0
    leads: bool = False
    """On one page with the next paragraph."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """A line below a text; ``free`` is the part of the column's width on either side of it."""

    free: float


class WordPaper:
    """A document that is written from its beginning to its end."""

    def __init__(self, *, quiet: Collection[str] = (), across: bool = False) -> None:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Pt

        self.document: Any = Document()
        self.quiet = quiet
        about = self.document.core_properties
        about.author = about.title = about.comments = ""  # python-docx names itself
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        fonts = style.element.rPr.rFonts
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), FONT)
        language = style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN"})
        style.element.rPr.append(language)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        self._lay_out(self.document.sections[0], across=across)

    def write(self, text: str, look: Look, into: Any = None) -> None:  # noqa: ANN401 - python-docx
        """Write a paragraph.

        What is in ``{…}`` is for the writer of the report, and marked; the names ``quiet`` small,
        for they only say when a paragraph stands.
        """
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
        from docx.shared import Mm, Pt, RGBColor

        paragraph = (into or self.document).add_paragraph()
        layout = paragraph.paragraph_format
        layout.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align.upper())
        layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
        layout.first_line_indent = Mm(look.first) if look.first else None
        layout.keep_with_next = look.leads or None
        parts = re.compile("|".join([*map(re.escape, self.quiet), _HINT.pattern]))
        for piece in _pieces(parts, text):
            is_hint = bool(_HINT.fullmatch(piece))
            run = paragraph.add_run(f"[{piece[1:-1]}]" if is_hint else piece)
            run.bold, run.italic = look.is_bold or None, look.is_italic or is_hint or None
            run.font.size = Pt(_QUIET if piece in self.quiet else look.size)
            if piece in self.quiet:
                run.font.color.rgb = RGBColor(*_GREY)
            if is_hint:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def columns(
        self, parts: Sequence[float], texts: Sequence[Iterable[tuple[str, Look] | PageRule]]
    ) -> None:
        """Write columns side by side, ``parts`` of the width within the margins."""
        from docx.shared import Mm

        section = self.document.sections[-1]
        room = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
        table = self.document.add_table(rows=1, cols=len(parts))
        table.autofit = False
        for part, column, cell, pieces in zip(
            parts, table.columns, table.rows[0].cells, texts, strict=True
        ):
            column.width = cell.width = Mm(part * room)
            for piece in pieces:
                if isinstance(piece, PageRule):
                    _draw(cell.add_paragraph(), piece.free * part * room)
                else:
                    self.write(*piece, into=cell)
            cell._element.remove(cell.paragraphs[0]._element)  # noqa: SLF001 - a cell begins with one

    def rule(self, free: float) -> None:
        """Draw a line below what was written, ``free`` millimetres short on either side."""
        _draw(self.document.add_paragraph(), free)

    def next_section(self, *, across: bool) -> None:
        """Begin a new page whose numbers begin anew."""
        from docx.enum.section import WD_SECTION

        self._lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), across=across)

    def _lay_out(self, section: Any, *, across: bool) -> None:  # noqa: ANN401 - python-docx
        from docx.enum.section import WD_ORIENT
        from docx.oxml.ns import qn
        from docx.shared import Mm

        width, height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
        section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
        section.header_distance = Mm(_HEADER)
        section.different_first_page_header_footer = True
        settings = section._sectPr  # noqa: SLF001 - python-docx has no property for numbers
        if settings.find(qn("w:pgNumType")) is None:  # a new section has those of the one before
            numbers = settings.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
            settings.find(qn("w:pgMar")).addnext(numbers)
        section.header.is_linked_to_previous = False
        _number(section.header.paragraphs[0])


def _pieces(parts: re.Pattern[str], text: str) -> Iterator[str]:
    """The text where the pattern finds something, and between."""
    last = 0
    for found in parts.finditer(text):
        yield from filter(None, (text[last : found.start()], found[0]))
        last = found.end()
    if last < len(text):
        yield text[last:]


def _number(paragraph: Any) -> None:  # noqa: ANN401 - python-docx
    """The page's number, alone and in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(SIZE)
    for kind in ("begin", "", "end"):
        run._element.append(  # noqa: SLF001 - python-docx has no fields
            parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')
            if kind
            else parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">PAGE</w:instrText>')
        )


def _draw(paragraph: Any, free: float) -> None:  # noqa: ANN401 - python-docx
    """Make an empty paragraph a line."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(free)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)
    border = (
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
        "</w:pBdr>"
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no property for it
    properties.insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
