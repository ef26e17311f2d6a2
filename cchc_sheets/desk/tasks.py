"""Work that takes longer than a click: one piece at a time, and how far each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from cchc_sheets.jobs.files import Tick

REMEMBERED = 50
"""So many finished pieces of work can still be looked at."""
PATIENCE = 1.0
"""Seconds that a page waits for work to end before it says how far it is."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Finished:
    """What work came to, as a page: its template and what fills it."""

    template: str
    facts: Mapping[str, Any]


@dataclass
class Task:
    """A piece of work for a period: what it is called, and how many of how many files are done."""

    number: int
    period: str
    title: str
    future: Future[Finished] = field(default_factory=Future)
    done: int = 0
    total: int = 0

    def tick(self, done: int, total: int) -> None:
        """Note how far it is; the same function as the command line's progress bar."""
        self.done, self.total = done, total

    def wait(self) -> Finished | None:
        """Return what it came to, ``None`` while it goes on; raises what it raised."""
        ended, _ = wait_for([self.future], PATIENCE)
        return self.future.result() if ended else None


@dataclass
class Tasks:
    """Everything that writes, one after another, so that two tabs do not work at once."""

    _worker: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="desk")
    )
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _known: dict[int, Task] = field(default_factory=dict)

    def start(self, period: str, title: str, work: Callable[[Tick], Finished]) -> Task:
        """Begin work as soon as what was begun before is done."""
        task = Task(next(self._numbers), period, title)
        self._known[task.number] = task
        for old in list(self._known)[:-REMEMBERED]:
            if self._known[old].future.done():
                del self._known[old]
        task.future = self._worker.submit(work, task.tick)
        return task

    def do(self, work: Callable[[], _T]) -> Future[_T]:
        """Begin something short in the same order, of which nobody asks how far it is."""
        return self._worker.submit(work)

    def find(self, number: int) -> Task | None:
        """Return work by its number, ``None`` where it is not remembered."""
        return self._known.get(number)

    def close(self) -> None:
        """Wait until everything that was begun is done."""
        self._worker.shutdown(wait=True)
