"""A formula that was typed into a cell → its value, computed anew from the cells of its sheet.

What is stored beside a formula may be out of date: Excel set to compute by hand saves what it last
showed. Understood are numbers, texts, ``+ - * / ^ %``, comparisons, cells and ranges of the same
sheet and some functions, as .xlsx and .xls store them (``F13``, ``,``) and as .ods does
(``[.F13]``, ``;``). Nothing else is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from cchc_sheets.decode.cells import RawCell, RawSheet
from cchc_sheets.intake.arithmetic import (
    ARITHMETIC,
    COMPARE,
    OF_MANY,
    Failed,
    FailedError,
    NotComputedError,
    Value,
    holds,
    number_of,
    plain,
    rounded,
    value_of,
)

LONGEST = 2_000
"""Longer formulas are not computed; Excel's own limit is 8,192 characters."""
_DEEPEST = 60
"""So many brackets and cells that rest on one another."""
_MOST_STEPS = 500_000
"""So many signs and cells are looked at for one sheet, within a second or two."""
_MOST_CELLS = 20_000
"""A larger range is not looked at."""
_NOISE = Decimal(10) ** -9
"""Relative to the larger of two figures, at least to 1: what is nearer only tells how it was added.
"""

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN = re.compile(
    rf"""
    \s*+(?:
      (?P<number>(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]{{1,3}})?+)
    | (?P<text>"(?:[^"]|"")*+")
    | (?P<error>\#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!))
    | (?P<call>[A-Za-z]++)\(
    | (?P<cells>(?:\[[^\[\]]++\] | (?:'(?:[^']|'')++'!|[^\W\d][\w.]*+!)?{_CELL}(?::{_CELL})?)
        (?![\w.(!:'\[]))
    | (?P<sign><=|>=|<>|[-+*/^%(),;<>=])
    )\s*+
    """,
    re.VERBOSE,
)
_SHEET = r"(?:\$?(?:'(?P<quoted{0}>(?:[^']|'')+)'|(?P<plain{0}>[^\W\d][\w.]*))[!.]|\.)?"
_PLACE = r"\$?(?P<column{0}>[A-Za-z]{{1,3}})\$?(?P<row{0}>[1-9][0-9]{{0,6}})"
_REFERENCE = re.compile(
    rf"{_SHEET.format(1)}{_PLACE.format(1)}(?::{_SHEET.format(2)}{_PLACE.format(2)})?"
)

_STRENGTH = {**dict.fromkeys(COMPARE, 1), "+": 2, "-": 2, "*": 3, "/": 3, "^": 4}
_SEPARATORS = (",", ";")


class Recomputed(NamedTuple):
    """What a formula gives; not certain where a cell that it rests on could not be recomputed."""

    value: Decimal | str | Failed
    certain: bool


class _EndlessError(NotComputedError):
    """It rests on itself, or looking further would take too long."""


class Formulas:
    """The formulas of one sheet, each computed at most once."""

    def __init__(self, sheet: RawSheet) -> None:
        self._cells = sheet.cells
        self._name = sheet.name.casefold()
        self._done: dict[tuple[int, int], tuple[Value, bool] | NotComputedError] = {}
        self._steps = _MOST_STEPS
        self.depth = 0

    def result(self, row: int, column: int) -> Recomputed | None:
        """Return what the formula in a cell gives, ``None`` where that cannot be computed."""
        try:
            value, certain = self._computed((row, column), self._cells[row, column].formula or "")
        except NotComputedError:
            return None
        if isinstance(value, bool):
            return None  # nothing that counts, and programs store it in different ways
        return Recomputed(Decimal(0) if value is None else value, certain)

    def value(self, at: tuple[int, int]) -> tuple[Value, bool]:
        """Return what a cell holds and whether that is certain; an error is a value here."""
        self.count(1)
        cell = self._cells.get(at)
        if cell is None:
            return None, True
        if cell.formula is None:
            return value_of(cell), True
        try:
            return self._computed(at, cell.formula)
        except _EndlessError:
            raise
        except NotComputedError:
            if cell.kind == "blank":
                raise
            return value_of(cell), False

    def count(self, steps: int) -> None:
        """Take note of work done; too much of it is an error."""
        self._steps -= steps
        if self._steps < 0:
            raise _EndlessError

    def is_own(self, sheet: str) -> bool:
        """Whether that is the name of this sheet."""
        return sheet.replace("''", "'").casefold() == self._name

    def _computed(self, at: tuple[int, int], formula: str) -> tuple[Value, bool]:
        if at not in self._done:
            self._done[at] = _EndlessError()  # for a formula that leads back here
            try:
                self._done[at] = _Formula(formula, self).result()
            except NotComputedError as error:
                self._done[at] = error
        done = self._done[at]
        if isinstance(done, NotComputedError):
            raise done.with_traceback(None)
        return done


