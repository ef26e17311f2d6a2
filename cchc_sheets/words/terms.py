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
