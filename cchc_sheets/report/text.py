"""Findings of one file for people: errors first, grouped by cause, blanks by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cchc_sheets.model import Finding, Form, Severity
from cchc_sheets.report.view import FileView
from cchc_sheets.words import message, remedy, severity_word, term
from cchc_sheets.words.say import title

BLANK = "missing-answer"
INFO_SHOWN = 3


def file_lines(file: FileView, lang: str) -> Iterator[str]:
    """Yield the lines of one file's report."""
    unknown = term("unknown", lang)
    unit = file.unit.name if file.unit else unknown
    period = file.period.label if file.period else unknown
    yield file.path
    yield f"  {unit} · {period} · {term(file.status.value, lang)}"
    if not file.findings:
        yield f"  {term('no_findings', lang)}"
    for severity in Severity:
        chosen = [finding for finding in file.findings if finding.severity is severity]
        if chosen:
            yield f"  {severity_word(severity, lang)} ({len(chosen)}):"
            yield from _group(chosen, file.form, lang)


def _group(findings: Sequence[Finding], form: Form | None, lang: str) -> Iterator[str]:
    blanks = [finding for finding in findings if finding.code == BLANK]
    others = [finding for finding in findings if finding.code != BLANK]
    by_code: dict[str, list[Finding]] = {}
    for finding in others:
        by_code.setdefault(finding.code, []).append(finding)
    for code, group in by_code.items():
        if group[0].severity is Severity.INFO and len(group) > INFO_SHOWN:
            yield f"    - {title(code, lang)}: {len(group)} ({_cells(group)})"
            continue
        for finding in group:
            yield from _one(finding, lang)
    yield from _blank_lines(blanks, form, lang)


def _one(finding: Finding, lang: str) -> Iterator[str]:
    where = f"{finding.place.cell}: " if finding.place.cell else ""
    rule = f"{finding.rule}: " if finding.rule else ""
    yield f"    - {where}{rule}{message(finding, lang)}"
    yield f"      {term('mend', lang)}: {remedy(finding, lang)}"


def _blank_lines(findings: Sequence[Finding], form: Form | None, lang: str) -> Iterator[str]:
    if not findings:
        return
    sections = {row.path: row.label for row in form.rows if row.depth == 0} if form else {}
    by_section: dict[str, list[Finding]] = {}
    for finding in findings:
        section = (finding.place.path or "").partition(".")[0]
        by_section.setdefault(section, []).append(finding)
    yield f"    - {findings[0].rule or ''}: {title(BLANK, lang)} ({len(findings)})"
    for section, group in by_section.items():
        text = term("blank_in", lang).format(n=len(group), cells=_cells(group))
        yield f"        {section} {sections.get(section, '')}: {text}"
    yield f"      {term('mend', lang)}: {remedy(findings[0], lang)}"


def _cells(findings: Iterable[Finding]) -> str:
    return ", ".join(finding.place.cell or finding.place.path or "?" for finding in findings)
