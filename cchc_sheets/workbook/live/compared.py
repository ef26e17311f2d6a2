"""What a relation compares an answer with, as parts of a line: other cells, their figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.checks.check import Relation
from cchc_sheets.expression import Compiled, compile_expression, names
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Compare,
    Name,
    Node,
    Number,
    Or,
    Previous,
    written,
)
from cchc_sheets.model import Kind
from cchc_sheets.text import show
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.places import BEFORE, SHOWN, Places


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A cell of the hidden sheet whose text is part of a line."""

    key: str
    column: int


@dataclass(frozen=True, slots=True)
class PercentSign:
    """The sign behind a rate, unless the rate is no number or was typed with the sign."""

    of: ComparedCell


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """A number that a line gives beside the answers."""

    value: Compiled


@dataclass(frozen=True, slots=True)
class SectionCell:
    """The name of the cell that declares the section around an answer nil."""

    key: str


Shown = ComparedCell | PercentSign | ComputedFigure | SectionCell
Part = str | Shown

_ABOVE, _BELOW, _UNEQUAL = "above", "below", "unequal"
_VIOLATED = {"<": _ABOVE, "<=": _ABOVE, ">": _BELOW, ">=": _BELOW, "==": _UNEQUAL}
"""What an answer on the left of an operator is where the comparison does not hold."""
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}
_NAMED = 2
"""Cells that a line names one by one at most."""


def shown(at: Places, key: str) -> list[Part]:
    """Return an answer as a line shows it: a rate with its sign."""
    cell = ComparedCell(key, SHOWN)
    return [cell, PercentSign(cell)] if at.row(key).kind is Kind.RATE else [cell]


def cells(at: Places, keys: Sequence[str]) -> str:
    """Return the cells of answers from the top: F51, F52; of more F51–F56, or F51, F53… apart."""
    rows = sorted(at.live_row(key) for key in keys)
    called = [at.called(key) for key in sorted(keys, key=at.live_row)]
    if len(called) <= _NAMED:
        return ", ".join(called)
    if rows[-1] - rows[0] == len(rows) - 1:
        return f"{called[0]}–{called[-1]}"
    return f"{', '.join(called[:_NAMED])}…"


def compared(at: Places, key: str, relation: Relation) -> Mapping[str, Sequence[Part]]:
    """Return what the answer is above, below or unequal to, and what it must be above 0 for.

    ``whole`` is what several answers together are above. Where a relation demands several things,
    only what is true whichever of them fails is said.
    """
    root = relation.require.expression.root
    several = isinstance(root, And)
    demands = root.operands if isinstance(root, And | Or) else (root,)
    found: dict[str, list[Sequence[Part]]] = defaultdict(list)
    compares = [each for each in demands if isinstance(each, Compare)]
    if several and len({_about(each) for each in demands}) > 1:
        compares = []
    for each in compares:
        for operator, left, right in (
            (each.operator, each.left, each.right),
            (_MIRRORED.get(each.operator, ""), each.right, each.left),
        ):
            described = _described(at, right)
            if left == Name(key) and operator in _VIOLATED and described:
                found[_VIOLATED[operator]].append(described)
        if each.operator in {"<", "<="} and isinstance(each.right, Name) and _added(each.left):
            found["whole"].append(_described(at, each.right))
    others = [each for each in relation.keys if each != key]
    if others and any(_demands_positive(each, key) for each in demands):
        found["based"].append([at.called(others[0])])
    return {name: parts[0] for name, parts in found.items() if len(parts) == 1}


def _about(node: Node) -> frozenset[str]:
    """Return the keys that a demand compares or asks for."""
    return frozenset(names(written(node)))


def _demands_positive(node: Node, key: str) -> bool:
    match node:
        case Compare(">", Name(found), Number(value)):
            return found == key and value == 0
        case _:
            return False


def _described(at: Places, node: Node) -> Sequence[Part]:
    """Return what an answer is compared with, nothing where it takes more than a few words."""
    match node:
        case Name(key):
            return [f"{at.called(key)} (", *shown(at, key), ")"]
        case Previous(key):
            return [f"{words.BEFORE} (", ComparedCell(key, BEFORE), ")"]
        case Number(value):
            return [show(value)]
        case _:
            keys = _added(node)
            if not keys:
                return ()
            total = compile_expression(written(Call("sum", tuple(map(Name, keys)))), at.rates)
            called = [at.called(key) for key in sorted(keys, key=at.live_row)]
            told = " + ".join(called)
            if len(keys) > _NAMED:
                told = f"{words.TOTAL} {called[0]}…{called[-1]}"
            return [f"{told} (", ComputedFigure(total), ")"]


def _added(node: Node) -> tuple[str, ...]:
    """Return the keys of a sum of answers, nothing where anything else is in it."""
    match node:
        case Name(key):
            return (key,)
        case Binary("+", left, right) if (first := _added(left)) and (then := _added(right)):
            return (*first, *then)
        case Call("sum", arguments):
            keys = tuple(each.key for each in arguments if isinstance(each, Name))
            return keys if len(keys) == len(arguments) else ()
        case _:
            return ()
