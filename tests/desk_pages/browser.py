"""A browser without script: it keeps a cookie, fills in forms, and follows where it is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from cchc_sheets.desk.app import application
from cchc_sheets.desk.guard import Secrets
from cchc_sheets.desk.office import Office
from cchc_sheets.jobs.workspace import Workspace, open_workspace
from tests.desk import PROVINCE

PORT = 8270
ORIGIN = f"http://127.0.0.1:{PORT}"
PERIOD = "2021-Q1"
KY = f"/ky/{PERIOD}"


def office_at(root: Path) -> Office:
    """The office of a workspace."""
    place = open_workspace(root, None)
    assert isinstance(place, Workspace)
    return Office(place, PROVINCE)


@dataclass
class Browser:
    """A client of one desk, let in by its address."""

    office: Office
    secrets: Secrets = field(default_factory=Secrets)
    client: TestClient = field(init=False)

    def __post_init__(self) -> None:
        """Open the desk as its address says."""
        app = application(self.office, PORT, self.secrets)
        self.client = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
        assert self.get(f"/?token={self.secrets.token}").status_code == 200

    def get(self, path: str) -> Response:
        """Ask for a page, and for what it sends on to, until it is there."""
        return self._awaited(self.client.get(path))

    def _awaited(self, answer: Response) -> Response:
        while answer.headers.get("refresh"):
            answer = self.client.get(str(answer.url))
        return answer

    def text(self, path: str) -> str:
        """The text of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-400:])
        return answer.text

    def post(
        self,
        path: str,
        data: Mapping[str, str | list[str]] | None = None,
        files: Iterable[tuple[str, bytes]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a form of the desk, and wait until what it begins is done."""
        sent = {"phieu": self.secrets.form, **(data or {})}
        parts = [("tep", (name, content)) for name, content in files]
        answer = self.client.post(
            path, data=sent, files=parts or None, headers={"Origin": ORIGIN, **(headers or {})}
        )
        return self._awaited(answer)

    def decided(self, path: str, **data: str | list[str]) -> Response:
        """Send the form of a page that asks, with what stands in it already."""
        page = self.text(path)
        hidden = re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)">', page)
        return self.post(path, {**dict(hidden), **data})
