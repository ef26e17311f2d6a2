"""Checked tree → an Excel formula that means the same.

In a sheet an absent value is an error value, which arithmetic and comparisons pass on. A sheet's
AND and OR do not follow Kleene's logic, therefore a condition becomes two formulas that are never
errors: one says when it is true, the other when it is false. Only functions that Excel 2010,
LibreOffice, Gnumeric and WPS have are used, none of them volatile and none over arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from cchc_sheets.expression.functions import NUMBER_FUNCTIONS, Argument
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Previous,
    is_exact,
)
from cchc_sheets.expression.operands import Cells
from cchc_sheets.expression.operators import (
    NOISE_FORMULA,
    OPERATORS,
    RELATIONS,
    Formulas,
    added,
    unit_formula,
    without_noise_formula,
)

TRUE, FALSE = "TRUE", "FALSE"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition's two formulas; where both are FALSE the condition is absent."""

    true: str
    false: str


def condition_formula(node: Node, cells: Cells, rates: AbstractSet[str]) -> Condition:
    """Return a condition's formulas.

    Raises:
        NotImplementedError: the condition reads the words of a note, which no formula can.
    """
    return _Emitter(cells, rates).condition(node)


def number_formula(node: Node, cells: Cells, rates: AbstractSet[str]) -> str:
    """Return the formula of a number; an error value where it is absent."""
    return _Emitter(cells, rates).measure(node)[0]


def all_of(conditions: Sequence[str]) -> str:
    """Return the conjunction of conditions that are never errors."""
    return _joined("AND", conditions, neutral=TRUE, deciding=FALSE)


def any_of(conditions: Sequence[str]) -> str:
    """Return the disjunction of conditions that are never errors."""
    return _joined("OR", conditions, neutral=FALSE, deciding=TRUE)


def _joined(function: str, conditions: Sequence[str], *, neutral: str, deciding: str) -> str:
    if deciding in conditions:
        return deciding
    left = [condition for condition in dict.fromkeys(conditions) if condition != neutral]
    if len(left) > 1:
        return f"{function}({','.join(left)})"
    return left[0] if left else neutral


def negated(condition: str) -> str:
    """Return the negation of a condition that is never an error."""
    return {TRUE: FALSE, FALSE: TRUE}.get(condition, f"NOT({condition})")


@dataclass(frozen=True, slots=True)
class _Emitter:
    cells: Cells
    rates: AbstractSet[str]

    def condition(self, node: Node) -> Condition:
        match node:
            case Compare():
                return self._comparison(node)
            case And(operands):
                parts = [self.condition(operand) for operand in operands]
                return Condition(all_of([p.true for p in parts]), any_of([p.false for p in parts]))
            case Or(operands):
                parts = [self.condition(operand) for operand in operands]
                return Condition(any_of([p.true for p in parts]), all_of([p.false for p in parts]))
            case Not(operand):
                part = self.condition(operand)
                return Condition(part.false, part.true)
            case Choice(test, then, otherwise):
                chosen, yes, no = map(self.condition, (test, then, otherwise))
                true, false = (
                    any_of([all_of([chosen.true, first]), all_of([chosen.false, second])])
                    for first, second in ((yes.true, no.true), (yes.false, no.false))
                )
                return Condition(true, false)
            case Call(_, (Name(key), *_)) if node.test.formula:
                true = node.test.formula(self.cells, key)
                return Condition(true, negated(true))
            case Call(_, (Previous(key),)) if node.test.before:
                true = node.test.before(f"ISNUMBER({self.cells.previous(key)})")
                return Condition(true, negated(true))
            case _:
                raise NotImplementedError(node)

    def _comparison(self, node: Compare) -> Condition:
        relation = RELATIONS[node.operator]
        both = relation, RELATIONS[relation.opposite]
        left, right = self.measure(node.left), self.measure(node.right)
        if is_exact(node.left, self.rates) and is_exact(node.right, self.rates):
            true, false = (f"{left[0]}{each.plain}{right[0]}" for each in both)
        else:
            noise = f"{NOISE_FORMULA}*MAX(1,ABS({left[0]}),ABS({right[0]}))"
            tolerance = f"({added(left[1], right[1], noise)})"
            true, false = (each.within.format(a=left[0], b=right[0], t=tolerance) for each in both)
        return Condition(f"IFERROR({true},{FALSE})", f"IFERROR({false},{FALSE})")

    def measure(self, node: Node) -> Formulas:
        """Return a number's formula and its tolerance's."""
        match node:
            case Number(constant):
                return f"{constant:f}", None
            case Name(key):
                rate = key in self.rates
                return self.cells.number(key), f"{self.cells.unit(key)}/2" if rate else None
            case Previous(key):
                before = self.cells.previous(key)
                return before, f"{unit_formula(before)}/2" if key in self.rates else None
            case Negative(operand):
                value, tolerance = self.measure(operand)
                return f"(0-{value})", tolerance
            case Binary("/", left, right) if not is_exact(right, self.rates):
                divisor, tolerance = self.measure(right)
                quiet = (without_noise_formula(divisor), tolerance)
                return OPERATORS["/"].formulas(self.measure(left), quiet)
            case Binary(operator, left, right):
                return OPERATORS[operator].formulas(self.measure(left), self.measure(right))
            case Choice(test, then, otherwise):
                return self._chosen_number(test, then, otherwise)
            case Call(function, arguments):
                return NUMBER_FUNCTIONS[function].formula([*map(self._argument, arguments)])
            case _:
                raise NotImplementedError(node)

    def _chosen_number(self, test: Node, then: Node, otherwise: Node) -> Formulas:
        chosen = self.condition(test)
        yes, no = self.measure(then), self.measure(otherwise)

        def either(first: str, second: str) -> str:
            return f"IF({chosen.true},{first},IF({chosen.false},{second},NA()))"

        tolerance = either(yes[1] or "0", no[1] or "0") if yes[1] or no[1] else None
        return either(yes[0], no[0]), tolerance

    def _argument(self, node: Node) -> Argument:
        value, tolerance = self.measure(node)
        match node:
            case Name(key) if key in self.rates:
                return Argument(value, tolerance, kept_unit=self.cells.unit(key))
            case _:
                return Argument(value, tolerance, is_exact(node, self.rates))
