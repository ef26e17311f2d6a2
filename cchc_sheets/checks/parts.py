"""A total and its parts: the checks that say once what is blank, and what is left to place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.expression import compile_expression, names
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Compare,
    Name,
    Node,
    Not,
    Or,
    written,
)
from cchc_sheets.findings.relations import (
    FIGURES_DIFFER,
    PARTS_MISSING,
    TOTAL_MISMATCH,
    TOTAL_MISSING,
)
from cchc_sheets.model import FindingKind, Form, Severity


def parts_checks(form: Form, check: Check, rates: AbstractSet[str]) -> Iterator[Check]:
    """Yield what a check that a total equals its parts leaves to say where some are blank.

    Only of answers that must be given: a blank elsewhere is in order.
    """
    relation = check.condition
    if not isinstance(relation, Relation) or check.kind not in {TOTAL_MISMATCH, FIGURES_DIFFER}:
        return
    total, parts = _total_and_parts(relation.require.expression.root)
    of_others = set(names(relation.when.expression) if relation.when else ()) - {total, *parts}
    rows = [form.by_key[key] for key in (total, *parts) if key]
    asked = [row.required for row in rows[1:] if row.is_input and row.required is not None]
    if not parts or len(asked) < len(parts) or of_others or not rows[0].is_input:
        return
    so_far: Node = Call("sum", tuple(map(Name, parts)))
    left = Binary("-", Name(total), so_far)
    figures = tuple(
        (name, compile_expression(written(node), rates))
        for name, node in (("so_far", so_far), ("left", left))
    )

    def asking(kind: FindingKind, require: Node, when: Node, severity: Severity) -> Check:
        need, if_so = (compile_expression(written(side), rates) for side in (require, when))
        # Without a total nothing is left of it.
        told_of = figures if kind is PARTS_MISSING else figures[:1]
        told = Relation(need, if_so, (total, *parts), told_of, frozenset(parts))
        return replace(check, kind=kind, severity=severity, key=total, condition=told)

    given = And(tuple(Not(Call("blank", (Name(key),))) for key in parts))
    weight = min(asked, key=lambda severity: severity.rank)
    yield asking(PARTS_MISSING, given, Compare("<=", so_far, Name(total)), weight)
    if rows[0].required is not None:
        some = Or(tuple(Call("present", (Name(key),)) for key in parts))
        blank = Not(Call("blank", (Name(total),)))
        yield asking(TOTAL_MISSING, blank, some, rows[0].required)


def _total_and_parts(require: Node) -> tuple[str, tuple[str, ...]]:
    """Return the keys of the total and of what it must equal; ``""`` where that is not said."""
    for demand in require.operands if isinstance(require, And) else (require,):
        match demand:
            case Compare("==", Name(total), Binary("+") as added):
                return total, _added(added)
            case _:
                pass
    return "", ()


def _added(node: Node) -> tuple[str, ...]:
    """Return the keys of a sum of answers, nothing where anything else is in it."""
    match node:
        case Name(key):
            return (key,)
        case Binary("+", left, right) if (first := _added(left)) and (then := _added(right)):
            return (*first, *then)
        case _:
            return ()
