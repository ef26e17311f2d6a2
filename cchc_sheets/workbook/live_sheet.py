"""Write an issue's live checks: the hidden sheet, and what the form's sheet shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cchc_sheets.model import State
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import CHECK, FIRST_ROW, STATUS_CELL, SYMBOL
from cchc_sheets.sheet.styles import Pen
from cchc_sheets.words import live as words
from cchc_sheets.workbook.live import beside
from cchc_sheets.workbook.live.issued import Issued, IssuedRecord
from cchc_sheets.workbook.live.places import STATUS_ROW
from cchc_sheets.workbook.live.plan import LivePlan, TablePlan

_COLOURS = {
    words.ERROR_SIGN: {"bg_color": "#F8CBAD", "font_color": "#9C0006"},
    words.WARNING_SIGN: {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    words.GOOD_SIGN: {"font_color": "#375623"},
}
"""What a symbol and its lines look like; without colours the symbol alone tells."""


def write_live_sheet(pen: Pen, plan: LivePlan, issued: Issued) -> None:
    """Write the hidden sheet of the form's own checks."""
    _write_counts(pen, beside.count_formulas(plan), total_counts(issued))
    _write_formulas(pen, plan, issued)
    _hide(pen)


def write_table_live_sheet(pen: Pen, table: TablePlan, records: Sequence[IssuedRecord]) -> None:
    """Write the hidden sheet of a table's checks."""
    _write_counts(pen, beside.table_count_formulas(table), records_counts(records))
    for cell, formula in beside.uncertain_formulas(table).items():
        pen.sheet.write_formula(cell, f"={formula}", pen.styles(), 0)
    for record in records:
        _write_formulas(pen, record.plan, record)
    _hide(pen)


def total_counts(issued: Issued) -> Mapping[int, int]:
    """Return the counts of the status line, those of the tables included."""
    counts = Counter(issued.counts())
    for records in issued.records.values():
        counts.update(records_counts(records))
    return counts


def records_counts(records: Iterable[IssuedRecord]) -> Mapping[int, int]:
    """Return the counts over a table's records."""
    counts: Counter[int] = Counter()
    for record in records:
        counts.update(record.counts())
    return counts


def _write_counts(pen: Pen, formulas: Mapping[int, str], counts: Mapping[int, int]) -> None:
    for column, formula in formulas.items():
        pen.formula(STATUS_ROW, column, f"={formula}", counts.get(column, 0))


def _write_formulas(pen: Pen, plan: LivePlan, issued: Issued) -> None:
    row = plan.places.live_row
    for helper in plan.helpers:
        value = issued.helper(helper.key, helper.column)
        pen.formula(row(helper.key), helper.column, f"={helper.formula}", value)
    for cell in plan.lines:
        pen.formula(row(cell.key), cell.column, f"={cell.formula}", issued.line(cell))


def _hide(pen: Pen) -> None:
    pen.sheet.protect()
    pen.sheet.very_hidden()


def write_beside(pen: Pen, plan: LivePlan, issued: Issued) -> None:
    """Write the symbols, *Soát lỗi* and the status line on the form's sheet."""
    counts = total_counts(issued)
    status = words.status(*(counts.get(column, 0) for column in beside.COUNTED))
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


def _shown(plan: LivePlan, issued: Issued, key: str) -> tuple[str, str]:
    cells = plan.lines_of(key)
    said = [text for text in (issued.line(cell) for cell in cells) if text]
    wrong = any(issued.line(cell) for cell in cells if plan.is_error(cell))
    good = words.GOOD_SIGN if _is_answered(issued, key) else ""
    return "\n".join(said), words.symbol(wrong=wrong, said=bool(said), otherwise=good)


def _is_answered(issued: Issued, key: str) -> bool:
    answer = issued.submission.answers.get(key)
    unread = {State.BLANK, State.UNREADABLE}
    return answer is not None and answer.state not in unread and not answer.from_text


def _colour(pen: Pen, plan: LivePlan) -> None:
    rows = (FIRST_ROW, plan.places.layout.last_row)
    colour(pen, rows, SYMBOL, (SYMBOL, CHECK))


def colour(pen: Pen, rows: tuple[int, int], symbol: int, columns: Iterable[int]) -> None:
    """Give the columns the colour of the symbol in their row."""
    first, last = rows
    for sign, look in _COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'=${address(first, symbol)}="{sign}"',
            "format": pen.styles.book.add_format(dict(look)),
        }
        for column in columns:
            pen.sheet.conditional_format(first - 1, column - 1, last - 1, column - 1, rule)
