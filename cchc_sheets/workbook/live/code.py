"""The formulas of the reconciliation code on the hidden sheets, and what they come to at issue.

The form's answers are read off the helper column of what was typed. A table's are read off its own
sheet, column by column: lines may be added there, and only a range that grows with them sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from cchc_sheets.model.issue import Prefill
from cchc_sheets.sheet.address import address, column_letter
from cchc_sheets.sheet.code import (
    ALPHABET,
    HALF,
    LETTERS,
    MARKS,
    PERIOD,
    PRIME,
    SIGNS,
    THOUSANDTHS,
    WEIGHT_PRIME,
    TablePlaces,
    as_joined,
    code_of,
    places_of_form,
    places_of_tables,
    seed_of,
    worth,
)
from cchc_sheets.sheet.form import FIRST_ROW, LIVE_SHEET
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.words.workbook import CODE_LABEL, NO_CODE
from cchc_sheets.workbook.live.computed import total_value
from cchc_sheets.workbook.live.issued import Issued, IssuedTable
from cchc_sheets.workbook.live.places import CODE_ROW, NUMBER, PLACE, TYPED, live_sheet

_ALPHABET_ROW, _FORM_ROW, _NUMBER_ROW, _SIGNS_ROW = range(CODE_ROW, CODE_ROW + 4)
_SIGNS_CELL = f"{LIVE_SHEET}!{address(_SIGNS_ROW, 1)}"
"""Where the code is, as the visible sheets' formulas name it."""
_ALPHABET_CELL = f"{LIVE_SHEET}!${column_letter(1)}${_ALPHABET_ROW}"
_ALONG, _DOWN = f"COLUMN($A$1:${column_letter(LETTERS)}$1)", f"ROW($A$1:$A${LETTERS})"
"""The numbers from 1 to ``LETTERS``, side by side or below each other."""


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell of a hidden sheet: what it holds, where there is a formula with its value at issue."""

    row: int
    column: int
    value: int | str
    formula: str = ""
    is_array: bool = False


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """The code of a workbook at issue, and the cells of its hidden sheets that make it.

    ``form`` are those of the form's hidden sheet, ``tables`` those of each table's.
    """

    code: str
    form: tuple[CodeCell, ...]
    tables: tuple[tuple[CodeCell, ...], ...]


def issued_code(issued: Issued) -> IssuedCode:
    """Return the code of a workbook as it is issued."""
    form = issued.plan.places.form
    places, own = _places(issued)
    tables = tuple(tuple(_table_cells(table)) for table in issued.tables)
    seed = seed_of(issued.issue.unit.code, form.id, str(issued.issue.period))
    whole = seed + own + sum(int(cell.value) for cells in tables for cell in cells)
    rows = FIRST_ROW, issued.plan.places.live_row(form.rows[-1].key)
    typed, numbers, weighed = (
        f"{address(rows[0], column)}:{address(rows[1], column)}"
        for column in (TYPED, NUMBER, PLACE)
    )
    weights = f"MOD({weighed}^3,{WEIGHT_PRIME})"
    summed = sum_formula(_entered(numbers, typed), weights, _ALONG, f"ROW({typed})")
    ranges = [
        f"{live_sheet(number)}!{address(CODE_ROW, 1)}:{address(CODE_ROW, len(cells))}"
        for number, cells in enumerate(tables, start=1)
    ]
    total = f"SUM({','.join((str(seed), address(_FORM_ROW, 1), *ranges))})"
    number = address(_NUMBER_ROW, 1)
    powers = (len(SIGNS) ** power for power in reversed(range(2 * HALF)))
    signs = [f'MID("{SIGNS}",1+MOD(INT({number}/{power}),{len(SIGNS)}),1)' for power in powers]
    joined = f'{"&".join(signs[:HALF])}&"-"&{"&".join(signs[HALF:])}'
    code = code_of(whole)
    cells = (
        *places,
        CodeCell(_ALPHABET_ROW, 1, ALPHABET),
        CodeCell(_FORM_ROW, 1, own, summed, is_array=True),
        CodeCell(_NUMBER_ROW, 1, whole % PRIME, f"MOD({total},{PRIME})"),
        CodeCell(_SIGNS_ROW, 1, code, joined),
    )
    return IssuedCode(code, cells, tables)


def _places(issued: Issued) -> tuple[list[CodeCell], int]:
    """The column of places, and what the form's answers are worth with them."""
    at, cells = issued.plan.places, []
    typed: list[tuple[int, str]] = []
    for key, place in places_of_form(at.form).items():
        row, counts, formula = at.live_row(key), place, ""
        if at.row(key).fed_by is not None:
            # An open cell with a table's total counts where another figure was typed over it.
            formula = f"IF({at.value(key)}={at.total(key)},0,{place})"
            total = total_value(issued.issue, at.table_of(key), key)
            counts = place if issued.issue.prefill.get(key, Prefill()).value != total else 0
        cells.append(CodeCell(row, PLACE, counts, formula))
        number = issued.helper(key, NUMBER)
        entered = Decimal(str(number)) if isinstance(number, float) else issued.helper(key, TYPED)
        typed.append((counts, as_joined(entered if isinstance(entered, Decimal) else str(entered))))
    return cells, worth(typed)


