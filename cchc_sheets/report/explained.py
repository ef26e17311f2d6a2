"""Rules and kinds of findings → the lines that explain them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_sheets.handbook.findings import all_rules, explained_codes
from cchc_sheets.handbook.lists import RuleLists
from cchc_sheets.handbook.show import finding_lines, rule_lines
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.text import nearest
from cchc_sheets.words import severity_word, term
from cchc_sheets.words.cli import sentence
from cchc_sheets.words.handbook import head


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
    rules = {each.id: each for each in all_rules(definitions)}
    known = {name.lower(): name for name in (*kinds, *rules)}
    name = known.get(code.strip().lower())
    if name is None:
        near = nearest(code, [*kinds, *rules]) or nearest(code.upper(), rules)
        return UsageProblem("unknown-code", {"found": code, "near": near})
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
    return [
        *lines,
        "",
        *why,
        head("blanks", lang),
        "",
        *finding_lines(kinds[rule.code], lang),
    ]
