"""The path of a returned file → whose it is, its submission and its findings."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load
from cchc_sheets.intake.answers import FormReader
from cchc_sheets.intake.locate import find_identity, find_tables
from cchc_sheets.intake.structure import structure
from cchc_sheets.model import (
    Finding,
    Identity,
    Period,
    Severity,
    Source,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.received import Received
from cchc_sheets.sheet.form import LIVE_SHEET
from cchc_sheets.text import shorten

LOCK_PREFIX = "~$"


def read_returned(path: Path, shown: str, definitions: Definitions) -> Received:
    """Read one returned file; ``shown`` is how people name it. Never raises for bad input."""
    if path.name.startswith(LOCK_PREFIX):
        return Received(shown, "", findings=(Finding("lock-file", Severity.ERROR),))
    data = load(path)
    if isinstance(data, Unreadable):
        return Received(shown, "", findings=(_refusal(data),))
    digest = hashlib.sha256(data).hexdigest()
    # The live checks are by far the largest sheets, and nothing is read from them.
    raw = decode(data, skipped=LIVE_SHEET)
    if isinstance(raw, Unreadable):
        return Received(shown, digest, findings=(_refusal(raw),))
    found = find_identity(raw)
    if found.identity is None:
        return Received(shown, digest, findings=(Finding("not-issued", Severity.ERROR),))
    return _read_known(raw, found.identity, Source(shown, digest), definitions, found.findings)


def _refusal(why: Unreadable) -> Finding:
    return Finding(why.code, Severity.ERROR, facts=why.facts)


def _read_known(
    raw: RawWorkbook,
    identity: Identity,
    source: Source,
    definitions: Definitions,
    findings: tuple[Finding, ...],
) -> Received:
    form = definitions.forms.get(identity.form)
    roster = definitions.rosters.get(identity.province)
    unit = roster.unit(identity.unit) if roster else None
    period = Period.parse(identity.period)
    base = Received(source.path, source.sha256, identity, unit, form, period, findings=findings)
    if form is None or period is None:
        return _with(base, Finding("unknown-form", Severity.ERROR, facts={"found": identity.form}))
    if unit is None:
        return _with(base, Finding("unknown-unit", Severity.ERROR, facts={"found": identity.unit}))
    tables = find_tables(raw, form)
    if not tables:
        return _with(base, Finding("columns-moved", Severity.ERROR))
    if len(tables) > 1:
        names = ", ".join(f"“{shorten(table.sheet.name)}”" for table in tables)
        return _with(base, Finding("sheet-repeated", Severity.ERROR, facts={"found": names}))
    reader = FormReader(raw, tables[0], form, unit, period)
    known = _with(base, *structure(reader))
    if any(finding.code == "columns-moved" for finding in known.findings):
        return known
    submission, more = reader.submission(identity, source)
    return replace(_with(known, *more), submission=submission)


def _with(returned: Received, *more: Finding) -> Received:
    return replace(returned, findings=(*returned.findings, *more))
