"""Short words that reports and the command line share."""

from __future__ import annotations

_TERMS = {
    "accepted": ("Đã nhận", "accepted"),
    "accepted_with_warnings": ("Đã nhận, có điểm cần xem", "accepted, with something to look at"),
    "rejected": ("Trả lại", "returned"),
    "error": ("Lỗi", "Error"),
    "warning": ("Cần xem", "To look at"),
    "info": ("Lưu ý", "Note"),
    "mend": ("Cách sửa", "How to mend"),
    "as_at": ("như {cell}", "as at {cell}"),
    "cell": ("ô", "cell"),
    "row": ("dòng", "row"),
    "file": ("Tệp", "File"),
    "unit": ("Đơn vị", "Unit"),
    "period": ("Kỳ", "Period"),
    "form": ("Biểu", "Form"),
    "code": ("Mã đối chiếu số liệu", "Reconciliation code"),
    "same_as_paper": ("khớp bản giấy", "as on the paper"),
    "other_than_paper": ("khác bản giấy", "not as on the paper"),
    "unknown": ("không rõ", "unknown"),
    "blank": ("trống", "blank"),
    "none": ("không có", "none"),
    "many": ("{title} – {n} ô: {places}", "{title} – {n} cells: {places}"),
    "many_more": ("{title} – {n} ô nữa: {places}", "{title} – {n} more: {places}"),
    "rows_at": ("mục {paths}", "rows {paths}"),
    "rows_and_cells": ("mục {paths} ({cells})", "rows {paths} ({cells})"),
    "cells_at": ("ô {cells}", "cells {cells}"),
    "for_example": ("Ví dụ", "For example"),
    "whole_file": ("Cả tệp", "The whole file"),
    "sheet": ("Trang “{sheet}”", "Sheet “{sheet}”"),
    "no_findings": ("Không có gì phải sửa.", "Nothing to mend."),
}


def term(key: str, lang: str) -> str:
    """Return a short word in ``lang``, ``vi`` or ``en``; ``KeyError`` for an unknown key."""
    return _TERMS[key][1 if lang == "en" else 0]
