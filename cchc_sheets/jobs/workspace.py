"""The folder somebody works in: its definitions, its province, its state in ``.cchc``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.definition import packaged_templates
from cchc_sheets.model import Definitions, Period, Roster, UsageProblem
from cchc_sheets.text import nearest

STATE = ".cchc"
SETTINGS = "settings.json"
TEMPLATES = "templates"
INBOX = "inbox"
GENERATED = "generated"


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
    known = ", ".join(definitions.rosters)
    return roster or UsageProblem("choose-province", {"known": known})


def named_roster(
    workspace: Workspace, definitions: Definitions, province: str | None
) -> Roster | UsageProblem | None:
    """Return the roster as ``choose_roster`` does, ``None`` when nothing says which one."""
    wanted = province or read_settings(workspace.state).get("province")
    rosters = definitions.rosters
    if wanted is None:
        return next(iter(rosters.values())) if len(rosters) == 1 else None
    return rosters[wanted] if wanted in rosters else unknown_province(wanted, rosters)


def unknown_province(found: str, known: Iterable[str]) -> UsageProblem:
    """Return the problem that a province has no roster."""
    facts = {"found": found, "known": ", ".join(known), "near": nearest(found, known)}
    return UsageProblem("unknown-province", facts)


def period_named(text: str) -> Period | UsageProblem:
    """Return the period that an option names."""
    return Period.parse(text) or UsageProblem("not-a-period", {"found": text})


def read_settings(state: Path) -> dict[str, str]:
    """Return what the workspace remembers; what cannot be read counts as nothing."""
    try:
        content = json.loads((state / SETTINGS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}
