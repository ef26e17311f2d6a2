"""What the sheets that people see show of the checks: symbol, *Soát lỗi* and the status line."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_sheets.expression.formula import FALSE, any_of
from cchc_sheets.model import Kind
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import (
    AS_BEFORE_CELL,
    CHECK,
    FIRST_ROW,
    FORM_SHEET,
    LIVE_SHEET,
    VALUE,
)
from cchc_sheets.sheet.formula_text import (
    however_composed,
    is_one_of,
    joined,
    quoted,
    with_plain_signs,
)
from cchc_sheets.words import live as words
from cchc_sheets.words.workbook import CONFIRMED
from cchc_sheets.workbook.live.computed import count_nils
from cchc_sheets.workbook.live.places import (
    ASKED_COUNT,
    COUNTS,
    FIRST_LINE,
    MARKED_NAME,
    NUMBER,
    STATUS_ROW,
    TYPED,
    TYPED_COUNT,
    RecordPlaces,
    live_sheet,
    uncertain_cell,
)
from cchc_sheets.workbook.live.plan import LivePlan, TablePlan
from cchc_sheets.workbook.live.typed import NAME_MARK


@dataclass(frozen=True, slots=True)
class Beside:
    """One row of a sheet: the formulas of its *Soát lỗi* and its symbol.

    ``about`` are the answers beside which they are: a record's index (0 on the form) and a key.
    """

    row: int
    about: tuple[tuple[int, str], ...]
    check: str
    symbol: str


def beside_form(plan: LivePlan) -> tuple[Beside, ...]:
    """Return what is beside the form's answers, and beside those headings that can be wrong."""

    def is_number(key: str) -> str:
        return f"ISNUMBER({plan.places.there(key, NUMBER)})"

    shown = []
    beside: dict[str | None, list[str]] = {}
    for form_row in plan.places.form.base_rows:
        beside.setdefault(form_row.base_of, []).append(form_row.key)
    for form_row in plan.places.form.rows:
        key = form_row.key
        keys = (key, *beside.get(key, ()))
        if form_row.base_of is not None:
            continue
        cells = [(each, cell) for each in keys for cell in plan.told_of(each)]
        if form_row.indicator is None and not cells:
            continue
        row, good = plan.places.layout.row_of[key], '""'
        if form_row.indicator is not None:
            readable = is_number(key)
            if form_row.kind is Kind.TEXT:
                typed = f'{plan.places.there(key, TYPED)}<>""'
                readable = f"IF(ISERROR({address(row, VALUE)}),FALSE,{typed})"
            applies = plan.places.is_not_applicable(key)
            if applies != FALSE:
                here, there = plan.places.here(key, TYPED), plan.places.there(key, TYPED)
                readable = f"OR({readable},{applies.replace(here, there)})"
            good = f'IF({any_of([readable, *map(is_number, keys[1:])])},"{words.GOOD_SIGN}","")'
        lines = [plan.places.there(each, cell.column) for each, cell in cells]
        errors = [
            plan.places.there(each, cell.column) for each, cell in cells if plan.is_error(cell)
        ]
        check = _below_each_other(lines)
        symbol = _symbol(errors, address(row, CHECK), good)
        shown.append(Beside(row, tuple((0, each) for each in keys), check, symbol))
    return tuple(shown)


def beside_table(table: TablePlan) -> tuple[Beside, ...]:
    """Return what is beside a table's records, or across beside its keys."""
    shown = []
    for row, about in table.layout.lines():
        lines, errors, typed = [], [], []
        for record, key in about:
            plan = table.records[record]
            typed.append(plan.places.there(key, TYPED))
            for cell in plan.told_of(key):
                lines.append(plan.places.there(key, cell.column))
                errors += lines[-1:] if plan.is_error(cell) else []
        good = f'IF({"&".join(typed)}<>"","{words.GOOD_SIGN}","")'
        symbol = _symbol(errors, address(row, table.layout.check_column), good)
        shown.append(Beside(row, about, _below_each_other(lines), symbol))
    return tuple(shown)


