"""The witness itself: were LibreOffice to show what we cached, tests of formulas would be void."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.libreoffice import LibreOffice

LIE = 12345


def _book_that_lies(path: Path, left: int) -> Path:
    """Write a workbook whose cached sum is wrong."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Biểu")
        sheet.write_number("A1", left)
        sheet.write_number("B1", 2)
        sheet.write_formula("C1", "=A1+B1", None, LIE)
    return path


def _sum(path: Path) -> object:
    return openpyxl.load_workbook(path, data_only=True)["Biểu"]["C1"].value


def test_a_stale_cached_value_is_computed_anew(
    tmp_path: Path, recalculate: Callable[[Path, Path], Path]
) -> None:
    book = _book_that_lies(tmp_path / "biểu.xlsx", 40)
    assert _sum(book) == LIE

    computed = recalculate(book, tmp_path / "out")

    assert computed == tmp_path / "out" / "biểu.xlsx"
    assert _sum(computed) == 42
    assert _sum(book) == LIE


def test_many_files_in_one_start(
    tmp_path: Path, recalculate_all: Callable[[Sequence[Path], Path], list[Path]]
) -> None:
    books = [_book_that_lies(tmp_path / f"{left}.xlsx", left) for left in range(20)]

    computed = recalculate_all(books, tmp_path / "out")

    assert [_sum(path) for path in computed] == [left + 2 for left in range(20)]


def test_pages_become_pictures(tmp_path: Path, to_png: Callable[[Path, Path], list[Path]]) -> None:
    book = _book_that_lies(tmp_path / "biểu.xlsx", 40)

    pages = to_png(book, tmp_path)

    assert [page.read_bytes()[:8] for page in pages] == [b"\x89PNG\r\n\x1a\n"]


def test_nothing_is_overwritten(tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = _book_that_lies(tmp_path / "a.xlsx", 1)
    (tmp_path / "other").mkdir()
    namesake = _book_that_lies(tmp_path / "other" / "a.xlsx", 2)

    with pytest.raises(ValueError, match="would overwrite"):
        libreoffice.recalculate(book, tmp_path)
    with pytest.raises(ValueError, match="would overwrite"):
        libreoffice.recalculate_all([book, namesake], tmp_path / "out")


def test_a_file_that_is_left_out_is_an_error(tmp_path: Path, libreoffice: LibreOffice) -> None:
    with pytest.raises(RuntimeError, match=r"did not write missing\.xlsx"):
        libreoffice.recalculate(tmp_path / "missing.xlsx", tmp_path / "out")


def test_gnumeric_computes_anew_too(tmp_path: Path, gnumeric: Path) -> None:
    book = _book_that_lies(tmp_path / "biểu.xlsx", 40)
    computed = tmp_path / "out.xlsx"

    subprocess.run([gnumeric, "--recalc", book, computed], check=True, capture_output=True)

    assert _sum(computed) == 42
