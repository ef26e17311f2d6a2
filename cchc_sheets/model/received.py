"""One form of a returned file: what it is, what was read from it and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc_sheets.model.answer import Submission
from cchc_sheets.model.finding import Finding, Status, status_of
from cchc_sheets.model.form import Form
from cchc_sheets.model.identity import Identity
from cchc_sheets.model.period import Period
from cchc_sheets.model.roster import Unit


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back; what could not be read of it is ``None``.

    ``path`` is as people name the file. ``sha256`` is that of the bytes that were decoded, empty
    when none were read. ``findings`` of a file that was only read are those of the file and its
    rows; after a check they are all there is to report, errors first.
    """

    path: str
    sha256: str
    identity: Identity | None = None
    unit: Unit | None = None
    form: Form | None = None
    period: Period | None = None
    submission: Submission | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def status(self) -> Status:
        """Accepted, accepted with warnings, or rejected: what the findings make of the file."""
        return status_of(self.findings)

    def with_first(self, finding: Finding) -> Received:
        """Return the same file with one more finding, put before the others."""
        return replace(self, findings=(finding, *self.findings))
