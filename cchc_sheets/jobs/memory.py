"""What a workspace remembers of a period: its files and when they came, decisions, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from cchc_sheets.consolidate.accept import period_of
from cchc_sheets.decode.read import load
from cchc_sheets.intake.read import LOCK_PREFIX
from cchc_sheets.jobs.inbox import NamedFile
from cchc_sheets.jobs.workspace import Workspace, period_named
from cchc_sheets.model import Period, Received, UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.model.received import Arrival
from cchc_sheets.record.archive import keep, path_of
from cchc_sheets.record.book import NAME, Book, open_book
from cchc_sheets.record.lists import Lists, read_lists
from cchc_sheets.record.versions import PeriodState, state_of
from cchc_sheets.words.columns import TABLES, VALUES


@dataclass(frozen=True, slots=True)
class Memory:
    """A workspace with its record; ``book`` is ``None`` on a folder that is no workspace.

    ``until`` is the number of the last event that is looked at: what it was like then.
    """

    workspace: Workspace
    book: Book | None
    until: int | None = None

    def events(self, province: str | None = None, period: Period | None = None) -> Sequence[Event]:
        """Return what happened, oldest first: everything, or what is about a province or period."""
        if self.book is None:
            return ()
        events = self.book.events(province, str(period) if period else None)
        return [e for e in events if self.until is None or e.number <= self.until]

    def as_now(self) -> Memory:
        """Return what is remembered up to now: what another process adds is not looked at."""
        if self.book is None:
            return self
        return replace(self, until=max((event.number for event in self.book.events()), default=0))

    def add(self, events: Iterable[Event]) -> None:
        """Note what happened, where anything is remembered; raises ``OSError``."""
        if self.book is not None:
            self.book.add(*events)

    def state(self, province: str, period: Period) -> PeriodState:
        """Return how far a period is."""
        return state_of(self.events(province, period))

    def open_periods(self, province: str) -> list[Period]:
        """Return the periods that are open in the record, in order.

        A period is begun by issuing, deciding or merging: that a file of it came begins none,
        unless nothing else is known (workbooks may have been issued before there was a record).
        """
        events = self.events(province)
        begun = {event.period for event in events if event.kind is not EventKind.CHECKED}
        names = begun or {event.period for event in events}
        periods = filter(None, map(Period.parse, names))
        return sorted(each for each in periods if not self.state(province, each).is_closed)

    def period(self, province: str, named: str | None) -> Period | UsageProblem:
        """Return the period that is named, or else the only one that is open in the record."""
        if named:
            return period_named(named)
        found = self.open_periods(province)
        if len(found) == 1:
            return found[0]
        return UsageProblem("choose-period", {"found": ", ".join(map(str, found))})

    def period_of(self, province: str, files: Sequence[Received]) -> Period | UsageProblem:
        """Return the period that files are to be merged for: the one that most of them name.

        Those of closed periods have no say beside others. Where no file names any, it is the only
        period that is open in the record.
        """
        named = {file.period for file in files if file.period is not None}
        if not named and self.open_periods(province):
            return self.period(province, None)
        closed = {each for each in named if self.state(province, each).is_closed}
        return period_of([file for file in files if file.period not in closed] or files)

    def earlier_tables(
        self, provinces: Iterable[str], periods: Iterable[Period], *, back: int = 0
    ) -> tuple[Path, ...]:
        """Return the tables of values of the periods before, and of those a year before.

        ``back`` is how many more of the same kind are wanted, counted from each period. Of each the
        last version that was merged; a province or period without any is passed over.
        """
        wanted = {
            each
            for period in periods
            for each in (period.previous, period.year_before, *period.alike_before(back))
        }
        found = (
            versions[-1].folder(self.workspace.state) / VALUES.name
            for province in sorted(provinces)
            for period in sorted(wanted)
            if (versions := self.state(province, period).versions)
        )
        return tuple(path for path in found if path.is_file())

    def merged_tables(self, provinces: Iterable[str]) -> tuple[Path, ...]:
        """Return the tables of values of all periods of some provinces, as last merged."""
        found: list[Path] = []
        for province in provinces:
            names = {event.period for event in self.events(province)}
            for period in sorted(filter(None, map(Period.parse, names))):
                versions = self.state(province, period).versions
                if versions:
                    found.append(versions[-1].folder(self.workspace.state) / VALUES.name)
        return tuple(path for path in found if path.is_file())

    def lists_before(self, province: str, period: Period) -> Lists:
        """Return the records that units listed in the period before, as it was last merged.

        Raises ``OSError`` when they cannot be read.
        """
        versions = self.state(province, period.previous).versions
        path = versions[-1].folder(self.workspace.state) / TABLES.name if versions else None
        return read_lists(path) if path is not None and path.is_file() else {}

    def receive(self, came: Iterable[NamedFile]) -> list[NamedFile]:
        """Keep the bytes of every file that came and note those that were never seen before.

        Returned is where the bytes are from now on. A file that cannot be read, or is beyond the
        limits of reading, is not kept: it is reported as long as it is there. Raises ``OSError``
        when bytes cannot be kept.
        """
        if self.book is None:
            return list(came)
        known = {event.sha256 for event in self.events() if event.kind is EventKind.RECEIVED}
        files: list[NamedFile] = []
        events: dict[str, Event] = {}
        for file in came:
            unread = file.refused or PurePath(file.shown).name.startswith(LOCK_PREFIX)
            data = b"" if unread else load(file.path)
            if not isinstance(data, bytes) or not data:
                files.append(file)
                continue
            sha256 = keep(self.workspace.state, data)
            files.append(NamedFile(path_of(self.workspace.state, sha256), file.shown))
            if sha256 not in known:
                facts = {"size": str(len(data))}
                event = Event(EventKind.RECEIVED, sha256=sha256, name=file.shown, facts=facts)
                events.setdefault(sha256, event)
        self.add(events.values())
        return files

    def kept(self, province: str, period: Period, here: Iterable[Received]) -> list[NamedFile]:
        """Return the files of a period that were received earlier and are not among ``here``."""
        hashes = {file.sha256 for file in here}
        found = {
            event.sha256: NamedFile(path_of(self.workspace.state, event.sha256), event.name)
            for event in self.events(province, period)
            if event.kind is EventKind.CHECKED and event.sha256 not in hashes
        }
        return list(found.values())

    def with_arrivals(self, files: Iterable[Received]) -> list[Received]:
        """Return files with the time at which each was received; unknown ones come after all."""
        events = self.events()
        came = {
            event.sha256: Arrival(event.run, event.at)
            for event in reversed(events)
            if event.kind is EventKind.RECEIVED
        }
        now = Arrival(len(events) + 1, "") if self.book else None
        return [replace(file, arrival=came.get(file.sha256, now)) for file in files]

    def note_identities(self, files: Iterable[Received]) -> None:
        """Note whose report each received file is, and of which period."""
        known = {event.sha256 for event in self.events() if event.kind is EventKind.CHECKED}
        new: dict[str, Event] = {}
        for file in files:
            identity = file.identity
            if identity is not None and file.sha256 not in known:
                new[file.sha256] = Event(
                    EventKind.CHECKED,
                    identity.province,
                    identity.period,
                    identity.unit,
                    file.sha256,
                    file.path,
                    facts={"form": identity.form, "revision": str(identity.revision)},
                )
        self.add(new.values())


@contextmanager
def remembered(workspace: Workspace, *, writing: bool) -> Iterator[Memory | UsageProblem]:
    """Open a workspace's record, or say what is wrong with it; ``writing`` makes a missing one.

    A folder that is no workspace has none, and nothing is remembered there. Raises ``OSError``.
    """
    exists = workspace.state.is_dir() if writing else (workspace.state / NAME).is_file()
    book = open_book(workspace.state) if exists else None
    if isinstance(book, UsageProblem):
        yield book
        return
    try:
        yield Memory(workspace, book)
    finally:
        if book is not None:
            book.close()
