"""``--previous``: what units reported in earlier periods, from one ``values.csv`` or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from cchc_sheets.answers import MOST, Typed, read_answer
from cchc_sheets.consolidate.entry import HUNDRED
from cchc_sheets.consolidate.usual import OWN_PAST
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.history.steps import total
from cchc_sheets.model import (
    Answer,
    Fact,
    Family,
    Form,
    Indicator,
    Period,
    Roster,
    State,
    Submission,
    Unit,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.values import ValueRow, read_table
from cchc_sheets.text import shorten

Figures = Mapping[str, Decimal]
Sender = tuple[str, str, str]
"""A province's id (empty in tables that name none), a period's name and a unit's code."""
UNNAMED = ""
"""The period of rows that name none: people mean by it that these are the previous figures."""
DECIMALS = 2
"""As many as a rate is shown with that is computed from several units' figures."""


@dataclass(frozen=True, slots=True)
class PastFile:
    """One file and the periods that its rows name."""

    path: str
    periods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Past:
    """What a unit reported in an earlier period, by the form that asked it; later forms win."""

    sent: tuple[tuple[Form, Figures], ...]

    def given(self, key: str) -> Decimal | None:
        """Return an indicator's figure if it was asked as the catalogue means it."""
        rows = [form.by_key[key] for form, _ in self.sent if key in form.by_key]
        values = [figures[key] for _, figures in self.sent if key in figures]
        if not rows or not values or rows[-1].asked_as is not None or abs(values[-1]) >= MOST:
            return None
        return values[-1]


@dataclass(frozen=True, slots=True)
class History:
    """Figures of earlier periods, by sender, then by form and indicator.

    What it returns may be compared with the figures of the period that it was asked for: nothing
    comes from before a break in an indicator's meaning, nor from units that the unit does not
    continue.
    """

    sources: tuple[PastFile, ...] = ()
    figures: Mapping[Sender, Mapping[str, Figures]] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    notes: Mapping[Sender, Mapping[str, str]] = field(default_factory=dict)

    def knows_before(self, period: Period) -> bool:
        """Whether there are figures of the period before this one."""
        wanted = _previous_names(period)
        return any(not source.periods.isdisjoint(wanted) for source in self.sources)

    def before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the period before, for the rows of the form."""
        figures = self._figures(roster, unit, form, _previous_names(period), period.previous)
        return unbroken(form, figures, period.previous, period)

    def notes_before(self, roster: Roster, unit: Unit, period: Period) -> Mapping[str, str]:
        """Return the unit's own notes of the period before, by indicator."""
        names = _existing(unit, _previous_names(period), period.previous)
        senders = ((province, name, unit.code) for name in names for province in ("", roster.id))
        return {key: text for each in senders for key, text in self.notes.get(each, {}).items()}

    def year_before(self, roster: Roster, unit: Unit, form: Form, period: Period) -> Figures:
        """Return the unit's figures of the same period a year before."""
        before = period.year_before
        figures = self._figures(roster, unit, form, (str(before),), before)
        return unbroken(form, figures, before, period)

    def sent_before(
        self, roster: Roster, period: Period
    ) -> Mapping[Period, Mapping[str, Submission]]:
        """Return what units sent in earlier periods, by unit code.

        These are the period before, that of a year before and the last ``OWN_PAST`` of its kind,
        as far as anything is known of them; of what was sent only figures are known. A unit that
        answered another form then is among them.
        """
        others = dict.fromkeys((period.year_before, *period.alike_before(OWN_PAST)))
        wanted: dict[Period, Sequence[str]] = {each: (str(each),) for each in others}
        wanted = {**wanted, period.previous: _previous_names(period)}
        found: dict[Period, dict[str, Submission]] = {}
        for before, names in wanted.items():
            for unit in roster.expected(before):
                own = self.forms.get(unit.forms[0])
                past = self._past(("", roster.id), unit.code, names, own)
                if past is None:
                    continue
                form = past.sent[-1][0]
                answers = {
                    key: Answer(key, State.NUMBER if value else State.NIL, value)
                    for _, figures in past.sent
                    for key, value in figures.items()
                    if key in form.by_key
                }
                sent = Submission(form.id, before, answers)
                found.setdefault(before, {})[unit.code] = sent
        return found

    def _figures(
        self, roster: Roster, unit: Unit, form: Form, names: Sequence[str], period: Period
    ) -> Figures:
        """Find the unit's own figures, or else those of the units that it continues.

        All of these must have reported, in forms for units of the same type, and none may also be
        continued by another unit.
        """
        own = self._past(("", roster.id), unit.code, _existing(unit, names, period), form)
        if own:
            return continued(form, [own])
        pasts: list[Past] = []
        for name in unit.predecessors:
            province, slash, code = name.rpartition("/")
            former = None if slash else roster.unit(code)
            past = self._past(
                (province,) if slash else ("", roster.id),
                code,
                _existing(former, names, period) if former else names,
                self.forms.get(former.forms[0]) if former else None,
            )
            fits = past and all(unit.type in sent.unit_types for sent, _ in past.sent)
            if past is None or not fits or len(roster.heirs(name)) > 1:
                return {}
            pasts.append(past)
        return continued(form, pasts)

    def _past(
        self, provinces: Sequence[str], code: str, names: Sequence[str], default: Form | None
    ) -> Past | None:
        """Find what a unit reported; ``default`` is the form of rows that name none."""
        sent: list[tuple[Form, Figures]] = []
        for sender in ((province, name, code) for name in names for province in provinces):
            for name, figures in self.figures.get(sender, {}).items():
                form = self.forms.get(name, default)
                if form is not None:
                    sent.append((form, figures))
        sent.sort(key=lambda pair: pair[0] is default)
        return Past(tuple(sent)) if sent else None


