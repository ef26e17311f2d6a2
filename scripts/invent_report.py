"""Invented reports of whole units: the answers of the form and the records of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.checks.lower import lower
from cchc_sheets.model import RECORD_NAME, Catalogue, Form, Table, Unit
from scripts.fill import Typed, TypedTable
from scripts.invent import Figures, Invented, faults, invent, settle

RECORDS = 4
"""In each table, where its list has as many names."""


@dataclass(frozen=True, slots=True)
class InventedReport:
    """What a unit reports: answers by row, and records by table."""

    answers: Mapping[str, Invented]
    tables: tuple[TypedTable, ...] = ()

    @property
    def typed(self) -> list[Typed]:
        """What is typed into the form: where a table gives the figure, the note alone."""
        given = {c.row.key for each in self.tables for c in each.table.columns}
        return [
            (key, None if key in given else answer.value, answer.note)
            for key, answer in self.answers.items()
        ]


def invent_report(form: Form, catalogue: Catalogue, unit: Unit, seed: str) -> InventedReport:
    """Return a whole report, tables and all, without a single error.

    The records of tables come first and their totals are the form's figures; the parts of a unit
    share the figures that its form has already.
    """
    fixed: dict[str, Decimal] = {}
    tables: list[TypedTable] = []
    for table in form.tables:
        if not table.names_are_own:
            typed = TypedTable(table, tuple(_records(table, catalogue, seed)))
            tables.append(typed)
            fixed |= _totals(typed, form)
    answers = invent(form, catalogue, seed, fixed)
    figures = {key: answer.value for key, answer in answers.items()} | fixed
    shared = (
        TypedTable(table, _shared(table, catalogue, unit, figures))
        for table in form.tables
        if table.names_are_own
    )
    return InventedReport(answers, (*tables, *shared))


def _records(
    table: Table, catalogue: Catalogue, seed: str
) -> Iterator[tuple[str, dict[str, Decimal | None]]]:
    names = table.names or [f"{table.name_label} {number}" for number in range(1, RECORDS + 1)]
    for name in names[:RECORDS]:
        invented = invent(table.asks, catalogue, f"{seed} {table.id} {name}")
        yield name, {key: each.value for key, each in invented.items() if key != RECORD_NAME}


def _totals(typed: TypedTable, form: Form) -> dict[str, Decimal]:
    """Return what the records come to in the form's rows."""
    found: dict[str, Decimal] = {}
    same = {column.row.key: column.same_as for column in typed.table.columns}
    for _, figures in typed.records:
        answers = {key: Invented(value) for key, value in figures.items()}
        settle(typed.table.asks, answers, {})
        for column, answer in answers.items():
            key = same.get(column) or column
            if key in form.by_key and answer.value is not None:
                found[key] = found.get(key, Decimal(0)) + answer.value
    return found


def _shared(
    table: Table, catalogue: Catalogue, unit: Unit, figures: Figures
) -> tuple[tuple[str, dict[str, Decimal | None]], ...]:
    """Return the figures shared among the unit's parts; the first has all where that breaks rules.

    Dealt out one by one, no part has more than its share of a larger figure.
    """
    names = unit.parts or tuple(f"{table.name_label} {number}" for number in (1, 2, 3))
    keys = [column.row.key for column in table.columns]
    parts = range(len(names))
    dealt = [{key: _dealt(figures[key], part, len(names)) for key in keys} for part in parts]
    checks = lower(table.asks, catalogue)
    for record in dealt:
        answers = {key: Invented(value) for key, value in record.items()}
        answers[RECORD_NAME] = Invented(None)
        if faults(table.asks, checks, answers, patient=False):
            nothing = {key: figures[key] and Decimal(0) for key in keys}
            dealt = [{key: figures[key] for key in keys}, *(nothing for _ in names[1:])]
            break
    return tuple(zip(names, dealt, strict=True))


def _dealt(value: Decimal | None, part: int, parts: int) -> Decimal | None:
    return None if value is None else (value + parts - 1 - part) // parts
