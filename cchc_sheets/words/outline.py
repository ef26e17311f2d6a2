"""The names that an outline in Word is filled by, and what stands in their places.

A name is written ``{{ kỳ }}``, a part of it ``{{ tổng_biên_chế_có_mặt.đã_trả_lời }}``. The names of
indicators are made from their labels (``report.word.names``); all others stand here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cchc_sheets.model import Period
from cchc_sheets.words.consolidated import MAX_NAMED
from cchc_sheets.words.report_page import period_in_text, unchanged


class Placeholder(NamedTuple):
    """A name that an outline may have, and what stands in its place."""

    name: str
    meaning: str


GENERAL: Mapping[str, Placeholder] = {
    "period": Placeholder("kỳ", "kỳ báo cáo trong câu: quý I năm 2021"),
    "period_capitals": Placeholder("kỳ_in_hoa", "kỳ báo cáo, in hoa"),
    "year": Placeholder("năm", "năm của kỳ báo cáo"),
    "starts": Placeholder("từ_ngày", "ngày đầu của kỳ số liệu"),
    "ends": Placeholder("đến_ngày", "ngày cuối của kỳ số liệu"),
    "province": Placeholder("tỉnh", "tên tỉnh, thành phố: tỉnh Sóc Trăng"),
    "province_capitals": Placeholder("tỉnh_in_hoa", "tên tỉnh, thành phố, in hoa"),
    "place": Placeholder("địa_danh", "nơi ghi trước ngày tháng: Sóc Trăng"),
    "issuer": Placeholder("cơ_quan_tổng_hợp", "cơ quan tổng hợp: Sở Nội vụ tỉnh Sóc Trăng"),
    "stage": Placeholder("tình_trạng_kỳ", "Đang thu, Sơ bộ, Đã khóa hay Mở lại"),
    "as_of": Placeholder("số_liệu_tính_đến", "lúc nhận tệp hay ghi quyết định sau cùng"),
    "expected": Placeholder("số_đơn_vị_phải_báo_cáo", "bao nhiêu đơn vị phải báo cáo"),
    "counted": Placeholder("số_đơn_vị_đã_tổng_hợp", "bao nhiêu đơn vị có trong tổng hợp"),
    "absent": Placeholder("đơn_vị_còn_thiếu", "danh sách đơn vị chưa có số trong tổng hợp"),
    "awaited": Placeholder("đơn_vị_chưa_gửi", "danh sách đơn vị chưa gửi báo cáo"),
    "returned": Placeholder("đơn_vị_trả_lại", "danh sách đơn vị bị trả lại báo cáo để sửa"),
    "left_out": Placeholder("đơn_vị_loại_ra", "danh sách đơn vị loại ra, có lý do"),
    "scope": Placeholder(
        "đoạn_phạm_vi_số_liệu",
        "đoạn văn: bao nhiêu đơn vị đã tổng hợp, đơn vị nào còn thiếu, số nào chưa nên trích dẫn",
    ),
    "summary": Placeholder("đoạn_tóm_tắt", "đoạn mở đầu của report.html"),
    "key_figures": Placeholder("số_liệu_chính", "danh sách số liệu chính, mỗi số một câu"),
    "key_table": Placeholder("bảng_số_liệu_chính", "bảng số liệu chính (để riêng một đoạn)"),
    "annex_table": Placeholder("bảng_phụ_lục", "bảng của phụ lục (để riêng một đoạn)"),
    "annex_head": Placeholder("tên_phụ_lục", "dòng đầu của phụ lục: Phụ lục"),
    "annex_title": Placeholder("tiêu_đề_phụ_lục", "tên của phụ lục, in hoa"),
    "annex_period": Placeholder(
        "dòng_kỳ_phụ_lục", "dòng dưới tên phụ lục: QUÝ I NĂM 2021 CỦA TỈNH…"
    ),
    "annex_standing": Placeholder("tình_trạng_phụ_lục", "dự thảo hay không, tổng hợp mấy đơn vị"),
    "annex_legend": Placeholder("chú_thích_phụ_lục", "các dấu trong bảng phụ lục nghĩa là gì"),
    "only_with_figures": Placeholder(
        "khi_có_số", "để đầu đoạn: đoạn có số còn thiếu hoặc chưa nên trích dẫn thì bỏ cả đoạn"
    ),
    "if_nothing": Placeholder(
        "khi_không_có_số", "để đầu đoạn: đoạn chỉ còn lại nếu mọi đoạn khi_có_số phía trên đều bỏ"
    ),
}
PARTS: Mapping[str, Placeholder] = {
    "label": Placeholder("tên", "tên của chỉ tiêu"),
    "unit": Placeholder("đơn_vị_tính", "đơn vị tính"),
    "gloss": Placeholder(
        "thuyết_minh",
        "phần trong ngoặc sau con số: bao nhiêu đơn vị có số (khi chưa đủ), thay đổi (khi có); "
        "không có gì để nói thì để trống",
    ),
    "share": Placeholder("tỷ_lệ", "tỷ lệ % của chỉ tiêu trên mẫu số; có các phần như chỉ tiêu"),
    "numerator": Placeholder("tử_số", "tử số của tỷ lệ"),
    "denominator": Placeholder("mẫu_số", "mẫu số của tỷ lệ"),
    "change": Placeholder("thay_đổi", "tăng, giảm bao nhiêu so với kỳ nào, trên mấy đơn vị"),
    "before": Placeholder("số_kỳ_so_sánh", "số của kỳ so sánh"),
    "compared": Placeholder(
        "kỳ_so_sánh", "kỳ trước (quý IV/2020); số lũy kế thì cùng kỳ năm trước"
    ),
    "coverage": Placeholder("đã_trả_lời", "bao nhiêu trong số đơn vị được hỏi đã trả lời: 33/40"),
    "lacking": Placeholder("đơn_vị_thiếu", "danh sách đơn vị được hỏi mà chưa có số"),
    "sentence": Placeholder("câu", "cả câu: tên, số, đơn vị tính, thuyết minh"),
    "notes": Placeholder("ghi_chú", "ghi chú như ở phụ lục của report.html"),
    "has_figure": Placeholder("có_số", "để hỏi sau if: có số hay chưa"),
    "quotable": Placeholder("nêu_được", "để hỏi sau if: có số, từ một nửa số đơn vị trở lên"),
    "has_change": Placeholder("có_thay_đổi", "để hỏi sau if: nêu được thay đổi"),
}
"""Of an indicator; the figure of a type of units is a part with the type's own name."""
LIST_PARTS: Mapping[str, Placeholder] = {
    "count": Placeholder("số", "bao nhiêu mục"),
    "lines": Placeholder("từng_dòng", "mỗi mục một đoạn"),
}
UNIT_PARTS: Mapping[str, Placeholder] = {
    "number": Placeholder("stt", "số thứ tự trong danh sách"),
    "name": Placeholder("tên", "tên đơn vị"),
    "type": Placeholder("khối", "khối của đơn vị"),
    "state": Placeholder("tình_trạng", "tình trạng: Chưa gửi, Trả lại, Loại ra…"),
    "late": Placeholder("quá_hạn", "quá hạn mấy ngày; không quá hạn thì để trống"),
    "reason": Placeholder("lý_do", "lý do đã ghi, hoặc lỗi đầu tiên"),
}
NAME_GROUPS = (
    "Tên chung",
    "Phần của một chỉ tiêu, viết sau dấu chấm: {{tổng_biên_chế_có_mặt.thay_đổi}}",
    "Phần của một danh sách: {{đơn_vị_chưa_gửi.từng_dòng}}",
    (
        "Phần của một đơn vị trong danh sách: {%p for đv in đơn_vị_chưa_gửi %}, {{đv.tên}}, "
        "{%p endfor %}"
    ),
)
INDICATORS_HEAD = "Chỉ tiêu, mục {label}"
TYPE_MEANING = "số của khối {label}"
SECTION = "mục"
SECTION_MEANING = "các câu của mọi số nêu được ở mục này của phụ lục, mỗi câu một đoạn"
INDICATOR_MEANING = "{label} ({unit})"

