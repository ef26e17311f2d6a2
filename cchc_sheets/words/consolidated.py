"""The sentences of the consolidated workbook and of the report, and how numbers read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from cchc_sheets.model import State

Fact = Decimal | int | str
Items = Sequence[tuple[str, Fact | None]]

MAX_NAMED = 12
"""More units than this are not named one by one in a note; the sheet by unit shows them all."""

# ------------------------------------------------------------------------------ sheets and heads

SUMMARY_SHEET = "Tổng hợp"
MATRIX_SHEET = "Theo đơn vị"
SOURCE_SHEET = "Nguồn"
STATUS_SHEET = "Tình trạng"
FINDINGS_SHEET = "Phát hiện"

PLAIN_TITLE = "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"
DRAFT = "DỰ THẢO"
PRELIMINARY = "SỐ SƠ BỘ"
ANNEX_HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính")
PROVINCE_HEAD = "Toàn tỉnh"
ANSWERED_HEAD = "Đã trả lời / Phải trả lời"
NOTE_HEAD = "Ghi chú"
NOT_ASKED = "x"
LEGEND = (
    "x: khối này không được hỏi; ô trống: chưa có đơn vị nào trả lời (trống không phải là 0). "
    "Số của khối in nghiêng đứng riêng, không vào số toàn tỉnh."
)
MATRIX_LEGEND = (
    "Bấm vào một ô để tới dòng của ô ấy ở trang Nguồn. Vàng: để trống; xám: chưa có báo cáo trong "
    "tổng hợp; x: biểu không hỏi; KAD: không áp dụng; đỏ: không đọc được. Số có dấu % hoặc ghi "
    "Có/Không là do biểu của đơn vị hỏi khác đơn vị tính chung."
)
SOURCE_HEAD = (
    "Đơn vị",
    "Mã chỉ tiêu",
    "Chỉ tiêu",
    "Trạng thái",
    "Số liệu",
    "Đơn vị tính",
    "Nguyên văn",
    "Ghi chú",
    "Tệp",
    "Trang",
    "Ô",
)
STATUS_HEAD = ("STT", "Đơn vị", "Khối", "Tình trạng", "Lý do", "Lỗi", "Cảnh báo", "Tệp")
FINDINGS_HEAD = ("Đơn vị", "Mức độ", "Quy tắc", "Chỉ tiêu", "Ô", "Nội dung", "Mã")
BETWEEN_UNITS = "Đối chiếu giữa các đơn vị"
NO_FINDINGS = "Không có phát hiện nào."
NO_FILE = "Không có tệp"
PAGE = "Trang &P/&N"

STATES = {
    State.NUMBER: "số",
    State.NIL: "không phát sinh (0)",
    State.NOT_APPLICABLE: "không áp dụng",
    State.BLANK: "để trống",
    State.UNREADABLE: "không đọc được",
    State.TEXT: "chữ",
}
NOT_APPLICABLE_SIGN = "KAD"
YES = "Có"
NO = "Không"
OUTCOMES = {
    "merged": "Đã tổng hợp",
    "missing": "Chưa nhận được",
    "rejected": "Chưa đưa vào tổng hợp",
}

# --------------------------------------------------------------------------------------- report

REPORT_TITLE = "Báo cáo tổng hợp số liệu cải cách hành chính"
HEADLINES = {
    "expected": "Đơn vị phải báo cáo",
    "merged": "Đã tổng hợp",
    "missing": "Chưa nhận được",
    "rejected": "Chưa đưa vào tổng hợp",
}
STATUS_SECTION = "Tình trạng các đơn vị"
FINDINGS_SECTION = "Phát hiện theo đơn vị"
FIGURES_SECTION = "Số liệu toàn tỉnh"
REPORT_STATUS_HEAD = ("STT", "Đơn vị", "Khối", "Tình trạng", "Lý do", "Tệp")
REPORT_FINDINGS_HEAD = ("Mức độ", "Quy tắc", "Chỉ tiêu", "Ô", "Nội dung")


def preliminary(merged: int, expected: int) -> str:
    """Say how many units the figures lack."""
    return f"{PRELIMINARY}: còn thiếu {expected - merged}/{expected} đơn vị"


def complete(expected: int) -> str:
    """Say that all units are in."""
    return f"Đã đủ {expected}/{expected} đơn vị"


def several(found: str, example: str, mend: str) -> str:
    """Say many findings of one cause at once: where, one of them, how to mend them."""
    shown = f" Ví dụ: {example}" if example else ""
    return f"{found}.{shown} Cách sửa: {mend}"


def from_units(merged: int, expected: int) -> str:
    """Say how many units the figures come from."""
    return f"Tổng hợp từ {merged}/{expected} đơn vị"


# ---------------------------------------------------------------------------------------- notes

_NOTES = {
    "share": "{numerator}/{denominator} = {share}%",
    "ratio": "{numerator}/{denominator} = {share}%",
    "weighted": "bình quân theo {items} (tổng {weight})",
    "yes-no": "{yes_label} {yes} / {no_label} {no} / chưa trả lời {silent}",
    "codes": "{items}",
    "bad-code": "đơn vị trả lời “{label}”: {items}",
    "not-added": "không cộng được",
    "range": "thấp nhất {minimum} – trung vị {median} – cao nhất {maximum} ({units} đơn vị)",
    "range-cell": "{minimum} – {median} – {maximum}",
    "alike": "cùng một tỷ lệ ({units} đơn vị)",
    "alike-cell": "{minimum}",
    "computed": "tổng của: {items}",
    "apart": "{units} đơn vị được hỏi bằng số, cộng riêng: {total}",
    "apart-cell": "(số: {total})",
    "share-apart": "{units} đơn vị chỉ được hỏi tỷ lệ %, không cộng: "
    "thấp nhất {minimum} – trung vị {median} – cao nhất {maximum}",
    "tallied": "{units} đơn vị chỉ được hỏi Có/Không: Có {yes}, Không {no} (không cộng)",
    "tallied-cell": "Có {yes}, Không {no}",
    "from-share": "{units} đơn vị báo tỷ lệ: số = tỷ lệ × tổng, làm tròn",
    "from-rate": "{units} đơn vị báo tỷ lệ và mẫu số: tử số = tỷ lệ × mẫu số, làm tròn",
    "not-applicable": "không áp dụng: {units} đơn vị",
    "no-owners": "không có số toàn tỉnh: khối chịu trách nhiệm báo cáo không có trong danh sách",
    "only-owners": "toàn tỉnh chỉ tính khối: {items}",
    "not-in-province": "không vào số toàn tỉnh",
    "levels-not-added": "nêu theo từng khối, không cộng các khối",
    "own-part": "khối {items}: mỗi đơn vị một danh mục riêng, không đối chiếu",
    "parts-differ": "không tính tổng toàn tỉnh: các khối được hỏi những thành phần khác nhau",
    "part-absent": "chưa tính được tổng toàn tỉnh: có thành phần thiếu số hoặc không cộng được",
    "above-whole": "lớn hơn {items}: số kia có ít đơn vị được hỏi hơn, hoặc do làm tròn",
    "visits": "tính theo lượt, một đơn vị có thể được kiểm tra nhiều lần",
    "no-agreement": "chưa thống nhất",
    "deviating": "đa số báo {value}; khác: {items}",
    "tie": "chưa thống nhất: {items}",
    "left-out-unreadable": "không đọc được, chưa tính: {items}",
    "left-out-rate-without-base": "chỉ có tỷ lệ, thiếu số để quy đổi, chưa tính: {items}",
    "left-out-rate-without-weight": "thiếu số để tính bình quân, chưa tính: {items}",
    "left-out-not-in-share": "không vào tỷ lệ (thiếu mẫu số): {items}",
    "left-out-total-without-parts": "có tổng nhưng thiếu thành phần, chưa tính đủ: {items}",
}


def note_text(code: str, facts: Mapping[str, Fact], items: Items = ()) -> str:
    """Return the sentence of one note beside a figure."""
    words = {"yes_label": YES, "no_label": NO}
    words |= {name: _fact(value) for name, value in facts.items()}
    words["items"] = listed(items)
    return _NOTES[code].format(**words)


def joined(notes: Iterable[str]) -> str:
    """Return several notes as one text, each a sentence."""
    return ". ".join(note[:1].upper() + note[1:] for note in notes)


def listed(items: Items) -> str:
    """Return the items with their values, the first ``MAX_NAMED`` by name."""
    shown = [
        name if value is None else f"{name}: {_fact(value)}" for name, value in items[:MAX_NAMED]
    ]
    if len(items) > MAX_NAMED:
        shown.append(f"và {len(items) - MAX_NAMED} đơn vị khác")
    return "; ".join(shown)


def _fact(value: Fact) -> str:
    return value if isinstance(value, str) else number(Decimal(value))


def number(value: Decimal, decimals: int = 2) -> str:
    """Return the number as Vietnamese print has it: 171034.5 → 171.034,5."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
