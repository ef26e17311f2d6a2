"""The sheet of a table: heads, totals, and places for the records."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_sheets.model import RECORD_NAME, Column, Kind, Table
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.address import address
from cchc_sheets.sheet.heights import line_count, row_height
from cchc_sheets.sheet.styles import ANSWERED, Pen
from cchc_sheets.sheet.table import (
    END_MARK,
    HEAD_ROWS,
    KEY,
    KEY_ROW,
    LABEL,
    NAME_ROW,
    PERIOD_ROW,
    RECORD_MARK,
    STATUS_ROW,
    STT,
    SYMBOL,
    TITLE_ROW,
    TOTAL,
    TOTAL_MARK,
    TableLayout,
    key_mark,
    table_mark,
)
from cchc_sheets.words import live as live_words
from cchc_sheets.words import tables as words
from cchc_sheets.words import workbook as workbook_words
from cchc_sheets.workbook.live import beside
from cchc_sheets.workbook.live.issued import IssuedRecord
from cchc_sheets.workbook.live.places import NAME_LIST, live_sheet
from cchc_sheets.workbook.live.plan import TablePlan
from cchc_sheets.workbook.live.totals import computed_formula, share_formula, total_formula
from cchc_sheets.workbook.live_sheet import colour, records_counts
from cchc_sheets.workbook.page import set_up_wide_paper
from cchc_sheets.workbook.table_head import write_head
from cchc_sheets.workbook.table_paper import paper_of, width_of
from cchc_sheets.workbook.validations import fit, prompt_only, validation_of

_WIDTHS = {KEY: 60, SYMBOL: 22}
_CHECK = 360
_PROMPT = 255
_FORMATS = {Kind.COUNT: "count", Kind.RATE: "rate"}
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "insert_columns": True,
}
_CELL = ("table", "shrink", "center")


@dataclass(frozen=True)
class TableSheet:
    """Writes one table; ``plan`` and ``records`` are its live checks, where it has them."""

    pen: Pen
    issue: Issue
    layout: TableLayout
    order: int
    plan: TablePlan | None = None
    records: tuple[IssuedRecord, ...] = ()

    @property
    def table(self) -> Table:
        """The table."""
        return self.layout.table

    def write(self) -> None:
        """Write the whole sheet."""
        self._write_widths()
        self._write_top()
        write_head(self.pen, self.issue, self.layout)
        self._write_marks()
        for column in self.table.columns:
            self._write_totals(column)
            self._write_answers(column)
        self._write_names()
        self._write_checks()
        self._set_up_screen()

    def _write_widths(self) -> None:
        for column in range(1, self.layout.last_column + 1):
            width = _WIDTHS.get(column) or width_of(self.layout, column)
            self.pen.width(column, width, hidden=column == KEY)
        self.pen.width(self.layout.check_column, _CHECK)

    def _write_top(self) -> None:
        issue = self.issue
        paper, broad = paper_of(self.layout), min(self.layout.last_column, LABEL + 12)
        # Of several pages each shows the first columns, and so all of what stands over them.
        last = broad if len(paper.blocks) == 1 else paper.repeated
        under = words.of_whom(issue.period, issue.unit)
        self.pen.merge((TITLE_ROW, STT, TITLE_ROW, last), self.table.title, "title")
        self.pen.height(TITLE_ROW, self._height(self.table.title, 14, last))
        self.pen.merge((PERIOD_ROW, STT, PERIOD_ROW, last), under, "heading", "bold")
        if len(paper.blocks) > 1:
            self.pen.height(PERIOD_ROW, self._height(under, 13, last))
        self.pen.merge((STATUS_ROW, STT, STATUS_ROW, broad), "", "status", "left")
        self.pen.height(STATUS_ROW, 32)
        self.pen.sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})

    def _height(self, text: str, size: int, last: int) -> float:
        width = sum(width_of(self.layout, column) for column in range(STT, last + 1))
        return row_height(line_count(text, width, size, bold=True), size)

    def _write_marks(self) -> None:
        layout, across = self.layout, self.table.across

        def mark(line: int, text: str) -> None:
            self.pen.text(*((KEY_ROW, line) if across else (line, KEY)), text)

        self.pen.text(KEY_ROW, KEY, table_mark(self.table))
        for key in (RECORD_NAME, *(column.row.key for column in self.table.columns)):
            row, column = layout.cell(TOTAL, key)
            place = (row, KEY) if across else (KEY_ROW, column)
            self.pen.text(*place, key_mark(self.table, key))
        mark(layout.total, TOTAL_MARK)
        mark(layout.first, RECORD_MARK)
        if across:  # *Soát lỗi* stands where another record would
            mark(layout.check_column, END_MARK)

    def _write_totals(self, column: Column) -> None:
        key = column.row.key
        row, at = self.layout.cell(TOTAL, key)
        if column.row.kind is Kind.COUNT:
            traits = (*_CELL, "count", "bold")
            self.pen.formula(row, at, total_formula(self.layout, key), "", *traits)
            prompt = prompt_only(*words.TOTAL_PROMPT)
            self.pen.sheet.data_validation(row - 1, at - 1, row - 1, at - 1, prompt)
        else:
            self.pen.blank(row, at, "table")
        if column.share_of is not None:
            formula = share_formula(self.layout, TOTAL, column)
            self.pen.formula(row, at + 1, formula, "", *_CELL, "rate", "bold")

    def _write_answers(self, column: Column) -> None:
        form_row, key = column.row, column.row.key
        look = (*_CELL, _FORMATS.get(form_row.kind, "text"))
        for record in range(self.table.room):
            row, at = self.layout.cell(record, key)
            if form_row.computed is None:
                self.pen.blank(row, at, *look, "input")
            else:
                self.pen.formula(
                    row, at, computed_formula(self.layout, record, form_row), "", *look
                )
            if column.share_of is not None:
                formula = share_formula(self.layout, record, column)
                self.pen.formula(row, at + 1, formula, "", *_CELL, "rate")
        area = self._area(key)
        if form_row.computed is None:
            first = self.layout.address(0, key)
            self.pen.sheet.data_validation(*area, validation_of(form_row, first, None))
            self._mark_answered(key)
        else:
            self.pen.sheet.data_validation(*area, prompt_only(*words.COMPUTED_PROMPT))

    def _area(self, key: str) -> tuple[int, int, int, int]:
        first, last = self.layout.cell(0, key), self.layout.cell(self.table.room - 1, key)
        return (first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1)

    def _mark_answered(self, key: str) -> None:
        cell = self.layout.address(0, key)
        look = self.pen.styles.book.add_format(dict(ANSWERED))
        rule = {"type": "formula", "criteria": f"=LEN(TRIM({cell}))>0", "format": look}
        self.pen.sheet.conditional_format(*self._area(key), rule)

    def _write_names(self) -> None:
        table, layout = self.table, self.layout
        given = self.issue.names.get(table.id, ())
        look = ("table", "wrap", "text", "input", "center" if table.across else "left")
        for record in range(table.room):
            row, at = layout.cell(record, RECORD_NAME)
            self.pen.text(row, at, given[record] if record < len(given) else "", *look)
            if not table.across:
                self.pen.text(row, STT, str(record + 1), "table", "center", "text")
        if not table.across:
            self.pen.text(layout.total, STT, "", "table")
            self.pen.text(layout.total, LABEL, words.TOTAL, "table", "center", "bold")
        title, text = words.name_prompt(table)
        prompt = {"input_title": title, "input_message": fit([text], _PROMPT)}
        if table.names:
            stop = (
                {"show_error": False}
                if table.free
                else {
                    "error_title": workbook_words.STOP_TITLE,
                    "error_message": fit([words.not_offered(table)], 225),
                }
            )
            source = f"={NAME_LIST.format(number=self.order)}"
            validation = {"validate": "list", "source": source, **prompt, **stop}
        else:
            validation = prompt_only(title, text)
        self.pen.sheet.data_validation(*self._area(RECORD_NAME), validation)
        self._mark_answered(RECORD_NAME)

    def _write_checks(self) -> None:
        if self.plan is None:
            return
        counts = records_counts(self.records)
        status = live_words.status(*(counts.get(column, 0) for column in beside.COUNTED))
        formula = f"={beside.status_formula(live_sheet(self.order))}"
        self.pen.formula(STATUS_ROW, STT, formula, status, "status", "left")
        rows = []
        for row, about in self.layout.lines():
            said, wrong, answered = self._shown(about)
            check = address(row, self.layout.check_column)
            formula = f"={beside.table_check_formula(self.plan, about)}"
            look = ("table", "wrap", "left", "check")
            self.pen.formula(row, self.layout.check_column, formula, "\n".join(said), *look)
            good = live_words.GOOD_SIGN if answered else ""
            symbol = live_words.symbol(wrong=wrong, said=bool(said), otherwise=good)
            formula = f"={beside.table_symbol_formula(self.plan, about, check)}"
            self.pen.formula(row, SYMBOL, formula, symbol, "center", "bold")
            rows.append(row)
        columns = (SYMBOL, self.layout.check_column)
        colour(self.pen, (min(rows), max(rows)), SYMBOL, columns)

    def _shown(self, about: tuple[tuple[int, str], ...]) -> tuple[list[str], bool, bool]:
        """Return the lines, whether one is an error, and whether anything is answered."""
        said, wrong, answered = [], False, False
        for record, key in about:
            issued = self.records[record]
            answered = answered or issued.is_typed(key)
            for cell in issued.plan.lines_of(key):
                text = issued.line(cell)
                said.extend([text] if text else [])
                wrong = wrong or (bool(text) and issued.plan.is_error(cell))
        return said, wrong, answered

    def _set_up_screen(self) -> None:
        sheet, layout = self.pen.sheet, self.layout
        sheet.hide_gridlines(2)
        if self.table.across:
            sheet.freeze_panes(NAME_ROW, layout.total)
        else:
            sheet.freeze_panes(layout.total, LABEL)
        sheet.protect("", _ALLOWED)
        sheet.set_selection(layout.address(0, RECORD_NAME))
        set_up_wide_paper(sheet, self.issue)
        paper_of(layout).set_up(sheet)
        sheet.print_area(TITLE_ROW - 1, STT - 1, layout.last_row - 1, layout.last_column - 1)
        sheet.repeat_rows(HEAD_ROWS[0] - 1, (NAME_ROW if self.table.across else HEAD_ROWS[2]) - 1)
        sheet.print_black_and_white()
        texts = (
            layout.records(RECORD_NAME),
            f"{address(1, STT)}:{address(layout.last_row, LABEL)}",
        )
        sheet.ignore_errors({"number_stored_as_text": " ".join(texts)})
