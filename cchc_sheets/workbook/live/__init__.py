"""A form's checks as formulas, so that the workbook says what the validator will say.

Data flows one way: ``plan`` (checks → formulas, once a form; with ``places``, ``columns``,
``typed``, ``own``, ``lines``), ``issued`` (what they come to at issue), ``write``.
"""

from cchc_sheets.workbook.live.plan import LivePlan, plan_live

__all__ = ["LivePlan", "plan_live"]
