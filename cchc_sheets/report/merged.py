"""A merge → the text and JSON of ``merge`` and ``close``; JSON is a contract, its keys stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.changes import FigureChange
from cchc_sheets.consolidate.versions import changes as row_changes
from cchc_sheets.findings.file import NEARLY_BLANK
from cchc_sheets.model import Catalogue, Finding, Received, Severity, UnitState
from cchc_sheets.record.versions import Published
from cchc_sheets.report.checked import finding_json, heading_json
from cchc_sheets.report.figures import figures_json
from cchc_sheets.report.findings import code_of, file_finding_lines, group_lines
from cchc_sheets.report.tone import Tone, toned
from cchc_sheets.text import plain_digits, shorten
from cchc_sheets.words import message
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.states import stage_word

REASONS_SHOWN = 3
CHANGES_SHOWN = 10


def merged_json(
    merged: Merged,
    catalogue: Catalogue,
    published: Published,
    changes: Iterable[FigureChange],
    lang: str,
) -> dict[str, Any]:
    """Return a merge by the contract, and what it changes in figures that were closed."""
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
                "reason": reason_of(file, lang),
                "findings": [finding_json(finding, lang) for finding in file.findings],
            }
            for file in merged.rejected
        ],
        "findings": [
            *(
                {**finding_json(f, lang), "unit": f.facts.get("unit"), "path": f.facts.get("file")}
                for f in merged.consolidation.findings
            ),
            *(
                {**finding_json(finding, lang), "unit": code, "path": file.path}
                for code, file in merged.accepted.items()
                for finding in file.findings
            ),
        ],
        "outputs": {name: str(path) for name, path in published.outputs.items()},
        "submissions": [
            {"unit": code, "path": file.path, **heading_json(file)}
            for code, file in merged.accepted.items()
        ],
        "set_aside": [
            {
                "path": each.file.path,
                "unit": each.file.identity.unit if each.file.identity else None,
                "period": each.file.identity.period if each.file.identity else None,
                "why": each.why,
                "counted": each.counted.path if each.counted else None,
                "changes": [
                    {"row": c.path, "cell": c.cell, "before": c.before, "now": c.now}
                    for c in (row_changes(each.file, each.counted) if each.counted else ())
                ],
            }
            for each in merged.set_aside
        ],
        "decisions": [
            {
                "unit": each.unit.code,
                "decision": each.ruling.kind,
                "reason": each.ruling.reason,
                "at": each.ruling.at,
            }
            for each in merged.outcomes
            if each.unit and each.ruling
        ],
        "version": published.version.number if published.version else None,
        "stage": merged.stage,
        "closing": merged.standing.closing if merged.standing else None,
        "as_of": merged.standing.as_of if merged.standing else None,
        "moved": [str(path) for path in published.moved],
        "changes": [
            {
                "unit": change.unit or None,
                "indicator": change.indicator,
                "before": plain_digits(change.before),
                "now": plain_digits(change.now),
                "file": change.file or None,
            }
            for change in changes
        ],
        "figures": figures_json(merged.consolidation, catalogue, merged.roster),
    }


def reason_of(file: Received, lang: str) -> str:
    """Return why a file was not merged: its first errors, in words."""
    errors = [finding for finding in file.findings if finding.severity is Severity.ERROR]
    told: list[str] = []
    for finding in errors[:REASONS_SHOWN]:
        place = finding.place
        sheet = f"{place.sheet}!" if place.table else ""
        where = f"{sheet}{place.cell}: " if place.cell else ""
        rule = f"{finding.rule}: " if finding.rule else ""
        told.append(f"{where}{rule}{message(finding, lang)}")
    if len(errors) > REASONS_SHOWN:
        told.append(sentence("more", lang, n=len(errors) - REASONS_SHOWN))
    return " ".join(told)


def merged_lines(
    merged: Merged, published: Published, changes: Sequence[FigureChange], lang: str
) -> Iterator[str]:
    """Yield a merge for people: what is in, what is not and why, who is missing, what changed."""
    consolidation = merged.consolidation
    yield sentence(
        "merged-head",
        lang,
        period=merged.period.label,
        province=merged.roster.province,
        merged=len(merged.accepted),
        expected=len(consolidation.expected),
        stage=stage_word(merged.stage, merged.standing.closing if merged.standing else 0, lang),
    )
    if warned := sum(each.state is UnitState.TO_REVIEW for each in merged.outcomes):
        yield toned(sentence("warnings-head", lang, n=warned), Tone.DOUBTFUL)
    for file in merged.accepted.values():
        told = (finding for finding in file.findings if finding.kind is NEARLY_BLANK)
        named = f"  - {file.path} ({_name(file)})"
        yield from (f"{named}: {message(each, lang)}{code_of(each)}" for each in told)
    yield from rejected_lines(merged, lang)
    if merged.doubles:
        yield sentence("doubles-head", lang, n=len(merged.doubles))
        yield from (f"  - {file.path}" for file in merged.doubles)
    yield from _set_aside_lines(merged, lang)
    if merged.missing:
        yield toned(sentence("missing-head", lang, n=len(merged.missing)), Tone.DOUBTFUL)
        yield "  " + "; ".join(unit.name for unit in merged.missing)
    if consolidation.findings:
        yield sentence("questions-head", lang, n=len(consolidation.findings))
        yield from (f"  - {_with_place(finding, lang)}" for finding in consolidation.findings)
    if changes:
        own = [change for change in changes if not change.unit]
        units = len({change.unit for change in changes if change.unit})
        yield sentence("changes-head", lang, n=len(own), units=units)
        for change in own[:CHANGES_SHOWN]:
            blank = sentence("blank", lang)
            was, now = (
                blank if value is None else in_words(value, lang)
                for value in (change.before, change.now)
            )
            label = shorten(change.label, 60)
            yield "  - " + sentence("change", lang, label=label, before=was, now=now)
        if len(own) > CHANGES_SHOWN:
            yield "  …"
    if published.moved:
        folder = published.moved[0].parent
        yield sentence("moved", lang, n=len(published.moved), folder=folder)
    version = published.version
    yield (
        sentence("version-head", lang, n=version.number)
        if version
        else sentence("outputs-head", lang)
    )
    yield from (f"  {path}" for path in published.outputs.values())


def _set_aside_lines(merged: Merged, lang: str) -> Iterator[str]:
    """The decisions in force, then the files that do not count and need no attention."""
    for outcome in merged.outcomes:
        if outcome.ruling is not None and outcome.ruling.reason:
            name = outcome.unit.name if outcome.unit else ""
            facts = {"name": name, "reason": outcome.ruling.reason}
            yield sentence(f"ruling-{outcome.ruling.kind}", lang, **facts)
    if merged.set_aside:
        yield sentence("set-aside-head", lang, n=len(merged.set_aside))
    for each in merged.set_aside:
        counted = each.counted.path if each.counted else ""
        period = each.file.period.label if each.file.period else ""
        facts = {"path": each.file.path, "counted": counted, "period": period}
        code = f"{each.why}-by" if counted else each.why
        code += "-namesake" if counted == each.file.path else ""
        yield "  - " + sentence(f"aside-{code}", lang, **facts)
        changed = list(row_changes(each.file, each.counted)) if each.counted else []
        for change in changed[:CHANGES_SHOWN]:
            blank = sentence("blank", lang)
            now = {"before": change.before or blank, "now": change.now or blank}
            code = "change" if change.before or change.now else "change-table"
            label = f"{change.cell} {shorten(change.label, 60)}"
            yield "      " + sentence(code, lang, label=label, **now)
        if len(changed) > CHANGES_SHOWN:
            yield "      …"


def _with_place(finding: Finding, lang: str) -> str:
    """What was found across units, behind the file, sheet and cell that it is about."""
    place, file = finding.place, str(finding.facts.get("file") or "")
    cell = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else ""
    where = ", ".join(filter(None, (file, cell)))
    told = f"{message(finding, lang)}{code_of(finding)}"
    return f"{where}: {told}" if where else told


def _name(file: Received) -> str:
    return file.unit.name if file.unit else ""


def rejected_lines(merged: Merged, lang: str) -> Iterator[str]:
    """Yield the files that somebody must look at, each with what is wrong in it."""
    if merged.rejected:
        yield toned(sentence("rejected-head", lang, n=len(merged.rejected)), Tone.BAD)
    for file in merged.rejected:
        unit = f" ({_name(file)})" if file.unit else ""
        yield f"  - {file.path}{unit}"
        lines = group_lines(file_finding_lines(file, lang), Severity.ERROR, lang)
        yield from (f"      {line}" for line in lines)
