"""A merge → ``consolidated.xlsx``: the province's figures, and where every number came from.

Figures are formulas over the sheet of all answers, with what was computed as their values: a
correction typed there moves the province. The same input gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.headline import beside_earlier
from cchc_sheets.model import Annex, Definitions, State
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report import source_sheet
from cchc_sheets.report.annex_sheet import AnnexPlan, AnnexSheet
from cchc_sheets.report.formulas import AnnexFormulas
from cchc_sheets.report.looks import SANS, Looks, PrintedPage, Sheet
from cchc_sheets.report.overview_sheet import CHARTS_WIDTHS, OVERVIEW_WIDTHS, Overview
from cchc_sheets.report.places import places_of
from cchc_sheets.report.source_sheet import SourceLines
from cchc_sheets.report.table_sheet import sheet_names, table_widths, write_table
from cchc_sheets.report.unit_sheets import (
    FINDINGS_WIDTHS,
    STATUS_WIDTHS,
    TEXTS_WIDTHS,
    write_findings,
    write_matrix,
    write_status,
    write_texts,
)
from cchc_sheets.words import consolidated as words

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same input is the same bytes
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # Columns are then equally wide in Excel and LibreOffice.
    "default_format_properties": {"font_name": SANS, "font_size": 10},
}


def write_consolidated(
    merged: Merged, definitions: Definitions, annex: Annex, rows: Sequence[ValueRow]
) -> bytes:
    """Return the workbook; ``rows`` are all answers, as ``value_rows`` gives them."""
    stream = io.BytesIO()
    made, catalogue = merged.consolidation, definitions.catalogue
    places = places_of(definitions, annex, made.expected, rows)
    source = SourceLines(made, catalogue, places, rows)
    plan = AnnexPlan(annex, catalogue)
    formulas = AnnexFormulas(made, catalogue, places, plan.cells)
    beside = beside_earlier(definitions, merged)
    with Workbook(stream, dict(_OPTIONS)) as book:
        looks = Looks(book)

        def sheet(name: str, widths: Sequence[float], *, paper: bool = False) -> Sheet:
            kind = PrintedPage if paper else None
            return Sheet(book.add_worksheet(name, worksheet_class=kind), looks, widths)

        front = sheet(words.OVERVIEW_SHEET, OVERVIEW_WIDTHS)
        summary = sheet(words.SUMMARY_SHEET, plan.widths, paper=True)
        AnnexSheet(summary, merged, beside, plan, places, formulas, source).write()
        asked = {row.indicator for row in annex.rows}
        if any(row.state is State.TEXT and row.indicator in asked for row in rows):
            write_texts(sheet(words.TEXTS_SHEET, TEXTS_WIDTHS, paper=True), made, annex, source)
        units = (8 if unit else 1 for block in places.blocks for unit in (*block.units, None))
        widths = [5, 44, 11, *units]
        matrix = sheet(words.MATRIX_SHEET, widths)
        write_matrix(matrix, catalogue, annex, places, source)
        source.write(sheet(words.SOURCE_SHEET, source_sheet.WIDTHS))
        write_status(sheet(words.STATUS_SHEET, STATUS_WIDTHS), merged, catalogue)
        write_findings(sheet(words.FINDINGS_SHEET, FINDINGS_WIDTHS), merged)
        charts = sheet(words.CHARTS_SHEET, CHARTS_WIDTHS)
        Overview(front, charts, book, merged, annex, beside, plan, formulas, source).write()
        taken = [worksheet.name for worksheet in book.worksheets()]
        for name, table in zip(sheet_names(made.tables, taken), made.tables, strict=True):
            write_table(sheet(name, table_widths(table), paper=True), table, made)
        book.set_properties({"title": annex.title or words.PLAIN_TITLE, "created": CREATED})
    return stream.getvalue()
