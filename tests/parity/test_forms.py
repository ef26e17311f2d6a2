"""Random forms with random rules: their workbooks show what the validator finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.comparison import Filled, compare_all, fill_at_random, with_random_previous
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.forms import random_form
from tests.parity.seeds import Report, dice

FORMS, FILES_A_FORM = 210, 3
EVALUATIONS = 10_000


def _filled(folder: Path, seed: int, forms: int, files: int) -> list[Filled]:
    filled: list[Filled] = []
    for number in range(forms):
        form, catalogue = random_form(dice(seed, "form", number), f"form-{number}")
        subject = with_random_previous(form, catalogue, seed, number)
        filled += fill_at_random(subject, folder, files, seed, "answers", number)
    return filled


def _compare(engine: Engine, folder: Path, report: Report, forms: int, files: int) -> int:
    filled = _filled(folder, report.seed, forms, files)
    outcome = compare_all(engine, filled, folder / "out")
    report.close(
        outcome.differences,
        forms=forms,
        files=outcome.files,
        rows=outcome.rows,
        evaluations_of_relations=outcome.evaluations,
        findings=outcome.findings,
    )
    return outcome.evaluations


def test_random_forms_show_what_the_validator_finds(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 12, 1)


@pytest.mark.slow
def test_many_random_forms_show_what_the_validator_finds(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    assert _compare(calc, tmp_path, report, FORMS, FILES_A_FORM) >= EVALUATIONS


@pytest.mark.slow
def test_random_forms_show_the_same_in_gnumeric(
    gnumeric_engine: OneByOne, tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, tmp_path, report, 24, 2)
