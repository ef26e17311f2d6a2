"""Who may speak with the desk: this machine's browser, which was given the token, and nobody else.

Every request passes here first. The address that opens the desk holds a token; it is exchanged for
a cookie that no script and no other site gets. Requests under another host's name, from another
origin or with too much in them end here, and every answer says what a browser may do with it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cchc_sheets.desk.reply import STATIC, refused

ADDRESS = "127.0.0.1"
MOST_UPLOADED = 256 * 1024 * 1024
"""Bytes of one request that brings files."""
MOST_TYPED = 1024 * 1024
"""Bytes of any other request."""
_SAFE = {"GET", "HEAD"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Secrets:
    """What opens a desk, and what its browser carries afterwards; new each time it is started."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def form(self) -> str:
        """What every form of the desk carries: no other page can know it."""
        return hmac.new(self.session.encode(), b"form", "sha256").hexdigest()


class TooMuchError(Exception):
    """More came in one request than the desk takes, whatever it had said."""


@dataclass
class Guard:
    """Lets through to ``app`` what the desk's own pages ask on the port it serves."""

    app: ASGIApp
    port: int
    secrets: Secrets

    @property
    def cookie(self) -> str:
        """The cookie's name: a browser has one jar for all ports."""
        return f"cchc_desk_{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        answer = self._turned_away(Request(scope))
        counted = _counted(receive, _most(Headers(scope=scope)))
        await (answer or self.app)(scope, counted, _with_headers(send))

    def _turned_away(self, request: Request) -> Response | None:
        """The answer to a request that goes no further."""
        host = request.headers.get("host", "")
        if host not in {f"{ADDRESS}:{self.port}", f"localhost:{self.port}"}:
            return refused("other-host", 421)
        if not _is_from_here(request, host):
            return refused("other-origin", 403)
        if request.method not in {*_SAFE, "POST"}:
            return refused("no-page", 405)
        if int(_digits(request.headers.get("content-length", ""))) > _most(request.headers):
            return refused("too-much", 413)
        if request.url.path in STATIC or _same(
            request.cookies.get(self.cookie, ""), self.secrets.session
        ):
            return None
        return self._opened(request)

    def _opened(self, request: Request) -> Response:
        """The answer to a request without the cookie: the address that opens the desk brings it."""
        token = request.query_params.get("token", "")
        if request.url.path != "/" or not _same(token, self.secrets.token):
            return refused("no-token", 403)
        opened = RedirectResponse("/", 303)
        opened.set_cookie(
            self.cookie, self.secrets.session, path="/", httponly=True, samesite="strict"
        )
        return opened


def _is_from_here(request: Request, host: str) -> bool:
    """Whether no other page asks; a form says of which page it is."""
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return False
    return request.method in _SAFE or request.headers.get("origin", "") == f"http://{host}"


def _same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, without telling by the time how much of them is."""
    return secrets.compare_digest(given.encode(), wanted.encode())


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() else "0"


def _most(headers: Headers) -> int:
    brings_files = headers.get("content-type", "").startswith("multipart/form-data")
    return MOST_UPLOADED if brings_files else MOST_TYPED


def _counted(receive: Receive, most: int) -> Receive:
    """The same as ``receive``, which ends where more comes than was said."""
    came = 0

    async def counting() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise TooMuchError
        return message

    return counting


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    """The same as ``send``, with what every answer says."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
