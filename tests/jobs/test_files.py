"""Outputs: all put in place or none, whatever is in their place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cchc_sheets.jobs.files import write_together


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_there_is_there_again_when_one_of_the_set_cannot_be_written(
    tmp_path: Path,
) -> None:
    first, second, third = (tmp_path / name for name in ("a.xlsx", "b.csv", "c.html"))
    first.write_bytes(b"old")
    second.mkdir()  # nothing can be put in the place of a folder
    with pytest.raises(OSError, match=r"b\.csv"):
        write_together({first: b"new", second: b"new", third: b"new"})
    assert first.read_bytes() == b"old"
    assert _left(tmp_path) == ["a.xlsx", "b.csv"]


def test_a_new_file_goes_again_when_a_later_one_fails(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(OSError, match=r"b\.csv"):
        write_together({tmp_path / "a.xlsx": b"new", tmp_path / "b.csv": b"new"})
    assert _left(tmp_path) == ["b.csv"]


def test_a_link_in_the_place_of_an_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"keep")
    for name in ("values.csv", ".values.csv.part"):
        (tmp_path / name).symlink_to(precious)
    write_together({tmp_path / "values.csv": b"new", tmp_path / "other": b"new"})
    assert precious.read_bytes() == b"keep"
    assert not (tmp_path / "values.csv").is_symlink()
    assert (tmp_path / "values.csv").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_an_output_can_be_read_by_those_who_can_read_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_together({tmp_path / "values.csv": b"new"})
    assert stat.S_IMODE((tmp_path / "values.csv").stat().st_mode) == stat.S_IMODE(
        plain.stat().st_mode
    )
