"""The lines above a printed table → the heading block, with placeholders for what changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

APPENDIX = "PHỤ LỤC"
TITLE = "THỐNG KÊ SỐ LIỆU VÀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"
PERIOD = "{period}"
ATTACHED = "(Kèm theo Báo cáo số {number} ngày {date} của {unit})"

_APPENDIX = re.compile(r"(phụ lục|biểu|mẫu|bảng)\b.{0,40}", re.IGNORECASE)
_ATTACHED = re.compile(r"\(?\s*(ban hành )?(kèm theo|đính kèm)", re.IGNORECASE)
_LETTER = re.compile(
    r"(?:kèm theo|đính kèm)\s+(?:công văn|quyết định|kế hoạch|thông báo|hướng dẫn|thông tư)",
    re.IGNORECASE,
)
"""A letter asked for the annex; what is returned comes with a report."""
_NATIONAL = re.compile(r"cộng hòa|cộng hoà|độc lập|đảng cộng sản", re.IGNORECASE)
_TITLE = re.compile(r"thống kê|số liệu|kết quả|biểu|tổng hợp|chỉ tiêu|báo cáo", re.IGNORECASE)
_YEAR = r"(?:năm\s*)?(?:\d{4}|[.…_]{2,}|20[.…_]+)"
_ROMAN_OR_GAP = r"(?:[IVX]+|\d|[.…_]+)"
_SPAN = (
    rf"(?:quý\s*{_ROMAN_OR_GAP}|(?:6|9|sáu|chín)\s*tháng(?:\s*đầu)?|tháng\s*(?:\d{{1,2}}|[.…_]+))"
    rf"[\s,/-]*{_YEAR}|năm\s*(?:\d{{4}}|[.…_]{{2,}}|20[.…_]+)"
)
_PERIOD = re.compile(_SPAN, re.IGNORECASE)
_WHOSE = re.compile(r"\b(tại|của|ở)\s+.+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<=số)[\s:]+.*?(?=[\s,]+ngày\b|\s+của\b|\)|$)", re.IGNORECASE)
_DATE = re.compile(r"(?<=ngày)\s+.*?(?=\s+của\b|\)|$)", re.IGNORECASE)
_OWNER = re.compile(r"(?<=\bcủa)\s+[^)]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """The four texts of a form's ``heading``."""

    appendix: str
    title: str
    period_line: str
    attached_to: str


def heading_block(lines: Sequence[str]) -> HeadingBlock:
    """Sort the lines above a table; what is not printed there gets the usual words."""
    rest = [escaped(line) for line in lines if not _NATIONAL.search(line)]
    attached = _take(rest, _ATTACHED.match)
    appendix = _take(rest, lambda line: _APPENDIX.fullmatch(line) and not _PERIOD.search(line))
    title: list[str] = []
    for line in rest:  # in capitals, from the first that sounds like a title to the period's
        begins = line.isupper() and (bool(title) or _TITLE.search(line))
        if begins and not (title and _PERIOD.match(line)):
            title.append(line)
        elif title:
            break
    below = rest[rest.index(title[-1]) + 1 :] if title else rest
    period = next(filter(_PERIOD.search, below), "")
    text = " ".join(title) or TITLE
    in_title = _PERIOD.search(text)
    if not period and in_title:
        period = text[in_title.start() :]
        text = text.removesuffix(period).rstrip(" ,-–") or TITLE
    period_line = _WHOSE.sub(lambda of: f"{of[1]} {{unit_upper}}", _PERIOD.sub(PERIOD, period))
    if attached and not _LETTER.search(attached):
        attached = _OWNER.sub(" {unit}", attached, count=1)
        attached = _DATE.sub(" {date}", attached, count=1)
        attached = _NUMBER.sub(" {number}", attached, count=1)
    else:
        attached = ATTACHED
    title_line = _PERIOD.sub(PERIOD, text)
    return HeadingBlock(appendix or APPENDIX, title_line, period_line or PERIOD, attached)


def escaped(text: str) -> str:
    """Return a text in which braces are no placeholder's."""
    return text.replace("{", "{{").replace("}", "}}")


def _take(lines: list[str], fits: Callable[[str], object]) -> str:
    """Remove the first line that fits and return it, nothing where none does."""
    found = next(filter(fits, lines), "")
    if found:
        lines.remove(found)
    return found
