"""A kind of finding as one row: what it is called, says and means, and how it is treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from cchc_sheets.model import Severity, Speech

ERROR, WARNING, INFO = Severity

THE_RULE = Speech("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}.")
"""The sentence of a broken rule, which says itself what should hold."""
FILL_IN_AGAIN = Speech(
    "Nhập lại vào biểu đã được giao cho đơn vị trong kỳ này.",
    "Fill in the workbook that was issued to the unit for this period.",
)
"""How to mend a workbook that is not, or is no longer, the one that was issued."""


class Group(Enum):
    """What kinds of findings are about; the value is the group's title."""

    FILE = Speech("Tệp", "Files")
    IDENTITY = Speech("Nhận dạng: biểu của ai, kỳ nào", "Identity: whose workbook, which period")
    ROWS = Speech("Dòng và cột của biểu", "Rows and columns")
    ANSWER = Speech("Câu trả lời và Ghi chú", "Answers and notes")
    RELATION = Speech("Quan hệ giữa các số", "Relations between figures")
    TABLE = Speech("Bảng kèm theo", "Tables")
    CONSOLIDATION = Speech("Tổng hợp các đơn vị", "Consolidation")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """All there is to know of a kind of finding; its sentences have the placeholders of its facts.

    ``title`` is what the kind is called, ``found`` the sentence of what was found, ``mend`` how to
    mend it; ``mend_in_table`` the same in a table, which has no notes and knows no KAD. ``arises``
    explains when it is found, and ``example`` fills the placeholders of an example.
    """

    code: str = field(kw_only=False)
    group: Group = field(kw_only=False)
    title: Speech
    found: Speech
    mend: Speech
    arises: Speech
    mend_in_table: Speech | None = None
    severities: tuple[Severity, ...] = ()
    """Those that the code gives it by itself; rules add theirs."""
    variant_of: tuple[str, ...] = ()
    """The kinds whose test or rule also finds this one."""
    example: Mapping[str, str] = field(default_factory=dict)
    live: str | None = None
    """What the workbook says beside the cell, in Vietnamese; ``None`` is the rule's sentence."""
    told_by_place: bool = False
    """Whether the places are all there is to say of many findings of this kind."""
    whose_is_uncertain: bool = False
    """Whether the file may be another's, so that it must not stand in the way of the unit's own."""
