"""``series``: tables of values of several periods → an indicator's figures, period by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import PROVINCE, Figure
from cchc_sheets.consolidate.reporter import Reporter, reporters_of
from cchc_sheets.history.steps import (
    Asked,
    PeriodReading,
    Point,
    Series,
    asked_otherwise,
    joined,
    points,
    together,
)
from cchc_sheets.model import (
    Answer,
    Identity,
    Indicator,
    Period,
    Roster,
    Rupture,
    SeriesBreak,
    Submission,
    Unit,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.values import ValueRow
from cchc_sheets.record.values_csv import read_table
from cchc_sheets.text import nearest, show

Sent = dict[tuple[str, Period], dict[str, Submission]]
"""Submissions by province and period, then by unit."""


@dataclass(frozen=True, slots=True)
class PastReports:
    """What was merged in several periods, in a province and those that it was made of."""

    definitions: Definitions
    sent: Mapping[tuple[str, Period], Mapping[str, Submission]]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of which anything is known."""
        return tuple(dict.fromkeys(period for _, period in self.sent))

    def of(self, roster: Roster, period: Period) -> dict[str, Submission]:
        """Return what the units of a roster sent that existed in the period."""
        expected = {unit.code for unit in roster.expected(period)}
        sent = self.sent.get((roster.id, period), {})
        return {code: submission for code, submission in sent.items() if code in expected}


def find_indicator(key: str, definitions: Definitions) -> Indicator | UsageProblem:
    """Return the indicator or what may have been meant."""
    found = definitions.catalogue.indicators.get(key)
    near = nearest(key, definitions.catalogue.indicators)
    return found or UsageProblem("unknown-indicator", {"found": key, "near": near})


def read_record(
    paths: Sequence[Path], roster: Roster, definitions: Definitions
) -> PastReports | UsageProblem:
    """Read tables of values; rows that name no province are the roster's own."""
    answers: dict[tuple[str, Period, str, str], dict[str, Answer]] = {}
    for path in paths:
        rows = read_table(path)
        if isinstance(rows, UsageProblem):
            return rows
        for number, row in enumerate(rows, start=2):
            problem = _keep(answers, row, roster, definitions)
            if problem is not None:
                facts = {**problem.facts, "path": str(path), "line": str(number)}
                return UsageProblem(problem.code, facts)
    sent: Sent = {}
    for (province, period, unit, form), given in answers.items():
        identity = Identity("", province, unit, form, "", str(period), 0, "", "")
        sent.setdefault((province, period), {})[unit] = Submission(identity, period, given)
    return PastReports(definitions, sent)


def _keep(
    answers: dict[tuple[str, Period, str, str], dict[str, Answer]],
    row: ValueRow,
    roster: Roster,
    definitions: Definitions,
) -> UsageProblem | None:
    period = Period.parse(row.period)
    if period is None:
        return UsageProblem("values-period", {"found": row.period})
    province = row.province or roster.id
    unit = definitions.rosters[province].unit(row.unit) if province in definitions.rosters else None
    form = row.form or (unit.forms[0] if unit else "")
    kept = answers.setdefault((province, period, row.unit, form), {})
    answer = Answer(row.indicator, row.state, row.value, row.raw)
    before = kept.setdefault(row.indicator, answer)
    if (before.state, before.value) == (answer.state, answer.value):
        return None
    facts = {"unit": row.unit, "indicator": row.indicator}
    return UsageProblem(
        "previous-conflict", {**facts, "found": _shown(answer), "other": _shown(before)}
    )


def _shown(answer: Answer) -> str:
    return answer.state.value if answer.value is None else show(answer.value)


def series_of(
    indicator: Indicator, record: PastReports, roster: Roster, codes: Sequence[str]
) -> tuple[Series, ...] | UsageProblem:
    """Return the series of the units named, or of the province and each unit that is asked."""
    chosen = []
    for code in codes:
        unit = roster.unit(code)
        if unit is None:
            near = nearest(code, [unit.code for unit in roster.units])
            return UsageProblem("unknown-unit", {"found": code, "near": near})
        chosen.append(unit)
    asking = chosen or [u for u in roster.units if _is_asked(u, indicator, record.definitions)]
    own = [Series(unit, _runs_of_unit(indicator, record, roster, unit)) for unit in asking]
    whole = () if codes else (Series(None, _runs_of_province(indicator, record, roster)),)
    return tuple(series for series in (*whole, *own) if series.runs)


def _is_asked(unit: Unit, indicator: Indicator, definitions: Definitions) -> bool:
    return any(indicator.key in definitions.forms[name].by_key for name in unit.forms)


