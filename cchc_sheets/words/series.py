"""What the workbook of series says; always Vietnamese, like the province's other papers."""

from __future__ import annotations

BOOK_TITLE = "Số liệu qua các kỳ"
PROVINCE_SHEET = "Toàn tỉnh"
TITLE = "Số liệu qua các kỳ – {scope} – {province}"
INDICATOR_HEAD, UNIT_HEAD, MEASURE_HEAD = "Chỉ tiêu", "Đơn vị", "Đơn vị tính"
LINE_HEAD, CHANGE_HEAD, NOTE_HEAD = "Diễn biến", "Kỳ gần nhất so với kỳ liền trước", "Chỗ ngắt"
EDITIONS = "Biểu đã gửi"
ALL_UNITS = "Cả khối"
WHOLE = "Toàn tỉnh"
BREAK = "✂ {periods}: {reason}"
COVERAGE = "{period}: {answered}/{expected} đơn vị"
LEGEND = (
    "Kẻ đỏ đậm bên trái ô: chuỗi bị ngắt, không so sánh với ô trước đó; lý do ở cột “Chỗ ngắt”. "
    "Ô nền vàng: chưa đủ nửa số đơn vị, chưa nên trích dẫn. Diễn biến chỉ vẽ phần liền mạch "
    "sau cùng của loại kỳ có nhiều cột nhất. Của cả khối và toàn tỉnh chỉ nêu thay đổi khi mọi đơn "
    "vị đều có số ở cả hai kỳ. Lọc cột “Đơn vị” để xem một đơn vị qua các kỳ, lọc cột “Chỉ tiêu” "
    "để so các đơn vị."
)
