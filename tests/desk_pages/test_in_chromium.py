"""A quarter in miniature, clicked through in a browser, at the desk as the command serves it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Page, expect, sync_playwright

from cchc_sheets.definition import packaged_templates
from tests.desk import PROVINCE
from tests.desk_pages.browser import KY
from tests.desk_pages.conftest import DOUBTFUL, FAULTY, SOUND

DROP = """([name, bytes]) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(bytes)], name));
    dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, cancelable: true }));
}"""


@pytest.fixture
def served(root: Path) -> Iterator[str]:
    """The address of a desk that the command serves; it ends well when somebody presses Ctrl-C."""
    shutil.copytree(packaged_templates(), root / "templates")
    command = [sys.executable, "-m", "cchc_sheets", "desk", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        [*command, "--workspace", str(root), "--province", PROVINCE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as desk:
        assert desk.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", desk.stdout.readline())
        assert found
        yield found[0]
        desk.send_signal(signal.SIGINT)
        said, complained = desk.communicate()
    assert "Đã đóng bàn làm việc." in said
    assert complained == ""
    assert desk.returncode == 0


@pytest.fixture
def page(served: str, chromium: Path) -> Iterator[Page]:
    """The desk in a browser, which asks for nothing elsewhere and has nothing to complain about."""
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served)
        yield page
        browser.close()
    home = served.partition("?")[0]
    assert [url for url in asked if not url.startswith(home)] == []
    assert said == []


def looked_at(page: Page, heading: str) -> None:
    """Wait for a page, and find nothing that keeps anybody from reading it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=30_000)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == [], heading
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, heading


