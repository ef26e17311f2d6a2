"""What each test of a row's own cells asks for, in words; the keys are those of ``test:``."""

from __future__ import annotations

from collections.abc import Mapping

CELL_TESTS: Mapping[str, tuple[str, str]] = {
    "readable": (
        "ô số liệu ghi một con số hoặc một ký hiệu được phép, không ghi chữ khác",
        "the answer is a number or one of the signs allowed, no other words",
    ),
    "whole": ("số liệu là số nguyên", "the answer is a whole number"),
    "minimum": (
        "số liệu không nhỏ hơn mức thấp nhất của dòng",
        "the answer is not below the row's least value",
    ),
    "maximum": (
        "số liệu không lớn hơn mức cao nhất của dòng",
        "the answer is not above the row's greatest value",
    ),
    "within_limits": (
        "số liệu nằm trong khoảng từ mức thấp nhất đến mức cao nhất của dòng",
        "the answer lies between the row's least and greatest values",
    ),
    "in_code_list": (
        "số liệu là một trong các mã in ở dòng đó",
        "the answer is one of the codes printed in that row",
    ),
    "percent_range": (
        (
            "tỷ lệ nằm từ 0 đến 100, hoặc trong giới hạn riêng của dòng; tỷ lệ so với kế hoạch cao "
            "hơn thì chỉ cảnh báo"
        ),
        (
            "the rate lies between 0 and 100, or within the row's own limits; a higher one against "
            "a plan is only a warning"
        ),
    ),
    "fraction": (
        (
            "tỷ lệ khác 0 phải lớn hơn 1, vì 0,991 thường là gõ nhầm của 99,1, "
            "trừ khi đã nêu lý do ở Ghi chú"
        ),
        (
            "a rate other than 0 is above 1, since 0.991 is mostly a slip for 99.1, "
            "unless the note says why"
        ),
    ),
    "answered": ("ô số liệu không để trống", "the answer is not blank"),
    "number_in_note": (
        "khi ô số liệu để trống thì Ghi chú không phải là một con số đứng một mình",
        "when the answer is blank, the note is not a bare number",
    ),
    "code_for_note": (
        (
            "khi Ghi chú có nội dung (không kể một con số đứng một mình) thì ô số liệu không để "
            "trống"
        ),
        "when the note is filled, a bare number apart, the answer is not blank",
    ),
    "heading_blank": (
        "ô số liệu của dòng tiêu đề để trống",
        "the value cell of a heading row is blank",
    ),
    "note_dates": (
        (
            "ngày nêu ở Ghi chú có trong lịch và không sau ngày ký báo cáo; văn bản cũ hơn năm "
            "trước của kỳ báo cáo thì chỉ cảnh báo, trừ quyết định, quy chế còn hiệu lực"
        ),
        (
            "a date in the note is on the calendar and not after the day of signing; a document "
            "older than the year before is only a warning, unless it is a standing decision"
        ),
    ),
    "note_for_not_applicable": (
        "khi ô số liệu ghi không áp dụng (KAD) thì Ghi chú nêu lý do",
        "when the answer is not applicable (KAD), the note says why",
    ),
    "as_added_up": (
        "số liệu gõ đè bằng tổng của bảng kèm theo, khi bảng có số liệu",
        "a figure typed over it equals the table's total, where the table has one",
    ),
    "named": (
        "dòng (cột) của bảng có số liệu thì có tên",
        "a record of a table that has figures has a name",
    ),
    "no_total": (
        "dòng (cột) của bảng không là tổng của các dòng khác",
        "a record of a table is not the total of the others",
    ),
    "named_once": (
        "mỗi tên trong bảng chỉ ghi một lần",
        "each name stands once in the table",
    ),
    "name_in_list": (
        "tên ghi trong bảng có trong danh sách của bảng",
        "a record's name is one of the table's list",
    ),
    "ratio": (
        "tỷ lệ bị cắt bớt chữ số thay vì làm tròn thì chỉ cảnh báo",
        "a rate that was truncated instead of rounded is only a warning",
    ),
}


def cell_test(test: str, lang: str) -> str:
    """Return what the test asks for; ``KeyError`` for a test that has no words yet."""
    return CELL_TESTS[test][lang == "en"]
