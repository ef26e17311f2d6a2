"""What rules mean, beyond their grammar: units of measure, what is proved, where they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.proofs import catalogue_bounds, form_bounds, proof_problems
from cchc_sheets.definition.rules import IT, placed_cases
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.definition.units import mixture_problem
from cchc_sheets.expression import Expression, names, parse, substitute
from cchc_sheets.expression.dimensions import Dimension, Mixture, mixtures
from cchc_sheets.model import Case, Catalogue, Form, Rule


def unit_problems(
    tree: Tree, rules: Sequence[Rule], units: Mapping[str, Dimension], within: Path = ()
) -> Iterator[DefinitionProblem]:
    """Yield where a rule adds or compares what is not alike, or says so without need.

    A reason (``mixed_units``) allows comparisons; nothing allows to add what is not alike.
    ``within`` is as for ``check_rules``.
    """
    for index, rule in enumerate(rules):
        here: Path = (*within, "rules", index)
        cases = list(placed_cases(tree, here, rule))
        sound = all(is_sound(case, units.keys()) for _, case in cases)
        reason, excused = (rule.mixed_units or "").strip(), 0
        for path, text, mixture in _mixed(cases, units):
            if mixture.code == "compared" and reason:
                excused += 1
            else:
                yield mixture_problem(tree, path, text, mixture)
        if reason and not excused and sound:
            place: Path = (*here, "mixed_units")
            yield problem_at(tree, place, "units-alike", reason[:60], fatal=False)


def is_sound(case: Case, known: AbstractSet[str]) -> bool:
    """Whether the case can be understood: its grammar is right, and it names what is known."""
    allowed = known | {IT} if case.for_each else known
    parsed = [parse(text, logical=True) for text in (case.require, case.when) if text is not None]
    keys = [names(p) if isinstance(p, Expression) else () for p in parsed]
    if not keys[0] or not all(isinstance(p, Expression) for p in parsed):
        return False
    return allowed >= {*case.for_each, *(key for several in keys for key in several)}


def _mixed(
    cases: Iterable[tuple[Path, Case]], units: Mapping[str, Dimension]
) -> Iterator[tuple[Path, str, Mixture]]:
    """Yield each place where a case mixes units, once."""
    seen: set[tuple[Path, str, int]] = set()
    for path, case in cases:
        if not is_sound(case, units.keys()):
            continue
        for field, text in (("when", case.when), ("require", case.require)):
            for mixture in _mixtures(text, case, units):
                place = ((*path, field), mixture.code, mixture.column)
                if place not in seen:
                    seen.add(place)
                    yield (*path, field), text or "", mixture


def _mixtures(text: str | None, case: Case, units: Mapping[str, Dimension]) -> Iterator[Mixture]:
    parsed = None if text is None else parse(text, logical=True)
    if isinstance(parsed, Expression):
        for key in case.for_each or (IT,):
            yield from mixtures(substitute(parsed, {IT: key}), units)[1]


# ---------------------------------------------------------------------------- shared rules


def shared_rule_problems(
    tree: Tree, rules: Sequence[Rule], catalogue: Catalogue, forms: Sequence[Form]
) -> Iterator[DefinitionProblem]:
    """Yield what is proved of a file's shared rules in all forms where they hold."""
    anywhere = catalogue_bounds(catalogue)
    bounds = [(_canonical(form), form_bounds(form, catalogue)) for form in forms]
    for index, rule in enumerate(rules):
        for path, case in placed_cases(tree, ("rules", index), rule):
            if not is_sound(case, catalogue.indicators.keys()):
                continue
            places = [known for keys, known in bounds if _holds(case, keys)]
            yield from proof_problems(tree, path, case, places or [anywhere])


def _canonical(form: Form) -> frozenset[str]:
    """Return the keys of the rows that the form asks as the catalogue does."""
    return frozenset(row.key for row in form.answer_rows if not row.asked_as)


def _applies(rule: Rule, keys: frozenset[str]) -> bool:
    return rule.test is not None or any(
        _holds(case, keys) for case in (*rule.cases, *rule.alternatives)
    )


def _holds(case: Case, keys: frozenset[str]) -> bool:
    return any(keys >= operands for operands in _operands(case))


def _lacking(rule: Rule, keys: frozenset[str]) -> list[str]:
    """Return the names that the form lacks of the case that comes nearest."""
    cases = (*rule.cases, *rule.alternatives)
    wanted = (sorted(operands - keys) for case in cases for operands in _operands(case))
    return min(wanted, key=len)


def _operands(case: Case) -> Iterator[frozenset[str]]:
    """Yield the names that the case needs, for each of the indicators that it speaks of."""
    parsed = [parse(text, logical=True) for text in (case.require, case.when) if text is not None]
    used = {key for p in parsed if isinstance(p, Expression) for key in names(p)}
    used |= {case.at} if case.at else set()
    for key in case.for_each or (IT,):
        yield frozenset(key if name == IT else name for name in used)


# ------------------------------------------------------------------------- a form's own rules


def own_rule_problems(tree: Tree, form: Form, catalogue: Catalogue) -> Iterator[DefinitionProblem]:
    """Yield what is proved of the form's own rules."""
    known = form_bounds(form, catalogue)
    keys = frozenset(row.key for row in form.answer_rows)
    for index, rule in enumerate(form.rules):
        for path, case in placed_cases(tree, ("rules", index), rule):
            if is_sound(case, keys):
                yield from proof_problems(tree, path, case, [known])


def override_problems(
    tree: Tree, value: dict[str, Any], form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield the form's overrides of rules that never hold in it."""
    shared = {rule.id: rule for rule in catalogue.rules}
    for index, item in enumerate(value.get("overrides", ())):
        rule = shared.get(item["rule"])
        if rule is None or _applies(rule, _canonical(form)):
            continue
        lacking = _lacking(rule, _canonical(form))
        if catalogue.indicators.keys() >= set(lacking):
            place: Path = ("overrides", index, "rule")
            facts = {"lacking": ", ".join(lacking)}
            yield problem_at(tree, place, "override-of-nothing", rule.id, facts=facts)
