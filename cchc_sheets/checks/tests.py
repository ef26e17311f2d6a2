"""The table of cell tests, in the order in which they are asked, and what rules may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cchc_sheets.checks.answer_tests import (
    AS_ADDED_UP,
    CONFIRMED,
    FRACTION,
    IN_CODE_LIST,
    MAXIMUM,
    MINIMUM,
    NIL_SECTION,
    READABLE,
    WHOLE,
)
from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.name_tests import (
    ADDS_UP,
    NAME_IN_LIST,
    NAMED,
    NAMED_ONCE,
    NO_TOTAL,
    NOT_ALIKE,
)
from cchc_sheets.checks.note_tests import (
    ANSWERED,
    CODE_FOR_NOTE,
    HEADING_BLANK,
    NOTE_DATES,
    NOTE_FOR_NOT_APPLICABLE,
    NOTE_LEFTOVER,
    NOTE_SHARE,
    NUMBER_IN_NOTE,
)
from cchc_sheets.findings.answers import BELOW_MINIMUM
from cchc_sheets.model import FindingKind, Kind, Row, Severity, Speech

CELL_TESTS: tuple[CellTest, ...] = (
    READABLE,
    WHOLE,
    IN_CODE_LIST,
    MINIMUM,
    MAXIMUM,
    FRACTION,
    NIL_SECTION,
    CONFIRMED,
    NUMBER_IN_NOTE,
    CODE_FOR_NOTE,
    HEADING_BLANK,
    NOTE_DATES,
    NOTE_LEFTOVER,
    NOTE_SHARE,
    NOTE_FOR_NOT_APPLICABLE,
    AS_ADDED_UP,
    NAMED,
    NO_TOTAL,
    NAMED_ONCE,
    NAME_IN_LIST,
    ADDS_UP,
    NOT_ALIKE,
    ANSWERED,
)
"""In the order in which they are asked."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupOfTests:
    """What a rule asks for by one name and several tests carry out; the fields as in ``CellTest``.

    ``own_kinds``: the findings are of the tests' kinds, not of the rule's.
    """

    name: str
    asks: Speech
    fits: Callable[[Row], bool]
    tests: tuple[CellTest, ...]
    kind: FindingKind | None = None
    always: Severity | None = None
    own_kinds: bool = False


WITHIN_LIMITS = GroupOfTests(
    "within_limits",
    asks=Speech(
        "số liệu nằm trong khoảng từ mức thấp nhất đến mức cao nhất của dòng",
        "the answer lies between the row's least and greatest values",
    ),
    fits=lambda row: row.kind in {Kind.COUNT, Kind.SCORE},
    tests=(MINIMUM, MAXIMUM),
    kind=BELOW_MINIMUM,
    always=Severity.ERROR,
    own_kinds=True,
)
PERCENT_RANGE = GroupOfTests(
    "percent_range",
    asks=Speech(
        (
            "tỷ lệ nằm từ 0 đến 100, hoặc trong giới hạn riêng của dòng; tỷ lệ so với kế hoạch cao "
            "hơn thì chỉ cảnh báo"
        ),
        (
            "the rate lies between 0 and 100, or within the row's own limits; a higher one against "
            "a plan is only a warning"
        ),
    ),
    fits=lambda row: row.kind is Kind.RATE,
    tests=(MINIMUM, MAXIMUM),
)
RATIO = GroupOfTests(
    "ratio",
    asks=Speech(
        "tỷ lệ bị cắt bớt chữ số thay vì làm tròn thì chỉ cảnh báo",
        "a rate that was truncated instead of rounded is only a warning",
    ),
    fits=lambda row: row.kind is Kind.RATE,
    tests=(),  # relations carry it out
)

ASKED_BY_NAME: Mapping[str, CellTest | GroupOfTests] = {
    **{test.name: test for test in CELL_TESTS},
    **{group.name: group for group in (WITHIN_LIMITS, PERCENT_RANGE, RATIO)},
}
"""All of these by the names that rules have for them."""
