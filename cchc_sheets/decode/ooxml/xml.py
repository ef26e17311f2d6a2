"""The XML of a part → calls of handlers, by expat; what no workbook needs is refused."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from time import process_time
from xml.parsers import expat

from cchc_sheets.decode import limits
from cchc_sheets.decode.errors import DamagedError, TooLargeError

Attributes = Mapping[str, str]
OnElement = Callable[[Attributes, str], None]

_ENCODINGS = ("utf-8", "utf-16", "utf-16be", "utf-16le", "us-ascii", "iso-8859-1")
"""Those that expat knows itself; OOXML allows UTF-8 and UTF-16."""
OFF = ("0", "false", "off")
"""The values of an attribute by which a look is switched off."""
_PIECE = 1024 * 1024
_EXTENSIONS, _ALTERNATIVES = "extLst", " AlternateContent"


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
        BadFileError: it is not well-formed, or takes too long.
    """
    begun = process_time()
    try:
        for start in range(0, len(data), _PIECE):
            parser.Parse(data[start : start + _PIECE], False)  # noqa: FBT003 — expat's signature
            if process_time() - begun > limits.MAX_SECONDS:
                raise TooLargeError("seconds", limits.MAX_SECONDS, limits.MAX_SECONDS)
        parser.Parse(b"", True)  # noqa: FBT003
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


def walk(  # noqa: PLR0913 — what to do at each kind of event
    data: bytes,
    label: str,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object],
    on_text: Callable[[str], object],
    *,
    wanted: Container[str],
    mixed: bool = False,
) -> str:
    """Call ``start`` and ``end`` with local names, and ``on_text``; return the root's name.

    As clients do, this passes over elements of other namespaces and extensions (``extLst``) with
    all that is in them. Of alternatives (``mc:AlternateContent``) each client takes the one that it
    understands, so nobody knows what a person saw: none may hold an element that is ``wanted``.
    """
    names = LocalNames(mixed=mixed)
    parser = new_parser(label, namespaces=True)
    depth, alternatives = 0, False

    def on_start(name: str, attributes: Attributes) -> None:
        nonlocal depth, alternatives
        local = names[name]
        if mixed or (local and local != _EXTENSIONS):
            start(local, attributes)
        else:
            depth, alternatives = 1, name.endswith(_ALTERNATIVES)
            parser.StartElementHandler, parser.EndElementHandler = pass_start, pass_end
            parser.CharacterDataHandler = None

    def on_end(name: str) -> None:
        end(names[name])

    def pass_start(name: str, _attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if alternatives and names[name] in wanted:
            raise DamagedError("alternatives", label)

    def pass_end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        if not depth:
            parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
            parser.CharacterDataHandler = on_text

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.CharacterDataHandler = on_text
    parse(parser, data, label)
    return names.root


def each_element(
    data: bytes, label: str, wanted: Mapping[str, OnElement], *, root: str = "", mixed: bool = False
) -> None:
    """Call ``wanted[name](attributes, text)`` at the end of every element of that local name.

    ``root`` is the name that the outermost element must have; with ``mixed``, elements of other
    namespaces than the outermost one's count too.
    """
    texts: list[str] = []
    attributes: Attributes = {}

    def start(name: str, found: Attributes) -> None:
        nonlocal attributes
        if name in wanted:
            attributes = found
            texts.clear()

    def end(name: str) -> None:
        on_element = wanted.get(name)
        if on_element:
            on_element(attributes, "".join(texts))

    found = walk(data, label, start, end, texts.append, wanted=wanted, mixed=mixed)
    if root and found != root:
        raise DamagedError("root", label)
