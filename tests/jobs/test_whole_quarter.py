"""A whole quarter of forty units, from issue to second closing, with every trouble it can have.

It is played by the commands alone, on real files, day by day; what each day comes to is known
beforehand: the state of each unit, the version, every figure and why it is another.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cchc_sheets.model.event import EventKind
from cchc_sheets.record.archive import is_whole
from cchc_sheets.record.book import Book, open_book
from cchc_sheets.record.versions import Version, versions_of
from scripts.fill import Typed, fill
from tests.desk import PROVINCE, Desk

PERIOD, NEXT = "2021-Q1", "2021-Q2"
DUE = "2021-03-19"
KEY = "staff_quota"
LAST = "huyen-tran-de"
"""The unit to which its workbook is issued a week later than to all others."""
LATE = "huyen-my-tu"
STILL_OUT = "quan-su"
SILENT = {*("sgtvt", "syt", "bien-phong", "kho-bac", "sct"), LATE, STILL_OUT, LAST}
"""Who has sent nothing of its own on the first day."""
TROUBLED = {*("stc", "skhdt", "sxd", "stnmt", "snnptnt", "stttt", "cong-an"), *SILENT}


@dataclass
class Quarter:
    """The desk, with what the figure of each unit is at last."""

    desk: Desk
    monkeypatch: pytest.MonkeyPatch
    figures: dict[str, Decimal] = field(default_factory=dict)
    """Of the units in the consolidation, what they answered to one question."""

    def on(self, day: int, hour: int = 8) -> str:
        """Let it be a day of March 2021 (UTC); return it as the record writes it."""
        moment = datetime(2021, 3, day, hour, tzinfo=UTC)
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def answers(self, code: str, value: str) -> list[Typed]:
        """A report of the unit in which one answer is ``value``."""
        typed: Decimal | str = Decimal(value) if value.isdecimal() else value
        return [(k, typed if k == KEY else v, n) for k, v, n in self.desk.invented(code)]

    def sends(self, code: str, value: str, name: str = "", counted: bool = True) -> Path:
        """The unit sends a report with this answer; ``counted`` if it is to count."""
        if counted:
            self.figures[code] = Decimal(value)
        path = self.desk.inbox / (name or f"{code}.xlsx")
        tables = self.desk.report(code).tables
        fill(self.desk.issued(code), path, self.answers(code, value), tables)
        return path

    def merges(self, *more: str) -> dict[str, Any]:
        """Merge the inbox, hold the outcome against what was sent, and return it."""
        done = self.desk.run("merge", self.desk.inbox, "--format", "json", *more)
        assert done.status in {0, 1}, done
        result: dict[str, Any] = done.json
        return self.holds(result)

    def holds(self, result: dict[str, Any]) -> dict[str, Any]:
        """Every figure of an outcome, and its outputs, are those of the files that count."""
        assert result["period"] == PERIOD
        assert set(result["merged"]) == set(self.figures)
        rows = read(Path(result["outputs"]["values.csv"]))
        found = {r["unit"]: Decimal(r["value"]) for r in rows if r["indicator"] == KEY}
        assert found == self.figures
        folder = self.desk.root / ".cchc" / "versions" / PROVINCE / PERIOD / str(result["version"])
        for name, path in result["outputs"].items():
            assert (folder / name).read_bytes() == Path(path).read_bytes()
        return result

    def states(self) -> dict[str, str]:
        """The state of each unit, from ``status``; ``merge`` writes the same."""
        units = self.desk.run("status", "--period", PERIOD, "--format", "json").json["units"]
        return {each["unit"]: each["state"] for each in units}

    def decides(self, *words: str) -> None:
        """Decide something; the command succeeds."""
        done = self.desk.run(*words, "--period", PERIOD)
        assert done.status == 0, done


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_a_quarter_from_issue_to_second_closing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter = Quarter(desk, monkeypatch)
    issue(quarter)
    first = the_first_day(quarter)
    decisions(quarter)
    second = the_second_merge(quarter, first)
    closed = after_the_due_date(quarter, second)
    closed_again = after_closing(quarter, closed)
    the_record_shows_it(quarter, closed_again)


def issue(quarter: Quarter) -> None:
    """All but one unit get their workbook; the date is set."""
    desk = quarter.desk
    quarter.on(15)
    desk.run_init()
    roster = desk.root / "templates" / f"{PROVINCE}.yaml"
    text = roster.read_text("utf-8")
    roster.write_text(
        text.replace("\nunits:", f'\ndue: {{"{PERIOD}": "{DUE}"}}\nunits:', 1), "utf-8"
    )
    assert desk.run("lint").status == 0
    units = [unit.code for unit in desk.definitions.rosters[PROVINCE].units]
    assert len(units) == 40
    words = [word for code in units if code != LAST for word in ("--unit", code)]
    assert desk.run("generate", "--period", PERIOD, *words).status == 0
    expected = {code: "not_issued" if code == LAST else "issued" for code in units}
    assert quarter.states() == expected


def the_first_day(quarter: Quarter) -> dict[str, Any]:
    """Most reports come; one twice, one wrong, one blank, one damaged, two at once."""
    desk = quarter.desk
    quarter.on(16)
    units = [unit.code for unit in desk.definitions.rosters[PROVINCE].units]
    for number, code in enumerate(code for code in units if code not in TROUBLED):
        quarter.sends(code, str(100 + number))
    shutil.copy(quarter.sends("stc", "55"), desk.inbox / "stc lần nữa.xlsx")
    quarter.sends("skhdt", "48 người", counted=False)
    quarter.sends("sxd", "31")
    # The copy of another unit's workbook, filled in by mistake.
    fill(desk.issued("sxd"), desk.inbox / "Sở GTVT.xlsx", quarter.answers("sxd", "99"))
    quarter.sends("stnmt", "61", "stnmt một.xlsx", counted=False)
    quarter.sends("stnmt", "62", "stnmt hai.xlsx", counted=False)
    shutil.copy(desk.issued("snnptnt"), desk.inbox / "snnptnt.xlsx")
    desk.returned("stttt", period=NEXT, name="stttt quý 2.xlsx")
    whole = quarter.sends("cong-an", "12", counted=False).read_bytes()
    (desk.inbox / "cong-an.xlsx").write_bytes(whole[: len(whole) // 2])
    del quarter.figures["sxd"]  # nobody knows which of the two is right

    result = quarter.merges()

    assert (result["version"], result["closing"]) == (1, 0)
    rejected = {each["path"]: {f["code"] for f in each["findings"]} for each in result["rejected"]}
    assert rejected.keys() == {
        *("skhdt.xlsx", "snnptnt.xlsx", "cong-an.xlsx"),
        *("sxd.xlsx", "Sở GTVT.xlsx", "stnmt một.xlsx", "stnmt hai.xlsx"),
    }
    for name in ("sxd.xlsx", "Sở GTVT.xlsx", "stnmt một.xlsx", "stnmt hai.xlsx"):
        assert "contradicting-files" in rejected[name]
    assert "nothing-answered" in rejected["snnptnt.xlsx"]
    (other,) = result["set_aside"]
    assert (other["path"], other["why"], other["period"]) == (
        "stttt quý 2.xlsx",
        "other_period",
        NEXT,
    )
    states = quarter.states()
    returned = {code for code, state in states.items() if state == "returned"}
    assert returned == {"skhdt", "sxd", "stnmt", "snnptnt"}
    assert {c for c, s in states.items() if s == "issued"} == {*SILENT, "stttt", "cong-an"} - {LAST}
    assert states[LAST] == "not_issued"
    assert {c for c, s in states.items() if s == "accepted"} == set(quarter.figures)
    return result


def decisions(quarter: Quarter) -> None:
    """What the telephone settles."""
    desk = quarter.desk
    quarter.on(17)
    quarter.decides(
        "withdraw", "Sở GTVT.xlsx", "--reason", "Sở GTVT điền nhầm biểu của Sở Xây dựng"
    )
    quarter.decides("accept", "stnmt", "--file", "stnmt hai.xlsx", "--reason", "Đơn vị xác nhận")
    quarter.decides("exclude", "bien-phong", "--reason", "Báo cáo theo ngành dọc")
    table = desk.root / "kho bạc.csv"
    table.write_text(f"unit,indicator,value,note\nkho-bac,{KEY},44,\n", "utf-8")
    quarter.decides(
        "enter", "kho-bac", "--source", "Bà Hoa, điện thoại 17/3", "--values", str(table)
    )
    quarter.figures |= {"sxd": Decimal(31), "stnmt": Decimal(62), "kho-bac": Decimal(44)}


def the_second_merge(quarter: Quarter, first: Mapping[str, Any]) -> dict[str, Any]:
    """The inbox was emptied; corrections come, fit and unfit; a result was written into."""
    desk = quarter.desk
    came = quarter.on(18)
    book = load_workbook(first["outputs"]["consolidated.xlsx"])
    book.worksheets[0]["A1"] = "đã gọi Sở Xây dựng"
    book.save(first["outputs"]["consolidated.xlsx"])
    (back,) = desk.run("return", "skhdt", "--period", PERIOD, "--format", "json").json["units"]
    for path in desk.inbox.iterdir():
        path.unlink()
    fill(Path(back["returned"]), desk.inbox / "a.xlsx", [(KEY, Decimal(48), "")])
    quarter.figures["skhdt"] = Decimal(48)
    quarter.sends("sgtvt", "71")
    quarter.sends("stttt", "72")
    quarter.sends("snnptnt", "73")
    quarter.sends("cong-an", "120")
    quarter.sends("snv", "mười", counted=False)  # an unfit correction beside a fit file
    quarter.sends("stp", "500", "stp mới.xlsx", counted=False)
    quarter.figures["stp"], before = Decimal(500), quarter.figures["stp"]
    result = quarter.merges()

    assert result["version"] == 2
    assert result["as_of"] == came
    (moved,) = result["moved"]
    assert load_workbook(moved).worksheets[0]["A1"].value == "đã gọi Sở Xây dựng"
    aside = {each["path"]: each for each in result["set_aside"]}
    assert {path: each["why"] for path, each in aside.items()} == {
        "Sở GTVT.xlsx": "withdrawn",
        "stnmt một.xlsx": "replaced",
        "skhdt.xlsx": "replaced",
        "snnptnt.xlsx": "replaced",
        "stp.xlsx": "replaced",
    }
    assert [(c["before"], c["now"]) for c in aside["stp.xlsx"]["changes"]] == [(f"{before}", "500")]
    assert {each["path"] for each in result["rejected"]} == {"snv.xlsx"}
    decided = {each["unit"]: each["decision"] for each in result["decisions"]}
    assert decided == {"stnmt": "accepted", "bien-phong": "excluded", "kho-bac": "entered"}
    quarter.decides("withdraw", "stp mới.xlsx", "--reason", "Sở Tư pháp báo gửi nhầm")
    quarter.figures["stp"] = before
    assert quarter.merges()["version"] == 3
    return result


def after_the_due_date(quarter: Quarter, second: Mapping[str, Any]) -> dict[str, Any]:
    """The due date is over: the silent are chased, one comes late, and the period is closed."""
    desk = quarter.desk
    quarter.on(25)
    assert desk.run("generate", "--period", PERIOD, "--unit", LAST).status == 0
    units = desk.run("status", "--format", "json", "--period", PERIOD).json["units"]
    late = {each["unit"] for each in units if each["late"]}
    assert late == {"syt", "sct", LATE, STILL_OUT, LAST}
    files = desk.run("remind", "--period", PERIOD, "--format", "json").json["files"]
    assert {Path(path).stem for path in files if path.endswith(".eml")} == late
    for number, code in enumerate(sorted(late - {STILL_OUT})):
        quarter.sends(code, str(200 + number))
    result = quarter.merges()
    assert (result["version"], set(result["missing"])) == (4, {STILL_OUT})
    assert set(result["merged"]) > set(second["merged"])

    done = desk.run("close", "--period", PERIOD, "--format", "json")

    assert done.status in {0, 1}, done
    closed = quarter.holds(done.json)
    assert (closed["version"], closed["closing"]) == (5, 1)
    return closed


def after_closing(quarter: Quarter, closed: Mapping[str, Any]) -> dict[str, Any]:
    """A correction after closing: refused, the period opened again, and closed again."""
    desk = quarter.desk
    before = dict(quarter.figures)
    kept = {name: Path(path).read_bytes() for name, path in closed["outputs"].items()}
    quarter.on(29)
    quarter.sends("stc", "77", "stc đính chính.xlsx")
    refused = desk.run("merge", desk.inbox, "--period", PERIOD)
    assert refused.status == 2, refused
    assert {name: Path(path).read_bytes() for name, path in closed["outputs"].items()} == kept
    assert desk.run("accept", "stc", "--reason", "x", "--period", PERIOD).status == 2
    reason = "Sở Tài chính đính chính, văn bản số 5"
    assert desk.run("reopen", "--reason", reason, "--period", PERIOD).status == 0

    result = quarter.merges()

    assert (result["version"], result["closing"]) == (6, 0)
    changes = {(c["unit"], c["indicator"]): c for c in result["changes"]}
    total, own = changes.pop((None, KEY)), changes.pop(("stc", KEY))
    assert {unit for unit, _ in changes} <= {None}, changes
    assert (own["before"], own["now"], own["file"]) == ("55", "77", "stc đính chính.xlsx")
    assert Decimal(total["before"]) == sum(before.values())
    assert Decimal(total["now"]) == sum(quarter.figures.values())
    done = desk.run("close", "--period", PERIOD, "--format", "json")
    closed_again = quarter.holds(done.json)
    assert (closed_again["version"], closed_again["closing"]) == (7, 2)
    assert closed_again["changes"] == result["changes"]
    return closed_again


def the_record_shows_it(quarter: Quarter, last: Mapping[str, Any]) -> None:
    """What the record holds tells the quarter again, and makes its last outputs anew."""
    desk = quarter.desk
    state = desk.root / ".cchc"
    book = open_book(state)
    assert isinstance(book, Book)
    events = book.events(PROVINCE, PERIOD)
    received = [event for event in book.events() if event.kind is EventKind.RECEIVED]
    book.close()
    told = [e.kind for e in events if e.kind not in {EventKind.ISSUED, EventKind.CHECKED}]
    assert told == [
        EventKind.MERGED,
        *(EventKind.WITHDRAWN, EventKind.ACCEPTED, EventKind.EXCLUDED, EventKind.ENTERED),
        *(EventKind.RETURNED, EventKind.MERGED, EventKind.WITHDRAWN, EventKind.MERGED),
        *(EventKind.MERGED, EventKind.MERGED, EventKind.CLOSED, EventKind.REOPENED),
        *(EventKind.MERGED, EventKind.MERGED, EventKind.CLOSED),
    ]
    assert all(is_whole(state, event.sha256) for event in received)
    versions = versions_of(events)
    assert [version.closed for version in versions] == [0, 0, 0, 0, 1, 0, 2]
    names = {event.sha256: event.name for event in received}
    files = [{code: names[h] for code, h in each.files.items()} for each in versions]
    assert [each.get("stc") for each in files[3:]] == [
        *["stc lần nữa.xlsx"] * 2,  # the same bytes: known by the name under which they came first
        *["stc đính chính.xlsx"] * 2,
    ]
    assert [each.get("stp") for each in files[:4]] == [
        *["stp.xlsx", "stp mới.xlsx", "stp.xlsx", "stp.xlsx"],
    ]
    assert "skhdt" not in files[0]
    assert files[1]["skhdt"] == "a.xlsx"
    verified = desk.run("verify", "--format", "json")
    assert verified.json == {"files": len(received), "versions": 7, "faults": []}
    assert list(last["missing"]) == [STILL_OUT]
    assert list(figures_by_version(state, versions)) == sorted_by_closing(quarter)


def figures_by_version(state: Path, versions: tuple[Version, ...]) -> Iterator[Decimal]:
    for version in versions:
        rows = read(version.folder(state) / "values.csv")
        if version.closed:
            yield sum((Decimal(r["value"]) for r in rows if r["indicator"] == KEY), Decimal())


def sorted_by_closing(quarter: Quarter) -> list[Decimal]:
    now = sum(quarter.figures.values(), Decimal())
    return [now - 22, now]
