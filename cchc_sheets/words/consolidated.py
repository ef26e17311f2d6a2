"""The sentences of the consolidated workbook and of the report, and how numbers read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from cchc_sheets.model import Annex, PeriodStage, State
from cchc_sheets.words.states import STAGES, stage_word

Fact = Decimal | int | str
Items = Sequence[tuple[str, Fact | None]]

MAX_NAMED = 12
"""More units than this are not named one by one in a note; the sheet by unit shows them all."""

# ------------------------------------------------------------------------------ sheets and heads

OVERVIEW_SHEET = "Tóm tắt"
SUMMARY_SHEET = "Tổng hợp"
TEXTS_SHEET = "Nội dung khác"
CHARTS_SHEET = "Số vẽ biểu đồ"
MATRIX_SHEET = "Theo đơn vị"
SOURCE_SHEET = "Nguồn"
STATUS_SHEET = "Tình trạng"
FINDINGS_SHEET = "Kết quả soát"

PLAIN_TITLE = "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"
DRAFT = "DỰ THẢO"
PRELIMINARY = STAGES[PeriodStage.PRELIMINARY].vi
ANNEX_HEAD = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính")
PROVINCE_HEAD = "Toàn tỉnh"
NOTE_HEAD = "Ghi chú"
NOT_ASKED = "x"
LEGEND = (
    "x: khối này không được hỏi; ô trống: chưa có đơn vị nào trả lời (trống không phải là 0). "
    "Số của khối in nghiêng đứng riêng, không vào số toàn tỉnh. Số (thấp nhất–cao nhất): trung vị, "
    "không cộng. Theo khối: không cộng các khối. ck: so với cùng kỳ năm trước. Thay đổi chỉ tính "
    "trên các đơn vị có số ở cả hai kỳ. Nền vàng: nhiều đơn vị chưa trả lời."
)
NOT_LIVE = "Số không có công thức là số tính sẵn: sửa ở trang Theo đơn vị không làm nó đổi."
ANNEX_BESIDE = ("Kỳ so sánh", "Thay đổi", "Đã trả lời")
ANNEX_NOTE_HEAD = "Ghi chú (không in)"
APPENDIX = "Phụ lục"
ATTACHED = "(Kèm theo Văn bản số … ngày … tháng … năm … của …)"
TO_UNITS = "Xem từng đơn vị ở trang Nguồn"
TO_CELL = "Xem ở trang Theo đơn vị"
BACK = "‹ Về Tổng hợp"
WORKING = "TRANG LÀM VIỆC – không in, không gửi kèm báo cáo."
MATRIX_LEGEND = (
    "Sửa một số ở đây thì trang Tổng hợp và Tóm tắt tính lại; cột so sánh, ghi chú và các tệp khác "
    "thì không. Bấm vào một ô để tới dòng của ô ấy ở trang Nguồn. Kem: để trống; xám: chưa có báo "
    "cáo trong tổng hợp; x: biểu không hỏi; KAD: không áp dụng; đỏ: không đọc được. Số có dấu % "
    "hoặc ghi Có/Không là do biểu của đơn vị hỏi khác đơn vị tính chung."
)
MATRIX_BESIDE = "Số liệu khác dùng để tính (không có trong phụ lục)"
SOURCE_LEGEND = (
    "Mỗi chỉ tiêu: các đơn vị góp số, đã ghi gì, số nào vào tổng hợp, từ tệp, trang, ô nào."
)
SOURCE_HEAD = (
    "Chỉ tiêu",
    "Đơn vị",
    "Nguyên văn",
    "Số liệu",
    "Đơn vị tính",
    "Vào tổng hợp",
    "Mẫu số, trọng số",
    "Cách tính, lý do",
    "Ghi chú",
    "Tệp",
    "Trang",
    "Ô",
    "Trạng thái",
    "SHA-256",
    "Mã chỉ tiêu",
)
HOW = {
    "from-share": "tỷ lệ × tổng số của đơn vị, làm tròn",
    "from-rate": "tỷ lệ × mẫu số, làm tròn",
    "apart": "biểu ghi số, cộng riêng",
    "share-apart": "biểu chỉ có tỷ lệ %, không cộng",
    "tallied": "biểu ghi Có/Không, chỉ đếm",
}
LEFT_OUT = {
    "unreadable": "chưa tính: không đọc được",
    "rate-without-base": "chưa tính: có tỷ lệ, thiếu số để quy đổi",
    "rate-without-weight": "chưa tính: thiếu số để tính bình quân",
    "not-in-share": "không vào tỷ lệ: thiếu tử số hoặc mẫu số",
    "total-without-parts": "chưa tính đủ: có tổng, thiếu thành phần",
    "parts-lacking": "chưa tính đủ: thiếu thành phần",
}
"""The same reasons as beside figures, said of one unit."""
ONLY_OWN_LEVEL = "chỉ vào số của khối"
CHARTS_LEGEND = "Số mà các biểu đồ ở trang Tóm tắt vẽ ra, tính tại lúc tổng hợp."
CARDS = ("Đã tổng hợp", "Chưa gửi", "Trả lại để sửa", "Loại ra")
KEY_HEAD = ("Số liệu chính", "Kỳ này", "Kỳ so sánh", "Thay đổi", "Đã trả lời")
KEY_LEGEND = (
    "Bấm vào số để xem từng đơn vị, bấm mã dòng để tới phụ lục. Thay đổi chỉ tính trên các đơn vị "
    "có số ở cả hai kỳ. Nền vàng: dưới một nửa số đơn vị trả lời, chưa nên trích dẫn."
)
MISSING_HEAD = "Đơn vị còn thiếu"
NOBODY_MISSING = "Đủ đơn vị"
SENTENCES_HEAD = "Câu để đưa vào báo cáo (chép từng ô)"
COVERAGE_TITLE = "{counted}/{expected} đơn vị đã tổng hợp"
STATUS_LEGEND = "Tình trạng từng đơn vị."
FINDINGS_LEGEND = "Điều phát hiện khi soát, giữa các đơn vị rồi từng đơn vị."
TEXTS_TITLE = "NỘI DUNG CÁC ĐƠN VỊ GHI BẰNG CHỮ"
TEXTS_HEAD = ("STT", "Đơn vị", "Nội dung")
STATUS_HEAD = (
    *("STT", "Đơn vị", "Khối", "Tình trạng", "Lý do", "Lỗi", "Cần xem"),
    *("Số báo cáo", "Ngày ký", "Người lập biểu", "Điện thoại", "Mã đối chiếu", "Tệp"),
)
FINDINGS_HEAD = ("Đơn vị", "Mức độ", "Quy tắc", "Chỉ tiêu", "Ô", "Nội dung", "Mã")
BETWEEN_UNITS = "Đối chiếu giữa các đơn vị"
NO_FINDINGS = "Không có lỗi, không có điểm cần xem."
PAGE = "Trang &P/&N"
_VIETNAM = timezone(timedelta(hours=7))

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

# --------------------------------------------------------------------------------------- report

EXPECTED = "Đơn vị phải báo cáo"


def annex_head(annex: Annex) -> str:
    """Return what stands above the annex, as the decree writes it: *Phụ lục*, not in capitals."""
    return annex.appendix.replace("PHỤ LỤC", APPENDIX) or APPENDIX


def preliminary(merged: int, expected: int) -> str:
    """Say of how many units there are figures."""
    return f"{PRELIMINARY}: mới có số liệu của {merged}/{expected} đơn vị"


def standing(stage: PeriodStage, closing: int, as_of: str) -> str:
    """Say how far the period is, and until when what came is in the figures.

    That they are preliminary is said of how many units. ``as_of`` is in UTC (ISO 8601), and
    written as the time in Việt Nam.
    """
    parts = [] if stage is PeriodStage.PRELIMINARY else [stage_word(stage, closing, "vi")]
    if as_of:
        parts.append(f"số liệu tính đến {moment(as_of)}")
    return " – ".join(parts)


def moment(at: str) -> str:
    """Return a time in UTC (ISO 8601) as the time in Việt Nam: *16:30 ngày 22/03/2021*."""
    return f"{local_time(at):%H:%M ngày %d/%m/%Y}"


def local_time(at: str) -> datetime:
    """Return a time in UTC (ISO 8601) as the time in Việt Nam."""
    return datetime.fromisoformat(at).astimezone(_VIETNAM)


def one_of(errors: int, example: str) -> str:
    """Say how many errors there are, and one of them."""
    return f"{errors} lỗi; ví dụ {example}"


def complete(merged: int, expected: int) -> str:
    """Say that all units are in, or how many are that nobody waits for."""
    return (
        f"Đã đủ {expected}/{expected} đơn vị"
        if merged == expected
        else from_units(merged, expected)
    )


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
    "range-cell": "{median} ({minimum}–{maximum})",
    "range-numbers": "thấp nhất {minimum} – trung vị {median} – cao nhất {maximum} "
    "({units} đơn vị)",
    "alike": "cùng một tỷ lệ ({units} đơn vị)",
    "alike-numbers": "cùng một số ({units} đơn vị)",
    "alike-cell": "{minimum}",
    "computed": "tổng của: {items}",
    "apart": "{units} đơn vị được hỏi bằng số, cộng riêng: {total}",
    "apart-cell": "(số: {total})",
    "share-apart": "{units} đơn vị chỉ được hỏi tỷ lệ %, không cộng: "
    "thấp nhất {minimum} – trung vị {median} – cao nhất {maximum}",
    "tallied": "{units} đơn vị chỉ được hỏi Có/Không: Có {yes}, Không {no} (không cộng)",
    "tallied-cell": "Có {yes}, Không {no}",
    "from-share": "{units} đơn vị báo tỷ lệ: số = tỷ lệ × tổng, làm tròn ({items})",
    "from-rate": "{units} đơn vị báo tỷ lệ và mẫu số: tử số = tỷ lệ × mẫu số, làm tròn ({items})",
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
    "thin": "dưới một nửa số đơn vị trả lời, chưa nên trích dẫn",
    "pulled-down": "kéo xuống nhiều nhất: {items}",
    "one-unit": "riêng {unit} {value}, bằng {part} toàn tỉnh",
    "lacking": "thiếu {units} đơn vị: {items}",
    "left-out-unreadable": "không đọc được, chưa tính: {items}",
    "left-out-rate-without-base": "chỉ có tỷ lệ, thiếu số để quy đổi, chưa tính: {items}",
    "left-out-rate-without-weight": "thiếu số để tính bình quân, chưa tính: {items}",
    "left-out-not-in-share": "không cộng vào tỷ lệ (thiếu tử số hoặc mẫu số): {items}",
    "left-out-total-without-parts": "có tổng nhưng thiếu thành phần, chưa tính đủ: {items}",
    "left-out-parts-lacking": "chưa đủ các thành phần: {items}",
}


def note_text(code: str, facts: Mapping[str, Fact], items: Items = ()) -> str:
    """Return the sentence of one note beside a figure."""
    words = {"yes_label": YES, "no_label": NO}
    words |= {name: _fact(value) for name, value in facts.items()}
    words["items"] = listed(items)
    return _NOTES[code].format(**words)


def cell_text(code: str, facts: Mapping[str, Fact], items: Items = ()) -> str:
    """Return what a note says in a figure's own cell, as a formula makes it: no thousands apart."""
    plain = {name: _fact(value).replace(".", "") for name, value in facts.items()}
    counted = [(name, value if value is None else str(value)) for name, value in items]
    said = note_text(code, plain, counted)
    return joined([said]) if code == "no-agreement" else said


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
