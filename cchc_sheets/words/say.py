"""A finding → its sentence."""

from __future__ import annotations

import string
from collections.abc import Mapping

from cchc_sheets.findings.answers import ANSWER_MESSAGES
from cchc_sheets.findings.files import FILE_MESSAGES
from cchc_sheets.findings.message import Message
from cchc_sheets.findings.province import CONSOLIDATED_MESSAGES
from cchc_sheets.findings.relations import RELATION_MESSAGES
from cchc_sheets.findings.tables import IN_A_TABLE, TABLE_MESSAGES
from cchc_sheets.model import Finding, Severity
from cchc_sheets.words.terms import term

MESSAGES: Mapping[str, Message] = {
    **FILE_MESSAGES,
    **ANSWER_MESSAGES,
    **RELATION_MESSAGES,
    **TABLE_MESSAGES,
    **CONSOLIDATED_MESSAGES,
}
_FALLBACK = Message(
    ("Vi phạm quy tắc", "Rule broken"),
    ("{says}. Đã ghi: {operands}.", "{says}. Found: {operands}."),
    ("Kiểm tra và sửa số sai.", "Check and correct."),
)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def message(finding: Finding, lang: str) -> str:
    """Return what was found and what was expected, as one sentence."""
    return _fill(message_of(finding.code).found, finding, lang)


def remedy(finding: Finding, lang: str) -> str:
    """Return how to mend it."""
    here = IN_A_TABLE.get(finding.code) if finding.place.table else None
    return _fill(here or message_of(finding.code).mend, finding, lang)


def says(finding: Finding, lang: str) -> str:
    """Return the finding in full: rule, what was found, how to mend it."""
    rule = f"{finding.rule}: " if finding.rule else ""
    return f"{rule}{message(finding, lang)} {term('mend', lang)}: {remedy(finding, lang)}"


def severity_word(severity: Severity, lang: str) -> str:
    """Return *Lỗi*, *Cảnh báo* or *Lưu ý*."""
    return term(severity.value, lang)


def message_of(code: str) -> Message:
    """Return the message of a kind of finding; a rule may bring a kind of its own."""
    return MESSAGES.get(code, _FALLBACK)


def title(code: str, lang: str) -> str:
    """Return what a kind of finding is called."""
    return message_of(code).title[lang == "en"]


def placeholders(text: str) -> set[str]:
    """Return the names of a sentence's placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _fill(pair: tuple[str, str], finding: Finding, lang: str) -> str:
    facts = _Facts(finding.facts)
    blank = term("blank", lang)
    for key, value in finding.facts.items():
        facts[key] = value.replace("∅", blank)
    facts["says"] = facts["says_en" if lang == "en" else "says_vi"]
    if finding.code == "file-not-workbook":
        facts["kind"] = term(f"file_{facts['found'] or 'unknown'}", lang)
    hint = facts["hint"]
    facts["hint_vi"] = f" (có lẽ là {hint})" if hint else ""
    facts["hint_en"] = f" (probably {hint})" if hint else ""
    return pair[1 if lang == "en" else 0].format_map(facts)
