"""The code of a finding → its kind: every row of the files beside this one, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from cchc_sheets.findings import (
    answers,
    columns,
    file,
    formulas,
    heading,
    identity,
    outliers,
    over_time,
    province,
    rates,
    relations,
    rows,
    sight,
    tables,
    typed,
)
from cchc_sheets.findings.common import THE_RULE
from cchc_sheets.model import FindingKind, Given, Group, Speech

KINDS: Mapping[str, FindingKind] = {
    row.code: row
    for each in (
        *(file, identity, heading, rows, columns, sight, typed),
        *(answers, formulas, relations, rates, over_time, tables, outliers, province),
    )
    for row in vars(each).values()
    if isinstance(row, FindingKind)
}
"""By code, in the order of the files and of their rows; the handbook lists them in it."""

_OF_A_RULE = FindingKind(
    "",
    Group.RELATION,
    title=Speech("Vi phạm quy tắc", "Rule broken"),
    found=THE_RULE,
    mend=Speech("Kiểm tra và sửa số sai.", "Check and correct."),
    arises=Speech(
        "Một quy tắc loại này không thỏa: các số đã ghi trái với câu của quy tắc.",
        "A rule of this kind does not hold: the answers contradict the rule's sentence.",
    ),
    example={
        "says": Speech(
            "Hai số ở mục 1.1 và 1.2 bằng nhau", "The figures in rows 1.1 and 1.2 are equal"
        )
    },
    example_given=(Given("1.1", "", 30), Given("1.2", "", 31)),
)


@cache
def kind_of(code: str) -> FindingKind:
    """Return the kind of a code; a rule may bring a code of its own, which no row knows."""
    return KINDS.get(code) or replace(_OF_A_RULE, code=code)
