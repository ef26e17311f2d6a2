"""Decisions with their reasons: a file accepted or withdrawn, a unit left out, figures typed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.intake.read import read_returned
from cchc_sheets.jobs.check import NOTHING_NAMED, judge_all
from cchc_sheets.jobs.inbox import NamedFile
from cchc_sheets.jobs.issue import Order, choose_units, issue_of
from cchc_sheets.jobs.memory import Memory, remembered
from cchc_sheets.jobs.prefill import read_prefills
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Period, Received, Roster, Status, Unit, UsageProblem
from cchc_sheets.model.decision import Decision
from cchc_sheets.model.event import Event, EventKind
from cchc_sheets.record.archive import keep, path_of
from cchc_sheets.record.keys import signing_key
from cchc_sheets.text import nearest
from cchc_sheets.workbook.form_plan import plan_form
from cchc_sheets.workbook.write import write_workbook


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the record holds it; ``unit`` is ``None`` for a file that is nobody's."""

    event: Event
    unit: Unit | None
    period: Period
    file: str = ""


def decide(
    workspace: Workspace, definitions: Definitions, decision: Decision
) -> Decided | UsageProblem:
    """Record a decision, unless it cannot be meant; the next merge follows it.

    Raises ``OSError`` when the record cannot be written.
    """
    if not decision.reason.strip() and decision.kind is not EventKind.ACCEPTED:
        return UsageProblem("reason-needed")
    with remembered(workspace, writing=True) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        roster = choose_roster(workspace, definitions, decision.province)
        if isinstance(roster, UsageProblem):
            return roster
        period = memory.period(roster.id, decision.period)
        if isinstance(period, UsageProblem):
            return period
        if memory.book is None:
            return UsageProblem("no-record", {"path": str(workspace.root)})
        if memory.state(roster.id, period).is_closed:
            return UsageProblem("period-closed", {"period": str(period)})
        decided = _Deciding(memory, definitions, roster, period, decision).decided()
        if isinstance(decided, Decided):
            memory.add([decided.event])
        return decided


