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
        "Các lệnh ở đây dùng cho {name} (mã {province}).",
        "Commands here are about {name} ({province}).",
    ),
    "init-no-province": (
        (
            "Chưa chọn tỉnh. Chạy lại init với --province MÃ ({known}), hoặc lập danh sách đơn vị "
            "của tỉnh mình: cchc-sheets new roster MÃ --province “TÊN TỈNH”."
        ),
        (
            "No province was chosen. Run init again with --province ID ({known}), or make a roster "
            "of your own: cchc-sheets new roster ID --province “NAME”."
        ),
    ),
    "province-head": ("Thư mục làm việc này dùng cho tỉnh nào?", "Which province is this for?"),
    "province-line": ("  {n}. {name} ({province})", "  {n}. {name} ({province})"),
    "province-ended": (
        "  {n}. {name} ({province}; đến {until}, chỉ cho số liệu cũ)",
        "  {n}. {name} ({province}; until {until}, for old figures only)",
    ),
    "province-ask": (
        "Gõ số thứ tự, hoặc chỉ bấm Enter nếu là tỉnh khác: ",
        "Type its number, or press Enter for another province: ",
    ),
    "province-again": (
        "Chỉ gõ một số từ 1 đến {n}.",
        "Type a number from 1 to {n}.",
    ),
    "init-next": (
        "Tiếp theo: cchc-sheets generate --period {period}",
        "Next: cchc-sheets generate --period {period}",
    ),
    "desk-open": ("Bàn làm việc: {address}", "The desk: {address}"),
    "desk-end": (
        "Giữ cửa sổ này khi đang làm; nhấn Ctrl-C để đóng bàn làm việc.",
        "Keep this window while you work; Ctrl-C closes the desk.",
    ),
    "desk-closed": ("Đã đóng bàn làm việc.", "The desk is closed."),
    "lint-sound": (
        "Định nghĩa hợp lệ: {indicators} chỉ tiêu, {rules} quy tắc, {forms} biểu, {units} đơn vị.",
        "Sound: {indicators} indicators, {rules} rules, {forms} forms, {units} units.",
    ),
    "validator-only": (
        "Chỉ Sở Nội vụ soát được, không hiện trong biểu: {rules}.",
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
    "not-carried-head": (
        "Không điền sẵn được {n} dòng của {path}; biểu vẫn được giao:",
        "{n} lines of {path} could not be filled in; the workbooks were issued all the same:",
    ),
    "not-carried-more": ("… và {n} dòng nữa (xem đủ bằng --format json)", "… and {n} more lines"),
    "checked": (
        (
            "Đã soát {n} tệp: nhận {accepted}, nhận nhưng cần xem {accepted_with_warnings}, trả "
            "lại {rejected}; {error} lỗi, {warning} điểm cần xem."
        ),
        (
            "Checked {n} files: {accepted} accepted, {accepted_with_warnings} accepted with "
            "something to look at, {rejected} returned; {error} errors, {warning} to look at."
        ),
    ),
    "explain-how": (
        "Giải thích: cchc-sheets explain MÃ, với mã trong [ ] hoặc mã quy tắc (R22).",
        "To explain: cchc-sheets explain CODE, with a code in [ ] or a rule (R22).",
    ),
    "folder-head": (
        "Cả thư mục, {period}, {province}:",
        "The whole folder, {period}, {province}:",
    ),
    "folder-several": (
        "Có nhiều tệp của cùng một đơn vị ({n} đơn vị):",
        "More than one file of a unit ({n} units):",
    ),
    "folder-same": ("{unit}: {paths} (giống hệt nhau)", "{unit}: {paths} (all the same)"),
    "folder-differing": ("{unit}: {paths}", "{unit}: {paths}"),
    "folder-others": ("Thuộc kỳ khác ({n} tệp):", "Of other periods ({n} files):"),
    "folder-complete": (
        "Mọi đơn vị phải báo cáo ({n}) đều đã gửi tệp.",
        "A file came of each of the {n} expected units.",
    ),
    "merged-head": (
        "Tổng hợp {period}, {province}: {merged}/{expected} đơn vị – {stage}.",
        "Merged {period}, {province}: {merged}/{expected} units – {stage}.",
    ),
    "rejected-head": (
        "Trả lại ({n} tệp):",
        "Returned ({n} files):",
    ),
    "set-aside-head": (
        "Không tính, không cần làm gì ({n} tệp):",
        "Not counted, nothing to do ({n} files):",
    ),
    "aside-replaced-by": (
        "{path}: đã thay bằng {counted}",
        "{path}: replaced by {counted}",
    ),
    "aside-replaced-by-namesake": (
        "{path}: bản nhận trước, đã thay bằng bản nhận sau cùng tên",
        "{path}: an earlier file of this name, replaced by the later one",
    ),
    "aside-replaced": ("{path}: có bản gửi sau", "{path}: a later one came"),
    "aside-withdrawn": ("{path}: đã rút", "{path}: withdrawn"),
    "aside-left_out": ("{path}: đơn vị đã loại ra", "{path}: the unit is left out"),
    "aside-other_period": ("{path}: thuộc kỳ khác ({period})", "{path}: of {period}"),
    "blank": ("(trống)", "(blank)"),
    "change": ("{label}: {before} → {now}", "{label}: {before} → {now}"),
    "change-table": ("Bảng “{label}” có thay đổi", "The table “{label}” has changed"),
    "ruling-accepted": (
        "Nhận kèm lý do – {name}: {reason}",
        "Accepted for a reason – {name}: {reason}",
    ),
    "ruling-excluded": ("Loại ra – {name}: {reason}", "Left out – {name}: {reason}"),
    "ruling-entered": (
        "Sở Nội vụ nhập thay – {name}: {reason}",
        "Entered by the department – {name}: {reason}",
    ),
    "decided-accepted": (
        "Đã ghi: nhận “{file}” của {unit}, {period}. Lý do: {reason}. Chạy merge để tính lại.",
        "Recorded: “{file}” of {unit} counts, {period}. Reason: {reason}. Merge to apply it.",
    ),
    "decided-excluded": (
        "Đã ghi: loại {unit} ra, {period}. Lý do: {reason}. Chạy merge để tính lại.",
        "Recorded: {unit} is left out, {period}. Reason: {reason}. Merge to apply it.",
    ),
    "decided-withdrawn": (
        "Đã ghi: không tính tệp “{file}”, {period}. Lý do: {reason}. Chạy merge để tính lại.",
        "Recorded: “{file}” does not count, {period}. Reason: {reason}. Merge to apply it.",
    ),
    "decided-entered": (
        "Đã ghi: nhập thay {unit}, {period}. Nguồn: {reason}. Chạy merge để tính lại.",
        "Recorded: entered for {unit}, {period}. Source: {reason}. Merge to apply it.",
    ),
    "status-head": (
        "{period}, {province}: {stage}. Hạn gửi: {due}.",
        "{period}, {province}: {stage}. Due: {due}.",
    ),
    "late": ("– quá hạn {n} ngày", "– {n} days late"),
    "late-count": ("quá hạn {n}", "late {n}"),
    "nobody-returned": ("Không đơn vị nào phải trả lại.", "No unit has to correct anything."),
    "nobody-chased": ("Không đơn vị nào phải đôn đốc.", "Nobody has to be chased."),
    "chased": (
        "Đã ghi lời nhắc cho {n} đơn vị, kèm bảng cho công văn: {folder}",
        "Wrote reminders for {n} units, and a table for the letter: {folder}",
    ),
    "closed": ("Đã khóa sổ {period}, lần {n}.", "Closed {period}, closing {n}."),
    "reopened": (
        "Đã mở lại {period}; bản đã khóa vẫn còn. Chạy merge, rồi close khi xong.",
        "Reopened {period}; the closed version stays. Merge, then close it again.",
    ),
    "verified": (
        "Đã đối chiếu {files} tệp đã nhận, {versions} bản tổng hợp.",
        "Looked at {files} received files, {versions} versions.",
    ),
    "file-lost": (
        "Tệp đã nhận “{path}” mất hoặc không còn nguyên trong kho lưu; chép lại từ bản sao lưu.",
        "The received file “{path}” is gone or altered; restore it from a backup.",
    ),
    "version-damaged": (
        "{path} mất hoặc không còn nguyên; chép lại từ bản sao lưu.",
        "{path} is gone or altered; restore it from a backup.",
    ),
    "version-differs": (
        "{path}: dựng lại ra nội dung khác (định nghĩa hoặc phiên bản chương trình đã đổi).",
        "{path}: comes out otherwise now (definitions or the program's version have changed).",
    ),
    "changes-head": (
        "So với bản đã khóa sổ: {n} số toàn tỉnh thay đổi, do số liệu của {units} đơn vị:",
        "Against the closed version {n} provincial figures differ, for {units} units:",
    ),
    "moved": (
        "{n} tệp kết quả có người sửa được chuyển vào {folder}, không bị ghi đè.",
        "{n} results that somebody had changed were moved to {folder}, not overwritten.",
    ),
    "version-head": ("Kết quả (bản {n}):", "Results (version {n}):"),
    "missing-head": ("Chưa gửi ({n} đơn vị):", "Missing ({n} units):"),
    "warnings-head": (
        "Chờ soát ({n} đơn vị): đã nhận, còn điểm cần xem; chi tiết trong report.html.",
        "To review ({n} units): accepted, with something to look at; see report.html.",
    ),
    "doubles-head": ("Tệp trùng, chỉ tính một lần ({n}):", "Same file twice, counted once ({n}):"),
    "questions-head": ("Cần đối chiếu giữa các đơn vị ({n}):", "To compare across units ({n}):"),
    "outputs-head": ("Kết quả:", "Results:"),
    "outline-saved": (
        "Đã ghi mẫu báo cáo {path}: mở bằng Word để sửa, rồi chạy cchc-sheets report {path}",
        "Wrote the outline {path}: change it in Word, then run cchc-sheets report {path}",
    ),
    "report-of-version": (
        "Đã lập từ bản tổng hợp {n}:",
        "Written from version {n} of the merge:",
    ),
    "report-of-inbox": (
        "Đã lập từ các tệp trong thư mục (chưa tổng hợp thành bản nào):",
        "Written from the files of the folder (no version of a merge):",
    ),
    "report-missing": (
        "{n} chỗ chưa có số liệu, ghi trong ngoặc vuông và tô vàng: xem lại trước khi trình.",
        "{n} places without a figure, in brackets and marked yellow: look at them before signing.",
    ),
    "report-thin": (
        "{n} số do dưới một nửa số đơn vị trả lời, ghi “chưa nên trích dẫn”.",
        "{n} figures of fewer than half the units say “chưa nên trích dẫn” (not to be quoted).",
    ),
    "report-dropped": (
        "Bỏ {n} đoạn vì số liệu trong đoạn còn thiếu hoặc chưa nên trích dẫn.",
        "Left out {n} paragraphs whose figures are missing or not to be quoted.",
    ),
    "report-differs": (
        (
            "Lưu ý: định nghĩa hoặc chương trình đã đổi sau bản tổng hợp {n}, số ở đây khác bản "
            "ấy. Chạy merge lại rồi lập báo cáo."
        ),
        (
            "Note: definitions or the program have changed since version {n}, and the figures "
            "differ from it. Run merge again, then report."
        ),
    ),
    "report-moved": (
        "Tệp cũ có nội dung khác được chuyển vào {folder}, không bị ghi đè.",
        "Files of other content that were there were moved to {folder}, not overwritten.",
    ),
    "more": ("… và {n} lỗi nữa", "… and {n} more"),
    "rule": ("Quy tắc {id} ({severity}): {says}", "Rule {id} ({severity}): {says}"),
    "indicator": ("{name} – {label}", "{name} – {label}"),
    "no-rules": (
        "Không quy tắc nào nói về chỉ tiêu này.",
        "No rule is about this indicator.",
    ),
    "reason": ("Lý do: {reason}", "Reason: {reason}"),
    "forms": ("Áp dụng cho: {forms}", "Holds in: {forms}"),
}


def sentence(key: str, lang: str, **facts: object) -> str:
    """Return a sentence of the command line; raises ``KeyError`` for an unknown key."""
    return _SENTENCES[key][1 if lang == "en" else 0].format(**facts)
