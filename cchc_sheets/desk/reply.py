"""Pages → answers: the templates and what all of them use, files to download, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cchc_sheets.desk.board import step_words
from cchc_sheets.desk.office import Office, View, Wrong
from cchc_sheets.model import Fact, UsageProblem
from cchc_sheets.report import page as report
from cchc_sheets.report.definitions import problem_line
from cchc_sheets.words import desk_page as said
from cchc_sheets.words import report_page
from cchc_sheets.words.usage import io_reason, usage

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent / "templates"
_REPORT = Path(report.__file__).parent
STATIC: Mapping[str, tuple[Path, str]] = {
    "/tinh/report.css": (_REPORT / "style.css", "text/css"),
    "/tinh/desk.css": (_HERE / "desk.css", "text/css"),
    "/tinh/desk.js": (_HERE / "desk.js", "text/javascript"),
    "/tinh/annex.js": (_REPORT / "annex.js", "text/javascript"),
    "/tinh/icon.svg": (_HERE / "icon.svg", "image/svg+xml"),
}
"""The files that pages are dressed with, by their address; nothing else of a folder is served."""


class TurnedAwayError(Exception):
    """A request that is not answered; the code is one of ``words.desk_page.TURNED_AWAY``."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code, self.status = code, status


class WrongError(Exception):
    """What was asked cannot be done: wrong usage, or definitions that cannot be used."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__()
        self.wrong = wrong


@cache
def _templates() -> Environment:
    """The desk's templates, and those of the report of which it shows parts."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([_HERE, _REPORT]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"said": report_page, "words": said, "steps": step_words()}
    return made


def office_of(request: Request) -> Office:
    """Return the office that the desk stands in."""
    office: Office = request.app.state.office
    return office


def page(
    request: Request,
    template: str,
    facts: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a page; ``facts`` fill its template, and ``view`` among them gives it its head."""
    view = facts.get("view")
    office = office_of(request)
    periods = office.periods() if isinstance(view, View) else []
    shell = {
        "view": None,
        "form_token": request.app.state.secrets.form,
        "done": said.DONE.get(request.query_params.get("da", ""), ""),
        "around": _around(view, periods) if isinstance(view, View) else None,
    }
    text = _templates().get_template(template).render({**shell, **facts})
    return HTMLResponse(_sound(text), status, headers)


def _around(view: View, periods: object) -> dict[str, Any]:
    """The period before and after among those that anything is known of."""
    known = [each for each in periods if each != view.period] if isinstance(periods, list) else []
    before = [each for each in known if each < view.period]
    after = [each for each in known if each > view.period]
    return {"before": before[-1] if before else None, "after": after[0] if after else None}


def wrong_text(wrong: Wrong) -> str:
    """Return what cannot be done and what to do, or the first thing wrong with the definitions."""
    if isinstance(wrong, UsageProblem):
        return said.problem(wrong.code, wrong.facts)
    return problem_line(wrong[0], "vi") if wrong else ""


def system_text(error: OSError) -> str:
    """Return why the system refused to read or write, and which file by its name alone."""
    name = Path(str(error.filename or "")).name
    facts: dict[str, Fact] = {"path": name, "error": io_reason(error)}
    return usage("io", facts, "vi")


def refused(code: str, status: int) -> Response:
    """Return the page that says why a request is not answered."""
    title, text = said.TURNED_AWAY[code]
    made = _templates().get_template("refused.html.jinja").render(title=title, text=text)
    return HTMLResponse(made, status)


def download(content: bytes, name: str) -> Response:
    """Return a file to be kept, which no browser opens as a page, under its name."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, 200, headers, "application/octet-stream")


def _sound(text: str) -> str:
    """The text without halves of characters, which a broken file may bring."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
