"""Checked files → which of them count, what becomes of the others, and the province's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.consolidate.usual import Background
from cchc_sheets.consolidate.versions import Rulings, SetAside, UnitFiles, Why, choose
from cchc_sheets.findings.identity import OTHER_PERIOD, OTHER_PROVINCE
from cchc_sheets.findings.province import UNIT_NOT_EXPECTED
from cchc_sheets.model import (
    Definitions,
    Finding,
    Outcome,
    Period,
    PeriodStage,
    Received,
    Roster,
    Severity,
    Status,
    Submission,
    Unit,
    UnitState,
    UsageProblem,
)
from cchc_sheets.model.event import EventKind

NO_RULINGS = Rulings()


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a period beside the files: decisions, and who was given a workbook.

    ``issued`` are codes of units, ``None`` where nothing is remembered. ``earlier`` is what units
    sent in earlier periods, as far as it is known: figures only, by period and unit code.
    """

    rulings: Rulings = NO_RULINGS
    issued: frozenset[str] | None = None
    earlier: Mapping[Period, Mapping[str, Submission]] = field(default_factory=dict)


NOTHING_KNOWN = Known()
_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PeriodStanding:
    """How far the period of a merge is.

    ``closing`` is the number of the closing that the figures are for, 0 while the period is open;
    ``closed_before`` counts its closings so far. ``as_of`` is when the last file or decision that
    is in the figures came, in UTC (ISO 8601), empty where there is none. ``is_merged`` is whether
    the figures are a version, or will be.
    """

    closing: int
    closed_before: int
    as_of: str
    is_merged: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to.

    ``outcomes`` are those of all expected units in the roster's order, then those of files that
    are nobody's. ``rejected`` are the files that somebody must look at, ``doubles`` further files
    with the same answers, ``set_aside`` those that need no attention, all in the order in which
    they came. ``earlier`` is as in ``Known``.
    """

    roster: Roster
    period: Period
    outcomes: tuple[Outcome, ...]
    rejected: tuple[Received, ...]
    doubles: tuple[Received, ...]
    consolidation: Consolidation
    set_aside: tuple[SetAside, ...] = ()
    standing: PeriodStanding | None = None
    """``None`` where nothing is remembered."""
    earlier: Mapping[Period, Mapping[str, Submission]] = field(default_factory=dict)

    @property
    def stage(self) -> PeriodStage:
        """How far the period is with these figures."""
        standing = self.standing
        if standing is not None and standing.closing:
            return PeriodStage.CLOSED
        if standing is not None and standing.closed_before:
            return PeriodStage.REOPENED
        merged = standing is None or standing.is_merged
        preliminary = merged and self.consolidation.is_preliminary
        return PeriodStage.PRELIMINARY if preliminary else PeriodStage.COLLECTING

    @property
    def accepted(self) -> Mapping[str, Received]:
        """The files in the consolidation, by unit code in the roster's order."""
        counted = (each for each in self.outcomes if each.state.counts)
        return {each.unit.code: each.file for each in counted if each.unit and each.file}

    def files_of(self, unit: Unit) -> list[Received]:
        """Return the files of a unit that are of this period, the last to come first."""
        own = [each.file for each in self.outcomes if each.unit == unit and each.file]
        own += [file for file in (*self.rejected, *self.doubles) if file.unit == unit]
        own += [each.file for each in self.set_aside if each.file.unit == unit]
        # A returned file is an outcome's, and among the rejected.
        here = {file.sha256: file for file in own if file.period == self.period}
        return sorted(here.values(), key=lambda f: f.arrival.run if f.arrival else 0, reverse=True)

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units of which no file came, in the roster's order."""
        return tuple(each.unit for each in self.outcomes if each.state.awaited and each.unit)

    @property
    def has_errors(self) -> bool:
        """Whether a file was rejected or an error was found across units."""
        across = (finding.severity for finding in self.consolidation.findings)
        return bool(self.rejected) or Severity.ERROR in across


def period_of(files: Iterable[Received]) -> Period | UsageProblem:
    """Return the period that most files name; none or a tie is wrong usage."""
    leaders = _most_frequent(file.period for file in files if file.period is not None)
    if not leaders:
        return UsageProblem("no-period")
    if len(leaders) > 1:
        return UsageProblem("period-tie", {"found": ", ".join(sorted(map(str, leaders)))})
    return leaders[0]


def roster_of(files: Iterable[Received], definitions: Definitions) -> Roster | UsageProblem:
    """Return the roster of the province that most files name; none or a tie is wrong usage."""
    rosters = definitions.rosters
    named = (file.identity.province for file in files if file.identity is not None)
    leaders = _most_frequent(province for province in named if province in rosters)
    if len(leaders) == 1:
        return rosters[leaders[0]]
    return UsageProblem("choose-province", {"known": ", ".join(rosters)})


