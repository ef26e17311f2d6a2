"""What a workbook says that is returned to its unit, and the letter beside it.

Always Vietnamese, because its readers are; only what the command prints has both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cchc_sheets.model import Period, Severity, Speech
from cchc_sheets.model.issue import Correction, Corrections, Issue
from cchc_sheets.sheet.form import COMMENT_HEAD, FORM_SHEET, RETURNED_SHEET
from cchc_sheets.words.live import ERROR_SIGN, WARNING_SIGN
from cchc_sheets.words.places import ranged
from cchc_sheets.words.workbook import CONFIRMED, short_date

SIGNS: Mapping[Severity, str] = {Severity.ERROR: ERROR_SIGN, Severity.WARNING: WARNING_SIGN}
_WHAT: Mapping[Severity, str] = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem"}

TITLE = "NHỮNG CHỖ CẦN SỬA TRONG BIỂU GỬI VỀ"
HOW_TO = "Cách làm"
_GO_THERE = "Bấm vào ô ở cột “Ô” để đến chỗ cần sửa; rê chuột lên ô tô màu để xem lại điều cần sửa."
_MEND_THERE = (
    "Sửa ngay tại ô đó, các ô khác giữ nguyên. Ô sửa xong thì hết màu; cột Soát lỗi báo lại ngay. "
    "Điểm “Cần xem”: số liệu đúng thì giữ nguyên, nêu lý do ở Ghi chú cùng dòng."
)
_ANSWER = "Ô chưa trả lời: nhập số liệu; không phát sinh thì nhập 0 hoặc “-”."
_COMPARE = "Ô nền xanh: đối chiếu với số liệu của đơn vị; đúng thì giữ nguyên, chưa đúng thì sửa."
_SEND = (
    f"Xong, in lại trang “{FORM_SHEET}” nếu số liệu in ra có thay đổi, trình ký, rồi gửi chính tệp "
    "này về. Không chép sang tệp khác."
)
LEGEND_ROWS: Mapping[Severity | None, tuple[str, str]] = {
    Severity.ERROR: ("✗ Lỗi", "phải sửa, còn lỗi thì chưa nhận được"),
    Severity.WARNING: ("! Cần xem", "xem lại: sửa, hoặc nêu lý do ở Ghi chú"),
    None: ("Xác nhận", "chép từ tệp đã gửi hoặc như kỳ trước, đề nghị đối chiếu"),
}
HEAD = ("STT", "Ô", "Chỉ tiêu", "Đã nhập", "Điều chưa đúng", "Cách sửa")
PARTS: Mapping[Severity, str] = {
    Severity.ERROR: "✗ LỖI, PHẢI SỬA ({n})",
    Severity.WARNING: "! CẦN XEM ({n})",
}
SUSPECTED_PART = "NÊN XEM TRƯỚC: Ô NGHI SAI ({n})"
MISSING_PART = "CHƯA TRẢ LỜI ({n} Ô)"
MISSING = "Chưa trả lời {n} ô"
CONFIRM_PART = "CẦN XÁC NHẬN: SỐ LIỆU CHÉP SANG BIỂU NÀY ({n} Ô)"
CONFIRM = (
    "Biểu này được lập lại đúng mẫu; số liệu, ghi chú ở các ô sau chép từ tệp đã gửi. Đề nghị đối "
    "chiếu từng ô, sửa nếu chưa đúng: {cells}."
)
AS_BEFORE_PART = "CẦN XÁC NHẬN: SỐ NHƯ KỲ TRƯỚC ({n} Ô)"
AS_BEFORE = (
    f"Các ô sau ở trang “{FORM_SHEET}” điền sẵn số của kỳ trước. Đối chiếu, số nào đã đổi thì sửa, "
    f"rồi chọn “{CONFIRMED}” ở ô {{confirm}}, một lần cho tất cả: {{cells}}."
)
LOST_PART = "KHÔNG CHÉP SANG ĐƯỢC ({n})"
LOST_HEAD = ("STT", "Ô cũ", "Dòng trong tệp đã gửi", "Nội dung trong tệp đã gửi")
LOST = (
    "Nội dung sau có trong tệp đã gửi nhưng không thuộc dòng nào của biểu này. Cần dùng thì nhập "
    "vào đúng dòng, hoặc ghi ở Ghi chú."
)
SETTLED_PART = "VỀ TỆP ĐÃ GỬI ({n})"
SETTLED = "Biểu này đã được lập lại đúng mẫu nên những điều sau không còn phải sửa trong tệp."
NO_ERRORS = "Không có lỗi."
BLANK = "(trống)"
NOTED = "{value}\nGhi chú: {note}"
MORE = "… và {n} chỗ nữa: xem cột Soát lỗi trong biểu."
_ON_SHEET = "Trang “{sheet}”: {label}"
RELATED = "Ô liên quan: {cells}."
MEND = "Cách sửa"

REFILL = "Đã có lại trong biểu này; nhập lại số liệu."
CARRIED = "Xác nhận: chép từ tệp đã gửi."
OTHER_PERIOD = "Tệp đã gửi là biểu của {sent}; biểu này là của {period}."
FORM_CHANGED = "Biểu mẫu đã thay đổi từ khi giao; biểu này theo biểu mẫu hiện hành."
OTHER_FORM = "Tệp đã gửi theo “{sent}”; biểu này theo “{form}” hiện hành."
COLUMN_NOT_FOUND = "không tìm thấy cột “{head}” nên chưa chép được số liệu"
RECORDS_LEFT = "còn {n} dòng (cột) quá nhiều, chưa chép được"
TOO_LONG = "chỉ chép được {n} ký tự đầu của ghi chú"

_TOLD_IN_LETTER = 10
"""Of the errors; more are told by the workbook alone."""
_LETTER = """\
Kính gửi: {unit}

