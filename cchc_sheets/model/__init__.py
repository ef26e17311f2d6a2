"""Small frozen types that every room shares; they know nothing of files, sheets or sentences."""

from cchc_sheets.model.answer import (
    Answer,
    Heading,
    Record,
    Shown,
    Source,
    State,
    Submission,
    TypeProblem,
)
from cchc_sheets.model.catalogue import (
    Break,
    Case,
    Catalogue,
    Code,
    Family,
    Indicator,
    Kind,
    Level,
    Rule,
    Section,
    Speech,
    UnitType,
)
from cchc_sheets.model.finding import Finding, Place, Severity, Status, status_of
from cchc_sheets.model.form import RECORD_NAME, AskedAs, Column, Form, Line, Override, Row, Table
from cchc_sheets.model.identity import Identity
from cchc_sheets.model.period import Period, WindowPair
from cchc_sheets.model.roster import Annex, AnnexRow, Issuer, Roster, Unit
from cchc_sheets.model.series import Rupture, SeriesBreak

__all__ = [
    "RECORD_NAME",
    "Annex",
    "AnnexRow",
    "Answer",
    "AskedAs",
    "Break",
    "Case",
    "Catalogue",
    "Code",
    "Column",
    "Family",
    "Finding",
    "Form",
    "Heading",
    "Identity",
    "Indicator",
    "Issuer",
    "Kind",
    "Level",
    "Line",
    "Override",
    "Period",
    "Place",
    "Record",
    "Roster",
    "Row",
    "Rule",
    "Rupture",
    "Section",
    "SeriesBreak",
    "Severity",
    "Shown",
    "Source",
    "Speech",
    "State",
    "Status",
    "Submission",
    "Table",
    "TypeProblem",
    "Unit",
    "UnitType",
    "WindowPair",
    "status_of",
]
