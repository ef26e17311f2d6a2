"""Issue (giao biểu): one workbook for each unit of a period."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_sheets.history.before import History, lacking, read_history
from cchc_sheets.jobs.calls import GenerateCall, Tick
from cchc_sheets.jobs.files import keep_old, write_atomically
from cchc_sheets.jobs.prefill import read_prefills
from cchc_sheets.jobs.workspace import GENERATED, Workspace, choose_roster, period_named
from cchc_sheets.model import Form, Identity, Period, Roster, Table, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.keys import Key, signing_key
from cchc_sheets.record.signature import definition_hash, prefill_digest, sign
from cchc_sheets.text import nearest
from cchc_sheets.workbook.form_plan import plan_form
from cchc_sheets.workbook.write import write_workbook

Prefills = Mapping[str, Mapping[str, Prefill]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be issued: for which units of a roster, with what beside and in the cells.

    ``prefills`` are by unit code, then by indicator key; ``history`` is what stands beside.
    """

    roster: Roster
    period: Period
    units: tuple[Unit, ...]
    out: Path
    prefills: Prefills = field(default_factory=dict)
    history: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class IssuedFiles:
    """What was written for which order, and where workbooks went that were there before."""

    order: Order
    files: tuple[Path, ...]
    set_aside: tuple[Path, ...]


def generate(
    workspace: Workspace, definitions: Definitions, call: GenerateCall, tick: Tick
) -> IssuedFiles | UsageProblem:
    """Issue the workbooks of a period; raises ``OSError`` when one cannot be written."""
    order = _order(workspace, definitions, call)
    if isinstance(order, UsageProblem):
        return order
    return issue(workspace, definitions, order, tick)


def _order(
    workspace: Workspace, definitions: Definitions, call: GenerateCall
) -> Order | UsageProblem:
    """Return what a call asks for, or the first thing in it that cannot be meant."""
    period = period_named(call.period)
    if isinstance(period, UsageProblem):
        return period
    roster = choose_roster(workspace, definitions, call.province)
    if isinstance(roster, UsageProblem):
        return roster
    history = read_history(call.previous, definitions)
    if isinstance(history, UsageProblem):
        return history
    problem = lacking(history, [period], for_checking=False)
    if problem is not None:
        return problem
    units = choose_units(roster, period, call.units)
    if isinstance(units, UsageProblem):
        return units
    prefills = read_prefills(call.values, definitions, roster) if call.values else {}
    if isinstance(prefills, UsageProblem):
        return prefills
    out = call.out or workspace.root / GENERATED
    return Order(roster, period, units, out, prefills, history)


def choose_units(
    roster: Roster, period: Period, codes: Sequence[str]
) -> tuple[Unit, ...] | UsageProblem:
    """Return the units asked for, or all that report in the period."""
    expected = roster.expected(period)
    if not codes:
        return expected or UsageProblem("no-units", {"period": str(period)})
    chosen = []
    for code in codes:
        unit = roster.unit(code)
        if unit is None:
            known = [unit.code for unit in roster.units]
            return UsageProblem("unknown-unit", {"found": code, "near": nearest(code, known)})
        if unit not in expected:
            facts = {"found": unit.name, "period": str(period)}
            return UsageProblem("unit-does-not-report", facts)
        chosen.append(unit)
    return tuple(dict.fromkeys(chosen))


def issue(workspace: Workspace, definitions: Definitions, order: Order, tick: Tick) -> IssuedFiles:
    """Write one workbook a unit and form; raises ``OSError`` when a file cannot be written.

    A workbook that stands there with other content (somebody may have filled it in) is set aside,
    never overwritten.
    """
    key = signing_key(workspace.state)
    jobs = [(unit, definitions.forms[name]) for unit in order.units for name in unit.forms]
    forms = {form.id: form for _, form in jobs}.values()
    plans = {form.id: plan_form(form, definitions.catalogue, order.period) for form in forms}
    files: list[Path] = []
    aside: list[Path] = []
    for done, (unit, form) in enumerate(jobs):
        tick(done, len(jobs))
        path = workbook_path(order, unit, form)
        content = write_workbook(_issue(order, unit, form, key), plans[form.id])
        moved = keep_old(path, content)
        aside.extend([moved] if moved else [])
        write_atomically(path, content)
        files.append(path)
    tick(len(jobs), len(jobs))
    return IssuedFiles(order, tuple(files), tuple(aside))


def _names(table: Table, unit: Unit) -> tuple[str, ...]:
    """Return the names that stand in a table from the beginning."""
    if table.names_are_own:
        return unit.parts
    return table.names if table.prefilled else ()


def workbook_path(order: Order, unit: Unit, form: Form) -> Path:
    """Return ``OUT/<province>/<period>/CCHC_<period>_<unit-slug>.xlsx``."""
    name = slug(unit.name)
    if sum(slug(other.name) == name for other in order.roster.units) > 1:
        name = f"{name}-{unit.code}"
    if len(unit.forms) > 1:
        name = f"{name}_{form.id}"
    folder = order.out / order.roster.id / str(order.period)
    return folder / f"CCHC_{order.period}_{name}.xlsx"


def slug(text: str) -> str:
    """Return the text in ASCII letters, digits and hyphens: *Sở Tài chính* → ``so-tai-chinh``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    base = (c for c in plain if not unicodedata.combining(c))
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in base)
    return "-".join(letters.split())


def _issue(order: Order, unit: Unit, form: Form, key: Key) -> Issue:
    prefill = {
        name: value
        for name, value in order.prefills.get(unit.code, {}).items()
        if name in form.by_key
    }
    compared = (order.roster, unit, form, order.period)
    previous = order.history.before(*compared)
    digest = prefill_digest(((k, str(v.value or ""), v.note) for k, v in prefill.items()), previous)
    identity = Identity(
        key_id=key.id,
        province=order.roster.id,
        unit=unit.code,
        form=form.id,
        edition=form.edition,
        period=str(order.period),
        revision=0,
        definition=definition_hash(form),
        prefill=digest,
    )
    return Issue(
        form=form,
        unit=unit,
        roster=order.roster,
        period=order.period,
        identity=sign(identity, key.secret),
        prefill=prefill,
        previous=previous,
        year_before=order.history.year_before(*compared),
        names={table.id: names for table in form.tables if (names := _names(table, unit))},
    )
