"""Rules of a definition file → ``Rule`` values; every expression in them is parsed and checked."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.expression import FUNCTIONS, Expression, Problem, looks_back, names, parse
from cchc_sheets.model import Case, Kind, Rule, Severity, Speech, WindowPair

IT = "it"

Asked = Mapping[str, tuple[str, Kind]]
"""Time basis and kind of each indicator that a rule may speak of."""


@dataclass(frozen=True, slots=True)
class Names:
    """The indicators that an expression may name, and those that exist but not here."""

    here: AbstractSet[str]
    elsewhere: AbstractSet[str] = frozenset()

    def problem(
        self, tree: Tree, path: Path, name: str, after: str | None = None
    ) -> DefinitionProblem:
        """Return what is wrong with a name that is not here."""
        code = "not-in-form" if name in self.elsewhere else "unknown-name"
        return problem_at(tree, path, code, name, known=self.here, after=after)


def build_rules(items: Sequence[dict[str, Any]], asked: Asked) -> list[Rule]:
    """Build the rules of one file; ``for_each_where`` chooses among what is ``asked``."""
    return [_rule(item, asked) for item in items]


def is_reserved(name: str) -> bool:
    """Whether the rule language means something else by the name."""
    return name == IT or name in FUNCTIONS or keyword.iskeyword(name)


def in_a_circle(key: str, parts: Mapping[str, Iterable[str]]) -> bool:
    """Whether ``key`` is among its own parts, theirs, and so on."""
    seen: set[str] = set()
    ahead = list(parts.get(key, ()))
    while ahead:
        part = ahead.pop()
        if part == key:
            return True
        if part not in seen:
            seen.add(part)
            ahead.extend(parts.get(part, ()))
    return False


def _rule(item: dict[str, Any], asked: Asked) -> Rule:
    own = (_case(item, asked),) if "require" in item else ()
    return Rule(
        id=item["id"],
        severity=Severity(item["severity"]),
        code=item["code"],
        says=_speech(item["says"]),
        reason=_speech(item["reason"]) if "reason" in item else None,
        test=item.get("test"),
        cases=own or tuple(_case(case, asked) for case in item.get("cases", ())),
        alternatives=tuple(_case(case, asked) for case in item.get("alternatives", ())),
        note_answers=item.get("note_answers", False),
        mixed_units=item.get("mixed_units"),
        compares=WindowPair(item.get("compares", WindowPair.ANY)),
    )


def _speech(item: dict[str, str]) -> Speech:
    return Speech(item["vi"], item["en"])


def _case(item: dict[str, Any], asked: Asked) -> Case:
    where = item.get("for_each_where")
    keys = tuple(_chosen(where, asked)) if where else tuple(item.get("for_each", ()))
    return Case(item["require"], item.get("when"), item.get("at"), keys)


def _chosen(where: dict[str, Any], asked: Asked) -> Iterator[str]:
    for key, (time_basis, kind) in asked.items():
        if time_basis in where["time_basis"] and kind in where["kind"]:
            yield key


def check_rules(
    tree: Tree, rules: Sequence[Rule], known: Names, ids: set[str], within: Path = ()
) -> Iterator[DefinitionProblem]:
    """Yield every problem in a list of rules; ``ids`` are those that are taken, and will be.

    ``within`` is what the list stands in, where that is not the file itself.
    """
    for index, rule in enumerate(rules):
        here: Path = (*within, "rules", index)
        if rule.id in ids:
            yield problem_at(tree, (*here, "id"), "repeated", rule.id)
        ids.add(rule.id)
        for case_path, case in placed_cases(tree, here, rule):
            yield from _case_problems(tree, case_path, case, known)
        if rule.compares is not WindowPair.ANY and not any(map(_looks_back, _sides(rule))):
            yield problem_at(tree, (*here, "compares"), "compares-nothing", rule.compares)


def _sides(rule: Rule) -> Iterator[str]:
    for case in (*rule.cases, *rule.alternatives):
        yield case.require
        yield case.when or case.require


def _looks_back(text: str) -> bool:
    """Whether an expression reads the period before; one that is flawed may be meant to."""
    parsed = parse(text, logical=True)
    return not isinstance(parsed, Expression) or looks_back(parsed)


def placed_cases(tree: Tree, path: Path, rule: Rule) -> Iterator[tuple[Path, Case]]:
    """Yield the relations of a rule, each with its place."""
    if (*path, "require") in tree.positions:
        yield path, rule.cases[0]
        return
    for name, cases in (("cases", rule.cases), ("alternatives", rule.alternatives)):
        for index, case in enumerate(cases):
            yield (*path, name, index), case


def _case_problems(tree: Tree, path: Path, case: Case, known: Names) -> Iterator[DefinitionProblem]:
    for index, key in enumerate(case.for_each):
        if key not in known.here:
            yield known.problem(tree, (*path, "for_each", index), key)
    where: Path = (*path, "for_each_where")
    if where in tree.positions and not case.for_each:
        yield problem_at(tree, where, "chooses-nothing", "for_each_where")
    bound = case.for_each or where in tree.positions
    allowed = Names(known.here | {IT}, known.elsewhere) if bound else known
    if case.when is not None:
        yield from expression_problems(tree, (*path, "when"), case.when, allowed, logical=True)
    require = (*path, "require")
    yield from expression_problems(tree, require, case.require, allowed, logical=True)
    parsed = parse(case.require, logical=True)
    if isinstance(parsed, Expression) and not names(parsed):
        yield problem_at(tree, require, "expression-without-indicator", case.require[:60])
    if case.at is not None and case.at not in allowed.here:
        yield allowed.problem(tree, (*path, "at"), case.at)


def expression_problems(
    tree: Tree, path: Path, text: str, known: Names, *, logical: bool
) -> Iterator[DefinitionProblem]:
    """Yield what is wrong with one expression: its grammar, then its names."""
    parsed = parse(text, logical=logical)
    if isinstance(parsed, Problem):
        suggestions = FUNCTIONS if parsed.code == "unknown-function" else ()
        code, before = f"expression-{parsed.code}", text[: parsed.column - 1]
        yield problem_at(tree, path, code, parsed.found, known=suggestions, after=before)
        return
    for name in names(parsed):
        if name not in known.here:
            before = re.split(rf"\b{name}\b", text, maxsplit=1)[0]
            yield known.problem(tree, path, name, before)
