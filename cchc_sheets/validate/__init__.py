"""Form + submission (+ previous figures) → findings."""

from cchc_sheets.validate.validate import Verdict, judge, validate

__all__ = ["Verdict", "judge", "validate"]
