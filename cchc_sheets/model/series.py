"""Why one figure cannot be set against an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_sheets.model.catalogue import Speech


class Rupture(StrEnum):
    """What parts two figures of one indicator."""

    MEANING = "meaning"
    """The catalogue says that the indicator counts something else since a day (``Break``)."""
    ASKED_OTHERWISE = "asked-otherwise"
    """One form asks a count, another a share or Có/Không."""
    OTHER_UNITS = "other-units"
    """Other types of units are asked: levels of government came or went."""
    NOT_AT_HAND = "not-at-hand"
    """A predecessor's figure is missing."""
    NOT_ADDED = "not-added"
    """Figures of predecessors were to be added, and in this family that means nothing."""
    NO_PREDECESSOR = "no-predecessor"
    """The unit did not exist, and none is named that it continues alone."""


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A place where a series breaks: why, and the facts for the sentence."""

    why: Rupture
    facts: Mapping[str, str] = field(default_factory=dict)
    reason: Speech | None = None
