"""A fact of a finding → text: numbers as the language writes them."""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.model import Between, Fact, Percent, Speech, Thousands
from cchc_sheets.text import show
from cchc_sheets.words.terms import term


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
        case tuple():
            return " / ".join(in_words(each, lang) for each in fact)
        case number:
            text = show(Decimal(number))
            return text.replace(",", ".") if lang == "en" else text
