"""The rule language: parse once, then evaluate.

The grammar is Python's own, cut down to a whitelist; ``docs/rule-language.md`` states it on one
page with its truth tables. Nothing in a rule's text is ever executed.
"""

from cchc_sheets.expression.evaluate import Compiled, compile_expression
from cchc_sheets.expression.functions import FUNCTIONS, PATTERNS
from cchc_sheets.expression.nodes import (
    Expression,
    is_total,
    looks_back,
    names,
    substitute,
    validator_only,
)
from cchc_sheets.expression.operands import Operand, Scope
from cchc_sheets.expression.operators import unit_of

__all__ = [
    "FUNCTIONS",
    "PATTERNS",
    "Compiled",
    "Expression",
    "Operand",
    "Scope",
    "compile_expression",
    "is_total",
    "looks_back",
    "names",
    "substitute",
    "unit_of",
    "validator_only",
]
