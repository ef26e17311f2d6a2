"""What a unit typed comes back as it was typed, and is never read better than it was."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.jobs.carried import as_typed
from cchc_sheets.model import Definitions, State

D = Decimal
TYPED = [
    ("staff_quota", Typed(D(48)), D(48)),
    ("staff_quota", Typed(D("48.5")), D("48.5")),
    ("staff_quota", Typed(None), None),
    ("staff_quota", Typed("  "), None),
    ("staff_quota", Typed("-"), "-"),
    ("staff_quota", Typed(D(0)), D(0)),
    ("staff_quota", Typed("1.654"), "1.654"),
    ("staff_quota", Typed("1,248"), "1,248"),
    ("staff_quota", Typed("48 người"), "48 người"),
    ("staff_quota", Typed("12\n34"), "12\n34"),
    ("staff_quota", Typed("#REF!", is_error=True), "#REF!"),
    ("staff_quota", Typed(value=True), "TRUE"),
    ("staff_quota", Typed(D(44272), is_date=True), "17/03/2021"),
    ("staff_quota", Typed(D("44272.5"), is_date=True), "17/03/2021"),
    ("staff_quota", Typed("2021-03-17", is_date=True), "2021-03-17"),
    ("staff_quota", Typed(D("1.2"), is_percent=True), "120%"),
    ("satisfaction_rate", Typed(D("0.991"), is_percent=True), "99,1%"),
    ("satisfaction_rate", Typed("99,1%"), "99,1%"),
    # What the stored figure would hide has to be asked about again.
    ("staff_quota", Typed(D(48000), shown="48"), "48000 ?"),
    ("staff_quota", Typed(D(732), unmarked="45"), "732 ?"),
    ("staff_quota", Typed(D(10) ** 13), "10000000000000"),
    ("feedback_address_posted", Typed("KAD"), "KAD"),
    ("feedback_address_posted", Typed(D(1)), D(1)),
    ("feedback_address_posted", Typed("Có"), "Có"),
]


@pytest.mark.parametrize(("key", "typed", "expected"), TYPED, ids=str)
def test_as_typed(
    definitions: Definitions, key: str, typed: Typed, expected: Decimal | str | None
) -> None:
    row = definitions.forms["stc-soc-trang-2021q1"].by_key[key]
    reading = read_answer(typed, row)
    carried = as_typed(reading, row)
    assert carried == expected
    again = read_answer(Typed(carried), row)
    assert (again.state is State.UNREADABLE) == (reading.state is State.UNREADABLE)
    assert again.value == reading.value
