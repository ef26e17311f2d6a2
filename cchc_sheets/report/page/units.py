"""The units of a merge → the page: who is missing, what to correct, what to ask, every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.model import Catalogue, FindingKind, Outcome, Severity, UnitState
from cchc_sheets.report.findings import (
    FindingLine,
    FindingSection,
    example_of,
    file_finding_lines,
    others_in_words,
    sections,
)
from cchc_sheets.report.papers import PAPERS_LANG, finding_groups, outcome_texts
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import report_page as said
from cchc_sheets.words import severity_word
from cchc_sheets.words.places import ranged

HASH_SHOWN = 8
QUESTIONS_SHOWN = 8
_STATE_ORDER = (
    UnitState.RETURNED,
    UnitState.NOT_ISSUED,
    UnitState.ISSUED,
    UnitState.LEFT_OUT,
    UnitState.TO_REVIEW,
    UnitState.ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class Absent:
    """A unit, or a file that is nobody's, that is not in the figures, and why."""

    name: str
    state: UnitState
    word: str
    overdue: str
    reason: str


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A type of units: how many are in the figures, and who is not."""

    label: str
    counted: int
    expected: int
    absent: tuple[Absent, ...]


@dataclass(frozen=True, slots=True)
class CauseLine:
    """What has to be mended for one reason, in how many cells of which units, and how."""

    cause: str
    places: str
    units: str
    mend: str


@dataclass(frozen=True, slots=True)
class UnitsQuestion:
    """What is to be asked of several units at once, with one of them as an example."""

    title: str
    units: str
    example: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A unit with what became of its report, why, and the file that it is in."""

    name: str
    level: str
    state: UnitState
    word: str
    reason: str
    path: str
    hash: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding, or many of one cause, as a line of a table."""

    severity: Severity
    word: str
    rule: str
    label: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundSection:
    """The findings of one part of a form."""

    name: str
    rows: tuple[FoundRow, ...]


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The findings of one file, or of all units together; ``suspected`` explains several."""

    title: str
    count: str
    suspected: tuple[str, ...]
    sections: tuple[FoundSection, ...]


def units_of(merged: Merged) -> dict[str, Outcome]:
    """Return what became of each unit by its code; of several returned files the first."""
    found: dict[str, Outcome] = {}
    for outcome in merged.outcomes:
        if outcome.unit is not None:
            found.setdefault(outcome.unit.code, outcome)
    return found


def counts_of(merged: Merged) -> said.Counts:
    """Return how many units are where."""
    outcomes = units_of(merged).values()
    states = [outcome.state for outcome in outcomes]
    decided = sum(
        o.state is UnitState.ACCEPTED and o.ruling is not None and bool(o.ruling.reason)
        for o in outcomes
    )
    accepted = states.count(UnitState.ACCEPTED) - decided
    awaited = sum(state.awaited for state in states)
    days = overdue_days(merged)
    return said.Counts(
        counted=len(merged.consolidation.merged),
        expected=len(merged.consolidation.expected),
        awaited=awaited,
        returned=states.count(UnitState.RETURNED),
        overdue=None if days is None else awaited if days > 0 else 0,
        left_out=states.count(UnitState.LEFT_OUT),
        not_issued=states.count(UnitState.NOT_ISSUED),
        breakdown=said.breakdown(accepted, decided, states.count(UnitState.TO_REVIEW)),
    )


def overdue_days(merged: Merged) -> int | None:
    """Return for how many days reports were overdue when the last of what counts came.

    ``None`` where nobody knows when that was, or when they are due.
    """
    as_of, due = as_of_day(merged), merged.roster.due_on(merged.period)
    return None if as_of is None or due is None else max((as_of - due).days, 0)


def as_of_day(merged: Merged) -> date | None:
    """Return the day, in Việt Nam, of the last file or decision that is in the figures."""
    as_of = merged.standing.as_of if merged.standing else ""
    return words.local_time(as_of).date() if as_of else None


def levels(merged: Merged, catalogue: Catalogue) -> Iterator[TypeLine]:
    """Yield the types of units in the catalogue's order, then the files that are nobody's."""
    days = overdue_days(merged)
    by_unit = units_of(merged)
    for unit_type in catalogue.unit_types:
        own = [o for o in by_unit.values() if o.unit and o.unit.type == unit_type.key]
        if own:
            absent = tuple(_absent(o, days, catalogue) for o in own if not o.state.counts)
            yield TypeLine(unit_type.label, len(own) - len(absent), len(own), absent)
    nobodys = [o for o in merged.outcomes if o.unit is None]
    if nobodys:
        yield TypeLine(said.NOBODYS, 0, 0, tuple(_absent(o, None, catalogue) for o in nobodys))


