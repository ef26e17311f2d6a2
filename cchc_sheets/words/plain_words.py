"""The words that join the parts of a told rule: each in Vietnamese and English.

Operators and functions have theirs in their own rows, in ``expression``.
"""

from __future__ import annotations

from cchc_sheets.expression.operators import Words

IS_CODE: Words = ("là mã {0}", "is code {0}")
IS_OTHER_CODE: Words = ("không phải mã {0}", "is not code {0}")
NEGATIVE: Words = ("số đối của {0}", "the negative of {0}")
CHOICE: Words = ("nếu {0} thì {1}, nếu không thì {2}", "if {0} then {1}, otherwise {2}")
ROW: Words = ("[mục {0}]", "[row {0}]")
ROW_AGAIN: Words = ("mục {0}", "row {0}")
ANSWER_OF_IT: Words = ("số liệu ở dòng đó", "the answer in that row")
THAT_ROW: Words = ("dòng đó", "that row")
AND: Words = (" và ", " and ")
OR: Words = (" hoặc ", " or ")
ALL_OF: Words = ("{0} đều", "each of {0}")
TOTAL: Words = (
    "{0} bằng {1}; còn ô trống thì tổng các ô đã có số không lớn hơn {2}",
    "{0} equals {1}; while some are blank, the sum of the others does not exceed {2}",
)
RELATION: Words = ("khi {0} thì {1}", "when {0}, then {1}")
FOR_EACH: Words = ("từng dòng {0}: {1}", "each of {0}: {1}")
ROUNDING: Words = ("{0} (cho phép lệch do làm tròn)", "{0} (allowing for rounding)")
UNLESS: Words = (
    "{0}, trừ khi đã nêu lý do ở Ghi chú của {1}",
    "{0}, unless the note of {1} says why",
)
