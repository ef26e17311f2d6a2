"""The guidance sheet of a workbook: how to fill it in, said once for all forms."""

from __future__ import annotations

from cchc_sheets.model import Severity

TITLE = "HƯỚNG DẪN NHẬP BIỂU THỐNG KÊ"
PROPOSAL = "BIỂU ĐỀ XUẤT – chưa phải biểu do cơ quan có thẩm quyền ban hành."
UNIT = "Đơn vị báo cáo"
PERIOD = "Kỳ báo cáo"
WINDOW = "Số liệu từ ngày {start} đến ngày {end}"
FORM = "Biểu"
DUE = "Hạn gửi"

HOW_TO = "Cách làm"
STEPS = (
    "Bấm Enable Editing trên thanh vàng ở đầu cửa sổ, rồi mới nhập.",
    (
        "Nhập vào các ô nền vàng nhạt, hai bên viền đậm ở cột “{value_column}”; ô đã nhập chuyển "
        "sang nền trắng. Đưa con trỏ vào ô để xem phải nhập gì."
    ),
    (
        "Cột Ghi chú mở ở mọi dòng, kể cả dòng tiêu đề: nêu số, ngày văn bản và giải thích trường "
        "hợp đặc biệt ở cùng dòng. Số liệu không ghi ở Ghi chú."
    ),
    (
        "Nhập đến đâu, biểu soát đến đó: cột đầu hiện ✓ (được), ! (cần xem lại), ✗ (có lỗi), cột "
        "Soát lỗi bên phải nói rõ lỗi gì, dòng trên cùng đếm ô chưa trả lời, lỗi và cảnh báo. Hết "
        "lỗi thì biểu báo “Có thể gửi”."
    ),
    (
        "Các ô khác đã khóa nhưng vẫn đọc, lọc và đổi độ rộng cột, độ cao dòng được. Không thêm, "
        "xóa dòng, không đổi tên sheet, không chép biểu sang tệp khác."
    ),
    (
        "Khi dán từ tệp khác, dùng Paste Special – Values (chỉ dán giá trị): dán thường làm mất "
        "định dạng và phần kiểm tra của ô."
    ),
    (
        "Điền số, ký hiệu và ngày ký báo cáo ở bên phải đầu biểu khi đã có; hai nội dung này tự "
        "vào dòng in nghiêng dưới tên biểu. Ghi tên và điện thoại người lập biểu."
    ),
    (
        "In sheet “{sheet}” trình ký, rồi gửi lại chính tệp này. Bản in đã ký và tệp gửi phải "
        "giống nhau."
    ),
)

SIGNS = "Ký hiệu trong cột số liệu"
SIGNS_HEAD = ("Gõ vào ô", "Nghĩa là", "Khi tổng hợp")
SIGNS_ROWS = (
    ("số, kể cả 0", "Kết quả của đơn vị trong kỳ.", "Lấy đúng số đó."),
    ("0 hoặc - hoặc không phát sinh", "Trong kỳ không có việc này.", "Tính là 0."),
    (
        "KAD hoặc N/A hoặc không áp dụng",
        (
            "Chỉ tiêu không áp dụng cho đơn vị. Chỉ dùng ở những dòng cho phép (lời nhắc của ô có "
            "nêu KAD) và phải nêu lý do ở Ghi chú."
        ),
        "Không tính đơn vị vào chỉ tiêu này.",
    ),
    ("(để trống)", "Chưa trả lời.", "Không tính là 0; đơn vị sẽ được hỏi lại."),
)

NUMBERS = "Cách gõ số"
NUMBERS_ROWS = (
    ("171034", "Số nguyên gõ liền; biểu tự hiện 171.034 (dấu chấm phân cách từng ba chữ số)."),
    (
        "99,1",
        (
            "Phần thập phân sau dấu phẩy, nhiều nhất 2 chữ số. Máy đặt theo tiếng Anh thì gõ dấu "
            "chấm: 99.1."
        ),
    ),
    (
        "100",
        "Ở dòng có đơn vị tính %: chỉ gõ số, không gõ dấu %. 99,1 nghĩa là 99,1%, không gõ 0,991.",
    ),
)

CODES = "Mã trả lời"
CODES_INTRO = (
    "Ở những dòng sau, chọn mã trong danh sách của ô. 0 là một câu trả lời, không phải ô trống."
)
CODES_HEAD = ("Mã và nghĩa", "Ở các dòng")

RULES = "Những điều được soát"
RULES_INTRO = (
    (
        "✗ Lỗi: phải sửa, tệp còn lỗi sẽ được trả lại để chỉnh sửa. ! Cảnh báo: xem lại, nếu số "
        "liệu đúng thì giải thích ở Ghi chú."
    ),
    (
        "Dưới mỗi câu là điều kiện chính xác. Số trong [mục …] là thứ tự của dòng trong biểu; cột "
        "bên phải là số dòng của sheet “{sheet}”."
    ),
)
RULES_HEAD = ("Mã", "Điều phải đúng", "Ở các dòng")
LATER = "(soát khi nhận)"
"""Beside a rule that the workbook itself cannot look at."""
RULE_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""The signs of the check column, so that the two are told apart without colour."""

CONTACT = "Cần hỏi"
CONTACT_NAME = "Cơ quan"
CONTACT_ADDRESS = "Địa chỉ"
CONTACT_TELEPHONE = "Điện thoại"
CONTACT_EMAIL = "Thư điện tử"
