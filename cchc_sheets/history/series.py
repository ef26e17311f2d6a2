"""``series``: tables of values of several periods → an indicator's figures, period by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure
from cchc_sheets.consolidate.reporter import Reporter, reporters_of
from cchc_sheets.history.steps import (
    Asked,
    PeriodReading,
    Series,
    asked_otherwise,
    joined,
    points,
    together,
)
from cchc_sheets.model import (
    Answer,
    Fact,
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
from cchc_sheets.record.values import read_table
from cchc_sheets.text import nearest

Sent = dict[tuple[str, Period], dict[str, Submission]]
"""Submissions by province and period, then by unit."""


@dataclass(frozen=True, slots=True)
class PastReports:
    """What was merged in several periods, in a province and those that it was made of."""

    definitions: Definitions
    sent: Mapping[tuple[str, Period], Mapping[str, Submission]]
    _reporters: dict[tuple[str, Period], Mapping[str, Reporter]] = field(default_factory=dict)
    _made: dict[tuple[str, Period], Consolidation] = field(default_factory=dict)

    def reporters(self, roster: Roster, period: Period) -> Mapping[str, Reporter]:
        """Return the units that report in the period, by code."""
        if (roster.id, period) not in self._reporters:
            sent = self.of(roster, period)
            found = reporters_of(self.definitions, roster, period, sent)
            self._reporters[roster.id, period] = {each.unit.code: each for each in found}
        return self._reporters[roster.id, period]

    def consolidated(self, roster: Roster, period: Period) -> Consolidation:
        """Return the period's figures."""
        if (roster.id, period) not in self._made:
            sent = self.of(roster, period)
            self._made[roster.id, period] = consolidate(self.definitions, roster, period, sent)
        return self._made[roster.id, period]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of which anything is known."""
        return tuple(dict.fromkeys(period for _, period in self.sent))

    @property
    def asked(self) -> frozenset[str]:
        """The keys of all rows of the forms that were sent."""
        forms = {each.form for sent in self.sent.values() for each in sent.values()}
        known = [self.definitions.forms[name] for name in forms if name in self.definitions.forms]
        return frozenset(row.key for form in known for row in form.answer_rows)

    def of(self, roster: Roster, period: Period) -> dict[str, Submission]:
        """Return what those units of a roster sent that report in the period."""
        expected = {unit.code for unit in roster.expected(period)}
        sent = self.sent.get((roster.id, period), {})
        return {code: submission for code, submission in sent.items() if code in expected}


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """An indicator's series: the province's and its units', and those of each unit type."""

    indicator: Indicator
    scopes: tuple[Series, ...]
    of_types: tuple[Series, ...] = ()


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
            at = {"path": str(path), "line": str(number)}
            period, province = Period.parse(row.period), row.province or roster.id
            if period is None:
                return UsageProblem("values-period", {"found": row.period, **at})
            own = definitions.rosters.get(province)
            known = own.unit(row.unit) if own else None
            form = row.form or (known.forms[0] if known else "")
            answer = Answer(row.indicator, row.state, row.value, row.raw)
            kept = answers.setdefault((province, period, row.unit, form), {})
            first = kept.setdefault(row.indicator, answer)
            if (first.state, first.value) != (answer.state, answer.value):
                facts = {"unit": row.unit, "indicator": row.indicator, **at}
                both = {"found": _fact(answer), "other": _fact(first)}
                return UsageProblem("previous-conflict", facts | both)
    sent: Sent = {}
    for (province, period, unit, form), given in answers.items():
        sent.setdefault((province, period), {})[unit] = Submission(form, period, given)
    return PastReports(definitions, sent)


def _fact(answer: Answer) -> Fact:
    return answer.state.value if answer.value is None else answer.value


def series_of(
    indicator: Indicator, record: PastReports, roster: Roster, codes: Sequence[str]
) -> tuple[Series, ...] | UsageProblem:
    """Return the series of the units named, or of the province and each unit that is asked."""
    forms = record.definitions.forms
    asked = [u for u in roster.units if any(indicator.key in forms[f].by_key for f in u.forms)]
    scopes: list[Unit | None] = [] if codes else [None, *asked]
    for code in codes:
        unit = roster.unit(code)
        if unit is None:
            near = nearest(code, [unit.code for unit in roster.units])
            return UsageProblem("unknown-unit", {"found": code, "near": near})
        scopes.append(unit)
    found = []
    for scope in scopes:
        readings = [
            _of_unit(indicator, record, roster, scope, period)
            if scope
            else _of_province(indicator, record, roster, period)
            for period in record.periods
        ]
        found.append(Series(scope, points(indicator, [each for each in readings if each])))
    return tuple(series for series in found if series.runs)


