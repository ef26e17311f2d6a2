"""``report.html`` as a browser shows and prints it, in the quarters that are hardest to show."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.report.scenes import SCENES, page_of

WIDTHS = (1366, 390)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in SCENES}
    for name, path in found.items():
        path.write_text(page_of(name), "utf-8")
    return found


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def shown(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SCENES)
def test_it_fits_asks_for_nothing_and_says_nothing_to_the_console(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(pages[name].as_uri())

    assert said == []
    assert asked == [pages[name].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["quarter", "first", "nothing"])
def test_axe_finds_nothing(shown: Page, pages: dict[str, Path], name: str, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 900})
    shown.goto(pages[name].as_uri())

    found = Axe().run(shown).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_the_annex_is_searched_filtered_and_sorted(shown: Page, pages: dict[str, Path]) -> None:
    shown.goto(pages["quarter"].as_uri())
    rows = shown.locator("#annex tbody tr:not(.section):visible")
    assert rows.count() == 205

    shown.get_by_label("Tìm chỉ tiêu").fill("ho so tiep nhan")
    texts = rows.all_inner_texts()
    assert texts
    assert all("hồ sơ" in text.lower() and "tiếp nhận" in text.lower() for text in texts)
    assert shown.locator("output").inner_text() == f"{len(texts)} chỉ tiêu"

    shown.get_by_label("Tìm chỉ tiêu").fill("")
    shown.get_by_label("Mục", exact=True).select_option(index=2)
    assert rows.count() < 205
    assert shown.locator("#annex tr.section:visible").count() == 1

    button = shown.get_by_role("button", name="Toàn tỉnh")
    head = shown.get_by_role("columnheader", name="Toàn tỉnh")
    orders: list[list[str]] = []
    for wanted in ("descending", "ascending", None):
        button.focus()
        shown.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == wanted
        orders.append([row.split("\t")[0] for row in rows.all_inner_texts()])
    assert orders[0] != orders[1]
    assert orders[2] == [row.split("\t")[0] for row in rows.all_inner_texts()]


def test_it_reads_whole_without_script(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["quarter"].as_uri())

    assert page.locator("#annex tbody tr:not(.section)").count() == 205
    assert page.locator("#tools").is_hidden()
    context.close()


@pytest.mark.parametrize("name", ["quarter", "nothing", "communes"])
def test_on_paper_the_figures_are_on_the_first_two_pages(
    shown: Page, pages: dict[str, Path], tmp_path: Path, name: str
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("Poppler is not installed")
    shown.goto(pages[name].as_uri())
    shown.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)

    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"],  # noqa: S607 - Poppler, on the path
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    printed = text.split("\f")

    assert "Số liệu chính" in printed[0]
    assert "Biểu đồ" in printed[1]
    assert all(f"Trang {n}/" in page for n, page in enumerate(printed[:-1], start=1))
    assert "Tìm chỉ tiêu" not in text
    # The head of the annex stands on each of its pages.
    first = next(n for n, page in enumerate(printed) if "Phụ lục:" in page)
    assert all("STT" in page for page in printed[first : first + 3])
