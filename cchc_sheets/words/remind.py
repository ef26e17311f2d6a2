"""What is written to units that have sent nothing, or whose report was returned (nhắc, đôn đốc)."""

from __future__ import annotations

from datetime import date

from cchc_sheets.model import Issuer, Period, Unit, UnitState

SUBJECT = "Nhắc gửi biểu thống kê CCHC {period}"
TABLE_TITLE = "DANH SÁCH ĐƠN VỊ CHƯA GỬI HOẶC PHẢI GỬI LẠI BIỂU THỐNG KÊ CCHC"
TABLE_HEAD = ("STT", "Đơn vị", "Tình trạng", "Quá hạn (ngày)", "Ghi chú")
OUTSIDE = "nganh-doc"
"""The unit type of agencies that are not under the province's administration."""


def in_sentence(period: Period) -> str:
    """Return a period as it is written within a sentence: *quý I năm 2023*."""
    label = period.label
    return label[0].lower() + label[1:]


def reminder(  # noqa: PLR0913, PLR0917 - what a letter names
    issuer: Issuer, unit: Unit, period: Period, state: UnitState, today: date, due: date | None
) -> str:
    """Return the text to a unit: what is lacking, since when, what is asked, whom to ask back."""
    what = f"biểu thống kê CCHC {in_sentence(period)} của {unit.name}"
    outside = unit.type == OUTSIDE
    ask = "Kính đề nghị Quý cơ quan" if outside else "Đề nghị đơn vị"
    if state is UnitState.RETURNED:
        lines = [f"{issuer.name} đã soát {what}; biểu còn lỗi nên chưa tổng hợp được."]
        lines.append(f"{ask} sửa các ô đã nêu trong biểu trả lại và gửi lại chính tệp ấy.")
    else:
        late = f", quá hạn gửi {(today - due).days} ngày" if due and today > due else ""
        lines = [f"Đến ngày {today:%d/%m/%Y}, {issuer.name} chưa nhận được {what}{late}."]
        before = f" trước ngày {due:%d/%m/%Y}" if due and today <= due else " trong ngày"
        lines.append(f"{ask} gửi{before}.")
    contact = ", ".join(filter(None, (issuer.telephone, issuer.email)))
    lines.append(f"Vướng mắc đề nghị liên hệ {issuer.name}{f': {contact}' if contact else ''}.")
    return "\n".join(lines)
