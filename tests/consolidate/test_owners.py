"""Whose figures count for the province, and what is computed from parts."""

from __future__ import annotations

from dataclasses import replace

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import PROVINCE, LeftOut, Reason, Remark
from cchc_sheets.model import Family, Period, Severity
from cchc_sheets.report.annex import annex_for
from tests.consolidate.toy import Toy, indicator, of, part_whole, province, unit
from tests.expressions import number_of

OWNED = indicator("issued", Family.SUM, owners=("so-nganh",))
COMMUNE = indicator("a", Family.SUM, owners=("xa", "huyen"), owners_first=True)


def test_only_the_owner_counts_and_others_stand_for_themselves() -> None:
    toy = province([OWNED], {"so-nganh": ["issued"], "huyen": ["issued"]}, so_nganh=1, huyen=2)

    merged = toy.merge(so_nganh_1={"issued": "4"}, huyen_1={"issued": "9"}, huyen_2={})

    whole, districts = merged.figure("issued"), merged.figure("issued", "huyen")
    assert whole
    assert districts
    assert of(whole, "value", "expected", "levels") == (4, 1, ("so-nganh",))
    assert whole.remarks == (Remark.ONLY_OWNERS,)
    assert of(districts, "value", "remarks") == (9, (Remark.NOT_IN_PROVINCE,))


def test_communes_count_themselves_and_districts_only_where_communes_do_not_report() -> None:
    asked = {"huyen": ["a"], "xa": ["a"]}
    both = province([COMMUNE], asked, huyen=1, xa=2).merge(
        huyen_1={"a": "30"}, xa_1={"a": "10"}, xa_2={"a": "12"}
    )
    districts_only = province([COMMUNE], asked, huyen=1).merge(huyen_1={"a": "30"})

    whole, alone = both.figure("a"), districts_only.figure("a")
    assert whole
    assert alone
    assert of(whole, "value", "levels") == (22, ("xa",))
    assert of(alone, "value", "levels", "remarks") == (30, ("huyen",), ())


def test_communes_on_the_roster_that_do_not_exist_yet_take_nothing_from_districts() -> None:
    toy = province([COMMUNE], {"huyen": ["a"], "xa": ["a"]}, huyen=1)
    later = unit("xa-1", "xa", since="2025-07-01")
    toy = Toy(toy.definitions, replace(toy.roster, units=(*toy.roster.units, later)))

    figure = toy.merge(huyen_1={"a": "30"}).figure("a")

    assert figure
    assert of(figure, "value", "expected") == (30, 1)


def test_communes_that_are_not_asked_leave_it_to_the_districts() -> None:
    toy = province([COMMUNE], {"huyen": ["a"], "xa": []}, huyen=1, xa=1)

    figure = toy.merge(huyen_1={"a": "30"}).figure("a")

    assert figure
    assert figure.value == 30


def _part_and_whole(severity: Severity) -> Toy:
    return province(
        [OWNED, indicator("on_time", Family.SUM)],
        {"so-nganh": ["issued", "on_time"], "huyen": ["issued", "on_time"]},
        [part_whole("on_time", "issued", severity)],
        so_nganh=1,
        huyen=1,
    )


def test_a_part_counts_over_no_more_types_than_its_whole() -> None:
    typed = {"issued": "4", "on_time": "4"}

    merged = _part_and_whole(Severity.ERROR).merge(so_nganh_1=typed, huyen_1=typed)

    part, whole = merged.figure("on_time"), merged.figure("issued")
    assert part
    assert whole
    assert part.value == whole.value == 4
    assert part.levels == whole.levels == ("so-nganh",)


def test_a_rule_that_admits_exceptions_makes_no_part() -> None:
    typed = {"issued": "4", "on_time": "4"}

    merged = _part_and_whole(Severity.WARNING).merge(so_nganh_1=typed, huyen_1=typed)

    part = merged.figure("on_time")
    assert part
    assert of(part, "value", "remarks") == (8, ())


