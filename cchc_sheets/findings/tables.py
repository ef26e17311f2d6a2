"""Messages about the tables of a form, and when they arise."""

from __future__ import annotations

from cchc_sheets.findings.meaning import ERROR, Meaning
from cchc_sheets.findings.message import Message

TABLE_MESSAGES = {
    "record-unnamed": Message(
        ("Có số liệu mà chưa ghi tên", "Figures without a name"),
        (
            "Bảng kèm theo có số liệu ở một dòng (cột) chưa ghi “{label}”.",
            "A record of the table has figures and no “{label}”.",
        ),
        (
            "Ghi tên vào ô đã nêu, hoặc xóa các số liệu ấy.",
            "Name it in the cell given, or remove its figures.",
        ),
    ),
    "record-is-total": Message(
        ("Dòng tổng gõ thêm", "A total typed as a record"),
        (
            "Bảng kèm theo có một dòng (cột) ghi tên là “{found}”: các số sẽ bị cộng hai lần.",
            "A record of the table is named “{found}”: its figures would be counted twice.",
        ),
        (
            "Xóa dòng (cột) ấy: bảng đã tự cộng ở ô tổng số.",
            "Remove it: the table adds itself up.",
        ),
    ),
    "record-repeated": Message(
        ("Tên ghi hai lần", "Name used twice"),
        (
            "Trong bảng, “{found}” được ghi ở nhiều dòng (cột).",
            "“{found}” names more than one record of the table.",
        ),
        (
            "Gộp số liệu về một chỗ, hoặc ghi tên cho đúng.",
            "Put the figures together, or correct the name.",
        ),
    ),
    "record-not-in-list": Message(
        ("Tên không có trong danh sách", "Name not in the list"),
        (
            "“{found}” không có trong danh sách {label} của bảng.",
            "“{found}” is not in the table's list of “{label}”.",
        ),
        (
            "Chọn một tên có sẵn; cần tên khác thì đề nghị cơ quan giao biểu bổ sung.",
            "Choose one of the names; ask the issuing office to add another.",
        ),
    ),
    "detail-differs": Message(
        ("Khác tổng của bảng kèm theo", "Differs from the table's total"),
        (
            "“{label}” ghi {found} nhưng bảng kèm theo cộng lại được {expected}.",
            "“{label}” says {found} but the table adds up to {expected}.",
        ),
        (
            "Sửa số ở bảng kèm theo hoặc ở ô này cho khớp; không dùng bảng thì để trống cả bảng.",
            "Make the table or this cell agree; leave the whole table blank if it is not used.",
        ),
    ),
    "table-missing": Message(
        ("Mất bảng kèm theo", "Table gone"),
        (
            "Tệp không còn trang “{found}” (bảng “{label}”).",
            "The sheet “{found}” (table “{label}”) is no longer in the file.",
        ),
        (
            "Nhập lại vào biểu đã được giao; không xóa trang nào của biểu.",
            "Fill in the workbook that was issued; delete none of its sheets.",
        ),
    ),
    "table-repeated": Message(
        ("Bảng kèm theo có ở nhiều trang", "The table stands on several sheets"),
        (
            "Bảng “{label}” có ở nhiều trang ({found}) với nội dung khác nhau.",
            "The table “{label}” stands on several sheets ({found}) with different contents.",
        ),
        (
            "Xóa trang chép thêm, chỉ giữ trang là báo cáo.",
            "Delete the copies and keep the sheet that is the report.",
        ),
    ),
    "table-of-another": Message(
        ("Bảng của đơn vị hoặc kỳ khác", "A table of another unit or period"),
        (
            "Trang “{label}” ghi “{found}” thay vì “{expected}”.",
            "The sheet “{label}” says “{found}” instead of “{expected}”.",
        ),
        (
            "Nhập vào trang của biểu đã được giao cho đơn vị; không dán trang của tệp khác vào.",
            "Fill in the sheet of the unit's own workbook; paste no sheet of another file over it.",
        ),
    ),
    "table-column-missing": Message(
        ("Mất cột của bảng kèm theo", "Column of a table gone"),
        (
            "Trang “{found}” không còn cột (dòng) “{label}”.",
            "The sheet “{found}” has lost “{label}”.",
        ),
        (
            "Nhập lại vào biểu đã được giao; không xóa cột hay dòng tiêu đề của bảng.",
            "Fill in the workbook that was issued; delete no column or head row of the table.",
        ),
    ),
}
IN_A_TABLE = {
    "missing-answer": (
        "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”.",
        "Enter the figure; nil is 0 or “-”.",
    ),
    "not-a-number": ("Chỉ nhập số{hint_vi}.", "Enter a number only{hint_en}."),
    "figures-differ": (
        "Kiểm tra các số này và sửa số sai.",
        "Check these figures and correct the wrong one.",
    ),
}
"""How to mend what is found in a table, which has no notes and knows no KAD."""
TABLE_MEANINGS = {
    "record-unnamed": Meaning(
        (
            "Một dòng (cột) của bảng kèm theo có số liệu mà chưa ghi tên lĩnh vực, xã hay bộ phận.",
            "A record of a table has figures, but no name of a field, commune or division.",
        ),
        (ERROR,),
        facts={"label": "Lĩnh vực"},
    ),
    "record-is-total": Meaning(
        (
            "Một dòng (cột) của bảng kèm theo là tổng của các dòng khác, gõ hoặc dán vào.",
            "A record of a table is the total of the others, typed or pasted.",
        ),
        (ERROR,),
        facts={"found": "Tổng cộng"},
    ),
    "record-repeated": Meaning(
        (
            "Cùng một tên được ghi ở nhiều dòng (cột) của bảng, không rõ số liệu nào đúng.",
            "One name stands at several records of a table; it is not clear which is meant.",
        ),
        (ERROR,),
        facts={"found": "Việc làm"},
    ),
    "record-not-in-list": Meaning(
        (
            "Bảng chỉ nhận các tên trong danh sách mà ô ghi tên khác.",
            "The table takes only the names of its list, and the cell says another.",
        ),
        (ERROR,),
        facts={"found": "Việc lam", "label": "Lĩnh vực"},
    ),
    "detail-differs": Meaning(
        (
            "Ô lấy tổng của bảng kèm theo bị gõ đè bằng một số khác với tổng của bảng.",
            "A cell that takes a table's total was typed over with another figure.",
        ),
        (ERROR,),
        facts={"found": "40", "expected": "35"},
    ),
    "table-missing": Meaning(
        ("Một trang của biểu bị xóa.", "A sheet of the workbook was deleted."),
        (ERROR,),
        facts={"found": "Hồ sơ theo lĩnh vực", "label": "Hồ sơ theo lĩnh vực"},
    ),
    "table-repeated": Meaning(
        (
            "Đơn vị chép trang của bảng kèm theo thành nhiều trang rồi nhập khác nhau.",
            "The unit copied a table's sheet, and the copies say different things.",
        ),
        (ERROR,),
        facts={"found": "“Chi tiết”, “Chi tiết (2)”", "label": "Chi tiết theo xã"},
    ),
    "table-of-another": Meaning(
        (
            "Trang của bảng kèm theo là của đơn vị khác hoặc kỳ khác, chép từ tệp khác sang.",
            "A table's sheet is another unit's or period's, copied from another file.",
        ),
        (ERROR,),
        facts={
            "label": "Chi tiết",
            "found": "NĂM 2021 – Sở Y tế",
            "expected": "NĂM 2021 – Sở Nội vụ",
        },
    ),
    "table-column-missing": Meaning(
        (
            "Một cột, hoặc dòng ẩn nhận biết các cột, của bảng kèm theo bị xóa.",
            "A column of a table, or the hidden marks that tell its columns, was deleted.",
        ),
        (ERROR,),
        facts={"found": "Hồ sơ theo lĩnh vực", "label": "Đúng hạn"},
    ),
}
