"""Kinds of findings about whose a workbook is, and for which period: one row a kind."""

from __future__ import annotations

from cchc_sheets.findings.kind import ERROR, FILL_IN_AGAIN, INFO, WARNING, FindingKind, Group
from cchc_sheets.model import Speech

NOT_ISSUED = FindingKind(
    "not-issued",
    Group.IDENTITY,
    title=Speech("Không phải biểu đã giao", "Not an issued workbook"),
    found=Speech(
        "Bảng tính này không phải biểu do Sở giao (không có mã biểu).",
        "This workbook was not issued by the office (it carries no identity).",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Tệp không mang mã biểu ở chỗ nào: biểu tự lập, biểu của năm trước, hoặc số liệu "
            "được chép sang tệp mới."
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
    title=Speech("Mã biểu mâu thuẫn", "Identity contradicts itself"),
    found=Speech(
        "Mã biểu ở các nơi trong tệp khác nhau: “{found}” và “{other}”.",
        "The identity differs within the file: “{found}” and “{other}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Mã biểu trên biểu và ở các phần ẩn của tệp không cùng một biểu, thường do chép "
            "sheet của biểu này vào tệp của biểu kia."
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
    title=Speech("Một bản mã biểu khác", "A copy of the identity differs"),
    found=Speech(
        "Mã biểu ở phần ẩn của tệp ({found}) khác mã trên biểu.",
        "The identity in a hidden part ({found}) differs from the sheet's.",
    ),
    mend=Speech(
        "Kiểm tra xem biểu có bị chép sang tệp khác không.",
        "See whether the sheet was copied into another file.",
    ),
    arises=Speech(
        "Một bản sao mã biểu ở phần ẩn khác mã trên biểu; các bản còn lại khớp nhau.",
        "One hidden copy of the identity differs from the sheet's; the others agree.",
    ),
    severities=(WARNING,),
    example={"found": "snv · 2021-Q1"},
)
IDENTITY_ALTERED = FindingKind(
    "identity-altered",
    Group.IDENTITY,
    title=Speech("Mã biểu bị sửa", "Identity altered"),
    found=Speech(
        "Chữ ký của mã biểu không khớp: mã đã bị sửa sau khi giao.",
        "The identity's signature does not match: it was changed after issue.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        (
            "Nơi làm việc có khóa đã ký biểu, nhưng chữ ký không khớp với mã: có người đã sửa "
            "mã biểu hoặc số liệu điền sẵn."
        ),
        (
            "The workspace holds the key that signed the workbook, but the signature does not "
            "match: the identity was edited."
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
        "Chưa xác minh được nguồn: nơi làm việc này không có khóa {found}.",
        "The source cannot be verified: this workspace lacks key {found}.",
    ),
    mend=Speech(
        "Chạy lệnh trong thư mục làm việc đã giao biểu.",
        "Run the command in the workspace that issued the workbooks.",
    ),
    arises=Speech(
        "Nơi làm việc không có khóa đã ký biểu nên không biết chắc biểu do Sở giao.",
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
        "Biểu ký bằng khóa {found}, không phải khóa của nơi làm việc này.",
        "The workbook is signed with key {found}, which is not this workspace's.",
    ),
    mend=Speech(
        "Nếu biết chắc nguồn gốc, ghi nhận bằng --trust-key {found}.",
        "If its origin is certain, record that with --trust-key {found}.",
    ),
    arises=Speech(
        "Nơi làm việc có khóa, nhưng biểu lại ký bằng khóa khác và chưa ai ghi nhận khóa ấy.",
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
    title=Speech("Tên đơn vị bị sửa", "Unit changed"),
    found=Speech(
        "Tên đơn vị trên biểu là “{found}”, nhưng biểu được giao cho “{expected}”.",
        "The sheet names “{found}”, but the workbook was issued to “{expected}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        "Tên đơn vị trên biểu đã bị sửa: đơn vị này dùng biểu giao cho đơn vị khác.",
        "The unit's name on the sheet was edited: one unit used another's workbook.",
    ),
    severities=(ERROR,),
    example={"found": "Sở Nội vụ", "expected": "Sở Tài chính"},
    whose_is_uncertain=True,
)
PERIOD_CHANGED = FindingKind(
    "period-changed",
    Group.IDENTITY,
    title=Speech("Kỳ báo cáo trên biểu bị sửa", "Period changed"),
    found=Speech(
        "Dòng kỳ báo cáo là “{found}”, nhưng biểu được giao là “{expected}”.",
        "The sheet's period line is “{found}”, but it was issued as “{expected}”.",
    ),
    mend=FILL_IN_AGAIN,
    arises=Speech(
        "Dòng kỳ báo cáo dưới tên biểu đã bị sửa: biểu kỳ trước được dùng lại cho kỳ này.",
        "The line with the period was edited: an earlier workbook was used again.",
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
        "Kiểm tra thư mục định nghĩa (--templates).", "Check the definitions (--templates)."
    ),
    arises=Speech(
        "Mã biểu nêu một biểu mẫu mà thư mục định nghĩa không có.",
        "The identity names a form that the definitions do not hold.",
    ),
    severities=(ERROR,),
    example={"found": "stc-soc-trang-2019"},
)
UNKNOWN_UNIT = FindingKind(
    "unknown-unit",
    Group.IDENTITY,
    title=Speech("Không có đơn vị này", "Unknown unit"),
    found=Speech(
        "Đơn vị “{found}” không có trong danh sách của tỉnh.",
        "The unit “{found}” is not on the province's roster.",
    ),
    mend=Speech("Kiểm tra danh sách đơn vị.", "Check the roster."),
    arises=Speech(
        "Mã biểu nêu một đơn vị không còn trong danh sách của tỉnh.",
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
        "Biểu được giao cho tỉnh “{found}”, không phải “{expected}”.",
        "The workbook belongs to “{found}”, not to “{expected}”.",
    ),
    mend=Speech("Chuyển tệp về đúng nơi.", "Pass the file on."),
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
    title=Speech("Biểu của kỳ khác", "Another period"),
    found=Speech(
        "Biểu của kỳ {found}, không phải kỳ {expected} đang tổng hợp.",
        "The workbook is for {found}, not for {expected} which is being merged.",
    ),
    mend=Speech(
        "Đề nghị đơn vị gửi biểu của kỳ {expected}.", "Ask the unit for the workbook of {expected}."
    ),
    arises=Speech(
        "Biểu của kỳ khác nằm lẫn trong thư mục đang tổng hợp.",
        "A workbook of another period lies in the folder that is being merged.",
    ),
    severities=(ERROR,),
    example={"found": "2020-Q4", "expected": "2021-Q1"},
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
    mend=Speech("Không phải sửa.", "Nothing to do."),
    arises=Speech(
        "Cùng một báo cáo được gửi hai lần với nội dung như nhau.",
        "The same report was sent twice with the same content.",
    ),
    severities=(INFO,),
    example={"found": "stc.xlsx"},
)
