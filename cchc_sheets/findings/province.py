"""What is found when the units of a province are set side by side."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.findings.message import Message

CONSOLIDATED_MESSAGES: Mapping[str, Message] = {
    "units-disagree": Message(
        ("Các đơn vị ghi khác nhau", "Units disagree"),
        (
            "“{label}” lẽ ra giống nhau ở mọi đơn vị. {found}; các đơn vị khác ghi {expected}.",
            "“{label}” should be the same everywhere. {found}; other units give {expected}.",
        ),
        (
            "Đối chiếu với quyết định công bố của tỉnh; bố trí riêng của đơn vị có thể đúng.",
            "Compare with the province's decision; a unit's own arrangement can be right.",
        ),
    ),
    "rate-without-base": Message(
        ("Tỷ lệ không có số gốc", "Rate without its base"),
        (
            "“{label}”: {found} chỉ cho tỷ lệ, không cho “{base}”, nên không vào số chung.",
            "“{label}”: {found} gave the rate without “{base}” and is left out.",
        ),
        ("Đề nghị đơn vị bổ sung số gốc.", "Ask the unit for the base figure."),
    ),
    "rate-without-weight": Message(
        ("Tỷ lệ không tính được bình quân", "Rate that cannot be weighted"),
        (
            "“{label}”: {found} cho tỷ lệ, nhưng “{base}” trống hoặc bằng 0: không vào bình quân.",
            "“{label}”: {found} gave the rate, but “{base}” is blank or 0: left out of the mean.",
        ),
        ("Đề nghị đơn vị bổ sung số gốc.", "Ask the unit for the base figure."),
    ),
    "unit-not-expected": Message(
        ("Đơn vị không phải báo cáo kỳ này", "Unit does not report in this period"),
        (
            "Đơn vị {found} không phải báo cáo trong kỳ này; số liệu không vào tổng hợp.",
            "Unit {found} does not report in this period; its figures are not merged.",
        ),
        ("Kiểm tra danh sách đơn vị và kỳ.", "See the roster and the period."),
    ),
}
"""What the findings across units say; facts as ``consolidate.questions`` gives them."""


def question_text(code: str, facts: Mapping[str, str], lang: str = "vi") -> str:
    """Return the sentence of a finding across units, in ``lang`` (``vi`` or ``en``)."""
    return CONSOLIDATED_MESSAGES[code].found[lang == "en"].format_map(facts)
