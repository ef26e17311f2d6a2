"""What stands above a form's rows → whether it is still whose it was, and what its fields say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cchc_sheets.findings.heading import (
    HEADING_GONE,
    NUMBER_AND_DAY,
    PERIOD_LINE,
    REPORT_NUMBER,
    SIGNED_ON,
    SIGNED_ON_EARLY,
    SIGNED_ON_LATE,
    SIGNED_ON_UNREADABLE,
    SIGNING_BLANK,
    UNIT_NAME,
)
from cchc_sheets.findings.identity import PERIOD_CHANGED, UNIT_CHANGED
from cchc_sheets.intake.answers import FormReader
from cchc_sheets.model import Fact, Finding, FindingKind, Place, Severity
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import FIRST_ROW, PERIOD_ROW, STT
from cchc_sheets.sheet.heading import period_line
from cchc_sheets.text import shorten, tidy
from cchc_sheets.words.workbook import NUMBER_PANEL, SIGNED_ON_PANEL, UNIT_PANEL, short_date

LATEST = timedelta(days=184)
"""A report that is signed later than this after its period probably has a wrong year."""


def heading(reader: FormReader) -> Iterator[Finding]:
    """Compare the names of unit and period with those issued, and look at the signing."""
    sheet = reader.table.sheet.name
    shown, expected = reader.field(UNIT_PANEL), tidy(reader.unit.name)
    if not shown:
        yield Finding(HEADING_GONE, Severity.WARNING, facts={"found": UNIT_NAME})
    elif shown != expected:
        facts = {"found": shorten(shown, 80), "expected": reader.unit.name}
        place = Place(sheet=sheet, cell=address(*reader.columns.fields[UNIT_PANEL]))
        yield Finding(UNIT_CHANGED, Severity.ERROR, place=place, facts=facts)
    # The line with the period stands so far above the first row, unless it has moved.
    row = max(1, reader.table.top - (FIRST_ROW - PERIOD_ROW))
    expected = tidy(period_line(reader.form, reader.unit, reader.period))
    above = [tidy(reader.cells.text(each, STT)) for each in range(1, reader.table.top)]
    line = tidy(reader.cells.text(row, STT))
    if expected and expected not in above:
        if not line:
            yield Finding(HEADING_GONE, Severity.WARNING, facts={"found": PERIOD_LINE})
        else:
            facts = {"found": shorten(line, 90), "expected": expected}
            place = Place(sheet=sheet, cell=reader.cells.address(row, STT))
            yield Finding(PERIOD_CHANGED, Severity.ERROR, place=place, facts=facts)
    yield from _signing(reader)


def _signing(reader: FormReader) -> Iterator[Finding]:
    """Say what of the report's number and day of signing is missing or cannot be."""
    number, typed = reader.field(NUMBER_PANEL), reader.field(SIGNED_ON_PANEL)
    day, end = reader.signed_on(), reader.period.end
    kind: FindingKind | None = None
    if not number or not typed:
        blank = REPORT_NUMBER if typed else SIGNED_ON if number else NUMBER_AND_DAY
        yield Finding(SIGNING_BLANK, Severity.INFO, facts={"found": blank})
    if typed and day is None:
        kind = SIGNED_ON_UNREADABLE
    elif day is not None and day < end:
        kind = SIGNED_ON_EARLY
    elif day is not None and day > end + LATEST:
        kind = SIGNED_ON_LATE
    if kind is not None:
        cell = address(*reader.columns.fields[SIGNED_ON_PANEL])
        place = Place(sheet=reader.table.sheet.name, cell=cell)
        found = short_date(day) if day else shorten(typed)
        facts: dict[str, Fact] = {"found": found, "expected": short_date(end)}
        yield Finding(kind, Severity.WARNING, place=place, facts=facts)
