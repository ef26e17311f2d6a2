"""Formulas in cells for figures: what they give now counts, and what is stored is not believed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_sheets.intake.read import read_returned
from cchc_sheets.model import Kind
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import VALUE, Layout
from tests.desk import Desk
from tests.libreoffice import LibreOffice

SHEET = "xl/worksheets/sheet1.xml"


def with_formulas(desk: Desk, given: Mapping[str, tuple[str, str]]) -> tuple[Path, dict[str, str]]:
    """A report with formulas and stored results in its first counts; their keys by formula.

    In a formula ``{}`` is the cell of a count that says 12.
    """
    form = desk.form_of("stc")
    counts = [row.key for row in form.answer_rows if row.is_input and row.kind is Kind.COUNT]
    answers = {key: (value, note) for key, value, note in desk.invented("stc")}
    answers[counts[-1]] = (Decimal(12), "")
    path = desk.returned("stc", [(key, *each) for key, each in answers.items()])
    layout = Layout(form)
    keys = dict(zip(given, counts, strict=False))
    with zipfile.ZipFile(path) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    xml = contents[SHEET].decode()
    for formula, (result, kind) in given.items():
        place = address(layout.row_of[keys[formula]], VALUE)
        text = formula.format(layout.value_cell(counts[-1])).replace("<", "&lt;")
        stored = f"<v>{result}</v>" if result else ""
        new = rf'<c r="{place}" \1{kind}><f>{text}</f>{stored}</c>'
        xml, done = re.subn(rf'<c r="{place}" (s="[0-9]+")[^>]*?(?:/>|>.*?</c>)', new, xml, count=1)
        assert done, formula
    contents[SHEET] = xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in contents.items():
            package.writestr(name, data)
    return path, keys


def told(desk: Desk, path: Path, key: str) -> dict[str, dict[str, Any]]:
    """What is found at a row about its formula, by code."""
    return {
        f["code"]: f
        for f in desk.findings(path)
        if f["indicator"] == key and f["code"].startswith(("formula", "error", "missing"))
    }


def test_each_formula_counts_as_what_it_gives_and_is_told(desk: Desk) -> None:
    path, keys = with_formulas(
        desk,
        {
            "{}+0": ("12", ""),
            "{}*2": ("99", ""),
            "SUM(10,15)": ("99", ""),
            "{}+1": ("", ""),
            "VLOOKUP(1,{},1)": ("7", ""),
            "'Hướng dẫn'!A1": ("8", ""),
            "{}/0": ("5", ""),
            'IF({}>0,"",1)': ("5", ""),
        },
    )
    found = {formula: told(desk, path, key) for formula, key in keys.items()}
    assert {formula: set(each) for formula, each in found.items()} == {
        "{}+0": {"formula-in-input"},
        "{}*2": {"formula-stale"},
        "SUM(10,15)": {"formula-stale"},
        "{}+1": {"formula-in-input"},
        "VLOOKUP(1,{},1)": {"formula-not-recomputed"},
        "'Hướng dẫn'!A1": {"formula-not-recomputed"},
        "{}/0": {"formula-stale", "error-value"},
        'IF({}>0,"",1)': {"formula-stale", "missing-answer"},
    }
    messages = {f: " ".join(each["message"] for each in found[f].values()) for f in found}
    assert re.search("99.* 24", messages["{}*2"])
    assert "13" in messages["{}+1"]
    assert "trống" in messages['IF({}>0,"",1)']


def test_the_recomputed_figure_counts(desk: Desk) -> None:
    path, keys = with_formulas(desk, {"{}*2": ("99", ""), "VLOOKUP(1,{},1)": ("7", "")})
    submission = read_returned(path, path.name, desk.definitions).submission
    assert submission is not None
    assert [submission.answers[key].value for key in keys.values()] == [24, 7]


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_formulas_are_recomputed_in_every_format(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, extension: str
) -> None:
    """LibreOffice computes them when it opens the file, so that nothing differs afterwards."""
    given = {"{}*2": ("24", ""), "8-(3-{})": ("17", ""), "SUM({},3)": ("15", "")}
    path, keys = with_formulas(desk, given)
    (saved,) = libreoffice.convert([path], extension, tmp_path / "saved")
    assert [set(told(desk, saved, key)) for key in keys.values()] == [{"formula-in-input"}] * 3
