"""What the validator makes of one submission, beside what each rule says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.checks.answer_tests import (
    FRACTION,
    IN_CODE_LIST,
    MAXIMUM,
    MINIMUM,
    READABLE,
    WHOLE,
)
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import lower, rules_in_force
from cchc_sheets.checks.note_tests import CODE_FOR_NOTE, HEADING_BLANK, NUMBER_IN_NOTE
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import (
    Case,
    Catalogue,
    Form,
    Override,
    Place,
    Rule,
    Severity,
    Speech,
    State,
    Status,
    Thousands,
    status_of,
)
from cchc_sheets.model.definitions import Definitions
from tests.expressions import condition_of
from tests.sent import Cell, findings, place, submission

SAYS = Speech("Thử", "Toy")


@pytest.fixture(scope="module")
def form(definitions: Definitions) -> Form:
    return definitions.forms["stc-soc-trang-2021q1"]


@pytest.fixture(scope="module")
def checks(definitions: Definitions, form: Form) -> tuple[Check, ...]:
    return lower(form, definitions.catalogue)


def codes(
    form: Form, checks: tuple[Check, ...], answers: Mapping[str, Cell]
) -> list[tuple[str, str, str]]:
    """Return place, severity and code of what is found, blank cells apart."""
    return [
        (place(finding), finding.severity.value, finding.code)
        for finding in validate(form, checks, submission(form, answers))
        if finding.code != "missing-answer"
    ]


# ------------------------------------------------------------------------- the type of an answer


@pytest.mark.parametrize(
    ("answers", "severity", "code"),
    [
        ({"dossiers_received": 68.5}, "error", "not-whole-thousands"),  # 68.500, perhaps
        ({"dossiers_received": 68.1234}, "error", "not-whole"),
        ({"dossiers_received": "68,5"}, "error", "not-whole"),
        ({"dossiers_received": 171.034}, "error", "not-whole-thousands"),
        ({"dossiers_received": 1.5}, "error", "not-whole-thousands"),
        ({"dossiers_received": "171,5"}, "error", "not-whole"),
        ({"dossiers_received": 0.5}, "error", "not-whole"),
        ({"dossiers_received": -1}, "error", "below-minimum"),
        ({"satisfaction_rate": 0.9982}, "warning", "rate-as-fraction"),
        ({"satisfaction_rate": 1}, "warning", "rate-as-fraction"),
    ],
)
def test_an_answer_is_of_its_type(
    form: Form,
    checks: tuple[Check, ...],
    answers: Mapping[str, Cell],
    severity: str,
    code: str,
) -> None:
    (key,) = answers
    found = codes(form, checks, answers)
    assert (key, severity, code) in found


@pytest.mark.parametrize(
    "answers",
    [
        {"dossiers_received": 68},
        {"dossiers_received": "171.034"},
        {"dossiers_received": "-"},
        {"satisfaction_rate": 99.82},
        {"satisfaction_rate": 0},
        {"satisfaction_rate": "1%"},  # somebody who types the sign means one percent
        {"other_tasks": "- 12 bài"},
    ],
)
def test_what_is_of_its_type_is_not_spoken_of(
    form: Form, checks: tuple[Check, ...], answers: Mapping[str, Cell]
) -> None:
    types = {"not-whole", "not-whole-thousands", "below-minimum", "rate-as-fraction"}
    assert not {code for _, _, code in codes(form, checks, answers)} & types


def test_both_readings_of_a_lost_thousands_separator_are_named(
    form: Form, checks: tuple[Check, ...]
) -> None:
    found = validate(form, checks, submission(form, {"dossiers_received": 171.034}))
    facts = next(f.facts for f in found if f.code == "not-whole-thousands")
    assert facts["found"] == Decimal("171.034")
    assert facts["reading"] == Thousands(Decimal(171034))


def test_a_maximum_of_a_form_is_kept(definitions: Definitions, form: Form) -> None:
    rows = tuple(
        replace(row, maximum=Decimal(50)) if row.key == "staff_present" else row
        for row in form.rows
    )
    narrow = replace(form, rows=rows)
    found = findings(narrow, definitions.catalogue, submission(narrow, {"staff_present": 51}))
    assert ("staff_present", "above-maximum") in {(place(f), f.code) for f in found}


def test_a_maximum_of_nothing_is_a_maximum(definitions: Definitions, form: Form) -> None:
    rows = tuple(
        replace(row, maximum=Decimal(0)) if row.key == "satisfaction_rate" else row
        for row in form.rows
    )
    none = replace(form, rows=rows)
    found = findings(none, definitions.catalogue, submission(none, {"satisfaction_rate": 5}))
    assert ("satisfaction_rate", "out-of-range") in {(place(f), f.code) for f in found}


# ----------------------------------------------------------------------------- what follows on


@pytest.mark.parametrize(
    "answers",
    [
        {"dossiers_resolved": 70.5, "dossiers_received": 68},
        {"dossiers_resolved": 70, "dossiers_received": -1},
    ],
)
def test_relations_keep_silent_about_an_answer_that_is_broken(
    form: Form, checks: tuple[Check, ...], answers: Mapping[str, Cell]
) -> None:
    found = {code for _, _, code in codes(form, checks, answers)}
    assert "part-above-whole" not in found
    assert found & {"not-whole", "not-whole-thousands", "below-minimum"}


def test_a_rate_above_100_against_a_plan_is_not_broken(
    definitions: Definitions, form: Form
) -> None:
    """It is only asked about, so that relations with it still hold."""
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        cases=(Case(condition_of("staff_downsized_rate_vs_plan <= satisfaction_rate")),),
    )
    mine = replace(form, rules=(*form.rules, rule))
    answers: dict[str, Cell] = {"staff_downsized_rate_vs_plan": 120, "satisfaction_rate": 99}
    found = findings(mine, definitions.catalogue, submission(mine, answers))
    assert ("R53", Severity.WARNING) in {(f.rule, f.severity) for f in found}
    assert "T1" in {f.rule for f in found}


def test_unreadable_answers_are_absent_from_relations(
    form: Form, checks: tuple[Check, ...]
) -> None:
    answers: dict[str, Cell] = {"dossiers_resolved": "70 hồ sơ", "dossiers_received": 68}
    assert codes(form, checks, answers) == [("dossiers_resolved", "error", "not-a-number")]


def test_findings_stand_in_the_order_of_the_rows(form: Form, checks: tuple[Check, ...]) -> None:
    answers: dict[str, Cell] = {
        "bcci_procedures_received": 50,
        "bcci_procedures_announced": 40,
        "dossiers_resolved": 70,
        "dossiers_received": 68,
        "par_plan_issued": 7,
    }
    order = {row.path: index for index, row in enumerate(form.rows)}
    found = validate(form, checks, submission(form, answers))
    positions = [order[finding.place.path or ""] for finding in found]
    assert positions == sorted(positions)
    assert len(found) > 3


def test_a_finding_names_its_rows_and_the_figures(form: Form, checks: tuple[Check, ...]) -> None:
    answers: dict[str, Cell] = {"dossiers_resolved": "2.844", "dossiers_received": 1654}
    found = validate(form, checks, submission(form, answers))
    (finding,) = [f for f in found if f.rule == "R21"]
    assert finding.place.path == "III.6.(2)"
    assert [related.path for related in finding.related] == ["III.6.(1)"]
    assert [given.now for given in finding.given] == [2844, 1654]
    assert finding.given[0].label.startswith("Số lượng hồ sơ TTHC")
    says = finding.facts["says"]
    assert isinstance(says, Speech)
    assert says.vi != says.en


def test_a_finding_leads_to_the_cell_of_its_row(form: Form, checks: tuple[Check, ...]) -> None:
    sent = submission(form, {"dossiers_resolved": 2844, "dossiers_received": 1654})
    cells = {"dossiers_resolved": "F31", "dossiers_received": "F30"}
    answers = {
        key: replace(answer, sheet="Biểu", cell=cells.get(key, "F1"))
        for key, answer in sent.answers.items()
    }
    (finding,) = [
        f for f in validate(form, checks, replace(sent, answers=answers)) if f.rule == "R21"
    ]
    assert finding.place == Place("dossiers_resolved", "Biểu", "F31", "III.6.(2)")
    assert finding.related == (Place("dossiers_received", "Biểu", "F30", "III.6.(1)"),)


def test_a_figure_beside_a_heading_leads_to_its_cell(form: Form, checks: tuple[Check, ...]) -> None:
    path = next(row.path for row in form.rows if row.indicator is None)
    sent = submission(form, {}, headings={path: "7"})
    heading = replace(sent.headings[path], sheet="Biểu", cell="F12")
    found = validate(form, checks, replace(sent, headings={**sent.headings, path: heading}))
    (place_of,) = [f.place for f in found if f.place.path == path]
    assert place_of == Place(None, "Biểu", "F12", path)


# ------------------------------------------------------------------------------ lost rows


def test_a_row_that_the_file_has_lost_is_not_called_blank(
    form: Form, checks: tuple[Check, ...]
) -> None:
    sent = submission(form, {"dossiers_resolved": 63})
    kept = {key: answer for key, answer in sent.answers.items() if key != "dossiers_received"}
    found = validate(form, checks, replace(sent, answers=kept))
    assert "dossiers_received" not in {place(finding) for finding in found}


def test_a_submission_without_any_row_is_no_accident(form: Form, checks: tuple[Check, ...]) -> None:
    sent = submission(form, {})
    assert validate(form, checks, replace(sent, answers={}, headings={})) == []


def test_a_blank_submission_is_accepted_with_warnings(
    form: Form, checks: tuple[Check, ...]
) -> None:
    found = validate(form, checks, submission(form, {}))
    assert {finding.code for finding in found} == {"missing-answer"}
    assert status_of(found) is Status.ACCEPTED_WITH_WARNINGS
    required = [row for row in form.answer_rows if row.required is not None]
    assert len(found) == len(required)


# ------------------------------------------------------------------------------- lowering


def test_a_rule_without_all_its_operands_is_not_applied(definitions: Definitions) -> None:
    for form in definitions.forms.values():
        keys = {row.key for row in (*form.answer_rows, *form.base_rows)}
        for check in lower(form, definitions.catalogue):
            assert check.key in {row.key for row in form.rows}
            if isinstance(check.condition, Relation):
                assert set(check.condition.keys) <= keys


def with_rule(catalogue: Catalogue, rule: Rule) -> Catalogue:
    return replace(catalogue, rules=(rule,))


def test_a_rule_that_points_to_a_row_which_the_form_lacks_is_not_applied(
    definitions: Definitions, form: Form
) -> None:
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        cases=(
            Case(condition_of("dossiers_resolved <= dossiers_received"), at="iso_work_processes"),
        ),
    )
    assert rules_in_force(form, with_rule(definitions.catalogue, rule)) == form.rules


def test_a_share_is_no_operand_of_a_shared_rule_that_means_a_count(
    definitions: Definitions, form: Form
) -> None:
    """The form asks outgoing documents in percent; its own rule knows, the shared one does not."""
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        cases=(Case(condition_of("outgoing_documents_electronic <= outgoing_documents")),),
    )
    catalogue = with_rule(definitions.catalogue, rule)
    assert rule not in rules_in_force(form, catalogue)
    assert rule in rules_in_force(replace(form, rules=(rule,)), catalogue)


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFO, None])
def test_a_form_may_weigh_a_shared_rule_otherwise(
    definitions: Definitions, form: Form, severity: Severity | None
) -> None:
    mild = replace(form, overrides=(Override("R21", severity, "thử"),))
    answers: dict[str, Cell] = {"dossiers_resolved": 70, "dossiers_received": 68}
    found = findings(mild, definitions.catalogue, submission(mild, answers))
    assert [f.severity for f in found if f.rule == "R21"] == ([severity] if severity else [])


def test_only_the_first_alternative_that_fits_is_applied(
    definitions: Definitions, form: Form
) -> None:
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        alternatives=(
            Case(condition_of("iso_work_processes <= dossiers_received")),
            Case(condition_of("dossiers_resolved == dossiers_received")),
            Case(condition_of("dossiers_resolved <= dossiers_received")),
        ),
    )
    checks = [c for c in lower(form, with_rule(definitions.catalogue, rule)) if c.rule == "T1"]
    (check,) = checks
    assert isinstance(check.condition, Relation)
    assert check.condition.require.expression.text == "dossiers_resolved == dossiers_received"


def test_checks_know_what_no_sheet_can_evaluate(checks: tuple[Check, ...]) -> None:
    only = {check.rule for check in checks if check.validator_only}
    assert {"R57", "R58"} <= only
    assert not {"R05", "R06", "R16", "R21", "R53", "R54", "R55", "R59", "R66", "R67"} & only


def test_a_cell_test_fits_its_kind_of_row_only(
    definitions: Definitions, checks: tuple[Check, ...], form: Form
) -> None:
    fits = {
        WHOLE: {"count"},
        FRACTION: {"rate"},
        READABLE: {"count", "rate", "code"},
        MAXIMUM: {"rate"},
        MINIMUM: {"count", "rate"},
        IN_CODE_LIST: {"code"},
        CODE_FOR_NOTE: {"code"},
        NUMBER_IN_NOTE: {"count", "rate", "code"},
    }
    for test, kinds in fits.items():
        assert {form.by_key[c.key].kind.value for c in checks if c.condition is test} == kinds
    headings = {row.key for row in form.rows if row.indicator is None}
    assert {c.key for c in checks if c.condition is HEADING_BLANK} == headings
    assert definitions.catalogue.rules


# -------------------------------------------------------------------------- the period before


def test_previous_figures_are_operands(definitions: Definitions, form: Form) -> None:
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        cases=(Case(condition_of("dossiers_received >= previous(dossiers_received)")),),
    )
    mine = replace(form, rules=(rule,))
    sent = submission(mine, {"dossiers_received": 68})

    def said(before: Mapping[str, Decimal] | None) -> bool:
        found = findings(mine, definitions.catalogue, sent, before)
        return "T1" in {finding.rule for finding in found}

    assert said({"dossiers_received": Decimal(69)})
    assert not said({"dossiers_received": Decimal(68)})
    assert not said({"dossiers_resolved": Decimal(69)})
    assert not said(None)
    assert not said({"dossiers_received": Decimal("1e-999999")})


# ------------------------------------------------------------------------------ anything at all


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 2000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.sampled_from(["-", "KAD", "...", "99,10", "1.248", "12abc", "", "99.125", "1e5", "9" * 60]),
    st.text(max_size=20),
)


@given(data=st.data())
def test_whatever_is_sent_is_judged_without_an_accident(
    form: Form, checks: tuple[Check, ...], data: st.DataObject
) -> None:
    keys = [row.key for row in form.rows]
    answer_keys = [row.key for row in form.answer_rows]
    answers = data.draw(st.dictionaries(st.sampled_from(answer_keys), CELLS, max_size=40))
    notes = data.draw(st.dictionaries(st.sampled_from(keys), st.text(max_size=40), max_size=10))
    sent = submission(form, answers, notes=notes, signed_on=data.draw(st.text(max_size=12)))
    before = {key: Decimal("1e400") for key in answer_keys[:5]}
    found = validate(form, checks, sent, before)
    places = {row.path for row in form.rows}
    for finding in found:
        assert finding.place.path in places
        assert None not in finding.facts.values()
    broken = {key for key, answer in sent.answers.items() if answer.state is State.UNREADABLE}
    missing = {finding.place.indicator for finding in found if finding.code == "missing-answer"}
    assert not missing & broken


def test_an_earlier_figure_with_more_digits_than_a_sheet_keeps_is_the_same_figure(
    definitions: Definitions, form: Form
) -> None:
    rule = Rule(
        "T1",
        Severity.ERROR,
        "figures-differ",
        SAYS,
        cases=(Case(condition_of("dossiers_on_time_rate <= previous(dossiers_on_time_rate)")),),
    )
    sent = submission(form, {"dossiers_on_time_rate": 50})
    sent = replace(sent, previous={"dossiers_on_time_rate": Decimal("0.3")})
    given = {"dossiers_on_time_rate": Decimal("0.30000000000000004")}
    found = validate(form, lower(form, with_rule(definitions.catalogue, rule)), sent, given)
    assert [f.live for f in found if f.rule == "T1"] == [True]
