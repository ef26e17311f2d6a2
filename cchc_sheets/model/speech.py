"""A sentence in the two languages of the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence or a name in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the sentence in ``lang`` (``vi`` or ``en``)."""
        return self.en if lang == "en" else self.vi
