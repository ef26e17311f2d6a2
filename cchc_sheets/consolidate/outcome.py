"""What became of each unit's report, ready to be shown: the sentences are already made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import Finding, Severity, Unit

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


def question_lines(
    consolidation: Consolidation, say: Callable[[Finding], str]
) -> tuple[FindingLine, ...]:
    """Return the findings across units as lines; ``say`` makes the sentence of one."""
    names = {unit.code: unit.name for unit in consolidation.expected}
    return tuple(
        FindingLine(
            unit_name=names.get(finding.facts["unit"], finding.facts["unit"]),
            severity=finding.severity,
            rule=finding.rule or "",
            code=finding.code,
            indicator_label=finding.facts.get("label", ""),
            cell=finding.place.cell or "",
            message=say(finding),
        )
        for finding in consolidation.findings
    )


def finding_groups(
    across: Sequence[FindingLine], title: str, outcomes: Sequence[UnitOutcome]
) -> Iterator[tuple[str, list[FindingLine]]]:
    """Yield titled groups: across units under ``title``, then each unit's own, errors first."""
    if across:
        yield title, list(across)
    for outcome in outcomes:
        if outcome.findings:
            yield outcome.unit.name, sorted(outcome.findings, key=lambda f: f.severity.rank)
