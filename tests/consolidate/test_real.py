"""What two real units of Sóc Trăng reported, through the definitions that come with the program."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_sheets.consolidate.figure import Consolidation, How, LeftOut, Reason, Remark
from cchc_sheets.model import Family, State
from cchc_sheets.record.values import value_rows
from cchc_sheets.report.annex import annex_for
from tests.consolidate.toy import BHXH, PERIOD, STC, Toy, of, soc_trang

COUNTED_TYPES = 3


@pytest.fixture(scope="module")
def toy() -> Toy:
    return soc_trang()


@pytest.fixture(scope="module")
def merged(toy: Toy) -> Consolidation:
    return toy.merge(bhxh=BHXH, stc=STC)


@pytest.mark.parametrize(
    ("key", "scope", "value"),
    [
        ("par_plan_tasks_total", "tinh", "55"),
        ("par_news_provincial_site", "tinh", "4"),
        ("dossiers_received", "tinh", "171102"),
        ("dossiers_resolved", "nganh-doc", "169800"),
        ("par_plan_tasks_completed", "tinh", "28"),
        # 84,94 % of 2.875 and 99,2 % of 1.248.
        ("outgoing_documents_electronic", "nganh-doc", "2442"),
        ("outgoing_documents_electronic", "so-nganh", "1238"),
        ("outgoing_documents_electronic", "tinh", "3680"),
        ("outgoing_documents_dual", "tinh", "241"),
        # Lists of procedures: by level, never added.
        ("procedures_in_force_total", "so-nganh", "30"),
        ("procedures_in_force_total", "nganh-doc", "25"),
        ("procedures_in_force_total", "tinh", None),
        # Only the departments own it.
        ("procedures_in_force_own", "nganh-doc", "25"),
        ("procedures_in_force_own", "tinh", "30"),
        # The districts' list; what an agency has of it is its own part.
        ("procedures_in_force_district", "nganh-doc", "24"),
        ("procedures_in_force_district", "tinh", None),
        ("internal_process_approved_rate", "tinh", "100"),
        # The responses to the survey were left blank.
        ("satisfaction_rate", "tinh", None),
        ("org_units_total", "nganh-doc", "20"),
        ("org_units_total", "tinh", None),
        ("org_divisions", "tinh", "17"),
        ("autonomy_unit", "tinh", "1"),
        ("procedures_interlinked_cross_level", "tinh", None),
        ("iso_announced_unit", "tinh", "2"),
    ],
)
def test_figures(merged: Consolidation, key: str, scope: str, value: str | None) -> None:
    figure = merged.figure(key, scope)

    assert figure
    assert figure.value == (None if value is None else Decimal(value))


def test_on_time_of_both(merged: Consolidation) -> None:
    figure = merged.figure("dossiers_on_time_rate")

    assert figure
    # 99,10 % of 169.800 is 168.271,8; 100 % of 63 is 63.
    assert of(figure, "numerator", "denominator") == (168_335, 169_863)
    assert round(figure.share or 0, 4) == Decimal("99.1005")
    assert {c.how for c in figure.contributions} == {How.FROM_RATE}
    assert figure.expected == len(merged.expected)  # all are asked, in one way or the other


def test_a_share_only_over_those_who_gave_both(merged: Consolidation) -> None:
    tasks, training = merged.figure("par_plan_tasks_completed"), merged.figure("training_actual")

    assert tasks
    assert training
    assert of(tasks, "numerator", "denominator") == (28, 30)
    assert of(training, "value", "share") == (33, None)
    assert training.left_out == (LeftOut("bhxh", Reason.NOT_IN_SHARE),)


def test_codes(merged: Consolidation) -> None:
    method, discipline = (
        merged.figure("satisfaction_method"),
        merged.figure("discipline_directive_compliance"),
    )

    assert method
    assert discipline
    assert of(method, "tally", "blank") == ({1: 1}, 1)
    assert of(discipline, "tally", "deviating") == ({1: 2}, ())


def test_the_only_question_is_about_the_survey(merged: Consolidation) -> None:
    assert [(f.code, f.facts["unit"], f.place.indicator) for f in merged.findings] == [
        ("rate-without-weight", "bhxh", "satisfaction_rate")
    ]


def test_every_asked_indicator_has_a_figure_and_a_line_in_the_annex(
    toy: Toy, merged: Consolidation
) -> None:
    forms = toy.definitions.forms
    asked = {
        row.key
        for each in toy.roster.units
        for name in each.forms
        for row in forms[name].answer_rows
    }

    assert {key for key, scope in merged.figures if scope == "tinh"} == asked
    annex = annex_for(toy.definitions, merged)
    assert {row.indicator for row in annex.rows if row.indicator} == asked
    assert len(annex.columns) == COUNTED_TYPES


def test_visits_say_that_they_are_visits(merged: Consolidation) -> None:
    visits = {key for (key, _), figure in merged.figures.items() if Remark.VISITS in figure.remarks}

    assert visits == {"delegation_check_communes", "delegation_check_district"}


def test_documents_on_schedule_count_over_the_owners_of_documents_issued(
    merged: Consolidation,
) -> None:
    keys = ("legal_docs_issued", "legal_docs_on_schedule", "legal_docs_due_process")

    assert {figure.levels for key in keys if (figure := merged.figure(key))} == {("so-nganh",)}


def test_lists_that_must_agree_are_the_districts(merged: Consolidation) -> None:
    levels = {
        f.levels
        for f in merged.figures.values()
        if f.family is Family.MUST_AGREE and f.scope == "tinh"
    }

    assert levels == {("huyen",)}


def test_values_have_a_row_for_each_asked_indicator_in_roster_and_form_order(toy: Toy) -> None:
    sent = toy.submissions({"bhxh": BHXH, "stc": STC})

    rows = value_rows(toy.definitions, toy.roster, PERIOD, dict(reversed(sent.items())))

    forms = [toy.definitions.forms[sent[code].form] for code in ("stc", "bhxh")]
    assert [row.indicator for row in rows] == [r.key for form in forms for r in form.answer_rows]
    assert list(dict.fromkeys(row.unit for row in rows)) == ["stc", "bhxh"]
    found = {(row.unit, row.indicator): row for row in rows}
    received = found["bhxh", "dossiers_received"]
    assert of(received, "value", "raw", "unit_of_measure") == (
        Decimal(171034),
        "171.034",
        "Lượt hồ sơ",
    )
    assert received.cell
    share = found["stc", "outgoing_documents_electronic"]
    assert of(share, "value", "unit_of_measure") == (Decimal("99.2"), "%")
    blank = found["stc", "par_plan_issued"]
    # Nothing is printed there; the catalogue says what is asked.
    assert of(blank, "state", "value", "unit_of_measure") == (State.BLANK, None, "Có/Không")
