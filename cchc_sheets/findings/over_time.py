"""Kinds of findings about figures against those of the period before: one row a kind."""

from __future__ import annotations

from cchc_sheets.model import FindingKind, Given, Group, Speech

FIGURE_FALLS = FindingKind(
    "figure-falls",
    Group.RELATION,
    title=Speech("Số đếm nhỏ hơn kỳ trước", "Count falls below the period before"),
    found=Speech(
        "“{label1}” là {value1}, nhỏ hơn kỳ trước ({previous1}). {says}.",
        "“{label1}” is {value1}, below the period before ({previous1}). {says}.",
    ),
    mend=Speech(
        "Xem lại số kỳ này; số kỳ trước sai thì gửi Sở Nội vụ văn bản đính chính số kỳ trước.",
        "Look at this figure again; if the earlier one was wrong, send the office its correction.",
    ),
    arises=Speech(
        "Kỳ này bao gồm cả kỳ trước, mà số đếm nhỏ hơn số đã báo cáo ở kỳ trước.",
        "The window holds the one before, and a count is below what was reported for that.",
    ),
    example={
        "says": Speech(
            "Số lũy kế không nhỏ hơn số của kỳ trước",
            "A cumulative figure is not below that of the period before",
        )
    },
    example_given=(Given("", "Số văn bản chỉ đạo CCHC đã ban hành", 12, 15),),
    live=("Nhỏ hơn kỳ trước ({before})",),
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
        "Số hồ sơ tiếp nhận chưa gồm hồ sơ kỳ trước chuyển sang.",
        "Dossiers received leave out those carried over.",
    ),
    example={
        "says": Speech(
            "Số hồ sơ tiếp nhận gồm cả hồ sơ kỳ trước chuyển sang",
            "Dossiers received include those carried over",
        )
    },
    example_given=(Given("III.6.(1)", "", 30, 1700),),
    live=("Cộng cả hồ sơ kỳ trước",),
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
        "says": Speech(
            "Số TTHC bằng số kỳ trước cộng số công bố mới, trừ số bãi bỏ",
            "Procedures are those before plus announced less abolished",
        )
    },
    example_given=(Given("III.2.(3)", "", 45, 30),),
    live=("Không khớp số kỳ trước",),
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
        "says": Speech(
            "Số giao cả năm không đổi giữa các kỳ trong năm",
            "A figure of the year's plan stays the same within the year",
        )
    },
    example_given=(Given("", "Tổng số biên chế được giao trong năm", 50, 48),),
    live=("Khác kỳ trước ({before})",),
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
        "says": Speech(
            "Số liệu gấp 5 lần trở lên so với kỳ trước thì nêu lý do ở Ghi chú",
            "A figure five times that of the period before is explained in the note",
        )
    },
    example_given=(Given("", "Số hồ sơ đã tiếp nhận", 171034, 1654),),
    live=("Kỳ trước: {before}; xem lại",),
)
