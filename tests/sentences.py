"""A sentence with placeholders → the names in it."""

from __future__ import annotations

import string


def placeholders(text: str) -> set[str]:
    """Return the names of a sentence's placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
