"""What stands in the workbook that a unit gets; always Vietnamese, because its readers are.

Prompts and stop messages are returned as parts, the most important first: Excel cuts long ones
off, so the writer leaves out whole parts from the end instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from cchc_sheets.model import Code, Form, Issuer, Kind, Period, Row
from cchc_sheets.sheet import form as at

BANNER = "Bấm Enable Editing trước khi nhập"
STT = "STT"
RESULT_HEAD = "Kết quả thống kê"
UNIT_HEAD = "Đơn vị tính"
NOTE_HEAD = "Ghi chú"
CHECK_HEAD = "Soát lỗi"
PREVIOUS_HEAD = "Kỳ trước"
YEAR_BEFORE_HEAD = "Cùng kỳ năm trước"
NUMERATOR_HEAD = "Tử số"
DENOMINATOR_HEAD = "Mẫu số"
BASE_PROMPT = (
    "Số để tính tỷ lệ, không bắt buộc",
    (
        "Có hai số tính ra tỷ lệ thì nhập cả tử số và mẫu số, số nguyên: tỉnh cộng được chính xác, "
        "và tỷ lệ có thể để trống. Không có thì để trống cả hai. Hai ô này không in."
    ),
)
BASE_ELSEWHERE = "ô {cell}"
"""Where a count stands that the form asks itself."""
BASE_STOP = "Ô này chỉ nhận số nguyên từ 0 trở lên, gõ liền các chữ số, hoặc để trống."


def base_label(rate: str, *, is_top: bool) -> str:
    """Return what a count beside a rate is called."""
    name = NUMERATOR_HEAD if is_top else DENOMINATOR_HEAD
    return f"{rate.rstrip(':.; ')}: {name.lower()}"


UNIT_PANEL = "Đơn vị báo cáo"
NUMBER_PANEL = "Số, ký hiệu báo cáo"
SIGNED_ON_PANEL = "Ngày ký (dd/mm/yyyy)"
FILLED_BY_PANEL = "Người lập biểu"
TELEPHONE_PANEL = "Điện thoại"
AS_BEFORE_PANEL = "Số như kỳ trước"
PANEL = (
    *(UNIT_PANEL, NUMBER_PANEL, SIGNED_ON_PANEL, FILLED_BY_PANEL, TELEPHONE_PANEL),
    AS_BEFORE_PANEL,
)
"""By these labels, once issued, the reader finds what stands beside them."""

NUMBER_PROMPT = ("Số, ký hiệu báo cáo", "Ví dụ: 846/BC-STC. Để trống nếu chưa có số.")
SIGNED_ON_PROMPT = (
    "Ngày ký báo cáo",
    "Gõ ngày/tháng/năm, ví dụ: 17/03/2021. Để trống nếu chưa ký.",
)
FILLED_BY_PROMPT = ("Người lập biểu", "Họ và tên người nhập số liệu. Ô này không in.")
TELEPHONE_PROMPT = ("Điện thoại", "Để cơ quan tổng hợp hỏi lại khi cần. Ô này không in.")

CODE_LABEL = "Mã đối chiếu số liệu"
"""What the reconciliation code stands behind on each printed page; by it the reader finds it."""
NO_CODE = "chưa tính được"


def code_line(code: str) -> str:
    """Return the printed line with a workbook's reconciliation code."""
    return f"{CODE_LABEL}: {code}"


def due_line(due: date | None, issuer: Issuer) -> str:
    """Return what the banner says beside the unit: till when, what first, whom to ask."""
    until = f"Hạn gửi {short_date(due)} · " if due else ""
    reach = f"ĐT {issuer.telephone}" if issuer.telephone else issuer.email
    ask = ", ".join(filter(None, (issuer.name, reach)))
    return f"{until}{BANNER}\nHỏi đáp: {ask}"


GUIDE_LINK = "Hướng dẫn nhập"


def compared_head(head: str, period: Period) -> str:
    """Return the head of a column of earlier figures: *Kỳ trước (Quý IV năm 2022)*."""
    return f"{head}\n({period.label})"


MONTH_WORD = " tháng "
YEAR_WORD = " năm "
_DATE_WORDS = (MONTH_WORD, YEAR_WORD)

TO_CONFIRM, CONFIRMED = "cần xác nhận", "đã xác nhận"
"""What stands beside ``AS_BEFORE_PANEL``: at issue, and when the unit has confirmed."""
AS_BEFORE_PROMPT = (
    "Số như kỳ trước",
    (
        "Các ô nền xanh dương nhạt điền sẵn số của kỳ trước. Đối chiếu, số nào đã đổi thì sửa, rồi "
        f"chọn “{CONFIRMED}” ở đây, một lần cho tất cả. Ô này không in."
    ),
)

STOP_TITLE = "Số liệu chưa đúng"
COMPUTED_PROMPT = ("Ô tự tính", "Ô này tự cộng từ các dòng thành phần, không phải nhập.")

NIL_SECTION = "Không phát sinh trong kỳ"
"""What a heading says whose section is declared nil; read by ``NIL_SECTION_SIGNS``."""
NIL_SECTION_PROMPT = (
    "Cả mục không phát sinh",
    (
        "Trong kỳ không có việc nào ở mục này thì chọn “Không phát sinh trong kỳ”: các ô đếm số "
        "việc trong kỳ để trống của mục tính là 0."
    ),
    "Số thời điểm, kế hoạch năm, tỷ lệ, mã vẫn nhập.",
)
NIL_SECTION_STOP = "Ô này chỉ nhận “Không phát sinh trong kỳ”, hoặc để trống."

