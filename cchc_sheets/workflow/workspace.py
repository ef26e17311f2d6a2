"""The folder somebody works in: its definitions, its province, its state in ``.cchc``."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.definition import Definitions, load, packaged_templates
from cchc_sheets.definition.problem import nearest
from cchc_sheets.model import Roster
from cchc_sheets.workflow.desk_files import desk_files
from cchc_sheets.workflow.problem import UsageProblem
from cchc_sheets.workflow.schemas import write_schemas

STATE = ".cchc"
SETTINGS = "settings.json"
TEMPLATES = "templates"
INBOX = "inbox"
GENERATED = "generated"
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
    wanted = province or _settings(workspace).get("province")
    rosters = definitions.rosters
    if wanted is None:
        if len(rosters) == 1:
            return next(iter(rosters.values()))
        return UsageProblem("choose-province", {"known": ", ".join(rosters)})
    if wanted not in rosters:
        facts = {"found": wanted, "known": ", ".join(rosters), "near": nearest(wanted, rosters)}
        return UsageProblem("unknown-province", facts)
    return rosters[wanted]


def _settings(workspace: Workspace) -> dict[str, str]:
    try:
        content = json.loads((workspace.state / SETTINGS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in content.items()} if isinstance(content, dict) else {}


def init_workspace(root: Path, province: str | None) -> tuple[list[Path], list[Path]]:
    """Make a workspace with the packaged definitions; nothing that exists is overwritten.

    Returns the files written and those left as they were. Raises ``OSError`` when the folder
    cannot be written.
    """
    written: list[Path] = []
    kept: list[Path] = []
    for folder in (root / TEMPLATES, root / INBOX, root / GENERATED, root / STATE):
        folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(packaged_templates().glob("*.yaml")):
        target = root / TEMPLATES / source.name
        if target.exists():
            kept.append(target)
        else:
            shutil.copyfile(source, target)
            written.append(target)
    settings = json.dumps({"province": province} if province else {}) + "\n"
    contents = {
        ".gitignore": GITIGNORE.encode(),
        f"{STATE}/{SETTINGS}": settings.encode(),
        **desk_files(),
    }
    for name, content in contents.items():
        path = root / name
        if path.exists():
            kept.append(path)
        else:
            path.write_bytes(content)
            written.append(path)
    definitions, _ = load(root / TEMPLATES, prove=False)
    written += write_schemas(root / TEMPLATES, definitions)
    return written, kept
