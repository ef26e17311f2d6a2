"""The bytes of an OLE file (.xls, encrypted workbooks) → what it holds, in a process of its own.

The libraries that read these formats check no limits, and what they do with a crafted file cannot
be foreseen; so it is a child that runs out of memory or time (``python -m
cchc_sheets.decode.ole``). It is handed the bytes, so that what it reads is what was hashed, and
writes one JSON object, which is turned into sheets here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from typing import Literal, NotRequired, TypedDict

from cchc_sheets.decode.cells import (
    Area,
    CellText,
    RawCell,
    RawSheet,
    RawWorkbook,
    SheetState,
    Spot,
    normalised,
    parse_number,
)
from cchc_sheets.decode.errors import (
    BadFileError,
    DamagedError,
    FileType,
    NotAWorkbookError,
    TooLargeError,
)
from cchc_sheets.decode.formats import CellStyle, cell_style
from cchc_sheets.decode.grid import Grid, number_cell, text_cell
from cchc_sheets.decode.limits import MAX_CELLS, MAX_MEMORY, MAX_SECONDS

_PATIENCE = 6.0 * MAX_SECONDS
"""Seconds by the clock, on a machine that is busy with something else or knows no limits."""
_READER = "cchc_sheets.decode.ole"
StoredKind = Literal["number", "text", "bool", "error", "blank"]


class StoredCell(TypedDict):
    """One cell as the child found it: its place from 1, its type, its value as text."""

    at: tuple[int, int]
    kind: StoredKind
    value: str
    style: int
    formula: NotRequired[str]
    text: NotRequired[tuple[str | None, str]]
    """Of a text in runs, what ``CellText`` has beside it."""


class StoredSheet(TypedDict):
    """One sheet as the child found it."""

    name: str
    state: SheetState
    cells: list[StoredCell]
    hidden_rows: list[int]
    hidden_columns: list[int]
    merged: list[Area]
    comments: list[tuple[Spot, str]]


class ChildAnswer(TypedDict):
    """What the child writes: sheets and styles, or a package that was encrypted, or what it is."""

    error: NotRequired[Literal["encrypted", "damaged", "cells", "memory", "word", "old", "other"]]
    sheets: NotRequired[list[StoredSheet]]
    styles: NotRequired[list[tuple[str, bool]]]
    """Of each style the code of its number format, and whether its font is struck out."""
    since_1904: NotRequired[bool]
    package: NotRequired[str]


def read_ole(data: bytes, skipped: str | None = None) -> RawWorkbook | bytes:
    """Ask a child for the sheets of a file, or for the package that is encrypted in it.

    Sheets whose names begin with ``skipped`` are passed over.

    Raises:
        BadFileError: the file is no workbook, encrypted or damaged, or the child died or took more
            memory or time than it may have.
    """
    answer = _ask_child(data, skipped)
    match answer.get("error"):
        case "encrypted":
            raise BadFileError("file-encrypted")
        case "cells":
            raise TooLargeError("cells", MAX_CELLS, MAX_CELLS + 1)
        case "memory":
            raise TooLargeError("memory", MAX_MEMORY, MAX_MEMORY)
        case "word":
            raise NotAWorkbookError(FileType.WORD)
        case "old":
            raise BadFileError("file-format-refused", found=".xls (Excel 2–4)")
        case "other":
            raise NotAWorkbookError(FileType.UNKNOWN)
        case "damaged":
            raise DamagedError("content", "file")
        case None:
            pass
    if "package" in answer:
        return b64decode(answer["package"])
    return RawWorkbook(
        format="xls",
        sheets=_sheets(answer),
        defined_names={},
        keywords="",
        description="",
        custom_properties={},
        application="",
        since_1904=answer.get("since_1904", False),
    )


def _sheets(answer: ChildAnswer) -> tuple[RawSheet, ...]:
    styles = [cell_style(code, struck=struck) for code, struck in answer.get("styles", [])]
    sheets: list[RawSheet] = []
    room = MAX_CELLS
    for stored in answer.get("sheets", []):
        grid = Grid(room)
        for each in stored["cells"]:
            cell = _cell(each, styles[each["style"]])
            if cell is not None:
                grid.put(*each["at"], cell)
        for row in stored["hidden_rows"]:
            grid.hide_rows(row, row)
        for column in stored["hidden_columns"]:
            grid.hide_columns(column, column)
        for (top, left), (bottom, right) in stored["merged"]:
            grid.merge((top, left), (bottom, right))
        for (row, column), text in stored["comments"]:
            grid.comment((row, column), text)
        room -= len(grid.cells)
        sheets.append(grid.sheet(normalised(stored["name"]), stored["state"]))
    return tuple(sheets)


def _cell(stored: StoredCell, style: CellStyle) -> RawCell | None:
    value, formula = stored["value"], stored.get("formula")
    match stored["kind"]:
        case "number":
            number = parse_number(value)
            if number is None:
                raise DamagedError("value", "file")
            return number_cell(number, style, formula)
        case "bool":
            unmarked = "" if style.struck else None
            return RawCell(value == "1", "bool", formula, unmarked=unmarked)
        case "error":
            return RawCell(value, "error", formula)
        case _:
            left, own = stored.get("text", (None, ""))
            left = None if left is None else normalised(left)
            return text_cell(CellText(normalised(value), left, normalised(own)), style, formula)


def _ask_child(data: bytes, skipped: str | None) -> ChildAnswer:
    # The child finds this package where we found it, and (-P) nothing in the current folder, where
    # anybody's files may lie.
    command = [sys.executable, "-P", "-m", _READER, skipped or ""]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 — our own module
            command,
            check=False,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeError("seconds", MAX_SECONDS, MAX_SECONDS) from error
    if done.returncode and done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise TooLargeError("seconds", MAX_SECONDS, MAX_SECONDS)
    if done.returncode != 0:
        raise DamagedError("reader-died", "file")
    answer: ChildAnswer = json.loads(done.stdout)
    return answer
