"""A number format's code and a number → whether a reader sees that number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_sheets.decode.formats import BUILTIN, cell_style, look, shows_another

ACCOUNT = BUILTIN[41]
SAME = [
    ("General", "1234.5"),
    ("0", "1234.5"),
    ("00000", "5"),
    ("#,##0.00", "1234.5"),
    ("# ##0", "12345"),
    ("#,##0 [$đ-42A]", "12345"),
    ('#,##0 "hồ sơ"', "12345"),
    ('0" m2"', "5"),
    ("0.0 \\k\\m2", "5"),
    ("_-0_-", "5"),
    ("0.00E+00", "12345"),
    ("##0.0E+0", "12345"),
    ("# ?/?", "0.5"),
    ("# ?/8", "0.125"),
    ("@", "5"),
    ('"Số "@', "5"),
    ("[Red]#,##0;[Blue]-#,##0", "-5"),
    ("#,##0;(#,##0)", "-5"),
    ("0;0", "5"),
    ("0;;;", "5"),
    ("[>=1000]#,##0;0", "12"),
    ("0;[<=5]0", "-5"),
    ("#.##", "0.5"),
    ("0%", "0.5"),
    ("dd/mm/yyyy", "5"),
    (ACCOUNT, "5"),
    (ACCOUNT, "-5"),
    (ACCOUNT, "0"),
]
ANOTHER = [
    ("#,##0,", "12000", "12"),
    ("0.0,,", "12000000", "12,0"),
    ("0,.0", "1234.5", "1,2"),
    (";;;", "5", ""),
    ('""', "5", ""),
    ("0;;", "0", ""),
    ("#", "0", ""),
    ("#,###", "0", ""),
    ('"đạt"', "5", "đạt"),
    ('"TRUE";"TRUE";"FALSE"', "0", "FALSE"),
    ('0"0"', "5", "50"),
    ("0\\0", "5", "50"),
    ("0*0", "5", "50"),
    ("[$5-42A]0", "5", "55"),
    ('General" (1)"', "5", "5 (1)"),
    ("@@", "5", "55"),
    ("0-0", "12", "1-2"),
    ('0"."000', "5", "0.005"),
    ("0%%", "0.5", "5000%%"),
    ("-0", "5", "-5"),
    ("*-0", "5", "-5"),
    ("(0)", "5", "(5)"),
    ("0;0", "-5", "5"),
    ("# ?/?", "5.3", "5 2/7"),
    ("# ?/2", "5.3", "5 1/2"),
    ("[>=1000]0,;0", "12000", "12"),
    ("[=1]0", "5", "###"),
]


@pytest.mark.parametrize(("code", "number"), SAME)
def test_the_number_is_seen(code: str, number: str) -> None:
    assert look(code, Decimal(number))[1] is None


@pytest.mark.parametrize(("code", "number", "shown"), ANOTHER)
def test_another_is_seen(code: str, number: str, shown: str) -> None:
    assert look(code, Decimal(number))[1] == shown
    assert cell_style(code).of_number(Decimal(number))[1] == shown


@pytest.mark.parametrize(
    ("code", "number", "kind"),
    [
        ("0;0%", "-0.5", "percent"),
        ("0%;0", "-0.5", "general"),
        ("[<1]0%;0", "5", "general"),
        ("[<1]0%;0", "0.5", "percent"),
        ("0;dd/mm", "-5", "date"),
        ("0;-0;0%", "0", "percent"),
    ],
)
def test_the_section_of_the_number_says_what_it_is(code: str, number: str, kind: str) -> None:
    assert look(code, Decimal(number))[0] == kind


@pytest.mark.parametrize("number", BUILTIN)
def test_builtin_codes_show_what_is_stored(number: int) -> None:
    assert look(BUILTIN[number], Decimal(12))[1] is None


CODES = st.text('0#?.,%;-()[]<>=*_"\\@E+/ dmyhGeneralđ52', max_size=15)
NUMBERS = st.decimals(-(10**15), 10**15, allow_nan=False, places=4) | st.just(Decimal("1E308"))


@given(CODES, NUMBERS)
def test_no_code_raises(code: str, number: Decimal) -> None:
    kind, shown = cell_style(code).of_number(number)
    assert kind in {"general", "percent", "date", "text"}
    assert shown is None or isinstance(shown, str)


@pytest.mark.parametrize("code", ["%" * 400 + "0", "0" * 5000, "0" * 400 + ".0", "#/" * 300])
def test_codes_beyond_all_reason(code: str) -> None:
    cell_style(code).of_number(Decimal("1E308"))
    assert shows_another("9" * 10**6, Decimal(5))


@given(st.integers(-(10**12), 10**12), st.sampled_from(["0", "#,##0", "General", "0.00", "@"]))
def test_what_is_plain_needs_no_look(number: int, code: str) -> None:
    assert look(code, Decimal(number))[1] is None
    assert not shows_another(f"{number:,}", Decimal(number))
