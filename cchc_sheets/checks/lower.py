"""Form and catalogue → the checks of its rows and of its tables' records, and those of a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from cchc_sheets.checks.answer_tests import (
    AS_ADDED_UP,
    CONFIRMED,
    FRACTION,
    NIL_SECTION,
    READABLE,
    WHOLE,
)
from cchc_sheets.checks.cell_test import CellTest, Subject
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.name_tests import NAME_IN_LIST
from cchc_sheets.checks.parts import parts_checks
from cchc_sheets.checks.tests import ASKED_BY_NAME, CELL_TESTS, RATIO, WITHIN_LIMITS, GroupOfTests
from cchc_sheets.expression import (
    Compiled,
    Expression,
    compile_expression,
    names,
    substitute,
    validator_only,
)
from cchc_sheets.expression.nodes import (
    And,
    Binary,
    Call,
    Compare,
    Name,
    Node,
    Not,
    Number,
    walk,
    written,
)
from cchc_sheets.findings.kinds import kind_of
from cchc_sheets.findings.rates import RATE_CLAIMS_ALL, RATE_OF_NOTHING, RATE_TRUNCATED
from cchc_sheets.findings.relations import PART_ABOVE_WHOLE, WHOLE_MISSING
from cchc_sheets.model import (
    RECORD_NAME,
    Case,
    Catalogue,
    FindingKind,
    Form,
    Kind,
    Period,
    Row,
    Rule,
    Severity,
    Speech,
    Table,
)

IT = "it"
_UNSAID = Speech("", "")
BUILT_IN = tuple(
    Rule("", test.always, test.kind.code, _UNSAID, test=test.name)
    for test in (READABLE, WHOLE, WITHIN_LIMITS, FRACTION, NIL_SECTION, CONFIRMED, AS_ADDED_UP)
    if test.always is not None and test.kind is not None
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


def of_form(form: Form, catalogue: Catalogue, period: Period, since: str = "") -> tuple[Check, ...]:
    """Return the checks of a form and of its tables that hold in a period, rows first.

    ``since`` is the day from which the unit exists, as in ``Period.matches``.
    """
    return in_period((*lower(form, catalogue), *lower_tables(form, catalogue)), period, since)


def in_period(checks: Iterable[Check], period: Period, since: str = "") -> tuple[Check, ...]:
    """Return the checks that hold in a period: those that the unit's pair of windows bears."""
    before = period.previous
    return tuple(check for check in checks if period.matches(check.compares, before, since))


def rules_in_period(rules: Iterable[Rule], period: Period, since: str = "") -> tuple[Rule, ...]:
    """Return the rules that hold in a period, as ``in_period`` does for checks."""
    before = period.previous
    return tuple(rule for rule in rules if period.matches(rule.compares, before, since))


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
        for check in _relation_checks(rule, operands, rates):
            yield check
            yield from parts_checks(form, check, rates)


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
        for test, kind, severity in _cell_tests(row, rule):
            yield Check(
                kind=kind,
                severity=severity,
                key=row.key,
                condition=test,
                rule=rule.id or None,
                says=rule.says,
                note_answers=rule.note_answers,
                validator_only=test.formula is None,
            )


def _cell_tests(row: Row, rule: Rule) -> Iterator[tuple[CellTest, FindingKind, Severity]]:
    """Yield what a rule tests of the row's cells: the test, the kind of finding, its weight."""
    asked = ASKED_BY_NAME.get(rule.test or "")
    if asked is None or not asked.fits(row):
        return
    own_kinds = isinstance(asked, GroupOfTests) and asked.own_kinds
    for test in asked.tests if isinstance(asked, GroupOfTests) else (asked,):
        if test.fits(row):
            kind = test.kind if own_kinds and test.kind else kind_of(rule.code)
            yield test, kind, test.weighs(row, rule.severity)


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
    require, when = case.require, case.when
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


def _keys(require: Expression, when: Expression | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names(require), *(names(when) if when else ()))))


def _bound_checks(
    rule: Rule, require: Expression, when: Expression | None, at: str, rates: frozenset[str]
) -> Iterator[Check]:
    yield _relation_check(rule, require, when, at, rates)
    kind = kind_of(rule.code)
    match require.root:
        case Compare("<=", Name() as part, Name() as whole) if kind is PART_ABOVE_WHOLE:
            # What people mean by part and whole: a part above 0 needs its whole.
            some = written(Compare(">", part, Number(Decimal(0))))
            given = written(Not(Call("blank", (whole,))))
            missing = replace(rule, code=WHOLE_MISSING.code)
            yield _relation_check(missing, given, some, whole.key, rates)
        case _:
            return


