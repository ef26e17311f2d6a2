"""Return (trả lại) to units what they sent last, from the record: a workbook to be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.history.before import read_history
from cchc_sheets.jobs.files import Tick
from cchc_sheets.jobs.issue import choose_units
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.merge import Whole, merged_of
from cchc_sheets.jobs.returned import NotReturned, Returner, put
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Received, Unit, UnitState, UsageProblem
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.archive import path_of
from cchc_sheets.record.keys import read_keys

RETURNED = "tra-lai"


@dataclass(frozen=True, slots=True)
class ReturnCall:
    """Units by code, all that are returned unless named; without ``out`` in the workspace.

    The period is the only open one unless named.
    """

    units: tuple[str, ...]
    period: str | None = None
    province: str | None = None
    out: Path | None = None


def return_units(
    workspace: Workspace, definitions: Definitions, call: ReturnCall, tick: Tick
) -> list[tuple[Unit, Path | NotReturned]] | UsageProblem:
    """Write for each unit the workbook that takes the place of its last file, and its letter.

    Every unit named has to have sent something. Raises ``OSError`` where a workbook cannot be
    written.
    """
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        roster = choose_roster(workspace, definitions, call.province)
        if isinstance(roster, UsageProblem):
            return roster
        period = memory.period(roster.id, call.period)
        if isinstance(period, UsageProblem):
            return period
        keys = read_keys(workspace.state)
        if isinstance(keys, UsageProblem):
            return keys
        if not keys.keys:
            return UsageProblem("return-without-key")
        merged = merged_of(memory, definitions, Whole(roster, period), tick)
        history = read_history(memory.earlier_tables([roster.id], [period]), definitions)
        if isinstance(merged, UsageProblem):
            return merged
        if isinstance(history, UsageProblem):
            return history
        units = choose_units(roster, period, call.units) if call.units else _returned(merged)
        if isinstance(units, UsageProblem):
            return units
        files = {unit.code: last_file(merged, unit) for unit in units}
        silent = next((unit for unit in units if files[unit.code] is None), None)
        if silent is not None:
            facts = {"unit": silent.name, "period": str(period)}
            return UsageProblem("nothing-came", facts)
        returner = Returner(definitions, keys, history)
        folder = call.out or workspace.root / RETURNED / roster.id / str(period)
        return [
            (unit, _given_back(memory, returner, file, folder))
            for unit in units
            if (file := files[unit.code]) is not None
        ]


def _returned(merged: Merged) -> tuple[Unit, ...]:
    """The units whose last file has errors, in the roster's order."""
    states = {o.unit: o.state for o in merged.outcomes if o.unit}
    return tuple(unit for unit, state in states.items() if state is UnitState.RETURNED)


def last_file(merged: Merged, unit: Unit) -> Received | None:
    """Return what the unit sent last, whether or not it counts; ``None`` where nothing came."""
    own = [each.file for each in merged.outcomes if each.unit == unit and each.file]
    own += [file for file in merged.rejected if file.unit == unit]
    return max(own, key=lambda file: file.arrival.run if file.arrival else 0, default=None)


def _given_back(
    memory: Memory, returner: Returner, file: Received, folder: Path
) -> Path | NotReturned:
    made = returner.make(file, path_of(memory.workspace.state, file.sha256).read_bytes())
    if isinstance(made, NotReturned):
        return made
    path, identity = folder / f"{made.name}.xlsx", made.issue.identity
    put(path, made)
    about = (identity.province, identity.period, identity.unit, file.sha256, path.name)
    facts = {"revision": str(identity.revision)}
    memory.add([Event(EventKind.RETURNED, *about, facts=facts)])
    return path
