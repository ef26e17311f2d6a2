"""Kinds of findings about what was typed as an answer, or was not: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.kind import ERROR, INFO, WARNING, FindingKind, Group
from cchc_sheets.model import Speech

MISSING_ANSWER = FindingKind(
    "missing-answer",
    Group.ANSWER,
    title=Speech("Chưa trả lời", "Missing answer"),
    found=Speech("“{label}” chưa có số liệu.", "“{label}” has no answer."),
    mend=Speech(
        (
            "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”; không áp dụng thì nhập KAD "
            "và nêu lý do ở Ghi chú."
        ),
        "Enter the figure; 0 or “-” for nil; KAD with a note where not applicable.",
    ),
    mend_in_table=Speech(
        "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”.", "Enter the figure; nil is 0 or “-”."
    ),
    arises=Speech(
        "Ô số liệu để trống. Trống không phải là 0: không phát sinh thì phải ghi 0 hoặc “-”.",
        "The answer is blank. Blank is not 0: nil is written 0 or “-”.",
    ),
    live="chưa trả lời",
    told_by_place=True,
)
NOT_A_NUMBER = FindingKind(
    "not-a-number",
    Group.ANSWER,
    title=Speech("Không phải số", "Not a number"),
    found=Speech(
        "“{label}” cần một số nhưng ô ghi “{found}”.",
        "“{label}” needs a number but the cell says “{found}”.",
    ),
    mend=Speech(
        "Chỉ nhập số{hint_vi}; phần giải thích chuyển sang Ghi chú.",
        "Enter the number alone{hint_en}; move the explanation to the note.",
    ),
    mend_in_table=Speech("Chỉ nhập số{hint_vi}.", "Enter a number only{hint_en}."),
    arises=Speech(
        "Ô cần số nhưng ghi chữ, hoặc số lẫn chữ, không đọc được thành một con số.",
        "A number is needed but the cell holds words, or a number among words.",
    ),
    severities=(ERROR,),
    example={"found": "48 người", "hint": "48"},
    live="“{found}” không đọc được thành một số",
)
AMBIGUOUS_NUMBER = FindingKind(
    "ambiguous-number",
    Group.ANSWER,
    title=Speech("Số đọc được hai cách", "Ambiguous number"),
    found=Speech(
        "“{label}” ghi “{found}”, có thể là {reading} hoặc {other}.",
        "“{label}” says “{found}”, which can mean {reading} or {other}.",
    ),
    mend=Speech(
        "Nhập lại bằng số, dấu phẩy cho phần thập phân, không dùng dấu phân cách hàng nghìn.",
        "Enter it again as a number, with a decimal comma and no thousands separator.",
    ),
    arises=Speech(
        "Số gõ dạng chữ có thể hiểu theo hai cách, thường do dấu chấm, dấu phẩy.",
        "What was typed can be two numbers, mostly because of a dot or a comma.",
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
    example={"found": "1.248", "reading": "1248", "other": "1,248"},
)
NUMBER_AS_TEXT = FindingKind(
    "number-as-text",
    Group.ANSWER,
    title=Speech("Số nhập dạng chữ", "Number typed as text"),
    found=Speech(
        "“{label}” nhập dạng chữ “{found}”, được đọc là {reading}.",
        "“{label}” is the text “{found}”, read as {reading}.",
    ),
    mend=Speech(
        "Nếu đã đọc đúng thì không cần sửa; lần sau đề nghị nhập bằng số.",
        "Nothing to do if that is right; enter a number next time.",
    ),
    arises=Speech(
        "Ô lưu chữ nhưng chỉ có thể hiểu là một số; công thức của biểu không thấy số ấy.",
        "The cell holds text that can only mean one number; the sheet's formulas miss it.",
    ),
    severities=(INFO,),
    example={"found": "04", "reading": "4"},
)
PERCENT_FORMAT = FindingKind(
    "percent-format",
    Group.ANSWER,
    title=Speech("Ô định dạng phần trăm", "Percent format"),
    found=Speech(
        "“{label}” lưu dưới dạng phần trăm ({found}), được đọc là {reading}.",
        "“{label}” is stored as a percentage ({found}), read as {reading}.",
    ),
    mend=Speech(
        "Cột này đã tính bằng %: nhập {reading}, không gõ dấu %.",
        "The column is in % already: enter {reading} without the % sign.",
    ),
    arises=Speech(
        "Người nhập gõ dấu % hoặc đổi định dạng ô: bảng tính lưu 0,991 và hiện 99,1%.",
        "A % sign was typed or the format changed: the sheet stores 0.991 and shows 99.1%.",
    ),
    severities=(WARNING,),
    example={"found": "99,1%", "reading": "99,1"},
)
DATE_IN_NUMBER = FindingKind(
    "date-in-number",
    Group.ANSWER,
    title=Speech("Ngày tháng trong ô số", "A date in a number cell"),
    found=Speech(
        "“{label}” cần một số nhưng bảng tính đã đổi số vừa gõ thành ngày tháng.",
        "“{label}” needs a number but the spreadsheet turned what was typed into a date.",
    ),
    mend=Speech(
        "Xóa ô, nhập lại số nguyên hoặc số có dấu phẩy thập phân.",
        "Clear the cell and enter the number again with a decimal comma.",
    ),
    arises=Speech(
        "Bảng tính tự đổi những gì gõ như 3/4 hay 1-2 thành ngày tháng.",
        "The spreadsheet turned what was typed, 3/4 or 1-2, into a date.",
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
)
ERROR_VALUE = FindingKind(
    "error-value",
    Group.ANSWER,
    title=Speech("Ô báo lỗi công thức", "Error value"),
    found=Speech("“{label}” hiện lỗi {found}.", "“{label}” shows the error {found}."),
    mend=Speech("Xóa công thức và nhập số.", "Delete the formula and enter the number."),
    arises=Speech(
        "Ô chứa công thức và kết quả là lỗi.", "The cell holds a formula whose result is an error."
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
    example={"found": "#REF!"},
)
NOT_APPLICABLE_REFUSED = FindingKind(
    "not-applicable-refused",
    Group.ANSWER,
    title=Speech("Không được ghi KAD", "Not-applicable refused"),
    found=Speech(
        "“{label}” ghi “{found}”, nhưng chỉ tiêu này đơn vị nào cũng phải trả lời.",
        "“{label}” says “{found}”, but every unit answers this indicator.",
    ),
    mend=Speech(
        "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”.", "Enter the figure; 0 or “-” for nil."
    ),
    arises=Speech(
        "Ghi không áp dụng ở dòng mà biểu không cho phép.",
        "Not applicable was typed in a row that does not allow it.",
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
    example={"found": "KAD"},
)
PLACEHOLDER = FindingKind(
    "placeholder",
    Group.ANSWER,
    title=Speech("Còn dấu chấm của mẫu", "Leftover placeholder"),
    found=Speech(
        "“{label}” còn nguyên dấu “{found}” của mẫu, coi như chưa trả lời.",
        "“{label}” still holds the template's “{found}” and counts as unanswered.",
    ),
    mend=Speech("Xóa dấu chấm và nhập số liệu.", "Delete the dots and enter the figure."),
    arises=Speech(
        "Ô còn dấu chấm hoặc gạch của mẫu in cũ.",
        "The cell still holds the dots of the printed template.",
    ),
    severities=(WARNING,),
    example={"found": "....."},
)
LEGACY_ENCODING = FindingKind(
    "legacy-encoding",
    Group.ANSWER,
    title=Speech("Phông chữ cũ (TCVN3)", "Old font encoding (TCVN3)"),
    found=Speech(
        "“{label}” ghi “{found}”, có lẽ gõ bằng phông TCVN3 (.VnTime).",
        "“{label}” says “{found}”, probably typed in a TCVN3 font.",
    ),
    mend=Speech(
        "Đổi bảng mã sang Unicode rồi nhập lại.",
        "Switch the keyboard to Unicode and type it again.",
    ),
    arises=Speech(
        "Chữ gõ bằng bảng mã cũ, ở phông Unicode hiện thành ký tự lạ.",
        "The words were typed in an old encoding and show as gibberish in Unicode fonts.",
    ),
    severities=(ERROR,),
    variant_of=("not-a-number",),
    example={"found": "kh«ng ph¸t sinh"},
)
