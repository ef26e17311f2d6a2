"""The desk attacked as a web page: nothing gets in or out but by its own pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from cchc_sheets.decode import limits
from cchc_sheets.desk import guard
from cchc_sheets.desk.app import DONE, SHOWN, application
from cchc_sheets.desk.guard import Secrets
from cchc_sheets.desk.office import View
from cchc_sheets.desk.reply import STATIC
from cchc_sheets.model import Period
from cchc_sheets.model.event import Event, EventKind
from tests.desk_pages.browser import KY, ORIGIN, PORT, Browser, office_at
from tests.desk_pages.conftest import SOUND

PAGES = [
    "/",
    "/ky-moi",
    KY,
    f"{KY}/don-vi/{SOUND}",
    f"{KY}/so-lieu",
    f"{KY}/giao",
    f"{KY}/bieu.zip",
    f"{KY}/ket-qua",
    "/danh-sach",
    "/danh-sach/tep.xlsx",
]


def events(browser: Browser) -> tuple[Event, ...]:
    view = browser.office.view(Period(2021, "Q1"))
    assert isinstance(view, View)
    return view.events


def received_as(browser: Browser) -> str:
    """The hash of the one report that came."""
    (event,) = (each for each in events(browser) if each.kind is EventKind.CHECKED)
    return event.sha256


def files_of(root: Path) -> dict[str, bytes]:
    """All that lies in a workspace, but for the database that is open."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "record.db" not in path.name
    }


@pytest.mark.parametrize("path", PAGES)
def test_without_the_token_nothing_is_shown(root: Path, path: str) -> None:
    stranger = TestClient(application(office_at(root), PORT, Secrets()), base_url=ORIGIN)
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert "Sóc Trăng" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["", "a", "ồ", "a" * 43])
def test_a_wrong_token_opens_nothing(root: Path, token: str) -> None:
    stranger = TestClient(application(office_at(root), PORT, Secrets()), base_url=ORIGIN)
    answer = stranger.get("/", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_opens_only_the_first_page_and_leaves_the_address(root: Path) -> None:
    secrets = Secrets()
    client = TestClient(
        application(office_at(root), PORT, secrets), base_url=ORIGIN, follow_redirects=False
    )
    assert client.get(f"{KY}?token={secrets.token}").status_code == 403
    answer = client.get(f"/?token={secrets.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert secrets.token not in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"[::1]:{PORT}"]
)
def test_under_another_name_it_does_not_answer(browser: Browser, host: str) -> None:
    """A name of somebody else's that leads to this machine gives a page no way in."""
    answer = browser.client.get(KY, headers={"Host": host})
    assert answer.status_code == 421
    assert "Sóc Trăng" not in answer.text


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", "http://127.0.0.1:1", f"https://127.0.0.1:{PORT}"],
)
def test_a_form_of_another_origin_does_nothing(browser: Browser, origin: str) -> None:
    before = events(browser)
    answer = browser.post(f"{KY}/tong-hop", headers={"Origin": origin})
    assert answer.status_code == 403
    assert events(browser) == before


