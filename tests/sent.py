"""Submissions made in memory: what a unit typed, read by the rules of reading."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.lowering import lower
from cchc_sheets.model import (
    Answer,
    Catalogue,
    Finding,
    Form,
    Heading,
    Identity,
    Period,
    Submission,
)
from cchc_sheets.validate import validate

Cell: TypeAlias = "int | float | str | bool | Decimal | None"
"""A number stands for a stored number, a text for a text that was typed."""


def typed(cell: Cell) -> Typed:
    """Return the cell as a workbook would give it."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Typed(Decimal(str(cell)))
    return Typed(cell)


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
    rows = {row.path: row.key for row in form.rows} | {row.key: row.key for row in form.rows}
    cells = {rows[name]: cell for name, cell in answers.items()}
    noted = {rows[name]: note for name, note in (notes or {}).items()}
    window = Period.parse(period)
    assert window is not None
    read: dict[str, Answer] = {}
    for row in form.answer_rows:
        reading = read_answer(typed(cells.get(row.key)), row)
        read[row.key] = Answer(
            row.key,
            reading.state,
            reading.value,
            reading.raw,
            noted.get(row.key, ""),
            from_text=reading.from_text,
            problems=reading.problems,
        )
    printed = {
        row.path: Heading(row.path, (headings or {}).get(row.path, ""), noted.get(row.key, ""))
        for row in form.rows
        if row.indicator is None
    }
    identity = Identity("key", "soc-trang", "stc", form.id, form.edition, period, 0, "0", "0")
    return Submission(identity, window, read, printed, signed_on=signed_on)


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
