"""Every case of every rule: the sheet shows what the case expects, whatever computes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cchc_sheets.model.definitions import Definitions
from tests.parity.cases import Pack, fill_packs, packs_of, wrongly_shown
from tests.parity.comparison import Shown
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.seeds import Report, dice
from tests.rule_cases import CASES, Case, with_synthetic_forms

FORMS = 3


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return with_synthetic_forms(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def packs(extended: Definitions, seed: int) -> list[Pack]:
    return packs_of(extended, list(_drawn(CASES, seed)))


def _drawn(cases: Sequence[Case], seed: int) -> Iterator[Case]:
    """Yield the cases; of those that are written for many forms, in some of these only."""
    forms: dict[str, list[str]] = {}
    for case in cases:
        own = forms.setdefault(case.file, [])
        if case.form not in own:
            own.append(case.form)
    drawn = {
        file: dice(seed, file).sample(own, min(FORMS, len(own))) for file, own in forms.items()
    }
    return (case for case in cases if case.form in drawn[case.file])


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
