"""Merge (tổng hợp) and status: an inbox → what becomes of each unit's report, and the outputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cchc_sheets.consolidate.accept import (
    Known,
    Merged,
    PeriodStanding,
    accept,
    roster_of,
)
from cchc_sheets.consolidate.changes import FigureChange, changed_figures
from cchc_sheets.consolidate.reporter import reporters_of
from cchc_sheets.consolidate.usual import OWN_PAST
from cchc_sheets.consolidate.versions import rulings_of
from cchc_sheets.jobs.check import NOTHING_NAMED, CheckCall, judge_all, read_all
from cchc_sheets.jobs.files import Tick, write_together
from cchc_sheets.jobs.inbox import is_inbox, open_inbox
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.publish import publish
from cchc_sheets.jobs.workspace import INBOX, Workspace, named_roster, period_named
from cchc_sheets.model import Definitions, Period, Received, Roster, UsageProblem
from cchc_sheets.model.event import EventKind
from cchc_sheets.record.submissions import submissions_csv
from cchc_sheets.record.values import flat_csv, value_rows, values_csv
from cchc_sheets.record.versions import Published, Version, hashed
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.figures import figure_rows
from cchc_sheets.report.package import data_package
from cchc_sheets.report.page.render import render_html
from cchc_sheets.report.remind import reminders
from cchc_sheets.report.tables_csv import record_values, tables_csv
from cchc_sheets.report.workbook import write_consolidated
from cchc_sheets.words.columns import CHANGES, CSV_FILES, FIGURES, SUBMISSIONS, TABLES, VALUES

MERGED = "merged"
REMINDERS = "nhac"
WORKBOOK, PAGE, PACKAGE = "consolidated.xlsx", "report.html", "datapackage.json"
OUTPUTS = (WORKBOOK, PAGE, PACKAGE, *(file.name for file in CSV_FILES))
"""All there can be: ``tables.csv`` where a form has tables, ``changes.csv`` where the period was
closed before."""


@dataclass(frozen=True, slots=True)
class MergeCall:
    """A folder or .zip of returned files, the workspace's own folder unless named.

    Without ``province`` and ``period`` most files decide; without ``out`` the outputs are written
    in the workspace; the others as in ``CheckCall``.
    """

    inbox: Path | None = None
    province: str | None = None
    period: str | None = None
    out: Path | None = None
    previous: tuple[Path, ...] = ()
    trust_key: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A merge, what became of its outputs, and what differs from the last closed version."""

    merged: Merged
    published: Published
    changes: tuple[FigureChange, ...] = ()


def merge(
    workspace: Workspace, definitions: Definitions, call: MergeCall, tick: Tick
) -> Done | UsageProblem:
    """Receive and check all files, consolidate those that count, write the outputs.

    Raises ``OSError`` when a file cannot be kept, or an output or the key to be trusted cannot be
    written.
    """
    with remembered(workspace, writing=True) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        whole = _received(memory, definitions, call, tick, receiving=True)
        if isinstance(whole, UsageProblem):
            return whole
        now = memory.as_now()
        merged = merged_of(now, definitions, whole, tick)
        if isinstance(merged, UsageProblem):
            return merged
        if now.state(whole.roster.id, whole.period).is_closed:
            return UsageProblem("period-closed", {"period": str(whole.period)})
        return finished(now, definitions, merged, call.out, tick)


def finished(  # noqa: PLR0913 - what a closing knows beside a merge
    memory: Memory,
    definitions: Definitions,
    merged: Merged,
    out: Path | None,
    tick: Tick,
    *,
    reason: str = "",
) -> Done | UsageProblem:
    """Write the outputs of a merge, with what it changes where the period was closed before.

    Made for a closing, they close the period, for the ``reason`` given, if any. ``memory`` is that
    of which ``merged`` was made, as it was then. Without ``out`` they are written in the workspace.
    Raises ``OSError``.
    """
    roster, period = merged.roster, merged.period
    closed = [each for each in memory.state(roster.id, period).versions if each.closed]
    changes: tuple[FigureChange, ...] = ()
    changed: bytes | None = None
    if closed:
        before = merged_again(memory, definitions, closed[-1], tick)
        if isinstance(before, Merged):
            changes = tuple(changed_figures(before, merged, definitions.catalogue))
        changed = flat_csv(CHANGES.names, changes)
    contents = contents_of(definitions, merged, changed)
    files = {code: file.sha256 for code, file in merged.accepted.items()}
    outputs = {name: hashed(content) for name, content in contents.items()}
    closing = merged.standing.closing if merged.standing else 0
    seen = memory.until or 0
    version = Version(roster.id, str(period), 0, outputs, files, seen, closing)
    folder = out or memory.workspace.root / MERGED / roster.id / str(period)
    published = publish(memory, version, contents, folder, reason)
    if isinstance(published, UsageProblem):
        return published
    return Done(merged, published, changes)


def status(
    workspace: Workspace, definitions: Definitions, call: MergeCall, tick: Tick
) -> Merged | UsageProblem:
    """Return what a merge would come to; nothing is written."""
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        whole = _received(memory, definitions, call, tick, receiving=False)
        if isinstance(whole, UsageProblem):
            return whole
        merged = merged_of(memory, definitions, whole, tick)
        return merged if isinstance(merged, UsageProblem) else as_it_stands(memory, merged)


def as_it_stands(memory: Memory, merged: Merged) -> Merged:
    """Return what a merge would come to, standing as its period does although none is made."""
    if merged.standing is None:
        return merged
    state = memory.state(merged.roster.id, merged.period)
    closing = state.closings if state.is_closed else 0
    standing = replace(merged.standing, closing=closing, is_merged=bool(state.versions))
    return replace(merged, standing=standing)