def _table_cells(table: IssuedTable) -> Iterator[CodeCell]:
    """What each column of a table, or across each line, is worth."""
    layout = table.plan.layout
    places = places_of_tables(table.issue.form)[layout.table.id]
    given = table.issue.records.get(layout.table.id, ())
    for column, key in enumerate(places.keys, start=1):
        typed = (
            (places.place(number, key), as_joined(record.get(key)))
            for number, record in enumerate(given, start=1)
        )
        yield CodeCell(
            CODE_ROW, column, worth(typed), _column_formula(layout, places, key), is_array=True
        )


def _column_formula(layout: TableLayout, places: TablePlaces, key: str) -> str:
    """Return the formula over a key's cells from the total on, where nothing counts.

    So what is put in before the first record is within the range, as it is before the last.
    """
    sheet = f"'{layout.table.sheet}'!"
    first = f"{sheet}{layout.address(TOTAL, key)}"
    texts = f"{first}:{layout.address(layout.table.room - 1, key)}"
    count, numbers = ("COLUMN", _DOWN) if layout.table.across else ("ROW", _ALONG)
    record = f"({count}({texts})-{count}({first}))"
    place = f"({places.place(0, key)}+{record}*{len(places.keys)})"
    weights = f"({record}>0)*MOD({place}^3,{WEIGHT_PRIME})"
    return sum_formula(
        _entered(texts, f"LOWER(TRIM({texts}))"), weights, numbers, f"{count}({texts})"
    )


def _entered(numbers: str, texts: str) -> str:
    """The texts that cells enter as: their numbers in thousandths, or else these ``texts``."""
    return f"IF(ISNUMBER({numbers}),ROUND({THOUSANDTHS}*{numbers},0),{texts})"


def code_line_formula(*above: str) -> str:
    """Return the formula of the printed line with the code, below the literals of another line."""
    line = f'"{CODE_LABEL}: "&IFERROR({_SIGNS_CELL},"{NO_CODE}")'
    return "&CHAR(10)&".join((*above, line))


@cache
def sum_formula(texts: str, weights: str, numbers: str, along: str) -> str:
    """Return the sum of what the texts in a range are worth, each by its weight.

    ``numbers`` are those of the letters, ``along`` those of the range's own lines, crosswise. It is
    for an array formula. Gnumeric's operators make a table of a column and a line, its functions
    need tables to begin with: so both arguments of MID are made tables first.
    """
    for mark in MARKS:
        texts = f'SUBSTITUTE({texts},"{mark}","")'
    # FIND takes no empty text, so that letters worth nothing follow.
    padded = f'{texts}&REPT("{ALPHABET[0]}",{LETTERS}+0*{numbers})'
    letter = f"MID({padded},{numbers}+0*{along},1)"
    value = f"MOD(FIND({letter},{_ALPHABET_CELL}&{letter})-1,{PERIOD})"
    return f"SUM({value}*MOD({numbers}^5,{WEIGHT_PRIME})*{weights})"
