"""Every expression means on a sheet what it means in the validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.bare import (
    Example,
    at_rounding,
    at_tolerances,
    compared,
    of_computed,
    random_examples,
)
from tests.parity.engines import Engine, Many, OneByOne
from tests.parity.seeds import Report, dice

A_FILE = 1500


def _examples(seed: int, count: int) -> list[Example]:
    falls = dice(seed, "expressions")
    boundary = count // 8
    return [
        *random_examples(falls, count - 3 * boundary),
        *at_tolerances(falls, boundary),
        *at_rounding(falls, boundary),
        *of_computed(falls, boundary),
    ]


def _compare(engine: Engine, folder: Path, report: Report, count: int) -> None:
    examples = _examples(report.seed, count)
    found = compared(engine, folder, examples, A_FILE)
    report.close(found, expressions=len(examples))


def test_libreoffice_computes_what_the_validator_does(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 3_000)


def test_gnumeric_computes_what_the_validator_does(
    gnumeric_engine: OneByOne, tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, tmp_path, report, 3_000)


@pytest.mark.slow
def test_libreoffice_computes_many_expressions_alike(
    calc: Many, tmp_path: Path, report: Report
) -> None:
    _compare(calc, tmp_path, report, 20_000)


@pytest.mark.slow
def test_gnumeric_computes_many_expressions_alike(
    gnumeric_engine: OneByOne, tmp_path: Path, report: Report
) -> None:
    _compare(gnumeric_engine, tmp_path, report, 20_000)
