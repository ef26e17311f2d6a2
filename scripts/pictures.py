"""``python -m scripts.pictures WORKSPACE``: the tutorial's pictures, from its reader's workspace.

The Sở Tài chính of the tutorial gets its error back for the first picture; the second is *Tóm tắt*
as merged: the page that it prints. LibreOffice and Poppler do the drawing.

``python -m scripts.pictures desk`` draws the desk as ``make desk`` opens it, on a workspace that
is made anew for it; Chromium does the drawing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from scripts import desk
from scripts.demo import PERIOD as DEMO
from scripts.fill import fill
from scripts.pages import DOCS

IMAGES = DOCS / "images"
PERIOD = Path("soc-trang", "2023-Q1")


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a form as it looks on the screen: columns, rows, and how many pixels."""

    name: str
    columns: str
    rows: int
    width: int
    height: int


LIVE = Picture("tutorial-live", "A:J", 32, 1290, 620)
CONSOLIDATED, AT, CONSOLIDATED_SIZE = "tutorial-consolidated", (115, 78), (748, 872)
"""The written part of the page, from a point of it on, at 110 points an inch."""

DESK = {"desk-board": "", "desk-unit": "/don-vi/stc", "desk-figure": "/so-lieu/staff_quota"}
"""Pages of the demonstration's period, by the picture's name."""


def main() -> int:
    """Draw the pictures asked for; 2 without a workspace."""
    if sys.argv[1:] == ["desk"]:
        with tempfile.TemporaryDirectory() as folder:
            desk.make(Path(folder, "office"))
            draw_desk(Path(folder, "office"))
        return 0
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its argument
        print(__doc__)
        return 2
    workspace = Path(sys.argv[1])
    returned = workspace / "inbox" / "CCHC_2023-Q1_so-tai-chinh.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        wrong = Path(folder) / "wrong.xlsx"
        fill(returned, wrong, [("par_plan_tasks_completed", Decimal(32), "")])
        draw(wrong, LIVE)
    draw_page(workspace / "merged" / PERIOD / "consolidated.xlsx")
    return 0


def draw_desk(workspace: Path) -> None:
    """Draw pages of the desk on a laptop, after two of the reports that are not in came."""
    from playwright.sync_api import sync_playwright

    options = ("--no-browser", "--port", "0", "--workspace", str(workspace))
    command = [sys.executable, "-m", "cchc_sheets", "desk", *options]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as serving,
        sync_playwright() as started,
    ):
        said = serving.stdout.readline() if serving.stdout else ""
        address = re.findall(r"http://\S+", said)[0]
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        page.locator("#tep").set_input_files(sorted(workspace.glob("gui-them/*_so-*.xlsx")))
        page.get_by_role("link", name="Về trang Theo dõi").click()
        for name, path in DESK.items():
            page.goto(f"{address.partition('/?')[0]}/ky/{DEMO}{path}")
            page.wait_for_selector(".life")  # not yet there while what came is read
            page.screenshot(path=IMAGES / f"{name}.png")
            print(IMAGES / f"{name}.png")
        browser.close()
        serving.terminate()


def draw_page(source: Path) -> None:
    """Draw the first page of a workbook as it is, with its charts, which openpyxl would lose."""
    numbers = zip(("-x", "-y", "-W", "-H"), (*AT, *CONSOLIDATED_SIZE), strict=True)
    size = ("-r", "110", *(str(each) for pair in numbers for each in pair))
    with tempfile.TemporaryDirectory() as folder:
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        pdf, target = str(Path(folder, f"{source.stem}.pdf")), str(IMAGES / CONSOLIDATED)
        _run("pdftoppm", "-png", "-singlefile", *size, "-f", "1", "-l", "1", pdf, target)
    print(IMAGES / f"{CONSOLIDATED}.png")


def draw(source: Path, picture: Picture) -> None:
    """Draw the first sheet's upper left corner, with the columns that are not printed."""
    with tempfile.TemporaryDirectory() as folder:
        book = load_workbook(source)
        sheet = book.worksheets[0]
        for other in book.worksheets[1:]:
            other.sheet_state = "hidden"
        first, last = picture.columns.split(":")
        sheet.print_area = f"{first}1:{last}{picture.rows}"
        sheet.print_title_rows = None
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        for side in ("left", "right", "top", "bottom", "header", "footer"):
            setattr(sheet.page_margins, side, 0.2)
        shown = Path(folder) / "shown.xlsx"
        book.save(shown)
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(shown))
        size = ("-r", "96", "-W", str(picture.width), "-H", str(picture.height))
        pdf, target = str(shown.with_suffix(".pdf")), str(IMAGES / picture.name)
        _run("pdftoppm", "-png", "-singlefile", *size, "-f", "1", "-l", "1", pdf, target)
    print(IMAGES / f"{picture.name}.png")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main())
