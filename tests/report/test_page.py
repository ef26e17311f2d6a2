"""``report.html``: everything escaped, nothing from outside, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cchc_sheets.consolidate.accept import PeriodStanding
from cchc_sheets.model import Outcome, UnitState
from cchc_sheets.report.page.render import render_html
from tests.consolidate import with_tables
from tests.consolidate.shown import EVIL, Shown, file, shown

VOID = {"meta", "input"}
DRAWN = {"line", "rect", "circle", "path"}
OURS = {"script", "style"}


class _Page(HTMLParser):
    """Collects tags and texts, and minds that tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not OURS & set(self.open) and data.strip():
            self.texts.append(" ".join(data.split()))

    def after(self, title: str) -> list[str]:
        """The texts from a heading on."""
        return self.texts[len(self.texts) - 1 - self.texts[::-1].index(title) :]


def _render(what: Shown) -> str:
    return render_html(what.merged, what.definitions, what.annex)


@pytest.fixture(scope="module")
def text() -> str:
    return _render(shown())


@pytest.fixture(scope="module")
def page(text: str) -> _Page:
    return _Page(text)


def test_every_text_is_escaped(text: str, page: _Page) -> None:
    assert text.count("<script") == 1
    assert any(EVIL in each for each in page.texts)
    assert page.open == []
    assert not any(name.startswith("on") or name == "style" for name in page.attributes)


def test_nothing_comes_from_outside(text: str, page: _Page) -> None:
    assert not {"src", "srcset", "action"} & page.attributes
    assert {link[0] for link in page.links} == {"#"}
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_allows_the_page_its_own_style_and_script_and_nothing_else(text: str) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found
    policy = dict(part.split(" ", 1) for part in found[1].split("; "))
    assert policy["default-src"] == "'none'"
    for tag in ("style", "script"):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert policy[f"{tag}-src"] == f"'sha256-{digest}'"


def test_every_link_leads_to_one_place(page: _Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_cards(text: str) -> None:
    cards = re.findall(r"<b>(\d+)(?:<small>(/\d+)</small>)?</b> <span>([^<]+)</span>", text)
    assert cards == [("4", "/5", "Đã tổng hợp"), ("0", "", "Chưa gửi"), ("1", "", "Trả lại")]


def test_figures_and_their_notes(page: _Page) -> None:
    assert "2.451" in page.texts
    assert any(note.startswith("2.451/2.885 = 84,96%") for note in page.texts)
    assert any("Có 1 / Không 1 / chưa trả lời 0" in note for note in page.texts)
    assert "Đơn vị huyen-3" in page.texts
    assert any(text.startswith("“Đúng hạn” (2844) lớn hơn") for text in page.texts)


def test_what_is_not_added_shows_its_range(page: _Page) -> None:
    annex = page.after("Phụ lục: 7 chỉ tiêu")
    at = annex.index("rate", annex.index("Đã trả lời"))

    assert "99,75" in annex[at : at + 12]
    assert "99,5 – 100" in annex[at : at + 12]


def test_errors_come_before_the_rest(text: str) -> None:
    rejected = text[text.rindex("<b>Đơn vị huyen-3</b>") :]

    assert rejected.index('class="error"') < rejected.index('class="info"')


def test_who_is_missing_and_what_to_correct(page: _Page) -> None:
    missing = page.after("Đơn vị còn thiếu")
    assert missing[missing.index("Đơn vị huyen-3") + 1] == "Trả lại"

    fix = page.after("Cần sửa, gộp theo nguyên nhân")
    assert fix[fix.index("Phần lớn hơn tổng") + 1 :][:2] == ["1 ô", "HUYEN-3"]


def test_what_several_units_are_asked_is_asked_once(page: _Page) -> None:
    asked = page.after("Cần hỏi lại đơn vị")

    assert any(text.startswith("4 đơn vị: SO-NGANH-1, SO-NGANH-2") for text in asked)


def test_tables_have_a_part_of_their_own(text: str) -> None:
    land = {"record": "Đất đai", "new": "1.000", "old": "-", "resolved": "8", "ontime": "5"}
    rows = {"ho-so": [land, {"record": EVIL, "happy": "99,5"}]}
    parts = {"chi-tiet": [{"record": "Tân Thạnh", "sent": "7", "got": "2"}]}
    what = with_tables.shown(with_tables.toy(), so_nganh_1=rows, huyen_1=parts)

    told = _Page(_render(what)).texts

    start = told.index("HỒ SƠ THEO LĨNH VỰC")
    assert told[start:].index("Đất đai") < told[start:].index(EVIL)
    at = told.index("Đất đai")
    assert told[at : at + 8] == ["Đất đai", "1 đơn vị", "1.000", "1.000", "0", "8", "5", "62,5"]
    assert "99,5 (1)" in told
    below = told[told.index("CHI TIẾT THEO XÃ") :]
    assert "1 mục của 1 đơn vị" in below
    assert "Tân Thạnh" not in below
    assert [below[below.index(key) + 1] for key in ("sent", "got")] == ["7", "2"]
    assert "Bảng kèm theo" not in text


def test_how_far_the_period_is() -> None:
    what = shown()
    made = what.merged.consolidation
    complete = what.with_made(replace(made, expected=made.expected[:4]))
    standing = PeriodStanding(2, 2, "2021-03-22T09:30:00+00:00")
    closed = replace(what, merged=replace(what.merged, standing=standing))

    assert "Sơ bộ" in _Page(_render(what)).texts
    assert "Sơ bộ" not in _render(complete)
    told = _Page(_render(closed)).texts
    assert "Đã khóa, lần 2" in told
    assert "Số liệu tính đến 16:30 ngày 22/03/2021." in told


def test_files_of_nobody_and_several_of_one_unit() -> None:
    what = shown()
    second = replace(what.merged.outcomes[-1], file=file("inbox/b.xlsx"))
    stranger = Outcome(UnitState.RETURNED, None, file("x.xlsx"))

    text = _render(what.with_outcomes(second, stranger))

    assert "<b>1</b> <span>Trả lại</span>" in text
    assert "<b>Đơn vị huyen-3 – inbox/b.xlsx</b>" in text
    assert "Không rõ của đơn vị nào" in text
    assert ">(x.xlsx)</th>" in text


def test_the_same_input_gives_the_same_text(text: str) -> None:
    assert _render(shown()) == text


def test_half_a_character_does_not_end_the_writing() -> None:
    assert _render(shown(note="a\ud83d")).encode("utf-8")


def test_the_templates_are_loaded_by_whoever_writes_a_page() -> None:
    """Other commands start without them."""
    code = "import sys, cchc_sheets.jobs.merge; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
