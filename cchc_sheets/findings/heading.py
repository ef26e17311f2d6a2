"""Kinds of findings about what stands above a form's rows: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

UNIT_NAME = Speech("tên đơn vị báo cáo", "the reporting unit's name")
PERIOD_LINE = Speech("dòng kỳ báo cáo", "the line with the period")
REPORT_NUMBER = Speech("số, ký hiệu", "its number")
SIGNED_ON = Speech("ngày ký", "its day of signing")
NUMBER_AND_DAY = Speech("số, ký hiệu và ngày ký", "its number and its day of signing")
"""What findings call the lines and fields of the heading."""

_TYPE_THE_DAY = Speech(
    "Gõ ngày/tháng/năm theo báo cáo đã ký, ví dụ 17/03/2021.",
    "Type day/month/year as on the signed report: 17/03/2021.",
)

PAPER_DIFFERS = FindingKind(
    "paper-differs",
    Group.HEADING,
    title=Speech("Tệp khác bản đã ký", "The file differs from the signed paper"),
    found=Speech(
        "Bản giấy in mã đối chiếu {found}, số liệu trong tệp có mã {expected}.",
        "The paper has the reconciliation code {found}, the figures of the file have {expected}.",
    ),
    mend=Speech(
        "Xem lại mã đã gõ. Nếu đúng là khác: đề nghị đơn vị gửi tệp đã dùng để in bản ký, hoặc in "
        "lại từ tệp này rồi ký.",
        "See whether the code was typed as printed. If they do differ, ask the unit for the file "
        "that the signed paper was printed from, or to print this one and sign it.",
    ),
    arises=Speech(
        "Mã đối chiếu số liệu gõ ở --code khác mã tính từ tệp: có ô đã đổi sau khi in.",
        "The reconciliation code given with --code is not that of the file: a cell was changed "
        "after printing.",
    ),
    severities=(ERROR,),
    example={"found": "4F7-K3M", "expected": "9GT-KAX"},
)
PAPER_AWAITED = FindingKind(
    "paper-awaited",
    Group.HEADING,
    title=Speech("Chờ văn bản đính chính", "A corrected signed paper is awaited"),
    found=Speech(
        "Tệp ký ngày {signed} có mã đối chiếu {found}; tệp đang tính có mã {expected}: số liệu đã "
        "đổi sau khi ký.",
        "The file signed on {signed} has the reconciliation code {found}, the file that counts has "
        "{expected}: figures were changed after signing.",
    ),
    mend=Speech(
        "Đề nghị đơn vị gửi văn bản đính chính có mã {expected}. Đã nhận văn bản ấy thì ghi quyết "
        "định nhận (lệnh accept) kèm lý do.",
        "Ask the unit for a corrected paper with the code {expected}. Once it has come, accept the "
        "unit with the reason (accept).",
    ),
    arises=Speech(
        "Đơn vị đã gửi một tệp đủ điều kiện, có ngày ký, rồi gửi tệp khác thay vào mà mã đối chiếu "
        "khác đi.",
        "A unit sent a fit file with a day of signing, and then another in its place whose "
        "reconciliation code is not the same.",
    ),
    severities=(WARNING,),
    example={"signed": "17/03/2021", "found": "4F7-K3M", "expected": "9GT-KAX"},
)
HEADING_GONE = FindingKind(
    "heading-gone",
    Group.HEADING,
    title=Speech("Đầu biểu để trống", "Heading gone"),
    found=Speech("Biểu không còn ghi {found}.", "The sheet no longer has {found}."),
    mend=Speech(
        "Máy nhận ra biểu theo mã nhận dạng; bản in thì phải ghi đủ như biểu đã giao.",
        "The identity tells whose it is; what is printed must have it as issued.",
    ),
    arises=Speech(
        "Ô tên đơn vị bên cạnh đầu biểu hoặc dòng kỳ báo cáo trống, hay không còn tìm thấy.",
        "The unit's name beside the heading, or the line with the period, is blank or gone.",
    ),
    severities=(WARNING,),
    example={"found": UNIT_NAME},
)
SIGNING_BLANK = FindingKind(
    "signing-blank",
    Group.HEADING,
    title=Speech("Chưa ghi số, ngày ký", "Number or day of signing not given"),
    found=Speech("Biểu chưa ghi {found} của báo cáo.", "The sheet does not give {found}."),
    mend=Speech(
        "Báo cáo đã ký thì ghi thêm ở đầu trang; chưa ký thì không cần sửa.",
        "Once the report is signed, add it at the top of the sheet; otherwise nothing to do.",
    ),
    arises=Speech(
        "Ô “Số, ký hiệu báo cáo” hoặc “Ngày ký” ở đầu trang để trống.",
        "The field for the report's number or day of signing is blank.",
    ),
    severities=(INFO,),
    example={"found": NUMBER_AND_DAY},
)
SIGNED_ON_UNREADABLE = FindingKind(
    "signed-on-unreadable",
    Group.HEADING,
    title=Speech("Ngày ký không có trong lịch", "Day of signing is no date"),
    found=Speech(
        "Ngày ký ghi “{found}”, không phải một ngày có trong lịch.",
        "The day of signing says “{found}”, which is no day of the calendar.",
    ),
    mend=_TYPE_THE_DAY,
    arises=Speech(
        "Ô ngày ký có nội dung mà không đọc được thành một ngày, ví dụ 32/13/2021.",
        "The field holds something that cannot be read as a day, such as 32/13/2021.",
    ),
    severities=(WARNING,),
    example={"found": "32/13/2021"},
)
SIGNED_ON_EARLY = FindingKind(
    "signed-on-early",
    Group.HEADING,
    title=Speech("Ký trước khi hết kỳ báo cáo", "Signed before the period ended"),
    found=Speech(
        "Ngày ký {found} trước ngày hết kỳ báo cáo ({expected}).",
        "Signed on {found}, before the period ended ({expected}).",
    ),
    mend=Speech(
        "Xem lại ngày ký, và số liệu đã đủ đến hết kỳ chưa.",
        "See whether the day is right, and whether the figures cover the whole period.",
    ),
    arises=Speech(
        "Ngày ký trước ngày cuối của kỳ: gõ nhầm, hoặc số liệu chốt sớm hơn kỳ báo cáo.",
        "The day lies before the period's last: a slip, or figures taken too soon.",
    ),
    severities=(WARNING,),
    example={"found": "17/03/2020", "expected": "14/03/2021"},
)
SIGNED_ON_LATE = FindingKind(
    "signed-on-late",
    Group.HEADING,
    title=Speech("Ký quá xa kỳ báo cáo", "Signed long after the period"),
    found=Speech(
        "Ngày ký {found} sau ngày hết kỳ báo cáo ({expected}) hơn sáu tháng.",
        "Signed on {found}, more than six months after the period ended ({expected}).",
    ),
    mend=_TYPE_THE_DAY,
    arises=Speech(
        "Ngày ký sau ngày cuối của kỳ hơn sáu tháng, thường do gõ nhầm năm.",
        "The day lies more than six months after the period's last: mostly another year typed.",
    ),
    severities=(WARNING,),
    example={"found": "17/03/2022", "expected": "14/03/2021"},
)
