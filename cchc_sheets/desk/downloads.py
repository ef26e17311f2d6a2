"""Files that people take from the desk: each is looked up in the record, never by a path."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from cchc_sheets.desk.office import View, today
from cchc_sheets.desk.pages import file_of, given_back, unit_of, view_of
from cchc_sheets.desk.reply import TurnedAwayError, download, office_of
from cchc_sheets.jobs.give_back import RETURNED
from cchc_sheets.jobs.merge import PAGE
from cchc_sheets.jobs.workspace import GENERATED, Workspace
from cchc_sheets.model import UnitState
from cchc_sheets.model.event import EventKind
from cchc_sheets.record.archive import path_of
from cchc_sheets.record.versions import Version
from cchc_sheets.report.remind import reminders

_TIME = (2020, 1, 1, 0, 0, 0)


async def received(request: Request) -> Response:
    """Give the bytes of a received file, as they came."""
    file = file_of(request, await view_of(request))
    path = path_of(office_of(request).workspace.state, file.sha256)
    return download(await _bytes_of(path), Path(file.path).name)


async def issued(request: Request) -> Response:
    """Give the workbook of one unit, or a .zip where it has several."""
    view = await view_of(request)
    unit = unit_of(request, view)
    files = await run_in_threadpool(_issued, office_of(request).workspace, view, {unit.code})
    if len(files) == 1:
        ((name, content),) = files.items()
        return download(content, name)
    return _zipped(files, f"CCHC_{view.period}_{unit.code}.zip")


async def all_issued(request: Request) -> Response:
    """Give the workbooks of all units, or of those that the address names, as a .zip."""
    view = await view_of(request)
    codes = set(request.query_params.getlist("don-vi"))
    files = await run_in_threadpool(_issued, office_of(request).workspace, view, codes)
    return _zipped(files, f"CCHC_{view.period}.zip")


def _issued(workspace: Workspace, view: View, codes: set[str]) -> dict[str, bytes]:
    """The workbooks as they lie in the folder, of the units named or, for none, of all."""
    folder = workspace.root / GENERATED / view.roster.id / str(view.period)
    names = {
        event.name: event
        for event in view.events
        if event.kind is EventKind.ISSUED and (not codes or event.unit in codes)
    }
    return _existing(folder, names)


async def given_back_file(request: Request) -> Response:
    """Give the workbook that was made to be returned to a unit, or its letter."""
    view = await view_of(request)
    event = given_back(view).get(unit_of(request, view).code)
    if event is None:
        raise TurnedAwayError("no-page", 404)
    path = _returned_folder(office_of(request).workspace, view) / Path(event.name).name
    path = path.with_suffix(".txt") if request.path_params["which"] == "thu" else path
    return download(await _bytes_of(path), path.name)


async def all_given_back(request: Request) -> Response:
    """Give all workbooks and letters of units that are returned now, as a .zip."""
    view = await view_of(request)
    states = {o.unit.code: o.state for o in view.merged.outcomes if o.unit}
    names = [
        Path(event.name).name
        for code, event in given_back(view).items()
        if states.get(code) is UnitState.RETURNED
    ]
    letters = [str(Path(name).with_suffix(".txt")) for name in names]
    folder = _returned_folder(office_of(request).workspace, view)
    files = await run_in_threadpool(_existing, folder, [*names, *letters])
    return _zipped(files, f"tra-lai_{view.period}.zip")


def _returned_folder(workspace: Workspace, view: View) -> Path:
    return workspace.root / RETURNED / view.roster.id / str(view.period)


async def output(request: Request) -> Response:
    """Give a file of a version; the page with the figures is shown, and can do nothing here."""
    view = await view_of(request)
    version, name = _version(request, view), request.path_params["name"]
    if name not in version.outputs:
        raise TurnedAwayError("no-page", 404)
    content = await _bytes_of(version.folder(office_of(request).workspace.state) / name)
    if name == PAGE and "xem" in request.query_params:
        # Its own policy allows its own style and script by their hashes; here it has no origin.
        headers = {
            "Content-Security-Policy": "sandbox allow-scripts allow-modals",
            # A browser refuses a page that is both boxed in and of a group of its own.
            "Cross-Origin-Opener-Policy": "unsafe-none",
        }
        return Response(content, 200, headers, "text/html; charset=utf-8")
    return download(content, name)


async def all_outputs(request: Request) -> Response:
    """Give all files of a version as a .zip."""
    view = await view_of(request)
    version = _version(request, view)
    folder = version.folder(office_of(request).workspace.state)
    files = await run_in_threadpool(_existing, folder, version.outputs)
    return _zipped(files, f"{view.roster.id}_{view.period}_ban-{version.number}.zip")


def _version(request: Request, view: View) -> Version:
    number = request.path_params["number"]
    found = next((each for each in view.state.versions if each.number == number), None)
    if found is None:
        raise TurnedAwayError("no-page", 404)
    return found


async def all_reminders(request: Request) -> Response:
    """Give the texts, letters and table by which units are chased, as a .zip."""
    view = await view_of(request)
    files = await run_in_threadpool(reminders, view.merged, today())
    return _zipped(files, f"don-doc_{view.period}.zip")


async def _bytes_of(path: Path) -> bytes:
    try:
        return await run_in_threadpool(path.read_bytes)
    except FileNotFoundError:
        raise TurnedAwayError("no-page", 404) from None


def _existing(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The files of a folder with these names, as far as they are there."""
    paths = (folder / Path(name).name for name in names)
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def _zipped(files: Mapping[str, bytes], name: str) -> Response:
    if not files:
        raise TurnedAwayError("no-page", 404)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(zipfile.ZipInfo(each, _TIME), content, zipfile.ZIP_DEFLATED)
    return download(stream.getvalue(), name)
