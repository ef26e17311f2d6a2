"""Where in its file a character of a YAML text is, however the text is quoted and folded."""

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

    ``start`` is where the text begins in the file, with its quote or block sign. Folding changes
    nothing but white space, therefore all other characters are counted.
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
    for number, line in enumerate(lines[first - 1 :], start=first):
        column = skip
        while column < len(line):
            if style == _DOUBLE and line[column] == "\\":
                escape = line[column + 1 : column + 2]  # empty at the end of a line
                length, blank = _LONG_ESCAPES.get(escape, 2), escape in _BLANK_ESCAPES
            else:
                doubled = style == _SINGLE and line.startswith("''", column)
                length, blank = 2 if doubled else 1, line[column].isspace()
            if not blank:
                yield number, column + 1
            column += length
        skip = 0
