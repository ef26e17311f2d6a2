"""A condition → statements: what is told of which number, ready to be put in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Choice,
    Compare,
    Name,
    Node,
    Not,
    Number,
    Or,
    Previous,
)
from cchc_sheets.expression.operators import RELATIONS, Words


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about one value: ``says`` of the ``subject``, with the operands in its places.

    ``of_code``: the operand is a code of the subject's list. ``of_note``: it is about the note
    beside the subject.
    """

    subject: Node
    says: Words
    operands: tuple[Node, ...] = ()
    of_code: bool = False
    of_note: bool = False


def stated(node: Node) -> Statement:
    """Return what a comparison or a test of a state says, or its opposite under ``Not``.

    Raises:
        TypeError: the node joins several conditions, or is a number.
    """
    match node:
        case Compare(operator, Number() as left, right) if not isinstance(right, Number):
            return Statement(right, RELATIONS[RELATIONS[operator].mirrored].says, (left,))
        case Compare(operator, left, right):
            return Statement(left, RELATIONS[operator].says, (right,))
        case Not(Call() as call):
            return Statement(call.arguments[0], call.test.denied, of_note=call.test.about_note)
        case Call():
            return Statement(node.arguments[0], node.test.says, of_note=node.test.about_note)
        case _:
            raise TypeError(node)


def settled(node: Node, *, holds: bool = True) -> Node:
    """Return the condition, or its opposite, with *not* only at tests of a state."""
    match node:
        case Not(operand):
            return settled(operand, holds=not holds)
        case And(operands) | Or(operands):
            kind = And if isinstance(node, And) == holds else Or
            inner = [settled(operand, holds=holds) for operand in operands]
            flat = ((each.operands if isinstance(each, kind) else (each,)) for each in inner)
            return kind(tuple(chain.from_iterable(flat)))
        case Compare(operator, left, right):
            return node if holds else Compare(RELATIONS[operator].opposite, left, right)
        case Choice(condition, then, otherwise):
            return Choice(
                settled(condition),
                settled(then, holds=holds),
                settled(otherwise, holds=holds),
            )
        case _:
            return node if holds else Not(node)


def go_together(statements: Sequence[Statement]) -> bool:
    """Whether all are about one subject, or say the same of different ones."""
    if len(statements) == 1:
        return True
    subjects = {statement.subject for statement in statements}
    if len(subjects) == 1:
        return True
    told = {(statement.says, statement.operands) for statement in statements}
    about_answers = all(isinstance(s.subject, Name | Previous) for s in statements)
    no_codes = not any(statement.of_code for statement in statements)
    return len(told) == 1 and len(subjects) == len(statements) and about_answers and no_codes


def total_of_parts(first: Node, second: Node) -> tuple[Name, tuple[Node, ...]] | None:
    """Return a total and its parts where both conditions say together that it is their sum.

    That is ``sum(a, b) <= total and total == a + b``, which also speaks where a part is blank.
    """
    match first, second:
        case (
            Compare("<=", Call("sum", parts), Name() as total),
            Compare("==", Name() as again, Binary("+") as added),
        ) if total == again and tuple(_terms(added)) == parts:
            return total, parts
        case _:
            return None


def _terms(node: Node) -> Iterator[Node]:
    """Yield what a sum adds up, left to right."""
    match node:
        case Binary("+", left, right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield node
