"""Small pieces of Markdown that the generated pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

MADE = "<!-- make pages -->"
"""Stands in every page that is made: what is written there by hand is lost."""
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_<>|~#["})


def plain(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return words.translate(_ESCAPED)


def code(words: str) -> str:
    """Return words as code, in a cell of a table too; nothing for no words."""
    return f"`{words.replace('|', chr(92) + '|')}`" if words else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, after an empty one."""
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()) for cell in row)} |"
