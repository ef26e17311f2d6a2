"""Kinds of findings about the tables of a form: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

RECORD_UNNAMED = FindingKind(
    "record-unnamed",
    Group.TABLE,
    title=Speech("Có số liệu mà chưa ghi tên", "Figures without a name"),
    found=Speech(
        "Bảng kèm theo có số liệu ở một dòng (cột) chưa ghi “{label}”.",
        "A record of the table has figures and no “{label}”.",
    ),
    mend=Speech(
        "Ghi tên vào ô đã nêu, hoặc xóa các số liệu ấy.",
        "Name it in the cell given, or remove its figures.",
    ),
    arises=Speech(
        "Một dòng (cột) của bảng kèm theo có số liệu mà chưa ghi tên lĩnh vực, xã hay bộ phận.",
        "A record of a table has figures, but no name of a field, commune or division.",
    ),
    severities=(ERROR,),
    example={"label": "Lĩnh vực"},
    live=("Chưa ghi tên",),
)
RECORD_IS_TOTAL = FindingKind(
    "record-is-total",
    Group.TABLE,
    title=Speech("Dòng tổng gõ thêm", "A total typed as a record"),
    found=Speech(
        "Bảng kèm theo có một dòng (cột) ghi tên là “{found}”: các số sẽ bị cộng hai lần.",
        "A record of the table is named “{found}”: its figures would be counted twice.",
    ),
    mend=Speech(
        "Xóa dòng (cột) ấy: bảng đã tự cộng ở ô tổng số.", "Remove it: the table adds itself up."
    ),
    arises=Speech(
        "Một dòng (cột) của bảng kèm theo là tổng của các dòng khác, gõ hoặc dán vào.",
        "A record of a table is the total of the others, typed or pasted.",
    ),
    severities=(ERROR,),
    example={"found": "Tổng cộng"},
    live=("Bảng tự cộng, xóa tên này",),
)
RECORD_REPEATED = FindingKind(
    "record-repeated",
    Group.TABLE,
    title=Speech("Tên ghi hai lần", "Name used twice"),
    found=Speech(
        "Trong bảng, “{found}” được ghi ở nhiều dòng (cột), có thể viết hơi khác nhau.",
        "“{found}” names more than one record of the table, perhaps in another spelling.",
    ),
    mend=Speech(
        "Gộp số liệu về một chỗ, hoặc ghi tên cho đúng.",
        "Put the figures together, or correct the name.",
    ),
    arises=Speech(
        (
            "Cùng một tên được ghi ở nhiều dòng (cột) của bảng, không rõ số liệu nào đúng. Hoà và "
            "Hòa, Kỹ và Kĩ, có hay không có dấu chấm ở cuối là một tên."
        ),
        (
            "One name stands at several records of a table; it is not clear which is meant. "
            "Spellings such as Hoà and Hòa or Kỹ and Kĩ, and a stop at the end, make no other name."
        ),
    ),
    severities=(ERROR,),
    example={"found": "Việc làm"},
    live=("Tên ghi hai lần",),
)
RECORD_ADDS_UP = FindingKind(
    "record-adds-up",
    Group.TABLE,
    title=Speech("Có phải dòng tổng không?", "A total under another name?"),
    found=Speech(
        "Số liệu của “{found}” đúng bằng tổng của mọi dòng (cột) khác trong bảng.",
        "The figures of “{found}” are those of all other records together.",
    ),
    mend=Speech(
        "Nếu là dòng tổng thì xóa: bảng đã tự cộng. Nếu không thì giữ nguyên.",
        "If it is their total, remove it: the table adds itself up. Otherwise leave it.",
    ),
    arises=Speech(
        (
            "Mọi số đếm của một dòng (cột) bằng tổng của ít nhất hai dòng khác, dù tên là gì: có "
            "thể là tổng gõ thêm, bị cộng hai lần."
        ),
        (
            "All counts of a record are the sum of at least two others, whatever it is called: "
            "perhaps a total, which would count twice."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Toàn đơn vị"},
)
RECORD_NAME_LIKE = FindingKind(
    "record-name-like",
    Group.TABLE,
    title=Speech("Tên gần giống nhau", "Names nearly alike"),
    found=Speech(
        "“{found}” gần giống “{expected}”; có phải là một?",
        "“{found}” is nearly “{expected}”; are they one?",
    ),
    mend=Speech(
        "Nếu là một thì ghi cùng một tên, gộp số liệu; nếu không thì giữ nguyên.",
        "If they are one, use one name and put the figures together; otherwise leave them.",
    ),
    arises=Speech(
        (
            "Hai tên trong bảng, hoặc một tên và danh sách có sẵn, chỉ khác nhau một chữ cái của "
            "một từ dài hay một dấu cách. Tên chỉ khác số thứ tự không bị hỏi."
        ),
        (
            "Two names of a table, or one and the names offered, differ by one letter of a longer "
            "word or by a space. Names with different numbers are not asked about."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Giáo dục và đào tạp", "expected": "giáo dục và đào tạo"},
)
RECORD_NOT_IN_LIST = FindingKind(
    "record-not-in-list",
    Group.TABLE,
    title=Speech("Tên không có trong danh sách", "Name not in the list"),
    found=Speech(
        "“{found}” không có trong danh sách {label} của bảng.",
        "“{found}” is not in the table's list of “{label}”.",
    ),
    mend=Speech(
        "Chọn một tên có sẵn; cần tên khác thì đề nghị cơ quan giao biểu bổ sung.",
        "Choose one of the names; ask the issuing office to add another.",
    ),
    arises=Speech(
        "Bảng chỉ nhận các tên trong danh sách mà ô ghi tên khác.",
        "The table takes only the names of its list, and the cell says another.",
    ),
    severities=(ERROR,),
    example={"found": "Việc lam", "label": "Lĩnh vực"},
    live=("Chọn tên trong danh sách",),
)
DETAIL_DIFFERS = FindingKind(
    "detail-differs",
    Group.TABLE,
    title=Speech("Khác tổng của bảng kèm theo", "Differs from the table's total"),
    found=Speech(
        "“{label}” ghi {found} nhưng bảng ở trang “{sheet}” cộng lại được {expected}.",
        "“{label}” says {found} but the table on the sheet “{sheet}” adds up to {expected}.",
    ),
    mend=Speech(
        (
            "Sửa số ở bảng kèm theo hoặc ở ô này cho khớp; không dùng bảng thì để trống cả bảng. "
            "Nếu chỉ là cảnh báo và cả hai số đều đúng (bảng chỉ ghi một phần) thì giữ nguyên."
        ),
        (
            "Make the table or this cell agree; leave the whole table blank if it is not used. If "
            "this is only a warning and both are right (the table covers a part), leave them."
        ),
    ),
    arises=Speech(
        (
            "Ô lấy tổng của bảng kèm theo bị gõ đè bằng một số khác (lỗi), hoặc bảng hỏi cùng một "
            "số với ô mà cộng lại được số khác (cảnh báo). Tổng số đã khác thì các mức trong đó "
            "không bị hỏi thêm."
        ),
        (
            "A cell that takes a table's total was typed over with another figure (an error), or a "
            "table that asks the same as a cell adds up to another figure (a warning). Where the "
            "totals differ, nothing more is said of the parts in them."
        ),
    ),
    severities=(ERROR, WARNING),
    example={"found": 40, "expected": 35, "sheet": "Chi tiết"},
    live=("Khác tổng trang {sheet}", "Khác tổng của bảng kèm theo"),
)
TABLE_MISSING = FindingKind(
    "table-missing",
    Group.TABLE,
    title=Speech("Mất bảng kèm theo", "Table gone"),
    found=Speech(
        "Tệp không còn trang “{found}” (bảng “{label}”).",
        "The sheet “{found}” (table “{label}”) is no longer in the file.",
    ),
    mend=Speech(
        "Nhập lại vào biểu đã được giao; không xóa trang nào của biểu.",
        "Fill in the workbook that was issued; delete none of its sheets.",
    ),
    arises=Speech("Một trang của biểu bị xóa.", "A sheet of the workbook was deleted."),
    severities=(ERROR,),
    example={"found": "Hồ sơ theo lĩnh vực", "label": "Hồ sơ theo lĩnh vực"},
)
TABLE_REPEATED = FindingKind(
    "table-repeated",
    Group.TABLE,
    title=Speech("Bảng kèm theo có ở nhiều trang", "The table stands on several sheets"),
    found=Speech(
        "Bảng “{label}” có ở nhiều trang ({found}) với nội dung khác nhau.",
        "The table “{label}” stands on several sheets ({found}) with different contents.",
    ),
    mend=Speech(
        "Xóa trang chép thêm, chỉ giữ trang là báo cáo.",
        "Delete the copies and keep the sheet that is the report.",
    ),
    arises=Speech(
        "Đơn vị chép trang của bảng kèm theo thành nhiều trang rồi nhập khác nhau.",
        "The unit copied a table's sheet, and the copies say different things.",
    ),
    severities=(ERROR,),
    example={"found": "“Chi tiết”, “Chi tiết (2)”", "label": "Chi tiết theo xã"},
)
TABLE_OF_ANOTHER = FindingKind(
    "table-of-another",
    Group.TABLE,
    title=Speech("Bảng của đơn vị hoặc kỳ khác", "A table of another unit or period"),
    found=Speech(
        "Trang “{label}” ghi “{found}” thay vì “{expected}”.",
        "The sheet “{label}” says “{found}” instead of “{expected}”.",
    ),
    mend=Speech(
        "Nhập vào trang của biểu đã được giao cho đơn vị; không dán trang của tệp khác vào.",
        "Fill in the sheet of the unit's own workbook; paste no sheet of another file over it.",
    ),
    arises=Speech(
        "Trang của bảng kèm theo là của đơn vị khác hoặc kỳ khác, chép từ tệp khác sang.",
        "A table's sheet is another unit's or period's, copied from another file.",
    ),
    severities=(ERROR,),
    example={
        "label": "Chi tiết",
        "found": "NĂM 2021 – Sở Y tế",
        "expected": "NĂM 2021 – Sở Nội vụ",
    },
)
TABLE_COLUMNS_MIXED = FindingKind(
    "table-columns-mixed",
    Group.TABLE,
    title=Speech("Cột của bảng kèm theo bị xáo trộn", "Columns of a table mixed up"),
    found=Speech(
        "Trang “{found}”: ở chỗ của “{label}” lại ghi “{other}”.",
        "The sheet “{found}” has “{other}” in the place of “{label}”.",
    ),
    mend=Speech(
        "Chép số liệu sang bảng của biểu đã giao (chỉ dán giá trị) rồi gửi lại.",
        "Copy the figures into the table as it was issued (paste values only) and send it.",
    ),
    arises=Speech(
        (
            "Mã ẩn của một cột (dòng) của bảng kèm theo và tên in ở đó là của hai chỉ tiêu khác "
            "nhau: không rõ số liệu là của chỉ tiêu nào."
        ),
        (
            "The hidden mark of a column (row) of a table and the name printed there belong to "
            "different indicators; it is not clear whose the figures are."
        ),
    ),
    severities=(ERROR,),
    example={"found": "Hồ sơ theo lĩnh vực", "label": "Đúng hạn", "other": "Quá hạn"},
)
TABLE_COLUMN_MISSING = FindingKind(
    "table-column-missing",
    Group.TABLE,
    title=Speech("Mất cột của bảng kèm theo", "Column of a table gone"),
    found=Speech(
        "Trang “{found}” không còn cột (dòng) “{label}”.", "The sheet “{found}” has lost “{label}”."
    ),
    mend=Speech(
        "Nhập lại vào biểu đã được giao; không xóa cột hay dòng tiêu đề của bảng.",
        "Fill in the workbook that was issued; delete no column or head row of the table.",
    ),
    arises=Speech(
        "Một cột, hoặc dòng ẩn nhận biết các cột, của bảng kèm theo bị xóa.",
        "A column of a table, or the hidden marks that tell its columns, was deleted.",
    ),
    severities=(ERROR,),
    example={"found": "Hồ sơ theo lĩnh vực", "label": "Đúng hạn"},
)
