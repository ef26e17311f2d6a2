"""Kinds of findings about what became of a form's columns: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, FILL_IN_AGAIN, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

KEY_COLUMN = Speech("ẩn có mã các dòng", "with the rows' codes, which is hidden")
"""What the column of keys is called, for it has no head."""

COLUMN_MISSING = FindingKind(
    "column-missing",
    Group.ROWS,
    title=Speech("Mất cột của biểu", "Column gone"),
    found=Speech(
        "Biểu không còn cột {found}.",
        "The sheet has lost its column {found}.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Không tìm thấy tên của một cột ở đầu bảng, và không có cột nào đứng ở chỗ của nó: "
            "cột đã bị xóa. Các lỗi khác do mất cột thì không nêu."
        ),
        (
            "The name of a column is in no head, and no column stands in its place: it was "
            "deleted. Whatever else comes of that is not told."
        ),
    ),
    severities=(ERROR,),
    example={"found": "“Ghi chú”"},
)
COLUMN_REPEATED = FindingKind(
    "column-repeated",
    Group.ROWS,
    title=Speech("Cột bị lặp", "Column repeated"),
    found=Speech(
        "Đầu bảng có nhiều cột “{found}” (cột {columns}), không rõ lấy cột nào.",
        "Several columns are called “{found}” ({columns}); which one counts is not clear.",
    ),
    mend=Speech(
        "Xóa cột chép thêm, chỉ giữ cột của biểu.",
        "Delete the copies and keep the form's own column.",
    ),
    arises=Speech(
        "Tên một cột của biểu có ở đầu của nhiều cột, thường do chép cột.",
        "The name of one of the form's columns heads several, mostly because it was copied.",
    ),
    severities=(ERROR,),
    example={"found": "Ghi chú", "columns": "G, H"},
)
COLUMNS_MOVED = FindingKind(
    "columns-moved",
    Group.ROWS,
    title=Speech("Cột không ở chỗ đã giao", "Columns moved"),
    found=Speech(
        "Có cột đã được chèn, bỏ hoặc chuyển chỗ; cột {found} nay ở {columns}.",
        "Columns were inserted, removed or moved; {found} is now {columns}.",
    ),
    mend=Speech(
        "Số liệu vẫn được đọc theo tên cột; nội dung ghi ở cột chèn thêm thì không được tính.",
        "The figures are read by the columns' names; what stands in an added column is not.",
    ),
    arises=Speech(
        "Các cột còn đủ và nhận ra được theo tên, nhưng không đứng cạnh nhau như lúc giao.",
        "All columns are there and known by their names, but not beside each other as issued.",
    ),
    severities=(WARNING,),
    example={"found": "“Ghi chú”", "columns": "H"},
)
COLUMN_RENAMED = FindingKind(
    "column-renamed",
    Group.ROWS,
    title=Speech("Tên cột khác lúc giao", "Column renamed"),
    found=Speech(
        "Đầu cột {columns} ghi “{found}” thay vì “{expected}”.",
        "Column {columns} is called “{found}” instead of “{expected}”.",
    ),
    mend=Speech(
        "Số liệu vẫn tính theo chỗ của cột; xem lại đơn vị có hiểu khác không.",
        "The column counts by its place; see whether the unit meant something else.",
    ),
    arises=Speech(
        "Đầu bảng ghi tên khác ở chỗ của một cột mà các cột hai bên vẫn như lúc giao.",
        "The head has another name in a column's place, between neighbours that are as issued.",
    ),
    severities=(WARNING,),
    example={"columns": "F", "found": "Quý I", "expected": "Kết quả"},
)