THIN = "{text} (chưa nên trích dẫn)"
NO_FIGURE = "[chưa có số liệu]"
NOT_ASKED = "[kỳ này không hỏi chỉ tiêu này]"
NOBODY = "không có"
UNITS = "đơn vị"
NOTHING_TO_SAY = "Chưa đủ số liệu để nêu ở mục này."
KEY_TABLE_HEAD = ("Số liệu chính", "Kỳ này", "Kỳ so sánh", "Thay đổi", "Đã trả lời")
ANNEX_LEGEND = (
    "x: khối này không được hỏi; ô trống: chưa có đơn vị nào trả lời (trống không phải là 0). "
    "Số của khối in nghiêng đứng riêng, không vào số toàn tỉnh. Theo khối: không cộng các khối. "
    "Hai số dưới trung vị là thấp nhất và cao nhất. ck: cùng kỳ năm trước. Thay đổi chỉ tính trên "
    "các đơn vị có số ở cả hai kỳ. Ô tô nền ở cột Đã trả lời: dưới một nửa số đơn vị trả lời, chưa "
    "nên trích dẫn."
)
NO_CHANGE = "–"
NOT_TO_BE_QUOTED = "chưa nên trích dẫn"
BY_YEAR = "{text} ck"
REPORT_NAME, ANNEX_NAME = "Bao-cao-CCHC_{period}", "Phu-luc-CCHC_{period}"
OUTLINE_NAME = "mau-bao-cao.docx"


