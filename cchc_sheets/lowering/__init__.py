"""Every constraint on one submission is one ``Check``; writer and validator see nothing else."""

from cchc_sheets.lowering.checks import CellTest, Check, Relation
from cchc_sheets.lowering.lower import in_period, lower, rules_in_force, rules_in_period
from cchc_sheets.lowering.tables import lower_table, lower_tables, rules_of_table

__all__ = [
    "CellTest",
    "Check",
    "Relation",
    "in_period",
    "lower",
    "lower_table",
    "lower_tables",
    "rules_in_force",
    "rules_in_period",
    "rules_of_table",
]
