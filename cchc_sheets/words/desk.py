"""What ``init`` lays on the desk besides definitions: the steps, and files to double-click.

At the end what stands in the folder for Windows, which has a Python of its own
(``scripts/windows_folder.py``). That Python takes no settings from the environment, hence
``-X utf8``.

The ``.cmd`` files are ASCII up to ``chcp 65001``: what comes before is read in the machine's own
code page. No line that names dropped files stands in brackets: a name may hold one, and would end
the block. ``pushd`` takes a folder on the network, ``cd`` does not.
"""

from __future__ import annotations

STEPS_NAME = "LÀM THEO CÁC BƯỚC.txt"
STEPS = """\
MỘT QUÝ CỦA NGƯỜI TỔNG HỢP SỐ LIỆU CẢI CÁCH HÀNH CHÍNH

Chuẩn bị (một lần)
  - Sửa danh sách đơn vị, hạn gửi, điện thoại: cchc-sheets roster export danh-sach.xlsx,
    sửa trong Excel, rồi cchc-sheets roster import danh-sach.xlsx
  - Soát lại: cchc-sheets lint

Cách dễ nhất: bấm đúp 0-ban-lam-viec.cmd. Trình duyệt mở bàn làm việc, mọi bước dưới đây làm bằng
  chuột ở đó: giao biểu, thả tệp, trả lại, tổng hợp, khóa sổ. Giữ cửa sổ đen khi đang làm.

Bước 1. Giao biểu: bấm đúp 1-giao-bieu.cmd, nhập kỳ (ví dụ 2026-Q1).
  Mỗi đơn vị một tệp trong thư mục generated; gửi tệp cho đơn vị.

Bước 2. Soát báo cáo đã nhận: lưu các tệp vào thư mục inbox rồi bấm đúp 2-soat.cmd,
  hoặc kéo vài tệp hay cả thư mục thả vào biểu tượng 2-soat.cmd (nhiều tệp: kéo cả thư mục).
  Báo cáo gửi dồn trong tệp .zip thì không cần giải nén.

Bước 3. Tổng hợp: bấm đúp 3-tong-hop.cmd, hoặc kéo thư mục báo cáo thả vào biểu tượng ấy.
  Kết quả trong thư mục merged: consolidated.xlsx, values.csv, report.html.
  Mọi tệp được giữ lại và nhớ cho lần sau; làm lại bước này mỗi khi có tệp mới.

Bước 4. Trả lại báo cáo có lỗi: bấm đúp 4-tra-lai.cmd.
  Trong thư mục tra-lai, mỗi đơn vị một biểu đã tô ô cần sửa, kèm thư; gửi cả hai cho đơn vị.
  Nhận biểu đã sửa thì lưu vào inbox và làm lại bước 3.

Bước 5. Đôn đốc: bấm đúp 5-don-doc.cmd để xem đơn vị nào chưa gửi, quá hạn mấy ngày.
  Trong thư mục nhac: lời nhắc (Zalo), thư điện tử (.eml), bảng cho công văn.

Bước 6. Đã đủ và đã duyệt: bấm đúp 6-khoa-so.cmd, nhập kỳ. Số liệu thành số liệu chính thức.
  Có văn bản đính chính sau đó: cchc-sheets reopen --period KỲ --reason "LÝ DO", rồi bước 3 và 6.

Có nhiều tỉnh trong templates thì mở Command Prompt ở đây và thêm --province MÃ-TỈNH.
Giải thích một mã lỗi: cchc-sheets explain R22

Các tệp .cmd được viết theo tài liệu của Windows và CHƯA ĐƯỢC CHẠY THỬ trên Windows.
Nếu bấm không được, mở Command Prompt trong thư mục này và gõ lệnh như trên.
"""