def _relation_check(
    rule: Rule, require: Expression, when: Expression | None, at: str, rates: frozenset[str]
) -> Check:
    def compiled(expression: Expression) -> Compiled:
        return compile_expression(expression, rates)

    sides = [require, *([when] if when else [])]
    return Check(
        kind=kind_of(rule.code),
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

    Truncation instead of rounding is only a warning, and so are 100 and 0 that only rounding makes
    of what is not all and not none, and a rate of nothing.
    """
    for row in form.answer_rows:
        indicator = row.indicator
        if indicator is None or row.kind is not Kind.RATE or row.asked_as is not None:
            continue
        rate, numerator, denominator = row.key, indicator.numerator, indicator.denominator
        if numerator is None or denominator is None:
            continue
        if not row.base and not {numerator, denominator} <= operands:
            continue
        asked = Name(rate)
        share = Binary("/", Binary("*", Number(Decimal(100)), Name(numerator)), Name(denominator))
        # Less than one unit below, of which half is the comparison's own tolerance: a whole unit
        # is no truncation.
        unit = Binary("*", Call("unit", (asked,)), Number(Decimal("1.5")))
        below = Not(Compare(">=", Binary("-", share, asked), unit))
        near = And((below, Compare("<=", asked, share)))
        same = Compare("==", asked, share)
        part, whole, nil = Name(numerator), Name(denominator), Number(Decimal(0))
        all_of_it = Not(
            And((Compare("==", asked, Number(Decimal(100))), Compare("<", part, whole)))
        )
        none_of_it = Not(And((Compare("==", asked, nil), Compare(">", part, nil))))
        rated: Node = Call("present", (asked,))
        if row.base:  # who gives no counts beside the rate is asked nothing about them
            rated = And((rated, Call("present", (part,))))
        mild = replace(rule, severity=Severity.WARNING)
        yield _relation_check(rule, written(near), None, rate, rates)
        for kind, require, when in (
            (RATE_TRUNCATED, same, near),
            (RATE_CLAIMS_ALL, And((all_of_it, none_of_it)), And((near, same))),
            (RATE_OF_NOTHING, Compare("!=", whole, nil), rated),
        ):
            one = replace(mild, code=kind.code)
            yield _relation_check(one, written(require), written(when), rate, rates)
        if row.base:
            yield from _base_checks(form, row, rule, rates)


def _base_checks(form: Form, row: Row, rule: Rule, rates: frozenset[str]) -> Iterator[Check]:
    """The counts beside a rate: a part and its whole, both or neither."""
    part, whole = map(Name, row.base)
    if row.indicator is not None and not row.indicator.against_plan:
        above = replace(rule, code=PART_ABOVE_WHOLE.code)
        yield _relation_check(above, written(Compare("<=", part, whole)), None, part.key, rates)
    missing = replace(rule, code=WHOLE_MISSING.code, severity=Severity.WARNING)
    beside = {each.key for each in form.base_rows if each.base_of == row.key}
    for first, second in permutations((part, whole)):
        if first.key in beside and (second.key in beside or first is whole):
            here, there = Not(Call("blank", (first,))), Call("present", (second,))
            yield _relation_check(missing, written(here), written(there), first.key, rates)


def lower_tables(form: Form, catalogue: Catalogue) -> tuple[Check, ...]:
    """Return the checks that the records of the form's tables must pass."""
    return tuple(
        replace(check, table=table.id)
        for table in form.tables
        for check in lower_table(table, catalogue)
    )


def lower_table(table: Table, catalogue: Catalogue) -> Iterator[Check]:
    """Yield the checks that each record of a table must pass."""
    for test in CELL_TESTS:
        is_asked = test is not NAME_IN_LIST or not table.free
        if test.about is Subject.NAME and test.kind is not None and is_asked:
            yield Check(
                test.kind,
                test.always or Severity.ERROR,
                RECORD_NAME,
                test,
                validator_only=test.formula is None,
            )
    yield from filter(_holds_of_records, lower(table.asks, catalogue))


def rules_of_table(table: Table, catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules that hold of a table's records."""
    held = {check.rule for check in lower_table(table, catalogue)}
    return tuple(rule for rule in rules_in_force(table.asks, catalogue) if rule.id in held)


def _holds_of_records(check: Check) -> bool:
    """Whether a record can fail the check and be mended: it has neither notes nor a past."""
    relation = check.condition
    if not isinstance(relation, Relation):
        return relation.in_records
    sides = [side for side in (relation.require, relation.when) if side is not None]
    calls = {n.function for s in sides for n in walk(s.expression.root) if isinstance(n, Call)}
    return not (check.note_answers or relation.earlier or calls & {"note", "matches"})
