"""Write an issue's live checks: the hidden sheet, and what the form's sheet shows of it."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.excel.layout import CHECK, FIRST_ROW, STATUS_CELL, SYMBOL, address
from cchc_sheets.excel.live import beside
from cchc_sheets.excel.live.issued import Issued
from cchc_sheets.excel.live.places import (
    ERROR_COUNT,
    MISSING_COUNT,
    STATUS_ROW,
    WARNING_COUNT,
)
from cchc_sheets.excel.live.plan import LivePlan
from cchc_sheets.excel.styles import Pen
from cchc_sheets.model import State
from cchc_sheets.words import live as words

_COLOURS = {
    words.ERROR_SIGN: {"bg_color": "#F8CBAD", "font_color": "#9C0006"},
    words.WARNING_SIGN: {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    words.GOOD_SIGN: {"font_color": "#375623"},
}
"""What a symbol and its lines look like; without colours the symbol alone tells."""


def write_live_sheet(pen: Pen, plan: LivePlan, issued: Issued) -> None:
    """Write the hidden sheet."""
    counts = _counts(plan, issued)
    for column, formula in beside.count_formulas(plan).items():
        pen.formula(STATUS_ROW, column, f"={formula}", counts[column])
    row_of = plan.places.layout.row_of
    for helper in plan.helpers:
        value = issued.helper(helper.key, helper.column)
        pen.formula(row_of[helper.key], helper.column, f"={helper.formula}", value)
    for cell in plan.lines:
        pen.formula(row_of[cell.key], cell.column, f"={cell.formula}", issued.line(cell))
    pen.sheet.protect()
    pen.sheet.very_hidden()


def write_beside(pen: Pen, plan: LivePlan, issued: Issued) -> None:
    """Write the symbols, *Soát lỗi* and the status line on the form's sheet."""
    counts = _counts(plan, issued)
    status = words.status(*(int(counts[c]) for c in (MISSING_COUNT, ERROR_COUNT, WARNING_COUNT)))
    pen.formula(*STATUS_CELL, f"={beside.status_formula()}", status, "status")
    for row in plan.places.form.rows:
        at = plan.places.layout.row_of[row.key]
        if row.indicator is None and not plan.lines_of(row.key):
            continue
        lines, symbol = _shown(plan, issued, row.key)
        formula = f"={beside.check_cell_formula(plan, row.key)}"
        pen.formula(at, CHECK, formula, lines, "table", "wrap", "left", "check")
        formula = f"={beside.symbol_formula(plan, row.key)}"
        pen.formula(at, SYMBOL, formula, symbol, "center", "bold")
    _colour(pen, plan)


def _counts(plan: LivePlan, issued: Issued) -> Mapping[int, float]:
    return {
        MISSING_COUNT: issued.count(plan.missing),
        ERROR_COUNT: issued.count(plan.errors),
        WARNING_COUNT: issued.count(plan.warnings),
    }


def _shown(plan: LivePlan, issued: Issued, key: str) -> tuple[str, str]:
    cells = plan.lines_of(key)
    said = [text for text in (issued.line(cell) for cell in cells) if text]
    if any(issued.line(cell) for cell in cells if plan.is_error(cell)):
        symbol = words.ERROR_SIGN
    elif said:
        symbol = words.WARNING_SIGN
    else:
        symbol = words.GOOD_SIGN if _is_answered(issued, key) else ""
    return "\n".join(said), symbol


def _is_answered(issued: Issued, key: str) -> bool:
    answer = issued.submission.answers.get(key)
    unread = {State.BLANK, State.UNREADABLE}
    return answer is not None and answer.state not in unread and not answer.from_text


def _colour(pen: Pen, plan: LivePlan) -> None:
    last = plan.places.layout.last_row
    symbol = f"${address(FIRST_ROW, SYMBOL)}"
    for sign, look in _COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'={symbol}="{sign}"',
            "format": pen.styles.book.add_format(dict(look)),
        }
        for column in (SYMBOL, CHECK):
            pen.sheet.conditional_format(FIRST_ROW - 1, column - 1, last - 1, column - 1, rule)
