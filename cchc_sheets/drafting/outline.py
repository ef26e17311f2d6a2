"""The hierarchy of printed rows: from STT where it says one, from the order where it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_sheets.drafting.printed import PrintedRow

_DOTTED = re.compile(r"\d{1,2}(\.\d{1,2})*")
_ROMAN = re.compile(r"[IVX]+")
_DASHES = "-–•*"
_UNNUMBERED = {"heading": 0, "none": 1, "part": 2, "-": 3, "+": 4}
"""How deep a row without a number stands below the last one that has a number."""


@dataclass(slots=True)
class _Open:
    style: str
    path: str
    children: int = 0


def paths(rows: Sequence[PrintedRow]) -> list[str]:
    """Return each row's path, unique: ``III.2``, ``1.2.3``, or ``1.2.(3)`` without a number."""
    opened: list[_Open] = []
    taken: set[str] = set()
    found = []
    for row in rows:
        style, segment = _style(row, opened)
        _close(opened, style)
        parent = opened[-1] if opened else None
        path = _path(parent, segment, taken)
        opened.append(_Open(style, path))
        taken.add(path)
        found.append(path)
    return found


def _path(parent: _Open | None, segment: str, taken: set[str]) -> str:
    before = f"{parent.path}." if parent else ""
    if segment and before + segment not in taken:
        return before + segment
    number = 1
    while f"{before}({number})" in taken:
        number += 1
    return f"{before}({number})"


def _style(row: PrintedRow, opened: list[_Open]) -> tuple[str, str]:
    """Return how a row is numbered and its own part of the path."""
    stt = row.stt.strip(" .:")
    bare = stt.strip("()")
    if stt.lower() == "trong đó":
        return "part", ""
    if not stt:
        return _unnumbered(row, opened), ""
    if stt[0] in _DASHES:
        return "-", ""
    if stt[0] == "+":
        return "+", ""
    if _DOTTED.fullmatch(bare):
        *_, last = bare.split(".")
        enclosed = ")" if stt.endswith(")") else ""
        return f"number{bare.count('.')}{enclosed}", last
    if _ROMAN.fullmatch(bare) and not _continues_letters(bare, opened):
        return "roman", bare
    if len(bare) == 1:
        return ("upper" if bare.isupper() else "lower"), bare
    return "other", bare if "." not in bare else ""


def _unnumbered(row: PrintedRow, opened: list[_Open]) -> str:
    """Return how deep a row without a number stands; "Trong đó" holds for the rows after it."""
    first = row.label[:1]
    if first in _DASHES:
        return "-"
    if first == "+":
        return "+"
    if any(item.style == "part" for item in opened):
        return "part"
    return "none" if row.unit else "heading"


def _continues_letters(letter: str, opened: list[_Open]) -> bool:
    """Say whether I, V, X stand in a series of letters (H, I) rather than of Roman numbers."""
    letters = [item.path[-1:] for item in opened if item.style == "upper"]
    return len(letter) == 1 and bool(letters) and ord(letter) == ord(letters[-1]) + 1


def _close(opened: list[_Open], style: str) -> None:
    """Close what a row of this style does not stand in."""
    if style in _UNNUMBERED:
        depth = _UNNUMBERED[style]
        while opened and _UNNUMBERED.get(opened[-1].style, -1) >= depth:
            opened.pop()
        return
    while opened and opened[-1].style in _UNNUMBERED:
        opened.pop()
    if style.startswith("number"):
        depth, enclosed = int(style[6]), style.endswith(")")
        deeper = {f"number{n}{')' * enclosed}" for n in range(depth, 10)}
        if any(item.style in deeper for item in opened):
            while opened and opened[-1].style not in deeper:
                opened.pop()
            while opened and opened[-1].style in deeper:
                opened.pop()
        return
    if any(item.style == style for item in opened):
        while opened.pop().style != style:
            pass
