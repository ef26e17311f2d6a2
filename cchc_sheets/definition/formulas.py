"""Rules as formulas: which are longer or deeper than Excel takes is reported before issuing.

The limits are Excel's own (8,192 characters, 64 levels, 255 arguments); other programs take more,
so that only users of Excel would be told that the file has to be repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cchc_sheets.definition.expressions import IT, Flawed
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.rules import placed_cases
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import names, validator_only
from cchc_sheets.expression.formula import condition_formula
from cchc_sheets.model import Rule

MAX_FORMULA = 8192
MAX_LEVELS = 64
MAX_ARGUMENTS = 255
_LEVELS_AROUND = 3
_LINE = 300
_OPERAND = 60
"""How many levels and characters a line's formula adds around the condition and the sentence."""
_CELL = "AA1000"
_SILENT = len(_CELL) + 1
_LITERAL = re.compile(r'"[^"]*"')


class _AnyCells:
    """Cells of a form with a thousand rows."""

    def number(self, _key: str) -> str:
        return _CELL

    unit = previous = number

    def is_blank(self, _key: str) -> str:
        return f'{_CELL}=""'

    has_note = is_blank

    def is_not_applicable(self, _key: str) -> str:
        return f'ISNUMBER(FIND("|"&LOWER(TRIM({_CELL}))&"|","|không áp dụng|kad|n/a|"))'


def formula_problems(
    where: Where, rules: Sequence[Rule], rates: AbstractSet[str]
) -> Iterator[DefinitionProblem]:
    """Yield each relation whose formula Excel would not take; ``rates`` are the rates' keys."""
    for index, rule in enumerate(rules):
        for place, case in placed_cases(where.at(index), rule):
            if any(isinstance(side, Flawed) or validator_only(side) for _, side in case.sides):
                continue
            bound = rates | {IT} if rates & set(case.for_each) else rates
            length = _LINE + len(rule.says.vi)
            for field, side in case.sides:
                condition = condition_formula(side.root, _AnyCells(), bound)
                formula = condition.true if field == "when" else condition.false
                length += len(formula) + (_SILENT + _OPERAND) * len(names(side))
                levels, arguments = _shape(formula)
                beyond = levels + _LEVELS_AROUND > MAX_LEVELS or arguments > MAX_ARGUMENTS
                if beyond or length > MAX_FORMULA:
                    yield place.at(field).problem("formula-beyond-excel", side.text)
                    break


def _shape(formula: str) -> tuple[int, int]:
    """Return how deep a formula's brackets go, and how many arguments a function has at most."""
    deepest = most = 0
    arguments: list[int] = []
    for sign in _LITERAL.sub("", formula):
        if sign == "(":
            arguments.append(1)
            deepest = max(deepest, len(arguments))
        elif sign == "," and arguments:
            arguments[-1] += 1
        elif sign == ")" and arguments:
            most = max(most, arguments.pop())
    return deepest, most
