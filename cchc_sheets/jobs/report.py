"""The province's report in Word: an outline filled from the figures of a merge, or its annex."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.jobs.files import Tick, keep_old, write_together
from cchc_sheets.jobs.kept import KeptMerge, last_merge
from cchc_sheets.jobs.merge import MergeCall, status
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import Definitions, UsageProblem
from cchc_sheets.report.word.fill import fill
from cchc_sheets.report.word.outline import annex_outline, default_outline
from cchc_sheets.report.word.pdf import as_pdf, libreoffice
from cchc_sheets.report.word.told import Reported
from cchc_sheets.report.word.values import OutlineValues
from cchc_sheets.words.outline import ANNEX_NAME, OUTLINE_NAME, REPORT_NAME

REPORTS = "bao-cao"
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class ReportCall:
    """A Word file with names in it, the packaged outline unless named; or the annex alone.

    ``inbox`` is a folder of returned files to be read as ``merge`` reads it; without it the last
    version that was merged is told. ``out`` is the folder to write to, the workspace's own unless
    named. The period is the only one that is open, or the only one there is, unless named.
    """

    outline: Path | None = None
    inbox: Path | None = None
    province: str | None = None
    period: str | None = None
    out: Path | None = None
    only_annex: bool = False
    with_pdf: bool = False


def report(
    workspace: Workspace, definitions: Definitions, call: ReportCall, tick: Tick
) -> Reported | UsageProblem:
    """Write the report; a file that is there already is moved aside. Raises ``OSError``."""
    if call.with_pdf and libreoffice() is None:
        return UsageProblem("no-libreoffice")
    outline = _outline(definitions, call)
    if isinstance(outline, UsageProblem):
        return outline
    found = _figures(workspace, definitions, call, tick)
    if isinstance(found, UsageProblem):
        return found
    merged, kept = found
    filled = fill(outline, OutlineValues(merged, definitions))
    if isinstance(filled, UsageProblem):
        return replace(filled, facts={**filled.facts, "path": str(call.outline or OUTLINE_NAME)})
    name = (ANNEX_NAME if call.only_annex else REPORT_NAME).format(period=merged.period)
    folder = call.out or workspace.root / REPORTS / merged.roster.id / str(merged.period)
    contents = {folder / f"{name}.docx": filled.content}
    if call.with_pdf:
        made = as_pdf(filled.content)
        if isinstance(made, UsageProblem):
            return made
        contents[folder / f"{name}.pdf"] = made
    moved = [keep_old(path, content) for path, content in contents.items()]
    write_together(contents)
    files, aside = tuple(contents), tuple(filter(None, moved))
    version, differs = (kept.version.number, kept.differs) if kept else (0, False)
    return Reported(files, aside, merged, filled, version, differs)


def _figures(
    workspace: Workspace, definitions: Definitions, call: ReportCall, tick: Tick
) -> tuple[Merged, KeptMerge | None] | UsageProblem:
    """The merge to be told: the last version of it, or that of a folder."""
    if call.inbox is not None:
        named = MergeCall(call.inbox, call.province, call.period)
        merged = status(workspace, definitions, named, tick)
        return merged if isinstance(merged, UsageProblem) else (merged, None)
    kept = last_merge(workspace, definitions, call.province, call.period, tick)
    if kept is None or isinstance(kept, UsageProblem):
        return kept or UsageProblem("nothing-to-report")
    return kept.merged, kept


def _outline(definitions: Definitions, call: ReportCall) -> bytes | UsageProblem:
    if call.only_annex:
        return annex_outline()
    if call.outline is None:
        return default_outline(definitions.catalogue)
    if not call.outline.is_file():
        return UsageProblem("no-file", {"path": str(call.outline)})
    if call.outline.stat().st_size > _MOST_BYTES:
        return UsageProblem("outline-unreadable", {"path": str(call.outline)})
    return call.outline.read_bytes()


def save_outline(definitions: Definitions, path: Path) -> Path | UsageProblem:
    """Write the packaged outline to be changed in Word; nothing is written over.

    Raises ``OSError``.
    """
    if path.exists():
        return UsageProblem("file-there", {"path": str(path)})
    write_together({path: default_outline(definitions.catalogue)})
    return path
