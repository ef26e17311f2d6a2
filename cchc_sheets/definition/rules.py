"""Rules of a definition file → ``Rule`` values; every expression in them is parsed and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.expression import FUNCTIONS, Problem, names, parse
from cchc_sheets.model import Case, Rule, Severity, Speech

IT = "it"


def build_rules(
    tree: Tree, path: Path, items: Sequence[dict[str, Any]]
) -> tuple[list[Rule], list[DefinitionProblem]]:
    """Build the rules listed at ``path``; problems of repeated ids come with them."""
    problems: list[DefinitionProblem] = []
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item["id"] in seen:
            problems.append(problem_at(tree, (*path, index, "id"), "repeated", item["id"]))
        seen.add(item["id"])
    return [_rule(item) for item in items], problems


def _rule(item: dict[str, Any]) -> Rule:
    own = (_case(item),) if "require" in item else ()
    return Rule(
        id=item["id"],
        severity=Severity(item["severity"]),
        code=item["code"],
        says=Speech(item["says"]["vi"], item["says"]["en"]),
        reason=item.get("reason", ""),
        test=item.get("test"),
        cases=own or tuple(_case(case) for case in item.get("cases", ())),
        alternatives=tuple(_case(case) for case in item.get("alternatives", ())),
        note_answers=item.get("note_answers", False),
        mixed_units=item.get("mixed_units"),
    )


def _case(item: dict[str, Any]) -> Case:
    return Case(item["require"], item.get("when"), item.get("at"), tuple(item.get("for_each", ())))


def check_rules(
    tree: Tree, path: Path, rules: Sequence[Rule], known: Set[str]
) -> Iterator[DefinitionProblem]:
    """Yield every problem in the rules' expressions and names."""
    for index, rule in enumerate(rules):
        here = (*path, index)
        for case_path, case in _cases(tree, here, rule):
            yield from _case_problems(tree, case_path, case, known)


def _cases(tree: Tree, path: Path, rule: Rule) -> Iterator[tuple[Path, Case]]:
    if (*path, "require") in tree.positions:
        yield path, rule.cases[0]
        return
    for name, cases in (("cases", rule.cases), ("alternatives", rule.alternatives)):
        for index, case in enumerate(cases):
            yield (*path, name, index), case


def _case_problems(
    tree: Tree, path: Path, case: Case, known: Set[str]
) -> Iterator[DefinitionProblem]:
    for index, key in enumerate(case.for_each):
        if key not in known:
            yield problem_at(tree, (*path, "for_each", index), "unknown-name", key, known=known)
    allowed = known | {IT} if case.for_each else known
    if case.when is not None:
        yield from expression_problems(tree, (*path, "when"), case.when, allowed, logical=True)
    yield from expression_problems(tree, (*path, "require"), case.require, allowed, logical=True)
    if case.at is not None and case.at not in allowed:
        yield problem_at(tree, (*path, "at"), "unknown-name", case.at, known=allowed)


def expression_problems(
    tree: Tree, path: Path, text: str, known: Set[str], *, logical: bool
) -> Iterator[DefinitionProblem]:
    """Yield what is wrong with one expression: its grammar, then its names."""
    parsed = parse(text, logical=logical)
    if isinstance(parsed, Problem):
        suggestions = FUNCTIONS if parsed.code == "unknown-function" else ()
        yield problem_at(
            tree,
            path,
            f"expression-{parsed.code}",
            parsed.found,
            known=suggestions,
            offset=parsed.column - 1,
        )
        return
    for name in names(parsed):
        if name not in known:
            offset = max(text.find(name), 0)
            yield problem_at(tree, path, "unknown-name", name, known=known, offset=offset)
