"""Every rule against the cases in ``tests/rules/``, which need no Python to be read or added."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import pytest
import yaml

from cchc_sheets.checks.cell_test import CellTest, Subject
from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.judge import SubmissionScope
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.validate import validate
from cchc_sheets.expression.nodes import Node, shown
from cchc_sheets.model.definitions import Definitions
from tests.rule_cases import (
    CASES,
    FOLDER,
    IT,
    RULE,
    SYNTHETIC,
    Case,
    checks_in,
    instances,
    previous_in,
    sent_in,
    with_synthetic_forms,
)
from tests.sent import place, submission


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    return with_synthetic_forms(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def checks(definitions: Definitions) -> dict[str, tuple[Check, ...]]:
    return {form.id: lower(form, definitions.catalogue) for form in definitions.forms.values()}


def _mattering(case: Case, checks: tuple[Check, ...], *, every: bool) -> list[Check]:
    """Return the rule's checks and those of one cell, which may keep the rule silent.

    Of a case that is one of many (not ``every``) those of the cells that it speaks of will do.
    """
    own = [c for c in checks if c.rule == case.rule or isinstance(c.condition, CellTest)]
    named = _named(case)
    return [
        check
        for check in checks_in(case, own)
        if check.rule == case.rule
        or every
        or (
            isinstance(check.condition, CellTest)
            and check.condition.about is Subject.TYPE
            and check.key in named
        )
    ]


def _named(case: Case) -> set[str]:
    """Return the rows that the case speaks of."""
    fields = ("answers", "notes", "headings")
    names = {name for field in fields for name in case.sent.get(field) or {}}
    return names | {f"#{name}" for name in names}


# ----------------------------------------------------------------------------------- the tests


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_says_what_its_cases_say(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]], case: Case
) -> None:
    form = definitions.forms[case.form]
    assert any(check.rule == case.rule for check in checks[case.form]), "no rule of this form"
    for one in instances(case, checks[case.form]):
        held = _mattering(one, checks[case.form], every=one is case)
        said = [
            (place(finding), finding.severity.value, finding.code)
            for finding in validate(form, held, sent_in(one, form), previous_in(one))
            if finding.rule == case.rule
        ]
        # All the rows that a case does not name are blank, which is no concern of it.
        said = [item for item in said if item[2] != "missing-answer" or item[0] in _named(one)]
        assert said == ([] if one.expected is None else [one.expected]), f"{said} of {one.sent}"


def test_every_rule_has_cases(definitions: Definitions) -> None:
    tried = {(case.rule, case.form) for case in CASES}
    shared = {rule.id for rule in definitions.catalogue.rules}
    untried = sorted(shared - {rule for rule, _ in tried})
    assert not untried, [f"add tests/rules/{rule}.yaml (see its README.md)" for rule in untried]
    own = {(rule.id, form.id) for form in definitions.forms.values() for rule in form.rules}
    lacking = [
        f"add {form} to `form:` of the cases of {rule} in tests/rules/, or cases of its own"
        for rule, form in own - tried
    ]
    assert not lacking, lacking


Demand = tuple[str | None, str, str, Node, Node | None]
"""A rule's id, its code, the row that it points to, what it requires and when."""


def _relation(check: Check) -> Demand | None:
    """Return what a check of answers against each other demands, whatever the form."""
    condition = check.condition
    if not isinstance(condition, Relation):
        return None
    when = condition.when.expression.root if condition.when else None
    return (check.rule, check.kind.code, check.key, condition.require.expression.root, when)


def test_every_relation_of_every_rule_is_seen_to_fail_and_to_hold(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]]
) -> None:
    """A condition that is never true, or a demand that never fails, would pass all other tests."""
    every = [one for case in CASES for one in instances(case, checks[case.form])]
    # Where a rule chooses its indicators, its cases try all that the real forms ask.
    chosen = {case.rule for case in CASES if IT in _named(case)}
    beside = {key: {row.key for row in definitions.forms[key].base_rows} for key in checks}
    demanded = {
        _relation(check)
        for form, held in checks.items()
        for check in held
        if RULE in {"", check.rule}
        and (check.rule not in chosen or not form.startswith(SYNTHETIC))
        # Every rate is tried with the counts beside it in tests/checks/test_bases.py.
        and not (isinstance(check.condition, Relation) and beside[form] & {*check.condition.keys})
    } - {None}
    failed: set[Demand | None] = set()
    held: set[Demand | None] = set()
    for case in every:
        form = definitions.forms[case.form]
        scope = SubmissionScope(sent_in(case, form).answers, previous_in(case))
        own = (check for check in checks[case.form] if check.rule == case.rule)
        for check in checks_in(case, own):
            condition = check.condition
            if not isinstance(condition, Relation):
                continue
            if condition.when is not None and condition.when.truth(scope) is not True:
                continue
            truth = condition.require.truth(scope)
            if truth is False and case.expected is not None:
                failed.add(_relation(check))
            if truth is True and case.expected is None:
                held.add(_relation(check))
    lacking = {_to_add(relation, "failing", chosen) for relation in demanded - failed}
    lacking |= {_to_add(relation, "passing", chosen) for relation in demanded - held}
    assert not lacking, "\n".join(sorted(lacking))


def _to_add(relation: Demand | None, kind: str, chosen: AbstractSet[str | None]) -> str:
    """What is lacking; the cases of a rule that chooses its indicators try all that a form asks."""
    if relation is None:
        return ""
    rule, _, key, require, when = relation
    if rule in chosen:
        return f"add a form that asks {key} to `form:` of tests/rules/{rule}.yaml"
    which = f"{shown(require)} at {key}" + (f", when {shown(when)}" if when else "")
    return f"add a {kind} case to tests/rules/{rule}.yaml: {which}"


def test_the_readme_of_the_cases_shows_cases_that_hold(
    definitions: Definitions, checks: Mapping[str, tuple[Check, ...]]
) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    example = yaml.safe_load(text.partition("```yaml\n")[2].partition("```")[0])
    form = definitions.forms[example["form"]]
    for item in example["fail"]:
        findings = validate(form, checks[form.id], submission(form, item["answers"]))
        found = {(place(f), f.severity.value, f.code) for f in findings if f.rule == "R22"}
        assert found == {(item["at"], item["severity"], item["code"])}
