"""A returned file, and what becomes of it in a merge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from cchc_sheets.model.answer import Submission
from cchc_sheets.model.event import EventKind
from cchc_sheets.model.finding import Finding, Status, status_of
from cchc_sheets.model.form import Form
from cchc_sheets.model.identity import Identity
from cchc_sheets.model.period import Period
from cchc_sheets.model.roster import Unit
from cchc_sheets.model.suspicion import Suspicion


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a file came: ``run`` counts the commands that received files, ``at`` is in UTC."""

    run: int
    at: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody at the office decided about a unit or a file, and why.

    ``run`` places it among the arrivals. ``sha256`` is the hash of the file that it is about,
    ``without`` are the indicators whose answers do not count.
    """

    kind: EventKind
    reason: str
    run: int
    at: str
    sha256: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back; what could not be read of it is ``None``.

    ``path`` is how people name the file. ``sha256`` is the hash of the decoded bytes, empty when
    none were read. ``findings`` are those of reading until the file is checked; then they are all
    findings, errors first.
    """

    path: str
    sha256: str
    identity: Identity | None = None
    unit: Unit | None = None
    form: Form | None = None
    period: Period | None = None
    submission: Submission | None = None
    findings: tuple[Finding, ...] = ()
    arrival: Arrival | None = None
    """``None`` where nothing is remembered of what came before."""
    suspicions: tuple[Suspicion, ...] = ()
    """What explains findings that contradict each other, once the file is checked."""

    @property
    def status(self) -> Status:
        """Accepted, accepted with warnings, or rejected: what the findings make of the file."""
        return status_of(self.findings)

    def with_first(self, finding: Finding) -> Received:
        """Return the same file with one more finding, put before the others."""
        return replace(self, findings=(finding, *self.findings))


class UnitState(StrEnum):
    """The state of a unit in a period; the names are in JSON, ``words.states`` has the words."""

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    """A workbook was issued, and nothing came."""
    RETURNED = "returned"
    """What came has errors, cannot be read or is blank: it does not count."""
    TO_REVIEW = "to_review"
    """What came counts, has something to look at, and nobody has decided about it."""
    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"
    """Somebody decided that the unit is left out; it stays among those that are expected."""

    @property
    def counts(self) -> bool:
        """Whether the unit's report is in the figures."""
        return self in {UnitState.TO_REVIEW, UnitState.ACCEPTED}

    @property
    def awaited(self) -> bool:
        """Whether nothing came of the unit yet."""
        return self in {UnitState.NOT_ISSUED, UnitState.ISSUED}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit's report; of several files of one unit each has its own outcome.

    ``unit`` is ``None`` where nobody knows whose the file is, ``file`` where none came. Why a file
    is returned (its errors, two files that differ) is in its findings. ``ruling`` is the decision
    that made the state what it is.
    """

    state: UnitState
    unit: Unit | None = None
    file: Received | None = None
    ruling: Ruling | None = None
