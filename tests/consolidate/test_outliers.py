"""What carries a sum is asked about; what is in order is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.outliers import MOST_ASKED, MOST_OF_ONE_UNIT
from cchc_sheets.findings.province import UNIT_MAKES_MOST, UNIT_STANDS_OUT
from cchc_sheets.model import Family, Finding, Severity, Submission
from cchc_sheets.words import message
from tests.consolidate.toy import PERIOD, Toy, Typing, indicator, province

USUAL = ("420", "613", "588", "702", "810", "395", "655", "540")


def departments(keys: Collection[str] = ("a",)) -> Toy:
    made_of = [indicator(key, Family.SUM) for key in keys]
    return province(made_of, {"so-nganh": list(keys)}, so_nganh=len(USUAL))


def typed(**changed: str) -> dict[str, Typing]:
    """The usual counts, but those that are changed: ``so_nganh_2="613000"``."""
    usual = {f"so_nganh_{n}": value for n, value in enumerate(USUAL, start=1)}
    return {unit.replace("_", "-"): {"a": value} for unit, value in {**usual, **changed}.items()}


def asked(
    toy: Toy, sent: dict[str, Submission], settled: Collection[str] = ()
) -> list[tuple[str, object]]:
    found = consolidate(toy.definitions, toy.roster, PERIOD, sent, settled).findings
    assert all(finding.severity is Severity.WARNING for finding in found)
    return [(finding.code, finding.facts["unit"]) for finding in found]


def one(toy: Toy, sent: dict[str, Submission]) -> Finding:
    (finding,) = consolidate(toy.definitions, toy.roster, PERIOD, sent).findings
    return finding


def test_613000_documents_of_one_department_do_not_pass_in_silence() -> None:
    toy = departments()
    finding = one(toy, toy.submissions(typed(so_nganh_2="613000")))
    assert finding.kind is UNIT_STANDS_OUT
    assert (finding.place.indicator, finding.place.cell) == ("a", "F10")
    said = message(finding, "vi")
    assert "ghi 613.000 (có lẽ là 613), gấp " in said
    assert said.endswith("Có đúng không?")
    assert "(probably 613)" in message(finding, "en")


@pytest.mark.parametrize("changed", ["613", "1900", "4000", "12", "0"])
def test_a_quarter_in_order_brings_no_question(changed: str) -> None:
    toy = departments()
    assert asked(toy, toy.submissions(typed(so_nganh_2=changed))) == []


def test_a_note_the_period_before_and_a_decision_settle_it() -> None:
    toy = departments()
    sent = toy.submissions(typed(so_nganh_2="613000"))
    own = sent["so-nganh-2"]
    noted = replace(own, answers={"a": replace(own.answers["a"], note="Gồm cả 9 đơn vị")})
    usual = replace(own, previous={"a": Decimal(590000)})
    other = replace(own, previous={"a": Decimal(600)})
    assert asked(toy, sent) == [("unit-stands-out", "so-nganh-2")]
    assert asked(toy, {**sent, "so-nganh-2": noted}) == []
    assert asked(toy, {**sent, "so-nganh-2": usual}) == []
    assert asked(toy, {**sent, "so-nganh-2": other}) == [("unit-stands-out", "so-nganh-2")]
    assert asked(toy, sent, {"so-nganh-2"}) == []


def test_a_unit_that_makes_more_than_half_is_asked_about() -> None:
    toy = departments()
    finding = one(toy, toy.submissions(typed(so_nganh_2="5100")))
    assert finding.kind is UNIT_MAKES_MOST
    assert "55% số toàn tỉnh (9.210)" in message(finding, "vi")


def test_counts_of_few_units_and_small_sums_are_not_compared() -> None:
    toy = province([indicator("a", Family.SUM)], {"so-nganh": ["a"]}, so_nganh=4)
    few: dict[str, Typing] = {f"so-nganh-{n}": {"a": v} for n, v in enumerate("123", start=1)}
    assert asked(toy, toy.submissions({**few, "so-nganh-4": {"a": "9000"}})) == []
    toy = departments()
    small = {unit: {"a": "1"} for unit in typed()}
    assert asked(toy, toy.submissions({**small, "so-nganh-2": {"a": "60"}})) == []


def test_questions_are_few_and_what_moves_most_comes_first() -> None:
    keys = [f"a{n:02}" for n in range(30)]
    toy = departments(keys)
    sent: dict[str, Typing] = {
        unit.replace("_", "-"): dict.fromkeys(keys, value)
        for unit, value in zip((f"so_nganh_{n}" for n in range(1, 9)), USUAL, strict=True)
    }
    slips = {key: f"{400 + number}000" for number, key in enumerate(keys)}
    one_unit = toy.submissions({**sent, "so-nganh-2": slips})
    found = consolidate(toy.definitions, toy.roster, PERIOD, one_unit).findings
    assert [f.place.indicator for f in found] == ["a29", "a28", "a27"]
    assert len(found) == MOST_OF_ONE_UNIT
    several = {
        f"so-nganh-{unit}": {**sent[f"so-nganh-{unit}"], **dict.fromkeys(keys[unit::8], "900000")}
        for unit in range(1, 9)
    }
    all_of_them = toy.submissions(several)
    assert len(asked(toy, all_of_them)) == MOST_ASKED
