"""Every kind of finding: its group, when it arises, an example."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.findings.answers import ANSWER_MESSAGES
from cchc_sheets.findings.answers_explained import ANSWER_MEANINGS, of_a_rule
from cchc_sheets.findings.files import FILE_MESSAGES
from cchc_sheets.findings.files_explained import FILE_MEANINGS
from cchc_sheets.findings.meaning import Meaning
from cchc_sheets.findings.province import CONSOLIDATED_MESSAGES
from cchc_sheets.findings.relations import RELATION_MESSAGES
from cchc_sheets.findings.tables import TABLE_MEANINGS, TABLE_MESSAGES

MEANINGS: Mapping[str, Meaning] = {**FILE_MEANINGS, **ANSWER_MEANINGS, **TABLE_MEANINGS}

_FILE = {
    "file-empty",
    "lock-file",
    "file-not-workbook",
    "file-damaged",
    "file-encrypted",
    "file-too-large",
    "file-unreadable",
    "other-format",
    "nothing-answered",
}
_ROWS = {
    "sheet-repeated",
    "rows-mixed",
    "columns-moved",
    "row-missing",
    "row-repeated",
    "row-moved",
    "row-unknown",
    "label-changed",
    "unit-of-measure-changed",
    "never-recalculated",
    "not-recalculated",
    "status-differs",
    "previous-altered",
    "previous-differs",
}
GROUPS: Mapping[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "file": (("Tệp", "Files"), tuple(code for code in FILE_MESSAGES if code in _FILE)),
    "identity": (
        ("Nhận dạng: biểu của ai, kỳ nào", "Identity: whose workbook, which period"),
        tuple(code for code in FILE_MESSAGES if code not in _FILE | _ROWS),
    ),
    "rows": (
        ("Dòng và cột của biểu", "Rows and columns"),
        tuple(code for code in FILE_MESSAGES if code in _ROWS),
    ),
    "answer": (("Câu trả lời và Ghi chú", "Answers and notes"), tuple(ANSWER_MESSAGES)),
    "relation": (("Quan hệ giữa các số", "Relations between figures"), tuple(RELATION_MESSAGES)),
    "table": (("Bảng kèm theo", "Tables"), tuple(TABLE_MESSAGES)),
    "consolidation": (("Tổng hợp các đơn vị", "Consolidation"), tuple(CONSOLIDATED_MESSAGES)),
}
"""The kinds of findings by what they are about, each kind in one group."""

_USUAL = {"label": "Số hồ sơ đã giải quyết", "path": "3.2", "hint": ""}


def meaning_of(code: str) -> Meaning:
    """Return what there is to say of a kind of finding; a rule may bring a kind of its own."""
    return MEANINGS.get(code) or of_a_rule()


def example_facts(code: str) -> dict[str, str]:
    """Return facts that fill the sentences of a kind of finding."""
    return {**_USUAL, **meaning_of(code).facts}


def group_of(code: str, lang: str) -> str:
    """Return what the group is called that a kind of finding belongs to."""
    for titles, codes in GROUPS.values():
        if code in codes:
            return titles[lang == "en"]
    return GROUPS["relation"][0][lang == "en"]
