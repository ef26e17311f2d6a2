"""Merge (tổng hợp): an inbox → the provincial outputs; each file that does not count is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged, accept, period_of, provinces_of
from cchc_sheets.history.before import History, lacking
from cchc_sheets.jobs.calls import MergeCall, Tick
from cchc_sheets.jobs.check import begin_check, check_all
from cchc_sheets.jobs.files import list_inbox
from cchc_sheets.jobs.outputs import output_paths, write_outputs
from cchc_sheets.jobs.workspace import Workspace, named_roster, period_named, roster_of_most
from cchc_sheets.model import Period, Roster
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.model.received import Received

MERGED = "merged"


def merge(
    workspace: Workspace, definitions: Definitions, call: MergeCall, tick: Tick
) -> tuple[Merged, Mapping[str, Path]] | UsageProblem:
    """Check all files, consolidate those that count and write the outputs, named with their paths.

    Raises ``OSError`` when an output, or the key to be trusted, cannot be written.
    """
    named = named_roster(workspace, definitions, call.province)
    if isinstance(named, UsageProblem):
        return named
    if not call.inbox.is_dir():
        return UsageProblem("no-inbox", {"path": str(call.inbox)})
    outputs = output_paths(call.out).values() if call.out else ()
    paths = list_inbox(call.inbox, {path.resolve() for path in outputs})
    if not paths:
        return UsageProblem("empty-inbox", {"path": str(call.inbox)})
    checker = begin_check(workspace, definitions, call.previous, call.trust_key)
    if isinstance(checker, UsageProblem):
        return checker
    files = check_all(checker, paths, call.inbox, tick)
    merged = merge_checked(definitions, files, named, call.period, checker.history)
    if isinstance(merged, UsageProblem):
        return merged
    out = call.out or workspace.root / MERGED / merged.roster.id / str(merged.period)
    return merged, write_outputs(merged, definitions, out)


def merge_checked(
    definitions: Definitions,
    files: Sequence[Received],
    named: Roster | None,
    period: str | None,
    history: History,
) -> Merged | UsageProblem:
    """Consolidate checked files; the province and period that are not named are most files' own."""
    roster = named or roster_of_most(definitions, provinces_of(files))
    if isinstance(roster, UsageProblem):
        return roster
    chosen: Period | UsageProblem = period_named(period) if period else period_of(files)
    if isinstance(chosen, UsageProblem):
        return chosen
    problem = lacking(history, [chosen], for_checking=True)
    return problem or accept(definitions, files, roster, chosen)
