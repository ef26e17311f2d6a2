"""The XML of a part → calls of handlers, by expat; what no workbook needs is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from cchc_sheets.decode.errors import DamagedError

Attributes = Mapping[str, str]
OnElement = Callable[[Attributes, str], None]

_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
"""Those that expat knows itself; OOXML allows the first two."""


def new_parser(label: str, *, namespaces: bool) -> expat.XMLParserType:
    """Return a parser that refuses document types, and so entities, and odd encodings."""

    def refuse(*_: object) -> None:
        raise DamagedError("doctype", label)

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        check_encoding(encoding, label)

    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declaration
    return parser


def check_encoding(encoding: str | None, label: str) -> None:
    """Refuse encodings for which expat would need a handler of ours."""
    if encoding and encoding.lower() not in _ENCODINGS:
        raise DamagedError("encoding", label)


def parse(parser: expat.XMLParserType, data: bytes, label: str) -> None:
    """Parse all of a part.

    Raises:
        DamagedError: it is not well-formed.
    """
    try:
        parser.Parse(data, True)  # noqa: FBT003 — expat's signature
    except expat.ExpatError as error:
        raise DamagedError("xml", label) from error


class LocalNames(dict[str, str]):
    """From names as expat gives them (``namespace name``) to local ones, filled on demand.

    The first name is the outermost element's. Names of other namespaces than its become ``""``
    unless they are ``mixed``: extensions have elements of the same names.
    """

    def __init__(self, *, mixed: bool = False) -> None:
        super().__init__()
        self.root = ""
        self._namespace = ""
        self._mixed = mixed

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        if not self:
            self.root, self._namespace = local, namespace
        wanted = self._mixed or namespace == self._namespace
        return self.setdefault(name, local if wanted else "")


def walk(
    data: bytes,
    label: str,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object],
    on_text: Callable[[str], object],
) -> None:
    """Call ``start``, ``end`` and ``on_text`` all through; names are for ``LocalNames``."""
    parser = new_parser(label, namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = on_text
    parse(parser, data, label)


def each_element(
    data: bytes, label: str, wanted: Mapping[str, OnElement], *, root: str = "", mixed: bool = False
) -> None:
    """Call ``wanted[name](attributes, text)`` at the end of every element of that local name.

    ``root`` is the name that the outermost element must have; with ``mixed``, elements of other
    namespaces than the outermost one's count too.
    """
    names = LocalNames(mixed=mixed)
    texts: list[str] = []
    attributes: Attributes = {}

    def start(name: str, found: Attributes) -> None:
        nonlocal attributes
        if names[name] in wanted:
            attributes = found
            texts.clear()

    def end(name: str) -> None:
        on_element = wanted.get(names[name])
        if on_element:
            on_element(attributes, "".join(texts))

    walk(data, label, start, end, texts.append)
    if root and names.root != root:
        raise DamagedError("root", label)
