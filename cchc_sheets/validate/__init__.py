"""Form + submission (+ previous figures) → findings."""

from cchc_sheets.validate.validate import validate

__all__ = ["validate"]
