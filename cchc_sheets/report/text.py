"""A checked file → its report as lines for people: errors first, by section and cause."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.model import Severity
from cchc_sheets.model.received import Received
from cchc_sheets.report.findings import finding_line, group_lines
from cchc_sheets.words import severity_word, term


def file_lines(file: Received, lang: str) -> Iterator[str]:
    """Yield the lines of one file's report."""
    unknown = term("unknown", lang)
    unit = file.unit.name if file.unit else unknown
    period = file.period.label if file.period else unknown
    yield file.path
    yield f"  {unit} · {period} · {term(file.status.value, lang)}"
    if not file.findings:
        yield f"  {term('no_findings', lang)}"
    lines = [finding_line(finding, file.form, lang) for finding in file.findings]
    for severity in Severity:
        number = sum(line.severity is severity for line in lines)
        if number:
            yield f"  {severity_word(severity, lang)} ({number}):"
            yield from (f"    {line}" for line in group_lines(lines, severity, lang))
