"""Which rates get counts beside them, and what a form is without them."""

from __future__ import annotations

from dataclasses import replace

from cchc_sheets.model import Definitions, Family, Kind
from cchc_sheets.sheet.code import places_of_form, places_of_tables


def test_every_rate_whose_form_asks_no_base_gets_one(definitions: Definitions) -> None:
    for form in definitions.forms.values():
        asked = {row.key for row in form.answer_rows}
        for row in form.answer_rows:
            own = row.indicator
            assert own is not None
            made_of = (own.numerator, own.denominator)
            alone = row.kind is Kind.RATE and row.asked_as is None and row.is_input
            if alone and own.family is not Family.WEIGHTED and not {*made_of} <= asked:
                assert row.base == made_of, (form.id, row.key)
                assert set(row.base) <= form.by_key.keys()
            else:
                assert row.base == ()


def test_the_counts_are_optional_and_no_answers_of_the_form(definitions: Definitions) -> None:
    rows = [row for form in definitions.forms.values() for row in form.base_rows]
    assert len(rows) > 50
    for row in rows:
        assert row.required is None
        assert not any((row.printed, row.counts_events, row.seldom_changes, row.is_answer))


def test_workbooks_that_were_issued_without_them_are_as_good(definitions: Definitions) -> None:
    for form in definitions.forms.values():
        own = tuple(row for row in form.rows if row.base_of is None)
        before = replace(form, rows=tuple(replace(row, base=()) for row in own))
        assert form.row_hash == before.row_hash
        assert places_of_tables(form) == places_of_tables(before)
        places = places_of_form(form)
        assert {row.key: places[row.key] for row in own if row.is_input} == places_of_form(before)
        assert len(set(places.values())) == len(places)
