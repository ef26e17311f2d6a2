"""Each family on cases that fit on the fingers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import (
    Contribution,
    Figure,
    How,
    LeftOut,
    Reason,
    Remark,
    UnitValue,
)
from cchc_sheets.model import AskedAs, Code, Family, Kind, Place, State
from cchc_sheets.words.say import message
from tests.consolidate.toy import PERIOD, Toy, indicator, of, province, unreadable

A_SUM = indicator("a", Family.SUM)


def _figure(
    toy: Toy, key: str = "a", scope: str = "tinh", **typed: dict[str, str | None]
) -> Figure:
    figure = toy.merge(**typed).figure(key, scope)
    assert figure
    return figure


def _three(*families: Family, **more: object) -> Toy:
    kind = Kind.CODE if families[0] in {Family.COUNT_YES, Family.DISTRIBUTION} else Kind.COUNT
    return province([indicator("a", families[0], kind, **more)], {"huyen": ["a"]}, huyen=3)


# --- sum


def test_blank_nil_and_not_applicable_differ() -> None:
    toy = province([A_SUM], {"huyen": ["a"]}, huyen=6)

    figure = _figure(
        toy,
        huyen_1={"a": "12"},
        huyen_2={"a": "-"},
        huyen_3={"a": "không áp dụng"},
        huyen_4={"a": None},
        huyen_5={"a": "1.000"},
    )

    assert figure.value == 1012
    assert of(figure, "answered", "not_applicable", "blank", "missing") == (3, 1, 1, 1)
    assert figure.expected == 6


def test_a_sum_without_any_number_is_absent_and_not_0() -> None:
    assert _figure(_three(Family.SUM), huyen_1={}, huyen_2={"a": "KAD"}).value is None
    assert _figure(_three(Family.SUM), huyen_1={"a": "0"}).value == 0


def test_what_cannot_be_read_is_left_out_and_named() -> None:
    toy = province([A_SUM], {"huyen": ["a"]}, huyen=2)
    sent = toy.submissions({"huyen-1": {"a": "5"}, "huyen-2": {}})
    sent["huyen-2"] = replace(sent["huyen-2"], answers={"a": unreadable("...", "a")})

    figure = consolidate(toy.definitions, toy.roster, PERIOD, sent).figure("a")

    assert figure
    assert figure.value == 5
    assert figure.left_out == (LeftOut("huyen-2", Reason.UNREADABLE),)
    assert of(figure, "answered", "unreadable", "blank") == (1, 1, 0)


@pytest.mark.parametrize("digits", ["1" * 13, "9" * 400])
def test_a_number_that_nobody_meant_does_not_end_the_merge(digits: str) -> None:
    figure = _figure(_three(Family.SUM), huyen_1={"a": digits}, huyen_2={"a": "2"})

    assert figure.value == 2
    assert figure.left_out == (LeftOut("huyen-1", Reason.UNREADABLE),)


def test_a_contribution_names_file_sheet_and_cell() -> None:
    figure = _figure(_three(Family.SUM), huyen_2={"a": "04"})

    assert figure.contributions == (
        Contribution(
            "huyen-2",
            Decimal(4),
            How.AS_IS,
            State.NUMBER,
            "04",
            "inbox/huyen-2.xlsx",
            "Biểu",
            "F10",
        ),
    )


def test_a_row_that_the_file_lost_is_blank() -> None:
    toy = _three(Family.SUM)
    sent = {
        code: replace(each, answers={}) for code, each in toy.submissions({"huyen-1": {}}).items()
    }

    figure = consolidate(toy.definitions, toy.roster, PERIOD, sent).figure("a")

    assert figure
    assert of(figure, "blank", "missing") == (1, 2)


def test_a_share_beside_a_sum_is_over_the_units_that_gave_both() -> None:
    done = indicator("done", Family.SUM, numerator="done", denominator="planned")
    toy = province(
        [done, indicator("planned", Family.SUM)], {"huyen": ["planned", "done"]}, huyen=3
    )

    figure = _figure(
        toy,
        "done",
        huyen_1={"done": "3", "planned": "4"},
        huyen_2={"done": "1", "planned": None},
        huyen_3={"done": None, "planned": "100"},
    )

    assert figure.value == 4
    assert of(figure, "numerator", "denominator", "share") == (3, 4, 75)
    assert figure.left_out == (LeftOut("huyen-2", Reason.NOT_IN_SHARE),)


def test_a_share_of_nothing_is_absent() -> None:
    done = indicator("done", Family.SUM, numerator="done", denominator="planned")
    toy = province(
        [done, indicator("planned", Family.SUM)], {"huyen": ["planned", "done"]}, huyen=1
    )

    figure = _figure(toy, "done", huyen_1={"done": "0", "planned": "0"})

    assert of(figure, "value", "denominator", "share") == (0, 0, None)


# --- ratio


def _ratio() -> Toy:
    return province(
        [
            indicator("on_time", Family.SUM),
            indicator("resolved", Family.SUM),
            indicator("rate", Family.RATIO, Kind.RATE, numerator="on_time", denominator="resolved"),
        ],
        {"so-nganh": ["resolved", "rate"], "huyen": ["on_time", "resolved"]},
        so_nganh=3,
        huyen=2,
    )


def test_a_ratio_is_of_sums_and_never_a_mean_of_rates() -> None:
    figure = _figure(
        _ratio(),
        "rate",
        so_nganh_1={"resolved": "1000", "rate": "99"},
        so_nganh_2={"resolved": "10", "rate": "50"},
        huyen_1={"on_time": "90", "resolved": "90"},
    )

    # 990 + 5 + 90 of 1100; the mean of the three rates would be 83.
    assert of(figure, "numerator", "denominator") == (1085, 1100)
    assert figure.value == figure.share == Decimal(108500) / 1100
    assert [c.how for c in figure.contributions] == [How.FROM_RATE, How.FROM_RATE, How.AS_IS]
    assert [c.base for c in figure.contributions] == [1000, 10, 90]
    assert figure.expected == 5


def test_the_rate_of_a_unit_becomes_a_count_rounded_half_away_from_zero() -> None:
    figure = _figure(_ratio(), "rate", so_nganh_1={"resolved": "5", "rate": "50"})

    assert figure.numerator == 3


def test_a_rate_alone_is_left_out_and_asked_about() -> None:
    merged = _ratio().merge(
        so_nganh_1={"resolved": None, "rate": "99"}, so_nganh_2={"resolved": "10", "rate": "100"}
    )
    figure = merged.figure("rate")

    assert figure
    assert figure.value == 100
    assert figure.left_out == (LeftOut("so-nganh-1", Reason.RATE_WITHOUT_BASE),)
    assert [(f.code, f.place, f.facts["unit"], f.facts["base"]) for f in merged.findings] == [
        ("rate-without-base", Place("rate", "Biểu", "F11", "2"), "so-nganh-1", "resolved")
    ]


def test_a_ratio_that_no_form_asks_is_no_figure() -> None:
    indicators = [
        indicator("on_time", Family.SUM),
        indicator("resolved", Family.SUM),
        indicator("rate", Family.RATIO, Kind.RATE, numerator="on_time", denominator="resolved"),
    ]
    toy = province(indicators, {"huyen": ["on_time", "resolved"]}, huyen=1)

    assert toy.merge().figure("rate") is None


def test_blanks_in_a_form_that_asks_the_two_counts_are_counted_once() -> None:
    figure = _figure(
        _ratio(), "rate", "huyen", huyen_1={"on_time": None, "resolved": "5"}, huyen_2={}
    )

    assert of(figure, "value", "blank", "answered", "left_out") == (None, 2, 0, ())


# --- weighted


def test_a_mean_is_weighted_and_units_without_the_weight_are_named() -> None:
    toy = province(
        [
            indicator("forms", Family.SUM),
            indicator("happy", Family.WEIGHTED, Kind.RATE, weight="forms"),
        ],
        {"huyen": ["forms", "happy"]},
        huyen=4,
    )

    merged = toy.merge(
        huyen_1={"forms": "300", "happy": "90"},
        huyen_2={"forms": "100", "happy": "50"},
        huyen_3={"forms": None, "happy": "1"},
        huyen_4={"forms": "0", "happy": "1"},
    )
    figure = merged.figure("happy")

    assert figure
    assert of(figure, "value", "denominator") == (80, 400)
    assert [pair.unit for pair in figure.left_out] == ["huyen-3", "huyen-4"]
    assert {f.code for f in merged.findings} == {"rate-without-weight"}


@pytest.mark.parametrize("family", [Family.MUST_AGREE, Family.SUM_OR_AGREE])
def test_a_list_that_units_share_weighs_once_in_a_mean(family: Family) -> None:
    toy = province(
        [indicator("list", family), indicator("done", Family.WEIGHTED, Kind.RATE, weight="list")],
        {"so-nganh": ["list", "done"], "huyen": ["list", "done"], "xa": ["list", "done"]},
        so_nganh=2,
        huyen=2,
        xa=3,
    )

    merged = toy.merge(
        so_nganh_1={"list": "30", "done": "50"},
        so_nganh_2={"list": "20", "done": "100"},
        huyen_1={"list": "100", "done": "90"},
        huyen_2={"list": "100", "done": "70"},
        xa_1={"list": "50", "done": "10"},
        xa_2={"list": "50", "done": "20"},
        xa_3={"list": None, "done": "99"},
    )
    figure, communes = merged.figure("done"), merged.figure("done", "xa")

    assert figure
    assert communes
    # 30·50 + 20·100 of the departments, 100·80 of the districts' list, 50·15 of the communes'.
    assert of(figure, "value", "denominator") == (Decimal(12250) / 200, 200)
    assert of(communes, "value", "denominator") == (15, 50)


# --- must_agree, sum_or_agree


def test_the_value_that_most_give_and_who_deviates() -> None:
    merged = _three(Family.MUST_AGREE).merge(
        huyen_1={"a": "250"}, huyen_2={"a": "245"}, huyen_3={"a": "250"}
    )
    figure = merged.figure("a")

    assert figure
    assert of(figure, "value", "agreed") == (250, False)
    assert figure.deviating == (UnitValue("huyen-2", Decimal(245)),)
    (finding,) = merged.findings
    assert (finding.code, finding.severity, finding.place.cell) == (
        "units-disagree",
        "warning",
        "F10",
    )
    assert finding.facts["name"] == "Đơn vị huyen-2"
    assert finding.facts["found"] == 245
    assert finding.facts["expected"] == (250,)


def test_on_a_tie_there_is_no_value_and_all_are_named() -> None:
    merged = _three(Family.MUST_AGREE).merge(huyen_1={"a": "1"}, huyen_3={"a": "2"})
    figure = merged.figure("a")

    assert figure
    assert of(figure, "value", "agreed") == (None, False)
    assert figure.deviating == (UnitValue("huyen-1", Decimal(1)), UnitValue("huyen-3", Decimal(2)))
    assert [f.facts["expected"] for f in merged.findings] == [(1, 2), (1, 2)]
    assert {f.code for f in merged.findings} == {"units-tied"}
    assert "các đơn vị khác ghi" not in message(merged.findings[0], "vi")


def test_one_answer_agrees_with_itself() -> None:
    merged = _three(Family.MUST_AGREE).merge(huyen_1={"a": "0"}, huyen_2={})

    figure = merged.figure("a")
    assert figure
    assert of(figure, "value", "agreed") == (0, True)
    assert merged.findings == ()


def test_agencies_with_lists_of_their_own_are_not_asked_why_they_differ() -> None:
    toy = province(
        [indicator("a", Family.MUST_AGREE)],
        {"nganh-doc": ["a"], "huyen": ["a"]},
        nganh_doc=3,
        huyen=2,
    )

    merged = toy.merge(
        nganh_doc_1={"a": "24"},
        nganh_doc_2={"a": "24"},
        nganh_doc_3={"a": "30"},
        huyen_1={"a": "250"},
        huyen_2={"a": "250"},
    )

    whole, agencies = merged.figure("a"), merged.figure("a", "nganh-doc")
    assert whole
    assert agencies
    assert of(whole, "value", "levels", "remarks") == (250, ("huyen",), (Remark.ONLY_OWNERS,))
    assert of(agencies, "value", "minimum", "maximum") == (None, 24, 30)
    assert agencies.remarks == (Remark.OWN_PART,)
    assert merged.findings == ()


def test_lists_are_added_or_agreed_by_level_and_levels_are_never_added() -> None:
    toy = province(
        [indicator("a", Family.SUM_OR_AGREE)],
        {"so-nganh": ["a"], "huyen": ["a"]},
        so_nganh=2,
        huyen=3,
    )

    merged = toy.merge(
        so_nganh_1={"a": "30"},
        so_nganh_2={"a": "70"},
        huyen_1={"a": "250"},
        huyen_2={"a": "250"},
        huyen_3={"a": "1"},
    )

    departments, districts = merged.figure("a", "so-nganh"), merged.figure("a", "huyen")
    whole = merged.figure("a")
    assert departments
    assert districts
    assert whole
    assert departments.value == 100
    assert districts.value == 250
    assert whole.value is None
    assert whole.remarks == (Remark.LEVELS_NOT_ADDED,)
    assert of(whole, "answered", "expected", "contributions") == (5, 5, ())
    assert [f.facts["unit"] for f in merged.findings] == ["huyen-3"]


def test_a_list_that_nobody_answered_is_absent() -> None:
    toy = province([indicator("a", Family.SUM_OR_AGREE)], {"so-nganh": ["a"]}, so_nganh=1)

    assert _figure(toy, "a", "so-nganh", so_nganh_1={}).value is None


# --- count_yes, distribution


def test_yes_no_and_silence() -> None:
    toy = province([indicator("a", Family.COUNT_YES, Kind.CODE)], {"huyen": ["a"]}, huyen=5)

    figure = _figure(toy, huyen_1={"a": "1"}, huyen_2={"a": "0"}, huyen_3={"a": "1"}, huyen_4={})

    assert of(figure, "value", "tally") == (2, {0: 1, 1: 2})
    assert of(figure, "answered", "blank", "missing") == (3, 1, 1)


def test_nobody_answered_yes_or_no() -> None:
    assert _figure(_three(Family.COUNT_YES), huyen_1={}).value is None


def test_codes_are_counted_and_units_with_the_bad_one_named() -> None:
    codes = (Code(0, "Có vi phạm"), Code(1, "Tốt"))
    toy = _three(Family.DISTRIBUTION, codes=codes, bad=0)

    figure = _figure(toy, huyen_1={"a": "1"}, huyen_2={"a": "0"}, huyen_3={"a": "1"})

    assert of(figure, "value", "tally") == (None, {0: 1, 1: 2})
    assert figure.deviating == (UnitValue("huyen-2", Decimal(0)),)


# --- none


def test_what_cannot_be_added_shows_its_range() -> None:
    figure = _figure(_three(Family.NONE), huyen_1={"a": "10"}, huyen_2={"a": "0"})

    assert figure.value is None
    assert of(figure, "minimum", "median", "maximum") == (0, 5, 10)
    assert figure.answered == 2


def test_words_are_only_counted() -> None:
    toy = province([indicator("a", Family.NONE, Kind.TEXT)], {"huyen": ["a"]}, huyen=2)

    figure = _figure(toy, huyen_1={"a": "Đã làm"})

    assert of(figure, "answered", "minimum", "contributions") == (1, None, ())


# --- asked otherwise


def test_a_share_becomes_a_count_where_its_total_is_given() -> None:
    electronic = indicator("e", Family.SUM, numerator="e", denominator="all")
    toy = province(
        [indicator("all", Family.SUM), electronic],
        {"so-nganh": ["all", ("e", AskedAs.PERCENT_OF, "all")], "huyen": ["all", "e"]},
        so_nganh=2,
        huyen=1,
    )

    merged = toy.merge(
        so_nganh_1={"all": "2.875", "e": "84,94"},
        so_nganh_2={"all": None, "e": "100"},
        huyen_1={"all": "10", "e": "9"},
    )
    figure = merged.figure("e")

    assert figure
    assert figure.value == 2442 + 9
    assert of(figure, "numerator", "denominator") == (2451, 2885)
    assert [c.how for c in figure.contributions] == [How.FROM_SHARE, How.AS_IS]
    assert figure.left_out == (LeftOut("so-nganh-2", Reason.RATE_WITHOUT_BASE),)
    assert [f.facts["base"] for f in merged.findings] == ["all"]


@pytest.mark.parametrize(("total", "count"), [("1", 1), ("5", 3), ("3", 2), ("0", 0)])
def test_half_a_document_counts_as_one(total: str, count: int) -> None:
    toy = province(
        [indicator("all", Family.SUM), indicator("e", Family.SUM)],
        {"huyen": ["all", ("e", AskedAs.PERCENT_OF, "all")]},
        huyen=1,
    )

    assert _figure(toy, "e", huyen_1={"all": total, "e": "50"}).value == count


def test_yes_or_no_to_a_count_is_counted_apart() -> None:
    toy = province(
        [A_SUM], {"so-nganh": [("a", AskedAs.YES_NO, None)], "huyen": ["a"]}, so_nganh=3, huyen=1
    )

    merged = toy.merge(so_nganh_1={"a": "1"}, so_nganh_2={"a": "0"}, huyen_1={"a": "7"})

    whole, departments = merged.figure("a"), merged.figure("a", "so-nganh")
    assert whole
    assert departments
    assert of(whole, "value", "tally", "answered") == (7, {0: 1, 1: 1}, 3)
    assert of(departments, "value", "tally") == (None, {0: 1, 1: 1})
    assert [c.how for c in whole.contributions] == [How.TALLIED, How.TALLIED, How.AS_IS]


def test_a_number_for_yes_or_no_is_summed_apart() -> None:
    toy = province(
        [indicator("a", Family.COUNT_YES, Kind.CODE)],
        {"nganh-doc": ["a"], "huyen": [("a", AskedAs.COUNT, None)]},
        nganh_doc=1,
        huyen=2,
    )

    figure = _figure(toy, nganh_doc_1={"a": "1"}, huyen_1={"a": "11"}, huyen_2={"a": "5"})

    assert of(figure, "value", "tally", "apart") == (1, {1: 1}, 16)
