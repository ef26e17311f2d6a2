"""A returned workbook → the identity that it carries, and the sheets that hold the form's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_sheets.decode.cells import RawSheet, RawWorkbook
from cchc_sheets.model import Finding, Form, Identity, Severity
from cchc_sheets.model.identity import PREFIX, parse_identity
from cchc_sheets.sheet.form import HIDDEN_SHEET, KEY, LIVE_SHEET
from cchc_sheets.text import shorten, tidy

LEAST_SHARE = 0.3
"""A sheet with fewer of the form's keys is no copy of the form any more."""


@dataclass(frozen=True, slots=True)
class FoundIdentity:
    """The identity in force, and what its copies say against it."""

    identity: Identity | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The sheet with the form's rows: ``shift`` is how far its columns moved to the right."""

    sheet: RawSheet
    shift: int
    rows: Mapping[str, tuple[int, ...]]
    """Sheet rows of each key, in order; more than one when a row was copied."""


def find_identity(workbook: RawWorkbook) -> FoundIdentity:
    """Read every copy of the identity; those on the sheet itself are the truth."""
    on_sheet = [copy for sheet in _form_sheets(workbook) for copy in _copies(sheet)]
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
            return FoundIdentity(
                chosen, (Finding("identity-conflict", Severity.ERROR, facts=facts),)
            )
    strangers = [copy for copy in elsewhere if copy != chosen]
    if strangers:
        facts = {"found": shorten(str(strangers[0]), 90)}
        return FoundIdentity(
            chosen, (Finding("identity-copy-differs", Severity.WARNING, facts=facts),)
        )
    return FoundIdentity(chosen)


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
            tables.append(FoundTable(sheet, key_column - KEY, rows))
    return sorted(tables, key=lambda table: -len(table.rows))
