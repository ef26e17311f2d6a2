"""Merge (tổng hợp): check everything in a folder, consolidate what is accepted, name the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.jobs.check import Checked, Checker
from cchc_sheets.model import Finding, Period, Roster, Severity, Status, Submission, Unit
from cchc_sheets.model.problem import UsageProblem

Tick = Callable[[int, int], None]

# A file of which it is not even certain whose it is must not stand in the way of the unit's own.
_NOBODYS = frozenset(
    {
        "identity-altered",
        "identity-conflict",
        "unknown-key",
        "unit-changed",
        "other-province",
        "other-period",
        "unknown-unit",
        "unit-not-expected",
    }
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to.

    ``accepted`` are the files in the consolidation, by unit code in the roster's order;
    ``doubles`` are further files with the same answers; ``rejected`` all others.
    """

    roster: Roster
    period: Period
    accepted: Mapping[str, Checked]
    doubles: tuple[Checked, ...]
    rejected: tuple[Checked, ...]
    missing: tuple[Unit, ...]
    consolidation: Consolidation

    @property
    def has_errors(self) -> bool:
        """Whether a file was rejected or an error was found across units."""
        across = (finding.severity for finding in self.consolidation.findings)
        return bool(self.rejected) or Severity.ERROR in across


def check_all(
    checker: Checker, paths: Sequence[Path], shown: Callable[[Path], str], tick: Tick
) -> list[Checked]:
    """Check every file, in order."""
    checked = []
    for done, path in enumerate(paths):
        tick(done, len(paths))
        checked.append(checker.check(path, shown(path)))
    tick(len(paths), len(paths))
    return checked


def period_of(files: Iterable[Checked]) -> Period | UsageProblem:
    """Return the period that most files say they are for; a tie is wrong usage."""
    votes = Counter(file.returned.period for file in files if file.returned.period is not None)
    if not votes:
        return UsageProblem("no-period")
    most = max(votes.values())
    leaders = sorted(str(period) for period, count in votes.items() if count == most)
    if len(leaders) > 1:
        return UsageProblem("period-tie", {"found": ", ".join(leaders)})
    period = Period.parse(leaders[0])
    return period or UsageProblem("no-period")


def provinces_of(files: Iterable[Checked]) -> list[str]:
    """Return the province that each file says it is for, of those that say one."""
    identities = (file.returned.identity for file in files)
    return [identity.province for identity in identities if identity is not None]


def merge(checker: Checker, files: Sequence[Checked], roster: Roster, period: Period) -> Merged:
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
    order = {file.returned.path: index for index, file in enumerate(placed)}
    submissions = {code: _submission(file) for code, file in accepted.items()}
    return Merged(
        roster=roster,
        period=period,
        accepted=accepted,
        doubles=tuple(doubles),
        rejected=tuple(sorted(out, key=lambda file: order[file.returned.path])),
        missing=_missing(roster, period, accepted, out),
        consolidation=consolidate(checker.definitions, roster, period, submissions),
    )


def _submission(file: Checked) -> Submission:
    if file.returned.submission is None:
        raise TypeError(file)  # an accepted file was read
    return file.returned.submission


def _placed(file: Checked, roster: Roster, period: Period) -> Checked:
    """Say of a readable file what speaks against it here: province, period, unit."""
    identity = file.returned.identity
    if identity is None:
        return file
    if identity.province != roster.id:
        facts = {"found": identity.province, "expected": roster.id}
        return file.with_finding(Finding("other-province", Severity.ERROR, facts=facts))
    if file.returned.period != period:
        facts = {"found": identity.period, "expected": str(period)}
        return file.with_finding(Finding("other-period", Severity.ERROR, facts=facts))
    unit = file.returned.unit
    if unit is not None and unit not in roster.expected(period):
        facts = {"found": unit.name, "expected": str(period)}
        return file.with_finding(Finding("unit-not-expected", Severity.ERROR, facts=facts))
    return file


def _unit_of(file: Checked) -> str | None:
    """Return the unit whose report the file is, ``None`` when that is not certain."""
    unit = file.returned.unit
    if unit is None or any(finding.code in _NOBODYS for finding in file.findings):
        return None
    return unit.code


def _one_a_unit(
    files: Sequence[Checked],
) -> tuple[dict[str, Checked], list[Checked], list[Checked]]:
    groups: dict[str, list[Checked]] = {}
    for file in files:
        code = _unit_of(file)
        if code is not None:
            groups.setdefault(code, []).append(file)
    chosen: dict[str, Checked] = {}
    doubles: list[Checked] = []
    contradicting: list[Checked] = []
    for code, group in groups.items():
        if len({_content(file) for file in group}) > 1:
            contradicting.extend(_contradicting(group))
            continue
        chosen[code] = group[0]
        facts = {"found": group[0].returned.path}
        doubles += [
            file.with_finding(Finding("same-content", Severity.INFO, facts=facts))
            for file in group[1:]
        ]
    return chosen, doubles, contradicting


def _contradicting(group: Sequence[Checked]) -> list[Checked]:
    unit = group[0].returned.unit
    names = ", ".join(f"“{file.returned.path}”" for file in group)
    facts = {"found": unit.name if unit else "", "files": names}
    finding = Finding("contradicting-files", Severity.ERROR, facts=facts)
    return [file.with_finding(finding) for file in group]


def _content(file: Checked) -> object:
    """What makes two files of one unit the same: their bytes, or every answer and note as typed."""
    submission = file.returned.submission
    if submission is None:
        return file.returned.sha256
    answers = tuple(sorted((key, a.raw, a.note) for key, a in submission.answers.items()))
    headings = tuple(sorted((path, h.raw, h.note) for path, h in submission.headings.items()))
    records = tuple(
        (table, tuple(sorted((key, a.raw) for key, a in record.answers.items())), record.name.raw)
        for table, own in sorted(submission.records.items())
        for record in own
    )
    return answers, headings, records, str(submission.identity)


def _missing(
    roster: Roster, period: Period, accepted: Mapping[str, Checked], out: Sequence[Checked]
) -> tuple[Unit, ...]:
    """Return the units from which no file came at all, rejected ones not counted."""
    came = {*accepted, *filter(None, map(_unit_of, out))}
    return tuple(unit for unit in roster.expected(period) if unit.code not in came)
