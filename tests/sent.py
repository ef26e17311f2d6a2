"""Submissions made in memory: what a unit typed, read by the rules of reading."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.validate import validate
from cchc_sheets.intake.days import day_typed
from cchc_sheets.model import (
    Answer,
    Catalogue,
    Finding,
    Form,
    Heading,
    Period,
    Row,
    Submission,
    with_nil_sections,
)

Cell: TypeAlias = "int | float | str | bool | Decimal | None"
"""A number stands for a stored number, a text for a text that was typed."""


def typed(cell: Cell) -> Typed:
    """Return the cell as a workbook would give it."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Typed(Decimal(str(cell)))
    return Typed(cell)


class _Blank(NamedTuple):
    """A form that nothing is typed into; ``rows`` by path and by key."""

    form: Form
    rows: Mapping[str, Row]
    answers: Mapping[str, Answer]
    headings: Mapping[str, Heading]


_BLANKS: dict[int, _Blank] = {}


def _blank(form: Form) -> _Blank:
    """Return the blank form, read once: a submission has hundreds of rows and names a few."""
    known = _BLANKS.get(id(form))
    if known is None:
        rows = {row.path: row for row in form.rows} | {row.key: row for row in form.rows}
        answers = {row.key: _answer(row, None, "") for row in form.answer_rows}
        headings = [row.path for row in form.rows if row.indicator is None]
        known = _Blank(form, rows, answers, {path: Heading(path, "", "") for path in headings})
        _BLANKS[id(form)] = known
    return known


def _answer(row: Row, cell: Cell, note: str) -> Answer:
    reading = read_answer(typed(cell), row)
    return Answer(
        row.key,
        reading.state,
        reading.value,
        reading.raw,
        note,
        from_text=reading.from_text,
        problems=reading.problems,
    )


def submission(
    form: Form,
    answers: Mapping[str, Cell],
    *,
    notes: Mapping[str, str] | None = None,
    headings: Mapping[str, str] | None = None,
    period: str = "2021-Q1",
    signed_on: str = "",
) -> Submission:
    """Return what was sent: ``answers`` and ``notes`` by key or path, headings' values by path.

    Rows that are not named stay blank.
    """
    blank = _blank(form)
    cells = {blank.rows[name].key: cell for name, cell in answers.items()}
    noted = {blank.rows[name].key: note for name, note in (notes or {}).items()}
    window = Period.parse(period)
    assert window is not None
    read, printed = dict(blank.answers), dict(blank.headings)
    for key in {**cells, **noted}:
        row, note = form.by_key[key], noted.get(key, "")
        if row.indicator is None:
            printed[row.path] = Heading(row.path, "", note)
        else:
            read[key] = _answer(row, cells.get(key), note)
    for path, value in (headings or {}).items():
        printed[path] = Heading(path, value, printed[path].note)
    read = with_nil_sections(form, read, printed.values())
    return Submission(form.id, window, read, printed, signed_on=day_typed(signed_on))


def findings(
    form: Form,
    catalogue: Catalogue,
    sent: Submission,
    previous: Mapping[str, Decimal] | None = None,
) -> list[Finding]:
    """Return what the form's checks find."""
    return validate(form, lower(form, catalogue), sent, previous)


def place(finding: Finding) -> str:
    """Return the key of the row that a finding points to: the indicator's, or ``#`` and a path."""
    return finding.place.indicator or f"#{finding.place.path}"
