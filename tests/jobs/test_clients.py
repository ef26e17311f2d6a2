"""Workbooks that other programs opened and saved say the same as before."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_sheets.sheet.form import CHECK, FIRST_ROW, STATUS_CELL, VALUE
from cchc_sheets.words import live as words
from scripts.real_figures import STC, real_figures
from tests.desk import Desk
from tests.jobs.test_rows import row_of
from tests.libreoffice import LibreOffice

ABOUT_THE_FORMAT = {"other-format", "never-recalculated", "not-recalculated"}


def told(desk: Desk, path: Path) -> list[tuple[Any, ...]]:
    return [
        (f["code"], f["rule"], f["severity"], f["indicator"], f["cell"], f["message"])
        for f in desk.findings(path)
        if f["code"] not in ABOUT_THE_FORMAT
    ]


def reports(desk: Desk) -> list[Path]:
    real = real_figures(STC, desk.form_of("stc"))
    return [desk.returned("stc", real), desk.returned("cuc-thue"), desk.returned("huyen-long-phu")]


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_through_libreoffice(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    sources = reports(desk)
    folder = tmp_path / "saved"
    folder.mkdir()
    for source, saved in zip(sources, libreoffice.convert(sources, extension, folder), strict=True):
        assert told(desk, saved) == told(desk, source)


def test_through_gnumeric(desk: Desk, gnumeric: Path, tmp_path: Path) -> None:
    for source in reports(desk):
        saved = tmp_path / source.name
        subprocess.run([gnumeric, source, saved], check=True, capture_output=True)
        assert told(desk, saved) == told(desk, source)


@pytest.mark.parametrize(
    "value",
    [1e300, -1e300, 123456789012345678, "1" * 60, "9" * 15 + ",5", 1e-300, "0," + "3" * 60],
    ids=str,
)
@pytest.mark.parametrize("key", ["staff_quota", "satisfaction_rate", "feedback_address_posted"])
def test_numbers_beyond_all_reason_are_findings(desk: Desk, key: str, value: float | str) -> None:
    path = desk.returned("stc")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, key), VALUE, value)
    book.save(path)
    assert key in {f["indicator"] for f in desk.findings(path)}
    assert desk.run("merge", desk.inbox).status in {0, 1}


STATUS = {"never-recalculated", "not-recalculated", "status-differs"}


def about_the_status(desk: Desk, path: Path) -> list[str]:
    return [f["code"] for f in desk.findings(path) if f["code"] in STATUS]


def test_the_status_line_of_a_computed_file_agrees(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = desk.returned("stc", real_figures(STC, desk.form_of("stc")))
    assert about_the_status(desk, path) == ["never-recalculated"]
    computed = libreoffice.recalculate(path, tmp_path)
    assert about_the_status(desk, computed) == []
    book = load_workbook(computed, data_only=True)
    status = book.worksheets[0].cell(*STATUS_CELL)
    status.value = words.status(129, 0, 0, 0, 1)
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    assert about_the_status(desk, changed) == ["status-differs"]


def test_what_is_live_is_what_the_sheet_shows(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """The contract as an outsider reads it: JSON against the cells of a computed file."""
    computed = libreoffice.recalculate_all(reports(desk), tmp_path)
    seen = 0
    for path in computed:
        live: dict[str, set[str]] = {}
        for finding in desk.findings(path):
            if finding["live"] and finding["rule"] != "R59":  # blanks are told by their colour
                live.setdefault(finding["cell"], set()).add(finding["rule"])
        sheet = load_workbook(path, data_only=True).worksheets[0]
        shown = {
            f"F{row}": {line.split(" · ")[1] for line in str(text).split("\n")}
            for row in range(FIRST_ROW, sheet.max_row + 1)
            if (text := sheet.cell(row, CHECK).value)
        }
        assert shown == live
        seen += len(shown)
    assert seen > 3
