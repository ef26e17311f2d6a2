"""Kinds of questions about counts that move the province's figures: one row a kind.

None of them is an error: only the unit knows whether its count is right.
"""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.findings.common import WARNING
from cchc_sheets.model import FindingKind, Group, Percent, Speech, Thousands

_ASK_THE_UNIT = Speech(
    "Hỏi lại đơn vị; nếu đúng thì nêu lý do ở Ghi chú của dòng, hoặc nhận báo cáo kèm lý do.",
    "Ask the unit; if it is right, say why in the row's note, or accept the report with a reason.",
)
_FEW = Speech(
    (
        "Không hỏi khi dòng có Ghi chú hoặc báo cáo đã được nhận kèm lý do. Mỗi kỳ hỏi nhiều nhất "
        "10 số, mỗi đơn vị 3, số ảnh hưởng nhiều nhất trước; mỗi ô chỉ hỏi một câu."
    ),
    (
        "Not asked where the row has a note, or where the report was accepted with a reason. At "
        "most 10 counts a period and 3 a unit are asked, those that move most first, and each cell "
        "once."
    ),
)


def _arises(vi: str, en: str) -> Speech:
    return Speech(f"Khi tổng hợp: {vi} {_FEW.vi}", f"When merging: {en} {_FEW.en}")


