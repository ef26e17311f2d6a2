"""A number format's code and a number → what the format makes of it, and what the cell shows.

Codes are those of Excel, which .xlsx and .xls store and into which ``ods_formats`` writes those of
OpenDocument. What matters is whether a reader sees the figure that is stored: rounding and the ways
to write thousands do not change it, a scale, a literal digit or a format that shows nothing do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from operator import eq, ge, gt, le, lt, ne

from cchc_sheets.decode.cells import NumberFormat

_ACCOUNTING = '_(* #,##0{0}_);_(* (#,##0{0});_(* "-"{1}_);_(@_)'
BUILTIN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((5, 6, 37, 38), "#,##0_);(#,##0)"),
    **dict.fromkeys((7, 8, 39, 40), "#,##0.00_);(#,##0.00)"),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "d/m/yyyy"),
    **dict.fromkeys((41, 42), _ACCOUNTING.format("", "")),
    **dict.fromkeys((43, 44), _ACCOUNTING.format(".00", "??")),
    48: "##0.0E+0",
    49: "@",
}
"""The codes of the numbers that have none in the file; what a currency is called is left out."""

# What a code shows literally: quoted, escaped, padding, colours, conditions, currencies, and the
# word General, whose letters are none of the date's. [h], [mm], [ss] (time passed) are kept.
_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|general|e[+-]', re.IGNORECASE | re.DOTALL
)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_PLAIN = re.compile(r"(?:general|@|(?:#,##)?0+(?:\.[0#]+)?)?", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _. | \*(?P<filled>.)
    | \[\$(?P<currency>[^\]-]*)[^\]]*\]
    | \[(?P<sign>[<>=]{1,2})\s*(?P<bound>-?[0-9.]+)\] | \[[^\]]*\]
    | (?P<general>general|@) | (?P<exponent>e[+-][0\#?]+)
    | (?P<fraction>[?\#0]*\ *(?P<over>[?\#0]+)/[?\#0-9]+)
    | (?P<digits>[0\#?](?:[0\#?,]*[0\#?])?) | (?P<sign_of>[.,%]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARE = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt, "<>": ne}
_OF_A_UNIT = re.compile(r"(?<![^\W\d_])[ckdm]?m[23](?!\w)")
"""Digits that are a unit's and no figure's: m2, km2, m3."""
_NUMBERED = re.compile(r"[^\W\D]")
_NIL = ("-", "–", "—")
"""What accounts show for 0."""
_EXACT = Context(prec=400, traps=[])
_LONGEST = 500
"""Excel's own codes end at 255 characters, and so does what a cell shows."""
_NEGATIVE, _TEXT_SECTION = 1, 3


def classify(code: str) -> NumberFormat:
    """Return what a number format's code makes of a positive number.

    >>> classify('#,##0 "đồng/ha"'), classify('[Red]0.0%;-0'), classify('[$-42A]dd/mm/yyyy;@')
    ('general', 'percent', 'date')
    """
    return _kind(_LITERAL.sub("", code).partition(";")[0])


def _kind(stripped: str) -> NumberFormat:
    if "%" in stripped:
        return "percent"
    if "@" in stripped:
        return "text"
    return "date" if _DATE.search(stripped) else "general"


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What is needed of a cell's style: the code of its number format, and a struck-out font."""

    code: str = "General"
    struck: bool = False
    first: NumberFormat = "general"
    """What the code makes of a positive number."""
    is_plain: bool = True
    """Whether every number is shown as it is."""

    def of_number(self, number: Decimal) -> tuple[NumberFormat, str | None]:
        """Return what the code makes of the number, and what it shows where that is another."""
        return (self.first, None) if self.is_plain else look(self.code, number)


GENERAL = CellStyle()


@lru_cache(maxsize=1 << 12)
def cell_style(code: str, *, struck: bool = False) -> CellStyle:
    """Return the style with a number format's code."""
    code = code[:_LONGEST]
    return CellStyle(code, struck, classify(code), _PLAIN.fullmatch(code) is not None)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the codes between semicolons; ``holds`` is its own condition, if it has one."""

    tokens: tuple[_Token, ...]
    kind: NumberFormat
    condition: tuple[str, Decimal] | None

    def count(self, kind: str, text: str = "") -> int:
        return sum(token.kind == kind and text in ("", token.text) for token in self.tokens)

    def holds(self, number: Decimal, otherwise: tuple[str, Decimal] | None) -> bool:
        """Whether the section is the number's, by its own condition or the usual one."""
        condition = self.condition or otherwise
        return condition is None or bool(_COMPARE[condition[0]](number, condition[1]))

    @property
    def literals(self) -> str:
        return "".join(token.text for token in self.tokens if token.kind == "literal")


