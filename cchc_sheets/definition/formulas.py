"""Rules as formulas: what would be longer or deeper than Excel takes is named before it is issued.

The limits are Excel's own (8,192 characters, 64 levels, 255 arguments); other programs take more,
so that only Excel's user would meet a file that has to be repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.rules import IT, placed_cases
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.expression import Expression, names, parse, validator_only
from cchc_sheets.expression.formula import condition_formula
from cchc_sheets.model import Case, Rule

MAX_FORMULA = 8192
MAX_LEVELS = 64
MAX_ARGUMENTS = 255
_LEVELS_AROUND = 3
_LINE = 300
_OPERAND = 60
"""Levels and characters that the formula of a line has around its condition and its sentence."""
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
    tree: Tree, rules: Sequence[Rule], rates: AbstractSet[str]
) -> Iterator[DefinitionProblem]:
    """Yield each relation whose formula would be beyond Excel; ``rates`` are the rates' keys."""
    for index, rule in enumerate(rules):
        for path, case in placed_cases(tree, ("rules", index), rule):
            yield from _case_problems(tree, path, case, rates, said=len(rule.says.vi))


def _case_problems(
    tree: Tree, path: Path, case: Case, rates: AbstractSet[str], *, said: int
) -> Iterator[DefinitionProblem]:
    texts = {"when": case.when, "require": case.require}
    parsed = {field: parse(text, logical=True) for field, text in texts.items() if text}
    sides = {field: side for field, side in parsed.items() if isinstance(side, Expression)}
    if len(sides) < len(parsed) or any(map(validator_only, sides.values())):
        return
    bound = rates | {IT} if rates & set(case.for_each) else rates
    length = _LINE + said
    for field, side in sides.items():
        condition = condition_formula(side.root, _AnyCells(), bound)
        formula = condition.true if field == "when" else condition.false
        length += len(formula) + (_SILENT + _OPERAND) * len(names(side))
        levels, arguments = _shape(formula)
        beyond = levels + _LEVELS_AROUND > MAX_LEVELS or arguments > MAX_ARGUMENTS
        if beyond or length > MAX_FORMULA:
            yield problem_at(tree, (*path, field), "formula-beyond-excel", texts[field] or "")
            return


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
