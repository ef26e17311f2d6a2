"""A finding → its sentence."""

from __future__ import annotations

from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.model import Finding, Given, Severity, Speech
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.terms import term

ROWS_SHOWN = 10
"""More rows whose figures differ are not listed."""


def message(finding: Finding, lang: str) -> str:
    """Return what was found and what was expected, as one sentence."""
    return _fill(finding.kind.found, finding, lang)


def remedy(finding: Finding, lang: str) -> str:
    """Return how to mend it."""
    here = finding.kind.mend_in_table if finding.place.table else None
    return _fill(here or finding.kind.mend, finding, lang)


def says(finding: Finding, lang: str) -> str:
    """Return the finding in full: rule, what was found, how to mend it."""
    rule = f"{finding.rule}: " if finding.rule else ""
    return f"{rule}{message(finding, lang)} {term('mend', lang)}: {remedy(finding, lang)}"


def severity_word(severity: Severity, lang: str) -> str:
    """Return *Lỗi*, *Cần xem* or *Lưu ý*."""
    return term(severity.value, lang)


def title(code: str, lang: str) -> str:
    """Return what a kind of finding is called."""
    return kind_of(code).title.in_language(lang)


class _Placeholders(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""  # no hint, no file type that anybody knows


def _fill(sentence: Speech, finding: Finding, lang: str) -> str:
    filled = _Placeholders(_rows(finding, lang))
    for name, fact in finding.facts.items():
        filled[name] = in_words(fact, lang)
    hint = filled["hint"]
    filled["hint_vi"] = f" (có lẽ là {hint})" if hint else ""
    filled["hint_en"] = f" (probably {hint})" if hint else ""
    return sentence.in_language(lang).format_map(filled)


def _rows(finding: Finding, lang: str) -> dict[str, str]:
    """Return what the rows that a finding holds against each other say, one by one and listed."""

    def listed(given: tuple[Given, ...], pattern: str) -> str:
        texts = (
            pattern.format(
                called=row.called, now=in_words(row.now, lang), before=in_words(row.before, lang)
            )
            for row in given
        )
        return "; ".join(texts)

    given, record = finding.given, finding.facts.get("record")
    of_record = f"{in_words(record, lang)}: " if record else ""
    blank = (row for row in given if row.now is None)
    more = "; …" if len(given) > ROWS_SHOWN else ""
    filled = {
        "operands": of_record + listed(given, "{called} = {now}"),
        "blanks": ", ".join(f"“{row.label}”" + f" ({row.cell})" * bool(row.cell) for row in blank),
        "changes": listed(given, "{called}: {before} → {now}"),
        "differing": listed(given[:ROWS_SHOWN], "{called} ({before} → {now})") + more,
    }
    for number, row in enumerate(given, 1):
        filled[f"label{number}"] = row.label
        filled[f"value{number}"] = in_words(row.now, lang)
        filled[f"previous{number}"] = in_words(row.before, lang)
    return filled
