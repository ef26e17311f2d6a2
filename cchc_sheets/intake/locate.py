"""A returned workbook → the identity that it carries, and the sheets that hold the form's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cchc_sheets.decode.cells import RawSheet, RawWorkbook
from cchc_sheets.findings.identity import (
    IDENTITY_CONFLICT,
    IDENTITY_COPY_DIFFERS,
    IDENTITY_COPY_MISSING,
    IDENTITY_NOT_ON_SHEET,
)
from cchc_sheets.model import Finding, Form, Identity, Severity
from cchc_sheets.model.identity import PREFIX, parse_identity
from cchc_sheets.sheet.form import HIDDEN_SHEET, LIVE_SHEET
from cchc_sheets.text import shorten, tidy

LEAST_SHARE = 0.3
"""A sheet with fewer of the form's keys is no copy of the form any more."""


COPIES = 2
"""Of the identity on the form's sheet: one in a cell that is seen, one in the column of keys."""


@dataclass(frozen=True, slots=True)
class FoundIdentity:
    """The identity in force, and what its copies say against it."""

    identity: Identity | None
    findings: tuple[Finding, ...] = ()
    on_sheets: Mapping[str, int] = field(default_factory=dict)
    """How many copies stand on each sheet, by its name."""

    def copies_gone(self, sheet: RawSheet) -> Iterator[Finding]:
        """Say which of the copies are no longer on the form's own sheet."""
        left = self.on_sheets.get(sheet.name, 0)
        if left == 0:
            facts = {"found": shorten(str(self.identity), 90)}
            yield Finding(IDENTITY_NOT_ON_SHEET, Severity.ERROR, facts=facts)
        elif left < COPIES:
            yield Finding(IDENTITY_COPY_MISSING, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The sheet with the form's rows, and the column of their keys."""

    sheet: RawSheet
    key_column: int
    rows: Mapping[str, tuple[int, ...]]
    """Sheet rows of each key, in order; more than one when a row was copied."""
    top: int
    """The first row that has a key; what is above is the heading."""


def find_identity(workbook: RawWorkbook) -> FoundIdentity:
    """Read every copy of the identity; those on the sheet itself are the truth."""
    by_sheet = {sheet.name: list(_copies(sheet)) for sheet in _form_sheets(workbook)}
    on_sheet = [copy for found in by_sheet.values() for copy in found]
    on_sheets = {name: len(found) for name, found in by_sheet.items()}
    hidden = [sheet for sheet in workbook.sheets if sheet.name == HIDDEN_SHEET]
    elsewhere = [copy for sheet in hidden for copy in _copies(sheet)]
    texts = (workbook.keywords, *workbook.custom_properties.values())
    elsewhere += [copy for copy in map(parse_identity, texts) if copy is not None]
    copies = on_sheet or elsewhere
    if not copies:
        return FoundIdentity(None)
    chosen = copies[0]
    for other in on_sheet[1:]:
        if other != chosen:
            facts = {"found": shorten(str(chosen), 90), "other": shorten(str(other), 90)}
            conflict = Finding(IDENTITY_CONFLICT, Severity.ERROR, facts=facts)
            return FoundIdentity(chosen, (conflict,), on_sheets)
    strangers = [copy for copy in elsewhere if copy != chosen]
    if strangers:
        facts = {"found": shorten(str(strangers[0]), 90)}
        differs = Finding(IDENTITY_COPY_DIFFERS, Severity.WARNING, facts=facts)
        return FoundIdentity(chosen, (differs,), on_sheets)
    return FoundIdentity(chosen, (), on_sheets)


def _form_sheets(workbook: RawWorkbook) -> list[RawSheet]:
    ours = (HIDDEN_SHEET, LIVE_SHEET)
    return [sheet for sheet in workbook.sheets if not sheet.name.startswith(ours)]


def _copies(sheet: RawSheet) -> Iterator[Identity]:
    for _, cell in sorted(sheet.cells.items()):
        if isinstance(cell.value, str) and cell.value.lstrip().startswith(PREFIX):
            identity = parse_identity(cell.value)
            if identity is not None:
                yield identity


def find_tables(workbook: RawWorkbook, form: Form) -> list[FoundTable]:
    """Find the sheets and columns that hold the form's keys, the fullest first.

    None is left when too few keys are; more than one when the sheet was copied within the file.
    """
    tables: list[FoundTable] = []
    for sheet in _form_sheets(workbook):
        keys = {
            position: tidy(cell.value)
            for position, cell in sheet.cells.items()
            if isinstance(cell.value, str) and tidy(cell.value) in form.by_key
        }
        columns = Counter(column for _, column in keys)
        if not columns:
            continue
        # The column with the most keys, the leftmost of equals: keys may be typed elsewhere too.
        key_column = min(columns, key=lambda c: (-columns[c], c))
        rows: dict[str, tuple[int, ...]] = {}
        for (row, column), key in sorted(keys.items()):
            if column == key_column:
                rows[key] = (*rows.get(key, ()), row)
        if len(rows) >= LEAST_SHARE * len(form.rows):
            tables.append(FoundTable(sheet, key_column, rows, min(min(rows.values()))))
    return sorted(tables, key=lambda table: -len(table.rows))
