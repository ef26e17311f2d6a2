"""A table of the province → its sheet: sums by name, and below them every unit's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from cchc_sheets.answers import folded
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.consolidate.tables import (
    ProvinceTable,
    SentRecord,
    TableLine,
    line_notes,
)
from cchc_sheets.model import Column, State
from cchc_sheets.report.sheet_looks import Sheet
from cchc_sheets.report.sheet_matrix import MAX_LINKS
from cchc_sheets.words import consolidated as common
from cchc_sheets.words import province_tables as words

SHEET_NAME = 31
"""Characters of a sheet's name at most."""
_NUMBER, _NAME, _UNIT, _FIRST = range(4)
_FIXED = (5, 28, 22)
_FIGURE = 11
_SOURCE = (22, 14, 10)
_ONE_WIDE = 16
"""More columns than these become unreadable on the width of one page."""
_TITLE_COLUMNS = 12


def sheet_names(tables: Iterable[ProvinceTable], taken: Iterable[str]) -> Iterator[str]:
    """Yield a sheet's name for each table: its own, with a number where that is taken."""
    used = {name.casefold() for name in taken}
    for table in tables:
        name, number = table.table.sheet[:SHEET_NAME], 1
        while name.casefold() in used:
            number += 1
            suffix = f" ({number})"
            name = table.table.sheet[: SHEET_NAME - len(suffix)] + suffix
        used.add(name.casefold())
        yield name


def table_widths(table: ProvinceTable) -> tuple[float, ...]:
    """Return the widths of the columns of a table's sheet."""
    return (*_FIXED, *(_FIGURE for _ in words.heads(table.table)), *_SOURCE)


def write_table(sheet: Sheet, table: ProvinceTable, consolidation: Consolidation) -> None:
    """Write the whole sheet."""
    _TableSheet(sheet, table, consolidation).write()


