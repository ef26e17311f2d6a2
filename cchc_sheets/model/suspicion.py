"""Which cells are suspected where findings contradict each other, and what they may be instead."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cchc_sheets.model.finding import Fact, Finding, Place


class Slip(StrEnum):
    """What happened to the number that was meant."""

    DIGIT_DROPPED = "digit-dropped"
    DIGIT_ADDED = "digit-added"
    DIGIT_CHANGED = "digit-changed"
    TRANSPOSED = "transposed"
    POWER_OF_TEN = "power-of-ten"
    FRACTION = "fraction"
    """A rate typed as a fraction of 1: 0.45 for 45 %."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be wrong.

    ``called`` and ``label`` name its row, ``typed`` is its answer. With another number, from
    ``low`` to ``high`` in the printed unit, ``None`` where nothing bounds it, the findings would be
    gone; ``is_rate`` tells that it is written with a per cent sign. ``not_applicable``: KAD would
    do as well. ``slip`` names how the number that is forced may have become the typed one.
    """

    place: Place
    called: str
    label: str
    typed: Fact
    low: Decimal | None = None
    high: Decimal | None = None
    is_rate: bool = False
    not_applicable: bool = False
    slip: Slip | None = None

    @property
    def number(self) -> Decimal | None:
        """The only number that it can be, ``None`` where there are several."""
        return self.low if self.low == self.high else None

    @property
    def forced(self) -> Decimal | None:
        """The only number that it can be, ``None`` where there are several or KAD would do."""
        return None if self.not_applicable else self.number


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What explains findings that belong together.

    ``suspects``: all of them are wrong when they are ``together``, otherwise one of them, and which
    cannot be told. ``exchanged``: with the answers of the two exchanged, all findings are gone.
    ``rows_off``: the answers from the first suspect to the second are so many rows below their own,
    above them where it is negative. ``in_notes``: they are in the column of notes, the first and
    the last of them suspected. ``settles`` are the findings that would be gone.
    """

    suspects: tuple[Suspect, ...]
    settles: tuple[Finding, ...]
    together: bool = True
    exchanged: bool = False
    rows_off: int = 0
    in_notes: bool = False