def series_of_types(
    indicator: Indicator, record: PastReports, roster: Roster
) -> tuple[Series, ...]:
    """Return the series of each unit type of the roster that is asked the indicator."""
    found = []
    for key in (each.key for each in record.definitions.catalogue.unit_types):
        readings = [
            _processed(indicator, record, roster, period, key)
            for period in record.periods
            if any(unit.type == key for unit in roster.expected(period))
        ]
        known = [each for each in readings if each and each.figure]
        found.append(Series(None, points(indicator, known), key))
    return tuple(series for series in found if series.runs)


def _of_province(
    indicator: Indicator, record: PastReports, roster: Roster, period: Period
) -> PeriodReading | None:
    """The province's figure, or that of the provinces that it was made of."""
    if roster.expected(period):
        return _processed(indicator, record, roster, period)
    if not (roster.predecessors and period.end.isoformat() < roster.since):
        return None
    parts: dict[str, tuple[Figure, Asked]] = {}
    for name in roster.predecessors:
        former = record.definitions.rosters.get(name)
        part = _processed(indicator, record, former, period) if former else None
        if part is not None and part.figure is not None:
            parts[name] = part.figure, part.asked
    missing = [name for name in roster.predecessors if name not in parts]
    if missing:
        return _not_at_hand(period, missing)
    figures = [figure for figure, _ in parts.values()]
    asked = frozenset(otherwise for _, asked in parts.values() for otherwise in asked)
    return _reading(period, joined(indicator, figures, ", ".join(roster.predecessors)), asked)


def _processed(
    indicator: Indicator,
    record: PastReports,
    roster: Roster,
    period: Period,
    scope: str = PROVINCE,
) -> PeriodReading | None:
    """A province's or a unit type's figure as it was merged, ``None`` where nothing was."""
    if not record.of(roster, period):
        return None
    figure = record.consolidated(roster, period).figure(indicator.key, scope)
    reporters = [
        each
        for each in record.reporters(roster, period).values()
        if scope in {PROVINCE, each.unit.type}
    ]
    return PeriodReading(period, figure, asked_otherwise(indicator, reporters))


def _of_unit(
    indicator: Indicator, record: PastReports, roster: Roster, unit: Unit, period: Period
) -> PeriodReading | None:
    """The unit's figure, or that of the units that it continues."""
    if unit.reports_in(period):
        own = _reporter(record, roster, period, unit.code)
        return _figure(indicator, record, period, [own]) if own else None
    if not period.end.isoformat() < unit.since:
        return None
    split = any(len(roster.heirs(name)) > 1 for name in unit.predecessors)
    if split or not unit.predecessors:
        facts = {"unit": unit.name, "since": unit.since}
        return PeriodReading(period, None, obstacle=SeriesBreak(Rupture.NO_PREDECESSOR, facts))
    reporters: dict[str, Reporter] = {}
    for name in unit.predecessors:
        province, slash, code = name.rpartition("/")
        former = record.definitions.rosters.get(province) if slash else roster
        reporter = _reporter(record, former, period, code) if former else None
        if reporter is not None:
            reporters[name] = reporter
    missing = [name for name in unit.predecessors if name not in reporters]
    if missing:
        return _not_at_hand(period, missing)
    return _figure(indicator, record, period, list(reporters.values()))


def _reporter(record: PastReports, roster: Roster, period: Period, code: str) -> Reporter | None:
    found = record.reporters(roster, period).get(code)
    return found if found and found.submission else None


def _figure(
    indicator: Indicator, record: PastReports, period: Period, reporters: Sequence[Reporter]
) -> PeriodReading:
    found = together(indicator, reporters, reporters[0].unit.code, record.definitions.catalogue)
    return _reading(period, found, asked_otherwise(indicator, reporters))


def _reading(period: Period, found: Figure | SeriesBreak, asked: Asked) -> PeriodReading:
    if isinstance(found, SeriesBreak):
        return PeriodReading(period, None, asked, found)
    return PeriodReading(period, found, asked)


def _not_at_hand(period: Period, missing: Sequence[str]) -> PeriodReading:
    facts = {"missing": ", ".join(missing)}
    return PeriodReading(period, None, obstacle=SeriesBreak(Rupture.NOT_AT_HAND, facts))
