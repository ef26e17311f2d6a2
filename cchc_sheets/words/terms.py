"""Short words that reports and the command line share."""

from __future__ import annotations

_TERMS = {
    "accepted": ("Nhận", "accepted"),
    "accepted_with_warnings": ("Nhận, có cảnh báo", "accepted with warnings"),
    "rejected": ("Trả lại – đề nghị chỉnh sửa", "sent back for correction"),
    "error": ("Lỗi", "Error"),
    "warning": ("Cảnh báo", "Warning"),
    "info": ("Lưu ý", "Note"),
    "mend": ("Cách sửa", "How to mend"),
    "cell": ("ô", "cell"),
    "row": ("dòng", "row"),
    "file": ("Tệp", "File"),
    "unit": ("Đơn vị", "Unit"),
    "period": ("Kỳ", "Period"),
    "form": ("Biểu", "Form"),
    "unknown": ("không rõ", "unknown"),
    "blank": ("trống", "blank"),
    "none": ("không có", "none"),
    "blank_in": ("{n} ô chưa trả lời: {cells}", "{n} unanswered: {cells}"),
    "no_findings": ("Không có gì phải sửa.", "Nothing to mend."),
}


def term(key: str, lang: str) -> str:
    """Return a short word in ``lang`` (``vi`` or ``en``); raises ``KeyError`` for an unknown key."""
    return _TERMS[key][1 if lang == "en" else 0]
