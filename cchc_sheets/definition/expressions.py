"""The expressions of definition files: they are parsed here and only here, and checked."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import FUNCTIONS, Expression, is_total, names
from cchc_sheets.expression.nodes import Number
from cchc_sheets.expression.parse import Problem, parse

IT = "it"
_NOTHING = Number(Decimal(0))


@dataclass(frozen=True, slots=True)
class Flawed(Expression):
    """Replaces an expression that could not be parsed; ``problem`` says why.

    It names no indicator. It never leaves ``definition``, because the problem is fatal.
    """

    problem: Problem


def read_condition(text: str) -> Expression:
    """Parse a condition; a text that is none becomes ``Flawed``."""
    return _read(text, logical=True)


def read_computed(item: Mapping[str, Any]) -> Expression | None:
    """Parse the field ``computed`` of an indicator, row or column; ``None`` when it has none."""
    return _read(item["computed"], logical=False) if "computed" in item else None


def _read(text: str, *, logical: bool) -> Expression:
    parsed = parse(text, logical=logical)
    return Flawed(text, _NOTHING, parsed) if isinstance(parsed, Problem) else parsed


@dataclass(frozen=True, slots=True)
class Names:
    """The indicators that an expression may name, and those that exist only elsewhere."""

    here: AbstractSet[str]
    elsewhere: AbstractSet[str] = frozenset()

    def problem(self, where: Where, name: str, after: str | None = None) -> DefinitionProblem:
        """Return the problem of a name that is not ``here``."""
        code = "not-in-form" if name in self.elsewhere else "unknown-name"
        return where.problem(code, name, known=self.here, after=after)


def expression_problems(
    where: Where, expression: Expression, known: Names
) -> Iterator[DefinitionProblem]:
    """Yield the problem of an expression's grammar or, when there is none, of its names."""
    text = expression.text
    if isinstance(expression, Flawed):
        problem = expression.problem
        suggestions = FUNCTIONS if problem.code == "unknown-function" else ()
        code, before = f"expression-{problem.code}", text[: problem.column - 1]
        yield where.problem(code, problem.found, known=suggestions, after=before)
    for name in names(expression):
        if name not in known.here:
            yield known.problem(where, name, re.split(rf"\b{name}\b", text, maxsplit=1)[0])


def total_problems(where: Where, total: Expression, known: Names) -> Iterator[DefinitionProblem]:
    """Yield the problems of a computed row's or column's expression, taken by itself."""
    yield from expression_problems(where, total, known)
    if not is_total(total):
        yield where.problem("computed-not-a-total", total.text[:60])


def is_reserved(name: str) -> bool:
    """Whether the name means something else in the rule language."""
    return name == IT or name in FUNCTIONS or keyword.iskeyword(name)


def in_a_circle(key: str, parts: Mapping[str, Iterable[str]]) -> bool:
    """Whether ``key`` is among its own parts, their parts, and so on."""
    seen: set[str] = set()
    ahead = list(parts.get(key, ()))
    while ahead:
        part = ahead.pop()
        if part == key:
            return True
        if part not in seen:
            seen.add(part)
            ahead.extend(parts.get(part, ()))
    return False
