"""Form and catalogue → the checks of that form, in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

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
from cchc_sheets.lowering.checks import NOTE_TESTS, CellTest, Check, Relation
from cchc_sheets.model import Case, Catalogue, Form, Kind, Period, Row, Rule, Severity

IT = "it"
PART_WHOLE = "part-above-whole"
RATIO = "ratio"


def rules_in_force(form: Form, catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that hold in the form, its own severities applied, shared ones first."""
    overrides = {override.rule: override for override in form.overrides}
    rules = []
    for rule in catalogue.rules:
        override = overrides.get(rule.id)
        if override is None:
            rules.append(rule)
        elif override.severity is not None:
            rules.append(replace(rule, severity=override.severity))
    held = (*rules, *form.rules)
    used = {check.rule for check in _checks(form, held)}
    return tuple(rule for rule in held if rule.id in used)


def lower(form: Form, catalogue: Catalogue) -> tuple[Check, ...]:
    """Return every check of the form, by row and then by severity."""
    position = {row.key: index for index, row in enumerate(form.rows)}
    checks = _checks(form, rules_in_force(form, catalogue))
    return tuple(sorted(checks, key=lambda check: (position[check.key], check.severity.rank)))


def in_period(checks: Iterable[Check], period: Period) -> tuple[Check, ...]:
    """Return the checks that hold in a period: those that its pair of windows bears."""
    before = period.previous
    return tuple(check for check in checks if period.stands(check.compares, before))


def rules_in_period(rules: Iterable[Rule], period: Period) -> tuple[Rule, ...]:
    """Return the rules that hold in a period, as ``in_period`` does for checks."""
    before = period.previous
    return tuple(rule for rule in rules if period.stands(rule.compares, before))


def _checks(form: Form, rules: Iterable[Rule]) -> Iterator[Check]:
    for row in form.rows:
        yield from _type_checks(row)
    local = {id(rule) for rule in form.rules}
    for rule in rules:
        operands = _operands(form, as_the_catalogue_means=id(rule) not in local)
        if rule.test == RATIO:
            yield from _ratio_checks(form, rule, operands)
        elif rule.test is not None:
            yield from _cell_checks(form, rule, CellTest(rule.test))
        yield from _relation_checks(form, rule, operands)


def _operands(form: Form, *, as_the_catalogue_means: bool) -> frozenset[str]:
    """Return the keys that a rule may use in the form.

    A shared rule speaks of canonical indicators, so a row that asks a share where the catalogue
    has a count is no operand of it; a form's own rule speaks of the rows as they are asked.
    """
    return frozenset(
        row.key for row in form.answer_rows if not (as_the_catalogue_means and row.asked_as)
    )


def _type_checks(row: Row) -> Iterator[Check]:
    if row.indicator is None:
        return
    if row.kind in {Kind.COUNT, Kind.DISTRIBUTION}:
        yield Check("not-whole", Severity.ERROR, row.key, CellTest.WHOLE)
        if row.minimum is not None:
            yield Check("below-minimum", Severity.ERROR, row.key, CellTest.MINIMUM)
        if row.maximum is not None:
            yield Check("above-maximum", Severity.ERROR, row.key, CellTest.MAXIMUM)
    if row.kind is Kind.RATE:
        yield Check("rate-as-fraction", Severity.WARNING, row.key, CellTest.FRACTION)


def _cell_checks(form: Form, rule: Rule, test: CellTest) -> Iterator[Check]:
    for row in form.rows:
        severity = _cell_severity(row, rule, test)
        if severity is None:
            continue
        yield Check(
            code=rule.code,
            severity=severity,
            key=row.key,
            condition=test,
            rule=rule.id,
            says=rule.says,
            note_answers=rule.note_answers,
            validator_only=test in NOTE_TESTS,
        )


def _cell_severity(row: Row, rule: Rule, test: CellTest) -> Severity | None:
    """Return how much the test weighs at this row, ``None`` where it does not fit."""
    if test is CellTest.NOTE_DATES:
        return rule.severity
    if row.indicator is None:
        return rule.severity if test is CellTest.HEADING_BLANK else None
    if row.computed is not None:
        return None
    match test:
        case CellTest.ANSWERED:
            return row.required
        case CellTest.IN_CODE_LIST | CellTest.CODE_FOR_NOTE:
            return rule.severity if row.kind is Kind.CODE else None
        case CellTest.PERCENT_RANGE:
            return rule.severity if row.kind is Kind.RATE else None
        case CellTest.NUMBER_IN_NOTE:
            return rule.severity if row.kind is not Kind.TEXT else None
        case CellTest.NOTE_FOR_NOT_APPLICABLE:
            return rule.severity if row.not_applicable else None
        case _:
            return None


def _relation_checks(form: Form, rule: Rule, operands: frozenset[str]) -> Iterator[Check]:
    for case in rule.cases:
        yield from _case_checks(form, rule, case, operands)
    for case in rule.alternatives:
        checks = list(_case_checks(form, rule, case, operands))
        if checks:
            yield from checks
            return


def _case_checks(form: Form, rule: Rule, case: Case, operands: frozenset[str]) -> Iterator[Check]:
    require, when = _parsed(case.require), _parsed(case.when) if case.when else None
    for key in case.for_each or (None,):
        bound = {IT: key} if key else {}
        required = substitute(require, bound)
        condition = substitute(when, bound) if when else None
        at = bound.get(case.at or "", case.at) or names(required)[0]
        if operands.issuperset((at, *_keys(required, condition))):
            yield from _bound_checks(form, rule, required, condition, at)


def _parsed(text: str) -> Expression:
    parsed = parse(text, logical=True)
    if not isinstance(parsed, Expression):
        raise TypeError(text)  # definitions are checked before they are lowered
    return parsed


def _keys(require: Expression, when: Expression | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names(require), *(names(when) if when else ()))))


def _bound_checks(
    form: Form, rule: Rule, require: Expression, when: Expression | None, at: str
) -> Iterator[Check]:
    yield _relation_check(form, rule, require, when, at)
    match require.root:
        case Compare("<=", Name(part), Name(whole)) if rule.code == PART_WHOLE:
            # What people mean by part and whole: a part above 0 needs its whole.
            some = _parsed(f"{part} > 0")
            given = _parsed(f"not blank({whole})")
            missing = replace(rule, code="whole-missing")
            yield _relation_check(form, missing, given, some, whole)
        case _:
            return


def _relation_check(
    form: Form, rule: Rule, require: Expression, when: Expression | None, at: str
) -> Check:
    rates = frozenset(row.key for row in form.answer_rows if row.kind is Kind.RATE)

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
        validator_only=rule.note_answers or any(validator_only(side) for side in sides),
        compares=rule.compares,
    )


def _ratio_checks(form: Form, rule: Rule, operands: frozenset[str]) -> Iterator[Check]:
    """A rate whose numerator and denominator stand in the same form is recomputed.

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
        yield _relation_check(form, rule, near, None, rate)
        mild = replace(rule, severity=Severity.WARNING, code="rate-truncated")
        yield _relation_check(form, mild, _parsed(f"{rate} == {share}"), near, rate)
