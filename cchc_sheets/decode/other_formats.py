""".xls, .ods and .xlsb through calamine, in a process of its own.

One far cell makes calamine ask for more memory than there is, which ends the process and cannot be
caught; so it is a child's process that ends (``python -m cchc_sheets.decode.other_formats FILE``).
calamine tells neither formulas nor number formats, and an error value is a blank cell to it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from cchc_sheets.decode.cells import (
    RawCell,
    RawSheet,
    RawWorkbook,
    SheetState,
    WorkbookFormat,
    normalised,
    parse_number,
)
from cchc_sheets.decode.errors import (
    BadFileError,
    DamagedError,
    Found,
    NotAWorkbookError,
    TooLargeError,
)
from cchc_sheets.decode.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from cchc_sheets.decode.ooxml import (
    Attributes,
    OnElement,
    Package,
    Properties,
    each_element,
    read_properties,
)

if TYPE_CHECKING:  # the parent never loads it
    from python_calamine import CalamineSheet, CalamineWorkbook

TIMEOUT = 60.0
"""Seconds for one file."""
_MEMORY = 2 * 1024**3
"""Bytes for the child, so that it dies before the machine swaps."""
_MAX_AREA = 20_000_000
"""Cells of a sheet's rectangle, blank ones too: a whole .xls has 16.8 million."""

_SECTOR = 512
_BEGIN_OF_FILE, _WORKBOOK, _FILE_PASS = b"\x09\x08", b"\x05\x00", b"\x2f\x00"

_StoredKind = Literal["number", "text", "bool", "date"]
_Value = str | bool | int | float | dt.date | dt.time | dt.timedelta  # a datetime is a date
_StoredCell = tuple[int, int, _StoredKind, str]


class _StoredSheet(TypedDict):
    name: str
    state: SheetState
    truncated: bool
    cells: list[_StoredCell]


class _Answer(TypedDict):
    """What the child says."""

    error: NotRequired[Literal["encrypted", "damaged", "cells"]]
    found: NotRequired[int]
    sheets: NotRequired[list[_StoredSheet]]


# ----------------------------------------------------------------------------------- the parent


def read_xls(path: Path, data: bytes) -> RawWorkbook:
    """Read a workbook of Excel 97–2003, whose content is at hand already.

    Raises:
        BadFileError: it cannot be read.
    """
    if _has_file_pass(data):
        raise BadFileError("file-encrypted")
    return _read(path, "xls", Properties())


def _has_file_pass(data: bytes) -> bool:
    """Whether a .xls is encrypted; calamine only says that it does not know the format.

    The record that says so, which cannot be encrypted, is the first or second after the one that
    begins the workbook; a stream begins with a sector.
    """
    for start in range(_SECTOR, len(data), _SECTOR):
        if data[start : start + 2] == _BEGIN_OF_FILE and data[start + 6 : start + 8] == _WORKBOOK:
            second = start + 4 + int.from_bytes(data[start + 2 : start + 4], "little")
            third = second + 4 + int.from_bytes(data[second + 2 : second + 4], "little")
            if _FILE_PASS in (data[second : second + 2], data[third : third + 2]):
                return True
    return False


def read_xlsb(path: Path, package: Package) -> RawWorkbook:
    """Read a binary workbook.

    Raises:
        BadFileError: it cannot be read.
    """
    _inflate(package, *package.names("xl/", ".bin", ".rels"))
    return _read(path, "xlsb", read_properties(package))


def read_ods(path: Path, package: Package) -> RawWorkbook:
    """Read an OpenDocument spreadsheet; other OpenDocuments are no workbooks.

    Raises:
        BadFileError: it cannot be read.
    """
    if package.opendocument not in ("spreadsheet", "spreadsheet-template"):
        found = Found.WORD if package.opendocument.startswith("text") else Found.ZIP
        raise NotAWorkbookError(found)
    if _is_encrypted(package):
        raise BadFileError("file-encrypted")
    _inflate(package, "content.xml")
    return _read(path, "ods", _ods_properties(package))


