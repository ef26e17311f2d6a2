"""Form and catalogue → the checks of that form, in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from cchc_sheets.checks.answer_tests import AS_ADDED_UP, FRACTION, READABLE, WHOLE
from cchc_sheets.checks.cell_test import CellTest
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.tests import ASKED_BY_NAME, RATIO, WITHIN_LIMITS, GroupOfTests
from cchc_sheets.expression import (
    Compiled,
    Expression,
    compile_expression,
    names,
    parse,
    substitute,
    validator_only,
)
from cchc_sheets.expression.nodes import Compare, Name
from cchc_sheets.model import Case, Catalogue, Form, Kind, Period, Row, Rule, Severity, Speech

IT = "it"
PART_WHOLE = "part-above-whole"
_UNSAID = Speech("", "")
BUILT_IN = tuple(
    Rule("", test.always, test.kind, _UNSAID, test=test.name)
    for test in (READABLE, WHOLE, WITHIN_LIMITS, FRACTION, AS_ADDED_UP)
    if test.always is not None
)
"""What holds of every answer, also where a catalogue has no rule for it."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A rule that holds in a form: ``shared`` by all forms, or the form's own."""

    rule: Rule
    shared: bool


def rules_in_force(form: Form, catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that hold in the form, its own severities applied, shared ones first."""
    held = _held(form, catalogue.rules)
    return tuple(each.rule for each in held if any(True for _ in _checks(form, (each,))))


def _held(form: Form, shared: Iterable[Rule]) -> Iterator[_Held]:
    overrides = {override.rule: override for override in form.overrides}
    for rule in shared:
        override = overrides.get(rule.id)
        if override is None:
            yield _Held(rule, shared=True)
        elif override.severity is not None:
            yield _Held(replace(rule, severity=override.severity), shared=True)
    yield from (_Held(rule, shared=False) for rule in form.rules)


def lower(form: Form, catalogue: Catalogue) -> tuple[Check, ...]:
    """Return every check of the form, by row and then by severity."""
    position = {row.key: index for index, row in enumerate(form.rows)}
    stated = {rule.test for rule in catalogue.rules}
    unstated = (rule for rule in BUILT_IN if rule.test not in stated)
    checks = _checks(form, _held(form, (*catalogue.rules, *unstated)))
    return tuple(sorted(checks, key=lambda check: (position[check.key], check.severity.rank)))


def in_period(checks: Iterable[Check], period: Period) -> tuple[Check, ...]:
    """Return the checks that hold in a period: those that its pair of windows bears."""
    before = period.previous
    return tuple(check for check in checks if period.stands(check.compares, before))


def rules_in_period(rules: Iterable[Rule], period: Period) -> tuple[Rule, ...]:
    """Return the rules that hold in a period, as ``in_period`` does for checks."""
    before = period.previous
    return tuple(rule for rule in rules if period.stands(rule.compares, before))


def _checks(form: Form, held: Iterable[_Held]) -> Iterator[Check]:
    rates = frozenset(row.key for row in form.answer_rows if row.kind is Kind.RATE)
    of_shared = _operands(form, as_the_catalogue_means=True)
    of_local = _operands(form, as_the_catalogue_means=False)
    for each in held:
        rule, operands = each.rule, of_shared if each.shared else of_local
        if rule.test == RATIO.name:
            yield from _ratio_checks(form, rule, operands, rates)
        elif rule.test is not None:
            yield from _cell_checks(form, rule)
        yield from _relation_checks(rule, operands, rates)


def _operands(form: Form, *, as_the_catalogue_means: bool) -> frozenset[str]:
    """Return the keys that a rule may use in the form.

    A shared rule speaks of canonical indicators, so a row that asks a share where the catalogue
    has a count is no operand of it; a form's own rule speaks of the rows as they are asked.
    """
    return frozenset(
        row.key for row in form.answer_rows if not (as_the_catalogue_means and row.asked_as)
    )


def _cell_checks(form: Form, rule: Rule) -> Iterator[Check]:
    for row in form.rows:
        for test, code, severity in _cell_tests(row, rule):
            yield Check(
                code=code,
                severity=severity,
                key=row.key,
                condition=test,
                rule=rule.id or None,
                says=rule.says,
                note_answers=rule.note_answers,
                validator_only=test.formula is None,
            )


def _cell_tests(row: Row, rule: Rule) -> Iterator[tuple[CellTest, str, Severity]]:
    """Yield what a rule tests of the row's cells: the test, its code, how much it weighs."""
    asked = ASKED_BY_NAME.get(rule.test or "")
    if asked is None or not asked.fits(row):
        return
    own_kinds = isinstance(asked, GroupOfTests) and asked.own_kinds
    for test in asked.tests if isinstance(asked, GroupOfTests) else (asked,):
        if test.fits(row):
            code = test.kind if own_kinds else rule.code
            yield test, code, test.weighs(row, rule.severity)


def _relation_checks(
    rule: Rule, operands: frozenset[str], rates: frozenset[str]
) -> Iterator[Check]:
    for case in rule.cases:
        yield from _case_checks(rule, case, operands, rates)
    for case in rule.alternatives:
        checks = list(_case_checks(rule, case, operands, rates))
        if checks:
            yield from checks
            return


def _case_checks(
    rule: Rule, case: Case, operands: frozenset[str], rates: frozenset[str]
) -> Iterator[Check]:
    require, when = _parsed(case.require), _parsed(case.when) if case.when else None
    mentioned = {*_keys(require, when), *((case.at,) if case.at else ())}
    if not operands.issuperset(mentioned - {IT}):
        return
    for key in case.for_each or (None,):
        if IT in mentioned and key not in operands:
            continue
        bound = {IT: key} if key else {}
        required = substitute(require, bound)
        condition = substitute(when, bound) if when else None
        at = bound.get(case.at or "", case.at) or names(required)[0]
        yield from _bound_checks(rule, required, condition, at, rates)


@cache
def _parsed(text: str) -> Expression:
    parsed = parse(text, logical=True)
    if not isinstance(parsed, Expression):
        raise TypeError(text)  # definitions are checked before they are lowered
    return parsed


def _keys(require: Expression, when: Expression | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names(require), *(names(when) if when else ()))))


