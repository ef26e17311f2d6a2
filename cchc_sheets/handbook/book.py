"""A form's rules in words for one unit after another: what is the same for all is made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cchc_sheets.checks.check import Check
from cchc_sheets.handbook.rules import ExplainedRule, explain_form, explain_table
from cchc_sheets.model import Form, Rule, Table, Unit

Explained: TypeAlias = tuple[ExplainedRule, ...]


class Handbook:
    """The rules that hold in a form, and in the records of its tables, explained.

    ``checks`` are those of the form and its tables. Few forms name the unit in their labels; of the
    others the words are the same for every unit.
    """

    def __init__(
        self,
        form: Form,
        rules: tuple[Rule, ...],
        table_rules: Mapping[str, tuple[Rule, ...]],
        checks: tuple[Check, ...],
    ) -> None:
        self._form, self._rules, self._table_rules = form, rules, table_rules
        self._checks = checks
        self._made: dict[str | None, tuple[object, Explained]] = {}
        asked = (form, *(table.asks for table in form.tables))
        self._names_units = any("{" in row.label for each in asked for row in each.rows)

    def rules(self, unit: Unit) -> Explained:
        """Return the form's rules in the words for the unit."""
        return self._once(None, unit, lambda own: explain_form(self._form, self._rules, own, unit))

    def rules_of(self, table: Table, unit: Unit) -> Explained:
        """Return the rules of a table's records in the words for the unit."""
        rules = self._table_rules.get(table.id, ())
        return self._once(table.id, unit, lambda own: explain_table(table, rules, own, unit))

    def _once(
        self, table: str | None, unit: Unit, explain: Callable[[list[Check]], Explained]
    ) -> Explained:
        named = (unit.name, unit.short) if self._names_units else None
        known, made = self._made.get(table, ("", ()))
        if known != named:
            made = explain([check for check in self._checks if check.table == table])
            self._made[table] = (named, made)
        return made
