"""Kinds of findings about answers that contradict each other: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.kind import THE_RULE, WARNING, FindingKind, Group
from cchc_sheets.model import Speech

_CHECK_BOTH = Speech(
    "Kiểm tra các số này và sửa số sai.", "Check these figures and correct the wrong one."
)

PART_ABOVE_WHOLE = FindingKind(
    "part-above-whole",
    Group.RELATION,
    title=Speech("Phần lớn hơn tổng", "Part above its whole"),
    found=Speech(
        "“{label1}” ({value1}) lớn hơn “{label2}” ({value2}).",
        "“{label1}” ({value1}) is above “{label2}” ({value2}).",
    ),
    mend=_CHECK_BOTH,
    arises=Speech(
        "Một số lẽ ra là phần của số kia lại lớn hơn nó.",
        "What should be a part of another figure is larger than it.",
    ),
    example={
        "label1": "Số hồ sơ đúng hạn",
        "value1": "2844",
        "label2": "Số hồ sơ đã giải quyết",
        "value2": "1654",
    },
)
WHOLE_MISSING = FindingKind(
    "whole-missing",
    Group.RELATION,
    title=Speech("Có phần mà thiếu tổng", "Part without its whole"),
    found=Speech(
        "“{label1}” để trống trong khi “{label2}” là {value2}.",
        "“{label1}” is blank while “{label2}” is {value2}.",
    ),
    mend=Speech(
        "Nhập số còn thiếu, hoặc sửa số còn lại nếu nhập nhầm.",
        "Enter the missing figure, or correct the other one.",
    ),
    arises=Speech(
        "Có số của phần mà ô của tổng để trống, nên không đối chiếu được.",
        "The part has a figure while its whole is blank, so that they cannot be compared.",
    ),
    variant_of=("part-above-whole",),
    example={
        "label1": "Số hồ sơ đã giải quyết",
        "label2": "Số hồ sơ đúng hạn",
        "value2": "2844",
    },
    live="để trống trong khi {operand2}",
)
SUM_ABOVE_TOTAL = FindingKind(
    "sum-above-total",
    Group.RELATION,
    title=Speech("Cộng các phần lớn hơn tổng", "Parts above the total"),
    found=THE_RULE,
    mend=_CHECK_BOTH,
    arises=Speech(
        "Các phần cộng lại lớn hơn tổng đã ghi.", "The parts together are above the total."
    ),
    example={
        "says_vi": "Nhiệm vụ đúng hạn cộng quá hạn không lớn hơn tổng số nhiệm vụ được giao",
        "says_en": "Tasks done on time plus late do not exceed tasks assigned",
        "operands": "1.4.2 = 30; 1.4.3 = 8; 1.4.1 = 35",
    },
)
TOTAL_MISMATCH = FindingKind(
    "total-mismatch",
    Group.RELATION,
    title=Speech("Tổng không khớp", "Total does not add up"),
    found=THE_RULE,
    mend=Speech(
        "Cộng lại các dòng thành phần và sửa số sai.",
        "Add the parts again and correct the wrong figure.",
    ),
    arises=Speech(
        "Tổng đã ghi khác tổng cộng các dòng thành phần.",
        "The total is not what its parts add up to.",
    ),
    example={
        "says_vi": "Tổng số đơn vị bằng số phòng cộng số đơn vị cấp huyện",
        "says_en": "All units equal divisions plus district branches",
        "operands": "3.1.1 = 9; 3.1.2 = 11; 3.1 = 21",
    },
)
FIGURES_DIFFER = FindingKind(
    "figures-differ",
    Group.RELATION,
    title=Speech("Hai số lẽ ra bằng nhau", "Figures that should agree"),
    found=THE_RULE,
    mend=Speech(
        "Kiểm tra lại; nếu khác nhau là đúng thì nêu lý do ở Ghi chú.",
        "Check them; if the difference is right, say why in the note.",
    ),
    mend_in_table=_CHECK_BOTH,
    arises=Speech(
        "Một khái niệm được hỏi ở hai chỗ của biểu mà hai số khác nhau.",
        "The form asks one thing in two places, and the figures differ.",
    ),
    example={
        "says_vi": "Số TTHC mức độ 3, 4 trên cổng bằng mức độ 3 cộng mức độ 4",
        "says_en": "Level 3 and 4 procedures on the portal equal level 3 plus level 4",
        "operands": "III.7.(2) = 31; VII.3.(1) = 10; VII.3.(2) = 20",
    },
)
ANSWER_NEEDED = FindingKind(
    "answer-needed",
    Group.RELATION,
    title=Speech("Thiếu câu trả lời đi kèm", "A related answer is missing"),
    found=THE_RULE,
    mend=Speech(
        "Trả lời ô còn thiếu (0 nếu không có), hoặc sửa số còn lại.",
        "Answer the missing cell (0 if none), or correct the other one.",
    ),
    arises=Speech(
        "Một câu trả lời đòi hỏi câu trả lời khác đi kèm, mà ô kia để trống.",
        "One answer calls for another, which is blank.",
    ),
    example={
        "says_vi": "Có người đã đào tạo thì phải nêu số theo kế hoạch",
        "says_en": "Training done needs the planned number",
        "operands": "V.4.(1) = ∅; V.4.(2) = 12",
    },
)
SURVEY_INCOMPLETE = FindingKind(
    "survey-incomplete",
    Group.RELATION,
    title=Speech("Khảo sát thiếu số phiếu hoặc hình thức", "Survey without base or method"),
    found=THE_RULE,
    mend=Speech(
        "Nhập số phiếu và hình thức; dùng máy đánh giá thì nêu rõ ở Ghi chú dòng số phiếu.",
        "Enter responses and method; for a rating machine say so in the note of the responses.",
    ),
    arises=Speech(
        "Có khảo sát hoặc có tỷ lệ hài lòng nhưng thiếu số phiếu hoặc hình thức.",
        "There is a survey or a satisfaction rate without responses or method.",
    ),
    example={
        "says_vi": "Có khảo sát thì phải có số phiếu và hình thức khảo sát",
        "says_en": "A survey needs the number of responses and the method",
        "operands": "1.5 = 1; 1.5.1 = ∅; 1.5.2 = ∅; 1.5.3 = 98%",
    },
)
NOTE_NEEDED = FindingKind(
    "note-needed",
    Group.RELATION,
    title=Speech("Cần nêu rõ ở Ghi chú", "Note needed"),
    found=THE_RULE,
    mend=Speech(
        "Ghi sự việc hoặc số, ngày văn bản vào Ghi chú của dòng.",
        "Put the facts, or the document's number and date, into the row's note.",
    ),
    arises=Speech(
        ("Câu trả lời thuộc trường hợp phải nêu sự việc hoặc văn bản ở Ghi chú, mà Ghi chú trống."),
        ("The answer is of a kind that needs the facts or a document in the note, which is empty."),
    ),
    example={
        "says_vi": "Có người bị kỷ luật thì Ghi chú nêu rõ sự việc",
        "says_en": "Discipline needs the facts in the note",
        "operands": "V.6.(1) = 1",
    },
)
OUT_OF_BOUNDS = FindingKind(
    "out-of-bounds",
    Group.RELATION,
    title=Speech("Tổng ngoài khoảng hợp lý", "Total out of bounds"),
    found=THE_RULE,
    mend=Speech(
        "Kiểm tra các số; nếu đúng thì nêu lý do ở Ghi chú.",
        "Check the figures; if they are right, say why in the note.",
    ),
    arises=Speech(
        (
            "Các phần có thể trùng nhau, nên tổng phải nằm giữa phần lớn nhất và tổng các "
            "phần; số đã ghi nằm ngoài khoảng đó."
        ),
        (
            "The parts may overlap, so the total lies between the largest and their sum; the "
            "figure does not."
        ),
    ),
    example={
        "says_vi": "Tổng số TTHC không nhỏ hơn cấp nhiều nhất và không lớn hơn tổng các cấp",
        "says_en": "The total lies between the largest level and the sum of the levels",
        "operands": "2.1.3.(1) = 20; 2.1.3.(2) = 15; 2.1.3 = 40",
    },
)
RATE_ON_EMPTY_BASE = FindingKind(
    "rate-on-empty-base",
    Group.RELATION,
    title=Speech("Tỷ lệ không có cơ sở", "Rate on an empty base"),
    found=THE_RULE,
    mend=Speech(
        "Nhập số mà tỷ lệ tính trên đó, hoặc bỏ tỷ lệ (ghi KAD và nêu lý do).",
        "Enter what the rate is a share of, or give up the rate (KAD and a note).",
    ),
    arises=Speech(
        "Có tỷ lệ nhưng số để tính tỷ lệ bằng 0 hoặc trống.",
        "There is a rate, but what it is a rate of is 0 or blank.",
    ),
    example={
        "says_vi": "Có tỷ lệ hồ sơ trực tuyến mức độ 3 thì phải có TTHC mức độ 3",
        "says_en": "A rate of online dossiers of level 3 needs procedures of level 3",
        "operands": "6.4.1 = 0; 6.4.4 = 100%",
    },
)
BELOW_EXPECTED = FindingKind(
    "below-expected",
    Group.RELATION,
    title=Speech("Số nhỏ hơn dự kiến", "Fewer than expected"),
    found=THE_RULE,
    mend=Speech(
        "Kiểm tra; nếu đúng thì nêu lý do ở Ghi chú.", "Check; if it is right, say why in the note."
    ),
    arises=Speech(
        "Số nhỏ hơn mức suy ra từ các số khác; có thể đúng nhưng cần giải thích.",
        "The figure is below what others imply; it may be right but needs a word.",
    ),
    example={
        "says_vi": "Số lãnh đạo đơn vị trực thuộc không nhỏ hơn số đơn vị trực thuộc",
        "says_en": "Leaders of subordinate units are not fewer than the units",
        "operands": "IV.5.(3) = 3; IV.1.(4) = 5",
    },
)
FIGURES_CONTRADICT = FindingKind(
    "figures-contradict",
    Group.RELATION,
    title=Speech("Các câu trả lời mâu thuẫn", "Answers contradict each other"),
    found=THE_RULE,
    mend=Speech(
        "Kiểm tra; nếu đúng thì nêu lý do ở Ghi chú.", "Check; if it is right, say why in the note."
    ),
    arises=Speech(
        "Các câu trả lời, xét chung, khó có thể cùng đúng.",
        "Taken together, the answers can hardly all be right.",
    ),
    example={
        "says_vi": "Hồ sơ 100% trực tuyến thì không có hồ sơ tiếp nhận qua bưu chính",
        "says_en": "Where all dossiers are handled online, none arrive by post",
        "operands": "VII.3.(4) = 100%; VII.4.(4) = 12",
    },
)
FIGURE_FALLS = FindingKind(
    "figure-falls",
    Group.RELATION,
    title=Speech("Số lũy kế giảm", "Cumulative figure falls"),
    found=Speech(
        "“{label1}” là {value1}, nhỏ hơn kỳ trước ({previous1}). {says}.",
        "“{label1}” is {value1}, below the period before ({previous1}). {says}.",
    ),
    mend=Speech(
        "Kiểm tra số kỳ này; nếu số kỳ trước sai thì gửi Sở bản đính chính của kỳ trước.",
        "Check this figure; if the earlier one was wrong, send its correction to the office.",
    ),
    arises=Speech(
        "Số lũy kế từ đầu năm nhỏ hơn số đã báo cáo ở kỳ trước của cùng năm.",
        "A figure counted from the start of the year is below what was reported before.",
    ),
    example={
        "label1": "Số văn bản chỉ đạo CCHC đã ban hành",
        "value1": "12",
        "previous1": "15",
        "says_vi": "Số lũy kế không nhỏ hơn số của kỳ trước",
        "says_en": "A cumulative figure is not below that of the period before",
    },
)
PENDING_NOT_CARRIED = FindingKind(
    "pending-not-carried",
    Group.RELATION,
    title=Speech("Thiếu hồ sơ của kỳ trước", "Dossiers of the period before left out"),
    found=Speech(
        "{says}. Kỳ trước → kỳ này: {changes}.", "{says}. Period before → this period: {changes}."
    ),
    mend=Speech(
        "Cộng cả hồ sơ của kỳ trước; nếu số đã đúng thì nêu lý do ở Ghi chú.",
        "Count those of the period before too; if the figure is right, say why in the note.",
    ),
    arises=Speech(
        "Số hồ sơ tiếp nhận chưa gồm hồ sơ kỳ trước chuyển sang, hoặc số lũy kế giảm.",
        "Dossiers received leave out those carried over, or a cumulative figure falls.",
    ),
    example={
        "says_vi": "Số hồ sơ tiếp nhận gồm cả hồ sơ kỳ trước chuyển sang",
        "says_en": "Dossiers received include those carried over",
        "changes": "III.6.(1): 1700 → 30",
    },
)
LIST_MOVED = FindingKind(
    "list-moved",
    Group.RELATION,
    title=Speech("Số TTHC không khớp biến động", "Procedures do not follow what was announced"),
    found=Speech(
        "{says}. Kỳ trước → kỳ này: {changes}.", "{says}. Period before → this period: {changes}."
    ),
    mend=Speech(
        "Kiểm tra số công bố mới, bãi bỏ; nếu đúng thì nêu lý do ở Ghi chú.",
        "Check those announced and abolished; if they are right, say why in the note.",
    ),
    arises=Speech(
        "Số TTHC đang có hiệu lực không bằng số kỳ trước cộng công bố mới, trừ bãi bỏ.",
        "Procedures in force are not those before plus those announced less those abolished.",
    ),
    example={
        "says_vi": "Số TTHC bằng số kỳ trước cộng số công bố mới, trừ số bãi bỏ",
        "says_en": "Procedures are those before plus announced less abolished",
        "changes": "III.2.(3): 30 → 45",
    },
)
PLAN_CHANGED = FindingKind(
    "plan-changed",
    Group.RELATION,
    title=Speech("Số kế hoạch năm thay đổi", "Figure of the year's plan changed"),
    found=Speech(
        "“{label1}” là {value1}, kỳ trước là {previous1}. {says}.",
        "“{label1}” is {value1}, in the period before {previous1}. {says}.",
    ),
    mend=Speech(
        "Sửa số sai, hoặc ghi số, ngày quyết định điều chỉnh vào Ghi chú.",
        "Correct the figure, or put the amending decision's number and date into the note.",
    ),
    arises=Speech(
        "Số kế hoạch hoặc chỉ tiêu giao cả năm khác số đã báo cáo ở kỳ trước của cùng năm.",
        "A figure of the year's plan is not what was reported before in the same year.",
    ),
    example={
        "label1": "Tổng số biên chế được giao trong năm",
        "value1": "50",
        "previous1": "48",
        "says_vi": "Số giao cả năm không đổi giữa các kỳ trong năm",
        "says_en": "A figure of the year's plan stays the same within the year",
    },
)
FIGURE_JUMPS = FindingKind(
    "figure-jumps",
    Group.RELATION,
    title=Speech("Số liệu thay đổi lớn", "Figure changes much"),
    found=Speech(
        "“{label1}” là {value1}, kỳ trước là {previous1}. {says}.",
        "“{label1}” is {value1}, in the period before {previous1}. {says}.",
    ),
    mend=Speech(
        "Kiểm tra dấu chấm, dấu phẩy, dòng đã nhập; nếu đúng thì nêu lý do ở Ghi chú.",
        "See whether a separator or a row was mistaken; if it is right, say why in the note.",
    ),
    arises=Speech(
        "Số liệu thay đổi nhiều so với kỳ trước; thường do gõ nhầm dòng hoặc dấu phân cách.",
        "The figure changed much; often a row or a separator was mistaken.",
    ),
    example={
        "label1": "Số hồ sơ đã tiếp nhận",
        "value1": "171034",
        "previous1": "1654",
        "says_vi": "Số liệu gấp 5 lần trở lên so với kỳ trước thì nêu lý do ở Ghi chú",
        "says_en": "A figure five times that of the period before is explained in the note",
    },
)
RATE_MISMATCH = FindingKind(
    "rate-mismatch",
    Group.RELATION,
    title=Speech("Tỷ lệ tính sai", "Wrong rate"),
    found=THE_RULE,
    mend=Speech(
        "Tính lại tỷ lệ từ tử số và mẫu số.",
        "Compute the rate again from numerator and denominator.",
    ),
    arises=Speech(
        "Tử số và mẫu số cũng có trong biểu, và tỷ lệ tính lại khác tỷ lệ đã ghi.",
        "Numerator and denominator stand in the form too, and the rate is not theirs.",
    ),
    example={
        "says_vi": "Tỷ lệ bằng 100 × tử số / mẫu số, đúng đến chữ số thập phân đã ghi",
        "says_en": "The rate equals 100 × numerator / denominator to the decimals given",
        "operands": "III.6.(2) = 1654; III.6.(3) = 1650; III.6.(4) = 98%",
    },
)
RATE_TRUNCATED = FindingKind(
    "rate-truncated",
    Group.RELATION,
    title=Speech("Tỷ lệ bị cắt, không làm tròn", "Rate truncated"),
    found=Speech(
        "Tỷ lệ dường như bị cắt bớt chữ số thay vì làm tròn. Đã ghi: {operands}.",
        "The rate seems to be truncated instead of rounded. Found: {operands}.",
    ),
    mend=Speech("Làm tròn chữ số cuối.", "Round the last digit."),
    arises=Speech(
        "Tỷ lệ đúng nếu cắt bớt chữ số thập phân, nhưng sai nếu làm tròn.",
        "The rate is right if decimals are cut off, and wrong if they are rounded.",
    ),
    severities=(WARNING,),
    variant_of=("rate-mismatch",),
    example={"operands": "III.6.(2) = 3; III.6.(3) = 2; III.6.(4) = 66,6%"},
    live="tỷ lệ dường như bị cắt bớt chữ số thay vì làm tròn ({operands})",
)
