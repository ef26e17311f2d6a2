"""The formulas of a table's sheet: totals, computed columns, shares, and what the form takes."""

from __future__ import annotations

from cchc_sheets.answers import MOST, NIL_SIGNS
from cchc_sheets.model import Column, Row
from cchc_sheets.sheet.formula_text import however_composed
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.workbook.live.computed import formula_of

SHARE_DECIMALS = 1
_MOST_COMPUTED = MOST * 1000


def total_formula(layout: TableLayout, key: str) -> str:
    """Return the sum over the records; ``""`` where none has a figure or a sign for nil.

    SUMIF passes over texts and errors, as the validator does.
    """
    area = layout.records(key)
    # Of what is typed, the validator reads nothing as large as MOST.
    most = _MOST_COMPUTED if layout.table.asks.by_key[key].computed else MOST
    return f'=IF(COUNT({area})+{count_nils(area)}=0,"",SUMIF({area},"<{most:f}"))'


def count_nils(area: str) -> str:
    """Return how many cells of a range hold a sign for nil."""
    signs = however_composed(NIL_SIGNS)
    return "(" + "+".join(f'COUNTIF({area},"{sign}")' for sign in signs) + ")"


def computed_formula(layout: TableLayout, record: int, row: Row) -> str:
    """Return the formula of a computed column in one record."""
    keys = (column.row.key for column in layout.table.columns)
    return formula_of(row, {key: layout.address(record, key) for key in keys})


def share_formula(layout: TableLayout, record: int, column: Column) -> str:
    """Return the share of a count in per cent; ``""`` where there is none."""
    part = layout.address(record, column.row.key)
    whole = layout.address(record, column.share_of or "")
    share = f"ROUND(100*{part}/{whole},{SHARE_DECIMALS})"
    return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}>0,{share},""),"")'


def fed_formula(layout: TableLayout, key: str) -> str:
    """Return the formula by which the form takes a total."""
    cell = f"'{layout.table.sheet}'!{layout.address(TOTAL, key)}"
    return f'=IF(ISNUMBER({cell}),{cell},"")'
