"""The operators of the rule language, one row each: value, formula and words.

A measure is a number with its tolerance. The formula of a tolerance is ``None`` where it is always
0. An absent number is ``None`` here and an error value in a sheet, and both pass it on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

Arithmetic = Literal["+", "-", "*", "/"]
Comparison = Literal["<", "<=", "==", "!=", ">=", ">"]

ZERO = Decimal(0)
NOISE = Decimal(2) ** -36
NOISE_FORMULA = "2^-36"
"""The largest error of a sheet's arithmetic, relative to the larger side of a comparison."""
NEAREST_TO_ZERO = 9
"""So many decimals of a computed denominator, or of a number to be rounded, count: noise is 0."""
_A_HALF_IS_A_HALF = "1+2^-49"
_ALWAYS_EXACT = Decimal(10) ** 12
MAX_DECIMALS = 4
"""More decimals than any printed rate has; a rate with more counts as exact to 0.0001."""
_SAME = Decimal(2) ** -20
_SAME_FORMULA = "2^-20"

Measure: TypeAlias = tuple[Decimal, Decimal]
"""A number and its tolerance."""
Formulas: TypeAlias = tuple[str, str | None]
"""A number's formula and its tolerance's."""


Words: TypeAlias = tuple[str, str]
"""Vietnamese and English; ``{0}``, ``{1}`` and so on are the operands' own words."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """A comparison.

    ``holds`` takes left - right and the tolerance. In a sheet it is the sign ``plain`` where
    numbers are exact, otherwise the formula ``within``. ``opposite`` is the comparison that is true
    where this one is false, ``mirrored`` means the same with the sides exchanged. ``says`` are the
    words after those of the left side.
    """

    holds: Callable[[Decimal, Decimal], bool]
    plain: str
    within: str
    opposite: Comparison
    mirrored: Comparison
    says: Words


RELATIONS: Mapping[Comparison, Comparing] = {
    "==": Comparing(
        holds=lambda d, t: abs(d) <= t,
        plain="=",
        within="ABS({a}-{b})<={t}",
        opposite="!=",
        mirrored="==",
        says=("bằng {0}", "equals {0}"),
    ),
    "!=": Comparing(
        holds=lambda d, t: abs(d) > t,
        plain="<>",
        within="ABS({a}-{b})>{t}",
        opposite="==",
        mirrored="!=",
        says=("khác {0}", "differs from {0}"),
    ),
    "<=": Comparing(
        holds=lambda d, t: d <= t,
        plain="<=",
        within="{a}-{b}<={t}",
        opposite=">",
        mirrored=">=",
        says=("không lớn hơn {0}", "does not exceed {0}"),
    ),
    "<": Comparing(
        holds=lambda d, t: d < -t,
        plain="<",
        within="{b}-{a}>{t}",
        opposite=">=",
        mirrored=">",
        says=("nhỏ hơn {0}", "is below {0}"),
    ),
    ">=": Comparing(
        holds=lambda d, t: d >= -t,
        plain=">=",
        within="{b}-{a}<={t}",
        opposite="<",
        mirrored="<=",
        says=("không nhỏ hơn {0}", "is not below {0}"),
    ),
    ">": Comparing(
        holds=lambda d, t: d > t,
        plain=">",
        within="{a}-{b}>{t}",
        opposite="<=",
        mirrored="<",
        says=("lớn hơn {0}", "exceeds {0}"),
    ),
}


@dataclass(frozen=True, slots=True)
class Operator:
    """An arithmetic operator; ``measure`` returns ``None`` where there is no result."""

    measure: Callable[[Measure, Measure], Measure | None]
    formulas: Callable[[Formulas, Formulas], Formulas]
    says: Words


def added(*tolerances: str | None) -> str | None:
    """Return the formula of the sum of tolerances."""
    known = [tolerance for tolerance in tolerances if tolerance is not None]
    return "+".join(known) if known else None


def scaled(tolerance: str | None, factor: str) -> str | None:
    """Return the formula of a tolerance times the size of a factor."""
    return None if tolerance is None else f"({tolerance})*ABS({factor})"


def _quotient(a: Measure, b: Measure) -> Measure | None:
    if b[0] == 0:
        return None
    quotient = a[0] / b[0]
    return (quotient, (a[1] + abs(quotient) * b[1]) / abs(b[0]))


def _quotient_formulas(a: Formulas, b: Formulas) -> Formulas:
    value = f"({a[0]}/{b[0]})"
    tolerance = added(a[1], scaled(b[1], value))
    return value, None if tolerance is None else f"({tolerance})/ABS({b[0]})"


OPERATORS: Mapping[Arithmetic, Operator] = {
    "+": Operator(
        lambda a, b: (a[0] + b[0], a[1] + b[1]),
        lambda a, b: (f"({a[0]}+{b[0]})", added(a[1], b[1])),
        says=("{0} cộng {1}", "{0} plus {1}"),
    ),
    "-": Operator(
        lambda a, b: (a[0] - b[0], a[1] + b[1]),
        lambda a, b: (f"({a[0]}-{b[0]})", added(a[1], b[1])),
        says=("{0} trừ {1}", "{0} minus {1}"),
    ),
    "*": Operator(
        lambda a, b: (a[0] * b[0], a[1] * abs(b[0]) + b[1] * abs(a[0])),
        lambda a, b: (f"({a[0]}*{b[0]})", added(scaled(a[1], b[0]), scaled(b[1], a[0]))),
        says=("{0} × {1}", "{0} × {1}"),
    ),
    "/": Operator(_quotient, _quotient_formulas, says=("{0} / {1}", "{0} / {1}")),
}


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round as Excel does: half away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def without_noise(value: Decimal) -> Decimal:
    """Return a computed number without the noise that could decide a division or rounding."""
    exact = abs(value) >= _ALWAYS_EXACT
    return value if exact else round_half_away(value, NEAREST_TO_ZERO)


def without_noise_formula(value: str) -> str:
    """Return the same as a formula."""
    return f"ROUND({value},{NEAREST_TO_ZERO})"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a computed number rounded; what is a half but for noise counts as a half."""
    return round_half_away(without_noise(value), decimals)


def rounded_formula(value: str, decimals: int) -> str:
    """Return the same as a formula.

    The factor helps programs that round the binary number, where 2.675 is slightly less.
    """
    return f"ROUND({without_noise_formula(value)}*({_A_HALF_IS_A_HALF}),{decimals})"


def unit_of(value: Decimal) -> Decimal:
    """Return one unit of the last non-zero decimal: 99.10 → 0.1, 14.3 → 0.1, 100 → 1."""
    for decimals in range(MAX_DECIMALS):
        if abs(value - round_half_away(value, decimals)) < _SAME:
            return Decimal(1).scaleb(-decimals)
    return Decimal(1).scaleb(-MAX_DECIMALS)


def unit_formula(value: str) -> str:
    """Return the same as a formula."""
    formula = f"{Decimal(1).scaleb(-MAX_DECIMALS):f}"
    for decimals in reversed(range(MAX_DECIMALS)):
        unit = f"{Decimal(1).scaleb(-decimals):f}"
        same = f"ABS({value}-ROUND({value},{decimals}))<{_SAME_FORMULA}"
        formula = f"IF({same},{unit},{formula})"
    return formula
