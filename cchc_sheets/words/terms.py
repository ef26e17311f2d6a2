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
    "many": ("{title} – {n} ô: {places}", "{title} – {n} cells: {places}"),
    "many_more": ("{title} – {n} ô nữa: {places}", "{title} – {n} more: {places}"),
    "rows_at": ("mục {paths}", "rows {paths}"),
    "rows_and_cells": ("mục {paths} ({cells})", "rows {paths} ({cells})"),
    "cells_at": ("ô {cells}", "cells {cells}"),
    "for_example": ("Ví dụ", "For example"),
    "whole_file": ("Cả tệp", "The whole file"),
    "sheet": ("Trang “{sheet}”", "Sheet “{sheet}”"),
    "file_text": ("văn bản thuần", "plain text"),
    "file_csv": ("bảng CSV", "a CSV table"),
    "file_html": ("trang web HTML", "an HTML page"),
    "file_xml": ("XML", "XML"),
    "file_pdf": ("PDF", "PDF"),
    "file_image": ("hình ảnh", "a picture"),
    "file_word": ("văn bản Word", "a Word document"),
    "file_zip": ("tệp nén zip", "a zip archive"),
    "file_archive": ("tệp nén", "an archive"),
    "file_unknown": ("không rõ loại", "of no known kind"),
    "no_findings": ("Không có gì phải sửa.", "Nothing to mend."),
}


def term(key: str, lang: str) -> str:
    """Return a short word in ``lang``, ``vi`` or ``en``; ``KeyError`` for an unknown key."""
    return _TERMS[key][1 if lang == "en" else 0]
