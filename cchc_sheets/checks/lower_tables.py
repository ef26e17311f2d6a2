"""Form and catalogue → all checks of a period: those of its rows, and of its tables' records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc_sheets.checks.cell_test import Subject
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import in_period, lower, rules_in_force
from cchc_sheets.checks.name_tests import NAME_IN_LIST
from cchc_sheets.checks.tests import CELL_TESTS
from cchc_sheets.expression.nodes import Call, walk
from cchc_sheets.model import RECORD_NAME, Catalogue, Form, Period, Rule, Severity, Table


def of_form(form: Form, catalogue: Catalogue, period: Period) -> tuple[Check, ...]:
    """Return the checks of a form and of its tables that hold in a period, rows first."""
    return in_period((*lower(form, catalogue), *lower_tables(form, catalogue)), period)


def lower_tables(form: Form, catalogue: Catalogue) -> tuple[Check, ...]:
    """Return the checks that the records of the form's tables must pass."""
    return tuple(
        replace(check, table=table.id)
        for table in form.tables
        for check in lower_table(table, catalogue)
    )


def lower_table(table: Table, catalogue: Catalogue) -> Iterator[Check]:
    """Yield the checks that each record of a table must pass."""
    for test in CELL_TESTS:
        if test.about is Subject.NAME and (test is not NAME_IN_LIST or not table.free):
            yield Check(test.kind, Severity.ERROR, RECORD_NAME, test)
    yield from filter(_holds_of_records, lower(table.asks, catalogue))


def rules_of_table(table: Table, catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that hold of a table's records."""
    held = {check.rule for check in lower_table(table, catalogue)}
    return tuple(rule for rule in rules_in_force(table.asks, catalogue) if rule.id in held)


def _holds_of_records(check: Check) -> bool:
    """Whether a record can fail the check and be mended: it has neither notes nor a past."""
    relation = check.condition
    if not isinstance(relation, Relation):
        return relation.in_records
    sides = [side for side in (relation.require, relation.when) if side is not None]
    calls = {n.function for s in sides for n in walk(s.expression.root) if isinstance(n, Call)}
    return not (check.note_answers or relation.earlier or calls & {"note", "matches"})
