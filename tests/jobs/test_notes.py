"""Notes are read as people see them: dates, tabs, and what was typed in old fonts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import Kind
from cchc_sheets.sheet.form import NOTE
from cchc_sheets.text import tidy
from tests.desk import Desk
from tests.jobs.test_rows import row_of
from tests.libreoffice import LibreOffice


def day(cell: Cell) -> None:
    cell.value, cell.number_format = date(2021, 3, 15), "d/m/yy"


def text(content: str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value = content

    return change


NOTES: dict[str, tuple[Callable[[Cell], None], str]] = {
    "a date": (day, "15/03/2021"),
    "a tab": (text("Kế hoạch\t12  tháng   5"), "Kế hoạch 12 tháng 5"),
    "two lines": (text("Kế hoạch\n12"), "Kế hoạch 12"),  # beside a line, LibreOffice drops tabs
    "TCVN3": (text("KÕ ho¹ch ban hµnh ngµy 05/3/2019"), "KÕ ho¹ch ban hµnh ngµy 05/3/2019"),
    "VNI": (text("Vaên baûn soá... ngaøy 5"), "Vaên baûn soá... ngaøy 5"),
}


def noted(desk: Desk) -> tuple[Path, dict[str, str]]:
    """A report with each note beside a count of its own; return the indicators by title."""
    path = desk.returned("stc")
    counts = [r.key for r in desk.form_of("stc").answer_rows if r.is_input and r.kind is Kind.COUNT]
    keys = dict(zip(NOTES, counts, strict=False))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for title, key in keys.items():
        cell = sheet.cell(row_of(sheet, key), NOTE)
        assert isinstance(cell, Cell)
        NOTES[title][0](cell)
    book.save(path)
    return path, keys


def as_read(desk: Desk, path: Path, keys: dict[str, str]) -> dict[str, str]:
    submission = read_returned(path, path.name, desk.definitions).submission
    assert submission is not None
    return {title: tidy(submission.answers[key].note) for title, key in keys.items()}


def test_notes_are_kept_as_they_were_sent_and_read_as_they_were_meant(desk: Desk) -> None:
    path, keys = noted(desk)
    assert as_read(desk, path, keys) == {title: note for title, (_, note) in NOTES.items()}
    found = {(f["indicator"], f["code"]): f for f in desk.findings(path)}
    old = {
        title: found[key, "legacy-text"] for title, key in keys.items() if title in {"TCVN3", "VNI"}
    }
    assert "Kế hoạch ban hành ngày 05/3/2019" in old["TCVN3"]["message"]
    assert "Văn bản số... ngày 5" in old["VNI"]["message"]
    assert {each["severity"] for each in old.values()} == {"warning"}
    # What the checks of notes find, they find in what was meant.
    assert (keys["TCVN3"], "note-date-old") in found
    assert (keys["VNI"], "note-leftover") in found
    assert {code for indicator, code in found if indicator == keys["a date"]} == set()


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_notes_are_read_alike_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    path, keys = noted(desk)
    (saved,) = libreoffice.convert([path], extension, tmp_path / "saved")
    assert as_read(desk, saved, keys) == {title: note for title, (_, note) in NOTES.items()}


def test_a_name_in_an_old_font_is_told(desk: Desk) -> None:
    path = desk.returned("huyen-long-phu")
    book = load_workbook(path)
    names = [cell for row in book["Chi tiết"].iter_rows() for cell in row]
    (name,) = (cell for cell in names if cell.value == "Xã, thị trấn 1")
    name.value = "X· HËu Th¹nh"
    book.save(path)
    (found,) = (f for f in desk.findings(path) if f["code"] == "legacy-text")
    assert (found["severity"], found["cell"]) == ("warning", name.coordinate)
    assert "Xã Hậu Thạnh" in found["message"]
    assert desk.codes(path) == []
