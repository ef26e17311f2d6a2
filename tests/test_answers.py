"""What officers type, and what becomes of it: read, or reported, and never guessed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cchc_sheets.answers import (
    Reading,
    Typed,
    is_bare_number,
    is_name_of_total,
    number_readings,
    read_answer,
)
from cchc_sheets.findings.typed import NUMBER_AS_TEXT
from cchc_sheets.model import Code, Kind, Line, Percent, Row, Severity, State
from cchc_sheets.text import shorten, show, tidy
from cchc_sheets.words.facts import in_words

ZERO, HUNDRED = Decimal(0), Decimal(100)
COUNT = Row("1", "", "Số hồ sơ", kind=Kind.COUNT, minimum=ZERO)
RATE = Row("2", "", "Tỷ lệ", "%", kind=Kind.RATE, minimum=ZERO, maximum=HUNDRED)
CODE = Row("3", "", "Có kế hoạch", kind=Kind.CODE, codes=(Code(1, "Có"), Code(0, "Không")))
TEXT = Row("4", "", "Nhiệm vụ khác", kind=Kind.TEXT)
MAY_NOT_APPLY = Row("5", "", "Số đơn vị", kind=Kind.COUNT, not_applicable=True)
LEVEL = replace(COUNT, line=Line(1, 5, "Kết quả khảo sát", "Rất hài lòng", None))
STATUS = Row(
    "6",
    "",
    "Hệ thống",
    kind=Kind.CODE,
    codes=(Code(0, "Chưa có"), Code(1, "Chưa thực hiện"), Code(3, "Hoàn thành")),
)
ROWS = {"count": COUNT, "rate": RATE, "code": CODE, "level": LEVEL, "status": STATUS}

TCVN3 = "kh«ng ph¸t sinh"
"""What *không phát sinh* looks like when it was typed in a TCVN3 font."""


def read(value: Decimal | str | bool | int | None, row: Row, **traits: Any) -> Reading:  # noqa: ANN401 - a cell's looks
    """Read a cell; a plain whole number stands for a stored one."""
    stored = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return read_answer(Typed(stored, **traits), row)


def codes(reading: Reading) -> list[str]:
    return [problem.kind.code for problem in reading.problems]


# Typed as text, which is what comes back from cells that a client did not take for numbers.
READ = [
    ("171.034", "count", "171034"),
    ("169.800", "count", "169800"),
    ("2.875", "count", "2875"),
    ("1.234.567", "count", "1234567"),
    ("1248", "count", "1248"),
    ("04", "count", "4"),
    ("007", "count", "7"),
    ("171 034", "count", "171034"),
    ("171\u00a0034", "count", "171034"),
    ("171\u202f034", "count", "171034"),
    ("  1248 ", "count", "1248"),
    ("12\u200b48", "count", "1248"),
    ("+5", "count", "5"),
    ("-5", "count", "-5"),
    ("\u22125", "count", "-5"),
    ("- 5", "count", "-5"),
    ("1,234,567", "count", "1234567"),
    ("99,10", "rate", "99.10"),
    ("99,82", "rate", "99.82"),
    ("84,94", "rate", "84.94"),
    ("14,3", "rate", "14.3"),
    ("0,125", "rate", "0.125"),
    ("1,248", "rate", "1.248"),
    ("99.5", "rate", "99.5"),
    ("99.10", "rate", "99.10"),
    ("100%", "rate", "100"),
    ("5 %", "rate", "5"),
    ("99,1%", "rate", "99.1"),
    ("100", "rate", "100"),
    ("1.250,5", "rate", "1250.5"),
    ("334.327,57", "rate", "334327.57"),
    ("334,327.57", "rate", "334327.57"),
    ("1", "code", "1"),
    ("0", "code", "0"),
    ("01", "code", "1"),
    ("2", "code", "2"),
]


@pytest.mark.parametrize(("typed", "kind", "value"), READ)
def test_text_that_can_only_be_one_number_is_read_and_said_to_be_text(
    typed: str, kind: str, value: str
) -> None:
    reading = read(typed, ROWS[kind])
    assert (reading.state, reading.value) == (State.NUMBER, Decimal(value))
    assert reading.from_text
    assert codes(reading) == ["number-as-text"]
    assert reading.problems[0].severity is Severity.INFO
    assert reading.problems[0].facts["reading"] == Decimal(value)
    assert reading.raw == unicodedata.normalize("NFC", typed)


AMBIGUOUS = [
    ("1,248", "count", "1,248", "1248"),
    ("12,345", "count", "12,345", "12345"),
    ("1,000", "count", "1", "1000"),
    ("10,000", "count", "10", "10000"),
    ("25,000", "count", "25", "25000"),
    ("99.125", "rate", "99125", "99,125"),
    ("1.000", "rate", "1000", "1"),
    ("14.300", "rate", "14300", "14,3"),
    ("-99.125", "rate", None, None),
]


@pytest.mark.parametrize(("typed", "kind", "first", "second"), AMBIGUOUS)
def test_text_that_can_be_two_numbers_is_reported_with_both(
    typed: str, kind: str, first: str | None, second: str | None
) -> None:
    reading = read(typed, ROWS[kind])
    if first is None or second is None:
        # Below any possible answer in both readings: the Vietnamese one, for the range to refuse.
        assert reading.value == Decimal(-99125)
        return
    assert (reading.state, reading.value) == (State.UNREADABLE, None)
    assert codes(reading) == ["ambiguous-number"]
    assert reading.problems[0].severity is Severity.ERROR
    facts = reading.problems[0].facts
    assert facts["found"] == typed
    assert [in_words(facts[name], "vi") for name in ("reading", "other")] == [first, second]


# (typed, kind of row, code, hint)
REFUSED = [
    ("12abc", "count", "not-a-number", "12"),
    ("30 ngàn", "count", "not-a-number", "30000"),
    ("1,5 triệu", "count", "not-a-number", "1500000"),
    ("khoảng 2 trăm người", "count", "not-a-number", "200"),
    ("2 trăm 5", "count", "not-a-number", ""),
    ("30k", "count", "not-a-number", ""),
    ("1,25 chục", "count", "not-a-number", ""),
    ("vài chục", "count", "not-a-number", ""),
    ("khoảng 12", "count", "not-a-number", "12"),
    ("12 hồ sơ", "count", "not-a-number", "12"),
    ("63/63", "count", "not-a-number", ""),
    ("63/63", "rate", "not-a-number", ""),
    ("12 và 13", "count", "not-a-number", ""),
    ("100%", "count", "not-a-number", ""),  # of what is not said
    ("100% (12/12)", "rate", "not-a-number", "100"),
    ("99,82 % hồ sơ", "rate", "not-a-number", "99,82"),
    ("từ 98% đến 100%", "rate", "not-a-number", ""),
    ("45/120", "level", "not-a-number", "45"),
    ("45/120 phiếu", "level", "not-a-number", "45"),
    ("45/72/3/0/0", "level", "not-a-number", ""),
    ("37,5%", "level", "not-a-number", ""),
    ("45 phiếu", "level", "not-a-number", "45"),
    ("chưa", "status", "not-a-number", ""),  # Chưa có or Chưa thực hiện
    ("chưa có", "status", "not-a-number", "0"),
    ("hoàn", "status", "not-a-number", "3"),
    ("hoà", "status", "not-a-number", ""),
    ("%", "rate", "not-a-number", ""),
    ("1.23.456", "count", "not-a-number", "1.23.456"),
    ("1 2", "count", "not-a-number", ""),
    ("١٢٣", "count", "not-a-number", ""),
    ("½", "count", "not-a-number", ""),
    ("1e5", "count", "not-a-number", ""),
    ("0x10", "count", "not-a-number", ""),
    ("1_000", "count", "not-a-number", ""),
    ("--5", "count", "not-a-number", "5"),
    ("inf", "count", "not-a-number", ""),
    ("NaN", "rate", "not-a-number", ""),
    ("TRUE", "count", "not-a-number", ""),
    ("không", "count", "not-a-number", "0"),
    ("Chưa có", "count", "not-a-number", "0"),
    ("không", "rate", "not-a-number", ""),  # 0 %, or nothing to have a share of
    (".", "count", "not-a-number", ""),
    ("Có", "code", "not-a-number", "1"),
    ("không", "code", "not-a-number", "0"),
    ("-", "code", "not-a-number", ""),
    ("không phát sinh", "code", "not-a-number", ""),
    (TCVN3, "count", "legacy-encoding", None),
    ("§· ban hµnh", "code", "legacy-encoding", None),
    ("khoâng phaùt sinh", "count", "legacy-encoding", None),
    ("9" * 41, "count", "not-a-number", "9" * 41),
    ("9" * 20, "count", "above-maximum", None),
    ("1.000.000.000.000.000", "count", "above-maximum", None),
]


@pytest.mark.parametrize(("typed", "kind", "code", "hint"), REFUSED)
def test_text_that_is_no_number_is_reported_as_it_stands(
    typed: str, kind: str, code: str, hint: str | None
) -> None:
    reading = read(typed, ROWS[kind])
    assert (reading.state, reading.value) == (State.UNREADABLE, None)
    assert codes(reading) == [code]
    assert reading.problems[0].severity is Severity.ERROR
    assert reading.problems[0].facts["found"] == shorten(unicodedata.normalize("NFC", typed))
    assert reading.problems[0].facts.get("hint") == hint


@pytest.mark.parametrize("typed", ["-", "–", "—", "\u2212", " - ", "không phát sinh"])
@pytest.mark.parametrize("row", [COUNT, RATE])
def test_nil_has_its_signs(typed: str, row: Row) -> None:
    for form in ("NFC", "NFD"):
        for spelling in (typed, typed.upper(), f"\u00a0{typed}"):
            reading = read(unicodedata.normalize(form, spelling), row)
            assert (reading.state, reading.value, codes(reading)) == (State.NIL, ZERO, [])


@pytest.mark.parametrize("typed", ["0", "00", "0,0", "0.0", "0%"])
def test_a_typed_zero_is_nil(typed: str) -> None:
    reading = read(typed, RATE)
    assert (reading.state, reading.value) == (State.NIL, ZERO)


def test_a_stored_zero_is_nil_but_in_a_code_list_it_is_an_answer() -> None:
    assert read(0, COUNT).state is State.NIL
    assert read(0, CODE).state is State.NUMBER
    assert read("0", CODE).state is State.NUMBER


@pytest.mark.parametrize("typed", ["KAD", "kad", "N/A", "n/a", "không áp dụng", "Không  áp dụng"])
def test_not_applicable_is_an_answer_where_the_form_allows_it(typed: str) -> None:
    for form in ("NFC", "NFD"):
        spelling = unicodedata.normalize(form, typed)
        allowed = read(spelling, MAY_NOT_APPLY)
        assert (allowed.state, allowed.value, codes(allowed)) == (State.NOT_APPLICABLE, None, [])
        refused = read(spelling, COUNT)
        assert refused.state is State.UNREADABLE
        assert codes(refused) == ["not-applicable-refused"]


@pytest.mark.parametrize("typed", ["...", "…", "..", ". . ..", "…/…", "......./......"])
def test_dots_of_the_template_are_a_leftover_and_a_warning(typed: str) -> None:
    reading = read(typed, COUNT)
    assert (reading.state, codes(reading)) == (State.UNREADABLE, ["placeholder"])
    assert reading.problems[0].severity is Severity.WARNING


@pytest.mark.parametrize("typed", [None, "", " ", "\u00a0", "\u200b", "\n\t", "\ufeff"])
@pytest.mark.parametrize("row", [COUNT, RATE, CODE, TEXT])
def test_nothing_and_spaces_are_blank(typed: str | None, row: Row) -> None:
    reading = read(typed, row)
    assert (reading.state, reading.value, codes(reading)) == (State.BLANK, None, [])


@pytest.mark.parametrize("row", [COUNT, RATE, CODE])
def test_a_stored_number_is_taken_as_it_is(row: Row) -> None:
    reading = read(Decimal("171.034"), row)
    assert (reading.state, reading.value) == (State.NUMBER, Decimal("171.034"))
    assert not reading.from_text
    assert codes(reading) == []


@pytest.mark.parametrize(("value", "raw"), [(True, "TRUE"), (False, "FALSE")])
def test_a_truth_value_is_no_number(value: bool, raw: str) -> None:
    reading = read(value, COUNT)
    assert (reading.state, reading.raw) == (State.UNREADABLE, raw)
    assert codes(reading) == ["not-a-number"]


@pytest.mark.parametrize("row", [COUNT, RATE, CODE, TEXT])
@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_value_is_reported(row: Row, error: str) -> None:
    reading = read(error, row, is_error=True)
    assert (reading.state, codes(reading)) == (State.UNREADABLE, ["error-value"])
    assert reading.problems[0].facts["found"] == error


def test_a_date_is_no_number() -> None:
    assert codes(read(44197, COUNT, is_date=True)) == ["date-in-number"]
    assert codes(read(44197, TEXT, is_date=True)) == []


def test_a_percent_format_in_a_column_of_percentages_is_read_with_a_warning() -> None:
    reading = read(1, RATE, is_percent=True)
    assert (reading.state, reading.value) == (State.NUMBER, HUNDRED)
    assert codes(reading) == ["percent-format"]
    assert reading.problems[0].severity is Severity.WARNING
    assert reading.problems[0].facts == {"found": Percent(HUNDRED), "reading": HUNDRED}
    assert read(Decimal("0.8494"), RATE, is_percent=True).value == Decimal("84.94")


@pytest.mark.parametrize("row", [COUNT, CODE])
def test_a_percent_format_anywhere_else_is_ambiguous(row: Row) -> None:
    """The cell shows 100% and holds 1."""
    reading = read(1, row, is_percent=True)
    assert (reading.state, codes(reading)) == (State.UNREADABLE, ["ambiguous-number"])
    assert reading.problems[0].facts == {
        "found": Percent(HUNDRED),
        "reading": 1,
        "other": HUNDRED,
    }
    assert read(0, COUNT, is_percent=True).state is State.NIL


def test_a_share_that_is_no_whole_number_is_no_count() -> None:
    reading = read(Decimal("0.613"), COUNT, is_percent=True)
    assert (reading.state, codes(reading)) == (State.UNREADABLE, ["not-a-number"])
    assert reading.problems[0].facts == {"found": Percent(Decimal("61.3")), "hint": ""}


@pytest.mark.parametrize("value", [Decimal("1e15"), Decimal("-1e15"), Decimal("1.7e308")])
def test_a_stored_number_beyond_what_a_sheet_holds_is_refused(value: Decimal) -> None:
    reading = read(value, RATE)
    assert (reading.state, codes(reading)) == (State.UNREADABLE, ["above-maximum"])
    assert reading.problems[0].facts["found"] == value


@pytest.mark.parametrize("sign", [1, -1])
def test_the_first_number_of_too_many_digits_is_refused_and_the_last_before_it_is_not(
    sign: int,
) -> None:
    most, less = sign * 10**12, sign * (10**12 - 1)
    typed = f"{most:,}".replace(",", ".")
    assert codes(read(most, COUNT)) == codes(read(typed, COUNT)) == ["above-maximum"]
    assert read(most, COUNT).problems[0].facts["expected"] == 10**12 - 1
    assert read(less, COUNT).value == read(f"{less}", COUNT).value == less


@pytest.mark.parametrize("typed", ["đang rà soát…", "xem ghi chú..", "12…"])
def test_words_with_dots_are_no_leftover_of_the_printed_form(typed: str) -> None:
    """A leftover is only warned about; words in the place of a number are an error."""
    assert codes(read(typed, COUNT)) == ["not-a-number"]


@pytest.mark.parametrize(
    "name", ["Tổng", "tổng:", "CỘNG", "Cộng:", "Tổng số", "Tổng  cộng", "Cộng tổng", "Tổng số xã"]
)
def test_a_line_called_like_a_total_is_one(name: str) -> None:
    assert is_name_of_total(name)


@pytest.mark.parametrize("name", ["Tổng hợp", "Cộng đồng", "Tổng.", "Xã Tổng số", ""])
def test_a_line_called_otherwise_is_no_total(name: str) -> None:
    assert not is_name_of_total(name)


def test_a_row_that_asks_for_words_takes_them() -> None:
    for value in ("Tham gia Hội thi…", "- 12 bài", "=1+1", "1248", TCVN3):
        reading = read(value, TEXT)
        assert (reading.state, reading.raw, codes(reading)) == (State.TEXT, value, [])
    assert read(12, TEXT).raw == "12"


@pytest.mark.parametrize("typed", [".", "1.", "1 ", "9", "1%", "1/", "1\n"])
def test_no_text_keeps_the_reader_busy(typed: str) -> None:
    """A slow search would take hours here, and never end a test run."""
    for row in (COUNT, RATE):
        reading = read(typed * 500_000 + "x", row)
        assert codes(reading) == ["not-a-number"]
        assert reading.problems[0].facts["hint"] == ""


# ------------------------------------------------------------- every number, in every spelling


def grouped(whole: str) -> str:
    return f"{int(whole):,}".replace(",", ".")


def spellings(value: Decimal) -> list[str]:
    """Return how Vietnamese write a number: with and without groups, decimals after a comma."""
    sign = "-" if value < 0 else ""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    tail = f",{decimals}" if decimals else ""
    groups = grouped(whole)
    return [f"{sign}{start}{tail}" for start in (whole, groups, groups.replace(".", "\u00a0"))]


decimals_to_four_places = st.integers(0, 4).flatmap(
    lambda places: st.integers(-(10**11), 10**11).map(lambda n: Decimal(n).scaleb(-places))
)
small = st.integers(0, 4).flatmap(
    lambda places: st.integers(-2000, 200_000).map(lambda n: Decimal(n).scaleb(-places))
)


@given(st.integers(1 - 10**12, 10**12 - 1).map(Decimal) | decimals_to_four_places | small)
@example(Decimal(171034))
@example(Decimal("99.10"))
@example(Decimal("1.248"))
@example(Decimal("0.125"))
@example(Decimal(1000))
def test_a_vietnamese_spelling_is_read_back_or_reported_but_never_another_number(
    value: Decimal,
) -> None:
    for row in (COUNT, RATE, CODE):
        for spelling in spellings(value):
            reading = read(spelling, row)
            if reading.state is State.UNREADABLE:
                assert codes(reading) == ["ambiguous-number"]
                readings = {reading.problems[0].facts[name] for name in ("reading", "other")}
                assert value in readings
            else:
                assert reading.value == value


@given(st.integers(0, 10**12 - 1))
def test_a_whole_number_is_always_read_in_a_count(value: int) -> None:
    for spelling in spellings(Decimal(value)):
        assert read(spelling, COUNT).value == value


@given(st.decimals(0, 100, places=2))
def test_a_percentage_to_two_places_is_always_read_in_a_rate(value: Decimal) -> None:
    for spelling in (*spellings(value), f"{value}%".replace(".", ","), str(value)):
        assert read(spelling, RATE).value == value


@given(st.text(max_size=30) | st.text("0123456789., -%+", max_size=12), st.sampled_from([*ROWS]))
def test_any_text_is_read_or_reported(text: str, kind: str) -> None:
    reading = read(text, ROWS[kind])
    assert (reading.value is None) == (reading.state in {State.BLANK, State.UNREADABLE})
    assert (reading.state is State.UNREADABLE) == any(
        problem.kind is not NUMBER_AS_TEXT for problem in reading.problems
    )


@given(small)
def test_what_is_shown_is_read_as_the_same_number(value: Decimal) -> None:
    assume(abs(value) < 1000)
    assert number_readings(show(value))[0] == value


# ------------------------------------------------------------------------------ small helpers


@pytest.mark.parametrize("note", ["1", " 04 ", "99,1%", "171.034", "-5"])
def test_a_note_that_is_a_bare_number(note: str) -> None:
    assert is_bare_number(note)


@pytest.mark.parametrize("note", ["", " ", "63/63", "1 đơn vị", "-", "Kế hoạch 12", "%", "..."])
def test_a_note_that_is_more_than_a_number(note: str) -> None:
    assert not is_bare_number(note)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "TRUE"),
        (Decimal("99.10"), "99,1"),
        (Decimal("100.00"), "100"),
        (Decimal("1E+5"), "100000"),
        (Decimal("-0"), "0"),
        (Decimal("0.00"), "0"),
        ("he\u0302", "hê"),
    ],
)
def test_a_value_is_shown_as_a_person_would_type_it(
    value: Decimal | str | bool | None, shown: str
) -> None:
    assert show(value) == shown


def test_texts_are_tidied_and_cut() -> None:
    assert tidy(" Tổng\u00a0số\n  văn  bản \u200b") == "Tổng số văn bản"
    assert shorten("a  b\nc") == "a b c"
    assert shorten("abcdef", 4) == "abc…"


# -------------------------------------------------------------- what a cell shows, and it stores


@pytest.mark.parametrize(
    ("stored", "traits", "code", "reading", "other"),
    [
        (12000, {"shown": "12"}, "shown-differs", "12000", "12"),
        (5, {"shown": ""}, "shown-differs", "5", "trống"),
        (732, {"unmarked": ""}, "figure-in-pieces", "732", "trống"),
        ("241", {"unmarked": "24"}, "figure-in-pieces", "241", "24"),
        ("KAD", {"unmarked": ""}, "figure-in-pieces", "KAD", "trống"),
        ("-", {"unmarked": ""}, "figure-in-pieces", "-", "trống"),
        ("12\n500", {}, "figure-in-pieces", "12500", "12 · 500"),
        ("12\t500", {}, "figure-in-pieces", "12500", "12 · 500"),
    ],
)
def test_two_figures_in_one_cell_are_none(
    stored: int | str, traits: dict[str, Any], code: str, reading: str, other: str
) -> None:
    value = Decimal(stored) if isinstance(stored, int) else stored
    row = replace(COUNT, not_applicable=True)
    answer = read_answer(Typed(value, **traits), row)
    (problem,) = answer.problems
    assert (answer.state, answer.value) == (State.UNREADABLE, None)
    assert (problem.kind.code, problem.severity) == (code, Severity.ERROR)
    shown = [in_words(problem.facts[name], "vi") for name in ("reading", "other")]
    assert shown == [reading, other]


def test_what_cannot_be_read_at_all_is_called_that() -> None:
    answer = read_answer(Typed("24 người", unmarked="24"), COUNT)
    assert codes(answer) == ["not-a-number"]


def test_a_line_break_around_a_figure_parts_nothing() -> None:
    assert read_answer(Typed("\n1 248\n"), COUNT).value == 1248


def test_a_nil_that_is_not_shown_is_a_nil() -> None:
    answer = read_answer(Typed(Decimal(0), shown=""), COUNT)
    assert (answer.state, answer.value) == (State.NIL, Decimal(0))
    (problem,) = answer.problems
    assert (problem.kind.code, problem.severity) == ("shown-differs", Severity.WARNING)


def test_a_name_that_looks_odd_stays_a_name() -> None:
    assert read_answer(Typed("Xã A1", unmarked="Xã A"), TEXT).state is State.TEXT
