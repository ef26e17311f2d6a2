"""What a new edition of a form changes against an older one, row by row and rule by rule."""

from cchc_sheets.editions.compare import Difference, RuleChange, TableChange, compare
from cchc_sheets.editions.lines import Changed, Fate, LineChange, compare_lines

__all__ = [
    "Changed",
    "Difference",
    "Fate",
    "LineChange",
    "RuleChange",
    "TableChange",
    "compare",
    "compare_lines",
]
