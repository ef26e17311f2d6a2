"""The folder somebody works in: its definitions, its province, its state in ``.cchc``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_sheets.definition import load, packaged_templates
from cchc_sheets.jobs.desk_files import desk_files
from cchc_sheets.jobs.schemas import write_schemas
from cchc_sheets.model import Period, Roster
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.text import nearest

STATE = ".cchc"
SETTINGS = "settings.json"
TEMPLATES = "templates"
INBOX = "inbox"
GENERATED = "generated"
DEFAULT_PROVINCE = "soc-trang"
"""What a workspace of all packaged definitions is for until somebody chooses."""
_EXAMPLE = Period(2021, "Q1")
# Returned workbooks and notes may name people: nothing of a workspace belongs into a repository.
GITIGNORE = "*\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a job finds its definitions and keeps its state."""

    root: Path
    templates: Path

    @property
    def state(self) -> Path:
        """The folder of keys and settings."""
        return self.root / STATE


def open_workspace(root: Path, templates: Path | None) -> Workspace | UsageProblem:
    """Return the workspace.

    Without ``templates`` its own definitions are used, or those of the package when it has none.
    """
    if not root.is_dir():
        return UsageProblem("no-workspace", {"path": str(root)})
    if templates is not None:
        if not templates.is_dir():
            return UsageProblem("no-templates", {"path": str(templates)})
        return Workspace(root, templates)
    own = root / TEMPLATES
    return Workspace(root, own if own.is_dir() else packaged_templates())


def choose_roster(
    workspace: Workspace, definitions: Definitions, province: str | None
) -> Roster | UsageProblem:
    """Return the roster asked for, or the workspace's, or the only one there is."""
    roster = named_roster(workspace, definitions, province)
    return roster or _choose(definitions.rosters)


def named_roster(
    workspace: Workspace, definitions: Definitions, province: str | None
) -> Roster | UsageProblem | None:
    """Return the roster as ``choose_roster`` does, ``None`` when nothing says which one."""
    wanted = province or _settings(workspace.state).get("province")
    rosters = definitions.rosters
    if wanted is None:
        return next(iter(rosters.values())) if len(rosters) == 1 else None
    return rosters[wanted] if wanted in rosters else _unknown(wanted, rosters)


def roster_of_most(definitions: Definitions, provinces: Iterable[str]) -> Roster | UsageProblem:
    """Return the roster of the province that most returned files name; a tie chooses none."""
    votes = Counter(name for name in provinces if name in definitions.rosters)
    leaders = votes.most_common(2)
    if len({count for _, count in leaders}) < max(len(leaders), 1):
        return _choose(definitions.rosters)
    return definitions.rosters[leaders[0][0]]


def period_named(text: str) -> Period | UsageProblem:
    """Return the period that an option names."""
    return Period.parse(text) or UsageProblem("not-a-period", {"found": text})


def _choose(known: Iterable[str]) -> UsageProblem:
    return UsageProblem("choose-province", {"known": ", ".join(known)})


def _unknown(found: str, known: Iterable[str]) -> UsageProblem:
    facts = {"found": found, "known": ", ".join(known), "near": nearest(found, known)}
    return UsageProblem("unknown-province", facts)


def _settings(state: Path) -> dict[str, str]:
    try:
        content = json.loads((state / SETTINGS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}


@dataclass(frozen=True, slots=True)
class Made:
    """What ``init`` did: the files written, those left as they were, the province remembered.

    ``period`` is one in which the province reports, to begin with.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    province: str
    period: Period


def init_workspace(root: Path, province: str | None) -> Made | UsageProblem:
    """Make a workspace with the packaged definitions; no definition that exists is overwritten.

    With ``province`` it gets only what that province needs. Raises ``OSError`` when the folder
    cannot be written.
    """
    packaged = packaged_templates()
    definitions, _ = load(packaged, prove=False)
    if definitions is not None and province not in {None, *definitions.rosters}:
        return _unknown(province or "", definitions.rosters)
    for folder in (root / TEMPLATES, root / INBOX, root / GENERATED, root / STATE):
        folder.mkdir(parents=True, exist_ok=True)
    others = _of_others(definitions, province) if definitions and province else set()
    sources = [path for path in sorted(packaged.glob("*.yaml")) if path.stem not in others]
    contents = {f"{TEMPLATES}/{source.name}": source.read_bytes() for source in sources}
    contents |= {".gitignore": GITIGNORE.encode(), **desk_files()}
    written = [name for name, content in contents.items() if _write_new(root / name, content)]
    kept = [name for name in contents if name not in written]
    remembered = _remember(root / STATE, province)
    own, _ = load(root / TEMPLATES, prove=False)
    schemas = write_schemas(root / TEMPLATES, own)
    return Made(
        (*(root / name for name in written), *schemas),
        tuple(root / name for name in kept),
        remembered,
        _to_begin_with(own.rosters.get(remembered) if own else None),
    )


def _to_begin_with(roster: Roster | None) -> Period:
    """Return the first quarter of 2021, or the one from which a newer province reports."""
    if roster is None or not roster.since or roster.expected(_EXAMPLE):
        return _EXAMPLE
    since = date.fromisoformat(roster.since)
    return Period(since.year, f"Q{(since.month + 2) // 3}")


def _of_others(definitions: Definitions, province: str) -> set[str]:
    """Return the names of the forms, rosters and annexes that the province has no use for."""
    roster = definitions.rosters[province]
    own = {province, roster.annex, *(form for unit in roster.units for form in unit.forms)}
    return {*definitions.forms, *definitions.rosters, *definitions.annexes} - own


def _write_new(path: Path, content: bytes) -> bool:
    if path.exists():
        return False
    path.write_bytes(content)
    return True


def _remember(state: Path, province: str | None) -> str:
    """Keep the province for the commands that follow; return the one that is kept."""
    settings = _settings(state)
    chosen = province or settings.get("province", DEFAULT_PROVINCE)
    if settings.get("province") != chosen:
        text = json.dumps({**settings, "province": chosen}) + "\n"
        (state / SETTINGS).write_text(text, encoding="utf-8")
    return chosen
