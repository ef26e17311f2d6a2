"""The lesson with the mouse, followed step by step with what its own table says to type."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_sheets.desk import reply
from cchc_sheets.jobs.init import init_workspace
from tests.desk import PROVINCE
from tests.desk_pages.browser import Browser, office_at
from tests.docs.shown import ROOT

LESSON = (ROOT / "docs" / "tutorial" / "ban-lam-viec.md").read_text("utf-8")
UNITS, KY = ("stc", "bhxh", "huyen-long-phu"), "/ky/2023-Q1"
_PRESSED = re.compile(r"[Bb]ấm \*([^*]+)\*|\*((?:Tải|Xem|Nhận|Nhập|Mở|Sửa|Khóa)[^*]+)\*")
_OTHERS = {"Enable Editing", "Sở Tài chính"}
_ROW = re.compile(r"^\| ([A-Z]\d+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def filled(content: bytes, typed: dict[str, str]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for cell, text in typed.items():
        book["Biểu thống kê"][cell] = int(text) if text.isdigit() else text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_what_is_pressed_is_there() -> None:
    folder = Path(reply.__file__).parent / "templates"
    templates = " ".join(path.read_text("utf-8") for path in folder.glob("*.jinja"))
    shown = " ".join(re.sub(r"{[{%].*?[%}]}", "", templates).split())
    found = {first or second for first, second in _PRESSED.findall(LESSON)} - _OTHERS
    pressed = {" ".join(re.sub(r"\d+", "", name).split()) for name in found}
    assert len(pressed) > 12
    assert [name for name in sorted(pressed) if name not in shown] == []


@pytest.mark.slow
def test_the_lesson_leads_to_a_closed_quarter(tmp_path: Path) -> None:
    init_workspace(tmp_path / "office", PROVINCE)
    browser = Browser(office_at(tmp_path / "office"))
    assert "Chọn kỳ báo cáo" in browser.text("/")
    done = browser.decided("/danh-sach/don-vi/stc", short="STC", telephone="0299 382 1234")
    assert "Đã ghi vào danh sách đơn vị." in done.text

    issued = browser.post(f"{KY}/giao", {"don-vi": list(UNITS)})
    assert "Tải 3 biểu (.zip)" in issued.text
    rows = _ROW.findall(LESSON)
    assert len(rows) == 5
    files = []
    for at, code in enumerate(UNITS, start=1):
        content = browser.get(f"{KY}/don-vi/{code}/bieu").content
        files.append((f"{code}.xlsx", filled(content, {row[0]: row[at] for row in rows})))
    came = browser.post(f"{KY}/nhan", files=files).text
    assert "Còn lỗi, cần trả lại <span>1 tệp" in came
    assert "Đã tính, chờ soát <span>2 tệp" in came

    assert "Tải biểu trả lại" in browser.post(f"{KY}/don-vi/stc/tra-lai").text
    back = browser.get(f"{KY}/don-vi/stc/tra-lai/bieu").content
    again = browser.post(f"{KY}/nhan", files=[("stc.xlsx", filled(back, {"F15": "22"}))]).text
    assert "Đã tính, chờ soát <span>1 tệp" in again
    assert "Thay đổi so với lần 1" in browser.text(f"{KY}/don-vi/stc")
    for code in UNITS:
        done = browser.decided(f"{KY}/don-vi/{code}/hoi/nhan")
        assert "Đã ghi: nhận báo cáo này." in done.text

    assert "Tổng hợp 3 đơn vị" in browser.text(KY)
    merged = browser.post(f"{KY}/tong-hop").text
    assert "Đã tổng hợp 3/" in merged
    figure = html.unescape(browser.text(f"{KY}/so-lieu/par_plan_tasks_completed"))
    assert re.search(r'class="big">\s*38\b', figure)
    assert "Đã khóa sổ" in browser.decided(f"{KY}/khoa-so").text
