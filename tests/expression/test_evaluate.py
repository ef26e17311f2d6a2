"""What expressions mean: the table of states, Kleene's logic, rounding and tolerances."""

from __future__ import annotations

import itertools
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.expression.operators import round_half_away, unit_of
from cchc_sheets.model import State
from tests.expression.given import Given, number, truth

BLANK, NIL, KAD = State.BLANK, State.NIL, State.NOT_APPLICABLE
ABSENT = (BLANK, KAD, State.UNREADABLE, State.TEXT)

# A condition that is true, one that is false, one that is absent.
CONDITION = {True: "1 > 0", False: "1 < 0", None: "x > 0"}
KLEENE_AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}
KLEENE_OR = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, True): True,
    (False, False): False,
    (False, None): None,
    (None, True): True,
    (None, False): None,
    (None, None): None,
}


@pytest.mark.parametrize(("pair", "expected"), KLEENE_AND.items())
def test_and_is_kleenes(pair: tuple[bool | None, bool | None], expected: bool | None) -> None:
    first, second = (CONDITION[value] for value in pair)
    assert truth(f"{first} and {second}", {"x": BLANK}) is expected


@pytest.mark.parametrize(("pair", "expected"), KLEENE_OR.items())
def test_or_is_kleenes(pair: tuple[bool | None, bool | None], expected: bool | None) -> None:
    first, second = (CONDITION[value] for value in pair)
    assert truth(f"{first} or {second}", {"x": BLANK}) is expected


@pytest.mark.parametrize(("value", "expected"), [(True, False), (False, True), (None, None)])
def test_not_is_kleenes(value: bool | None, expected: bool | None) -> None:
    assert truth(f"not {CONDITION[value]}", {"x": BLANK}) is expected


@pytest.mark.parametrize(
    ("chosen", "then", "otherwise"), list(itertools.product((True, False, None), repeat=3))
)
def test_if_is_absent_where_its_condition_is_and_otherwise_its_branch(
    chosen: bool | None, then: bool | None, otherwise: bool | None
) -> None:
    text = f"{CONDITION[then]} if {CONDITION[chosen]} else {CONDITION[otherwise]}"
    expected = None if chosen is None else (then if chosen else otherwise)
    assert truth(text, {"x": BLANK}) is expected


def test_if_chooses_numbers_as_well() -> None:
    text = "1 if a > 0 else 2"
    assert number(text, {"a": 1}) == 1
    assert number(text, {"a": 0}) == 2
    assert number(text, {"a": BLANK}) is None


# One line of the table of states each: value in arithmetic, present, blank, not applicable.
STATES: list[tuple[Given, int | None, bool, bool, bool]] = [
    (7, 7, True, False, False),
    (0, 0, True, False, False),
    (NIL, 0, True, False, False),
    (KAD, None, False, False, True),
    (BLANK, None, False, True, False),
    (State.UNREADABLE, None, False, False, False),
    (State.TEXT, None, False, False, False),
]


@pytest.mark.parametrize(("state", "value", "present", "blank", "not_applicable"), STATES)
def test_the_table_of_states(
    state: Given, value: int | None, present: bool, blank: bool, not_applicable: bool
) -> None:
    answers: dict[str, Given] = {"a": state, "b": 3}
    assert number("a", answers) == value
    assert number("a + b", answers) == (None if value is None else value + 3)
    assert truth("a <= 5", answers) is (None if value is None else value <= 5)
    assert number("sum(a, b)", answers) == 3 + (value or 0)
    assert truth("present(a)", answers) is present
    assert truth("blank(a)", answers) is blank
    assert truth("not_applicable(a)", answers) is not_applicable


def test_a_row_that_the_file_has_lost_is_neither_there_nor_blank() -> None:
    assert number("a") is None
    assert truth("present(a)") is False
    assert truth("blank(a)") is False


@pytest.mark.parametrize("absent", ABSENT)
@pytest.mark.parametrize("operator", ["+", "-", "*", "/"])
def test_arithmetic_with_an_absent_operand_is_absent(operator: str, absent: State) -> None:
    answers: dict[str, Given] = {"a": absent, "b": 2}
    assert number(f"a {operator} b", answers) is None
    assert number(f"b {operator} a", answers) is None
    assert number("-a", answers) is None
    assert number("abs(a)", answers) is None
    assert number("round(a)", answers) is None


@pytest.mark.parametrize("absent", ABSENT)
@pytest.mark.parametrize("operator", ["<", "<=", "==", "!=", ">=", ">"])
def test_comparison_with_an_absent_operand_is_absent(operator: str, absent: State) -> None:
    assert truth(f"a {operator} 2", {"a": absent}) is None
    assert truth(f"2 {operator} a", {"a": absent}) is None


@pytest.mark.parametrize(("function", "expected"), [("sum", 6), ("min", 2), ("max", 4)])
def test_sum_min_and_max_skip_what_is_absent(function: str, expected: int) -> None:
    answers: dict[str, Given] = {"a": 4, "b": BLANK, "c": 2, "d": KAD}
    assert number(f"{function}(a, b, c, d)", answers) == expected


