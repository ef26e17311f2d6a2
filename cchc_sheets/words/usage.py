"""Sentences about wrong usage and about what a command did."""

from __future__ import annotations

from collections.abc import Mapping

_USAGE = {
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
    "no-units": (
        "Không có đơn vị nào báo cáo trong kỳ {period}.",
        "No unit reports in {period}.",
    ),
    "not-a-period": (
        "“{found}” không phải kỳ báo cáo. Ví dụ: 2021-Q1, 2021-H1, 2021-9M, 2021-Y, 2021-03.",
        "“{found}” is no period. For example: 2021-Q1, 2021-H1, 2021-9M, 2021-Y, 2021-03.",
    ),
    "period-tie": (
        "Không rõ tổng hợp kỳ nào: các tệp chia đều cho {found}. Chọn bằng --period.",
        "The files are split evenly between {found}. Choose with --period.",
    ),
    "no-period": (
        "Không tệp nào cho biết kỳ báo cáo. Chọn bằng --period.",
        "No file says its period. Choose with --period.",
    ),
    "no-inbox": (
        "Không có thư mục “{path}”.",
        "There is no folder “{path}”.",
    ),
    "empty-inbox": (
        "Thư mục “{path}” không có tệp nào.",
        "The folder “{path}” has no files.",
    ),
    "no-file": ("Không có tệp “{path}”.", "There is no file “{path}”."),
    "values-unreadable": (
        "Không đọc được “{path}”: {error}.",
        "“{path}” cannot be read: {error}.",
    ),
    "values-columns": (
        "“{path}” thiếu cột {missing}; cần: unit, indicator, value, note.",
        "“{path}” lacks the column {missing}; needed: unit, indicator, value, note.",
    ),
    "values-unit": (
        "“{path}”, dòng {line}: không có đơn vị “{found}”.{did_you_mean}",
        "“{path}”, line {line}: there is no unit “{found}”.{did_you_mean}",
    ),
    "values-indicator": (
        "“{path}”, dòng {line}: biểu của đơn vị {unit} không có chỉ tiêu “{found}”.{did_you_mean}",
        "“{path}”, line {line}: the form of {unit} has no indicator “{found}”.{did_you_mean}",
    ),
    "values-worked-out": (
        "“{path}”, dòng {line}: “{found}” được tính trong biểu của {unit}; bỏ dòng này.",
        "“{path}”, line {line}: “{found}” is worked out in the form of {unit}; drop this line.",
    ),
    "values-value": (
        "“{path}”, dòng {line}: “{found}” không đọc được thành số cho “{indicator}”.",
        "“{path}”, line {line}: “{found}” is no number for “{indicator}”.",
    ),
    "values-repeated": (
        "“{path}”, dòng {line}: “{found}” đã có ở dòng trước.",
        "“{path}”, line {line}: “{found}” stands on an earlier line too.",
    ),
    "previous-period": (
        "“{path}” chỉ có kỳ {found}, không có kỳ {expected}. Vẫn dùng thì xóa trống cột period.",
        "“{path}” has {found}, not {expected}. To use it all the same, empty its column period.",
    ),
    "previous-empty": (
        "“{path}” không có dòng số liệu nào.",
        "“{path}” has no line of figures.",
    ),
    "previous-conflict": (
        "“{path}”, dòng {line}: {unit}, {indicator} là {found}, nhưng ở trên là {other}.",
        "“{path}”, line {line}: {unit}, {indicator} is {found}, but {other} further up.",
    ),
    "unknown-edition": (
        "Không có biểu hay phiên bản “{found}”.{did_you_mean} Có: {known}; hoặc nêu tệp .yaml.",
        "There is no form or edition “{found}”.{did_you_mean} Known: {known}; or a .yaml file.",
    ),
    "edition-not-unique": (
        "Các biểu của “{found}” ({known}) không cùng loại đơn vị với biểu kia; nêu mã một biểu.",
        "No form of “{found}” ({known}) is for the other form's types of units; name one's id.",
    ),
    "values-period": (
        "“{path}”, dòng {line}: cột period phải nêu một kỳ (2021-Q1), đang là “{found}”.",
        "“{path}”, line {line}: the column period must name one (2021-Q1), it has “{found}”.",
    ),
    "unknown-indicator": (
        "Không có chỉ tiêu “{found}”.{did_you_mean}",
        "There is no indicator “{found}”.{did_you_mean}",
    ),
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
        "“{found}” không dùng làm mã được: chỉ chữ thường không dấu, chữ số và gạch nối.",
        "“{found}” is no id: use small ASCII letters, digits and hyphens.",
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
    "io": (
        "Không ghi hoặc đọc được “{path}”: {error}.",
        "“{path}” cannot be written or read: {error}.",
    ),
}
_DID_YOU_MEAN = (" Có phải “{near}”?", " Did you mean “{near}”?")


def usage(code: str, facts: Mapping[str, str], lang: str) -> str:
    """Return the sentence of a usage problem."""
    meant = did_you_mean(facts.get("near", ""), lang)
    return _USAGE[code][1 if lang == "en" else 0].format(**{**facts, "did_you_mean": meant})


def did_you_mean(near: str, lang: str) -> str:
    """Return the question after the nearest known name, nothing when there is none."""
    return _DID_YOU_MEAN[1 if lang == "en" else 0].format(near=near) if near else ""
