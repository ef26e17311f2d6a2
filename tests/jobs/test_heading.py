"""The number and day of a report, and whom to ask, from the cell to every output."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.sheet import form as at
from cchc_sheets.words import consolidated as words
from tests.desk import Desk
from tests.libreoffice import LibreOffice

TYPED: dict[tuple[int, int], str | datetime] = {
    at.REPORT_NUMBER_CELL: "12/BC-STC",
    at.SIGNED_ON_CELL: datetime(2021, 3, 17),  # noqa: DTZ001 - a sheet has no zones
    at.FILLED_BY_CELL: "Nguyễn Văn A",
    at.TELEPHONE_CELL: "0299 3821 234",
}
HEADING = {
    "report_number": "12/BC-STC",
    "signed_on": "2021-03-17",
    "filled_by": "Nguyễn Văn A",
    "telephone": "0299 3821 234",
}


def signed(desk: Desk) -> Path:
    path = desk.returned("stc")
    book = load_workbook(path)
    for cell, value in TYPED.items():
        book.worksheets[0].cell(*cell).value = value
    book.worksheets[0].cell(*at.SIGNED_ON_CELL).number_format = "dd/mm/yyyy"
    book.save(path)
    return path


def test_every_output_says_who_signed_when(desk: Desk) -> None:
    checked = desk.check(signed(desk)).json["files"][0]
    assert {name: checked[name] for name in HEADING} == HEADING
    merged = desk.run("merge", desk.inbox, "--format", "json").json
    assert merged["submissions"] == [{"unit": "stc", "path": "stc.xlsx", **HEADING}]
    text = Path(merged["outputs"]["submissions.csv"]).read_text("utf-8-sig")
    rows = {row["unit"]: row for row in csv.DictReader(io.StringIO(text))}
    assert {name: rows["stc"][name] for name in HEADING} == HEADING
    assert rows["snv"]["status"] in {"issued", "not_issued"}
    book = load_workbook(merged["outputs"]["consolidated.xlsx"])
    lines = list(book[words.STATUS_SHEET].iter_rows(values_only=True))
    (line,) = (dict(zip(lines[1], each, strict=True)) for each in lines if "Sở Tài chính" in each)
    shown = [line[head] for head in ("Số báo cáo", "Ngày ký", "Người lập biểu", "Điện thoại")]
    assert shown == ["12/BC-STC", "17/03/2021", "Nguyễn Văn A", "0299 3821 234"]


def test_an_untouched_workbook_is_told_one_thing(desk: Desk) -> None:
    codes = [f["code"] for f in desk.findings(desk.issued("stc"))]
    assert "signing-blank" not in codes
    assert "nothing-answered" in codes


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_a_date_cell_is_a_date_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (saved,) = libreoffice.convert([signed(desk)], extension, folder)
    checked = desk.check(saved).json["files"][0]
    assert {name: checked[name] for name in HEADING} == HEADING
