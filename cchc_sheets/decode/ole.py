"""In the child: the bytes of an OLE file → its sheets as xlrd reads them, or what else it is.

xlrd keeps of a formula only its last value. The record that holds it is seen all the same, on its
way into xlrd, so that every formula is known as one; its text as far as xlrd can decompile it.
"""

from __future__ import annotations

import io
import json
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msoffcrypto
import olefile
import xlrd
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
from xlrd.biffh import XL_FORMULA, XL_FORMULA3, XL_FORMULA4
from xlrd.formula import FMLA_TYPE_CELL, FUNC_RANK, binop_rules, decompile_formula

from cchc_sheets.decode.cells import SheetState
from cchc_sheets.decode.child import ChildAnswer, StoredCell, StoredSheet
from cchc_sheets.decode.limits import MAX_CELLS, MAX_MEMORY, MAX_SECONDS

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 — what Excel tries before it asks for one
_STREAMS = ("Workbook", "Book")
_FORMULAS = {XL_FORMULA, XL_FORMULA3, XL_FORMULA4}
_LINKS = {0x01B8, 0x0800}
"""Hyperlinks and their tips: nobody reads them, and those that Gnumeric writes xlrd cannot."""
_OLDEST = 50
"""Excel 5: older files hold one sheet and are read by few programs."""
_ESCAPED = (1, 2)
_STATES: Final[tuple[SheetState, ...]] = ("visible", "hidden", "veryHidden")
_EMPTY: Final = {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}
_ENCRYPTED = "Workbook is encrypted"


class _Bracketed(int):
    """The rank of an operator that puts brackets round every operator beside it.

    xlrd compares ranks to leave out what it takes for needless, and so makes 8-3-2 of 8-(3-2).
    """

    def __gt__(self, other: int) -> bool:
        return other < int(FUNC_RANK)

    def __lt__(self, _other: int) -> bool:
        return True


binop_rules.update({op: (*rule[:3], _Bracketed(), rule[4]) for op, rule in binop_rules.items()})


class _TooManyCellsError(Exception):
    pass


