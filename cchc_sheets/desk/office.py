"""The office that a desk stands in: a workspace, its province, and each period as it is known now.

What was received does not change, so it is read once; what follows from it is worked out again
when the record or a definition has changed, whoever changed it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.definition import DefinitionProblem, load
from cchc_sheets.desk.tasks import Tasks
from cchc_sheets.jobs.check import read_all
from cchc_sheets.jobs.inbox import NamedFile
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import Whole, as_it_stands, merged_again, merged_of
from cchc_sheets.jobs.receive import NewFile
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Period, Received, Roster, UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.archive import path_of
from cchc_sheets.record.versions import PeriodState

VIETNAM = timezone(timedelta(hours=7))
Wrong = UsageProblem | Sequence[DefinitionProblem]
"""What keeps a page from being made: wrong usage, or definitions that cannot be used."""
_Stamp = tuple[object, ...]


def today() -> date:
    """Return what day it is in Việt Nam."""
    return datetime.now(UTC).astimezone(VIETNAM).date()


def no_tick(_done: int, _total: int) -> None:
    """Tell nobody how far a job is."""


@dataclass(frozen=True, slots=True)
class View:
    """A period as it is known now.

    ``merged`` is what a merge of everything received would come to, ``events`` what happened in
    the period, ``seen`` the number of the last of them: a page remembers it, so that nothing is
    decided on what has changed meanwhile.
    """

    definitions: Definitions
    merged: Merged
    state: PeriodState
    events: tuple[Event, ...]

    @property
    def roster(self) -> Roster:
        """Whose units they are."""
        return self.merged.roster

    @property
    def period(self) -> Period:
        """The period."""
        return self.merged.period

    @property
    def seen(self) -> int:
        """The number of the last event that is in the view."""
        return self.events[-1].number if self.events else 0

    @property
    def is_merged(self) -> bool:
        """Whether the last version has everything that a merge would have now."""
        versions = self.state.versions
        counted = {code: file.sha256 for code, file in self.merged.accepted.items()}
        if not versions or dict(versions[-1].files) != counted:
            return False
        decided = {EventKind.ACCEPTED, EventKind.EXCLUDED, EventKind.ENTERED, EventKind.WITHDRAWN}
        last = max((e.number for e in self.events if e.kind in decided), default=0)
        return last <= versions[-1].event_number


@dataclass
class Office:
    """A workspace, and what was worked out of it."""

    workspace: Workspace
    province: str | None = None
    tasks: Tasks = field(default_factory=Tasks)
    progress: tuple[int, int] = (0, 0)
    """How many of how many files are read, while a period is looked at."""
    looked_at: dict[str, NewFile] = field(default_factory=dict)
    """Edited lists of units whose changes somebody looks at, by their hash; none is written yet."""
    _reader: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="look")
    )
    _looking: dict[Period, Future[View | Wrong]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _definitions: tuple[_Stamp, Definitions | Sequence[DefinitionProblem]] | None = None
    _read: dict[str, Received] = field(default_factory=dict)
    _views: dict[Period, tuple[_Stamp, View]] = field(default_factory=dict)
    _closed: dict[tuple[Period, int], Merged] = field(default_factory=dict)

    def definitions(self) -> Definitions | Sequence[DefinitionProblem]:
        """Return the definitions as they stand in the folder now, or what is wrong with them."""
        with self._lock:
            stamp = tuple(
                (path.name, path.stat().st_mtime_ns, path.stat().st_size)
                for path in sorted(self.workspace.templates.glob("*.yaml"))
            )
            if self._definitions is None or self._definitions[0] != stamp:
                loaded, problems = load(self.workspace.templates, prove=False)
                fatal = [problem for problem in problems if problem.fatal]
                self._definitions = stamp, loaded if loaded is not None else fatal
                self._read.clear()
                self._views.clear()
                self._closed.clear()
            return self._definitions[1]

    def roster(self) -> tuple[Definitions, Roster] | Wrong:
        """Return the definitions with the roster of the office."""
        definitions = self.definitions()
        if not isinstance(definitions, Definitions):
            return definitions
        roster = choose_roster(self.workspace, definitions, self.province)
        return roster if isinstance(roster, UsageProblem) else (definitions, roster)

    def periods(self) -> list[Period] | Wrong:
        """Return the periods of which the record knows anything, in order."""
        chosen = self.roster()
        if not isinstance(chosen, tuple):
            return chosen
        with remembered(self.workspace, writing=False) as memory:
            if isinstance(memory, UsageProblem):
                return memory
            names = {event.period for event in memory.events(chosen[1].id)}
        return sorted(filter(None, map(Period.parse, names)))

    def look(self, period: Period) -> Future[View | Wrong]:
        """Begin to look at a period, unless somebody does so already."""
        looking = self._looking.get(period)
        if looking is None or looking.done():
            looking = self._looking[period] = self._reader.submit(self.view, period)
        return looking

    def close(self) -> None:
        """Finish what was begun."""
        self.tasks.close()
        self._reader.shutdown(cancel_futures=True)

    def _tick(self, done: int, total: int) -> None:
        self.progress = done, total

    def view(self, period: Period) -> View | Wrong:
        """Return a period as it is known now."""
        with self._lock:
            chosen = self.roster()
            if not isinstance(chosen, tuple):
                return chosen
            definitions, roster = chosen
            with remembered(self.workspace, writing=False) as opened:
                if isinstance(opened, UsageProblem):
                    return opened
                memory = opened.as_now()
                stamp = (memory.until, self._definitions and self._definitions[0])
                known = self._views.get(period)
                if known is not None and known[0] == stamp:
                    return known[1]
                view = self._look(memory, definitions, roster, period)
            if isinstance(view, View):
                self._views[period] = stamp, view
            return view

    def closed(self, view: View) -> Merged:
        """Return what a closed period's figures are made of; of an open one what is known now."""
        versions = view.state.versions
        if not view.state.is_closed or not versions:
            return view.merged
        wanted = view.period, versions[-1].number
        with self._lock:
            if wanted not in self._closed:
                with remembered(self.workspace, writing=False) as memory:
                    if isinstance(memory, UsageProblem):
                        return view.merged
                    made = merged_again(memory, view.definitions, versions[-1], no_tick)
                if not isinstance(made, Merged):
                    return view.merged
                self._closed[wanted] = made
            return self._closed[wanted]

    def _look(
        self, memory: Memory, definitions: Definitions, roster: Roster, period: Period
    ) -> View | UsageProblem:
        events = tuple(memory.events(roster.id, period))
        state = memory.state(roster.id, period)
        kept = [*memory.kept(roster.id, period, ())]
        if events and not state.is_closed:
            kept += _nobodys(memory, events[0].number)
        new = [named for named in kept if named.path.name not in self._read]
        self._read |= {file.sha256: file for file in read_all(new, definitions, self._tick)}
        files = [self._read[named.path.name] for named in kept if named.path.name in self._read]
        whole = Whole(roster, period, tuple(files))
        merged = merged_of(memory, definitions, whole, no_tick)
        if isinstance(merged, UsageProblem):
            return merged
        return View(
            definitions,
            as_it_stands(memory, merged),
            state,
            events,
        )


def _nobodys(memory: Memory, since: int) -> Iterator[NamedFile]:
    """The files that came after an event, say of no unit that they are its, and wait for somebody.

    A merge names them as long as they are in the inbox; here until somebody says that they do not
    count.
    """
    events = memory.events()
    settled = {e.sha256 for e in events if e.kind in {EventKind.CHECKED, EventKind.WITHDRAWN}}
    for event in events:
        new = event.kind is EventKind.RECEIVED and event.number > since
        if new and event.sha256 not in settled:
            yield NamedFile(path_of(memory.workspace.state, event.sha256), event.name)
