"""What all workbooks of one form in one period share: made once a form, used for every unit.

Units that are new within the period have one of their own: they are compared with less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cchc_sheets.checks.lower import of_form, rules_in_force, rules_in_period, rules_of_table
from cchc_sheets.handbook.book import Handbook
from cchc_sheets.model import Catalogue, Form, Period, Row, Rule
from cchc_sheets.sheet.form import Layout
from cchc_sheets.workbook.live.beside import Beside, beside_form, beside_table
from cchc_sheets.workbook.live.plan import LivePlan, plan_live

NOT_APPLICABLE = "KAD"
CODE_LIST = "cchc_codes_{number}"
"""The defined name of a list of codes on the very hidden sheet."""

CodeList = tuple[str | int, ...]


@dataclass(frozen=True)
class FormPlan:
    """What a form's rules mean in its workbooks, and where the form's rows are.

    ``rules`` are those that hold in the form, ``table_rules`` those of each table's records, and
    ``handbook`` has them in words for the guidance sheet. ``live`` are the formulas of the checks,
    ``None`` for workbooks that do not check themselves.
    """

    form: Form
    rules: tuple[Rule, ...]
    table_rules: Mapping[str, tuple[Rule, ...]]
    handbook: Handbook
    live: LivePlan | None

    @cached_property
    def layout(self) -> Layout:
        """Where each row of the form is on its sheet."""
        return Layout(self.form)

    @cached_property
    def nil_sections(self) -> frozenset[str]:
        """The keys of the headings at which a section can be declared nil."""
        return frozenset(row.key for of in self.form.nil_sections.values() for row in of)

    @cached_property
    def code_lists(self) -> Mapping[CodeList, str]:
        """The defined name of each code list that the form's dropdowns need."""
        lists = dict.fromkeys(
            code_list(row) for row in self.form.rows if row.is_input and row.codes
        )
        return {codes: CODE_LIST.format(number=n) for n, codes in enumerate(lists, start=1)}

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """What the form's sheet shows of the checks."""
        return beside_form(self.live) if self.live else ()

    @cached_property
    def beside_tables(self) -> tuple[tuple[Beside, ...], ...]:
        """What the sheet of each table shows of the checks."""
        return tuple(map(beside_table, self.live.tables)) if self.live else ()


def plan_form(form: Form, catalogue: Catalogue, period: Period, since: str = "") -> FormPlan:
    """Return the plan of a form in a period, for units that exist ``since`` the same day."""
    rules = rules_in_period(rules_in_force(form, catalogue), period, since)
    of_tables = {
        table.id: rules_in_period(rules_of_table(table, catalogue), period, since)
        for table in form.tables
    }
    checks = of_form(form, catalogue, period, since)
    handbook = Handbook(form, rules, of_tables, checks)
    return FormPlan(form, rules, of_tables, handbook, plan_live(form, checks))


def code_list(row: Row) -> CodeList:
    """Return what a row's dropdown offers: the plain numbers in printed order, then KAD."""
    signs = (NOT_APPLICABLE,) if row.not_applicable else ()
    return (*(code.value for code in row.codes), *signs)
