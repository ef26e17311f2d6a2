"""A row and what was typed there → what its answer could be instead, for reasoning."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc_sheets.expression.operands import Operand
from cchc_sheets.model import Answer, Kind, Row, State
from cchc_sheets.reasoning.conditions import Free

CHANGEABLE = {Kind.COUNT, Kind.RATE, Kind.SCORE, Kind.CODE}
"""The kinds of answers of which it can be reasoned what else they could be."""
_FINEST = 2
_KAD = Operand(not_applicable=True)


def alternatives(row: Row, answer: Answer) -> Iterator[Free | Operand]:
    """Yield the numbers, by their decimals, that the row may have, and KAD where it is another.

    Numbers have at most two decimals, or as many as were typed.
    """
    low = Fraction(row.minimum) if row.minimum is not None else Fraction(0)
    high = Fraction(row.maximum) if row.maximum is not None else None
    if row.kind is Kind.CODE and row.codes:
        values = [code.value for code in row.codes]
        low, high = Fraction(min(values)), Fraction(max(values))
    if row.indicator is not None and row.indicator.against_plan:
        high = None
    typed = -_exponent(answer.value) if answer.value is not None else 0
    finest = max(typed, _FINEST) if row.kind.has_decimals else 0
    for decimals in range(finest + 1):
        yield Free(Fraction(1, 10**decimals), low, high)
    if row.not_applicable and answer.state is not State.NOT_APPLICABLE:
        yield _KAD


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def as_decimal(number: Fraction) -> Decimal:
    """Return a number of the reasoning as answers have it."""
    return Decimal(number.numerator) / Decimal(number.denominator)