@pytest.mark.parametrize("function", ["sum", "min", "max"])
def test_sum_min_and_max_of_nothing_are_absent(function: str) -> None:
    assert number(f"{function}(a, b)", {"a": BLANK, "b": KAD}) is None
    assert number(f"{function}(a, b)", {"a": BLANK, "b": NIL}) == 0


@pytest.mark.parametrize("zero", [0, "0.00", NIL])
def test_division_by_zero_is_absent(zero: Given) -> None:
    assert number("a / b", {"a": 5, "b": zero}) is None
    assert truth("a / b > 1", {"a": 5, "b": zero}) is None
    assert number("a / (b - b)", {"a": 5, "b": 3}) is None


def test_what_is_beyond_all_numbers_is_absent() -> None:
    answers: dict[str, Given] = {"a": "1e600000", "b": "1e-600000"}
    assert number("a * a", answers) is None
    assert truth("a / b > 1", answers) is None
    assert number("round(a)", answers) is None


@pytest.mark.parametrize(
    ("a", "b", "c", "expected"),
    [
        (1, 2, 3, True),
        (1, 3, 2, False),
        (3, 2, 3, False),
        (1, BLANK, 3, None),
        (BLANK, 3, 2, False),
        (3, 2, BLANK, False),
        (1, 2, BLANK, None),
    ],
)
def test_a_chain_is_the_conjunction_of_its_links(
    a: Given, b: Given, c: Given, expected: bool | None
) -> None:
    answers = {"a": a, "b": b, "c": c}
    assert truth("a <= b <= c", answers) is expected
    assert truth("a <= b and b <= c", answers) is expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.49999", 0, "0"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
        ("-1.005", 2, "-1.01"),
        ("99.95", 1, "100.0"),
        ("171034", 2, "171034"),
    ],
)
def test_round_is_half_away_from_zero(value: str, places: int, expected: str) -> None:
    assert number(f"round(a, {places})", {"a": value}) == Decimal(expected)
    if places == 0:
        assert number("round(a)", {"a": value}) == Decimal(expected)


def test_round_does_not_see_the_noise_of_binary_arithmetic() -> None:
    """A sheet computes 100.05 - 100 as 0.0499999999999972."""
    assert number("round(a, 1)", {"a": "0.0499999999999972"}) == Decimal("0.1")
    assert number("round(a, 1)", {"a": "0.04999999"}) == 0


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.integers(0, 6))
def test_round_agrees_with_decimal_on_the_halves_and_beside_them(
    units: int, places: int, beyond: int
) -> None:
    half = Decimal(units).scaleb(-places) + Decimal(5).scaleb(-places - 1)
    for value in (half, half + Decimal(1).scaleb(-9 - beyond), half - Decimal(1).scaleb(-9)):
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        assert round_half_away(value, places) == expected
        assert abs(expected - value) <= Decimal(5).scaleb(-places - 1)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("14.3", "0.1"),
        ("99.10", "0.1"),
        ("99.1", "0.1"),
        ("99.82", "0.01"),
        ("100", "1"),
        ("100.00", "1"),
        ("0", "1"),
        ("1E+2", "1"),
        ("-14.3", "0.1"),
        ("0.125", "0.001"),
        ("33.3333", "0.0001"),
        ("33.333333", "0.0001"),
    ],
)
def test_a_unit_is_one_of_the_last_decimal_that_is_not_zero(value: str, unit: str) -> None:
    assert unit_of(Decimal(value)) == Decimal(unit)
    assert number("unit(a)", {"a": value}) == Decimal(unit)


@pytest.mark.parametrize(
    ("rate", "within", "beyond"),
    [
        ("14.3", ("14.25", "14.35"), ("14.2499", "14.3501")),
        ("99.10", ("99.05", "99.15"), ("99.0499", "99.1501")),
        ("100", ("99.5", "100.5"), ("99.4999", "100.5001")),
    ],
)
def test_a_rate_is_compared_to_half_a_unit_of_its_last_decimal(
    rate: str, within: tuple[str, ...], beyond: tuple[str, ...]
) -> None:
    for value in within:
        assert truth("rate == a", {"rate": rate, "a": value}, rates=["rate"]) is True
        assert truth("rate != a", {"rate": rate, "a": value}, rates=["rate"]) is False
        assert truth("rate < a", {"rate": rate, "a": value}, rates=["rate"]) is False
        assert truth("rate > a", {"rate": rate, "a": value}, rates=["rate"]) is False
    for value in beyond:
        assert truth("rate == a", {"rate": rate, "a": value}, rates=["rate"]) is False
        assert truth("rate != a", {"rate": rate, "a": value}, rates=["rate"]) is True
    assert truth("rate <= a", {"rate": rate, "a": within[0]}, rates=["rate"]) is True
    assert truth("rate <= a", {"rate": rate, "a": beyond[0]}, rates=["rate"]) is False
    assert truth("rate >= a", {"rate": rate, "a": within[1]}, rates=["rate"]) is True
    assert truth("rate >= a", {"rate": rate, "a": beyond[1]}, rates=["rate"]) is False


