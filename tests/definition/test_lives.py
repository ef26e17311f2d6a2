"""From when to when units report, and what they continue: read from the files, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_sheets.definition import DefinitionProblem, load
from cchc_sheets.model import Break, Period, Speech
from cchc_sheets.model.definitions import Definitions
from tests.definition.toy import FILES


def loaded(
    folder: Path, *changes: tuple[str, str, str]
) -> tuple[Definitions | None, list[DefinitionProblem]]:
    files = dict(FILES)
    for name, old, new in changes:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


PROVINCE = "province: tỉnh Thử\n"
TYPE = "    lists_add: true\n"


def test_a_unit_reports_while_it_its_type_and_its_province_exist(tmp_path: Path) -> None:
    definitions, problems = loaded(
        tmp_path,
        ("roster.yaml", PROVINCE, f"{PROVINCE}since: 2014-01-01\nuntil: 2025-06-30\n"),
        ("indicators.yaml", TYPE, f"{TYPE}    since: 2016-01-01\n    until: 2026-01-01\n"),
    )
    assert problems == []
    assert definitions is not None
    unit = definitions.rosters["toy-province"].unit("stc")
    assert unit is not None
    assert (unit.since, unit.until) == ("2016-01-01", "2025-06-30")
    assert unit.reports_in(Period(2025, "Q2"))
    assert not unit.reports_in(Period(2025, "Q3"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("roster.yaml", PROVINCE, f"{PROVINCE}since: 2025-02-30\n"), "2025-02-30"),
        (("indicators.yaml", TYPE, f"{TYPE}    until: 2025-06-31\n"), "2025-06-31"),
        (
            (
                "indicators.yaml",
                "    bad: 0\n",
                "    breaks: [{since: 2022-13-01, reason: {vi: Thử, en: Toy}}]\n    bad: 0\n",
            ),
            "2022-13-01",
        ),
        (("roster.yaml", "predecessors: [stc]", "predecessors: [old/stc]"), "old"),
    ],
)
def test_days_and_predecessors_that_do_not_exist_are_named(
    tmp_path: Path, change: tuple[str, str, str], found: str
) -> None:
    definitions, problems = loaded(tmp_path, change)
    assert definitions is None
    assert [problem.found for problem in problems] == [found]


def test_a_unit_may_continue_one_of_a_former_province(tmp_path: Path) -> None:
    definitions, problems = loaded(
        tmp_path,
        ("roster.yaml", PROVINCE, f"{PROVINCE}predecessors: [old]\n"),
        ("roster.yaml", "predecessors: [stc]", "predecessors: [old/stc]"),
    )
    assert problems == []
    assert definitions is not None
    assert [unit.code for unit in definitions.rosters["toy-province"].heirs("old/stc")] == ["snv"]


@pytest.mark.parametrize(
    ("before", "after", "at_end", "parted"),
    [
        ("2022-Q1", "2022-Q2", False, False),
        ("2022-Q2", "2022-Q3", False, True),
        ("2022-Q3", "2022-Q4", False, True),  # a quarter of both meanings
        ("2022-Q3", "2022-Q4", True, False),  # at its end it had the new one
        ("2022-Q2", "2022-Q3", True, True),
        ("2022-9M", "2022-Y", False, True),
        ("2022-Q4", "2023-Q1", False, False),
        ("2021-Q3", "2022-Q3", True, True),
    ],
)
def test_which_periods_a_break_parts(before: str, after: str, at_end: bool, parted: bool) -> None:
    found = Break("2022-08-15", Speech("Thử", "Toy"))
    first, last = Period.parse(before), Period.parse(after)
    assert first is not None
    assert last is not None
    assert found.parts(first, last, at_end=at_end) is parted
