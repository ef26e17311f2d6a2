"""What carries a sum is asked about; what is in order is not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.outliers import MOST_ASKED, MOST_OF_ONE_UNIT
from cchc_sheets.consolidate.usual import Background
from cchc_sheets.findings.outliers import UNIT_MAKES_MOST, UNIT_STANDS_OUT
from cchc_sheets.model import Break, Family, Finding, Kind, Severity, Speech, Submission
from cchc_sheets.words import message
from tests.consolidate.toy import PERIOD, Toy, Typing, indicator, province, submission

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
    found = consolidate(toy.definitions, toy.roster, PERIOD, sent, Background(settled)).findings
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
    other = replace(own, previous={"a": Decimal(60)})
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


# ------------------------------------------------------------------------------ the unit's own past

EARLIER = PERIOD.alike_before(3)


def background(toy: Toy, *periods: Mapping[str, Typing]) -> Background:
    """What units typed in earlier quarters, the latest first."""
    earlier = {
        before: {
            code: submission(toy.definitions, toy.roster, code, answers, before)
            for code, answers in typed_then.items()
        }
        for before, typed_then in zip(EARLIER, periods, strict=False)
    }
    return Background(earlier=earlier)


def questions_of(
    toy: Toy, sent: dict[str, Submission], known: Background
) -> list[tuple[str, object, str]]:
    found = consolidate(toy.definitions, toy.roster, PERIOD, sent, known).findings
    return [(f.code, f.facts["unit"], message(f, "vi")) for f in found]


@pytest.mark.parametrize(
    ("now", "before", "kind", "said"),
    [
        ("6130", ("613", "590", "640"), "factor-of-ten", "6.130 (có lẽ là 613), gấp khoảng 10 lần"),
        ("61", ("613", "590", "640"), "factor-of-ten", "chỉ bằng khoảng 1/10 mức các kỳ trước"),
        ("4013", ("613", "590", "640"), "unit-off-past", "số giữa của 3 kỳ trước là 613"),
        ("0", ("613", "590", "640"), "unit-off-past", "ghi 0;"),
        ("4013", ("613", "590", "3990"), None, ""),  # it was so once
        ("1500", ("613", "590", "640"), None, ""),
        ("61", ("15", "700", "9000"), None, ""),  # it is all over the place
    ],
)
def test_a_count_far_from_the_units_own_past(
    now: str, before: tuple[str, ...], kind: str | None, said: str
) -> None:
    toy = departments()
    known = background(toy, *(typed(so_nganh_2=each) for each in before))
    found = questions_of(toy, toy.submissions(typed(so_nganh_2=now)), known)
    assert [(code, unit) for code, unit, _ in found] == ([(kind, "so-nganh-2")] if kind else [])
    assert all(said in sentence for *_, sentence in found)


def test_the_past_before_a_break_in_the_meaning_is_none() -> None:
    broken = Break(EARLIER[0].end.isoformat(), Speech("Đổi cách tính", "Counted otherwise"))
    toy = province(
        [indicator("a", Family.SUM, breaks=(broken,))], {"so-nganh": ["a"]}, so_nganh=len(USUAL)
    )
    known = background(toy, *(typed(so_nganh_2="61") for _ in EARLIER))
    assert questions_of(toy, toy.submissions(typed(so_nganh_2="613")), known) == []


def test_what_moves_a_sum_too_little_is_not_asked() -> None:
    toy = departments()
    known = background(toy, typed(so_nganh_2="20"), typed(so_nganh_2="21"))
    assert questions_of(toy, toy.submissions(typed(so_nganh_2="200")), known) == []


# ----------------------------------------------------------------------------------- what is copied


def test_a_report_that_repeats_the_period_before_is_asked_about_once() -> None:
    keys = [f"a{n}" for n in range(9)]
    toy = departments(keys)
    rows = {
        f"so-nganh-{n}": {key: str(40 + 7 * n + 3 * k) for k, key in enumerate(keys)}
        for n in range(1, 9)
    }
    before: dict[str, Typing] = {
        code: dict.fromkeys(keys, "33") | {"a8": "34"} for code in rows if code != "so-nganh-3"
    }
    before["so-nganh-3"] = rows["so-nganh-3"]
    sent = toy.submissions(dict(rows))
    ((code, unit, said),) = questions_of(toy, sent, background(toy, before))
    assert (code, unit) == ("figures-copied", "so-nganh-3")
    assert "cả 9 số phát sinh trong kỳ đều trùng số của kỳ trước" in said
    a_year_ago = Background(
        earlier={PERIOD.year_before: background(toy, before).earlier[EARLIER[0]]}
    )
    assert ["cùng kỳ năm trước" in said for *_, said in questions_of(toy, sent, a_year_ago)] == [
        True
    ]
    before["so-nganh-3"] = {**before["so-nganh-3"], "a4": "60"}
    assert questions_of(toy, sent, background(toy, before)) == []


def test_one_number_in_two_unlike_rows() -> None:
    def rows(section: str) -> Toy:
        letters = indicator("b", Family.SUM, section=section, unit_of_measure="Văn bản")
        made_of = [indicator("a", Family.SUM), letters]
        return province(made_of, {"so-nganh": ["a", "b"]}, so_nganh=len(USUAL))

    usual: dict[str, Typing] = {
        code: {**row, "b": "2875" if code == "so-nganh-2" else "2400"}
        for code, row in typed().items()
    }
    slipped: dict[str, Typing] = {**usual, "so-nganh-2": {"a": "2875", "b": "2875"}}
    toy = rows("B")
    ((code, unit, said),) = questions_of(toy, toy.submissions(slipped), background(toy, usual))
    assert (code, unit) == ("same-number", "so-nganh-2")
    assert "đúng bằng số ở dòng “b”" in said
    assert questions_of(toy, toy.submissions(usual), background(toy, usual)) == []
    alike = rows("A")  # of one section: an order received is an order carried out
    found = questions_of(alike, alike.submissions(slipped), background(alike, usual))
    assert "same-number" not in [code for code, *_ in found]


# ----------------------------------------------------------------------------- rates of one unit


def test_a_rate_that_one_unit_decides() -> None:
    made_of = [
        indicator("on_time", Family.SUM),
        indicator("resolved", Family.SUM),
        indicator("rate", Family.RATIO, Kind.RATE, numerator="on_time", denominator="resolved"),
    ]
    toy = province(made_of, {"so-nganh": [each.key for each in made_of]}, so_nganh=6)
    small: dict[str, Typing] = {
        f"so-nganh-{n}": {"on_time": "90", "resolved": "100", "rate": "90"} for n in range(1, 6)
    }
    large: Typing = {"on_time": "180", "resolved": "900", "rate": "20"}
    sent = toy.submissions({**small, "so-nganh-6": large})
    found = questions_of(toy, sent, Background())
    # That it makes most of the sum is asked already, at the same cell.
    assert [(code, unit) for code, unit, _ in found] == [("unit-makes-most", "so-nganh-6")]
    own = sent["so-nganh-6"]
    no_sum = province(
        [
            replace(each, family=Family.NONE if each.key != "rate" else each.family)
            for each in made_of
        ],
        {"so-nganh": [each.key for each in made_of]},
        so_nganh=6,
    )
    ((code, unit, said),) = questions_of(no_sum, sent, Background())
    assert (code, unit) == ("rate-of-one-unit", "so-nganh-6")
    assert "(45%) gần như là của đơn vị này; không tính đơn vị thì là 90%" in said
    noted = replace(own, answers={**own.answers, "rate": replace(own.answers["rate"], note="Đúng")})
    assert questions_of(no_sum, {**sent, "so-nganh-6": noted}, Background()) == []
    assert questions_of(no_sum, sent, background(no_sum, {**small, "so-nganh-6": large})) == []
