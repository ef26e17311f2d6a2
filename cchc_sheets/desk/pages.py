"""What the desk shows: nothing that is asked for with GET changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import wait as wait_for
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cchc_sheets.consolidate.headline import beside_earlier
from cchc_sheets.desk.board import board_of
from cchc_sheets.desk.figures import figure_page
from cchc_sheets.desk.office import Office, View, today
from cchc_sheets.desk.reply import TurnedAwayError, WrongError, office_of, page
from cchc_sheets.desk.tasks import PATIENCE
from cchc_sheets.desk.unit import unit_page
from cchc_sheets.jobs.receive import waiting
from cchc_sheets.model import Period, Received, Unit, UnitState
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.page import figures, units
from cchc_sheets.report.papers import is_draft
from cchc_sheets.report.remind import chased_texts
from cchc_sheets.report.status import unit_states
from cchc_sheets.words import desk_page as said

PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "Y")
"""The periods that are offered; a month is typed into the address."""


class BusyError(Exception):
    """A period is being looked at, and a page should say so meanwhile."""


def period_of(request: Request) -> Period:
    """Return the period that an address names; raises where it is none."""
    period = Period.parse(request.path_params["period"])
    if period is None:
        raise TurnedAwayError("no-page", 404)
    return period


async def view_of(request: Request) -> View:
    """Return the period that an address names, as it is known now."""
    period = period_of(request)
    looking = office_of(request).look(period)
    if request.method == "GET":  # a form was sent from a page that was there
        ended, _ = await run_in_threadpool(wait_for, [looking], PATIENCE)
        if not ended:
            raise BusyError
    view = await asyncio.wrap_future(looking)
    if not isinstance(view, View):
        raise WrongError(view)
    return view


def unit_of(request: Request, view: View) -> Unit:
    """Return the unit that an address names; raises where it does not report in the period."""
    code = request.path_params["code"]
    unit = next((each for each in view.merged.consolidation.expected if each.code == code), None)
    if unit is None:
        raise TurnedAwayError("no-page", 404)
    return unit


def file_of(request: Request, view: View) -> Received:
    """Return the received file that an address names by its hash; raises where there is none."""
    sha256 = request.path_params["sha256"]
    merged = view.merged
    files = [each.file for each in merged.outcomes if each.file]
    files += [*merged.rejected, *merged.doubles, *(each.file for each in merged.set_aside)]
    file = next((each for each in files if each.sha256 and each.sha256 == sha256), None)
    if file is None:
        raise TurnedAwayError("no-page", 404)
    return file


async def busy(request: Request, _error: Exception) -> Response:
    """Say how far a period that is asked for is read, and ask again."""
    done, total = office_of(request).progress
    return _working(request, "Đọc các tệp đã nhận", done, total)


def _working(request: Request, title: str, done: int, total: int) -> Response:
    facts = {"title": title, "count": done, "total": total, "address": request.url.path}
    return page(request, "working.html.jinja", facts, headers={"Refresh": "1"})


async def start(request: Request) -> Response:
    """Go to the last period of which anything is known, or to where one is begun."""
    periods = await run_in_threadpool(office_of(request).periods)
    if not isinstance(periods, list):
        raise WrongError(periods)
    return RedirectResponse(f"/ky/{periods[-1]}" if periods else "/ky-moi", 303)


async def new_period(request: Request) -> Response:
    """Ask which period is to be begun, or go to the one that was chosen."""
    asked = f"{request.query_params.get('nam', '')}-{request.query_params.get('phan', '')}"
    period = Period.parse(asked)
    if period is not None:
        return RedirectResponse(f"/ky/{period}/giao", 303)
    office = office_of(request)
    chosen, known = await run_in_threadpool(office.roster), await run_in_threadpool(office.periods)
    if not isinstance(chosen, tuple):
        raise WrongError(chosen)
    if not isinstance(known, list):
        raise WrongError(known)
    year, part = _following(known)
    parts = [(part, Period(year, part).label.replace(f" năm {year}", "")) for part in PARTS]
    parts = [(part, label.replace(f" {year}", "")) for part, label in parts]
    facts = {"roster": chosen[1], "known": known, "parts": parts, "year": year, "part": part}
    return page(request, "new-period.html.jinja", facts)


def _following(known: Iterable[Period]) -> tuple[int, str]:
    """Return the quarter after the last one there is, or this one, as its year and part."""
    last = max((each for each in known if each.part.startswith("Q")), default=None)
    day = today()
    count = last.year * 4 + int(last.part[1]) if last else day.year * 4 + (day.month - 1) // 3
    return count // 4, f"Q{count % 4 + 1}"


async def board(request: Request) -> Response:
    """Show a period: how far it is, and every unit."""
    view, query = await view_of(request), request.query_params
    only, words = query.get("loc", ""), query.get("tim", "")
    made = board_of(view, today(), only=only, words=words)
    office = office_of(request)
    facts = {
        "view": view,
        "board": made,
        "only": only,
        "searched": words,
        "waiting": await run_in_threadpool(waiting, office.workspace),
        "counted": len(view.merged.accepted),
        "version": version_line(view),
        "is_issued": any(each.kind is EventKind.ISSUED for each in view.events),
    }
    return page(request, "board.html.jinja", facts)


def version_line(view: View) -> Mapping[str, Any] | None:
    """Return the last version of a period: its number, when it was made, of how many units."""
    versions = view.state.versions
    if not versions:
        return None
    made = [each for each in view.events if each.kind is EventKind.MERGED]
    return {"number": versions[-1].number, "at": made[-1].at, "units": len(versions[-1].files)}


async def unit(request: Request) -> Response:
    """Show a unit: what was found, what it answered, what it sent."""
    view = await view_of(request)
    own = unit_of(request, view)
    made = unit_page(view, own)
    statuses = unit_states(view.merged, today())
    status = next(each for each in statuses if each.unit == own)
    open_ = [each.unit for each in statuses if each.outcome.state is UnitState.TO_REVIEW]
    following = [each for each in open_ if each != own]
    facts = {
        "view": view,
        "page": made,
        "status": status,
        "status_word": said.state(status.outcome),
        "next": following[0] if following else None,
        "level": view.definitions.catalogue.unit_type(own.type).label,
        "given": given_back(view).get(own.code),
    }
    return page(request, "unit.html.jinja", facts)


def given_back(view: View) -> dict[str, Event]:
    """Return the last workbook that was made to be returned, by the unit's code."""
    return {each.unit: each for each in view.events if each.kind is EventKind.RETURNED}


