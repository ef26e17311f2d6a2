"""The record of a workspace: an SQLite database of events, to which only more can be added."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cchc_sheets.model import UsageProblem
from cchc_sheets.model.event import Event, EventKind

NAME = "record.db"
WAIT_SECONDS = 30
"""How long a process waits for another one that writes."""

MIGRATIONS = (
    """
    CREATE TABLE event (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        run INTEGER NOT NULL REFERENCES event (number) DEFERRABLE INITIALLY DEFERRED,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        province TEXT NOT NULL,
        period TEXT NOT NULL,
        unit TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT;
    CREATE INDEX event_of_period ON event (province, period, number);
    CREATE INDEX event_of_file ON event (sha256, number);
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
        BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;
    CREATE TRIGGER event_remains BEFORE DELETE ON event
        BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END;
    """,
)
"""One script a version of the database, in order; one that has been released is never edited."""

_COLUMNS = "kind, province, period, unit, sha256, name, reason, facts, number, run, at"


def _now() -> datetime:
    """The time, or the one that builds which must come out alike are given."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC)


@dataclass(frozen=True)
class Book:
    """The open record."""

    connection: sqlite3.Connection
    path: Path
    now: Callable[[], datetime]

    def close(self) -> None:
        """Close the database; what was added is kept already."""
        self.connection.close()

    def events(self, province: str | None = None, period: str | None = None) -> tuple[Event, ...]:
        """Return what happened, oldest first: everything, or what is about a province or period."""
        found = self.connection.execute(
            f"SELECT {_COLUMNS} FROM event WHERE ifnull(?1, province) = province"  # noqa: S608
            " AND ifnull(?2, period) = period ORDER BY number",
            (province, period),
        )
        names = _COLUMNS.split(", ")
        rows = (dict(zip(names, row, strict=True)) for row in found)
        return tuple(
            Event(**{**row, "kind": EventKind(row["kind"]), "facts": json.loads(row["facts"])})
            for row in rows
        )

    @contextmanager
    def writing(self) -> Iterator[Callable[[Iterable[Event]], None]]:
        """Give a function that adds events; all of them are kept together, or none is.

        No other process writes meanwhile, so what is read inside is what the events follow from.
        Raises ``OSError`` where the disk is full or another process does not finish.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._add
            except BaseException:
                self.connection.rollback()
                raise
            self.connection.commit()
        except sqlite3.OperationalError as error:
            raise _of_system(error, self.path) from error

    def add(self, *events: Event) -> None:
        """Add events that follow from nothing in the record; raises ``OSError`` as ``writing``."""
        if events:
            with self.writing() as write:
                write(events)

    def _add(self, events: Iterable[Event]) -> None:
        at = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        last = self.connection.execute("SELECT ifnull(max(number), 0) FROM event").fetchone()[0]
        self.connection.executemany(
            f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [
                (
                    event.kind.value,
                    event.province,
                    event.period,
                    event.unit,
                    event.sha256,
                    event.name,
                    event.reason,
                    json.dumps(dict(event.facts), ensure_ascii=False, sort_keys=True),
                    number,
                    last + 1,
                    at,
                )
                for number, event in enumerate(events, start=last + 1)
            ],
        )


def open_book(state: Path, now: Callable[[], datetime] = _now) -> Book | UsageProblem:
    """Open the record in a workspace's state folder, made or brought up to date where needed.

    ``now`` is the clock. Returns what is wrong with a record that is damaged or that a later
    version of this program made; raises ``OSError`` when it cannot be opened.
    """
    path = state / NAME
    try:
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _of_system(error, path) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < len(MIGRATIONS):
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have done it while this one waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for script in MIGRATIONS[version:]:
                for statement in _statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            connection.commit()
    except sqlite3.OperationalError as error:
        connection.close()
        raise _of_system(error, path) from error
    except sqlite3.DatabaseError:
        connection.close()
        return UsageProblem("record-damaged", {"path": str(path)})
    if version > len(MIGRATIONS):
        connection.close()
        return UsageProblem("record-newer", {"path": str(path)})
    return Book(connection, path, now)


_REASONS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}


def _of_system(error: sqlite3.Error, path: Path) -> OSError:
    """The same as the system says it; the lower byte of SQLite's code is the kind of reason."""
    code = _REASONS.get(error.sqlite_errorcode & 0xFF, errno.EIO)
    return OSError(code, str(error), str(path))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would end the transaction before it."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
