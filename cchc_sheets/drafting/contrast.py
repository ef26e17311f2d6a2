"""Words that change what a label counts: two labels that differ in them never ask the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_WITHIN = r"trong hạn|còn hạn|chưa (?:đến|tới|quá) hạn"
# By kind, then by sign; labels are written as ``wording.words`` writes them.
_KINDS = {
    kind: {sign: re.compile(rf"\b(?:{pattern})\b") for sign, pattern in signs.items()}
    for kind, signs in {
        "deadline": {
            "early": r"(?:trước|sớm) hạn",
            "on time": r"đúng hạn",
            "late": r"(?<!chưa )(?:quá|trễ|chậm) hạn",
            "within": _WITHIN,
        },
        "channel": {
            "online": r"(?<!công )(?<!họp )trực tuyến",
            "direct": r"trực tiếp",
            "post": r"bưu chính|bưu điện",
        },
        "origin": {
            "new": r"mới tiếp nhận|tiếp nhận mới|nhận mới",
            "carried": r"kỳ trước (?:chuyển|còn|tồn)|từ kỳ trước|tồn kỳ trước",
        },
        "direction": {"out": r"văn bản đi", "in": r"văn bản đến"},
        "change": {"more": r"tăng", "less": r"giảm"},
        "matter": {"digitized": r"số hóa", "paid": r"thanh toán", "apology": r"xin lỗi"},
        "against": {"plan": r"(?:so với|theo) kế hoạch", "year": r"so với (?:năm )?20\d\d"},
        "ability": {"able": r"đủ điều kiện"},
        "given": {"given": r"được giao", "present": r"có mặt"},
    }.items()
}
_OF_DEADLINE = re.compile(rf"\b(?:{_WITHIN}|đã (?:quá|trễ|chậm) hạn)\b")
_LEVELS = re.compile(r"\bmức độ ((?:\d\b(?: và)? ?(?:mức độ )?)+)")
_QUANTITY = r"(?:trong đó |tổng |cộng |số |lượng |tỷ lệ |tỉ lệ |% |các )*"
_THING = re.compile(rf"{_QUANTITY}(?P<thing>hồ sơ|thủ tục|dịch vụ công|văn bản|nhiệm vụ)\b")
_COUNTED = re.compile(r"(?:tổng|số|tỷ lệ|tỉ lệ|có|mức)\b")
_SAME_THING = {"dịch vụ công": "thủ tục"}
# Of what lasts, *đang* changes nothing: *đang có hiệu lực* is *có hiệu lực*.
_LASTING = r"cung cấp|làm việc|công tác|có hiệu lực|hoạt động|áp dụng|sử dụng|quản lý"
_DOING = rf"đang(?! (?:{_LASTING})\b)"
_STATE = re.compile(rf"\b(?:đã|{_DOING}|chưa|phải)\b|\bđang (?:{_LASTING})\b")
_TURNED = re.compile(rf"\b(?:không|chưa|rất|phải|{_DOING}) (?=(?:được |bị |có )?(\w+))")
_ON_TIME, _EARLY = frozenset({"on time"}), frozenset({"early"})
_EARLY_APART = frozenset({"on time, early ones apart"})
_LASTS = "đang, as it is"
_PLAIN = (frozenset({"đã"}), frozenset({_LASTS}))
"""Words that a label may leave out without another meaning."""
_NOT_YET = frozenset({"chưa"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label means: its signs by kind, the words that it negates, and all its words."""

    signs: Mapping[str, frozenset[str]]
    turned: frozenset[str]
    words: frozenset[str]

    @property
    def early_apart(self) -> bool:
        """Whether "on time" leaves out the early ones, which another row asks."""
        return self.signs.get("deadline") == _EARLY_APART

    def clashes(self, other: Meaning) -> bool:
        """Say whether two labels cannot ask the same."""
        if any(self.signs[kind] != other.signs[kind] for kind in self.signs.keys() & other.signs):
            return True
        if self.early_apart != other.early_apart:
            return True
        if (self.signs.get("state") == _NOT_YET) != (other.signs.get("state") == _NOT_YET):
            return True
        return not (
            self.turned.isdisjoint(other.words - other.turned)
            and other.turned.isdisjoint(self.words - self.turned)
        )

    def unlike(self, other: Meaning) -> int:
        """Count the kinds of signs that only one of the two labels has."""
        mine, others = (
            {k: v for k, v in it.signs.items() if v not in _PLAIN} for it in (self, other)
        )
        kinds = mine.keys() ^ others
        if "level" in mine.keys() & others:  # services that have levels are online
            kinds -= {k for k in kinds if {*mine.get(k, ()), *others.get(k, ())} == {"online"}}
        is_turned = (mine.keys() | others).isdisjoint({"state"})
        # A total is far from what came by one way; its words are near.
        return (
            len(kinds)
            + ("channel" in kinds)
            + (is_turned and bool(self.turned) != bool(other.turned))
        )


def is_rest(label: str) -> bool:
    """Say whether a label only goes on with the one above it: *Trong hạn*, *Giải quyết quá hạn*."""
    return not _COUNTED.match(label)


def meaning(label: str, aside: str, parent: str, siblings: Iterable[str]) -> Meaning:
    """Read a label; what it leaves open is in its ``aside``, or in the parent that it goes on with.

    "On time" includes the early ones, unless a sibling asks for these.
    """
    own = {**_signs(aside), **_signs(label)}
    if is_rest(label):
        own = {**_signs(parent), **own}
    beside = {_signs(item).get("deadline") for item in siblings}
    if own.get("deadline") == _ON_TIME and _EARLY in beside:
        own["deadline"] = _EARLY_APART
    rest = _OF_DEADLINE.sub(" ", label)
    return Meaning(own, frozenset(_TURNED.findall(rest)), frozenset(rest.split()))


@lru_cache(maxsize=8192)  # rows of one form are siblings of each other
def _signs(label: str) -> Mapping[str, frozenset[str]]:
    found = {
        kind: {sign for sign, pattern in known.items() if pattern.search(label)}
        for kind, known in _KINDS.items()
    }
    if "on time" in found["deadline"]:  # who names both says that the early ones are in it
        found["deadline"].discard("early")
    state, thing = _STATE.search(_OF_DEADLINE.sub(" ", label)), _THING.match(label)
    found["state"] = {state[0] if " " not in state[0] else _LASTS} if state else set()
    found["level"] = set(re.findall(r"\d", " ".join(_LEVELS.findall(label))))
    found["thing"] = {_SAME_THING.get(thing["thing"], thing["thing"])} if thing else set()
    return {kind: frozenset(signs) for kind, signs in found.items() if signs}
