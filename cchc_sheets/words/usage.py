"""Sentences about wrong usage and about what a command did."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from cchc_sheets.model import Fact, Speech
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.report_problems import REPORT_PROBLEMS
from cchc_sheets.words.usage_values import OF_VALUES

_USAGE = {
    **REPORT_PROBLEMS,
    **OF_VALUES,
    "no-workspace": (
        "Không có thư mục làm việc “{path}”.",
        "There is no workspace “{path}”.",
    ),
    "no-templates": (
        "Không có thư mục định nghĩa “{path}”.",
        "There is no folder of definitions “{path}”.",
    ),
    "choose-province": (
        "Có nhiều tỉnh ({known}): chọn một bằng --province.",
        "There are several provinces ({known}): choose one with --province.",
    ),
    "unknown-province": (
        "Không có tỉnh “{found}”; có: {known}.{did_you_mean}",
        "There is no province “{found}”; known: {known}.{did_you_mean}",
    ),
    "unknown-unit": (
        "Không có đơn vị “{found}” trong danh sách.{did_you_mean}",
        "There is no unit “{found}” on the roster.{did_you_mean}",
    ),
    "unit-does-not-report": (
        "Đơn vị “{found}” không báo cáo trong kỳ {period}.",
        "The unit “{found}” does not report in {period}.",
    ),
    "no-indicator-named": (
        "Cần nêu chỉ tiêu: tỉnh này chưa chọn số liệu chính. Ví dụ: series hồ sơ tiếp nhận.",
        "Name indicators: this province has chosen no key figures. For example: series staff.",
    ),
    "nothing-merged-yet": (
        "Chưa kỳ nào được tổng hợp trong thư mục làm việc; nêu tệp values.csv bằng --values.",
        "No period was merged in the workspace yet; name files values.csv by --values.",
    ),
    "not-xlsx": (
        "“{path}”: tên tệp bảng tính phải có đuôi .xlsx.",
        "“{path}”: a workbook's name ends with .xlsx.",
    ),
    "no-units": (
        "Không có đơn vị nào báo cáo trong kỳ {period}.",
        "No unit reports in {period}.",
    ),
    "no-units-here": (
        "Kỳ {period}, {province} không có đơn vị báo cáo. Có đơn vị trong kỳ này – {others}.",
        "In {period} no unit of {province} reports. Provinces with units then – {others}.",
    ),
    "not-a-period": (
        "“{found}” không phải kỳ báo cáo. Ví dụ: 2021-Q1, 2021-H1, 2021-H2, 2021-Y, 2021-03.",
        "“{found}” is no period. For example: 2021-Q1, 2021-H1, 2021-H2, 2021-Y, 2021-03.",
    ),
    "period-tie": (
        "Không rõ tổng hợp kỳ nào: các tệp chia đều cho {found}. Chọn bằng --period.",
        "The files are split evenly between {found}. Choose with --period.",
    ),
    "no-period": (
        "Không tệp nào cho biết kỳ báo cáo. Chọn bằng --period.",
        "No file says its period. Choose with --period.",
    ),
    "period-closed": (
        (
            "Kỳ {period} đã khóa sổ, số liệu không đổi được nữa. Có văn bản đính chính thì mở lại: "
            "cchc-sheets reopen --period {period} --reason “…”."
        ),
        (
            "The period {period} is closed, its figures do not change any more. To correct them "
            "reopen it: cchc-sheets reopen --period {period} --reason “…”."
        ),
    ),
    "reason-needed": (
        "Nêu lý do bằng --reason “…”: quyết định không có lý do thì không ghi.",
        "Give the reason with --reason “…”: a decision without one is not recorded.",
    ),
    "port-taken": (
        (
            "Không mở được bàn làm việc ở cổng {port}: {error}. Đang có bàn làm việc khác thì dùng "
            "cửa sổ ấy, hoặc thêm --port 0."
        ),
        (
            "The desk cannot be opened at port {port}: {error}. Use the one that is open, or add "
            "--port 0."
        ),
    ),
    "no-record": (
        "“{path}” chưa là thư mục làm việc nên không ghi được; tạo bằng: cchc-sheets init {path}",
        "“{path}” is no workspace, so nothing is recorded; make one: cchc-sheets init {path}",
    ),
    "merged-meanwhile": (
        "Cùng lúc có lệnh khác tổng hợp kỳ {period}, gồm cả tệp vừa đến. Chạy lại lệnh này.",
        "Another command merged {period} meanwhile, with what came later. Run this one again.",
    ),
    "choose-period": (
        "Không rõ kỳ nào (đang mở: {found}). Thêm --period, ví dụ: --period 2023-Q1.",
        "Which period is not clear (open: {found}). Add --period, for example --period 2023-Q1.",
    ),
    "nothing-merged": (
        "Kỳ {period} chưa tổng hợp lần nào; chạy cchc-sheets merge trước.",
        "The period {period} was never merged; run cchc-sheets merge first.",
    ),
    "period-not-closed": (
        "Kỳ {period} chưa khóa sổ nên không cần mở lại.",
        "The period {period} is not closed, so there is nothing to reopen.",
    ),
    "nothing-came": (
        "“{unit}” chưa gửi tệp nào của kỳ {period}. Có số liệu từ nguồn khác thì dùng lệnh enter.",
        "No file of “{unit}” came for {period}. Use enter for figures from elsewhere.",
    ),
    "file-of-another": (
        "“{path}” không phải báo cáo của “{unit}”, kỳ {period}.",
        "“{path}” is not the report of “{unit}” for {period}.",
    ),
    "file-not-read": (
        (
            "Không đọc được số liệu của “{path}” nên không nhận được. Trả lại đơn vị, hoặc nhập "
            "thay bằng lệnh enter."
        ),
        (
            "The figures of “{path}” cannot be read, so it cannot be accepted. Return it, or use "
            "enter."
        ),
    ),
    "file-not-received": (
        "Chưa nhận tệp nào tên “{found}”.{did_you_mean} Nêu đường dẫn của tệp.",
        "No file named “{found}” was received.{did_you_mean} Give its path.",
    ),
    "values-needed": (
        (
            "Nêu số liệu bằng --values: tệp CSV (unit, indicator, value, note) hoặc biểu của "
            "{unit} đã điền."
        ),
        (
            "Give the figures with --values: a CSV (unit, indicator, value, note), or the workbook "
            "of {unit}, filled in."
        ),
    ),
    "record-damaged": (
        "“{path}” không phải sổ ghi của chương trình, hoặc đã hỏng; lấy lại từ bản sao lưu.",
        "“{path}” is not a record of this program, or damaged; restore it from a backup.",
    ),
    "record-newer": (
        "“{path}” do phiên bản mới hơn của chương trình ghi; cài phiên bản ấy rồi chạy lại.",
        "A later version of this program wrote “{path}”; install that version and run it again.",
    ),
    "no-inbox": (
        "Không có thư mục hay tệp .zip “{path}”.",
        "There is no folder or .zip file “{path}”.",
    ),
    "empty-inbox": (
        "“{path}” không có tệp nào.",
        "There are no files in “{path}”.",
    ),
    "code-of-several": (
        "--code là mã in trên một bản giấy: chỉ soát một tệp mỗi lần, đang có {n} tệp.",
        "--code is what one paper says: check one file at a time; there are {n}.",
    ),
    "code-of-none": (
        "“{path}” không in mã đối chiếu số liệu, hoặc không đọc được: so từng số với bản giấy.",
        "“{path}” prints no reconciliation code, or cannot be read: compare figure by figure.",
    ),
    "no-file": ("Không có tệp “{path}”.", "There is no file “{path}”."),
    "unknown-edition": (
        "Không có biểu hay phiên bản “{found}”.{did_you_mean} Có: {known}; hoặc nêu tệp .yaml.",
        "There is no form or edition “{found}”.{did_you_mean} Known: {known}; or a .yaml file.",
    ),
    "edition-not-unique": (
        "Các biểu của “{found}” ({known}) không cùng loại đơn vị với biểu kia; nêu mã một biểu.",
        "No form of “{found}” ({known}) is for the other form's types of units; name one's id.",
    ),
    "unknown-indicator": (
        "Không có chỉ tiêu “{found}”.{did_you_mean}",
        "There is no indicator “{found}”.{did_you_mean}",
    ),
    "several-indicators": (
        "{n} chỉ tiêu có các từ “{found}”; nêu thêm từ, hoặc dùng mã:\n  {listed}",
        "{n} indicators have the words “{found}”; give more words, or a key:\n  {listed}",
    ),
    "several-topics": (
        "{n} mục có các từ “{found}”; nêu mã hoặc thêm từ:\n  {listed}",
        "{n} things have the words “{found}”; give a code or more words:\n  {listed}",
    ),
    "indicator-not-asked": ("Kỳ {period} không hỏi “{label}”.", "{period} does not ask “{label}”."),
    "unit-not-asked": ("Biểu của {unit} không có “{label}”.", "{unit} is not asked “{label}”."),
    "unknown-code": (
        "Không có mã “{found}”.{did_you_mean}",
        "There is no code “{found}”.{did_you_mean}",
    ),
    "unknown-form": (
        "Không có biểu “{found}”.{did_you_mean}",
        "There is no form “{found}”.{did_you_mean}",
    ),
    "unknown-unit-type": (
        "Không có loại đơn vị “{found}”; có: {known}.{did_you_mean}",
        "There is no unit type “{found}”; known: {known}.{did_you_mean}",
    ),
    "not-an-id": (
        (
            "“{found}” không dùng làm mã được: chỉ chữ thường không dấu, chữ số và gạch nối, không "
            "phải tên mà Windows giữ riêng (con, prn, aux, nul, com1, lpt1)."
        ),
        (
            "“{found}” is no id: use small ASCII letters, digits and hyphens, and no name that "
            "Windows keeps for itself (con, prn, aux, nul, com1, lpt1)."
        ),
    ),
    "roster-unreadable": (
        "“{path}”: {says} Chưa ghi gì; xuất lại bằng cchc-sheets roster export.",
        "“{path}”: {says} Nothing was written; export it anew with cchc-sheets roster export.",
    ),
    "already-there": (
        "Đã có “{path}”: chọn mã khác bằng --id, hoặc chuyển tệp cũ đi. Không ghi đè.",
        "“{path}” is there already: choose another id or move it away. Nothing is overwritten.",
    ),
    "convert-first": (
        (
            "“{path}” là .doc, .xls, .rtf hoặc .pdf, không đọc được bảng. Mở bằng Word, Excel hoặc "
            "LibreOffice rồi lưu thành .docx hay .xlsx; bản quét thì phải gõ lại."
        ),
        (
            "“{path}” is a .doc, .xls, .rtf or .pdf, whose tables cannot be read. Open it in Word, "
            "Excel or LibreOffice and save it as .docx or .xlsx; a scan has to be typed anew."
        ),
    ),
    "import-unreadable": (
        "Không đọc được “{path}”: cần .docx, .xlsx hoặc .tsv (UTF-8), không đặt mật khẩu.",
        "“{path}” cannot be read: a .docx, .xlsx or .tsv (UTF-8) without password is needed.",
    ),
    "import-too-large": (
        (
            "“{path}” quá lớn để dựng biểu: cả tệp hơn {bytes} MB, riêng phần chữ hơn {text} MB, "
            "hoặc hơn {lines} dòng. Chép riêng bảng phụ lục sang một tệp mới rồi chạy lại."
        ),
        (
            "“{path}” is too large to draft a form from: more than {bytes} MB, {text} MB of text "
            "or {lines} lines. Copy the annex's table to a file of its own and try again."
        ),
    ),
    "import-too-long": (
        (
            "Bảng trong “{path}” có hơn {limit} dòng, nhiều hơn mọi phụ lục chỉ tiêu. Mỗi chỉ tiêu "
            "chỉ một dòng: giữ lại đúng bảng ấy, chia thành nhiều tệp nếu cần, rồi chạy lại."
        ),
        (
            "The table in “{path}” has more than {limit} rows, more than any annex of indicators. "
            "Leave only the table with one row an indicator, in several files if need be, and try "
            "again."
        ),
    ),
    "import-long-text": (
        (
            "“{path}”, dòng {line}: chữ ở cột STT, chỉ tiêu hoặc đơn vị tính dài hơn {limit} ký "
            "tự. Rút gọn ô ấy, hoặc tách thành nhiều dòng, rồi chạy lại."
        ),
        (
            "“{path}”, line {line}: the number, label or unit of measure has more than {limit} "
            "characters. Shorten that cell, or part it into several rows, and try again."
        ),
    ),
    "no-table": (
        (
            "“{path}” không có bảng nào mà dòng đầu có cột “Chỉ tiêu” (hay “Nội dung”) cùng cột "
            "“Đơn vị tính” hoặc “Số liệu”. Bảng có mỗi chỉ tiêu một dòng thì sửa dòng đầu bảng rồi "
            "chạy lại; bảng có mỗi đơn vị, mỗi lĩnh vực một dòng thì không dựng thành biểu bằng "
            "lệnh này."
        ),
        (
            "“{path}” has no table whose head has a column “Chỉ tiêu” (or “Nội dung”) "
            "together with "
            "“Đơn vị tính” or “Số liệu”. If each row is an indicator, mend the head of the table "
            "and try again; a table with a row for each unit or field is not drafted by this "
            "command."
        ),
    ),
    "no-watching": (
        "Lệnh lint --watch cần thư viện watchfiles: pip install watchfiles",
        "lint --watch needs the library watchfiles: pip install watchfiles",
    ),
    "return-without-key": (
        (
            "Thư mục làm việc này chưa có khóa ký nên không lập được biểu trả lại. Chạy lệnh trong "
            "thư mục làm việc đã giao biểu."
        ),
        (
            "This workspace has no signing key, so that no workbook to return can be made. Run the "
            "command in the workspace that issued the workbooks."
        ),
    ),
    "return-among-received": (
        (
            "“{path}” nằm trong thư mục đang soát: biểu trả lại sẽ lẫn với báo cáo đã nhận. Chọn "
            "thư mục khác cho --return."
        ),
        (
            "“{path}” lies in a folder that is being checked: workbooks to return would be taken "
            "for received ones. Choose another folder for --return."
        ),
    ),
    "key-damaged": (
        (
            "Khóa ký “{path}” bị hỏng nên không xác minh được các biểu đã giao. Chép lại tệp này "
            "từ bản lưu của thư mục .cchc; không có bản lưu thì chuyển tệp đi và giao lại biểu."
        ),
        (
            "The signing key “{path}” is damaged, so that issued workbooks cannot be verified. "
            "Restore it from a copy of the folder .cchc; without one, move it away and issue anew."
        ),
    ),
    "trusted-damaged": (
        (
            "“{path}” bị hỏng nên không biết đã chấp nhận những khóa ký nào. Chép lại từ bản lưu, "
            "hoặc xóa tệp rồi chấp nhận lại bằng --trust-key."
        ),
        (
            "“{path}” is damaged, so that nobody knows which keys were accepted. Restore it from a "
            "copy, or delete it and accept the keys again with --trust-key."
        ),
    ),
    "io": (
        "Không ghi hoặc đọc được “{path}”: {error}.",
        "“{path}” cannot be written or read: {error}.",
    ),
}
_DID_YOU_MEAN = (" Có phải “{near}”?", " Did you mean “{near}”?")


_IO_REASONS: Mapping[int, Speech] = {
    errno.ENOENT: Speech("không có tệp hay thư mục này", "there is no such file or folder"),
    errno.EACCES: Speech(
        "không có quyền, hoặc tệp đang mở trong chương trình khác (đóng lại rồi chạy lại lệnh)",
        "no right to it, or another program has it open (close it and run the command again)",
    ),
    errno.EPERM: Speech("không có quyền", "no right to it"),
    errno.EROFS: Speech("ổ đĩa chỉ cho đọc", "the disk can only be read"),
    errno.ENOSPC: Speech("ổ đĩa đã đầy", "the disk is full"),
    errno.EISDIR: Speech("đây là một thư mục", "it is a folder"),
    errno.EEXIST: Speech("đã có ở đó", "it is there already"),
    errno.ENOTDIR: Speech(
        "một phần của đường dẫn là tệp, không phải thư mục", "a part of the path is no folder"
    ),
    errno.EFBIG: Speech("tệp lớn hơn mức hệ thống cho phép", "the system allows no file as large"),
    errno.EIO: Speech("ổ đĩa lỗi hoặc đã đầy", "the disk fails or is full"),
    errno.EBUSY: Speech(
        "một lệnh khác đang ghi; đợi lệnh ấy xong rồi chạy lại",
        "another command is writing; run it again when that one is done",
    ),
    errno.EADDRINUSE: Speech("đang có chương trình khác dùng", "another program uses it"),
    errno.ENAMETOOLONG: Speech("tên dài quá", "the name is too long"),
}


def io_reason(error: OSError) -> Speech:
    """Return why the system refused to read or write, its own English words where none are ours."""
    own = error.strerror or str(error)
    return _IO_REASONS.get(error.errno or 0, Speech(own, own))


def usage(code: str, facts: Mapping[str, Fact], lang: str) -> str:
    """Return the sentence of a usage problem."""
    filled = {name: in_words(fact, lang) for name, fact in facts.items()}
    filled["did_you_mean"] = did_you_mean(filled.get("near", ""), lang)
    return _USAGE[code][1 if lang == "en" else 0].format(**filled)


def did_you_mean(near: str, lang: str) -> str:
    """Return the question after the nearest known name, nothing when there is none."""
    return _DID_YOU_MEAN[1 if lang == "en" else 0].format(near=near) if near else ""
