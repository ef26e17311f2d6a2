"""A part's XML → its body as text, where it is written as Excel, LibreOffice and their like do.

Handlers that expat calls for every element take most of the time. Here expat only makes sure that
the XML is well-formed, and regular expressions find the cells and strings; whatever else there is
goes into their last group, and then the handlers do it all. Both ways give the same, which tests
compare.
"""

from __future__ import annotations

import re

from cchc_sheets.decode.ooxml.xml import Attributes, check_encoding, new_parser, parse
from cchc_sheets.text import of_texts

_MUCH = 4 * 1024 * 1024
"""Above this a list of all cells takes too much memory."""
_NUMERIC_ENTITY = re.compile(r"&#(?:x0*([0-9A-Fa-f]+)|0*([0-9]+));")


def plain_body(data: bytes, label: str, first: str, begin: bytes, end: bytes) -> str | None:
    """Return the text between two tags, ``None`` where it cannot be read by its looks.

    The first tag must be that of the first element named ``first``, a child of the outermost.
    """
    if len(data) > _MUCH or not _is_plain(data, label, first):
        return None
    start, stop = data.find(begin), data.rfind(end)
    if start < 0 or stop < 0 or b"xmlns" in data[start:stop]:
        return None
    body = data[start + len(begin) : stop].decode()
    return body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body


def _is_plain(data: bytes, label: str, first: str) -> bool:
    """Whether well-formed XML is UTF-8 without prefix, comments, CDATA and instructions."""
    plain = True
    depth = 0
    parser = new_parser(label, namespaces=False)

    def odd(*_: object) -> None:
        nonlocal plain
        plain = False

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        check_encoding(encoding, label)
        if encoding and encoding.lower() != "utf-8":
            odd()

    def start(name: str, _attributes: Attributes) -> None:
        nonlocal depth
        if name == first:
            parser.StartElementHandler = parser.EndElementHandler = None
        if (name == first and depth != 1) or (not depth and ":" in name):
            odd()
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.XmlDeclHandler = declaration
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CommentHandler = parser.ProcessingInstructionHandler = odd
    parser.StartCdataSectionHandler = odd
    parse(parser, data, label)
    return plain


@of_texts
def unescaped(text: str) -> str:
    """Resolve the entities that XML has of itself."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    text = text.replace("&quot;", '"').replace("&apos;", "'")
    if "&#" in text:

        def character(match: re.Match[str]) -> str:
            code = int(match[1], 16) if match[1] else int(match[2])
            # An ampersand written as a number must not begin another entity.
            return "&amp;" if code == ord("&") else chr(code)

        text = _NUMERIC_ENTITY.sub(character, text)
    return text.replace("&amp;", "&")