@lru_cache(maxsize=1 << 10)
def _sections(code: str) -> tuple[_Section, ...]:
    """Parse a code; the section of texts is left out."""
    found: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    source: list[str] = []

    def end() -> None:
        nonlocal condition
        kind = _kind(_LITERAL.sub("", "".join(source)))
        found.append(_Section(tuple(tokens), kind, condition))
        condition = None
        tokens.clear()
        source.clear()

    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            end()
            continue
        source.append(match[0])
        if match["sign"] in _COMPARE and _is_number(match["bound"]):
            condition = (match["sign"], Decimal(match["bound"]))
        if token := _token(match):
            tokens.append(token)
    end()
    numbers = found[:_TEXT_SECTION] if not any(s.condition for s in found) else found
    if len(numbers) > 1 and numbers[-1].kind == "text":
        numbers = numbers[:-1]
    return tuple(numbers)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?", text) is not None


def _token(match: re.Match[str]) -> _Token | None:
    for kind in ("general", "exponent", "fraction", "digits", "sign_of"):
        if match[kind] is not None:
            return _Token(match[kind] if kind == "sign_of" else kind, match[0])
    literal = ("quoted", "escaped", "filled", "currency", "other")
    text = next((match[kind] for kind in literal if match[kind] is not None), None)
    return None if text is None else _Token("literal", text)


def look(code: str, number: Decimal) -> tuple[NumberFormat, str | None]:
    """Return what a number format makes of a number, and what the cell shows.

    The latter is ``None`` where a reader sees the number that is stored, rounded or not, or a
    percentage or a date, which the first says.

    >>> look("#,##0,", Decimal(12000)), look('0"0"', Decimal(5)), look(";;;", Decimal(5))
    (('general', '12'), ('general', '50'), ('general', ''))
    >>> look('#,##0 "m2"', Decimal(12000)), look("0.0%", Decimal("0.5"))
    (('general', None), ('percent', None))
    """
    sections = _sections(code)
    zero = Decimal(0)
    usual = (("<=" if len(sections) > _NEGATIVE + 1 else "<"), zero)
    for index, section in enumerate(sections):
        otherwise: tuple[str, Decimal] | None = None
        if index == len(sections) - 1:
            pass
        elif index == 0:
            otherwise = (">" if usual[0] == "<=" else ">=", zero)
        elif index == _NEGATIVE:
            otherwise = ("<", zero)
        if section.holds(number, otherwise):
            only_below = section.condition is None and index == _NEGATIVE
            below = only_below or section.condition in (("<", zero), ("<=", zero))
            return section.kind, _shown(section, number, unsigned=below and number < 0)
    return "general", "###"


def _shown(section: _Section, number: Decimal, *, unsigned: bool) -> str | None:
    """Return what a section shows where that is not the number, else ``None``."""
    if section.kind == "date":
        return None
    whole = _tokens_of_whole(section.tokens)
    if not section.count("general") and not section.count("fraction") and not whole:
        text = section.literals.strip()
        return None if not number and text in _NIL else text
    text = _rendered(section.tokens, abs(number) if unsigned else number)
    before = _before_digits(section.tokens)
    odd = (
        _NUMBERED.search(_OF_A_UNIT.sub("", section.literals)) is not None
        or _scale(section.tokens) > 0
        or section.count("%") > 1
        or section.count("general") > 1
        or _is_parted(section.tokens)
        or (number > 0 and any(sign in before for sign in "-−("))
        or (unsigned and not any(sign in section.literals for sign in "-−("))
        or (not number and text.strip() not in _NIL and not _NUMBERED.search(text))
        or _fraction(section.tokens, number) not in {None, Fraction(number)}
    )
    return text.strip() if odd else None


def _tokens_of_whole(tokens: Sequence[_Token]) -> list[int]:
    """Return where the digits before the decimal point are; all digits where there is no point."""
    point = next((i for i, token in enumerate(tokens) if token.kind == "."), len(tokens))
    digits = [i for i, token in enumerate(tokens) if token.kind == "digits"]
    return [i for i in digits if i < point] or digits


def _before_digits(tokens: Sequence[_Token]) -> str:
    texts = []
    for token in tokens:
        if token.kind in {"digits", "general", "fraction"}:
            break
        texts.append(token.text)
    return "".join(texts)


