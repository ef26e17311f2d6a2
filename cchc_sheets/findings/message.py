"""What a kind of finding says: what was found, and how to mend it, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with placeholders and its remedy; ``title`` is what the kind is called."""

    title: tuple[str, str]
    found: tuple[str, str]
    mend: tuple[str, str]
