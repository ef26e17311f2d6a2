"""Severities and sentences that several files of findings use."""

from __future__ import annotations

from cchc_sheets.model import Severity, Speech

ERROR, WARNING, INFO = Severity

THE_RULE = Speech("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}.")
"""The sentence of a broken rule, which says itself what should hold."""
KAD = Speech(
    " Không áp dụng thì ghi KAD, nêu lý do ở Ghi chú.", " KAD with a note where not applicable."
)
"""The fact ``kad`` of a row that may be answered so; other rows refuse it, and have none."""
KAD_SOMEWHERE = Speech(
    " Ở dòng cho phép, không áp dụng thì ghi KAD, nêu lý do ở Ghi chú.",
    " In rows that allow it, KAD with a note where not applicable.",
)
"""The same where no row is meant."""
FILL_IN_AGAIN = Speech(
    "Chép số liệu sang biểu đã giao kỳ này (Paste Special – Values, chỉ dán giá trị) rồi gửi lại.",
    "Copy the figures into the workbook issued for this period (paste values only) and send it.",
)
"""How to mend a workbook that is not, or is no longer, the one that was issued."""
