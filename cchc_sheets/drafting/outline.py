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
"""How deep a row without a number is below the last one that has a number."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A row that later rows may be below: how it is numbered, and its path."""

    style: str
    path: str


def paths(rows: Sequence[PrintedRow]) -> list[str]:
    """Return each row's path, unique: ``III.2``, ``1.2.3``, or ``1.2.(3)`` without a number."""
    opened: list[_Open] = []
    found: dict[str, None] = {}
    for row in rows:
        style, segment = _style(row, opened)
        _close(opened, style)
        before = f"{opened[-1].path}." if opened else ""
        path, number = before + segment, 0
        while path in found or path == before:
            number += 1
            path = f"{before}({number})"
        opened.append(_Open(style, path))
        found[path] = None
    return list(found)


def _style(row: PrintedRow, opened: list[_Open]) -> tuple[str, str]:
    """How a row is numbered, and its own part of the path."""
    stt = row.stt.strip(" .:")
    bare = stt.strip("()")
    mark = (stt or row.label)[:1]
    if stt.lower() == "trong đó":
        return "part", ""
    if mark and mark in f"{_DASHES}+":
        return ("+" if mark == "+" else "-"), ""
    if not stt:
        if any(item.style == "part" for item in opened):
            return "part", ""  # *Trong đó* holds for the rows after it too
        return ("none" if row.unit else "heading"), ""
    if _DOTTED.fullmatch(bare):
        enclosed = ")" if stt.endswith(")") else ""
        return f"number{bare.count('.')}{enclosed}", bare.rpartition(".")[2]
    uppers = [item.path[-1:] for item in opened if item.style == "upper"]
    # I, V and X may go on with a series of letters: H, I.
    goes_on = len(bare) == 1 and bool(uppers) and ord(bare) == ord(uppers[-1]) + 1
    if _ROMAN.fullmatch(bare) and not goes_on:
        return "roman", bare
    if len(bare) == 1:
        return ("upper" if bare.isupper() else "lower"), bare
    return "other", bare if "." not in bare else ""


def _close(opened: list[_Open], style: str) -> None:
    """Close the rows that a row of this style is not below."""
    if style in _UNNUMBERED:
        depth = _UNNUMBERED[style]
        while opened and _UNNUMBERED.get(opened[-1].style, -1) >= depth:
            opened.pop()
        return
    while opened and opened[-1].style in _UNNUMBERED:
        opened.pop()
    alike = {style}
    if style.startswith("number"):  # 1.2 closes 1.1.3 too, ``(2)`` only what is in parentheses
        end = ")" if style.endswith(")") else ""
        alike = {f"number{depth}{end}" for depth in range(int(style[6]), 10)}
    if any(item.style in alike for item in opened):
        while opened[-1].style not in alike:
            opened.pop()
        while opened and opened[-1].style in alike:
            opened.pop()
