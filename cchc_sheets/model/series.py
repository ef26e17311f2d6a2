"""Why a figure cannot be compared with an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_sheets.model.speech import Speech


class Rupture(StrEnum):
    """Why two figures of one indicator cannot be compared."""

    MEANING = "meaning"
    """The indicator counts something else since a day that the catalogue names (``Break``)."""
    ASKED_OTHERWISE = "asked-otherwise"
    """One form asks a count, another a share or Có/Không."""
    OTHER_UNITS = "other-units"
    """Other types of units are asked, because levels of government were made or abolished."""
    NOT_AT_HAND = "not-at-hand"
    """A predecessor's figure is missing."""
    NOT_ADDED = "not-added"
    """Predecessors' figures would have to be added, which means nothing in this family."""
    NO_PREDECESSOR = "no-predecessor"
    """The unit did not exist, and the roster names no single unit that it continues."""
    THIN = "thin"
    """Fewer than half the units asked are behind one of the two figures."""


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A place where a series breaks: why, and the facts for the sentence."""

    why: Rupture
    facts: Mapping[str, str] = field(default_factory=dict)
    reason: Speech | None = None
