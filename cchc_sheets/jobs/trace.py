"""A figure of the province → the units, files and cells that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.consolidate.pieces import FigurePiece, pieces_of
from cchc_sheets.consolidate.reporter import reporters_of
from cchc_sheets.handbook.find import find_indicator
from cchc_sheets.jobs.files import Tick
from cchc_sheets.jobs.kept import last_merge
from cchc_sheets.jobs.merge import MergeCall, status
from cchc_sheets.jobs.workspace import Workspace
from cchc_sheets.model import Definitions, UsageProblem
from cchc_sheets.report.trace import Traced
from cchc_sheets.text import nearest


@dataclass(frozen=True, slots=True)
class TraceCall:
    """An indicator by its key or by words of its name, and the units to be told in full.

    ``inbox`` is a folder of returned files to be read as ``merge`` reads it; without it the last
    version that was merged is traced, and where there is none, what a merge would come to. The
    period is the only one that is open, or the only one there is, unless named.
    """

    words: str
    units: tuple[str, ...] = ()
    inbox: Path | None = None
    period: str | None = None
    province: str | None = None


def trace(
    workspace: Workspace, definitions: Definitions, call: TraceCall, tick: Tick
) -> Traced | UsageProblem:
    """Return where a figure came from; nothing is written."""
    kept = (
        None if call.inbox else last_merge(workspace, definitions, call.province, call.period, tick)
    )
    if isinstance(kept, UsageProblem):
        return kept
    merged = (
        kept.merged
        if kept
        else status(workspace, definitions, MergeCall(call.inbox, call.province, call.period), tick)
    )
    if isinstance(merged, UsageProblem):
        return merged
    made = merged.consolidation
    asked = {key for key, _ in made.figures}
    indicator = find_indicator(call.words, definitions, asked)
    if isinstance(indicator, UsageProblem):
        return indicator
    figure = made.figure(indicator.key)
    if figure is None:
        facts = {"label": indicator.label, "period": str(merged.period)}
        return UsageProblem("indicator-not-asked", facts)
    pieces = pieces_in(definitions, merged, figure)
    for code in call.units:
        unit = merged.roster.unit(code)
        if unit is None:
            near = nearest(code, [unit.code for unit in merged.roster.units])
            return UsageProblem("unknown-unit", {"found": code, "near": near})
        if not any(piece.entry.unit == code for piece in pieces):
            facts = {"unit": unit.name, "label": indicator.label}
            return UsageProblem("unit-not-asked", facts)
    shown = [piece for piece in pieces if not call.units or piece.entry.unit in call.units]
    shown.sort(key=lambda piece: (piece.outside is not None, -(piece.share or Decimal(0))))
    full = bool(call.units)
    version, differs = (kept.version, kept.differs) if kept else (None, False)
    return Traced(merged, indicator, figure, tuple(shown), version, differs, in_full=full)


def pieces_in(definitions: Definitions, merged: Merged, figure: Figure) -> tuple[FigurePiece, ...]:
    """Return what each unit brings to a figure of a merge, and why one brings nothing."""
    sent = {code: f.submission for code, f in merged.accepted.items() if f.submission}
    reporters = reporters_of(definitions, merged.roster, merged.period, sent)
    return pieces_of(figure, merged.consolidation, definitions.catalogue, reporters)
