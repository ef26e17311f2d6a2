"""OLE files: .xls, encrypted workbooks and what else comes in one; read in a child."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4

from cchc_sheets.decode import child
from cchc_sheets.decode.cells import RawCell, RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.limits import MAX_COLUMNS, MAX_ROWS, MAX_SECONDS
from cchc_sheets.decode.read import decode
from tests.decode.compound import compound

SHEETJS = Path(__file__).parents[1] / "data" / "programs"
XLS, XLSB = SHEETJS / "sheetjs.xls", SHEETJS / "sheetjs.xlsb"
DEFAULT = "VelvetSweatshop"
BOF, EOF, NUMBER, LABEL, FORMULA, BOUNDSHEET, FILE_PASS = (
    *(0x809, 0x0A, 0x203, 0x204, 0x06, 0x85, 0x2F),
)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def bof(of_book: bool) -> bytes:
    return record(BOF, struct.pack("<HHHHII", 0x600, 5 if of_book else 16, 0, 1997, 0, 6))


def label(row: int, column: int, text: str) -> bytes:
    return record(LABEL, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode())


def number(row: int, column: int, value: float) -> bytes:
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


def formula(row: int, column: int, result: bytes, tokens: bytes) -> bytes:
    head = struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, len(tokens))
    return record(FORMULA, head + tokens)


def book(*cells: bytes) -> bytes:
    """The stream of a workbook with one sheet, of the fewest records."""
    formats = record(
        0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0) + b"A"
    )
    formats += record(0xE0, struct.pack("<HHH", 0, 0, 0) + bytes(14))
    name = b"a"
    head = bof(True) + formats
    offset = len(head) + 4 + 8 + len(name) + 4
    sheets = record(BOUNDSHEET, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
    return head + sheets + record(EOF) + bof(False) + b"".join(cells) + record(EOF)


def opened(data: bytes) -> RawWorkbook:
    workbook = decode(data)
    assert isinstance(workbook, RawWorkbook), workbook
    return workbook


def refusal(data: bytes) -> tuple[str, dict[str, str]]:
    result = decode(data)
    assert isinstance(result, Unreadable), result
    return result.code, dict(result.facts)


def stream(path: Path) -> bytes:
    with olefile.OleFileIO(path) as ole:
        content: bytes = ole.openstream("Workbook").read()
    return content


# --------------------------------------------------------------------------------- what it is


def test_only_streams_at_the_top_say_what_it_is() -> None:
    """A workbook may hold a Word document, and the other way round."""
    workbook, document = stream(XLS), bytes(5000)
    held = compound({"Workbook": workbook, "MBD0001": {"WordDocument": document}})
    assert opened(held).format == "xls"
    holding = compound({"WordDocument": document, "ObjectPool": {"_1": {"Workbook": workbook}}})
    assert refusal(holding) == ("file-not-workbook", {"found": "word"})
    assert refusal(compound({"VisioDocument": b"x"})) == (
        "file-not-workbook",
        {"found": "unknown"},
    )


def test_a_damaged_stream() -> None:
    assert refusal(compound({"Workbook": bytes(9000)})) == (
        "file-damaged",
        {"reason": "content", "part": "file"},
    )
    whole = XLS.read_bytes()
    for share in (0.3, 0.6):
        assert refusal(whole[: int(len(whole) * share)])[0] == "file-damaged"


def test_older_than_excel_5() -> None:
    old = record(0x209, struct.pack("<HHH", 0x200, 16, 0)) + record(EOF)
    code, facts = refusal(compound({"Book": old}))
    assert (code, facts["found"]) == ("file-format-refused", ".xls (Excel 2–4)")


# ----------------------------------------------------------------------------- its formulas

SUM = b"\x25" + struct.pack("<HHHH", 0, 1, 0, 0) + b"\x19\x10\x00\x00"
TWELVE_AND_FIVE = b"\x1e\x0c\x00\x1e\x05\x00\x03"
RESULTS = {
    "a number": (struct.pack("<d", 17), b"", RawCell(Decimal(17), "number", "12.0+5.0")),
    "a truth value": (b"\1\0\1\0\0\0\xff\xff", b"", RawCell(True, "bool", "12.0+5.0")),
    "an error": (b"\2\0\7\0\0\0\xff\xff", b"", RawCell("#DIV/0!", "error", "12.0+5.0")),
    "an empty text": (b"\3\0\0\0\0\0\xff\xff", b"", RawCell("", "text", "12.0+5.0")),
    "a text": (
        b"\0\0\0\0\0\0\xff\xff",
        record(0x207, struct.pack("<HB", 1, 0) + b"x"),
        RawCell("x", "text", "12.0+5.0"),
    ),
}


@pytest.mark.parametrize("title", RESULTS)
def test_every_formula_is_known_as_one(title: str) -> None:
    result, more, expected = RESULTS[title]
    cells = opened(compound({"Workbook": book(formula(2, 1, result, TWELVE_AND_FIVE) + more)}))
    assert cells.sheets[0].cells == {(3, 2): expected}


@pytest.mark.parametrize("tokens", [b"", b"\xff\xff", b"\x01\0\0\0\0", b"\x03\x03"])
def test_a_formula_that_cannot_be_told_is_still_one(tokens: bytes) -> None:
    made = compound({"Workbook": book(formula(2, 1, struct.pack("<d", 17), tokens))})
    cell = opened(made).sheets[0].cells[3, 2]
    assert (cell.value, cell.formula is None) == (17, False)


# ------------------------------------------------------------------------------ passwords


def records(stored: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the kind of each record, where its body begins and where it ends."""
    at = 0
    while at + 4 <= len(stored):
        kind, size = struct.unpack_from("<HH", stored, at)
        yield kind, at + 4, at + 4 + size
        at += 4 + size