@dataclass(frozen=True, slots=True)
class _Deciding:
    memory: Memory
    definitions: Definitions
    roster: Roster
    period: Period
    decision: Decision

    def decided(self) -> Decided | UsageProblem:
        if self.decision.kind is EventKind.WITHDRAWN:
            file = self._named_file()
            return file if isinstance(file, UsageProblem) else self._about(file.unit, file)
        chosen = choose_units(self.roster, self.period, [self.decision.unit])
        if isinstance(chosen, UsageProblem):
            return chosen
        (unit,) = chosen
        if self.decision.kind is EventKind.EXCLUDED:
            return self._about(unit)
        entered = self.decision.kind is EventKind.ENTERED
        file = self._entered(unit) if entered else self._accepted(unit)
        return file if isinstance(file, UsageProblem) else self._about(unit, file)

    def _about(self, unit: Unit | None, file: Received | None = None) -> Decided:
        facts = {"without": " ".join(self.decision.without)} if self.decision.without else {}
        event = Event(
            self.decision.kind,
            self.roster.id,
            str(self.period),
            unit.code if unit else "",
            file.sha256 if file else "",
            file.path if file else "",
            self.decision.reason.strip(),
            facts,
        )
        return Decided(event, unit, self.period, file.path if file else "")

    def _accepted(self, unit: Unit) -> Received | UsageProblem:
        """The file that is to count: the one named, or else the unit's last one."""
        named = self.decision.file or self.decision.sha256
        file = self._named_file() if named else self._last_file(unit)
        if isinstance(file, UsageProblem):
            return file
        facts = {"path": file.path, "unit": unit.name, "period": str(self.period)}
        if file.unit != unit or file.period != self.period:
            return UsageProblem("file-of-another", facts)
        if file.submission is None or file.form is None:
            return UsageProblem("file-not-read", facts)
        asked = [row.key for row in file.form.answer_rows]
        strange = next((key for key in self.decision.without if key not in asked), None)
        if strange is not None:
            near = nearest(strange, asked)
            return UsageProblem("unknown-indicator", {"found": strange, "near": near})
        if self.decision.reason.strip():
            return file
        judged = judge_all(self.memory, self.definitions, [file], [self.period], NOTHING_NAMED)
        if isinstance(judged, UsageProblem):
            return judged
        is_sound = judged[0][0].status is not Status.REJECTED and not self.decision.without
        return file if is_sound else UsageProblem("reason-needed")

    def _last_file(self, unit: Unit) -> Received | UsageProblem:
        came = [
            event
            for event in self.memory.events(self.roster.id, self.period)
            if event.kind is EventKind.CHECKED and event.unit == unit.code
        ]
        if not came:
            return UsageProblem("nothing-came", {"unit": unit.name, "period": str(self.period)})
        last = max(came, key=lambda event: (int(event.facts["revision"]), event.number))
        return self._read(path_of(self.memory.workspace.state, last.sha256), last.name)

    def _named_file(self) -> Received | UsageProblem:
        """The file at a path, received now if it never was, or the one received under a name.

        A hash names one that was received, whatever stands at the path.
        """
        if self.decision.sha256:
            return self._received(self.decision.sha256)
        path = Path(self.decision.file)
        if path.is_file():
            (kept,) = self.memory.receive([NamedFile(path, path.name)])
            file = self._read(kept.path, kept.shown)
            self.memory.note_identities([file])
            return file
        names = {
            event.name: event.sha256
            for event in self.memory.events()
            if event.kind is EventKind.RECEIVED
        }
        if self.decision.file not in names:
            near = nearest(self.decision.file, names)
            return UsageProblem("file-not-received", {"found": self.decision.file, "near": near})
        sha256 = names[self.decision.file]
        return self._read(path_of(self.memory.workspace.state, sha256), self.decision.file)

    def _received(self, sha256: str) -> Received | UsageProblem:
        events = self.memory.events()
        named = (e for e in events if e.kind is EventKind.RECEIVED and e.sha256 == sha256)
        event = next(named, None)
        if event is None:
            return UsageProblem("file-not-received", {"found": sha256, "near": ""})
        return self._read(path_of(self.memory.workspace.state, sha256), event.name)

    def _entered(self, unit: Unit) -> Received | UsageProblem:
        """The figures as a workbook of the unit, made here from a table or filled in by somebody.

        It is kept and read like any that a unit sends, so that the same rules hold for it.
        """
        values = self.decision.values
        if values is None:
            return UsageProblem("values-needed", {"unit": unit.code})
        if values.suffix.lower() != ".csv":
            data = values.read_bytes()
        else:
            made = self._workbook(unit, values)
            if isinstance(made, UsageProblem):
                return made
            data = made
        sha256 = keep(self.memory.workspace.state, data)
        file = self._read(path_of(self.memory.workspace.state, sha256), values.name)
        facts = {"path": file.path, "unit": unit.name, "period": str(self.period)}
        if file.unit != unit or file.period != self.period or file.submission is None:
            return UsageProblem("file-of-another", facts)
        size = {"size": str(len(data))}
        self.memory.add([Event(EventKind.RECEIVED, sha256=sha256, name=values.name, facts=size)])
        self.memory.note_identities([file])
        return file

    def _workbook(self, unit: Unit, values: Path) -> bytes | UsageProblem:
        prefills = read_prefills(values, self.definitions, self.roster)
        if isinstance(prefills, UsageProblem):
            return prefills
        if prefills.not_carried:
            return prefills.not_carried[0]
        key = signing_key(self.memory.workspace.state)
        if isinstance(key, UsageProblem):
            return key
        form = self.definitions.forms[unit.forms[0]]
        order = Order(self.roster, self.period, (unit,), Path(), prefills.filled)
        plan = plan_form(form, self.definitions.catalogue, self.period, since=unit.since)
        return write_workbook(issue_of(order, unit, form, key), plan)

    def _read(self, path: Path, shown: str) -> Received:
        return read_returned(path, shown, self.definitions)
