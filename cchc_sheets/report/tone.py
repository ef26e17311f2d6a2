"""Lines that a terminal may show in colour; for everything else they are plain text."""

from __future__ import annotations

from enum import StrEnum

from cchc_sheets.model import Severity, Status, UnitState


class Tone(StrEnum):
    """What a line is felt to be."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


OF_STATUS = {
    Status.ACCEPTED: Tone.GOOD,
    Status.ACCEPTED_WITH_WARNINGS: Tone.DOUBTFUL,
    Status.REJECTED: Tone.BAD,
}
OF_STATE = {
    UnitState.ACCEPTED: Tone.GOOD,
    UnitState.TO_REVIEW: Tone.DOUBTFUL,
    UnitState.RETURNED: Tone.BAD,
}
OF_SEVERITY = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.DOUBTFUL}


class Toned(str):
    """A line with its tone."""

    __slots__ = ("tone",)
    tone: Tone


def toned(text: str, tone: Tone | None) -> str:
    """Return the line with a tone, or as it is without any."""
    if tone is None:
        return text
    line = Toned(text)
    line.tone = tone
    return line
