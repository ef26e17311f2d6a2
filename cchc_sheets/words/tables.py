"""What stands on the sheet of a table; always Vietnamese, because its readers are."""

from __future__ import annotations

from cchc_sheets.model import Period, Table, Unit

TOTAL = "Tổng số"
COUNT = "Số lượng"
SHARE = "Tỷ lệ (%)"
NAME_TITLE = "Ghi tên"
TOTAL_PROMPT = ("Ô tự tính", "Ô này tự cộng các dòng của bảng, không phải nhập.")
COMPUTED_PROMPT = ("Ô tự tính", "Ô này tự tính từ các cột khác, không phải nhập.")
MORE = "Bảng có sẵn {room} {places}; thiếu thì chèn thêm {places} trước {places} cuối cùng."
_LINES, _COLUMNS = "dòng", "cột"


def of_whom(period: Period, unit: Unit) -> str:
    """Return the line under a table's title."""
    return f"{period.label.upper()} – {unit.name}"


def name_prompt(table: Table) -> tuple[str, str]:
    """Return the prompt where a record is named."""
    place = _COLUMNS if table.across else _LINES
    parts = [f"{table.name_label}. Mỗi {place} một tên, không ghi hai lần."]
    if table.names:
        parts.append("Chọn trong danh sách" + (" hoặc gõ tên khác." if table.free else "."))
    parts.append(MORE.format(room=table.room, places=place))
    return NAME_TITLE, " ".join(parts)


def not_offered(table: Table) -> str:
    """Return what is said when a name is typed that is not in the list."""
    return (
        f"Chỉ nhận tên có trong danh sách. {table.name_label} khác: đề nghị báo cơ quan giao biểu."
    )
