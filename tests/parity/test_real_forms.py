"""The published forms: their workbooks show what the validator finds, whatever is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.comparison import Filled, compare_all, fill_at_random, with_random_previous
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.seeds import Report
from tests.workbook.issues import definitions


def _filled(folder: Path, seed: int, files: int) -> list[Filled]:
    filled: list[Filled] = []
    for form in definitions().forms.values():
        subject = with_random_previous(form, definitions().catalogue, seed, form.id)
        assert subject.form == form, "a published rule is too long for Excel"
        filled += fill_at_random(subject, folder, files, seed, form.id)
    return filled


def _compare(engine: Engine, folder: Path, report: Report, files: int) -> None:
    outcome = compare_all(engine, _filled(folder, report.seed, files), folder / "out")
    report.close(
        outcome.differences,
        files=outcome.files,
        rows=outcome.rows,
        evaluations_of_relations=outcome.evaluations,
        findings=outcome.findings,
    )


def test_published_forms_show_what_the_validator_finds(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 1)


@pytest.mark.slow
def test_published_forms_show_it_of_many_answers(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 20)


@pytest.mark.slow
def test_published_forms_show_the_same_in_gnumeric(
    gnumeric_engine: OneByOne, tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, tmp_path, report, 2)
