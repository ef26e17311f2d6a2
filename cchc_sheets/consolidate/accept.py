"""Checked files → which of them count, what becomes of the others, and the province's figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import Finding, Period, Roster, Severity, Status, Submission, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.model.received import Received


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to.

    ``accepted`` are the files in the consolidation, by unit code in the roster's order;
    ``doubles`` are further files with the same answers; ``rejected`` all others.
    """

    roster: Roster
    period: Period
    accepted: Mapping[str, Received]
    doubles: tuple[Received, ...]
    rejected: tuple[Received, ...]
    missing: tuple[Unit, ...]
    consolidation: Consolidation

    @property
    def has_errors(self) -> bool:
        """Whether a file was rejected or an error was found across units."""
        across = (finding.severity for finding in self.consolidation.findings)
        return bool(self.rejected) or Severity.ERROR in across


def period_of(files: Iterable[Received]) -> Period | UsageProblem:
    """Return the period that most files say they are for; a tie is wrong usage."""
    votes = Counter(file.period for file in files if file.period is not None)
    if not votes:
        return UsageProblem("no-period")
    most = max(votes.values())
    leaders = sorted(str(period) for period, count in votes.items() if count == most)
    if len(leaders) > 1:
        return UsageProblem("period-tie", {"found": ", ".join(leaders)})
    period = Period.parse(leaders[0])
    return period or UsageProblem("no-period")


def provinces_of(files: Iterable[Received]) -> list[str]:
    """Return the province that each file says it is for, of those that say one."""
    identities = (file.identity for file in files)
    return [identity.province for identity in identities if identity is not None]


def accept(
    definitions: Definitions, files: Sequence[Received], roster: Roster, period: Period
) -> Merged:
    """Consolidate what is accepted; contradicting files of one unit are all left out."""
    placed = [_placed(file, roster, period) for file in files]
    chosen, doubles, contradicting = _one_a_unit(placed)
    accepted = {
        unit.code: chosen[unit.code]
        for unit in roster.expected(period)
        if unit.code in chosen and chosen[unit.code].status is not Status.REJECTED
    }
    out = [*contradicting, *(f for f in chosen.values() if f.status is Status.REJECTED)]
    out += [file for file in placed if _unit_of(file) is None]
    order = {file.path: index for index, file in enumerate(placed)}
    submissions: dict[str, Submission] = {}
    for code, file in accepted.items():
        if file.submission is None:
            raise TypeError(file)  # an accepted file was read
        submissions[code] = file.submission
    came = {*accepted, *map(_unit_of, out)}
    return Merged(
        roster=roster,
        period=period,
        accepted=accepted,
        doubles=tuple(doubles),
        rejected=tuple(sorted(out, key=lambda file: order[file.path])),
        missing=tuple(unit for unit in roster.expected(period) if unit.code not in came),
        consolidation=consolidate(definitions, roster, period, submissions),
    )


def _placed(file: Received, roster: Roster, period: Period) -> Received:
    """Say of a readable file what speaks against it here: province, period, unit."""
    identity = file.identity
    if identity is None:
        return file
    if identity.province != roster.id:
        facts = {"found": identity.province, "expected": roster.id}
        return file.with_first(Finding("other-province", Severity.ERROR, facts=facts))
    if file.period != period:
        facts = {"found": identity.period, "expected": str(period)}
        return file.with_first(Finding("other-period", Severity.ERROR, facts=facts))
    unit = file.unit
    if unit is not None and unit not in roster.expected(period):
        facts = {"found": unit.name, "expected": str(period)}
        return file.with_first(Finding("unit-not-expected", Severity.ERROR, facts=facts))
    return file


def _unit_of(file: Received) -> str | None:
    """The code of the unit whose report the file is, ``None`` when that is not certain."""
    unit = file.unit
    if unit is None or any(kind_of(finding.code).whose_is_uncertain for finding in file.findings):
        return None
    return unit.code


def _one_a_unit(
    files: Sequence[Received],
) -> tuple[dict[str, Received], list[Received], list[Received]]:
    groups: dict[str, list[Received]] = {}
    for file in files:
        code = _unit_of(file)
        if code is not None:
            groups.setdefault(code, []).append(file)
    chosen: dict[str, Received] = {}
    doubles: list[Received] = []
    contradicting: list[Received] = []
    for code, group in groups.items():
        if len({_content(file) for file in group}) > 1:
            unit = group[0].unit
            names = ", ".join(f"“{file.path}”" for file in group)
            facts = {"found": unit.name if unit else "", "files": names}
            finding = Finding("contradicting-files", Severity.ERROR, facts=facts)
            contradicting += [file.with_first(finding) for file in group]
            continue
        chosen[code] = group[0]
        facts = {"found": group[0].path}
        doubles += [
            file.with_first(Finding("same-content", Severity.INFO, facts=facts))
            for file in group[1:]
        ]
    return chosen, doubles, contradicting


def _content(file: Received) -> object:
    """What makes two files of one unit the same: their bytes, or every answer and note as typed."""
    submission = file.submission
    if submission is None:
        return file.sha256
    answers = tuple(sorted((key, a.raw, a.note) for key, a in submission.answers.items()))
    headings = tuple(sorted((path, h.raw, h.note) for path, h in submission.headings.items()))
    records = tuple(
        (table, tuple(sorted((key, a.raw) for key, a in record.answers.items())), record.name.raw)
        for table, own in sorted(submission.records.items())
        for record in own
    )
    return answers, headings, records, str(submission.identity)
