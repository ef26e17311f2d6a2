"""A form's checks → the formulas of its workbook. Made once a form, written for every unit.

Each check that a sheet can evaluate has one line in one cell. A cell may hold several lines, of
which only the first that fires is shown: those of the tests of one answer, for example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain

from cchc_sheets.checks.asked import said_instead
from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.checks.tests import CELL_TESTS
from cchc_sheets.expression.formula import FALSE, TRUE, all_of, condition_formula, negated
from cchc_sheets.model import Form, Severity
from cchc_sheets.model.parts import answers_behind
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.table import TableLayout
from cchc_sheets.workbook.live.compared import Part
from cchc_sheets.workbook.live.lines import line_formula, line_parts
from cchc_sheets.workbook.live.places import (
    ERROR_COUNT,
    FIRST_LINE,
    MISSING_COUNT,
    SILENT,
    TYPED,
    TYPED_COUNT,
    WARNING_COUNT,
    Places,
    RecordPlaces,
)
from cchc_sheets.workbook.live.typed import Helper, helpers

Group = tuple[int, int]
"""First and last of neighbouring columns; the last is before the first where there are none."""
Tests = Mapping[str, AbstractSet[CellTest]]
"""The cell tests of each row, by its key."""
_BANDS = range(7)
_OWN_ERRORS, _ERRORS, _MISSING_ERRORS, _MISSING, _OWN_WARNINGS, _WARNINGS, _INFOS = _BANDS


@dataclass(frozen=True, slots=True)
class LiveLine:
    """What a check says, and the condition under which it does."""

    check: Check
    condition: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LineCell:
    """A cell that shows the first of its lines that fires, and nothing when none does."""

    key: str
    column: int
    lines: tuple[LiveLine, ...]
    formula: str


@dataclass(frozen=True)
class LivePlan:
    """Everything that makes a form's workbook check itself.

    ``by_row`` are the cells of lines, by their row's key, and ``counted`` the columns that each
    count of the status row is about, by the count's own column: of lines, or of what was typed.
    """

    places: Places
    checks: tuple[Check, ...]
    helpers: tuple[Helper, ...]
    by_row: Mapping[str, tuple[LineCell, ...]]
    counted: Mapping[int, Group]
    tables: tuple[TablePlan, ...] = ()

    @property
    def lines(self) -> Iterator[LineCell]:
        """All cells of lines."""
        return chain.from_iterable(self.by_row.values())

    def lines_of(self, key: str) -> tuple[LineCell, ...]:
        """Return a row's cells of lines, errors first."""
        return self.by_row.get(key, ())

    @property
    def asked(self) -> int:
        """How many answers must be given: those whose blank is counted as missing."""
        return sum(any(map(self._is_missing, cells)) for cells in self.by_row.values())

    def told_of(self, key: str) -> tuple[LineCell, ...]:
        """Return a row's cells of lines that *Soát lỗi* shows.

        A blank that is no error is told by its cell's colour and by the counts alone.
        """
        return tuple(cell for cell in self.lines_of(key) if not is_quiet(cell.lines[0].check))

    def _is_missing(self, cell: LineCell) -> bool:
        first, last = self.counted[MISSING_COUNT]
        return first <= cell.column <= last

    def is_error(self, cell: LineCell) -> bool:
        """Whether the cell's lines are errors."""
        first, last = self.counted[ERROR_COUNT]
        return first <= cell.column <= last


def is_quiet(check: Check) -> bool:
    """Whether a check says nothing beside its answer: the cell itself shows that it is blank."""
    return check.condition is ANSWERED and check.severity is not Severity.ERROR


@dataclass(frozen=True)
class TablePlan:
    """The live checks of a table: a plan for each place that a record has, all alike.

    ``number`` counts the form's tables from 1.
    """

    layout: TableLayout
    number: int
    records: tuple[LivePlan, ...]


def plan_live(form: Form, checks: Iterable[Check]) -> LivePlan:
    """Return the plan of a form's workbook, its tables included."""
    live = tuple(check for check in checks if not check.validator_only)
    tables = []
    for number, table in enumerate(form.tables, start=1):
        layout, asked = TableLayout(table), Layout(table.asks)
        records = [
            RecordPlaces(table.asks, asked, layout, number, index) for index in range(table.room)
        ]
        of_table = tuple(check for check in live if check.table == table.id)
        tables.append(TablePlan(layout, number, tuple(_plans(records, of_table))))
    own = tuple(check for check in live if check.table is None)
    (plan,) = _plans([Places(form, Layout(form))], own)
    return replace(plan, tables=tuple(tables))


