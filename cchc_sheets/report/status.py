"""A merge → ``status``: the state of every unit of a period, and who is late by how many days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.model import Catalogue, Outcome, Unit, UnitState
from cchc_sheets.record.values import flat_csv
from cchc_sheets.report.merged import reason_of, rejected_lines
from cchc_sheets.report.tone import OF_STATE, toned
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.states import STATES, stage_word, state_word

_NEVER_LATE = {UnitState.ACCEPTED, UnitState.LEFT_OUT}


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One expected unit: its state, its file, and by how many days it is late, if it is.

    ``filled_by`` and ``telephone`` are of the last file that names either, or else the roster's.
    """

    unit: Unit
    outcome: Outcome
    late: int | None
    filled_by: str = ""
    telephone: str = ""

    @property
    def reach(self) -> str:
        """Whom to call, and under which number; empty where nobody knows."""
        return ", ".join(filter(None, (self.filled_by, self.telephone)))


def unit_states(merged: Merged, today: date) -> tuple[UnitStatus, ...]:
    """Return the expected units in the roster's order; of several files of one the last."""
    due = merged.roster.due_on(merged.period)
    days = (today - due).days if due is not None else 0
    states = []
    for unit, each in {o.unit.code: (o.unit, o) for o in merged.outcomes if o.unit}.values():
        late = days if days > 0 and each.state not in _NEVER_LATE else None
        named = (
            (f.submission.filled_by, f.submission.telephone)
            for f in merged.files_of(unit)
            if f.submission
        )
        reach = next(filter(any, named), (unit.contact, unit.telephone))
        states.append(UnitStatus(unit, each, late, *reach))
    return tuple(states)


def status_json(merged: Merged, today: date, lang: str) -> dict[str, Any]:
    """Return the state of every expected unit, and the files to be looked at."""
    due = merged.roster.due_on(merged.period)
    return {
        "province": merged.roster.id,
        "period": str(merged.period),
        "due": due.isoformat() if due else None,
        "stage": merged.stage,
        "closing": merged.standing.closing if merged.standing else None,
        "units": [
            {
                "unit": each.unit.code,
                "name": each.unit.name,
                "type": each.unit.type,
                "state": each.outcome.state,
                "late": each.late,
                "reason": each.outcome.ruling.reason if each.outcome.ruling else None,
                "path": each.outcome.file.path if each.outcome.file else None,
                "filled_by": each.filled_by or None,
                "telephone": each.telephone or None,
                "email": each.unit.email or None,
            }
            for each in unit_states(merged, today)
        ],
        "rejected": [
            {"path": file.path, "reason": reason_of(file, lang)} for file in merged.rejected
        ],
    }


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    name: str
    type: str
    state: str
    late: str
    reason: str
    file: str
    filled_by: str
    telephone: str
    email: str


def status_csv(merged: Merged, today: date) -> str:
    """Return a line a unit; ``late`` are days, ``state`` is as in JSON."""
    rows = [
        _Row(
            each.unit.code,
            each.unit.name,
            each.unit.type,
            each.outcome.state.value,
            str(each.late or ""),
            each.outcome.ruling.reason if each.outcome.ruling else "",
            each.outcome.file.path if each.outcome.file else "",
            each.filled_by,
            each.telephone,
            each.unit.email,
        )
        for each in unit_states(merged, today)
    ]
    return flat_csv(tuple(_Row.__annotations__), rows).decode("utf-8-sig")


def status_lines(merged: Merged, catalogue: Catalogue, today: date, lang: str) -> Iterator[str]:
    """Yield the counts, then the units by their types, then the files to be looked at."""
    units = unit_states(merged, today)
    due = merged.roster.due_on(merged.period)
    head = {"period": merged.period.label, "province": merged.roster.province}
    closing = merged.standing.closing if merged.standing else 0
    head["stage"] = stage_word(merged.stage, closing, lang)
    yield sentence("status-head", lang, **head, due=f"{due:%d/%m/%Y}" if due else "–")
    yield _counted(units, lang)
    for unit_type in catalogue.unit_types:
        own = tuple(each for each in units if each.unit.type == unit_type.key)
        if not own:
            continue
        yield ""
        yield f"{unit_type.label} ({len(own)}): {_counted(own, lang)}"
        for each in own:
            late = sentence("late", lang, n=each.late) if each.late else ""
            file = f"({each.outcome.file.path})" if each.outcome.file else ""
            reach = f"[{each.reach}]" if each.reach else ""
            told = "  ".join(filter(None, (each.unit.name, late, reach, file)))
            line = f"  {state_word(each.outcome, lang):<20}{told}"
            yield toned(line, OF_STATE.get(each.outcome.state))
    if merged.rejected:
        yield ""
    yield from rejected_lines(merged, lang)


def _counted(units: tuple[UnitStatus, ...], lang: str) -> str:
    """How many units are in each state, and how many are late."""
    counts = Counter(each.outcome.state for each in units)
    late = sum(each.late is not None for each in units)
    words = {state: speech.in_language(lang) for state, speech in STATES.items()}
    parts = [f"{words[state]} {counts[state]}" for state in UnitState if counts[state]]
    return " · ".join([*parts, *([sentence("late-count", lang, n=late)] if late else [])])
