"""Signing keys: made once, read by their owner alone, never passed over when damaged."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from cchc_sheets.model import UsageProblem
from cchc_sheets.record.keys import Key, KeyRing, read_keys, signing_key, trust


def test_a_key_is_made_once(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    assert isinstance(key, Key)
    assert signing_key(tmp_path) == key
    assert read_keys(tmp_path) == KeyRing((key,))


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_nobody_else_can_read_a_key(tmp_path: Path) -> None:
    state = tmp_path / ".cchc"
    state.mkdir(mode=0o755)
    signing_key(state)
    for path in (state, *state.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"id": "a", "secret": ""}', '{"id": "a", "secret": "zz"}', "7"],
)
def test_a_damaged_key_is_named_and_none_is_made_in_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys" / "0a1b2c3d.json"
    path.parent.mkdir()
    path.write_text(text)
    for found in (read_keys(tmp_path), signing_key(tmp_path), trust(tmp_path, "x")):
        assert found == UsageProblem("key-damaged", {"path": str(path)})
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "7", '{"a": 1}', "[1]"])
def test_a_damaged_list_of_accepted_keys_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "trusted-keys.json"
    path.write_text(text)
    assert read_keys(tmp_path) == UsageProblem("trusted-damaged", {"path": str(path)})
    assert path.read_text() == text


def test_accepted_keys_are_kept(tmp_path: Path) -> None:
    assert trust(tmp_path, "b") is None
    assert trust(tmp_path, "a") is None
    assert read_keys(tmp_path) == KeyRing((), frozenset({"a", "b"}))
    assert json.loads((tmp_path / "trusted-keys.json").read_text()) == ["a", "b"]