def _absent(outcome: Outcome, days: int | None, catalogue: Catalogue) -> Absent:
    name, _, word, reason, _ = outcome_texts(outcome, catalogue)
    late = said.overdue(days) if days and outcome.state.awaited else ""
    return Absent(name, outcome.state, word, late, reason)


def corrections(merged: Merged) -> Iterator[CauseLine]:
    """Yield what has to be mended in returned files, by kind, the most cells first."""
    found: dict[FindingKind, list[FindingLine]] = {}
    for outcome in merged.outcomes:
        if outcome.state is UnitState.RETURNED and outcome.file is not None:
            name = outcome.unit.short if outcome.unit else f"({outcome.file.path})"
            for line in file_finding_lines(outcome.file, PAPERS_LANG, name):
                if line.severity is Severity.ERROR:
                    found.setdefault(line.kind, []).append(line)
    for kind, lines in sorted(found.items(), key=lambda each: -len(each[1])):
        units = list(dict.fromkeys(line.unit_name for line in lines))
        cells = len([line for line in lines if line.cell])
        yield CauseLine(
            cause=kind.title.in_language(PAPERS_LANG),
            places=said.places(cells, len(lines)),
            units=said.named(units),
            mend=lines[0].mend,
        )


def questions(merged: Merged) -> tuple[UnitsQuestion, ...]:
    """Return what is to be asked: first across units, then about files that count.

    What concerns most units comes first.
    """
    counted = {o.unit.name for o in merged.outcomes if o.state.counts and o.unit}
    found: dict[tuple[FindingKind, str], list[FindingLine]] = {}
    across: set[tuple[FindingKind, str]] = set()
    for title, lines, _ in finding_groups(merged):
        is_across = title == words.BETWEEN_UNITS
        for line in lines:
            cause = line.kind, line.rule
            if line.severity is Severity.WARNING and (is_across or line.unit_name in counted):
                found.setdefault(cause, []).append(line)
                across |= {cause} if is_across else set()
    shorts = {unit.name: unit.short for unit in merged.consolidation.expected}
    ranked = sorted(found.items(), key=lambda each: (each[0] not in across, -len(_units(each[1]))))
    return tuple(_question(lines, shorts) for _, lines in ranked)


def _units(lines: Iterable[FindingLine]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.unit_name for line in lines))


def _question(lines: Sequence[FindingLine], shorts: Mapping[str, str]) -> UnitsQuestion:
    first = lines[0]
    names = [shorts.get(name, name) for name in _units(lines)]
    labels = list(dict.fromkeys(line.label for line in lines if line.label))
    return UnitsQuestion(
        title=said.asked_about(first.kind.title.in_language(PAPERS_LANG), labels),
        units=said.of_units(names),
        example=said.example(names[0], first.sentence) if len(names) > 1 else first.sentence,
    )


def source_lines(merged: Merged, catalogue: Catalogue) -> Iterator[SourceLine]:
    """Yield every unit and every file, those that need attention first."""
    ordered = sorted(merged.outcomes, key=lambda each: _STATE_ORDER.index(each.state))
    for outcome in ordered:
        name, level, word, reason, path = outcome_texts(outcome, catalogue)
        sha256 = outcome.file.sha256[:HASH_SHOWN] if outcome.file else ""
        yield SourceLine(name, level, outcome.state, word, reason, path, sha256)


def found_groups(merged: Merged) -> Iterator[FoundGroup]:
    """Yield all findings: those across units, then each file's own."""
    for title, lines, suspected in finding_groups(merged):
        of_all = [section for severity in Severity for section in sections(lines, severity)]
        severities = [line.severity for line in lines]
        count = said.found_in(*(severities.count(severity) for severity in Severity))
        yield FoundGroup(title, count, suspected, tuple(map(_found_section, of_all)))


def _found_section(section: FindingSection) -> FoundSection:
    """A row each for the findings told in full; one for all others: how many, where, the remedy."""
    rows: list[FoundRow] = []
    for cause in section.causes:
        severity = cause.first.severity
        word = severity_word(severity, PAPERS_LANG)
        rows += [
            FoundRow(severity, word, line.rule, line.label, line.cell, line.message)
            for line in cause.told
        ]
        if cause.others:
            first, found = cause.others[0], others_in_words(cause, PAPERS_LANG)
            text = words.several(found, example_of(cause), first.mend)
            cells = ranged(line.cell for line in cause.others if line.cell)
            label = f"({len(cause.others)})"
            rows.append(FoundRow(severity, word, first.rule, label, cells, text))
    return FoundSection(section.name, tuple(rows))
