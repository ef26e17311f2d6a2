"""Why a report in Word is not written, in Vietnamese and English (``words.usage``)."""

from __future__ import annotations

REPORT_PROBLEMS = {
    "file-there": (
        "Đã có “{path}”: chọn tên khác, hoặc chuyển tệp cũ đi. Không ghi đè.",
        "“{path}” is there already: choose another name or move it away. Nothing is overwritten.",
    ),
    "nothing-to-report": (
        (
            "Chưa có bản tổng hợp nào để lập báo cáo. Chạy cchc-sheets merge trước, hoặc thêm "
            "--inbox THƯ-MỤC."
        ),
        "There is no merge to report. Run cchc-sheets merge first, or add --inbox FOLDER.",
    ),
    "outline-unreadable": (
        (
            "Không đọc được mẫu “{path}”: cần tệp .docx không đặt mật khẩu, không quá 8 MB phần "
            "chữ. Mở bằng Word rồi lưu lại thành .docx."
        ),
        (
            "The outline “{path}” cannot be read: a .docx without password is needed, with at most "
            "8 MB of text. Open it in Word and save it as .docx again."
        ),
    ),
    "outline-macros": (
        "Mẫu “{path}” có macro (.docm). Mở bằng Word, lưu thành “Word Document (.docx)”.",
        "The outline “{path}” has macros (.docm). In Word save it as “Word Document (.docx)”.",
    ),
    "outline-tags": (
        (
            "Mẫu “{path}” có {n} chỗ không điền được:\n  {listed}\nTên viết liền bằng dấu gạch "
            "dưới, trong {{{{…}}}}; mỗi {{% if … %}} có {{% endif %}}, mỗi {{% for … %}} có "
            "{{% endfor %}}. Các tên dùng được: cchc-sheets report --names"
        ),
        (
            "The outline “{path}” has {n} places that cannot be filled:\n  {listed}\nA name is one "
            "word with underscores, in {{{{…}}}}; each {{% if … %}} has its {{% endif %}}, each "
            "{{% for … %}} its {{% endfor %}}. All names: cchc-sheets report --names"
        ),
    ),
    "outline-crossed": (
        (
            "Mẫu “{path}” có {{% if … %}} hay {{% for … %}} mở trong một ô, một đoạn mà đóng ở chỗ "
            "khác. Để cả hai trong cùng một đoạn, hoặc mỗi cái một đoạn riêng: {{%p if … %}}, "
            "{{%p endif %}}; bao các dòng của bảng thì mỗi cái một dòng riêng: {{%tr for … %}}."
        ),
        (
            "The outline “{path}” has an {{% if … %}} or {{% for … %}} that begins in one cell or "
            "paragraph and ends elsewhere. Put both into one paragraph, or each into its own: "
            "{{%p if … %}}, {{%p endif %}}; around rows of a table each into its own row: "
            "{{%tr for … %}}."
        ),
    ),
    "outline-grows": (
        (
            "Mẫu “{path}” lặp quá nhiều: nhiều nhất hai {{% for … %}} lồng nhau, phần được lặp "
            "không quá dài, cả mẫu không quá 20 bảng. Bớt đi rồi chạy lại."
        ),
        (
            "The outline “{path}” repeats too much: at most two {{% for … %}} one in another, "
            "around little text, and 20 tables in all. Take some out and run it again."
        ),
    ),
    "no-libreoffice": (
        (
            "Máy này chưa có LibreOffice nên không lập được PDF. Bỏ --pdf, rồi mở tệp .docx bằng "
            "Word và lưu thành PDF."
        ),
        (
            "There is no LibreOffice here to make a PDF. Leave out --pdf, then open the .docx in "
            "Word and save it as PDF."
        ),
    ),
    "pdf-not-made": (
        (
            "LibreOffice không lập được PDF (có thể chưa cài phần Writer). Bỏ --pdf, rồi mở tệp "
            ".docx bằng Word và lưu thành PDF."
        ),
        (
            "LibreOffice made no PDF (its Writer may not be installed). Leave out --pdf, then open "
            "the .docx in Word and save it as PDF."
        ),
    ),
}
