"""The two counts beside a rate whose form asks it alone: what is said of them, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cchc_sheets.model import Definitions, Form, Row
from tests.sent import Cell, findings, submission

RATE, SHARED = "par_communication_tasks_rate", "dossiers_on_time_rate"
TRIED: list[tuple[tuple[Cell, Cell, Cell], set[str]]] = [
    # Rate, numerator and denominator; the codes of findings about them.
    ((90, 45, 50), set()),
    ((None, 45, 50), set()),
    ((90, None, None), set()),
    ((66.7, 2, 3), set()),
    ((80, 45, 50), {"rate-mismatch"}),
    ((66.6, 2, 3), {"rate-truncated"}),
    ((100, 995, 1000), {"rate-claims-all"}),
    ((10, 0, 0), {"rate-of-nothing"}),
    ((None, 60, 50), {"part-above-whole"}),
    ((90, 45, None), {"whole-missing"}),
    ((None, 4.1234, 50), {"not-whole"}),
    ((90, "bốn", 50), {"not-a-number"}),
    ((90, -45, 50), {"below-minimum"}),
]


def _rates(definitions: Definitions) -> Iterator[tuple[Form, Row]]:
    for form in definitions.forms.values():
        yield from ((form, row) for row in form.rows if row.base)


def _codes(definitions: Definitions, form: Form, cells: dict[str, Cell]) -> set[str]:
    found = findings(form, definitions.catalogue, submission(form, cells))
    # Some rates call for a note whatever stands beside them.
    return {f.code for f in found if f.place.indicator in cells} - {"note-needed"}


@pytest.mark.parametrize(("typed", "codes"), TRIED, ids=str)
def test_what_is_said_of_every_rate(
    definitions: Definitions, typed: tuple[Cell, Cell, Cell], codes: set[str]
) -> None:
    tried = 0
    for form, row in _rates(definitions):
        above_is_fine = row.indicator is not None and row.indicator.against_plan
        if codes == {"part-above-whole"} and above_is_fine:
            continue
        own = all(form.by_key[key].base_of == row.key for key in row.base)
        if not own:
            continue  # rules about what the form asks itself have their say as well
        cells = dict(zip((row.key, *row.base), typed, strict=True))
        assert _codes(definitions, form, cells) == codes, (form.id, row.key)
        tried += 1
    assert tried > 20


def test_a_count_that_the_form_asks_itself_is_the_rates_base_too(definitions: Definitions) -> None:
    form = definitions.forms["stc-soc-trang-2021q1"]
    assert form.by_key[SHARED].base == ("dossiers_on_time", "dossiers_resolved")
    assert [row.key for row in form.base_rows if row.base_of == SHARED] == ["dossiers_on_time"]
    right: dict[str, Cell] = {SHARED: 90, "dossiers_on_time": 45, "dossiers_resolved": 50}
    assert _codes(definitions, form, right) == set()
    assert _codes(definitions, form, {**right, SHARED: 80}) == {"rate-mismatch"}
    # Nobody is asked for the numerator because the denominator is there.
    assert _codes(definitions, form, {SHARED: 90, "dossiers_resolved": 50}) == set()
    assert _codes(definitions, form, {SHARED: 90, "dossiers_resolved": 0}) == set()


def test_half_of_a_base_leaves_the_rate_unanswered(definitions: Definitions) -> None:
    form = definitions.forms["stc-soc-trang-2021q1"]
    top, bottom = form.by_key[RATE].base
    codes = _codes(definitions, form, {RATE: None, top: 45, bottom: None})
    assert codes == {"missing-answer", "whole-missing"}
    codes = _codes(definitions, form, {RATE: None, top: None, bottom: 50})
    assert codes == {"missing-answer", "whole-missing"}
