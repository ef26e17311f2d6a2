"""One blank brings one finding, and one that knows what is left names all the blanks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import Finding, Form
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.say import message
from tests.sent import Cell, place, submission

LEVELS = tuple(
    f"satisfaction_distribution_{level}"
    for level in ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")
)
RESPONSES, TOTAL = "satisfaction_responses", "procedures_in_force_total"


def _found(
    definitions: Definitions, form: Form, answers: Mapping[str, Cell], *about: str
) -> list[Finding]:
    """Return what is found at the rows ``about``."""
    checks = lower(form, definitions.catalogue)
    found = validate(form, checks, submission(form, answers))
    return [finding for finding in found if place(finding) in about]


def _codes(found: list[Finding]) -> list[tuple[str, str]]:
    return [(place(finding), finding.code) for finding in found]


@pytest.fixture(scope="module")
def survey(definitions: Definitions) -> Form:
    return definitions.forms["sldtbxh-binh-phuoc-2021"]


def test_what_is_left_of_a_total_is_said_once(definitions: Definitions, survey: Form) -> None:
    given = {RESPONSES: 30, LEVELS[0]: 2, LEVELS[1]: 0, "satisfaction_method": 1}
    found = _found(definitions, survey, given, RESPONSES, *LEVELS)
    assert _codes(found) == [(RESPONSES, "parts-missing")]
    text = message(found[0], "vi")
    assert "ghi 30" in text
    assert "cộng được 2; còn 28" in text
    assert text.count("“") == 4  # the total and three blanks
    assert [place.indicator for place in found[0].related] == list(LEVELS)


def test_blanks_beside_a_number_in_a_text_are_said_as_the_sheet_shows_them(
    definitions: Definitions, survey: Form
) -> None:
    """The sheet cannot add the text up and so asks for each blank; the list of findings agrees."""
    given: dict[str, Cell] = {RESPONSES: 30, LEVELS[0]: "2", LEVELS[1]: 0, "satisfaction_method": 1}
    found = _found(definitions, survey, given, RESPONSES, *LEVELS[1:])
    assert _codes(found) == [
        (RESPONSES, "parts-missing"),
        *((level, "missing-answer") for level in LEVELS[2:]),
    ]
    assert [finding.live for finding in found] == [False, True, True, True]


def test_parts_without_their_total_are_added_up(definitions: Definitions) -> None:
    form = definitions.forms["bhxh-soc-trang-2021"]
    found = _found(
        definitions, form, {"org_divisions": 12}, "org_units_total", "org_district_branches"
    )
    assert _codes(found) == [("org_units_total", "total-missing")]
    assert "cộng được 12" in message(found[0], "vi")
    assert message(found[0], "vi").count("“") == 2


def test_a_blank_whole_of_several_parts_is_said_once(definitions: Definitions) -> None:
    form = definitions.forms["stc-soc-trang-2021q1"]
    parts = ("procedures_published_portal", "procedures_interlinked_same_level")
    found = _found(definitions, form, dict.fromkeys(parts, 5), TOTAL)
    assert _codes(found) == [(TOTAL, "whole-missing")]
    assert found[0].severity == "error"


def test_a_related_answer_that_is_missing_is_said_once(definitions: Definitions) -> None:
    form = definitions.forms["long-phu-2023q1"]
    key = "par_plan_tasks_completed"
    found = _found(definitions, form, {"par_plan_tasks_total": 20}, key)
    assert _codes(found) == [(key, "answer-needed")]


def test_what_is_too_much_already_says_nothing_of_the_blanks(definitions: Definitions) -> None:
    form = definitions.forms["bhxh-soc-trang-2021"]
    given = {"org_units_total": 9, "org_divisions": 10}
    found = _found(definitions, form, given, "org_units_total", "org_district_branches")
    assert _codes(found) == [
        ("org_units_total", "total-mismatch"),
        ("org_district_branches", "missing-answer"),
    ]
