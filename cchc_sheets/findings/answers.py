"""Kinds of findings about a single answer, its note and its formula: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.kind import ERROR, INFO, WARNING, FindingKind, Group
from cchc_sheets.model import Speech

NOT_WHOLE = FindingKind(
    "not-whole",
    Group.ANSWER,
    title=Speech("Số đếm có phần lẻ", "Fraction in a count"),
    found=Speech(
        "“{label}” là số đếm nhưng ghi {found}.", "“{label}” is a count but says {found}."
    ),
    mend=Speech("Nhập số nguyên.", "Enter a whole number."),
    arises=Speech(
        "Chỉ tiêu đếm (hồ sơ, người, văn bản …) mà số có phần lẻ.",
        "An indicator that counts (dossiers, people, documents …) has a fraction.",
    ),
    severities=(ERROR,),
    example={"found": "48,5"},
    live="{found} không phải là số nguyên",
)
NOT_WHOLE_THOUSANDS = FindingKind(
    "not-whole-thousands",
    Group.ANSWER,
    title=Speech("Số đếm có phần lẻ", "Fraction in a count"),
    found=Speech(
        "“{label}” là số đếm nhưng ghi {found}; có thể định nhập {reading}.",
        "“{label}” is a count but says {found}; {reading} may have been meant.",
    ),
    mend=Speech(
        "Nhập số nguyên, không gõ dấu phân cách hàng nghìn.",
        "Enter a whole number without a thousands separator.",
    ),
    arises=Speech(
        (
            "Số đếm có đúng ba chữ số thập phân: máy đặt theo tiếng Anh đã hiểu dấu chấm hàng "
            "nghìn là dấu thập phân."
        ),
        (
            "A count with exactly three decimals: a client set to English took a thousands dot "
            "for a decimal point."
        ),
    ),
    variant_of=("not-whole",),
    example={"found": "171,034", "reading": "171.034"},
)
BELOW_MINIMUM = FindingKind(
    "below-minimum",
    Group.ANSWER,
    title=Speech("Số quá nhỏ", "Number too small"),
    found=Speech(
        "“{label}” ghi {found}, nhỏ hơn mức thấp nhất là {expected}.",
        "“{label}” says {found}, below the least possible, {expected}.",
    ),
    mend=Speech("Kiểm tra dấu và số đã nhập.", "Check the sign and the number."),
    arises=Speech(
        "Số nhỏ hơn mức thấp nhất của dòng, thường là số âm.",
        "The number is below the row's least value; mostly it is negative.",
    ),
    severities=(ERROR,),
    example={"found": "-3", "expected": "0"},
    live="{found} nhỏ hơn mức thấp nhất là {expected}",
)
ABOVE_MAXIMUM = FindingKind(
    "above-maximum",
    Group.ANSWER,
    title=Speech("Số quá lớn", "Number too large"),
    found=Speech(
        "“{label}” ghi {found}, lớn hơn mức cao nhất là {expected}.",
        "“{label}” says {found}, above the greatest possible, {expected}.",
    ),
    mend=Speech("Kiểm tra số đã nhập.", "Check the number."),
    arises=Speech(
        "Số lớn hơn mức cao nhất của dòng, hoặc lớn đến mức không thể là số liệu.",
        "The number is above the row's greatest value, or too large to be a figure at all.",
    ),
    severities=(ERROR,),
    variant_of=("below-minimum", "not-a-number"),
    example={"found": "101", "expected": "100"},
    live="{found} lớn hơn mức cao nhất là {expected}",
)
OUT_OF_RANGE = FindingKind(
    "out-of-range",
    Group.ANSWER,
    title=Speech("Tỷ lệ ngoài khoảng", "Rate out of range"),
    found=Speech(
        "“{label}” ghi {found}%, ngoài khoảng {expected}%.",
        "“{label}” says {found} %, outside {expected} %.",
    ),
    mend=Speech(
        "Kiểm tra tử số, mẫu số và dấu phẩy thập phân.",
        "Check numerator, denominator and the decimal comma.",
    ),
    arises=Speech(
        (
            "Tỷ lệ nằm ngoài khoảng từ 0 đến 100. Tỷ lệ so với kế hoạch có thể trên 100 nên "
            "chỉ cảnh báo."
        ),
        (
            "A rate lies outside 0 to 100. One measured against a plan can be above 100, which "
            "is only a warning."
        ),
    ),
    severities=(WARNING,),
    example={"found": "180", "expected": "0–100"},
    live="{found} ngoài khoảng {expected}%",
)
RATE_AS_FRACTION = FindingKind(
    "rate-as-fraction",
    Group.ANSWER,
    title=Speech("Tỷ lệ nhỏ bất thường", "Rate typed as a fraction?"),
    found=Speech(
        "“{label}” ghi {found}%; có thể định nhập {reading}%.",
        "“{label}” says {found} %; {reading} % may have been meant.",
    ),
    mend=Speech(
        (
            "Cột này đã tính bằng %: 100% nhập 100. Nếu đúng là {found}% thì giữ nguyên và "
            "ghi cách tính ở Ghi chú."
        ),
        (
            "The column is in % already: enter 100 for 100 %. If {found} % is right, leave it "
            "and say in the note how it comes about."
        ),
    ),
    arises=Speech(
        "Tỷ lệ lớn hơn 0 nhưng không quá 1%: có thể đã gõ 0,991 thay cho 99,1.",
        "A rate above 0 but not above 1 %: perhaps 0.991 was typed for 99.1.",
    ),
    severities=(WARNING,),
    example={"found": "0,991", "reading": "99,1"},
    live="{found}% nhỏ bất thường; 100% thì nhập 100",
)
NOT_IN_CODE_LIST = FindingKind(
    "not-in-code-list",
    Group.ANSWER,
    title=Speech("Không có trong bảng mã", "Not in the code list"),
    found=Speech(
        "“{label}” ghi {found}, không có trong bảng mã: {expected}.",
        "“{label}” says {found}, which is none of the codes: {expected}.",
    ),
    mend=Speech("Chọn đúng một mã trong danh sách.", "Choose exactly one code from the list."),
    arises=Speech(
        "Dòng chọn mã mà số đã ghi không phải một trong các mã.",
        "The row asks for a code, and what was typed is none of them.",
    ),
    example={"found": "2", "expected": "Có = 1; Không = 0"},
    live="{found} không có trong các mã {expected}",
)
VALUE_IN_NOTE = FindingKind(
    "value-in-note",
    Group.ANSWER,
    title=Speech("Số liệu nhập nhầm vào Ghi chú", "Answer in the note column"),
    found=Speech(
        "“{label}” để trống ô số liệu nhưng Ghi chú chỉ ghi “{found}”.",
        "“{label}” has no answer but its note is just “{found}”.",
    ),
    mend=Speech(
        "Chuyển số từ Ghi chú sang ô số liệu cùng dòng.",
        "Move the number from the note to the value cell of the same row.",
    ),
    arises=Speech(
        "Ô số liệu trống còn Ghi chú cùng dòng chỉ có một con số: đã nhập nhầm cột.",
        "The answer is blank and the note beside it is a bare number: the wrong column.",
    ),
    example={"found": "15"},
    live="ô trống mà Ghi chú chỉ ghi số “{note}”",
)
CODE_FOR_NOTE = FindingKind(
    "code-for-note",
    Group.ANSWER,
    title=Speech("Có ghi chú nhưng chưa chọn mã", "Note without a code"),
    found=Speech(
        "“{label}” có Ghi chú nhưng ô trả lời để trống ({expected}).",
        "“{label}” has a note but no answer ({expected}).",
    ),
    mend=Speech("Chọn mã trả lời; giữ Ghi chú.", "Choose the code; keep the note."),
    arises=Speech(
        "Ghi chú đã nêu văn bản hoặc giải thích nhưng chưa chọn mã trả lời.",
        "The note names a document or explains, but no code was chosen.",
    ),
    example={"expected": "Có = 1; Không = 0"},
    live="đã có Ghi chú nhưng chưa chọn mã",
)
HEADING_VALUE = FindingKind(
    "heading-value",
    Group.ANSWER,
    title=Speech("Số liệu ở dòng tiêu đề", "Figure on a heading row"),
    found=Speech(
        "“{label}” là dòng tiêu đề nhưng có ghi “{found}”; số này không được tổng hợp.",
        "“{label}” is a heading but says “{found}”; it is not consolidated.",
    ),
    mend=Speech(
        "Xóa ở dòng tiêu đề, nhập vào các dòng bên dưới.",
        "Delete it here and enter it in the rows below.",
    ),
    arises=Speech(
        "Ghi số vào dòng tiêu đề; nếu cộng vào thì bị tính hai lần.",
        "A figure stands on a heading row; added up it would count twice.",
    ),
    example={"label": "Xử lý kỷ luật", "found": "3"},
    live="dòng tiêu đề không ghi số liệu",
)
NOTE_DATE = FindingKind(
    "note-date",
    Group.ANSWER,
    title=Speech("Ngày không có thật", "Impossible date"),
    found=Speech(
        "Ghi chú của “{label}” nêu “{found}”, không có ngày này.",
        "The note of “{label}” says “{found}”, which is no calendar date.",
    ),
    mend=Speech("Sửa lại ngày của văn bản.", "Correct the document's date."),
    arises=Speech(
        "Ghi chú nêu một ngày không có trong lịch.",
        "The note names a day that is not on the calendar.",
    ),
    example={"found": "31/02/2021"},
)
NOTE_DATE_AFTER_SIGNING = FindingKind(
    "note-date-after-signing",
    Group.ANSWER,
    title=Speech("Ngày sau ngày ký", "Date after signing"),
    found=Speech(
        "Ghi chú của “{label}” nêu “{found}”, sau ngày ký báo cáo {expected}.",
        "The note of “{label}” says “{found}”, after the report was signed on {expected}.",
    ),
    mend=Speech(
        "Sửa ngày văn bản hoặc ngày ký.", "Correct the document's date or the day of signing."
    ),
    arises=Speech(
        "Ghi chú nêu văn bản có ngày sau ngày ký báo cáo.",
        "The note names a document dated after the report was signed.",
    ),
    variant_of=("note-date",),
    example={"found": "25/03/2021", "expected": "17/03/2021"},
)
NOTE_DATE_OLD = FindingKind(
    "note-date-old",
    Group.ANSWER,
    title=Speech("Văn bản của năm cũ", "Document of an earlier year"),
    found=Speech(
        "Ghi chú của “{label}” nêu “{found}”, cũ so với kỳ báo cáo năm {expected}.",
        "The note of “{label}” says “{found}”, old for a report of {expected}.",
    ),
    mend=Speech(
        "Kiểm tra năm; văn bản còn hiệu lực thì ghi rõ là quyết định nào.",
        "Check the year; name the decision if it still stands.",
    ),
    arises=Speech(
        (
            "Ghi chú nêu văn bản cũ hơn năm trước của kỳ báo cáo và không phải quyết định, quy "
            "chế, nghị quyết còn hiệu lực."
        ),
        (
            "The note names a document older than the year before the period, and not a "
            "standing decision, regulation or resolution."
        ),
    ),
    severities=(WARNING,),
    variant_of=("note-date",),
    example={"found": "15/01/2012", "expected": "2021"},
)
NOTE_FOR_NOT_APPLICABLE = FindingKind(
    "note-for-not-applicable",
    Group.ANSWER,
    title=Speech("KAD chưa nêu lý do", "Not applicable without a reason"),
    found=Speech(
        "“{label}” ghi không áp dụng nhưng Ghi chú để trống.",
        "“{label}” is marked not applicable but has no note.",
    ),
    mend=Speech("Nêu lý do không áp dụng ở Ghi chú.", "Say in the note why it does not apply."),
    arises=Speech(
        "Ghi không áp dụng (KAD) mà Ghi chú không nêu lý do.",
        "The answer is not applicable (KAD) and the note gives no reason.",
    ),
    variant_of=("note-needed",),
    live="không áp dụng thì nêu lý do ở Ghi chú",
)
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
        "Ô nhập chứa công thức; kết quả lưu trong tệp được dùng nhưng có thể đã cũ.",
        "An input cell holds a formula; its stored result is used, but may be out of date.",
    ),
    severities=(WARNING,),
    example={"reading": "1654"},
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
        "Ô nhập chứa công thức mà tệp không lưu kết quả: tệp chưa từng được tính.",
        "An input cell holds a formula without a stored result: nothing ever calculated it.",
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
)
FORMULA_REPLACED = FindingKind(
    "formula-replaced",
    Group.ANSWER,
    title=Speech("Công thức bị thay bằng số", "Formula replaced by its value"),
    found=Speech(
        "“{label}” được tính sẵn nhưng công thức bị thay bằng số {found} (đúng với kết quả).",
        "“{label}” is computed, but its formula was replaced by {found} (the same value).",
    ),
    mend=Speech("Không phải sửa.", "Nothing to do."),
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
    title=Speech("Số tính sẵn chưa được tính lại", "Computed value not recalculated"),
    found=Speech(
        "“{label}” hiện {found} nhưng tính lại từ các dòng thành phần được {expected}.",
        "“{label}” shows {found} but its parts make {expected}.",
    ),
    mend=Speech(
        "Số tính lại được dùng; đề nghị mở biểu bằng bảng tính, lưu lại và in lại bản ký.",
        "The recomputed figure is used; open and save the workbook, and print it again.",
    ),
    arises=Speech(
        "Ô tự tính vẫn là công thức, nhưng kết quả lưu trong tệp khác tổng tính lại.",
        "The computed cell still is a formula, but its stored result is not what it makes.",
    ),
    severities=(WARNING,),
    example={"found": "0", "expected": "35"},
)
COMPUTED_DIFFERS = FindingKind(
    "computed-differs",
    Group.ANSWER,
    title=Speech("Số tính sẵn bị sửa", "Computed value changed"),
    found=Speech(
        "“{label}” được tính sẵn bằng {expected} nhưng ô ghi {found}.",
        "“{label}” is computed as {expected} but the cell says {found}.",
    ),
    mend=Speech(
        "Sửa các dòng thành phần; không sửa ô tính sẵn.",
        "Correct the parts, not the computed cell.",
    ),
    arises=Speech(
        "Ô tự tính bị thay bằng số khác với tổng tính lại từ các dòng thành phần.",
        "A computed cell was replaced by a number that its parts do not make.",
    ),
    severities=(ERROR,),
    example={"found": "40", "expected": "35"},
)
