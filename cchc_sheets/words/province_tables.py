"""What the province's papers say about the tables of the forms; always Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_sheets.model import Kind, Table
from cchc_sheets.words import tables as words
from cchc_sheets.words.consolidated import number

TOTAL = words.TOTAL
NUMBER_HEAD = "STT"
UNITS_HEAD = "Đơn vị"
PROVINCE = "Toàn tỉnh"
BY_NAME = "Toàn tỉnh, cộng theo tên"
BY_UNIT = "Từng đơn vị"
SOURCE_HEADS = ("Tệp", "Trang", "Các ô")
NOTE_HEAD = "Ghi chú"
SECTION = "Bảng kèm theo"
NO_RECORDS = "Chưa có đơn vị nào có số liệu trong bảng này."
COLUMN_HEADS = ("STT", "Chỉ tiêu", "Đơn vị tính", TOTAL)
LEGEND = (
    "Các tên giống nhau (không kể chữ hoa, chữ thường) được cộng làm một; ô trống không phải là 0; "
    "tỷ lệ tính lại từ các số đã cộng, không bao giờ lấy bình quân."
)
LEGEND_OWN = "Tên ở đây là bộ phận riêng của từng đơn vị, nên không cộng theo tên giữa các đơn vị."
_UNITS = "{units} đơn vị"
_RECORDS = "{records} mục của {units} đơn vị"
_SPREAD = "{minimum} – {median} – {maximum} ({answered})"
_ALIKE = "{minimum} ({answered})"
SPREAD_LEGEND = "Cột hỏi tỷ lệ, điểm ghi: thấp nhất – trung vị – cao nhất (số mục đã trả lời)."
COLOURS = "Vàng: để trống; đỏ: không đọc được."
_NOTES = {
    "blank": "để trống: {items}",
    "unreadable": "không đọc được, chưa tính: {items}",
    "not_in_share": "không vào tỷ lệ (thiếu một trong hai số): {items}",
}
_IN_FORMS = "{title} ({forms})"


class Head(NamedTuple):
    """One printed column of a table: what stands over it, its name, and whose answer or share."""

    group: str
    label: str
    key: str
    is_share: bool = False


def heads(table: Table) -> tuple[Head, ...]:
    """Return the printed columns; a count with its share stands under its own name."""
    found: list[Head] = []
    for column in table.columns:
        label, key = column.row.label, column.row.key
        if column.share_of is None:
            found.append(Head(column.group, label, key))
            continue
        group = column.group or label
        found.append(Head(group, words.COUNT if group == label else label, key))
        found.append(Head(group, words.SHARE, key, is_share=True))
    return tuple(found)


def title(text: str, forms: Sequence[str]) -> str:
    """Return a table's title, with the forms that have it where they are to be named."""
    if not forms:
        return text
    return _IN_FORMS.format(title=text, forms=", ".join(forms))


def unit_count(units: int) -> str:
    """Say of how many units a sum is."""
    return _UNITS.format(units=units)


def record_count(records: int, units: int) -> str:
    """Say how many records of how many units a total is of."""
    return _RECORDS.format(records=records, units=units)


def spread(minimum: Decimal, median: Decimal, maximum: Decimal, answered: int) -> str:
    """Return what rates come to, which may not be averaged."""
    rates = {"minimum": minimum, "median": median, "maximum": maximum}
    shown = {name: number(rate) for name, rate in rates.items()}
    return (_ALIKE if minimum == maximum else _SPREAD).format(**shown, answered=answered)


def legend(table: Table) -> str:
    """Say how the table was added up."""
    rates = any(c.row.kind not in {Kind.COUNT, Kind.TEXT} for c in table.columns)
    parts = [LEGEND_OWN if table.names_are_own else LEGEND, SPREAD_LEGEND if rates else ""]
    return " ".join(filter(None, parts))


def note(code: str, items: Iterable[tuple[str, int]]) -> str:
    """Say what is not in a line's sums: columns, and how many records in each."""
    listed = "; ".join(f"{label} ({count})" for label, count in items)
    return _NOTES[code].format(items=listed)
