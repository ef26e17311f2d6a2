"""A package → the strings that its sheets share; runs and escapes of any string."""

from __future__ import annotations

import re

from cchc_sheets.decode import limits
from cchc_sheets.decode.cells import normalised
from cchc_sheets.decode.errors import TooLargeError
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.plain_xml import plain_body, unescaped
from cchc_sheets.decode.ooxml.xml import Attributes, LocalNames, walk

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN_STRING = re.compile(
    r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>|<si><t ?/></si>|(.+)', re.DOTALL
)


def decoded(text: str) -> str:
    """Resolve ``_x000D_`` and its like, in which strings carry what XML cannot."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        # Escaped halves of one character become that character, a lone half becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normalised(text)


def read_strings(package: Package, part: str) -> dict[str, str]:
    """Return the shared strings by their number, as cells write it."""
    if part not in package:
        return {}
    data = package.read(part, "strings")
    strings = plain_strings(data)
    if strings is None:
        strings = any_strings(data)
    return {str(index): decoded(text) for index, text in enumerate(strings)}


def plain_strings(data: bytes) -> list[str] | None:
    """Return the shared strings, ``None`` when any is more than plain text."""
    body = plain_body(data, "strings", b"<si>", b"</sst>")
    if body is None:
        return None
    tokens = _PLAIN_STRING.findall("<si>" + body)
    if tokens[-1][-1]:
        return None
    return [unescaped(text) for text, _ in tokens]


def any_strings(data: bytes) -> list[str]:
    """Read the strings however their XML is written."""
    strings: list[str] = []
    runs = Runs()

    def end(name: str) -> None:
        if runs.end(name) == "si":
            strings.append(runs.take())
            if len(strings) > limits.MAX_CELLS:
                raise TooLargeError("cells", limits.MAX_CELLS, len(strings))

    walk(data, "strings", runs.start, end, runs.texts.append)
    return strings


class Runs:
    """The text of a string, plain or in runs of different looks.

    The text in ``rPh`` is left out: it is the pronunciation of the characters before it.
    """

    __slots__ = ("_names", "_phonetic", "_runs", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._names = LocalNames()
        self._runs: list[str] = []
        self._phonetic = False

    def start(self, name: str, _attributes: Attributes) -> str:
        """Follow the beginning of an element; return its local name."""
        local = self._names[name]
        if local == "t":
            self.texts.clear()
        elif local == "rPh":
            self._phonetic = True
        return local

    def end(self, name: str) -> str:
        """Follow the end of an element; return its local name."""
        local = self._names[name]
        if local == "t" and not self._phonetic:
            self._runs += self.texts
        elif local == "rPh":
            self._phonetic = False
        return local

    def take(self) -> str:
        """Return the string that has come to its end."""
        text = "".join(self._runs)
        self._runs.clear()
        return text
