"""Sentences about tables of values (CSV) that cannot be used."""

from __future__ import annotations

OF_VALUES = {
    "values-not-utf8": (
        "“{path}”, dòng {line}: bảng mã không phải UTF-8; lưu lại từ Excel kiểu “CSV UTF-8”.",
        "“{path}”, line {line}: the text is not UTF-8; save it from Excel as “CSV UTF-8”.",
    ),
    "values-not-csv": (
        "“{path}”, dòng {line}: dấu nháy kép mở mà không đóng, hoặc không đúng chỗ.",
        "“{path}”, line {line}: a quotation mark is not closed, or not where it can be.",
    ),
    "values-twice": (
        "“{path}” có hai cột cùng tên {found}; giữ lại một cột.",
        "“{path}” has two columns named {found}; keep one.",
    ),
    "values-extra-cells": (
        "“{path}”, dòng {line}: nhiều ô hơn dòng đầu, thừa “{found}”.",
        "“{path}”, line {line}: more cells than the head has, “{found}” is beyond it.",
    ),
    "values-state": (
        "“{path}”, dòng {line}: state “{found}” không có; sửa theo cột state do chương trình ghi.",
        "“{path}”, line {line}: there is no state “{found}”; see those that the program wrote.",
    ),
    "values-number": (
        "“{path}”, dòng {line}: value “{found}” không hợp với state; phần lẻ ghi sau dấu chấm.",
        "“{path}”, line {line}: value “{found}” does not fit its state; a dot before decimals.",
    ),
    "values-too-long": (
        "“{path}”, dòng {line}: {indicator} có hơn {most} ký tự, một ô không chứa hết.",
        "“{path}”, line {line}: {indicator} has more than {most} characters, which no cell holds.",
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
    "values-of-table": (
        "“{path}”, dòng {line}: “{found}” của {unit} do bảng kèm theo cộng vào, không điền sẵn.",
        "“{path}”, line {line}: a table adds up “{found}” of {unit}; it is not filled in.",
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
    "values-period": (
        "“{path}”, dòng {line}: cột period phải nêu một kỳ (2021-Q1), đang là “{found}”.",
        "“{path}”, line {line}: the column period must name one (2021-Q1), it has “{found}”.",
    ),
}
"""By code, Vietnamese and English."""
