"""The list of units, edited by a form and by a file, while others edit it too."""

from __future__ import annotations

import html
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from cchc_sheets.definition import packaged_templates
from cchc_sheets.words.roster import COLUMNS, UNITS_SHEET
from tests.desk import PROVINCE
from tests.desk_pages.browser import Browser, office_at

AT = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
LIST, SYT, OFFICE = "/danh-sach", "/danh-sach/don-vi/syt", "/danh-sach/han-gui"


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    """The roster's definition in a workspace of its own."""
    shutil.copytree(packaged_templates(), tmp_path / "office" / "templates")
    return tmp_path / "office" / "templates" / f"{PROVINCE}.yaml"


@pytest.fixture
def browser(definition: Path) -> Browser:
    return Browser(office_at(definition.parent.parent))


def unit(definition: Path, code: str = "syt") -> dict[str, str]:
    units = yaml.safe_load(definition.read_text("utf-8"))["units"]
    return next(each for each in units if each["code"] == code)


def edited(browser: Browser, edit: Callable[[Workbook, int], None]) -> bytes:
    """The list as it is downloaded, edited by another library; ``edit`` gets the row of syt."""
    book = load_workbook(io.BytesIO(browser.get(f"{LIST}/tep.xlsx").content))
    rows = book[UNITS_SHEET].iter_rows(min_col=1, max_col=1)
    edit(book, next(cell.row for (cell,) in rows if cell.value == "syt"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(key: str, value: str) -> Callable[[Workbook, int], None]:
    def edit(book: Workbook, row: int) -> None:
        book[UNITS_SHEET].cell(row, AT[key]).value = value

    return edit


def confirmed(browser: Browser, page: str) -> str:
    """Press *Ghi lại* on a page that asks; the text of the page that follows."""
    hidden = re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', page)
    return html.unescape(browser.post(f"{LIST}/ghi", dict(hidden)).text)


def test_the_list_is_searched_and_narrowed(browser: Browser) -> None:
    page = browser.text(f"{LIST}?tim=so y te")
    assert "Sở Y tế" in page
    assert "Sở Tài chính" not in page
    types = re.findall(r'/danh-sach\?khoi=([a-z-]+)"', browser.text(LIST))
    assert "Sở Y tế" in browser.text(f"{LIST}?khoi={types[0]}")
    assert "Sở Y tế" not in browser.text(f"{LIST}?khoi={types[-1]}")
    assert "Không có đơn vị nào như vậy" in browser.text(f"{LIST}?tim=<script>")


def test_a_unit_is_edited_in_its_form(browser: Browser, definition: Path) -> None:
    before = definition.read_text("utf-8").splitlines()
    done = browser.decided(SYT, short="SYT", contact="", telephone="0299 382 1234", email="")
    assert "Đã ghi vào danh sách đơn vị." in done.text
    assert "0299 382 1234" in done.text
    added = set(definition.read_text("utf-8").splitlines()) - set(before)
    assert {line.strip() for line in added} <= {"telephone: 0299 382 1234", "short: SYT"}
    assert "0299 382 1234" in browser.text(SYT)
    again = browser.decided(SYT, short="SYT", telephone="0299 382 1234")
    assert "Không có gì thay đổi." in again.text


def test_due_dates_and_the_office_are_edited_in_a_form(browser: Browser, definition: Path) -> None:
    page = browser.text(OFFICE)
    name = html.unescape(re.findall(r'name="name" type="text" value="([^"]*)"', page)[0])
    typed: dict[str, str | list[str]] = {
        "name": name,
        "telephone": "0299 382 0001",
        "due_after": "7",
        "ky": ["2026-Q1", "2026-q2"],
        "han": ["20/03/2026", "ngày 19 tháng 6 năm 2026"],
    }
    done = browser.decided(OFFICE, **typed)
    assert "Đã ghi vào danh sách đơn vị." in done.text
    made = yaml.safe_load(definition.read_text("utf-8"))
    assert made["due_after"] == "7"
    assert (made["due"]["2026-Q1"], made["due"]["2026-Q2"]) == ("2026-03-20", "2026-06-19")
    assert made["issuer"]["telephone"] == "0299 382 0001"

    written = definition.read_bytes()
    wrong = browser.decided(OFFICE, **{**typed, "han": ["31/02/2026", ""], "due_after": "nhiều"})
    assert wrong.status_code == 409
    assert "2026-Q1: “31/02/2026” không phải ngày" in wrong.text
    wrong = browser.decided(OFFICE, **{**typed, "due_after": "nhiều"})
    assert "“nhiều” chưa đúng" in wrong.text
    wrong = browser.decided(OFFICE, **{**typed, "ky": ["2026-Q1", "quý hai"]})
    assert "“quý hai” không phải kỳ báo cáo" in wrong.text
    assert 'value="quý hai"' in wrong.text
    assert definition.read_bytes() == written


def test_what_is_wrong_is_said_and_stays_typed(browser: Browser, definition: Path) -> None:
    before = definition.read_bytes()
    done = browser.decided(SYT, short="SYT", email="so y te", telephone="1")
    assert done.status_code == 409
    assert "Sở Y tế (Thư điện tử): “so y te” chưa đúng." in done.text
    assert 'value="so y te"' in done.text
    empty = browser.decided(SYT, short="  ")
    assert empty.status_code == 409
    assert definition.read_bytes() == before


@pytest.mark.parametrize(
    "typed",
    [
        "a: {b} # c\n- d",
        '"; rm -rf /; "',
        "<script>alert(1)</script>",
        "&x *y !!python/object:os.system",
        '=HYPERLINK("http://x")',
        "no",
        "x" * 200,
    ],
)
def test_whatever_is_typed_is_a_text(browser: Browser, definition: Path, typed: str) -> None:
    done = browser.decided(SYT, short="SYT", contact=typed)
    assert done.status_code == 200
    assert unit(definition)["contact"] == " ".join(typed.split())
    assert "<script>alert" not in done.text
    file = load_workbook(io.BytesIO(browser.get(f"{LIST}/tep.xlsx").content))
    cells = [cell for row in file[UNITS_SHEET].iter_rows() for cell in row]
    assert " ".join(typed.split()) in [cell.value for cell in cells if cell.data_type == "s"]


@pytest.mark.parametrize(
    "typed", ["\x00", "a\x00b", "\x7f\x85\u2028", "\ufeff", "\u202e", "x" * 5000]
)
def test_what_no_file_can_hold_harms_nothing(
    browser: Browser, definition: Path, typed: str
) -> None:
    done = browser.decided(SYT, short="SYT", contact=typed, telephone=f"1{typed}2")
    assert done.status_code in {200, 409}
    assert "Chương trình gặp lỗi" not in done.text
    assert browser.text(LIST)
    assert browser.get(f"{LIST}/tep.xlsx").status_code == 200
    assert unit(definition)["name"] == "Sở Y tế"


def test_only_what_the_form_has_is_edited(browser: Browser, definition: Path) -> None:
    browser.decided(SYT, short="YT", code="x", name="y", type="z", forms=["w"], source="v")
    assert unit(definition)["short"] == "YT"
    assert unit(definition)["name"] == "Sở Y tế"


def test_an_edit_made_meanwhile_is_not_written_over(browser: Browser, definition: Path) -> None:
    page = browser.text(SYT)
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', page))
    definition.write_text(definition.read_text("utf-8") + "# by hand\n", "utf-8")
    between = definition.read_bytes()

    asked = browser.post(SYT, {**hidden, "short": "SYT", "contact": "", "telephone": "0299 1"})
    assert asked.status_code == 409
    assert "Danh sách đã được sửa ở nơi khác" in asked.text
    assert "Điện thoại: (trống) → 0299 1" in asked.text
    assert definition.read_bytes() == between

    hidden = dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', asked.text))
    done = browser.post(SYT, {**hidden, "short": "SYT", "telephone": "0299 1"})
    assert "Đã ghi vào danh sách đơn vị." in done.text
    assert definition.read_text("utf-8").endswith("# by hand\n")


def test_a_file_is_looked_at_and_then_written(browser: Browser, definition: Path) -> None:
    before = definition.read_bytes()
    content = edited(browser, put("telephone", "0299 382 5678"))
    looked = browser.post(f"{LIST}/tep", files=[("danh sách.xlsx", content)]).text
    assert "Ghi các thay đổi trong “danh sách.xlsx”?" in looked
    assert "Sở Y tế (syt) – Điện thoại: (trống) → 0299 382 5678" in looked
    assert definition.read_bytes() == before

    assert "Đã ghi vào danh sách đơn vị." in confirmed(browser, looked)
    assert unit(definition)["telephone"] == "0299 382 5678"
    assert "Tệp vừa xem không còn ở đây" in confirmed(browser, looked)  # pressed twice

    same = browser.post(f"{LIST}/tep", files=[("b.xlsx", edited(browser, put("short", "SYT")))])
    assert "không có gì thay đổi" in same.text


def test_the_file_that_was_looked_at_is_written_and_no_other(
    browser: Browser, definition: Path
) -> None:
    first = browser.post(
        f"{LIST}/tep", files=[("a.xlsx", edited(browser, put("telephone", "111")))]
    ).text
    browser.post(f"{LIST}/tep", files=[("a.xlsx", edited(browser, put("telephone", "222")))])
    confirmed(browser, first)
    assert unit(definition)["telephone"] == "111"
    forged = re.sub(r'name="tep-so" value="[^"]*"', f'name="tep-so" value="{"0" * 64}"', first)
    assert "Tệp vừa xem không còn ở đây" in confirmed(browser, forged)


def test_a_list_that_changed_after_the_look_is_looked_at_again(
    browser: Browser, definition: Path
) -> None:
    content = edited(browser, put("telephone", "111"))
    looked = browser.post(f"{LIST}/tep", files=[("a.xlsx", content)]).text
    browser.decided(SYT, short="SYT", telephone="333")

    asked = confirmed(browser, looked)
    assert "Danh sách đã được sửa ở nơi khác" in asked
    assert "Điện thoại: 333 → 111" in asked
    assert unit(definition)["telephone"] == "333"

    confirmed(browser, asked)
    assert unit(definition)["telephone"] == "111"


def test_a_file_with_a_fault_is_told_at_its_cell(browser: Browser, definition: Path) -> None:
    before = definition.read_bytes()
    for key, value, told in (
        ("type", "Sở lạ", "không có loại đơn vị “Sở lạ”"),
        ("email", "so y te", "(Thư điện tử): “so y te” chưa đúng."),
        ("code", "so-y-te", "mã không đổi được"),
    ):
        file = [("a.xlsx", edited(browser, put(key, value)))]
        answer = browser.post(f"{LIST}/tep", files=file)
        assert answer.status_code == 409
        assert told in answer.text
        assert "Chưa ghi được “a.xlsx”" in answer.text
        assert f"{LIST}/ghi" not in answer.text
    assert definition.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_list_is_refused(browser: Browser, definition: Path, content: bytes) -> None:
    before = definition.read_bytes()
    name = '../../"><script>x</script>.xlsx'
    answer = browser.post(f"{LIST}/tep", files=[(name, content)])
    assert answer.status_code == 409
    assert "Chưa ghi gì" in answer.text
    assert "<script>x" not in answer.text
    assert definition.read_bytes() == before
    assert "Chưa chọn tệp" in browser.post(f"{LIST}/tep").text


def test_packaged_definitions_are_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    browser = Browser(office_at(tmp_path / "bare"))
    before = {path: path.read_bytes() for path in packaged_templates().glob("*.yaml")}
    for answer in (
        browser.decided(SYT, short="SYT", telephone="1"),
        browser.post(f"{LIST}/tep", files=[("a.xlsx", edited(browser, put("telephone", "1")))]),
    ):
        assert answer.status_code == 409
        assert "cchc-sheets init" in answer.text
    assert {path: path.read_bytes() for path in packaged_templates().glob("*.yaml")} == before


def test_a_unit_that_is_not_there_has_no_form(browser: Browser) -> None:
    assert browser.get("/danh-sach/don-vi/nobody").status_code == 404
    assert browser.post("/danh-sach/don-vi/nobody", {"short": "x"}).status_code == 404