def _scale(tokens: Sequence[_Token]) -> int:
    """Return by how many thousands the number is divided: the commas right behind its digits."""
    whole = _tokens_of_whole(tokens)
    last = [i for i, token in enumerate(tokens) if token.kind == "digits"][-1:]
    commas = 0
    for place in {*whole[-1:], *last}:
        commas += sum(1 for _ in takewhile(lambda t: t.kind == ",", tokens[place + 1 :]))
    return commas


def _is_parted(tokens: Sequence[_Token]) -> bool:
    """Whether there is anything but spaces between the digits."""
    places = [i for i, token in enumerate(tokens) if token.kind == "digits"]
    if not places:
        return False
    between = tokens[places[0] : places[-1]]
    return any(token.kind == "literal" and token.text.strip() for token in between)


def _fraction(tokens: Sequence[_Token], number: Decimal) -> Fraction | None:
    """Return the fraction that is shown, ``None`` where the code shows none."""
    code = next((token.text for token in tokens if token.kind == "fraction"), None)
    if code is None:
        return None
    below = code.rpartition("/")[2]
    if below.isdecimal() and int(below):
        return Fraction(round(Fraction(number) * int(below)), int(below))
    return Fraction(number).limit_denominator(10 ** min(len(below), 9) - 1)


def _rendered(tokens: Sequence[_Token], number: Decimal) -> str:
    """Return what the tokens show of a number, with a decimal comma and thousands not grouped."""
    fraction = _fraction(tokens, number)
    if fraction is not None:
        whole_part, rest = divmod(abs(fraction), 1)
        return f"{'-' * (fraction < 0)}{whole_part} {rest}"
    point = next((i for i, token in enumerate(tokens) if token.kind == "."), len(tokens))
    behind = "".join(t.text for t in tokens[point:] if t.kind == "digits").replace(",", "")
    hundreds = sum(token.kind == "%" for token in tokens)
    scaled = _EXACT.multiply(number, Decimal(10) ** (2 * hundreds - 3 * _scale(tokens)))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP, _EXACT)
    if not rounded.is_finite():
        return "###"
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    digits = "".join(t.text for t in tokens[:point] if t.kind == "digits").replace(",", "")
    whole = whole.lstrip("0").rjust(len(digits[digits.find("0") :]) if "0" in digits else 0, "0")
    places = [i for i, token in enumerate(tokens[:point]) if token.kind == "digits"]
    parts: dict[int, str] = {}
    for place in reversed(places):
        width = len(tokens[place].text.replace(",", ""))
        parts[place] = whole if place == places[0] else whole[-width:]
        whole = whole[: -len(parts[place])] if parts[place] else ""
    decimals = decimals.rstrip("0").ljust(behind.count("0"), "0")
    texts = ["-" if rounded < 0 else ""]
    for place, token in enumerate(tokens):
        if token.kind == "digits":
            texts.append(parts[place] if place < point else decimals)
            decimals = decimals if place < point else ""
        elif token.kind == "general":
            texts.append(f"{number.normalize():f}".replace(".", ",") if number else "0")
        elif token.kind in {"literal", "%"}:
            texts.append(token.text)
        elif token.kind == "." and decimals:
            texts.append(",")
    return "".join(texts)


_FIGURE = re.compile(r"[0-9](?:[0-9.,'\s]*[0-9])?")
_EXPONENT = re.compile(r"[0-9][eE][+-]?[0-9]")


def shows_another(text: str, number: Decimal) -> bool:
    """Whether a text that a program stored as what a cell shows is not the number's.

    Nobody says which of ``.`` and ``,`` begins the decimals: either may.

    >>> shows_another("12.346", Decimal("12345.6")), shows_another("12,0", Decimal(12000))
    (False, True)
    """
    if _EXPONENT.search(text) or (not number and text.strip() in _NIL):
        return False
    figures = _FIGURE.findall(_OF_A_UNIT.sub("", text))
    if len(figures) != 1 or len(text) > _LONGEST:
        return True
    bare = re.sub(r"['\s]", "", figures[0])
    readings = [(re.sub(r"[.,]", "", bare), 0)]
    if parted := re.fullmatch(r"([0-9.,]*)[.,]([0-9]+)", bare):
        readings.append((re.sub(r"[.,]", "", bare), len(parted[2])))
    return all(
        abs(Decimal(digits).scaleb(-places, _EXACT) - abs(number)) * 2 > Decimal(1).scaleb(-places)
        for digits, places in readings
    )
