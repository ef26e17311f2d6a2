"""Engines and seeds of the comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.libreoffice import LibreOffice
from tests.parity.engines import Many, OneByOne
from tests.parity.seeds import Report, new_seed

SECONDS = 900


@pytest.fixture(scope="session")
def calc(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Many:
    """LibreOffice with time for many files."""
    folder = tmp_path_factory.mktemp("parity-libreoffice")
    program = LibreOffice(soffice, folder / "profile", seconds=SECONDS)
    recalculate_all: Callable[[Sequence[Path], Path], list[Path]] = program.recalculate_all
    return Many(recalculate_all)


@pytest.fixture(scope="session")
def gnumeric_engine(gnumeric: Path) -> OneByOne:
    """Gnumeric's converter."""
    return OneByOne(gnumeric)


@pytest.fixture(scope="session")
def seed() -> int:
    """Where this run's random examples begin."""
    return new_seed()


@pytest.fixture
def report(seed: int, record_property: Callable[[str, object], None]) -> Report:
    """What a comparison says of itself."""
    return Report(seed, record_property)