def downloaded(page: Page, name: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    return waiting.value


def test_a_quarter_is_clicked_through(
    page: Page, reports: Mapping[str, bytes], tmp_path: Path
) -> None:
    looked_at(page, "chưa gửi")
    one_is_issued(page)
    files_are_chosen_and_dropped(page, reports, tmp_path)
    one_is_found_and_given_back(page)
    it_is_accepted_for_a_reason(page)
    all_is_merged_and_closed(page)
    a_figure_leads_to_its_cell(page)
    a_unit_is_edited(page)
    it_is_read_on_a_phone(page, "light")
    it_is_read_on_a_phone(page, "dark")


def one_is_issued(page: Page) -> None:
    page.get_by_role("link", name="Giao biểu", exact=True).click()
    looked_at(page, "Giao biểu quý I/2021")
    for box in page.get_by_label("Chọn cả khối").all():
        box.check()
        box.uncheck()
    page.get_by_label("Sở Y tế").check()
    page.get_by_role("button", name="Giao biểu cho các đơn vị đã chọn").click()
    looked_at(page, "Đã giao 1 biểu")
    assert downloaded(page, "Tải 1 biểu (.zip)").suggested_filename == "CCHC_2021-Q1.zip"
    page.get_by_role("link", name="Về trang Theo dõi").click()


def files_are_chosen_and_dropped(page: Page, reports: Mapping[str, bytes], folder: Path) -> None:
    paths = [folder / f"{code}.xlsx" for code in (SOUND, FAULTY)]
    for path in paths:
        path.write_bytes(reports[path.stem])
    looked_at(page, "4 đơn vị chưa gửi")
    page.wait_for_load_state()  # the script that sends what is chosen
    page.get_by_label("Hoặc chọn tệp").set_input_files(paths)
    looked_at(page, "Đã soát 2 tệp")
    page.get_by_role("link", name="Về trang Theo dõi").click()
    page.evaluate(DROP, [f"{DOUBTFUL}.xlsx", list(reports[DOUBTFUL])])
    looked_at(page, "Đã soát 1 tệp")
    page.get_by_role("link", name="Về trang Theo dõi").click()
    looked_at(page, "1 đơn vị chờ soát, 1 trả lại")


def one_is_found_and_given_back(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("so tai chinh")
    expect(page.locator("[data-find]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sở Tài chính").click()
    looked_at(page, "Sở Tài chính")
    page.get_by_role("button", name="Trả lại").click()
    looked_at(page, "Đã lập biểu trả lại cho 1 đơn vị")
    page.get_by_role("button", name="Chép").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert downloaded(page, "Tải biểu trả lại").suggested_filename.endswith("_lan-1.xlsx")


def it_is_accepted_for_a_reason(page: Page) -> None:
    page.goto(at(page, FAULTY))
    page.get_by_role("link", name="Nhận kèm lý do…").click()
    looked_at(page, "Nhận kèm lý do")
    page.get_by_label("Lý do nhận").fill("đã gọi hỏi")
    page.get_by_role("button", name="Nhận kèm lý do").click()
    looked_at(page, "Sở Tài chính")
    expect(page.get_by_role("status")).to_contain_text("Đã ghi: nhận kèm lý do.")
    page.get_by_role("link", name="Theo dõi").first.click()


def all_is_merged_and_closed(page: Page) -> None:
    page.get_by_role("button", name="Tổng hợp 3 đơn vị").click()
    looked_at(page, "Đã tổng hợp 3/40 đơn vị")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Xem báo cáo").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Số liệu cải cách")
    opened.value.close()
    page.get_by_role("link", name="Các bản, khóa sổ").click()
    looked_at(page, "Tổng hợp, khóa sổ")
    page.get_by_role("link", name="Khóa sổ…").click()
    looked_at(page, "Khóa sổ quý I/2021?")
    page.get_by_role("button", name="Khóa sổ").click()
    looked_at(page, "Đã khóa sổ quý I/2021, lần 1")
    name = downloaded(page, "Tải bảng tổng hợp").suggested_filename
    assert name == "consolidated.xlsx"


def a_figure_leads_to_its_cell(page: Page) -> None:
    page.get_by_role("link", name="Số liệu", exact=True).click()
    looked_at(page, "Số liệu quý I/2021")
    page.goto(at(page) + "/so-lieu/staff_quota")
    looked_at(page, "Tổng biên chế")
    page.locator(f"a[href*='/don-vi/{SOUND}#o-']").click()
    expect(page.locator("tr:target")).to_be_visible()


def a_unit_is_edited(page: Page) -> None:
    page.get_by_role("link", name="Đơn vị", exact=True).click()
    looked_at(page, "Danh sách đơn vị")
    page.get_by_role("link", name="Sở Y tế").click()
    looked_at(page, "Sở Y tế")
    page.get_by_label("Điện thoại").fill("0299 382 1234")
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi vào danh sách đơn vị.")
    file = downloaded(page, "Tải danh sách (.xlsx)").path()
    page.get_by_label("Tệp đã sửa").set_input_files(
        {"name": "a.xlsx", "mimeType": "", "buffer": file.read_bytes()}
    )
    page.get_by_role("button", name="Xem thay đổi").click()
    looked_at(page, "“a.xlsx” không có gì thay đổi")
    page.goto(home(page) + "/danh-sach/han-gui")
    looked_at(page, "Hạn gửi, cơ quan giao biểu")


def it_is_read_on_a_phone(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    for path, heading in {
        "": "đơn vị",
        f"/don-vi/{FAULTY}": "Sở Tài chính",
        f"/don-vi/{SOUND}/hoi/nhap-thay": "Nhập thay",
        "/so-lieu": "Số liệu",
        "/so-lieu/staff_quota": "Tổng biên chế",
        "/giao": "Giao biểu",
        "/don-doc": "Đôn đốc",
        "/ket-qua": "Tổng hợp",
    }.items():
        page.goto(at(page) + path)
        looked_at(page, heading)
    page.goto(home(page) + "/danh-sach")
    looked_at(page, "Danh sách đơn vị")


def home(page: Page) -> str:
    """The address of the desk."""
    found = re.match(r"http://[^/]+", page.url)
    assert found
    return found[0]


def at(page: Page, unit: str = "") -> str:
    """The address of the period, or of a unit in it."""
    return home(page) + KY + (f"/don-vi/{unit}" if unit else "")
