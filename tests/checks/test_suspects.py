"""Which cell is suspected where findings contradict each other, and when nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from cchc_sheets.checks.bonds import bonds
from cchc_sheets.checks.lower import of_form
from cchc_sheets.checks.suspects import suspicions
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import Form, Period, Suspicion
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.suspicion import Slip
from cchc_sheets.reasoning.slips import slip
from cchc_sheets.words import suspects
from tests.sent import Cell, submission

PERIOD = Period(2021, "Q1")
TOTAL = "procedures_in_force_total"


@pytest.fixture(scope="module")
def commune(definitions: Definitions) -> Form:
    return definitions.forms["long-phu-2023q1"]


@pytest.fixture(scope="module")
def department(definitions: Definitions) -> Form:
    return definitions.forms["stc-soc-trang-2021q1"]


def explained(
    definitions: Definitions,
    form: Form,
    answers: Mapping[str, Cell],
    previous: Mapping[str, Decimal] | None = None,
) -> tuple[Suspicion, ...]:
    checks = of_form(form, definitions.catalogue, PERIOD)
    sent = submission(form, answers)
    found = validate(form, checks, sent, previous)
    return suspicions(bonds(form, checks), sent, found, previous)


SOUND: dict[str, Cell] = {
    TOTAL: 100,
    "procedures_in_force_district": 60,
    "procedures_in_force_commune": 40,
    "procedures_online_l3": 30,
    "procedures_online_l4": 20,
    "procedures_interlinked_same_level": 20,
    "procedures_interlinked_cross_level": 5,
    "procedures_interlinked_total": 25,
    "dossiers_received": 500,
    "dossiers_resolved": 450,
    "dossiers_on_time": 440,
    "bcci_dossiers_received": 60,
}


def test_nothing_is_suspected_where_all_is_well(definitions: Definitions, commune: Form) -> None:
    assert explained(definitions, commune, SOUND) == ()


def test_the_cell_that_several_findings_share_is_named_with_what_it_must_be(
    definitions: Definitions, commune: Form
) -> None:
    (found,) = explained(definitions, commune, {**SOUND, TOTAL: 10})
    (suspect,) = found.suspects
    assert suspect.place.indicator == TOTAL
    assert (suspect.forced, suspect.slip) == (Decimal(100), Slip.POWER_OF_TEN)
    assert {finding.rule for finding in found.settles} == {"R13", "R16", "R18"}
    assert suspects.suspicion(found, "vi") == (
        "Ô nghi sai nhất: ? (10), dòng III.4.(3) “Tổng số TTHC đang có hiệu lực”: sửa thành 100"
        " (có lẽ thừa hoặc thiếu số 0). Sửa đúng thì hết 3 lỗi."
    )


def test_a_cell_that_only_has_bounds_is_named_with_them(
    definitions: Definitions, commune: Form
) -> None:
    (found,) = explained(definitions, commune, {**SOUND, "dossiers_received": 50})
    (suspect,) = found.suspects
    assert suspect.place.indicator == "dossiers_received"
    assert (suspect.low, suspect.high, suspect.forced) == (Decimal(450), None, None)
    assert "số đúng từ 450 trở lên. Sửa đúng thì hết 2 lỗi" in suspects.suspicion(found, "vi")


def test_a_finding_alone_names_its_cells_itself(definitions: Definitions, commune: Form) -> None:
    """Of two figures that contradict each other either may be wrong."""
    assert explained(definitions, commune, {"feedback_received": 3, "feedback_resolved": 5}) == ()


def test_of_two_cells_each_may_be_the_wrong_one(definitions: Definitions, commune: Form) -> None:
    """The commune's procedures could not be that many, nor could the total be that few."""
    parts = {"procedures_in_force_district": 60, "procedures_in_force_commune": 400}
    (found,) = explained(definitions, commune, {**SOUND, **parts})
    assert not found.together
    assert [(s.place.indicator, s.forced) for s in found.suspects] == [
        (TOTAL, Decimal(460)),
        ("procedures_in_force_commune", Decimal(40)),
    ]
    assert suspects.suspicion(found, "vi").startswith("Một trong các ô sau nghi sai")


def test_errors_that_have_nothing_in_common_are_explained_apart(
    definitions: Definitions, commune: Form
) -> None:
    found = explained(definitions, commune, {**SOUND, TOTAL: 10, "dossiers_received": 50})
    assert [each.suspects[0].place.indicator for each in found] == [TOTAL, "dossiers_received"]


def test_a_blank_is_not_explained_by_another_number(
    definitions: Definitions, commune: Form
) -> None:
    given: dict[str, Cell] = {**SOUND, "dossiers_received": None}
    assert explained(definitions, commune, given) == ()


@pytest.mark.parametrize(
    ("typed", "meant", "rate", "what"),
    [
        ("28", "284", False, Slip.DIGIT_DROPPED),
        ("2844", "284", False, Slip.DIGIT_ADDED),
        ("2840", "284", False, Slip.POWER_OF_TEN),
        ("824", "284", False, Slip.TRANSPOSED),
        ("384", "284", False, Slip.DIGIT_CHANGED),
        ("0.45", "45", True, Slip.FRACTION),
        ("613000", "613", False, Slip.POWER_OF_TEN),
        ("482", "284", False, None),
        ("7", "3", False, None),
        ("0", "3", False, None),
    ],
)
def test_a_slip_is_named_only_where_one_explains_the_number(
    typed: str, meant: str, rate: bool, what: Slip | None
) -> None:
    assert slip(Decimal(typed), Decimal(meant), rate=rate) is what
