"""The life of a period: closed, reopened with a reason, and what is kept proved against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.jobs.files import Tick
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import Done, Whole, contents_of, finished, merged_again, merged_of
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Period, Roster, UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.archive import is_whole
from cchc_sheets.record.versions import Version, hashed, versions_of
from cchc_sheets.words.columns import CHANGES


@dataclass(frozen=True, slots=True)
class PeriodCall:
    """A period, the only open one unless named; to open one again there must be a ``reason``."""

    period: str | None = None
    province: str | None = None
    reason: str = ""


def close(
    workspace: Workspace, definitions: Definitions, call: PeriodCall, tick: Tick
) -> Done | UsageProblem:
    """Make the figures of what was received the final ones of the period.

    The inbox is not looked at: what is to count has been merged, and seen. Raises ``OSError``.
    """
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        found = _chosen(memory, definitions, call)
        if isinstance(found, UsageProblem):
            return found
        roster, period = found
        state = memory.state(roster.id, period)
        if state.is_closed:
            return UsageProblem("period-closed", {"period": str(period)})
        if memory.book is None or not state.versions:
            return UsageProblem("nothing-merged", {"period": str(period)})
        whole = Whole(roster, period, closing=state.closings + 1)
        now = memory.as_now()
        merged = merged_of(now, definitions, whole, tick)
        if isinstance(merged, UsageProblem):
            return merged
        reason = call.reason.strip()
        return finished(now, definitions, merged, None, tick, reason=reason)


def reopen(
    workspace: Workspace, definitions: Definitions, call: PeriodCall
) -> Period | UsageProblem:
    """Let a closed period change again; its closed version stays. Raises ``OSError``."""
    if not call.reason.strip():
        return UsageProblem("reason-needed")
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        roster = choose_roster(workspace, definitions, call.province)
        if isinstance(roster, UsageProblem):
            return roster
        closed = _closed(memory, roster)
        period = memory.period(roster.id, call.period or closed)
        if isinstance(period, UsageProblem):
            return period
        if memory.book is None or not memory.state(roster.id, period).is_closed:
            return UsageProblem("period-not-closed", {"period": str(period)})
        reason = call.reason.strip()
        memory.add([Event(EventKind.REOPENED, roster.id, str(period), reason=reason)])
        return period


def _closed(memory: Memory, roster: Roster) -> str | None:
    """The name of the only closed period, ``None`` where there is none or more than one."""
    names = {event.period for event in memory.events(roster.id) if event.kind is EventKind.CLOSED}
    periods = filter(None, map(Period.parse, names))
    closed = [period for period in periods if memory.state(roster.id, period).is_closed]
    return str(closed[0]) if len(closed) == 1 else None


def _chosen(
    memory: Memory, definitions: Definitions, call: PeriodCall
) -> tuple[Roster, Period] | UsageProblem:
    roster = choose_roster(memory.workspace, definitions, call.province)
    if isinstance(roster, UsageProblem):
        return roster
    period = memory.period(roster.id, call.period)
    return period if isinstance(period, UsageProblem) else (roster, period)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something kept that is not as it was: ``code`` says what, ``path`` where."""

    code: str
    path: Path
    period: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files and versions were looked at, and what is wrong with them."""

    files: int
    versions: int
    faults: tuple[Fault, ...]


def verify(workspace: Workspace, definitions: Definitions, tick: Tick) -> Verified | UsageProblem:
    """Hold the kept files and versions against the record, and make the last versions anew.

    A version that comes out otherwise was made by other definitions, or by another version of this
    program. Raises ``OSError``.
    """
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        if memory.book is None:
            return UsageProblem("no-record", {"path": str(workspace.root)})
        received = {e.sha256: e for e in memory.events() if e.kind is EventKind.RECEIVED}
        faults = [
            Fault("file-lost", Path(event.name))
            for sha256, event in received.items()
            if not is_whole(workspace.state, sha256)
        ]
        merges = {(e.province, e.period) for e in memory.events() if e.kind is EventKind.MERGED}
        count = 0
        for province, period in sorted(merges):
            versions = versions_of(memory.book.events(province, period))
            count += len(versions)
            for version in versions:
                folder = version.folder(workspace.state)
                damaged = version.damaged(workspace.state)
                faults += [Fault("version-damaged", folder / name, period) for name in damaged]
            if not faults:
                faults += _rebuilt(memory, definitions, versions[-1], tick)
        return Verified(len(received), count, tuple(faults))


def _rebuilt(
    memory: Memory, definitions: Definitions, version: Version, tick: Tick
) -> Iterator[Fault]:
    """The outputs of a period's last version that come out otherwise when they are made anew."""
    made = merged_again(memory, definitions, version, tick)
    folder = version.folder(memory.workspace.state)
    # What differs is of two versions, each of which is made anew by itself.
    changed = b"" if CHANGES.name in version.outputs else None
    contents = contents_of(definitions, made, changed) if isinstance(made, Merged) else {}
    for output, sha256 in version.outputs.items():
        if output == CHANGES.name:
            continue
        if output not in contents or hashed(contents[output]) != sha256:
            yield Fault("version-differs", folder / output, version.period)
