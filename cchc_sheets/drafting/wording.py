"""How alike two printed rows are: their words, the rows above them, their units of measure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from cchc_sheets.drafting.contrast import Meaning, is_rest, meaning
from cchc_sheets.drafting.grid import plain

# Forms name one thing in several ways: abbreviations, spellings, and the levels of online services
# before and after 2022.
_SYNONYMS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"uỷ", "ủy"),
        (r"\bdvctt\b", "dịch vụ công trực tuyến"),
        (r"\bdvc\b", "dịch vụ công"),
        (r"\btthc\b", "thủ tục hành chính"),
        (r"\bhồ sơ thủ tục hành chính\b", "hồ sơ"),
        (r"\bcchc\b", "cải cách hành chính"),
        (r"\bubnd\b", "ủy ban nhân dân"),
        (r"\b(vbqppl|văn bản qppl)\b", "văn bản quy phạm pháp luật"),
        (r"\bcntt\b", "công nghệ thông tin"),
        (r"\bcbccvc\b", "cán bộ công chức viên chức"),
        (r"\bbcci\b", "bưu chính công ích"),
        (r"\bđvsn", "đơn vị sự nghiệp"),
        (r"\b(dịch vụ công trực tuyến )?một phần\b", r"\1mức độ 3"),
        (r"\btoàn trình\b", "mức độ 4"),
    )
)
_ADDRESS = re.compile(r"https?://\S+")
_ASIDE = re.compile(r"\([^)]*\)")
_SIGNS = re.compile(r"[^\w%]+")
_SHORT = 15
_MOST_BARE_SYLLABLES = 7
_NUMBERS = re.compile(r"\d+")
# Chosen on the packaged forms, each imported without itself (scripts/import_recall.py).
_LEAST_LABEL = 0.45
_LABEL, _PARENT, _SECTION, _UNIT = 0.64, 0.18, 0.06, 0.12
_NO_PARENT = 0.6
_ONE_SIDED = 0.88


class Asked(StrEnum):
    """What a unit of measure asks for."""

    NOTHING = "nothing"
    RATE = "rate"
    CODE = "code"
    NUMBER = "number"


@lru_cache(maxsize=8192)  # rows of one form share the labels above them
def words(text: str) -> str:
    """Return a wording to compare: small letters, no signs, abbreviations written out."""
    lowered = _ADDRESS.sub(" ", plain(text).lower())
    without = _SIGNS.sub(" ", _ASIDE.sub(" ", lowered)).strip()
    text = without if len(without) > _SHORT else _SIGNS.sub(" ", lowered)
    for pattern, meant in _SYNONYMS:
        text = pattern.sub(meant, text)
    return " ".join(text.split())


def asked(unit: str) -> Asked:
    """Return what a printed unit of measure asks for."""
    if re.search(r"\d", unit):
        return Asked.CODE
    if "%" in unit:
        return Asked.RATE
    if not unit.strip():
        return Asked.NOTHING
    return Asked.CODE if words(unit) == "có không" else Asked.NUMBER


@dataclass(frozen=True, slots=True)
class Wording:
    """A row as it is compared: ``parent`` is the label above it, ``section`` the topmost one.

    ``parent`` is ``None`` where there is none to compare, as in the catalogue. ``full`` is parent
    and label together where the label does not say what is counted: *Trực tuyến*, *Trong hạn*.
    """

    label: str
    unit: str
    asks: Asked
    parent: str | None
    section: str
    meaning: Meaning
    full: str

    @property
    def numbers(self) -> list[str]:
        """The numbers in the label, in which two indicators may differ alone."""
        return sorted(_NUMBERS.findall(self.label))


def wording(
    label: str, unit: str, parent: str | None, section: str, siblings: Iterable[str] = ()
) -> Wording:
    """Make a row comparable; ``siblings`` are the labels beside it, under one parent."""
    above = None if parent is None else words(parent)
    own = words(label)
    aside = words(" ".join(_ASIDE.findall(plain(label))).strip("()"))
    meant = meaning(own, aside, above or "", map(words, siblings))
    # Vietnamese words are often of two syllables; who shares one with the parent names it again.
    shared = {*pairwise((above or "").split())} & {*pairwise(own.split())}
    bare = above and is_rest(own) and not shared and len(own.split()) <= _MOST_BARE_SYLLABLES
    full = f"{above} {own}" if bare else own
    return Wording(own, words(unit), asked(unit), above, words(section), meant, full)


class Likeness:
    """Compares wordings; a word that is in every label tells little and weighs little."""

    def __init__(self, known: Iterable[Wording]) -> None:
        counts = Counter(word for item in known for word in set(item.label.split()))
        self._most = math.log(counts.total() + 1)
        self._weights = {
            word: math.log((counts.total() + 1) / number) for word, number in counts.items()
        }
        self.texts = lru_cache(maxsize=None)(self._texts)
        self._weighed = lru_cache(maxsize=None)(self._words)

    def _weight(self, items: Iterable[str]) -> float:
        # An exact sum does not depend on the order of a set.
        return math.fsum(self._weights.get(word, self._most) for word in items)

    def _words(self, text: str) -> tuple[frozenset[str], float]:
        words = frozenset(text.split())
        return words, self._weight(words)

    def _texts(self, one: str, other: str) -> float:
        (a, of_a), (b, of_b) = self._weighed(one), self._weighed(other)
        whole = of_a + of_b
        shared = 2 * self._weight(a & b) / whole if whole else 1.0
        return (fuzz.ratio(one, other) / 100 + shared) / 2

    def rows(self, one: Wording, other: Wording) -> float:
        """Return how alike two rows are, from 0 to 1; 0 when their labels hardly are."""
        label = self.texts(one.label, other.label)
        parents = one.parent is not None and other.parent is not None
        # The one may have in its label what the other has in its parent's.
        if (one.full == one.label) != (other.full == other.label):
            both = self.texts(one.full, other.full)
            parents = parents and both <= label
            label = max(label, both)
        if label < _LEAST_LABEL or one.meaning.clashes(other.meaning):
            return 0.0
        parent = self.texts(one.parent or "", other.parent or "") if parents else _NO_PARENT
        section = self.texts(one.section, other.section)
        if one.asks is other.asks:
            units = 1.0 if one.unit == other.unit else 0.8
        else:  # the catalogue has a unit for every indicator, a form prints none beside a heading
            units = 0.3 if other.parent is None and one.asks is Asked.NOTHING else 0.0
        likeness = _LABEL * label + _PARENT * parent + _SECTION * section + _UNIT * units
        return likeness * _ONE_SIDED ** one.meaning.unlike(other.meaning)
