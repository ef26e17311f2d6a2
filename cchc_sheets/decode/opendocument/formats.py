"""OpenDocument's styles of numbers → the codes of number formats that ``decode.formats`` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cchc_sheets.decode.cells import parse_number
from cchc_sheets.decode.ooxml.xml import Attributes
from cchc_sheets.decode.opendocument.names import NUMBER, STYLE

_MOST_DIGITS = 30
_DATES = {
    *("day", "month", "year", "era", "day-of-week", "week-of-year", "quarter"),
    *("hours", "minutes", "seconds", "am-pm"),
}
_CODES = {"scientific-number": "0E+0", "text-content": "@", "boolean": '"TRUE"'}
"""Of what else may be in a style; the last is of a number and not of a truth value."""
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?[0-9.]+)")
KINDS = {
    *("number-style", "percentage-style", "currency-style", "text-style"),
    *("date-style", "time-style", "boolean-style"),
}


@dataclass
class NumberStyle:
    """A style of numbers while its XML is read: the code of its own, and of its conditions."""

    kind: str
    code: str = ""
    conditions: list[tuple[str, str]] = field(default_factory=list)
    """Conditions with the names of the styles that hold under them."""
    _number: str = ""
    _embedded: list[tuple[int, str]] = field(default_factory=list)
    _position: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of one of the style's elements."""
        if name == f"{STYLE}map":
            self._condition(attributes)
        local = name.removeprefix(NUMBER) if name.startswith(NUMBER) else ""
        if local == "number":
            self._number, self._embedded = _of_number(attributes), []
        elif local == "embedded-text":
            self._position = _count(attributes.get(f"{NUMBER}position"), 0)
        elif local == "fraction":
            self.code += _of_fraction(attributes)
        elif local in _DATES:
            self.code += "d"
        else:
            self.code += _CODES.get(local, "")

    def _condition(self, attributes: Attributes) -> None:
        condition = _CONDITION.fullmatch(attributes.get(f"{STYLE}condition", "").strip())
        if condition:
            sign = {"!=": "<>"}.get(condition[1], condition[1])
            applied = attributes.get(f"{STYLE}apply-style-name", "")
            self.conditions.append((f"[{sign}{condition[2]}]", applied))

    def end(self, name: str, text: str) -> None:
        """Take the end of one of the style's elements, with the text in it."""
        local = name.removeprefix(NUMBER)
        if local == "embedded-text":
            self._embedded.append((self._position, text))
        elif local == "number":
            self.code += self._with_embedded()
        elif local in {"text", "currency-symbol", "fill-character"}:
            self.code += self._literal(text)

    def _literal(self, text: str) -> str:
        if self.kind == "percentage-style" and "%" in text:
            before, _, behind = text.partition("%")
            return f"{_quoted(before)}%{_quoted(behind)}"
        return _quoted(text)

    def _with_embedded(self) -> str:
        """Return the number's code with the texts that are between its digits."""
        whole, point, rest = self._number.partition(".")
        digits = whole.rstrip(",")
        commas = whole[len(digits) :]
        for position, text in sorted(self._embedded):
            bare = digits.replace(",", "")
            bare = bare.rjust(min(position, _MOST_DIGITS) + 1, "#")
            at = len(bare) - min(position, _MOST_DIGITS)
            if text.strip():
                return bare[:at] + _quoted(text) + bare[at:] + commas + point + rest
        return self._number

    def full_code(self, styles: Mapping[str, NumberStyle]) -> str:
        """Return the code with the sections of its conditions before its own."""
        sections = [
            condition + styles[name].code for condition, name in self.conditions if name in styles
        ]
        return ";".join([*sections, self.code]) or '""'  # shows nothing; "" would be General


def _of_number(attributes: Attributes) -> str:
    least = min(_count(attributes.get(f"{NUMBER}min-integer-digits"), 0), _MOST_DIGITS)
    places = min(_count(attributes.get(f"{NUMBER}decimal-places"), 0), _MOST_DIGITS)
    grouped = attributes.get(f"{NUMBER}grouping") == "true"
    factor = parse_number(attributes.get(f"{NUMBER}display-factor", "1")) or Decimal(1)
    commas = "," * max((len(f"{factor.to_integral_value():f}") - 1) // 3, 0)
    # A style that says nothing of decimal places shows as many as there are.
    shows = "0" * places if f"{NUMBER}decimal-places" in attributes else "#" * _MOST_DIGITS
    replaced = attributes.get(f"{NUMBER}decimal-replacement")
    if replaced == "":
        shows = "#" * places
    head = "#,##" if grouped else ""
    whole = head + ("0" * least or "#")
    return f"{whole}{commas}" + (f".{shows}" if shows else "")


def _of_fraction(attributes: Attributes) -> str:
    below = attributes.get(f"{NUMBER}denominator-value", "")
    digits = max(min(_count(attributes.get(f"{NUMBER}min-denominator-digits"), 1), 9), 1)
    return "# ?/" + (below if below.isdecimal() and len(below) < _MOST_DIGITS else "?" * digits)


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else otherwise  # noqa: PLR2004


def _quoted(text: str) -> str:
    return "".join(f"\\{letter}" for letter in text)
