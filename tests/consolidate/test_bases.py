"""Rates asked alone: with the counts beside them a unit joins the ratio of sums."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.consolidate.figure import PROVINCE, Figure, How, Reason
from cchc_sheets.consolidate.pieces import Outside, pieces_of
from cchc_sheets.consolidate.reporter import reporters_of
from cchc_sheets.model import Family, Kind
from cchc_sheets.record.values import value_rows
from tests.consolidate.toy import PERIOD, Toy, Typing, indicator, of, province

TOP, BOTTOM = "free_numerator", "free_denominator"


def _toy() -> Toy:
    indicators = [
        indicator("free", Family.NONE, Kind.RATE),
        indicator("part", Family.SUM),
        indicator("whole", Family.SUM),
        indicator("rate", Family.RATIO, Kind.RATE, numerator="part", denominator="whole"),
    ]
    asked = {"so-nganh": ["free", "rate"], "huyen": ["part", "whole", "rate"]}
    return province(indicators, asked, so_nganh=3, huyen=1)


def _figure(key: str, **typed: Typing) -> Figure:
    found = _toy().merge(**typed).figure(key)
    assert found is not None
    return found


def test_without_counts_a_rate_is_shown_as_before() -> None:
    found = _figure("free", so_nganh_1={"free": "50"}, so_nganh_2={"free": "80"})
    assert of(found, "family", "value", "minimum", "median", "maximum") == (
        *(Family.NONE, None, Decimal(50), Decimal(65), Decimal(80)),
    )
    assert (found.answered, found.expected, found.left_out) == (2, 3, ())
    made = _toy().merge(so_nganh_1={"free": "50"})
    assert made.figure(TOP) is None


def test_with_counts_units_join_the_ratio_of_sums_and_a_blank_rate_is_theirs() -> None:
    found = _figure(
        "free",
        so_nganh_1={"free": "50", TOP: "1", BOTTOM: "2"},
        so_nganh_2={TOP: "9", BOTTOM: "10"},
        so_nganh_3={"free": "70"},
    )
    assert of(found, "family", "numerator", "denominator") == (
        *(Family.RATIO, Decimal(10), Decimal(12)),
    )
    assert found.value == Decimal(1000) / 12
    assert (found.answered, found.expected) == (3, 3)
    assert [tuple(each) for each in found.left_out] == [("so-nganh-3", Reason.RATE_WITHOUT_BASE)]


def test_the_counts_are_those_of_the_indicators_that_the_rate_is_made_of() -> None:
    given: dict[str, Typing] = {
        "so_nganh_1": {"rate": "90", "part": "9", "whole": "10"},
        "so_nganh_2": {"rate": "100"},
        "huyen_1": {"part": "1", "whole": "10", "rate": "10"},
    }
    found = _figure("rate", **given)
    assert of(found, "numerator", "denominator", "value") == (10, 20, 50)
    # Who left the counts blank was not asked for them.
    whole = _figure("whole", **given)
    assert of(whole, "value", "answered", "expected") == (20, 2, 2)


def test_each_units_piece_names_its_own_rate_and_both_cells_are_in_the_values() -> None:
    toy = _toy()
    sent = toy.submissions(
        {"so-nganh-1": {"free": "50", TOP: "1", BOTTOM: "2"}, "so-nganh-2": {"free": "70"}}
    )
    made = toy.merge(so_nganh_1={"free": "50", TOP: "1", BOTTOM: "2"}, so_nganh_2={"free": "70"})
    reporters = reporters_of(toy.definitions, toy.roster, PERIOD, sent)
    figure = made.figure("free", PROVINCE)
    assert figure is not None
    first, second, third = pieces_of(figure, made, toy.definitions.catalogue, reporters)
    assert of(first, "own", "share") == (50, 100)
    assert first.entry.how is How.AS_IS
    assert first.base is not None
    assert first.base.key == BOTTOM
    assert (second.outside, third.outside) == (Outside.RATE_WITHOUT_BASE, Outside.MISSING)

    rows = value_rows(toy.definitions, toy.roster, PERIOD, sent)
    cells = {(row.unit, row.indicator): row.cell for row in rows}
    assert {key for unit, key in cells if unit == "so-nganh-1"} == {"free", "rate", TOP, BOTTOM}
    assert {key for unit, key in cells if unit == "so-nganh-2"} == {"free", "rate"}
    assert cells["so-nganh-1", TOP] != cells["so-nganh-1", BOTTOM]
