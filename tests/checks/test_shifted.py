"""A block of figures that slipped a row: seen where signs and relations agree, never otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from cchc_sheets.checks.lower import of_form
from cchc_sheets.checks.shifted import in_notes, shifted
from cchc_sheets.checks.validate import validate
from cchc_sheets.model import Form, Kind, Period, Suspicion
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words import suspects
from scripts.invent import invent
from tests.sent import Cell, submission

PERIOD = Period(2021, "Q1")


def typed(definitions: Definitions, form: Form, seed: str) -> list[Cell]:
    """Return what a consistent report has in the cells, one below the other."""
    invented = invent(form, definitions.catalogue, seed)
    cells: list[Cell] = []
    for row in form.printed_rows:
        answer = invented.get(row.key)
        own = answer is not None and row.is_input and row.kind is not Kind.TEXT
        cells.append(answer.value if answer is not None and own else None)
    return cells


def found(
    definitions: Definitions,
    form: Form,
    cells: list[Cell],
    previous: Mapping[str, Decimal] | None = None,
) -> Suspicion | None:
    rows = form.printed_rows
    pairs = list(zip(rows, cells, strict=True))
    answers = {row.key: cell for row, cell in pairs if row.indicator is not None}
    headings = {r.path: str(c) for r, c in pairs if r.indicator is None and c is not None}
    sent = submission(form, answers, headings=headings)
    checks = of_form(form, definitions.catalogue, PERIOD)
    return shifted(form, checks, sent, validate(form, checks, sent, previous), previous)


def slipped(cells: list[Cell], first: int, last: int, off: int) -> list[Cell]:
    """Return the cells with those from ``first`` to ``last`` moved down, or up."""
    moved = list(cells)
    moved[first : last + 1] = [None] * (last + 1 - first)
    moved[first + off : last + off + 1] = cells[first : last + 1]
    return moved


@pytest.mark.parametrize("form_id", ["stc-soc-trang-2021q1", "huong-khe-2021", "xa-2025"])
@pytest.mark.parametrize("off", [1, -1])
def test_a_block_that_slipped_is_seen(definitions: Definitions, form_id: str, off: int) -> None:
    form = definitions.forms[form_id]
    cells = typed(definitions, form, "block")
    first, last = 8, len(cells) // 2
    one = found(definitions, form, slipped(cells, first, last, off))
    assert one is not None
    assert one.rows_off == off
    assert len(one.settles) >= 3
    sentence = suspects.suspicion(one, "vi")
    assert ("lệch một dòng xuống" if off > 0 else "lệch một dòng lên") in sentence


@pytest.mark.parametrize("form_id", ["stc-soc-trang-2021q1", "huong-khe-2021", "xa-2025"])
def test_nothing_is_seen_where_nothing_slipped(definitions: Definitions, form_id: str) -> None:
    form = definitions.forms[form_id]
    cells = typed(definitions, form, "block")
    assert found(definitions, form, cells) is None
    # A total that is wrong is no block, and neither are blanks.
    for at in range(0, len(cells), 7):
        cells[at] = None if cells[at] is None else Decimal(999999)
    assert found(definitions, form, cells) is None


@pytest.mark.parametrize("form_id", ["stc-soc-trang-2021q1", "xa-2025"])
def test_figures_in_the_column_of_notes_are_one_block(
    definitions: Definitions, form_id: str
) -> None:
    form = definitions.forms[form_id]
    rows = [row for row in form.printed_rows if row.indicator is not None]
    by_key = dict(
        zip([r.key for r in form.printed_rows], typed(definitions, form, "n"), strict=True)
    )
    counts = [row for row in rows if row.kind is Kind.COUNT and by_key[row.key] is not None]
    pasted = {row.key: f"{by_key[row.key]}" for row in counts[:8]}
    answers = {
        key: value for key, value in by_key.items() if key not in pasted and key in form.by_key
    }
    answers = {key: value for key, value in answers.items() if form.by_key[key].indicator}
    checks = of_form(form, definitions.catalogue, PERIOD)
    sent = submission(form, answers, notes=pasted)
    block = in_notes(form, checks, sent, validate(form, checks, sent))
    assert block is not None
    assert [s.place.indicator for s in block.suspects] == [counts[0].key, counts[7].key]
    assert len(block.settles) == 8
    assert "8 số ghi ở cột Ghi chú" in suspects.suspicion(block, "vi")


def test_two_notes_are_no_block_and_neither_are_figures_that_do_not_fit(
    definitions: Definitions,
) -> None:
    form = definitions.forms["stc-soc-trang-2021q1"]
    checks = of_form(form, definitions.catalogue, PERIOD)
    counts = [row.key for row in form.answer_rows if row.kind is Kind.COUNT and row.is_input]
    two = submission(form, {}, notes=dict.fromkeys(counts[:2], "5"))
    assert in_notes(form, checks, two, validate(form, checks, two)) is None
    # The whole is 5 and its part 9: side by side they would be in error.
    whole, part = "dossiers_received", "dossiers_resolved"
    unlike = submission(form, {}, notes={whole: "5", part: "900", counts[0]: "3"})
    assert in_notes(form, checks, unlike, validate(form, checks, unlike)) is None