FACTOR_OF_TEN = FindingKind(
    "factor-of-ten",
    Group.CONSOLIDATION,
    title=Speech("Gấp hoặc kém 10, 100, 1.000 lần", "Ten, a hundred or a thousand times"),
    found=Speech(
        "“{label}”: {name} ghi {found}{hint_vi}, {factor} mức các kỳ trước của đơn vị "
        "({expected}), làm số toàn tỉnh thay đổi {share}. Có thừa, thiếu số 0 hay nhầm dấu "
        "phân cách không?",
        "“{label}”: {name} gives {found}{hint_en}, {factor} what it gave before ({expected}); "
        "this moves the province's sum by {share}. Is there a 0 too many or too few, or a "
        "separator mistaken?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "số của đơn vị gấp hoặc kém khoảng 10, 100, 1.000 lần trung vị các kỳ trước của chính "
            "đơn vị (tối đa 4 kỳ cùng loại), và chênh lệch từ 5% số toàn tỉnh."
        ),
        (
            "a unit's count is about 10, 100 or 1,000 times the median of its own earlier periods, "
            "or that part of it (up to 4 of the same kind), and the difference is at least 5% of "
            "the province's sum."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Sở Nội vụ",
        "found": Thousands(Decimal(613000)),
        "factor": Speech("gấp khoảng 1.000 lần", "about 1,000 times"),
        "expected": Thousands(Decimal(590)),
        "share": Percent(Decimal(97)),
        "hint": Thousands(Decimal(613)),
    },
)
SAME_NUMBER = FindingKind(
    "same-number",
    Group.CONSOLIDATION,
    title=Speech("Một số ở hai dòng khác nhau", "The same number in unlike rows"),
    found=Speech(
        "“{label}”: {name} ghi {found}, đúng bằng số ở dòng “{base}”, trong khi mức thường gặp là "
        "{expected}. Có chép nhầm dòng không?",
        "“{label}”: {name} gives {found}, exactly what stands in row “{base}”, where {expected} "
        "would be usual. Was it put into the wrong row?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "số từ 1.000 trở lên, không tròn chục, trùng với số ở dòng của mục khác, đơn vị tính "
            "khác; đồng thời khác xa kỳ trước (hơn 3 lần) hoặc các đơn vị cùng khối, và chênh "
            "lệch từ 5% số toàn tỉnh."
        ),
        (
            "a count of at least 1,000 that is no multiple of 10 stands in a row of another "
            "section with another unit of measure too; it is also far from the unit's period "
            "before (more than 3 times) or from its unit type, and the difference is at least 5% "
            "of the province's sum."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Sở Nội vụ",
        "found": Thousands(Decimal(2875)),
        "base": "Tổng số văn bản đi",
        "expected": Thousands(Decimal(310)),
    },
)
UNIT_STANDS_OUT = FindingKind(
    "unit-stands-out",
    Group.CONSOLIDATION,
    title=Speech("Số vượt xa các đơn vị cùng khối", "Far above the other units"),
    found=Speech(
        "“{label}”: {name} ghi {found}{hint_vi}, gấp {times} lần mức giữa của khối "
        "({expected}), bằng {share} số toàn tỉnh. Có đúng không?",
        "“{label}”: {name} gives {found}{hint_en}, {times} times the median of its unit type "
        "({expected}) and {share} of the province's sum. Is it right?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "số của một đơn vị gấp từ 10 lần trung vị của khối, cách trung vị từ 4 độ lệch tuyệt "
            "đối trung vị (thang logarit), và chiếm từ 20% số toàn tỉnh. Không hỏi khi kỳ trước "
            "đơn vị cũng ở mức ấy."
        ),
        (
            "one unit's count is at least 10 times the median of its unit type, at least 4 median "
            "absolute deviations above it (on a log scale), and 20% of the province's sum. Not "
            "asked where the unit gave as much before."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Sở Nội vụ",
        "found": Thousands(Decimal(613000)),
        "times": Thousands(Decimal(1000)),
        "expected": Thousands(Decimal(613)),
        "share": Percent(Decimal(97)),
        "hint": Thousands(Decimal(613)),
    },
)
UNIT_OFF_PAST = FindingKind(
    "unit-off-past",
    Group.CONSOLIDATION,
    title=Speech("Khác xa các kỳ trước của đơn vị", "Far from the unit's own past"),
    found=Speech(
        "“{label}”: {name} ghi {found}; số giữa của {periods} kỳ trước là {expected}. Chênh lệch "
        "này làm số toàn tỉnh thay đổi {share}. Có đúng không?",
        "“{label}”: {name} gives {found}; the median of its {periods} periods before is "
        "{expected}. The difference moves the province's sum by {share}. Is it right?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "số của đơn vị cách trung vị các kỳ trước của chính đơn vị (tối đa 4 kỳ cùng loại) từ "
            "4 độ lệch tuyệt đối trung vị trên thang logarit, ít nhất 5 lần, và chênh lệch từ 5% "
            "số toàn tỉnh. Không hỏi khi có kỳ trước nào đơn vị cũng ở mức ấy (trong khoảng 3 lần)."
        ),
        (
            "a unit's count is at least 4 median absolute deviations on a log scale from the "
            "median of its own earlier periods (up to 4 of the same kind), 5 times or more, and "
            "the difference is at least 5% of the province's sum. Not asked where the unit gave "
            "about as much (within 3 times) in one of them."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Sở Nội vụ",
        "found": Thousands(Decimal(12)),
        "periods": 4,
        "expected": Thousands(Decimal(1654)),
        "share": Percent(Decimal(14)),
    },
)
FIGURES_COPIED = FindingKind(
    "figures-copied",
    Group.CONSOLIDATION,
    title=Speech("Số phát sinh trùng hết kỳ cũ", "All figures of an earlier period"),
    found=Speech(
        "{name}: cả {count} số phát sinh trong kỳ đều trùng số của {whose} (như “{label}”: "
        "{found}). Có chép nhầm cột số cũ không?",
        "{name}: all {count} counts of what happened in the period are those of {whose} (such as "
        "“{label}”: {found}). Was the column of earlier figures copied?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "mọi số phát sinh trong kỳ của đơn vị trùng số của kỳ trước, hoặc của cùng kỳ năm "
            "trước: ít nhất 8 số khác 0, trong đó ít nhất 3 số từ 10 trở lên. Câu hỏi đặt ở số "
            "chiếm phần lớn nhất của tỉnh; Ghi chú ở dòng ấy là đủ."
        ),
        (
            "all of a unit's counts of what happened in the period are those of the period before, "
            "or of the same period a year before: at least 8 that are not 0, of which at least 3 "
            "are 10 or more. Asked at the one that is the greatest part of the province's; a note "
            "in that row is enough."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Sở Nội vụ",
        "count": 23,
        "whose": Speech("kỳ trước", "the period before"),
        "found": Thousands(Decimal(1654)),
    },
)
UNIT_MAKES_MOST = FindingKind(
    "unit-makes-most",
    Group.CONSOLIDATION,
    title=Speech("Một đơn vị chiếm quá nửa", "More than half of one unit"),
    found=Speech(
        "“{label}”: {name} ghi {found}, bằng {share} số toàn tỉnh ({total}). Có đúng không?",
        "“{label}”: {name} gives {found}, {share} of the province's sum ({total}). Is it right?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "số của một đơn vị lớn hơn nửa số toàn tỉnh, trong khi ít nhất 5 đơn vị có số và tổng "
            "từ 100 trở lên. Không hỏi khi kỳ trước đơn vị cũng ở mức ấy."
        ),
        (
            "one unit's count is more than half of the province's sum, of at least 100, to which "
            "at least 5 units give something. Not asked where the unit gave as much before."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Bảo hiểm xã hội tỉnh Sóc Trăng",
        "found": Thousands(Decimal(171034)),
        "share": Percent(Decimal(88)),
        "total": Thousands(Decimal(194300)),
    },
)
RATE_OF_ONE_UNIT = FindingKind(
    "rate-of-one-unit",
    Group.CONSOLIDATION,
    title=Speech("Một đơn vị quyết định tỷ lệ", "A rate that one unit decides"),
    found=Speech(
        "“{label}”: {name} ghi {found}, bằng {share} của cả tỉnh, nên “{base}” của tỉnh ({rate}) "
        "gần như là của đơn vị này; không tính đơn vị thì là {expected}. Có đúng không?",
        "“{label}”: {name} gives {found}, {share} of the province's, so that the province's "
        "“{base}” ({rate}) is nearly its own; without the unit it would be {expected}. Is it "
        "right?",
    ),
    mend=_ASK_THE_UNIT,
    arises=_arises(
        (
            "một đơn vị có quá nửa mẫu số (hoặc trọng số) của một tỷ lệ của tỉnh, trong khi ít "
            "nhất 5 đơn vị có số, và làm tỷ lệ ấy lệch từ 5 điểm phần trăm. Không hỏi khi kỳ trước "
            "đơn vị cũng ở mức ấy; Ghi chú ở dòng tỷ lệ cũng là đủ."
        ),
        (
            "one unit has more than half of the denominator (or the weights) of a provincial rate, "
            "to which at least 5 units give something, and moves it by at least 5 percentage "
            "points. Not asked where the unit gave as much before; a note in the row of the rate "
            "is enough too."
        ),
    ),
    severities=(WARNING,),
    example={
        "name": "Bảo hiểm xã hội tỉnh Sóc Trăng",
        "label": "Số hồ sơ đã giải quyết",
        "found": Thousands(Decimal(169800)),
        "share": Percent(Decimal(88)),
        "base": "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "rate": Percent(Decimal("99.1")),
        "expected": Percent(Decimal("91.4")),
    },
)
