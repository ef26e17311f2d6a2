"""Accepted submissions → provincial figures with lineage, and questions across units.

``docs/consolidation.md`` says in the field's terms what is added, what must agree and what is
never added. Everything here is pure: no files, no sentences.
"""

from cchc_sheets.consolidate.annex import annex_for
from cchc_sheets.consolidate.figure import (
    PROVINCE,
    Consolidation,
    Contribution,
    Figure,
    How,
    LeftOut,
    Reason,
    Remark,
    UnitValue,
)
from cchc_sheets.consolidate.merge import consolidate
from cchc_sheets.consolidate.notes import Note, cell_of, notes_of
from cchc_sheets.consolidate.outcome import (
    FindingLine,
    OutcomeState,
    UnitOutcome,
    finding_groups,
    question_lines,
    unit_type_label,
)
from cchc_sheets.consolidate.values import ValueRow, value_rows

__all__ = [
    "PROVINCE",
    "Consolidation",
    "Contribution",
    "Figure",
    "FindingLine",
    "How",
    "LeftOut",
    "Note",
    "OutcomeState",
    "Reason",
    "Remark",
    "UnitOutcome",
    "UnitValue",
    "ValueRow",
    "annex_for",
    "cell_of",
    "consolidate",
    "finding_groups",
    "notes_of",
    "question_lines",
    "unit_type_label",
    "value_rows",
]
