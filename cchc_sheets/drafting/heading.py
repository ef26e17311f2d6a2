"""The lines above a printed table → the heading block, with placeholders for what changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
"""By which the annex was asked for; what is returned stands with a report."""
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
    attached = _take(rest, lambda line: _ATTACHED.match(line) is not None)
    appendix = _take(rest, lambda line: bool(_APPENDIX.fullmatch(line)) and not _has_period(line))
    title = _title(rest)
    below = rest[rest.index(title[-1]) + 1 :] if title else rest
    period = next((line for line in below if _PERIOD.search(line)), "")
    text = " ".join(title) or TITLE
    if not period and _PERIOD.search(text):
        place = _PERIOD.search(text)
        period = text[place.start() :] if place else ""
        text = text.removesuffix(period).rstrip(" ,-–") or TITLE
    return HeadingBlock(
        appendix or APPENDIX,
        _PERIOD.sub("{period}", text),
        _period_line(period),
        _attached(attached) if attached and not _LETTER.search(attached) else ATTACHED,
    )


def escaped(text: str) -> str:
    """Return a text in which braces stand for themselves."""
    return text.replace("{", "{{").replace("}", "}}")


def _take(lines: list[str], fits: object) -> str:
    for line in lines:
        if callable(fits) and fits(line):
            lines.remove(line)
            return line
    return ""


def _title(lines: Sequence[str]) -> list[str]:
    """Return the lines in capitals from the first that sounds like a title to the period's."""
    found: list[str] = []
    for line in lines:
        begins = line.isupper() and (bool(found) or _TITLE.search(line))
        if begins and not (found and _PERIOD.match(line)):
            found.append(line)
        elif found:
            break
    return found


def _has_period(line: str) -> bool:
    return _PERIOD.search(line) is not None


def _period_line(text: str) -> str:
    if not text:
        return PERIOD
    return _WHOSE.sub(lambda match: f"{match[1]} {{unit_upper}}", _PERIOD.sub(PERIOD, text))


def _attached(text: str) -> str:
    text = _OWNER.sub(" {unit}", text, count=1)
    text = _DATE.sub(" {date}", text, count=1)
    return _NUMBER.sub(" {number}", text, count=1)