def _runs_of_province(
    indicator: Indicator, record: PastReports, roster: Roster
) -> tuple[tuple[Point, ...], ...]:
    found = [_province(indicator, record, roster, period) for period in record.periods]
    return points(indicator, [reading for reading in found if reading])


def _province(
    indicator: Indicator, record: PastReports, roster: Roster, period: Period
) -> PeriodReading | None:
    if roster.expected(period):
        return _processed(indicator, record, roster, period)
    if not (roster.predecessors and period.end.isoformat() < roster.since):
        return None
    rosters = record.definitions.rosters
    parts = [
        _processed(indicator, record, rosters[name], period) if name in rosters else None
        for name in roster.predecessors
    ]
    missing = [
        name
        for name, part in zip(roster.predecessors, parts, strict=True)
        if part is None or part.figure is None
    ]
    if missing:
        facts = {"missing": ", ".join(missing)}
        return PeriodReading(period, None, obstacle=SeriesBreak(Rupture.NOT_AT_HAND, facts))
    known = [part for part in parts if part is not None]
    figures = [part.figure for part in known if part.figure is not None]
    asked = frozenset(otherwise for part in known for otherwise in part.asked)
    found = joined(indicator, figures, ", ".join(roster.predecessors))
    return _reading(period, found, asked)


def _processed(
    indicator: Indicator, record: PastReports, roster: Roster, period: Period
) -> PeriodReading | None:
    """Return a province's figure as it was merged, ``None`` where nothing was."""
    sent = record.of(roster, period)
    if not sent:
        return None
    consolidation = consolidate(record.definitions, roster, period, sent)
    reporters = reporters_of(record.definitions, roster, period, sent)
    figure = consolidation.figure(indicator.key, PROVINCE)
    return PeriodReading(period, figure, asked_otherwise(indicator, reporters))


def _reading(period: Period, found: Figure | SeriesBreak, asked: Asked) -> PeriodReading:
    if isinstance(found, SeriesBreak):
        return PeriodReading(period, None, asked, found)
    return PeriodReading(period, found, asked)


def _runs_of_unit(
    indicator: Indicator, record: PastReports, roster: Roster, unit: Unit
) -> tuple[tuple[Point, ...], ...]:
    found = [_of_unit(indicator, record, roster, unit, period) for period in record.periods]
    return points(indicator, [reading for reading in found if reading])


def _of_unit(
    indicator: Indicator, record: PastReports, roster: Roster, unit: Unit, period: Period
) -> PeriodReading | None:
    """Return a unit's figure, or that of what it continues."""
    if unit.reports_in(period):
        own = _reporter(record, roster, period, unit.code)
        return _figure(indicator, record, period, [own]) if own else None
    if not period.end.isoformat() < unit.since:
        return None
    split = any(len(roster.heirs(name)) > 1 for name in unit.predecessors)
    if split or not unit.predecessors:
        facts = {"unit": unit.name, "since": unit.since}
        return PeriodReading(period, None, obstacle=SeriesBreak(Rupture.NO_PREDECESSOR, facts))
    reporters = {name: _named(record, roster, period, name) for name in unit.predecessors}
    missing = [name for name, reporter in reporters.items() if reporter is None]
    if missing:
        facts = {"missing": ", ".join(missing)}
        return PeriodReading(period, None, obstacle=SeriesBreak(Rupture.NOT_AT_HAND, facts))
    return _figure(indicator, record, period, [r for r in reporters.values() if r])


def _figure(
    indicator: Indicator, record: PastReports, period: Period, reporters: Sequence[Reporter]
) -> PeriodReading:
    catalogue = record.definitions.catalogue
    found = together(indicator, reporters, reporters[0].unit.code, catalogue)
    return _reading(period, found, asked_otherwise(indicator, reporters))


def _named(record: PastReports, roster: Roster, period: Period, name: str) -> Reporter | None:
    province, slash, code = name.rpartition("/")
    if not slash:
        return _reporter(record, roster, period, code)
    other = record.definitions.rosters.get(province)
    return _reporter(record, other, period, code) if other else None


def _reporter(record: PastReports, roster: Roster, period: Period, code: str) -> Reporter | None:
    """Return the unit as a reporter, ``None`` where it sent nothing."""
    unit, sent = roster.unit(code), record.of(roster, period)
    if unit is None or code not in sent:
        return None
    (reporter,) = reporters_of(record.definitions, replace(roster, units=(unit,)), period, sent)
    return reporter