def _existing(unit: Unit, names: Sequence[str], period: Period) -> Sequence[str]:
    """Leave out a period before the unit existed; rows that name no period are always meant."""
    return names if unit.reports_in(period) else [name for name in names if name == UNNAMED]


def continued(form: Form, pasts: Sequence[Past]) -> dict[str, Decimal]:
    """Return the earlier figures for the form's rows: one past as it is, several added up.

    One past has a figure wherever its form asked the same as this one. Several have one where it
    is a sum, or the ratio of two sums, and each gave what is added: both parts of a rate, never
    the rate. It is rounded to ``DECIMALS``.
    """
    found: dict[str, Decimal] = {}
    for other, figures in pasts[0].sent if len(pasts) == 1 else ():
        for key, value in figures.items():
            row, old = form.by_key.get(key), other.by_key.get(key)
            if row is not None and old is not None and row.asks_like(old):
                found[key] = value
    for row in form.answer_rows if len(pasts) > 1 else ():
        if row.indicator is not None and row.asked_as is None:
            added = _added(row.indicator, pasts)
            if added is not None:
                found[row.key] = round_half_away(added, DECIMALS)
    return found


def _added(indicator: Indicator, pasts: Sequence[Past]) -> Decimal | None:
    if indicator.family is Family.SUM:
        return total(past.given(indicator.key) for past in pasts)
    if indicator.family is not Family.RATIO:
        return None
    top = total(past.given(indicator.numerator or "") for past in pasts)
    bottom = total(past.given(indicator.denominator or "") for past in pasts)
    return HUNDRED * top / bottom if top is not None and bottom else None


def unbroken(form: Form, figures: Figures, before: Period, after: Period) -> dict[str, Decimal]:
    """Return the figures of an earlier period without those that meant something else then."""
    return {
        key: value
        for key, value in figures.items()
        if (row := form.by_key.get(key)) is None
        or row.indicator is None
        or row.indicator.break_between(before, after) is None
    }


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
    notes: dict[Sender, dict[str, str]] = {}
    for path in paths:
        rows = read_table(path)
        if isinstance(rows, UsageProblem):
            return rows
        sources.append(PastFile(str(path), frozenset(map(_period_of, rows))))
        for number, row in enumerate(rows, start=2):
            value = _value(row, definitions)
            problem = value if isinstance(value, UsageProblem) else None
            facts: dict[str, Fact]
            if isinstance(value, Decimal):
                unit, key = row.unit.strip(), row.indicator.strip()
                sender = row.province.strip(), _period_of(row), unit
                of_sender = figures.setdefault(sender, {})
                if row.note.strip():
                    notes.setdefault(sender, {})[key] = row.note
                kept = of_sender.setdefault(row.form.strip(), {}).setdefault(key, value)
                if kept != value:
                    facts = {"unit": unit, "indicator": key, "found": value, "other": kept}
                    problem = UsageProblem("previous-conflict", facts)
            if problem is not None:
                facts = {**problem.facts, "path": str(path), "line": str(number)}
                return UsageProblem(problem.code, facts)
    return History(tuple(sources), figures, definitions.forms, notes)


def _value(line: ValueRow, definitions: Definitions) -> Decimal | UsageProblem | None:
    """A line's number; what was typed by hand is read by the rules of answers."""
    if line.state is not State.UNREADABLE or line.file:
        return line.value
    # The row that is answered is in the form that the line names, or in one of the unit's own.
    key, code = line.indicator.strip(), line.unit.strip()
    units = (unit for roster in definitions.rosters.values() for unit in roster.units)
    own = (name for unit in units if unit.code == code for name in unit.forms)
    forms = (definitions.forms.get(name) for name in (line.form.strip(), *own))
    row = next((form.by_key[key] for form in forms if form and key in form.by_key), None)
    if row is None:
        return None
    reading = read_answer(Typed(line.raw), row)
    if reading.state is State.UNREADABLE:
        return UsageProblem("values-value", {"found": shorten(reading.raw), "indicator": row.key})
    return reading.value


def _period_of(line: ValueRow) -> str:
    return str(Period.parse(line.period) or line.period.strip())


def _previous_names(period: Period) -> tuple[str, str]:
    return UNNAMED, str(period.previous)