def _inflate(package: Package, *parts: str) -> None:
    """Make sure of the real sizes of what calamine is going to inflate."""
    package.demand(*parts)
    for part in parts:
        package.read(part, "content")


def _is_encrypted(package: Package) -> bool:
    found: list[Attributes] = []

    def encrypted(attributes: Attributes, _text: str) -> None:
        found.append(attributes)

    manifest = "META-INF/manifest.xml"
    if manifest in package:
        each_element(package.read(manifest, "manifest"), "manifest", {"encryption-data": encrypted})
    return bool(found)


def _ods_properties(package: Package) -> Properties:
    found: dict[str, list[str]] = {"keyword": [], "description": [], "generator": []}
    custom: dict[str, str] = {}

    def keep(name: str) -> OnElement:
        return lambda _attributes, text: found[name].append(normalised(text.strip()))

    def user_defined(attributes: Attributes, text: str) -> None:
        name = next((v for k, v in attributes.items() if k.endswith(" name")), "")
        custom[normalised(name)] = normalised(text.strip())

    if "meta.xml" in package:
        wanted = {name: keep(name) for name in found} | {"user-defined": user_defined}
        each_element(package.read("meta.xml", "properties"), "properties", wanted, mixed=True)
    return Properties(
        keywords=" ".join(found["keyword"]),
        description=" ".join(found["description"]),
        application=" ".join(found["generator"]),
        custom=custom,
    )


def _read(path: Path, workbook_format: WorkbookFormat, properties: Properties) -> RawWorkbook:
    answer = _ask_child(path)
    match answer.get("error"):
        case "encrypted":
            raise BadFileError("file-encrypted")
        case "cells":
            raise TooLargeError("cells", MAX_CELLS, answer.get("found", 0))
        case "damaged":
            raise DamagedError("content", "file")
        case None:
            pass
    return RawWorkbook(
        format=workbook_format,
        sheets=tuple(_sheet(stored) for stored in answer.get("sheets", [])),
        defined_names={},
        keywords=properties.keywords,
        description=properties.description,
        custom_properties=properties.custom or {},
        application=properties.application,
        has_formulas=False,
    )


def _ask_child(path: Path) -> _Answer:
    # The child finds this package where we found it, and (-P) nothing in the current folder, where
    # anybody's files may lie.
    command = [sys.executable, "-P", "-m", __name__, os.fspath(path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 — our own module; the path is one argument
            command,
            check=False,
            stdin=subprocess.DEVNULL,
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


def _sheet(stored: _StoredSheet) -> RawSheet:
    cells = {(row, column): _cell(kind, text) for row, column, kind, text in stored["cells"]}
    return RawSheet(normalised(stored["name"]), stored["state"], cells, stored["truncated"])


def _cell(kind: _StoredKind, text: str) -> RawCell:
    if kind == "number":
        number = parse_number(text)
        if number is not None:
            return RawCell(number, "number", number_format="unknown")
    if kind == "bool":
        return RawCell(text == "True", "bool")
    return RawCell(normalised(text), "text", number_format="date" if kind == "date" else "general")


# ------------------------------------------------------------------------------------ the child


class _TooManyCellsError(Exception):
    pass


def main() -> None:
    """Read the file named on the command line and write what is in it as JSON."""
    _limit_memory()
    answer = json.dumps(_answer(Path(sys.argv[1])), ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode())


def _limit_memory() -> None:
    """Let the child die early and quietly, where the system can be asked to."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(path: Path) -> _Answer:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        # By content: given a path calamine goes by the extension.
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
        return {"sheets": list(_sheets(workbook))}
    except PasswordError:
        return {"error": "encrypted"}
    except _TooManyCellsError as error:
        return {"error": "cells", "found": error.args[0]}
    except (CalamineError, OSError):
        return {"error": "damaged"}


def _sheets(workbook: CalamineWorkbook) -> Iterator[_StoredSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    room = MAX_CELLS
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
        yield stored


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
