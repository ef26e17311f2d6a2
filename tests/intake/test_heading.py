"""What the fields of the heading say, and whose a workbook is once they were changed."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_sheets.decode.read import decode, load
from cchc_sheets.intake.days import day_typed
from cchc_sheets.sheet import form as at
from tests.intake.returned import Change, codes, received

SIGNED = date(2023, 3, 20)


def put(cell: tuple[int, int], value: object, looks: str = "@") -> Change:
    def change(sheet: Worksheet) -> None:
        found = sheet.cell(*cell)
        found.value, found.number_format = value, looks  # type: ignore[assignment]

    return change


def signed_on(value: object, looks: str = "@") -> Change:
    return put(at.SIGNED_ON_CELL, value, looks)


NUMBER = put(at.REPORT_NUMBER_CELL, "12/BC-STC")


@pytest.mark.parametrize(
    "text",
    [
        "20/03/2023",
        "20-3-2023",
        "20.3.2023",
        " 20 / 3 / 2023 ",
        "20/3/23",
        "2023-03-20",
        "ngày 20 tháng 3 năm 2023",
        "Sóc Trăng, Ngày 20 tháng 03 năm 2023",
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert day_typed(text) == SIGNED


@pytest.mark.parametrize("text", ["", "32/13/2023", "29/02/2023", "20/3", "tháng 3", "03/20/2023"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_typed(text) is None


@pytest.mark.parametrize(
    ("value", "looks"),
    [
        (datetime(2023, 3, 20), "dd/mm/yyyy"),  # noqa: DTZ001 - a sheet has no zones
        (45005, "@"),
        (45005, "General"),
        ("20/03/2023", "@"),
    ],
    ids=str,
)
def test_a_date_cell_is_a_date(tmp_path: Path, value: object, looks: str) -> None:
    file = received(tmp_path, NUMBER, signed_on(value, looks))
    assert file.submission is not None
    assert file.submission.signed_on == SIGNED
    assert [f.code for f in file.findings] == []


def test_days_are_counted_as_the_workbook_counts_them(tmp_path: Path) -> None:
    def since_1904(sheet: Worksheet) -> None:
        sheet.parent.epoch = datetime(1904, 1, 1)  # type: ignore[union-attr] # noqa: DTZ001

    file = received(tmp_path, NUMBER, since_1904, signed_on(45005 - 1462, "dd/mm/yyyy"))
    assert decode(load(tmp_path / "returned.xlsx")).since_1904  # type: ignore[union-attr, arg-type]
    assert file.submission is not None
    assert file.submission.signed_on == SIGNED


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("32/13/2023", "signed-on-unreadable"),
        ("đã ký", "signed-on-unreadable"),
        (2023, "signed-on-unreadable"),
        ("13/03/2023", "signed-on-early"),
        ("14/03/2023", None),
        ("14/09/2023", None),
        ("20/03/2024", "signed-on-late"),
        ("20/03/2022", "signed-on-early"),
    ],
    ids=str,
)
def test_a_day_that_cannot_be_is_told(tmp_path: Path, value: object, found: str | None) -> None:
    assert codes(received(tmp_path, NUMBER, signed_on(value))) == ([found] if found else [])


@pytest.mark.parametrize(
    ("changes", "blank"),
    [
        ([], "số, ký hiệu và ngày ký"),
        ([NUMBER], "ngày ký"),
        ([signed_on("20/03/2023")], "số, ký hiệu"),
    ],
    ids=["both", "day", "number"],
)
def test_what_is_blank_is_mentioned(tmp_path: Path, changes: list[Change], blank: str) -> None:
    (finding,) = received(tmp_path, *changes).findings
    assert (finding.code, finding.severity.value) == ("signing-blank", "info")
    assert getattr(finding.facts["found"], "vi") == blank  # noqa: B009 - a Speech among facts


COPIES = [(at.STATUS_ROW, at.KEY), at.IDENTITY_CELL]


@pytest.mark.parametrize("cell", COPIES)
def test_one_copy_of_the_identity_less_is_a_warning(tmp_path: Path, cell: tuple[int, int]) -> None:
    assert codes(received(tmp_path, put(cell, None))) == ["identity-copy-missing"]


def test_an_identity_in_the_properties_alone_is_not_enough(tmp_path: Path) -> None:
    file = received(tmp_path, *(put(cell, None) for cell in COPIES))
    assert file.identity is not None
    assert codes(file) == ["identity-not-on-sheet"]


@pytest.mark.parametrize("cell", [at.UNIT_NAME_CELL, (at.PERIOD_ROW, at.STT)])
def test_a_blank_heading_is_a_warning(tmp_path: Path, cell: tuple[int, int]) -> None:
    assert codes(received(tmp_path, put(cell, None))) == ["heading-gone"]
