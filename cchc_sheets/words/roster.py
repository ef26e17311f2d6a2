"""The roster as an Excel file: its columns, its guidance, and what an import says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_sheets.model import Speech

UNITS_SHEET, OFFICE_SHEET, HELP_SHEET, LISTS_SHEET = "Đơn vị", "Hạn gửi", "Hướng dẫn", "_danh-muc"
SEPARATOR = "; "
"""Between several names in one cell."""


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """A column of the units: the field of the definition, its head, its width in characters.

    ``hint`` is said where somebody is about to type. ``is_list``: a cell holds several names.
    """

    key: str
    head: str
    width: float
    hint: str
    is_list: bool = False
    is_day: bool = False


SUCCESSORS = "successors"
COLUMNS: tuple[RosterColumn, ...] = (
    RosterColumn(
        "code",
        "Mã đơn vị",
        21,
        "Chỉ chữ thường không dấu, chữ số, gạch nối. Đặt một lần, không đổi.",
    ),
    RosterColumn("name", "Tên đơn vị", 38, "Tên in trong biểu."),
    RosterColumn("short", "Tên viết tắt", 14, "Tên trong bảng tổng hợp."),
    RosterColumn("type", "Loại đơn vị", 22, "Chọn trong danh sách."),
    RosterColumn(
        "forms",
        "Biểu phải điền",
        26,
        "Chọn một mã biểu; nhiều biểu thì gõ các mã, cách nhau bằng dấu chấm phẩy.",
        is_list=True,
    ),
    RosterColumn("contact", "Người lập biểu", 22, "Người lập biểu hoặc đầu mối liên hệ."),
    RosterColumn("telephone", "Điện thoại", 15, "Ghi cả số 0 ở đầu."),
    RosterColumn("email", "Thư điện tử", 26, "Một địa chỉ nhận lời nhắc, ví dụ soyte@tinh.gov.vn."),
    RosterColumn(
        "since",
        "Báo cáo từ ngày",
        12,
        "Ngày/tháng/năm bắt đầu có đơn vị; để trống nếu có từ đầu.",
        is_day=True,
    ),
    RosterColumn(
        "until",
        "Đến hết ngày",
        12,
        "Ngày/tháng/năm cuối cùng của đơn vị. Đơn vị thôi báo cáo thì nhập ngày, không xóa dòng.",
        is_day=True,
    ),
    RosterColumn(
        "predecessors",
        "Đơn vị tiền thân",
        22,
        "Mã các đơn vị cũ hợp thành hoặc chia ra đơn vị này, cách nhau bằng dấu chấm phẩy.",
        is_list=True,
    ),
    RosterColumn(
        SUCCESSORS,
        "Đơn vị kế tục",
        22,
        "Mã các đơn vị mới kế tục đơn vị này, cách nhau bằng dấu chấm phẩy.",
        is_list=True,
    ),
    RosterColumn(
        "parts",
        "Xã, bộ phận",
        28,
        "Ghi sẵn vào bảng chi tiết của biểu; cách nhau bằng dấu chấm phẩy.",
        is_list=True,
    ),
    RosterColumn("official_code", "Mã hành chính", 15, "Mã do Nhà nước ban hành: 2 đến 5 chữ số."),
    RosterColumn("source", "Căn cứ", 36, "Văn bản nêu tên đơn vị; chưa rõ thì ghi: cần xác nhận."),
)
OFFICE: Mapping[str, str] = {
    "name": "Cơ quan giao biểu",
    "address": "Địa chỉ",
    "telephone": "Điện thoại",
    "email": "Thư điện tử",
}
DUE_AFTER = "Hạn gửi: số ngày làm việc sau ngày cuối kỳ"
PERIOD_HEAD, DUE_HEAD = "Kỳ (ví dụ 2026-Q1)", "Hạn gửi theo công văn"
TITLE = "DANH SÁCH ĐƠN VỊ BÁO CÁO – {province}"
OFFICE_TITLE = "CƠ QUAN GIAO BIỂU VÀ HẠN GỬI – {province}"
UNDER_TITLE = (
    "Sửa ở ô trắng, thêm đơn vị ở cuối bảng, lưu lại, rồi chọn tệp ở trang “Danh sách đơn vị” của "
    "bàn làm việc (hoặc chạy: cchc-sheets roster import)"
)
GUIDANCE: tuple[tuple[str, str], ...] = (
    ("Sửa", "Sửa thẳng vào ô trắng. Ô xám là mã đã đặt, không đổi: số liệu các kỳ nối theo mã."),
    (
        "Thêm đơn vị",
        (
            "Nhập vào dòng trống ngay dưới đơn vị cuối cùng; mã, tên, tên viết tắt, loại, biểu, "
            "căn cứ không để trống."
        ),
    ),
    ("Đổi tên", "Vẫn là đơn vị ấy thì chỉ sửa tên và tên viết tắt, giữ nguyên mã."),
    (
        "Sáp nhập",
        (
            "Thêm đơn vị mới với mã mới, ghi các mã cũ ở “Đơn vị tiền thân” và ngày bắt đầu; "
            "đơn vị cũ thì nhập ngày ở “Đến hết ngày”."
        ),
    ),
    (
        "Chia tách",
        (
            "Thêm từng đơn vị mới với cùng một đơn vị tiền thân; đơn vị cũ thì nhập ngày ở "
            "“Đến hết ngày”."
        ),
    ),
    ("Giải thể", "Nhập ngày ở “Đến hết ngày”. Không xóa dòng: các kỳ trước vẫn cần đơn vị ấy."),
    ("Hạn gửi", "Ở trang “Hạn gửi”: số ngày làm việc chung, và ngày riêng của từng kỳ."),
    (
        "Xong",
        (
            "Lưu tệp. Ở bàn làm việc: trang “Danh sách đơn vị”, chọn tệp, xem các thay đổi rồi bấm "
            "“Ghi lại”. Bằng lệnh: cchc-sheets roster import TỆP --dry-run để xem trước; đúng ý "
            "thì chạy lại không có --dry-run."
        ),
    ),
)
STOP_TYPE = ("Loại đơn vị", "Chọn một loại trong danh sách.")
STOP_DAY = ("Ngày", "Nhập ngày theo ngày/tháng/năm, ví dụ 01/07/2025.")

_SAID: Mapping[str, Speech] = {
    "exported": Speech("Đã ghi {n} đơn vị vào {path}.", "Wrote {n} units to {path}."),
    "export-next": Speech(
        "Sửa trong Excel, lưu lại, rồi xem trước: cchc-sheets roster import {path} --dry-run",
        "Edit it in Excel, save it, then look: cchc-sheets roster import {path} --dry-run",
    ),
    "nothing": Speech("Không có gì thay đổi.", "Nothing changes."),
    "would": Speech(
        "Sẽ thay đổi {n} chỗ trong {path} (chưa ghi gì):",
        "{n} changes would be made in {path} (nothing was written):",
    ),
    "written": Speech("Đã ghi {n} thay đổi vào {path}:", "Wrote {n} changes to {path}:"),
    "refused": Speech(
        "Chưa ghi gì: {n} chỗ phải sửa trong {path}.",
        "Nothing was written: {n} places in {path} have to be mended.",
    ),
    # changes
    "added": Speech("Thêm đơn vị {unit} ({code})", "New unit {unit} ({code})"),
    "renamed": Speech(
        "{unit} ({code}) đổi tên: {before} → {now}; số kỳ trước nối tiếp",
        "{unit} ({code}) is renamed: {before} → {now}; earlier figures go on",
    ),
    "changed": Speech(
        "{unit} ({code}) – {field}: {before} → {now}",
        "{unit} ({code}) – {field}: {before} → {now}",
    ),
    "office": Speech("{field}: {before} → {now}", "{field}: {before} → {now}"),
    "due": Speech("Hạn gửi {period}: {before} → {now}", "Due for {period}: {before} → {now}"),
    "due-after": Speech(
        "Hạn gửi chung, số ngày làm việc: {before} → {now}",
        "Due in general, working days: {before} → {now}",
    ),
    # what follows for series
    "continues": Speech(
        "{unit} kế tục {others}: số kỳ trước nối tiếp.",
        "{unit} continues {others}: earlier figures go on.",
    ),
    "merged": Speech(
        "{unit} sáp nhập từ {others}: bắt đầu số mới, không cộng số cũ.",
        "{unit} was merged of {others}: its figures begin anew, old ones are not added.",
    ),
    "split": Speech(
        "{other} chia thành {units}: mỗi đơn vị bắt đầu số mới.",
        "{other} was split into {units}: the figures of each begin anew.",
    ),
    # doubts, which stop nothing
    "still-there": Speech(
        "{other} có {units} kế tục nhưng chưa có ngày ở “Đến hết ngày”: cả hai cùng phải báo cáo.",
        "{other} is continued by {units} but has no last day: both have to report.",
    ),
    "overlap": Speech(
        "{unit} báo cáo từ {since}, khi {other} chưa thôi báo cáo (đến {until}).",
        "{unit} reports from {since}, while {other} still does (until {until}).",
    ),
    "not-in-file": Speech(
        "{unit} ({code}) không có trong tệp: vẫn giữ. Thôi báo cáo thì nhập ngày ở “Đến hết ngày”.",
        "{unit} ({code}) is not in the file and stays. Give the last day if it reports no more.",
    ),
    "edited-since": Speech(
        "Danh sách đã được sửa sau khi xuất tệp này: xem kỹ từng thay đổi, kẻo ghi lại số cũ.",
        "The roster was edited after this file was exported: look at each change.",
    ),
    # problems
    "edited-meanwhile": Speech(
        "Danh sách vừa được người khác sửa: chạy lại lệnh này, xem lại các thay đổi.",
        "Somebody has just edited the roster: run this again and look at the changes.",
    ),
    "no-sheet": Speech(
        "Tệp không có bảng đơn vị: cần một dòng có các ô “Mã đơn vị” và “Tên đơn vị”. Tải "
        "lại ở trang “Danh sách đơn vị” của bàn làm việc, hoặc bằng cchc-sheets roster export.",
        "The file has no table of units, whose head has “Mã đơn vị” and “Tên đơn vị”. Download it "
        "anew from the desk, or with cchc-sheets roster export.",
    ),
    "no-column": Speech(
        "Thiếu cột “{field}”: tải lại ở trang “Danh sách đơn vị” của bàn làm việc, hoặc bằng "
        "cchc-sheets roster export.",
        "The column “{field}” is missing: download the roster anew from the desk, or with "
        "cchc-sheets roster export.",
    ),
    "column-twice": Speech("Có hai cột “{field}”: xóa một.", "Two columns “{field}”: delete one."),
    "other-province": Speech(
        "Tệp là danh sách của “{found}”, không phải của “{expected}”.",
        "The file is the roster of “{found}”, not of “{expected}”.",
    ),
    "no-code": Speech(
        "{cell}: “{unit}” chưa có mã; đặt mã, ví dụ {example}.",
        "{cell}: “{unit}” has no code; give it one, such as {example}.",
    ),
    "code-changed": Speech(
        "{cell}: mã “{before}” của {unit} đã thành “{now}”; mã không đổi được, ghi lại “{before}”.",
        "{cell}: the code “{before}” of {unit} became “{now}”; codes stay, put “{before}” back.",
    ),
    "code-twice": Speech(
        "{cell}: mã “{found}” đã có ở dòng {row}.", "{cell}: “{found}” stands in row {row} too."
    ),
    "no-type": Speech(
        "{cell}: không có loại đơn vị “{found}”; có: {known}.",
        "{cell}: there is no unit type “{found}”; known: {known}.",
    ),
    "no-form": Speech(
        "{cell}: không có biểu “{found}”.{did_you_mean}",
        "{cell}: there is no form “{found}”.{did_you_mean}",
    ),
    "no-unit": Speech(
        "{cell}: không có đơn vị mã “{found}”.{did_you_mean} Đơn vị của tỉnh cũ ghi tỉnh/mã.",
        "{cell}: there is no unit “{found}”.{did_you_mean} One of an old province: province/code.",
    ),
    "own-kin": Speech(
        "{cell}: {unit} không kế tục chính nó, dù qua đơn vị khác.",
        "{cell}: {unit} cannot continue itself, not through others either.",
    ),
    "no-day": Speech(
        "{cell}: “{found}” không phải ngày; nhập theo ngày/tháng/năm, ví dụ 01/07/2025.",
        "{cell}: “{found}” is no date; type day/month/year, such as 01/07/2025.",
    ),
    "no-period": Speech(
        "{cell}: “{found}” không phải kỳ báo cáo, ví dụ 2026-Q1.",
        "{cell}: “{found}” is no period, such as 2026-Q1.",
    ),
    "period-twice": Speech("{cell}: kỳ {found} ghi hai lần.", "{cell}: {found} stands twice."),
    "comments": Speech(
        "Không tự sửa được “{field}” của {unit} mà giữ nguyên ghi chú, cách trình bày quanh đó; "
        "sửa trường này trong tệp YAML.",
        "“{field}” of {unit} cannot be changed without losing what stands around it; edit it in "
        "the YAML file.",
    ),
    "odd": Speech(
        "{cell} ({field}): “{found}” chưa đúng. {hint}",
        "{cell} ({field}): “{found}” is not as it must be. {hint}",
    ),
    "linted": Speech("{cell} ({field}): {says}.", "{cell} ({field}): {says}."),
}
HINTS = {column.head: column.hint for column in COLUMNS} | {DUE_AFTER: "Chỉ ghi một số."}
"""What belongs into a field, by its head."""
_BLANK = Speech("(trống)", "(blank)")


def told(key: str, lang: str, **facts: object) -> str:
    """Return what an import or export says; ``KeyError`` for an unknown key."""
    return _SAID[key].in_language(lang).format(**facts)


def shown(value: str, lang: str) -> str:
    """Return a field's text as it is shown, blank ones too."""
    return value or _BLANK.in_language(lang)
