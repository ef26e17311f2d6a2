"""A checked file as reports see it."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_sheets.model import Finding, Form, Identity, Period, Status, Unit


@dataclass(frozen=True, slots=True)
class FileView:
    """One checked file: what it says of itself (``None`` where unread) and what was found."""

    path: str
    identity: Identity | None
    unit: Unit | None
    form: Form | None
    period: Period | None
    status: Status
    findings: tuple[Finding, ...]
