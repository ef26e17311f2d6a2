"""Definitions → text and JSON: what ``lint`` finds, what ``explain`` says, what was drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_sheets.checks.coherence import Incoherence
from cchc_sheets.definition import DefinitionProblem
from cchc_sheets.handbook.find import find_topic
from cchc_sheets.handbook.findings import all_rules, explained_codes
from cchc_sheets.handbook.rules import RuleLists
from cchc_sheets.handbook.show import finding_lines, rule_lines
from cchc_sheets.model import Definitions, Indicator, Rule, Severity, UsageProblem
from cchc_sheets.report.tone import Tone, toned
from cchc_sheets.text import shorten
from cchc_sheets.words import severity_word, term
from cchc_sheets.words.authoring import said
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.handbook import head
from cchc_sheets.words.lint import problem_sentence, together_sentence

if TYPE_CHECKING:  # rapidfuzz and python-docx are for one command only
    from cchc_sheets.drafting.draft import Draft

_COLUMNS_NAMED = 4


def problem_line(problem: DefinitionProblem, lang: str) -> str:
    """Return ``file:line:column: what is wrong``, marked where it is a warning only."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    mark = "" if problem.fatal else f"{severity_word(Severity.WARNING, lang)}: "
    line = f"{place}: {mark}{problem_said(problem, lang)}"
    return toned(line, Tone.BAD if problem.fatal else Tone.DOUBTFUL)


def problem_json(problem: DefinitionProblem, lang: str) -> dict[str, Any]:
    """Return one problem as JSON."""
    return {
        "code": problem.code,
        "severity": (Severity.ERROR if problem.fatal else Severity.WARNING).value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "found": problem.found,
        "suggestion": problem.suggestion or None,
        "message": problem_said(problem, lang),
    }


def github_lines(
    problems: Iterable[DefinitionProblem], odd: Iterable[Incoherence], lang: str
) -> Iterator[str]:
    """Yield commands by which GitHub shows each problem beside its line of a change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in problems:
        level = "error" if problem.fatal else "warning"
        file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
        place = f"file={file},line={problem.line},col={problem.column}"
        yield f"::{level} {place}::{_escaped(problem_said(problem, lang))}"
    for each in odd:
        level = "error" if each.is_error else "warning"
        yield f"::{level}::{_escaped(together_line(each, lang))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def mended_lines(mended: Iterable[tuple[Path, tuple[str, ...]]], lang: str) -> Iterator[str]:
    """Yield which definitions were written anew, and why."""
    lines = [
        said(
            "mended",
            lang,
            path=str(path),
            steps="; ".join(said(f"mended-{s}", lang) for s in steps),
        )
        for path, steps in mended
    ]
    yield from lines or [said("mended-nothing", lang)]


def together_line(found: Incoherence, lang: str) -> str:
    """Return what is odd about rules taken together, marked where it is a warning only."""
    mark = "" if found.is_error else f"{severity_word(Severity.WARNING, lang)}: "
    facts = {
        "form": found.form,
        "rules": ", ".join(found.rules),
        "rule": found.rule,
        "rows": "; ".join(f"“{shorten(row.label, 60)}”" for row in found.rows),
        "value": "" if found.value is None else in_words(Decimal(str(float(found.value))), lang),
    }
    return mark + together_sentence(found.doubt.value, facts, lang)


def together_json(found: Incoherence, lang: str) -> dict[str, Any]:
    """Return what is odd about rules taken together as JSON."""
    return {
        "code": found.doubt.value,
        "severity": (Severity.ERROR if found.is_error else Severity.WARNING).value,
        "form": found.form,
        "rules": list(found.rules),
        "rule": found.rule or None,
        "indicators": [row.key for row in found.rows],
        "message": together_line(found, lang),
    }


def problem_said(problem: DefinitionProblem, lang: str) -> str:
    """Return what is wrong, without its place."""
    return problem_sentence(
        problem.code, problem.found, problem.suggestion, dict(problem.facts), lang
    )


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
    """Return what a kind of finding or a rule means, by its code or by words of its name.

    Of an indicator it is the rules that are about it.
    """
    name = find_topic(code, definitions)
    if isinstance(name, UsageProblem):
        return name
    if isinstance(name, Indicator):
        return list(_rules_about(name, definitions, lang))
    kinds = explained_codes(definitions)
    rules = {each.id: each for each in all_rules(definitions)}
    if name in kinds:
        return list(finding_lines(kinds[name], lang))
    rule = rules[name]
    lines = list(rule_lines(name, definitions, lang))
    if not lines:  # no form has the rule's operands
        severity, says = severity_word(rule.severity, lang), rule.says.in_language(lang)
        lines = [
            sentence("rule", lang, id=rule.id, severity=severity, says=says),
            sentence("forms", lang, forms=term("none", lang)),
        ]
    reason = rule.reason
    why = [sentence("reason", lang, reason=reason.in_language(lang))] if reason else []
    kind = finding_lines(kinds[rule.code], lang)
    return [*lines, "", *why, head("blanks", lang), "", *kind]


def _rules_about(indicator: Indicator, definitions: Definitions, lang: str) -> Iterator[str]:
    """Yield an indicator and the sentence of each rule that names it."""
    yield sentence("indicator", lang, name=indicator.key, label=indicator.label)
    rules = {each.id: each for each in all_rules(definitions) if indicator.key in _keys(each)}
    for rule in rules.values():
        severity, says = severity_word(rule.severity, lang), rule.says.in_language(lang)
        yield "  " + sentence("rule", lang, id=rule.id, severity=severity, says=says)
    if not rules:
        yield "  " + sentence("no-rules", lang)


def _keys(rule: Rule) -> set[str]:
    return {
        key for case in (*rule.cases, *rule.alternatives) for key in (*case.names, *case.for_each)
    }


def drafted_lines(draft: Draft, files: Iterable[Path], lang: str) -> Iterator[str]:
    """Yield what became of a printed table: the files written, and what is to be looked at."""
    from cchc_sheets.drafting.propose import Sureness

    headings = draft.count(Sureness.HEADING, Sureness.ANSWERED_HEADING)
    rows, new = len(draft.rows), len(draft.new)
    yield from (said("written", lang, path=str(path)) for path in files)
    yield said("imported", lang, rows=rows, answers=rows - headings, headings=headings)
    sure, unsure = draft.count(Sureness.SURE), draft.count(Sureness.UNSURE)
    yield said("imported-keys", lang, sure=sure, unsure=unsure, new=new)
    if draft.parts:
        yield said("imported-rules", lang, n=len(draft.parts))
    if draft.units_guessed:
        yield said("imported-guessed", lang)
    if draft.filled:
        yield said("imported-filled", lang, n=draft.filled)
    if draft.passed_over:
        names = ", ".join(f"“{name}”" for name in draft.passed_over[:_COLUMNS_NAMED])
        more = ", …" if len(draft.passed_over) > _COLUMNS_NAMED else ""
        yield said("imported-columns", lang, n=len(draft.passed_over), names=names + more)
    if draft.left_out:
        yield said("imported-left", lang, n=len(draft.left_out), text=draft.left_out[0])
    yield said("import-next", lang)