def test_a_count_is_compared_exactly() -> None:
    assert truth("a == b", {"a": "10.04", "b": "10.05"}) is False
    assert truth("a <= b", {"a": 11, "b": 10}) is False


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_sum_of_rates_has_the_tolerance_of_all_of_them(count: int) -> None:
    names = [f"r{number}" for number in range(count)]
    answers: dict[str, Given] = dict.fromkeys(names, "10.1")
    total = Decimal("10.1") * count
    for text in (f"sum({', '.join(names)})", " + ".join(names)):
        for sign in (-1, 1):
            edge = total + sign * Decimal("0.05") * count
            beyond = edge + sign * Decimal("0.0001")
            at = {**answers, "a": str(edge)}
            assert truth(f"{text} == a", at, rates=names) is True
            over = {**answers, "a": str(beyond)}
            assert truth(f"{text} == a", over, rates=names) is False


def test_both_sides_of_a_comparison_bring_their_tolerance() -> None:
    rates = ["a", "b"]
    assert truth("a == b", {"a": "14.3", "b": "14.4"}, rates=rates) is True
    assert truth("a == b", {"a": "14.3", "b": "14.41"}, rates=rates) is False
    assert truth("a - b == 0", {"a": "14.3", "b": "14.4"}, rates=rates) is True


@pytest.mark.parametrize(
    ("text", "edge", "beyond"),
    [
        ("rate * n == a", "3020", "3020.01"),  # 200 × (15 ± 0.1)
        ("n * rate == a", "3020", "3020.01"),
        ("rate * n / 100 == a", "30.2", "30.2001"),
        ("-rate * n == a", "-3020", "-3020.01"),
        ("n / rate == a", "13.422", "13.43"),  # 200 / 15 × (1 + 0.1 / 15) = 13.4222
        ("max(rate, 1) == a", "15.1", "15.11"),
        ("min(rate, n) == a", "15.1", "15.11"),
        ("abs(-rate) == a", "15.1", "15.11"),
        ("round(rate) == a", "15.1", "15.11"),
    ],
)
def test_a_tolerance_is_scaled_with_its_rate(text: str, edge: str, beyond: str) -> None:
    """15.2 ± 0.05 less 0.2 ± 0.05 is 15 ± 0.1."""
    inner = text.replace("rate", "(p - q)")
    answers: dict[str, Given] = {"p": "15.2", "q": "0.2", "n": 200}
    assert truth(inner, {**answers, "a": edge}, rates=["p", "q"]) is True
    assert truth(inner, {**answers, "a": beyond}, rates=["p", "q"]) is False


def test_previous_reads_the_other_submission() -> None:
    text = "a <= previous(a)"
    assert truth(text, {"a": 5}, previous={"a": 6}) is True
    assert truth(text, {"a": 7}, previous={"a": 6}) is False
    assert truth(text, {"a": 7}) is None
    assert truth("present(previous(a))", {"a": 7}, previous={"a": 6}) is True
    assert truth("present(previous(a))", {"a": 7}) is False
    assert truth("blank(previous(a))", {"a": 7}) is True
    assert number("previous(a) + a", {"a": 1}, previous={"a": 6}) == 7


def test_note_says_whether_there_is_one() -> None:
    assert truth("note(a)", {"a": 1}, notes={"a": "vì sao"}) is True
    assert truth("note(a)", {"a": 1}, notes={"a": " \n"}) is False
    assert truth("note(a)", {"a": 1}) is False
    assert truth("note(a)", notes={"a": "ghi chú của ô trống"}) is True


@pytest.mark.parametrize(
    "note",
    [
        "Kế hoạch 1551/KH-BHXH, ngày 30/11/2020",
        "294/KH-STC ngày 22/01/2021",
        "Quyết định số 24/2021/QĐ-UBND ngày 5 tháng 3 năm 2021",
        "ngày 05/3/2020: 63 / QĐ-STC",
        "24/qđ-stc ngày 26/02/2021",
    ],
)
def test_a_document_is_a_number_and_a_date(note: str) -> None:
    assert truth("matches(a, 'document')", notes={"a": note}) is True


@pytest.mark.parametrize(
    "note",
    [
        "",
        "294/KH-STC",
        "ngày 22/01/2021",
        "63/63",
        "Văn bản số...",
        "22/01/2021",
        "57/57 hồ sơ",
        "đã ban hành",
    ],
)
def test_half_a_document_is_none(note: str) -> None:
    assert truth("matches(a, 'document')", notes={"a": note}) is False


@pytest.mark.parametrize(
    "note", ["1" * 30_000, "1/" * 15_000, "1 / " * 8_000, "ngày " * 6_000, " " * 30_000 + "1"]
)
def test_no_note_keeps_the_search_for_a_document_busy(note: str) -> None:
    """A slow search would take hours here, and never end a test run."""
    assert truth("matches(a, 'document')", notes={"a": note}) is False
