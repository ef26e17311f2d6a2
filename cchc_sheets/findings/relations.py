"""Kinds of findings about answers that contradict each other: one row a kind."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.findings.common import THE_RULE
from cchc_sheets.model import FindingKind, Given, Group, Percent, Possible, Speech

_CHECK_BOTH = Speech(
    "Xem lại các số này, sửa số sai.", "Look at these figures and correct the wrong one."
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
        "Một số là phần của số kia mà lại lớn hơn.",
        "What should be a part of another figure is larger than it.",
    ),
    example_given=(Given("", "Số hồ sơ đúng hạn", 2844), Given("", "Số hồ sơ đã giải quyết", 1654)),
    live=("Lớn hơn {above}",),
)
WHOLE_MISSING = FindingKind(
    "whole-missing",
    Group.RELATION,
    title=Speech("Có phần mà thiếu tổng", "Part without its whole"),
    found=Speech(
        "“{label1}” để trống trong khi “{label2}” là {value2}{possible}.",
        "“{label1}” is blank while “{label2}” is {value2}{possible}.",
    ),
    mend=Speech(
        "Nhập số còn thiếu, hoặc sửa số còn lại nếu nhập nhầm.",
        "Enter the missing figure, or correct the other one.",
    ),
    arises=Speech(
        "Có số của phần mà ô của tổng để trống, nên không đối chiếu được.",
        "The part has a figure while its whole is blank, so that they cannot be compared.",
    ),
    variant_of=(PART_ABOVE_WHOLE,),
    example_given=(Given("", "Số hồ sơ đã giải quyết", None), Given("", "Số hồ sơ đúng hạn", 2844)),
    example={"possible": Possible(Decimal(2844), Decimal(2960))},
    live=("Chưa nhập; {other_is}",),
)
SUM_ABOVE_TOTAL = FindingKind(
    "sum-above-total",
    Group.RELATION,
    title=Speech("Tổng các phần lớn hơn tổng số", "Parts above the total"),
    found=THE_RULE,
    mend=_CHECK_BOTH,
    arises=Speech(
        "Các phần cộng lại lớn hơn tổng đã ghi.", "The parts together are above the total."
    ),
    example={
        "says": Speech(
            "Nhiệm vụ đúng hạn cộng quá hạn không lớn hơn tổng số nhiệm vụ được giao",
            "Tasks done on time plus late do not exceed tasks assigned",
        )
    },
    example_given=(Given("1.4.2", "", 30), Given("1.4.3", "", 8), Given("1.4.1", "", 35)),
    live=("Dưới {below}", "Cộng lại vượt {whole}", "Các phần cộng lại lớn hơn"),
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
        "says": Speech(
            "Tổng số đơn vị bằng số phòng cộng số đơn vị cấp huyện",
            "All units equal divisions plus district branches",
        )
    },
    example_given=(Given("3.1.1", "", 9), Given("3.1.2", "", 11), Given("3.1", "", 21)),
    live=("Khác {unequal}",),
)
FIGURES_DIFFER = FindingKind(
    "figures-differ",
    Group.RELATION,
    title=Speech("Hai số phải bằng nhau", "Figures that should agree"),
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
        "says": Speech(
            "Số TTHC mức độ 3, 4 trên cổng bằng mức độ 3 cộng mức độ 4",
            "Level 3 and 4 procedures on the portal equal level 3 plus level 4",
        )
    },
    example_given=(
        Given("III.7.(2)", "", 31),
        Given("VII.3.(1)", "", 10),
        Given("VII.3.(2)", "", 20),
    ),
    live=("Khác {unequal}",),
)
PARTS_MISSING = FindingKind(
    "parts-missing",
    Group.RELATION,
    title=Speech("Có tổng mà thiếu phần", "Whole without all its parts"),
    found=Speech(
        (
            "“{label1}” ghi {value1}, các dòng thành phần đã nhập cộng được {so_far}; còn {left} ở "
            "dòng chưa trả lời: {blanks}."
        ),
        (
            "“{label1}” says {value1} and the parts given make {so_far}; {left} are left for what "
            "is blank: {blanks}."
        ),
    ),
    mend=Speech(
        "Nhập các dòng còn trống cho đủ tổng (không có thì nhập 0), hoặc sửa số sai.",
        "Fill in the blank parts (0 if none), or correct the wrong figure.",
    ),
    arises=Speech(
        (
            "Tổng đã nhập mà các dòng thành phần mới nhập một phần. Nêu một lần số còn lại và các "
            "dòng còn trống, thay cho từng dòng chưa trả lời."
        ),
        (
            "A total is given and its parts only by half. What is left and where it could be is "
            "said once, instead of a missing answer for each blank."
        ),
    ),
    variant_of=(TOTAL_MISMATCH, FIGURES_DIFFER),
    example={"so_far": 2, "left": 28},
    example_given=(
        Given("III.1", "Tổng số TTHC", 30, cell="F41"),
        Given("III.1.(1)", "Cấp huyện", 2, cell="F42"),
        Given("III.1.(2)", "Cấp xã", None, cell="F43"),
    ),
    live=("Còn {left}, chưa nhập đủ",),
)
TOTAL_MISSING = FindingKind(
    "total-missing",
    Group.RELATION,
    title=Speech("Có phần mà thiếu tổng", "Parts without their total"),
    found=Speech(
        "Các dòng thành phần đã nhập cộng được {so_far} mà còn để trống: {blanks}.",
        "The parts given make {so_far}, but this is blank: {blanks}.",
    ),
    mend=Speech(
        "Nhập tổng số và các dòng thành phần còn trống (không có thì nhập 0).",
        "Enter the total and the parts that are blank (0 if none).",
    ),
    arises=Speech(
        (
            "Các dòng thành phần có số mà dòng tổng để trống. Nêu một lần tổng của các số đã nhập "
            "và các dòng còn trống."
        ),
        (
            "The parts have figures and their total is blank. What they make so far and what is "
            "blank is said once."
        ),
    ),
    variant_of=(TOTAL_MISMATCH, FIGURES_DIFFER),
    example={"so_far": 12},
    example_given=(
        Given("III.1", "Tổng số TTHC", None, cell="F41"),
        Given("III.1.(1)", "Cấp huyện", 12, cell="F42"),
    ),
    live=("Chưa nhập; cộng được {so_far}",),
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
        "says": Speech(
            "Có người đã đào tạo thì phải nêu số theo kế hoạch",
            "Training done needs the planned number",
        )
    },
    example_given=(Given("V.4.(1)", "", None), Given("V.4.(2)", "", 12)),
    live=("Nhập đủ {asked}", "Cần nhập: {other_is}"),
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
        "says": Speech(
            "Có khảo sát thì phải có số phiếu và hình thức khảo sát",
            "A survey needs the number of responses and the method",
        )
    },
    example_given=(
        Given("1.5", "", 1),
        Given("1.5.1", "", None),
        Given("1.5.2", "", None),
        Given("1.5.3", "", Percent(Decimal(98))),
    ),
    live=("Thiếu số phiếu, hình thức",),
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
        "says": Speech(
            "Có người bị kỷ luật thì Ghi chú nêu rõ sự việc",
            "Discipline needs the facts in the note",
        )
    },
    example_given=(Given("V.6.(1)", "", 1),),
    live=("Nêu rõ ở Ghi chú",),
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
        "says": Speech(
            "Tổng số TTHC không nhỏ hơn cấp nhiều nhất và không lớn hơn tổng các cấp",
            "The total lies between the largest level and the sum of the levels",
        )
    },
    example_given=(Given("2.1.3.(1)", "", 20), Given("2.1.3.(2)", "", 15), Given("2.1.3", "", 40)),
    live=("Không khớp {others}",),
)
RATE_ON_EMPTY_BASE = FindingKind(
    "rate-on-empty-base",
    Group.RELATION,
    title=Speech("Tỷ lệ không có mẫu số", "Rate on an empty base"),
    found=THE_RULE,
    mend=Speech(
        "Nhập mẫu số của tỷ lệ; mẫu số đúng là 0 thì xem lại tỷ lệ.{kad}",
        "Enter what the rate is a share of; if that is 0 indeed, look at the rate again.{kad}",
    ),
    arises=Speech(
        "Có tỷ lệ nhưng số để tính tỷ lệ bằng 0 hoặc trống.",
        "There is a rate, but what it is a rate of is 0 or blank.",
    ),
    example={
        "says": Speech(
            "Có tỷ lệ hồ sơ trực tuyến mức độ 3 thì phải có TTHC mức độ 3",
            "A rate of online dossiers of level 3 needs procedures of level 3",
        )
    },
    example_given=(Given("6.4.1", "", 0), Given("6.4.4", "", Percent(Decimal(100)))),
    live=("Phải trên 0, vì có {based}",),
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
        "says": Speech(
            "Số lãnh đạo đơn vị trực thuộc không nhỏ hơn số đơn vị trực thuộc",
            "Leaders of subordinate units are not fewer than the units",
        )
    },
    example_given=(Given("IV.5.(3)", "", 3), Given("IV.1.(4)", "", 5)),
    live=("Nhỏ hơn {below}", "Ít hơn suy ra từ {others}"),
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
        "says": Speech(
            "Hồ sơ 100% trực tuyến thì không có hồ sơ tiếp nhận qua bưu chính",
            "Where all dossiers are handled online, none arrive by post",
        )
    },
    example_given=(Given("VII.3.(4)", "", Percent(Decimal(100))), Given("VII.4.(4)", "", 12)),
    live=("Trái với {others}",),
)
