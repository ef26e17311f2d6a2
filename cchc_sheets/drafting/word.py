"""A Word document → its lines: paragraphs and tables in order, merged cells once."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cchc_sheets.drafting.grid import (
    MAX_COLUMNS,
    MAX_LINES,
    TOO_LARGE,
    UNREADABLE,
    Lines,
    PrintedLine,
    packed_problem,
    plain,
)
from cchc_sheets.model.problem import UsageProblem

_BREAKS = {"tab", "br", "cr"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DEEPEST = 9
_MOST_COUNTED = 1_000
"""What is numbered higher is numbered in digits; a Roman million would be a thousand letters."""
_LONGEST_LAYOUT = 50
_NOWHERE = "", 0
"""The list and depth of a paragraph that is in no list."""


def read_docx(content: bytes) -> Lines | UsageProblem:
    """Read a .docx.

    Its tables are walked here and not by python-docx, which gives a merged cell as often as it is
    wide and looks for its beginning row by row.
    """
    from docx import Document

    problem = packed_problem(content)
    if problem is not None:
        return problem
    try:
        document = Document(io.BytesIO(content))
        numbering = _read_numbering(document)
    except Exception:  # noqa: BLE001 - python-docx raises what it happens to on a crafted file
        return UNREADABLE
    lines = []
    for number, (table, cells) in enumerate(_lines(document.element.body, numbering), start=1):
        if number > MAX_LINES:
            return TOO_LARGE
        lines.append(PrintedLine(number, table, tuple(cells)))
    return tuple(lines)


def _lines(body: Any, numbering: _Numbering) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401
    tables = 0
    for block in body:
        if block.tag == f"{_WORD}p":
            yield 0, [_text([block], numbering)]
        elif block.tag == f"{_WORD}tbl":
            tables += 1
            for row in block.iterchildren(f"{_WORD}tr"):
                yield tables, _cells(row, numbering)


def _cells(row: Any, numbering: _Numbering) -> list[str]:  # noqa: ANN401 - lxml
    """A cell is in its first column; one that goes on with the cell above is empty."""
    texts = [""] * _columns(row.find(f"{_WORD}trPr"), "gridBefore", 0)
    for cell in row.findall(f"{_WORD}tc")[:MAX_COLUMNS]:
        layout = cell.find(f"{_WORD}tcPr")
        merged = None if layout is None else layout.find(f"{_WORD}vMerge")
        goes_on = merged is not None and merged.get(f"{_WORD}val", "continue") == "continue"
        texts.append("" if goes_on else _text(cell.findall(f"{_WORD}p"), numbering))
        texts += [""] * (_columns(layout, "gridSpan", 1) - 1)
    return texts[:MAX_COLUMNS]


def _columns(layout: Any, name: str, default: int) -> int:  # noqa: ANN401 - lxml
    stated = "" if layout is None else _value(layout, name, "")
    return min(_counted(stated, default), MAX_COLUMNS)


def _text(paragraphs: list[Any], numbering: _Numbering) -> str:
    """Join the texts with Word's own numbers, and as they are after all tracked changes."""
    parts = []
    for paragraph in paragraphs:
        parts.append(f" {numbering.before(paragraph)} ")
        for element in paragraph.iter():
            name = str(element.tag).rpartition("}")[2]
            parts.append((element.text or "") if name == "t" else " " if name in _BREAKS else "")
    return plain("".join(parts))


# --------------------------------------------------- the numbers that Word sets before paragraphs


@dataclass(frozen=True, slots=True)
class _Level:
    layout: str
    style: str
    start: int


@dataclass(slots=True)
class _Numbering:
    """Counts the paragraphs of each list, whose numbers no text holds; ask in printed order.

    ``styles`` has each style's place in a list, and under "" that of the default style.
    """

    levels: dict[str, dict[int, _Level]]
    lists: dict[str, str]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, list[int | None]] = field(
        default_factory=lambda: defaultdict(lambda: [None] * _DEEPEST)
    )

    def before(self, paragraph: Any) -> str:  # noqa: ANN401 - lxml
        """Return the number or dash before the paragraph, nothing when it is in no list."""
        layout = paragraph.find(f"{_WORD}pPr")
        style = "" if layout is None else _value(layout, "pStyle", "")
        by_style = self.styles.get(style, self.styles.get("", _NOWHERE))
        number, depth = _place(layout) or by_style
        source = self.lists.get(number, "")
        levels = self.levels.get(source, {})
        if depth not in levels:
            return ""
        counts, before = self.counts[source], self.counts[source][depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if levels[depth].style == "bullet":
            return "-"
        text = levels[depth].layout
        for above, level in levels.items():
            text = text.replace(f"%{above + 1}", _styled(counts[above] or level.start, level.style))
        return text


def _place(layout: Any) -> tuple[str, int] | None:  # noqa: ANN401 - lxml
    """The list and depth that a paragraph's or a style's own layout names."""
    found = None if layout is None else layout.find(f"{_WORD}numPr")
    if found is None:
        return None
    return _value(found, "numId", ""), min(_counted(_value(found, "ilvl", "0"), 0), _DEEPEST - 1)


def _read_numbering(document: Any) -> _Numbering:  # noqa: ANN401 - python-docx
    styles: dict[str, tuple[str, int]] = {}
    default = _NOWHERE
    known = {item.get(f"{_WORD}styleId", ""): item for item in document.styles.element}
    for first, style in known.items():
        # A style without a list has that of its base; some are said to be their own base.
        chain: dict[str, None] = {}
        name, place = first, None
        while name in known and name not in styles and name not in chain and place is None:
            chain[name] = None
            place = _place(known[name].find(f"{_WORD}pPr"))
            name = _value(known[name], "basedOn", "")
        styles |= dict.fromkeys(chain, place or styles.get(name, _NOWHERE))
        is_default = style.get(f"{_WORD}default") == "1"
        if is_default and style.get(f"{_WORD}type") == "paragraph":
            default = styles[first]
    styles[""] = default
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return _Numbering({}, {}, {})
    levels: dict[str, dict[int, _Level]] = defaultdict(dict)
    for item in root.findall(f"{_WORD}abstractNum"):
        for level in item.findall(f"{_WORD}lvl"):
            depth = _counted(level.get(f"{_WORD}ilvl", ""), _DEEPEST)
            if depth < _DEEPEST:
                levels[item.get(f"{_WORD}abstractNumId", "")][depth] = _Level(
                    _value(level, "lvlText", "")[:_LONGEST_LAYOUT],
                    _value(level, "numFmt", "decimal"),
                    _counted(_value(level, "start", ""), 1),
                )
    lists = {
        item.get(f"{_WORD}numId", ""): _value(item, "abstractNumId", "")
        for item in root.findall(f"{_WORD}num")
    }
    return _Numbering(levels, lists, styles)


def _value(element: Any, name: str, default: str) -> str:  # noqa: ANN401 - lxml
    found = element.find(f"{_WORD}{name}")
    return default if found is None else str(found.get(f"{_WORD}val", default))


def _counted(text: str, default: int) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else default


def _styled(number: int, style: str) -> str:
    if number > _MOST_COUNTED:
        return str(number)
    match style:
        case "upperRoman" | "lowerRoman":
            text = ""
            for value, letters in _ROMAN:
                text += letters * (number // value)
                number %= value
        case "upperLetter" | "lowerLetter":
            text = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case _:
            return str(number)
    return text if style.startswith("upper") else text.lower()
