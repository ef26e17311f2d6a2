"""Form + submission (+ previous figures) → findings."""

from cchc_sheets.validate.judge import Verdict, judge
from cchc_sheets.validate.parts import answers_behind
from cchc_sheets.validate.tables import record_verdicts
from cchc_sheets.validate.validate import validate

__all__ = ["Verdict", "answers_behind", "judge", "record_verdicts", "validate"]
