"""A workspace in which a few units were issued workbooks, and their reports; made once."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from cchc_sheets.model.definitions import Definitions
from tests.desk import Desk
from tests.desk_pages.browser import Browser, office_at

SOUND, FAULTY, DOUBTFUL = "bhxh", "stc", "snv"


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Desk:
    """A workspace that issued workbooks to three units; none came back."""
    desk = Desk(tmp_path_factory.mktemp("office"), definitions)
    for code in (SOUND, FAULTY, DOUBTFUL):
        desk.issued(code)
    return desk


@pytest.fixture(scope="session")
def reports(laid_out: Desk) -> Mapping[str, bytes]:
    """A report without fault, one with an error, and one with something to look at, by unit."""
    faulty = [
        (key, "nhiều" if key == "staff_quota" else value, note)
        for key, value, note in laid_out.invented(FAULTY)
    ]
    doubtful = [
        (key, None if key == "staff_quota" else value, note)
        for key, value, note in laid_out.invented(DOUBTFUL)
    ]
    paths = {
        SOUND: laid_out.returned(SOUND),
        FAULTY: laid_out.returned(FAULTY, faulty),
        DOUBTFUL: laid_out.returned(DOUBTFUL, doubtful),
    }
    found = {code: path.read_bytes() for code, path in paths.items()}
    for path in paths.values():
        path.unlink()
    return found


@pytest.fixture
def root(laid_out: Desk, reports: Mapping[str, bytes], tmp_path: Path) -> Path:
    """A workspace of its own for each test."""
    assert reports
    return shutil.copytree(laid_out.root, tmp_path / "office")


@pytest.fixture
def browser(root: Path) -> Browser:
    return Browser(office_at(root))
