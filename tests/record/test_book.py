"""The record: events that stay, in the order in which they came."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc_sheets.model import UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.archive import is_whole, keep, path_of
from cchc_sheets.record.book import MIGRATIONS, NAME, Book, open_book
from cchc_sheets.record.versions import state_of

NOON = datetime(2021, 3, 17, 5, 0, tzinfo=UTC)


def opened(state: Path) -> Book:
    book = open_book(state, lambda: NOON)
    assert isinstance(book, Book)
    return book


def test_events_come_back_as_they_were_added_and_in_order(tmp_path: Path) -> None:
    first = Event(EventKind.RECEIVED, sha256="a", name="một.xlsx", facts={"size": "3"})
    second = Event(EventKind.EXCLUDED, "soc-trang", "2021-Q1", "stc", reason="Ngoài diện")
    book = opened(tmp_path)
    book.add(first, second)
    book.add(first)
    book.close()

    events = opened(tmp_path).events()

    assert [(each.number, each.run) for each in events] == [(1, 1), (2, 1), (3, 3)]
    assert {each.at for each in events} == {"2021-03-17T05:00:00Z"}
    assert (events[0].name, events[0].facts) == ("một.xlsx", {"size": "3"})
    assert (events[1].unit, events[1].reason) == ("stc", "Ngoài diện")
    assert opened(tmp_path).events("soc-trang") == events[1:2]


@pytest.mark.parametrize("change", ["UPDATE event SET reason = 'x'", "DELETE FROM event"])
def test_an_event_is_neither_changed_nor_deleted(tmp_path: Path, change: str) -> None:
    book = opened(tmp_path)
    book.add(Event(EventKind.CLOSED, "p", "2021-Q1", facts={"version": "1", "closing": "1"}))
    with pytest.raises(sqlite3.IntegrityError):
        book.connection.execute(change)


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    book = opened(tmp_path)

    def fail() -> None:
        with book.writing() as write:
            write([Event(EventKind.RECEIVED)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert book.events() == ()


def test_two_processes_lose_nothing_to_each_other(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.book import open_book
for number in range(20):
    book = open_book(Path(sys.argv[1]))
    book.add(Event(EventKind.RECEIVED, name=sys.argv[2]), Event(EventKind.CHECKED))
    book.close()
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name]) for name in ("a", "b")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    events = opened(tmp_path).events()
    assert [each.number for each in events] == list(range(1, 81))
    pairs = zip(events[::2], events[1::2], strict=True)
    assert all(first.run == second.run == first.number for first, second in pairs)


def test_a_damaged_record_and_one_of_a_later_program_are_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database" * 100)
    found = open_book(tmp_path)
    assert isinstance(found, UsageProblem)
    assert found.code == "record-damaged"
    later = tmp_path / "later"
    later.mkdir()
    book = opened(later)
    book.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    book.close()
    found = open_book(later)
    assert isinstance(found, UsageProblem)
    assert found.code == "record-newer"


def test_a_file_is_kept_once_and_known_when_it_is_altered(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"bytes")
    assert keep(tmp_path, b"bytes") == sha256
    assert is_whole(tmp_path, sha256)
    path_of(tmp_path, sha256).write_bytes(b"other")
    assert not is_whole(tmp_path, sha256)
    assert not is_whole(tmp_path, "0" * 64)


def test_a_period_is_closed_until_it_is_reopened() -> None:
    facts = {"version": "1", "outputs": "{}", "files": "{}"}
    merged = Event(EventKind.MERGED, "p", "2021-Q1", facts=facts, number=1)
    closed = Event(EventKind.CLOSED, facts={"version": "1", "closing": "1"}, number=2)
    reopened = Event(EventKind.REOPENED, number=3)
    assert not state_of([merged]).is_closed
    state = state_of([merged, closed])
    assert (state.is_closed, state.closings, state.versions[0].closed) == (True, 1, 1)
    assert not state_of([merged, closed, reopened]).is_closed
