"""The bytes of an .xls, .ods or .xlsb → its sheets, read by calamine in a process of its own.

One far cell makes calamine ask for more memory than there is, which ends the process and cannot be
caught; so it is a child's process that ends (``python -m cchc_sheets.decode.child``). The child is
handed the bytes, so that what it reads is what was hashed, and writes one JSON object, which the
parent turns into sheets. calamine tells neither formulas nor number formats, and an error value is
a blank cell to it.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from cchc_sheets.decode.cells import (
    NumberFormat,
    RawCell,
    RawSheet,
    SheetState,
    normalised,
    parse_number,
)
from cchc_sheets.decode.errors import BadFileError, DamagedError, TooLargeError
from cchc_sheets.decode.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:  # the parent never loads it
    from python_calamine import CalamineSheet

TIMEOUT = 60.0
"""Seconds for one file."""
_MEMORY = 2 * 1024**3
"""Bytes for the child, so that it dies before the machine swaps."""
_MAX_AREA = 20_000_000
"""Cells of a sheet's rectangle, blank ones too: a whole .xls has 16.8 million."""

_StoredKind = Literal["number", "text", "bool", "date"]
_Value = str | bool | int | float | dt.date | dt.time | dt.timedelta  # a datetime is a date
_StoredCell = tuple[int, int, _StoredKind, str]


class _StoredSheet(TypedDict):
    name: str
    state: SheetState
    truncated: bool
    cells: list[_StoredCell]


class _Answer(TypedDict):
    """What the child writes: the sheets, or why there are none (``found`` is a number of cells)."""

    error: NotRequired[Literal["encrypted", "damaged", "cells"]]
    found: NotRequired[int]
    sheets: NotRequired[list[_StoredSheet]]


# ----------------------------------------------------------------------------------- the parent


def read_sheets(data: bytes) -> tuple[RawSheet, ...]:
    """Ask a child for the sheets of a file.

    Raises:
        BadFileError: the file is encrypted, damaged or too large, or the child died or took longer
            than ``TIMEOUT``.
    """
    answer = _ask_child(data)
    match answer.get("error"):
        case "encrypted":
            raise BadFileError("file-encrypted")
        case "cells":
            raise TooLargeError("cells", MAX_CELLS, answer.get("found", 0))
        case "damaged":
            raise DamagedError("content", "file")
        case None:
            pass
    sheets: list[RawSheet] = []
    for stored in answer.get("sheets", []):
        cells: dict[tuple[int, int], RawCell] = {}
        for row, column, kind, text in stored["cells"]:
            number = parse_number(text) if kind == "number" else None
            if number is not None:
                cells[row, column] = RawCell(number, "number", number_format="unknown")
            elif kind == "bool":
                cells[row, column] = RawCell(text == "True", "bool")
            else:
                number_format: NumberFormat = "date" if kind == "date" else "general"
                cells[row, column] = RawCell(normalised(text), "text", None, number_format)
        name = normalised(stored["name"])
        sheets.append(RawSheet(name, stored["state"], cells, stored["truncated"]))
    return tuple(sheets)


def _ask_child(data: bytes) -> _Answer:
    # The child finds this package where we found it, and (-P) nothing in the current folder, where
    # anybody's files may lie.
    command = [sys.executable, "-P", "-m", __name__]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 — our own module
            command,
            check=False,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=TIMEOUT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedError("timeout", "file") from error
    if done.returncode != 0:
        raise DamagedError("reader-died", "file")
    answer: _Answer = json.loads(done.stdout)
    return answer


# ------------------------------------------------------------------------------------ the child


class _TooManyCellsError(Exception):
    pass


def main() -> None:
    """Read a file from the standard input and write what is in it as JSON."""
    _limit_memory()
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    sheets: list[_StoredSheet] = []
    answer: _Answer = {"sheets": sheets}
    room = MAX_CELLS
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for index, metadata in enumerate(workbook.sheets_metadata):
            hidden = metadata.visible == SheetVisibleEnum.Hidden
            very_hidden = metadata.visible == SheetVisibleEnum.VeryHidden
            stored: _StoredSheet = {
                "name": metadata.name,
                "state": "hidden" if hidden else "veryHidden" if very_hidden else "visible",
                "truncated": False,
                "cells": [],
            }
            if metadata.typ == SheetTypeEnum.WorkSheet:  # a chart has no cells
                _fill(stored, workbook.get_sheet_by_index(index), room)
            room -= len(stored["cells"])
            sheets.append(stored)
    except PasswordError:
        answer = {"error": "encrypted"}
    except _TooManyCellsError as error:
        answer = {"error": "cells", "found": error.args[0]}
    except (CalamineError, OSError):
        answer = {"error": "damaged"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _limit_memory() -> None:
    """Let the child die early and without a core dump, where the system has such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fill(stored: _StoredSheet, sheet: CalamineSheet, room: int) -> None:
    area = sheet.height * sheet.width
    if area > _MAX_AREA:
        raise _TooManyCellsError(area)
    first_row, first_column = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            if isinstance(value, str) and not value:
                continue
            if row > MAX_ROWS or column > MAX_COLUMNS:
                stored["truncated"] |= not isinstance(value, str) or bool(value.strip())
                continue
            stored["cells"].append((row, column, *_stored_value(value)))
            if len(stored["cells"]) > room:
                raise _TooManyCellsError(MAX_CELLS + 1)


def _stored_value(value: _Value) -> tuple[_StoredKind, str]:
    match value:
        case bool():
            return "bool", str(value)
        case int() | float():
            return "number", repr(value)
        case dt.timedelta():
            return "date", f"PT{value.total_seconds():.0f}S"
        case dt.date() | dt.time():
            return "date", value.isoformat()
        case str():
            return "text", value


if __name__ == "__main__":
    main()
