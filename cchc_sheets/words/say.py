"""A finding → its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import Finding, Severity, Speech
from cchc_sheets.words.terms import term


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def message(finding: Finding, lang: str) -> str:
    """Return what was found and what was expected, as one sentence."""
    return _fill(kind_of(finding.code).found, finding, lang)


def remedy(finding: Finding, lang: str) -> str:
    """Return how to mend it."""
    kind = kind_of(finding.code)
    here = kind.mend_in_table if finding.place.table else None
    return _fill(here or kind.mend, finding, lang)


def says(finding: Finding, lang: str) -> str:
    """Return the finding in full: rule, what was found, how to mend it."""
    rule = f"{finding.rule}: " if finding.rule else ""
    return f"{rule}{message(finding, lang)} {term('mend', lang)}: {remedy(finding, lang)}"


def severity_word(severity: Severity, lang: str) -> str:
    """Return *Lỗi*, *Cảnh báo* or *Lưu ý*."""
    return term(severity.value, lang)


def title(code: str, lang: str) -> str:
    """Return what a kind of finding is called."""
    return kind_of(code).title.in_language(lang)


def question_text(code: str, facts: Mapping[str, str], lang: str = "vi") -> str:
    """Return the sentence of a finding across units, in ``lang`` (``vi`` or ``en``)."""
    return kind_of(code).found.in_language(lang).format_map(facts)


def _fill(sentence: Speech, finding: Finding, lang: str) -> str:
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
    return sentence.in_language(lang).format_map(facts)
