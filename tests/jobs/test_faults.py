"""One file stops nobody: neither what it holds, nor a fault of the program at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from openpyxl import Workbook, load_workbook

from cchc_sheets.jobs import check
from cchc_sheets.model.identity import PREFIX
from cchc_sheets.sheet.form import NOTE, STATUS_CELL, VALUE
from tests.desk import Desk
from tests.jobs.test_rows import row_of
from tests.libreoffice import LibreOffice

NINES = "9" * 5_000
"""More digits than Python makes a number of."""
STATUS = f"Chưa trả lời: {NINES} · Lỗi: {NINES} · Cảnh báo khác: {NINES}"


def revise(book: Workbook) -> None:
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str) and cell.value.startswith(PREFIX):
                parts = cell.value.split(":")
                cell.value = ":".join([*parts[:7], NINES, *parts[8:]])


def put(column: int, text: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.cell(row_of(sheet, "staff_quota"), column).value = text

    return change


def count(book: Workbook) -> None:
    book.worksheets[0].cell(*STATUS_CELL).value = STATUS


ODD: dict[str, Callable[[Workbook], None]] = {
    "revision": revise,
    "status line": count,
    "answer": put(VALUE, "1" * 31 + " nghìn"),
    "answer as long as a cell": put(VALUE, f"1/{NINES * 6}"),
    "part of a whole in a note": put(NOTE, f"{NINES}/{NINES}9"),
    "date in a note": put(NOTE, f"ngày 1/1/{NINES}, {NINES}/1/2021"),
}


def odd_ones(desk: Desk) -> list[Path]:
    """A file with each of these, all of one unit, beside the good one of another."""
    desk.returned("stc")
    paths = []
    for name, change in ODD.items():
        path = desk.returned("bhxh", name=f"{name}.xlsx")
        book = load_workbook(path)
        change(book)
        book.save(path)
        paths.append(path)
    return paths


def are_alone(desk: Desk, *bad: Path) -> bool:
    """Whether the good file is checked, merged and told of all the same."""
    files = {Path(f["path"]).name: f for f in desk.check(desk.inbox).json["files"]}
    merged = desk.run("merge", desk.inbox, "--format", "json").json
    assert files.keys() == {"stc.xlsx", *(path.name for path in bad)}
    assert desk.run("status", desk.inbox).status == 0
    return bool(files["stc.xlsx"]["status"] != "rejected" and merged["merged"] == ["stc"])


def test_numbers_without_end_stop_nobody(desk: Desk) -> None:
    assert are_alone(desk, *odd_ones(desk))


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_numbers_without_end_stop_nobody_in_other_formats(
    desk: Desk, libreoffice: LibreOffice, extension: str
) -> None:
    paths = odd_ones(desk)
    saved = libreoffice.convert(paths, extension, desk.inbox)
    for path in paths:
        path.unlink()
    assert are_alone(desk, *saved)


@pytest.mark.parametrize(
    ("room", "fault"), [("read_returned", MemoryError), ("validate", RecursionError)]
)
def test_a_fault_of_the_program_is_the_files(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: str, fault: type[Exception]
) -> None:
    """Nobody knows a file at which it fails, so a room is made to."""
    desk.returned("stc")
    bad = desk.returned("bhxh")
    rest = getattr(check, room)

    def fails(*arguments: object) -> object:
        paths = (each for each in arguments if isinstance(each, Path))
        same = any(each.read_bytes() == bad.read_bytes() for each in paths)  # wherever it is kept
        if same or desk.form_of("bhxh") in arguments:
            raise fault
        return rest(*arguments)

    monkeypatch.setattr(check, room, fails)
    monkeypatch.delenv(check.RAISES)
    assert are_alone(desk, bad)
    (found,) = [f for f in desk.findings(bad) if f["severity"] == "error"]
    assert (found["code"], fault.__name__ in found["message"]) == ("file-not-checked", True)


def test_a_fault_ends_a_test(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> NoReturn:
        raise ValueError

    monkeypatch.setattr(check, "validate", fails)
    path = desk.returned("stc")
    with pytest.raises(ValueError):  # noqa: PT011 — the program's own have no words
        desk.check(path)


def test_who_wants_to_stop_stops(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "validate", stops)
    monkeypatch.delenv(check.RAISES)
    path = desk.returned("stc")
    assert desk.check(path).status == 130
