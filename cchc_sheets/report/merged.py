"""A merge → lines for people and JSON: what is in, what is not and why, who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.model import Severity, Status
from cchc_sheets.model.received import Received
from cchc_sheets.report.as_json import finding_json
from cchc_sheets.report.findings import finding_line, group_lines
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.say import message

REASONS_SHOWN = 3


def merged_json(merged: Merged, outputs: Mapping[str, Path], lang: str) -> dict[str, Any]:
    """Return a merge by the contract."""
    return {
        "province": merged.roster.id,
        "period": str(merged.period),
        "expected": len(merged.consolidation.expected),
        "merged": list(merged.accepted),
        "missing": [unit.code for unit in merged.missing],
        "rejected": [
            {
                "path": file.path,
                "unit": file.identity.unit if file.identity else None,
                "reason": reason(file, lang),
                "findings": [finding_json(finding, lang) for finding in file.findings],
            }
            for file in merged.rejected
        ],
        "findings": [
            *(finding_json(finding, lang) for finding in merged.consolidation.findings),
            *(
                {**finding_json(finding, lang), "unit": code, "path": file.path}
                for code, file in merged.accepted.items()
                for finding in file.findings
            ),
        ],
        "outputs": {name: str(path) for name, path in outputs.items()},
    }


def reason(file: Received, lang: str) -> str:
    """Return why a file was not merged: its first errors, in words."""
    errors = [finding for finding in file.findings if finding.severity is Severity.ERROR]
    said: list[str] = []
    for finding in errors[:REASONS_SHOWN]:
        place = finding.place
        sheet = f"{place.sheet}!" if place.table else ""
        where = f"{sheet}{place.cell}: " if place.cell else ""
        rule = f"{finding.rule}: " if finding.rule else ""
        said.append(f"{where}{rule}{message(finding, lang)}")
    if len(errors) > REASONS_SHOWN:
        said.append(sentence("more", lang, n=len(errors) - REASONS_SHOWN))
    return " ".join(said)


def merged_lines(merged: Merged, outputs: Mapping[str, Path], lang: str) -> Iterator[str]:
    """Yield a merge for people: what is in, what is not and why, who is missing."""
    consolidation = merged.consolidation
    yield sentence(
        "merged-head",
        lang,
        period=merged.period.label,
        province=merged.roster.province,
        merged=len(merged.accepted),
        expected=len(consolidation.expected),
        preliminary=sentence("preliminary", lang) if consolidation.is_preliminary else "",
    )
    warned = [f for f in merged.accepted.values() if f.status is Status.ACCEPTED_WITH_WARNINGS]
    if warned:
        yield sentence("warnings-head", lang, n=len(warned))
    yield from _rejected_lines(merged, lang)
    if merged.doubles:
        yield sentence("doubles-head", lang, n=len(merged.doubles))
        for file in merged.doubles:
            yield f"  - {file.path}"
    if merged.missing:
        yield sentence("missing-head", lang, n=len(merged.missing))
        yield "  " + "; ".join(unit.name for unit in merged.missing)
    if consolidation.findings:
        yield sentence("questions-head", lang, n=len(consolidation.findings))
        for finding in consolidation.findings:
            yield f"  - {message(finding, lang)}"
    yield sentence("outputs-head", lang)
    for path in outputs.values():
        yield f"  {path}"


def _rejected_lines(merged: Merged, lang: str) -> Iterator[str]:
    if not merged.rejected:
        return
    yield sentence("rejected-head", lang, n=len(merged.rejected))
    for file in merged.rejected:
        unit = f" ({file.unit.name})" if file.unit else ""
        yield f"  - {file.path}{unit}"
        lines = [finding_line(each, file.form, lang) for each in file.findings]
        yield from (f"      {line}" for line in group_lines(lines, Severity.ERROR, lang))


def status_json(merged: Merged, lang: str) -> dict[str, Any]:
    """Return the state of every expected unit."""
    return {
        "province": merged.roster.id,
        "period": str(merged.period),
        "units": [
            {"unit": code, "name": name, "state": state, "path": path}
            for code, name, state, path in _states(merged)
        ],
        "rejected": [{"path": file.path, "reason": reason(file, lang)} for file in merged.rejected],
    }


def status_lines(merged: Merged, lang: str) -> Iterator[str]:
    """Yield one line a unit."""
    for _, name, state, path in _states(merged):
        text = sentence(f"status-{state}", lang)
        yield f"{text:<30}{name}{f'  ({path})' if path else ''}"
    yield from _rejected_lines(merged, lang)


def _states(merged: Merged) -> Iterator[tuple[str, str, str, str | None]]:
    rejected = {f.unit.code: f for f in merged.rejected if f.unit}
    for unit in merged.consolidation.expected:
        file = merged.accepted.get(unit.code)
        if file is not None:
            warned = file.status is Status.ACCEPTED_WITH_WARNINGS
            state, path = ("warnings" if warned else "merged"), file.path
        elif unit not in merged.missing and unit.code in rejected:
            state, path = "rejected", rejected[unit.code].path
        else:
            yield unit.code, unit.name, "missing", None
            continue
        yield unit.code, unit.name, state, path
