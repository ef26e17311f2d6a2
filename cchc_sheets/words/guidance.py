"""The guidance sheet of a workbook: how to fill it in, said once for all forms."""

from __future__ import annotations

from cchc_sheets.model import Severity, Table
from cchc_sheets.words.workbook import CONFIRMED, NIL_SECTION

TITLE = "HƯỚNG DẪN NHẬP BIỂU THỐNG KÊ"
PROPOSAL = "BIỂU ĐỀ XUẤT – chưa phải biểu do cơ quan có thẩm quyền ban hành."
UNIT = "Đơn vị báo cáo"
PERIOD = "Kỳ báo cáo"
WINDOW = "Số liệu từ ngày {start} đến ngày {end}"
FORM = "Biểu"
DUE = "Hạn gửi"

HOW_TO = "Cách làm"
STEPS = (
    "Bấm “Enable Editing” (cho phép chỉnh sửa) trên thanh vàng ở đầu cửa sổ, rồi mới nhập.",
    (
        "Nhập vào các ô nền kem ở cột “{value_column}”; ô đã nhập chuyển sang nền trắng. Đưa con "
        "trỏ vào ô để xem phải nhập gì."
    ),
    (
        "Ghi chú ở cùng dòng: số, ngày văn bản; lý do của trường hợp đặc biệt. Số liệu không ghi ở "
        "Ghi chú."
    ),
    (
        "Nhập đến đâu, biểu soát đến đó: nhìn dòng trên cùng và cột Soát lỗi. Trả lời đủ và hết "
        "lỗi thì dòng trên cùng ghi “có thể gửi”. Điều được soát nêu đủ ở trang “{rules}”."
    ),
    (
        "Khi dán từ tệp khác, dùng Paste Special – Values (chỉ dán giá trị). Không thêm, xóa dòng, "
        "không đổi tên trang, không chép biểu sang tệp khác."
    ),
    (
        "Điền số, ký hiệu, ngày ký báo cáo, người lập biểu, điện thoại ở đầu trang (điền sau cũng "
        "được); số và ngày tự vào dòng in nghiêng dưới tên biểu."
    ),
    (
        "In trang “{sheet}” trình ký, rồi gửi chính tệp này về. Bản in đã ký và tệp gửi phải "
        "giống nhau."
    ),
)

_CONFIRM = (
    f"Ô nền xanh dương nhạt điền sẵn số của kỳ trước, cần xác nhận: đối chiếu, số nào đã đổi thì "
    f"sửa, rồi chọn “{CONFIRMED}” ở ô {{confirm}}, một lần cho tất cả."
)
_FILL_TABLES = (
    "Trang {tables} là bảng kèm theo: đơn vị ghi từng dòng (cột) của mình, tổng tự vào biểu. Chỉ ở "
    "đây được chèn thêm dòng (cột). Cách ghi ở trang “{rules}”."
)
_BASES = (
    "Tỷ lệ mà biểu không hỏi hai số tính ra nó có hai ô nền xanh lá nhạt ở cột Tử số, Mẫu số bên "
    "phải, không in, không bắt buộc. Nhập đủ hai số thì ô tỷ lệ có thể để trống."
)
_PRINT_TABLES = "In các bảng kèm theo đã có số liệu cùng với biểu."
_BEFORE_NOTES = 2


def steps(*, with_tables: bool, as_before: bool, with_bases: bool) -> tuple[str, ...]:
    """Return what to do, step by step; a form with tables has two steps more.

    ``as_before``: figures are filled in as in the period before, to be confirmed. ``with_bases``:
    there are cells for the counts that rates are made of.
    """
    *first, last = STEPS
    if with_bases:
        first.insert(_BEFORE_NOTES, _BASES)
    if with_tables:
        first.insert(_BEFORE_NOTES, _FILL_TABLES)
        first.append(_PRINT_TABLES)
    if as_before:
        first.insert(_BEFORE_NOTES, _CONFIRM)
    return (*first, last)


MARKS = "Dấu ở cột đầu và cột Soát lỗi"
MARKS_ROWS = (
    (
        "✗ Lỗi",
        "Phải sửa; tệp còn lỗi sẽ được trả lại. Ví dụ: “Lớn hơn F15 (19)” – lớn hơn số 19 ở ô F15.",
    ),
    ("! Cần xem", "Xem lại; số liệu đúng thì giữ nguyên và nêu lý do ở Ghi chú."),
    ("✓", "Đã nhập, không có gì phải xem."),
    ("(ô nền kem)", "Chưa trả lời."),
)

