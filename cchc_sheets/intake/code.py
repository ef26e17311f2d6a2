"""The cells of a returned workbook → its reconciliation code, as its own formulas make it.

It is made of what the cells store, whatever that is read as: so it is what a program shows and
prints that opens the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cchc_sheets.answers import MOST, NIL_SIGNS, with_plain_signs
from cchc_sheets.decode.cells import RawCell
from cchc_sheets.intake.cells import SheetCells
from cchc_sheets.intake.recompute import Locate
from cchc_sheets.intake.tables import FoundRecords
from cchc_sheets.model import Form, Kind
from cchc_sheets.sheet.code import (
    as_joined,
    code_of,
    places_of_form,
    places_of_tables,
    worth,
)

_ERROR = "#"


def reconciliation_code(  # noqa: PLR0913, PLR0917 - what a code is made of
    form: Form,
    seed: int,
    cells: SheetCells,
    locate: Locate,
    tables: Iterable[FoundRecords],
    declared_nil: frozenset[str],
) -> str:
    """Return the code; empty where a table holds an error value, for then no program shows one.

    ``declared_nil`` are the answers in a section that is declared nil, whose blanks are 0.
    """
    found = {each.table.id: each for each in tables}
    of_tables: list[tuple[int, str]] = []
    for table, places in places_of_tables(form).items():
        for number, key, cell in found[table].typed() if table in found else ():
            if cell.kind == "error":
                return ""
            of_tables.append((places.place(number, key), as_joined(cell.value)))
    own = _typed_in_form(form, cells, locate, found, declared_nil)
    whole = worth(own) + worth(of_tables)
    return code_of(seed + whole)


def _typed_in_form(
    form: Form,
    cells: SheetCells,
    locate: Locate,
    tables: dict[str, FoundRecords],
    declared_nil: frozenset[str],
) -> Iterator[tuple[int, str]]:
    for key, place in places_of_form(form).items():
        at, table = locate(key), tables.get(form.by_key[key].fed_by or "")
        if at is None:
            continue
        cell = cells.get(*at)
        total = table.total_cell(key) if table else None
        if table and (total.value if total else None) == cell.value:
            continue  # nothing was typed over the table's total
        text = _as_helped(cell, form.by_key[key].kind)
        yield place, text or (as_joined(Decimal(0)) if key in declared_nil else "")


def _as_helped(cell: RawCell, kind: Kind) -> str:
    """What the hidden sheet's columns of numbers and texts hold of a cell; a sign for nil is 0."""
    if cell.kind == "error":
        return _ERROR
    if not isinstance(cell.value, str):
        is_number = isinstance(cell.value, Decimal) and kind is not Kind.TEXT
        if isinstance(cell.value, Decimal) and not (is_number and abs(cell.value) < MOST):
            return f"{cell.value:.15g}"
        return as_joined(cell.value)
    text = as_joined(with_plain_signs(cell.value))
    is_nil = text in NIL_SIGNS and kind not in {Kind.TEXT, Kind.CODE}
    return as_joined(Decimal(0)) if is_nil else text
