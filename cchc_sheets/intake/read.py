"""The path of a returned file → whose it is, its submission and its findings."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from cchc_sheets.decode.cells import RawWorkbook
from cchc_sheets.decode.errors import Unreadable
from cchc_sheets.decode.read import decode, load
from cchc_sheets.findings.columns import COLUMN_MISSING, KEY_COLUMN
from cchc_sheets.findings.file import (
    ARCHIVE_LIMITS,
    ARCHIVE_REFUSED,
    FILE_NOT_WORKBOOK,
    FILE_TOO_LARGE,
    FILE_TYPES,
    LOCK_FILE,
    most,
)
from cchc_sheets.findings.identity import (
    NOT_ISSUED,
    OTHER_FORM,
    UNIT_RENAMED,
    UNKNOWN_FORM,
    UNKNOWN_UNIT,
)
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.findings.rows import SHEET_REPEATED
from cchc_sheets.intake.answers import FormReader
from cchc_sheets.intake.locate import FoundIdentity, find_identity, find_tables
from cchc_sheets.intake.structure import structure
from cchc_sheets.model import (
    Fact,
    Finding,
    Identity,
    Period,
    Severity,
    Source,
    Status,
    status_of,
)
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.received import Received
from cchc_sheets.sheet.form import LIVE_SHEET
from cchc_sheets.text import shorten, tidy

LOCK_PREFIX = "~$"


def read_returned(path: Path, shown: str, definitions: Definitions) -> Received:
    """Read one returned file; ``shown`` is how people name it. Never raises for bad input."""
    if PurePath(shown).name.startswith(LOCK_PREFIX):
        return Received(shown, "", findings=(Finding(LOCK_FILE, Severity.ERROR),))
    data = load(path)
    if isinstance(data, Unreadable):
        return Received(shown, "", findings=(refusal(data),))
    digest = hashlib.sha256(data).hexdigest()
    # The live checks are by far the largest sheets, and nothing is read from them.
    raw = decode(data, skipped=LIVE_SHEET)
    if isinstance(raw, Unreadable):
        return Received(shown, digest, findings=(refusal(raw),))
    found = find_identity(raw)
    if found.identity is None:
        return Received(shown, digest, findings=(Finding(NOT_ISSUED, Severity.ERROR),))
    return _read_known(raw, found.identity, Source(shown, digest), definitions, found)


def refusal(why: Unreadable) -> Finding:
    """Return the finding of a file that cannot be read."""
    facts: dict[str, Fact] = {**why.facts}
    if why.code == FILE_NOT_WORKBOOK.code:
        facts["kind"] = FILE_TYPES[why.facts["found"]]
    if why.code == ARCHIVE_REFUSED.code:
        facts["why"] = ARCHIVE_LIMITS[why.facts["why"]]
    if why.code == FILE_TOO_LARGE.code:
        facts["most"] = most(why.facts["what"], int(why.facts["limit"]))
    return Finding(kind_of(why.code), Severity.ERROR, facts=facts)


def _read_known(
    raw: RawWorkbook,
    identity: Identity,
    source: Source,
    definitions: Definitions,
    found: FoundIdentity,
) -> Received:
    form = definitions.forms.get(identity.form)
    roster = definitions.rosters.get(identity.province)
    unit = roster.unit(identity.unit) if roster else None
    period = Period.parse(identity.period)
    findings = found.findings
    base = Received(source.path, source.sha256, identity, unit, form, period, findings=findings)
    if form is None or period is None:
        return _with(base, Finding(UNKNOWN_FORM, Severity.ERROR, facts={"found": identity.form}))
    if roster is None or unit is None:
        return _with(base, Finding(UNKNOWN_UNIT, Severity.ERROR, facts={"found": identity.unit}))
    tables = find_tables(raw, form)
    if not tables:
        return _with(base, Finding(COLUMN_MISSING, Severity.ERROR, facts={"found": KEY_COLUMN}))
    if len(tables) > 1:
        names = ", ".join(f"“{shorten(table.sheet.name)}”" for table in tables)
        return _with(base, Finding(SHEET_REPEATED, Severity.ERROR, facts={"found": names}))
    if form.id not in unit.forms:
        severity = Severity.WARNING if unit.type in form.unit_types else Severity.ERROR
        facts = {"found": form.id, "expected": ", ".join(unit.forms)}
        base = _with(base, Finding(OTHER_FORM, severity, facts=facts))
    reader = FormReader(raw, tables[0], form, unit, period)
    known = _with(base, *reader.columns.findings)
    if status_of(reader.columns.findings) is Status.REJECTED:
        return known  # whatever else is found comes of the columns
    name = reader.name_at_issue()
    if name is not None and not any(tidy(each.name) == name for each in roster.units):
        facts = {"found": shorten(name, 80), "expected": unit.name}
        known = _with(known, Finding(UNIT_RENAMED, Severity.WARNING, facts=facts))
        reader = FormReader(raw, tables[0], form, replace(unit, name=name), period)
    changes = [*found.copies_gone(tables[0].sheet), *structure(reader)]
    submission, more = reader.submission(source)
    return replace(_with(known, *changes, *more), submission=submission)


def _with(returned: Received, *more: Finding) -> Received:
    return replace(returned, findings=(*returned.findings, *more))
