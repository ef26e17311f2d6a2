"""A consolidation → ``consolidated.xlsx``: the provincial annex, and where every number came from.

No formulas: what is shown is what was computed. The same input gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from xlsxwriter import Workbook

from cchc_sheets.consolidate.figure import PROVINCE, Consolidation, Figure, Remark
from cchc_sheets.model import Annex, Catalogue
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.lines import UnitOutcome, question_lines
from cchc_sheets.report.notes import Note, cell_of, notes_of
from cchc_sheets.report.sheet_lists import (
    FINDINGS_WIDTHS,
    SOURCE_WIDTHS,
    STATUS_WIDTHS,
    write_findings,
    write_source,
    write_status,
)
from cchc_sheets.report.sheet_looks import Looks, Sheet
from cchc_sheets.report.sheet_matrix import write_matrix
from cchc_sheets.report.sheet_tables import sheet_names, table_widths, write_table
from cchc_sheets.words import consolidated as words
from cchc_sheets.words.say import question_text

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a constant: the same input is the same bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_STT, _LABEL, _UNIT, _FIRST = range(4)


def write_consolidated(
    consolidation: Consolidation,
    definitions: Definitions,
    annex: Annex,
    outcomes: Sequence[UnitOutcome],
    rows: Sequence[ValueRow],
) -> bytes:
    """Return the workbook; ``rows`` are all answers, as ``value_rows`` gives them."""
    stream = io.BytesIO()
    catalogue = definitions.catalogue
    with Workbook(stream, dict(_OPTIONS)) as book:
        looks = Looks(book)

        def sheet(name: str, widths: Sequence[float]) -> Sheet:
            return Sheet(book.add_worksheet(name), looks, widths)

        widths = [5, 40, 10, *(12 for _ in annex.columns), 12, 10, 46]
        _write_summary(sheet(words.SUMMARY_SHEET, widths), consolidation, catalogue, annex)
        widths = [5, 44, 11, *(11 for _ in consolidation.expected)]
        matrix = sheet(words.MATRIX_SHEET, widths)
        write_matrix(matrix, consolidation, definitions, annex, rows)
        write_source(sheet(words.SOURCE_SHEET, SOURCE_WIDTHS), consolidation, catalogue, rows)
        write_status(sheet(words.STATUS_SHEET, STATUS_WIDTHS), catalogue, outcomes)
        questions = question_lines(consolidation, lambda f: question_text(f.code, f.facts))
        write_findings(sheet(words.FINDINGS_SHEET, FINDINGS_WIDTHS), questions, outcomes)
        tables = consolidation.tables
        taken = [worksheet.name for worksheet in book.worksheets()]
        for name, table in zip(sheet_names(tables, taken), tables, strict=True):
            write_table(sheet(name, table_widths(table)), table, consolidation)
        book.set_properties({"title": annex.title or words.PLAIN_TITLE, "created": CREATED})
    return stream.getvalue()


def _write_summary(
    sheet: Sheet, consolidation: Consolidation, catalogue: Catalogue, annex: Annex
) -> None:
    labels = [catalogue.unit_type(key).label for key in annex.columns]
    heads = (
        *words.ANNEX_HEAD,
        *labels,
        words.PROVINCE_HEAD,
        words.ANSWERED_HEAD,
        words.NOTE_HEAD,
    )
    head_row = _write_title(sheet, consolidation, annex)
    sheet.texts(head_row, heads, "table", "head")
    for number, row in enumerate(annex.rows, start=head_row + 1):
        if row.indicator is None:
            sheet.texts(number, (row.stt, row.label, *[""] * (len(heads) - 2)), "table", "section")
            continue
        sheet.text(number, _STT, row.stt, "table", "center")
        sheet.text(number, _LABEL, row.label, "table")
        sheet.text(number, _UNIT, row.unit_of_measure, "table", "center")
        for column, scope in enumerate(annex.columns, start=_FIRST):
            figure = consolidation.figure(row.indicator, scope)
            apart = figure is not None and Remark.NOT_IN_PROVINCE in figure.remarks
            _write_cell(sheet, number, column, figure, catalogue, "italic" if apart else "table")
        last = _FIRST + len(annex.columns)
        province = consolidation.figure(row.indicator, PROVINCE)
        _write_cell(sheet, number, last, province, catalogue, "bold")
        answered = f"{province.answered}/{province.expected}" if province else ""
        sheet.text(number, last + 1, answered, "table", "center")
        notes = _note_line(notes_of(consolidation, catalogue, row.indicator))
        sheet.text(number, last + 2, notes, "table", "small")
    sheet.finish(head_row, _UNIT)


def _write_title(sheet: Sheet, consolidation: Consolidation, annex: Annex) -> int:
    """The annex's heading block; the row of the table's head is returned."""
    period = consolidation.period.label.upper()
    merged, expected = len(consolidation.merged), len(consolidation.expected)
    banner = [words.DRAFT] if annex.draft else []
    if consolidation.is_preliminary:
        banner.append(words.preliminary(merged, expected))
    else:
        banner.append(words.from_units(merged, expected))
    sheet.wide(0, annex.appendix, "subtitle")
    sheet.wide(1, annex.title or words.PLAIN_TITLE, "title")
    sheet.wide(2, annex.period_line.format(period=period), "subtitle")
    sheet.wide(3, " – ".join(banner), "banner")
    sheet.wide(4, words.LEGEND, "legend")
    return 5


def _write_cell(  # noqa: PLR0913, PLR0917 - a place, a figure and its look
    sheet: Sheet,
    row: int,
    column: int,
    figure: Figure | None,
    catalogue: Catalogue,
    trait: str,
) -> None:
    if figure is None:
        sheet.text(row, column, words.NOT_ASKED, "table", "not_asked")
        return
    shown = cell_of(figure, catalogue.indicators[figure.indicator])
    if isinstance(shown, Note):
        sheet.text(row, column, _note_line([shown]), "table", "small", "center", trait)
    elif shown is not None:
        sheet.number(row, column, shown, "table", trait)
    else:
        sheet.text(row, column, "", "table")


def _note_line(notes: Iterable[Note]) -> str:
    return words.joined(words.note_text(note.code, note.facts, note.items) for note in notes)
