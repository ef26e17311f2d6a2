"""Table → cell addresses, shared by the writer and the reader.

A hidden row and a hidden column hold the marks by which the reader finds the table again: its id,
the keys of what is asked, and where the totals and the first record stand. A record is a line with
the totals above the first, or (``across``) a column with the totals left of it, so that records
can be added at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.model import RECORD_NAME, Table
from cchc_sheets.sheet.address import address

KEY, SYMBOL, STT, LABEL = 1, 2, 3, 4
STATUS_ROW, TITLE_ROW, PERIOD_ROW, KEY_ROW = 1, 2, 3, 4
HEAD_ROWS = (5, 6, 7)
"""Groups, columns, their numbers; across: what a record is, then the records' names."""
NAME_ROW = 6
_UNIT, _TOTAL, _FIRST_ACROSS = 5, 6, 7
_TOTAL_ROW, _FIRST_DOWN = 8, 9
TOTAL = -1
"""In place of a record's index: the totals over all."""
TOTAL_MARK, RECORD_MARK, END_MARK = "#total", "#record", "#end"
"""In the hidden row (across; otherwise column): the totals, the first record, what is no record."""

Cell = tuple[int, int]


def table_mark(table: Table) -> str:
    """Return the mark of a table's corner."""
    return f"#table:{table.id}"


def key_mark(table: Table, key: str) -> str:
    """Return the mark of what is asked; not the key alone, by which the form's rows are found."""
    return f"{table.id}:{key}"


@dataclass(frozen=True)
class TableLayout:
    """Where everything stands on the sheet of a table, rows and columns from 1."""

    table: Table

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Column of each key, or across its row."""
        if self.table.across:
            start = HEAD_ROWS[-1]
            keys = (column.row.key for column in self.table.columns)
            return {RECORD_NAME: NAME_ROW, **{key: start + n for n, key in enumerate(keys)}}
        places, at = {RECORD_NAME: LABEL}, LABEL + 1
        for column in self.table.columns:
            places[column.row.key] = at
            at += 1 if column.share_of is None else 2
        return places

    @property
    def first(self) -> int:
        """Row (across: column) of the first record."""
        return _FIRST_ACROSS if self.table.across else _FIRST_DOWN

    @property
    def total(self) -> int:
        """Row (across: column) of the totals."""
        return self.first - 1

    def cell(self, record: int, key: str) -> Cell:
        """Return row and column of a record's answer, or of the total (``TOTAL``)."""
        line = self.total if record == TOTAL else self.first + record
        place = self._places[key]
        return (place, line) if self.table.across else (line, place)

    def share(self, record: int, key: str) -> Cell:
        """Return the cell that shows a count's share, right of the count."""
        row, column = self.cell(record, key)
        return row, column + 1

    def address(self, record: int, key: str) -> str:
        """Return the A1 address of a record's answer or of a total."""
        return address(*self.cell(record, key))

    def records(self, key: str) -> str:
        """Return the range of all records' answers to a key."""
        return f"{self.address(0, key)}:{self.address(self.table.room - 1, key)}"

    def called(self, record: int, key: str) -> str:
        """Return what messages in the sheet call a cell: its column, for they stand in its row."""
        return address(*self.cell(record, key)).rstrip("0123456789")

    @property
    def unit_column(self) -> int:
        """Column of the units of measure, where the keys have lines of their own."""
        return _UNIT

    @property
    def last_column(self) -> int:
        """The last column of the printed table."""
        if self.table.across:
            return self.first + self.table.room - 1
        last = self.table.columns[-1]
        return self._places[last.row.key] + (last.share_of is not None)

    @property
    def last_row(self) -> int:
        """The last row of the printed table."""
        if self.table.across:
            return max(self._places.values())
        return self.first + self.table.room - 1

    @property
    def check_column(self) -> int:
        """Column of *Soát lỗi*."""
        return self.last_column + 1

    def lines(self) -> Iterator[tuple[int, tuple[tuple[int, str], ...]]]:
        """Yield each row that has a *Soát lỗi*, with the answers (record, key) that it is about."""
        everyone = range(self.table.room)
        if self.table.across:
            for key, row in self._places.items():
                yield row, tuple((record, key) for record in everyone)
        else:
            for record in everyone:
                yield self.first + record, tuple((record, key) for key in self._places)
