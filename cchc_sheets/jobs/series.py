"""Series: what was merged in several periods → indicators over the periods, and their workbook."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cchc_sheets.handbook.find import find_indicators
from cchc_sheets.history.series import (
    IndicatorSeries,
    read_record,
    series_of,
    series_of_types,
)
from cchc_sheets.jobs.files import write_together
from cchc_sheets.jobs.memory import remembered
from cchc_sheets.jobs.workspace import Workspace, choose_roster
from cchc_sheets.model import Definitions, Indicator, Roster, UsageProblem
from cchc_sheets.report.series_workbook import write_series


@dataclass(frozen=True, slots=True)
class SeriesCall:
    """What is to be seen over the periods.

    ``words`` name indicators as ``wanted`` reads them. ``values`` are tables of values; without
    any, the last version of every period that was merged is taken. Of ``units``, where any are
    named, nothing else is shown. ``out`` is the workbook to be written, if one is.
    """

    words: str = ""
    values: tuple[Path, ...] = ()
    units: tuple[str, ...] = ()
    province: str | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """The series of a province, one entry an indicator."""

    roster: Roster
    found: tuple[IndicatorSeries, ...]


def series(
    workspace: Workspace, definitions: Definitions, call: SeriesCall
) -> FoundSeries | UsageProblem:
    """Return the series asked for and write their workbook; raises ``OSError`` if it cannot."""
    if call.out is not None and call.out.suffix.lower() != ".xlsx":
        return UsageProblem("not-xlsx", {"path": str(call.out)})
    roster = choose_roster(workspace, definitions, call.province)
    if isinstance(roster, UsageProblem):
        return roster
    values = call.values or _merged(workspace, roster)
    if isinstance(values, UsageProblem):
        return values
    record = read_record(values, roster, definitions)
    if isinstance(record, UsageProblem):
        return record
    indicators = wanted(call.words, definitions, roster, record.asked)
    if isinstance(indicators, UsageProblem):
        return indicators
    found: list[IndicatorSeries] = []
    for indicator in indicators:
        own = series_of(indicator, record, roster, call.units)
        if isinstance(own, UsageProblem):
            return own
        of_types = () if call.units else series_of_types(indicator, record, roster)
        found.append(IndicatorSeries(indicator, own, of_types))
    if call.out is not None:
        write_together({call.out: write_series(roster, found, record)})
    return FoundSeries(roster, tuple(found))


def wanted(
    words: str, definitions: Definitions, roster: Roster, asked: Collection[str]
) -> tuple[Indicator, ...] | UsageProblem:
    """Return the indicators that words name, each once, in the order of the words.

    Commas part several names. What is nothing but keys names these; other words name all
    indicators ``asked`` that have them. No words are the key figures of the province's annex.
    """
    indicators = definitions.catalogue.indicators
    annex = definitions.annexes.get(roster.annex)
    if not words.strip():
        rows = [row for row in (annex.rows if annex else ()) if row.key_figure and row.indicator]
        rows.sort(key=lambda row: row.key_figure.order if row.key_figure else 0)
        keys = [row.indicator for row in rows if row.indicator]
        return tuple(indicators[key] for key in keys) or UsageProblem("no-indicator-named")
    found: dict[str, Indicator] = {}
    for part in filter(str.strip, words.split(",")):
        keys = part.split()
        if all(key in indicators for key in keys):
            found |= {key: indicators[key] for key in keys}
            continue
        of_words = find_indicators(part, definitions, asked or None)
        if isinstance(of_words, UsageProblem):
            return of_words
        found |= {each.key: each for each in of_words}
    return tuple(found.values())


def _merged(workspace: Workspace, roster: Roster) -> tuple[Path, ...] | UsageProblem:
    """The tables of values of all periods that were merged, of former provinces too."""
    with remembered(workspace, writing=False) as memory:
        if isinstance(memory, UsageProblem):
            return memory
        return memory.merged_tables((roster.id, *roster.predecessors)) or UsageProblem(
            "nothing-merged-yet"
        )
