"""What somebody at the office decides about a unit's report, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.model.event import EventKind


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, about which unit or file of a period, and why.

    ``kind`` is one of accepted, excluded, entered and withdrawn. ``file`` is a path, or the name
    under which a file was received; ``sha256`` is its hash instead. To accept a file that has no
    error needs no ``reason``. ``without`` are indicators whose answers do not count,
    ``values`` is the table, or the workbook, with the figures that are entered.
    """

    kind: EventKind
    reason: str
    unit: str = ""
    file: str = ""
    without: tuple[str, ...] = ()
    values: Path | None = None
    period: str | None = None
    province: str | None = None
    sha256: str = ""
