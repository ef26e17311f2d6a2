"""The sheet with a form's rows → what happened to its columns, rows and printed texts."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cchc_sheets.intake.answers import FormReader
from cchc_sheets.model import Finding, Place, Row, Severity
from cchc_sheets.sheet.form import LABEL, NOTE, PERIOD_ROW, STT, UNIT, UNIT_NAME_CELL, VALUE
from cchc_sheets.sheet.heading import label_of, period_line
from cchc_sheets.text import shorten, tidy


def structure(reader: FormReader) -> Iterator[Finding]:
    """Compare the sheet with the form as it was issued."""
    form, cells, sheet = reader.form, reader.cells, reader.table.sheet.name
    if reader.raw.format not in {"xlsx", "xlsm"}:
        yield Finding("other-format", Severity.INFO, facts={"found": reader.raw.format})

    top = min(reader.first_rows.values())
    heads = [tidy(cells.text(row, VALUE)) for row in range(1, top)]
    if tidy(form.value_column) not in heads:
        found = next((head for head in reversed(heads) if head), "")
        yield Finding("columns-moved", Severity.ERROR, facts={"found": shorten(found)})
    yield from _heading(reader)

    labels = {tidy(label_of(row, reader.unit)) for row in form.rows} - {""}
    for row in form.rows:
        yield from _row(reader, row, labels)

    present = [row for row in form.rows if row.key in reader.first_rows]
    for before, after in pairwise(present):
        if reader.first_rows[before.key] > reader.first_rows[after.key]:
            place = _place(reader, after)
            yield Finding("row-moved", Severity.INFO, place=place, facts={"path": after.path})
            break  # one row out of its place moves all that follow

    # Rows inside or below the table that hold something and have no key.
    known = {number for numbers in reader.table.rows.values() for number in numbers}
    for number in cells.rows_with(VALUE, NOTE):
        if number > top and number not in known:
            place = Place(sheet=sheet, cell=cells.address(number, VALUE))
            facts = {"found": str(number)}
            yield Finding("row-unknown", Severity.WARNING, place=place, facts=facts)


def _heading(reader: FormReader) -> Iterator[Finding]:
    sheet = reader.table.sheet.name
    shown = reader.field(UNIT_NAME_CELL)
    if shown and shown != tidy(reader.unit.name):
        facts = {"found": shorten(shown, 80), "expected": reader.unit.name}
        row, column = UNIT_NAME_CELL
        place = Place(sheet=sheet, cell=reader.cells.address(row + reader.down, column))
        yield Finding("unit-changed", Severity.ERROR, place=place, facts=facts)
    line = reader.field((PERIOD_ROW, STT))
    expected = tidy(period_line(reader.form, reader.unit, reader.period))
    if line and line != expected:
        facts = {"found": shorten(line, 90), "expected": expected}
        place = Place(sheet=sheet, cell=reader.cells.address(PERIOD_ROW + reader.down, STT))
        yield Finding("period-changed", Severity.ERROR, place=place, facts=facts)


def _row(reader: FormReader, row: Row, labels: AbstractSet[str]) -> Iterator[Finding]:
    """Compare one row with its print; ``labels`` are those of all rows, tidied."""
    label = shorten(row.label_for(reader.unit), 90)
    facts = {"label": label, "path": row.path, "stt": row.stt}
    place = _place(reader, row)
    numbers = reader.table.rows.get(row.key, ())
    if not numbers:
        yield Finding("row-missing", Severity.ERROR, place=place, facts=facts)
        return
    if len(numbers) > 1:
        repeated = {**facts, "found": str(len(numbers))}
        yield Finding("row-repeated", Severity.ERROR, place=place, facts=repeated)
    found, own = tidy(reader.cells.text(numbers[0], LABEL)), tidy(label_of(row, reader.unit))
    if found != own:
        changed = {**facts, "found": shorten(found, 90)}
        if found in labels:
            yield Finding("rows-mixed", Severity.ERROR, place=place, facts=changed)
        else:
            yield Finding("label-changed", Severity.WARNING, place=place, facts=changed)
    if row.line is not None:
        return  # the cell shows the level, which changes with what is typed
    unit = tidy(reader.cells.text(numbers[0], UNIT))
    if unit != tidy(row.unit_of_measure):
        changed = {**facts, "found": shorten(unit), "expected": row.unit_of_measure}
        yield Finding("unit-of-measure-changed", Severity.WARNING, place=place, facts=changed)


def _place(reader: FormReader, row: Row) -> Place:
    at = reader.value_cell(row.key)
    key = row.indicator.key if row.indicator else None
    cell = reader.cells.address(*at) if at else None
    return Place(key, reader.table.sheet.name, cell, row.path)
