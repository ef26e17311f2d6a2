"""Kinds of findings about what the units of a province have in common: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

UNITS_DISAGREE = FindingKind(
    "units-disagree",
    Group.CONSOLIDATION,
    title=Speech("Các đơn vị ghi khác nhau", "Units disagree"),
    found=Speech(
        "“{label}” lẽ ra giống nhau ở mọi đơn vị. {name}: {found}; các đơn vị khác ghi {expected}.",
        "“{label}” should be the same everywhere. {name}: {found}; other units give {expected}.",
    ),
    mend=Speech(
        "Đối chiếu với quyết định công bố của tỉnh; bố trí riêng của đơn vị có thể đúng.",
        "Compare with the province's decision; a unit's own arrangement can be right.",
    ),
    arises=Speech(
        "Khi tổng hợp: các đơn vị báo cáo cùng một danh mục của tỉnh nhưng ghi số khác nhau.",
        "When merging: units that report the same provincial list give different figures.",
    ),
    severities=(WARNING,),
    example={"name": "Huyện Long Phú", "found": 245, "expected": 250},
)
UNITS_TIED = FindingKind(
    "units-tied",
    Group.CONSOLIDATION,
    title=Speech("Các đơn vị chưa thống nhất", "No figure that most units give"),
    found=Speech(
        "“{label}” lẽ ra giống nhau ở mọi đơn vị, nhưng không số nào được nhiều đơn vị ghi hơn cả. "
        "{name}: {found}; các số đã ghi: {expected}.",
        "“{label}” should be the same everywhere, but no figure is given by most units. "
        "{name}: {found}; given are {expected}.",
    ),
    mend=Speech(
        "Đối chiếu với quyết định công bố của tỉnh để biết số nào đúng.",
        "Compare with the province's decision, which tells the right one.",
    ),
    arises=Speech(
        (
            "Khi tổng hợp: các đơn vị báo cáo cùng một danh mục của tỉnh, ghi số khác nhau, và hai "
            "số trở lên được cùng nhiều đơn vị ghi nhất, nên chưa có số chung."
        ),
        (
            "When merging: units that report the same provincial list give different figures, and "
            "two or more are given equally often, so that there is no common one."
        ),
    ),
    severities=(WARNING,),
    example={"name": "Huyện Long Phú", "found": 245, "expected": "245 / 250"},
)
RATE_WITHOUT_BASE = FindingKind(
    "rate-without-base",
    Group.CONSOLIDATION,
    title=Speech("Tỷ lệ không có số gốc", "Rate without its base"),
    found=Speech(
        "“{label}”: {found} chỉ cho tỷ lệ, không cho “{base}”, nên không vào số chung.",
        "“{label}”: {found} gave the rate without “{base}” and is left out.",
    ),
    mend=Speech("Đề nghị đơn vị bổ sung số gốc.", "Ask the unit for the base figure."),
    arises=Speech(
        (
            "Khi tổng hợp: đơn vị chỉ có tỷ lệ, không có số để nhân ngược lại, nên không cộng "
            "vào số của tỉnh được."
        ),
        (
            "When merging: the unit gave a rate without the number it refers to, so that it "
            "cannot enter the provincial figure."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Sở Tài chính", "base": "Tổng số văn bản đi"},
)
RATE_WITHOUT_WEIGHT = FindingKind(
    "rate-without-weight",
    Group.CONSOLIDATION,
    title=Speech("Tỷ lệ không tính được bình quân", "Rate that cannot be weighted"),
    found=Speech(
        "“{label}”: {found} cho tỷ lệ, nhưng “{base}” trống hoặc bằng 0: không vào bình quân.",
        "“{label}”: {found} gave the rate, but “{base}” is blank or 0: left out of the mean.",
    ),
    mend=Speech("Đề nghị đơn vị bổ sung số gốc.", "Ask the unit for the base figure."),
    arises=Speech(
        (
            "Khi tổng hợp: tỷ lệ của tỉnh là bình quân theo một số khác (ví dụ số phiếu khảo "
            "sát) mà đơn vị để trống hoặc ghi 0."
        ),
        (
            "When merging: the provincial rate is a mean weighted by another number (survey "
            "responses, say), which the unit left blank or 0."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Sở Tài chính", "base": "Số lượng phiếu khảo sát"},
)
UNIT_NOT_EXPECTED = FindingKind(
    "unit-not-expected",
    Group.CONSOLIDATION,
    title=Speech("Đơn vị không phải báo cáo kỳ này", "Unit does not report in this period"),
    found=Speech(
        "Đơn vị {found} không phải báo cáo trong kỳ này; số liệu không vào tổng hợp.",
        "Unit {found} does not report in this period; its figures are not merged.",
    ),
    mend=Speech("Kiểm tra danh sách đơn vị và kỳ.", "See the roster and the period."),
    arises=Speech(
        (
            "Khi tổng hợp: theo danh sách đơn vị, đơn vị này không phải báo cáo trong kỳ (đã "
            "giải thể, sáp nhập hoặc chưa thành lập)."
        ),
        (
            "When merging: by the roster the unit does not report in this period (dissolved, "
            "merged or not yet founded)."
        ),
    ),
    severities=(ERROR, WARNING),
    example={"found": "huyen-long-phu"},
    whose_is_uncertain=True,
)