class _Formula:
    """One formula, read from left to right and computed on the way."""

    def __init__(self, text: str, sheet: Formulas) -> None:
        self._sheet = sheet
        self._certain = True
        self._tokens = list(_tokens(text))
        self._next = 0
        sheet.count(len(self._tokens))

    def result(self) -> tuple[Value, bool]:
        """Return the value, or the error as one, and whether it is certain."""
        try:
            value = self._expression()
            if self._next < len(self._tokens):
                raise NotComputedError
        except FailedError as error:
            return Failed(error.code), self._certain
        except ArithmeticError as error:  # beyond all limits
            raise NotComputedError from error
        return plain(value) if isinstance(value, Decimal) else value, self._certain

    def _peek(self) -> str:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else ""

    def _take(self) -> tuple[str, str]:
        if self._next >= len(self._tokens):
            raise NotComputedError
        self._next += 1
        return self._tokens[self._next - 1]

    def _expect(self, *texts: str) -> None:
        if self._take()[1] not in texts:
            raise NotComputedError

    def _expression(self, strength: int = 0) -> Value:
        """Compute up to the first operator that does not bind more strongly."""
        if self._sheet.depth >= _DEEPEST:
            raise _EndlessError
        self._sheet.depth += 1
        try:
            left = self._operand()
            while _STRENGTH.get(self._peek(), 0) > strength:
                sign = self._take()[1]
                right = self._expression(_STRENGTH[sign])
                if sign in COMPARE:
                    left = holds(left, sign, right)
                else:
                    left = ARITHMETIC[sign](number_of(left), number_of(right))
        finally:
            self._sheet.depth -= 1
        return left

    def _operand(self) -> Value:
        """Compute what stands between two operators, with the signs before and behind it."""
        signs = []
        while self._peek() in {"+", "-"}:
            signs.append(self._take()[1])
        value = self._primary()
        if "-" in signs:
            number = number_of(value)
            value = number.copy_negate() if signs.count("-") % 2 else number
        elif signs and isinstance(value, str | bool):
            raise NotComputedError
        while self._peek() == "%":
            self._take()
            value = ARITHMETIC["/"](number_of(value), Decimal(100))
        return value

    def _primary(self) -> Value:
        match self._take():
            case "number", text:
                return Decimal(text)
            case "text", text:
                return text[1:-1].replace('""', '"')
            case "error", text:
                raise FailedError(text)
            case "call", text:
                return self._call(text.upper())
            case "cells", text:
                at, *more = self._places(text)
                if more:
                    raise NotComputedError
                return self._value(at)
            case _, "(":
                value = self._expression()
                self._expect(")")
                return value
            case _:
                raise NotComputedError

    def _call(self, name: str) -> Value:
        if name in OF_MANY:
            return OF_MANY[name](list(self._numbers()))
        if name == "IF":
            return self._choice()
        if name not in {"ABS", "ROUND"}:
            raise NotComputedError
        number = number_of(self._expression())
        if name == "ABS":
            number = number.copy_abs()
        else:
            self._expect(*_SEPARATORS)
            number = rounded(number, number_of(self._expression()))
        self._expect(")")
        return number

    def _choice(self) -> Value:
        """Compute the branch that counts; the other one may be anything."""
        condition = self._expression()
        if isinstance(condition, str):
            raise NotComputedError
        is_true = number_of(condition) != 0
        self._expect(*_SEPARATORS)
        value: Value = False
        if is_true:
            value = self._expression()
        else:
            self._skip()
        if self._peek() in _SEPARATORS:
            self._take()
            if is_true:
                self._skip()
            else:
                value = self._expression()
        self._expect(")")
        return value

    def _skip(self) -> None:
        """Pass over one argument."""
        opened = 0
        while opened or self._peek() not in {*_SEPARATORS, ")"}:
            kind, text = self._take()
            opened += (kind == "call" or text == "(") - (text == ")")

    def _numbers(self) -> Iterator[Decimal]:
        """Yield the numbers in the arguments; of what cells hold nothing else counts."""
        while True:
            kind, text = self._take()
            if kind == "cells" and self._peek() in {*_SEPARATORS, ")"}:
                for at in self._places(text):
                    value = self._value(at)
                    if isinstance(value, bool):
                        raise NotComputedError
                    if isinstance(value, Decimal | Failed):
                        yield number_of(value)
            else:
                self._next -= 1
                yield number_of(self._expression())
            if self._take()[1] == ")":
                return
            self._next -= 1
            self._expect(*_SEPARATORS)

    def _value(self, at: tuple[int, int]) -> Value:
        value, certain = self._sheet.value(at)
        self._certain &= certain
        return value

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return the cells of a reference, which must be to this sheet."""
        match = _REFERENCE.fullmatch(text.strip("[]"))
        if match is None:
            raise FailedError("#REF!") if "#REF!" in text else NotComputedError
        for sheet in match.group("quoted1", "plain1", "quoted2", "plain2"):
            if sheet is not None and not self._sheet.is_own(sheet):
                raise NotComputedError
        first = (int(match["row1"]), _column(match["column1"]))
        if match["row2"] is None:
            return [first]
        (top, bottom), (left, right) = map(
            sorted, zip(first, (int(match["row2"]), _column(match["column2"])), strict=True)
        )
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _EndlessError
        return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each sign of a formula, which may begin with ``=``."""
    if not text or len(text) > LONGEST:
        raise NotComputedError
    at = 1 if text[0] == "=" else 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotComputedError
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


def _column(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters.upper(), 0)


def is_same(cell: RawCell, value: Decimal | str | Failed) -> bool:
    """Whether what is stored beside a formula is what it gives."""
    match value:
        case Failed():
            return cell.kind == "error"
        case Decimal():
            if not isinstance(cell.value, Decimal):
                return False
            return abs(cell.value - value) <= _NOISE * max(abs(value), abs(cell.value), Decimal(1))
        case str():
            # Where nothing is shown, LibreOffice stores a 0 in .xls.
            return cell.value == value or (not value and cell.value in {None, 0})
