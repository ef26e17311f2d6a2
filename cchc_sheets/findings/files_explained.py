"""When the findings about files, identities and rows arise."""

from __future__ import annotations

from cchc_sheets.findings.meaning import ERROR, INFO, WARNING, Meaning

FILE_MEANINGS = {
    "file-empty": Meaning(
        (
            "Tệp nhận được không có nội dung nào, thường do gửi hoặc tải về bị đứt giữa chừng.",
            "The file that arrived holds nothing, mostly because sending or saving broke off.",
        ),
        (ERROR,),
    ),
    "lock-file": Meaning(
        (
            (
                "Trong thư mục có tệp tên bắt đầu bằng “~$”: Excel tự tạo khi biểu đang mở và xóa "
                "khi đóng."
            ),
            (
                "The folder holds a file whose name begins with “~$”: Excel makes it while a "
                "workbook is open and removes it afterwards."
            ),
        ),
        (ERROR,),
    ),
    "file-not-workbook": Meaning(
        (
            (
                "Nội dung tệp không phải bảng tính, dù tên kết thúc bằng .xlsx: bản quét, văn bản "
                "Word, PDF hay trang web được lưu lại."
            ),
            (
                "The content is no workbook, even if the name ends in .xlsx: a scan, a Word "
                "document, a PDF or a saved web page."
            ),
        ),
        (ERROR,),
        facts={"found": "pdf"},
    ),
    "file-damaged": Meaning(
        (
            "Tệp là bảng tính nhưng thiếu một phần hoặc sai cấu trúc nên không mở được.",
            (
                "The file is a workbook, but a part is missing or malformed, so that it cannot be "
                "opened."
            ),
        ),
        (ERROR,),
    ),
    "file-encrypted": Meaning(
        (
            (
                "Đơn vị đặt mật khẩu mở tệp. Khóa sheet của biểu thì không sao; mật khẩu mở tệp "
                "thì không đọc được."
            ),
            (
                "The unit set a password for opening the file. Sheet protection is no obstacle; a "
                "password for opening is."
            ),
        ),
        (ERROR,),
    ),
    "file-too-large": Meaning(
        (
            "Tệp, hoặc phần giải nén của nó, lớn hơn nhiều lần một biểu đã điền đầy đủ.",
            "The file, or what it unpacks to, is many times larger than any filled-in workbook.",
        ),
        (ERROR,),
    ),
    "file-unreadable": Meaning(
        (
            (
                "Máy không cho đọc tệp: không đủ quyền, tệp đang bị chương trình khác giữ, hoặc "
                "tên ấy là thư mục."
            ),
            (
                "The machine refuses to read the file: no permission, another program holds it, or "
                "the name is a folder's."
            ),
        ),
        (ERROR,),
        facts={"error": "EACCES"},
    ),
    "other-format": Meaning(
        (
            "Biểu được lưu lại ở định dạng khác .xlsx (.xls, .ods, .xlsb …).",
            "The workbook was saved in a format other than .xlsx (.xls, .ods, .xlsb …).",
        ),
        (INFO,),
        facts={"found": "xls"},
    ),
    "not-issued": Meaning(
        (
            (
                "Tệp không mang mã biểu ở chỗ nào: biểu tự lập, biểu của năm trước, hoặc số liệu "
                "được chép sang tệp mới."
            ),
            (
                "The file carries no identity anywhere: made by the unit itself, from before this "
                "system, or copied into a new file."
            ),
        ),
        (ERROR,),
    ),
    "identity-conflict": Meaning(
        (
            (
                "Mã biểu trên biểu và ở các phần ẩn của tệp không cùng một biểu, thường do chép "
                "sheet của biểu này vào tệp của biểu kia."
            ),
            (
                "The identity on the sheet and those in the hidden parts belong to different "
                "workbooks, mostly because a sheet was copied into another file."
            ),
        ),
        (ERROR,),
        facts={"found": "stc · 2021-Q1", "other": "snv · 2021-Q1"},
    ),
    "identity-copy-differs": Meaning(
        (
            "Một bản sao mã biểu ở phần ẩn khác mã trên biểu; các bản còn lại khớp nhau.",
            "One hidden copy of the identity differs from the sheet's; the others agree.",
        ),
        (WARNING,),
        facts={"found": "snv · 2021-Q1"},
    ),
    "identity-altered": Meaning(
        (
            (
                "Nơi làm việc có khóa đã ký biểu, nhưng chữ ký không khớp với mã: có người đã sửa "
                "mã biểu hoặc số liệu điền sẵn."
            ),
            (
                "The workspace holds the key that signed the workbook, but the signature does not "
                "match: the identity was edited."
            ),
        ),
        (ERROR,),
    ),
    "unverified-source": Meaning(
        (
            "Nơi làm việc không có khóa đã ký biểu nên không biết chắc biểu do Sở giao.",
            "The workspace lacks the signing key, so that the workbook's origin is not certain.",
        ),
        (WARNING,),
        facts={"found": "0a1b2c3d"},
    ),
    "unknown-key": Meaning(
        (
            "Nơi làm việc có khóa, nhưng biểu lại ký bằng khóa khác và chưa ai ghi nhận khóa ấy.",
            (
                "The workspace has keys, but the workbook is signed with another that nobody has "
                "recorded as trusted."
            ),
        ),
        (ERROR,),
        facts={"found": "9f8e7d6c"},
    ),
    "unit-changed": Meaning(
        (
            "Tên đơn vị trên biểu đã bị sửa: đơn vị này dùng biểu giao cho đơn vị khác.",
            "The unit's name on the sheet was edited: one unit used another's workbook.",
        ),
        (ERROR,),
        facts={"found": "Sở Nội vụ", "expected": "Sở Tài chính"},
    ),
    "period-changed": Meaning(
        (
            "Dòng kỳ báo cáo dưới tên biểu đã bị sửa: biểu kỳ trước được dùng lại cho kỳ này.",
            "The line with the period was edited: an earlier workbook was used again.",
        ),
        (ERROR,),
        facts={"found": "QUÝ II NĂM 2021", "expected": "QUÝ I NĂM 2021"},
    ),
    "definition-changed": Meaning(
        (
            (
                "Các dòng, mã chỉ tiêu hoặc loại số liệu của biểu đã đổi từ khi giao. Chỉ sửa câu "
                "chữ hay quy tắc thì không bị."
            ),
            (
                "The form's rows, keys or kinds of answers have changed since the workbook was "
                "issued. A change of wording or of a rule does not count."
            ),
        ),
        (ERROR,),
        facts={"found": "stc-soc-trang-2021q1"},
    ),
    "unknown-form": Meaning(
        (
            "Mã biểu nêu một biểu mẫu mà thư mục định nghĩa không có.",
            "The identity names a form that the definitions do not hold.",
        ),
        (ERROR,),
        facts={"found": "stc-soc-trang-2019"},
    ),
    "unknown-unit": Meaning(
        (
            "Mã biểu nêu một đơn vị không còn trong danh sách của tỉnh.",
            "The identity names a unit that is not on the province's roster.",
        ),
        (ERROR,),
        facts={"found": "sgtvt"},
    ),
    "other-province": Meaning(
        (
            "Biểu của tỉnh khác nằm lẫn trong thư mục đang tổng hợp.",
            "A workbook of another province lies in the folder that is being merged.",
        ),
        (ERROR,),
        facts={"found": "ha-tinh", "expected": "soc-trang"},
    ),
    "other-period": Meaning(
        (
            "Biểu của kỳ khác nằm lẫn trong thư mục đang tổng hợp.",
            "A workbook of another period lies in the folder that is being merged.",
        ),
        (ERROR,),
        facts={"found": "2020-Q4", "expected": "2021-Q1"},
    ),
    "contradicting-files": Meaning(
        (
            "Một đơn vị có nhiều tệp với số liệu khác nhau và không rõ tệp nào là bản cuối.",
            "One unit has several files with different answers, and nothing tells which is final.",
        ),
        (ERROR,),
        facts={"found": "Sở Tài chính", "files": "stc.xlsx, stc (sửa).xlsx"},
    ),
    "same-content": Meaning(
        (
            "Cùng một báo cáo được gửi hai lần với nội dung như nhau.",
            "The same report was sent twice with the same content.",
        ),
        (INFO,),
        facts={"found": "stc.xlsx"},
    ),
    "sheet-repeated": Meaning(
        (
            "Đơn vị chép sheet của biểu thành nhiều sheet trong cùng một tệp.",
            "The unit copied the form's sheet within the file.",
        ),
        (ERROR,),
        facts={"found": "“Biểu”, “Biểu (2)”"},
    ),
    "rows-mixed": Meaning(
        (
            (
                "Mã ẩn của dòng và tên chỉ tiêu in trên dòng thuộc hai chỉ tiêu khác nhau, thường "
                "do sắp xếp lại một số cột mà không sắp xếp cả dòng."
            ),
            (
                "A row's hidden key and its printed label belong to different indicators, mostly "
                "because some columns were sorted without the others."
            ),
        ),
        (ERROR,),
        facts={"found": "Số lượng hồ sơ đã tiếp nhận"},
    ),
    "nothing-answered": Meaning(
        (
            "Không ô số liệu nào của biểu có câu trả lời.",
            "Not one of the form's cells is answered.",
        ),
        (WARNING,),
    ),
    "columns-moved": Meaning(
        (
            "Đầu bảng không còn cột số liệu ở chỗ đã giao: có người chèn, xóa hoặc chép cột.",
            (
                "The head no longer has the value column where it was: columns were inserted, "
                "deleted or copied."
            ),
        ),
        (ERROR,),
        facts={"found": "Quý I"},
    ),
    "row-missing": Meaning(
        (
            "Một dòng của biểu không còn trong tệp.",
            "A row of the form is no longer in the file.",
        ),
        (ERROR,),
    ),
    "row-repeated": Meaning(
        (
            "Một dòng của biểu được chép thành nhiều dòng, không rõ số liệu ở dòng nào.",
            "A row of the form was copied, so that it is not clear which holds the answer.",
        ),
        (ERROR,),
        facts={"found": "2"},
    ),
    "row-moved": Meaning(
        (
            "Các dòng đứng theo thứ tự khác biểu đã giao nhưng mỗi dòng vẫn nguyên vẹn.",
            "The rows stand in another order than issued, but each is whole.",
        ),
        (INFO,),
    ),
    "row-unknown": Meaning(
        (
            "Đơn vị thêm dòng vào trong hoặc dưới biểu và ghi số liệu ở đó.",
            "The unit added a row in or under the table and wrote something there.",
        ),
        (WARNING,),
        facts={"found": "181"},
    ),
    "label-changed": Meaning(
        (
            (
                "Tên chỉ tiêu in trên dòng khác định nghĩa. Số liệu vẫn tính cho chỉ tiêu gốc theo "
                "mã ẩn của dòng."
            ),
            (
                "The label printed in the row differs from the definition. The figure still counts "
                "for the original indicator, by the row's hidden key."
            ),
        ),
        (WARNING,),
        facts={"found": "Số hồ sơ trả trước hạn"},
    ),
    "unit-of-measure-changed": Meaning(
        (
            "Ô đơn vị tính của dòng khác định nghĩa, ví dụ đổi từ số hồ sơ sang %.",
            "The row's unit of measure differs from the definition, from dossiers to %, say.",
        ),
        (WARNING,),
        facts={"found": "%", "expected": "Hồ sơ"},
    ),
    "never-recalculated": Meaning(
        (
            "Tệp được lưu bằng chương trình bỏ kết quả của công thức, nên cột Soát lỗi trống.",
            "The file was saved by a program that drops the results of formulas.",
        ),
        (INFO,),
    ),
    "not-recalculated": Meaning(
        (
            (
                "Cột Soát lỗi còn ghi như trước khi nhập: tệp được lưu bằng chương trình không "
                "tính lại công thức, hoặc chế độ tính lại tự động bị tắt."
            ),
            (
                "The sheet's checks still say what they said before typing: the program does not "
                "compute anew, or that is turned off."
            ),
        ),
        (INFO,),
        facts={
            "found": "Chưa trả lời: 129 · Lỗi: 0 · Cảnh báo khác: 0",
            "expected": "Chưa trả lời: 12 · Lỗi: 1 · Cảnh báo khác: 3",
        },
    ),
    "status-differs": Meaning(
        (
            "Số đếm ở dòng trạng thái của biểu khác với số soát lại từ chính các ô của biểu.",
            "The counts in the sheet's status line are not those of its own cells.",
        ),
        (WARNING,),
        facts={
            "found": "Chưa trả lời: 0 · Lỗi: 0 · Cảnh báo khác: 0",
            "expected": "Chưa trả lời: 0 · Lỗi: 2 · Cảnh báo khác: 0",
        },
    ),
    "previous-altered": Meaning(
        (
            "Chữ ký của biểu gồm cả cột Kỳ trước, mà các số ở cột ấy không còn như khi giao.",
            "The signature covers the column Kỳ trước, whose figures are not those issued.",
        ),
        (WARNING,),
    ),
    "previous-differs": Meaning(
        (
            "Số kỳ trước trên biểu khác values.csv đưa vào bằng --previous; máy dùng values.csv.",
            "The earlier figures on the sheet are not those of --previous, which are used.",
        ),
        (INFO,),
        facts={"count": "1", "found": "3.1 (1654 → 1645)"},
    ),
    "units-disagree": Meaning(
        (
            "Khi tổng hợp: các đơn vị báo cáo cùng một danh mục của tỉnh nhưng ghi số khác nhau.",
            "When merging: units that report the same provincial list give different figures.",
        ),
        (WARNING,),
        facts={"found": "Huyện Long Phú: 245", "expected": "250"},
    ),
    "rate-without-base": Meaning(
        (
            (
                "Khi tổng hợp: đơn vị chỉ có tỷ lệ, không có số để nhân ngược lại, nên không cộng "
                "vào số của tỉnh được."
            ),
            (
                "When merging: the unit gave a rate without the number it refers to, so that it "
                "cannot enter the provincial figure."
            ),
        ),
        (WARNING,),
        facts={"found": "Sở Tài chính", "base": "Tổng số văn bản đi"},
    ),
    "rate-without-weight": Meaning(
        (
            (
                "Khi tổng hợp: tỷ lệ của tỉnh là bình quân theo một số khác (ví dụ số phiếu khảo "
                "sát) mà đơn vị để trống hoặc ghi 0."
            ),
            (
                "When merging: the provincial rate is a mean weighted by another number (survey "
                "responses, say), which the unit left blank or 0."
            ),
        ),
        (WARNING,),
        facts={"found": "Sở Tài chính", "base": "Số lượng phiếu khảo sát"},
    ),
    "unit-not-expected": Meaning(
        (
            (
                "Khi tổng hợp: theo danh sách đơn vị, đơn vị này không phải báo cáo trong kỳ (đã "
                "giải thể, sáp nhập hoặc chưa thành lập)."
            ),
            (
                "When merging: by the roster the unit does not report in this period (dissolved, "
                "merged or not yet founded)."
            ),
        ),
        (ERROR, WARNING),
        facts={"found": "huyen-long-phu"},
    ),
}
