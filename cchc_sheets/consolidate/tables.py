"""The records of the forms' tables → one table of the province, added up by the records' names.

A table that several forms have is one table where they ask the same of a record. Counts are added,
computed columns and shares are made anew from the sums; rates are never averaged, words not added.
Where the names are a unit's own (its communes), records of one name are not one thing, and there is
only the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from cchc_sheets.answers import name_key
from cchc_sheets.consolidate.reporter import Reporter, forms_of
from cchc_sheets.expression import compile_expression
from cchc_sheets.expression.operands import Numbers
from cchc_sheets.model import (
    Answer,
    Column,
    Definitions,
    Form,
    Kind,
    Record,
    Source,
    State,
    Table,
)
from cchc_sheets.text import tidy


@dataclass(frozen=True, slots=True)
class SentRecord:
    """One unit's record, with the file it came in; ``table`` is as the unit's form has it."""

    unit: str
    form: Form
    table: Table
    record: Record
    source: Source

    def answer(self, key: str) -> Answer:
        """Return what the record says in a column; a column that the file has lost is blank."""
        return self.record.answers.get(key) or Answer(key, State.BLANK)

    def share(self, column: Column) -> Decimal | None:
        """Return a count's share in per cent, ``None`` where one of its two numbers is lacking."""
        return _with_share(ColumnSum(), column, [self]).share

    @property
    def cells(self) -> str:
        """The cells from the record's name to its last answer, as one area."""
        answers = (self.record.name, *self.record.answers.values())
        found = [answer.cell for answer in answers if answer.cell]
        return ":".join(dict.fromkeys((found[0], found[-1]))) if found else ""


class Spread(NamedTuple):
    """What rates come to that may not be averaged."""

    minimum: Decimal
    median: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """One column over some records.

    ``value`` is the sum of counts, nil being 0; ``share`` is 100 × the sum / the sum of the whole,
    unrounded, over the records that have both, ``not_in_share`` how many have one of the two.
    ``spread`` is what rates have instead. ``blank`` and ``unreadable`` records are in neither.
    """

    value: Decimal | None = None
    share: Decimal | None = None
    spread: Spread | None = None
    answered: int = 0
    blank: int = 0
    unreadable: int = 0
    not_in_share: int = 0


@dataclass(frozen=True, slots=True)
class TableLine:
    """Records that count as one: what they are called, whose they are, and their sums by column."""

    name: str
    units: tuple[str, ...]
    records: int
    columns: Mapping[str, ColumnSum]


@dataclass(frozen=True, slots=True)
class ProvinceTable:
    """A table over all merged units.

    ``forms`` are the names of the forms that have it. ``records`` are in the order of the roster
    and of the sheets, ``lines`` in the order of the table's names, then as they came.
    """

    table: Table
    forms: tuple[str, ...]
    records: tuple[SentRecord, ...]
    lines: tuple[TableLine, ...]
    total: TableLine
    alone: bool = True
    """Whether no other table of the province has its id."""


def line_notes(table: Table, line: TableLine) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield what is not in a line's sums: of what kind, and how many records in which columns."""
    for kind in ("blank", "unreadable", "not_in_share"):
        counts = [(c.label, getattr(line.columns[c.row.key], kind)) for c in table.columns]
        some = [(label, count) for label, count in counts if count]
        if some:
            yield kind, some


def province_tables(
    definitions: Definitions, reporters: Sequence[Reporter]
) -> tuple[ProvinceTable, ...]:
    """Return the tables of the reporters' forms, also those in which nobody has a record yet."""
    asked: dict[object, dict[str, tuple[Form, Table]]] = {}
    for reporter in reporters:
        for form in forms_of(definitions, reporter.unit, reporter.submission):
            for table in form.tables:
                asks = ((c.row.key, c.row.kind, c.row.computed, c.share_of) for c in table.columns)
                # Tables of several forms are one table where these are equal.
                same = (table.id, table.across, frozenset(asks))
                asked.setdefault(same, {})[form.id] = (form, table)
    made = [_province_table(forms, reporters) for forms in asked.values()]
    ids = Counter(each.table.id for each in made)
    return tuple(replace(each, alone=ids[each.table.id] == 1) for each in made)


def _province_table(
    forms: Mapping[str, tuple[Form, Table]], reporters: Iterable[Reporter]
) -> ProvinceTable:
    """``forms`` are those that have the table, by id, each with the table as it has it."""
    records: list[SentRecord] = []
    for reporter in reporters:
        sent = reporter.submission
        if sent is None or sent.form not in forms:
            continue
        form, own = forms[sent.form]
        records += [
            SentRecord(reporter.unit.code, form, own, record, sent.source)
            for record in sent.records.get(own.id, ())
        ]
    tables = [own for _, own in forms.values()]
    table = tables[0]
    lines: list[TableLine] = []
    if not table.names_are_own:
        offered = (name for own in tables for name in own.names)
        groups: dict[str, list[SentRecord]] = {name_key(name): [] for name in offered}
        for each in records:
            groups.setdefault(name_key(each.record.name.raw), []).append(each)
        for group in filter(None, groups.values()):
            spellings = Counter(tidy(each.record.name.raw) for each in group)
            lines.append(_line(table, spellings.most_common(1)[0][0], group))
    return ProvinceTable(
        table=table,
        forms=tuple(form.name for form, _ in forms.values()),
        records=tuple(records),
        lines=tuple(lines),
        total=_line(table, "", records),
    )


def _line(table: Table, name: str, records: Sequence[SentRecord]) -> TableLine:
    sums = {column.row.key: _column_sum(column, records) for column in table.columns}
    columns = dict(sums)
    for row in (column.row for column in table.columns):
        if row.computed is None:
            continue
        numbers = Numbers({key: each.value for key, each in sums.items()})
        value = compile_expression(row.computed, frozenset()).number(numbers)
        columns[row.key] = replace(sums[row.key], value=value)
    units = tuple(dict.fromkeys(sent.unit for sent in records))
    return TableLine(name, units, len(records), columns)


def _column_sum(column: Column, records: Sequence[SentRecord]) -> ColumnSum:
    answers = [sent.answer(column.row.key) for sent in records]
    values = [answer.value for answer in answers if answer.value is not None]
    states = Counter(answer.state for answer in answers)
    # A computed cell is not left blank, its parts are; and words are not added, so none lack.
    typed = column.row.computed is None and column.row.kind is not Kind.TEXT
    found = ColumnSum(
        answered=states[State.TEXT] if column.row.kind is Kind.TEXT else len(values),
        blank=states[State.BLANK] if typed else 0,
        unreadable=states[State.UNREADABLE] if typed else 0,
    )
    if not values or column.row.kind is Kind.TEXT:
        return found
    if column.row.kind is not Kind.COUNT:  # rates and points
        return replace(found, spread=Spread(min(values), median(values), max(values)))
    return _with_share(replace(found, value=sum(values, Decimal(0))), column, records)


def _with_share(found: ColumnSum, column: Column, records: Iterable[SentRecord]) -> ColumnSum:
    if column.share_of is None:
        return found
    parts, wholes, alone = Decimal(0), Decimal(0), 0
    for sent in records:
        part, whole = sent.answer(column.row.key).value, sent.answer(column.share_of).value
        if part is not None and whole is not None:
            parts, wholes = parts + part, wholes + whole
        elif part is not None or whole is not None:
            alone += 1
    return replace(found, share=100 * parts / wholes if wholes else None, not_in_share=alone)
