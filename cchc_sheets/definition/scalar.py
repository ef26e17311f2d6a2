"""Where in a file a character of a YAML text stands, however the text is quoted and folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""
_DOUBLE, _SINGLE, _BLOCKS = '"', "'", "|>"
_LONG_ESCAPES = {"x": 4, "u": 6, "U": 10}
_BLANK_ESCAPES = "ntrvf_NLP \t"

Mark = tuple[int, int]


def place_in_scalar(lines: Sequence[str], start: Mark, style: str, before: str) -> Mark:
    """Return line and column, from 1, of the character that follows ``before`` in a text.

    ``start`` is where the text begins in the file, its quote or block sign included. Folding only
    ever changes white space, so what is not white space is counted.
    """
    wanted = sum(not character.isspace() for character in before)
    last = start
    for mark in _marks(lines, start, style):
        if not wanted:
            return mark
        wanted -= 1
        last = mark
    line, column = last
    return line, column + 1


def _marks(lines: Sequence[str], start: Mark, style: str) -> Iterator[Mark]:
    """Yield the place of every character of the text that is not white space."""
    first, skip = start[0], start[1] - 1
    if style and style in _BLOCKS:
        first, skip = first + 1, 0
    elif style:
        skip += 1
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        column = skip
        while column < len(line):
            length = _length(line, column, style)
            if not line[column].isspace() and not _is_blank_escape(line, column, style):
                yield number, column + 1
            column += length
        skip = 0


def _length(line: str, column: int, style: str) -> int:
    """Return how many characters of the file stand for the text's one at ``column``."""
    if style == _DOUBLE and line[column] == "\\":
        return _LONG_ESCAPES.get(line[column + 1 : column + 2], 2)
    return 2 if style == _SINGLE and line.startswith("''", column) else 1


def _is_blank_escape(line: str, column: int, style: str) -> bool:
    """Whether an escape stands for white space, or for nothing at the end of a line."""
    return (
        style == _DOUBLE
        and line[column] == "\\"
        and line[column + 1 : column + 2] in _BLANK_ESCAPES
    )
