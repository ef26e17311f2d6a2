"""Checked files → the text and JSON of ``check``; the JSON is a contract, so its keys stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cchc_sheets.consolidate.overview import FolderOverview
from cchc_sheets.model import Finding, Received, Severity, Status, Suspicion
from cchc_sheets.report.findings import file_finding_lines, group_lines
from cchc_sheets.report.tone import OF_SEVERITY, OF_STATUS, toned
from cchc_sheets.sheet.code import same_code
from cchc_sheets.words import says, severity_word, suspects, term
from cchc_sheets.words.cli import sentence


def file_lines(file: Received, lang: str, paper: str | None = None) -> Iterator[str]:
    """Yield one file's report for people: errors first, by section and cause.

    ``paper`` is the reconciliation code on the paper that the file was compared with.
    """
    unknown = term("unknown", lang)
    unit = file.unit.name if file.unit else unknown
    period = file.period.label if file.period else unknown
    yield file.path
    status = term(file.status.value, lang)
    yield toned(f"  {unit} · {period} · {status}", OF_STATUS[file.status])
    if file.submission and file.submission.code:
        same = paper is not None and same_code(paper, file.submission.code)
        told = "same_as_paper" if same else "other_than_paper"
        compared = f" – {term(told, lang)}" if paper is not None else ""
        yield f"  {term('code', lang)}: {file.submission.code}{compared}"
    if not file.findings:
        yield f"  {term('no_findings', lang)}"
    lines = file_finding_lines(file, lang)
    for severity in Severity:
        number = sum(line.severity is severity for line in lines)
        if number:
            head = f"  {severity_word(severity, lang)} ({number}):"
            yield toned(head, OF_SEVERITY.get(severity))
            yield from (f"    {line}" for line in group_lines(lines, severity, lang))
    if file.suspicions:
        yield f"  {suspects.TITLE.in_language(lang)}:"
        yield from (f"    {suspects.suspicion(found, lang)}" for found in file.suspicions)


def summary_lines(files: Sequence[Received], lang: str) -> Iterator[str]:
    """Yield how many files there are of each status, with how many findings, and how to ask."""
    by_status = Counter(file.status for file in files)
    found = Counter(finding.severity for file in files for finding in file.findings)
    counts = {status.value: by_status[status] for status in Status}
    counts |= {severity.value: found[severity] for severity in Severity}
    worst = next((status for status in reversed(Status) if by_status[status]), Status.ACCEPTED)
    yield toned(sentence("checked", lang, n=len(files), **counts), OF_STATUS[worst])
    if found:
        yield sentence("explain-how", lang)


def file_json(
    file: Received, lang: str, returned: str | None = None, not_returned: str | None = None
) -> dict[str, Any]:
    """Return one checked file; what could not be read is null.

    ``returned`` is the path of the workbook that was made to be returned, ``not_returned`` says why
    there is none. ``code`` is the reconciliation code, null where the workbook prints none.
    """
    identity = file.identity
    return {
        "path": file.path,
        "unit": identity.unit if identity else None,
        "form": identity.form if identity else None,
        "edition": identity.edition if identity else None,
        "period": identity.period if identity else None,
        "status": file.status.value,
        **heading_json(file),
        "code": (file.submission.code or None) if file.submission else None,
        "returned": returned,
        "not_returned": not_returned,
        "findings": [finding_json(finding, lang) for finding in file.findings],
        "suspicions": [suspicion_json(file, found, lang) for found in file.suspicions],
    }


def suspicion_json(file: Received, found: Suspicion, lang: str) -> dict[str, Any]:
    """Return what explains several findings; ``settles`` are their places in ``findings``."""
    return {
        "together": found.together,
        "exchanged": found.exchanged,
        "rows_off": found.rows_off,
        "in_notes": found.in_notes,
        "suspects": [
            {
                "indicator": suspect.place.indicator,
                "sheet": suspect.place.sheet,
                "cell": suspect.place.cell,
                "low": None if suspect.low is None else f"{suspect.low:f}",
                "high": None if suspect.high is None else f"{suspect.high:f}",
                "not_applicable": suspect.not_applicable,
                "slip": suspect.slip,
            }
            for suspect in found.suspects
        ],
        "settles": [at for at, finding in enumerate(file.findings) if finding in found.settles],
        "message": suspects.suspicion(found, lang),
    }


def folder_json(found: FolderOverview | None) -> dict[str, Any] | None:
    """Return what only the folder shows; null where no folder was checked."""
    if found is None:
        return None
    return {
        "province": found.roster.id,
        "period": str(found.period),
        "several": [
            {"unit": unit.code, "paths": [file.path for file in files]}
            for unit, files in found.several
        ],
        "other_periods": [
            {
                "path": file.path,
                "unit": file.unit.code if file.unit else None,
                "period": str(file.period),
            }
            for file in found.others
        ],
        "missing": [unit.code for unit in found.missing],
    }


def folder_lines(found: FolderOverview, lang: str) -> Iterator[str]:
    """Yield what only the folder shows."""
    head = {"period": found.period.label, "province": found.roster.province}
    yield sentence("folder-head", lang, **head)
    if found.several:
        yield f"  {sentence('folder-several', lang, n=len(found.several))}"
    for unit, files in found.several:
        code = "folder-same" if len({file.sha256 for file in files}) == 1 else "folder-differing"
        paths = "; ".join(file.path for file in files)
        yield f"    - {sentence(code, lang, unit=unit.name, paths=paths)}"
    if found.others:
        yield f"  {sentence('folder-others', lang, n=len(found.others))}"
    for file in found.others:
        yield f"    - {file.path}: {file.period.label if file.period else ''}"
    if found.missing:
        yield f"  {sentence('missing-head', lang, n=len(found.missing))}"
        yield f"    {'; '.join(unit.name for unit in found.missing)}"
    else:
        yield f"  {sentence('folder-complete', lang, n=len(found.roster.expected(found.period)))}"


def heading_json(file: Received) -> dict[str, str | None]:
    """Return the report's number, its day of signing by ISO, and whom to ask; null where blank."""
    sent = file.submission
    return {
        "report_number": (sent.report_number or None) if sent else None,
        "signed_on": sent.signed_on.isoformat() if sent and sent.signed_on else None,
        "filled_by": (sent.filled_by or None) if sent else None,
        "telephone": (sent.telephone or None) if sent else None,
    }


def finding_json(finding: Finding, lang: str) -> dict[str, Any]:
    """Return one finding; what is not known is null."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "indicator": finding.place.indicator,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "related": [place.cell for place in finding.related if place.cell],
        "message": says(finding, lang),
        "live": finding.live,
    }