def remind(
    workspace: Workspace, definitions: Definitions, call: MergeCall, today: date, tick: Tick
) -> tuple[Path, ...] | UsageProblem:
    """Write what chases the units that are missing or returned; return the files.

    Those of an earlier day are replaced. Raises ``OSError``.
    """
    merged = status(workspace, definitions, call, tick)
    if isinstance(merged, UsageProblem):
        return merged
    folder = call.out or workspace.root / REMINDERS / merged.roster.id / str(merged.period)
    files = {folder / name: content for name, content in reminders(merged, today).items()}
    write_together(files)
    return tuple(files)


def _received(
    memory: Memory, definitions: Definitions, call: MergeCall, tick: Tick, *, receiving: bool
) -> Whole | UsageProblem:
    """Read what is in the inbox, and find out whose figures of which period are asked for."""
    workspace = memory.workspace
    named = named_roster(workspace, definitions, call.province)
    if isinstance(named, UsageProblem):
        return named
    inbox = call.inbox or workspace.root / INBOX
    if not is_inbox(inbox):
        return UsageProblem("no-inbox", {"path": str(inbox)})
    outputs = {(call.out / name).resolve() for name in OUTPUTS} if call.out else set()
    with open_inbox(inbox, outputs) as came:
        if receiving and not came and memory.book is None:
            return UsageProblem("empty-inbox", {"path": str(inbox)})
        here = memory.receive(came) if receiving else came
        files = read_all(here, definitions, tick)
    roster = named or roster_of(files, definitions)
    if isinstance(roster, UsageProblem):
        return roster
    period = period_named(call.period) if call.period else memory.period_of(roster.id, files)
    if isinstance(period, UsageProblem):
        return period
    if receiving:
        memory.note_identities(files)
    checks = CheckCall((), call.previous, call.trust_key)
    return Whole(roster, period, tuple(files), checks)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a consolidation is made of: the period, files read already, what to check them with.

    Files of the period that were received earlier are added. ``closing`` is the number of the
    closing that the outputs are made for, 0 where none is.
    """

    roster: Roster
    period: Period
    files: tuple[Received, ...] = ()
    checks: CheckCall = NOTHING_NAMED
    closing: int = 0


def merged_of(
    memory: Memory, definitions: Definitions, whole: Whole, tick: Tick
) -> Merged | UsageProblem:
    """Check the files, choose those that count and consolidate them."""
    roster, period = whole.roster, whole.period
    kept = read_all(memory.kept(roster.id, period, whole.files), definitions, tick)
    files = memory.with_arrivals((*whole.files, *kept))
    checks = replace(whole.checks, back=OWN_PAST)
    checked = judge_all(memory, definitions, files, [period], checks)
    if isinstance(checked, UsageProblem):
        return checked
    judged, history = checked
    earlier = history.sent_before(roster, period)
    if memory.book is None:
        return accept(definitions, judged, roster, period, Known(earlier=earlier))
    events = memory.events(roster.id, period)
    # Workbooks of the period may have been issued before there was a record.
    issued = frozenset(event.unit for event in events if event.kind is EventKind.ISSUED) or None
    known = Known(rulings_of(events), issued, earlier)
    merged = accept(definitions, judged, roster, period, known)
    times = [file.arrival.at for file in merged.accepted.values() if file.arrival]
    times += [each.ruling.at for each in merged.outcomes if each.ruling]
    state = memory.state(roster.id, period)
    standing = PeriodStanding(whole.closing, state.closings, max(times, default=""))
    figures = replace(merged.consolidation, is_final=bool(whole.closing))
    return replace(merged, standing=standing, consolidation=figures)


def merged_again(
    memory: Memory, definitions: Definitions, version: Version, tick: Tick
) -> Merged | UsageProblem | None:
    """Consolidate what a version was made of, once more.

    ``None`` where the definitions no longer know its province.
    """
    roster, period = definitions.rosters.get(version.province), Period.parse(version.period)
    if roster is None or period is None:
        return None
    then = replace(memory, until=version.event_number)
    return merged_of(then, definitions, Whole(roster, period, closing=version.closed), tick)


def contents_of(
    definitions: Definitions, merged: Merged, changed: bytes | None = None
) -> dict[str, bytes]:
    """Return all outputs by name; the same input gives the same bytes.

    ``changed`` is what differs from the last closed version, where there is one.
    """
    made, period, roster = merged.consolidation, merged.period, merged.roster
    submissions = {code: f.submission for code, f in merged.accepted.items() if f.submission}
    annex = annex_for(definitions, made)
    rows = value_rows(definitions, roster, period, submissions)
    contents = {
        WORKBOOK: write_consolidated(merged, definitions, annex, rows),
        VALUES.name: values_csv(rows),
        FIGURES.name: figures_of(definitions, merged),
        SUBMISSIONS.name: submissions_csv(merged.outcomes, period, roster.id),
        PAGE: render_html(merged, definitions, annex).encode(),
    }
    if made.tables:
        contents[TABLES.name] = tables_csv(record_values(made.tables, period, roster.id))
    if changed is not None:
        contents[CHANGES.name] = changed
    contents[PACKAGE] = data_package(merged, contents)
    return contents


def figures_of(definitions: Definitions, merged: Merged) -> bytes:
    """Return ``figures.csv``; the same input gives the same bytes."""
    roster = merged.roster
    sent = {code: f.submission for code, f in merged.accepted.items() if f.submission}
    reporters = reporters_of(definitions, roster, merged.period, sent)
    rows = figure_rows(merged.consolidation, definitions.catalogue, roster, reporters)
    return flat_csv(FIGURES.names, rows)