SIGNS = "Gõ gì vào ô số liệu"
SIGNS_HEAD = ("Gõ", "Nghĩa là", "Khi tổng hợp")
SIGNS_ROWS = (
    (
        "171034",
        "Kết quả trong kỳ, kể cả 0. Số nguyên gõ liền; biểu tự hiện 171.034.",
        "Lấy đúng số đó.",
    ),
    (
        "99,1",
        (
            "Phần thập phân sau dấu phẩy, nhiều nhất 2 chữ số; máy cài tiếng Anh gõ dấu chấm: "
            "99.1. Dòng tính bằng % chỉ gõ số: 99,1 là 99,1%, không gõ 0,991."
        ),
        "Lấy đúng số đó.",
    ),
    ("0 hoặc - hoặc không phát sinh", "Trong kỳ không có việc này.", "Tính là 0."),
    (
        "KAD hoặc N/A hoặc không áp dụng",
        (
            "Chỉ tiêu không áp dụng cho đơn vị; chỉ ở dòng cho phép (lời nhắc của ô nêu KAD), nêu "
            "lý do ở Ghi chú."
        ),
        "Không tính đơn vị vào chỉ tiêu này.",
    ),
    (
        NIL_SECTION,
        (
            "Chọn ở ô nền xanh nhạt của dòng tiêu đề khi cả mục không có việc nào; số tại thời "
            "điểm, kế hoạch năm, tỷ lệ, mã của mục vẫn nhập."
        ),
        "Ô đếm để trống của mục tính là 0.",
    ),
    ("(để trống)", "Chưa trả lời.", "Không tính là 0; đếm là chưa trả lời."),
)

CODES = "Mã trả lời"
CODES_INTRO = (
    "Ở những dòng sau, chọn mã trong danh sách của ô. 0 là một câu trả lời, không phải ô trống."
)
CODES_HEAD = ("Mã và nghĩa", "Ở các dòng")

RULES = "Những điều được soát"
RULES_INTRO = (
    (
        "✗ Lỗi: phải sửa, tệp còn lỗi sẽ được trả lại để chỉnh sửa. ! Cần xem: xem lại; số "
        "liệu đúng thì nêu lý do ở Ghi chú."
    ),
    (
        "Dưới mỗi câu là điều kiện chính xác. Số trong [mục …] là thứ tự của dòng trong biểu; cột "
        "bên phải là số dòng của trang “{sheet}”."
    ),
)
RULES_HEAD = ("Mã", "Điều phải đúng", "Ở các dòng")
LATER = "(soát khi nhận)"
"""Beside a rule that the workbook itself cannot look at."""
RULE_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""The signs of the check column, so that the two are told apart without colour."""

TABLES = "Bảng kèm theo"
TABLE_TITLE = "Trang “{sheet}” – {title}"
TABLE_RULES_HEAD = ("Mã", "Điều phải đúng trong từng {place}", "Ở các {line}")
TABLE_LINES = ("cột", "dòng")
"""What a table's answers stand in: under each other, and across."""
_PLACES = ("dòng", "cột")
_NAMING = {
    "list": "chọn tên trong danh sách của ô, không nhận tên khác",
    "offered": "chọn tên trong danh sách của ô hoặc gõ tên khác",
    "typed": "đơn vị tự ghi tên",
}
_RECORDS = (
    "Mỗi {place} là một {label}: {naming}; không ghi một tên hai lần, {place} không dùng thì để "
    "trống."
)
_ROOM = "Có sẵn {room} {place}; thiếu thì chèn thêm {place} trước {place} cuối cùng."
_TOTALS = "{part} Tổng số tự tính, không cần nhập."
_COMPUTED = "Dòng Tổng số và các cột tỷ lệ, cột cộng tự tính, không cần nhập."
_FEEDS_PRINTED = (
    "Tổng tự vào trang “{sheet}”, dòng {rows}; không dùng bảng thì nhập thẳng vào các dòng ấy."
)
_FEEDS_BELOW = "Tổng tự vào trang “{sheet}”, dòng {rows}, dưới phần in của biểu."
_ALIKE = "Trong từng {place} cũng phải đúng những điều đã nêu ở trên: {rules}."


def place_of(table: Table) -> str:
    """Return what a record is on the sheet: a line or a column."""
    return _PLACES[table.across]


def about_table(table: Table) -> str:
    """Say what a table's records are, how they are named, and for how many there is room."""
    naming = "typed" if not table.names else "offered" if table.free else "list"
    facts = {"place": place_of(table), "label": in_a_sentence(table.name_label)}
    computed = any(c.share_of or c.row.computed for c in table.columns)
    parts = (
        _RECORDS.format(**facts, naming=_NAMING[naming]),
        _ROOM.format(**facts, room=table.room),
        _COMPUTED if computed else _TOTALS.format(part=place_of(table).capitalize()),
    )
    return " ".join(parts)


def in_a_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: *Lĩnh vực* → *lĩnh vực*, but *UBND xã*."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def feeds(sheet: str, rows: str, *, printed: bool) -> str:
    """Say which rows of the form take a table's totals."""
    return (_FEEDS_PRINTED if printed else _FEEDS_BELOW).format(sheet=sheet, rows=rows)


def alike(table: Table, rules: str) -> str:
    """Say which of the form's rules hold of each record, too."""
    return _ALIKE.format(place=place_of(table), rules=rules)


CONTACT = "Hỏi đáp"
CONTACT_TELEPHONE = "điện thoại {}"