def test_a_form_that_does_not_say_where_it_is_from_does_nothing(browser: Browser) -> None:
    answer = browser.client.post(f"{KY}/tong-hop", data={"phieu": browser.secrets.form})
    assert answer.status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_cannot_even_ask(browser: Browser, site: str) -> None:
    """A page on another port of this machine has the cookie sent along with what it asks."""
    answer = browser.client.get(f"{KY}/bieu.zip", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


@pytest.mark.parametrize("route", DONE)
def test_every_form_needs_its_own_mark(browser: Browser, route: str) -> None:
    path = route.format(period="2021-Q1", code=SOUND, what="loai-ra", sha256="0" * 64)
    before = events(browser)
    for mark in ("", "0" * 64, browser.secrets.session):
        answer = browser.post(path, {"phieu": mark, "ly-do": "x", "thay": str(before[-1].number)})
        assert answer.status_code == 403, path
    assert events(browser) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_is_answered(browser: Browser, method: str) -> None:
    answer = browser.client.request(method, KY, headers={"Origin": ORIGIN})
    assert answer.status_code == 405


def test_nothing_is_done_by_get(browser: Browser, root: Path, reports: Mapping[str, bytes]) -> None:
    browser.post(f"{KY}/nhan", files=[("a.xlsx", reports[SOUND])])
    browser.post(f"{KY}/tong-hop")
    sha256 = received_as(browser)
    known, lying = events(browser), files_of(root)
    for route in (*SHOWN, *DONE):
        path = route.replace("{number:int}", "1").format(
            period="2021-Q1",
            code=SOUND,
            what="loai-ra",
            which="bieu",
            sha256=sha256,
            indicator="staff_quota",
            name="report.html",
        )
        assert browser.get(path).status_code in {200, 404, 405}, path
    assert events(browser) == known
    assert files_of(root) == lying


@pytest.mark.parametrize("path", [*PAGES, "/tinh/desk.css", "/no/such", "/?token=x"])
def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        f"{KY}/tep/..%2f..%2frecord.db",
        f"{KY}/tep/{'0' * 64}",
        f"{KY}/tep/../../settings.json",
        f"{KY}/ket-qua/1/..%2f..%2f..%2fkeys",
        f"{KY}/ket-qua/1/%2e%2e%2fvalues.csv",
        f"{KY}/ket-qua/0/values.csv",
        f"{KY}/don-vi/..%2f..%2fsettings/bieu",
        f"{KY}/don-vi/{SOUND}/tra-lai/..%2f..%2fx",
        "/tinh/..%2foffice.py",
        "/tinh/base.html.jinja",
        "/ky/..%2f..%2fetc",
        "/ky/2021-Q1%00",
        f"{KY}/so-lieu/..%2fx",
        "/viec/99",
        "/viec/-1",
    ],
)
def test_no_path_of_a_request_leads_to_a_file(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert b"SQLite" not in answer.content
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../templates/rules.yaml", "rules.yaml"),
        ("..\\..\\x.xlsx", "x.xlsx"),
        ("C:\\Users\\a.xlsx", "a.xlsx"),
        ("/etc/passwd", "passwd"),
        ("..", "tep_"),
        (".htaccess", "htaccess"),
        ("con.xlsx", "tep_con.xlsx"),
        ("a%0D%0ASet-Cookie: x.xlsx", "a%0D%0ASet-Cookie_ x.xlsx"),
        ("<img src=x onerror=alert(1)>.xlsx", "_img src=x onerror=alert(1)_.xlsx"),
        ("a\u202excod.xlsx", "a_xcod.xlsx"),
        ("b" * 400 + ".xlsx", "b" * 115 + ".xlsx"),
        ("báo cáo.xlsx ", "báo cáo.xlsx"),
    ],
)
def test_a_hostile_name_stays_in_the_inbox_and_is_a_text(
    browser: Browser, root: Path, reports: Mapping[str, bytes], name: str, kept: str
) -> None:
    before = {path for path in files_of(root) if not path.startswith((".cchc", "inbox"))}

    answer = browser.post(f"{KY}/nhan", files=[(name, reports[SOUND])])

    assert answer.status_code == 200
    assert "<img" not in answer.text
    assert [path.name for path in (root / "inbox").iterdir()] == [kept]
    assert {p for p in files_of(root) if not p.startswith((".cchc", "inbox"))} == before
    page = browser.text(f"{KY}/don-vi/{SOUND}")
    assert "<img" not in page
    sha256 = received_as(browser)
    headers = browser.get(f"{KY}/tep/{sha256}").headers
    assert "\n" not in headers["content-disposition"]
    assert headers["content-type"] == "application/octet-stream"


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits as ever, only smaller: what is beyond them must not take long to make."""
    monkeypatch.setattr(guard, "MOST_UPLOADED", 50_000)
    monkeypatch.setattr(guard, "MOST_TYPED", 2_000)
    monkeypatch.setattr(limits, "MAX_BYTES", 1_000_000)


@pytest.mark.usefixtures("little")
def test_too_much_in_one_request_is_not_taken(browser: Browser, root: Path) -> None:
    answer = browser.post(f"{KY}/nhan", files=[("a.xlsx", b"x" * 60_000)])
    assert answer.status_code == 413
    assert "256 MB" in answer.text
    assert browser.post(f"{KY}/mo-lai", {"ly-do": "x" * 3_000}).status_code == 413
    assert list((root / "inbox").iterdir()) == []


@pytest.mark.usefixtures("little")
def test_a_request_that_hides_how_much_it_brings_is_counted(browser: Browser) -> None:
    def parts() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="ly-do"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1_000

    headers = {"Origin": ORIGIN, "Content-Type": "multipart/form-data; boundary=x"}
    answer = browser.client.post(f"{KY}/nhan", content=parts(), headers=headers)
    assert answer.status_code in {400, 413}


def test_too_many_files_are_not_taken(browser: Browser, root: Path) -> None:
    answer = browser.post(f"{KY}/nhan", files=[(f"{n}.xlsx", b"x") for n in range(501)])
    assert answer.status_code == 400
    assert "tối đa 500" in answer.text
    assert list((root / "inbox").iterdir()) == []


@pytest.mark.usefixtures("little")
def test_an_archive_that_bursts_is_not_unpacked(browser: Browser, root: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xlsx", bytes(900_000))
        archive.writestr("4.xlsx", bytes(1_100_000))

    answer = browser.post(f"{KY}/nhan", files=[("a.zip", packed.getvalue())])

    assert "bung ra lớn bất thường" in answer.text
    assert list((root / "inbox").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (b"PK\x03\x04 nothing", "Tệp nén hỏng"),
        (b"\x00" * 100, "Tệp không phải bảng tính"),
    ],
    ids=["empty", "damaged", "no archive"],
)
def test_an_archive_that_is_none_is_said(browser: Browser, content: bytes, said: str) -> None:
    answer = browser.post(f"{KY}/nhan", files=[("a.zip", content)])
    assert said in answer.text


def test_what_is_typed_is_never_a_part_of_a_page(browser: Browser) -> None:
    evil = '"><script>alert(1)</script>'
    for path in (f"{KY}?tim={evil}", f"{KY}?loc={evil}", f"{KY}?da={evil}"):
        assert "<script>alert" not in browser.text(path)


def test_all_that_is_served_is_in_one_table(browser: Browser) -> None:
    starlette = browser.client.app.app  # type: ignore[attr-defined]
    paths = {route.path for route in starlette.routes if isinstance(route, Route)}
    assert paths == {*SHOWN, *DONE, *STATIC}
    assert limits.MAX_BYTES <= guard.MOST_UPLOADED
