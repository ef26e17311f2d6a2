"""The roster has changed since a workbook was issued: what is said of it is true."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.definition import packaged_templates
from cchc_sheets.sheet.form import FORM_SHEET, UNIT_NAME_CELL
from tests.desk import Desk
from tests.libreoffice import LibreOffice

IDENTITY = {"unit-changed", "unit-renamed", "period-changed", "table-of-another", "other-form"}


def now(desk: Desk, old: str, new: str) -> Path:
    """Return the definitions with another roster."""
    folder = desk.root / "changed"
    shutil.copytree(packaged_templates(), folder)
    roster = folder / "soc-trang.yaml"
    text = roster.read_text("utf-8")
    assert old in text
    roster.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def told(desk: Desk, path: Path, templates: Path) -> dict[str, str]:
    """The findings of whose the file is, with their severity."""
    done = desk.run("check", path, "--templates", templates, "--format", "json")
    assert done.status in {0, 1}, done
    (file,) = done.json["files"]
    return {f["code"]: f["severity"] for f in file["findings"] if f["code"] in IDENTITY}


LONG_PHU = "name: Ủy ban nhân dân huyện Long Phú"


def test_a_unit_that_was_renamed_since_is_a_warning(desk: Desk) -> None:
    """Its name is also in the line of the period and above the table."""
    path = desk.returned("huyen-long-phu")
    templates = now(desk, LONG_PHU, "name: Ủy ban nhân dân thị xã Long Phú")
    assert told(desk, path, templates) == {"unit-renamed": "warning"}


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_a_renamed_unit_in_other_formats(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    (path,) = libreoffice.convert([desk.returned("huyen-long-phu")], extension, tmp_path)
    templates = now(desk, LONG_PHU, "name: Ủy ban nhân dân thị xã Long Phú")
    assert told(desk, path, templates) == {"unit-renamed": "warning"}


@pytest.mark.parametrize("name", ["Sở Tài chánh", "Sở Y tế"])
def test_a_name_that_was_typed_over_is_an_error(desk: Desk, name: str) -> None:
    """The other place that has the name has the roster's."""
    path = desk.returned("stc")
    book = load_workbook(path)
    book[FORM_SHEET].cell(*UNIT_NAME_CELL).value = name
    book.save(path)
    assert told(desk, path, packaged_templates()) == {"unit-changed": "error"}


def test_the_name_of_another_unit_is_an_error(desk: Desk) -> None:
    """Two units exchanged their names, or somebody the workbooks: nobody knows."""
    path = desk.returned("stc")
    templates = now(desk, "name: Sở Tài chính", "name: Sở Tài chính cũ")
    roster = templates / "soc-trang.yaml"
    text = roster.read_text("utf-8")
    assert "name: Sở Tư pháp" in text
    roster.write_text(text.replace("name: Sở Tư pháp", "name: Sở Tài chính"), "utf-8")
    found = told(desk, path, templates)
    assert found["unit-changed"] == "error"
    assert "unit-renamed" not in found


@pytest.mark.parametrize(
    ("form", "severity"), [("so-nganh-2025", "warning"), ("long-phu-2023q1", "error")]
)
def test_another_form_than_the_rosters_is_said(desk: Desk, form: str, severity: str) -> None:
    path = desk.returned("stc")
    unit = "name: Sở Tài chính\n    short: STC\n    type: {}\n    forms: [{}]"
    kind = unit.format("so-nganh", "stc-soc-trang-2021q1")
    other = unit.format("huyen" if severity == "error" else "so-nganh", form)
    assert told(desk, path, now(desk, kind, other)) == {"other-form": severity}
