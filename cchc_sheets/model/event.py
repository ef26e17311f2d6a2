"""What happened in a workspace, as the record keeps it: one event after another, none changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a unit's workbook, to a file and to a period."""

    ISSUED = "issued"
    """A workbook was issued to a unit."""
    RECEIVED = "received"
    """A file was found in the inbox and its bytes were kept."""
    CHECKED = "checked"
    """A received file was read: it says whose it is, which revision and which period."""
    RETURNED = "returned"
    """A workbook to be corrected was written for a unit."""
    ACCEPTED = "accepted"
    """Somebody decided that a file counts, with or without some of its answers."""
    EXCLUDED = "excluded"
    """Somebody decided that a unit is left out."""
    ENTERED = "entered"
    """Somebody typed in what a unit reported otherwise."""
    WITHDRAWN = "withdrawn"
    """Somebody decided that a file does not count."""
    MERGED = "merged"
    """A version of the outputs was made."""
    CLOSED = "closed"
    """A version became the figures of the period."""
    REOPENED = "reopened"
    """A closed period may change again."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``province``, ``period`` and ``unit`` are ids, empty where the event is about none; ``sha256``
    is the hash of the file, ``name`` what people called it. ``reason`` is what a person wrote for a
    decision. ``facts`` are texts that only this kind of event has.

    ``number`` counts events from 1 and ``run`` is the number of the first event of the same
    command: what came in one run came together. ``at`` is the time in UTC (ISO 8601, to the
    second). The record sets all three.
    """

    kind: EventKind
    province: str = ""
    period: str = ""
    unit: str = ""
    sha256: str = ""
    name: str = ""
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    run: int = 0
    at: str = ""
