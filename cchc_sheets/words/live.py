"""What the workbook itself says beside a cell; always Vietnamese, because its readers are.

One line a finding, after the rule's id. The line is beside its cell, so it leaves out the label.
"""

from __future__ import annotations

import re

from cchc_sheets.model import FindingKind

OTHER = "chưa đúng “{says}” ({operands})"
"""The line of kinds without one of their own; ``{says}`` is the rule's sentence."""

COLUMN = "cột"
BLANK = "trống"
ERROR = "lỗi"
BEFORE = "kỳ trước"

ERROR_SIGN, WARNING_SIGN, GOOD_SIGN = "✗", "!", "✓"

MISSING, ERRORS, WARNINGS = "Chưa trả lời: ", " · Lỗi: ", " · Cần xem: "
_WARNINGS_BEFORE = " · Cảnh báo khác: "
"""The same in workbooks that were issued before, which still come back."""
_COUNTS = re.compile(
    rf"{MISSING}(\d{{1,6}}){ERRORS}(\d{{1,6}})(?:{WARNINGS}|{_WARNINGS_BEFORE})(\d{{1,6}})(?!\d)"
)
UNTOUCHED = "Chưa nhập"
READY = "Có thể gửi"
NOT_ALL = "Hết lỗi, còn ô chưa trả lời"
NOT_READY = "Còn lỗi, sửa trước khi gửi"


def line_of(kind: FindingKind) -> str:
    """Return the line of a kind of finding, with placeholders."""
    return kind.live or OTHER


def symbol(*, wrong: bool, said: bool, otherwise: str) -> str:
    """Return the symbol beside lines: ✗ for errors, ! for other lines, else ``otherwise``."""
    if wrong:
        return ERROR_SIGN
    return WARNING_SIGN if said else otherwise


def status(missing: int, errors: int, warnings: int, typed: int) -> str:
    """Return the status line: required answers missing, errors, other warnings, and the verdict.

    ``typed`` is how many cells hold anything: where none does there is nothing to send.
    """
    counts = counts_line(missing, errors, warnings)
    verdict = NOT_READY if errors else NOT_ALL if missing else READY
    return f"{counts}\n{verdict if typed else UNTOUCHED}"


def counts_line(missing: int, errors: int, warnings: int) -> str:
    """Return the counts of the status line."""
    return f"{MISSING}{missing}{ERRORS}{errors}{WARNINGS}{warnings}"


def counts_of(status: str) -> tuple[int, int, int] | None:
    """Return the counts in a status line, ``None`` where the text is no status line."""
    found = _COUNTS.match(" ".join(status.split()))
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
