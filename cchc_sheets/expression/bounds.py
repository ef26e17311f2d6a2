"""What a condition can come to, proved from what its operands can be.

Every number is followed as an interval with the greatest tolerance it may carry, every condition
as the set of its possible outcomes. The set may be too large and is never too small: what is not
in it cannot happen in any submission whose answers pass the tests of their own types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, DecimalException
from functools import reduce
from itertools import product

from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    is_exact,
    walk,
)
from cchc_sheets.expression.operators import (
    NOISE,
    RELATIONS,
    Arithmetic,
    Comparison,
    without_noise,
)

ZERO, ONE = Decimal(0), Decimal(1)
INFINITY = Decimal("Infinity")
HALF_UNIT = Decimal("0.5")
"""The greatest tolerance of one rate: half a unit of a whole number."""
ROUNDS = 3
"""How often what one part of a condition tells about answers is used for the other parts."""
MOST_DIGITS = 9
"""Factors of more digits are not collected, because products with them might be rounded."""
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""Ends are rounded as the evaluator rounds, so that they enclose all that it can yield."""

PRESENT, BLANK, NOT_APPLICABLE, UNREADABLE = "present", "blank", "not_applicable", "unreadable"
STATES = frozenset({PRESENT, BLANK, NOT_APPLICABLE, UNREADABLE})

