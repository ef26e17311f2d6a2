"""Init: a new workspace with the packaged definitions, their schemas and the files on the desk."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.schemas import write_schemas
from cchc_sheets.jobs.workspace import (
    GENERATED,
    INBOX,
    SETTINGS,
    STATE,
    TEMPLATES,
    read_settings,
    unknown_province,
)
from cchc_sheets.model import Period, Roster, UsageProblem
from cchc_sheets.words.desk import COMMAND_FILES, STEPS, STEPS_NAME

_EXAMPLE = Period(2021, "Q1")
# Returned workbooks and notes may name people: nothing of a workspace belongs into a repository.
GITIGNORE = "*\n"


@dataclass(frozen=True, slots=True)
class Made:
    """What ``init`` did: the files written, those left as they were, the province remembered.

    Without a province nothing is remembered, and commands have to name one. ``period`` is one in
    which the province reports, to begin with: the first quarter of 2021, or the one from which a
    newer province reports.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    province: str
    name: str
    period: Period


def packaged_provinces(today: date) -> tuple[Roster, ...]:
    """Return the provinces that definitions come with, first those that there are today."""
    definitions, _ = load(packaged_templates(), prove=False)
    rosters = definitions.rosters.values() if definitions else ()
    return tuple(sorted(rosters, key=lambda roster: (roster.ended(today), roster.id)))


def chosen_province(root: Path) -> str:
    """Return the province that a workspace remembers, empty where it remembers none."""
    return read_settings(root / STATE).get("province", "")


def init_workspace(root: Path, province: str | None) -> Made | UsageProblem:
    """Make a workspace with the packaged definitions; no definition that exists is overwritten.

    With ``province`` it gets only what that province needs. Raises ``OSError`` when the folder
    cannot be written.
    """
    packaged = packaged_templates()
    definitions, _ = load(packaged, prove=False)
    others: set[str] = set()
    if definitions is not None and province is not None:
        roster = definitions.rosters.get(province)
        if roster is None:
            return unknown_province(province, definitions.rosters)
        own = {province, roster.annex, *(form for unit in roster.units for form in unit.forms)}
        others = {*definitions.forms, *definitions.rosters, *definitions.annexes} - own
    for folder in (root / TEMPLATES, root / INBOX, root / GENERATED):
        folder.mkdir(parents=True, exist_ok=True)
    (root / STATE).mkdir(mode=0o700, exist_ok=True)  # for keys: nobody else reads it
    sources = [path for path in sorted(packaged.glob("*.yaml")) if path.stem not in others]
    contents = {root / TEMPLATES / source.name: source.read_bytes() for source in sources}
    contents[root / ".gitignore"] = GITIGNORE.encode()
    # The steps begin with a mark by which Notepad knows UTF-8; command files do not: ``cmd`` would
    # take it for a part of the first command. A name in NFC is found on any system.
    desk = {unicodedata.normalize("NFC", STEPS_NAME): "\ufeff" + STEPS, **COMMAND_FILES}
    contents |= {root / name: text.replace("\n", "\r\n").encode() for name, text in desk.items()}
    kept = tuple(path for path in contents if path.exists())
    for path, content in contents.items():
        if path not in kept:
            path.write_bytes(content)
    settings = read_settings(root / STATE)
    chosen = province or settings.get("province", "")
    if settings.get("province", "") != chosen:
        text = json.dumps({**settings, "province": chosen}) + "\n"
        (root / STATE / SETTINGS).write_text(text, encoding="utf-8")
    made, _ = load(root / TEMPLATES, prove=False)
    schemas = write_schemas(root / TEMPLATES, made)
    roster = made.rosters.get(chosen) if made else None
    period = _EXAMPLE
    if roster is not None and roster.since and not roster.expected(period):
        since = date.fromisoformat(roster.since)
        period = Period(since.year, f"Q{(since.month + 2) // 3}")
    written = (*(path for path in contents if path not in kept), *schemas)
    return Made(written, kept, chosen, roster.province if roster else chosen, period)