def _below_each_other(cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    # Excel 2010 has no TEXTJOIN; MID drops the first line break.
    lines = "&".join(f'IF({cell}="","",CHAR(10)&{cell})' for cell in cells)
    return f"MID({lines},2,9999)" if cells else '""'


def _symbol(errors: Sequence[str], check: str, good: str) -> str:
    """Return the formula of a symbol; ``check`` is the cell of *Soát lỗi*, ``good`` a tick's."""
    symbol = f'IF({check}<>"","{words.WARNING_SIGN}",{good})'
    return f'IF({"&".join(errors)}<>"","{words.ERROR_SIGN}",{symbol})' if errors else symbol


def status_formula(sheet: str = LIVE_SHEET) -> str:
    """Return the formula of the status line over the counts of a hidden ``sheet``."""
    cells = (f"{sheet}!{address(STATUS_ROW, column)}" for column in COUNTS)
    missing, errors, warnings, typed, asked = cells
    facts = {
        "answered": f"{asked}-{missing}",
        "asked": asked,
        "errors": errors,
        "warnings": warnings,
    }

    def said(text: str) -> str:
        parts: list[str] = []
        for literal, name, _, _ in string.Formatter().parse(text):
            parts += [*quoted(literal), *([f"({facts[name]})"] if name else ())]
        return joined(parts)

    ready = f"IF({warnings}=0,{said(words.READY)},{said(words.READY_BUT)})"
    done = f"IF({missing}+{errors}=0,{ready},{said(words.COUNTED)})"
    untouched = f"IF({asked}=0,{said(words.UNTOUCHED_BEGINS)},{said(words.UNTOUCHED)})"
    return f"IF({typed}=0,{untouched},{done})"


def to_confirm_formula() -> str:
    """Return 1 where figures were filled in as in the period before and nobody confirmed them."""
    row, column = AS_BEFORE_CELL
    label, cell = (f"'{FORM_SHEET}'!{address(row, at)}" for at in (column - 1, column))
    confirmed = is_one_of(with_plain_signs(cell), however_composed((CONFIRMED,)))
    return f'IF({label}="",0,IF({confirmed},0,1))'


def count_formulas(plans: Sequence[LivePlan]) -> Mapping[int, str]:
    """Return the formulas of the counts on the hidden sheet of these plans, by column.

    The form's counts include those of its tables.
    """
    last_row = plans[-1].places.live_row(plans[-1].places.form.rows[-1].key)
    names = f"{address(FIRST_ROW, MARKED_NAME)}:{address(last_row, MARKED_NAME)}"
    formulas = {}
    for column in COUNTS:
        first, last = plans[0].counted.get(column, (1, 0))
        area = f"{address(FIRST_ROW, first)}:{address(last_row, last)}"
        # Each line that fires is a text; "?*" leaves out those that are empty.
        own = f'COUNTIF({area},"?*")' if first <= last else "0"
        if column == ASKED_COUNT:
            own = str(plans[0].asked)
            if isinstance(plans[0].places, RecordPlaces):  # asked of those that have a name
                own += f'*COUNTIF({names},"{NAME_MARK}?*")'
        if column == TYPED_COUNT:  # a name alone is nothing to send; each is there behind a mark
            own += f'-COUNTIF({names},"{NAME_MARK}?*")'
        tables = (live_sheet(table.number) for table in plans[0].tables)
        formulas[column] = "+".join((own, *(f"{t}!{address(STATUS_ROW, column)}" for t in tables)))
    return formulas


def uncertain_formulas(table: TablePlan) -> Mapping[str, str]:
    """Return by cell the formulas that are 1 where a total rests on errors or odd texts."""
    formulas = {}
    asks = table.layout.table.asks
    for column in table.layout.table.columns:
        conditions: list[str] = []
        for part in answers_behind(asks, column.row.key):
            if asks.by_key[part].is_input:
                errors = (record.places.here(part, FIRST_LINE) for record in table.records)
                area = f"'{table.layout.table.sheet}'!{table.layout.records(part)}"
                conditions.append(f'{"&".join(errors)}<>""')
                # Texts that are no sign for nil.
                conditions.append(f"COUNTA({area})-COUNT({area})<>{count_nils(area)}")
        cell = uncertain_cell(table.layout.table, column.row.key)
        formulas[cell] = f"IF(OR({','.join(conditions)}),1,0)"
    return formulas
