"""Vietnamese typed in fonts from before Unicode (TCVN3, VNI) → the words that were meant.

Such fonts draw Vietnamese letters where everybody else sees signs of western Europe: *Số* is stored
as ``Sè`` (TCVN3) or ``Soá`` (VNI). A text is taken for one of them only if its words become
Vietnamese syllables and are none as they stand, so that what is right, or English, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_TCVN3: Mapping[str, str] = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""VNI writes what stands on a vowel, as a sign behind it."""
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(
    f"([aeouyôö])([{''.join(_MARKS)}])|([{''.join(_VNI_LETTERS)}])", re.IGNORECASE
)

_WORD = re.compile(rf"(?:[^\W\d_]|[{re.escape(''.join(_TCVN3))}])+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MISPLACED = re.compile(rf"[^aeiouy\u0302\u0306\u031b][{_TONES}]|[{_TONES}].*[{_TONES}]")
_SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|oa|oă|oe|oo|uâ|uê|uô|uơ|uy|uyê|iê|yê|ươ)(?:ch?|m|ng?|nh|p|t)?"
    "|ia|ua|ưa|uya|ai|ay|ao|au|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oai|oay|oeo|uao|uây|uôi|ươi|ươu"
    "|iêu|yêu|uyu)"
)
_FIRST_BEYOND = "\u0100"
"""The first letter that neither of these fonts has: a text with later ones is in Unicode."""
_NO_WORDS = {("sè", "số"), ("soá", "số")}
"""*Số* in either: syllables by their letters, which nobody writes."""
_ALSO_SIGNS = "·×¹ª"
"""What stands between and behind letters in good texts as well: N·m, 2×, m¹."""
_ENOUGH, _AGAINST = 2, 4
"""How much speaks for an old font, and what a word weighs that would make no sense in it."""
_SURE = 3
"""Shorter words may be other signs, or French, and weigh half."""


class OldText(NamedTuple):
    """What a text in an old font says, and the name of its encoding."""

    text: str
    encoding: str


@lru_cache(maxsize=1 << 10)
def from_old_font(text: str) -> OldText | None:
    """Return what a text in TCVN3 or VNI says; ``None`` where it is in neither.

    >>> from_old_font("Sè: 12/KH, ngµy 5"), from_old_font("Không phát sinh")
    (OldText(text='Số: 12/KH, ngày 5', encoding='TCVN3'), None)
    """
    if text.isascii() or any(sign >= _FIRST_BEYOND and sign.isalpha() for sign in text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    for encoding, decode in (("TCVN3", _from_tcvn3), ("VNI", _from_vni)):
        if sum(_weight(word, decode(word)) for word in words) >= _ENOUGH:
            return OldText(decode(text), encoding)
    return None


def modern(text: str) -> str:
    """Return what a text says, in whatever font it was typed."""
    old = from_old_font(text)
    return text if old is None else old.text


def _from_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(sign, sign) for sign in text)


def _from_vni(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        base, mark, alone = match.groups()
        plain = (base or alone).lower()
        made = _VNI_LETTERS.get(plain, plain) + (_MARKS[mark.lower()] if mark else "")
        made = unicodedata.normalize("NFC", made)
        return made.upper() if match[0][0].isupper() else made

    return _VNI_PAIR.sub(letter, text)


def _weight(word: str, meaning: str) -> int:
    """Weigh a word for, or against, being in the font in which it means that."""
    if not _is_syllable(meaning):
        is_short_form = meaning.isupper() and not re.search(
            "[AEIOUY]", unicodedata.normalize("NFD", meaning)
        )
        return 0 if is_short_form else -_AGAINST
    if (word.casefold(), meaning.casefold()) in _NO_WORDS:
        return _ENOUGH
    is_usual = word.islower() or word.istitle() or word.isupper()
    if len(word) == 1 or (is_usual and _is_syllable(word)):
        return 0
    doubtful = (
        len(word) < _SURE
        or word[0] == "µ"
        or all(sign.isascii() or sign in _ALSO_SIGNS for sign in word)
    )
    return _ENOUGH // 2 if doubtful else _ENOUGH


def _is_syllable(word: str) -> bool:
    """Whether letters and tone could be those of a Vietnamese syllable."""
    apart = unicodedata.normalize("NFD", word.casefold())
    if _MISPLACED.search(apart):
        return False
    without_tone = "".join(sign for sign in apart if sign not in _TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", without_tone)) is not None
