"""The sheets of lines: *Nguồn* (lineage), *Tình trạng* (units), *Phát hiện* (findings)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import Catalogue, Severity
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.lines import FindingLine, UnitOutcome, finding_groups, unit_type_label
from cchc_sheets.report.sheet_looks import Sheet
from cchc_sheets.words import consolidated as words
from cchc_sheets.words import severity_word

FIRST_SOURCE_ROW = 1
"""Row of the first line of *Nguồn*, from 0."""
SOURCE_WIDTHS = (28, 26, 40, 12, 11, 13, 16, 40, 34, 14, 7)
STATUS_WIDTHS = (5, 42, 20, 22, 50, 8, 10, 44)
FINDINGS_WIDTHS = (26, 11, 8, 34, 7, 66, 20)
_VALUE_COLUMN = words.SOURCE_HEAD.index("Số liệu")
_COUNTED = {
    words.STATUS_HEAD.index("Lỗi"): Severity.ERROR,
    words.STATUS_HEAD.index("Cảnh báo"): Severity.WARNING,
}
_LANGUAGE = "vi"
_TRAITS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "table"}


def write_source(
    sheet: Sheet, consolidation: Consolidation, catalogue: Catalogue, rows: Sequence[ValueRow]
) -> None:
    """Write one line an answer, in the order of ``rows``."""
    names = {unit.code: unit.name for unit in consolidation.expected}
    sheet.texts(0, words.SOURCE_HEAD, "table", "head")
    for number, row in enumerate(rows, start=FIRST_SOURCE_ROW):
        texts = (
            names[row.unit],
            row.indicator,
            catalogue.indicators[row.indicator].label,
            words.STATES[row.state],
            "",
            row.unit_of_measure,
            row.raw,
            row.note,
            row.file,
            row.sheet,
            row.cell,
        )
        sheet.texts(number, texts, "table", "small")
        if row.value is not None:
            sheet.number(number, _VALUE_COLUMN, row.value, "table")
    sheet.finish(0, 1)
    sheet.sheet.autofilter(0, 0, max(len(rows), 1), len(words.SOURCE_HEAD) - 1)


def write_status(sheet: Sheet, catalogue: Catalogue, outcomes: Sequence[UnitOutcome]) -> None:
    """Write one line a unit: merged, missing or rejected, and why."""
    sheet.texts(0, words.STATUS_HEAD, "table", "head")
    for number, outcome in enumerate(outcomes, start=1):
        trait = "table" if outcome.state == "merged" else "bold"
        texts = (
            "",
            outcome.unit.name,
            unit_type_label(catalogue, outcome.unit),
            words.OUTCOMES[outcome.state],
            outcome.reason,
            "",
            "",
            outcome.path or words.NO_FILE,
        )
        sheet.texts(number, texts, "table", trait)
        sheet.number(number, 0, Decimal(number), "table", trait)
        for column, severity in _COUNTED.items():
            found = sum(line.severity is severity for line in outcome.findings)
            if found:
                sheet.number(number, column, Decimal(found), "table", trait)
    sheet.finish(0, 2)


def write_findings(
    sheet: Sheet, questions: Sequence[FindingLine], outcomes: Sequence[UnitOutcome]
) -> None:
    """Write what was found across units, then unit by unit, errors first."""
    sheet.texts(0, words.FINDINGS_HEAD, "table", "head")
    number = 1
    for title, lines in finding_groups(questions, words.BETWEEN_UNITS, outcomes):
        sheet.texts(number, (title, *[""] * (len(words.FINDINGS_HEAD) - 1)), "table", "section")
        for place, line in enumerate(lines, start=number + 1):
            texts = (
                line.unit_name,
                severity_word(line.severity, _LANGUAGE),
                line.rule,
                line.indicator_label,
                line.where,
                line.message,
                line.code,
            )
            sheet.texts(place, texts, "table", _TRAITS[line.severity])
        number += 1 + len(lines)
    if number == 1:
        sheet.text(1, 0, words.NO_FINDINGS, "italic")
    sheet.finish(0, 1)
