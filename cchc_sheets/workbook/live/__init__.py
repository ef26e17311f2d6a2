"""A form's checks as formulas, so that the workbook says what the validator will say.

Data flows one way: ``plan`` turns checks into formulas, once a form (the cells are in ``places``,
the helper columns in ``typed``, the lines in ``lines``, what they compare an answer with in
``compared``); ``issued`` has their values in one unit's workbook, ``beside`` what the sheets that
people see show of them. The formulas in ``computed`` hold without any check.
"""
