"""A package → the strings that its sheets share; runs and escapes of any string."""

from __future__ import annotations

import re

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import CellText, normalised
from cchc_sheets.decode.errors import TooLargeError
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.plain_xml import plain_body, unescaped
from cchc_sheets.decode.ooxml.xml import OFF, Attributes, walk
from cchc_sheets.text import of_texts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN_STRING = re.compile(
    r"""
      <si><t(?:\ xml:space="preserve")?>([^<]*+)</t></si>
    | <si><t\ ?/></si>
    | <si>(<r>(?:(?!</?si\b).)*+)</si>
    | (.+)
    """,
    re.VERBOSE | re.DOTALL,
)


@of_texts
def decoded(text: str) -> str:
    """Resolve ``_x000D_`` and its like, in which strings carry what XML cannot."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        # Escaped halves of one character become that character, a lone half becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalised(text)


def read_strings(package: Package, part: str) -> dict[str, CellText]:
    """Return the shared strings by their number, as cells write it."""
    if part not in package:
        return {}
    data = package.read(part, "strings")
    strings = plain_strings(data)
    if strings is None:
        strings = any_strings(data)
    return {str(index): text for index, text in enumerate(strings)}


def plain_strings(data: bytes) -> list[CellText] | None:
    """Return the shared strings, ``None`` when any is more than plain text or its runs."""
    body = plain_body(data, "strings", "si", b"<si>", b"</sst>")
    if body is None:
        return None
    tokens = _PLAIN_STRING.findall("<si>" + body)
    if tokens[-1][-1]:
        return None
    return [
        _in_runs(runs) if runs else CellText(decoded(unescaped(text))) for text, runs, _ in tokens
    ]


@of_texts
def _in_runs(runs: str) -> CellText:
    return any_strings(f"<sst><si>{runs}</si></sst>".encode())[0]


def any_strings(data: bytes) -> list[CellText]:
    """Read the strings however their XML is written."""
    strings: list[CellText] = []
    runs = Runs("si")

    def end(name: str) -> None:
        runs.end(name)
        if name == "si" and len(runs.path) == 1:
            strings.append(runs.take())
            if len(strings) > limits.MAX_CELLS:
                raise TooLargeError("cells", limits.MAX_CELLS, len(strings))

    walk(data, "strings", runs.start, end, runs.texts.append, wanted={"si", "r", "t"})
    return strings


class Runs:
    """The text of a string, plain or in runs of different looks, in the element ``within``.

    The text in ``rPh`` is left out: it is the pronunciation of the characters before it.
    """

    __slots__ = ("_marked", "_own", "_runs", "_within", "path", "texts")

    def __init__(self, within: str) -> None:
        self.texts: list[str] = []
        self.path: list[str] = []
        """The names of the elements that are open."""
        self._within = within
        self._runs: list[tuple[str, bool, bool]] = []
        """Of each run its text, whether it is marked, and whether it has a font of its own."""
        self._marked = self._own = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow the beginning of an element."""
        inside = self.path[-1] if self.path else ""
        if name == "t":
            self.texts.clear()
        elif name == "r":
            self._marked = self._own = False
        elif name == "rPr":
            self._own = True
        elif name == "strike" and inside == "rPr":
            self._marked |= attributes.get("val", "1") not in OFF
        elif name == "vertAlign" and inside == "rPr":
            self._marked |= attributes.get("val", "") in {"superscript", "subscript"}
        self.path.append(name)

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        self.path.pop()
        if name == "t" and self.path[-1:] == [self._within]:
            self._runs.append(("".join(self.texts), False, False))
        elif name == "t" and self.path[-2:] == [self._within, "r"]:
            self._runs.append(("".join(self.texts), self._marked, self._own))

    def take(self) -> CellText:
        """Return the string that has come to its end."""
        text = decoded("".join(text for text, _, _ in self._runs))
        unmarked = of_struck = None
        if any(own for _, _, own in self._runs):
            unmarked = decoded("".join(text for text, marked, _ in self._runs if not marked))
            of_struck = "".join(t for t, marked, own in self._runs if own and not marked)
        self._runs.clear()
        return CellText(text, unmarked, decoded(of_struck or ""))
