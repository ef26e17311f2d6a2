"""Answers → the sheet *Theo đơn vị*: indicator by unit, each leading to its line in *Nguồn*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.model import Annex, AskedAs, Row, State, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.record.values import ValueRow
from cchc_sheets.report.sheet_lists import FIRST_SOURCE_ROW
from cchc_sheets.report.sheet_looks import Sheet
from cchc_sheets.words import consolidated as words

MAX_LINKS = 65_000
"""Excel takes 65,530 links a sheet; beyond this only the units' names lead anywhere."""
_HEAD_ROWS = (1, 2)
_FIRST_UNIT = 3
_LEGEND_COLUMNS = 10
_PRINT_SCALE = 65


@dataclass(frozen=True, slots=True)
class _Matrix:
    sheet: Sheet
    rows: Mapping[tuple[str, str], tuple[int, ValueRow]]
    asked: Mapping[tuple[str, str], Row]
    merged: frozenset[str]
    with_links: bool


def write_matrix(
    sheet: Sheet,
    consolidation: Consolidation,
    definitions: Definitions,
    annex: Annex,
    rows: Sequence[ValueRow],
) -> None:
    """Write the sheet; ``rows`` are the lines of *Nguồn*, in the same order."""
    units = consolidation.expected
    # A unit that sent a form is asked what that one asks, else what it was given.
    forms = {unit.code: unit.forms for unit in units} | {row.unit: (row.form,) for row in rows}
    asked = {
        (code, row.indicator.key): row
        for code, names in forms.items()
        for name in names
        for row in definitions.forms[name].answer_rows
        if row.indicator
    }
    matrix = _Matrix(
        sheet,
        {(r.unit, r.indicator): (FIRST_SOURCE_ROW + i, r) for i, r in enumerate(rows)},
        asked,
        frozenset(consolidation.merged),
        len(rows) + len(units) <= MAX_LINKS,
    )
    sheet.wide(0, words.MATRIX_LEGEND, "legend", columns=_LEGEND_COLUMNS)
    _write_heads(sheet, definitions, units, rows)
    for number, line in enumerate(annex.rows, start=_HEAD_ROWS[1] + 1):
        head = (line.stt, line.label, line.unit_of_measure)
        if line.indicator is None:
            sheet.texts(number, (*head, *[""] * len(units)), "table", "section")
            continue
        sheet.texts(number, head, "table")
        for column, unit in enumerate(units, start=_FIRST_UNIT):
            _write_answer(matrix, number, column, unit, line.indicator)
    sheet.finish(_HEAD_ROWS[1], _FIRST_UNIT - 1, one_wide=False)
    sheet.sheet.repeat_columns(0, _FIRST_UNIT - 1)
    sheet.sheet.set_print_scale(_PRINT_SCALE)


def _write_heads(
    sheet: Sheet, definitions: Definitions, units: Sequence[Unit], rows: Sequence[ValueRow]
) -> None:
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        first.setdefault(row.unit, FIRST_SOURCE_ROW + index)
    sheet.texts(_HEAD_ROWS[0], [""] * _FIRST_UNIT, "table", "head")
    sheet.texts(_HEAD_ROWS[1], words.ANNEX_HEAD, "table", "head")
    for column, unit in enumerate(units, start=_FIRST_UNIT):
        label = definitions.catalogue.unit_type(unit.type).label
        sheet.text(_HEAD_ROWS[0], column, label, "table", "head", "small")
        if unit.code in first:
            _link(sheet, _HEAD_ROWS[1], column, first[unit.code], unit.name)
        sheet.text(_HEAD_ROWS[1], column, unit.short, "table", "head")


def _write_answer(matrix: _Matrix, row: int, column: int, unit: Unit, key: str) -> None:
    sheet, asked = matrix.sheet, matrix.asked.get((unit.code, key))
    found = matrix.rows.get((unit.code, key))
    if asked is None:
        sheet.text(row, column, words.NOT_ASKED, "table", "not_asked")
        return
    if unit.code not in matrix.merged or found is None:
        sheet.text(row, column, "", "table", "missing")
        return
    source_row, answer = found
    if answer.state is State.BLANK:
        # No link: readers such as openpyxl and pandas take a blank cell's link for its value.
        sheet.text(row, column, "", "table", "blank")
        return
    if matrix.with_links:
        _link(sheet, row, column, source_row, "")
    if answer.value is not None:
        sheet.number(row, column, answer.value, "table", *_asked_otherwise(asked, answer))
    elif answer.state is State.NOT_APPLICABLE:
        sheet.text(row, column, words.NOT_APPLICABLE_SIGN, "table", "center")
    else:
        trait = "wrong" if answer.state is State.UNREADABLE else "small"
        sheet.text(row, column, answer.raw, "table", trait)


def _asked_otherwise(row: Row, answer: ValueRow) -> tuple[str, ...]:
    """How a number is shown that is not in the row's common unit of measure."""
    if row.asked_as is AskedAs.YES_NO:
        return ("yes_no",)
    if row.asked_as in {AskedAs.PERCENT_OF, AskedAs.PERCENT} and answer.value is not None:
        whole = answer.value == answer.value.to_integral_value()
        return ("whole_percent",) if whole else ("percent",)
    return ()


def _link(sheet: Sheet, row: int, column: int, source_row: int, tip: str) -> None:
    """Lead from the cell to a line of *Nguồn* (row from 0); what it shows is written after."""
    sheet.sheet.write_url(
        row,
        column,
        f"internal:'{words.SOURCE_SHEET}'!A{source_row + 1}",
        sheet.looks("table"),
        string=" ",
        tip=tip or None,
    )
