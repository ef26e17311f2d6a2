"""What became of each unit's report, ready to be shown: the sentences are already made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cchc_sheets.model import Severity, Unit

OutcomeState = Literal["merged", "missing", "rejected"]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words; ``rule`` and ``cell`` are empty where there is none."""

    unit_name: str
    severity: Severity
    rule: str
    code: str
    indicator_label: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What became of one expected unit's report.

    ``path`` is the file, ``None`` when none came; ``reason`` says in words why it is not merged.
    """

    unit: Unit
    state: OutcomeState
    path: str | None = None
    reason: str = ""
    findings: tuple[FindingLine, ...] = ()
