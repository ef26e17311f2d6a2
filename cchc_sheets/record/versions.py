"""The versions of a period's outputs: each merge that came to something else, kept as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_sheets.model.event import Event, EventKind

FOLDER = "versions"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a period's outputs.

    ``number`` counts from 1; ``outputs`` and ``files`` are hashes, by the output's name and by the
    code of the unit whose file is in the figures. ``closed`` is the number of the closing that
    made these the figures of the period, 0 where none did.
    """

    province: str
    period: str
    number: int
    outputs: Mapping[str, str]
    files: Mapping[str, str]
    event_number: int = 0
    """Of the last event that it was made of: what happened later is not in it."""
    closed: int = 0

    def folder(self, state: Path) -> Path:
        """Return where the outputs are kept."""
        return state / FOLDER / self.province / self.period / str(self.number)

    def read(self, state: Path) -> dict[str, bytes]:
        """Return the outputs as they were made; raises ``OSError``."""
        folder = self.folder(state)
        return {name: (folder / name).read_bytes() for name in self.outputs}

    def damaged(self, state: Path) -> list[str]:
        """Return the outputs that are gone, or no longer as they were made."""
        folder = self.folder(state)
        return [
            name
            for name, sha256 in self.outputs.items()
            if not (path := folder / name).is_file() or hashed(path.read_bytes()) != sha256
        ]

    @property
    def event(self) -> Event:
        """What the record is to hold of the version."""
        facts = {
            "version": str(self.number),
            "outputs": json.dumps(dict(self.outputs)),
            "files": json.dumps(dict(self.files)),
            "seen": str(self.event_number),
        }
        return Event(EventKind.MERGED, self.province, self.period, facts=facts)


def versions_of(events: Iterable[Event]) -> tuple[Version, ...]:
    """Return the versions among what happened in one period, the first one first."""
    made: dict[int, Version] = {}
    for event in events:
        if event.kind is EventKind.MERGED:
            number = int(event.facts["version"])
            outputs, files = (json.loads(event.facts[name]) for name in ("outputs", "files"))
            seen = int(event.facts.get("seen", event.number))
            made[number] = Version(event.province, event.period, number, outputs, files, seen)
        elif event.kind is EventKind.CLOSED:
            old = made[int(event.facts["version"])]
            made[old.number] = replace(old, closed=int(event.facts["closing"]))
    return tuple(made.values())


@dataclass(frozen=True, slots=True)
class Published:
    """Where the outputs are, and files of theirs that somebody had changed, which were moved.

    ``version`` is ``None`` where nothing is remembered.
    """

    outputs: Mapping[str, Path]
    moved: tuple[Path, ...] = ()
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class PeriodState:
    """How far a period is: ``closings`` counts how often it was closed."""

    versions: tuple[Version, ...]
    closings: int = 0
    is_closed: bool = False


def state_of(events: Iterable[Event]) -> PeriodState:
    """Return how far a period is, from what happened in it."""
    events = tuple(events)
    turns = [e for e in events if e.kind in {EventKind.CLOSED, EventKind.REOPENED}]
    closings = sum(event.kind is EventKind.CLOSED for event in turns)
    closed = bool(turns) and turns[-1].kind is EventKind.CLOSED
    return PeriodState(versions_of(events), closings, closed)


def hashed(content: bytes) -> str:
    """Return the SHA-256 of an output."""
    return hashlib.sha256(content).hexdigest()
