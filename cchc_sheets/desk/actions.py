"""What the desk does: a form of its own is read, one job is called, its result becomes a page."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cchc_sheets.desk.form import Sent, form_of
from cchc_sheets.desk.office import View
from cchc_sheets.desk.outcomes import arrived_lines
from cchc_sheets.desk.pages import file_of, issuing_facts, period_of, unit_of, version_line, view_of
from cchc_sheets.desk.reply import TurnedAwayError, office_of, page, system_text, wrong_text
from cchc_sheets.desk.tasks import Finished
from cchc_sheets.desk.unit import unit_page
from cchc_sheets.jobs.closing import PeriodCall
from cchc_sheets.jobs.closing import close as close_period
from cchc_sheets.jobs.closing import reopen as reopen_period
from cchc_sheets.jobs.decide import Decided, decide
from cchc_sheets.jobs.files import Tick
from cchc_sheets.jobs.give_back import ReturnCall, return_units
from cchc_sheets.jobs.issue import GenerateCall, generate
from cchc_sheets.jobs.merge import Done, MergeCall
from cchc_sheets.jobs.merge import merge as merge_period
from cchc_sheets.jobs.receive import receive, safe_name
from cchc_sheets.model import Period, UnitState, UsageProblem
from cchc_sheets.model.decision import Decision
from cchc_sheets.model.event import EventKind
from cchc_sheets.words.returned import NOT_RETURNED, WHY_NOT

DECISIONS = {
    "nhan": EventKind.ACCEPTED,
    "nhan-kem-ly-do": EventKind.ACCEPTED,
    "loai-ra": EventKind.EXCLUDED,
    "nhap-thay": EventKind.ENTERED,
}
"""What can be decided about a unit, by the word in its address."""


def _begin(
    request: Request, period: Period, title: str, work: Callable[[Tick], Finished]
) -> Response:
    """Begin work of which a page says how far it is; whatever ends it becomes a page as well."""

    def guarded(tick: Tick) -> Finished:
        try:
            return work(tick)
        except OSError as error:
            return _failed(system_text(error))
        except Exception:  # noqa: BLE001 - whatever a job raises, the desk goes on
            traceback.print_exc(file=sys.stderr)
            return Finished("fault.html.jinja", {})

    task = office_of(request).tasks.start(str(period), title, guarded)
    return RedirectResponse(f"/viec/{task.number}", 303)


def _failed(text: str) -> Finished:
    return Finished("trouble.html.jinja", {"problem": text})


# ------------------------------------------------------------------------------------- receiving


async def upload(request: Request) -> Response:
    """Receive the files that came, or, where none did, those that lie in the inbox."""
    view, form = await view_of(request), await form_of(request)
    office, period = office_of(request), view.period

    def work(tick: Tick) -> Finished:
        arrived = receive(office.workspace, view.definitions, form.files, tick)
        if isinstance(arrived, UsageProblem):
            return _failed(wrong_text(arrived))
        after = office.view(period)
        if not isinstance(after, View):
            return _failed(wrong_text(after))
        return Finished("arrived.html.jinja", {"lines": tuple(arrived_lines(arrived, after))})

    return _begin(request, period, "Nhận và soát tệp", work)


# ------------------------------------------------------------------------------------- deciding


@dataclass(frozen=True, slots=True)
class Asked:
    """A question before something is done, with what somebody typed into it already."""

    what: str
    reason: str = ""
    problem: str = ""
    has_changed: bool = False


async def ask_about_unit(request: Request) -> Response:
    """Ask before a decision about a unit is recorded."""
    view = await view_of(request)
    what = request.path_params["what"]
    if what not in DECISIONS:
        raise TurnedAwayError("no-page", 404)
    return _unit_question(request, view, Asked(what))


def _unit_question(request: Request, view: View, asked: Asked) -> Response:
    made = unit_page(view, unit_of(request, view))
    if made.file is None and asked.what in {"nhan", "nhan-kem-ly-do"}:
        raise TurnedAwayError("no-page", 404)
    facts = {"view": view, "page": made, "asked": asked}
    return page(request, "ask-unit.html.jinja", facts, status=409 if asked.problem else 200)


async def decide_about_unit(request: Request) -> Response:
    """Record a decision about a unit, made on what its page showed."""
    view, form = await view_of(request), await form_of(request)
    what = request.path_params["what"]
    if what not in DECISIONS:
        raise TurnedAwayError("no-page", 404)
    unit, reason = unit_of(request, view), form.text("ly-do")
    asked = Asked(what, reason)
    if form.text("thay") != str(view.seen):
        return _unit_question(request, view, Asked(what, reason, has_changed=True))
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder:
        decision = Decision(
            DECISIONS[what],
            "" if what == "nhan" else reason,
            unit.code,
            sha256=form.text("tep-so") if DECISIONS[what] is EventKind.ACCEPTED else "",
            without=form.fields.get("bo-qua", ()),
            values=_entered(form, Path(folder)) if what == "nhap-thay" else None,
            period=str(view.period),
            province=view.roster.id,
        )
        if what == "nhan-kem-ly-do" and not reason:
            problem = wrong_text(UsageProblem("reason-needed"))
        else:
            problem = await _decided(request, view, decision)
    if problem:
        return _unit_question(request, view, Asked(what, asked.reason, problem))
    return RedirectResponse(f"/ky/{view.period}/don-vi/{unit.code}?da={what}", 303)


def _entered(form: Sent, folder: Path) -> Path | None:
    """The file with figures, written where nobody else looks."""
    file = next(iter(form.files), None)
    if file is None:
        return None
    path = folder / safe_name(file.name)
    path.write_bytes(file.content)
    return path


async def _decided(request: Request, view: View, decision: Decision) -> str:
    """Record a decision in turn with all other work; return why it was not, or nothing."""
    office = office_of(request)

    def work() -> Decided | UsageProblem | str:
        try:
            return decide(office.workspace, view.definitions, decision)
        except OSError as error:
            return system_text(error)

    done = await asyncio.wrap_future(office.tasks.do(work))
    if isinstance(done, UsageProblem):
        return wrong_text(done)
    return done if isinstance(done, str) else ""


async def ask_about_file(request: Request) -> Response:
    """Ask before a file is no longer counted."""
    view = await view_of(request)
    return _file_question(request, view, Asked("rut"))


def _file_question(request: Request, view: View, asked: Asked) -> Response:
    facts = {"view": view, "file": file_of(request, view), "asked": asked}
    return page(request, "ask-file.html.jinja", facts, status=409 if asked.problem else 200)


async def withdraw_file(request: Request) -> Response:
    """Record that a file does not count."""
    view, form = await view_of(request), await form_of(request)
    file, reason = file_of(request, view), form.text("ly-do")
    if form.text("thay") != str(view.seen):
        return _file_question(request, view, Asked("rut", reason, has_changed=True))
    decision = Decision(
        EventKind.WITHDRAWN,
        reason,
        sha256=file.sha256,
        period=str(view.period),
        province=view.roster.id,
    )
    problem = await _decided(request, view, decision)
    if problem:
        return _file_question(request, view, Asked("rut", reason, problem))
    back = f"/ky/{view.period}" + (f"/don-vi/{file.unit.code}" if file.unit else "")
    return RedirectResponse(f"{back}?da=rut", 303)


# ---------------------------------------------------------------------------------- giving back


async def give_back(request: Request) -> Response:
    """Make the workbook and the letter for one unit that is to correct its report."""
    view, _ = await view_of(request), await form_of(request)
    unit = unit_of(request, view)
    return _returning(request, view, (unit.code,))


async def give_back_all(request: Request) -> Response:
    """Make them for all units whose last report has errors."""
    view, _ = await view_of(request), await form_of(request)
    return _returning(request, view, ())


def _returning(request: Request, view: View, codes: tuple[str, ...]) -> Response:
    office = office_of(request)

    def work(tick: Tick) -> Finished:
        call = ReturnCall(codes, str(view.period), view.roster.id)
        given = return_units(office.workspace, view.definitions, call, tick)
        if isinstance(given, UsageProblem):
            return _failed(wrong_text(given))
        lines: list[Mapping[str, Any]] = []
        for unit, made in given:
            if isinstance(made, Path):
                letter = made.with_suffix(".txt").read_text("utf-8-sig")
                lines.append({"unit": unit, "letter": letter, "why": ""})
            else:
                why = NOT_RETURNED.vi.format(why=WHY_NOT[made.code].vi)
                lines.append({"unit": unit, "letter": "", "why": why})
        return Finished("returned.html.jinja", {"lines": lines})

    return _begin(request, view.period, "Lập biểu trả lại", work)


# --------------------------------------------------------------------------------------- issuing


async def issue(request: Request) -> Response:
    """Issue workbooks to the units that were chosen."""
    view, form = await view_of(request), await form_of(request)
    known = {unit.code for unit in view.merged.consolidation.expected}
    codes = tuple(code for code in form.fields.get("don-vi", ()) if code in known)
    if not codes:
        problem = "Chưa chọn đơn vị nào."
        return page(request, "issuing.html.jinja", issuing_facts(view, problem), status=409)
    office = office_of(request)

    def work(tick: Tick) -> Finished:
        call = GenerateCall(str(view.period), view.roster.id, codes)
        made = generate(office.workspace, view.definitions, call, tick)
        if isinstance(made, UsageProblem):
            return _failed(wrong_text(made))
        facts = {
            "units": made.order.units,
            "files": len(made.files),
            "aside": len(made.set_aside),
            "all": set(codes) == known,
        }
        return Finished("issued.html.jinja", facts)

    return _begin(request, view.period, "Giao biểu", work)


# --------------------------------------------------------------------------- merging and closing


async def merge(request: Request) -> Response:
    """Consolidate what was received, and keep the outputs as a version."""
    view, _ = await view_of(request), await form_of(request)
    office = office_of(request)

    def work(tick: Tick) -> Finished:
        call = MergeCall(None, view.roster.id, str(view.period))
        (office.workspace.root / "inbox").mkdir(exist_ok=True)
        done = merge_period(office.workspace, view.definitions, call, tick)
        return _merged(done)

    return _begin(request, view.period, "Tổng hợp", work)


def _merged(done: Done | UsageProblem) -> Finished:
    if isinstance(done, UsageProblem):
        return _failed(wrong_text(done))
    merged, version = done.merged, done.published.version
    states = [outcome.state for outcome in merged.outcomes]
    facts = {
        "merged": merged,
        "number": version.number if version else 0,
        "outputs": tuple(done.published.outputs),
        "moved": len(done.published.moved),
        "changes": [each for each in done.changes if not each.unit],
        "to_review": states.count(UnitState.TO_REVIEW),
        "returned": states.count(UnitState.RETURNED),
        "closing": merged.standing.closing if merged.standing else 0,
    }
    return Finished("merged.html.jinja", facts)


async def ask_about_period(request: Request) -> Response:
    """Ask before a period is closed or opened again."""
    return _period_question(request, await view_of(request), Asked(_turn(request)))


def _turn(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _period_question(request: Request, view: View, asked: Asked) -> Response:
    states = [outcome.state for outcome in view.merged.outcomes if outcome.unit]
    facts = {
        "view": view,
        "asked": asked,
        "version": version_line(view),
        "counted": len(view.merged.accepted),
        "expected": len(view.merged.consolidation.expected),
        "to_review": states.count(UnitState.TO_REVIEW),
        "returned": states.count(UnitState.RETURNED),
    }
    return page(request, "ask-period.html.jinja", facts, status=409 if asked.problem else 200)


async def close(request: Request) -> Response:
    """Close a period: its figures become final."""
    view, form = await view_of(request), await form_of(request)
    reason = form.text("ly-do")
    if form.text("thay") != str(view.seen):
        return _period_question(request, view, Asked("khoa-so", reason, has_changed=True))
    office = office_of(request)

    def work(tick: Tick) -> Finished:
        call = PeriodCall(str(view.period), view.roster.id, reason)
        return _merged(close_period(office.workspace, view.definitions, call, tick))

    return _begin(request, view.period, "Khóa sổ", work)


async def reopen(request: Request) -> Response:
    """Open a closed period again, for a reason."""
    view, form = await view_of(request), await form_of(request)
    reason = form.text("ly-do")
    if form.text("thay") != str(view.seen):
        return _period_question(request, view, Asked("mo-lai", reason, has_changed=True))
    office = office_of(request)

    def work() -> Period | UsageProblem | str:
        call = PeriodCall(str(period_of(request)), view.roster.id, reason)
        try:
            return reopen_period(office.workspace, view.definitions, call)
        except OSError as error:
            return system_text(error)

    done = await asyncio.wrap_future(office.tasks.do(work))
    if isinstance(done, Period):
        return RedirectResponse(f"/ky/{view.period}/ket-qua?da=mo-lai", 303)
    problem = done if isinstance(done, str) else wrong_text(done)
    return _period_question(request, view, Asked("mo-lai", reason, problem))
