"""Kinds of findings about a single answer and its note: one row a kind."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.findings import relations, typed
from cchc_sheets.findings.common import ERROR, WARNING
from cchc_sheets.model import FindingKind, Group, Percent, Speech, Thousands

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
    example={"found": Decimal("48.5")},
    live=("Phải là số nguyên",),
)
NOT_WHOLE_THOUSANDS = FindingKind(
    "not-whole-thousands",
    Group.ANSWER,
    title=Speech("Số đếm có phần lẻ", "Fraction in a count"),
    found=Speech(
        "“{label}” là số đếm nhưng ghi {found}; có phải là {reading}?",
        "“{label}” is a count but says {found}; was {reading} meant?",
    ),
    mend=Speech(
        "Nhập số nguyên, không gõ dấu phân cách hàng nghìn.",
        "Enter a whole number without a thousands separator.",
    ),
    arises=Speech(
        (
            "Số đếm có phần lẻ; máy cài tiếng Anh có thể đã hiểu dấu chấm hàng nghìn là dấu "
            "thập phân (2.500 thành 2,5)."
        ),
        (
            "A count with decimals; a client set to English may have taken a thousands dot for a "
            "decimal point (2.500 becomes 2.5)."
        ),
    ),
    variant_of=(NOT_WHOLE,),
    example={"found": Decimal("171.034"), "reading": Thousands(Decimal(171034))},
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
    example={"found": -3, "expected": 0},
    live=("Nhỏ hơn {expected}",),
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
    variant_of=(BELOW_MINIMUM, typed.NOT_A_NUMBER),
    example={"found": 101, "expected": 100},
    live=("Lớn hơn {expected}",),
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
    live=("Ngoài khoảng {expected}%",),
)
RATE_AS_FRACTION = FindingKind(
    "rate-as-fraction",
    Group.ANSWER,
    title=Speech("Tỷ lệ nhỏ bất thường", "Rate typed as a fraction?"),
    found=Speech(
        "“{label}” ghi {found}%; có phải là {reading}%?",
        "“{label}” says {found}%; was {reading}% meant?",
    ),
    mend=Speech(
        (
            "Dòng này tính bằng %: 100% thì nhập 100. Nếu đúng là {found}% thì giữ nguyên, nêu "
            "cách tính ở Ghi chú."
        ),
        (
            "This row is in % already: enter 100 for 100%. If {found}% is right, leave it and "
            "say in the note how it comes about."
        ),
    ),
    arises=Speech(
        "Tỷ lệ lớn hơn 0 nhưng không quá 1%: có khi đã gõ 0,991 thay cho 99,1.",
        "A rate above 0 but not above 1 %: perhaps 0.991 was typed for 99.1.",
    ),
    severities=(WARNING,),
    example={"found": Decimal("0.991"), "reading": Decimal("99.1")},
    live=("Quá nhỏ; 100% thì nhập 100",),
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
    live=("Chọn mã {expected}", "Chọn mã trong danh sách"),
)
VALUE_IN_NOTE = FindingKind(
    "value-in-note",
    Group.ANSWER,
    title=Speech("Số liệu nhập nhầm vào Ghi chú", "Answer in the note column"),
    found=Speech(
        "“{label}” để trống; Ghi chú{note_cell} chỉ có số “{found}”.",
        "“{label}” is blank; its note{note_cell} is just “{found}”.",
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
    live=("Chuyển số từ Ghi chú sang",),
)
CODE_FOR_NOTE = FindingKind(
    "code-for-note",
    Group.ANSWER,
    title=Speech("Có ghi chú nhưng chưa chọn mã", "Note without a code"),
    found=Speech(
        "“{label}” có Ghi chú nhưng chưa chọn mã ({expected}).",
        "“{label}” has a note but no code ({expected}).",
    ),
    mend=Speech("Chọn mã trả lời; giữ Ghi chú.", "Choose the code; keep the note."),
    arises=Speech(
        "Ghi chú đã nêu văn bản hoặc giải thích nhưng chưa chọn mã trả lời.",
        "The note names a document or explains, but no code was chosen.",
    ),
    example={"expected": "Có = 1; Không = 0"},
    live=("Chưa chọn mã trả lời",),
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
        (
            "Ghi số vào dòng tiêu đề; nếu cộng vào thì bị tính hai lần. Dòng tiêu đề chỉ nhận "
            "“Không phát sinh trong kỳ”."
        ),
        (
            "A figure stands on a heading row; added up it would count twice. A heading takes "
            "nothing but “Không phát sinh trong kỳ” (nothing happened in the period)."
        ),
    ),
    example={"label": "Xử lý kỷ luật", "found": "3"},
    live=("Dòng tiêu đề, không nhập",),
)
FIGURE_IN_NIL_SECTION = FindingKind(
    "figure-in-nil-section",
    Group.ANSWER,
    title=Speech("Có số liệu ở mục không phát sinh", "Figure in a section declared nil"),
    found=Speech(
        "“{label}” ghi {found}, nhưng {section} ghi cả mục không phát sinh trong kỳ.",
        "“{label}” says {found}, but {section} declares the whole section nil.",
    ),
    mend=Speech(
        "Mục có phát sinh thì xóa chữ ở {section}; không phát sinh thì xóa số này.",
        "If something happened, clear {section}; if nothing did, delete this figure.",
    ),
    arises=Speech(
        (
            "Tiêu đề của mục ghi “Không phát sinh trong kỳ” mà một số đếm trong kỳ của mục lại "
            "khác 0. Số thời điểm, số kế hoạch năm và tỷ lệ vẫn nhập như thường."
        ),
        (
            "The section's heading says “Không phát sinh trong kỳ”, yet a count of the period in "
            "it is not 0. Figures at a date, plans of the year and rates are entered as usual."
        ),
    ),
    severities=(ERROR,),
    example={"found": 3, "section": "F24"},
    live=("{section} ghi không phát sinh",),
)
FIGURE_UNCONFIRMED = FindingKind(
    "figure-unconfirmed",
    Group.ANSWER,
    title=Speech("Số như kỳ trước, cần xác nhận", "As in the period before, to be confirmed"),
    found=Speech(
        "“{label}” ghi {found} như kỳ trước, đơn vị chưa xác nhận.",
        "“{label}” says {found} as in the period before; the unit has not confirmed it.",
    ),
    mend=Speech(
        "Đối chiếu: đúng thì chọn “đã xác nhận” ở {confirm}, đã đổi thì nhập số mới.",
        "Compare it: if it still holds choose “đã xác nhận” in {confirm}, else enter the new one.",
    ),
    arises=Speech(
        (
            "Biểu giao có sẵn số ít đổi của kỳ trước (số tại thời điểm, kế hoạch năm), và đơn vị "
            "gửi lại mà chưa chọn “đã xác nhận” cũng chưa sửa số ấy."
        ),
        (
            "The workbook was issued with figures of the period before that seldom change (stocks, "
            "plans of the year); the unit neither confirmed nor changed this one."
        ),
    ),
    severities=(WARNING,),
    example={"found": 48, "confirm": "J2"},
    told_by_place=True,
    live=("Như kỳ trước, cần xác nhận",),
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
    variant_of=(NOTE_DATE,),
    example={"found": "25/03/2021", "expected": "17/03/2021"},
)
NOTE_DATE_OLD = FindingKind(
    "note-date-old",
    Group.ANSWER,
    title=Speech("Kế hoạch của năm cũ", "Plan of an earlier year"),
    found=Speech(
        "Ghi chú của “{label}” nêu kế hoạch “{found}”; báo cáo là của năm {expected}.",
        "The note of “{label}” names a plan of “{found}”; the report is of {expected}.",
    ),
    mend=Speech(
        "Xem lại năm; kế hoạch nhiều năm thì ghi rõ giai đoạn.",
        "Check the year; of a plan of several years give the years.",
    ),
    arises=Speech(
        (
            "Ghi chú nêu kế hoạch ban hành trước quý IV năm trước của kỳ báo cáo, mà không phải kế "
            "hoạch của một giai đoạn: thường là ghi nhầm năm. Văn bản khác (quyết định, công văn, "
            "thông báo …) cũ bao nhiêu cũng được."
        ),
        (
            "The note names a plan made before the last quarter of the year before, and not one of "
            "several years: mostly a wrong year. Other documents (decisions, letters, notices) may "
            "be years old."
        ),
    ),
    severities=(WARNING,),
    variant_of=(NOTE_DATE,),
    example={"found": "24/02/2020", "expected": "2021"},
)
NOTE_LEFTOVER = FindingKind(
    "note-leftover",
    Group.ANSWER,
    title=Speech("Ghi chú còn chỗ trống", "Placeholder left in a note"),
    found=Speech(
        "Ghi chú của “{label}” còn chỗ trống: “{found}”.",
        "The note of “{label}” has a placeholder left: “{found}”.",
    ),
    mend=Speech(
        "Ghi đủ số, ngày văn bản, hoặc xóa phần còn trống.",
        "Give the document's number and date, or delete what is left.",
    ),
    arises=Speech(
        "Ghi chú còn dấu “…” hoặc khoảng trống ở chỗ của số, ngày văn bản.",
        "The note still has dots, or nothing, where a document's number or date belongs.",
    ),
    example={"found": "Văn bản số..."},
)
NOTE_SHARE_DIFFERS = FindingKind(
    "note-share-differs",
    Group.ANSWER,
    title=Speech("Tỷ lệ khác Ghi chú", "Rate differs from its note"),
    found=Speech(
        "“{label}” ghi {value}, nhưng Ghi chú nêu {found}, tức {expected}.",
        "“{label}” says {value}, but its note gives {found}, which is {expected}.",
    ),
    mend=Speech(
        "Tính lại tỷ lệ, hoặc sửa hai số ở Ghi chú.",
        "Compute the rate again, or correct the counts in the note.",
    ),
    arises=Speech(
        "Ghi chú của một tỷ lệ nêu tử số và mẫu số (42/53), mà tỷ lệ tính ra khác ô số liệu.",
        "The note of a rate gives numerator and denominator (42/53), and the rate is not theirs.",
    ),
    example={
        "value": Percent(Decimal(85)),
        "found": "42/53",
        "expected": Percent(Decimal("79.25")),
    },
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
    variant_of=(relations.NOTE_NEEDED,),
    live=("Nêu lý do KAD ở Ghi chú",),
)
