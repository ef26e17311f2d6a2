"""What the workbook itself says beside a cell; always Vietnamese, because its readers are.

One line a finding, after the rule's id. The cell stands beside it, so its label need not be said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LINES: Mapping[str, str] = {
    "missing-answer": "chưa trả lời",
    "not-a-number": "“{found}” không đọc được thành một số",
    "not-whole": "{found} không phải là số nguyên",
    "below-minimum": "{found} nhỏ hơn mức thấp nhất là {expected}",
    "above-maximum": "{found} lớn hơn mức cao nhất là {expected}",
    "out-of-range": "{found} ngoài khoảng {expected}%",
    "rate-as-fraction": "{found}% nhỏ bất thường; 100% thì nhập 100",
    "not-in-code-list": "{found} không có trong các mã {expected}",
    "value-in-note": "ô trống mà Ghi chú chỉ ghi số “{note}”",
    "code-for-note": "đã có Ghi chú nhưng chưa chọn mã",
    "heading-value": "dòng tiêu đề không ghi số liệu",
    "note-for-not-applicable": "không áp dụng thì nêu lý do ở Ghi chú",
    "detail-differs": "{found} khác tổng của trang kèm theo",
    "record-unnamed": "có số liệu mà chưa ghi tên",
    "record-is-total": "bảng đã tự cộng; xóa dòng (cột) “{found}”",
    "record-repeated": "“{found}” ghi hai lần; gộp số liệu về một chỗ",
    "record-not-in-list": "“{found}” không có trong danh sách; chọn một tên có sẵn",
    "whole-missing": "để trống trong khi {operand2}",
    "rate-truncated": "tỷ lệ dường như bị cắt bớt chữ số thay vì làm tròn ({operands})",
}
"""By the code of a finding; ``{says}`` is the rule's own sentence."""
OTHER = "chưa đúng “{says}” ({operands})"
"""What is said of every other code."""

COLUMN = "cột"
BLANK = "trống"
ERROR = "lỗi"
BEFORE = "kỳ trước"

ERROR_SIGN, WARNING_SIGN, GOOD_SIGN = "✗", "!", "✓"

MISSING, ERRORS, WARNINGS = "Chưa trả lời: ", " · Lỗi: ", " · Cảnh báo khác: "
_COUNTS = re.compile(rf"{MISSING}(\d+){ERRORS}(\d+){WARNINGS}(\d+)")
READY = "Có thể gửi"
NOT_READY = "Chưa thể gửi: còn lỗi"


def line_of(code: str) -> str:
    """Return the line of a kind of finding, with placeholders."""
    return LINES.get(code, OTHER)


def symbol(*, wrong: bool, said: bool, otherwise: str) -> str:
    """Return the symbol beside lines: of errors, of anything, or what stands there otherwise."""
    if wrong:
        return ERROR_SIGN
    return WARNING_SIGN if said else otherwise


def status(missing: int, errors: int, warnings: int) -> str:
    """Return the status line: required answers missing, errors, other warnings."""
    counts = counts_line(missing, errors, warnings)
    return f"{counts}\n{NOT_READY if errors else READY}"


def counts_line(missing: int, errors: int, warnings: int) -> str:
    """Return the counts of the status line."""
    return f"{MISSING}{missing}{ERRORS}{errors}{WARNINGS}{warnings}"


def counts_of(status: str) -> tuple[int, int, int] | None:
    """Return the counts that a status line says, ``None`` where it is none."""
    found = _COUNTS.match(" ".join(status.split()))
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
