"""The list of units: shown, and edited in a form or as an Excel file, through the roster's jobs."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cchc_sheets.desk.form import Sent, form_of
from cchc_sheets.desk.reply import (
    TurnedAwayError,
    WrongError,
    download,
    office_of,
    page,
)
from cchc_sheets.jobs.receive import NewFile, safe_name
from cchc_sheets.jobs.roster import (
    EDITED_MEANWHILE,
    TRIAL,
    Care,
    edit_roster,
    import_roster,
    roster_fields,
    roster_file,
)
from cchc_sheets.jobs.roster_file import RosterEdit
from cchc_sheets.model import Definitions, Period, Roster, Unit, UsageProblem
from cchc_sheets.model.roster import RosterFields
from cchc_sheets.report.roster_import import RosterImport, note_line, problem_lines
from cchc_sheets.text import without_marks
from cchc_sheets.words import desk_page as said
from cchc_sheets.words.roster import COLUMNS, DUE_AFTER, GUIDANCE, OFFICE

LIST = "/danh-sach"
_TYPED_HERE = ("short", "contact", "telephone", "email")
FIELDS = tuple(column for column in COLUMNS if column.key in _TYPED_HERE)
"""What of a unit is edited in its form; all else in Excel."""
HELD = 4
"""So many files that were looked at can still be written; each is held in memory."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list; ``days`` says since and until when it reports, where that is limited."""

    unit: Unit
    days: str
    searched: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of an edit: what it changes, what is to be thought of, what is to be mended.

    ``seen`` is the hash of the definition's text that all this is about.
    """

    seen: str = ""
    changes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    has_changed: bool = False


async def _chosen(request: Request) -> tuple[Definitions, Roster]:
    chosen = await run_in_threadpool(office_of(request).roster)
    if not isinstance(chosen, tuple):
        raise WrongError(chosen)
    return chosen


async def _in_turn(request: Request, work: Callable[[], _T]) -> _T:
    """What work comes to that waits for all that was begun before."""
    return await asyncio.wrap_future(office_of(request).tasks.do(work))


def _told(done: RosterImport, *, has_changed: bool = False) -> Told:
    return Told(
        done.seen,
        tuple(note_line(note, "vi") for note in done.changes),
        tuple(note_line(note, "vi") for note in done.doubts),
        tuple(problem_lines(done, "vi")),
        has_changed,
    )


def _is_outdated(done: RosterImport) -> bool:
    return any(note.code == EDITED_MEANWHILE for note in done.problems)


# --------------------------------------------------------------------------------------- the list


async def units(request: Request) -> Response:
    """Show the list of units, narrowed to a type and to those that have all words."""
    return await _list(request)


async def _list(request: Request, problem: str = "") -> Response:
    definitions, roster = await _chosen(request)
    query = request.query_params
    only, words = query.get("khoi", ""), query.get("tim", "")
    types = [
        (each.key, each.label, sum(unit.type == each.key for unit in roster.units))
        for each in definitions.catalogue.unit_types
    ]
    wanted = without_marks(words).split()
    levels = []
    for key, label, _ in types:
        lines = [_line(unit) for unit in roster.units if unit.type == key and only in {"", key}]
        found = [line for line in lines if all(word in line.searched for word in wanted)]
        if found:
            levels.append((label, found))
    facts = {
        "roster": roster,
        "types": [each for each in types if each[2]],
        "levels": levels,
        "shown": sum(len(found) for _, found in levels),
        "only": only,
        "searched": words,
        "due": [(period.label, roster.due_on(period)) for period in _named(roster.due)],
        "guidance": GUIDANCE,
        "problem": problem,
    }
    return page(request, "roster.html.jinja", facts, status=409 if problem else 200)


def _line(unit: Unit) -> UnitLine:
    reach = f"{unit.contact} {unit.telephone} {unit.email}"
    searched = without_marks(f"{unit.name} {unit.short} {unit.code} {reach}")
    return UnitLine(unit, said.days_of_life(unit.since, unit.until), searched)


def _named(periods: Mapping[str, str]) -> list[Period]:
    return sorted(filter(None, map(Period.parse, periods)))


async def as_file(request: Request) -> Response:
    """Give the list as an Excel file in which it is edited."""
    definitions, roster = await _chosen(request)
    place = office_of(request).workspace
    content = await run_in_threadpool(roster_file, place, definitions, roster)
    return download(content, f"danh-sach_{roster.id}.xlsx")


# ------------------------------------------------------------------------------- edited in a form


async def unit(request: Request) -> Response:
    """Show the form in which one unit is edited."""
    one, fields = await _unit_of(request)
    own = next((each for each in fields.units if each["code"] == one.code), {})
    values = {key: str(own.get(key, "")) for key in _TYPED_HERE}
    return _unit_form(request, one, values, Told(fields.text_hash))


async def _unit_of(request: Request) -> tuple[Unit, RosterFields]:
    """The unit that an address names, and the fields of all as the definition has them now."""
    _, roster = await _chosen(request)
    one = roster.unit(request.path_params["code"])
    if one is None:
        raise TurnedAwayError("no-page", 404)
    return one, await run_in_threadpool(roster_fields, office_of(request).workspace, roster)


def _unit_form(request: Request, one: Unit, values: Mapping[str, str], told: Told) -> Response:
    facts = {"unit": one, "fields": FIELDS, "values": values, "told": told}
    facts["days"] = said.days_of_life(one.since, one.until)
    return page(request, "roster-unit.html.jinja", facts, status=_status(told))


def _status(told: Told) -> int:
    return 409 if told.problems or told.has_changed else 200


async def save_unit(request: Request) -> Response:
    """Write what was typed for one unit."""
    form = await form_of(request)
    one, _ = await _unit_of(request)
    values = {key: form.text(key) for key in _TYPED_HERE if key in form.fields}
    told = await _saved(request, RosterEdit(one.code, values), form)
    if isinstance(told, Response):
        return told
    return _unit_form(request, one, {**dict.fromkeys(_TYPED_HERE, ""), **values}, told)


async def _saved(request: Request, edit: RosterEdit, form: Sent) -> Told | Response:
    """Write an edit on top of what its form showed; what is wrong, or the way back to the list."""
    _, roster = await _chosen(request)
    place = office_of(request).workspace

    def work() -> tuple[RosterImport | UsageProblem, bool]:
        done = edit_roster(place, roster, edit, Care(seen=form.text("thay")))
        if isinstance(done, RosterImport) and _is_outdated(done):
            return edit_roster(place, roster, edit, TRIAL), True
        return done, False

    done, has_changed = await _in_turn(request, work)
    if isinstance(done, UsageProblem):
        raise WrongError(done)
    if done.is_refused or has_changed:
        told = _told(done, has_changed=has_changed)
        return replace(told, seen=told.seen or form.text("thay"))
    return _written(done)


def _written(done: RosterImport) -> Response:
    return RedirectResponse(f"{LIST}?da={'danh-sach' if done.is_written else 'nhu-cu'}", 303)


async def office(request: Request) -> Response:
    """Show the form in which the office and the due dates are edited."""
    _, roster = await _chosen(request)
    fields = await run_in_threadpool(roster_fields, office_of(request).workspace, roster)
    values = {**fields.issuer, "due_after": fields.due_after}
    due = [(str(each), _day(fields.due[str(each)])) for each in _named(fields.due)]
    known = await run_in_threadpool(office_of(request).periods)
    due += [(str(each), "") for each in _more(known, fields)]
    return _office_form(request, values, due, Told(fields.text_hash))


def _more(known: object, fields: RosterFields) -> Iterator[Period]:
    """The periods that anything is known of and that no letter set a day for."""
    for each in known if isinstance(known, list) else []:
        if str(each) not in fields.due:
            yield each


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def _office_form(
    request: Request, values: Mapping[str, str], due: Sequence[tuple[str, str]], told: Told
) -> Response:
    facts = {
        "labels": OFFICE,
        "due_after": DUE_AFTER,
        "values": values,
        "due": [(name, period.label, day) for name, day in due if (period := Period.parse(name))],
        "others": [(name, day) for name, day in due if Period.parse(name) is None] or [("", "")],
        "told": told,
    }
    return page(request, "roster-office.html.jinja", facts, status=_status(told))


async def save_office(request: Request) -> Response:
    """Write what was typed for the office and the due dates."""
    form = await form_of(request)
    values = {key: form.text(key) for key in (*OFFICE, "due_after") if key in form.fields}
    due = list(zip(form.fields.get("ky", ()), form.fields.get("han", ()), strict=False))
    known = {period for period, day in due if day.strip() or Period.parse(period) is None}
    told = await _saved(
        request, RosterEdit("", values, [each for each in due if each[0] in known]), form
    )
    if isinstance(told, Response):
        return told
    return _office_form(request, {**dict.fromkeys((*OFFICE, "due_after"), ""), **values}, due, told)


# ---------------------------------------------------------------------------- edited as a file


async def look_at_file(request: Request) -> Response:
    """Say what an edited file would change; nothing is written."""
    form = await form_of(request)
    file = next(iter(form.files), None)
    if file is None:
        return await _list(request, said.NO_ROSTER_FILE)
    return await _looked_at(request, file)


async def _looked_at(request: Request, file: NewFile, *, has_changed: bool = False) -> Response:
    done = await _imported(request, file, TRIAL)
    told = _told(done, has_changed=has_changed)
    sha256 = hashlib.sha256(file.content).hexdigest()
    if told.changes and not told.problems:
        held = office_of(request).looked_at
        held[sha256] = file
        for old in list(held)[:-HELD]:
            del held[old]
    facts = {"file": file.name, "sha256": sha256, "told": told}
    return page(request, "roster-file.html.jinja", facts, status=_status(told))


async def _imported(request: Request, file: NewFile, care: Care) -> RosterImport:
    """What a file changes; raises where it cannot be read at all."""
    definitions, roster = await _chosen(request)
    place = office_of(request).workspace

    def work() -> RosterImport | UsageProblem:
        with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
            path = Path(folder) / safe_name(file.name)
            path.write_bytes(file.content)
            return import_roster(place, definitions, path, roster.id, care)

    done = await _in_turn(request, work)
    if isinstance(done, UsageProblem):
        named = {"path": file.name} if done.code == "roster-unreadable" else {}
        raise WrongError(replace(done, facts={**done.facts, **named}))
    return done


async def write_file(request: Request) -> Response:
    """Write what the file changes that was looked at, if the list is still what it was then."""
    form = await form_of(request)
    held = office_of(request).looked_at
    file = held.get(form.text("tep-so"))
    if file is None:
        return await _list(request, said.ROSTER_FILE_GONE)
    done = await _imported(request, file, Care(seen=form.text("thay")))
    if _is_outdated(done) or done.is_refused:
        return await _looked_at(request, file, has_changed=True)
    held.pop(form.text("tep-so"), None)
    return _written(done)
