"""The relations of a form, worked out to the answers that people type, and which hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.expression.functions import FUNCTIONS
from cchc_sheets.expression.nodes import And, Call, Compare, Name, Node, Previous, walk, with_leaves
from cchc_sheets.model import Form, Severity
from cchc_sheets.model.parts import answers_behind


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation between answers, in which computed answers are replaced by what they consist of.

    ``keys`` are its answers of this period, ``behind`` also the computed ones. ``binds``: what it
    asks must hold in any explanation; a warning otherwise only counts against one.
    """

    check: Check
    relation: Relation
    require: Node
    when: Node | None
    keys: frozenset[str]
    behind: frozenset[str]
    binds: bool


@dataclass(frozen=True, slots=True)
class Bonds:
    """All bonds of a form; ``parts`` are places in ``all``, those that share answers together."""

    form: Form
    all: tuple[Bond, ...]
    parts: tuple[tuple[int, ...], ...]


def bonds(form: Form, checks: Iterable[Check]) -> Bonds:
    """Return the bonds of the form's own rows."""
    found: list[Bond] = []
    for check in checks:
        relation = check.condition
        if check.table is not None or check.severity is Severity.INFO:
            continue
        if isinstance(relation, Relation):
            require = _typed(form, relation.require.expression.root)
            when = _typed(form, relation.when.expression.root) if relation.when else None
            sides = (require,) if when is None else (require, when)
            keys = frozenset(n.key for side in sides for n in walk(side) if isinstance(n, Name))
            behind = frozenset(answers_behind(form, *relation.keys))
            found.append(Bond(check, relation, require, when, keys, behind, _binds(check, require)))
    return Bonds(form, tuple(found), tuple(together({n: b.keys for n, b in enumerate(found)})))


def together(keys: Mapping[int, frozenset[str]]) -> list[tuple[int, ...]]:
    """Return what shares a key, directly or through others, together and in order."""
    groups: list[tuple[frozenset[str], tuple[int, ...]]] = []
    for place, own in keys.items():
        joined = own
        places: tuple[int, ...] = (place,)
        for group in [group for group in groups if not group[0].isdisjoint(own)]:
            groups.remove(group)
            joined, places = joined | group[0], (*group[1], *places)
        groups.append((joined, tuple(sorted(places))))
    return [places for _, places in groups]


def _typed(form: Form, node: Node) -> Node:
    """Return the tree with computed answers replaced by what they are computed from."""

    def leaf(name: Name | Previous) -> Node:
        row = form.by_key.get(name.key)
        if isinstance(name, Previous) or row is None or row.computed is None:
            return name
        return with_leaves(row.computed.root, leaf, in_tests=False)

    return with_leaves(node, leaf, in_tests=False)


def _binds(check: Check, require: Node) -> bool:
    """Whether an explanation must meet the relation: errors, and of warnings what must be equal.

    What only asks for answers needs no explanation.
    """
    calls = (node for node in walk(require) if isinstance(node, Call))
    if any(FUNCTIONS[call.function].logical for call in calls):
        return False
    demands = require.operands if isinstance(require, And) else (require,)
    equal = all(isinstance(each, Compare) and each.operator == "==" for each in demands)
    return check.severity is Severity.ERROR or equal
