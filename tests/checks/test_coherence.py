"""Rules that do not go together: planted mistakes are found with their core."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cchc_sheets.checks.coherence import Doubt, Incoherence, incoherences
from cchc_sheets.model import Case, Form, Rule, Severity, Speech
from cchc_sheets.model.definitions import Definitions
from tests.expressions import condition_of

SHORT = {
    "A": "dossiers_received",
    "B": "dossiers_resolved",
    "C": "feedback_received",
    "D": "feedback_resolved",
    "E": "legal_docs_recommended",
    "F": "assigned_tasks_total",
    "G": "legal_docs_issued",
}


def rule(number: int, text: str, severity: Severity = Severity.ERROR) -> Rule:
    text = re.sub("[A-G]", lambda found: SHORT[found[0]], text)
    says = Speech("Quy tắc thử", "A rule to try")
    case = Case(condition_of(text))
    return Rule(f"X{number}", severity, "figures-contradict", says, cases=(case,))


def odd(definitions: Definitions, *texts: str) -> list[Incoherence]:
    form = definitions.forms["stc-soc-trang-2021q1"]
    own = tuple(rule(number, text) for number, text in enumerate(texts, start=1))
    return list(incoherences(replace(form, rules=(*form.rules, *own)), definitions.catalogue))


@pytest.mark.parametrize("form_id", ["stc-soc-trang-2021q1", "long-phu-2023q1", "xa-2025"])
def test_packaged_forms_are_sound(definitions: Definitions, form_id: str) -> None:
    form: Form = definitions.forms[form_id]
    assert list(incoherences(form, definitions.catalogue)) == []


@pytest.mark.parametrize(
    ("texts", "core"),
    [
        (("A > C", "C > A"), ("X1", "X2")),
        (("A < C", "C < E", "E < F", "F < G", "G < A"), ("X1", "X2", "X3", "X4", "X5")),
        # R23: what was resolved is no more than what was received.
        (("D > C",), ("R23", "X1")),
        (("A + C == 10", "A == C + 1"), ("X1", "X2")),
        (("A - C >= 5", "A <= 2"), ("X1", "X2")),
    ],
)
def test_rules_that_cannot_hold_together_are_named(
    definitions: Definitions, texts: tuple[str, ...], core: tuple[str, ...]
) -> None:
    found = [each for each in odd(definitions, *texts) if each.doubt is Doubt.CONTRADICTION]
    assert [set(each.rules) for each in found] == [set(core)]


@pytest.mark.parametrize(
    ("texts", "implied", "by"),
    [
        (("A <= C", "A <= C + 10"), "X2", ("X1",)),
        (("A == C + E", "A >= C + E"), "X2", ("X1",)),
        (("D <= C",), "X1", ("R23",)),
    ],
)
def test_a_rule_that_others_imply_is_named(
    definitions: Definitions, texts: tuple[str, ...], implied: str, by: tuple[str, ...]
) -> None:
    found = {e.rule: e.rules for e in odd(definitions, *texts) if e.doubt is Doubt.IMPLIED}
    assert found[implied] == by


def test_a_rule_is_not_implied_by_rules_about_other_rows(definitions: Definitions) -> None:
    """With the row in between blank, it alone speaks."""
    assert odd(definitions, "A <= C", "C <= E", "A <= E") == []


@pytest.mark.parametrize(
    ("texts", "key", "value"),
    [
        (("A <= 3", "A >= 3"), "A", 3),
        (("C + E <= 0",), "C", 0),
        (("2 * A == 9 - C", "C == 1"), "A", 4),
    ],
)
def test_an_answer_that_can_be_one_number_only_is_named(
    definitions: Definitions, texts: tuple[str, ...], key: str, value: int
) -> None:
    found = {
        each.rows[0].key: each.value
        for each in odd(definitions, *texts)
        if each.doubt is Doubt.FORCED
    }
    assert found[SHORT[key]] == value