def _most_frequent(votes: Iterable[_T]) -> list[_T]:
    counts = Counter(votes)
    return [vote for vote, count in counts.items() if count == max(counts.values())]


def accept(
    definitions: Definitions,
    files: Sequence[Received],
    roster: Roster,
    period: Period,
    known: Known = NOTHING_KNOWN,
) -> Merged:
    """Consolidate what counts; of several files of a unit at most one does."""
    rulings = known.rulings
    rejected: list[Received] = []
    set_aside: list[SetAside] = []
    of_unit: dict[str, list[Received]] = {}
    for file in files:
        if file.sha256 in rulings.withdrawn:
            set_aside.append(SetAside(file, Why.WITHDRAWN))
            continue
        if _is_of_other_period(file, roster, period):
            set_aside.append(SetAside(file, Why.OTHER_PERIOD))
            continue
        placed = _placed(file, roster, period)
        code = _unit_of(placed)
        if code is None:
            rejected.append(placed)
        else:
            of_unit.setdefault(code, []).append(placed)
    choices: dict[str, UnitFiles] = {}
    for code, group in of_unit.items():
        choices[code] = choose(group, rulings.of_units.get(code))
        rejected += choices[code].rejected
        set_aside += choices[code].set_aside
    order = {file.path: number for number, file in enumerate(files)}
    rejected.sort(key=lambda file: order[file.path])
    set_aside.sort(key=lambda each: order[each.file.path])
    accepted = {code: each.counted for code, each in choices.items() if each.counted}
    sent = {code: file.submission for code, file in accepted.items() if file.submission}
    settled = {
        code
        for code, ruling in rulings.of_units.items()
        if code in accepted and accepted[code].sha256 == ruling.sha256
    }
    return Merged(
        roster=roster,
        period=period,
        outcomes=tuple(
            _outcomes(roster.expected(period), accepted, of_unit.keys(), rejected, known)
        ),
        rejected=tuple(rejected),
        doubles=tuple(file for each in choices.values() for file in each.doubles),
        set_aside=tuple(set_aside),
        consolidation=consolidate(
            definitions, roster, period, sent, Background(settled, known.earlier)
        ),
        earlier=known.earlier,
    )


def _outcomes(
    expected: Iterable[Unit],
    accepted: Mapping[str, Received],
    certain: Collection[str],
    rejected: Sequence[Received],
    known: Known,
) -> Iterator[Outcome]:
    """What became of each unit; ``certain`` are those of which a file is certainly theirs."""
    nobodys = list(rejected)
    for unit in expected:
        ruling, issued = known.rulings.of_units.get(unit.code), known.issued
        file = accepted.get(unit.code)
        if ruling is not None and ruling.kind is EventKind.EXCLUDED:
            yield Outcome(UnitState.LEFT_OUT, unit, None, ruling)
        elif file is not None:
            decided = ruling if ruling and ruling.sha256 == file.sha256 else None
            open_ = file.status is Status.ACCEPTED_WITH_WARNINGS and decided is None
            state = UnitState.TO_REVIEW if open_ else UnitState.ACCEPTED
            yield Outcome(state, unit, file, decided)
        elif unit.code not in certain:
            given = issued is None or unit.code in issued
            yield Outcome(UnitState.ISSUED if given else UnitState.NOT_ISSUED, unit)
        else:
            own = [file for file in nobodys if file.unit == unit]
            nobodys = [file for file in nobodys if file.unit != unit]
            yield from (Outcome(UnitState.RETURNED, unit, file) for file in own)
    yield from (Outcome(UnitState.RETURNED, None, file) for file in nobodys)


def _is_of_other_period(file: Received, roster: Roster, period: Period) -> bool:
    """Whether the file is the report of another period, of a unit of this province."""
    identity = file.identity
    at_home = identity is not None and identity.province == roster.id
    return at_home and file.period is not None and file.period != period


def _placed(file: Received, roster: Roster, period: Period) -> Received:
    """The file with what speaks against it here put first: its province, period or unit."""
    identity, unit = file.identity, file.unit
    if identity is None:
        return file
    if identity.province != roster.id:
        facts = {"found": identity.province, "expected": roster.id}
        return file.with_first(Finding(OTHER_PROVINCE, Severity.ERROR, facts=facts))
    if file.period != period:  # no period at all
        facts = {"found": identity.period, "expected": str(period)}
        return file.with_first(Finding(OTHER_PERIOD, Severity.ERROR, facts=facts))
    if unit is not None and not unit.reports_in(period):
        facts = {"found": unit.name, "expected": str(period)}
        return file.with_first(Finding(UNIT_NOT_EXPECTED, Severity.ERROR, facts=facts))
    return file


def _unit_of(file: Received) -> str | None:
    """The code of the unit whose report the file is, ``None`` when that is not certain."""
    uncertain = any(finding.kind.whose_is_uncertain for finding in file.findings)
    return None if uncertain or file.unit is None else file.unit.code
