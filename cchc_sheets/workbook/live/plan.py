"""A form's checks → the formulas of its workbook. Made once a form, written for every unit.

Each check that a sheet can evaluate has one line in one cell; a cell may hold several lines of
which only the first that fires is said (the types of one answer, say).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_sheets.checks.answer_tests import FRACTION
from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.tests import CELL_TESTS
from cchc_sheets.expression import Compiled
from cchc_sheets.expression.formula import (
    FALSE,
    TRUE,
    Condition,
    all_of,
    condition_formula,
    negated,
)
from cchc_sheets.model import RECORD_NAME, Form, Kind, Row, Table
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.form import FIRST_ROW, Layout
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.workbook.live import typed
from cchc_sheets.workbook.live.columns import Columns, Group
from cchc_sheets.workbook.live.lines import Part, line_formula, line_parts
from cchc_sheets.workbook.live.places import (
    BEFORE,
    NOTE_KIND,
    NOTE_REST,
    NOTED,
    NUMBER,
    SHOWN,
    SILENT,
    TYPED,
    UNIT,
    Places,
    RecordPlaces,
)


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper cell: the row's key, its column and its formula."""

    key: str
    column: int
    formula: str


@dataclass(frozen=True, slots=True)
class LiveLine:
    """What a check says, and when."""

    check: Check
    condition: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LineCell:
    """A cell that says the first of its lines that fires, and nothing when none does."""

    key: str
    column: int
    lines: tuple[LiveLine, ...]
    formula: str


@dataclass(frozen=True)
class LivePlan:
    """Everything that makes a form's workbook check itself.

    ``errors``, ``missing`` and ``warnings`` are the columns that the status line counts; missing
    answers that count as errors stand in both of the first two.
    """

    places: Places
    checks: tuple[Check, ...]
    helpers: tuple[Helper, ...]
    lines: tuple[LineCell, ...]
    errors: Group
    missing: Group
    warnings: Group
    tables: tuple[TablePlan, ...] = ()

    @cached_property
    def _by_row(self) -> Mapping[str, tuple[LineCell, ...]]:
        rows: dict[str, tuple[LineCell, ...]] = {}
        for cell in self.lines:
            rows[cell.key] = (*rows.get(cell.key, ()), cell)
        return rows

    def lines_of(self, key: str) -> tuple[LineCell, ...]:
        """Return a row's cells of lines, errors first."""
        return self._by_row.get(key, ())

    def is_error(self, cell: LineCell) -> bool:
        """Whether the cell's lines are errors."""
        return self.errors[0] <= cell.column <= self.errors[1]


@dataclass(frozen=True)
class TablePlan:
    """The live checks of a table: a plan for each place that a record has, all alike.

    ``number`` counts the form's tables from 1.
    """

    layout: TableLayout
    number: int
    records: tuple[LivePlan, ...]

    @property
    def rows(self) -> tuple[int, int]:
        """First and last row of the hidden sheet."""
        size = len(self.layout.table.asks.rows)
        return FIRST_ROW, FIRST_ROW + size * len(self.records) - 1


def plan_live(form: Form, checks: Iterable[Check]) -> LivePlan:
    """Return the plan of a form's workbook, its tables included."""
    live = tuple(check for check in checks if not check.validator_only)
    own = tuple(check for check in live if check.table is None)
    tables = tuple(
        _plan_table(table, number, tuple(check for check in live if check.table == table.id))
        for number, table in enumerate(form.tables, start=1)
    )
    return replace(_plan(Places(form, Layout(form)), own), tables=tables)


def _plan_table(table: Table, number: int, checks: tuple[Check, ...]) -> TablePlan:
    layout, asked = TableLayout(table), Layout(table.asks)
    places = (
        RecordPlaces(table.asks, asked, layout, number, record) for record in range(table.room)
    )
    return TablePlan(layout, number, tuple(_plan(at, checks) for at in places))


def _plan(places: Places, checks: tuple[Check, ...]) -> LivePlan:
    columns = Columns(checks)
    return LivePlan(
        places=places,
        checks=checks,
        helpers=tuple(_helpers(places, checks, columns)),
        lines=tuple(_line_cells(places, checks, columns)),
        errors=columns.errors,
        missing=columns.missing,
        warnings=columns.warnings,
    )


