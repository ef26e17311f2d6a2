"""What a merge writes: the provincial workbook, the flat table and the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.jobs.files import write_atomically
from cchc_sheets.model import Severity, Submission, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.received import Received
from cchc_sheets.record.values import value_rows
from cchc_sheets.record.values_csv import values_csv
from cchc_sheets.report.annex import annex_for
from cchc_sheets.report.findings import finding_line
from cchc_sheets.report.lines import UnitOutcome
from cchc_sheets.report.page import render_html
from cchc_sheets.report.tables_csv import record_values, tables_csv
from cchc_sheets.report.workbook import write_consolidated
from cchc_sheets.words.say import message

NAMES = ("consolidated.xlsx", "values.csv", "report.html")
TABLES = "tables.csv"
"""Written where a form has tables."""
# The outputs are the province's own papers, so they are in Vietnamese whatever the terminal says.
LANG = "vi"


def output_paths(folder: Path) -> dict[str, Path]:
    """Return where all outputs that there can be stand in a folder, by name."""
    return {name: folder / name for name in (*NAMES, TABLES)}


def write_outputs(merged: Merged, definitions: Definitions, folder: Path) -> dict[str, Path]:
    """Write all outputs; the same input gives the same bytes. Raises ``OSError``."""
    submissions = {
        code: file.submission
        for code, file in merged.accepted.items()
        if file.submission is not None
    }
    contents = _contents(merged, definitions, submissions)
    paths = {name: path for name, path in output_paths(folder).items() if name in contents}
    for name, path in paths.items():
        write_atomically(path, contents[name])
    return paths


def _contents(
    merged: Merged, definitions: Definitions, submissions: dict[str, Submission]
) -> dict[str, bytes]:
    consolidation = merged.consolidation
    annex = annex_for(definitions, consolidation)
    rows = value_rows(definitions, merged.roster, merged.period, submissions)
    outcomes = tuple(_outcomes(merged))
    workbook = write_consolidated(consolidation, definitions, annex, outcomes, rows)
    page = render_html(consolidation, definitions, annex, outcomes)
    contents = dict(zip(NAMES, (workbook, values_csv(rows), page.encode()), strict=True))
    if consolidation.tables:
        contents[TABLES] = tables_csv(
            record_values(consolidation.tables, merged.period, merged.roster.id)
        )
    return contents


def _outcomes(merged: Merged) -> Iterator[UnitOutcome]:
    """Yield what became of each expected unit, then of files that are nobody's."""
    told: set[str] = set()
    for unit in merged.consolidation.expected:
        file = merged.accepted.get(unit.code)
        if file is not None:
            yield _outcome(unit, "merged", file)
            continue
        own = [f for f in merged.rejected if f.unit == unit]
        if unit in merged.missing or not own:
            yield UnitOutcome(unit, "missing")
            continue
        told.update(f.path for f in own)
        for file in own:
            yield _outcome(unit, "rejected", file)
    for file in merged.rejected:
        if file.path not in told:
            name = f"({file.path})"
            stranger = Unit(file.path, name, "", "", (), "")
            yield _outcome(stranger, "rejected", file)


def _outcome(unit: Unit, state: str, file: Received) -> UnitOutcome:
    form = file.form
    lines = tuple(finding_line(finding, form, LANG, unit.name) for finding in file.findings)
    errors = [f for f in file.findings if f.severity is Severity.ERROR]
    reason = message(errors[0], LANG) if errors else ""
    if state == "merged":
        return UnitOutcome(unit, "merged", file.path, reason, lines)
    return UnitOutcome(unit, "rejected", file.path, reason, lines)
