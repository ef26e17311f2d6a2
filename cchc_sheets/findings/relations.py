"""Messages about answers that contradict each other."""

from cchc_sheets.findings.message import Message

_CHECK_BOTH = (
    "Kiểm tra các số này và sửa số sai.",
    "Check these figures and correct the wrong one.",
)

RELATION_MESSAGES = {
    "part-above-whole": Message(
        ("Phần lớn hơn tổng", "Part above its whole"),
        (
            "“{label1}” ({value1}) lớn hơn “{label2}” ({value2}).",
            "“{label1}” ({value1}) is above “{label2}” ({value2}).",
        ),
        _CHECK_BOTH,
    ),
    "whole-missing": Message(
        ("Có phần mà thiếu tổng", "Part without its whole"),
        (
            "“{label1}” để trống trong khi “{label2}” là {value2}.",
            "“{label1}” is blank while “{label2}” is {value2}.",
        ),
        (
            "Nhập số còn thiếu, hoặc sửa số còn lại nếu nhập nhầm.",
            "Enter the missing figure, or correct the other one.",
        ),
    ),
    "sum-above-total": Message(
        ("Cộng các phần lớn hơn tổng", "Parts above the total"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        _CHECK_BOTH,
    ),
    "total-mismatch": Message(
        ("Tổng không khớp", "Total does not add up"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Cộng lại các dòng thành phần và sửa số sai.",
            "Add the parts again and correct the wrong figure.",
        ),
    ),
    "figures-differ": Message(
        ("Hai số lẽ ra bằng nhau", "Figures that should agree"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Kiểm tra lại; nếu khác nhau là đúng thì nêu lý do ở Ghi chú.",
            "Check them; if the difference is right, say why in the note.",
        ),
    ),
    "answer-needed": Message(
        ("Thiếu câu trả lời đi kèm", "A related answer is missing"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Trả lời ô còn thiếu (0 nếu không có), hoặc sửa số còn lại.",
            "Answer the missing cell (0 if none), or correct the other one.",
        ),
    ),
    "survey-incomplete": Message(
        ("Khảo sát thiếu số phiếu hoặc hình thức", "Survey without base or method"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Nhập số phiếu và hình thức; dùng máy đánh giá thì nêu rõ ở Ghi chú dòng số phiếu.",
            "Enter responses and method; for a rating machine say so in the note of the responses.",
        ),
    ),
    "note-needed": Message(
        ("Cần nêu rõ ở Ghi chú", "Note needed"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Ghi sự việc hoặc số, ngày văn bản vào Ghi chú của dòng.",
            "Put the facts, or the document's number and date, into the row's note.",
        ),
    ),
    "out-of-bounds": Message(
        ("Tổng ngoài khoảng hợp lý", "Total out of bounds"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Kiểm tra các số; nếu đúng thì nêu lý do ở Ghi chú.",
            "Check the figures; if they are right, say why in the note.",
        ),
    ),
    "rate-on-empty-base": Message(
        ("Tỷ lệ không có cơ sở", "Rate on an empty base"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Nhập số mà tỷ lệ tính trên đó, hoặc bỏ tỷ lệ (ghi KAD và nêu lý do).",
            "Enter what the rate is a share of, or give up the rate (KAD and a note).",
        ),
    ),
    "below-expected": Message(
        ("Số nhỏ hơn dự kiến", "Fewer than expected"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Kiểm tra; nếu đúng thì nêu lý do ở Ghi chú.",
            "Check; if it is right, say why in the note.",
        ),
    ),
    "figures-contradict": Message(
        ("Các câu trả lời mâu thuẫn", "Answers contradict each other"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Kiểm tra; nếu đúng thì nêu lý do ở Ghi chú.",
            "Check; if it is right, say why in the note.",
        ),
    ),
    "figure-falls": Message(
        ("Số lũy kế giảm", "Cumulative figure falls"),
        (
            "“{label1}” là {value1}, nhỏ hơn kỳ trước ({previous1}). {says}.",
            "“{label1}” is {value1}, below the period before ({previous1}). {says}.",
        ),
        (
            "Kiểm tra số kỳ này; nếu số kỳ trước sai thì gửi Sở bản đính chính của kỳ trước.",
            "Check this figure; if the earlier one was wrong, send its correction to the office.",
        ),
    ),
    "pending-not-carried": Message(
        ("Thiếu hồ sơ của kỳ trước", "Dossiers of the period before left out"),
        (
            "{says}. Kỳ trước → kỳ này: {changes}.",
            "{says}. Period before → this period: {changes}.",
        ),
        (
            "Cộng cả hồ sơ của kỳ trước; nếu số đã đúng thì nêu lý do ở Ghi chú.",
            "Count those of the period before too; if the figure is right, say why in the note.",
        ),
    ),
    "list-moved": Message(
        ("Số TTHC không khớp biến động", "Procedures do not follow what was announced"),
        (
            "{says}. Kỳ trước → kỳ này: {changes}.",
            "{says}. Period before → this period: {changes}.",
        ),
        (
            "Kiểm tra số công bố mới, bãi bỏ; nếu đúng thì nêu lý do ở Ghi chú.",
            "Check those announced and abolished; if they are right, say why in the note.",
        ),
    ),
    "plan-changed": Message(
        ("Số kế hoạch năm thay đổi", "Figure of the year's plan changed"),
        (
            "“{label1}” là {value1}, kỳ trước là {previous1}. {says}.",
            "“{label1}” is {value1}, in the period before {previous1}. {says}.",
        ),
        (
            "Sửa số sai, hoặc ghi số, ngày quyết định điều chỉnh vào Ghi chú.",
            "Correct the figure, or put the amending decision's number and date into the note.",
        ),
    ),
    "figure-jumps": Message(
        ("Số liệu thay đổi lớn", "Figure changes much"),
        (
            "“{label1}” là {value1}, kỳ trước là {previous1}. {says}.",
            "“{label1}” is {value1}, in the period before {previous1}. {says}.",
        ),
        (
            "Kiểm tra dấu chấm, dấu phẩy, dòng đã nhập; nếu đúng thì nêu lý do ở Ghi chú.",
            "See whether a separator or a row was mistaken; if it is right, say why in the note.",
        ),
    ),
    "rate-mismatch": Message(
        ("Tỷ lệ tính sai", "Wrong rate"),
        ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
        (
            "Tính lại tỷ lệ từ tử số và mẫu số.",
            "Compute the rate again from numerator and denominator.",
        ),
    ),
    "rate-truncated": Message(
        ("Tỷ lệ bị cắt, không làm tròn", "Rate truncated"),
        (
            "Tỷ lệ dường như bị cắt bớt chữ số thay vì làm tròn. Đã ghi: {operands}.",
            "The rate seems to be truncated instead of rounded. Found: {operands}.",
        ),
        ("Làm tròn chữ số cuối.", "Round the last digit."),
    ),
}
