"""A table of the province → its sheet: sums by name, and below them every unit's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from cchc_sheets.answers import name_key
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.consolidate.tables import ProvinceTable, TableLine, line_notes
from cchc_sheets.model import State
from cchc_sheets.report.looks import MAX_LINKS, Sheet
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
    """Write the whole sheet: what it is, the sums, then every unit's records."""
    _TableSheet(sheet, table, consolidation).write()


@dataclass(frozen=True)
class _TableSheet:
    sheet: Sheet
    table: ProvinceTable
    made: Consolidation

    @cached_property
    def heads(self) -> tuple[words.Head, ...]:
        """The printed columns."""
        return words.heads(self.table.table)

    @property
    def last(self) -> int:
        """The first of the columns right of the figures."""
        return _FIRST + len(self.heads)

    @property
    def end(self) -> int:
        """The last column of all."""
        return self.last + len(_SOURCE) - 1

    def write(self) -> None:
        """Write the lines above, sums, then records."""
        merged, expected = len(self.made.merged), len(self.made.expected)
        banner = common.preliminary if self.made.is_preliminary else common.from_units
        own = self.table.table
        tops = (
            (words.title(own.title, () if self.table.alone else self.table.forms), "title"),
            (self.made.period.label.upper(), "subtitle"),
            (banner(merged, expected), "banner"),
            (f"{words.legend(own)} {words.COLOURS}", "legend"),
        )
        for row, (text, trait) in enumerate(tops):
            self.sheet.wide(row, text, trait, columns=min(_TITLE_COLUMNS, self.last))
        head = len(tops) + 1
        below = head + 2 + 1 + len(self.table.lines) + 1
        self._write_section(head - 1, words.PROVINCE if own.names_are_own else words.BY_NAME)
        self._write_heads(head, (words.NOTE_HEAD,))
        self._write_lines(head + 2, below + 3)
        self._write_section(below, words.BY_UNIT)
        self._write_heads(below + 1, words.SOURCE_HEADS)
        self._write_records(below + 3)
        one_wide = len(self.heads) <= _ONE_WIDE
        self.sheet.paper(head + 1, _UNIT, landscape=True, wide=one_wide)
        if not one_wide:
            self.sheet.sheet.repeat_columns(0, _UNIT)

    def _write_section(self, row: int, text: str) -> None:
        self.sheet.texts(row, (text, *[""] * self.end), "section")

    def _write_heads(self, row: int, right: Sequence[str]) -> None:
        look = ("table", "head")
        name = self.table.table.name_label
        for column, text in enumerate((words.NUMBER_HEAD, name, words.UNITS_HEAD)):
            self.sheet.merged((row, column), (row + 1, column), text, *look)
        for column, text in enumerate(right, start=self.last):
            # A head that is alone is over all columns there.
            end = self.end if len(right) == 1 else column
            self.sheet.merged((row, column), (row + 1, end), text, *look)
        placed = enumerate(self.heads, start=_FIRST)
        for group, members in groupby(placed, key=lambda each: each[1].group):
            heads = tuple(members)
            if group:
                first, last = heads[0][0], heads[-1][0]
                self.sheet.merged((row, first), (row, last), group, *look, "small")
            for column, head in heads:
                top = row + 1 if group else row
                self.sheet.merged((top, column), (row + 1, column), head.label, *look, "small")

    def _write_lines(self, row: int, first_record: int) -> None:
        total = self.table.total
        count = words.record_count(total.records, len(total.units))
        self._write_line(row, total, words.TOTAL, count, "bold")
        firsts: dict[str, int] = {}
        for at, sent in enumerate(self.table.records, start=first_record):
            firsts.setdefault(name_key(sent.record.name.raw), at)
        with_links = len(self.table.lines) <= MAX_LINKS
        for number, line in enumerate(self.table.lines, start=1):
            at = row + number
            if with_links and line.name:
                self.sheet.link((at, _NAME), (firsts[name_key(line.name)], _NAME))
            self._write_line(at, line, line.name, words.unit_count(len(line.units)))
            self.sheet.number(at, _NUMBER, Decimal(number), "table", "center")

    def _write_line(self, row: int, line: TableLine, name: str, units: str, *traits: str) -> None:
        self.sheet.texts(row, ("", name, units), "table", *traits)
        for column, head in enumerate(self.heads, start=_FIRST):
            found = line.columns[head.key]
            value, rates = (found.share, None) if head.is_share else (found.value, found.spread)
            if value is not None:
                self.sheet.number(row, column, value, "table", *traits)
            else:
                text = words.spread(*rates, found.answered) if rates else ""
                self.sheet.text(row, column, text, "table", "small", "center")
        notes = common.joined(words.note(*each) for each in line_notes(self.table.table, line))
        self.sheet.merged((row, self.last), (row, self.end), notes, "table", "small")

    def _write_records(self, row: int) -> None:
        names = {unit.code: unit.name for unit in self.made.expected}
        columns = {column.row.key: column for column in self.table.table.columns}
        for at, sent in enumerate(self.table.records, start=row):
            number = Decimal(sent.record.number)
            self.sheet.number(at, _NUMBER, number, "table", "small", "center")
            self.sheet.text(at, _NAME, sent.record.name.raw, "table")
            self.sheet.text(at, _UNIT, names[sent.unit], "table", "small")
            for place, head in enumerate(self.heads, start=_FIRST):
                asked, answer = columns[head.key], sent.answer(head.key)
                value = sent.share(asked) if head.is_share else answer.value
                if value is not None:
                    self.sheet.number(at, place, value, "table")
                elif head.is_share:
                    self.sheet.text(at, place, "", "table")
                elif answer.state is State.BLANK:
                    wanted = asked.row.computed is None and asked.row.required is not None
                    self.sheet.text(at, place, "", "table", *(["blank"] if wanted else []))
                else:
                    trait = "wrong" if answer.state is State.UNREADABLE else "small"
                    self.sheet.text(at, place, answer.raw, "table", trait)
            sources = (sent.source.path, sent.record.name.sheet or "", sent.cells)
            for place, text in enumerate(sources, start=self.last):
                self.sheet.text(at, place, text, "table", "small")
        if self.table.records:
            last = row + len(self.table.records) - 1
            self.sheet.sheet.autofilter(row - 1, 0, last, self.end)
        else:
            self.sheet.text(row, _NAME, words.NO_RECORDS, "italic")
