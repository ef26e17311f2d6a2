"""Status: an inbox → who has sent a report, who has not, and what state each is in."""

from __future__ import annotations

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.history.before import History
from cchc_sheets.jobs.calls import StatusCall, Tick
from cchc_sheets.jobs.check import begin_check, check_all
from cchc_sheets.jobs.files import list_inbox
from cchc_sheets.jobs.merge import merge_checked
from cchc_sheets.jobs.workspace import INBOX, Workspace, named_roster
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem


def status(
    workspace: Workspace, definitions: Definitions, call: StatusCall, tick: Tick
) -> Merged | UsageProblem:
    """Return what a merge would come to; nothing is written."""
    named = named_roster(workspace, definitions, call.province)
    if isinstance(named, UsageProblem):
        return named
    folder = call.inbox or workspace.root / INBOX
    if not folder.is_dir():
        return UsageProblem("no-inbox", {"path": str(folder)})
    checker = begin_check(workspace, definitions)
    if isinstance(checker, UsageProblem):
        return checker
    files = check_all(checker, list_inbox(folder, set()), folder, tick)
    return merge_checked(definitions, files, named, call.period, History())
