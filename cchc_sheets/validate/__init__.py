"""Form + submission (+ previous figures) → findings."""

from cchc_sheets.validate.judge import Verdict, judge
from cchc_sheets.validate.validate import validate

__all__ = ["Verdict", "judge", "validate"]
