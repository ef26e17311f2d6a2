"""What spreadsheets make of values: arithmetic, comparisons, the functions of many numbers.

What programs compute in different ways is not computed: a text that may be a number, truth values
beside numbers, the order of letters, 0^0, a half to be rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import (
    ROUND_HALF_DOWN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from functools import reduce
from operator import eq, ge, gt, le, lt, ne

from cchc_sheets.decode.cells import RawCell, parse_number

_MOST_PLACES = 15
# Many more digits than a sheet shows, so that 1/3*3 is 1.
_CONTEXT = Context(prec=34, Emax=308, Emin=-400, traps=[DivisionByZero, InvalidOperation, Overflow])


@dataclass(frozen=True, slots=True)
class Failed:
    """The error that a cell shows."""

    code: str


Value = Decimal | str | bool | Failed | None
"""What a cell holds; ``None`` is nothing."""


class NotComputedError(Exception):
    """The formula has something that is not understood, or that programs compute differently."""


class FailedError(Exception):
    """The formula shows an error."""

    def __init__(self, code: str) -> None:
        self.code = code


def value_of(cell: RawCell) -> Value:
    """Return what formulas see in a cell."""
    if cell.kind == "error":
        return Failed(str(cell.value))
    if isinstance(cell.value, str) and cell.number_format == "date":
        raise NotComputedError
    return cell.value


def number_of(value: Value) -> Decimal:
    """Return what arithmetic makes of a value; nothing is 0.

    Raises:
        FailedError: the value is an error, or a text that is no number.
        NotComputedError: it is a text with digits, which the machine's settings make a number.
    """
    match value:
        case None:
            return Decimal(0)
        case bool():
            return Decimal(value)
        case Decimal():
            return value
        case Failed(code):
            raise FailedError(code)
        case str() if any(character.isdigit() for character in value):
            raise NotComputedError
        case str():
            raise FailedError("#VALUE!")


def plain(number: Decimal) -> Decimal:
    """Return a number to as many digits as a sheet stores, compares and rounds."""
    found = parse_number(str(number))
    if found is None:
        raise NotComputedError
    return found


def rounded(number: Decimal, places: Decimal) -> Decimal:
    """Round, before the decimal point where ``places`` is negative; a half is not computed.

    Whether 33.3*55 is a half, or less by the error of binary numbers, programs take differently.
    """
    if abs(places) > _MOST_PLACES:
        raise NotComputedError
    unit = Decimal(1).scaleb(-int(places))
    up, down = (
        plain(number).quantize(unit, way, _CONTEXT) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN)
    )
    if up != down:
        raise NotComputedError
    return up


def _divided(top: Decimal, bottom: Decimal) -> Decimal:
    if not bottom:
        raise FailedError("#DIV/0!")
    return _CONTEXT.divide(top, bottom)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if (base < 0 and exponent % 1) or (not base and exponent <= 0):
        raise NotComputedError
    return _CONTEXT.power(base, exponent)


ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _divided,
    "^": _power,
}
COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def _total(numbers: list[Decimal]) -> Decimal:
    return reduce(_CONTEXT.add, numbers, Decimal(0))


def _product(numbers: list[Decimal]) -> Decimal:
    if not numbers:
        raise NotComputedError
    return reduce(_CONTEXT.multiply, numbers)


OF_MANY: Mapping[str, Callable[[list[Decimal]], Decimal]] = {
    "SUM": _total,
    "MIN": lambda numbers: min(numbers, default=Decimal(0)),
    "MAX": lambda numbers: max(numbers, default=Decimal(0)),
    "AVERAGE": lambda numbers: _divided(_total(numbers), Decimal(len(numbers))),
    "PRODUCT": _product,
}
"""Functions of any number of numbers, of which ranges may be many."""


def holds(left: Value, sign: str, right: Value) -> bool:
    """Compare two numbers, or ask whether two texts are equal."""
    for side in (left, right):
        if isinstance(side, Failed):
            raise FailedError(side.code)
        if isinstance(side, bool):
            raise NotComputedError
    if not isinstance(left, str) and not isinstance(right, str):
        return COMPARE[sign](plain(number_of(left)), plain(number_of(right)))
    one, other = ("" if side is None else side for side in (left, right))
    alike = isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()
    if sign not in {"=", "<>"} or (alike and one != other):
        raise NotComputedError
    return alike == (sign == "=")
