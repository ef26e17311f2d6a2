"""Messages about single answers and their notes."""

from cchc_sheets.findings.message import Message

ANSWER_MESSAGES = {
    "missing-answer": Message(
        ("Chưa trả lời", "Missing answer"),
        ("“{label}” chưa có số liệu.", "“{label}” has no answer."),
        (
            (
                "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”; không áp dụng thì nhập KAD "
                "và nêu lý do ở Ghi chú."
            ),
            "Enter the figure; 0 or “-” for nil; KAD with a note where not applicable.",
        ),
    ),
    "not-a-number": Message(
        ("Không phải số", "Not a number"),
        (
            "“{label}” cần một số nhưng ô ghi “{found}”.",
            "“{label}” needs a number but the cell says “{found}”.",
        ),
        (
            "Chỉ nhập số{hint_vi}; phần giải thích chuyển sang Ghi chú.",
            "Enter the number alone{hint_en}; move the explanation to the note.",
        ),
    ),
    "ambiguous-number": Message(
        ("Số đọc được hai cách", "Ambiguous number"),
        (
            "“{label}” ghi “{found}”, có thể là {reading} hoặc {other}.",
            "“{label}” says “{found}”, which can mean {reading} or {other}.",
        ),
        (
            "Nhập lại bằng số, dấu phẩy cho phần thập phân, không dùng dấu phân cách hàng nghìn.",
            "Enter it again as a number, with a decimal comma and no thousands separator.",
        ),
    ),
    "number-as-text": Message(
        ("Số nhập dạng chữ", "Number typed as text"),
        (
            "“{label}” nhập dạng chữ “{found}”, được đọc là {reading}.",
            "“{label}” is the text “{found}”, read as {reading}.",
        ),
        (
            "Nếu đã đọc đúng thì không cần sửa; lần sau đề nghị nhập bằng số.",
            "Nothing to do if that is right; enter a number next time.",
        ),
    ),
    "percent-format": Message(
        ("Ô định dạng phần trăm", "Percent format"),
        (
            "“{label}” lưu dưới dạng phần trăm ({found}), được đọc là {reading}.",
            "“{label}” is stored as a percentage ({found}), read as {reading}.",
        ),
        (
            "Cột này đã tính bằng %: nhập {reading}, không gõ dấu %.",
            "The column is in % already: enter {reading} without the % sign.",
        ),
    ),
    "date-in-number": Message(
        ("Ngày tháng trong ô số", "A date in a number cell"),
        (
            "“{label}” cần một số nhưng bảng tính đã đổi số vừa gõ thành ngày tháng.",
            "“{label}” needs a number but the spreadsheet turned what was typed into a date.",
        ),
        (
            "Xóa ô, nhập lại số nguyên hoặc số có dấu phẩy thập phân.",
            "Clear the cell and enter the number again with a decimal comma.",
        ),
    ),
    "error-value": Message(
        ("Ô báo lỗi công thức", "Error value"),
        ("“{label}” hiện lỗi {found}.", "“{label}” shows the error {found}."),
        ("Xóa công thức và nhập số.", "Delete the formula and enter the number."),
    ),
    "not-applicable-refused": Message(
        ("Không được ghi KAD", "Not-applicable refused"),
        (
            "“{label}” ghi “{found}”, nhưng chỉ tiêu này đơn vị nào cũng phải trả lời.",
            "“{label}” says “{found}”, but every unit answers this indicator.",
        ),
        (
            "Nhập số liệu; không phát sinh thì nhập 0 hoặc “-”.",
            "Enter the figure; 0 or “-” for nil.",
        ),
    ),
    "placeholder": Message(
        ("Còn dấu chấm của mẫu", "Leftover placeholder"),
        (
            "“{label}” còn nguyên dấu “{found}” của mẫu, coi như chưa trả lời.",
            "“{label}” still holds the template's “{found}” and counts as unanswered.",
        ),
        ("Xóa dấu chấm và nhập số liệu.", "Delete the dots and enter the figure."),
    ),
    "legacy-encoding": Message(
        ("Phông chữ cũ (TCVN3)", "Old font encoding (TCVN3)"),
        (
            "“{label}” ghi “{found}”, có lẽ gõ bằng phông TCVN3 (.VnTime).",
            "“{label}” says “{found}”, probably typed in a TCVN3 font.",
        ),
        (
            "Đổi bảng mã sang Unicode rồi nhập lại.",
            "Switch the keyboard to Unicode and type it again.",
        ),
    ),
    "not-whole": Message(
        ("Số đếm có phần lẻ", "Fraction in a count"),
        (
            "“{label}” là số đếm nhưng ghi {found}.",
            "“{label}” is a count but says {found}.",
        ),
        ("Nhập số nguyên.", "Enter a whole number."),
    ),
    "not-whole-thousands": Message(
        ("Số đếm có phần lẻ", "Fraction in a count"),
        (
            "“{label}” là số đếm nhưng ghi {found}; có thể định nhập {reading}.",
            "“{label}” is a count but says {found}; {reading} may have been meant.",
        ),
        (
            "Nhập số nguyên, không gõ dấu phân cách hàng nghìn.",
            "Enter a whole number without a thousands separator.",
        ),
    ),
    "below-minimum": Message(
        ("Số quá nhỏ", "Number too small"),
        (
            "“{label}” ghi {found}, nhỏ hơn mức thấp nhất là {expected}.",
            "“{label}” says {found}, below the least possible, {expected}.",
        ),
        ("Kiểm tra dấu và số đã nhập.", "Check the sign and the number."),
    ),
    "above-maximum": Message(
        ("Số quá lớn", "Number too large"),
        (
            "“{label}” ghi {found}, lớn hơn mức cao nhất là {expected}.",
            "“{label}” says {found}, above the greatest possible, {expected}.",
        ),
        ("Kiểm tra số đã nhập.", "Check the number."),
    ),
    "out-of-range": Message(
        ("Tỷ lệ ngoài khoảng", "Rate out of range"),
        (
            "“{label}” ghi {found}%, ngoài khoảng {expected}%.",
            "“{label}” says {found} %, outside {expected} %.",
        ),
        (
            "Kiểm tra tử số, mẫu số và dấu phẩy thập phân.",
            "Check numerator, denominator and the decimal comma.",
        ),
    ),
    "rate-as-fraction": Message(
        ("Tỷ lệ nhỏ bất thường", "Rate typed as a fraction?"),
        (
            "“{label}” ghi {found}%; có thể định nhập {reading}%.",
            "“{label}” says {found} %; {reading} % may have been meant.",
        ),
        (
            (
                "Cột này đã tính bằng %: 100% nhập 100. Nếu đúng là {found}% thì giữ nguyên và "
                "ghi cách tính ở Ghi chú."
            ),
            (
                "The column is in % already: enter 100 for 100 %. If {found} % is right, leave it "
                "and say in the note how it comes about."
            ),
        ),
    ),
    "not-in-code-list": Message(
        ("Không có trong bảng mã", "Not in the code list"),
        (
            "“{label}” ghi {found}, không có trong bảng mã: {expected}.",
            "“{label}” says {found}, which is none of the codes: {expected}.",
        ),
        ("Chọn đúng một mã trong danh sách.", "Choose exactly one code from the list."),
    ),
    "value-in-note": Message(
        ("Số liệu nhập nhầm vào Ghi chú", "Answer in the note column"),
        (
            "“{label}” để trống ô số liệu nhưng Ghi chú chỉ ghi “{found}”.",
            "“{label}” has no answer but its note is just “{found}”.",
        ),
        (
            "Chuyển số từ Ghi chú sang ô số liệu cùng dòng.",
            "Move the number from the note to the value cell of the same row.",
        ),
    ),
    "code-for-note": Message(
        ("Có ghi chú nhưng chưa chọn mã", "Note without a code"),
        (
            "“{label}” có Ghi chú nhưng ô trả lời để trống ({expected}).",
            "“{label}” has a note but no answer ({expected}).",
        ),
        ("Chọn mã trả lời; giữ Ghi chú.", "Choose the code; keep the note."),
    ),
    "heading-value": Message(
        ("Số liệu ở dòng tiêu đề", "Figure on a heading row"),
        (
            "“{label}” là dòng tiêu đề nhưng có ghi “{found}”; số này không được tổng hợp.",
            "“{label}” is a heading but says “{found}”; it is not consolidated.",
        ),
        (
            "Xóa ở dòng tiêu đề, nhập vào các dòng bên dưới.",
            "Delete it here and enter it in the rows below.",
        ),
    ),
    "note-date": Message(
        ("Ngày không có thật", "Impossible date"),
        (
            "Ghi chú của “{label}” nêu “{found}”, không có ngày này.",
            "The note of “{label}” says “{found}”, which is no calendar date.",
        ),
        ("Sửa lại ngày của văn bản.", "Correct the document's date."),
    ),
    "note-date-after-signing": Message(
        ("Ngày sau ngày ký", "Date after signing"),
        (
            "Ghi chú của “{label}” nêu “{found}”, sau ngày ký báo cáo {expected}.",
            "The note of “{label}” says “{found}”, after the report was signed on {expected}.",
        ),
        ("Sửa ngày văn bản hoặc ngày ký.", "Correct the document's date or the day of signing."),
    ),
    "note-date-old": Message(
        ("Văn bản của năm cũ", "Document of an earlier year"),
        (
            "Ghi chú của “{label}” nêu “{found}”, cũ so với kỳ báo cáo năm {expected}.",
            "The note of “{label}” says “{found}”, old for a report of {expected}.",
        ),
        (
            "Kiểm tra năm; văn bản còn hiệu lực thì ghi rõ là quyết định nào.",
            "Check the year; name the decision if it still stands.",
        ),
    ),
    "note-for-not-applicable": Message(
        ("KAD chưa nêu lý do", "Not applicable without a reason"),
        (
            "“{label}” ghi không áp dụng nhưng Ghi chú để trống.",
            "“{label}” is marked not applicable but has no note.",
        ),
        ("Nêu lý do không áp dụng ở Ghi chú.", "Say in the note why it does not apply."),
    ),
    "formula-in-input": Message(
        ("Ô nhập chứa công thức", "Formula in an input cell"),
        (
            "“{label}” chứa công thức; kết quả đọc được là {reading}.",
            "“{label}” holds a formula; the result read is {reading}.",
        ),
        (
            "Kiểm tra kết quả rồi nhập bằng số.",
            "Check the result and enter it as a number.",
        ),
    ),
    "formula-without-value": Message(
        ("Công thức chưa được tính", "Formula never calculated"),
        (
            "“{label}” chứa công thức nhưng tệp không lưu kết quả.",
            "“{label}” holds a formula whose result is not in the file.",
        ),
        (
            "Nhập số, hoặc mở tệp bằng bảng tính và lưu lại.",
            "Enter a number, or open the file in a spreadsheet and save it.",
        ),
    ),
    "formula-replaced": Message(
        ("Công thức bị thay bằng số", "Formula replaced by its value"),
        (
            "“{label}” được tính sẵn nhưng công thức bị thay bằng số {found} (đúng với kết quả).",
            "“{label}” is computed, but its formula was replaced by {found} (the same value).",
        ),
        ("Không phải sửa.", "Nothing to do."),
    ),
    "computed-stale": Message(
        ("Số tính sẵn chưa được tính lại", "Computed value not recalculated"),
        (
            "“{label}” hiện {found} nhưng tính lại từ các dòng thành phần được {expected}.",
            "“{label}” shows {found} but its parts make {expected}.",
        ),
        (
            "Số tính lại được dùng; đề nghị mở biểu bằng bảng tính, lưu lại và in lại bản ký.",
            "The recomputed figure is used; open and save the workbook, and print it again.",
        ),
    ),
    "computed-differs": Message(
        ("Số tính sẵn bị sửa", "Computed value changed"),
        (
            "“{label}” được tính sẵn bằng {expected} nhưng ô ghi {found}.",
            "“{label}” is computed as {expected} but the cell says {found}.",
        ),
        (
            "Sửa các dòng thành phần; không sửa ô tính sẵn.",
            "Correct the parts, not the computed cell.",
        ),
    ),
}