def test_a_part_that_more_units_are_asked_than_the_whole_says_so() -> None:
    toy = province(
        [indicator("whole", Family.SUM), indicator("part", Family.SUM)],
        {"so-nganh": ["whole", "part"], "huyen": ["part"]},
        [part_whole("part", "whole")],
        so_nganh=1,
        huyen=1,
    )

    merged = toy.merge(so_nganh_1={"whole": "1", "part": "1"}, huyen_1={"part": "3"})

    figure = merged.figure("part")
    assert figure
    assert of(figure, "value", "above", "remarks") == (4, ("whole",), (Remark.ABOVE_WHOLE,))


# --- computed

TOTAL = indicator("total", Family.COMPUTED, computed=number_of("a + b"))
A, B = indicator("a", Family.SUM), indicator("b", Family.SUM)


def test_a_total_comes_from_its_parts_and_never_from_the_units_totals() -> None:
    toy = province([TOTAL, A, B], {"huyen": ["total", "a", "b"]}, huyen=3)

    merged = toy.merge(
        huyen_1={"total": "999", "a": "1", "b": "2"},
        huyen_2={"total": None, "a": "10", "b": "-"},
        huyen_3={"total": "50", "a": None, "b": None},
    )

    figure = merged.figure("total")
    assert figure
    assert of(figure, "value", "parts", "contributions") == (13, ("a", "b"), ())
    assert figure.left_out == (LeftOut("huyen-3", Reason.TOTAL_WITHOUT_PARTS),)
    assert of(figure, "answered", "blank") == (2, 1)


def test_a_total_is_covered_as_its_parts_are() -> None:
    toy = province([TOTAL, A, B], {"huyen": ["total", "a", "b"]}, huyen=7)

    merged = toy.merge(
        huyen_1={"total": None, "a": "80", "b": None},
        huyen_2={"total": None, "a": "1", "b": "0"},
        huyen_3={"total": "9", "a": None, "b": "x"},
        huyen_4={"total": None, "a": None, "b": None},
        huyen_5={"total": "5", "a": "KAD", "b": "5"},
        huyen_6={"total": "KAD", "a": "KAD", "b": "KAD"},
    )

    for scope in (PROVINCE, "huyen"):
        figure = merged.figure("total", scope)
        assert figure
        assert of(figure, "value", "answered", "expected", "missing") == (86, 2, 7, 1)
        assert of(figure, "not_applicable", "blank", "unreadable") == (1, 3, 0)
        assert figure.left_out == (
            LeftOut("huyen-1", Reason.PARTS_LACKING),
            LeftOut("huyen-3", Reason.TOTAL_WITHOUT_PARTS),
        )


def test_no_total_over_forms_that_ask_only_some_of_the_parts() -> None:
    toy = province(
        [TOTAL, A, B], {"so-nganh": ["a"], "huyen": ["total", "a", "b"]}, so_nganh=1, huyen=1
    )

    merged = toy.merge(so_nganh_1={"a": "100"}, huyen_1={"total": "3", "a": "1", "b": "2"})

    whole, districts = merged.figure("total"), merged.figure("total", "huyen")
    assert whole
    assert districts
    # With the districts alone it would be 3, below its own part of 101.
    assert of(whole, "value", "remarks") == (None, (Remark.PARTS_DIFFER,))
    assert of(districts, "value", "remarks") == (3, ())
    assert merged.figure("total", "so-nganh") is None


def test_no_total_where_one_form_of_the_type_asks_a_part_alone() -> None:
    toy = province([TOTAL, A, B], {"huyen": ["total", "a", "b"], "old": ["a"]}, huyen=1)
    other = replace(unit("huyen-2", "huyen"), forms=("old",))
    toy = Toy(toy.definitions, replace(toy.roster, units=(*toy.roster.units, other)))

    figure = toy.merge(huyen_1={"a": "1", "b": "2"}, huyen_2={"a": "100"}).figure("total", "huyen")

    assert figure
    assert of(figure, "value", "remarks") == (None, (Remark.PARTS_DIFFER,))