def encrypted(plain: bytes, password: str) -> bytes:
    """Encrypt the stream of an .xls as Excel 97 does."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))

    def rc4(content: bytes) -> bytes:
        result: bytes = DocumentRC4.decrypt(password, salt, io.BytesIO(content), 1024).read()
        return result

    proof = rc4(verifier + hashlib.md5(verifier, usedforsecurity=False).digest())
    file_pass = record(FILE_PASS, struct.pack("<HHH", 1, 1, 1) + salt + proof)
    _, _, first = next(records(plain))
    whole = bytearray(plain[:first] + file_pass + plain[first:])
    for kind, begin, _ in records(bytes(whole)):
        if kind == BOUNDSHEET:
            (offset,) = struct.unpack_from("<I", whole, begin)
            struct.pack_into("<I", whole, begin, offset + len(file_pass))
    result = bytearray(rc4(bytes(whole)))
    for kind, begin, end in records(bytes(whole)):
        result[begin - 4 : begin] = whole[begin - 4 : begin]
        if kind in {BOF, FILE_PASS, 0xE1}:
            result[begin:end] = whole[begin:end]
        elif kind == BOUNDSHEET:
            result[begin : begin + 4] = whole[begin : begin + 4]
    return bytes(result)


@pytest.mark.parametrize("plain", ["made by hand", "SheetJS"])
def test_the_password_that_nobody_is_asked_for(plain: str) -> None:
    """Excel encrypts with it when it locks a workbook's structure, and opens it without asking."""
    stored = book(number(0, 0, 5)) if plain == "made by hand" else stream(XLS)
    locked = opened(compound({"Workbook": encrypted(stored, DEFAULT)}))
    assert locked == opened(compound({"Workbook": stored}))
    other = compound({"Workbook": encrypted(stored, "mật khẩu")})
    assert refusal(other) == ("file-encrypted", {})


@pytest.mark.parametrize(("password", "opens"), [(DEFAULT, True), ("mật khẩu", False)])
def test_the_same_of_a_package(password: str, opens: bool) -> None:
    """Of an .xlsb here, to see that it is then read, and refused, like any other."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(XLSB.read_bytes())).encrypt(password, target)
    expected = ("file-format-refused", {"found": ".xlsb"}) if opens else ("file-encrypted", {})
    assert refusal(target.getvalue()) == expected


# --------------------------------------------------------------------------------- limits


def test_a_far_space_costs_nothing() -> None:
    """In a rectangle of 16 million cells there are three."""
    cells = opened(
        compound({"Workbook": book(number(0, 0, 5), label(2, 255, "x"), label(65_535, 255, " "))})
    ).sheets[0]
    assert cells.cells == {(1, 1): RawCell(Decimal(5), "number"), (3, 256): RawCell("x", "text")}
    assert not cells.truncated


def test_a_far_figure_is_reported() -> None:
    made = book(number(0, 0, 5), number(MAX_ROWS, MAX_COLUMNS - 1, 7))
    far = opened(compound({"Workbook": made})).sheets[0]
    assert (set(far.cells), far.truncated) == ({(1, 1)}, True)


def test_two_figures_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: child.ChildAnswer = {
        "styles": [("General", False)],
        "sheets": [
            {
                "name": "a",
                "state": "visible",
                "hidden_rows": [],
                "hidden_columns": [],
                "merged": [],
                "comments": [],
                "cells": [
                    {"at": (1, 1), "kind": "number", "value": each, "style": 0} for each in "56"
                ],
            }
        ],
    }
    monkeypatch.setattr(child, "_ask_child", lambda *_: answer)
    assert refusal(XLS.read_bytes())[1]["reason"] == "repeated"


TOO_MUCH = {
    "memory": "x = bytearray(2**30)",
    "seconds": "while True: pass",
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no limits that can be relied on")
@pytest.mark.parametrize("what", TOO_MUCH)
def test_the_child_is_ended_before_the_machine_suffers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    """What xlrd might do with a crafted file is done here without one."""
    code = f"import cchc_sheets.decode.ole as ole\ndef read(*_):\n    {TOO_MUCH[what]}\n"
    (tmp_path / "greedy.py").write_text(f"{code}ole.read = read\nole.main()\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(child, "_READER", "greedy")
    code, facts = refusal(XLS.read_bytes())
    assert (code, facts["what"]) == ("file-too-large", what)


def test_a_child_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PATIENCE", 0.001)
    facts = {"what": "seconds", "limit": str(MAX_SECONDS), "found": str(MAX_SECONDS)}
    assert refusal(XLS.read_bytes()) == ("file-too-large", facts)


def test_a_child_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_READER", "cchc_sheets.decode.nowhere")
    assert refusal(XLS.read_bytes()) == (
        "file-damaged",
        {"reason": "reader-died", "part": "file"},
    )


def test_a_child_is_not_led_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python files that lie in the inbox are not run."""
    for module in ("json", "xlrd", "olefile", "cchc_sheets"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert opened(XLS.read_bytes()).sheets[0].cells


def test_the_libraries_are_loaded_in_the_child_alone() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom cchc_sheets.decode.read import decode\n"
        f"decode(Path({str(XLS)!r}).read_bytes())\n"
        "sys.exit(bool({'xlrd', 'olefile', 'msoffcrypto'} & set(sys.modules)))"
    )
    path = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    assert done.returncode == 0
