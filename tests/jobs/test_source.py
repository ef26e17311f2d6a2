"""Whose workbook it is: keys, signatures and what happens without them."""

import shutil
from pathlib import Path

from cchc_sheets.cli.app import app
from cchc_sheets.model.definitions import Definitions
from tests.desk import Desk


def test_without_the_key_a_file_is_read_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    path = desk.returned("stc")
    stranger = Desk(tmp_path / "elsewhere", desk.definitions)
    stranger.root.mkdir()
    assert stranger.codes(path) == []
    assert "unverified-source" in stranger.codes(path, "warning")


def test_a_strange_key_needs_a_decision_that_is_kept(desk: Desk, tmp_path: Path) -> None:
    path = desk.returned("stc")
    stranger = Desk(tmp_path / "elsewhere", desk.definitions)
    stranger.root.mkdir()
    assert stranger.run("generate", "--period", "2021-Q1", "--unit", "syt").status == 0
    assert stranger.codes(path) == ["unknown-key"]
    key = next((desk.root / ".cchc" / "keys").glob("*.json")).stem
    stranger.run("check", path, "--trust-key", key)
    assert stranger.codes(path) == []


def test_a_key_is_made_once_and_only_its_owner_can_read_it(desk: Desk) -> None:
    for period in ("2021-Q1", "2021-Q2"):
        assert desk.run("generate", "--period", period, "--unit", "stc").status == 0
    keys = list((desk.root / ".cchc" / "keys").glob("*.json"))
    assert len(keys) == 1
    assert keys[0].stat().st_mode & 0o077 == 0


def test_checking_makes_no_key(desk: Desk, definitions: Definitions, tmp_path: Path) -> None:
    path = desk.returned("stc")
    stranger = Desk(tmp_path / "elsewhere", definitions)
    stranger.root.mkdir()
    stranger.check(path)
    assert not (stranger.root / ".cchc").exists()


def test_workbooks_of_a_changed_form_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = desk.returned("stc")
    desk.runner.invoke(app, ["init", str(tmp_path / "copy")], catch_exceptions=False)
    copied = tmp_path / "copy" / "templates"
    shutil.copytree(desk.root / ".cchc", tmp_path / "copy" / ".cchc", dirs_exist_ok=True)
    form = copied / "stc-soc-trang-2021q1.yaml"
    text = form.read_text("utf-8")
    reworded = text.replace("label: Kế hoạch CCHC\n", "label: Kế hoạch cải cách\n")
    form.write_text(reworded, "utf-8")
    other = Desk(tmp_path / "copy", desk.definitions)
    assert "definition-changed" not in other.codes(path)
    assert "label-changed" in other.codes(path, "warning")
    retyped = text.replace("indicator: staff_quota\n", "indicator: leaders_commune\n")
    assert retyped != text
    form.write_text(retyped, "utf-8")
    assert "definition-changed" in other.codes(path)
