"""Kinds of findings about whose a workbook is, and for which period: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.common import ERROR, FILL_IN_AGAIN, INFO, WARNING
from cchc_sheets.model import FindingKind, Group, Speech

NOT_ISSUED = FindingKind(
    "not-issued",
    Group.IDENTITY,
    title=Speech("Không phải biểu đã giao", "Not an issued workbook"),
    found=Speech(
        "Bảng tính này không phải biểu do Sở Nội vụ giao (không có mã nhận dạng).",
        "This workbook was not issued by the office (it carries no identity).",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Tệp không có mã nhận dạng: biểu tự lập, biểu lập trước khi dùng chương trình này, "
            "hoặc số liệu được chép sang tệp mới."
        ),
        (
            "The file carries no identity anywhere: made by the unit itself, from before this "
            "system, or copied into a new file."
        ),
    ),
    severities=(ERROR,),
)
IDENTITY_CONFLICT = FindingKind(
    "identity-conflict",
    Group.IDENTITY,
    title=Speech("Mã nhận dạng mâu thuẫn", "Identity contradicts itself"),
    found=Speech(
        "Mã nhận dạng ở các nơi trong tệp khác nhau: “{found}” và “{other}”.",
        "The identity differs within the file: “{found}” and “{other}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Mã nhận dạng trên biểu và ở các phần ẩn của tệp không cùng một biểu, thường do "
            "chép trang của biểu này vào tệp của biểu kia."
        ),
        (
            "The identity on the sheet and those in the hidden parts belong to different "
            "workbooks, mostly because a sheet was copied into another file."
        ),
    ),
    severities=(ERROR,),
    example={"found": "stc · 2021-Q1", "other": "snv · 2021-Q1"},
    whose_is_uncertain=True,
)
IDENTITY_COPY_DIFFERS = FindingKind(
    "identity-copy-differs",
    Group.IDENTITY,
    title=Speech("Một bản mã nhận dạng khác", "A copy of the identity differs"),
    found=Speech(
        "Mã nhận dạng ở phần ẩn của tệp ({found}) khác mã trên biểu.",
        "The identity in a hidden part ({found}) differs from the sheet's.",
    ),
    mend=Speech(
        "Xem lại biểu có phải được chép sang tệp khác không.",
        "See whether the sheet was copied into another file.",
    ),
    arises=Speech(
        "Một bản mã nhận dạng ở phần ẩn khác mã trên biểu; các bản còn lại khớp nhau.",
        "One hidden copy of the identity differs from the sheet's; the others agree.",
    ),
    severities=(WARNING,),
    example={"found": "snv · 2021-Q1"},
)
IDENTITY_NOT_ON_SHEET = FindingKind(
    "identity-not-on-sheet",
    Group.IDENTITY,
    title=Speech("Trên biểu không còn mã nhận dạng", "No identity on the sheet"),
    found=Speech(
        "Biểu không còn mã nhận dạng nào; chỉ phần ẩn của tệp còn ghi {found}.",
        "The sheet carries no identity; only hidden parts of the file still say {found}.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Cả hai bản mã nhận dạng trên trang của biểu đã bị xóa. Thuộc tính của tệp không cho "
            "biết số liệu trên trang là của ai: trang có thể được dán từ tệp khác."
        ),
        (
            "Both copies on the form's sheet were deleted. The file's properties do not tell whose "
            "the figures on the sheet are: it may have been pasted from another file."
        ),
    ),
    severities=(ERROR,),
    example={"found": "stc · 2021-Q1"},
    whose_is_uncertain=True,
)
IDENTITY_COPY_MISSING = FindingKind(
    "identity-copy-missing",
    Group.IDENTITY,
    title=Speech("Mất một bản mã nhận dạng", "A copy of the identity is gone"),
    found=Speech(
        "Trên biểu chỉ còn một trong hai bản mã nhận dạng.",
        "Only one of the sheet's two copies of the identity is left.",
    ),
    mend=Speech(
        "Không cần sửa nếu số liệu đúng của đơn vị; đề nghị đơn vị không xóa ô của biểu.",
        "Nothing to do if the figures are the unit's own; ask it to delete no cells of the form.",
    ),
    arises=Speech(
        "Ô có mã nhận dạng ở ngoài vùng in, hoặc ô đầu của cột ẩn, đã bị xóa hay gõ đè.",
        "The cell with the identity, or the first cell of the hidden column, was cleared.",
    ),
    severities=(WARNING,),
)
IDENTITY_ALTERED = FindingKind(
    "identity-altered",
    Group.IDENTITY,
    title=Speech("Mã nhận dạng khác lúc giao", "Identity altered"),
    found=Speech(
        "Chữ ký không khớp: mã nhận dạng khác lúc giao.",
        "The signature does not match: the identity is not the one issued.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Thư mục làm việc có khóa đã ký biểu, nhưng chữ ký không khớp: mã nhận dạng không "
            "còn như lúc giao."
        ),
        (
            "The workspace holds the key that signed the workbook, but the signature does not "
            "match: the identity is no longer the one issued."
        ),
    ),
    severities=(ERROR,),
    whose_is_uncertain=True,
)
UNVERIFIED_SOURCE = FindingKind(
    "unverified-source",
    Group.IDENTITY,
    title=Speech("Chưa xác minh được nguồn", "Source not verified"),
    found=Speech(
        "Chưa xác minh được nguồn: thư mục làm việc này không có khóa ký {found}.",
        "The source cannot be verified: this workspace lacks key {found}.",
    ),
    mend=Speech(
        "Chạy lệnh trong thư mục làm việc đã giao biểu.",
        "Run the command in the workspace that issued the workbooks.",
    ),
    arises=Speech(
        "Thư mục làm việc không có khóa đã ký biểu nên không biết chắc ai giao biểu.",
        "The workspace lacks the signing key, so that the workbook's origin is not certain.",
    ),
    severities=(WARNING,),
    example={"found": "0a1b2c3d"},
)
UNKNOWN_KEY = FindingKind(
    "unknown-key",
    Group.IDENTITY,
    title=Speech("Khóa lạ", "Unknown key"),
    found=Speech(
        "Biểu ký bằng khóa {found}, không phải khóa ký của thư mục làm việc này.",
        "The workbook is signed with key {found}, which is not this workspace's.",
    ),
    mend=Speech(
        "Biết chắc biểu do Sở Nội vụ giao từ máy khác thì thêm --trust-key {found}.",
        "If the office is certain to have issued it on another machine, add --trust-key {found}.",
    ),
    arises=Speech(
        "Thư mục làm việc có khóa ký, nhưng biểu ký bằng khóa khác chưa ai chấp nhận.",
        (
            "The workspace has keys, but the workbook is signed with another that nobody has "
            "recorded as trusted."
        ),
    ),
    severities=(ERROR,),
    example={"found": "9f8e7d6c"},
    whose_is_uncertain=True,
)
UNIT_CHANGED = FindingKind(
    "unit-changed",
    Group.IDENTITY,
    title=Speech("Tên đơn vị khác lúc giao", "Unit named otherwise"),
    found=Speech(
        "Biểu ghi tên đơn vị là “{found}”, danh sách ghi “{expected}”.",
        "The sheet names “{found}”, the roster “{expected}”.",
    ),
    mend=Speech(
        "Dùng đúng biểu của đơn vị; đơn vị vừa đổi tên thì giao lại biểu.",
        "Use the unit's own workbook; if the unit was renamed, issue it again.",
    ),
    arises=Speech(
        (
            "Tên trên biểu khác tên trong danh sách: dùng nhầm biểu của đơn vị khác, hoặc đơn "
            "vị đã đổi tên sau khi giao."
        ),
        (
            "The sheet and the roster name the unit otherwise: another unit's workbook was used, "
            "or the unit was renamed after issue."
        ),
    ),
    severities=(ERROR,),
    example={"found": "Sở Nội vụ", "expected": "Sở Tài chính"},
    whose_is_uncertain=True,
)
UNIT_RENAMED = FindingKind(
    "unit-renamed",
    Group.IDENTITY,
    title=Speech("Tên đơn vị đã khác từ khi giao", "Unit renamed since issue"),
    found=Speech(
        "Biểu được giao với tên đơn vị “{found}”, danh sách nay ghi “{expected}”.",
        "The workbook was issued to “{found}”, which the roster now calls “{expected}”.",
    ),
    mend=Speech(
        "Đúng là một đơn vị thì không cần sửa; cần bản in mang tên mới thì giao lại biểu.",
        "Nothing to do if it is the same unit; issue it again for a print with the new name.",
    ),
    arises=Speech(
        (
            "Tên đơn vị ghi ở mọi nơi trên biểu giống nhau nhưng khác tên trong danh sách, và "
            "không phải tên của đơn vị khác trong danh sách. Mã nhận dạng mới quyết định biểu của "
            "ai; số liệu vẫn được tổng hợp."
        ),
        (
            "The sheet has one name in all places; it is not the roster's, nor that of another "
            "unit of the roster. The identity decides whose the workbook is; it is merged."
        ),
    ),
    severities=(WARNING,),
    example={"found": "Sở Tài chính", "expected": "Sở Tài chính và Kế hoạch"},
)
PERIOD_CHANGED = FindingKind(
    "period-changed",
    Group.IDENTITY,
    title=Speech("Kỳ báo cáo khác lúc giao", "Period changed"),
    found=Speech(
        "Dòng kỳ báo cáo là “{found}”, nhưng biểu được giao là “{expected}”.",
        "The sheet's period line is “{found}”, but it was issued as “{expected}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        "Dòng kỳ báo cáo khác lúc giao, thường do dùng lại biểu của kỳ trước.",
        "The line with the period is not the one issued: mostly an earlier workbook.",
    ),
    severities=(ERROR,),
    example={"found": "QUÝ II NĂM 2021", "expected": "QUÝ I NĂM 2021"},
)
DEFINITION_CHANGED = FindingKind(
    "definition-changed",
    Group.IDENTITY,
    title=Speech("Biểu mẫu đã thay đổi", "Form definition changed"),
    found=Speech(
        "Biểu được giao theo bản định nghĩa khác của “{found}”.",
        "The workbook was issued from another definition of “{found}”.",
    ),
    mend=Speech(
        "Dùng lại bản định nghĩa cũ, hoặc giao lại biểu.",
        "Use the definition it was issued from, or issue it again.",
    ),
    arises=Speech(
        (
            "Các dòng, mã chỉ tiêu hoặc loại số liệu của biểu đã đổi từ khi giao. Chỉ sửa câu "
            "chữ hay quy tắc thì không bị."
        ),
        (
            "The form's rows, keys or kinds of answers have changed since the workbook was "
            "issued. A change of wording or of a rule does not count."
        ),
    ),
    severities=(ERROR,),
    example={"found": "stc-soc-trang-2021q1"},
)
UNKNOWN_FORM = FindingKind(
    "unknown-form",
    Group.IDENTITY,
    title=Speech("Không có biểu mẫu này", "Unknown form"),
    found=Speech(
        "Không có định nghĩa của biểu “{found}”.", "There is no definition of the form “{found}”."
    ),
    mend=Speech(
        "Chạy lệnh trong thư mục làm việc đã giao biểu này.",
        "Run the command in the workspace that issued this workbook.",
    ),
    arises=Speech(
        "Mã nhận dạng nêu một biểu mẫu mà thư mục làm việc không có.",
        "The identity names a form that the definitions do not hold.",
    ),
    severities=(ERROR,),
    example={"found": "stc-soc-trang-2019"},
)
OTHER_FORM = FindingKind(
    "other-form",
    Group.IDENTITY,
    title=Speech("Biểu mẫu khác danh sách", "Another form than the roster's"),
    found=Speech(
        "Biểu theo mẫu “{found}”, danh sách nay ghi đơn vị báo cáo theo mẫu “{expected}”.",
        "The workbook is the form “{found}”; by the roster the unit now reports on “{expected}”.",
    ),
    mend=Speech(
        "Giao biểu theo mẫu “{expected}” cho đơn vị, hoặc sửa mẫu của đơn vị trong danh sách.",
        "Issue the form “{expected}” to the unit, or correct the unit's form in the roster.",
    ),
    arises=Speech(
        (
            "Mẫu của đơn vị trong danh sách đã đổi từ khi giao biểu. Mẫu cũ cùng loại đơn vị thì "
            "vẫn được tổng hợp, kèm cảnh báo; mẫu của loại đơn vị khác thì trả lại."
        ),
        (
            "The unit's form in the roster has changed since the workbook was issued. Another form "
            "for such units is merged with a warning; one for units of another type is sent back."
        ),
    ),
    severities=(WARNING, ERROR),
    example={"found": "stc-soc-trang-2021q1", "expected": "so-nganh-2025"},
)
UNKNOWN_UNIT = FindingKind(
    "unknown-unit",
    Group.IDENTITY,
    title=Speech("Không có đơn vị này", "Unknown unit"),
    found=Speech(
        "Đơn vị “{found}” không có trong danh sách của tỉnh.",
        "The unit “{found}” is not on the province's roster.",
    ),
    mend=Speech(
        "Thêm đơn vị vào danh sách, hoặc giao lại biểu theo mã mới.",
        "Add the unit to the roster, or issue the workbook again by its new code.",
    ),
    arises=Speech(
        "Mã nhận dạng nêu một đơn vị không có trong danh sách của tỉnh.",
        "The identity names a unit that is not on the province's roster.",
    ),
    severities=(ERROR,),
    example={"found": "sgtvt"},
    whose_is_uncertain=True,
)
OTHER_PROVINCE = FindingKind(
    "other-province",
    Group.IDENTITY,
    title=Speech("Biểu của tỉnh khác", "Another province"),
    found=Speech(
        "Biểu của “{found}”, không phải của “{expected}”.",
        "The workbook belongs to “{found}”, not to “{expected}”.",
    ),
    mend=Speech(
        "Chuyển tệp ra khỏi thư mục này và báo nơi gửi.",
        "Move the file out of this folder and tell its sender.",
    ),
    arises=Speech(
        "Biểu của tỉnh khác nằm lẫn trong thư mục đang tổng hợp.",
        "A workbook of another province lies in the folder that is being merged.",
    ),
    severities=(ERROR,),
    example={"found": "ha-tinh", "expected": "soc-trang"},
    whose_is_uncertain=True,
)
OTHER_PERIOD = FindingKind(
    "other-period",
    Group.IDENTITY,
    title=Speech("Không rõ biểu của kỳ nào", "No period that there is"),
    found=Speech(
        "Biểu ghi kỳ “{found}”, không phải kỳ báo cáo nào; đang tổng hợp kỳ {expected}.",
        "The workbook names the period “{found}”, which is none; {expected} is being merged.",
    ),
    mend=Speech(
        "Đề nghị đơn vị điền và gửi biểu kỳ {expected} đã giao.",
        "Ask the unit to fill in and send the workbook that was issued for {expected}.",
    ),
    arises=Speech(
        "Kỳ ghi trong biểu không phải kỳ báo cáo nào. Biểu của một kỳ khác có thật thì không phải "
        "lỗi: merge để riêng, ghi là “thuộc kỳ khác”, và tính khi tổng hợp kỳ ấy.",
        "What the workbook names is no period. A workbook of another period is no error: merge "
        "sets it aside as of another period, and counts it when that period is merged.",
    ),
    severities=(ERROR,),
    example={"found": "2021-Q5", "expected": "2021-Q1"},
    whose_is_uncertain=True,
)
CONTRADICTING_FILES = FindingKind(
    "contradicting-files",
    Group.IDENTITY,
    title=Speech("Hai tệp khác nhau của một đơn vị", "Contradicting files of one unit"),
    found=Speech(
        "Đơn vị “{found}” có nhiều tệp khác nhau: {files}. Không tệp nào được tổng hợp.",
        "The unit “{found}” has different files: {files}. None is merged.",
    ),
    mend=Speech(
        "Giữ lại đúng một tệp (hỏi đơn vị bản cuối), rồi tổng hợp lại.",
        "Keep exactly one (ask the unit which is final) and merge again.",
    ),
    arises=Speech(
        "Một đơn vị có nhiều tệp với số liệu khác nhau và không rõ tệp nào là bản cuối.",
        "One unit has several files with different answers, and nothing tells which is final.",
    ),
    severities=(ERROR,),
    example={"found": "Sở Tài chính", "files": "stc.xlsx, stc (sửa).xlsx"},
)
SAME_CONTENT = FindingKind(
    "same-content",
    Group.IDENTITY,
    title=Speech("Tệp trùng", "Same file twice"),
    found=Speech(
        "Trùng nội dung với “{found}”, chỉ tính một lần.",
        "The same answers as “{found}”; counted once.",
    ),
    mend=Speech("Không cần sửa.", "Nothing to do."),
    arises=Speech(
        "Cùng một báo cáo được gửi hai lần với nội dung như nhau.",
        "The same report was sent twice with the same content.",
    ),
    severities=(INFO,),
    example={"found": "stc.xlsx"},
)
