"""Random tables: their sheets show what the validator finds, record by record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.seeds import Report, dice
from tests.parity.tables import ShownTables, fill_tables, random_tables, subject_with_tables

FORMS = 60


def _compare(engine: Engine, folder: Path, report: Report, forms: int) -> None:
    subjects = []
    paths = []
    for number in range(forms):
        form, catalogue = random_tables(dice(report.seed, "tables", number), f"bang-{number}")
        subject = subject_with_tables(form, catalogue)
        subjects.append(subject)
        paths.append(fill_tables(subject, folder, dice(report.seed, "records", number)))
    computed = engine.recalculated(paths, folder / "out")
    shown = [ShownTables(*pair) for pair in zip(computed, subjects, strict=True)]
    lines = [
        f"{p.name}: {d}" for p, one in zip(paths, shown, strict=True) for d in one.differences()
    ]
    records = [len(found) for one in shown for found in one.submission.records.values()]
    report.close(lines, forms=forms, records=sum(records))
    assert sum(records) > forms


def test_random_tables_show_what_the_validator_finds(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 6)


@pytest.mark.slow
def test_many_random_tables_show_what_the_validator_finds(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, FORMS)


@pytest.mark.slow
def test_random_tables_show_the_same_in_gnumeric(
    gnumeric_engine: OneByOne, tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, tmp_path, report, 10)
