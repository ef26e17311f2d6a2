"""The desk as an application: each address with what answers it, behind the guard."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from cchc_sheets.desk import actions, downloads, pages, roster
from cchc_sheets.desk.guard import Guard, Secrets, TooMuchError
from cchc_sheets.desk.office import Office
from cchc_sheets.desk.reply import (
    STATIC,
    TurnedAwayError,
    WrongError,
    page,
    refused,
    system_text,
    wrong_text,
)

_PERIOD = "/ky/{period}"
_UNIT = _PERIOD + "/don-vi/{code}"
_FILE = _PERIOD + "/tep/{sha256}"
SHOWN = {
    "/": pages.start,
    "/ky-moi": pages.new_period,
    "/viec/{number:int}": pages.work,
    roster.LIST: roster.units,
    roster.LIST + "/tep.xlsx": roster.as_file,
    roster.LIST + "/don-vi/{code}": roster.unit,
    roster.LIST + "/han-gui": roster.office,
    _PERIOD: pages.board,
    _UNIT: pages.unit,
    _PERIOD + "/so-lieu": pages.all_figures,
    _PERIOD + "/so-lieu/{indicator}": pages.figure,
    _PERIOD + "/giao": pages.issuing,
    _PERIOD + "/don-doc": pages.chasing,
    _PERIOD + "/ket-qua": pages.results,
    _UNIT + "/hoi/{what}": actions.ask_about_unit,
    _FILE + "/rut": actions.ask_about_file,
    _PERIOD + "/khoa-so": actions.ask_about_period,
    _PERIOD + "/mo-lai": actions.ask_about_period,
    _FILE: downloads.received,
    _UNIT + "/bieu": downloads.issued,
    _UNIT + "/tra-lai/{which}": downloads.given_back_file,
    _PERIOD + "/bieu.zip": downloads.all_issued,
    _PERIOD + "/tra-lai.zip": downloads.all_given_back,
    _PERIOD + "/don-doc.zip": downloads.all_reminders,
    _PERIOD + "/ket-qua/{number:int}.zip": downloads.all_outputs,
    _PERIOD + "/ket-qua/{number:int}/{name}": downloads.output,
}
"""What is shown or given, by its address: none of it changes anything."""
DONE = {
    _PERIOD + "/nhan": actions.upload,
    _UNIT + "/hoi/{what}": actions.decide_about_unit,
    _UNIT + "/tra-lai": actions.give_back,
    _PERIOD + "/tra-lai": actions.give_back_all,
    _FILE + "/rut": actions.withdraw_file,
    _PERIOD + "/giao": actions.issue,
    _PERIOD + "/tong-hop": actions.merge,
    _PERIOD + "/khoa-so": actions.close,
    _PERIOD + "/mo-lai": actions.reopen,
    roster.LIST + "/tep": roster.look_at_file,
    roster.LIST + "/ghi": roster.write_file,
    roster.LIST + "/don-vi/{code}": roster.save_unit,
    roster.LIST + "/han-gui": roster.save_office,
}
"""What is done, by the address to which a form is sent."""


def application(office: Office, port: int, secrets: Secrets) -> ASGIApp:
    """Return the desk of an office, to be served on a port of this machine."""
    routes = [Route(path, made, methods=["GET"]) for path, made in SHOWN.items()]
    routes += [Route(path, made, methods=["POST"]) for path, made in DONE.items()]
    routes += [Route(path, _static, methods=["GET"]) for path in STATIC]
    app = Starlette(
        routes=routes,
        exception_handlers={
            TurnedAwayError: _turned_away,
            WrongError: _wrong,
            TooMuchError: _too_much,
            OSError: _system,
            pages.BusyError: pages.busy,
            HTTPException: _not_understood,
            Exception: _fault,
        },
    )
    app.state.office, app.state.secrets = office, secrets
    return Guard(app, port, secrets)


async def _static(request: Request) -> Response:
    path, kind = STATIC[request.url.path]
    return Response(path.read_bytes(), 200, {"Cache-Control": "no-cache"}, kind)


async def _turned_away(_request: Request, error: Exception) -> Response:
    code, status = (error.code, error.status) if isinstance(error, TurnedAwayError) else ("", 500)
    return refused(code, status)


async def _wrong(request: Request, error: Exception) -> Response:
    text = wrong_text(error.wrong) if isinstance(error, WrongError) else ""
    return page(request, "trouble.html.jinja", {"problem": text}, status=409)


async def _too_much(_request: Request, _error: Exception) -> Response:
    return refused("too-much", 413)


async def _not_understood(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    return refused("no-page" if status in {404, 405} else "not-understood", status)


async def _system(request: Request, error: Exception) -> Response:
    text = system_text(error) if isinstance(error, OSError) else ""
    return page(request, "trouble.html.jinja", {"problem": text}, status=503)


async def _fault(_request: Request, _error: Exception) -> Response:
    return refused("fault", 500)  # the server writes what happened into its window
