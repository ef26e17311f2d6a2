"""How a period's window stands to the one before it."""

from __future__ import annotations

import pytest

from cchc_sheets.model import Period, WindowPair


def period(name: str) -> Period:
    found = Period.parse(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "before", "pairs"),
    [
        ("2021-Q1", "2020-Q4", "adjoining new_year"),
        ("2021-Q2", "2021-Q1", "adjoining same_year"),
        ("2021-Q3", "2021-Q2", "adjoining same_year"),
        ("2021-Q4", "2021-Q3", "adjoining same_year"),
        ("2021-H1", "2021-Q1", "same_start same_year"),
        ("2021-9M", "2021-H1", "same_start same_year"),
        ("2021-Y", "2021-9M", "same_start same_year"),
        ("2021-H2", "2021-H1", "adjoining same_year"),
        ("2021-01", "2020-12", "adjoining new_year"),
        ("2021-02", "2021-01", "adjoining same_year"),
        ("2021-12", "2021-11", "adjoining same_year"),
    ],
)
def test_a_window_and_the_one_before(name: str, before: str, pairs: str) -> None:
    now = period(name)
    assert str(now.previous) == before
    held = {pair.value for pair in WindowPair if now.matches(pair, now.previous)}
    assert held == {"any", *pairs.split()}


@pytest.mark.parametrize(
    ("name", "other", "pairs"),
    [
        ("2021-Y", "2021-Q4", "same_year"),  # the last quarter is the end of the year
        ("2021-Y", "2021-Q1", "same_start same_year"),
        ("2021-Q3", "2021-H1", "adjoining same_year"),
        ("2021-9M", "2021-Q2", "same_year"),
        ("2022-Q1", "2021-Y", "adjoining new_year"),
        ("2021-03", "2021-Q1", "same_year"),
        ("2021-Q1", "2021-01", "same_start same_year"),
        ("2021-04", "2021-Q1", "adjoining same_year"),
        ("2021-Q1", "2020-Q1", "new_year"),
    ],
)
def test_any_two_windows(name: str, other: str, pairs: str) -> None:
    held = {pair.value for pair in WindowPair if period(name).matches(pair, period(other))}
    assert held == {"any", *pairs.split()}


def test_the_second_half_year_is_a_window_of_its_own() -> None:
    """Nghị định 09/2019/NĐ-CP, Điều 12."""
    half = period("2023-H2")
    assert (half.start.isoformat(), half.end.isoformat()) == ("2023-06-15", "2023-12-14")
    assert half.label == "6 tháng cuối năm 2023"
    assert str(half.year_before) == "2022-H2"
    assert not half.is_cumulative


@pytest.mark.parametrize(
    ("name", "since", "pairs"),
    [
        ("2025-9M", "2025-07-01", "same_year"),  # counts from 1/7, and six months ended before
        ("2025-Q3", "2025-07-01", "same_year"),
        ("2025-Y", "2025-07-01", "same_start same_year"),  # after nine months from 1/7
        ("2025-Y", "2025-10-01", "same_year"),
        ("2025-Q4", "2025-07-01", "adjoining same_year"),
        ("2025-9M", "2024-12-15", "same_start same_year"),  # on the window's own first day
        ("2025-9M", "2025-09-15", "same_start same_year"),  # not yet there
        ("2026-H1", "2025-07-01", "same_start same_year"),
    ],
)
def test_a_unit_that_is_new_within_a_window_begins_on_its_own_first_day(
    name: str, since: str, pairs: str
) -> None:
    now = period(name)
    held = {pair.value for pair in WindowPair if now.matches(pair, now.previous, since)}
    assert held == {"any", *pairs.split()}
