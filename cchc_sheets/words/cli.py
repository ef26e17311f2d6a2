"""What the commands say when they have done their work."""

from __future__ import annotations

_SENTENCES = {
    "init": (
        "Đã tạo thư mục làm việc {path} ({written} tệp).",
        "Made the workspace {path} ({written} files).",
    ),
    "init-kept": (
        "Giữ nguyên {kept} tệp đã có.",
        "Left {kept} existing files as they were.",
    ),
    "init-province": (
        "Các lệnh ở đây dùng cho tỉnh {province}.",
        "Commands here are about the province {province}.",
    ),
    "init-default-province": (
        "Các lệnh ở đây dùng cho tỉnh {province}; tỉnh khác: chạy lại init với --province.",
        "Commands here are about the province {province}; for another run init with --province.",
    ),
    "init-next": (
        "Tiếp theo: cchc-sheets generate --period {period}",
        "Next: cchc-sheets generate --period {period}",
    ),
    "lint-sound": (
        "Định nghĩa hợp lệ: {indicators} chỉ tiêu, {rules} quy tắc, {forms} biểu, {units} đơn vị.",
        "Sound: {indicators} indicators, {rules} rules, {forms} forms, {units} units.",
    ),
    "validator-only": (
        "Chỉ soát ở Sở, không hiện trong biểu: {rules}.",
        "Checked at the department only, not shown in the sheet: {rules}.",
    ),
    "in-part": ("{rule} (một phần)", "{rule} (in part)"),
    "in-no-form": (
        "Chưa dùng ở biểu nào (không biểu nào có đủ chỉ tiêu): {rules}.",
        "Not used by any form (none has all their indicators): {rules}.",
    ),
    "issuing": ("Đang giao biểu", "Issuing"),
    "checking": ("Đang soát", "Checking"),
    "issued": (
        "Đã giao {n} biểu, {period}: {folder}",
        "Issued {n} workbooks, {period}: {folder}",
    ),
    "set-aside": (
        "{n} tệp cũ có nội dung khác được chuyển vào {folder}, không bị ghi đè.",
        "{n} older files with other content were moved to {folder}, not overwritten.",
    ),
    "merged-head": (
        "Tổng hợp {period}, {province}: {merged}/{expected} đơn vị{preliminary}.",
        "Merged {period}, {province}: {merged}/{expected} units{preliminary}.",
    ),
    "preliminary": (" – SỐ SƠ BỘ", " – PRELIMINARY"),
    "rejected-head": (
        "Chưa đưa vào tổng hợp ({n} tệp):",
        "Not merged ({n} files):",
    ),
    "missing-head": ("Chưa gửi ({n} đơn vị):", "Missing ({n} units):"),
    "warnings-head": (
        "Nhận, có cảnh báo ({n} đơn vị); chi tiết trong báo cáo.",
        "Accepted with warnings ({n} units); details in the report.",
    ),
    "doubles-head": ("Tệp trùng, chỉ tính một lần ({n}):", "Same file twice, counted once ({n}):"),
    "questions-head": ("Cần đối chiếu giữa các đơn vị ({n}):", "To compare across units ({n}):"),
    "outputs-head": ("Kết quả:", "Results:"),
    "more": ("… và {n} lỗi nữa", "… and {n} more"),
    "status-merged": ("đã nhận", "received"),
    "status-warnings": ("đã nhận, có cảnh báo", "received, with warnings"),
    "status-rejected": ("trả lại – đề nghị chỉnh sửa", "sent back for correction"),
    "status-missing": ("chưa gửi", "not returned"),
    "rule": ("Quy tắc {id} ({severity}): {says}", "Rule {id} ({severity}): {says}"),
    "reason": ("Lý do: {reason}", "Reason: {reason}"),
    "forms": ("Áp dụng cho: {forms}", "Holds in: {forms}"),
}


def sentence(key: str, lang: str, **facts: object) -> str:
    """Return a sentence of the command line; raises ``KeyError`` for an unknown key."""
    return _SENTENCES[key][1 if lang == "en" else 0].format(**facts)
