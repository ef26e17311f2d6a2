"""What the definitions mean for people: rules and kinds of findings, explained one by one.

The guidance sheet, ``explain`` and the pages in ``docs/`` all show what is put together here.
"""

from cchc_sheets.handbook.book import Handbook
from cchc_sheets.handbook.findings import (
    Explained,
    all_rules,
    explained_codes,
    kinds_of_findings,
)
from cchc_sheets.handbook.lists import RuleLists, rule_lists
from cchc_sheets.handbook.rules import (
    ExplainedRule,
    RuleSection,
    Where,
    catalogue_of,
    explained_in_force,
    explained_in_table,
    explained_rules,
    in_sections,
    rows_of_a_kind,
)
from cchc_sheets.handbook.show import (
    MOST_NAMED,
    finding_facts,
    finding_lines,
    finding_title,
    rule_facts,
    rule_lines,
    rule_severity,
)

__all__ = [
    "MOST_NAMED",
    "Explained",
    "ExplainedRule",
    "Handbook",
    "RuleLists",
    "RuleSection",
    "Where",
    "all_rules",
    "catalogue_of",
    "explained_codes",
    "explained_in_force",
    "explained_in_table",
    "explained_rules",
    "finding_facts",
    "finding_lines",
    "finding_title",
    "in_sections",
    "kinds_of_findings",
    "rows_of_a_kind",
    "rule_facts",
    "rule_lines",
    "rule_lists",
    "rule_severity",
]
