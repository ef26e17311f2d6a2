"""Messages about whole files: what they are, whose they are, what became of their rows."""

from cchc_sheets.findings.message import Message

_SEND_AGAIN = (
    "Đề nghị đơn vị gửi lại tệp .xlsx đã được giao.",
    "Ask the unit to send the issued .xlsx file again.",
)
_FRESH = (
    "Nhập lại vào biểu đã được giao cho đơn vị trong kỳ này.",
    "Fill in the workbook that was issued to the unit for this period.",
)

FILE_MESSAGES = {
    "file-empty": Message(
        ("Tệp rỗng", "Empty file"),
        ("Tệp rỗng (0 byte).", "The file is empty (0 bytes)."),
        _SEND_AGAIN,
    ),
    "lock-file": Message(
        ("Tệp tạm của Excel", "Excel lock file"),
        (
            "Đây là tệp tạm “~$” mà Excel tạo khi đang mở biểu, không phải báo cáo.",
            "This is the “~$” file that Excel makes while a workbook is open, not a report.",
        ),
        (
            "Đóng Excel; tìm tệp cùng tên không có “~$”.",
            "Close Excel; look for the file of the same name without “~$”.",
        ),
    ),
    "file-not-workbook": Message(
        ("Không phải bảng tính", "Not a workbook"),
        (
            "Tệp không phải bảng tính dù tên là gì; nội dung là {kind}.",
            "The file is no workbook, whatever its name; its content is {kind}.",
        ),
        _SEND_AGAIN,
    ),
    "file-damaged": Message(
        ("Tệp hỏng", "Damaged file"),
        (
            "Tệp hỏng hoặc tải về chưa hết, không mở được.",
            "The file is damaged or incomplete and cannot be opened.",
        ),
        _SEND_AGAIN,
    ),
    "file-encrypted": Message(
        ("Tệp có mật khẩu", "Password-protected file"),
        ("Tệp đặt mật khẩu, không đọc được.", "The file has a password and cannot be read."),
        (
            "Đề nghị đơn vị bỏ mật khẩu mở tệp rồi gửi lại.",
            "Ask the unit to remove the password and send it again.",
        ),
    ),
    "file-too-large": Message(
        ("Tệp quá lớn", "File too large"),
        (
            "Tệp quá lớn so với mọi biểu đã giao, không mở.",
            "The file is far larger than any issued workbook and was not opened.",
        ),
        _SEND_AGAIN,
    ),
    "file-unreadable": Message(
        ("Không đọc được tệp", "Unreadable file"),
        ("Không mở được tệp ({error}).", "The file cannot be opened ({error})."),
        (
            "Kiểm tra quyền truy cập, đóng chương trình đang mở tệp.",
            "Check the permissions and close the program that holds the file.",
        ),
    ),
    "not-issued": Message(
        ("Không phải biểu đã giao", "Not an issued workbook"),
        (
            "Bảng tính này không phải biểu do Sở giao (không có mã biểu).",
            "This workbook was not issued by the office (it carries no identity).",
        ),
        _FRESH,
    ),
    "identity-conflict": Message(
        ("Mã biểu mâu thuẫn", "Identity contradicts itself"),
        (
            "Mã biểu ở các nơi trong tệp khác nhau: “{found}” và “{other}”.",
            "The identity differs within the file: “{found}” and “{other}”.",
        ),
        _FRESH,
    ),
    "identity-copy-differs": Message(
        ("Một bản mã biểu khác", "A copy of the identity differs"),
        (
            "Mã biểu ở phần ẩn của tệp ({found}) khác mã trên biểu.",
            "The identity in a hidden part ({found}) differs from the sheet's.",
        ),
        (
            "Kiểm tra xem biểu có bị chép sang tệp khác không.",
            "See whether the sheet was copied into another file.",
        ),
    ),
    "identity-altered": Message(
        ("Mã biểu bị sửa", "Identity altered"),
        (
            "Chữ ký của mã biểu không khớp: mã đã bị sửa sau khi giao.",
            "The identity's signature does not match: it was changed after issue.",
        ),
        _FRESH,
    ),
    "unverified-source": Message(
        ("Chưa xác minh được nguồn", "Source not verified"),
        (
            "Chưa xác minh được nguồn: nơi làm việc này không có khóa {found}.",
            "The source cannot be verified: this workspace lacks key {found}.",
        ),
        (
            "Chạy lệnh trong thư mục làm việc đã giao biểu.",
            "Run the command in the workspace that issued the workbooks.",
        ),
    ),
    "unknown-key": Message(
        ("Khóa lạ", "Unknown key"),
        (
            "Biểu ký bằng khóa {found}, không phải khóa của nơi làm việc này.",
            "The workbook is signed with key {found}, which is not this workspace's.",
        ),
        (
            "Nếu biết chắc nguồn gốc, ghi nhận bằng --trust-key {found}.",
            "If its origin is certain, record that with --trust-key {found}.",
        ),
    ),
    "unit-changed": Message(
        ("Tên đơn vị bị sửa", "Unit changed"),
        (
            "Tên đơn vị trên biểu là “{found}”, nhưng biểu được giao cho “{expected}”.",
            "The sheet names “{found}”, but the workbook was issued to “{expected}”.",
        ),
        _FRESH,
    ),
    "period-changed": Message(
        ("Kỳ báo cáo trên biểu bị sửa", "Period changed"),
        (
            "Dòng kỳ báo cáo là “{found}”, nhưng biểu được giao là “{expected}”.",
            "The sheet's period line is “{found}”, but it was issued as “{expected}”.",
        ),
        _FRESH,
    ),
    "definition-changed": Message(
        ("Biểu mẫu đã thay đổi", "Form definition changed"),
        (
            "Biểu được giao theo bản định nghĩa khác của “{found}”.",
            "The workbook was issued from another definition of “{found}”.",
        ),
        (
            "Dùng lại bản định nghĩa cũ, hoặc giao lại biểu.",
            "Use the definition it was issued from, or issue it again.",
        ),
    ),
    "unknown-form": Message(
        ("Không có biểu mẫu này", "Unknown form"),
        (
            "Không có định nghĩa của biểu “{found}”.",
            "There is no definition of the form “{found}”.",
        ),
        ("Kiểm tra thư mục định nghĩa (--templates).", "Check the definitions (--templates)."),
    ),
    "unknown-unit": Message(
        ("Không có đơn vị này", "Unknown unit"),
        (
            "Đơn vị “{found}” không có trong danh sách của tỉnh.",
            "The unit “{found}” is not on the province's roster.",
        ),
        ("Kiểm tra danh sách đơn vị.", "Check the roster."),
    ),
    "other-province": Message(
        ("Biểu của tỉnh khác", "Another province"),
        (
            "Biểu được giao cho tỉnh “{found}”, không phải “{expected}”.",
            "The workbook belongs to “{found}”, not to “{expected}”.",
        ),
        ("Chuyển tệp về đúng nơi.", "Pass the file on."),
    ),
    "other-period": Message(
        ("Biểu của kỳ khác", "Another period"),
        (
            "Biểu của kỳ {found}, không phải kỳ {expected} đang tổng hợp.",
            "The workbook is for {found}, not for {expected} which is being merged.",
        ),
        (
            "Đề nghị đơn vị gửi biểu của kỳ {expected}.",
            "Ask the unit for the workbook of {expected}.",
        ),
    ),
    "contradicting-files": Message(
        ("Hai tệp khác nhau của một đơn vị", "Contradicting files of one unit"),
        (
            "Đơn vị “{found}” có nhiều tệp khác nhau: {files}. Không tệp nào được tổng hợp.",
            "The unit “{found}” has different files: {files}. None is merged.",
        ),
        (
            "Giữ lại đúng một tệp (hỏi đơn vị bản cuối), rồi tổng hợp lại.",
            "Keep exactly one (ask the unit which is final) and merge again.",
        ),
    ),
    "same-content": Message(
        ("Tệp trùng", "Same file twice"),
        (
            "Trùng nội dung với “{found}”, chỉ tính một lần.",
            "The same answers as “{found}”; counted once.",
        ),
        ("Không phải sửa.", "Nothing to do."),
    ),
    "sheet-repeated": Message(
        ("Nhiều trang cùng là biểu", "The form stands on several sheets"),
        (
            "Tệp có nhiều trang cùng là biểu ({found}), không rõ trang nào là báo cáo.",
            "Several sheets of the file are the form ({found}); which is the report is not clear.",
        ),
        (
            "Đề nghị đơn vị xóa các trang chép thêm, chỉ giữ trang là báo cáo.",
            "Ask the unit to delete the copies and keep the sheet that is the report.",
        ),
    ),
    "rows-mixed": Message(
        ("Dòng bị xáo trộn", "Rows mixed up"),
        (
            "Dòng {path} “{label}” lại mang tên của chỉ tiêu khác: “{found}”.",
            "Row {path} “{label}” bears the name of another indicator: “{found}”.",
        ),
        _FRESH,
    ),
    "never-recalculated": Message(
        ("Biểu chưa được tính lại", "Checks never computed"),
        (
            (
                "Cột Soát lỗi và dòng trạng thái của biểu không có kết quả: tệp được lưu bằng "
                "chương trình không tính công thức."
            ),
            (
                "The sheet's own checks have no results: the file was saved by a program that does "
                "not compute formulas."
            ),
        ),
        (
            "Không phải sửa: kết quả soát ở đây là kết quả được dùng.",
            "Nothing to do: what is found here counts.",
        ),
    ),
    "not-recalculated": Message(
        ("Biểu chưa được tính lại sau khi nhập", "Checks not computed after typing"),
        (
            "Dòng trạng thái ghi “{found}” từ trước khi nhập xong; soát ở đây: “{expected}”.",
            "The status line says “{found}” from before the last change; found here: “{expected}”.",
        ),
        (
            "Không phải sửa: kết quả soát ở đây là kết quả được dùng.",
            "Nothing to do: what is found here counts.",
        ),
    ),
    "status-differs": Message(
        ("Dòng trạng thái khác kết quả soát", "Status line differs"),
        (
            "Dòng trạng thái của biểu ghi “{found}” nhưng soát ở đây: “{expected}”.",
            "The sheet's status line says “{found}” but found here: “{expected}”.",
        ),
        (
            (
                "Kết quả soát ở đây là kết quả được dùng. Nếu công thức của biểu đã bị sửa thì đề "
                "nghị dùng lại biểu đã giao."
            ),
            (
                "What is found here counts. If the sheet's formulas were changed, use the workbook "
                "as it was issued."
            ),
        ),
    ),
    "previous-altered": Message(
        ("Cột Kỳ trước bị sửa", "Figures of the period before altered"),
        (
            "Số liệu ở cột Kỳ trước không còn như khi giao biểu, không dùng để soát.",
            "The figures of the period before are not those issued; nothing was compared to them.",
        ),
        (
            "Soát lại với values.csv của kỳ trước (--previous).",
            "Check again with the values.csv of the period before (--previous).",
        ),
    ),
    "previous-differs": Message(
        ("Số kỳ trước khác trên biểu", "Other figures of the period before"),
        (
            "Số kỳ trước trên biểu khác số dùng để soát (--previous) ở {count} dòng: {found}.",
            "{count} figures of the period before differ between sheet and --previous: {found}.",
        ),
        (
            "Không phải sửa; báo đơn vị biết nếu số kỳ trước đã được đính chính.",
            "Nothing to do; tell the unit if the earlier figures were corrected.",
        ),
    ),
    "nothing-answered": Message(
        ("Biểu còn trống toàn bộ", "Nothing answered"),
        (
            "Biểu gửi về còn trống toàn bộ, không ô số liệu nào được trả lời.",
            "The workbook came back empty: not one answer.",
        ),
        (
            "Hỏi lại đơn vị có gửi nhầm biểu chưa điền không.",
            "Ask whether the unit sent an unfilled copy by mistake.",
        ),
    ),
    "columns-moved": Message(
        ("Cột bị xê dịch", "Columns moved"),
        (
            "Các cột của biểu không còn đúng chỗ (dòng đầu bảng là “{found}”).",
            "The sheet's columns are not where they were (the head says “{found}”).",
        ),
        _FRESH,
    ),
    "row-missing": Message(
        ("Dòng bị xóa", "Row deleted"),
        (
            "Dòng {path} “{label}” đã bị xóa khỏi biểu.",
            "Row {path} “{label}” was deleted from the sheet.",
        ),
        _FRESH,
    ),
    "row-repeated": Message(
        ("Dòng bị lặp", "Row repeated"),
        (
            "Dòng {path} “{label}” xuất hiện {found} lần.",
            "Row {path} “{label}” appears {found} times.",
        ),
        (
            "Xóa các dòng chép thêm, chỉ giữ dòng của biểu.",
            "Delete the copies and keep the form's own row.",
        ),
    ),
    "row-moved": Message(
        ("Thứ tự dòng thay đổi", "Rows moved"),
        (
            "Thứ tự dòng khác biểu đã giao (từ dòng {path}); số liệu vẫn được đọc theo mã dòng.",
            "The rows are in another order than issued (from {path}); keys tell which is which.",
        ),
        (
            "Không phải sửa nếu số liệu đúng dòng.",
            "Nothing to do if the figures are in their rows.",
        ),
    ),
    "row-unknown": Message(
        ("Dòng lạ", "Unknown row"),
        (
            "Dòng {found} của bảng tính có số liệu nhưng không thuộc biểu; không được đọc.",
            "Sheet row {found} holds something but is no row of the form; it was not read.",
        ),
        (
            "Chuyển nội dung vào dòng của biểu hoặc Ghi chú.",
            "Move its content into a row of the form or a note.",
        ),
    ),
    "label-changed": Message(
        ("Tên chỉ tiêu bị sửa", "Label changed"),
        (
            "Dòng {path} ghi “{found}” thay vì “{label}”.",
            "Row {path} says “{found}” instead of “{label}”.",
        ),
        (
            "Số liệu vẫn tính cho chỉ tiêu gốc; kiểm tra đơn vị có hiểu khác không.",
            "The figure counts for the original indicator; see whether the unit meant another.",
        ),
    ),
    "unit-of-measure-changed": Message(
        ("Đơn vị tính bị sửa", "Unit of measure changed"),
        (
            "Dòng {path} “{label}” ghi đơn vị tính “{found}” thay vì “{expected}”.",
            "Row {path} “{label}” has the unit “{found}” instead of “{expected}”.",
        ),
        (
            "Kiểm tra số liệu có theo đúng đơn vị tính gốc không.",
            "See whether the figure is in the original unit.",
        ),
    ),
    "other-format": Message(
        ("Tệp lưu ở định dạng khác", "Another file format"),
        (
            "Tệp lưu ở định dạng .{found}; đọc được số liệu nhưng không kiểm tra được công thức.",
            "The file is .{found}; the figures can be read but not the formulas.",
        ),
        ("Nên gửi tệp .xlsx.", "Better send .xlsx."),
    ),
}
