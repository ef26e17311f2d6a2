"""``--previous``: what units reported in earlier periods, from one ``values.csv`` or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.history.lineage import Past, continued, unbroken
from cchc_sheets.model import Form, Period, Roster, Row, State, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.values import ValueRow
from cchc_sheets.record.values_csv import read_table
from cchc_sheets.text import shorten, show

Figures = Mapping[str, Decimal]
Sender = tuple[str, str, str]
"""A province's id (empty in tables that name none), a period's name and a unit's code."""
UNNAMED = ""
"""The period of rows that name none: people say by it that these are the previous figures."""


@dataclass(frozen=True, slots=True)
class PastFile:
    """One file and the periods that its rows name."""

    path: str
    periods: frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """Figures of earlier periods, by sender, then by form and indicator.

    What it returns may be set against the period that it was asked for: nothing comes from before
    a break in an indicator's meaning, nor from units that the unit does not continue.
    """

    sources: tuple[PastFile, ...] = ()
    figures: Mapping[Sender, Mapping[str, Figures]] = field(default_factory=dict)
    definitions: Definitions | None = None

    def knows_before(self, period: Period) -> bool:
        """Whether there are figures of the period before this one."""
        wanted = _previous_names(period)
        return any(not source.periods.isdisjoint(wanted) for source in self.sources)

    def before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the period before, for the rows of the form."""
        figures = self._figures(roster, unit, form, _previous_names(period), period.previous)
        return unbroken(form, figures, period.previous, period)

    def year_before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the same period a year before."""
        before = period.year_before
        figures = self._figures(roster, unit, form, (str(before),), before)
        return unbroken(form, figures, before, period)

    def _figures(
        self, roster: Roster, unit: Unit, form: Form, names: Sequence[str], period: Period
    ) -> Figures:
        """Return the unit's own figures, or else those of the units that it continues."""
        if self.definitions is None:
            return {}
        own = self._past(("", roster.id), unit.code, _existing(unit, names, period), form)
        pasts = [own] if own else self._predecessors(roster, unit, names, period)
        return continued(unit, form, pasts, period, self.definitions.catalogue)

    def _predecessors(
        self, roster: Roster, unit: Unit, names: Sequence[str], period: Period
    ) -> list[Past]:
        """Return the figures of all that the unit continues: of none if one lacks or was split."""
        if any(len(roster.heirs(name)) > 1 for name in unit.predecessors):
            return []
        found = [self._predecessor(roster, unit, n, names, period) for n in unit.predecessors]
        return [past for past in found if past] if all(found) else []

    def _predecessor(
        self, roster: Roster, heir: Unit, name: str, names: Sequence[str], period: Period
    ) -> Past | None:
        """Return a predecessor's figures, if it answered a form for units of the same type."""
        province, slash, code = name.rpartition("/")
        unit = None if slash else roster.unit(code)
        provinces = (province,) if slash else ("", roster.id)
        default = self.definitions.forms[unit.forms[0]] if self.definitions and unit else None
        existing = _existing(unit, names, period) if unit else names
        past = self._past(provinces, code, existing, default)
        fits = past is not None and all(heir.type in form.unit_types for form, _ in past.sent)
        return past if fits else None

    def _past(
        self,
        provinces: Sequence[str],
        code: str,
        names: Sequence[str],
        default: Form | None,
    ) -> Past | None:
        """Return what a unit reported; ``default`` is the form of rows that name none."""
        forms = self.definitions.forms if self.definitions else {}
        sent: list[tuple[Form, Figures]] = []
        for sender in ((province, name, code) for name in names for province in provinces):
            for name, figures in self.figures.get(sender, {}).items():
                form = forms.get(name, default)
                if form is not None:
                    sent.append((form, figures))
        sent.sort(key=lambda pair: pair[0] is default)
        return Past(code, tuple(sent)) if sent else None


def _existing(unit: Unit, names: Sequence[str], period: Period) -> Sequence[str]:
    """Return those names of a period in which the unit reported; what names none is meant."""
    return names if unit.reports_in(period) else [name for name in names if name == UNNAMED]


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
    sources: list[PastFile] = []
    figures: dict[Sender, dict[str, dict[str, Decimal]]] = {}
    for path in paths:
        rows = read_table(path)
        if isinstance(rows, UsageProblem):
            return rows
        sources.append(PastFile(str(path), frozenset(_period_of(row) for row in rows)))
        for number, row in enumerate(rows, start=2):
            problem = _keep(figures, row, definitions)
            if problem is not None:
                facts = {**problem.facts, "path": str(path), "line": str(number)}
                return UsageProblem(problem.code, facts)
    return History(tuple(sources), figures, definitions)


def _keep(
    figures: dict[Sender, dict[str, dict[str, Decimal]]],
    line: ValueRow,
    definitions: Definitions,
) -> UsageProblem | None:
    value = _value(line, definitions)
    if isinstance(value, UsageProblem):
        return value
    if value is None:
        return None
    unit, key, form = line.unit.strip(), line.indicator.strip(), line.form.strip()
    sender = line.province.strip(), _period_of(line), unit
    kept = figures.setdefault(sender, {}).setdefault(form, {})
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
