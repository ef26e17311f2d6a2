"""What the workbook itself says beside a cell; always Vietnamese, because its readers are.

One line a finding, after the rule's id. The line is beside its cell, so it leaves out the label.
"""

from __future__ import annotations

import re

from cchc_sheets.model import FindingKind

_OTHERS = ("Xem lại cùng {others}", "Chưa đúng quy tắc")
"""The lines of kinds without one of their own, or of which a check has not the facts."""

COLUMN = "cột"
BLANK = "trống"
ERROR = "lỗi"
BEFORE = "kỳ trước"
TOTAL = "tổng"

ERROR_SIGN, WARNING_SIGN, GOOD_SIGN = "✗", "!", "✓"

UNTOUCHED = "Chưa nhập · {asked} ô cần trả lời"
COUNTED = "Đã trả lời {answered}/{asked} · {errors} lỗi · {warnings} cần xem"
READY = "Đủ {asked}/{asked} · có thể gửi"
READY_BUT = "Đủ {asked}/{asked} · {warnings} cần xem · có thể gửi"
"""The status line: before anything is typed, on the way, and at the end."""
UNTOUCHED_BEGINS, READY_BEGINS, NOTHING_WRONG = "Chưa nhập", "Đủ ", " · 0 lỗi · 0 cần xem"
"""By what a sheet tells the states of its status line apart."""
_N = r"(\d{1,6})"
_UNTOUCHED = re.compile(rf"Chưa nhập · {_N} ô cần trả lời")
_COUNTED = re.compile(rf"Đã trả lời {_N}/{_N} · {_N} lỗi · {_N} cần xem")
_READY = re.compile(rf"Đủ {_N}/{_N} · (?:{_N} cần xem · )?có thể gửi")
_MISSING, _ERRORS, _WARNINGS = "Chưa trả lời: {}", "Lỗi: {}", "Cần xem: {}"
_BEFORE = re.compile(rf"Chưa trả lời: {_N} · Lỗi: {_N} · (?:Cần xem: |Cảnh báo khác: ){_N}(?!\d)")
"""In workbooks that were issued before, which still come back."""
MISSING_BEFORE = "chưa trả lời"
"""What these say beside each blank."""

Counts = tuple[int, int | None, int | None]
"""Required answers missing, errors, other things to look at; ``None`` where it is not said."""


def lines_of(kind: FindingKind) -> tuple[str, ...]:
    """Return the lines of a kind of finding, with placeholders; the last one has none."""
    return (*kind.live, *_OTHERS)


def rule_id(rule: str) -> str:
    """Return how a line ends whose check has a rule."""
    return f" · {rule}"


def symbol(*, wrong: bool, said: bool, otherwise: str) -> str:
    """Return the symbol beside lines: ✗ for errors, ! for other lines, else ``otherwise``."""
    if wrong:
        return ERROR_SIGN
    return WARNING_SIGN if said else otherwise


def status(asked: int, missing: int, errors: int, warnings: int, typed: int) -> str:
    """Return the status line: how many of the required answers are given, and what is wrong.

    ``typed`` is how many cells hold anything: where none does there is nothing to send.
    """
    text = COUNTED
    if not typed:  # of a table without records nothing is asked yet
        text = UNTOUCHED if asked else UNTOUCHED_BEGINS
    elif not missing and not errors:
        text = READY_BUT if warnings else READY
    answered = asked - missing
    return text.format(asked=asked, answered=answered, errors=errors, warnings=warnings)


def counts_line(missing: int, errors: int | None, warnings: int | None) -> str:
    """Return counts as findings name them."""
    named = zip((_MISSING, _ERRORS, _WARNINGS), (missing, errors, warnings), strict=True)
    return " · ".join(text.format(count) for text, count in named if count is not None)


def counts_of(status: str) -> Counts | None:
    """Return the counts in a status line, ``None`` where the text is no status line."""
    text = " ".join(status.split())
    if found := _COUNTED.match(text):
        return int(found[2]) - int(found[1]), int(found[3]), int(found[4])
    if found := _READY.match(text):
        return 0, 0, int(found[3] or 0)
    if found := _UNTOUCHED.match(text):
        return int(found[1]), None, None
    if found := _BEFORE.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    return None