@dataclass(frozen=True)
class _TableSheet:
    sheet: Sheet
    table: ProvinceTable
    consolidation: Consolidation

    @cached_property
    def heads(self) -> tuple[words.Head, ...]:
        """The printed columns."""
        return words.heads(self.table.table)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The table's columns by key."""
        return {column.row.key: column for column in self.table.table.columns}

    @property
    def last(self) -> int:
        """The first of the columns right of the figures."""
        return _FIRST + len(self.heads)

    def write(self) -> None:
        """Write sums, then records."""
        head = self._write_title()
        below = head + 2 + 1 + len(self.table.lines) + 1
        self._write_heads(head, (words.NOTE_HEAD,))
        self._write_lines(head + 2, below + 3)
        self._write_section(below, words.BY_UNIT)
        self._write_heads(below + 1, words.SOURCE_HEADS)
        self._write_records(below + 3)
        one_wide = len(self.heads) <= _ONE_WIDE
        self.sheet.finish(head + 1, _UNIT, one_wide=one_wide)
        if not one_wide:
            self.sheet.sheet.repeat_columns(0, _UNIT)

    def _write_title(self) -> int:
        """The lines above the head; the head's first row is returned."""
        made = self.consolidation
        merged, expected = len(made.merged), len(made.expected)
        say = common.preliminary if made.is_preliminary else common.from_units
        own = self.table.table.names_are_own
        columns = min(_TITLE_COLUMNS, self.last)
        shown = words.title(self.table.table.title, () if self.table.alone else self.table.forms)
        tops = (
            (shown, "title"),
            (made.period.label.upper(), "subtitle"),
            (say(merged, expected), "banner"),
            (f"{words.legend(self.table.table)} {words.COLOURS}", "legend"),
        )
        for row, (text, trait) in enumerate(tops):
            self.sheet.wide(row, text, trait, columns=columns)
        self._write_section(len(tops), words.PROVINCE if own else words.BY_NAME)
        return len(tops) + 1

    def _write_section(self, row: int, text: str) -> None:
        width = self.last + len(_SOURCE)
        self.sheet.texts(row, (text, *[""] * (width - 1)), "section")

    def _write_heads(self, row: int, right: Sequence[str]) -> None:
        look = ("table", "head")
        name = self.table.table.name_label
        for column, text in enumerate((words.NUMBER_HEAD, name, words.UNITS_HEAD)):
            self.sheet.merged((row, column), (row + 1, column), text, *look)
        if len(right) == 1:
            end = self.last + len(_SOURCE) - 1
            self.sheet.merged((row, self.last), (row + 1, end), right[0], *look)
        else:
            for column, text in enumerate(right, start=self.last):
                self.sheet.merged((row, column), (row + 1, column), text, *look)
        small = (*look, "small")
        placed = enumerate(self.heads, start=_FIRST)
        for group, members in groupby(placed, key=lambda each: each[1].group):
            heads = tuple(members)
            if group:
                self.sheet.merged((row, heads[0][0]), (row, heads[-1][0]), group, *small)
            for column, head in heads:
                top = row + 1 if group else row
                self.sheet.merged((top, column), (row + 1, column), head.label, *small)

    def _write_lines(self, row: int, first_record: int) -> None:
        total = self.table.total
        count = words.record_count(total.records, len(total.units))
        self._write_line(row, total, words.TOTAL, count, "bold")
        firsts: dict[str, int] = {}
        for at, sent in enumerate(self.table.records, start=first_record):
            firsts.setdefault(folded(sent.record.name.raw), at)
        with_links = len(self.table.lines) <= MAX_LINKS
        for number, line in enumerate(self.table.lines, start=1):
            at = row + number
            if with_links and line.name:
                self.sheet.link((at, _NAME), (firsts[folded(line.name)], _NAME))
            self._write_line(at, line, line.name, words.unit_count(len(line.units)))
            self.sheet.number(at, _NUMBER, Decimal(number), "table", "center")

    def _write_line(self, row: int, line: TableLine, name: str, units: str, *traits: str) -> None:
        self.sheet.texts(row, ("", name, units), "table", *traits)
        for column, head in enumerate(self.heads, start=_FIRST):
            found = line.columns[head.key]
            value = found.share if head.is_share else found.value
            if value is not None:
                self.sheet.number(row, column, value, "table", *traits)
                continue
            rates = None if head.is_share else found.spread
            text = words.spread(*rates, found.answered) if rates else ""
            self.sheet.text(row, column, text, "table", "small", "center")
        notes = common.joined(words.note(*each) for each in line_notes(self.table.table, line))
        end = self.last + len(_SOURCE) - 1
        self.sheet.merged((row, self.last), (row, end), notes, "table", "small")

    def _write_records(self, row: int) -> None:
        names = {unit.code: unit.name for unit in self.consolidation.expected}
        for at, sent in enumerate(self.table.records, start=row):
            number = Decimal(sent.record.number)
            self.sheet.number(at, _NUMBER, number, "table", "small", "center")
            self.sheet.text(at, _NAME, sent.record.name.raw, "table")
            self.sheet.text(at, _UNIT, names[sent.unit], "table", "small")
            for column, head in enumerate(self.heads, start=_FIRST):
                self._write_answer(at, column, sent, head)
            sources = (sent.source.path, sent.record.name.sheet or "", sent.cells)
            for column, text in enumerate(sources, start=self.last):
                self.sheet.text(at, column, text, "table", "small")
        if not self.table.records:
            self.sheet.text(row, _NAME, words.NO_RECORDS, "italic")
            return
        end = (row + len(self.table.records) - 1, self.last + len(_SOURCE) - 1)
        self.sheet.sheet.autofilter(row - 1, 0, *end)

    def _write_answer(self, row: int, column: int, sent: SentRecord, head: words.Head) -> None:
        asked, answer = self.columns[head.key], sent.answer(head.key)
        value = sent.share(asked) if head.is_share else answer.value
        if value is not None:
            self.sheet.number(row, column, value, "table")
        elif head.is_share:
            self.sheet.text(row, column, "", "table")
        elif answer.state is State.BLANK:
            wanted = asked.row.computed is None and asked.row.required is not None
            self.sheet.text(row, column, "", "table", *(["blank"] if wanted else []))
        else:
            trait = "wrong" if answer.state is State.UNREADABLE else "small"
            self.sheet.text(row, column, answer.raw, "table", trait)
