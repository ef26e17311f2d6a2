"""Whole quarters of real rosters, made in memory, for the page to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.validate import validate
from cchc_sheets.consolidate.accept import Known, Merged, PeriodStanding, accept
from cchc_sheets.definition import load
from cchc_sheets.model import (
    Answer,
    Definitions,
    Form,
    Kind,
    Period,
    Received,
    Roster,
    Source,
    State,
    Submission,
    Unit,
)
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.page.render import render_html
from scripts.invent import invent

QUARTER, COMMUNES = ("soc-trang", Period(2021, "Q1")), ("can-tho", Period(2025, "Q4"))
KINDS = 4
"""So many different reports of a form; units share them."""
MISSING, RETURNED = ("syt", "dak-nong"), 2


@cache
def definitions() -> Definitions:
    found, problems = load(Path(__file__).parents[2] / "templates")
    assert found, problems
    return found


@cache
def _invented(form: str, kind: int) -> Mapping[str, Decimal | None]:
    """A whole report; the later kinds have fewer on time."""
    answers = invent(definitions().forms[form], definitions().catalogue, f"{form} {kind}")
    return {key: answer.value for key, answer in answers.items()}


def page_of(name: str) -> str:
    """The page of a scene by its name."""
    merged = SCENES[name]()
    annex = annex_for(definitions(), merged.consolidation)
    return render_html(merged, definitions(), annex)


def quarter() -> Merged:
    """Four units missing, two returned, the rest in; the quarter and the year before are known."""
    roster, period = definitions().rosters[QUARTER[0]], QUARTER[1]
    units = roster.expected(period)
    away = {units[n].code for n in (3, 21, 24, 35)}
    spoiled = {units[n].code for n in (8, 38)}
    return _merged(roster, period, away=away, spoiled=spoiled, with_earlier=True)


def first() -> Merged:
    """The same without any earlier period."""
    return replace(quarter(), earlier={})


def complete() -> Merged:
    """Nobody is missing."""
    return _merged(definitions().rosters[QUARTER[0]], QUARTER[1], with_earlier=True)


def nothing() -> Merged:
    """Everybody is missing, and the period before is known."""
    roster, period = definitions().rosters[QUARTER[0]], QUARTER[1]
    away = {unit.code for unit in roster.units}
    return _merged(roster, period, away=away, with_earlier=True)


def few() -> Merged:
    """A third of the units only."""
    roster, period = definitions().rosters[QUARTER[0]], QUARTER[1]
    away = {unit.code for n, unit in enumerate(roster.units) if n % 3}
    return _merged(roster, period, away=away, with_earlier=True)


def communes() -> Merged:
    """127 units, five of them missing."""
    roster, period = definitions().rosters[COMMUNES[0]], COMMUNES[1]
    units = roster.expected(period)
    away = {units[n].code for n in (5, 40, 60, 61, 100)}
    return _merged(roster, period, away=away, with_earlier=True)


SCENES = {
    "quarter": quarter,
    "first": first,
    "complete": complete,
    "nothing": nothing,
    "few": few,
    "communes": communes,
}


def _merged(
    roster: Roster,
    period: Period,
    *,
    away: set[str] | frozenset[str] = frozenset(),
    spoiled: set[str] | frozenset[str] = frozenset(),
    with_earlier: bool = False,
) -> Merged:
    units = roster.expected(period)
    due = {str(period): f"{period.end.replace(day=17)}"}
    roster = replace(roster, due=due)
    files = [
        _file(unit, period, number, is_spoiled=unit.code in spoiled)
        for number, unit in enumerate(units)
        if unit.code not in away
    ]
    merged = accept(definitions(), files, roster, period, Known())
    as_of = f"{period.end.replace(day=22)}T09:30:00+00:00"
    standing = PeriodStanding(0, 0, as_of if files else "")
    earlier = {
        before: {
            unit.code: _sent(unit, before, number, Decimal("0.95") + Decimal(number % 3) / 40)
            for number, unit in enumerate(units)
        }
        for before in (period.previous, period.year_before)
        if with_earlier
    }
    return replace(merged, standing=standing, earlier=earlier)


def _sent(unit: Unit, period: Period, number: int, times: Decimal = Decimal(1)) -> Submission:
    form = definitions().forms[unit.forms[0]]
    values = _invented(form.id, number % KINDS)
    answers = {
        row.key: _answer(row.key, values.get(row.key), row.kind, times, number)
        for row in form.answer_rows
    }
    return Submission(form.id, period, answers, source=Source(f"{unit.code}.xlsx", "ab" * 32))


def _answer(key: str, value: Decimal | None, kind: Kind, times: Decimal, number: int) -> Answer:
    if value is None:
        return Answer(key, State.BLANK)
    if kind is Kind.COUNT:
        value = (value * times).to_integral_value()
    if kind is Kind.RATE and times != 1:
        value = max(value - number % 5, Decimal(0))
    return Answer(
        key, State.NUMBER if value else State.NIL, value, str(value), cell=f"F{10 + number}"
    )


def _file(unit: Unit, period: Period, number: int, *, is_spoiled: bool) -> Received:
    sent = _sent(unit, period, number)
    form = definitions().forms[sent.form]
    answers = dict(sent.answers)
    if "dossiers_on_time_rate" in answers and number % 11 == 7:
        answers["dossiers_on_time_rate"] = Answer(
            "dossiers_on_time_rate", State.NUMBER, Decimal(63)
        )
    if is_spoiled:
        answers |= _spoiled(form, answers)
    sent = replace(sent, answers=answers)
    findings = validate(form, lower(form, definitions().catalogue), sent, {}, unit)

    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    path, sha256 = f"CCHC_{period}_{unit.code}.xlsx", f"{number:08x}" * 8
    return Received(path, sha256, None, unit, form, period, sent, tuple(ordered))


def _spoiled(form: Form, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Parts above their wholes, and every fifth row blank."""
    found = {key: Answer(key, State.BLANK) for n, key in enumerate(answers) if n % 5 == 0}
    above = Decimal(9999)
    for key in ("dossiers_resolved", "par_plan_tasks_completed", "assigned_tasks_on_time"):
        if key in form.by_key:
            found[key] = Answer(key, State.NUMBER, above, "9999", cell="F66")
    return found
