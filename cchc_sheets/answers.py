"""What was typed → a state and a number, by Vietnamese rules, and never by guessing.

``171.034`` is one hundred and seventy-one thousand, ``99,10`` has two decimals, ``04`` is 4. Text
that can only be one number is read; text that can be two is reported with both readings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from cchc_sheets.findings.answers import ABOVE_MAXIMUM
from cchc_sheets.findings.typed import (
    AMBIGUOUS_NUMBER,
    DATE_IN_NUMBER,
    ERROR_VALUE,
    FIGURE_IN_PIECES,
    LEGACY_ENCODING,
    NOT_A_NUMBER,
    NOT_APPLICABLE_REFUSED,
    NUMBER_AS_TEXT,
    PERCENT_FORMAT,
    PLACEHOLDER,
    SHOWN_DIFFERS,
)
from cchc_sheets.model import Fact, FindingKind, Kind, Percent, Row, Severity, State, TypeProblem
from cchc_sheets.old_fonts import from_old_font
from cchc_sheets.text import PLAIN_SIGNS, shorten, show, tidy

NIL_SIGNS = ("-", "–", "—", "không phát sinh")
NONE_WORDS = ("không", "không có", "chưa", "chưa có", "chưa phát sinh")
"""What in a count probably means nil, but can mean not applicable as well."""
NOT_APPLICABLE_SIGNS = ("không áp dụng", "kad", "n/a")
PERCENT = Decimal(100)
_STORED = Context(prec=15, rounding=ROUND_HALF_UP)

_PLAIN = re.compile(r"\d+")
_GROUPED_BY_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_BY_SPACE = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2},\d{3}\.\d+")
_DECIMAL_DOT = re.compile(r"\d+\.\d+")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_ONE_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PLACEHOLDER = re.compile(r"[.…/ ]+")
WORD_SIGNS = ("/", "?")
"""What, beside letters, no number has."""
LEFTOVER_SIGNS = ("..", "…")
"""What a leftover placeholder of a printed form has."""
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)? ?%?")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)*) ?%")
_BROKEN = re.compile(r"[0-9] *[\t\r\n]\s*[0-9]")
_OF_ALL = re.compile(r"(\d+) ?/ ?\d+(?: phiếu)?$")
_SCALES = {
    "chục": 10,
    "trăm": 100,
    "ngàn": 1_000,
    "nghìn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
"""Words after a number that make another number of it."""
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})\b|\d ?(?:k|tr)\b")
_SCALED = re.compile(rf"(\d[\d.,]*) ?({'|'.join(_SCALES)})\b")
MOST_CHARACTERS = 40
"""Longer texts are no number."""
MOST_HINTED = 200
"""In longer texts no number is looked for: that would take the square of their length."""
MOST = Decimal(10) ** 12
"""Numbers of more digits are no figures, and no spreadsheet holds them."""

_MOST_HINTED = 200
"""Longer texts suggest no number; searching them for one takes the square of their length."""

TOTAL_NAMES = ("tổng", "cộng", "toàn bộ", "tất cả")
TOTAL_BEGINNINGS = (
    *("tổng ", "tổng:", "tổng(", "cộng:", "cộng (", "cộng tổng", "cộng chung", "cộng dồn"),
    *("cộng các", "cộng toàn", "toàn tỉnh", "toàn thành phố", "toàn huyện", "toàn thị xã"),
    *("toàn xã", "toàn ngành", "toàn sở", "toàn cơ quan", "toàn đơn vị"),
)
"""What a line of a table is called, or begins with, that is the total of the others; folded."""
NO_TOTAL_BEGINNINGS = (
    *("tổng công", "tổng cty", "tổng cục", "tổng hợp", "tổng đài", "tổng kho", "tổng đội"),
    *("tổng hội", "tổng liên", "tổng lãnh", "tổng thanh", "tổng kiểm", "tổng cọt"),
)
"""Bodies, divisions and a commune whose names begin like a total."""

_TONES = {
    ord(wrong): right
    for marks in ("òóỏõọ", "ùúủũụ")
    for wrong, right in zip(marks, "\u0300\u0301\u0309\u0303\u0323", strict=True)
}
"""The tone of a vowel that old spelling marks before the last one: *hòa* is *hoà*."""
_TONE_FIRST = re.compile(r"([òóỏõọ])([ae])(?![^\W\d_])|([ùúủũụ])(y)(?![^\W\d_])")
_LAST_I = re.compile(r"(?<![^\W\d_])([hklmst]|qu)i([\u0300\u0301\u0309\u0303\u0323]?)(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as a client stored it: the value and what its looks make of it.

    ``shown``: what its number format shows, where that is another number. ``unmarked``: what is
    left of it without what is raised, lowered or struck out, where anything is.
    """

    value: Decimal | str | bool | None
    is_error: bool = False
    is_percent: bool = False
    is_date: bool = False
    shown: str | None = None
    unmarked: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer's state, its value in the printed unit, and what there is to say about it.

    ``from_text``: the sheet holds text here, so that its own formulas do not see the number.
    """

    state: State
    value: Decimal | None = None
    raw: str = ""
    from_text: bool = False
    problems: tuple[TypeProblem, ...] = ()


def read_answer(typed: Typed, row: Row) -> Reading:
    """Read what was typed in the value cell of ``row``.

    What people see and what is stored may be two figures; then neither counts.
    """
    reading = _read_stored(typed, row)
    if reading.state in {State.BLANK, State.TEXT, State.UNREADABLE}:
        return reading
    raw = reading.raw
    if typed.unmarked is not None:
        facts: dict[str, Fact] = {"reading": shorten(raw), "other": shorten(typed.unmarked) or None}
        return _unreadable(raw, FIGURE_IN_PIECES, facts=facts)
    if isinstance(typed.value, str) and _BROKEN.search(typed.value):
        pieces = " · ".join(piece.strip() for piece in re.split(r"[\t\r\n]+", raw))
        return _unreadable(
            raw, FIGURE_IN_PIECES, facts={"reading": reading.value, "other": shorten(pieces)}
        )
    if typed.shown is None:
        return reading
    stored = reading.value if reading.value is not None else raw
    facts = {"reading": stored, "other": shorten(typed.shown) or None}
    if typed.value == 0 and not typed.shown:
        # A nil that the format does not show: still nothing else than nil.
        problem = TypeProblem(SHOWN_DIFFERS, Severity.WARNING, facts)
        return replace(reading, problems=(problem,))
    return _unreadable(raw, SHOWN_DIFFERS, facts=facts)


def _read_stored(typed: Typed, row: Row) -> Reading:
    raw = show(typed.value)
    if typed.is_error:
        return _unreadable(raw, ERROR_VALUE)
    if typed.is_date and row.kind is not Kind.TEXT:
        return _unreadable(raw, DATE_IN_NUMBER)
    if isinstance(typed.value, str) or typed.value is None:
        return _read_text(typed.value or "", row)
    if row.kind is Kind.TEXT:
        return Reading(State.TEXT, raw=raw)
    if isinstance(typed.value, bool):
        return _unreadable(raw, NOT_A_NUMBER)
    if abs(typed.value) >= MOST:
        return replace(_too_large(raw, typed.value), from_text=False)
    if typed.is_percent and typed.value:
        return _read_percent(typed.value, raw, row)
    return Reading(_state(typed.value, row), typed.value, raw)


def _read_percent(value: Decimal, raw: str, row: Row) -> Reading:
    """Read a stored 1 that the sheet shows as ``100%``.

    In a column of percentage points that can only be 100; elsewhere nobody can tell, but that
    61,3% is no count.
    """
    scaled = value * PERCENT
    if row.kind is Kind.COUNT and scaled % 1:
        return _unreadable(raw, NOT_A_NUMBER, facts={"found": Percent(scaled), "hint": ""})
    if row.kind is not Kind.RATE:
        found: dict[str, Fact] = {"found": Percent(scaled), "reading": value, "other": scaled}
        return _unreadable(raw, AMBIGUOUS_NUMBER, facts=found)
    facts: dict[str, Fact] = {"found": Percent(scaled), "reading": scaled}
    problem = TypeProblem(PERCENT_FORMAT, Severity.WARNING, facts)
    return Reading(State.NUMBER, scaled, raw, from_text=True, problems=(problem,))


def _state(value: Decimal, row: Row) -> State:
    """A 0 means nil, except as one of the codes of a list."""
    return State.NIL if value == 0 and row.kind is not Kind.CODE else State.NUMBER


def _read_text(text: str, row: Row) -> Reading:
    raw = unicodedata.normalize("NFC", text)
    clean = tidy(raw)
    if not clean:
        return Reading(State.BLANK, raw="")
    if row.kind is Kind.TEXT:
        return Reading(State.TEXT, raw=raw)
    lowered = clean.lower()
    if lowered in NOT_APPLICABLE_SIGNS:
        if row.not_applicable:
            return Reading(State.NOT_APPLICABLE, raw=raw)
        return _unreadable(raw, NOT_APPLICABLE_REFUSED)
    if lowered in NIL_SIGNS and row.kind is not Kind.CODE:
        return Reading(State.NIL, Decimal(0), raw)
    if _PLACEHOLDER.fullmatch(clean) and is_leftover_like(clean):
        return _unreadable(raw, PLACEHOLDER, Severity.WARNING)
    return _read_number_text(clean, raw, row)


def _read_number_text(clean: str, raw: str, row: Row) -> Reading:
    is_percent = clean.endswith("%")
    readings = number_readings(clean.removesuffix("%").rstrip())
    if is_percent and row.kind is not Kind.RATE:
        readings = ()
    if not readings:
        if old := from_old_font(raw):
            return _unreadable(raw, LEGACY_ENCODING, facts={"reading": shorten(old.text)})
        return _unreadable(raw, NOT_A_NUMBER, facts={"hint": _hint(clean, row)})
    value, *others = readings
    # The Vietnamese reading counts unless it cannot be meant in this row and another one can.
    either = row.kind.has_decimals or any(_fits(other, row) for other in others)
    # In a row of whole numbers 1,000 is as likely a thousand, typed the English way, as one.
    is_grouped = "," in clean and not row.kind.has_decimals
    if others and either and (is_grouped or not _fits(value, row)):
        facts: dict[str, Fact] = {"reading": value, "other": others[0]}
        return _unreadable(raw, AMBIGUOUS_NUMBER, facts=facts)
    if abs(value) >= MOST:
        return _too_large(raw, shorten(raw))
    facts = {"found": shorten(raw), "reading": value}
    problem = TypeProblem(NUMBER_AS_TEXT, Severity.INFO, facts)
    return Reading(_state(value, row), value, raw, from_text=True, problems=(problem,))


def number_readings(text: str) -> tuple[Decimal, ...]:
    """Return the numbers that ``text`` can mean, the Vietnamese reading first."""
    sign = "-" if text.startswith("-") else ""
    digits = text[1:].lstrip() if sign else text.removeprefix("+")
    if len(text) > MOST_CHARACTERS or not digits.isascii():
        return ()
    vietnamese = digits.replace(".", "").replace(" ", "").replace(",", ".")
    english = digits.replace(",", "")
    readings: tuple[str, ...] = ()
    if _PLAIN.fullmatch(digits):
        readings = (digits,)
    elif _ONE_DOT_GROUP.fullmatch(digits) or _ONE_COMMA_GROUP.fullmatch(digits):
        readings = (vietnamese, english)
    elif any(p.fullmatch(digits) for p in (_GROUPED_BY_DOT, _GROUPED_BY_SPACE, _DECIMAL_COMMA)):
        readings = (vietnamese,)
    # No Vietnamese reading: 99.5 and 1,234,567 can still only be one number.
    elif _GROUPED_BY_COMMA.fullmatch(digits) or _DECIMAL_DOT.fullmatch(digits):
        readings = (english,)
    return tuple(Decimal(sign + reading) for reading in readings)


def _fits(value: Decimal, row: Row) -> bool:
    if not row.kind.has_decimals and value != value.to_integral_value():
        return False
    return row.maximum is None or value <= row.maximum


def _unreadable(
    raw: str,
    kind: FindingKind,
    severity: Severity = Severity.ERROR,
    facts: Mapping[str, Fact] | None = None,
) -> Reading:
    problem = TypeProblem(kind, severity, {"found": shorten(raw), **(facts or {})})
    return Reading(State.UNREADABLE, raw=raw, from_text=True, problems=(problem,))


def _too_large(raw: str, found: Fact) -> Reading:
    return _unreadable(raw, ABOVE_MAXIMUM, facts={"found": found, "expected": MOST - 1})


def _hint(clean: str, row: Row) -> str:
    """Return the one number that a person probably meant, ``""`` where there is none or several."""
    if len(clean) > MOST_HINTED:
        return ""
    typed = clean.casefold()
    if row.kind is Kind.CODE:
        # A label typed in full goes before those that only begin with what was typed.
        same = [code for code in row.codes if code.label.casefold() == typed]
        begun = [code for code in row.codes if code.label.casefold().startswith(f"{typed} ")]
        if meant := same or begun:
            return str(meant[0].value) if len(meant) == 1 else ""
    if len(clean) > _MOST_HINTED:
        return ""
    if row.kind is Kind.COUNT and typed in NONE_WORDS:
        return "0"
    if "%" in clean:
        # Of a count a percentage is no part: 61,3% of the ballots are not 61,3 ballots.
        shares = _SHARE.findall(clean) if row.kind is Kind.RATE else ()
        return str(shares[0]) if len(shares) == 1 else ""
    if row.line and (of_all := _OF_ALL.match(clean)):
        return of_all[1]  # a level is printed "…/… phiếu"
    if (scaled := _SCALED.search(typed)) or _SCALE.search(typed):
        readings = number_readings(scaled[1]) if scaled and len(_SCALE.findall(typed)) == 1 else ()
        exact = readings[0] * _SCALES[scaled[2]] if scaled and len(readings) == 1 else None
        alone = len(re.findall(r"\d[\d.,]*", typed)) == 1
        is_figure = exact is not None and exact < MOST and exact % 1 == 0
        return show(exact) if alone and is_figure else ""
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)*", clean)
    return numbers[0] if len(numbers) == 1 and not re.search(r"\d\s*/|/\s*\d", clean) else ""


@lru_cache(maxsize=1 << 13)  # a form's labels come back with every file
def as_stored(figure: Decimal) -> Decimal:
    """Return the figure to as many digits as a workbook keeps, without zeros at the end."""
    return _STORED.normalize(figure)


def folded(text: str) -> str:
    """Return what two names must have in common to be one name."""
    return tidy(text).casefold()


@lru_cache(maxsize=1 << 12)
def name_key(text: str) -> str:
    """Return what is one name however it is spelled: *Hoà*, *Hòa*; *Kỹ*, *Kĩ*; a stop at the end.

    Dashes of every kind, spaces around them and signs at the end make no difference.
    """
    plain = re.sub(r" ?[-‐‑–—] ?", "-", folded(text)).rstrip(" .,;:")
    spread = _TONE_FIRST.sub(
        lambda m: (
            f"{'o' if m[1] else 'u'}{unicodedata.normalize('NFC', m[2] or m[4])}"
            f"{_TONES[ord(m[1] or m[3])]}"
        ),
        plain,
    )
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFC", spread))
    return unicodedata.normalize("NFC", _LAST_I.sub(r"\1y\2", marked))


def is_name_of_total(text: str) -> bool:
    """Whether a line of that name is the total of the others."""
    name = folded(text)
    begins = name.startswith(TOTAL_BEGINNINGS) and not name.startswith(NO_TOTAL_BEGINNINGS)
    return begins or name in TOTAL_NAMES


def with_plain_signs(text: str) -> str:
    """Return the text with plain spaces and hyphens, which a sheet's formulas can make as well."""
    return text.translate(PLAIN_SIGNS)


def is_bare_number(text: str) -> bool:
    """Whether a note holds nothing but a number, and so probably the answer."""
    clean = tidy(text)
    return bool(number_readings(clean.removesuffix("%").rstrip())) if clean else False


def has_words(text: str) -> bool:
    """Whether the text has letters, or signs that no number has.

    That is what a sheet's formulas can tell; whether ``1.2.3`` is a number, only reading tells.
    """
    return text.upper() != text.lower() or any(sign in text for sign in WORD_SIGNS)


def is_leftover_like(text: str) -> bool:
    """Whether the text has the dots of a placeholder."""
    return any(sign in text for sign in LEFTOVER_SIGNS)


def is_plain_number(text: str) -> bool:
    """Whether the text is digits with at most one separator, which a sheet's formulas can tell."""
    clean = " ".join(filter(None, with_plain_signs(text).split(" ")))
    short = len(clean.removesuffix("%").rstrip()) <= MOST_CHARACTERS
    return short and _PLAIN_NUMBER.fullmatch(clean) is not None
