"""What the form's own sheet shows of the checks: symbol, *Soát lỗi* and the status line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_sheets.expression.formula import FALSE
from cchc_sheets.model import Kind
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import CHECK, LIVE_SHEET, VALUE
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live.columns import Group
from cchc_sheets.workbook.live.places import (
    ERROR_COUNT,
    MISSING_COUNT,
    NUMBER,
    STATUS_ROW,
    TYPED,
    WARNING_COUNT,
    live_sheet,
    uncertain_cell,
)
from cchc_sheets.workbook.live.plan import LivePlan, TablePlan
from cchc_sheets.workbook.live.totals import count_nils

COUNTED = (MISSING_COUNT, ERROR_COUNT, WARNING_COUNT)


def check_cell_formula(plan: LivePlan, key: str) -> str:
    """Return the formula of a row's *Soát lỗi*: its lines, one below the other."""
    cells = [f"{LIVE_SHEET}!{plan.places.here(key, cell.column)}" for cell in plan.lines_of(key)]
    if len(cells) == 1:
        return cells[0]
    lines = "&".join(f'IF({cell}="","",CHAR(10)&{cell})' for cell in cells)
    return f"MID({lines},2,9999)" if cells else '""'


def symbol_formula(plan: LivePlan, key: str) -> str:
    """Return the formula of a row's symbol."""
    cells = plan.lines_of(key)
    errors = [c for c in cells if plan.is_error(c)]
    row = plan.places.layout.row_of[key]
    wrong = f'IF({address(row, CHECK)}<>"","{words.WARNING_SIGN}",{_good(plan, key)})'
    if not errors:
        return wrong
    said = "&".join(f"{LIVE_SHEET}!{plan.places.here(key, cell.column)}" for cell in errors)
    return f'IF({said}<>"","{words.ERROR_SIGN}",{wrong})'


def _good(plan: LivePlan, key: str) -> str:
    """A tick where something readable was answered."""
    row = plan.places.row(key)
    if row.indicator is None:
        return '""'
    answered = f'{LIVE_SHEET}!{plan.places.here(key, TYPED)}<>""'
    number = f"ISNUMBER({LIVE_SHEET}!{plan.places.here(key, NUMBER)})"
    applies = _elsewhere(plan.places.is_not_applicable(key), plan, key)
    words_stand = f"IF(ISERROR({address(plan.places.layout.row_of[key], VALUE)}),FALSE,{answered})"
    readable = words_stand if row.kind is Kind.TEXT else number
    known = readable if applies == FALSE else f"OR({readable},{applies})"
    return f'IF({known},"{words.GOOD_SIGN}","")'


def _elsewhere(formula: str, plan: LivePlan, key: str) -> str:
    """Return a formula of the hidden sheet as it reads on the form's."""
    cell = plan.places.here(key, TYPED)
    return formula.replace(cell, f"{LIVE_SHEET}!{cell}")


def count_formulas(plan: LivePlan) -> Mapping[int, str]:
    """Return the formulas of the three counts, by their column in the status row."""
    rows = plan.places.layout.row_of.values()
    return {
        column: "+".join(
            (
                _said((min(rows), max(rows)), group_of(plan, column)),
                *(f"{live_sheet(t.number)}!{address(STATUS_ROW, column)}" for t in plan.tables),
            )
        )
        for column in COUNTED
    }


def table_count_formulas(table: TablePlan) -> Mapping[int, str]:
    """Return the same of a table's own hidden sheet."""
    return {column: _said(table.rows, group_of(table.records[0], column)) for column in COUNTED}


def group_of(plan: LivePlan, column: int) -> Group:
    """Return the columns of lines that a count of the status row is about."""
    groups = {
        MISSING_COUNT: plan.missing,
        ERROR_COUNT: plan.errors,
        WARNING_COUNT: plan.warnings,
    }
    return groups[column]


def _said(rows: tuple[int, int], group: Group) -> str:
    first, last = group
    if last < first:
        return "0"
    return f'COUNTIF({address(rows[0], first)}:{address(rows[1], last)},"?*")'


def status_formula(sheet: str = LIVE_SHEET) -> str:
    """Return the formula of the status line, or of a table's over its own hidden ``sheet``."""
    missing, errors, warnings = (
        f"{sheet}!{address(STATUS_ROW, column)}"
        for column in (MISSING_COUNT, ERROR_COUNT, WARNING_COUNT)
    )
    counts = f'"{words.MISSING}"&{missing}&"{words.ERRORS}"&{errors}&"{words.WARNINGS}"&{warnings}'
    return f'{counts}&CHAR(10)&IF({errors}=0,"{words.READY}","{words.NOT_READY}")'


def table_check_formula(table: TablePlan, about: Iterable[tuple[int, str]]) -> str:
    """Return the formula of *Soát lỗi* in a row of a table's sheet, for the answers it is about."""
    cells = [cell for cells in _cells_of(table, about) for cell, _ in cells]
    lines = "&".join(f'IF({cell}="","",CHAR(10)&{cell})' for cell in cells)
    return f"MID({lines},2,9999)" if cells else '""'


def table_symbol_formula(table: TablePlan, about: Iterable[tuple[int, str]], check: str) -> str:
    """Return the formula of the symbol there; ``check`` is the cell of its *Soát lỗi*."""
    about = tuple(about)
    errors = [cell for cells in _cells_of(table, about) for cell, error in cells if error]
    sheet = live_sheet(table.number)
    answered = "&".join(
        f"{sheet}!{table.records[record].places.here(key, TYPED)}" for record, key in about
    )
    good = f'IF({answered}<>"","{words.GOOD_SIGN}","")'
    wrong = f'IF({check}<>"","{words.WARNING_SIGN}",{good})'
    return f'IF({"&".join(errors)}<>"","{words.ERROR_SIGN}",{wrong})' if errors else wrong


def _cells_of(
    table: TablePlan, about: Iterable[tuple[int, str]]
) -> Iterator[list[tuple[str, bool]]]:
    sheet = live_sheet(table.number)
    for record, key in about:
        plan = table.records[record]
        yield [
            (f"{sheet}!{plan.places.here(key, cell.column)}", plan.is_error(cell))
            for cell in plan.lines_of(key)
        ]


def uncertain_formulas(table: TablePlan) -> Mapping[str, str]:
    """Return by cell the formulas that are 1 where a total rests on errors or odd texts."""
    asks = table.layout.table.asks
    return {
        uncertain_cell(table.layout.table, column.row.key): _uncertain(
            table, [p for p in answers_behind(asks, column.row.key) if asks.by_key[p].is_input]
        )
        for column in table.layout.table.columns
    }


def _uncertain(table: TablePlan, parts: Sequence[str]) -> str:
    own_error = table.records[0].errors[0]
    conditions = []
    for part in parts:
        errors = (record.places.here(part, own_error) for record in table.records)
        conditions.append(f'{"&".join(errors)}<>""')
        area = f"'{table.layout.table.sheet}'!{table.layout.records(part)}"
        conditions.append(f"COUNTA({area})-COUNT({area})<>{count_nils(area)}")
    return f"IF(OR({','.join(conditions)}),1,0)"
