"""What became of each unit's report, ready to be shown: the sentences are already made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import Catalogue, Finding, Severity, Unit

OutcomeState = Literal["merged", "missing", "rejected"]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words; what it does not have is empty.

    ``message`` is the ``sentence`` with its ``mend``, how to mend it. ``section`` is the part of
    the form that it is about, ``path`` the row's place there, ``title`` what the kind is called.
    ``sheet`` is that of a table.
    """

    unit_name: str
    severity: Severity
    rule: str
    code: str
    indicator_label: str
    cell: str
    message: str
    section: str = ""
    path: str = ""
    title: str = ""
    sentence: str = ""
    mend: str = ""
    sheet: str = ""

    @property
    def where(self) -> str:
        """The cell, of a table with its sheet: the form has a cell of the same name."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.cell


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What became of one unit's report; of several files of one unit each has its own outcome.

    ``path`` is the file, ``None`` when none came; ``reason`` says in words why it is not merged.
    A file that is nobody's has a unit of no type here, named after the file.
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
    """Yield titled groups: across units under ``title``, then each file's own, errors first."""
    if across:
        yield title, list(across)
    files = Counter(outcome.unit.code for outcome in outcomes)
    for outcome in outcomes:
        if not outcome.findings:
            continue
        name = outcome.unit.name
        if files[outcome.unit.code] > 1 and outcome.path:  # contradicting files of one unit
            name = f"{name} – {outcome.path}"
        yield name, sorted(outcome.findings, key=lambda line: line.severity.rank)


def unit_type_label(catalogue: Catalogue, unit: Unit) -> str:
    """Return what the unit's type is called; nothing for a file of which nobody knows the unit."""
    labels = {unit_type.key: unit_type.label for unit_type in catalogue.unit_types}
    return labels.get(unit.type, "")
