"""The outputs of a merge → a version that is kept, and the files that people open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cchc_sheets.jobs.files import keep_old, write_together
from cchc_sheets.jobs.memory import Memory
from cchc_sheets.model import UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.versions import Published, Version, hashed, state_of, versions_of


def publish(
    memory: Memory, made: Version, contents: Mapping[str, bytes], out: Path, reason: str = ""
) -> Published | UsageProblem:
    """Keep the outputs as the next version unless they equal the last one, then put them in place.

    ``made`` tells what the outputs are of, and whether they close the period; its number is not
    known yet; ``reason`` is why they close it. An output in ``out`` that no version made (a person
    has written into it) is moved aside, never written over. Nothing is put in place where another
    process has closed the period meanwhile, or has merged what came later. Raises ``OSError``.
    """
    paths = {name: out / name for name in contents}
    book, state = memory.book, memory.workspace.state
    if book is None:
        moved = [keep_old(paths[name], content) for name, content in contents.items()]
        write_together({paths[name]: content for name, content in contents.items()})
        return Published(paths, tuple(filter(None, moved)))
    with book.writing() as write:
        now = state_of(book.events(made.province, made.period))
        if now.is_closed:
            return UsageProblem("period-closed", {"period": made.period})
        versions = now.versions
        version = versions[-1] if versions else None
        if version is None or version.outputs != made.outputs:
            if version is not None and version.event_number > made.event_number:
                return UsageProblem("merged-meanwhile", {"period": made.period})
            version = replace(made, number=len(versions) + 1)
            folder = version.folder(state)
            write_together({folder / name: content for name, content in contents.items()})
            write([version.event])
    with book.writing() as write:  # two merges at once do not mix their files
        versions = versions_of(book.events(made.province, made.period))
        if made.closed and versions[-1].number != version.number:
            return UsageProblem("merged-meanwhile", {"period": made.period})
        latest = versions[-1].read(state)
        known = {sha256 for each in versions for sha256 in each.outputs.values()}
        moved = [
            keep_old(path, content)
            for name, content in latest.items()
            if (path := out / name).is_file() and hashed(path.read_bytes()) not in known
        ]
        write_together({out / name: content for name, content in latest.items()})
        if made.closed:
            facts = {"version": str(version.number), "closing": str(made.closed)}
            closed = Event(EventKind.CLOSED, made.province, made.period, reason=reason, facts=facts)
            write([closed])
    return Published(paths, tuple(filter(None, moved)), version)
