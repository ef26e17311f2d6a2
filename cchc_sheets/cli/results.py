"""Results of jobs → lines and JSON, by the room ``report``; helpers of several commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cchc_sheets.cli.start import Start, sound
from cchc_sheets.handbook.findings import all_rules, explained_codes
from cchc_sheets.handbook.lists import RuleLists
from cchc_sheets.handbook.show import finding_lines, rule_lines
from cchc_sheets.history.before import read_history
from cchc_sheets.jobs.check import Checked, Checker
from cchc_sheets.jobs.files import list_inbox
from cchc_sheets.jobs.merge import Merged
from cchc_sheets.model import Finding, Rule, Severity, Status
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.model.received import FileView
from cchc_sheets.record.keys import read_keys, trust
from cchc_sheets.report.as_json import finding_json
from cchc_sheets.report.findings import finding_line, group_lines
from cchc_sheets.text import nearest
from cchc_sheets.words import severity_word, term
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.handbook import head
from cchc_sheets.words.say import message

REASONS_SHOWN = 3


def checker(start: Start, previous: Sequence[Path], trust_key: str | None) -> Checker:
    """Return a checker with the workspace's keys and the previous figures."""
    if trust_key:
        trust(start.workspace.state, trust_key)
    history = sound(read_history(previous, start.definitions), start.lang)
    return Checker(start.definitions, read_keys(start.workspace.state), history)


def expand(paths: Sequence[Path]) -> list[Path] | UsageProblem:
    """Return the files named, those of a folder in its place."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(list_inbox(path, set()))
        elif path.exists():
            found.append(path)
        else:
            return UsageProblem("no-file", {"path": str(path)})
    return found


def view(file: Checked) -> FileView:
    """Return a checked file as reports see it."""
    returned = file.returned
    return FileView(
        returned.path,
        returned.identity,
        returned.unit,
        returned.form,
        returned.period,
        file.status,
        file.findings,
    )


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
                "path": file.returned.path,
                "unit": file.returned.identity.unit if file.returned.identity else None,
                "reason": reason(file, lang),
                "findings": [finding_json(finding, lang) for finding in file.findings],
            }
            for file in merged.rejected
        ],
        "findings": [
            *(finding_json(finding, lang) for finding in merged.consolidation.findings),
            *(
                {**finding_json(finding, lang), "unit": code, "path": file.returned.path}
                for code, file in merged.accepted.items()
                for finding in file.findings
            ),
        ],
        "outputs": {name: str(path) for name, path in outputs.items()},
    }


def reason(file: Checked, lang: str) -> str:
    """Return why a file was not merged: its first errors, in words."""
    errors = [finding for finding in file.findings if finding.severity is Severity.ERROR]
    shown = [_reason_of(finding, lang) for finding in errors[:REASONS_SHOWN]]
    rest = len(errors) - len(shown)
    return " ".join([*shown, *([sentence("more", lang, n=rest)] if rest else [])])


def _reason_of(finding: Finding, lang: str) -> str:
    place = finding.place
    sheet = f"{place.sheet}!" if place.table else ""
    where = f"{sheet}{place.cell}: " if place.cell else ""
    rule = f"{finding.rule}: " if finding.rule else ""
    return f"{where}{rule}{message(finding, lang)}"


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
            yield f"  - {file.returned.path}"
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
        unit = f" ({file.returned.unit.name})" if file.returned.unit else ""
        yield f"  - {file.returned.path}{unit}"
        lines = [finding_line(each, file.returned.form, lang) for each in file.findings]
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
        "rejected": [
            {"path": file.returned.path, "reason": reason(file, lang)} for file in merged.rejected
        ],
    }


def status_lines(merged: Merged, lang: str) -> Iterator[str]:
    """Yield one line a unit."""
    for _, name, state, path in _states(merged):
        text = sentence(f"status-{state}", lang)
        yield f"{text:<30}{name}{f'  ({path})' if path else ''}"
    yield from _rejected_lines(merged, lang)


def _states(merged: Merged) -> Iterator[tuple[str, str, str, str | None]]:
    rejected = {f.returned.unit.code: f for f in merged.rejected if f.returned.unit}
    for unit in merged.consolidation.expected:
        file = merged.accepted.get(unit.code)
        if file is not None:
            warned = file.status is Status.ACCEPTED_WITH_WARNINGS
            state, path = ("warnings" if warned else "merged"), file.returned.path
        elif unit not in merged.missing and unit.code in rejected:
            state, path = "rejected", rejected[unit.code].returned.path
        else:
            yield unit.code, unit.name, "missing", None
            continue
        yield unit.code, unit.name, state, path


def rule_list_lines(lists: RuleLists, lang: str) -> Iterator[str]:
    """Yield the lists for people, those that are not empty."""
    hidden = [
        sentence("in-part", lang, rule=rule) if rule in lists.in_part else rule
        for rule in lists.validator_only
    ]
    for key, rules in (("validator-only", hidden), ("in-no-form", lists.in_no_form)):
        if rules:
            yield sentence(key, lang, rules=", ".join(rules))


def explained(code: str, definitions: Definitions, lang: str) -> list[str] | UsageProblem:
    """Return what a kind of finding or a rule means; capitals do not matter."""
    kinds = explained_codes(definitions)
    rules = {rule.id: rule for rule in all_rules(definitions)}
    known = {name.lower(): name for name in (*kinds, *rules)}
    name = known.get(code.strip().lower())
    if name is None:
        near = nearest(code, [*kinds, *rules]) or nearest(code.upper(), rules)
        return UsageProblem("unknown-code", {"found": code, "near": near})
    if name in kinds:
        return list(finding_lines(kinds[name], lang))
    lines = list(rule_lines(name, definitions, lang)) or _unused(rules[name], lang)
    reason = rules[name].reason
    why = [sentence("reason", lang, reason=reason.in_language(lang))] if reason else []
    return [
        *lines,
        "",
        *why,
        head("blanks", lang),
        "",
        *finding_lines(kinds[rules[name].code], lang),
    ]


def _unused(rule: Rule, lang: str) -> list[str]:
    """Return what a rule says that no form has the operands of."""
    severity, says = severity_word(rule.severity, lang), rule.says.in_language(lang)
    return [
        sentence("rule", lang, id=rule.id, severity=severity, says=says),
        sentence("forms", lang, forms=term("none", lang)),
    ]
