"""What a blank can be, where the other answers leave little choice; and when nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from cchc_sheets.checks.bonds import bonds
from cchc_sheets.checks.lower import of_form
from cchc_sheets.checks.possible import asks, with_possible
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import Answer, Form, Period, Possible, State
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words.facts import in_words
from cchc_sheets.words.say import message
from scripts.suspects_trial import computed, report
from tests.sent import Cell, submission

PERIOD = Period(2021, "Q1")
RECEIVED, RESOLVED, ON_TIME = "dossiers_received", "dossiers_resolved", "dossiers_on_time"
TOTAL = "procedures_in_force_total"


@pytest.fixture(scope="module")
def commune(definitions: Definitions) -> Form:
    return definitions.forms["long-phu-2023q1"]


def possible(
    definitions: Definitions,
    form: Form,
    key: str,
    answers: Mapping[str, Cell],
    previous: Mapping[str, Decimal] | None = None,
) -> object:
    """Return what the finding of a blank says the answer can be; ``None`` for nothing."""
    checks = of_form(form, definitions.catalogue, PERIOD)
    sent = submission(form, answers)
    found = with_possible(
        bonds(form, checks), sent, validate(form, checks, sent, previous), previous
    )
    (asked,) = (f for f in found if asks(f) and f.place.indicator == key)
    return asked.facts["possible"] or None


def test_a_part_lies_between_its_bounds(definitions: Definitions, commune: Form) -> None:
    told = possible(definitions, commune, RESOLVED, {RECEIVED: 500, ON_TIME: 440})
    assert told == Possible(
        Decimal(440), Decimal(500), or_kad=commune.by_key[RESOLVED].not_applicable
    )


def test_a_blank_that_others_force_has_one_number(definitions: Definitions, commune: Form) -> None:
    told = possible(definitions, commune, RESOLVED, {RECEIVED: 440, ON_TIME: 440})
    assert isinstance(told, Possible)
    assert told.low == told.high == Decimal(440)


def test_the_bound_of_another_blank_is_not_told(definitions: Definitions, commune: Form) -> None:
    assert possible(definitions, commune, RESOLVED, {}) is None


def test_a_figure_in_error_bounds_nothing(definitions: Definitions, commune: Form) -> None:
    told = possible(definitions, commune, RESOLVED, {RECEIVED: -5, ON_TIME: 440})
    assert told == Possible(Decimal(440), None)
    assert possible(definitions, commune, RESOLVED, {RECEIVED: 400, ON_TIME: 440}) is None


def test_the_sentence_has_the_clause_only_where_something_is_known(
    definitions: Definitions, commune: Form
) -> None:
    checks = of_form(commune, definitions.catalogue, PERIOD)
    sent = submission(commune, {RECEIVED: 500, ON_TIME: 440})
    told = with_possible(bonds(commune, checks), sent, validate(commune, checks, sent))
    said = {f.place.indicator: message(f, "vi") for f in told if asks(f)}
    assert said[RESOLVED].endswith("là 440 (theo các ô khác: từ 440 đến 500).")
    assert said["bcci_dossiers_received"].endswith("(theo các ô khác: từ 0 đến 500, hoặc KAD).")
    assert said[TOTAL].endswith("chưa có số liệu.")


@pytest.mark.parametrize(
    ("fact", "vi", "en"),
    [
        (Possible(Decimal(5), Decimal(5)), "5", "5"),
        (Possible(Decimal(0), Decimal(25)), "từ 0 đến 25", "from 0 to 25"),
        (Possible(Decimal(3), None), "từ 3 trở lên", "3 or more"),
        (Possible(None, Decimal(9)), "không quá 9", "at most 9"),
        (
            Possible(Decimal(0), Decimal("58.5"), is_rate=True, or_kad=True),
            "từ 0% đến 58,5%, hoặc KAD",
            "from 0% to 58.5%, or KAD",
        ),
    ],
)
def test_the_clause_in_words(fact: Possible, vi: str, en: str) -> None:
    assert in_words(fact, "vi") == f" (theo các ô khác: {vi})"
    assert in_words(fact, "en") == f" (by the other cells: {en})"


@pytest.mark.slow
@pytest.mark.parametrize("share", [1.0, 0.7])
def test_the_answer_that_was_taken_out_is_always_possible(
    definitions: Definitions, share: float
) -> None:
    """Every answer of an invented report of every form, taken out alone."""
    told = 0
    for form in definitions.forms.values():
        checks = of_form(form, definitions.catalogue, PERIOD)
        bound = bonds(form, checks)
        good = report(definitions, form, f"{form.id} possible", share)
        for row in form.answer_rows:
            value = good.answers[row.key].value if row.key in good.answers else None
            if value is None or not row.is_input or row.fed_by:
                continue
            blank = {row.key: Answer(row.key, State.BLANK)}
            bad = computed(form, replace(good, answers={**good.answers, **blank}))
            for finding in with_possible(bound, bad, validate(form, checks, bad)):
                fact = finding.facts.get("possible")
                if finding.place.indicator == row.key and isinstance(fact, Possible):
                    told += 1
                    assert fact.low is None or fact.low <= value, (form.id, row.key, value, fact)
                    assert fact.high is None or value <= fact.high, (form.id, row.key, value, fact)
    assert told > 30
