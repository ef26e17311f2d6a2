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
from cchc_sheets.consolidate.lineage import Past, continued, unbroken
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
from cchc_sheets.consolidate.records import RecordValue, record_values
from cchc_sheets.consolidate.reporter import Reporter, reporters_of
from cchc_sheets.consolidate.series import (
    Asked,
    Point,
    Reading,
    Series,
    asked_otherwise,
    joined,
    points,
    together,
)
from cchc_sheets.consolidate.tables import (
    ColumnSum,
    ProvinceTable,
    SentRecord,
    Spread,
    TableLine,
    line_notes,
    province_tables,
)
from cchc_sheets.consolidate.values import ValueRow, value_rows

__all__ = [
    "PROVINCE",
    "Asked",
    "ColumnSum",
    "Consolidation",
    "Contribution",
    "Figure",
    "FindingLine",
    "How",
    "LeftOut",
    "Note",
    "OutcomeState",
    "Past",
    "Point",
    "ProvinceTable",
    "Reading",
    "Reason",
    "RecordValue",
    "Remark",
    "Reporter",
    "SentRecord",
    "Series",
    "Spread",
    "TableLine",
    "UnitOutcome",
    "UnitValue",
    "ValueRow",
    "annex_for",
    "asked_otherwise",
    "cell_of",
    "consolidate",
    "continued",
    "finding_groups",
    "joined",
    "line_notes",
    "notes_of",
    "points",
    "province_tables",
    "question_lines",
    "record_values",
    "reporters_of",
    "together",
    "unbroken",
    "unit_type_label",
    "value_rows",
]
