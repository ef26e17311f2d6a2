"""The sheet with a form's rows → what happened to its columns, rows and printed texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cchc_sheets.findings.file import OTHER_FORMAT
from cchc_sheets.findings.rows import (
    LABEL_CHANGED,
    ROW_MISSING,
    ROW_MOVED,
    ROW_REPEATED,
    ROW_UNKNOWN,
    ROWS_MIXED,
    UNIT_OF_MEASURE_CHANGED,
)
from cchc_sheets.intake.answers import FormReader
from cchc_sheets.intake.heading import heading
from cchc_sheets.intake.order import mixed_rows
from cchc_sheets.model import Fact, Finding, Place, Row, Severity
from cchc_sheets.sheet.form import LABEL, NOTE, UNIT, VALUE
from cchc_sheets.sheet.heading import label_of
from cchc_sheets.text import shorten, tidy


def structure(reader: FormReader) -> Iterator[Finding]:
    """Compare the sheet with the form as it was issued."""
    form, cells, sheet = reader.form, reader.cells, reader.table.sheet.name
    if reader.raw.format not in {"xlsx", "xlsm"}:
        yield Finding(OTHER_FORMAT, Severity.INFO, facts={"found": reader.raw.format})
    yield from heading(reader)

    mixed = {row.key: found for row, found in mixed_rows(reader)}
    for row in (row for row in form.rows if row.base_of is None):
        yield from _row(reader, row, mixed.get(row.key))

    present = [row for row in form.rows if row.key in reader.first_rows]
    for before, after in pairwise(present):
        if reader.first_rows[before.key] > reader.first_rows[after.key]:
            place = _place(reader, after)
            yield Finding(ROW_MOVED, Severity.INFO, place=place, facts={"path": after.path})
            break  # one row out of its place moves all that follow

    # Rows inside or below the table that hold something and have no key.
    known = {number for numbers in reader.table.rows.values() for number in numbers}
    for number in cells.rows_with(VALUE, NOTE):
        if number > reader.table.top and number not in known:
            place = Place(sheet=sheet, cell=cells.address(number, VALUE))
            facts = {"found": number}
            yield Finding(ROW_UNKNOWN, Severity.WARNING, place=place, facts=facts)


def _row(reader: FormReader, row: Row, mixed: str | None) -> Iterator[Finding]:
    """Compare one row with its print; ``mixed`` is the row at which its key stands, if another."""
    label = shorten(row.label_for(reader.unit), 90)
    facts = {"label": label, "path": row.path, "stt": row.stt}
    place = _place(reader, row)
    numbers = reader.table.rows.get(row.key, ())
    if not numbers:
        yield Finding(ROW_MISSING, Severity.ERROR, place=place, facts=facts)
        return
    if len(numbers) > 1:
        repeated: dict[str, Fact] = {**facts, "found": len(numbers)}
        yield Finding(ROW_REPEATED, Severity.ERROR, place=place, facts=repeated)
    found, own = tidy(reader.cells.text(numbers[0], LABEL)), tidy(label_of(row, reader.unit))
    if mixed is not None:
        changed = {**facts, "found": shorten(mixed, 90)}
        yield Finding(ROWS_MIXED, Severity.ERROR, place=place, facts=changed)
    elif found != own:
        changed = {**facts, "found": shorten(found, 90)}
        yield Finding(LABEL_CHANGED, Severity.WARNING, place=place, facts=changed)
    if row.line is not None:
        return  # the cell shows the level, which changes with what is typed
    unit = tidy(reader.cells.text(numbers[0], UNIT))
    if unit != tidy(row.unit_of_measure):
        changed = {**facts, "found": shorten(unit), "expected": row.unit_of_measure}
        yield Finding(UNIT_OF_MEASURE_CHANGED, Severity.WARNING, place=place, facts=changed)


def _place(reader: FormReader, row: Row) -> Place:
    at = reader.value_cell(row.key)
    key = row.indicator.key if row.indicator else None
    cell = reader.cells.address(*at) if at else None
    return Place(key, reader.table.sheet.name, cell, row.path)
