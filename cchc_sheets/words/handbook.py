"""The heads of what is explained about rules and kinds of findings, in two languages."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_sheets.model import Severity
from cchc_sheets.words.terms import term

_HEADS = {
    "arises": ("Khi nào nêu", "When it arises"),
    "severity": ("Mức độ", "Severity"),
    "example": ("Ví dụ", "Example"),
    "mend": ("Cách sửa", "How to mend"),
    "rules": ("Do quy tắc", "Given by rules"),
    "sheet": ("Trong biểu", "In the sheet"),
    "group": ("Nhóm", "Group"),
    "condition": ("Điều kiện", "Condition"),
    "rows": ("Dòng", "Rows"),
    "columns": ("Cột", "Columns"),
    "on-sheet": ("tổng ở trang {sheet}: {columns}", "totals of the sheet {sheet}: {columns}"),
    "table-of": ("{form} (mỗi mục ở trang {sheet})", "{form} (each record of the sheet {sheet})"),
    "of-table": ("Từng mục ở trang {sheet}: {title}", "Each record of the sheet {sheet}: {title}"),
    "where": ("Nơi soát", "Looked at"),
    "reason": ("Lý do", "Reason"),
    "findings": ("Mã lỗi", "Finding"),
    "everywhere": ("Chung, và liên quan nhiều phần", "Of all parts, or of several"),
    "rule": ("Quy tắc {id} ({severity}): {says}", "Rule {id} ({severity}): {says}"),
    "in-form": ("Ở biểu {form}:", "In the form {form}:"),
    "code": ("{code} – {title}", "{code} – {title}"),
    "or": (" hoặc ", " or "),
    "no-rule": (
        "không; máy nêu khi đọc tệp hoặc tổng hợp",
        "none; found when a file is read or merged",
    ),
    "rows-all": ("mọi dòng", "all rows"),
    "rows-headings": ("mọi dòng tiêu đề", "all heading rows"),
    "rows-codes": ("mọi dòng chọn mã", "all rows with codes"),
    "rows-rates": ("mọi dòng tỷ lệ %", "all rates"),
    "rows-counts": ("mọi dòng số đếm", "all counts"),
    "rows-figures": ("mọi ô nhập, trừ ô ghi chữ", "all input cells but those for words"),
    "rows-required": ("mọi dòng phải trả lời", "all rows that are to be answered"),
    "rows-not-applicable": ("mọi dòng được ghi KAD", "all rows that may be not applicable"),
    "rows-inputs": ("mọi dòng phải nhập", "all input rows"),
    "rows-answers": ("mọi dòng có số liệu", "all rows with an answer"),
    "where-sheet": (
        "ngay trong biểu (cột Soát lỗi) và khi Sở Nội vụ soát",
        "in the sheet (Soát lỗi) and at the office",
    ),
    "where-office": ("chỉ khi Sở Nội vụ soát", "at the office only"),
    "where-partly": (
        "một phần trong biểu, đủ khi Sở Nội vụ soát",
        "in part in the sheet, in full at the office",
    ),
    "sheet-yes": ("có, ở cột Soát lỗi", "yes, in the column Soát lỗi"),
    "sheet-no": ("không, chỉ nêu khi Sở Nội vụ soát", "no, at the office only"),
    "compares-same_start": (
        "chỉ so khi kỳ này và kỳ trước bắt đầu cùng một ngày (số lũy kế)",
        "compared only where this period and the one before begin on the same day",
    ),
    "compares-adjoining": (
        "chỉ so khi kỳ này tiếp liền kỳ trước",
        "compared only where this period follows right after the one before",
    ),
    "compares-same_year": (
        "chỉ so khi hai kỳ cùng một năm báo cáo",
        "compared only where both periods lie in one reporting year",
    ),
    "compares-new_year": (
        "chỉ so khi kỳ trước thuộc năm báo cáo trước",
        "compared only where the period before lies in an earlier reporting year",
    ),
    "blanks": (
        (
            "Ô trống và KAD: điều kiện có dùng số của ô ấy thì chưa xét; “tổng của …” chỉ cộng các "
            "ô đã có số."
        ),
        (
            "A condition that needs the figure of a blank or not applicable answer is not "
            "applied; “the sum of …” adds the answers that are there."
        ),
    ),
}


def head(key: str, lang: str, **facts: str) -> str:
    """Return a head or a fixed phrase; ``KeyError`` for an unknown key."""
    text = _HEADS[key][lang == "en"]
    return text.format(**facts) if facts else text


def severities_in_words(severities: Iterable[Severity], lang: str) -> str:
    """Return *Lỗi*, or *Lỗi hoặc Cần xem*."""
    first, *others = [term(severity.value, lang) for severity in severities]
    return head("or", lang).join([first, *(other.lower() for other in others)])
