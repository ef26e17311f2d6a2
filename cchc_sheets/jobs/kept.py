"""The last merge of a period, made anew from what the record keeps."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.jobs.files import Tick
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import figures_of, merged_again
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Period, Roster, UsageProblem
from cchc_sheets.record.versions import Version, hashed
from cchc_sheets.words.columns import FIGURES


@dataclass(frozen=True, slots=True)
class KeptMerge:
    """A version's merge; ``differs`` where its figures come out otherwise than they were merged."""

    merged: Merged
    version: Version
    differs: bool


def last_merge(
    workspace: Workspace,
    definitions: Definitions,
    province: str | None,
    period: str | None,
    tick: Tick,
) -> KeptMerge | UsageProblem | None:
    """Return the last version of a period that was merged; ``None`` where there is none.

    The period is the one that is named, the only one that is open, or the only one there is.
    """
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        if memory.book is None:
            return None
        roster = choose_roster(workspace, definitions, province)
        if isinstance(roster, UsageProblem):
            return roster
        found = _period(memory, roster, period)
        if isinstance(found, UsageProblem):
            return found
        versions = memory.state(roster.id, found).versions
        if not versions:
            return None
        version = versions[-1]
        merged = merged_again(memory, definitions, version, tick)
        if merged is None or isinstance(merged, UsageProblem):
            return merged
        then = version.outputs.get(FIGURES.name)
        differs = then is not None and hashed(figures_of(definitions, merged)) != then
        return KeptMerge(merged, version, differs)


def _period(memory: Memory, roster: Roster, named: str | None) -> Period | UsageProblem:
    """The period that is named, the only one that is open, or the only one there is."""
    period = memory.period(roster.id, named)
    known = {event.period for event in memory.events(roster.id) if event.period}
    only = Period.parse(known.pop()) if len(known) == 1 else None
    return only if isinstance(period, UsageProblem) and only and not named else period
