"""Which answers checks ask for, so that one blank brings one finding and not one from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.expression.nodes import And, Call, Name, Node, Not, Or


def said_instead(checks: Sequence[Check]) -> Mapping[int, tuple[int, ...]]:
    """Return for checks that only ask for answers, by place, those that make them superfluous.

    One does where it fires, asks for the same answers and weighs no less; of two alike it is the
    first. They stand in the order in which they are to be decided.
    """
    asking: dict[int, frozenset[str]] = {}
    for place, check in enumerate(checks):
        if check.condition is ANSWERED:
            asking[place] = frozenset({check.key})
        elif not isinstance(check.condition, CellTest):
            asking[place] = asked_for(check.condition.require.expression.root)
    order = sorted(
        filter(asking.get, asking),
        key=lambda at: (checks[at].severity.rank, checks[at].condition is ANSWERED, at),
    )
    covers: dict[str, list[int]] = {}
    instead: dict[int, tuple[int, ...]] = {}
    for place in order:
        condition, wanted = checks[place].condition, asking[place]
        found = (set(covers.get(key, ())) for key in wanted)
        if isinstance(condition, CellTest) or _only_asks(condition.require.expression.root):
            instead[place] = tuple(sorted(set.intersection(*found)))
        named = frozenset() if isinstance(condition, CellTest) else condition.also_named
        for key in wanted | named:
            covers.setdefault(key, []).append(place)
    return instead


def asked_for(require: Node) -> frozenset[str]:
    """Return the answers that must not be blank; where one is, ``require`` is false for it."""
    match require:
        case And(operands) | Or(operands):
            return frozenset().union(*map(asked_for, operands))
        case Not(And(operands) | Or(operands)):
            return frozenset().union(*(asked_for(Not(each)) for each in operands))
        case Call("present", (Name(key),)) | Not(Call("blank", (Name(key),))):
            return frozenset({key})
        case _:
            return frozenset()


def _only_asks(require: Node) -> bool:
    """Whether it demands nothing of the answers but that they are given."""
    match require:
        case And(operands):
            return all(map(_only_asks, operands))
        case Not(Call("blank", (Name(),))):
            return True
        case _:
            return False