def _plans(everywhere: Sequence[Places], checks: tuple[Check, ...]) -> list[LivePlan]:
    """Return the plan of the same checks at each of several places."""
    columns, counted = _columns_of(checks)
    tests: dict[str, set[CellTest]] = {}
    for check in checks:
        if isinstance(check.condition, CellTest):
            tests.setdefault(check.key, set()).add(check.condition)
    relations = [check.condition for check in checks if isinstance(check.condition, Relation)]

    def order(place: int) -> int:
        """The place of the check's test in the table of tests; relations come last."""
        test = checks[place].condition
        return CELL_TESTS.index(test) if isinstance(test, CellTest) else len(CELL_TESTS)

    placed = sorted(range(len(checks)), key=order)
    instead = said_instead(checks)
    plans = []
    for places in everywhere:
        found: dict[tuple[str, int], list[LiveLine]] = {}
        for place in placed:
            check, column = checks[place], columns[place]
            condition = _condition(places, check, tests)
            others = instead.get(place, ())
            if others:
                shown = "&".join(places.here(checks[at].key, columns[at]) for at in others)
                condition = all_of([condition, f'{shown}=""'])
            if condition != FALSE:
                line = LiveLine(check, condition, line_parts(places, check))
                found.setdefault((check.key, column), []).append(line)
        by_row: dict[str, tuple[LineCell, ...]] = {}
        for key, column in sorted(found, key=lambda place: place[1]):
            lines, formula = found[key, column], '""'
            for line in reversed(lines):
                formula = f"IF({line.condition},{line_formula(places, line.parts)},{formula})"
            cell = LineCell(key, column, tuple(lines), formula)
            by_row[key] = (*by_row.get(key, ()), cell)
        helper_cells = tuple(helpers(places, relations, tests))
        plans.append(LivePlan(places, checks, helper_cells, by_row, counted))
    return plans


def _columns_of(checks: Sequence[Check]) -> tuple[list[int], Mapping[int, Group]]:
    """Return the column of each check's line, and the columns that each count is about.

    From the left: own errors of an answer, errors of relations, blanks that are errors, other
    blanks, own warnings, warnings of relations, information. So each count is about neighbours,
    and a blank that is an error counts both as an error and as missing.
    """
    taken: Counter[tuple[str, int]] = Counter()
    slots: list[tuple[int, int]] = []
    for check in checks:
        error, warning = check.severity is Severity.ERROR, check.severity is Severity.WARNING
        if check.condition is ANSWERED:
            band = _MISSING_ERRORS if error else _MISSING if warning else _INFOS
        elif isinstance(check.condition, Relation):
            band = _ERRORS if error else _WARNINGS if warning else _INFOS
        else:
            band = _OWN_ERRORS if error else _OWN_WARNINGS if warning else _INFOS
        # The tests of one answer share a cell: of them only the first that fires is shown.
        several = band in {_ERRORS, _WARNINGS, _INFOS}
        slots.append((band, taken[check.key, band] if several else 0))
        taken[check.key, band] += 1
    starts = [FIRST_LINE]
    for band in _BANDS:
        width = max((slot + 1 for at, slot in slots if at == band), default=0)
        starts.append(starts[band] + width)
    counted = {
        MISSING_COUNT: (starts[_MISSING_ERRORS], starts[_MISSING + 1] - 1),
        ERROR_COUNT: (starts[_OWN_ERRORS], starts[_MISSING_ERRORS + 1] - 1),
        WARNING_COUNT: (starts[_OWN_WARNINGS], starts[_WARNINGS + 1] - 1),
        TYPED_COUNT: (TYPED, TYPED),
    }
    return [starts[band] + slot for band, slot in slots], counted


def _condition(places: Places, check: Check, tests: Tests) -> str:
    """Return the condition under which a check says its line."""
    test = check.condition
    if isinstance(test, CellTest):
        found = test.formula_at(places, check.key, tests[check.key])
        explained = check.note_answers and places.has_notes
        return all_of([found, negated(places.has_note(check.key))]) if explained else found
    behind = answers_behind(places.form, *test.keys)
    silent = "+".join(places.here(key, SILENT) for key in behind)
    when = TRUE
    if test.when is not None:
        when = condition_formula(test.when.expression.root, places, places.rates).true
    fails = condition_formula(test.require.expression.root, places, places.rates).false
    unanswered = negated(places.has_note(check.key)) if check.note_answers else TRUE
    return all_of([places.is_used, f"{silent}=0", when, fails, unanswered])
