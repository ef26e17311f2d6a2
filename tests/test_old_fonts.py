"""What was typed in TCVN3 and VNI fonts is told and read, and nothing else is taken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_sheets.definition import packaged_templates
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.old_fonts import _MARKS, _TCVN3, _VNI_LETTERS, from_old_font, modern

DOCS = Path(__file__).parent.parent / "docs"
# As documents of those years have it.
OLD = {
    "Sè: 12/KH-UBND ngµy 05/3/2021": "Số: 12/KH-UBND ngày 05/3/2021",
    "Sè: 12": "Số: 12",
    "kh«ng ph¸t sinh": "không phát sinh",
    "§· ban hµnh": "Đã ban hành",
    "B¶o hiÓm x· héi": "Bảo hiểm xã hội",
    "ViÖt Nam, ®· ký": "Việt Nam, đã ký",
    "X· Hßa T©n": "Xã Hòa Tân",
    "QuyÕt ®Þnh sè 15/Q§-UBND": "Quyết định số 15/QĐ-UBND",
    "ch\xada triÓn khai": "chưa triển khai",
    "B¶o Th¾ng": "Bảo Thắng",
    "Soá: 12/KH": "Số: 12/KH",
    "Caûi caùch haønh chính": "Cải cách hành chính",
    "khoâng phaùt sinh": "không phát sinh",
    "Ñaõ ban haønh": "Đã ban hành",
    "Keá hoaïch soá 5 cuûa Sôû": "Kế hoạch số 5 của Sở",
    "Thò traán Phuù Loäc": "Thị trấn Phú Lộc",
    "KEÁ HOAÏCH": "KẾ HOẠCH",
}
RIGHT = [
    "không phát sinh",
    "Đã ban hành",
    "ô, ê, à, é, ù",
    "Thôn Hòa Bình; Khóm 2",
    "hoá đơn",
    "toán, hoàn thành",
    "Bé Hai, Ôn Vô",
    "Krông Nô",
    "ôtô",
    "KẾ HOẠCH",
    "café",
    "naïve résumé",
    "où",
    "München",
    "niño, señor",
    "",
    "12 m²",
    "5°",
    "5 N·m",
    "10 µm",
    "2×3",
    "Ø 21 mm",
    "x ± y",
    "«Kê khai»",
    "Microsoft® Word ©2021",
    "§ 5",
    "10 m¹",
]


@pytest.mark.parametrize(("text", "said"), OLD.items())
def test_old_fonts_are_read(text: str, said: str) -> None:
    assert modern(text) == said


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    assert from_old_font(text) is None


def in_tcvn3(text: str) -> str:
    to = {letter: sign for sign, letter in _TCVN3.items()}
    # Capitals with tones are drawn by fonts of their own, from the signs of small letters.
    return "".join(to.get(each, to.get(each.lower(), each)) for each in text)


def in_vni(text: str) -> str:
    marks = {mark: sign for sign, mark in _MARKS.items()}
    alone = {letter: sign for sign, letter in _VNI_LETTERS.items()}

    def sign(letter: str) -> str:
        if letter in alone:
            return alone[letter]
        apart = unicodedata.normalize("NFD", letter)
        base, mark = apart[:1], apart[1:]
        if "\u031b" in mark:
            base = alone[unicodedata.normalize("NFC", base + "\u031b")]
            mark = mark.replace("\u031b", "")
        if base == "i":  # í and ì are letters of these fonts
            return letter
        # A dot below comes before the circumflex when letters are taken apart.
        mark = "".join(sorted(mark, key=lambda each: each not in "\u0302\u0306"))
        return base + marks[mark] if mark else base

    def one(letter: str) -> str:
        return sign(letter.lower()).upper() if letter.isupper() else sign(letter)

    return "".join(each if each.isascii() else one(each) for each in text)


def labels(definitions: Definitions) -> Iterator[str]:
    for form in definitions.forms.values():
        for row in form.rows:
            text = " ".join(re.findall(r"[\w/,.;:()-]+", row.label))
            if len(text.split()) > 3:
                yield unicodedata.normalize("NFC", text)


def test_every_label_comes_back(definitions: Definitions) -> None:
    lost = {
        text: modern(encode(text))
        for text in set(labels(definitions))
        for encode in (in_tcvn3, in_vni)
        if modern(encode(text)).casefold() != text.casefold()
    }
    assert lost == {}


def test_no_words_of_ours_are_taken_for_an_old_font() -> None:
    """Also when they stand alone or in pairs, and so with few letters that only Unicode has."""
    texts: set[str] = set()
    for path in [*DOCS.rglob("*.md"), *packaged_templates().rglob("*.yaml")]:
        words = re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8"))
        for length in (1, 2, 3):
            texts.update(" ".join(words[at : at + length]) for at in range(len(words)))
    quoted = re.compile("kh«ng|ph¸t|Sè|Soá")  # where the documentation speaks of such fonts
    assert {text for text in texts if from_old_font(text) and not quoted.search(text)} == set()
