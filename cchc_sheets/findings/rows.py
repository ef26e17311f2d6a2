"""Kinds of findings about what became of a form's rows and columns: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, FILL_IN_AGAIN, INFO, WARNING
from cchc_sheets.model import FindingKind, Given, Group, Speech

SHEET_REPEATED = FindingKind(
    "sheet-repeated",
    Group.ROWS,
    title=Speech("Nhiều trang cùng là biểu", "The form stands on several sheets"),
    found=Speech(
        "Tệp có nhiều trang cùng là biểu ({found}), không rõ trang nào là báo cáo.",
        "Several sheets of the file are the form ({found}); which is the report is not clear.",
    ),
    mend=Speech(
        "Đề nghị đơn vị xóa các trang chép thêm, chỉ giữ trang là báo cáo.",
        "Ask the unit to delete the copies and keep the sheet that is the report.",
    ),
    arises=Speech(
        "Đơn vị chép trang của biểu thành nhiều trang trong cùng một tệp.",
        "The unit copied the form's sheet within the file.",
    ),
    severities=(ERROR,),
    example={"found": "“Biểu”, “Biểu (2)”"},
)
ROWS_MIXED = FindingKind(
    "rows-mixed",
    Group.ROWS,
    title=Speech("Dòng bị xáo trộn", "Rows mixed up"),
    found=Speech(
        "Mã ẩn của dòng {path} “{label}” nằm ở dòng của chỉ tiêu khác: “{found}”.",
        "The hidden key of row {path} “{label}” stands at another indicator's row: “{found}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Mã ẩn và chữ in trên dòng (hoặc chỗ của dòng, khi nhiều dòng in như nhau) thuộc hai "
            "chỉ tiêu khác nhau, thường do chỉ sắp xếp hay chuyển một số cột."
        ),
        (
            "A row's hidden key and what is printed in it (or its place, where several rows are "
            "printed alike) belong to different indicators, mostly because some columns were "
            "sorted or moved without the others."
        ),
    ),
    severities=(ERROR,),
    example={"found": "Số lượng hồ sơ đã tiếp nhận"},
)
NEVER_RECALCULATED = FindingKind(
    "never-recalculated",
    Group.ROWS,
    title=Speech("Biểu chưa được tính lại", "Checks never computed"),
    found=Speech(
        (
            "Cột Soát lỗi và dòng trạng thái của biểu không có kết quả: tệp được lưu bằng "
            "chương trình không tính công thức."
        ),
        (
            "The sheet's own checks have no results: the file was saved by a program that does "
            "not compute formulas."
        ),
    ),
    mend=Speech(
        "Không cần sửa; lấy theo kết quả soát của Sở Nội vụ.",
        "Nothing to do: what is found here counts.",
    ),
    arises=Speech(
        "Tệp được lưu bằng chương trình bỏ kết quả của công thức, nên cột Soát lỗi trống.",
        "The file was saved by a program that drops the results of formulas.",
    ),
    severities=(INFO,),
)
NOT_RECALCULATED = FindingKind(
    "not-recalculated",
    Group.ROWS,
    title=Speech("Biểu chưa được tính lại sau khi nhập", "Checks not computed after typing"),
    found=Speech(
        "Dòng trạng thái ghi “{found}” từ trước khi nhập xong; soát ở đây: “{expected}”.",
        "The status line says “{found}” from before the last change; found here: “{expected}”.",
    ),
    mend=Speech(
        "Không cần sửa; lấy theo kết quả soát của Sở Nội vụ.",
        "Nothing to do: what is found here counts.",
    ),
    arises=Speech(
        (
            "Cột Soát lỗi còn ghi như trước khi nhập: tệp được lưu bằng chương trình không "
            "tính lại công thức, hoặc chế độ tính lại tự động bị tắt."
        ),
        (
            "The sheet's checks still say what they said before typing: the program does not "
            "compute anew, or that is turned off."
        ),
    ),
    severities=(INFO,),
    example={
        "found": "Chưa trả lời: 129 · Lỗi: 0 · Cần xem: 0",
        "expected": "Chưa trả lời: 12 · Lỗi: 1 · Cần xem: 3",
    },
)
STATUS_DIFFERS = FindingKind(
    "status-differs",
    Group.ROWS,
    title=Speech("Dòng trạng thái khác kết quả soát", "Status line differs"),
    found=Speech(
        "Dòng trạng thái của biểu ghi “{found}” nhưng soát ở đây: “{expected}”.",
        "The sheet's status line says “{found}” but found here: “{expected}”.",
    ),
    mend=Speech(
        (
            "Lấy theo kết quả soát của Sở Nội vụ. Công thức của biểu khác lúc giao thì đề nghị "
            "dùng lại biểu đã giao."
        ),
        (
            "What is found here counts. If the sheet's formulas were changed, use the workbook "
            "as it was issued."
        ),
    ),
    arises=Speech(
        "Số đếm ở dòng trạng thái của biểu khác với số soát lại từ chính các ô của biểu.",
        "The counts in the sheet's status line are not those of its own cells.",
    ),
    severities=(WARNING,),
    example={
        "found": "Chưa trả lời: 0 · Lỗi: 0 · Cần xem: 0",
        "expected": "Chưa trả lời: 0 · Lỗi: 2 · Cần xem: 0",
    },
)
PREVIOUS_ALTERED = FindingKind(
    "previous-altered",
    Group.ROWS,
    title=Speech("Cột Kỳ trước khác lúc giao", "Figures of the period before altered"),
    found=Speech(
        "Số liệu ở cột Kỳ trước không còn như khi giao biểu, không dùng để soát.",
        "The figures of the period before are not those issued; nothing was compared to them.",
    ),
    mend=Speech(
        "Soát lại với values.csv của kỳ trước (--previous).",
        "Check again with the values.csv of the period before (--previous).",
    ),
    arises=Speech(
        "Chữ ký của biểu gồm cả cột Kỳ trước, mà các số ở cột ấy không còn như khi giao.",
        "The signature covers the column Kỳ trước, whose figures are not those issued.",
    ),
    severities=(WARNING,),
)
PREVIOUS_DIFFERS = FindingKind(
    "previous-differs",
    Group.ROWS,
    title=Speech("Số kỳ trước khác trên biểu", "Other figures of the period before"),
    found=Speech(
        "Số kỳ trước trên biểu khác số dùng để soát (--previous) ở {count} dòng: {differing}.",
        "{count} figures of the period before differ between sheet and --previous: {differing}.",
    ),
    mend=Speech(
        "Không cần sửa; số kỳ trước đã được đính chính thì báo đơn vị biết.",
        "Nothing to do; tell the unit if the earlier figures were corrected.",
    ),
    arises=Speech(
        "Số kỳ trước trên biểu khác values.csv đưa vào bằng --previous; máy dùng values.csv.",
        "The earlier figures on the sheet are not those of --previous, which are used.",
    ),
    severities=(INFO,),
    example={"count": 1},
    example_given=(Given("3.1", "", 1645, 1654),),
)
ROW_MISSING = FindingKind(
    "row-missing",
    Group.ROWS,
    title=Speech("Dòng bị xóa", "Row deleted"),
    found=Speech(
        "Dòng {path} “{label}” đã bị xóa khỏi biểu.",
        "Row {path} “{label}” was deleted from the sheet.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        "Một dòng của biểu không còn trong tệp.", "A row of the form is no longer in the file."
    ),
    severities=(ERROR,),
)
ROW_REPEATED = FindingKind(
    "row-repeated",
    Group.ROWS,
    title=Speech("Dòng bị lặp", "Row repeated"),
    found=Speech(
        "Dòng {path} “{label}” xuất hiện {found} lần.",
        "Row {path} “{label}” appears {found} times.",
    ),
    mend=Speech(
        "Xóa các dòng chép thêm, chỉ giữ dòng của biểu.",
        "Delete the copies and keep the form's own row.",
    ),
    arises=Speech(
        "Một dòng của biểu được chép thành nhiều dòng, không rõ số liệu ở dòng nào.",
        "A row of the form was copied, so that it is not clear which holds the answer.",
    ),
    severities=(ERROR,),
    example={"found": 2},
)
ROW_MOVED = FindingKind(
    "row-moved",
    Group.ROWS,
    title=Speech("Thứ tự dòng thay đổi", "Rows moved"),
    found=Speech(
        "Thứ tự dòng khác biểu đã giao (từ dòng {path}); số liệu vẫn được đọc theo mã dòng.",
        "The rows are in another order than issued (from {path}); keys tell which is which.",
    ),
    mend=Speech(
        "Số liệu đúng dòng thì không cần sửa.", "Nothing to do if the figures are in their rows."
    ),
    arises=Speech(
        "Các dòng đứng theo thứ tự khác biểu đã giao nhưng mỗi dòng vẫn nguyên vẹn.",
        "The rows stand in another order than issued, but each is whole.",
    ),
    severities=(INFO,),
)
ROW_UNKNOWN = FindingKind(
    "row-unknown",
    Group.ROWS,
    title=Speech("Dòng lạ", "Unknown row"),
    found=Speech(
        "Dòng {found} của trang có số liệu mà không phải dòng của biểu; số ở đó không được tính.",
        "Sheet row {found} holds something but is no row of the form; it does not count.",
    ),
    mend=Speech(
        "Chuyển nội dung vào dòng của biểu hoặc Ghi chú.",
        "Move its content into a row of the form or a note.",
    ),
    arises=Speech(
        "Đơn vị thêm dòng vào trong hoặc dưới biểu và ghi số liệu ở đó.",
        "The unit added a row in or under the table and wrote something there.",
    ),
    severities=(WARNING,),
    example={"found": "181"},
)
LABEL_CHANGED = FindingKind(
    "label-changed",
    Group.ROWS,
    title=Speech("Tên chỉ tiêu khác lúc giao", "Label changed"),
    found=Speech(
        "Dòng {path} ghi “{found}” thay vì “{label}”.",
        "Row {path} says “{found}” instead of “{label}”.",
    ),
    mend=Speech(
        "Số liệu vẫn tính cho chỉ tiêu gốc; xem lại đơn vị có hiểu khác không.",
        "The figure counts for the original indicator; see whether the unit meant another.",
    ),
    arises=Speech(
        (
            "Tên chỉ tiêu in trên dòng khác định nghĩa. Số liệu vẫn tính cho chỉ tiêu gốc theo "
            "mã ẩn của dòng."
        ),
        (
            "The label printed in the row differs from the definition. The figure still counts "
            "for the original indicator, by the row's hidden key."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Số hồ sơ trả trước hạn"},
)
UNIT_OF_MEASURE_CHANGED = FindingKind(
    "unit-of-measure-changed",
    Group.ROWS,
    title=Speech("Đơn vị tính khác lúc giao", "Unit of measure changed"),
    found=Speech(
        "Dòng {path} “{label}” ghi đơn vị tính “{found}” thay vì “{expected}”.",
        "Row {path} “{label}” has the unit “{found}” instead of “{expected}”.",
    ),
    mend=Speech(
        "Xem lại số liệu có theo đúng đơn vị tính gốc không.",
        "See whether the figure is in the original unit.",
    ),
    arises=Speech(
        "Ô đơn vị tính của dòng khác định nghĩa, ví dụ đổi từ số hồ sơ sang %.",
        "The row's unit of measure differs from the definition, from dossiers to %, say.",
    ),
    severities=(WARNING,),
    example={"found": "%", "expected": "Hồ sơ"},
)
