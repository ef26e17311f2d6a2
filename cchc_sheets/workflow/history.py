"""``--previous``: what units reported in earlier periods, from one ``values.csv`` or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from cchc_sheets.answers import Typed, read_answer, shorten, show
from cchc_sheets.consolidate import ValueRow
from cchc_sheets.definition import Definitions
from cchc_sheets.model import Form, Kind, Period, Roster, Row, State, Unit
from cchc_sheets.workflow.prefill import read_table
from cchc_sheets.workflow.problem import UsageProblem

Figures = Mapping[str, Decimal]
UNNAMED = ""
"""The period of rows that name none: people say by it that these are the previous figures."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file and the periods that its rows name."""

    path: str
    periods: frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """Figures of earlier periods, by period and unit, then by form and indicator."""

    sources: tuple[Source, ...] = ()
    figures: Mapping[tuple[str, str], Mapping[str, Figures]] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)

    def knows_before(self, period: Period) -> bool:
        """Whether there are figures of the period before this one."""
        wanted = _previous_names(period)
        return any(not source.periods.isdisjoint(wanted) for source in self.sources)

    def before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the period before, for the rows of the form."""
        return self._figures(roster, unit, form, _previous_names(period))

    def year_before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the same period a year before."""
        return self._figures(roster, unit, form, (str(period.year_before),))

    def _figures(self, roster: Roster, unit: Unit, form: Form, names: Sequence[str]) -> Figures:
        for code in (unit.code, *_heir_of(roster, unit, form)):
            found: dict[str, Decimal] = {}
            for name in names:
                found |= self._asked(self.figures.get((name, code), {}), form)
            if found:
                return found
        return {}

    def _asked(self, by_form: Mapping[str, Figures], form: Form) -> dict[str, Decimal]:
        """Return what answers the form's own questions, from the form itself before any other."""
        found: dict[str, Decimal] = {}
        for name in sorted(by_form, key=lambda name: name == form.id):
            other = self.forms.get(name, form)
            found |= {
                key: value
                for key, value in by_form[name].items()
                if _asks_alike(form.by_key.get(key), other.by_key.get(key))
            }
        return found


def lacking(
    history: History, periods: Iterable[Period], *, for_checking: bool
) -> UsageProblem | None:
    """Return what is wrong when files hold nothing of the periods that are wanted.

    Every file must serve for one of the periods; for checking, one file for the period before.
    """
    asked = sorted(set(periods))
    before = {name for period in asked for name in _previous_names(period)}
    wanted = before | {str(period.year_before) for period in asked}
    sources = history.sources if asked else ()
    strange = [source for source in sources if source.periods.isdisjoint(wanted)]
    if for_checking and all(source.periods.isdisjoint(before) for source in sources):
        strange = strange or list(sources)
    if not strange:
        return None
    facts = {
        "path": strange[0].path,
        "found": ", ".join(sorted(strange[0].periods)),
        "expected": ", ".join(str(period.previous) for period in asked),
    }
    return UsageProblem("previous-period" if strange[0].periods else "previous-empty", facts)


def read_history(paths: Sequence[Path], definitions: Definitions) -> History | UsageProblem:
    """Read tables of values; stop at the first line that cannot be meant."""
    sources: list[Source] = []
    figures: dict[tuple[str, str], dict[str, dict[str, Decimal]]] = {}
    for path in paths:
        rows = read_table(path)
        if isinstance(rows, UsageProblem):
            return rows
        sources.append(Source(str(path), frozenset(_period_of(row) for row in rows)))
        for number, row in enumerate(rows, start=2):
            problem = _keep(figures, row, definitions)
            if problem is not None:
                facts = {**problem.facts, "path": str(path), "line": str(number)}
                return UsageProblem(problem.code, facts)
    return History(tuple(sources), figures, definitions.forms)


def _keep(
    figures: dict[tuple[str, str], dict[str, dict[str, Decimal]]],
    line: ValueRow,
    definitions: Definitions,
) -> UsageProblem | None:
    value = _value(line, definitions)
    if isinstance(value, UsageProblem):
        return value
    if value is None:
        return None
    unit, key, form = line.unit.strip(), line.indicator.strip(), line.form.strip()
    kept = figures.setdefault((_period_of(line), unit), {}).setdefault(form, {})
    if kept.setdefault(key, value) != value:
        facts = {"unit": unit, "indicator": key, "found": show(value), "other": show(kept[key])}
        return UsageProblem("previous-conflict", facts)
    return None


def _value(line: ValueRow, definitions: Definitions) -> Decimal | UsageProblem | None:
    """Return a line's number; what was typed by hand is read by the rules of answers."""
    by_hand = line.state is State.UNREADABLE and not line.file
    if not by_hand:
        return line.value
    row = next(_rows(line, definitions), None)
    if row is None:
        return None
    reading = read_answer(Typed(line.raw), row)
    if reading.state is State.UNREADABLE:
        return UsageProblem("values-value", {"found": shorten(reading.raw), "indicator": row.key})
    return reading.value


def _rows(line: ValueRow, definitions: Definitions) -> Iterator[Row]:
    """Yield the rows that a line may answer: of the form it names, then of the unit's own."""
    units = [unit for roster in definitions.rosters.values() for unit in roster.units]
    own = [name for unit in units if unit.code == line.unit.strip() for name in unit.forms]
    for name in (line.form.strip(), *own):
        form = definitions.forms.get(name)
        if form is not None and line.indicator.strip() in form.by_key:
            yield form.by_key[line.indicator.strip()]


def _period_of(line: ValueRow) -> str:
    return str(Period.parse(line.period) or line.period.strip())


def _previous_names(period: Period) -> tuple[str, str]:
    return UNNAMED, str(period.previous)


def _heir_of(roster: Roster, unit: Unit, form: Form) -> tuple[str, ...]:
    """Return the one unit whose figures the unit continues: renamed, neither merged nor split."""
    if len(unit.predecessors) != 1:
        return ()
    before = roster.unit(unit.predecessors[0])
    if before is None or form.id not in before.forms:
        return ()
    heirs = [other for other in roster.units if before.code in other.predecessors]
    return (before.code,) if len(heirs) == 1 else ()


def _asks_alike(row: Row | None, other: Row | None) -> bool:
    """Whether two forms ask an indicator alike, so that their figures can be compared."""
    if row is None or other is None or row.indicator is None or row.kind is Kind.TEXT:
        return False
    return (row.kind, row.asked_as, row.percent_of) == (
        other.kind,
        other.asked_as,
        other.percent_of,
    )
