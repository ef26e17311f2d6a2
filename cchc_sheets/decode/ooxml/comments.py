"""The parts that belong to a sheet → what is written beside its cells."""

from __future__ import annotations

from cchc_sheets.decode.grid import Grid
from cchc_sheets.decode.ooxml.cells import spot
from cchc_sheets.decode.ooxml.package import Package
from cchc_sheets.decode.ooxml.relationships import relations_of
from cchc_sheets.decode.ooxml.strings import decoded
from cchc_sheets.decode.ooxml.xml import Attributes, walk

_THREADED = "threadedcomment"
_TEXTS = {"comments": ("comment", "t"), _THREADED: ("threadedComment", "text")}
"""By the kind of part: the element of a comment, and the one that has its text."""


def read_comments(package: Package, sheet_part: str, grid: Grid) -> None:
    """Read the comments of a sheet.

    Newer Excels keep a thread in a part of its own, and in the older part, for older Excels, one
    comment that says so.

    Raises:
        BadFileError: they cannot be read, or are too many.
    """
    relations = relations_of(package, sheet_part)
    threads: set[str] = set()
    for kind in (_THREADED, "comments"):
        for rel in relations:
            if rel.kind == kind and rel.target in package:
                _read_part(package.read(rel.target, "comments"), kind, grid, threads)


def _read_part(data: bytes, kind: str, grid: Grid, threads: set[str]) -> None:
    of_comment, of_text = _TEXTS[kind]
    place, inside = "", False
    texts: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        nonlocal place, inside
        inside = name == of_text
        if name == of_comment:
            place = attributes.get("ref", "")
            texts.clear()

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        at = spot(place) if name == of_comment else None
        if at is None or (kind != _THREADED and place in threads):
            return
        grid.comment(at, decoded("".join(texts)), answers=kind == _THREADED)
        if kind == _THREADED:
            threads.add(place)

    def take(text: str) -> None:
        if inside:
            texts.append(text)

    walk(data, "comments", start, end, take, wanted={of_comment, of_text})
