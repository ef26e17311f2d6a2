"""A unit's earlier figures, where it existed, was renamed, or was made of several others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.consolidate.figure import Figure
from cchc_sheets.consolidate.reporter import Reporter
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.history.steps import together
from cchc_sheets.model import Answer, Catalogue, Form, Identity, Period, State, Submission, Unit

Figures = Mapping[str, Decimal]
DECIMALS = 2
"""As many as a rate made anew is shown with."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a unit reported in an earlier period, by the form that asked it; later forms win."""

    unit: str
    sent: tuple[tuple[Form, Figures], ...]


def unbroken(form: Form, figures: Figures, before: Period, after: Period) -> dict[str, Decimal]:
    """Return the figures of an earlier period without those that meant something else then."""
    return {
        key: value
        for key, value in figures.items()
        if (row := form.by_key.get(key)) is None
        or row.indicator is None
        or row.indicator.break_between(before, after) is None
    }


def continued(
    unit: Unit, form: Form, pasts: Sequence[Past], period: Period, catalogue: Catalogue
) -> dict[str, Decimal]:
    """Return what the form's rows can be compared with: one past as it is, several added up.

    Several are added only where their sum, or the ratio of their sums, means something, and only
    if each of them gave its part (see ``together``).
    """
    if len(pasts) == 1:
        return _alike(form, pasts[0])
    reporters = [_reporter(unit, past, period) for past in pasts]
    found: dict[str, Decimal] = {}
    for row in form.answer_rows if pasts else ():
        if row.indicator is None or row.asked_as is not None:
            continue
        figure = together(row.indicator, reporters, unit.code, catalogue)
        if isinstance(figure, Figure) and figure.value is not None:
            found[row.key] = round_half_away(figure.value, DECIMALS)
    return found


def _alike(form: Form, past: Past) -> dict[str, Decimal]:
    """Return the figures of rows that both forms ask alike."""
    found: dict[str, Decimal] = {}
    for other, figures in past.sent:
        for key, value in figures.items():
            row, old = form.by_key.get(key), other.by_key.get(key)
            if row is not None and old is not None and row.asks_like(old):
                found[key] = value
    return found


def _reporter(heir: Unit, past: Past, period: Period) -> Reporter:
    rows = {row.key: row for form, _ in past.sent for row in form.answer_rows}
    answers = {
        key: Answer(key, State.NUMBER, value)
        for _, figures in past.sent
        for key, value in figures.items()
    }
    identity = Identity("", "", past.unit, "", "", str(period), 0, "", "")
    unit = replace(heir, code=past.unit)
    return Reporter(unit, rows, Submission(identity, period, answers))
