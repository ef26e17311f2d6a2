"""Kinds of findings about what a file is: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.kind import ERROR, INFO, WARNING, FindingKind, Group
from cchc_sheets.model import Speech

_SEND_AGAIN = Speech(
    "Đề nghị đơn vị gửi lại tệp .xlsx đã được giao.",
    "Ask the unit to send the issued .xlsx file again.",
)

FILE_EMPTY = FindingKind(
    "file-empty",
    Group.FILE,
    title=Speech("Tệp rỗng", "Empty file"),
    found=Speech("Tệp rỗng (0 byte).", "The file is empty (0 bytes)."),
    mend=_SEND_AGAIN,
    arises=Speech(
        "Tệp nhận được không có nội dung nào, thường do gửi hoặc tải về bị đứt giữa chừng.",
        "The file that arrived holds nothing, mostly because sending or saving broke off.",
    ),
    severities=(ERROR,),
)
LOCK_FILE = FindingKind(
    "lock-file",
    Group.FILE,
    title=Speech("Tệp tạm của Excel", "Excel lock file"),
    found=Speech(
        "Đây là tệp tạm “~$” mà Excel tạo khi đang mở biểu, không phải báo cáo.",
        "This is the “~$” file that Excel makes while a workbook is open, not a report.",
    ),
    mend=Speech(
        "Đóng Excel; tìm tệp cùng tên không có “~$”.",
        "Close Excel; look for the file of the same name without “~$”.",
    ),
    arises=Speech(
        (
            "Trong thư mục có tệp tên bắt đầu bằng “~$”: Excel tự tạo khi biểu đang mở và xóa "
            "khi đóng."
        ),
        (
            "The folder holds a file whose name begins with “~$”: Excel makes it while a "
            "workbook is open and removes it afterwards."
        ),
    ),
    severities=(ERROR,),
)
FILE_NOT_WORKBOOK = FindingKind(
    "file-not-workbook",
    Group.FILE,
    title=Speech("Không phải bảng tính", "Not a workbook"),
    found=Speech(
        "Tệp không phải bảng tính dù tên là gì; nội dung là {kind}.",
        "The file is no workbook, whatever its name; its content is {kind}.",
    ),
    mend=_SEND_AGAIN,
    arises=Speech(
        (
            "Nội dung tệp không phải bảng tính, dù tên kết thúc bằng .xlsx: bản quét, văn bản "
            "Word, PDF hay trang web được lưu lại."
        ),
        (
            "The content is no workbook, even if the name ends in .xlsx: a scan, a Word "
            "document, a PDF or a saved web page."
        ),
    ),
    severities=(ERROR,),
    example={"found": "pdf"},
)
FILE_DAMAGED = FindingKind(
    "file-damaged",
    Group.FILE,
    title=Speech("Tệp hỏng", "Damaged file"),
    found=Speech(
        "Tệp hỏng hoặc tải về chưa hết, không mở được.",
        "The file is damaged or incomplete and cannot be opened.",
    ),
    mend=_SEND_AGAIN,
    arises=Speech(
        "Tệp là bảng tính nhưng thiếu một phần hoặc sai cấu trúc nên không mở được.",
        (
            "The file is a workbook, but a part is missing or malformed, so that it cannot be "
            "opened."
        ),
    ),
    severities=(ERROR,),
)
FILE_ENCRYPTED = FindingKind(
    "file-encrypted",
    Group.FILE,
    title=Speech("Tệp có mật khẩu", "Password-protected file"),
    found=Speech(
        "Tệp đặt mật khẩu, không đọc được.", "The file has a password and cannot be read."
    ),
    mend=Speech(
        "Đề nghị đơn vị bỏ mật khẩu mở tệp rồi gửi lại.",
        "Ask the unit to remove the password and send it again.",
    ),
    arises=Speech(
        (
            "Đơn vị đặt mật khẩu mở tệp. Khóa sheet của biểu thì không sao; mật khẩu mở tệp "
            "thì không đọc được."
        ),
        (
            "The unit set a password for opening the file. Sheet protection is no obstacle; a "
            "password for opening is."
        ),
    ),
    severities=(ERROR,),
)
FILE_TOO_LARGE = FindingKind(
    "file-too-large",
    Group.FILE,
    title=Speech("Tệp quá lớn", "File too large"),
    found=Speech(
        "Tệp quá lớn so với mọi biểu đã giao, không mở.",
        "The file is far larger than any issued workbook and was not opened.",
    ),
    mend=_SEND_AGAIN,
    arises=Speech(
        "Tệp, hoặc phần giải nén của nó, lớn hơn nhiều lần một biểu đã điền đầy đủ.",
        "The file, or what it unpacks to, is many times larger than any filled-in workbook.",
    ),
    severities=(ERROR,),
)
FILE_UNREADABLE = FindingKind(
    "file-unreadable",
    Group.FILE,
    title=Speech("Không đọc được tệp", "Unreadable file"),
    found=Speech("Không mở được tệp ({error}).", "The file cannot be opened ({error})."),
    mend=Speech(
        "Kiểm tra quyền truy cập, đóng chương trình đang mở tệp.",
        "Check the permissions and close the program that holds the file.",
    ),
    arises=Speech(
        (
            "Máy không cho đọc tệp: không đủ quyền, tệp đang bị chương trình khác giữ, hoặc "
            "tên ấy là thư mục."
        ),
        (
            "The machine refuses to read the file: no permission, another program holds it, or "
            "the name is a folder's."
        ),
    ),
    severities=(ERROR,),
    example={"error": "EACCES"},
)
NOTHING_ANSWERED = FindingKind(
    "nothing-answered",
    Group.FILE,
    title=Speech("Biểu còn trống toàn bộ", "Nothing answered"),
    found=Speech(
        "Biểu gửi về còn trống toàn bộ, không ô số liệu nào được trả lời.",
        "The workbook came back empty: not one answer.",
    ),
    mend=Speech(
        "Hỏi lại đơn vị có gửi nhầm biểu chưa điền không.",
        "Ask whether the unit sent an unfilled copy by mistake.",
    ),
    arises=Speech(
        "Không ô số liệu nào của biểu có câu trả lời.", "Not one of the form's cells is answered."
    ),
    severities=(WARNING,),
)
OTHER_FORMAT = FindingKind(
    "other-format",
    Group.FILE,
    title=Speech("Tệp lưu ở định dạng khác", "Another file format"),
    found=Speech(
        "Tệp lưu ở định dạng .{found}; đọc được số liệu nhưng không kiểm tra được công thức.",
        "The file is .{found}; the figures can be read but not the formulas.",
    ),
    mend=Speech("Nên gửi tệp .xlsx.", "Better send .xlsx."),
    arises=Speech(
        "Biểu được lưu lại ở định dạng khác .xlsx (.xls, .ods, .xlsb …).",
        "The workbook was saved in a format other than .xlsx (.xls, .ods, .xlsb …).",
    ),
    severities=(INFO,),
    example={"found": "xls"},
)