async def all_figures(request: Request) -> Response:
    """Show the province's annex with coverage, change and what is to be asked."""
    view = await view_of(request)
    merged = await run_in_threadpool(office_of(request).closed, view)
    made, catalogue = merged.consolidation, view.definitions.catalogue
    annex = annex_for(view.definitions, made)
    beside = await run_in_threadpool(beside_earlier, view.definitions, merged)
    facts = {
        "view": view,
        "merged": merged,
        "made": made,
        "annex": annex,
        "is_draft": is_draft(merged, annex),
        "has_earlier": beside.knows_earlier,
        "heads": tuple(catalogue.unit_type(key).label for key in annex.columns),
        "lines": tuple(figures.annex_lines(beside, annex, catalogue)),
        "counts": units.counts_of(merged),
        "questions": units.questions(merged),
        "questions_shown": units.QUESTIONS_SHOWN,
        "absent": [e for e in unit_states(merged, today()) if not e.outcome.state.counts],
        "figures_at": f"/ky/{view.period}/so-lieu/",
    }
    return page(request, "figures.html.jinja", facts)


async def figure(request: Request) -> Response:
    """Show of which units, cells and files a figure is made."""
    view = await view_of(request)
    merged = await run_in_threadpool(office_of(request).closed, view)
    found = merged.consolidation.figure(request.path_params["indicator"])
    if found is None:
        raise TurnedAwayError("no-page", 404)
    statuses = unit_states(merged, today())
    made = await run_in_threadpool(figure_page, view.definitions, merged, found, statuses)
    return page(request, "figure.html.jinja", {"view": view, "page": made, "merged": merged})


async def issuing(request: Request) -> Response:
    """Show the units of a period, to choose whom to issue a workbook to."""
    view = await view_of(request)
    return page(request, "issuing.html.jinja", issuing_facts(view))


def issuing_facts(view: View, problem: str = "") -> Mapping[str, Any]:
    """Return what fills the page on which units are chosen."""
    catalogue = view.definitions.catalogue
    expected = view.merged.consolidation.expected
    levels = [
        (each.label, each.key, own)
        for each in catalogue.unit_types
        if (own := [unit for unit in expected if unit.type == each.key])
    ]
    issued = {e.unit: e.at for e in view.events if e.kind is EventKind.ISSUED}
    if not levels:
        problem = said.problem("no-units", {})
    return {"view": view, "levels": levels, "issued": issued, "problem": problem}


async def chasing(request: Request) -> Response:
    """Show the texts by which units are chased."""
    view = await view_of(request)
    texts = chased_texts(view.merged, today())
    facts = {
        "view": view,
        "texts": texts,
        "title": said.chased(each.outcome.state for each, _ in texts),
    }
    return page(request, "chasing.html.jinja", facts)


async def results(request: Request) -> Response:
    """Show the versions of a period, with their files."""
    view = await view_of(request)
    made = {e.facts["version"]: e for e in view.events if e.kind is EventKind.MERGED}
    closed = {e.facts["version"]: e for e in view.events if e.kind is EventKind.CLOSED}
    versions = [
        {
            "number": each.number,
            "at": said.at(made[str(each.number)].at),
            "units": len(each.files),
            "outputs": tuple(each.outputs),
            "closed": closed.get(str(each.number)),
        }
        for each in reversed(view.state.versions)
    ]
    facts = {
        "view": view,
        "versions": versions,
        "counted": len(view.merged.accepted),
        "version": version_line(view),
        "turns": [
            (said.at(e.at), said.happened(e), e.reason)
            for e in reversed(view.events)
            if e.kind in {EventKind.CLOSED, EventKind.REOPENED}
        ],
    }
    return page(request, "results.html.jinja", facts)


async def work(request: Request) -> Response:
    """Show how far a piece of work is, and in the end what it came to."""
    office: Office = office_of(request)
    task = office.tasks.find(request.path_params["number"])
    if task is None:
        raise TurnedAwayError("no-page", 404)
    finished = await run_in_threadpool(task.wait)
    if finished is None:
        return _working(request, task.title, task.done, task.total)
    view = await run_in_threadpool(office.view, Period.parse(task.period) or Period(2000, "Y"))
    facts = {"view": view if isinstance(view, View) else None, "task": task, **finished.facts}
    return page(request, finished.template, facts)
