"""Kinds of findings about what was typed as an answer, or was not: one row a kind."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.findings.common import ERROR, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Percent, Possible, Speech

MISSING_ANSWER = FindingKind(
    "missing-answer",
    Group.ANSWER,
    title=Speech("Chưa trả lời", "Missing answer"),
    found=Speech("“{label}” chưa có số liệu{possible}.", "“{label}” has no answer{possible}."),
    mend=Speech(
        "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”.{kad}",
        "Enter the figure; nil is 0 or “-”.{kad}",
    ),
    arises=Speech(
        "Ô số liệu để trống. Trống không phải là 0: không phát sinh thì phải ghi 0 hoặc “-”.",
        "The answer is blank. Blank is not 0: nil is written 0 or “-”.",
    ),
    example={"possible": Possible(Decimal(2844), Decimal(2960))},
    told_by_place=True,
    live=("Chưa trả lời",),
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
    live=("Chỉ nhập số",),
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
        "Gõ lại, các chữ số viết liền; phần lẻ sau dấu phẩy (máy cài tiếng Anh: sau dấu chấm).",
        "Enter it again without a thousands separator; decimals as the machine writes them.",
    ),
    arises=Speech(
        "Số gõ dạng chữ có thể hiểu theo hai cách, thường do dấu chấm, dấu phẩy.",
        "What was typed can be two numbers, mostly because of a dot or a comma.",
    ),
    severities=(ERROR,),
    variant_of=(NOT_A_NUMBER,),
    example={"found": "1.248", "reading": 1248, "other": Decimal("1.248")},
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
    example={"found": "04", "reading": 4},
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
        "Dòng này tính bằng %: chỉ nhập {reading}, không gõ dấu %.",
        "This row is in % already: enter {reading} without the % sign.",
    ),
    arises=Speech(
        "Người nhập gõ dấu % hoặc đổi định dạng ô: bảng tính lưu 0,991 và hiện 99,1%.",
        "A % sign was typed or the format changed: the sheet stores 0.991 and shows 99.1%.",
    ),
    severities=(WARNING,),
    example={"found": Percent(Decimal("99.1")), "reading": Decimal("99.1")},
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
        "Xóa ô rồi gõ lại số; phần lẻ sau dấu phẩy (máy cài tiếng Anh: sau dấu chấm).",
        "Clear the cell and enter the number again; decimals as the machine writes them.",
    ),
    arises=Speech(
        "Bảng tính tự đổi những gì gõ như 3/4 hay 1-2 thành ngày tháng.",
        "The spreadsheet turned what was typed, 3/4 or 1-2, into a date.",
    ),
    severities=(ERROR,),
    variant_of=(NOT_A_NUMBER,),
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
    variant_of=(NOT_A_NUMBER,),
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
    variant_of=(NOT_A_NUMBER,),
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
    title=Speech("Bảng mã cũ (TCVN3, VNI)", "Old font encoding (TCVN3, VNI)"),
    found=Speech(
        "“{label}” ghi “{found}”, có lẽ là “{reading}” gõ bằng bảng mã cũ.",
        "“{label}” says “{found}”, probably “{reading}” typed in an old font.",
    ),
    mend=Speech(
        "Chọn bảng mã Unicode trong bộ gõ (Unikey), rồi gõ lại.",
        "Switch the keyboard to Unicode and type it again.",
    ),
    arises=Speech(
        "Chữ gõ bằng bảng mã cũ, ở phông Unicode hiện thành ký tự lạ.",
        "The words were typed in an old encoding and show as gibberish in Unicode fonts.",
    ),
    severities=(ERROR,),
    variant_of=(NOT_A_NUMBER,),
    example={"found": "kh«ng ph¸t sinh", "reading": "không phát sinh"},
)
LEGACY_TEXT = FindingKind(
    "legacy-text",
    Group.ANSWER,
    title=Speech("Ghi chú, tên gõ bằng bảng mã cũ", "Note or name in an old font"),
    found=Speech(
        "“{label}”{note_cell}: “{found}” gõ bằng bảng mã cũ {encoding}, có lẽ là “{reading}”.",
        "“{label}”{note_cell}: “{found}” is typed in an old font ({encoding}); “{reading}”?",
    ),
    mend=Speech(
        "Chọn bảng mã Unicode trong bộ gõ (Unikey), rồi gõ lại.",
        "Switch the keyboard to Unicode and type it again.",
    ),
    arises=Speech(
        (
            "Ghi chú, hoặc tên trong bảng, gõ bằng phông TCVN3 (.VnTime) hay VNI (VNI-Times), ở "
            "phông Unicode hiện thành ký tự lạ. Khi soát số, ngày, văn bản thì đọc theo chữ đã "
            "chuyển; chữ gửi đến vẫn giữ nguyên trong kết quả."
        ),
        (
            "A note, or a name in a table, was typed in a TCVN3 or VNI font and shows as gibberish "
            "in Unicode fonts. Checks of numbers, dates and documents read what was meant; what "
            "was sent is kept as it is in the outputs."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Sè: 12", "reading": "Số: 12", "encoding": "TCVN3"},
)
SHOWN_DIFFERS = FindingKind(
    "shown-differs",
    Group.ANSWER,
    title=Speech("Ô hiện số khác với số lưu", "The cell shows another figure"),
    found=Speech(
        "“{label}” lưu {reading} nhưng định dạng của ô làm nó hiện {other}.",
        "“{label}” stores {reading} but the cell's format shows {other}.",
    ),
    mend=Speech(
        "Đưa định dạng ô về General hoặc Number rồi nhập lại số đúng.",
        "Set the cell's format to General or Number and enter the right figure again.",
    ),
    arises=Speech(
        (
            'Định dạng số chia cho nghìn (#,##0,), ghép thêm chữ số (0"0"), giấu số (;;;) hoặc '
            "làm người đọc thấy một số khác với số đang lưu. Số 0 mà định dạng không cho hiện thì "
            "chỉ cảnh báo. Làm tròn khi hiển thị thì không nêu."
        ),
        (
            'The number format divides by thousands (#,##0,), adds digits (0"0"), hides the '
            "figure (;;;) or shows another one than is stored. A 0 that the format does not show "
            "is only a warning. Rounding is not mentioned."
        ),
    ),
    severities=(ERROR, WARNING),
    variant_of=(NOT_A_NUMBER,),
    example={"reading": 12000, "other": "12"},
)
FIGURE_IN_PIECES = FindingKind(
    "figure-in-pieces",
    Group.ANSWER,
    title=Speech("Số bị gạch bỏ, viết nâng hoặc ngắt đoạn", "A figure in pieces or struck out"),
    found=Speech(
        (
            "“{label}” ghi “{found}” nhưng có phần bị gạch bỏ, viết nâng, viết hạ hoặc ngắt đoạn: "
            "đọc cả là {reading}, không kể phần ấy là {other}."
        ),
        (
            "“{label}” says “{found}”, but a part is struck out, raised, lowered or set apart: "
            "all of it reads {reading}, without that part {other}."
        ),
    ),
    mend=Speech(
        "Xóa ô, nhập lại đúng một con số; chú thích chuyển sang Ghi chú.",
        "Clear the cell and enter one number; move remarks to the note.",
    ),
    arises=Speech(
        (
            "Cả ô bị gạch ngang, hoặc trong ô có chữ số bị gạch ngang, viết nâng (như số chú "
            "thích), viết hạ, hay có dấu Tab, xuống dòng giữa các chữ số."
        ),
        (
            "The whole cell is struck out, or some of its digits are struck out, raised (as the "
            "number of a footnote) or lowered, or a tab or line break parts its digits."
        ),
    ),
    severities=(ERROR,),
    variant_of=(NOT_A_NUMBER,),
    example={"found": "241", "reading": "241", "other": "24"},
)