def _line_cells(places: Places, checks: Sequence[Check], columns: Columns) -> Iterator[LineCell]:
    found: dict[tuple[str, int], list[LiveLine]] = {}
    tests = _tests_by_row(checks)
    for check in sorted(checks, key=_order):
        condition = _condition(places, check, tests)
        if condition != FALSE:
            line = LiveLine(check, condition, line_parts(places, check))
            found.setdefault((check.key, columns.of(check)), []).append(line)
    for (key, column), lines in sorted(found.items(), key=lambda item: item[0][1]):
        formula = '""'
        for line in reversed(lines):
            formula = f"IF({line.condition},{line_formula(places, line.parts)},{formula})"
        yield LineCell(key, column, tuple(lines), formula)


def _order(check: Check) -> int:
    """The place of its test in the table of tests; relations come last."""
    test = check.condition
    return CELL_TESTS.index(test) if isinstance(test, CellTest) else len(CELL_TESTS)


def _tests_by_row(checks: Sequence[Check]) -> Mapping[str, frozenset[CellTest]]:
    tests: dict[str, set[CellTest]] = {}
    for check in checks:
        if isinstance(check.condition, CellTest):
            tests.setdefault(check.key, set()).add(check.condition)
    return {key: frozenset(of_row) for key, of_row in tests.items()}


def _condition(places: Places, check: Check, tests: Mapping[str, frozenset[CellTest]]) -> str:
    relation = check.condition
    if isinstance(relation, CellTest):
        found = relation.formula_at(places, check.key, tests[check.key])
        explained = check.note_answers and places.has_notes
        return all_of([found, negated(places.has_note(check.key))]) if explained else found

    def formulas(side: Compiled) -> Condition:
        return condition_formula(side.expression.root, places, places.rates)

    silent = "+".join(places.here(key, SILENT) for key in _behind(places, relation))
    when = formulas(relation.when).true if relation.when else TRUE
    unanswered = negated(places.has_note(check.key)) if check.note_answers else TRUE
    fails = formulas(relation.require).false
    return all_of([places.is_used, f"{silent}=0", when, fails, unanswered])


def _behind(places: Places, relation: Relation) -> tuple[str, ...]:
    """Return the answers that a relation rests on, those of its totals included."""
    return answers_behind(places.form, *relation.keys)


def _helpers(places: Places, checks: Sequence[Check], columns: Columns) -> Iterator[Helper]:
    tests = _tests_by_row(checks)
    relations = [check.condition for check in checks if isinstance(check.condition, Relation)]
    operands = {key for relation in relations for key in relation.keys}
    earlier = {key for relation in relations for key in relation.earlier}
    behind = {key for relation in relations for key in _behind(places, relation)}
    for row in places.form.rows:
        key = row.key
        yield from _row_helpers(places, row)
        if key in behind:
            yield Helper(key, SHOWN, typed.shown_formula(places, key))
            own_error = places.here(key, columns.own_error) if row.is_input else None
            share = FRACTION in tests.get(key, ())
            silent = typed.silent_formula(places, key, own_error, may_be_share=share)
            yield Helper(key, SILENT, silent)
        if key in operands & places.rates:
            yield Helper(key, UNIT, typed.unit_of_formula(places, key))
        if key in earlier:
            yield Helper(key, BEFORE, typed.before_formula(places, key))


def _row_helpers(places: Places, row: Row) -> Iterator[Helper]:
    """Yield what every row has: what was typed, and of an answer its number and its note."""
    key = row.key
    yield Helper(key, TYPED, typed.typed_formula(places, key))
    if row.indicator is None:
        return
    if row.kind is not Kind.TEXT:
        yield Helper(key, NUMBER, typed.number_formula(places, key))
    if isinstance(places, RecordPlaces) and key == RECORD_NAME:
        yield Helper(key, UNIT, typed.name_mark_formula(places))
        yield Helper(key, NUMBER, typed.is_used_formula(places))
    if not places.has_notes:
        return
    yield Helper(key, NOTED, typed.noted_formula(places, key))
    yield Helper(key, NOTE_REST, typed.note_rest_formula(places, key))
    yield Helper(key, NOTE_KIND, typed.note_kind_formula(places, key))
