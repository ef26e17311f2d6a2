"""Kinds of findings about what a file is: one row a kind."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.findings.common import ERROR, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

_SEND_AGAIN = Speech(
    "Đề nghị đơn vị gửi lại biểu đã điền, dạng tệp .xlsx.",
    "Ask the unit for the filled-in workbook as an .xlsx file.",
)

FILE_TYPES: Mapping[str, Speech] = {
    "text": Speech("văn bản thuần", "plain text"),
    "csv": Speech("bảng CSV", "a CSV table"),
    "html": Speech("trang web HTML", "an HTML page"),
    "xml": Speech("XML", "XML"),
    "pdf": Speech("PDF", "PDF"),
    "image": Speech("hình ảnh", "a picture"),
    "word": Speech("văn bản Word", "a Word document"),
    "zip": Speech("tệp nén zip", "a zip archive"),
    "archive": Speech("tệp nén", "an archive"),
    "unknown": Speech("loại tệp chưa biết", "of no known kind"),
}
"""What a file that is no workbook is called, by the type that ``decode`` found."""
MOST: Mapping[str, Speech] = {
    "bytes": Speech("{n} MB kể cả phần giải nén", "{n} MB, unpacked"),
    "entries": Speech("{n} phần trong tệp nén", "{n} parts"),
    "cells": Speech("{n} ô có nội dung", "{n} cells that hold something"),
    "memory": Speech("{n} MB bộ nhớ để đọc", "{n} MB of memory to read it"),
    "seconds": Speech("{n} giây để đọc", "{n} seconds to read it"),
}
"""The limits that a file can pass, by what ``decode`` counted; ``{n}`` is the number."""

ARCHIVE_LIMITS: Mapping[str, Speech] = {
    "damaged": Speech("hỏng hoặc tải về chưa hết", "it is damaged or incomplete"),
    "entries": Speech("có hơn 2.000 tệp", "it has more than 2,000 files"),
    "bytes": Speech("giải nén ra quá 512 MB", "it unpacks to more than 512 MB"),
    "ratio": Speech(
        "giải nén ra lớn gấp hơn 100 lần", "it unpacks to more than a hundred times its size"
    ),
}
"""Why an archive is not opened, by what ``decode`` says."""


def most(what: str, limit: int) -> Speech:
    """Return a limit with its unit; of bytes and of memory in MB."""
    number = f"{limit >> 20 if what in {'bytes', 'memory'} else limit:,}"
    says = MOST[what]
    return Speech(says.vi.format(n=number.replace(",", ".")), says.en.format(n=number))


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
        "Bỏ qua tệp này; thiếu báo cáo thì tìm tệp cùng tên không có “~$”.",
        "Pass over it; if a report is missing, look for the same name without “~$”.",
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
        "Tệp không phải bảng tính, dù tên tệp ghi gì; nội dung là {kind}.",
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
    example={"kind": FILE_TYPES["pdf"]},
)
FILE_FORMAT_REFUSED = FindingKind(
    "file-format-refused",
    Group.FILE,
    title=Speech("Định dạng không nhận", "A format that is not read"),
    found=Speech(
        "Tệp là bảng tính ở định dạng {found}, không đọc được đủ chắc chắn nên không nhận.",
        "The file is a spreadsheet in the format {found}, which cannot be read reliably.",
    ),
    mend=Speech(
        "Mở tệp bằng Excel hoặc LibreOffice, lưu lại dưới dạng .xlsx rồi gửi lại.",
        "Open it in Excel or LibreOffice, save it as .xlsx and send that.",
    ),
    arises=Speech(
        (
            "Biểu được lưu ở định dạng mà máy không đọc được hết công thức, định dạng số và lỗi "
            "của từng ô (.xlsb, .fods, XML của Excel 2003). Nhận nửa vời thì có thể sai số."
        ),
        (
            "The workbook was saved in a format of which formulas, number formats and errors "
            "cannot all be read (.xlsb, .fods, Excel 2003's XML); half read, figures may be wrong."
        ),
    ),
    severities=(ERROR,),
    example={"found": ".xlsb"},
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
        "Tệp quá lớn nên không mở: quá {most}.",
        "The file is too large and was not opened: more than {most}.",
    ),
    mend=Speech(
        (
            "Chép số liệu vào tệp .xlsx đã được giao (chỉ dán giá trị), bỏ hình ảnh, trang và dòng "
            "thừa, rồi gửi lại."
        ),
        (
            "Copy the figures into the issued .xlsx file (paste values only), without pictures, "
            "further sheets and rows, and send that."
        ),
    ),
    arises=Speech(
        (
            "Tệp, hoặc phần giải nén của nó, lớn hơn nhiều lần một biểu đã điền đầy đủ: quá 64 MB, "
            "5.000 phần, 250.000 ô có nội dung, hoặc cần hơn 500 MB bộ nhớ hay 10 giây máy để đọc."
        ),
        (
            "The file, or what it unpacks to, is many times larger than any filled-in workbook: "
            "over 64 MB, 5,000 parts or 250,000 cells, or it takes more than 500 MB of memory or "
            "10 seconds of the processor to read."
        ),
    ),
    severities=(ERROR,),
    example={"most": most("bytes", 1 << 26)},
)
ARCHIVE_REFUSED = FindingKind(
    "archive-refused",
    Group.FILE,
    title=Speech("Tệp nén chưa mở", "Archive not opened"),
    found=Speech("Tệp nén chưa được mở: {why}.", "The archive was not opened: {why}."),
    mend=Speech(
        (
            "Đề nghị gửi lại tệp .zip chỉ gồm biểu đã điền, hoặc gửi từng biểu .xlsx; nhiều tệp "
            "thì chia thành vài tệp .zip."
        ),
        (
            "Ask for a .zip of nothing but filled-in workbooks, or for each .xlsx by itself; many "
            "files go into several archives."
        ),
    ),
    arises=Speech(
        (
            "Tệp .zip được mở để soát từng tệp bên trong, trừ khi tệp nén hỏng, có hơn 2.000 tệp, "
            "giải nén ra quá 512 MB, hoặc lớn gấp hơn 100 lần: biểu thật không nén được như thế."
        ),
        (
            "A .zip is opened, and each file in it is checked, unless it is damaged, has more than "
            "2,000 files, or unpacks to more than 512 MB or a hundred times its size: real "
            "workbooks can hardly be packed any further."
        ),
    ),
    severities=(ERROR,),
    example={"why": ARCHIVE_LIMITS["ratio"]},
)
FILE_UNREADABLE = FindingKind(
    "file-unreadable",
    Group.FILE,
    title=Speech("Không đọc được tệp", "Unreadable file"),
    found=Speech("Không mở được tệp ({error}).", "The file cannot be opened ({error})."),
    mend=Speech(
        (
            "Kiểm tra quyền truy cập, đóng chương trình đang mở tệp; nếu đó là thư mục thì lấy tệp "
            "ra khỏi thư mục."
        ),
        (
            "Check the permissions and close the program that holds the file; if it is a folder, "
            "take the file out of it."
        ),
    ),
    arises=Speech(
        (
            "Máy không cho đọc tệp: không đủ quyền, tệp đang bị chương trình khác giữ, hoặc "
            "tên ấy là của thư mục, đường ống hay thiết bị."
        ),
        (
            "The machine refuses to read the file: no permission, another program holds it, or "
            "the name is that of a folder, a pipe or a device."
        ),
    ),
    severities=(ERROR,),
    example={"error": "EACCES"},
)
FILE_NOT_CHECKED = FindingKind(
    "file-not-checked",
    Group.FILE,
    title=Speech("Chương trình chưa soát được tệp", "The program failed at this file"),
    found=Speech(
        "Chương trình gặp sự cố khi soát tệp này ({error}) nên tệp chưa được nhận.",
        "The program itself failed while checking this file ({error}); the file does not count.",
    ),
    mend=Speech(
        (
            "Chép số liệu vào tệp .xlsx đã được giao (chỉ dán giá trị) rồi soát lại; vẫn gặp thì "
            "gửi {error} kèm một tệp tự lập có cùng sự cố cho người bảo trì chương trình."
        ),
        (
            "Copy the figures into the issued .xlsx file (paste values only) and check that; if it "
            "fails too, send {error} and a made-up file that fails alike to the maintainers."
        ),
    ),
    arises=Speech(
        (
            "Tệp có điều mà chương trình chưa lường trước. Đó là lỗi của chương trình, không phải "
            "của đơn vị; các tệp khác vẫn được soát và tổng hợp. Tệp thật của đơn vị có thể nêu "
            "tên người nên không gửi cho người bảo trì."
        ),
        (
            "The file holds something that the program does not expect. That is a fault of the "
            "program and not of the unit; the other files are checked and merged all the same. A "
            "unit's real file may name people and is not for the maintainers."
        ),
    ),
    severities=(ERROR,),
    example={"error": "ValueError"},
)
NOTHING_ANSWERED = FindingKind(
    "nothing-answered",
    Group.FILE,
    title=Speech("Biểu trống", "Blank workbook"),
    found=Speech(
        "Biểu trống: chưa có ô số liệu nào được trả lời nên chưa tính là đã báo cáo.",
        "Blank workbook: not one answer, so it does not count as a report.",
    ),
    mend=Speech(
        "Đề nghị đơn vị điền biểu rồi gửi lại; không phát sinh thì nhập 0 hoặc “-”.",
        "Ask the unit to fill it in and send it again; nil is 0 or “-”.",
    ),
    arises=Speech(
        (
            "Không ô số liệu nào của biểu và của bảng kèm theo có câu trả lời: thường là gửi nhầm "
            "biểu chưa điền. Biểu được trả lại, không tổng hợp; có tệp khác đã điền của đơn vị "
            "thì dùng tệp ấy."
        ),
        (
            "Not one cell of the form or of its tables is answered: mostly an unfilled copy was "
            "sent by mistake. It is sent back and not merged; a filled workbook of the unit, if "
            "there is one, counts."
        ),
    ),
    severities=(ERROR,),
)
NEARLY_BLANK = FindingKind(
    "nearly-blank",
    Group.FILE,
    title=Speech("Biểu gần như trống", "Nearly blank workbook"),
    found=Speech(
        "Biểu gần như trống: mới trả lời {found}/{expected} ô phải trả lời.",
        "Nearly blank workbook: {found} of {expected} answers that must be given.",
    ),
    mend=Speech(
        "Đề nghị đơn vị điền tiếp; không phát sinh thì nhập 0 hoặc “-”.",
        "Ask the unit to go on; nil is 0 or “-”.",
    ),
    arises=Speech(
        (
            "Số ô đã trả lời ít hơn mức thấp nhất mà biểu mẫu quy định (least_answered, phần trăm "
            "của các ô phải trả lời). Số liệu vẫn được tổng hợp, kèm tên đơn vị."
        ),
        (
            "Fewer answers are given than the form's least share of those that must be given "
            "(least_answered, in per cent). The figures are merged, and the unit is named."
        ),
    ),
    severities=(WARNING,),
    example={"found": 3, "expected": 123},
)
OTHER_FORMAT = FindingKind(
    "other-format",
    Group.FILE,
    title=Speech("Tệp lưu ở định dạng khác", "Another file format"),
    found=Speech(
        "Tệp lưu ở định dạng .{found}, không phải .xlsx như khi giao; số liệu vẫn đọc được.",
        "The file is .{found}, not .xlsx as it was issued; its figures were read all the same.",
    ),
    mend=Speech("Nên gửi tệp .xlsx.", "Better send .xlsx."),
    arises=Speech(
        "Biểu được lưu lại ở định dạng khác .xlsx (.xls, .ods).",
        "The workbook was saved in a format other than .xlsx (.xls, .ods).",
    ),
    severities=(INFO,),
    example={"found": "xls"},
)
