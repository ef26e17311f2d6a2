"""A form's rules in words for one unit after another: what is the same for all is said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cchc_sheets.handbook.rules import (
    ExplainedRule,
    catalogue_of,
    explained_in_force,
    explained_in_table,
)
from cchc_sheets.model import Form, Rule, Table, Unit

Explained: TypeAlias = tuple[ExplainedRule, ...]


class Handbook:
    """The rules that hold in a form, and in the records of its tables, explained.

    Few forms name the unit in their labels; of the others the words are the same for every unit.
    """

    def __init__(
        self, form: Form, rules: tuple[Rule, ...], table_rules: Mapping[str, tuple[Rule, ...]]
    ) -> None:
        self._form, self._rules, self._table_rules = form, rules, table_rules
        self._said: dict[str, tuple[object, Explained]] = {}
        asked = (form, *(table.asks for table in form.tables))
        self._names_units = any("{" in row.label for each in asked for row in each.rows)

    def rules(self, unit: Unit) -> Explained:
        """Return the form's rules as they are said to the unit."""
        return self._once("", unit, lambda: explained_in_force(self._form, self._rules, unit))

    def rules_of(self, table: Table, unit: Unit) -> Explained:
        """Return the rules of a table's records as they are said to the unit."""
        catalogue = catalogue_of(table.asks, self._table_rules.get(table.id, ()))
        return self._once(table.id, unit, lambda: explained_in_table(table, catalogue, unit))

    def _once(self, part: str, unit: Unit, explain: Callable[[], Explained]) -> Explained:
        named = (unit.name, unit.short) if self._names_units else None
        known, said = self._said.get(part, ("", ()))
        if known != named:
            said = explain()
            self._said[part] = (named, said)
        return said
