"""What is proved of a rule before anybody answers: that it never fails, passes or applies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc_sheets.definition.expressions import IT
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.where import Where
from cchc_sheets.expression import Expression, names, substitute
from cchc_sheets.expression.bounds import (
    BLANK,
    NOT_APPLICABLE,
    PRESENT,
    STATES,
    UNREADABLE,
    Bounds,
    Known,
    outcomes,
)
from cchc_sheets.expression.nodes import Name, shown
from cchc_sheets.model import Case, Catalogue, Form, Indicator, Kind, Row, Severity

ZERO, HUNDRED = Decimal(0), Decimal(100)
INFINITY = Decimal("Infinity")
RANGES_SHOWN = 3
NEVER_APPLIES = "rule-never-applies"
RANGE, LIST, WHOLE, LIMITS = "percent_range", "in_code_list", "whole", "within_limits"
ALWAYS = {WHOLE, LIMITS}
"""Tests that are errors unless a shared rule states them otherwise."""


def catalogue_bounds(catalogue: Catalogue) -> Known:
    """Return what answers can be where no form says more than the catalogue does."""
    kept = _kept(catalogue, None)
    rows = (_canonical_row(item) for item in catalogue.indicators.values())
    return {Name(row.key): _bounds(row, kept) for row in rows}


def form_bounds(form: Form, catalogue: Catalogue) -> Known:
    """Return what answers of a form can be, those left out that are errors by themselves."""
    kept = _kept(catalogue, form)
    return {Name(row.key): _bounds(row, kept) for row in form.answer_rows}


def _kept(catalogue: Catalogue, form: Form | None) -> frozenset[str]:
    """Return the tests of single answers that are errors: where one fails, no relation is asked."""
    own = {override.rule: override.severity for override in form.overrides} if form else {}
    unstated = ALWAYS - {rule.test for rule in catalogue.rules}
    rules = (*catalogue.rules, *(form.rules if form else ()))
    errors = (rule for rule in rules if own.get(rule.id, rule.severity) is Severity.ERROR)
    return frozenset({*unstated, *(rule.test for rule in errors if rule.test)})


def _canonical_row(indicator: Indicator) -> Row:
    kind = indicator.kind
    return Row(
        path="",
        stt="",
        label="",
        indicator=indicator,
        kind=kind,
        codes=indicator.codes,
        not_applicable=True,
        minimum=ZERO if kind in {Kind.COUNT, Kind.RATE, Kind.SCORE} else None,
        maximum=HUNDRED if kind is Kind.RATE else None,
    )


def _bounds(row: Row, kept: frozenset[str]) -> Bounds:
    states = STATES if row.not_applicable else STATES - {NOT_APPLICABLE}
    low = -INFINITY if row.minimum is None else row.minimum
    high = INFINITY if row.maximum is None else row.maximum
    if row.computed is not None:  # nothing but its parts is tested
        return Bounds(rate=row.kind is Kind.RATE, states=states)
    match row.kind:
        case Kind.COUNT | Kind.SCORE:
            ends = (low, high) if LIMITS in kept else (-INFINITY, INFINITY)
            return Bounds(*ends, whole=WHOLE in kept and not row.kind.has_decimals, states=states)
        case Kind.TEXT:
            return Bounds(states=frozenset({BLANK, UNREADABLE}))
        case Kind.RATE if RANGE in kept:
            against_plan = row.indicator is not None and row.indicator.against_plan
            return Bounds(low, INFINITY if against_plan else high, rate=True, states=states)
        case Kind.CODE if LIST in kept and row.codes:
            values = frozenset(Decimal(code.value) for code in row.codes)
            return Bounds(min(values), max(values), whole=True, values=values, states=states)
        case _:
            return Bounds(rate=row.kind is Kind.RATE, states=states)


def proof_problems(
    where: Where, case: Case, places: Sequence[Known]
) -> Iterator[DefinitionProblem]:
    """Yield what is proved of a sound case alike in all ``places`` where it holds."""
    keys = case.for_each or (None,)
    verdicts = {key: _verdict(case, key, places) for key in keys}
    first = verdicts[keys[0]]
    if first is not None and None not in verdicts.values():
        field, blamed = _blamed(case, first)
        facts = {"answers": _answers(_bound(blamed, keys[0]), places[0])}
        yield where.at(field).problem(first, blamed.text[:60], facts=facts)
        return
    for index, key in enumerate(keys):
        code = verdicts[key]
        if code is not None:
            blamed = _bound(_blamed(case, code)[1], key)
            facts, place = {"answers": _answers(blamed, places[0])}, where.at("for_each", index)
            yield place.problem(code, shown(blamed.root)[:60], facts=facts)


def _blamed(case: Case, code: str) -> tuple[str, Expression]:
    """Return the field that the verdict is about, and its expression."""
    if code == NEVER_APPLIES and case.when is not None:
        return "when", case.when
    return "require", case.require


def _answers(condition: Expression, known: Known) -> str:
    """Return what the answers can be, as signs: ``x: 0…100``."""
    keys = names(condition)
    ranges = [f"{key}: {_range(known.get(Name(key), Bounds()))}" for key in keys[:RANGES_SHOWN]]
    return "; ".join((*ranges, *("…" for _ in keys[RANGES_SHOWN:][:1])))


def _range(bounds: Bounds) -> str:
    if PRESENT not in bounds.states:
        return "∅"
    if bounds.values is not None:
        return " | ".join(format(value, "f") for value in sorted(bounds.values))
    low = format(bounds.low, "f") if bounds.low.is_finite() else "−∞"
    return f"{low}…{format(bounds.high, 'f') if bounds.high.is_finite() else '∞'}"


def _verdict(case: Case, key: str | None, places: Sequence[Known]) -> str | None:
    """Return what is wrong in every place, ``None`` when nothing is wrong in one of them."""
    require = _bound(case.require, key)
    when = None if case.when is None else _bound(case.when, key)
    verdict = None
    for known in places:
        verdict = _verdict_on(require, when, known)
        if verdict is None:
            return None
    return verdict


def _verdict_on(require: Expression, when: Expression | None, known: Known) -> str | None:
    if when is not None and True not in outcomes(when, known):
        return NEVER_APPLIES
    found = outcomes(require, known, when)
    if False not in found:
        return "rule-never-fails" if True in found else "rule-never-known"
    return None if True in outcomes(require, known) else "rule-never-passes"


def _bound(side: Expression, key: str | None) -> Expression:
    return side if key is None else substitute(side, {IT: key})
