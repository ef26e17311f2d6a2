"""Issue (giao biểu): one workbook for each unit of a period."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cchc_sheets.definition.issued import ISSUED, issued_text, read_issued
from cchc_sheets.history.before import History, lacking, read_history
from cchc_sheets.jobs.files import Tick, keep_old, write_atomically
from cchc_sheets.jobs.memory import remembered
from cchc_sheets.jobs.prefill import Prefills, ReadPrefills, read_prefills
from cchc_sheets.jobs.workspace import GENERATED, TEMPLATES, Workspace, choose_roster, period_named
from cchc_sheets.model import (
    RECORD_NAME,
    Definitions,
    Form,
    Identity,
    Period,
    Roster,
    Row,
    Table,
    Unit,
    UsageProblem,
)
from cchc_sheets.model.catalogue import PLAN_YEAR
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.model.issue import Issue, Mark, Prefill
from cchc_sheets.record.keys import Key, signing_key
from cchc_sheets.record.lists import Lists
from cchc_sheets.record.signature import prefill_digest, sign
from cchc_sheets.sheet.form import FORM_SHEET, Layout
from cchc_sheets.text import nearest
from cchc_sheets.workbook.form_plan import plan_form
from cchc_sheets.workbook.write import write_workbook

MOST_OF_A_NAME = 100
"""Characters of a unit's name in that of its file; Windows takes 260 with all folders."""


@dataclass(frozen=True, slots=True)
class GenerateCall:
    """Workbooks of a period, for units by code (none: all that report).

    ``values`` is a table of answers to fill in, ``previous`` are tables of earlier values; without
    ``out`` the workbooks are written in the workspace.
    """

    period: str
    province: str | None = None
    units: tuple[str, ...] = ()
    values: Path | None = None
    previous: tuple[Path, ...] = ()
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be issued: for which units of a roster, with what beside and in the cells.

    ``prefills`` are by unit code, then by indicator key; ``history`` has the figures shown beside,
    ``lists`` the records that units listed in the period before.
    """

    roster: Roster
    period: Period
    units: tuple[Unit, ...]
    out: Path
    prefills: Mapping[str, Prefills] = field(default_factory=dict)
    history: History = field(default_factory=History)
    lists: Lists = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedFiles:
    """What was written for which order, and where workbooks went that were there before.

    ``not_carried`` are the lines of a merge's table that no workbook takes.
    """

    order: Order
    files: tuple[Path, ...]
    set_aside: tuple[Path, ...]
    not_carried: tuple[UsageProblem, ...] = ()


def generate(
    workspace: Workspace, definitions: Definitions, call: GenerateCall, tick: Tick
) -> IssuedFiles | UsageProblem:
    """Issue the workbooks of a period, unless something in the call cannot be meant.

    Raises ``OSError`` when a workbook cannot be written.
    """
    period = period_named(call.period)
    if isinstance(period, UsageProblem):
        return period
    roster = _with_units(choose_roster(workspace, definitions, call.province), definitions, period)
    if isinstance(roster, UsageProblem):
        return roster
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        tables = call.previous or memory.earlier_tables([roster.id], [period])
        lists = memory.lists_before(roster.id, period)
    history = read_history(tables, definitions)
    if isinstance(history, UsageProblem):
        return history
    if call.previous and (problem := lacking(history, [period], for_checking=False)):
        return problem
    units = choose_units(roster, period, call.units)
    if isinstance(units, UsageProblem):
        return units
    read = read_prefills(call.values, definitions, roster) if call.values else ReadPrefills()
    if isinstance(read, UsageProblem):
        return read
    out = call.out or workspace.root / GENERATED
    order = Order(roster, period, units, out, read.filled, history, lists)
    issued = issue(workspace, definitions, order, tick)
    if isinstance(issued, UsageProblem):
        return issued
    return replace(issued, not_carried=read.not_carried)


def _with_units(
    chosen: Roster | UsageProblem, definitions: Definitions, period: Period
) -> Roster | UsageProblem:
    """The roster that was chosen, or the only one with units in the period where none was.

    Where it has no units in the period the problem names those that do, its heirs first.
    """
    others = [each for each in definitions.rosters.values() if each.expected(period)]
    if isinstance(chosen, UsageProblem):
        if chosen.code != "choose-province" or not others:
            return chosen
        known = ", ".join(each.id for each in others)
        return others[0] if len(others) == 1 else UsageProblem(chosen.code, {"known": known})
    if chosen in others or not others:
        return chosen
    others.sort(key=lambda each: chosen.id not in each.predecessors)
    named = "; ".join(f"{each.province}: --province {each.id}" for each in others)
    facts = {"period": str(period), "province": chosen.province, "others": named}
    return UsageProblem("no-units-here", facts)


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


def issue(
    workspace: Workspace, definitions: Definitions, order: Order, tick: Tick
) -> IssuedFiles | UsageProblem:
    """Write one workbook a unit and form; raises ``OSError`` when a file cannot be written.

    A workbook that is there with other content (somebody may have filled it in) is set aside,
    never overwritten.
    """
    key = signing_key(workspace.state)
    if isinstance(key, UsageProblem):
        return key
    jobs = [(unit, definitions.forms[name]) for unit in order.units for name in unit.forms]
    kinds = {(form.id, unit.since): form for unit, form in jobs}
    plans = {
        kind: plan_form(form, definitions.catalogue, order.period, since=kind[1])
        for kind, form in kinds.items()
    }
    if workspace.templates == workspace.root / TEMPLATES:  # not those that came with the package
        issued = read_issued(workspace.templates)
        new = issued | {(form.id, form.edition): form.row_hash for _, form in jobs}
        if new != issued:
            write_atomically(workspace.templates / ISSUED, issued_text(new).encode())
    files: list[Path] = []
    aside: list[Path] = []
    events: list[Event] = []
    for done, (unit, form) in enumerate(jobs):
        tick(done, len(jobs))
        path = workbook_path(order, unit, form)
        given = issue_of(order, unit, form, key)
        content = write_workbook(given, plans[form.id, unit.since])
        moved = keep_old(path, content)
        aside.extend([moved] if moved else [])
        write_atomically(path, content)
        files.append(path)
        sent = (order.roster.id, str(order.period), unit.code)
        facts = {"form": form.id, "revision": str(given.identity.revision)}
        sha256 = hashlib.sha256(content).hexdigest()
        events.append(Event(EventKind.ISSUED, *sent, sha256, path.name, facts=facts))
    tick(len(jobs), len(jobs))
    with remembered(workspace, writing=True) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        memory.add(events)
    return IssuedFiles(order, tuple(files), tuple(aside))


def workbook_path(order: Order, unit: Unit, form: Form) -> Path:
    """Return ``OUT/<province>/<period>/CCHC_<period>_<unit-slug>.xlsx``."""
    folder = order.out / order.roster.id / str(order.period)
    return folder / f"{workbook_stem(order.roster, order.period, unit, form)}.xlsx"


def workbook_stem(roster: Roster, period: Period, unit: Unit, form: Form) -> str:
    """Return the name of a unit's workbook without its ending.

    Where the slug is not the unit's alone its code follows, and where it has several forms the
    form's id, each after ``_``, which none of them has: no two files have one name, whether or not
    a system minds capitals and accents, and none has a name that Windows keeps for itself.
    """
    names = [slug(other.name)[:MOST_OF_A_NAME] for other in roster.units]
    name = slug(unit.name)[:MOST_OF_A_NAME]
    parts = [f"CCHC_{period}", *([name] if name else [])]
    if not name or names.count(name) > 1:
        parts.append(unit.code)
    if len(unit.forms) > 1:
        parts.append(form.id)
    return "_".join(parts)


def slug(text: str) -> str:
    """Return the text in ASCII letters, digits and hyphens: *Sở Tài chính* → ``so-tai-chinh``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    base = (c for c in plain if not unicodedata.combining(c))
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in base)
    return "-".join(letters.split())


