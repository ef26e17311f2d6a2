"""Texts: tidied, folded, shortened, shown; the nearest of several."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", str, bytes)


def remembered(longest: int, most: int) -> Callable[[Callable[[K], T]], Callable[[K], T]]:
    """Give a function of a text, or of bytes, a memory of what it made of the last ``most``.

    What is longer than ``longest`` is not kept. Most texts of a returned file are those of its
    form, and so the same in every file.
    """

    def with_memory(compute: Callable[[K], T]) -> Callable[[K], T]:
        from_memory = lru_cache(maxsize=most)(compute)

        @wraps(compute)
        def either(key: K) -> T:
            return from_memory(key) if len(key) <= longest else compute(key)

        return either

    return with_memory


of_texts = remembered(longest=1_000, most=8_192)
"""For functions of the texts of cells."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name closest to ``name``, or nothing when none is close."""
    return next(iter(nearest_few(name, known, 1)), "")


def nearest_few(name: str, known: Iterable[str], count: int) -> list[str]:
    """Return at most ``count`` of the known names that are close to ``name``, the closest first."""
    return difflib.get_close_matches(name, list(known), n=count, cutoff=0.6)


ODD_SPACES = "\u00a0\u202f\u2007\u2009\t\n"
"""What is pasted for a space; a line break in a cell is one too."""
MINUS = "\u2212"
"""What is pasted for a hyphen."""
PLAIN_SIGNS = {**{ord(space): " " for space in ODD_SPACES}, ord(MINUS): "-"}
"""For ``str.translate``: plain spaces and hyphens, which a sheet's formulas can make as well."""
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"), None)
_TIDY: Mapping[int, str | None] = {**INVISIBLE, **PLAIN_SIGNS}


@of_texts
def tidy(text: str) -> str:
    """Return the text in NFC; odd spaces and the long minus made plain, what is invisible gone."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_TIDY).split())


def show(value: Decimal | str | bool | None) -> str:  # noqa: FBT001 - a cell's value
    """Return a stored value as a person would type it: plain digits, a comma for the decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    text = f"{value.normalize():f}" if value else "0"
    return text.replace(".", ",")


def plain_digits(value: Decimal | None) -> str | None:
    """Return a number in plain digits with a dot, without zeros at the end: what JSON holds."""
    return None if value is None else f"{value.normalize() + 0:f}"


def without_marks(text: str) -> str:
    """Return the text tidy, in small letters and without diacritics: what people type in haste."""
    apart = unicodedata.normalize("NFD", tidy(text).casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def legible(text: str) -> str:
    """Return the text without what is no character: controls, line breaks, marks of direction.

    In place of each stands U+FFFD, so that two texts do not become one unseen.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else " " if unicodedata.category(c) == "Zs" else "\ufffd" for c in text
    )


def shorten(text: str, length: int = 40) -> str:
    """Return the text on one line, cut to ``length`` characters for a message."""
    clean = legible(" ".join(text.split()))
    return clean if len(clean) <= length else clean[: length - 1] + "…"