def read(data: bytes, skipped: str | None) -> ChildAnswer:
    """Return what an OLE file holds; sheets whose names begin with ``skipped`` are passed over."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                package = _decrypted(data)
                return {"package": b64encode(package).decode()} if package else _encrypted()
            name = next(filter(ole.exists, _STREAMS), None)
            if name is None:
                return {"error": "word" if ole.exists("WordDocument") else "other"}
            stream = ole.openstream(name).read()
            if len(stream) < ole.get_size(name):
                return {"error": "damaged"}
        return _read_stream(data, name, stream, skipped)
    except MemoryError:
        raise
    except _TooManyCellsError:
        return {"error": "cells"}
    except Exception:  # noqa: BLE001 — neither library keeps to errors of its own
        return {"error": "damaged"}


def _encrypted() -> ChildAnswer:
    return {"error": "encrypted"}


def _read_stream(data: bytes, name: str, stream: bytes, skipped: str | None) -> ChildAnswer:
    try:
        return _read_book(stream, skipped)
    except xlrd.XLRDError as error:
        if _ENCRYPTED not in str(error):
            raise
    plain = _decrypted(data)
    if not plain:
        return _encrypted()
    with olefile.OleFileIO(io.BytesIO(plain)) as ole:
        return _read_book(ole.openstream(name).read(), skipped)


def _decrypted(data: bytes) -> bytes | None:
    """Return the file as Excel opens it without asking, ``None`` where it asks for a password."""
    target = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if file.format == "ooxml":
            file.load_key(password=_DEFAULT_PASSWORD, verify_password=True)
        else:
            file.load_key(password=_DEFAULT_PASSWORD)
        file.decrypt(target)
    except (DecryptionError, FileFormatError, InvalidKeyError):
        return None
    return target.getvalue()


def _read_book(stream: bytes, skipped: str | None) -> ChildAnswer:
    log = io.StringIO()
    # On demand, so that the records of each sheet can be watched.
    book = xlrd.open_workbook(
        file_contents=stream, logfile=log, formatting_info=True, on_demand=True, ragged_rows=True
    )
    if book.biff_version < _OLDEST:
        return {"error": "old"}
    sheets: list[StoredSheet] = []
    room = MAX_CELLS
    for number, name in enumerate(book.sheet_names()):
        if skipped is not None and name.startswith(skipped):
            continue
        sheet, formulas = _watched(book, number)
        cells = list(_cells(book, sheet, formulas, room))
        room -= len(cells)
        rows, columns = sheet.rowinfo_map.items(), sheet.colinfo_map.items()
        sheets.append(
            {
                "name": name,
                "state": _STATES[min(book._sheet_visibility[number], 2)],  # noqa: SLF001
                "cells": cells,
                "hidden_rows": [row + 1 for row, look in rows if look.hidden],
                "hidden_columns": [at + 1 for at, look in columns if look.hidden],
                "merged": [
                    ((top + 1, left + 1), (bottom, right))
                    for top, bottom, left, right in sheet.merged_cells
                ],
                "comments": [
                    ((row + 1, column + 1), note.text)
                    for (row, column), note in sheet.cell_note_map.items()
                ],
            }
        )
        book.unload_sheet(number)
    styles = [_style(book, xf) for xf in book.xf_list]
    return {"sheets": sheets, "styles": styles, "since_1904": bool(book.datemode)}


def _style(book: Any, xf: Any) -> tuple[str, bool]:  # noqa: ANN401 — xlrd has no types
    number_format = book.format_map.get(xf.format_key)
    font = book.font_list[xf.font_index]
    return number_format.format_str if number_format else "General", bool(font.struck_out)


def _watched(book: Any, number: int) -> tuple[Any, dict[tuple[int, int], str]]:  # noqa: ANN401
    """Read one sheet; return it, and the text of each formula by its place from 0."""
    found: dict[tuple[int, int], str] = {}
    read_record: Callable[[], tuple[int, int, bytes]] = type(book).get_record_parts.__get__(book)

    def watching() -> tuple[int, int, bytes]:
        record = read_record()
        while record[0] in _LINKS:
            record = read_record()
        if record[0] in _FORMULAS:
            row, column = (int.from_bytes(record[2][at : at + 2], "little") for at in (0, 2))
            found[row, column] = _formula(book, record[2], row, column)
        return record

    book.get_record_parts = watching
    try:
        return book.get_sheet(number), found
    finally:
        del book.get_record_parts


def _formula(book: Any, record: bytes, row: int, column: int) -> str:  # noqa: ANN401
    length = int.from_bytes(record[20:22], "little")
    try:
        text = decompile_formula(book, record[22:], length, FMLA_TYPE_CELL, browx=row, bcolx=column)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — its value and that it is one are known without its text
        return ""
    # Of a formula that several cells share xlrd says where it is, not what; an error in a formula
    # it takes for the text of another.
    told = isinstance(text, str) and not text.startswith("SHARED FMLA") and '"#' not in text
    return text if told else ""


def _cells(
    book: Any,  # noqa: ANN401
    sheet: Any,  # noqa: ANN401
    formulas: Mapping[tuple[int, int], str],
    room: int,
) -> Iterator[StoredCell]:
    for row in range(sheet.nrows):
        types, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(types, values, strict=True)):
            formula = formulas.get((row, column))
            if kind in _EMPTY and formula is None:
                continue
            cell: StoredCell = {
                "at": (row + 1, column + 1),
                "kind": "text",
                "value": "",
                "style": book.xf_list[sheet.cell_xf_index(row, column)].xf_index,
            }
            _take_value(cell, kind, value)
            if formula is not None:
                cell["formula"] = formula
            runs = sheet.rich_text_runlist_map.get((row, column))
            if runs and cell["kind"] == "text":
                cell["text"] = _runs(book, value, runs)
            room -= 1
            if room < 0:
                raise _TooManyCellsError
            yield cell


def _take_value(cell: StoredCell, kind: int, value: Any) -> None:  # noqa: ANN401
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        cell["kind"], cell["value"] = "number", repr(value)
    elif kind == xlrd.XL_CELL_BOOLEAN:
        cell["kind"], cell["value"] = "bool", str(int(bool(value)))
    elif kind == xlrd.XL_CELL_ERROR:
        cell["kind"] = "error"
        cell["value"] = xlrd.error_text_from_code.get(value, f"#{value}")
    else:
        cell["value"] = str(value)


def _runs(book: Any, text: str, runs: list[tuple[int, int]]) -> tuple[str | None, str]:  # noqa: ANN401
    """Return what of a text is not marked, and what of that has a font of its own."""
    stored = text.encode("utf-16-le", "surrogatepass")  # offsets count halves of characters
    ends = [offset for offset, _ in runs[1:]] + [len(stored) // 2]
    plain = [stored[: 2 * runs[0][0]]]
    own = []
    for (begin, font), end in zip(runs, ends, strict=True):
        look = book.font_list[font]
        if not look.struck_out and look.escapement not in _ESCAPED:
            plain.append(stored[2 * begin : 2 * end])
            own.append(stored[2 * begin : 2 * end])
    left, of_struck = (b"".join(p).decode("utf-16-le", "replace") for p in (plain, own))
    return left, of_struck


def main() -> None:
    """Read a file from the standard input and write what is in it as JSON."""
    _limit()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1] or None)
        written = json.dumps(answer, ensure_ascii=False).encode()
    except MemoryError:
        written = b'{"error": "memory"}'
    sys.stdout.buffer.write(written)


def _limit() -> None:
    """Let the child run out of memory or time early, where the system has such limits."""
    if sys.platform == "win32":
        return
    import resource

    for what, wanted in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(what)
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(what, (limit, most))


if __name__ == "__main__":
    main()