def test_no_total_over_parts_that_count_different_unit_types() -> None:
    parts = [TOTAL, A, replace(B, owners=("so-nganh",))]
    asked = ["total", "a", "b"]
    toy = province(parts, {"so-nganh": asked, "huyen": asked}, so_nganh=1, huyen=1)
    typed = {"a": "1", "b": "2"}

    merged = toy.merge(so_nganh_1=typed, huyen_1=typed)

    whole, departments = merged.figure("total"), merged.figure("total", "so-nganh")
    assert whole
    assert departments
    assert whole.value is None
    assert departments.value == 3


def test_no_total_where_a_part_cannot_be_added_or_nobody_gave_it() -> None:
    apart = [TOTAL, A, indicator("b", Family.NONE)]
    typed = {"total": "3", "a": "1", "b": "2"}
    for indicators, sent in ((apart, typed), ([TOTAL, A, B], {"a": "1"})):
        toy = province(indicators, {"huyen": ["total", "a", "b"]}, huyen=1)

        figure = toy.merge(huyen_1=sent).figure("total")

        assert figure
        assert of(figure, "value", "remarks") == (None, (Remark.PART_ABSENT,))


def test_a_total_of_totals() -> None:
    outer = indicator("outer", Family.COMPUTED, computed=number_of("total + c"))
    indicators = [outer, TOTAL, A, B, indicator("c", Family.SUM)]
    toy = province(indicators, {"huyen": ["outer", "total", "a", "b", "c"]}, huyen=1)

    figure = toy.merge(huyen_1={"a": "1", "b": "2", "c": "4"}).figure("outer")

    assert figure
    assert figure.value == 7


def test_totals_of_each_other_end_without_a_value() -> None:
    indicators = [
        indicator("a", Family.COMPUTED, computed=number_of("b + 1")),
        indicator("b", Family.COMPUTED, computed=number_of("a + 1")),
    ]
    toy = province(indicators, {"huyen": ["a", "b"]}, huyen=1)

    figure = toy.merge(huyen_1={"a": "1", "b": "2"}).figure("a")

    assert figure
    assert figure.value is None


# --- who is expected


def test_a_unit_that_does_not_report_in_the_period_enters_nothing_and_is_named() -> None:
    toy = province([A], {"huyen": ["a"]}, huyen=1)
    gone = unit("huyen-9", "huyen", until="2020-06-30")
    toy = Toy(toy.definitions, replace(toy.roster, units=(*toy.roster.units, gone)))

    merged = toy.merge(huyen_1={"a": "1"}, huyen_9={"a": "100"})

    figure = merged.figure("a")
    assert figure
    assert of(figure, "value", "expected") == (1, 1)
    assert merged.merged == ("huyen-1",)
    assert [(f.code, f.facts["unit"]) for f in merged.findings] == [
        ("unit-not-expected", "huyen-9")
    ]


def test_provisional_until_all_are_in() -> None:
    toy = province([A], {"huyen": ["a"]}, huyen=2)

    assert toy.merge(huyen_1={}).is_preliminary
    assert not toy.merge(huyen_1={}, huyen_2={}).is_preliminary


def test_a_province_without_an_annex_gets_a_draft_of_all_it_asks() -> None:
    toy = province([A, B], {"huyen": ["b"]}, huyen=1)

    annex = annex_for(toy.definitions, toy.merge())

    assert annex.draft
    assert annex.columns == ("huyen",)
    assert [(row.stt, row.indicator) for row in annex.rows] == [("A", None), ("1", "b")]


def test_the_period_is_the_callers() -> None:
    toy = province([A], {"huyen": ["a"]}, huyen=1)
    sent = toy.submissions({"huyen-1": {"a": "1"}})

    merged = consolidate(toy.definitions, toy.roster, Period(2022, "Y"), sent)

    figure = merged.figure("a")
    assert figure
    assert figure.value == 1
    assert str(merged.period) == "2022-Y"
