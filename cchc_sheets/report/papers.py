"""A merge → the texts that its papers share, ``consolidated.xlsx`` and ``report.html``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.findings.file import NEARLY_BLANK
from cchc_sheets.model import Annex, Catalogue, Finding, Outcome, Severity
from cchc_sheets.report.findings import FindingLine, file_finding_lines
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import message
from cchc_sheets.words.states import state_word
from cchc_sheets.words.suspects import suspicion

PAPERS_LANG = "vi"
"""The papers are the province's own, so they are in Vietnamese whatever the terminal says."""


def is_draft(merged: Merged, annex: Annex) -> bool:
    """Whether the annex is one: not confirmed, or of a period that is not closed yet."""
    return annex.draft or (merged.standing is not None and not merged.standing.closing)


def standing_of(merged: Merged) -> str | None:
    """Return how far the period is, in words; ``None`` where nothing is remembered."""
    standing = merged.standing
    if standing is None:
        return None
    return words.standing(merged.stage, standing.closing, standing.as_of) or None


def outcome_texts(outcome: Outcome, catalogue: Catalogue) -> tuple[str, str, str, str, str]:
    """Return who, of what type, what became of the report, why, and its file."""
    unit, file = outcome.unit, outcome.file
    findings = file.findings if file else ()
    # What is merged all the same, and hardly a report, is said beside it.
    telling = [f for f in findings if f.severity is Severity.ERROR or f.kind is NEARLY_BLANK]
    reason = message(telling[0], PAPERS_LANG) if telling else ""
    if len(telling) > 1:
        cell = telling[0].place.cell
        reason = words.one_of(len(telling), f"{cell}: {reason}" if cell else reason)
    return (
        _called(outcome),
        catalogue.unit_type(unit.type).label if unit else "",
        state_word(outcome, PAPERS_LANG),
        outcome.ruling.reason if outcome.ruling else reason,
        file.path if file else "",
    )


def _file_of(finding: Finding) -> str:
    file = str(finding.facts.get("file") or "")
    return f"({file})" if file else ""


def _called(outcome: Outcome) -> str:
    """The unit's name; a file that is nobody's is called by its path."""
    if outcome.unit is not None:
        return outcome.unit.name
    return f"({outcome.file.path})" if outcome.file else ""


class FindingGroup(NamedTuple):
    """What was found in one file, errors first, or across units.

    ``suspected`` are sentences about the cells that explain several of the findings.
    """

    title: str
    lines: list[FindingLine]
    suspected: tuple[str, ...] = ()


def finding_groups(merged: Merged) -> Iterator[FindingGroup]:
    """Yield what was found across units, then each file's own."""
    names = {unit.code: unit.name for unit in merged.consolidation.expected}
    questions = [
        FindingLine(
            unit_name=names.get(str(finding.facts["unit"]), str(finding.facts["unit"])),
            severity=finding.severity,
            rule=finding.rule or "",
            kind=finding.kind,
            label=str(finding.facts.get("label", "")),
            cell=finding.place.cell or "",
            sheet=finding.place.sheet or "",
            sentence=message(finding, PAPERS_LANG),
            message=" ".join(filter(None, (message(finding, PAPERS_LANG), _file_of(finding)))),
        )
        for finding in merged.consolidation.findings
    ]
    if questions:
        yield FindingGroup(words.BETWEEN_UNITS, questions)
    files = Counter(outcome.unit.code for outcome in merged.outcomes if outcome.unit)
    for outcome in merged.outcomes:
        if outcome.file is None or not outcome.file.findings:
            continue
        name = title = _called(outcome)
        if outcome.unit and files[outcome.unit.code] > 1:  # contradicting files of one unit
            title = f"{name} – {outcome.file.path}"
        lines = file_finding_lines(outcome.file, PAPERS_LANG, name)
        lines.sort(key=lambda line: line.severity.rank)
        said = (suspicion(each, PAPERS_LANG) for each in outcome.file.suspicions)
        yield FindingGroup(title, lines, tuple(said))
