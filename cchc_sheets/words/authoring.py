"""Sentences for those who write definitions: what commands say, and comments in drafts."""

from __future__ import annotations

_COMMENTS = {
    "form-head": (
        (
            "Dựng từ tệp {file}, chưa phải bản chính thức. Chữ giữ như in; khóa chỉ tiêu do máy đề "
            "xuất.\n"
            "Dòng nào có “{mark}” ở trên thì đọc, quyết định, rồi xóa ghi chú ấy;\n"
            "cchc-sheets lint nhắc những dòng còn lại."
        ),
        (
            "Drafted from {file}, not yet official. Wording is as printed; indicator keys are "
            "proposals.\n"
            "Where “{mark}” stands above a row, decide and delete the comment;\n"
            "cchc-sheets lint lists those that are left."
        ),
    ),
    "addition-head": (
        (
            "Chỉ tiêu mới mà biểu {form} cần, bổ sung cho danh mục indicators.yaml.\n"
            "Khóa (key) đặt một lần, dùng mãi: sửa ngay bây giờ nếu cần, sửa cả ở biểu.\n"
            "  kind         count số đếm | rate tỷ lệ % | code mã in sẵn | text chữ\n"
            "  time_basis   period trong kỳ | ytd lũy kế từ đầu năm | stock thời điểm |\n"
            "               plan_year cả năm | legal_set danh mục đang có hiệu lực |\n"
            "               balance số dư đầu hoặc cuối kỳ\n"
            "  family       sum cộng | ratio tỷ số (cần numerator, denominator) | "
            "count_yes đếm Có, "
            "Không |\n"
            "               distribution đếm từng mã | must_agree phải giống nhau | none "
            "không tổng "
            "hợp"
        ),
        (
            "New indicators that the form {form} needs, added to the catalogue indicators.yaml.\n"
            "A key is chosen once and for ever: change it now if need be, in the form as well.\n"
            "  kind         count | rate (per cent) | code | text\n"
            "  time_basis   period | ytd | stock | plan_year | legal_set | balance\n"
            "  family       sum | ratio (with numerator, denominator) | count_yes | "
            "distribution |\n"
            "               must_agree | none"
        ),
    ),
    "unsure": (
        "giống {percent} “{label}” (khóa khác: {others})",
        "{percent} like “{label}” (other keys: {others})",
    ),
    "unsure-alone": ("giống {percent} “{label}”", "{percent} like “{label}”"),
    "new": (
        "chỉ tiêu mới, khai ở {form}-indicators.yaml (gần nhất: {others})",
        "a new indicator, see {form}-indicators.yaml (nearest: {others})",
    ),
    "new-alone": (
        "chỉ tiêu mới, khai ở {form}-indicators.yaml",
        "a new indicator, see {form}-indicators.yaml",
    ),
    "answered-heading": (
        "để là tiêu đề; nếu dòng này cần trả lời thì thêm indicator: {key} và required: none",
        "left a heading; if it is answered, add indicator: {key} and required: none",
    ),
    "heading-alone": (
        (
            "không có đơn vị tính nên để là tiêu đề; nếu là câu hỏi thì thêm unit_of_measure và "
            "indicator"
        ),
        "no unit of measure, so left a heading; if it is a question, add unit and indicator",
    ),
    "unit-above": (
        "không in đơn vị tính, hiểu theo dòng trên là “{unit}”",
        "no unit of measure printed, taken for that of the row above, “{unit}”",
    ),
    "early-apart": ("không gồm trước hạn", "early ones apart"),
    "new-count": (
        (
            "số đếm, cộng các đơn vị; số liệu trong kỳ thì đổi time_basis thành period, "
            "số tại thời điểm báo cáo thì thành stock"
        ),
        (
            "a count, added over the units; figures of the period alone: time_basis: period, "
            "of the day: stock"
        ),
    ),
    "new-mean": (
        (
            "số trung bình không được cộng; muốn tổng hợp thì hỏi hai số làm nên nó, khai "
            "family: ratio"
        ),
        "a mean is never added; to consolidate it, ask the two numbers behind it, family: ratio",
    ),
    "new-rate": (
        "tỷ lệ không được cộng hay lấy trung bình; có tử số, mẫu số thì đổi thành family: ratio",
        "rates are never added; with numerator and denominator make it family: ratio",
    ),
    "new-code": (
        "câu hỏi có mã; xem lại bảng mã và family",
        "a question with codes; look at the codes and the family",
    ),
    "new-text": ("câu trả lời bằng chữ", "an answer in words"),
    "part-rules": (
        (
            "quy tắc suy từ cấp bậc các dòng; xóa quy tắc nào mà dòng con không phải là một phần "
            "của dòng trên"
        ),
        ("rules inferred from which row stands below which; delete those whose rows are no parts"),
    ),
    "part-says": (
        "Từng dòng con không lớn hơn “{label}”",
        "No row below “{label}” exceeds it",
    ),
    "roster-head": (
        (
            "Danh sách đơn vị báo cáo của {province}. Mỗi loại đơn vị có một dòng mẫu: sửa lại cho "
            "đúng,\n"
            "chép thêm cho đủ, xóa dòng thừa. Mã (code) là của riêng mình, đặt một lần, không đổi "
            "về sau.\n"
            "source ghi căn cứ (quyết định, phụ lục…); chưa rõ thì để: cần xác nhận."
        ),
        (
            "The reporting units of {province}. One example of each type: correct it, copy it, "
            "delete what is\n"
            "not needed. Codes are our own, given once and never changed.\n"
            "source says where an entry comes from; until then: to confirm."
        ),
    ),
    "roster-unit": (
        "đơn vị mẫu, thay bằng đơn vị thật",
        "an example, put the real unit here",
    ),
    "roster-due": (
        'Hạn gửi của từng kỳ, ví dụ 2026-Q1: "2026-03-20"',
        'Due dates by period, as in 2026-Q1: "2026-03-20"',
    ),
    "unit-name": ("{type} số 1", "{type} no. 1"),
    "issuer-name": ("Sở Nội vụ {province}", "Sở Nội vụ {province}"),
    "to-confirm": ("cần xác nhận", "to confirm"),
    "annex-head": (
        (
            "DỰ THẢO biểu tổng hợp của {province}: mọi chỉ tiêu mà các biểu của tỉnh hỏi, theo thứ "
            "tự danh mục.\n"
            "Tên và đơn vị tính lấy từ danh mục. Có biểu in chính thức thì sắp lại cho khớp rồi bỏ "
            "draft."
        ),
        (
            "A DRAFT of the annex of {province}: every indicator that its forms ask, in catalogue "
            "order.\n"
            "Labels and units are the catalogue's. When a printed annex is at hand, follow it and "
            "drop draft."
        ),
    ),
    "annex-appendix": ("PHỤ LỤC (DỰ THẢO)", "PHỤ LỤC (DỰ THẢO)"),
    "annex-title": (
        "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH",
        "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH",
    ),
    "annex-period": ("{{period}} CỦA {province}", "{{period}} CỦA {province}"),
    "of-the-old": (
        "là của biểu được chép; sửa theo biểu mới rồi xóa dòng này",
        "is that of the form it was copied from; mend it, then delete this line",
    ),
    "copied": (
        "Chép từ biểu {form}; đối chiếu từng dòng với bản in rồi ghi nguồn ở đây",
        "Copied from {form}; compare with the printed form and name the source here",
    ),
}
_SAID = {
    "written": ("Đã ghi {path}.", "Wrote {path}."),
    "schemas-written": (
        "Đã ghi lược đồ cho trình soạn thảo vào {path}: gợi ý {n} khóa chỉ tiêu.",
        "Wrote the schemas for editors to {path}, with {n} indicator keys.",
    ),
    "annex-named": (
        "Đã thêm dòng annex: {annex} vào {path}.",
        "Added the line annex: {annex} to {path}.",
    ),
    "imported": (
        "{rows} dòng: {answers} câu trả lời, {headings} tiêu đề.",
        "{rows} rows: {answers} answers, {headings} headings.",
    ),
    "imported-keys": (
        "Khóa chỉ tiêu: {sure} chắc chắn, {unsure} cần kiểm tra lại, {new} chỉ tiêu mới.",
        "Indicator keys: {sure} sure, {unsure} to review, {new} new indicators.",
    ),
    "imported-filled": (
        "{n} dòng đã có số liệu hoặc ghi chú: bỏ qua, không đưa vào biểu.",
        "{n} rows already hold figures or notes: ignored.",
    ),
    "imported-rules": (
        "{n} quy tắc đề xuất ở cuối biểu: dòng con không lớn hơn dòng trên.",
        "{n} rules proposed at the form's end: no row exceeds the one it stands below.",
    ),
    "imported-guessed": (
        "Bảng không có cột Đơn vị tính: đơn vị tính do máy đoán theo nội dung, xem lại từng dòng.",
        "The table has no column of units of measure: they are guessed, look at each row.",
    ),
    "imported-columns": (
        (
            "Không đọc {n} cột: {names}. Biểu có một cột số liệu: mỗi đơn vị, mỗi kỳ một tệp; "
            "số kỳ trước hiện ở cột bên cạnh."
        ),
        (
            "{n} columns are not read: {names}. A form has one column of figures: one file for "
            "each unit and period; the period before stands beside it."
        ),
    ),
    "imported-left": (
        "Không đưa vào biểu {n} dòng, ví dụ: “{text}”.",
        "{n} lines were left out, as “{text}”.",
    ),
    "import-next": (
        "Tiếp theo: mở tệp, xem các dòng “kiểm tra lại”, rồi chạy cchc-sheets lint",
        "Next: open the file, decide where it says “kiểm tra lại”, then run cchc-sheets lint",
    ),
    "new-next": (
        "Tiếp theo: sửa tệp (biểu mới: ghi mã vào forms của đơn vị), rồi chạy cchc-sheets lint",
        "Next: edit it (a form: name it in forms of the units), then run cchc-sheets lint",
    ),
    "mended": ("Đã sửa {path}: {steps}.", "Mended {path}: {steps}."),
    "mended-mark": ("bỏ dấu BOM ở đầu tệp", "no byte order mark"),
    "mended-line-ends": ("dấu xuống dòng", "line ends"),
    "mended-unshown": ("bỏ ký tự không hiện được", "no characters that cannot be shown"),
    "mended-composed": ("chữ có dấu dựng sẵn (NFC)", "letters with their marks in one (NFC)"),
    "mended-last-line": ("xuống dòng ở cuối tệp", "a line end at the end"),
    "mended-schema": ("thêm dòng lược đồ cho trình soạn thảo", "the schema's line for editors"),
    "mended-nothing": ("Không có gì phải sửa.", "Nothing to mend."),
    "watching": (
        "Đang theo dõi {path}; lưu tệp là soát lại, Ctrl-C để dừng.",
        "Watching {path}; saving a file checks again, Ctrl-C ends.",
    ),
}


def comment(key: str, lang: str, /, **facts: str) -> str:
    """Return a comment or text of a new definition; raises ``KeyError`` for an unknown key."""
    return _COMMENTS[key][1 if lang == "en" else 0].format(**facts)


def said(key: str, lang: str, /, **facts: object) -> str:
    """Return what an authoring command says; raises ``KeyError`` for an unknown key."""
    return _SAID[key][1 if lang == "en" else 0].format(**facts)
