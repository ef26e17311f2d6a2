"""``report.html``: everything escaped, nothing from outside, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cchc_sheets.report.page import render_html
from tests.consolidate import with_tables
from tests.consolidate.shown import EVIL, Shown, shown

VOID = {"meta", "br"}


class _Page(HTMLParser):
    """Collects tags and texts, and minds that tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)


def _render(what: Shown) -> str:
    return render_html(what.consolidation, what.definitions, what.annex, what.outcomes)


@pytest.fixture(scope="module")
def text() -> str:
    return _render(shown())


@pytest.fixture(scope="module")
def page(text: str) -> _Page:
    return _Page(text)


def test_every_text_is_escaped(text: str, page: _Page) -> None:
    assert "<script" not in text
    assert EVIL in page.texts
    assert page.open == []
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "ul",
        "li", "strong", "nav", "a", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not any(name.startswith("on") for name in page.attributes)


def test_nothing_comes_from_outside(text: str, page: _Page) -> None:
    assert not {"src", "srcset"} & page.attributes
    assert set(re.findall(r'href="(.)', text)) == {"#"}
    assert "@import" not in text
    assert "url(" not in text


def test_headline_numbers(text: str, page: _Page) -> None:
    assert "SỐ SƠ BỘ: còn thiếu 1/5 đơn vị" in page.texts
    numbers = re.findall(r"<li><strong>(\d+)</strong>([^<]+)</li>", text)
    assert numbers == [
        ("5", "Đơn vị phải báo cáo"),
        ("4", "Đã tổng hợp"),
        ("0", "Chưa nhận được"),
        ("1", "Chưa đưa vào tổng hợp"),
    ]


def test_figures_and_their_notes(page: _Page) -> None:
    assert "2.451" in page.texts
    assert any(note.startswith("2.451/2.885 = 84,96%") for note in page.texts)
    assert "Có 1 / Không 1 / chưa trả lời 0" in page.texts
    assert "Đơn vị huyen-3" in page.texts
    assert "R22: 2844 lớn hơn 1654" in page.texts


def test_errors_come_before_the_rest(text: str) -> None:
    rejected = text[text.rindex("<h3>Đơn vị huyen-3</h3>") :]

    assert rejected.index('class="error"') < rejected.index('class="info"')


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


def test_complete_when_all_are_in() -> None:
    what = shown()
    units = what.consolidation.expected[:4]
    complete = replace(what, consolidation=replace(what.consolidation, expected=units))

    assert "SỐ SƠ BỘ" not in _render(complete)


def test_files_of_nobody_and_several_of_one_unit() -> None:
    what = shown()
    rejected = what.outcomes[-1]
    stranger = replace(rejected, unit=replace(rejected.unit, code="x", name="(x.xlsx)", type=""))
    outcomes = (*what.outcomes, replace(rejected, path="inbox/b.xlsx"), stranger)

    text = _render(replace(what, outcomes=outcomes))

    assert "<li><strong>1</strong>Chưa đưa vào tổng hợp</li>" in text
    assert "<h3>Đơn vị huyen-3 – inbox/b.xlsx</h3>" in text
    assert "<td>(x.xlsx)</td><td></td>" in text


def test_the_same_input_gives_the_same_text(text: str) -> None:
    assert _render(shown()) == text


def test_half_a_character_does_not_end_the_writing() -> None:
    assert _render(shown(note="a\ud83d")).encode("utf-8")