def issue_of(order: Order, unit: Unit, form: Form, key: Key) -> Issue:
    """Return what one unit of an order is given to fill in, signed with the key."""
    prefill = {
        name: value
        for name, value in order.prefills.get(unit.code, {}).items()
        if name in form.by_key
    }
    compared = (order.roster, unit, form, order.period)
    previous = order.history.before(*compared)
    notes = order.history.notes_before(order.roster, unit, order.period)
    # The document behind a choice stays with it; why a figure rose is news of its own period.
    as_before = {
        row.key: Prefill(previous[row.key], notes.get(row.key, "") if row.codes else "")
        for row in form.answer_rows
        if row.key in previous and row.key not in prefill and stays(row, order.period)
    }
    cell = Layout(form).value_cell
    names = {table.id: _listed(order, unit, table) for table in form.tables}
    issue = Issue(
        form=form,
        unit=unit,
        roster=order.roster,
        period=order.period,
        prefill={**prefill, **as_before},
        confirmed=False if as_before else None,
        marks={(FORM_SHEET, cell(key)): Mark(None, live=True) for key in as_before},
        previous=previous,
        year_before=order.history.year_before(*compared),
        records={
            table: tuple({RECORD_NAME: name} for name in own) for table, own in names.items() if own
        },
    )
    return signed(issue, key)


def _listed(order: Order, unit: Unit, table: Table) -> tuple[str, ...]:
    """Return the names of the records in a table when it is issued: else as the period before."""
    if table.names_are_own:
        return unit.parts
    listed = order.lists.get((unit.code, table.id), ())
    return table.names if table.prefilled else listed[: table.room]


def stays(row: Row, period: Period) -> bool:
    """Whether a row is filled in with its figure of the period before, for the unit to confirm.

    A plan of the year before is none of this year.
    """
    planned = row.indicator is not None and row.indicator.time_basis == PLAN_YEAR
    return row.seldom_changes and (not planned or period.previous.year == period.year)


def signed(issue: Issue, key: Key, revision: int = 0) -> Issue:
    """Return the issue with its identity: who it is for and what is in it, signed with the key."""
    prefill = ((k, str(v.value or ""), v.note) for k, v in issue.prefill.items())
    identity = Identity(
        key_id=key.id,
        province=issue.roster.id,
        unit=issue.unit.code,
        form=issue.form.id,
        edition=issue.form.edition,
        period=str(issue.period),
        revision=revision,
        definition=issue.form.row_hash,
        prefill=prefill_digest(prefill, issue.previous),
    )
    return replace(issue, identity=sign(identity, key.secret))
