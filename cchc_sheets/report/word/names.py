"""The names that an outline may have: of indicators from their labels, all others from a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cchc_sheets.model import Annex, Catalogue
from cchc_sheets.words import outline as words
from cchc_sheets.words.outline import Placeholder

_WORDS = re.compile(r"[^\W_]+")


def name_of(label: str) -> str:
    """Return a label as one word: small letters, words joined by ``_``, signs left out."""
    return "_".join(_WORDS.findall(unicodedata.normalize("NFC", label).lower()))


def section_name(stt: str) -> str:
    """Return the name of a section of the annex: *mục_a*."""
    return f"{words.SECTION}_{name_of(stt)}"


def indicator_names(catalogue: Catalogue) -> Iterator[tuple[str, Placeholder]]:
    """Yield the name of each indicator, with its key."""
    # A count beside a rate is the rate's numerator or denominator.
    for indicator in catalogue.concepts:
        meaning = words.INDICATOR_MEANING.format(
            label=indicator.label, unit=indicator.unit_of_measure
        )
        yield indicator.key, Placeholder(name_of(indicator.label), meaning)


def section_names(annex: Annex) -> Iterator[Placeholder]:
    """Yield the names of the annex's sections."""
    for row in annex.rows:
        if row.indicator is None and row.stt:
            meaning = f"{row.label}: {words.SECTION_MEANING}"
            yield Placeholder(section_name(row.stt), meaning)
