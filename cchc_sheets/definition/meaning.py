"""What rules mean: whether units of measure go together, what is proved, where rules hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from cchc_sheets.definition.expressions import IT, Flawed
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.proofs import catalogue_bounds, form_bounds, proof_problems
from cchc_sheets.definition.rules import placed_cases
from cchc_sheets.definition.units import mixture_problem
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import Expression, names, substitute
from cchc_sheets.expression.dimensions import Dimension, Mixture, mixtures
from cchc_sheets.model import Case, Catalogue, Form, Rule


def unit_problems(
    where: Where, rules: Sequence[Rule], units: Mapping[str, Dimension]
) -> Iterator[DefinitionProblem]:
    """Yield where a rule adds or compares different units, or excuses it without need.

    A reason (``mixed_units``) allows comparisons; nothing allows adding different units.
    ``where`` is the list of the rules.
    """
    for index, rule in enumerate(rules):
        here = where.at(index)
        cases = list(placed_cases(here, rule))
        sound = [(place, case) for place, case in cases if is_sound(case, units.keys())]
        reason, excused = (rule.mixed_units or "").strip(), False
        # One place may mix units for many indicators of ``for_each``: it is reported once.
        mixed: dict[tuple[Where, str, int], tuple[Expression, Mixture]] = {}
        for place, case in sound:
            for (field, side), key in product(case.sides, case.for_each or (IT,)):
                for mixture in mixtures(substitute(side, {IT: key}), units)[1]:
                    once = (place.at(field), mixture.code, mixture.column)
                    mixed.setdefault(once, (side, mixture))
        for (place, code, _), (side, mixture) in mixed.items():
            if code == "compared" and reason:
                excused = True
            else:
                yield mixture_problem(place, side, mixture)
        if reason and not excused and len(sound) == len(cases):
            yield here.at("mixed_units").problem("units-alike", reason[:60], fatal=False)


def is_sound(case: Case, known: AbstractSet[str]) -> bool:
    """Whether the case could be parsed, and names indicators that are all known."""
    allowed = known | {IT} if case.for_each else known
    if not names(case.require) or isinstance(case.when, Flawed):
        return False
    return allowed >= {*case.for_each, *case.names}


# ---------------------------------------------------------------------------- shared rules


def shared_rule_problems(
    where: Where, rules: Sequence[Rule], catalogue: Catalogue, forms: Sequence[Form]
) -> Iterator[DefinitionProblem]:
    """Yield what is proved of shared rules in every form where they hold."""
    anywhere = catalogue_bounds(catalogue)
    bounds = [(_canonical(form), form_bounds(form, catalogue)) for form in forms]
    for index, rule in enumerate(rules):
        for place, case in placed_cases(where.at(index), rule):
            if is_sound(case, catalogue.indicators.keys()):
                found = [known for keys, known in bounds if not _lacking(case, keys)]
                yield from proof_problems(place, case, found or [anywhere])


def _canonical(form: Form) -> frozenset[str]:
    """Return the keys of the rows that the form asks as the catalogue does."""
    return frozenset(row.key for row in form.answer_rows if not row.asked_as)


def _lacking(case: Case, keys: frozenset[str]) -> list[str]:
    """Return the names that a case needs and ``keys`` lack; nothing where the case holds.

    Of a case for each of several indicators, the one that lacks the fewest counts.
    """
    used = {*case.names, *((case.at,) if case.at else ())}
    each = ({key if name == IT else name for name in used} for key in case.for_each or (IT,))
    return min((sorted(operands - keys) for operands in each), key=len)


# ------------------------------------------------------------------------- a form's own rules


def own_rule_problems(
    where: Where, form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield what is proved of the form's own rules."""
    known = form_bounds(form, catalogue)
    keys = frozenset(row.key for row in form.answer_rows)
    for index, rule in enumerate(form.rules):
        for place, case in placed_cases(where.at(index), rule):
            if is_sound(case, keys):
                yield from proof_problems(place, case, [known])


def override_problems(
    where: Where, form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield the form's overrides of rules that never hold in the form."""
    shared = {rule.id: rule for rule in catalogue.rules}
    for index, override in enumerate(form.overrides):
        rule = shared.get(override.rule)
        if rule is None or rule.test is not None:
            continue
        cases = (*rule.cases, *rule.alternatives)
        lacking = min((_lacking(case, _canonical(form)) for case in cases), key=len)
        if lacking and catalogue.indicators.keys() >= set(lacking):
            facts = {"lacking": ", ".join(lacking)}
            place = where.at(index, "rule")
            yield place.problem("override-of-nothing", rule.id, facts=facts)
