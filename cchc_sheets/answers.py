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

from cchc_sheets.model import Kind, Row, Severity, State, TypeProblem
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
_OF_ALL = re.compile(r"(\d+) ?/ ?\d+(?: phiếu)?$")
MOST_CHARACTERS = 40
"""Longer texts are no number."""
MOST = Decimal(10) ** 12
"""Numbers of more digits are no figures, and no spreadsheet holds them."""

TOTAL_NAMES = ("tổng", "tổng:", "cộng", "cộng:")
TOTAL_BEGINNINGS = ("tổng số", "tổng cộng", "cộng tổng")
"""What a line of a table is called, or begins with, that is the total of the others; folded."""

# What TCVN3 fonts show as Vietnamese letters and everybody else sees as these signs, none of which
# is a Vietnamese letter. (Its other letters are Vietnamese ones in Unicode as well.)
_TCVN3 = frozenset("¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ")


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as a client stored it: the value and what its number format makes of it.

    ``format_unknown``: the file's format does not tell, so that 1 may be what showed as 100%.
    """

    value: Decimal | str | bool | None
    is_error: bool = False
    is_percent: bool = False
    is_date: bool = False
    format_unknown: bool = False


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
    """Read what was typed in the value cell of ``row``."""
    raw = show(typed.value)
    if typed.is_error:
        return _unreadable(raw, "error-value")
    if isinstance(typed.value, str) or typed.value is None:
        return _read_text(typed.value or "", row)
    if row.kind is Kind.TEXT:
        return Reading(State.TEXT, raw=raw)
    if isinstance(typed.value, bool):
        return _unreadable(raw, "not-a-number")
    if typed.is_date:
        return _unreadable(raw, "date-in-number")
    if abs(typed.value) >= MOST:
        return replace(_too_large(raw), from_text=False)
    if typed.is_percent and typed.value:
        return _read_percent(typed.value, raw, row)
    if typed.format_unknown and row.kind is Kind.RATE and 0 < typed.value <= 1:
        facts = {"reading": raw, "other": show(typed.value * PERCENT)}
        return _unreadable(raw, "ambiguous-number", facts=facts)
    return Reading(_state(typed.value, row), typed.value, raw)


def _read_percent(value: Decimal, raw: str, row: Row) -> Reading:
    """Read a stored 1 that the sheet shows as ``100%``.

    In a column of percentage points that can only be 100; elsewhere nobody can tell, but that
    61,3% is no count.
    """
    scaled = show(value * PERCENT)
    if row.kind is Kind.COUNT and value * PERCENT % 1:
        return _unreadable(raw, "not-a-number", facts={"found": f"{scaled}%", "hint": ""})
    if row.kind is not Kind.RATE:
        facts = {"found": f"{scaled}%", "reading": raw, "other": scaled}
        return _unreadable(raw, "ambiguous-number", facts=facts)
    facts = {"found": f"{scaled}%", "reading": scaled}
    problem = TypeProblem("percent-format", Severity.WARNING, facts)
    return Reading(State.NUMBER, value * PERCENT, raw, from_text=True, problems=(problem,))


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
        return _unreadable(raw, "not-applicable-refused")
    if lowered in NIL_SIGNS and row.kind is not Kind.CODE:
        return Reading(State.NIL, Decimal(0), raw)
    if _PLACEHOLDER.fullmatch(clean) and is_leftover_like(clean):
        return _unreadable(raw, "placeholder", Severity.WARNING)
    return _read_number_text(clean, raw, row)


def _read_number_text(clean: str, raw: str, row: Row) -> Reading:
    is_percent = clean.endswith("%")
    readings = number_readings(clean.removesuffix("%").rstrip())
    if is_percent and row.kind is not Kind.RATE:
        readings = ()
    if not readings:
        code = "legacy-encoding" if looks_tcvn3(raw) else "not-a-number"
        return _unreadable(raw, code, facts={"hint": _hint(clean, row)})
    value, *others = readings
    # The Vietnamese reading counts unless it cannot be meant in this row and another one can.
    either = row.kind.has_decimals or any(_fits(other, row) for other in others)
    if others and either and not _fits(value, row):
        facts = {"reading": show(value), "other": show(others[0])}
        return _unreadable(raw, "ambiguous-number", facts=facts)
    if abs(value) >= MOST:
        return _too_large(raw)
    facts = {"found": shorten(raw), "reading": show(value)}
    problem = TypeProblem("number-as-text", Severity.INFO, facts)
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
    code: str,
    severity: Severity = Severity.ERROR,
    facts: Mapping[str, str] | None = None,
) -> Reading:
    problem = TypeProblem(code, severity, {"found": shorten(raw), **(facts or {})})
    return Reading(State.UNREADABLE, raw=raw, from_text=True, problems=(problem,))


def _too_large(raw: str) -> Reading:
    return _unreadable(raw, "above-maximum", facts={"expected": show(MOST - 1)})


def _hint(clean: str, row: Row) -> str:
    """Return the one number that a person probably meant, ``""`` where there is none or several."""
    typed = clean.casefold()
    if row.kind is Kind.CODE:
        # A label typed in full goes before those that only begin with what was typed.
        same = [code for code in row.codes if code.label.casefold() == typed]
        begun = [code for code in row.codes if code.label.casefold().startswith(f"{typed} ")]
        if meant := same or begun:
            return str(meant[0].value) if len(meant) == 1 else ""
    if row.kind is Kind.COUNT and typed in NONE_WORDS:
        return "0"
    if "%" in clean:
        # Of a count a percentage is no part: 61,3% of the ballots are not 61,3 ballots.
        shares = _SHARE.findall(clean) if row.kind is Kind.RATE else ()
        return str(shares[0]) if len(shares) == 1 else ""
    if row.line and (of_all := _OF_ALL.match(clean)):
        return of_all[1]  # a level is printed "…/… phiếu"
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)*", clean)
    return numbers[0] if len(numbers) == 1 and not re.search(r"\d\s*/|/\s*\d", clean) else ""


@lru_cache(maxsize=1 << 13)  # a form's labels come back with every file
def as_stored(figure: Decimal) -> Decimal:
    """Return the figure to as many digits as a workbook keeps, without zeros at the end."""
    return _STORED.normalize(figure)


def folded(text: str) -> str:
    """Return what two names must have in common to be one name."""
    return tidy(text).casefold()


def is_name_of_total(text: str) -> bool:
    """Whether a line of that name is the total of the others."""
    name = folded(text)
    return name in TOTAL_NAMES or name.startswith(TOTAL_BEGINNINGS)


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


def looks_tcvn3(text: str) -> bool:
    """Whether the text is old TCVN3 Vietnamese, which looks like gibberish in Unicode fonts."""
    letters = [character for character in text if not character.isascii()]
    signs = [letter for letter in letters if letter in _TCVN3]
    return len(letters) > 1 and 2 * len(signs) >= len(letters)
