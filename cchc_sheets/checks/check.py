"""What a check is: a condition, where it points and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.expression import Compiled
from cchc_sheets.expression.nodes import Previous, walk
from cchc_sheets.model import FindingKind, Severity, Speech, WindowPair


@dataclass(frozen=True, slots=True)
class Relation:
    """Where ``when`` is true, ``require`` must not be false; ``keys`` are its operands in order.

    ``figures`` are numbers by name that its sentence and the sheet's line give beside them.
    ``also_named`` are answers that its sentence says are blank, where they are, and that it does
    not ask for itself.
    """

    require: Compiled
    when: Compiled | None
    keys: tuple[str, ...]
    figures: tuple[tuple[str, Compiled], ...] = ()
    also_named: frozenset[str] = frozenset()

    @property
    def earlier(self) -> frozenset[str]:
        """The keys whose figure of the period before it speaks of."""
        sides = (self.require, self.when)
        trees = [side.expression.root for side in sides if side is not None]
        return frozenset(n.key for tree in trees for n in walk(tree) if isinstance(n, Previous))


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint on one submission.

    ``key`` is the row it points to, ``rule`` the id of the rule behind it. ``says`` is what must
    hold, in words. ``note_answers``: a filled note at the row settles it. ``validator_only``: no
    sheet can evaluate it, because it reads the words of a note. ``compares``: it holds only where
    the windows stand so (``in_period``). ``table`` is the table each of whose records it is about,
    ``None`` for the form's own rows.
    """

    kind: FindingKind
    severity: Severity
    key: str
    condition: CellTest | Relation
    rule: str | None = None
    says: Speech | None = None
    note_answers: bool = False
    validator_only: bool = False
    compares: WindowPair = WindowPair.ANY
    table: str | None = None
