"""Sentences about errors in definition files."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.model import Speech
from cchc_sheets.words.usage import did_you_mean

# (vi, en) by code; {found} is the offending text.
_PROBLEMS = {
    "yaml-syntax": ("không đúng cú pháp YAML: “{found}”", "no valid YAML: “{found}”"),
    "yaml-alias": ("không dùng bí danh YAML (&, *)", "YAML aliases (&, *) are not allowed"),
    "yaml-tag": ("không dùng nhãn kiểu YAML (!)", "YAML tags (!) are not allowed"),
    "yaml-duplicate-key": ("trường “{found}” lặp lại", "the field “{found}” stands twice"),
    "yaml-key": ("tên trường phải là chữ", "a field's name must be text"),
    "yaml-text-too-long": (
        "văn bản quá dài (“{found}…”): nhiều nhất 4000 ký tự",
        "the text is too long (“{found}…”): at most 4000 characters",
    ),
    "yaml-control-character": (
        "có ký tự điều khiển {found}, không hiện được trong ô: xóa ký tự ấy",
        "there is a control character {found}, which no cell can show: delete it",
    ),
    "yaml-empty": ("tệp rỗng", "the file is empty"),
    "yaml-depth": ("lồng nhau quá sâu", "nested too deeply"),
    "not-utf8": ("tệp không phải UTF-8 (byte {found})", "the file is not UTF-8 (bytes {found})"),
    "file-too-large": ("tệp quá lớn ({found})", "the file is too large ({found})"),
    "edition-issued": (
        (
            "phiên bản “{found}” đã giao biểu nên các dòng không đổi được nữa; khôi phục các dòng, "
            "hoặc đặt phiên bản (edition) mới ở một biểu mới"
        ),
        (
            "edition “{found}” has been issued, so its rows can no longer change; restore them, or "
            "make a new form with a new edition"
        ),
    ),
    "issued-unreadable": (
        "không đọc được “{found}”, nơi ghi các biểu đã giao; chép lại từ bản lưu",
        "“{found}”, where issued forms are written down, cannot be read; restore it from a copy",
    ),
    "file-unreadable": ("không đọc được tệp: {found}", "the file cannot be read: {found}"),
    "folder-unreadable": (
        "không đọc được thư mục: {found}",
        "the folder cannot be read: {found}",
    ),
    "unknown-kind": (
        "kind “{found}” không có; cần một trong: {expected}",
        "kind “{found}” is unknown; one of: {expected}",
    ),
    "unknown-field": ("không có trường “{found}”", "there is no field “{found}”"),
    "missing-field": ("thiếu trường “{found}”", "the field “{found}” is missing"),
    "field-alone": (
        "trường “{found}” chỉ có nghĩa khi đi cùng “{expected}”",
        "the field “{found}” means something only beside “{expected}”",
    ),
    "field-beside": (
        "trường “{found}” không đi cùng “{expected}”",
        "the field “{found}” cannot stand beside “{expected}”",
    ),
    "not-one-of": (
        "“{found}” không hợp lệ; cần một trong: {expected}",
        "“{found}” is not one of: {expected}",
    ),
    "wrong-type": ("“{found}” phải là {expected}", "“{found}” must be {expected}"),
    "not-valid": ("“{found}” không hợp lệ ({expected})", "“{found}” is not valid ({expected})"),
    "unknown-name": ("không có “{found}”", "there is no “{found}”"),
    "repeated": ("“{found}” lặp lại", "“{found}” stands twice"),
    "too-many-parts": (
        "“{unit}” có {found} bộ phận, biểu chỉ có {expected} chỗ; tăng room ở mục detail của biểu",
        "“{unit}” has {found} parts and its form room for {expected}: raise the detail's room",
    ),
    "reserved-name": (
        "“{found}” là từ của ngôn ngữ quy tắc, không đặt làm khóa",
        "“{found}” is a word of the rule language and cannot be a key",
    ),
    "no-catalogue": ("không có danh mục chỉ tiêu", "there is no catalogue of indicators"),
    "to-review": (
        "còn phải quyết định: {found} (xong thì xóa ghi chú này)",
        "still to decide: {found} (then delete this comment)",
    ),
    "second-catalogue": (
        "có nhiều hơn một danh mục; tệp bổ sung thì ghi kind: addition",
        "there is more than one catalogue; a file that adds to it is of kind: addition",
    ),
    "no-parent": (
        "dòng “{found}” đứng trước hoặc không có dòng cha “{parent}”",
        "row “{found}” has no parent “{parent}” above it",
    ),
    "unit-contradicts": (
        "đơn vị tính “{found}” mâu thuẫn với loại câu trả lời ({kind}); khai asked_as",
        "the unit “{found}” contradicts the kind of answer ({kind}); say asked_as",
    ),
    "unknown-placeholder": ("không có chỗ thay {found}", "there is no placeholder {found}"),
    "placeholder-broken": ("dấu ngoặc nhọn không khớp: “{found}”", "unmatched braces: “{found}”"),
    "computed-not-a-total": (
        "dòng tính sẵn chỉ được cộng, trừ và sum các chỉ tiêu: “{found}”",
        "a computed row may only add, subtract and sum indicators: “{found}”",
    ),
    "computed-part-optional": (
        "dòng tính sẵn cần “{found}” bắt buộc trả lời (required: error)",
        "a computed row needs “{found}” answered (required: error)",
    ),
    "sheet-name": (
        "tên trang tính không được có [ ] : * ? / \\ ' hay bắt đầu bằng _: “{found}”",
        "a sheet's name has none of [ ] : * ? / \\ ' and does not begin with _: “{found}”",
    ),
    "sheet-taken": (
        "“{found}” là tên trang khác của tệp, hoặc Excel giữ riêng: đặt tên khác",
        "“{found}” is another sheet of the workbook, or kept by Excel: choose another name",
    ),
    "name-of-total": (
        "bảng đã tự cộng: bỏ “{found}” khỏi danh sách tên",
        "the table adds itself up: leave “{found}” out of the names",
    ),
    "fed-twice": (
        "“{found}” đã lấy tổng của một bảng trong biểu; bỏ ở đây",
        "“{found}” already takes the total of a table of the form: leave it out here",
    ),
    "not-added-up": (
        "“{found}” không cộng được từ nhiều cột: chỉ nhận dòng số đếm mà đơn vị tự nhập",
        "“{found}” cannot be added up over columns: only counts that the unit types can",
    ),
    "computed-cycle": ("“{found}” tính từ chính nó", "“{found}” is computed from itself"),
    "no-denominator": (
        "“{found}” không có mẫu số (denominator) nên không nêu được tỷ lệ",
        "“{found}” has no denominator that it could be a share of",
    ),
    "form-of-other-type": (
        "biểu “{found}” dành cho {expected}, không cho {type}",
        "the form “{found}” is for {expected}, not for {type}",
    ),
    "not-a-period": ("“{found}” không phải kỳ báo cáo", "“{found}” is no period"),
    "not-a-date": ("“{found}” không có trong lịch", "“{found}” is no calendar date"),
    "chooses-nothing": (
        "“{found}” không chọn được chỉ tiêu nào",
        "“{found}” chooses no indicator",
    ),
    "compares-nothing": (
        "compares: {found} chỉ có nghĩa khi quy tắc dùng previous(…)",
        "compares: {found} means something only where the rule uses previous(…)",
    ),
    "not-in-form": (
        "biểu không có dòng của chỉ tiêu “{found}”: thêm dòng ấy hoặc bỏ “{found}” ở đây",
        "the form has no row for “{found}”: add the row or leave “{found}” out here",
    ),
    "units-added": (
        (
            "“{found}” ({unit}) không cộng, trừ hay gộp với “{other}” ({other_unit}): chỉ "
            "cộng số cùng đơn vị tính; tách ra, hoặc sửa unit_of_measure trong danh mục nếu "
            "thật ra là một"
        ),
        (
            "“{found}” ({unit}) cannot be added to or taken from “{other}” ({other_unit}): "
            "only like is added to like; separate them, or mend unit_of_measure in the "
            "catalogue if they are one"
        ),
    ),
    "units-compared": (
        (
            "“{found}” ({unit}) so với “{other}” ({other_unit}): khác đơn vị tính; sửa chỉ "
            "tiêu, hoặc ghi mixed_units kèm lý do nếu so như vậy là đúng"
        ),
        (
            "“{found}” ({unit}) is compared with “{other}” ({other_unit}), another unit: "
            "mend the indicator, or say why it is right in mixed_units"
        ),
    ),
    "units-no-quantity": (
        (
            "“{found}” là mã hoặc chữ ({unit}), không phải số lượng: không cộng, trừ, nhân, "
            "chia được; chỉ so sánh, ví dụ {found} == 1"
        ),
        (
            "“{found}” is a code or words ({unit}), no quantity: it cannot be calculated "
            "with, only compared, as in {found} == 1"
        ),
    ),
    "units-computed": (
        (
            "“{found}” cho kết quả tính bằng {unit} nhưng dòng này tính bằng {expected}; sửa "
            "biểu thức hoặc đơn vị tính"
        ),
        (
            "“{found}” comes out in {unit} but this row is in {expected}; mend the "
            "expression or the unit of measure"
        ),
    ),
    "units-same-as": (
        (
            "“{found}” tính bằng {unit} nhưng cột này tính bằng {expected}: không hỏi cùng một số; "
            "sửa same_as hoặc đơn vị tính"
        ),
        (
            "“{found}” is in {unit} but this column is in {expected}, so they do not ask the same: "
            "mend same_as or the unit of measure"
        ),
    ),
    "units-alike": (
        (
            "mixed_units không cần: quy tắc không so các đơn vị tính khác nhau (“{found}”); "
            "bỏ trường này"
        ),
        (
            "mixed_units is not needed: the rule compares no different units (“{found}”); "
            "leave the field out"
        ),
    ),
    "rule-never-fails": (
        (
            "“{found}” không bao giờ sai, trả lời thế nào cũng vậy ({answers}), nên quy tắc "
            "không bắt được lỗi nào; sửa điều kiện hoặc bỏ quy tắc"
        ),
        (
            "“{found}” is never false, whatever the answers ({answers}), so the rule finds "
            "nothing; mend the condition or drop the rule"
        ),
    ),
    "rule-never-passes": (
        (
            "“{found}” không bao giờ đúng ({answers}), nên trả lời thế nào cũng báo lỗi; sửa "
            "điều kiện"
        ),
        (
            "“{found}” is never true ({answers}), so every answer would be at fault; mend "
            "the condition"
        ),
    ),
    "rule-never-known": (
        (
            "“{found}” không bao giờ tính được (chia cho 0, hoặc chỉ tiêu bằng chữ; "
            "{answers}), nên quy tắc không bắt được lỗi nào; sửa điều kiện hoặc bỏ quy tắc"
        ),
        (
            "“{found}” can never be worked out (a division by 0, or an answer in words; "
            "{answers}), so the rule finds nothing; mend the condition or drop the rule"
        ),
    ),
    "rule-never-applies": (
        ("“{found}” không bao giờ đúng ({answers}), nên quy tắc không bao giờ được dùng; sửa when"),
        "“{found}” is never true ({answers}), so the rule never applies; mend when",
    ),
    "formula-beyond-excel": (
        (
            "“{found}” thành công thức dài hoặc nhiều tầng hơn mức Excel cho phép; tách thành "
            "nhiều quy tắc"
        ),
        "“{found}” makes a formula longer or deeper than Excel takes; split the rule",
    ),
    "override-of-nothing": (
        "quy tắc “{found}” vốn không áp dụng cho biểu này (thiếu: {lacking}); bỏ mục này",
        "the rule “{found}” does not hold in this form (it lacks: {lacking}); leave this out",
    ),
    "expression-without-indicator": (
        "biểu thức không nêu chỉ tiêu nào: “{found}”",
        "the expression names no indicator: “{found}”",
    ),
    "expression-syntax": ("biểu thức sai cú pháp ở “{found}”", "syntax error at “{found}”"),
    "expression-not-allowed": (
        "biểu thức không được dùng “{found}”",
        "“{found}” is not allowed in an expression",
    ),
    "expression-unknown-function": ("không có hàm “{found}”", "there is no function “{found}”"),
    "expression-arguments": ("sai đối số: “{found}”", "wrong arguments: “{found}”"),
    "expression-number-expected": (
        "chỗ này cần số, không phải điều kiện: “{found}”",
        "a number is expected, not a condition: “{found}”",
    ),
    "expression-condition-expected": (
        "chỗ này cần điều kiện, không phải số: “{found}”",
        "a condition is expected, not a number: “{found}”",
    ),
    "expression-too-long": ("biểu thức quá dài hoặc quá sâu", "the expression is too long or deep"),
    "expression-number-too-large": ("số quá lớn: “{found}”", "the number is too large: “{found}”"),
}


_TOGETHER: Mapping[str, Speech] = {
    "rules-contradict": Speech(
        "{form}: {rules} không thể cùng đúng khi các dòng sau đều có số, nên trả lời thế nào cũng"
        " báo lỗi: {rows}; sửa một trong các quy tắc",
        "{form}: {rules} cannot hold together where these rows are answered, so every answer is at"
        " fault: {rows}; mend one of the rules",
    ),
    "rule-implied": Speech(
        "{form}: {rule} không bắt thêm lỗi nào, vì {rules} đã nói điều ấy, không nhẹ hơn: {rows};"
        " bỏ quy tắc, hoặc sửa điều kiện",
        "{form}: {rule} finds nothing that {rules}, no milder, does not find: {rows}; drop the rule"
        " or mend its condition",
    ),
    "answer-forced": Speech(
        "{form}: theo {rules}, dòng đầu trong các dòng sau chỉ có thể là {value} khi đều có số:"
        " {rows}; xem lại các quy tắc",
        "{form}: by {rules}, the first of these rows can only be {value} where all are answered:"
        " {rows}; look at the rules again",
    ),
}
_TYPES = {
    "string": ("một đoạn chữ", "a text"),
    "integer": ("một số nguyên", "a whole number"),
    "number": ("một số", "a number"),
    "boolean": ("true hoặc false", "true or false"),
    "array": ("một danh sách", "a list"),
    "object": ("các trường có tên", "named fields"),
}


def problem_sentence(
    code: str, found: str, suggestion: str, facts: dict[str, str], lang: str
) -> str:
    """Return what is wrong, with the nearest known name where there is one."""
    language = int(lang == "en")
    known = {**facts, "found": found}
    if code == "wrong-type":
        known["expected"] = _TYPES[facts["expected"]][language]
    said = _PROBLEMS[code][language].format(**known)
    return f"{said}.{did_you_mean(suggestion, lang)}" if suggestion else said


def together_sentence(code: str, facts: Mapping[str, str], lang: str) -> str:
    """Return what is odd about rules taken together."""
    return _TOGETHER[code].in_language(lang).format(**facts)
