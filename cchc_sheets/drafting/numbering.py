"""The numbers that Word sets before paragraphs by itself: they stand in no text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    layout: str
    style: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list; ask in the document's order."""

    levels: dict[str, dict[int, _Level]]
    lists: dict[str, str]
    counts: dict[str, list[int | None]] = field(
        default_factory=lambda: defaultdict(lambda: [None] * _DEEPEST)
    )

    def before(self, paragraph: Paragraph) -> str:
        """Return what Word prints before the paragraph, nothing when it is in no list."""
        number, depth = _list_of(paragraph)
        source = self.lists.get(number, "")
        level = self.levels.get(source, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts[source]
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.style == "bullet":
            return "-"
        return self._printed(level, source, counts)

    def _printed(self, level: _Level, source: str, counts: list[int | None]) -> str:
        text = level.layout
        for depth, own in self.levels[source].items():
            text = text.replace(f"%{depth + 1}", _styled(counts[depth] or own.start, own.style))
        return text


def read_numbering(document: Document) -> Numbering:
    """Read the document's lists."""
    try:
        root: Any = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return Numbering({}, {})
    levels = {
        item.get(qn("w:abstractNumId")): dict(_levels(item))
        for item in root.findall(qn("w:abstractNum"))
    }
    lists = {
        item.get(qn("w:numId")): item.find(qn("w:abstractNumId")).get(qn("w:val"))
        for item in root.findall(qn("w:num"))
    }
    return Numbering(levels, lists)


def _levels(item: Any) -> Any:  # noqa: ANN401 - lxml
    for level in item.findall(qn("w:lvl")):
        depth = int(level.get(qn("w:ilvl")))
        start = _value(level, "w:start", "1")
        known = _Level(
            _value(level, "w:lvlText", ""),
            _value(level, "w:numFmt", "decimal"),
            int(start) if start.isdigit() else 1,
        )
        if depth < _DEEPEST:
            yield depth, known


def _value(element: Any, name: str, default: str) -> str:  # noqa: ANN401 - lxml
    found = element.find(qn(name))
    return default if found is None else str(found.get(qn("w:val"), default))


def _list_of(paragraph: Paragraph) -> tuple[str, int]:
    """Return the paragraph's list and depth, its own or those of its style."""
    places: list[Any] = [paragraph._p.pPr]  # noqa: SLF001 - python-docx shows no lists
    style: Any = paragraph.style
    while style is not None:
        places.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for place in places:
        found = None if place is None else place.find(qn("w:numPr"))
        if found is not None:
            depth = _value(found, "w:ilvl", "0")
            return _value(found, "w:numId", ""), min(int(depth), _DEEPEST - 1)
    return "", 0


def _styled(number: int, style: str) -> str:
    match style:
        case "upperRoman" | "lowerRoman":
            text = _roman(number)
        case "upperLetter" | "lowerLetter":
            text = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case _:
            return str(number)
    return text if style.startswith("upper") else text.lower()


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
