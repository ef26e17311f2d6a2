"""A period → its board: how far it is, and every unit, those first that somebody waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_sheets.desk.office import View
from cchc_sheets.desk.outcomes import counts_of
from cchc_sheets.model import PeriodStage, UnitState
from cchc_sheets.report.merged import reason_of
from cchc_sheets.report.status import UnitStatus, unit_states
from cchc_sheets.text import without_marks
from cchc_sheets.words import desk_page as said
from cchc_sheets.words.report_page import overdue
from cchc_sheets.words.states import STAGES, STATES, state_word

_DONE = {UnitState.ACCEPTED, UnitState.LEFT_OUT}
LATE = "qua-han"
FILTERS = {
    "cho-soat": UnitState.TO_REVIEW,
    "tra-lai": UnitState.RETURNED,
    "chua-giao": UnitState.NOT_ISSUED,
    "chua-gui": UnitState.ISSUED,
    "da-nhan": UnitState.ACCEPTED,
    "loai-ra": UnitState.LEFT_OUT,
}
"""What the board can be narrowed to, by the word in its address."""
STEPS = (PeriodStage.COLLECTING, PeriodStage.PRELIMINARY, PeriodStage.CLOSED)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit on the board; ``turn`` counts what it sent, ``found`` says what was found in it."""

    code: str
    name: str
    state: UnitState
    word: str
    late: str
    turn: int
    found: str
    at: str
    reach: str
    searched: str

    @property
    def is_done(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.state in _DONE


@dataclass(frozen=True, slots=True)
class Level:
    """The units of one type (khối)."""

    label: str
    counted: int
    expected: int
    open: tuple[UnitLine, ...]
    done: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A file of which nobody knows whose it is, and why."""

    name: str
    reason: str
    sha256: str
    at: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to narrow the board: what it is called, and how many units it leaves."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """All that a period's board shows."""

    title: str
    counts: str
    narrowings: tuple[Narrowing, ...]
    levels: tuple[Level, ...]
    strays: tuple[Stray, ...]
    shown: int


def board_of(view: View, today: date, *, only: str = "", words: str = "") -> Board:
    """Return the board, narrowed to a state and to units that have all ``words``."""
    statuses = unit_states(view.merged, today)
    late = sum(each.late is not None for each in statuses)
    counts = Counter(each.outcome.state for each in statuses)
    wanted = without_marks(words).split()
    within = [(each.unit.type, line_of(each, view)) for each in statuses if _is_in(each, only)]
    lines = [each for each in within if all(word in each[1].searched for word in wanted)]
    narrowings = [Narrowing("", "Tất cả", len(statuses))]
    narrowings += [
        Narrowing(key, STATES[state].vi, counts[state])
        for key, state in FILTERS.items()
        if counts[state]
    ]
    if late:
        narrowings.insert(1, Narrowing(LATE, "Quá hạn", late))
    return Board(
        said.board_title(counts, late),
        said.board_counts(counts, late),
        tuple(narrowings),
        tuple(_levels(view, lines, statuses)),
        tuple(_strays(view)),
        len(lines),
    )


def _is_in(each: UnitStatus, only: str) -> bool:
    if only == LATE:
        return each.late is not None
    return only not in FILTERS or each.outcome.state is FILTERS[only]


def line_of(each: UnitStatus, view: View) -> UnitLine:
    """Return a unit's line."""
    files, file = view.merged.files_of(each.unit), each.outcome.file
    at = file.arrival.at if file and file.arrival else ""
    unit = each.unit
    return UnitLine(
        unit.code,
        unit.name,
        each.outcome.state,
        state_word(each.outcome, "vi"),
        overdue(each.late) if each.late else "",
        len(files),
        said.found_counts(*counts_of(file)) if file else "",
        said.at(at),
        each.reach,
        without_marks(f"{unit.name} {unit.short} {unit.code} {each.reach}"),
    )


def _levels(
    view: View, lines: Sequence[tuple[str, UnitLine]], statuses: Sequence[UnitStatus]
) -> Iterator[Level]:
    for unit_type in view.definitions.catalogue.unit_types:
        own = [line for key, line in lines if key == unit_type.key]
        of_type = [each for each in statuses if each.unit.type == unit_type.key]
        counted = sum(each.outcome.state.counts for each in of_type)
        if own:
            open_ = tuple(line for line in own if not line.is_done)
            done = tuple(line for line in own if line.is_done)
            yield Level(unit_type.label, counted, len(of_type), open_, done)


def _strays(view: View) -> Iterator[Stray]:
    for outcome in view.merged.outcomes:
        if outcome.unit is None and outcome.file is not None:
            file = outcome.file
            at = said.at(file.arrival.at) if file.arrival else ""
            yield Stray(file.path, reason_of(file, "vi"), file.sha256, at)


def step_words() -> tuple[tuple[PeriodStage, str], ...]:
    """Return the steps that a period goes through, each with its name."""
    return tuple((stage, STAGES[stage].vi) for stage in STEPS)
