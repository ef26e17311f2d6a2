"""Rules of a definition file → ``Rule`` values, with their expressions and names checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc_sheets.definition.expressions import (
    IT,
    Flawed,
    Names,
    expression_problems,
    read_condition,
)
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import looks_back, names
from cchc_sheets.model import Case, Kind, Row, Rule, Severity, Speech, WindowPair

Asked = Mapping[str, tuple[str, Kind]]
"""Time basis and kind of each indicator that a rule may speak of."""


def asked_by(rows: Sequence[Row]) -> Asked:
    """Return the indicators that rules about these rows may speak of."""
    return {row.key: (row.indicator.time_basis, row.kind) for row in rows if row.indicator}


def build_rules(items: Sequence[dict[str, Any]], asked: Asked) -> list[Rule]:
    """Build the rules of one file; ``for_each_where`` chooses among what is ``asked``."""
    return [
        Rule(
            id=item["id"],
            severity=Severity(item["severity"]),
            code=item["code"],
            says=Speech(**item["says"]),
            reason=Speech(**item["reason"]) if "reason" in item else None,
            test=item.get("test"),
            cases=tuple(
                _case(case, asked)
                for case in ([item] if "require" in item else item.get("cases", ()))
            ),
            alternatives=tuple(_case(case, asked) for case in item.get("alternatives", ())),
            note_answers=item.get("note_answers", False),
            mixed_units=item.get("mixed_units"),
            compares=WindowPair(item.get("compares", WindowPair.ANY)),
        )
        for item in items
    ]


def _case(item: dict[str, Any], asked: Asked) -> Case:
    keys = tuple(item.get("for_each", ()))
    if "for_each_where" in item:
        where = item["for_each_where"]
        keys = tuple(
            key
            for key, (time_basis, kind) in asked.items()
            if time_basis in where["time_basis"] and kind in where["kind"]
        )
    when = read_condition(item["when"]) if "when" in item else None
    return Case(read_condition(item["require"]), when, item.get("at"), keys)


def check_rules(
    where: Where, rules: Sequence[Rule], known: Names, ids: set[str]
) -> Iterator[DefinitionProblem]:
    """Yield every problem of the list of rules that is ``where``.

    ``ids`` are the ids that are already taken; the rules' own ids are added to them.
    """
    for index, rule in enumerate(rules):
        here = where.at(index)
        if rule.id in ids:
            yield here.at("id").problem("repeated", rule.id)
        ids.add(rule.id)
        # A flawed expression may be meant to look back.
        looks = False
        for place, case in placed_cases(here, rule):
            yield from _case_problems(place, case, known)
            looks |= any(isinstance(side, Flawed) or looks_back(side) for _, side in case.sides)
        if rule.compares is not WindowPair.ANY and not looks:
            yield here.at("compares").problem("compares-nothing", rule.compares)


def placed_cases(where: Where, rule: Rule) -> Iterator[tuple[Where, Case]]:
    """Yield the relations of the rule that is ``where``, each with its place."""
    if where.at("require").is_filled:
        yield where, rule.cases[0]
        return
    for name, cases in (("cases", rule.cases), ("alternatives", rule.alternatives)):
        for index, case in enumerate(cases):
            yield where.at(name, index), case


def _case_problems(where: Where, case: Case, known: Names) -> Iterator[DefinitionProblem]:
    for index, key in enumerate(case.for_each):
        if key not in known.here:
            yield known.problem(where.at("for_each", index), key)
    chooses = where.at("for_each_where")
    if chooses.is_filled and not case.for_each:
        yield chooses.problem("chooses-nothing", "for_each_where")
    bound = case.for_each or chooses.is_filled
    allowed = Names(known.here | {IT}, known.elsewhere) if bound else known
    for field, side in case.sides:
        yield from expression_problems(where.at(field), side, allowed)
    if not isinstance(case.require, Flawed) and not names(case.require):
        text = case.require.text[:60]
        yield where.at("require").problem("expression-without-indicator", text)
    if case.at is not None and case.at not in allowed.here:
        yield allowed.problem(where.at("at"), case.at)
