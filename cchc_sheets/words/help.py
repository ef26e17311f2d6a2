"""What ``--help`` says of each command and option."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc_sheets.model import Speech

COMMANDS: Mapping[str, Speech] = {
    "": Speech(
        "Giao biểu, soát và tổng hợp số liệu cải cách hành chính (CCHC) của một tỉnh.",
        "Issue, check and merge a province's figures on administrative reform (CCHC).",
    ),
    "init": Speech(
        "Tạo thư mục làm việc với bộ định nghĩa kèm theo.",
        "Make a workspace with the definitions that come with the program.",
    ),
    "desk": Speech(
        "Mở bàn làm việc: trang trên máy này để giao, nhận, soát, trả lại, tổng hợp.",
        "Open the desk: a page on this machine to issue, receive, check, return and merge.",
    ),
    "lint": Speech("Kiểm tra toàn bộ định nghĩa (YAML).", "Check all definitions (YAML)."),
    "generate": Speech(
        "Giao biểu: ghi một bảng tính cho mỗi đơn vị.",
        "Issue: write a workbook for each unit.",
    ),
    "check": Speech(
        "Soát báo cáo: mỗi lỗi nêu rõ ô, số đã nhập, yêu cầu, cách sửa.",
        "Check reports: of each error the cell, what was found, what is required, how to mend it.",
    ),
    "merge": Speech(
        "Tổng hợp: soát tất cả, cộng những báo cáo được nhận, nêu rõ phần còn lại.",
        "Merge: check everything, add up the reports that count, name the others.",
    ),
    "report": Speech(
        "Báo cáo Word: điền số liệu đã tổng hợp vào mẫu báo cáo của tỉnh, kèm phụ lục.",
        "The report in Word: the province's outline filled from the last merge, with its annex.",
    ),
    "status": Speech(
        "Đơn vị nào đã gửi, chưa gửi, quá hạn.",
        "Which units have sent their reports, which have not, which are late.",
    ),
    "remind": Speech(
        "Đôn đốc: lời nhắc từng đơn vị, thư điện tử, bảng cho công văn.",
        "Chase: a reminder for each unit, e-mails, a table for the letter.",
    ),
    "return": Speech(
        "Trả lại: lập biểu để đơn vị sửa từ tệp gửi sau cùng, kèm thư.",
        "Return: make a workbook to be corrected of what a unit sent last, with a letter.",
    ),
    "accept": Speech(
        "Nhận báo cáo của một đơn vị, kèm lý do.", "Accept a unit's report, for a reason."
    ),
    "exclude": Speech(
        "Loại một đơn vị ra khỏi kỳ, kèm lý do.", "Leave a unit out of a period, for a reason."
    ),
    "withdraw": Speech(
        "Không tính một tệp đã nhận, kèm lý do.", "Do not count a received file, for a reason."
    ),
    "enter": Speech(
        "Sở Nội vụ nhập thay đơn vị, ghi rõ nguồn.",
        "Enter a unit's figures for it, naming their source.",
    ),
    "close": Speech(
        "Khóa sổ một kỳ: số liệu đã nhận thành số liệu chính thức.",
        "Close a period: what was accepted becomes official.",
    ),
    "reopen": Speech(
        "Mở lại một kỳ đã khóa sổ, kèm lý do.", "Reopen a closed period, for a reason."
    ),
    "verify": Speech(
        "Đối chiếu kho lưu, sổ ghi và kết quả; dựng lại kết quả xem có bằng nhau.",
        "Compare archive, record and results, and make the results again to see that they agree.",
    ),
    "trace": Speech(
        "Một số của tỉnh từ đâu ra: đơn vị, tệp, ô, số đã nhập; ai không được tính, vì sao.",
        "Where a provincial figure comes from: units, files, cells; who does not count and why.",
    ),
    "diff": Speech(
        "So sánh hai phiên bản biểu: dòng, quy tắc, chuỗi số liệu.",
        "Compare two editions of a form: rows, rules, series.",
    ),
    "series": Speech(
        "Số liệu của các chỉ tiêu qua các kỳ, và những chỗ chuỗi bị ngắt.",
        "Indicators' figures through the periods, and where the series break.",
    ),
    "explain": Speech(
        "Giải thích một mã lỗi, một quy tắc, hay các quy tắc của một chỉ tiêu, và cách sửa.",
        "Explain a kind of finding, a rule or the rules of an indicator, and how to mend.",
    ),
    "roster": Speech(
        "Danh sách đơn vị dưới dạng Excel, không phải sửa YAML.",
        "The roster as an Excel file, without YAML.",
    ),
    "roster export": Speech(
        "Xuất danh sách đơn vị, biểu, hạn gửi, đầu mối ra tệp Excel để sửa.",
        "Write units, forms, due dates and contacts as an Excel file to be edited.",
    ),
    "roster import": Speech(
        "Đọc tệp Excel đã sửa vào danh sách đơn vị; nêu từng thay đổi.",
        "Read the edited Excel file into the roster; each change is told.",
    ),
    "new": Speech(
        "Tạo định nghĩa mới từ định nghĩa đã có.", "Make new definitions from those there are."
    ),
    "new form": Speech(
        "Chép một biểu thành biểu mới, giữ nguyên ghi chú.",
        "Copy a form as a new one, with its comments.",
    ),
    "new roster": Speech(
        "Tạo danh sách đơn vị của một tỉnh, mỗi loại đơn vị một dòng mẫu.",
        "Make a province's roster, with an example of each type of unit.",
    ),
    "new annex": Speech(
        "Dự thảo biểu tổng hợp: mọi chỉ tiêu mà các biểu của tỉnh hỏi.",
        "Draft the provincial sheet: every indicator that the province's forms ask.",
    ),
    "import-form": Speech(
        "Dựng biểu mẫu từ bảng phụ lục có sẵn (Word, Excel).",
        "Draft a form from a printed annex (Word, Excel).",
    ),
    "schemas": Speech(
        "Ghi lại lược đồ để trình soạn thảo gợi ý đúng khóa chỉ tiêu đang có.",
        "Write the schemas by which editors suggest the indicator keys there are.",
    ),
}
_PERIOD = Speech(
    "Kỳ báo cáo: 2021-Q1, 2021-H1, 2021-H2, 2021-Y, 2021-03.",
    "The period: 2021-Q1, 2021-H1, 2021-H2, 2021-Y, 2021-03.",
)
_INBOX = Speech(
    "Thư mục hay tệp .zip báo cáo đã nhận; mặc định inbox.",
    "Folder or .zip of received reports; by default inbox.",
)
_UNIT = Speech("Mã đơn vị.", "A unit's code.")
PARAMETERS: Mapping[str, Speech] = {
    "--help": Speech("In phần trợ giúp này.", "Print this help."),
    "--version": Speech("In phiên bản.", "Print the version."),
    "--install-completion": Speech(
        "Cài gợi ý khi bấm phím Tab cho cửa sổ lệnh đang dùng.",
        "Install completion for the shell in use.",
    ),
    "--show-completion": Speech(
        "In mã lệnh của phần gợi ý, để tự cài.", "Print the completion script, to install it."
    ),
    "--workspace": Speech("Thư mục làm việc.", "The workspace."),
    "--templates": Speech(
        "Thư mục định nghĩa; mặc định là templates của thư mục làm việc, hoặc bộ kèm theo.",
        "Folder of definitions; by default the workspace's templates, or those of the program.",
    ),
    "--province": Speech("Mã tỉnh, ví dụ soc-trang.", "A province's id, such as soc-trang."),
    "--lang": Speech("Ngôn ngữ hiển thị.", "The language of what is printed."),
    "--format": Speech("Kiểu kết quả.", "The form of what is printed."),
    "--previous": Speech(
        "values.csv của kỳ trước; có thể lặp lại, thêm của cùng kỳ năm trước.",
        "values.csv of the period before; may be repeated, for a year before as well.",
    ),
    "--trust-key": Speech("Chấp nhận biểu ký bằng khóa khác.", "Accept workbooks of another key."),
    "--unit": Speech("Mã đơn vị; có thể lặp lại.", "A unit's code; may be repeated."),
    "--period": _PERIOD,
    "--port": Speech("Cổng trên máy này; 0: cổng bất kỳ.", "A port of this machine; 0: any."),
    "--no-browser": Speech(
        "Chỉ in địa chỉ, không mở trình duyệt.", "Print the address, open no browser."
    ),
    "--reason": Speech("Lý do, được ghi lại.", "The reason, which is recorded."),
    "inbox": _INBOX,
    "unit": _UNIT,
    "name": Speech("Mã mới, ví dụ bieu-xa-2026.", "A new id, such as bieu-xa-2026."),
    "init folder": Speech("Thư mục làm việc mới.", "The new workspace."),
    "init --province": Speech(
        "Mã tỉnh, ví dụ can-tho; không nêu thì chương trình hỏi.",
        "A province's id, such as can-tho; asked for where it is not given.",
    ),
    "lint folder": Speech("Thư mục định nghĩa.", "Folder of definitions."),
    "lint --watch": Speech(
        "Kiểm tra lại mỗi khi lưu tệp; Ctrl-C để dừng.",
        "Check again whenever a file is saved; Ctrl-C ends it.",
    ),
    "lint --fix": Speech(
        "Tự sửa cách ghi tệp: bảng mã, dấu xuống dòng, ký tự ẩn; không đổi nội dung.",
        "Mend how files are stored: encoding, line ends, invisible characters; no content.",
    ),
    "roster export file": Speech("Tệp .xlsx sẽ ghi.", "The .xlsx file to write."),
    "roster import file": Speech("Tệp Excel đã sửa.", "The edited Excel file."),
    "roster import --dry-run": Speech(
        "Chỉ nêu những gì sẽ thay đổi, không ghi.", "Say what would change, write nothing."
    ),
    "generate --values": Speech(
        "CSV điền sẵn: unit, indicator, value, note; hoặc values.csv đã tổng hợp.",
        "CSV to fill in: unit, indicator, value, note; or values.csv of a merge.",
    ),
    "generate --out": Speech("Nơi ghi; mặc định generated.", "Where to write; default generated."),
    "check files": Speech(
        "Báo cáo đã nhận: tệp, thư mục hay tệp .zip.",
        "Received reports: files, folders or .zip files.",
    ),
    "check --return": Speech(
        "Nơi ghi biểu trả lại của các tệp có lỗi: đã tô ô cần sửa, kèm thư.",
        "Where to write workbooks to return, with marked cells and a letter each.",
    ),
    "check --code": Speech(
        "Mã đối chiếu số liệu in trên bản giấy; báo tệp có khớp hay không.",
        "The reconciliation code on the paper, which the file is compared with.",
    ),
    "merge inbox": Speech(
        "Thư mục hay tệp .zip báo cáo đã nhận.", "Folder or .zip of received reports."
    ),
    "merge --out": Speech(
        "Nơi ghi kết quả; mặc định merged/<tỉnh>/<kỳ>.",
        "Where to write; default merged/<province>/<period>.",
    ),
    "report outline": Speech(
        "Mẫu báo cáo Word; mặc định mẫu kèm theo.", "The outline in Word; by default our own."
    ),
    "report --annex": Speech(
        "Chỉ lập phụ lục số liệu, không cần mẫu.", "Make the annex of figures only."
    ),
    "report --pdf": Speech(
        "Lập thêm bản PDF (cần LibreOffice).", "Make a PDF as well (needs LibreOffice)."
    ),
    "report --names": Speech(
        "Liệt kê các tên điền vào mẫu được; không lập báo cáo.",
        "List the names that an outline can have; make no report.",
    ),
    "report --save-outline": Speech(
        "Ghi mẫu kèm theo ra tệp này để sửa trong Word.",
        "Write our own outline to this file, to be edited in Word.",
    ),
    "report --inbox": Speech(
        "Thư mục hay tệp .zip báo cáo, đọc như merge; mặc định bản tổng hợp đã lưu sau cùng.",
        "Folder or .zip of reports, read as by merge; by default the last kept merge.",
    ),
    "report --out": Speech(
        "Nơi ghi; mặc định bao-cao/<tỉnh>/<kỳ>.",
        "Where to write; default bao-cao/<province>/<period>.",
    ),
    "remind --out": Speech(
        "Nơi ghi; mặc định nhac/<tỉnh>/<kỳ>.", "Where to write; default nhac/<province>/<period>."
    ),
    "return units": Speech(
        "Mã các đơn vị; mặc định mọi đơn vị ở trạng thái Trả lại.",
        "Codes of units; by default all that are returned.",
    ),
    "return --out": Speech(
        "Nơi ghi; mặc định tra-lai/<tỉnh>/<kỳ>.",
        "Where to write; default tra-lai/<province>/<period>.",
    ),
    "accept --file": Speech(
        "Tệp được nhận; mặc định tệp mới nhất.", "The file that counts; by default the newest."
    ),
    "accept --without": Speech(
        "Chỉ tiêu không tính; có thể lặp lại.", "An indicator that does not count; repeatable."
    ),
    "withdraw file": Speech("Tệp đã nhận.", "A received file."),
    "enter --source": Speech(
        "Ai báo, khi nào, từ văn bản nào.", "Who said so, when, in which document."
    ),
    "enter --values": Speech(
        "CSV: unit, indicator, value, note; hoặc biểu đã điền.",
        "CSV: unit, indicator, value, note; or a workbook, filled in.",
    ),
    "trace indicator": Speech(
        "Mã chỉ tiêu, hoặc các từ trong tên của nó.", "An indicator's key, or words of its name."
    ),
    "trace --inbox": Speech(
        "Thư mục hay tệp .zip báo cáo, đọc như merge; mặc định bản tổng hợp đã lưu sau cùng.",
        "Folder or .zip of reports, read as by merge; by default the last kept merge.",
    ),
    "diff before": Speech("Biểu cũ: mã, phiên bản, tệp.", "Old form: id, edition or file."),
    "diff after": Speech("Biểu mới: mã, phiên bản, tệp.", "New form: id, edition or file."),
    "series words": Speech(
        "Mã chỉ tiêu hoặc các từ trong tên, nhiều chỉ tiêu cách nhau bằng dấu phẩy; không nêu: các "
        "số liệu chính của tỉnh.",
        "Keys of indicators or words of their names, several between commas; without any, the "
        "province's key figures.",
    ),
    "series --values": Speech(
        "values.csv của các kỳ; lặp lại được; không nêu: mọi kỳ đã tổng hợp.",
        "values.csv of the periods; may be repeated; by default all periods that were merged.",
    ),
    "series --out": Speech(
        "Ghi bảng tính (.xlsx): mỗi khối một trang.",
        "Write a workbook (.xlsx): a sheet for each type of unit.",
    ),
    "explain code": Speech(
        "Mã lỗi, mã quy tắc (R22), hoặc các từ trong tên lỗi, tên chỉ tiêu.",
        "A code, a rule (R22), or words of a finding's or an indicator's name.",
    ),
    "new form --from": Speech(
        "Biểu để chép: mã, hoặc tệp YAML.", "The form to copy: its id, or a YAML file."
    ),
    "new form --name": Speech("Tên của biểu mới.", "The new form's name."),
    "new form --edition": Speech("Phiên bản.", "The edition."),
    "new roster --province": Speech(
        "Tên tỉnh như in: “tỉnh Hà Tĩnh”.", "The province as it is printed: “tỉnh Hà Tĩnh”."
    ),
    "new roster --form": Speech(
        "Chỉ dùng biểu này; có thể lặp lại.", "Use this form only; may be repeated."
    ),
    "import-form file": Speech(
        "Phụ lục in: .docx, .xlsx hoặc .tsv.", "The printed annex: .docx, .xlsx or .tsv."
    ),
    "import-form --id": Speech("Mã biểu.", "The form's id."),
    "import-form --name": Speech("Tên biểu.", "The form's name."),
    "import-form --unit-type": Speech(
        "Loại đơn vị điền biểu, ví dụ xa.", "The type of unit that fills it in, such as xa."
    ),
    "import-form --out": Speech("Tệp YAML sẽ ghi.", "The YAML file to write."),
}
"""By option or argument name; where commands differ, after the command's name."""
EXAMPLES: Mapping[str, str] = {
    "--period": "--period 2023-Q1",
    "--reason": "--reason “…”",
    "--source": "--source “…”",
    "--values": "--values merged/soc-trang/2023-Q1/values.csv",
    "--from": "--from xa-2025",
    "--province": "--province “tỉnh Hà Tĩnh”",
    "inbox": "cchc-sheets merge inbox",
    "files": "cchc-sheets check inbox",
    "indicator": "cchc-sheets trace dossiers_received",
    "code": "cchc-sheets explain R22",
    "unit": "cchc-sheets exclude stc --reason “…”",
    "file": "",
    "roster export file": "cchc-sheets roster export danh-sach.xlsx",
    "roster import file": "cchc-sheets roster import danh-sach.xlsx --dry-run",
    "before": "cchc-sheets diff 2021 2025",
    "after": "cchc-sheets diff 2021 2025",
    "name": "cchc-sheets new annex tinh-ha-tinh-2026",
}
"""What to type for what is missing, by name, or by command and name."""
_METAVARS: Mapping[str, str] = {
    "CODE": "MÃ",
    "COMMAND": "LỆNH",
    "DIR": "THƯ-MỤC",
    "EDITION": "BIỂU",
    "FILE": "TỆP",
    "FORM": "BIỂU",
    "ID": "MÃ",
    "INBOX": "THƯ-MỤC",
    "INDICATOR": "CHỈ-TIÊU",
    "NAME": "TÊN",
    "OPTIONS": "TÙY CHỌN",
    "PERIOD": "KỲ",
    "SHELL": "VỎ-LỆNH",
    "WORDS": "CÁC-TỪ",
    "TEMPLATES": "THƯ-MỤC",
    "TEXT": "NỘI-DUNG",
    "TYPE": "LOẠI",
    "UNIT": "MÃ",
    "WORD": "MẪU",
}
_HEADS: Mapping[str, Speech] = {
    "usage": Speech("Cách dùng: ", "Usage: "),
    "arguments": Speech("Tham số", "Arguments"),
    "options": Speech("Tùy chọn", "Options"),
    "commands": Speech("Các lệnh", "Commands"),
    "required": Speech("[bắt buộc]", "[required]"),
    "default": Speech("[mặc định: {value}]", "[default: {value}]"),
    "completion": Speech(
        "Đã cài gợi ý cho {shell} vào {path}; mở lại cửa sổ lệnh để dùng.",
        "Installed completion for {shell} in {path}; open the shell anew to use it.",
    ),
    "no-command": Speech(
        "Không có lệnh “{found}”.{did_you_mean}", "There is no command “{found}”.{did_you_mean}"
    ),
    "no-option": Speech(
        "Không có tùy chọn {found}.{did_you_mean}", "There is no option {found}.{did_you_mean}"
    ),
    "missing-option": Speech("Thiếu {name}. Ví dụ: {example}", "{name} is missing. Say {example}"),
    "missing-argument": Speech("Chưa nêu {name} – {help}", "{name} is missing – {help}"),
    "example": Speech("Ví dụ: {example}", "For example: {example}"),
    "one-of": Speech("{name} chỉ nhận {known} hoặc {last}.", "{name} is {known} or {last}."),
    "no-value": Speech("Sau {name} phải có nội dung.", "{name} needs something after it."),
    "too-many": Speech(
        "Thừa “{found}”; tên có dấu cách thì đặt trong ngoặc kép.",
        "“{found}” is too much; put a name with spaces in quotation marks.",
    ),
    "wrong": Speech("Lệnh gõ chưa đúng: {error}", "Wrong usage: {error}"),
    "see": Speech("Gõ {command} --help để xem cách dùng.", "See {command} --help."),
}


def headed(key: str, lang: str, **facts: str) -> str:
    """Return a word or sentence around help and wrong usage; ``KeyError`` for an unknown key."""
    return _HEADS[key].in_language(lang).format(**facts)


def help_of(command: str, name: str) -> Speech | None:
    """Return the help of a command's option (``--out``) or argument (``inbox``)."""
    return PARAMETERS.get(f"{command} {name}") or PARAMETERS.get(name)


def metavar(text: str, lang: str) -> str:
    """Return what stands for a value, such as ``[DIR]`` or ``FILE...``, in a language."""
    if lang == "en":
        return text
    return re.sub(r"[A-Z]{2,}", lambda found: _METAVARS.get(found[0], found[0]), text)
