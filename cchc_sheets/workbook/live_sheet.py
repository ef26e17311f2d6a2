"""Write an issue's live checks: the hidden sheets, and what the visible sheets show of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cchc_sheets.sheet import table as table_cells
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.form import CHECK, CODE_CELL, FIRST_ROW, STATUS_CELL, SYMBOL
from cchc_sheets.sheet.formula_text import joined, quoted
from cchc_sheets.sheet.styles import ACCENT, DOUBTFUL, READY, Pen
from cchc_sheets.words import live as words
from cchc_sheets.words.tables import of_whom
from cchc_sheets.words.workbook import code_line
from cchc_sheets.workbook.live.beside import (
    Beside,
    count_formulas,
    status_formula,
    to_confirm_formula,
    uncertain_formulas,
)
from cchc_sheets.workbook.live.code import CodeCell, IssuedCode, code_line_formula
from cchc_sheets.workbook.live.issued import Issued, IssuedTable
from cchc_sheets.workbook.live.places import (
    COUNTS,
    STATUS_ROW,
    TO_CONFIRM,
    UNCERTAIN_ROW,
    live_sheet,
)

_ROOM = 2
"""Lines of *Soát lỗi* for which every row has room."""
_COLOURS = {
    words.ERROR_SIGN: {"bg_color": "#FBE9E6", "font_color": "#A02015"},
    words.WARNING_SIGN: DOUBTFUL,
    words.GOOD_SIGN: {"font_color": ACCENT},
}
"""What a symbol and its lines look like; without colours the symbol alone tells."""


def write_live_sheet(pen: Pen, issued: Issued, code: IssuedCode) -> None:
    """Write the hidden sheet of the form's own checks, and of the workbook's code."""
    to_confirm = float(issued.issue.confirmed is False)
    pen.formula(UNCERTAIN_ROW, TO_CONFIRM, f"={to_confirm_formula()}", to_confirm)
    _write_hidden(pen, [issued], issued.counts())
    _write_code(pen, code.form)


def write_table_live_sheet(pen: Pen, table: IssuedTable, code: IssuedCode) -> None:
    """Write the hidden sheet of a table's checks, and of what it adds to the workbook's code."""
    columns = table.plan.layout.table.columns
    formulas = uncertain_formulas(table.plan).items()
    for (cell, formula), column in zip(formulas, columns, strict=True):
        value = int(table.is_uncertain(column.row.key))
        pen.sheet.write_formula(cell, f"={formula}", pen.styles(), value)
    _write_hidden(pen, table.records, table.counts())
    _write_code(pen, code.tables[table.plan.number - 1])


def _write_hidden(pen: Pen, everywhere: Sequence[Issued], counts: Mapping[int, int]) -> None:
    for column, formula in count_formulas([issued.plan for issued in everywhere]).items():
        pen.formula(STATUS_ROW, column, f"={formula}", counts[column])
    for issued in everywhere:
        row = issued.plan.places.live_row
        for helper in issued.plan.helpers:
            value = issued.helper(helper.key, helper.column)
            pen.formula(row(helper.key), helper.column, f"={helper.formula}", value)
        for cell in issued.plan.lines:
            pen.formula(row(cell.key), cell.column, f"={cell.formula}", issued.line(cell))
    pen.sheet.protect()
    pen.sheet.very_hidden()


def _write_code(pen: Pen, cells: Iterable[CodeCell]) -> None:
    for cell in cells:
        if cell.is_array:
            pen.array_formula(cell.row, cell.column, cell.formula, int(cell.value))
        elif cell.formula:
            pen.formula(cell.row, cell.column, f"={cell.formula}", cell.value)
        elif isinstance(cell.value, int):
            pen.number(cell.row, cell.column, cell.value)
        else:
            pen.text(cell.row, cell.column, cell.value)


def write_beside(pen: Pen, issued: Issued, shown: Sequence[Beside], code: str) -> None:
    """Write the symbols, *Soát lỗi*, the status line and the code on the form's sheet."""
    counts = issued.counts()
    pen.formula(*STATUS_CELL, f"={status_formula()}", _status(counts), "status", "center")
    _colour_status(pen, STATUS_CELL)
    pen.formula(*CODE_CELL, f"={code_line_formula()}", code_line(code), "code_line")
    rows = (FIRST_ROW, issued.plan.places.layout.last_row)
    _write_rows(pen, [issued], shown, (SYMBOL, CHECK), rows)


