"""What all workbooks of one form in one period share: made once a form, used for every unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_sheets.checks.lower import rules_in_force, rules_in_period
from cchc_sheets.checks.lower_tables import of_form, rules_of_table
from cchc_sheets.handbook.book import Handbook
from cchc_sheets.model import Catalogue, Form, Period, Rule
from cchc_sheets.workbook.live.plan import LivePlan, plan_live


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What a form's rules mean in its workbooks.

    ``rules`` are those that hold in the form, ``table_rules`` those of each table's records, and
    ``handbook`` has them in words for the guidance sheet. ``live`` are the formulas of the checks,
    ``None`` for workbooks that do not check themselves.
    """

    rules: tuple[Rule, ...]
    table_rules: Mapping[str, tuple[Rule, ...]]
    handbook: Handbook
    live: LivePlan | None


def plan_form(form: Form, catalogue: Catalogue, period: Period) -> FormPlan:
    """Return the plan of a form in a period."""
    rules = rules_in_period(rules_in_force(form, catalogue), period)
    of_tables = {
        table.id: rules_in_period(rules_of_table(table, catalogue), period) for table in form.tables
    }
    live = plan_live(form, of_form(form, catalogue, period))
    return FormPlan(rules, of_tables, Handbook(form, rules, of_tables), live)
