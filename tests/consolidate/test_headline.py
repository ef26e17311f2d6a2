"""Change is computed on the units that are in both periods, and says how many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.headline import (
    ChangeIn,
    Comparison,
    Unchanged,
    beside_earlier,
    compared_with,
    is_thin,
    units_behind,
)
from cchc_sheets.model import (
    Annex,
    AnnexRow,
    Family,
    Kind,
    Outcome,
    Period,
    Received,
    Speech,
    UnitState,
)
from cchc_sheets.model.catalogue import Break
from cchc_sheets.model.roster import KeyFigure
from tests.consolidate.toy import PERIOD, Toy, Typing, indicator, of, province, submission
from tests.expressions import number_of

BEFORE = PERIOD.previous
Typed = dict[str, Typing]


def _merged(toy: Toy, now: Typed, before: Typed, period: Period = BEFORE) -> Merged:
    sent = toy.submissions(now)
    outcomes = [
        Outcome(UnitState.ACCEPTED, unit, Received("a.xlsx", "", submission=sent[unit.code]))
        for unit in toy.roster.units
        if unit.code in sent
    ]
    made = consolidate(toy.definitions, toy.roster, PERIOD, sent)
    earlier = {
        code: submission(toy.definitions, toy.roster, code, typed, period)
        for code, typed in before.items()
    }
    merged = Merged(toy.roster, PERIOD, tuple(outcomes), (), (), made)
    return replace(merged, earlier={period: earlier} if earlier else {})


def _compared(
    toy: Toy, now: Typed, before: Typed, key: str = "a", *, share: bool = False
) -> Comparison:
    return beside_earlier(toy.definitions, _merged(toy, now, before)).comparison(
        key, is_share=share
    )


def _sums(**more: Any) -> Toy:  # noqa: ANN401
    return province([indicator("a", Family.SUM, **more)], {"huyen": ["a"]}, huyen=4)


def test_a_total_that_lacks_units_has_not_fallen() -> None:
    now: Typed = {"huyen-1": {"a": "110"}, "huyen-2": {"a": "220"}}
    before: Typed = {f"huyen-{n}": {"a": f"{n}00"} for n in (1, 2, 3, 4)}

    found = _compared(_sums(), now, before)

    assert found.before
    assert found.before.value == 1000
    assert of(found, "units", "then", "now") == (2, 300, 330)
    assert of(found, "measure", "change") == (ChangeIn.PERCENT, 10)


def test_of_a_small_number_the_difference_is_stated() -> None:
    now: Typed = {f"huyen-{n}": {"a": "3"} for n in (1, 2)}
    before: Typed = {f"huyen-{n}": {"a": "2"} for n in (1, 2)}

    found = _compared(_sums(), now, before)

    assert of(found, "measure", "change") == (ChangeIn.UNITS, 2)


@pytest.mark.parametrize(
    ("now", "before", "more", "unchanged"),
    [
        pytest.param((1, 2), (), {}, Unchanged.NOTHING_BEFORE, id="nothing before"),
        pytest.param((1,), (1, 2, 3, 4), {}, Unchanged.THIN, id="thin"),
        pytest.param((1, 2), (2, 3), {}, Unchanged.THIN, id="few in both"),
        pytest.param(
            (1, 2),
            (1, 2),
            {"breaks": (Break("2021-01-01", Speech("", "")),)},
            Unchanged.BREAK,
            id="another meaning",
        ),
        pytest.param((1, 2), (1, 2), {"family": Family.NONE}, Unchanged.NOT_ADDED, id="not added"),
    ],
)
def test_why_no_change_is_stated(
    now: tuple[int, ...], before: tuple[int, ...], more: dict[str, Any], unchanged: Unchanged
) -> None:
    toy = province([indicator("a", **{"family": Family.SUM, **more})], {"huyen": ["a"]}, huyen=4)
    sent_now: Typed = {f"huyen-{n}": {"a": "50"} for n in now}
    sent_before: Typed = {f"huyen-{n}": {"a": "50"} for n in before}

    found = _compared(toy, sent_now, sent_before)

    assert (found.unchanged, found.change) == (unchanged, None)


def _rates() -> Toy:
    share: Any = {"numerator": "part", "denominator": "all"}
    return province(
        [
            indicator("all", Family.SUM),
            indicator("part", Family.SUM, **share),
            indicator("rate", Family.RATIO, Kind.RATE, **share),
        ],
        {"huyen": ["all", "part", "rate"]},
        huyen=3,
    )


@pytest.mark.parametrize(("key", "share"), [("rate", False), ("part", True)])
def test_a_rate_changes_by_points_of_the_ratio_of_sums(key: str, share: bool) -> None:
    now: Typed = {
        "huyen-1": {"all": "100", "part": "90"},
        "huyen-2": {"all": "300", "part": "150"},
        "huyen-3": {"all": None, "part": "7"},
    }
    before: Typed = {f"huyen-{n}": {"all": "200", "part": "160"} for n in (1, 2, 3)}

    found = _compared(_rates(), now, before, key, share=share)

    assert of(found, "units", "then", "now") == (2, 80, 60)
    assert of(found, "measure", "change") == (ChangeIn.POINTS, -20)


def test_a_computed_total_changes_as_its_parts_do() -> None:
    toy = province(
        [
            indicator("a", Family.SUM),
            indicator("b", Family.SUM),
            indicator("total", Family.COMPUTED, computed=number_of("a + b")),
        ],
        {"huyen": ["a", "b", "total"]},
        huyen=3,
    )
    now: Typed = {f"huyen-{n}": {"a": "100", "b": "50"} for n in (1, 2)}
    now["huyen-3"] = {"a": "1000"}
    before: Typed = {f"huyen-{n}": {"a": "50", "b": "50"} for n in (1, 2, 3)}

    found = _compared(toy, now, before, "total")

    assert of(found, "units", "then", "now", "change") == (2, 200, 300, 50)


def test_figures_to_date_compare_with_the_year_before() -> None:
    half = Period(2021, "H1")

    def against(time_basis: str, period: Period) -> str:
        found = indicator("a", Family.SUM, time_basis=time_basis)
        return str(compared_with(found, period))

    assert against("period", PERIOD) == "2020-Q4"
    assert {against(basis, PERIOD) for basis in ("ytd", "plan_year")} == {"2020-Q1"}
    assert against("period", half) == "2020-H1"
    assert against("stock", half) == "2021-Q1"


def test_thin_counts_whose_answer_is_in_the_figure() -> None:
    toy = _rates()
    typed: Typed = {f"huyen-{n}": {"rate": "90"} for n in (1, 2, 3)}
    typed["huyen-1"] = {"all": "10", "rate": "90"}
    figure = toy.merge(**{k.replace("-", "_"): v for k, v in typed.items()}).figure("rate")

    assert figure
    assert (figure.answered, units_behind(figure), is_thin(figure)) == (3, 1, True)


def test_headlines_are_the_rows_that_the_annex_names() -> None:
    toy = _rates()
    rows = (
        AnnexRow("A", "Mục"),
        AnnexRow("1", "All", "all"),
        AnnexRow("2", "Part", "part", "Cái", KeyFigure("Phần", is_share=True)),
    )
    annex = Annex("x", "", "", "", ("huyen",), rows)
    now: Typed = {"huyen-1": {"all": "80", "part": "60"}, "huyen-2": {"all": "20", "part": "9"}}

    (found,) = beside_earlier(toy.definitions, _merged(toy, now, now)).headlines(annex)

    assert of(found, "label", "value", "value_before", "behind") == ("Phần", 69, 69, 2)
    assert not found.is_thin
    assert found.comparison.change == Decimal(0)
