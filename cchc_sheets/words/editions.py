"""Sentences about what a new edition changes, and about where a series breaks."""

from __future__ import annotations

from cchc_sheets.model import Rupture, SeriesBreak

_SENTENCES = {
    "head": ("So sánh {before} với {after}", "{before} compared with {after}"),
    "same": ("Hai biểu không khác nhau.", "The two editions do not differ."),
    "heading": ("Phần đầu biểu", "The heading block"),
    "rows": ("Các dòng", "The rows"),
    "tables": ("Bảng kèm theo", "The tables"),
    "columns": ("{n} cột", "{n} columns"),
    "column": ("cột “{label}”", "column “{label}”"),
    "rules": ("Quy tắc", "The rules"),
    "series": ("Chuỗi số liệu của chỉ tiêu được giữ", "Series of the indicators that stayed"),
    "added": ("thêm", "added"),
    "dropped": ("bỏ", "dropped"),
    "kept": ("sửa", "changed"),
    "gained": ("thêm", "gained"),
    "lost": ("bỏ", "lost"),
    "changed": ("{aspect}: {before} → {after}", "{aspect}: {before} → {after}"),
    "row-counts": (
        "Thêm {added}, bỏ {dropped}, sửa {changed}, giữ nguyên {same} dòng.",
        "Rows: {added} added, {dropped} dropped, {changed} changed, {same} as they were.",
    ),
    "series-counts": (
        "{running} chỉ tiêu liền mạch, {broken} chỉ tiêu bị ngắt.",
        "The series of {running} indicators run on, of {broken} they break.",
    ),
    "all-anew": (
        "Không đơn vị nào trả lời cả hai biểu ({before}; {after}): chuỗi số liệu bắt đầu lại.",
        "No type of unit answers both ({before}; {after}): each unit's series begins anew.",
    ),
    "only-before": (
        "Chỉ có ở phiên bản trước, không có biểu cùng loại đơn vị ở phiên bản sau: {forms}",
        "In the older edition only, with no form for these types of units in the newer: {forms}",
    ),
    "only-after": (
        "Chỉ có ở phiên bản sau, không có biểu cùng loại đơn vị ở phiên bản trước: {forms}",
        "In the newer edition only, with no form for these types of units in the older: {forms}",
    ),
    "province": ("Toàn tỉnh: {name}", "The province: {name}"),
    "units": ("{answered}/{expected} đơn vị", "{answered}/{expected} units"),
    "break": ("✂ ngắt: {reason}", "✂ break: {reason}"),
    "no-series": (
        "Các tệp không có số liệu của chỉ tiêu này.",
        "The files hold no figure of this indicator.",
    ),
    "nothing": ("∅", "∅"),
}

_ASPECTS = {
    "unit_types": ("loại đơn vị", "unit types"),
    "appendix": ("phụ lục", "appendix"),
    "title": ("tiêu đề", "title"),
    "period_line": ("dòng kỳ báo cáo", "period line"),
    "attached_to": ("dòng kèm theo", "line “attached to”"),
    "label_column": ("tên cột chỉ tiêu", "head of the label column"),
    "value_column": ("tên cột số liệu", "head of the value column"),
    "path": ("vị trí", "place"),
    "stt": ("STT", "STT"),
    "label": ("tên dòng", "label"),
    "unit_of_measure": ("đơn vị tính", "unit of measure"),
    "codes": ("mã trả lời", "codes"),
    "asked_as": ("cách hỏi", "asked as"),
    "required": ("mức bắt buộc", "if blank"),
    "not_applicable": ("cho phép KAD", "KAD allowed"),
    "limits": ("giới hạn", "limits"),
    "computed": ("công thức", "formula"),
    "sheet": ("tên trang", "sheet"),
    "name_label": ("mỗi mục là", "what a record is"),
    "names": ("danh sách tên", "list of names"),
    "free": ("cho gõ tên khác", "other names allowed"),
    "prefilled": ("tên ghi sẵn", "names filled in"),
    "room": ("số chỗ", "places"),
    "key": ("khóa", "key"),
    "column": ("tên cột", "name of the column"),
    "kind": ("kiểu", "kind"),
    "share_of": ("tỷ lệ so với", "share of"),
    "same_as": ("hỏi cùng một số với", "asks the same as"),
}

_VALUES = {
    "warning": ("cảnh báo", "warning"),
    "error": ("lỗi", "error"),
    "info": ("lưu ý", "note"),
    "yes": ("có", "yes"),
    "yes_no": ("Có/Không", "yes or no"),
    "count": ("số lượng", "a count"),
    "percent": ("tỷ lệ %", "a share"),
    "rate": ("tỷ lệ %", "a rate"),
    "score": ("điểm", "points"),
    "code": ("mã", "a code"),
    "text": ("chữ", "text"),
}

_BREAKS = {
    Rupture.MEANING: (
        "từ {since} chỉ tiêu được tính khác trước: {reason}",
        "since {since} it counts something else: {reason}",
    ),
    Rupture.ASKED_OTHERWISE: (
        "hai biểu hỏi theo cách khác nhau (số lượng, tỷ lệ hay Có/Không)",
        "the forms ask it in different ways (a count, a share, yes or no)",
    ),
    Rupture.OTHER_UNITS: (
        "loại đơn vị được hỏi khác nhau ({before}; {after})",
        "other types of units are asked ({before}; {after})",
    ),
    Rupture.NOT_AT_HAND: (
        "thiếu số liệu của {missing} – có bổ sung bằng --values thì chuỗi mới nối được",
        "figures of {missing} are missing – add them with --values and the series may run on",
    ),
    Rupture.NOT_ADDED: (
        "không cộng được chỉ tiêu này qua các đơn vị tiền thân ({predecessors})",
        "this indicator cannot be added over its predecessors ({predecessors})",
    ),
    Rupture.NO_PREDECESSOR: (
        "{unit} báo cáo từ {since} và không nối tiếp riêng một đơn vị nào",
        "{unit} reports since {since} and continues no unit alone",
    ),
    Rupture.THIN: (
        "kỳ {period} mới có số của {answered}/{expected} đơn vị, chưa nên so sánh",
        "{period} has the figures of {answered}/{expected} units only, too few to compare",
    ),
}


def _in(pair: tuple[str, str], lang: str) -> str:
    return pair[1 if lang == "en" else 0]


def edition_sentence(key: str, lang: str, **facts: object) -> str:
    """Return a sentence of a comparison; raises ``KeyError`` for an unknown key."""
    return _in(_SENTENCES[key], lang).format(**facts)


def aspect_word(aspect: str, lang: str) -> str:
    """Return what an aspect of a row or heading is called."""
    return _in(_ASPECTS[aspect], lang)


def value_words(text: str, lang: str) -> str:
    """Return an aspect's value for people; what needs no translation is itself."""
    if not text:
        return edition_sentence("nothing", lang)
    return _in(_VALUES.get(text, (text, text)), lang)


def break_sentence(found: SeriesBreak, lang: str) -> str:
    """Return why a series breaks."""
    reason = found.reason.in_language(lang) if found.reason else ""
    return _in(_BREAKS[found.why], lang).format(reason=reason, **found.facts)
