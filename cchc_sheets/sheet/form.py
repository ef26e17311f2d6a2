"""Form → cell addresses, shared by the writer and the reader.

Columns, left to right: the hidden key column (the truth about which row is which), a narrow
symbol (not printed), the printed table (STT, label, unit of measure, value, note), and right of it,
not printed, *Soát lỗi*, *Kỳ trước*, *Cùng kỳ năm trước* and, where the form asks rates without
their bases, *Tử số* and *Mẫu số*. Rows 1 to 4 stay in view: the banner
with the status line, the fields of the report, column names; the printed heading block and its
two-row head follow, then the form's rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.model import Form
from cchc_sheets.sheet.address import address

FORM_SHEET = "Biểu thống kê"
GUIDE_SHEET = "Hướng dẫn"
RULES_SHEET = "Quy tắc"
RETURNED_SHEET = "Cần sửa"
"""The first sheet of a workbook that is returned to its unit; nothing is read from it."""
HIDDEN_SHEET = "_cchc"
LIVE_SHEET = "_soat"
"""The hidden sheet of the live checks' formulas, and how those of tables begin; none is read."""

COMMENT_AUTHOR, COMMENT_HEAD = "cchc-sheets", "Kết quả soát"
"""Who wrote the comments of a returned workbook, and how they begin, for LibreOffice drops authors;
every other comment is somebody's at the unit."""

KEY, SYMBOL, STT, LABEL, UNIT, VALUE, NOTE, CHECK, PREVIOUS, YEAR_BEFORE = range(1, 11)
NUMERATOR, DENOMINATOR = YEAR_BEFORE + 2, YEAR_BEFORE + 3
"""Column numbers, from 1; the one left of the base holds the identity."""

STATUS_ROW = 1
FIELD_ROWS = (2, 3)
SCREEN_HEAD_ROW = 4
APPENDIX_ROW = 5
TITLE_ROW = 6
PERIOD_ROW = 7
ATTACHED_ROW = 8
CODE_LINE_ROW = 9
HEAD_ROWS = (10, 11)
FIRST_ROW = 12
"""Row numbers, from 1."""

IDENTITY_CELL = (STATUS_ROW, YEAR_BEFORE + 1)
"""The locked cell with the identity, which shows nothing; the key column repeats it in row 1."""
STATUS_CELL = (STATUS_ROW, CHECK)
"""The line that counts what is answered and wrong."""
DUE_CELL = (STATUS_ROW, UNIT)
"""Till when the workbook is to be sent, and whom to ask."""
GUIDE_CELL = (FIELD_ROWS[1], PREVIOUS)
"""The link to the guidance."""
AS_BEFORE_CELL = (FIELD_ROWS[0], YEAR_BEFORE)
"""Where the unit confirms all figures that are filled in as in the period before; it stays in view,
and its label stands left of it."""
CODE_CELL = (CODE_LINE_ROW, STT)
"""The line with the reconciliation code, right above the head that every page repeats."""
UNIT_NAME_CELL = (APPENDIX_ROW, PREVIOUS)
"""Right of the heading block, outside the print."""
REPORT_NUMBER_CELL = (FIELD_ROWS[0], UNIT)
SIGNED_ON_CELL = (FIELD_ROWS[1], UNIT)
FILLED_BY_CELL = (FIELD_ROWS[0], CHECK)
TELEPHONE_CELL = (FIELD_ROWS[1], CHECK)
"""The fields of the report; the label of each stands in the column left of it."""


@dataclass(frozen=True)
class Layout:
    """Where each row of a form stands in the workbook that was issued."""

    form: Form

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Sheet row of each form row, by key: that of its rate for a count beside one."""
        own = {key: row for key, row in self.line_of.items() if key not in self._bases}
        return own | {key: own[rate] for key, (rate, _) in self._bases.items()}

    @cached_property
    def line_of(self) -> Mapping[str, int]:
        """A row of its own for each form row, by key; counts beside rates follow the last row."""
        return {row.key: FIRST_ROW + index for index, row in enumerate(self.form.rows)}

    @cached_property
    def _bases(self) -> Mapping[str, tuple[str, int]]:
        """The rate and the column of each count beside a rate, by its key."""
        found = {}
        for row in self.form.base_rows:
            rate = self.form.by_key[row.base_of or ""]
            found[row.key] = (rate.key, (NUMERATOR, DENOMINATOR)[rate.base.index(row.key)])
        return found

    def column_of(self, key: str) -> int:
        """Return the column in which a row's value is typed."""
        return self._bases[key][1] if key in self._bases else VALUE

    @property
    def last_row(self) -> int:
        """Sheet row of the form's last row."""
        return FIRST_ROW + len(self.form.rows) - len(self.form.base_rows) - 1

    def value_cell(self, key: str) -> str:
        """A1 address of a row's value."""
        return address(self.row_of[key], self.column_of(key))

    def note_cell(self, key: str) -> str:
        """A1 address of a row's note."""
        return address(self.row_of[key], NOTE)

    @property
    def print_area(self) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column of the printed annex, from 1."""
        last = FIRST_ROW + len(self.form.printed_rows) - 1
        return (APPENDIX_ROW, STT, last, NOTE)
