"""A fact of a finding → text: numbers as the language writes them."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.model import Between, Fact, Percent, Possible, Speech, Thousands
from cchc_sheets.text import show
from cchc_sheets.words.terms import term

_BY_OTHERS = Speech(" (theo các ô khác: {range}{kad})", " (by the other cells: {range}{kad})")
_OR_KAD = Speech(", hoặc KAD", ", or KAD")
_ONLY = Speech("{low}", "{low}")
_FROM_TO = Speech("từ {low} đến {high}", "from {low} to {high}")
_AT_LEAST = Speech("từ {low} trở lên", "{low} or more")
_AT_MOST = Speech("không quá {high}", "at most {high}")


def in_words(fact: Fact, lang: str) -> str:
    """Return a fact in ``lang``: 48.5 is *48,5* in Vietnamese (``vi``), *48.5* in English."""
    match fact:
        case None:
            return term("blank", lang)
        case str():
            return fact
        case Speech():
            return fact.in_language(lang)
        case Percent(value):
            return f"{in_words(value, lang)}%"
        case Thousands(value):
            return f"{int(value):,}".replace(",", "," if lang == "en" else ".")
        case Between(low, high):
            return f"{in_words(low, lang)}–{in_words(high, lang)}"
        case Possible():
            return _possible(fact, lang)
        case tuple():
            return " / ".join(in_words(each, lang) for each in fact)
        case number:
            text = show(Decimal(number))
            return text.replace(",", ".") if lang == "en" else text


def _possible(fact: Possible, lang: str) -> str:
    if fact.low == fact.high:
        shape = _ONLY
    elif fact.low is None:
        shape = _AT_MOST
    else:
        shape = _AT_LEAST if fact.high is None else _FROM_TO
    low, high = (
        in_words(Percent(end) if fact.is_rate and end is not None else end, lang)
        for end in (fact.low, fact.high)
    )
    range_ = shape.in_language(lang).format(low=low, high=high)
    kad = _OR_KAD.in_language(lang) if fact.or_kad else ""
    return _BY_OTHERS.in_language(lang).format(range=range_, kad=kad)
