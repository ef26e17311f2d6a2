"""What the form's own sheet shows of the checks: symbol, *Soát lỗi* and the status line."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.excel.layout import CHECK, LIVE_SHEET, VALUE, address
from cchc_sheets.excel.live.columns import Group
from cchc_sheets.excel.live.places import (
    ERROR_COUNT,
    MISSING_COUNT,
    NUMBER,
    STATUS_ROW,
    TYPED,
    WARNING_COUNT,
)
from cchc_sheets.excel.live.plan import LivePlan
from cchc_sheets.expression.formula import FALSE
from cchc_sheets.model import Kind
from cchc_sheets.words import live as words


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
    groups = {
        MISSING_COUNT: plan.missing,
        ERROR_COUNT: plan.errors,
        WARNING_COUNT: plan.warnings,
    }
    return {column: _count(plan, group) for column, group in groups.items()}


def _count(plan: LivePlan, group: Group) -> str:
    first, last = group
    if last < first:
        return "0"
    rows = plan.places.layout.row_of.values()
    return f'COUNTIF({address(min(rows), first)}:{address(max(rows), last)},"?*")'


def status_formula() -> str:
    """Return the formula of the status line."""
    missing, errors, warnings = (
        f"{LIVE_SHEET}!{address(STATUS_ROW, column)}"
        for column in (MISSING_COUNT, ERROR_COUNT, WARNING_COUNT)
    )
    counts = f'"{words.MISSING}"&{missing}&"{words.ERRORS}"&{errors}&"{words.WARNINGS}"&{warnings}'
    return f'{counts}&CHAR(10)&IF({errors}=0,"{words.READY}","{words.NOT_READY}")'
