"""Every constraint on one submission is one ``Check``; writer and validator see nothing else."""

from cchc_sheets.lowering.checks import CellTest, Check, Relation
from cchc_sheets.lowering.lower import lower, rules_in_force

__all__ = ["CellTest", "Check", "Relation", "lower", "rules_in_force"]
