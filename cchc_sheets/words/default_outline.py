"""What stands above and below the text of the outline that comes with the program.

``<code>`` is one of ``words.outline.GENERAL``; ``{…}`` is for the person who writes the report.
"""

from __future__ import annotations

AGENCY = ("ỦY BAN NHÂN DÂN", "<province_capitals>")
NUMBER = "Số:          /BC-UBND"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PLACE_AND_DATE = "<place>, ngày      tháng      năm <year>"
KIND = "BÁO CÁO"
SUBJECT = "Kết quả công tác cải cách hành chính <period>"
TO = "Kính gửi: Bộ Nội vụ"
OPENING = (
    "{Nêu văn bản giao nhiệm vụ báo cáo.} Ủy ban nhân dân <province> báo cáo kết quả thực hiện "
    "công tác cải cách hành chính (CCHC) <period>, số liệu từ ngày <starts> đến ngày <ends>, "
    "như sau:"
)
CLOSING = (
    "Trên đây là báo cáo kết quả thực hiện công tác CCHC <period> của <province>. Số liệu chi tiết "
    "ở Phụ lục kèm theo./."
)
RECIPIENTS_HEAD = "Nơi nhận:"
RECIPIENTS = (
    "- Như trên;",
    "- Chủ tịch, các Phó Chủ tịch UBND <province>;",
    "- <issuer>;",
    "- Lưu: VT.",
)
SIGNER = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
ATTACHED = (
    "(Kèm theo Báo cáo số       /BC-UBND ngày      tháng      năm <year> "
    "của Ủy ban nhân dân <province>)"
)
ATTACHED_ALONE = "(Kèm theo Văn bản số … ngày … tháng … năm … của …)"
KEY_TABLE_TITLE = "Một số số liệu chính <period>"
"""Above the table of key figures."""
