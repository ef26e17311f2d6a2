"""What there is to tell a person about a file, as a value; ``words`` turns it into a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error keeps a file out of the consolidation."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for information: the order people read them in."""
        return list(Severity).index(self)


class Status(StrEnum):
    """What becomes of a returned file."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Place:
    """The row or cell that a finding is about; what is not known is ``None``.

    ``cell`` is an A1 address on ``sheet``; ``path`` is the row's address in its form. ``table`` is
    the table of whose records one is meant.
    """

    indicator: str | None = None
    sheet: str | None = None
    cell: str | None = None
    path: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell a person.

    ``code`` is the kind of finding, ``rule`` the id of the rule behind it. ``facts`` fill the
    sentence's placeholders. ``live`` says that the sheet shows the same finding.
    """

    code: str
    severity: Severity
    rule: str | None = None
    place: Place = Place()
    related: tuple[Place, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    live: bool = False


def status_of(findings: Iterable[Finding]) -> Status:
    """Return what the findings make of the file: any error rejects, any warning is carried."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Status.REJECTED
    if Severity.WARNING in severities:
        return Status.ACCEPTED_WITH_WARNINGS
    return Status.ACCEPTED
