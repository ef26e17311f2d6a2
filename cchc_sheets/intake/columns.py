"""What stands above a form's rows → where its columns and the fields of its heading stand.

A column is found by its name, which stands in the head that stays in view and in the printed one.
Where neither has it, the column whose neighbours stand as issued is taken, if it has a name at all:
it was renamed. A column without that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_sheets.findings.columns import (
    COLUMN_MISSING,
    COLUMN_RENAMED,
    COLUMN_REPEATED,
    COLUMNS_MOVED,
)
from cchc_sheets.intake.locate import FoundTable
from cchc_sheets.model import Finding, Form, Place, Severity
from cchc_sheets.sheet.address import column_letter
from cchc_sheets.sheet.form import DENOMINATOR, KEY, NUMERATOR
from cchc_sheets.text import shorten, tidy
from cchc_sheets.words.workbook import PANEL, screen_heads

Cell = tuple[int, int]
_BASE = {NUMERATOR, DENOMINATOR}
"""The columns that workbooks issued earlier are without."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a form's columns and the fields of its heading stand on a returned sheet.

    ``places`` are sheet columns by the layout's columns (those of ``sheet.form``), from 1; without
    an entry for one that is missing or stands several times. ``fields`` are the cells of the panel
    by their labels, those that were found. ``findings`` say what became of columns; with an error
    among them nothing of the sheet can be read.
    """

    places: Mapping[int, int]
    fields: Mapping[str, Cell]
    findings: tuple[Finding, ...]


def find_columns(table: FoundTable, form: Form) -> Columns:
    """Find the columns and the fields of a form on the sheet that holds its keys."""
    above = {
        at: tidy(cell.value)
        for at, cell in table.sheet.cells.items()
        if at[0] < table.top and isinstance(cell.value, str)
    }
    names = screen_heads(form)
    heads = {
        layout: [at for at, text in above.items() if _is_head(text, tidy(name))]
        for layout, name in names.items()
    }
    found = {layout: sorted({column for _, column in cells}) for layout, cells in heads.items()}
    places = {KEY: table.key_column}
    places |= {layout: columns[0] for layout, columns in found.items() if len(columns) == 1}
    head_rows = sorted({row for cells in heads.values() for row, _ in cells})
    renamed = {}
    for layout in (layout for layout, columns in found.items() if not columns):
        column = _between(places, layout)
        texts = [above[row, column] for row in head_rows if above.get((row, column))]
        if texts and column not in {c for columns in found.values() for c in columns}:
            renamed[layout] = texts[-1]
            places[layout] = column
    findings = tuple(_findings(table, names, found, places, renamed))
    # What is typed stands in the layout's next column, wherever that has moved to.
    after = {column: places.get(layout + 1, column + 1) for layout, column in places.items()}
    fields: dict[str, Cell] = {}
    for (row, column), text in sorted(above.items()):
        if text in PANEL:
            fields.setdefault(text, (row, after.get(column, column + 1)))
    return Columns(places, fields, findings)


def _is_head(text: str, name: str) -> bool:
    """Whether a text is a column's name, as printed perhaps with something in brackets below."""
    return text == name or text.startswith(f"{name} (")


def _between(places: Mapping[int, int], layout: int) -> int:
    """Return the sheet column where a column stands if both its neighbours do; 0 where not."""
    left = max(column for column in places if column < layout)
    place = places[left] + layout - left
    right = min((column for column in places if column > layout), default=None)
    fits = right is None or places[right] - place == right - layout
    return place if fits else 0


def _findings(
    table: FoundTable,
    names: Mapping[int, str],
    found: Mapping[int, list[int]],
    places: Mapping[int, int],
    renamed: Mapping[int, str],
) -> Iterator[Finding]:
    place = Place(sheet=table.sheet.name)
    needed = (at for at in names if at not in _BASE)
    missing = [f"“{names[at]}”" for at in needed if at not in places and not found[at]]
    if missing:
        facts = {"found": ", ".join(missing)}
        yield Finding(COLUMN_MISSING, Severity.ERROR, place=place, facts=facts)
    for layout, columns in found.items():
        if len(columns) > 1:
            letters = ", ".join(map(column_letter, columns))
            facts = {"found": names[layout], "columns": letters}
            yield Finding(COLUMN_REPEATED, Severity.ERROR, place=place, facts=facts)
    if len(places) <= sum(at in places or at not in _BASE for at in names):
        return
    for layout, text in renamed.items():
        facts = {
            "columns": column_letter(places[layout]),
            "found": shorten(text),
            "expected": names[layout],
        }
        yield Finding(COLUMN_RENAMED, Severity.WARNING, place=place, facts=facts)
    for layout, column in sorted(places.items()):
        if column - places[KEY] != layout - KEY:
            facts = {"found": f"“{names[layout]}”", "columns": column_letter(column)}
            yield Finding(COLUMNS_MOVED, Severity.WARNING, place=place, facts=facts)
            break  # one column out of its place moves all that follow