_TITLES = {
    Kind.COUNT: "Nhập số nguyên",
    Kind.RATE: "Nhập tỷ lệ %, không gõ dấu %",
    Kind.SCORE: "Nhập số điểm",
    Kind.CODE: "Chọn mã",
    Kind.TEXT: "Ghi bằng chữ",
}
_NIL = "Không phát sinh: 0 hoặc dấu -."
_NOT_APPLICABLE = "Không áp dụng: KAD, nêu lý do ở Ghi chú."
_REQUIRED = "Bắt buộc trả lời."

# A legend such as "Không = 0 Có =1", printed where other rows have a unit of measure.
_LEGEND_ENTRY = re.compile(r"(=\s*\d+)\s+")


def screen_heads(form: Form) -> Mapping[int, str]:
    """Return the name of each column that has one, by its number in the layout.

    The reader finds the columns by them.
    """
    beside = {at.NUMERATOR: NUMERATOR_HEAD, at.DENOMINATOR: DENOMINATOR_HEAD}
    return {
        at.STT: STT,
        at.LABEL: form.label_column.partition("\n")[0],
        at.UNIT: UNIT_HEAD,
        at.VALUE: form.value_column,
        at.NOTE: NOTE_HEAD,
        at.CHECK: CHECK_HEAD,
        at.PREVIOUS: PREVIOUS_HEAD,
        at.YEAR_BEFORE: YEAR_BEFORE_HEAD,
        **(beside if form.base_rows else {}),
    }


def is_legend(unit_of_measure: str) -> bool:
    """Whether what is printed as unit of measure is a list of codes."""
    return "=" in unit_of_measure


def printed_unit(unit_of_measure: str) -> str:
    """Return the unit of measure as it is printed: each code of a legend on a line of its own."""
    return _LEGEND_ENTRY.sub(r"\1\n", unit_of_measure)


def counted_in(row: Row) -> str:
    """Return what a number in this row counts, the catalogue's word where the print has none."""
    if row.unit_of_measure and not is_legend(row.unit_of_measure):
        return row.unit_of_measure
    return row.indicator.unit_of_measure if row.indicator else ""


def codes_in_words(codes: Iterable[Code]) -> str:
    """Return ``0 = Không; 1 = Có``, in the order given."""
    return "; ".join(f"{code.value} = {code.label}" for code in codes)


def prompt_title(row: Row) -> str:
    """Return the title of the prompt beside an input cell."""
    return _TITLES[row.kind]


def prompt_parts(row: Row) -> list[str]:
    """Return what to type in an input cell, the most important first."""
    parts = [_what(row)]
    if row.help and row.kind is not Kind.TEXT:
        parts.append(_sentence(row.help))
    if row.required == "error":
        parts.append(_REQUIRED)
    if row.kind in {Kind.COUNT, Kind.RATE, Kind.SCORE}:
        parts.append(_NIL)
    if row.not_applicable and row.kind is not Kind.TEXT:
        parts.append(_NOT_APPLICABLE)
    return parts


def _what(row: Row) -> str:
    match row.kind:
        case Kind.CODE:
            return f"{codes_in_words(row.codes)}."
        case Kind.RATE:
            return f"Đơn vị tính: {counted_in(row)}. Ví dụ 99,1 nghĩa là 99,1%."
        case Kind.SCORE:
            return f"Số điểm: {counted_in(row)}."
        case Kind.TEXT:
            return _sentence(row.help or "Ghi ngắn gọn bằng chữ.")
        case _:
            return f"Đơn vị tính: {counted_in(row)}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def stop_parts(row: Row) -> list[str]:
    """Return what an input cell accepts, said when something else was typed."""
    if row.kind is Kind.CODE:
        signs = ["Không áp dụng thì gõ KAD."] if row.not_applicable else []
        return ["Chỉ nhận một trong các mã của dòng này.", *signs, f"{codes_in_words(row.codes)}."]
    limits = _limits(row)
    if row.kind is Kind.RATE:
        accepts = f"Chỉ nhận số {limits}, nhiều nhất 2 chữ số thập phân, không gõ dấu %."
        how = "Máy không nhận dấu phẩy thì gõ dấu chấm: 99.1."
    elif row.kind is Kind.SCORE:
        accepts = f"Chỉ nhận số điểm {limits}, nhiều nhất 2 chữ số thập phân."
        how = "Máy không nhận dấu phẩy thì gõ dấu chấm: 8.5."
    else:
        accepts = f"Chỉ nhận số nguyên {limits}, gõ liền các chữ số: 171034."
        how = "Chữ và giải thích ghi ở cột Ghi chú."
    signs = ["Không phát sinh thì gõ 0 hoặc dấu -."]
    if row.not_applicable:
        signs.append("Không áp dụng thì gõ KAD.")
    return [accepts, *signs, how]


def _limits(row: Row) -> str:
    lower = row.minimum or 0
    upper = None if row.indicator and row.indicator.against_plan else row.maximum
    return f"từ {lower} trở lên" if upper is None else f"từ {lower} đến {upper}"


def date_in_words(typed: str) -> str:
    """Return a typed date as it is printed: 17/3/2021 → 17 tháng 3 năm 2021, others as typed."""
    text = " ".join(filter(None, typed.split(" ")))
    if text.count("/") == len(_DATE_WORDS):
        for word in _DATE_WORDS:
            text = text.replace("/", word, 1)
    return text


def short_date(day: date) -> str:
    """Return a day as officials write it in numbers: 05/02/2021."""
    return f"{day:%d/%m/%Y}"