{issuer} đã soát biểu thống kê CCHC {period} của {unit} (tệp đã gửi: “{file}”). {result}

{request} {task} trong tệp kèm theo “{name}” rồi gửi lại chính tệp đó{due}. Trang đầu \
“{sheet}” nêu từng ô cần sửa, cần xem; bấm vào tên ô để đến đúng chỗ. Các ô khác giữ nguyên.
{errors}
Vướng mắc đề nghị liên hệ: {contact}.
"""
_FOUND = "Biểu còn {counts}."
_SETTLED = "Tệp đã gửi không còn đúng mẫu: {settled} Số liệu đã được chép sang biểu lập lại."
_TASK = {False: "sửa", True: "đối chiếu, bổ sung số liệu"}
_REQUEST = {False: "Đề nghị đơn vị", True: "Kính đề nghị Quý cơ quan"}
_DUE = " (hạn gửi của kỳ: ngày {due})"
_ERRORS_HEAD = "\nCác lỗi phải sửa:\n"
_ERROR = "{n}. {where} · {label}: {found} {mend_word}: {mend}\n"
_ERROR_ELSEWHERE = "{n}. {found} {mend_word}: {mend}\n"
_MORE_ERRORS = "… và {n} lỗi nữa, xem trang “{sheet}”.\n"

RETURNED = Speech("Biểu trả lại: {path}", "To be returned: {path}")
NOT_RETURNED = Speech("Không lập được biểu trả lại: {why}", "No workbook to return: {why}")
WHY_NOT: Mapping[str, Speech] = {
    "unit-unknown": Speech(
        "không biết tệp của đơn vị nào, vì không có mã nhận dạng của biểu đã giao.",
        "nobody can tell whose file it is, for it has no identity of an issued workbook.",
    ),
    "unreadable": Speech("không mở được tệp.", "the file cannot be opened."),
    "unit-uncertain": Speech(
        "không chắc tệp của đơn vị nào; xem lỗi về nhận dạng ở trên, hỏi lại nơi gửi.",
        "it is not certain whose file it is; see what is said of its identity, and ask its sender.",
    ),
    "no-form": Speech("đơn vị không có biểu nào ở kỳ này.", "the unit has no form in this period."),
}


def steps(*, wrong: bool, missing: bool, confirm: bool) -> tuple[str, ...]:
    """Return what to do: with what is wrong, what is blank, and what is to be confirmed."""
    return (
        *((_GO_THERE, _MEND_THERE) if wrong else ()),
        *((_ANSWER,) if missing else ()),
        *((_COMPARE,) if confirm else ()),
        _SEND,
    )


def counts(errors: int, warnings: int, missing: int, confirm: int = 0) -> str:
    """Return how much there is to do: errors, what is to look at, to be answered, to confirm."""
    numbers = (
        (errors, "{n} lỗi phải sửa"),
        (warnings, "{n} điểm cần xem"),
        (missing, "{n} ô chưa trả lời"),
        (confirm, "{n} ô cần xác nhận"),
    )
    parts = [text.format(n=n) for n, text in numbers if n]
    return " · ".join(parts) or NO_ERRORS


def comment(told: Iterable[tuple[Severity, str, str]]) -> str:
    """Return the comment of a marked cell: severity, what was found and how to mend it, of each."""
    parts = (
        f"{SIGNS[severity]} {_WHAT[severity]}: {found}\n{MEND}: {mend}"
        for severity, found, mend in told
    )
    return f"{COMMENT_HEAD}\n" + "\n\n".join(parts)


def period_in_text(period: Period) -> str:
    """Return a period within a sentence: *quý I năm 2023*."""
    return period.label[0].lower() + period.label[1:]


def letter(issue: Issue, *, sent: str, name: str, outside: bool) -> str:
    """Return the letter that goes with a returned workbook, to be pasted into a message.

    ``sent`` and ``name`` are the names of the file that came and of the workbook. ``outside``: the
    unit is not part of the province's administration.
    """
    corrections = issue.corrections or Corrections()
    wrong = corrections.wrong
    errors = [each for each in wrong if each.severity is Severity.ERROR]
    missing = sum(len(each.cells) for each in corrections.missing)
    told = counts(len(errors), len(wrong) - len(errors), missing)
    carried = bool(corrections.to_confirm)
    result = [_SETTLED.format(settled=" ".join(corrections.settled))] if carried else []
    result += [_FOUND.format(counts=told.replace(" · ", ", "))] if told != NO_ERRORS else []
    listed = "".join(
        _listed(number, each) for number, each in enumerate(errors[:_TOLD_IN_LETTER], start=1)
    )
    more = len(errors) - _TOLD_IN_LETTER
    if more > 0:
        listed += _MORE_ERRORS.format(n=more, sheet=RETURNED_SHEET)
    due, issuer = issue.roster.due.get(str(issue.period)), issue.roster.issuer
    telephone = f"điện thoại {issuer.telephone}" if issuer.telephone else ""
    return _LETTER.format(
        unit=issue.unit.name,
        issuer=issuer.name,
        period=period_in_text(issue.period),
        file=sent,
        result=" ".join(result),
        task=_TASK[carried],
        request=_REQUEST[outside],
        name=name,
        due=_DUE.format(due=short_date(date.fromisoformat(due))) if due else "",
        sheet=RETURNED_SHEET,
        errors=f"{_ERRORS_HEAD}{listed}" if listed else "",
        contact=", ".join(filter(None, (issuer.name, telephone, issuer.email))),
    )


def _listed(number: int, error: Correction) -> str:
    pattern = _ERROR if error.cells else _ERROR_ELSEWHERE
    return pattern.format(
        n=number,
        where=where(error),
        label=error.label,
        found=error.found,
        mend_word=MEND,
        mend=error.mend,
    )


def called(correction: Correction) -> str:
    """Return what the row of a line is called, with the sheet of a table that it is on."""
    if correction.sheet in {"", FORM_SHEET}:
        return correction.label
    return _ON_SHEET.format(sheet=correction.sheet, label=correction.label)


def where(correction: Correction) -> str:
    """Return the cell of a line; of a table with its sheet, for the form has one of that name."""
    cell = ranged(correction.cells)
    return cell if correction.sheet in {"", FORM_SHEET} else f"{correction.sheet}!{cell}"
