"""A request → the form that came with it, if it is one of the desk's own."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from cchc_sheets.desk.reply import TurnedAwayError
from cchc_sheets.jobs.receive import NewFile

MOST_FILES = 500
"""Of one request."""
MOST_FIELDS = 2000
MOST_OF_A_FIELD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came: what was typed and chosen in it, by name, and the files."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[NewFile, ...] = ()

    def text(self, name: str) -> str:
        """Return what was typed, without spaces around it."""
        return next(iter(self.fields.get(name, ())), "").strip()


async def form_of(request: Request) -> Sent:
    """Return the form that came, if it is one that this desk made; raises otherwise."""
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_OF_A_FIELD
    ) as form:
        fields: dict[str, tuple[str, ...]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = (*fields.get(name, ()), value)
        sent = Sent(fields)
        if not hmac.compare_digest(
            sent.text("phieu").encode(), request.app.state.secrets.form.encode()
        ):
            raise TurnedAwayError("old-form", 403)
        parts = [part for part in form.getlist("tep") if isinstance(part, UploadFile)]
        files = [NewFile(part.filename, await part.read()) for part in parts if part.filename]
        return Sent(fields, tuple(files))