Outcomes = frozenset[bool | None]
ANYTHING: Outcomes = frozenset({True, False, None})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer can be.

    A number from ``low`` to ``high``, ``whole`` or one of ``values`` where these are given; in one
    of ``states``. ``rate``: it is compared within a tolerance.
    """

    low: Decimal = -INFINITY
    high: Decimal = INFINITY
    whole: bool = False
    values: frozenset[Decimal] | None = None
    rate: bool = False
    states: frozenset[str] = STATES


UNBOUNDED = Bounds(rate=True)
Known = Mapping[Node, Bounds]
"""By ``Name`` and ``Previous``; nothing is known of other nodes."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A number between ``low`` and ``high`` (included where finite) with at most ``tolerance``.

    ``number`` says whether it can be a number at all, ``absent`` whether it can be absent.
    """

    low: Decimal
    high: Decimal
    tolerance: Decimal = ZERO
    whole: bool = False
    values: frozenset[Decimal] | None = None
    number: bool = True
    absent: bool = False


_NEVER = _Span(ZERO, ZERO, number=False, absent=True)


def outcomes(expression: Expression, known: Known, given: Expression | None = None) -> Outcomes:
    """Return all outcomes that a condition may have where ``given``, if any, is true.

    Empty where ``given`` cannot be true.
    """
    told = known if given is None else _narrowed(given.root, known, wanted=True)
    if told is None:
        return frozenset()
    root = expression.root
    found = _outcomes(root, told)
    if isinstance(
        root, And | Or | Not
    ):  # other nodes have no parts that could contradict each other
        impossible = (v for v in (True, False) if v in found and not _possible(root, told, v))
        found -= frozenset(impossible)
    # A number that is too large to compute makes the whole condition absent.
    numeric = any(isinstance(node, Compare) for node in walk(root))
    return found | {None} if numeric else found


def _possible(root: Node, known: Known, wanted: bool) -> bool:  # noqa: FBT001 - an outcome
    return _narrowed(root, known, wanted=wanted) is not None


# ------------------------------------------------------------------------------ conditions


def _outcomes(node: Node, known: Known) -> Outcomes:
    match node:
        case And(operands):
            return reduce(_both, (_outcomes(operand, known) for operand in operands))
        case Or(operands):
            denied = (_denied(_outcomes(operand, known)) for operand in operands)
            return _denied(reduce(_both, denied))
        case Not(operand):
            return _denied(_outcomes(operand, known))
        case Compare():
            return _compared(node, known)
        case Choice(condition, then, otherwise):
            decided = _outcomes(condition, known)
            branches = [b for v, b in ((True, then), (False, otherwise)) if v in decided]
            return (decided & {None}).union(*(_outcomes(b, known) for b in branches))
        case Call(function, (operand, *_)):
            return _state_outcomes(function, _leaf(operand, known))
        case _:
            return ANYTHING


def _both(one: Outcomes, other: Outcomes) -> Outcomes:
    pairs = product(one, other)
    return frozenset(False if False in pair else None if None in pair else True for pair in pairs)


def _denied(found: Outcomes) -> Outcomes:
    return frozenset(None if value is None else not value for value in found)


def _state_outcomes(function: str, leaf: Bounds) -> Outcomes:
    if function not in STATES:
        return frozenset({True, False})
    return frozenset(state == function for state in leaf.states)


def _compared(node: Compare, known: Known) -> Outcomes:
    operator, left, right = node.operator, node.left, node.right
    one, other = _span(left, known), _span(right, known)
    if not (one.number and other.number):
        return frozenset({None})
    absent: Outcomes = frozenset({None}) if one.absent or other.absent else frozenset()
    if left == right:
        return absent | {RELATIONS[operator].holds(ZERO, ZERO)}
    tolerance = one.tolerance + other.tolerance
    noisy = _is_noisy(node, known)
    if one.values and other.values and tolerance == ZERO and not noisy:
        pairs = product(one.values, other.values)
        return absent | {RELATIONS[operator].holds(a - b, ZERO) for a, b in pairs}
    apart = _added(one, _scaled(other, -ONE))
    low, high = apart.low, apart.high
    if _only_adds(left) and _only_adds(right):
        low, high = _difference(left, right, known)
    sides = _Sides(one, other, low, high, tolerance, noisy)
    return absent | _by_difference(operator, sides)


def _is_noisy(node: Compare, known: Known) -> bool:
    """Whether the evaluator allows for the rounding errors of a sheet's arithmetic."""
    leaves = (n for n in walk(node) if isinstance(n, Name | Previous))
    rates = {leaf.key for leaf in leaves if _leaf(leaf, known).rate}
    return not (is_exact(node.left, rates) and is_exact(node.right, rates))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides of a comparison, ``low`` to ``high`` apart.

    What counts as equal is anything from 0 up to ``tolerance``, and more where it is ``noisy``.
    """

    one: _Span
    other: _Span
    low: Decimal
    high: Decimal
    tolerance: Decimal
    noisy: bool

    @property
    def mirrored(self) -> _Sides:
        """The same with the sides exchanged."""
        return replace(self, one=self.other, other=self.one, low=-self.high, high=-self.low)

    @property
    def surely_above(self) -> bool:
        """Whether one side exceeds the other by more than counts as equal.

        Noise grows with the numbers, but slower than their difference: the ends decide.
        """
        if not self.noisy:
            return self.low > self.tolerance
        ends = self.one.low, self.other.high
        if not (ends[0].is_finite() and ends[1].is_finite() and self.tolerance.is_finite()):
            return False
        return ends[0] - ends[1] > self.tolerance + _noise(*ends)

    @property
    def is_fraction_of_whole(self) -> bool:
        """Whether one side is whole and the other never."""
        pairs = (self.one, self.other), (self.other, self.one)
        plain = self.tolerance == 0
        return plain and any(
            side.whole and other.values is not None and all(map(_is_far_from_whole, other.values))
            for side, other in pairs
        )


def _noise(*numbers: Decimal) -> Decimal:
    """Return more than what numbers of this size may be off by."""
    return NOISE * (1 + sum((abs(number) for number in numbers), ZERO))


def _is_far_from_whole(value: Decimal) -> bool:
    """Whether no noise makes the number a whole one."""
    return abs(value - value.to_integral_value()) > _noise(value, value, ONE)


def _by_difference(operator: Comparison, sides: _Sides) -> Outcomes:
    match operator:
        case ">":
            return _by_difference("<", sides.mirrored)
        case ">=":
            return _by_difference("<=", sides.mirrored)
        case "!=":
            return _denied(_by_difference("==", sides))
        case "<":
            return _truths(yes=sides.low < 0, no=not sides.mirrored.surely_above)
        case "<=":
            return _truths(yes=not sides.surely_above, no=sides.high > 0)
        case "==":
            apart = sides.surely_above or sides.mirrored.surely_above or sides.is_fraction_of_whole
            return _truths(yes=not apart, no=not sides.low == sides.high == 0)


def _truths(*, yes: bool, no: bool) -> Outcomes:
    return frozenset(value for value, possible in ((True, yes), (False, no)) if possible)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _only_adds(node: Node) -> bool:
    """Whether it only adds up, so that nothing is rounded in any order of adding."""
    match node:
        case Number(value):
            return len(value.as_tuple().digits) <= MOST_DIGITS
        case Name() | Previous():
            return True
        case Negative(operand) | Call("abs", (operand,)):
            return _only_adds(operand)
        case Binary("+" | "-", left, right):
            return _only_adds(left) and _only_adds(right)
        case Binary("*", Number() as factor, other) | Binary("*", other, Number() as factor):
            return isinstance(other, Name | Previous) and _only_adds(factor)
        case Call("sum" | "min" | "max", arguments):
            return all(map(_only_adds, arguments))
        case _:
            return False


def _difference(left: Node, right: Node, known: Known) -> tuple[Decimal, Decimal]:
    """Return how far apart two sides can be; terms that both sides have cancel out."""
    terms: dict[Node, Decimal] = {}
    constant = _collect(left, ONE, terms) + _collect(right, -ONE, terms)
    low = high = constant
    for node, factor in terms.items():
        span = _scaled(_span(node, known), factor)
        low, high = _plus(low, span.low), _plus(high, span.high)
    return low, high


def _collect(node: Node, factor: Decimal, terms: dict[Node, Decimal]) -> Decimal:
    """Add ``factor`` times the node to the terms; return the constant part."""
    match node:
        case Number(value):
            return factor * value
        case Negative(operand):
            return _collect(operand, -factor, terms)
        case Binary("+", left, right):
            return _collect(left, factor, terms) + _collect(right, factor, terms)
        case Binary("-", left, right):
            return _collect(left, factor, terms) + _collect(right, -factor, terms)
        case Binary("*", Number(value), other) | Binary("*", other, Number(value)):
            return _collect(other, factor * value, terms)
        case _:
            total = terms.get(node, ZERO) + factor
            terms[node] = total
            if total == 0:
                del terms[node]
            return ZERO


# -------------------------------------------------------------------------------- numbers


def _span(node: Node, known: Known) -> _Span:
    match node:
        case Number(value):
            return _Span(value, value, whole=_is_whole(value), values=frozenset({value}))
        case Name() | Previous():
            return _leaf_span(_leaf(node, known))
        case Negative(operand):
            return _scaled(_span(operand, known), -ONE)
        case Binary("/", left, right):
            return _calculated("/", _span(left, known), _denominator(_span(right, known)))
        case Binary(operator, left, right):
            return _calculated(operator, _span(left, known), _span(right, known))
        case Choice(condition, then, otherwise):
            return _choice_span(condition, then, otherwise, known)
        case Call(function, arguments):
            return _function(function, arguments, known)
        case _:
            return _NEVER


def _leaf(node: Node, known: Known) -> Bounds:
    return known.get(node, UNBOUNDED)


def _leaf_span(leaf: Bounds) -> _Span:
    return _Span(
        leaf.low,
        leaf.high,
        HALF_UNIT if leaf.rate else ZERO,
        leaf.whole,
        leaf.values,
        number=PRESENT in leaf.states,
        absent=bool(leaf.states - {PRESENT}),
    )


def _choice_span(condition: Node, then: Node, otherwise: Node, known: Known) -> _Span:
    decided = _outcomes(condition, known)
    branches = [branch for v, branch in ((True, then), (False, otherwise)) if v in decided]
    spans = [_span(branch, known) for branch in branches]
    numbers = [span for span in spans if span.number]
    if not numbers:
        return _NEVER
    absent = None in decided or any(span.absent for span in spans)
    return replace(_hull(numbers), absent=absent)


def _hull(spans: Iterable[_Span]) -> _Span:
    """Return a span that holds them all."""
    several = tuple(spans)
    return _Span(
        min(span.low for span in several),
        max(span.high for span in several),
        max(span.tolerance for span in several),
        whole=all(span.whole for span in several),
    )


def _scaled(span: _Span, factor: Decimal) -> _Span:
    ends = sorted((_times(span.low, factor), _times(span.high, factor)))
    return replace(
        span,
        low=ends[0],
        high=ends[1],
        tolerance=_times(span.tolerance, abs(factor)),
        whole=span.whole and _is_whole(factor),
        values=None if span.values is None else frozenset(v * factor for v in span.values),
    )


def _calculated(operator: Arithmetic, one: _Span, other: _Span) -> _Span:
    if not (one.number and other.number):
        return _NEVER
    absent = one.absent or other.absent
    match operator:
        case "+":
            return replace(_added(one, other), absent=absent)
        case "-":
            return replace(_added(one, _scaled(other, -ONE)), absent=absent)
        case "*":
            return replace(_multiplied(one, other), absent=absent)
        case "/":
            return _divided(one, other, absent=absent)


def _added(one: _Span, other: _Span) -> _Span:
    return _Span(
        _plus(one.low, other.low),
        _plus(one.high, other.high),
        one.tolerance + other.tolerance,
        whole=one.whole and other.whole,
    )


def _multiplied(one: _Span, other: _Span) -> _Span:
    ends = [_times(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    tolerance = _plus(
        _times(one.tolerance, _greatest(other)), _times(other.tolerance, _greatest(one))
    )
    return _Span(min(ends), max(ends), tolerance, whole=one.whole and other.whole)


def _denominator(span: _Span) -> _Span:
    """Return a denominator as the evaluator uses it: nearly 0 counts as 0."""
    if span.whole:
        return span
    low, high = (without_noise(e) if e.is_finite() else e for e in (span.low, span.high))
    return replace(span, low=low, high=high, values=None)


def _greatest(span: _Span) -> Decimal:
    return max(abs(span.low), abs(span.high))


def _divided(one: _Span, other: _Span, *, absent: bool) -> _Span:
    """Divide by what is not 0; by 0 there is no number."""
    parts = [part for part in _without_zero(other) if part.low <= part.high]
    if not parts:
        return _NEVER
    quotient = _hull(_quotient(one, part) for part in parts)
    return replace(quotient, absent=absent or other.low <= 0 <= other.high)


def _without_zero(span: _Span) -> list[_Span]:
    """Return the part below and the part above 0; those of whole numbers end at -1 and 1."""
    nearest = ONE if span.whole else ZERO
    below = replace(span, high=min(span.high, -nearest), values=None)
    above = replace(span, low=max(span.low, nearest), values=None)
    if span.low > 0 or span.high < 0:
        return [replace(span, values=None)]
    return [part for part in (below, above) if part.low != part.high or part.low != 0]


def _quotient(one: _Span, other: _Span) -> _Span:
    """Divide by something of one sign."""
    ends = [_over(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    if other.low == 0 or other.high == 0:  # the denominator may come arbitrarily near to 0
        sign = ONE if other.high > 0 else -ONE
        ends += [_times(_times(a, sign), INFINITY) for a in (one.low, one.high)]
    low, high = min(ends), max(ends)
    if one.tolerance == other.tolerance == 0:
        return _Span(low, high)
    least = min(abs(other.low), abs(other.high))
    error = _plus(one.tolerance, _times(max(abs(low), abs(high)), other.tolerance))
    return _Span(low, high, _over(error, least) if least else INFINITY)


def _function(function: str, arguments: tuple[Node, ...], known: Known) -> _Span:
    spans = [_span(argument, known) for argument in arguments]
    if function in {"sum", "min", "max"}:
        return _reduced(function, spans)
    span = spans[0]
    if not span.number:
        return _NEVER
    match function:
        case "abs":
            low = max(span.low, -span.high, ZERO)
            return replace(span, low=low, high=_greatest(span), values=None)
        case "unit":
            return _Span(Decimal("0.0001"), ONE, absent=span.absent)
        case _:
            return _rounded(span, spans[1].low if len(spans) > 1 else ZERO)


def _rounded(span: _Span, places: Decimal) -> _Span:
    step = ONE.scaleb(-int(places))
    low, high = (_round_half_away(end, step) for end in (span.low, span.high))
    return replace(span, low=low, high=high, whole=span.whole or places == 0, values=None)


def _round_half_away(value: Decimal, step: Decimal) -> Decimal:
    if not value.is_finite():
        return value
    try:
        return value.quantize(step, rounding=ROUND_HALF_UP, context=_CONTEXT)
    except DecimalException:
        return value


def _reduced(function: str, spans: list[_Span]) -> _Span:
    there = [span for span in spans if span.number]
    if not there:
        return _NEVER
    absent = all(span.absent for span in spans)
    if function == "sum":
        return replace(_summed(there), absent=absent)
    surely = [span for span in there if not span.absent]
    found = _hull(there)
    if surely and function == "min":
        found = replace(found, high=min(span.high for span in surely))
    if surely and function == "max":
        found = replace(found, low=max(span.low for span in surely))
    return replace(found, absent=absent)


def _summed(spans: list[_Span]) -> _Span:
    """Add the spans; one that may be absent may also add nothing."""
    if len(spans) == 1:
        return replace(spans[0], values=None)
    parts = [
        replace(span, low=min(span.low, ZERO), high=max(span.high, ZERO)) if span.absent else span
        for span in spans
    ]
    return reduce(_added, parts)


def _plus(one: Decimal, other: Decimal) -> Decimal:
    """Add; an infinite end stays infinite, and two of opposite signs are never added."""
    return _CONTEXT.add(one, other)


def _times(one: Decimal, other: Decimal) -> Decimal:
    """Multiply; 0 times an infinite end is 0."""
    return ZERO if one == 0 or other == 0 else _CONTEXT.multiply(one, other)


def _over(one: Decimal, other: Decimal) -> Decimal:
    """Divide; by 0 the result is infinite, and by an infinite end it is 0."""
    if not other.is_finite():
        return ZERO
    if other == 0:
        return _times(one, INFINITY)
    return _CONTEXT.divide(one, other)


# ----------------------------------------------------------------- what a condition tells


def _narrowed(node: Node, known: Known, *, wanted: bool) -> Known | None:
    """Return what is known of the answers where the condition's outcome is ``wanted``.

    ``None`` where that is impossible.
    """
    for _ in range(ROUNDS):
        told = _told(node, known, wanted=wanted)
        if told is None or told == known:
            return told
        known = told
    return known


def _told(node: Node, known: Known, *, wanted: bool) -> Known | None:
    match node:
        case Not(operand):
            return _told(operand, known, wanted=not wanted)
        case And(operands) if wanted:
            return _told_by_all(operands, known, wanted=True)
        case Or(operands) if not wanted:
            return _told_by_all(operands, known, wanted=False)
        case Call(function, (operand, *_)) if function in STATES:
            return _with_state(operand, function, known, wanted=wanted)
        case And(operands) | Or(operands):
            some = (_told(operand, known, wanted=wanted) for operand in operands)
            return known if any(told is not None for told in some) else None
        case Compare():
            if wanted not in _compared(node, known):
                return None
            return _told_by_comparison(node, known, wanted=wanted)
        case _:
            return known if wanted in _outcomes(node, known) else None


def _told_by_all(operands: Iterable[Node], known: Known, *, wanted: bool) -> Known | None:
    told: Known | None = known
    for operand in operands:
        if told is not None:
            told = _told(operand, told, wanted=wanted)
    return told


def _with_state(operand: Node, state: str, known: Known, *, wanted: bool) -> Known | None:
    leaf = _leaf(operand, known)
    states = frozenset(s for s in leaf.states if (s == state) is wanted)
    return {**known, operand: replace(leaf, states=states)} if states else None


_MIRRORED: Mapping[Comparison, Comparison] = {
    "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<",
}  # fmt: skip


def _told_by_comparison(node: Compare, known: Known, *, wanted: bool) -> Known | None:
    """Narrow by a comparison that is not absent: answers on its sides are present and bounded."""
    operator = node.operator if wanted else RELATIONS[node.operator].opposite
    tolerance = _span(node.left, known).tolerance + _span(node.right, known).tolerance
    slack = tolerance if tolerance or _is_noisy(node, known) else None
    told: Known | None = known
    sides = ((node.left, operator, node.right), (node.right, _MIRRORED[operator], node.left))
    for leaf, relation, other in sides:
        if told is None or not isinstance(leaf, Name | Previous):
            continue
        told = _bounded(leaf, relation, _span(other, told), slack, told)
    return told


def _bounded(
    leaf: Name | Previous, operator: Comparison, other: _Span, slack: Decimal | None, known: Known
) -> Known | None:
    """Narrow the bounds of ``leaf`` by a comparison, which is exact without ``slack``."""
    exact, tolerance = slack is None, slack or ZERO
    bounds = replace(_leaf(leaf, known), states=frozenset({PRESENT}))
    low, high = bounds.low, bounds.high
    if operator in {"<", "<=", "=="}:
        high = min(high, _loosened(other.high, tolerance, exact=exact))
    if operator in {">", ">=", "=="}:
        low = max(low, -_loosened(-other.low, tolerance, exact=exact))
    if bounds.whole:
        low, high = _whole_ends(operator, low, high, other, exact=exact)
    values = bounds.values
    if values is not None:
        values = frozenset(v for v in values if low <= v <= high)
    if exact and values is not None and other.values is not None:
        holds = RELATIONS[operator].holds
        values = frozenset(v for v in values if any(holds(v - w, ZERO) for w in other.values))
    if low > high or values == frozenset():
        return None
    return {**known, leaf: replace(bounds, low=low, high=high, values=values)}


def _loosened(end: Decimal, tolerance: Decimal, *, exact: bool) -> Decimal:
    """Return the most that a comparison still counts as no more than ``end``."""
    if exact or not end.is_finite():
        return end
    return end + tolerance + 4 * _noise(end, tolerance)


def _whole_ends(
    operator: Comparison, low: Decimal, high: Decimal, other: _Span, *, exact: bool
) -> tuple[Decimal, Decimal]:
    """Round the ends inwards to whole numbers; a strict bound is excluded."""
    if high.is_finite():
        floor = high.to_integral_value(rounding="ROUND_FLOOR")
        high = floor - 1 if exact and operator == "<" and floor == other.high else floor
    if low.is_finite():
        ceiling = low.to_integral_value(rounding="ROUND_CEILING")
        low = ceiling + 1 if exact and operator == ">" and ceiling == other.low else ceiling
    return low, high