def _bound_checks(
    rule: Rule, require: Expression, when: Expression | None, at: str, rates: frozenset[str]
) -> Iterator[Check]:
    yield _relation_check(rule, require, when, at, rates)
    match require.root:
        case Compare("<=", Name(part), Name(whole)) if rule.code == PART_WHOLE:
            # What people mean by part and whole: a part above 0 needs its whole.
            some = _parsed(f"{part} > 0")
            given = _parsed(f"not blank({whole})")
            missing = replace(rule, code="whole-missing")
            yield _relation_check(missing, given, some, whole, rates)
        case _:
            return


def _relation_check(
    rule: Rule, require: Expression, when: Expression | None, at: str, rates: frozenset[str]
) -> Check:
    def compiled(expression: Expression) -> Compiled:
        return compile_expression(expression, rates)

    sides = [require, *([when] if when else [])]
    return Check(
        code=rule.code,
        severity=rule.severity,
        key=at,
        condition=Relation(
            compiled(require), compiled(when) if when else None, _keys(require, when)
        ),
        rule=rule.id,
        says=rule.says,
        note_answers=rule.note_answers,
        validator_only=any(validator_only(side) for side in sides),
        compares=rule.compares,
    )


def _ratio_checks(
    form: Form, rule: Rule, operands: frozenset[str], rates: frozenset[str]
) -> Iterator[Check]:
    """A rate whose numerator and denominator are in the same form is recomputed.

    Truncation instead of rounding is only a warning.
    """
    for row in form.answer_rows:
        indicator = row.indicator
        if indicator is None or row.kind is not Kind.RATE or row.asked_as is not None:
            continue
        rate, numerator, denominator = row.key, indicator.numerator, indicator.denominator
        if numerator is None or denominator is None or not {numerator, denominator} <= operands:
            continue
        share = f"100 * {numerator} / {denominator}"
        near = _parsed(f"{share} - {rate} <= unit({rate}) / 2 and {rate} <= {share}")
        yield _relation_check(rule, near, None, rate, rates)
        mild = replace(rule, severity=Severity.WARNING, code="rate-truncated")
        yield _relation_check(mild, _parsed(f"{rate} == {share}"), near, rate, rates)
