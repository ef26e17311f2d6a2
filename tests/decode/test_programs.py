"""What real programs make of one workbook, in every format: the same is read of each cell."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_sheets.decode.cells import RawCell, RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from tests.decode import looks
from tests.decode.looks import LOOKS
from tests.decoded import read_raw
from tests.libreoffice import LibreOffice

SHEETJS = Path(__file__).parents[1] / "data" / "programs"
# SheetJS keeps no runs and no fonts, in .xls no formulas, and of a failed formula in .ods nothing.
LOST_BY_SHEETJS = {
    *("raised", "lowered", "struck out and bold", "a struck-out figure", "a struck-out text"),
    *("an addition", "a formula that gives nothing", "hidden", "a nil that is not shown"),
}


def misread(path: Path) -> Iterator[tuple[str, RawCell | None]]:
    workbook = read_raw(path)
    assert isinstance(workbook, RawWorkbook), workbook
    assert [sheet.name for sheet in workbook.sheets] == ["Biểu", "ẩn"]
    cells = workbook.sheets[0].cells
    for row, (title, look) in enumerate(LOOKS.items(), 1):
        name = cells[row, 1]
        assert name.value == title
        if not look.read(cells.get((row, 2))):
            yield title, cells.get((row, 2))


def test_as_xlsxwriter_writes_it(tmp_path: Path) -> None:
    looks.write(tmp_path / "a.xlsx")
    assert list(misread(tmp_path / "a.xlsx")) == []


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice(libreoffice: LibreOffice, tmp_path: Path, extension: str) -> None:
    looks.write(tmp_path / "a.xlsx")
    (saved,) = libreoffice.convert([tmp_path / "a.xlsx"], extension, tmp_path / "out")
    assert list(misread(saved)) == []
    workbook = read_raw(saved)
    assert isinstance(workbook, RawWorkbook)
    assert (workbook.format, workbook.sheets[1].state) == (extension, "hidden")


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_saved_by_gnumeric(gnumeric: Path, tmp_path: Path, extension: str) -> None:
    looks.write(tmp_path / "a.xlsx")
    saved = tmp_path / f"b.{extension}"
    subprocess.run([gnumeric, tmp_path / "a.xlsx", saved], check=True, capture_output=True)
    assert list(misread(saved)) == []


def test_saved_by_sheetjs_as_xls() -> None:
    lost = LOST_BY_SHEETJS - {"hidden", "a nil that is not shown"}
    assert {title for title, _ in misread(SHEETJS / "sheetjs.xls")} == lost


def test_saved_by_sheetjs_as_ods() -> None:
    """It writes no formats, but still what each cell shows."""
    lost = dict(misread(SHEETJS / "sheetjs.ods"))
    failed = {"division by zero", "not available", "a formula that gives nothing"}
    dates = {"today", "a date", "a time"}
    assert lost.keys() == (LOST_BY_SHEETJS - {"an addition"}) | failed | dates
    assert all(lost[title] is None for title in failed)
    assert all((cell := lost[title]) is not None and cell.shown for title in dates)


@pytest.mark.parametrize(
    ("extension", "found"),
    [("xlsb", ".xlsb"), ("fods", ".fods"), ("xml", ".xml (Excel 2003)")],
)
def test_what_no_library_reads_truthfully_is_refused(extension: str, found: str) -> None:
    refusal = Unreadable("file-format-refused", {"found": found})
    assert read_raw(SHEETJS / f"sheetjs.{extension}") == refusal


def test_flat_opendocument_of_libreoffice_is_refused(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    looks.write(tmp_path / "a.xlsx")
    (saved,) = libreoffice.convert([tmp_path / "a.xlsx"], "fods", tmp_path / "out")
    assert read_raw(saved) == Unreadable("file-format-refused", {"found": ".fods"})
