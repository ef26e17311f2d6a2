"""Kinds of findings about formulas, in cells that are typed in and in computed ones."""

from __future__ import annotations

from cchc_sheets.findings import typed
from cchc_sheets.findings.common import ERROR, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

FORMULA_IN_INPUT = FindingKind(
    "formula-in-input",
    Group.ANSWER,
    title=Speech("Ô nhập chứa công thức", "Formula in an input cell"),
    found=Speech(
        "“{label}” chứa công thức; kết quả đọc được là {reading}.",
        "“{label}” holds a formula; the result read is {reading}.",
    ),
    mend=Speech("Kiểm tra kết quả rồi nhập bằng số.", "Check the result and enter it as a number."),
    arises=Speech(
        (
            "Ô nhập chứa công thức. Công thức chỉ dựa vào các ô cùng trang thì được tính lại; kết "
            "quả lưu trong tệp đúng như tính lại, hoặc tệp chưa lưu kết quả nào."
        ),
        (
            "An input cell holds a formula. One that rests on cells of its own sheet is computed "
            "anew; its stored result is the same, or none is stored."
        ),
    ),
    severities=(WARNING,),
    example={"reading": 1654},
)
FORMULA_STALE = FindingKind(
    "formula-stale",
    Group.ANSWER,
    title=Speech("Kết quả công thức đã cũ", "Formula with an outdated result"),
    found=Speech(
        "“{label}” chứa công thức, ô hiện {found} nhưng tính lại được {reading}; lấy {reading}.",
        "“{label}” holds a formula that showed {found} but gives {reading}; {reading} counts.",
    ),
    mend=Speech(
        "Kiểm tra hai số rồi nhập bằng số; bản ký phải ghi đúng số ấy.",
        "Check both figures and enter the right one as a number, as in the signed copy.",
    ),
    arises=Speech(
        (
            "Ô nhập chứa công thức mà kết quả lưu trong tệp khác kết quả tính lại từ các ô cùng "
            "trang, thường do Excel đặt ở chế độ tính tay (Manual). Số tính lại được dùng, vì mở "
            "tệp và tính lại thì ai cũng thấy số ấy; nên chỉ cảnh báo."
        ),
        (
            "An input cell holds a formula whose stored result is not what it makes of the cells "
            "of its sheet, mostly because Excel was set to compute by hand. The recomputed figure "
            "counts, for that is what everybody sees once the file is computed; hence a warning."
        ),
    ),
    severities=(WARNING,),
    example={"found": "99", "reading": 25},
)
FORMULA_NOT_RECOMPUTED = FindingKind(
    "formula-not-recomputed",
    Group.ANSWER,
    title=Speech("Công thức không tính lại được", "Formula that could not be recomputed"),
    found=Speech(
        "“{label}” chứa công thức không tính lại được; lấy kết quả lưu trong tệp, {reading}.",
        "“{label}” holds a formula that is not recomputed here; the stored {reading} counts.",
    ),
    mend=Speech("Kiểm tra kết quả rồi nhập bằng số.", "Check the result and enter it as a number."),
    arises=Speech(
        (
            "Ô nhập chứa công thức dựa vào trang khác, tệp khác, hàm khác hay một ô không tính lại "
            "được, hoặc tệp .xls không lưu rõ câu công thức: kết quả lưu trong tệp được dùng nhưng "
            "có thể đã cũ. Tính lại được: + − × ÷ ^ %, so sánh và SUM, ROUND, IF, MIN, MAX, "
            "AVERAGE, PRODUCT, ABS trên các ô cùng trang."
        ),
        (
            "An input cell holds a formula that rests on other sheets or files, on other functions "
            "or on a cell that could not be recomputed, or whose text an .xls does not tell: its "
            "stored result is used, but may be out of date. Recomputed are + − × ÷ ^ %, "
            "comparisons and SUM, ROUND, IF, MIN, MAX, AVERAGE, PRODUCT and ABS over cells "
            "of the same sheet."
        ),
    ),
    severities=(WARNING,),
    variant_of=(FORMULA_IN_INPUT,),
    example={"reading": 1654},
)
FORMULA_WITHOUT_VALUE = FindingKind(
    "formula-without-value",
    Group.ANSWER,
    title=Speech("Công thức chưa được tính", "Formula never calculated"),
    found=Speech(
        "“{label}” chứa công thức nhưng tệp không lưu kết quả.",
        "“{label}” holds a formula whose result is not in the file.",
    ),
    mend=Speech(
        "Nhập số, hoặc mở tệp bằng bảng tính và lưu lại.",
        "Enter a number, or open the file in a spreadsheet and save it.",
    ),
    arises=Speech(
        (
            "Ô nhập chứa công thức mà tệp không lưu kết quả (tệp chưa từng được tính) và cũng "
            "không tính lại được ở đây."
        ),
        (
            "An input cell holds a formula without a stored result, as nothing ever calculated "
            "it, and it is not recomputed here either."
        ),
    ),
    severities=(ERROR,),
    variant_of=(typed.NOT_A_NUMBER,),
)
FORMULA_REPLACED = FindingKind(
    "formula-replaced",
    Group.ANSWER,
    title=Speech("Công thức bị thay bằng số", "Formula replaced by its value"),
    found=Speech(
        "“{label}” là ô tự tính nhưng công thức đã thay bằng số {found} (đúng với kết quả).",
        "“{label}” is computed, but its formula was replaced by {found} (the same value).",
    ),
    mend=Speech("Không cần sửa.", "Nothing to do."),
    arises=Speech(
        "Ô tự tính bị thay bằng số gõ vào, nhưng số ấy đúng với kết quả tính lại.",
        "A computed cell was replaced by a typed number, which equals what it computes.",
    ),
    severities=(INFO,),
    example={"found": "35"},
)
COMPUTED_STALE = FindingKind(
    "computed-stale",
    Group.ANSWER,
    title=Speech("Ô tự tính chưa được tính lại", "Computed value not recalculated"),
    found=Speech(
        "“{label}” hiện {found} nhưng tính lại từ các dòng thành phần được {expected}.",
        "“{label}” shows {found} but its parts make {expected}.",
    ),
    mend=Speech(
        "Lấy theo số tính lại; đề nghị mở biểu bằng Excel, lưu lại và in lại bản ký.",
        "The recomputed figure is used; open and save the workbook, and print it again.",
    ),
    arises=Speech(
        "Ô tự tính vẫn là công thức, nhưng kết quả lưu trong tệp khác tổng tính lại.",
        "The computed cell still is a formula, but its stored result is not what it makes.",
    ),
    severities=(WARNING,),
    example={"found": "0", "expected": 35},
)
COMPUTED_DIFFERS = FindingKind(
    "computed-differs",
    Group.ANSWER,
    title=Speech("Ô tự tính khác tổng", "Computed value changed"),
    found=Speech(
        "“{label}” tự tính được {expected} nhưng ô ghi {found}.",
        "“{label}” is computed as {expected} but the cell says {found}.",
    ),
    mend=Speech(
        "Sửa các dòng thành phần; ô tự tính để nguyên công thức.",
        "Correct the parts, not the computed cell.",
    ),
    arises=Speech(
        "Ô tự tính bị thay bằng số khác với tổng tính lại từ các dòng thành phần.",
        "A computed cell was replaced by a number that its parts do not make.",
    ),
    severities=(ERROR,),
    example={"found": "40", "expected": 35},
)