def on_units(units: int) -> str:
    """Say below a change on how many units it is computed."""
    return f"trên {units} đơn vị"


def change_phrase(amount: str, period: Period, units: int) -> str:
    """Return a change, against what, and on how many units."""
    return f"{amount} so với {period_in_text(period)} (trên {units} đơn vị có số cả hai kỳ)"


def no_change(code: str, period: Period) -> str:
    """Say in place of a change why there is none."""
    return f"[{unchanged(code, period)}]"


def gloss(coverage: str, shares: str, changed: str) -> str:
    """Return what stands in brackets behind a figure, with the space before them."""
    told = "; ".join(filter(None, (coverage, shares, changed)))
    return f" ({told})" if told else ""


def gloss_coverage(answered: str) -> str:
    """Say of how many units a figure is."""
    return f"{answered} đơn vị có số"


def gloss_share(numerator: str, denominator: str) -> str:
    """Say what a share is made of, where that is not all that was counted."""
    return f"{numerator}/{denominator}, ở các đơn vị có cả hai số"


def gloss_change(amount: str, period: Period, units: int) -> str:
    """Say the change behind a figure."""
    return f"{amount} so với {period_in_text(period)}, tính trên {units} đơn vị có số cả hai kỳ"


def told(label: str, value: str, unit: str, behind: str) -> str:
    """Return a figure as a sentence."""
    return f"{label}: {' '.join(filter(None, (value, unit)))}{behind}."


def of_types(items: Sequence[tuple[str, str]]) -> str:
    """Return the figures of types of units, which nobody may add."""
    return "; ".join(f"{label} {text}" for label, text in items)


def absent_sentence(names: Sequence[str]) -> str:
    """Name the units that have no figures in the report; empty where all are in."""
    if not names:
        return ""
    more = len(names) - MAX_NAMED
    shown = "; ".join(names[:MAX_NAMED]) + (f"; và {more} đơn vị khác" if more > 0 else "")
    return f"Chưa có trong tổng hợp ({len(names)} đơn vị): {shown}."
