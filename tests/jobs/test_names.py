"""Names of files: those that come are shown as they are meant, those that go out are all right."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.issue import Order, workbook_path
from cchc_sheets.model import Form, Period, Unit
from cchc_sheets.text import legible
from tests.desk import Desk

ODD = "cột\x1b[31m\u202exslx.exe\u2066\u200f\x85.xlsx"
SHOWN = "cột\ufffd[31m\ufffdxslx.exe\ufffd\ufffd\ufffd.xlsx"


def test_what_is_no_character_is_not_shown() -> None:
    assert legible(ODD) == SHOWN
    assert legible("Báo cáo (1)\u00a0– sửa.xlsx") == "Báo cáo (1) – sửa.xlsx"
    assert legible("dòng\nkhác\u2028\udcff") == "dòng\ufffdkhác\ufffd\ufffd"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_no_output_has_what_turns_the_terminal_or_the_reading(desk: Desk) -> None:
    desk.returned("stc").rename(desk.inbox / ODD)
    (desk.inbox / f"hỏng{ODD}").write_text("không phải bảng tính", "utf-8")
    (desk.inbox / "tròn.xlsx").symlink_to("tròn.xlsx")
    (desk.inbox / os.fsdecode(b"\xff.xlsx")).touch()
    out = desk.root / "out"
    assert SHOWN in desk.run("check", desk.inbox).out
    assert SHOWN in desk.run("status", desk.inbox).out
    merged = desk.run("merge", desk.inbox, "--out", out, "--format", "json").json
    paths = {each["path"] for each in merged["rejected"]}
    assert paths == {f"hỏng{SHOWN}", "tròn.xlsx", "\ufffd.xlsx"}
    with (out / "values.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert SHOWN in {row["file"] for row in csv.DictReader(stream)}
    book = load_workbook(out / "consolidated.xlsx", read_only=True)
    texts = [
        str(value) for sheet in book for row in sheet.values for value in row if value is not None
    ]
    texts.append((out / "report.html").read_text("utf-8"))
    assert any(SHOWN in text for text in texts)
    assert not any(sign in text for text in texts for sign in "\x1b\u202e\u2066\u200f\x85\udcff")


def issued(desk: Desk, *units: tuple[str, str, tuple[str, ...]]) -> list[str]:
    """The names of the workbooks of units: name, code, forms."""
    roster, like = desk.definitions.rosters["soc-trang"], desk.unit("stc")
    made = tuple(replace(like, name=name, code=code, forms=ids) for name, code, ids in units)
    period = Period.parse("2021-Q1")
    assert period is not None
    order = Order(replace(roster, units=made), period, made, Path())
    files: list[tuple[Unit, Form]] = [
        (unit, desk.definitions.forms[name]) for unit in made for name in unit.forms
    ]
    return [workbook_path(order, unit, form).name for unit, form in files]


def test_no_two_units_have_one_file(desk: Desk) -> None:
    """Not even where a system minds neither capitals nor accents."""
    one, other = sorted(desk.definitions.forms)[:2]
    names = issued(
        desk,
        ("Sở Y tế", "syt", (one,)),
        ("SỞ Y TẾ", "syt-2", (one,)),
        ("Sở Y tế SYT", "syt-3", (one,)),
        ("Xã", "xa", (one, other)),
        ("Xã xa", "xa-2", (one,)),
        ("Xã" * 200, "dai-1", (one,)),
        ("Xã" * 200 + "!", "dai-2", (one,)),
        ("卫生", "han", (one,)),
        ("con", "con", (one,)),
    )
    assert len(set(names)) == 10
    assert names[0] == "CCHC_2021-Q1_so-y-te_syt.xlsx"
    assert names[7] == "CCHC_2021-Q1_" + "xa" * 50 + "_dai-2.xlsx"
    assert names[8:] == ["CCHC_2021-Q1_han.xlsx", "CCHC_2021-Q1_con.xlsx"]
    assert all(
        name.isascii() and name.islower() for name in (n[len("CCHC_2021-Q1") :] for n in names)
    )


def test_what_windows_keeps_for_itself_is_no_id(desk: Desk) -> None:
    desk.run_init()
    assert desk.run("new", "form", "con", "--from", "xa-2025").status == 2
    roster = (packaged_templates() / "soc-trang.yaml").read_text("utf-8")
    templates = desk.root / "templates"
    (templates / "soc-trang.yaml").write_text(
        roster.replace("id: soc-trang", "id: aux", 1), "utf-8"
    )
    _, problems = load(templates)
    assert [(p.code, p.found) for p in problems][:1] == [("not-valid", "aux")]
