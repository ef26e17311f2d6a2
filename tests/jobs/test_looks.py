"""What a cell shows is not what it stores: nothing of it reaches the province unasked."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cchc_sheets.model import Kind
from cchc_sheets.sheet.form import VALUE
from tests.desk import Desk
from tests.jobs.test_rows import row_of
from tests.libreoffice import LibreOffice

KEY = "staff_quota"
STRUCK, RAISED = Font(strike=True), InlineFont(vertAlign="superscript")


def formatted(value: float, code: str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value, cell.number_format = value, code

    return change


def struck(value: float | str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value, cell.font = value, STRUCK

    return change


def runs(*pieces: str | TextBlock) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value = CellRichText(*pieces)

    return change


def put(value: float | str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value = value

    return change


CHANGES: dict[str, tuple[Callable[[Cell], None], str, str]] = {
    "120 % of a count": (formatted(1.2, "0%"), "ambiguous-number", "120"),
    "100 % of a count": (formatted(1, "0%"), "ambiguous-number", "100"),
    "a formula that fails": (put("=1/0"), "error-value", "#DIV/0!"),
    "a lost reference": (put("=#REF!"), "error-value", "#REF!"),
    "a truth value": (formatted(True, "General"), "not-a-number", "TRUE"),
    "today": (formatted(45000, "dd/mm/yyyy"), "date-in-number", ""),
    "thousands": (formatted(12000, "#,##0,"), "shown-differs", "12"),
    "millions": (formatted(12_000_000, "0.0,,"), "shown-differs", "12,0"),
    "hidden": (formatted(5, ";;;"), "shown-differs", "trống"),
    "a literal digit": (formatted(5, '0"0"'), "shown-differs", "50"),
    "raised": (runs("24", TextBlock(RAISED, "1")), "figure-in-pieces", "24"),
    "struck out": (
        runs(TextBlock(InlineFont(strike=True), "732"), TextBlock(InlineFont(b=True), "45")),
        "figure-in-pieces",
        "45",
    ),
    "a struck-out figure": (struck(732), "figure-in-pieces", "trống"),
    "a struck-out text": (struck("732"), "figure-in-pieces", "trống"),
    "parted": (put("12\n500"), "figure-in-pieces", "12500"),
}


def changed(desk: Desk) -> tuple[Path, dict[str, str]]:
    """A report with each of the changes in a count of its own; return the indicators by change."""
    path = desk.returned("stc")
    rows = desk.form_of("stc").rows
    counts = [row.key for row in rows if row.is_input and row.kind is Kind.COUNT]
    keys = dict(zip(CHANGES, counts, strict=False))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for title, key in keys.items():
        cell = sheet.cell(row_of(sheet, key), VALUE)
        assert isinstance(cell, Cell)
        CHANGES[title][0](cell)
    book.save(path)
    return path, keys


def unasked(desk: Desk, path: Path, keys: dict[str, str]) -> list[str]:
    """The changes of which nothing, or not the right thing, is said."""
    assert keys.keys() == CHANGES.keys()
    errors = [f for f in desk.findings(path) if f["severity"] == "error"]
    return [
        title
        for title, (_, code, said) in CHANGES.items()
        if not any(
            (f["indicator"], f["code"]) == (keys[title], code) and said in f["message"]
            for f in errors
        )
    ]


def test_it_is_asked_about(desk: Desk) -> None:
    """As openpyxl saves it; what it saves of a formula has no value, and is computed here."""
    path, keys = changed(desk)
    assert unasked(desk, path, keys) == []


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_it_is_asked_about_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    source, keys = changed(desk)
    (saved,) = libreoffice.convert([source], extension, tmp_path / "saved")
    # To LibreOffice a truth value is a number that is shown in words, where the file has words.
    assert set(unasked(desk, saved, keys)) <= {"a truth value"}
    said = [f["code"] for f in desk.findings(saved) if f["indicator"] == keys["a truth value"]]
    assert {"not-a-number", "shown-differs"} & set(said)


def test_a_nil_that_is_not_shown_counts_and_is_mentioned(desk: Desk) -> None:
    path = desk.returned("stc", [(KEY, Decimal(0), "")])
    book = load_workbook(path)
    book.worksheets[0].cell(row_of(book.worksheets[0], KEY), VALUE).number_format = "#,###"
    book.save(path)
    said = [f for f in desk.findings(path) if f["code"] == "shown-differs"]
    assert [(f["severity"], f["indicator"], f["live"]) for f in said] == [("warning", KEY, False)]


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_formulas_in_input_cells_are_told_in_every_format(
    desk: Desk, gnumeric: Path, tmp_path: Path, extension: str
) -> None:
    path = desk.returned("stc")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = row_of(sheet, KEY)
    sheet.cell(row, VALUE).value = f"=B{row + 1}*0+LEN(A1)*0+17"
    book.save(path)
    saved = tmp_path / f"a.{extension}"
    subprocess.run([gnumeric, path, saved], check=True, capture_output=True)
    said = [f for f in desk.findings(saved) if f["indicator"] == KEY]
    assert {"formula-in-input", "error-value"} & {f["code"] for f in said}


def figures(desk: Desk, folder: Path) -> set[tuple[str, ...]]:
    """Merge the inbox; return every answer that counts."""
    done = desk.run("merge", desk.inbox, "--out", folder, "--format", "json")
    assert done.json["rejected"] == []
    with (folder / "values.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            tuple(row[name] for name in ("unit", "indicator", "state", "value"))
            for row in csv.DictReader(file)
        ]
    return set(rows)


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_a_good_report_in_another_format_counts_the_same(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    """Also where a table is empty, so that its totals compute to nothing."""
    units = ("stc", "cuc-thue", "huyen-long-phu")
    sources = [desk.returned(unit) for unit in units]
    answered = [(key, value, note) for key, value, note in desk.invented("huyen-my-tu")]
    sources.append(desk.returned("huyen-my-tu", answered))
    before = figures(desk, tmp_path / "before")
    assert {unit for unit, *_ in before} >= {*units, "huyen-my-tu"}
    for saved in libreoffice.convert(sources, extension, tmp_path / "saved"):
        (desk.inbox / saved.with_suffix(".xlsx").name).unlink()
        saved.rename(desk.inbox / saved.name)
    assert figures(desk, tmp_path / "after") == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_only_has_a_workbook_s_name_is_named_and_stops_nobody(desk: Desk) -> None:
    desk.returned("stc")
    os.mkfifo(desk.inbox / "ống.xlsx")
    (desk.inbox / "thư mục.xlsx").mkdir()
    (desk.inbox / "hư không.xlsx").symlink_to(desk.inbox / "không có")
    (desk.inbox / "thiết bị.xlsx").symlink_to("/dev/null")
    done = desk.run("merge", desk.inbox, "--format", "json").json
    assert done["merged"] == ["stc"]
    reasons = {each["path"]: [f["code"] for f in each["findings"]] for each in done["rejected"]}
    names = ("ống.xlsx", "thư mục.xlsx", "hư không.xlsx", "thiết bị.xlsx")
    assert reasons == {name: ["file-unreadable"] for name in names}
