"""Every case of every rule: the sheet shows what the case expects, whatever computes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_sheets.definition import Definitions
from tests.parity.cases import Pack, fill_packs, packs_of, wrongly_shown
from tests.parity.comparison import Shown
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.seeds import Report
from tests.rule_cases import CASES, with_synthetic_forms


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return with_synthetic_forms(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def packs(extended: Definitions) -> list[Pack]:
    return packs_of(extended, CASES)


def _compare(engine: Engine, packs: list[Pack], folder: Path, report: Report) -> None:
    filled = fill_packs(packs, folder)
    computed = engine.recalculated([item.path for item in filled], folder / "out")
    wrong: list[str] = []
    for pack, path in zip(packs, computed, strict=True):
        sheet = Shown(path, pack.subject)
        wrong += [*wrongly_shown(pack, sheet), *sheet.differences()]
    report.close(wrong, cases=sum(len(pack.cases) for pack in packs), files=len(packs))


@pytest.mark.slow
def test_libreoffice_shows_what_the_cases_expect(
    calc: Many, packs: list[Pack], tmp_path: Path, report: Report
) -> None:
    _compare(calc, packs, tmp_path, report)


@pytest.mark.slow
def test_gnumeric_shows_what_the_cases_expect(
    gnumeric_engine: OneByOne, packs: list[Pack], tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, packs, tmp_path, report)
