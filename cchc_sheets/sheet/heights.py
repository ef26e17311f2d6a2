"""How high a row must be for its wrapped texts.

Excel fits rows when they are edited, LibreOffice 7.4 not even on loading, so the writer has to know
how text wraps. The widths are those of Times New Roman, the font that official texts are set in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

JOINTS = ("CÔNG TÁC ", "CỦA ", "TẠI ", "VÀ ", "VỀ ", "CHI NHÁNH ")
"""Before these a heading may go on in a new line."""
PIXELS_PER_POINT = 96 / 72
LINE = 1.3
"""Height of a line over the font size, as Excel sets Times New Roman."""
CELL_MARGIN = 7
"""Pixels of a cell's width that hold no text."""
SAFETY = 1.03
"""Clients differ by a hair in where they break lines; a line too many is better than a lost one."""

_REGULAR = {
    180: "'",
    200: "|",
    250: " ,.·",
    277: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    389: "Js",
    408: '"',
    443: "?acez“”",
    500: "#$*0123456789_bdghknopquvxy–đ",
    563: "+<=>×",
    610: "ELTZ",
    666: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    777: "&m",
    833: "%",
    889: "M",
    943: "W",
    1000: "—…@",
}
_BOLD = {
    220: "|",
    250: " ,.·",
    277: "'/\\il",
    333: "!()-:;[]`fjt‘’",
    389: "Is",
    443: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    556: 'Sbdhknpqu"đ',
    569: "+<=>×",
    610: "FP",
    666: "BELTZ",
    722: "ACDNRUVXYwĐ",
    777: "GHKOQ",
    833: "&m",
    943: "M",
    1000: "%W—…@",
}
_UNKNOWN = 722
# The horn of ơ and ư widens the letter, the other marks do not.
_HORN, _HORN_WIDTH = "\u031b", 40
_THOUSANDTHS = {
    bold: {char: width for width, chars in table.items() for char in chars}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@lru_cache(maxsize=65536)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in pixels."""
    widths = _THOUSANDTHS[bold]
    total = 0
    for char in unicodedata.normalize("NFD", text):
        if char == _HORN:
            total += _HORN_WIDTH
        elif not unicodedata.combining(char):
            total += widths.get(char, _UNKNOWN)
    return total / 1000 * size * PIXELS_PER_POINT


def line_count(text: str, column: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines the text takes in a column of so many pixels."""
    room = max((column - CELL_MARGIN) / SAFETY, 1)
    space = text_width(" ", size, bold=bold)
    lines = 0
    for line in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in line.split(" "):
            width = text_width(word, size, bold=bold)
            if used and used + space + width > room:
                lines, used = lines + 1, 0.0
            used += width + (space if used else 0)
            if used > room:  # a word longer than the line breaks wherever it must
                extra = int(used // room)
                lines, used = lines + extra, used - extra * room
    return lines


def broken(text: str, column: float, size: float) -> str:
    """Return a bold heading with a line break where a person would put it, if it needs one.

    That is before one of the words that join the parts of a Vietnamese title, so that no compound
    is torn apart, and so that the longer line is as short as can be.
    """
    return "\n".join(_broken_line(line, column, size) for line in text.split("\n"))


def _broken_line(text: str, column: float, size: float) -> str:
    if line_count(text, column, size, bold=True) == 1:
        return text
    words = text.split(" ")
    breaks = [
        (" ".join(words[:index]), " ".join(words[index:]))
        for index in range(1, len(words))
        if (" ".join(words[index : index + 3]).upper() + " ").startswith(JOINTS)
    ]
    if not breaks:
        return text

    def longer(parts: Iterable[str]) -> float:
        return max(text_width(part, size, bold=True) for part in parts)

    return "\n".join(min(breaks, key=longer))


def row_height(lines: int, size: float, padding: float = 4) -> float:
    """Return the height in points of a row with so many lines."""
    return lines * size * LINE + padding
