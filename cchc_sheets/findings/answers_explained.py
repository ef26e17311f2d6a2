"""When the findings about answers and about relations between them arise."""

from __future__ import annotations

from cchc_sheets.findings.meaning import ERROR, INFO, WARNING, Meaning

_OF_A_RULE = (
    "Một quy tắc loại này không thỏa: các số đã ghi trái với câu của quy tắc.",
    "A rule of this kind does not hold: the answers contradict the rule's sentence.",
)

ANSWER_MEANINGS = {
    "missing-answer": Meaning(
        (
            "Ô số liệu để trống. Trống không phải là 0: không phát sinh thì phải ghi 0 hoặc “-”.",
            "The answer is blank. Blank is not 0: nil is written 0 or “-”.",
        ),
    ),
    "not-a-number": Meaning(
        (
            "Ô cần số nhưng ghi chữ, hoặc số lẫn chữ, không đọc được thành một con số.",
            "A number is needed but the cell holds words, or a number among words.",
        ),
        (ERROR,),
        facts={"found": "48 người", "hint": "48"},
    ),
    "ambiguous-number": Meaning(
        (
            "Số gõ dạng chữ có thể hiểu theo hai cách, thường do dấu chấm, dấu phẩy.",
            "What was typed can be two numbers, mostly because of a dot or a comma.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
        facts={"found": "1.248", "reading": "1248", "other": "1,248"},
    ),
    "number-as-text": Meaning(
        (
            "Ô lưu chữ nhưng chỉ có thể hiểu là một số; công thức của biểu không thấy số ấy.",
            "The cell holds text that can only mean one number; the sheet's formulas miss it.",
        ),
        (INFO,),
        facts={"found": "04", "reading": "4"},
    ),
    "percent-format": Meaning(
        (
            "Người nhập gõ dấu % hoặc đổi định dạng ô: bảng tính lưu 0,991 và hiện 99,1%.",
            "A % sign was typed or the format changed: the sheet stores 0.991 and shows 99.1%.",
        ),
        (WARNING,),
        facts={"found": "99,1%", "reading": "99,1"},
    ),
    "date-in-number": Meaning(
        (
            "Bảng tính tự đổi những gì gõ như 3/4 hay 1-2 thành ngày tháng.",
            "The spreadsheet turned what was typed, 3/4 or 1-2, into a date.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
    ),
    "error-value": Meaning(
        (
            "Ô chứa công thức và kết quả là lỗi.",
            "The cell holds a formula whose result is an error.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
        facts={"found": "#REF!"},
    ),
    "not-applicable-refused": Meaning(
        (
            "Ghi không áp dụng ở dòng mà biểu không cho phép.",
            "Not applicable was typed in a row that does not allow it.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
        facts={"found": "KAD"},
    ),
    "placeholder": Meaning(
        (
            "Ô còn dấu chấm hoặc gạch của mẫu in cũ.",
            "The cell still holds the dots of the printed template.",
        ),
        (WARNING,),
        facts={"found": "....."},
    ),
    "legacy-encoding": Meaning(
        (
            "Chữ gõ bằng bảng mã cũ, ở phông Unicode hiện thành ký tự lạ.",
            "The words were typed in an old encoding and show as gibberish in Unicode fonts.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
        facts={"found": "kh«ng ph¸t sinh"},
    ),
    "not-whole": Meaning(
        (
            "Chỉ tiêu đếm (hồ sơ, người, văn bản …) mà số có phần lẻ.",
            "An indicator that counts (dossiers, people, documents …) has a fraction.",
        ),
        (ERROR,),
        facts={"found": "48,5"},
    ),
    "not-whole-thousands": Meaning(
        (
            (
                "Số đếm có đúng ba chữ số thập phân: máy đặt theo tiếng Anh đã hiểu dấu chấm hàng "
                "nghìn là dấu thập phân."
            ),
            (
                "A count with exactly three decimals: a client set to English took a thousands dot "
                "for a decimal point."
            ),
        ),
        variant_of=("not-whole",),
        facts={"found": "171,034", "reading": "171.034"},
    ),
    "below-minimum": Meaning(
        (
            "Số nhỏ hơn mức thấp nhất của dòng, thường là số âm.",
            "The number is below the row's least value; mostly it is negative.",
        ),
        (ERROR,),
        facts={"found": "-3", "expected": "0"},
    ),
    "above-maximum": Meaning(
        (
            "Số lớn hơn mức cao nhất của dòng, hoặc lớn đến mức không thể là số liệu.",
            "The number is above the row's greatest value, or too large to be a figure at all.",
        ),
        (ERROR,),
        variant_of=("below-minimum", "not-a-number"),
        facts={"found": "101", "expected": "100"},
    ),
    "out-of-range": Meaning(
        (
            (
                "Tỷ lệ nằm ngoài khoảng từ 0 đến 100. Tỷ lệ so với kế hoạch có thể trên 100 nên "
                "chỉ cảnh báo."
            ),
            (
                "A rate lies outside 0 to 100. One measured against a plan can be above 100, which "
                "is only a warning."
            ),
        ),
        (WARNING,),
        facts={"found": "180", "expected": "0–100"},
    ),
    "rate-as-fraction": Meaning(
        (
            "Tỷ lệ lớn hơn 0 nhưng không quá 1%: có thể đã gõ 0,991 thay cho 99,1.",
            "A rate above 0 but not above 1 %: perhaps 0.991 was typed for 99.1.",
        ),
        (WARNING,),
        facts={"found": "0,991", "reading": "99,1"},
    ),
    "not-in-code-list": Meaning(
        (
            "Dòng chọn mã mà số đã ghi không phải một trong các mã.",
            "The row asks for a code, and what was typed is none of them.",
        ),
        facts={"found": "2", "expected": "Có = 1; Không = 0"},
    ),
    "value-in-note": Meaning(
        (
            "Ô số liệu trống còn Ghi chú cùng dòng chỉ có một con số: đã nhập nhầm cột.",
            "The answer is blank and the note beside it is a bare number: the wrong column.",
        ),
        facts={"found": "15"},
    ),
    "code-for-note": Meaning(
        (
            "Ghi chú đã nêu văn bản hoặc giải thích nhưng chưa chọn mã trả lời.",
            "The note names a document or explains, but no code was chosen.",
        ),
        facts={"expected": "Có = 1; Không = 0"},
    ),
    "heading-value": Meaning(
        (
            "Ghi số vào dòng tiêu đề; nếu cộng vào thì bị tính hai lần.",
            "A figure stands on a heading row; added up it would count twice.",
        ),
        facts={"label": "Xử lý kỷ luật", "found": "3"},
    ),
    "note-date": Meaning(
        (
            "Ghi chú nêu một ngày không có trong lịch.",
            "The note names a day that is not on the calendar.",
        ),
        facts={"found": "31/02/2021"},
    ),
    "note-date-after-signing": Meaning(
        (
            "Ghi chú nêu văn bản có ngày sau ngày ký báo cáo.",
            "The note names a document dated after the report was signed.",
        ),
        variant_of=("note-date",),
        facts={"found": "25/03/2021", "expected": "17/03/2021"},
    ),
    "note-date-old": Meaning(
        (
            (
                "Ghi chú nêu văn bản cũ hơn năm trước của kỳ báo cáo và không phải quyết định, quy "
                "chế, nghị quyết còn hiệu lực."
            ),
            (
                "The note names a document older than the year before the period, and not a "
                "standing decision, regulation or resolution."
            ),
        ),
        (WARNING,),
        variant_of=("note-date",),
        facts={"found": "15/01/2012", "expected": "2021"},
    ),
    "note-for-not-applicable": Meaning(
        (
            "Ghi không áp dụng (KAD) mà Ghi chú không nêu lý do.",
            "The answer is not applicable (KAD) and the note gives no reason.",
        ),
        variant_of=("note-needed",),
    ),
    "formula-in-input": Meaning(
        (
            "Ô nhập chứa công thức; kết quả lưu trong tệp được dùng nhưng có thể đã cũ.",
            "An input cell holds a formula; its stored result is used, but may be out of date.",
        ),
        (WARNING,),
        facts={"reading": "1654"},
    ),
    "formula-without-value": Meaning(
        (
            "Ô nhập chứa công thức mà tệp không lưu kết quả: tệp chưa từng được tính.",
            "An input cell holds a formula without a stored result: nothing ever calculated it.",
        ),
        (ERROR,),
        variant_of=("not-a-number",),
    ),
    "formula-replaced": Meaning(
        (
            "Ô tự tính bị thay bằng số gõ vào, nhưng số ấy đúng với kết quả tính lại.",
            "A computed cell was replaced by a typed number, which equals what it computes.",
        ),
        (INFO,),
        facts={"found": "35"},
    ),
    "computed-stale": Meaning(
        (
            "Ô tự tính vẫn là công thức, nhưng kết quả lưu trong tệp khác tổng tính lại.",
            "The computed cell still is a formula, but its stored result is not what it makes.",
        ),
        (WARNING,),
        facts={"found": "0", "expected": "35"},
    ),
    "computed-differs": Meaning(
        (
            "Ô tự tính bị thay bằng số khác với tổng tính lại từ các dòng thành phần.",
            "A computed cell was replaced by a number that its parts do not make.",
        ),
        (ERROR,),
        facts={"found": "40", "expected": "35"},
    ),
    "part-above-whole": Meaning(
        (
            "Một số lẽ ra là phần của số kia lại lớn hơn nó.",
            "What should be a part of another figure is larger than it.",
        ),
        facts={
            "label1": "Số hồ sơ đúng hạn",
            "value1": "2844",
            "label2": "Số hồ sơ đã giải quyết",
            "value2": "1654",
        },
    ),
    "whole-missing": Meaning(
        (
            "Có số của phần mà ô của tổng để trống, nên không đối chiếu được.",
            "The part has a figure while its whole is blank, so that they cannot be compared.",
        ),
        variant_of=("part-above-whole",),
        facts={
            "label1": "Số hồ sơ đã giải quyết",
            "label2": "Số hồ sơ đúng hạn",
            "value2": "2844",
        },
    ),
    "sum-above-total": Meaning(
        (
            "Các phần cộng lại lớn hơn tổng đã ghi.",
            "The parts together are above the total.",
        ),
        facts={
            "says_vi": "Nhiệm vụ đúng hạn cộng quá hạn không lớn hơn tổng số nhiệm vụ được giao",
            "says_en": "Tasks done on time plus late do not exceed tasks assigned",
            "operands": "1.4.2 = 30; 1.4.3 = 8; 1.4.1 = 35",
        },
    ),
    "total-mismatch": Meaning(
        (
            "Tổng đã ghi khác tổng cộng các dòng thành phần.",
            "The total is not what its parts add up to.",
        ),
        facts={
            "says_vi": "Tổng số đơn vị bằng số phòng cộng số đơn vị cấp huyện",
            "says_en": "All units equal divisions plus district branches",
            "operands": "3.1.1 = 9; 3.1.2 = 11; 3.1 = 21",
        },
    ),
    "figures-differ": Meaning(
        (
            "Một khái niệm được hỏi ở hai chỗ của biểu mà hai số khác nhau.",
            "The form asks one thing in two places, and the figures differ.",
        ),
        facts={
            "says_vi": "Số TTHC mức độ 3, 4 trên cổng bằng mức độ 3 cộng mức độ 4",
            "says_en": "Level 3 and 4 procedures on the portal equal level 3 plus level 4",
            "operands": "III.7.(2) = 31; VII.3.(1) = 10; VII.3.(2) = 20",
        },
    ),
    "answer-needed": Meaning(
        (
            "Một câu trả lời đòi hỏi câu trả lời khác đi kèm, mà ô kia để trống.",
            "One answer calls for another, which is blank.",
        ),
        facts={
            "says_vi": "Có người đã đào tạo thì phải nêu số theo kế hoạch",
            "says_en": "Training done needs the planned number",
            "operands": "V.4.(1) = ∅; V.4.(2) = 12",
        },
    ),
    "survey-incomplete": Meaning(
        (
            "Có khảo sát hoặc có tỷ lệ hài lòng nhưng thiếu số phiếu hoặc hình thức.",
            "There is a survey or a satisfaction rate without responses or method.",
        ),
        facts={
            "says_vi": "Có khảo sát thì phải có số phiếu và hình thức khảo sát",
            "says_en": "A survey needs the number of responses and the method",
            "operands": "1.5 = 1; 1.5.1 = ∅; 1.5.2 = ∅; 1.5.3 = 98%",
        },
    ),
    "note-needed": Meaning(
        (
            (
                "Câu trả lời thuộc trường hợp phải nêu sự việc hoặc văn bản ở Ghi chú, mà Ghi chú "
                "trống."
            ),
            (
                "The answer is of a kind that needs the facts or a document in the note, which is "
                "empty."
            ),
        ),
        facts={
            "says_vi": "Có người bị kỷ luật thì Ghi chú nêu rõ sự việc",
            "says_en": "Discipline needs the facts in the note",
            "operands": "V.6.(1) = 1",
        },
    ),
    "out-of-bounds": Meaning(
        (
            (
                "Các phần có thể trùng nhau, nên tổng phải nằm giữa phần lớn nhất và tổng các "
                "phần; số đã ghi nằm ngoài khoảng đó."
            ),
            (
                "The parts may overlap, so the total lies between the largest and their sum; the "
                "figure does not."
            ),
        ),
        facts={
            "says_vi": "Tổng số TTHC không nhỏ hơn cấp nhiều nhất và không lớn hơn tổng các cấp",
            "says_en": "The total lies between the largest level and the sum of the levels",
            "operands": "2.1.3.(1) = 20; 2.1.3.(2) = 15; 2.1.3 = 40",
        },
    ),
    "rate-on-empty-base": Meaning(
        (
            "Có tỷ lệ nhưng số để tính tỷ lệ bằng 0 hoặc trống.",
            "There is a rate, but what it is a rate of is 0 or blank.",
        ),
        facts={
            "says_vi": "Có tỷ lệ hồ sơ trực tuyến mức độ 3 thì phải có TTHC mức độ 3",
            "says_en": "A rate of online dossiers of level 3 needs procedures of level 3",
            "operands": "6.4.1 = 0; 6.4.4 = 100%",
        },
    ),
    "below-expected": Meaning(
        (
            "Số nhỏ hơn mức suy ra từ các số khác; có thể đúng nhưng cần giải thích.",
            "The figure is below what others imply; it may be right but needs a word.",
        ),
        facts={
            "says_vi": "Số lãnh đạo đơn vị trực thuộc không nhỏ hơn số đơn vị trực thuộc",
            "says_en": "Leaders of subordinate units are not fewer than the units",
            "operands": "IV.5.(3) = 3; IV.1.(4) = 5",
        },
    ),
    "figures-contradict": Meaning(
        (
            "Các câu trả lời, xét chung, khó có thể cùng đúng.",
            "Taken together, the answers can hardly all be right.",
        ),
        facts={
            "says_vi": "Hồ sơ 100% trực tuyến thì không có hồ sơ tiếp nhận qua bưu chính",
            "says_en": "Where all dossiers are handled online, none arrive by post",
            "operands": "VII.3.(4) = 100%; VII.4.(4) = 12",
        },
    ),
    "rate-mismatch": Meaning(
        (
            "Tử số và mẫu số cũng có trong biểu, và tỷ lệ tính lại khác tỷ lệ đã ghi.",
            "Numerator and denominator stand in the form too, and the rate is not theirs.",
        ),
        facts={
            "says_vi": "Tỷ lệ bằng 100 × tử số / mẫu số, đúng đến chữ số thập phân đã ghi",
            "says_en": "The rate equals 100 × numerator / denominator to the decimals given",
            "operands": "III.6.(2) = 1654; III.6.(3) = 1650; III.6.(4) = 98%",
        },
    ),
    "figure-falls": Meaning(
        (
            "Số lũy kế từ đầu năm nhỏ hơn số đã báo cáo ở kỳ trước của cùng năm.",
            "A figure counted from the start of the year is below what was reported before.",
        ),
        facts={
            "label1": "Số văn bản chỉ đạo CCHC đã ban hành",
            "value1": "12",
            "previous1": "15",
            "says_vi": "Số lũy kế không nhỏ hơn số của kỳ trước",
            "says_en": "A cumulative figure is not below that of the period before",
        },
    ),
    "plan-changed": Meaning(
        (
            "Số kế hoạch hoặc chỉ tiêu giao cả năm khác số đã báo cáo ở kỳ trước của cùng năm.",
            "A figure of the year's plan is not what was reported before in the same year.",
        ),
        facts={
            "label1": "Tổng số biên chế được giao trong năm",
            "value1": "50",
            "previous1": "48",
            "says_vi": "Số giao cả năm không đổi giữa các kỳ trong năm",
            "says_en": "A figure of the year's plan stays the same within the year",
        },
    ),
    "pending-not-carried": Meaning(
        (
            "Số hồ sơ tiếp nhận chưa gồm hồ sơ kỳ trước chuyển sang, hoặc số lũy kế giảm.",
            "Dossiers received leave out those carried over, or a cumulative figure falls.",
        ),
        facts={
            "says_vi": "Số hồ sơ tiếp nhận gồm cả hồ sơ kỳ trước chuyển sang",
            "says_en": "Dossiers received include those carried over",
            "changes": "III.6.(1): 1700 → 30",
        },
    ),
    "list-moved": Meaning(
        (
            "Số TTHC đang có hiệu lực không bằng số kỳ trước cộng công bố mới, trừ bãi bỏ.",
            "Procedures in force are not those before plus those announced less those abolished.",
        ),
        facts={
            "says_vi": "Số TTHC bằng số kỳ trước cộng số công bố mới, trừ số bãi bỏ",
            "says_en": "Procedures are those before plus announced less abolished",
            "changes": "III.2.(3): 30 → 45",
        },
    ),
    "figure-jumps": Meaning(
        (
            "Số liệu thay đổi nhiều so với kỳ trước; thường do gõ nhầm dòng hoặc dấu phân cách.",
            "The figure changed much; often a row or a separator was mistaken.",
        ),
        facts={
            "label1": "Số hồ sơ đã tiếp nhận",
            "value1": "171034",
            "previous1": "1654",
            "says_vi": "Số liệu gấp 5 lần trở lên so với kỳ trước thì nêu lý do ở Ghi chú",
            "says_en": "A figure five times that of the period before is explained in the note",
        },
    ),
    "rate-truncated": Meaning(
        (
            "Tỷ lệ đúng nếu cắt bớt chữ số thập phân, nhưng sai nếu làm tròn.",
            "The rate is right if decimals are cut off, and wrong if they are rounded.",
        ),
        (WARNING,),
        variant_of=("rate-mismatch",),
        facts={"operands": "III.6.(2) = 3; III.6.(3) = 2; III.6.(4) = 66,6%"},
    ),
}


def of_a_rule() -> Meaning:
    """Return what can be said of a kind that only a definition knows."""
    return Meaning(
        _OF_A_RULE,
        facts={
            "says_vi": "Hai số ở mục 1.1 và 1.2 bằng nhau",
            "says_en": "The figures in rows 1.1 and 1.2 are equal",
            "operands": "1.1 = 30; 1.2 = 31",
        },
    )