_BEGIN = """\
@echo off
rem NOT YET TRIED ON WINDOWS. Drop files or a folder on this file, or double-click it.
setlocal DisableDelayedExpansion
chcp 65001 >nul
rem Dropped paths are absolute, so that they hold after this.
pushd "%~dp0" || goto end
set "PYTHONUTF8=1"
set "RUN="
if exist ..\\python\\python.exe set "RUN=..\\python\\python.exe -X utf8 -m cchc_sheets"
if not defined RUN where cchc-sheets >nul 2>nul && set "RUN=cchc-sheets"
if not defined RUN py -m cchc_sheets --version >nul 2>nul && set "RUN=py -m cchc_sheets"
if not defined RUN echo Chưa cài cchc-sheets: dùng  uv tool install  với tệp .whl, rồi thử lại.
if not defined RUN goto end
"""
_END = """\
:end
echo.
pause
"""
_DESK = """\
%RUN% desk
"""
_ISSUE = """\
set "PERIOD="
set /p "PERIOD=Kỳ báo cáo (ví dụ 2026-Q1): "
if not defined PERIOD goto end
%RUN% generate --period "%PERIOD%"
"""
_CHECK = """\
if "%~1"=="" %RUN% check inbox
if not "%~1"=="" %RUN% check %*
"""
_MERGE = """\
if not "%~2"=="" echo Chỉ kéo thả MỘT thư mục; có nhiều tệp thì lưu vào inbox rồi bấm đúp.
if not "%~2"=="" goto end
if "%~1"=="" %RUN% merge inbox
if not "%~1"=="" %RUN% merge %*
"""
_RETURN = """\
%RUN% return
"""
_REMIND = """\
%RUN% status
echo.
%RUN% remind
"""
_CLOSE = """\
set "PERIOD="
set /p "PERIOD=Kỳ khóa sổ (ví dụ 2026-Q1; để trống thì thôi): "
if not defined PERIOD goto end
%RUN% close --period "%PERIOD%"
"""
COMMAND_FILES = {
    "0-ban-lam-viec.cmd": _BEGIN + _DESK + _END,
    "1-giao-bieu.cmd": _BEGIN + _ISSUE + _END,
    "2-soat.cmd": _BEGIN + _CHECK + _END,
    "3-tong-hop.cmd": _BEGIN + _MERGE + _END,
    "4-tra-lai.cmd": _BEGIN + _RETURN + _END,
    "5-don-doc.cmd": _BEGIN + _REMIND + _END,
    "6-khoa-so.cmd": _BEGIN + _CLOSE + _END,
}

FOLDER_COMMAND_NAME = "Bàn làm việc.cmd"
FOLDER_COMMAND = (
    """\
@echo off
rem NOT YET TRIED ON WINDOWS. Double-click: the first time asks for the province.
setlocal DisableDelayedExpansion
chcp 65001 >nul
pushd "%~dp0" || goto end
set "RUN=python\\python.exe -X utf8 -m cchc_sheets"
if not exist python\\python.exe echo Hãy giải nén cả tệp .zip ra một thư mục rồi bấm đúp lại ở đó.
if not exist python\\python.exe goto end
echo Đang mở bàn làm việc. Lần đầu có thể mất khoảng một phút.
if not exist so-lieu\\.cchc\\settings.json %RUN% init so-lieu
if not exist so-lieu\\.cchc\\settings.json goto end
%RUN% desk --workspace so-lieu
"""
    + _END
)
FOLDER_README_NAME = "ĐỌC TRƯỚC.txt"
FOLDER_README = """\
BÀN LÀM VIỆC CẢI CÁCH HÀNH CHÍNH, PHIÊN BẢN {version}

CHƯA ĐƯỢC CHẠY THỬ TRÊN WINDOWS. Thư mục này được lập theo tài liệu của Windows và của Python.
Gặp trục trặc, xin gửi lại nguyên văn thông báo.

Dùng cho Windows 10, 11 loại 64 bit. Không phải cài đặt, không cần quyền quản trị, không cần mạng.

1. Giải nén cả tệp .zip ra một thư mục, ví dụ Documents. Đừng bấm đúp ngay trong tệp .zip.
2. Bấm đúp “Bàn làm việc.cmd”. Windows hỏi có mở tệp tải từ mạng về không thì đồng ý.
   Lần đầu, cửa sổ đen hỏi thư mục làm việc dùng cho tỉnh nào: gõ số thứ tự rồi bấm Enter.
3. Trình duyệt mở bàn làm việc. Mọi việc làm bằng chuột ở đó. Giữ cửa sổ đen khi đang làm;
   xong việc thì đóng trình duyệt, rồi nhấn Ctrl-C trong cửa sổ đen.

Trong thư mục có gì
  Bàn làm việc.cmd   để bấm đúp
  python             chương trình; không sửa, không xóa
  so-lieu            có từ lần chạy đầu: mọi tệp đã giao, đã nhận, mọi kết quả và quyết định.
                     Sao lưu thư mục này thường xuyên. Trong đó có thể có tên người: giữ kín.

Lệnh cchc-sheets nêu trong tài liệu: mở Command Prompt trong thư mục này và gõ
  python\\python.exe -X utf8 -m cchc_sheets  thay cho  cchc-sheets.
Lên phiên bản mới: giải nén phiên bản mới ra thư mục khác, rồi chép so-lieu sang đó.
"""
