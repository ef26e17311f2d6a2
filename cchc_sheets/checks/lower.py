"""Form and catalogue → the checks of that form, in the order of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from cchc_sheets.checks.check import CellTest, Check, Relation, limits
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
RATIO, ANSWERED, HEADING_BLANK, NOTE_DATES = "ratio", "answered", "heading_blank", "note_dates"
READABLE = "readable"
WITHIN_LIMITS, PERCENT_RANGE = "within_limits", "percent_range"
_UNSAID = Speech("", "")
BUILT_IN = (
    Rule("", Severity.ERROR, "not-a-number", _UNSAID, test=READABLE),
    Rule("", Severity.ERROR, "not-whole", _UNSAID, test="whole"),
    Rule("", Severity.ERROR, "below-minimum", _UNSAID, test=WITHIN_LIMITS),
    Rule("", Severity.WARNING, "rate-as-fraction", _UNSAID, test="fraction"),
    Rule("", Severity.ERROR, "detail-differs", _UNSAID, test="as_added_up"),
)
"""What holds of every answer, also where a catalogue has no rule for it."""


def rules_in_force(form: Form, catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that hold in the form, its own severities applied, shared ones first."""
    held = _held(form, catalogue.rules)
    return tuple(rule for rule in held if any(True for _ in _checks(form, (rule,))))


def _held(form: Form, shared: Iterable[Rule]) -> tuple[Rule, ...]:
    overrides = {override.rule: override for override in form.overrides}
    rules = []
    for rule in shared:
        override = overrides.get(rule.id)
        if override is None:
            rules.append(rule)
        elif override.severity is not None:
            rules.append(replace(rule, severity=override.severity))
    return (*rules, *form.rules)


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


def _checks(form: Form, rules: Iterable[Rule]) -> Iterator[Check]:
    local = {id(rule) for rule in form.rules}
    rates = frozenset(row.key for row in form.answer_rows if row.kind is Kind.RATE)
    of_shared = _operands(form, as_the_catalogue_means=True)
    of_local = _operands(form, as_the_catalogue_means=False)
    for rule in rules:
        operands = of_local if id(rule) in local else of_shared
        if rule.test == RATIO:
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
                validator_only=test is CellTest.NOTE_DATES,
            )


def _cell_tests(row: Row, rule: Rule) -> Iterator[tuple[CellTest, str, Severity]]:
    """Yield what a rule tests of the row's cells: the test, its code, how much it weighs."""
    if rule.test == NOTE_DATES or (rule.test == HEADING_BLANK and row.indicator is None):
        yield CellTest(rule.test), rule.code, rule.severity
    elif not row.is_input:
        return
    elif rule.test == WITHIN_LIMITS and row.kind in {Kind.COUNT, Kind.SCORE}:
        yield from _limit_tests(row, rule, "below-minimum", "above-maximum")
    elif rule.test == PERCENT_RANGE and row.kind is Kind.RATE:
        yield from _limit_tests(row, rule, rule.code, rule.code)
    elif rule.test == ANSWERED and row.required is not None:
        yield CellTest.ANSWERED, rule.code, row.required
    elif rule.test is not None and _FITS.get(rule.test, _fits_none)(row):
        # Of points no form prints the scale: some units grade in words or in per cent.
        mild = rule.test == READABLE and row.kind is Kind.SCORE
        yield CellTest(rule.test), rule.code, Severity.WARNING if mild else rule.severity


def _limit_tests(
    row: Row, rule: Rule, below: str, above: str
) -> Iterator[tuple[CellTest, str, Severity]]:
    low, high = limits(row)
    if low is not None:
        yield CellTest.MINIMUM, below, rule.severity
    if high is not None:
        # Of a plan more than all can be done.
        mild = row.kind is Kind.RATE and row.indicator and row.indicator.against_plan
        yield CellTest.MAXIMUM, above, Severity.WARNING if mild else rule.severity


def _fits_none(_: Row) -> bool:
    return False


_FITS: Mapping[str, Callable[[Row], bool]] = {
    READABLE: lambda row: row.kind is not Kind.TEXT,
    "whole": lambda row: row.kind is Kind.COUNT,
    "fraction": lambda row: row.kind is Kind.RATE,
    "in_code_list": lambda row: row.kind is Kind.CODE,
    "code_for_note": lambda row: row.kind is Kind.CODE,
    "number_in_note": lambda row: row.kind is not Kind.TEXT,
    "note_for_not_applicable": lambda row: row.not_applicable,
    "as_added_up": lambda row: row.fed_by is not None,
}
"""Which rows the other tests fit."""


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
        yield _relation_check(rule, near, None, rate, rates)
        mild = replace(rule, severity=Severity.WARNING, code="rate-truncated")
        yield _relation_check(mild, _parsed(f"{rate} == {share}"), near, rate, rates)
