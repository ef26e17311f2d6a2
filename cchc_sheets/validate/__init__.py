"""Form + submission (+ previous figures) → findings."""

from cchc_sheets.validate.parts import answers_behind
from cchc_sheets.validate.validate import Verdict, judge, validate

__all__ = ["Verdict", "answers_behind", "judge", "validate"]