def write_table_beside(pen: Pen, table: IssuedTable, shown: Sequence[Beside], code: str) -> None:
    """Write the same on the sheet of a table."""
    status, formula = _status(table.counts()), f"={status_formula(live_sheet(table.plan.number))}"
    cell = table_cells.STATUS_ROW, table_cells.STT
    pen.formula(*cell, formula, status, "status", "left")
    _colour_status(pen, cell)
    line = of_whom(table.issue.period, table.issue.unit)
    formula, value = code_line_formula(joined(quoted(line))), f"{line}\n{code_line(code)}"
    look = ("heading", "bold")
    pen.formula(table_cells.PERIOD_ROW, table_cells.STT, f"={formula}", value, *look)
    columns = (table_cells.SYMBOL, table.plan.layout.check_column)
    _write_rows(pen, table.records, shown, columns, (shown[0].row, shown[-1].row))


def _status(counts: Mapping[int, int]) -> str:
    missing, errors, warnings, typed, asked = (counts[column] for column in COUNTS)
    return words.status(asked, missing, errors, warnings, typed)


def _colour_status(pen: Pen, cell: tuple[int, int]) -> None:
    """Colour the status line, grey as it is issued: amber where something is wrong, green at last.

    By its text, because rules of Excel 2007 may not look at another sheet.
    """
    at = address(*cell)
    untouched, nothing = quoted(words.UNTOUCHED_BEGINS)[0], quoted(words.NOTHING_WRONG)[0]
    ready = quoted(words.READY_BEGINS)[0]
    said = f"LEFT({at},{len(words.UNTOUCHED_BEGINS)})<>{untouched},ISERROR(FIND({nothing},{at}))"
    states = {
        f"=LEFT({at},{len(words.READY_BEGINS)})={ready}": READY,
        f"=AND({said})": DOUBTFUL,
    }
    row, column = cell[0] - 1, cell[1] - 1
    for criteria, look in states.items():
        book = pen.styles.book
        rule = {"type": "formula", "criteria": criteria, "format": book.add_format(dict(look))}
        pen.sheet.conditional_format(row, column, row, column, {**rule, "stop_if_true": True})


def _write_rows(
    pen: Pen,
    everywhere: Sequence[Issued],
    shown: Sequence[Beside],
    columns: tuple[int, int],
    rows: tuple[int, int],
) -> None:
    """Write symbols and *Soát lỗi* into their columns, in the colour of each row's symbol."""
    symbol_column, check_column = columns
    for each in shown:
        texts, wrong, good, lines = [], False, False, 0
        for record, key in each.about:
            issued = everywhere[record]
            good = good or issued.is_good(key)
            for cell in issued.plan.told_of(key):
                lines += 1
                text = issued.line(cell)
                texts += [text] if text else []
                wrong = wrong or (bool(text) and issued.plan.is_error(cell))
        record, key = each.about[0]
        about = everywhere[record].plan.places.row(key)
        look = ["wrap", "left", "check"]
        if about.indicator is None and about.depth == 0:
            look.append("section")
        if lines > _ROOM:
            look.append("top")  # so that what does not fit is what comes last
        pen.formula(each.row, check_column, f"={each.check}", "\n".join(texts), *look)
        tick = words.GOOD_SIGN if good else ""
        symbol = words.symbol(wrong=wrong, said=bool(texts), otherwise=tick)
        pen.formula(each.row, symbol_column, f"={each.symbol}", symbol, "center", "bold")
    first, last = rows
    for sign, colours in _COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'=${address(first, symbol_column)}="{sign}"',
            "format": pen.styles.book.add_format(dict(colours)),
        }
        for column in columns:
            pen.sheet.conditional_format(first - 1, column - 1, last - 1, column - 1, rule)
