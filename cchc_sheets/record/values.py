"""Submissions → every answer as one flat table, which ``values.csv`` holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.model import Answer, Period, Roster, State, Submission
from cchc_sheets.model.definitions import Definitions


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One unit's answer to one indicator, in which file, sheet and cell.

    ``value`` is in ``unit_of_measure``, the printed one (percentage points for a rate); ``None``
    unless the state is number or nil. ``raw`` is what was typed. ``province`` is the roster's id,
    empty in tables from before it was written.
    """

    unit: str
    form: str
    edition: str
    period: str
    indicator: str
    state: State
    value: Decimal | None
    unit_of_measure: str
    raw: str
    note: str
    file: str
    sha256: str
    sheet: str
    cell: str
    province: str = ""


def value_rows(
    definitions: Definitions,
    roster: Roster,
    period: Period,
    submissions: Mapping[str, Submission],
) -> tuple[ValueRow, ...]:
    """Return a row for each indicator that a merged unit was asked, in roster and form order."""
    found: list[ValueRow] = []
    for unit in roster.expected(period):
        submission = submissions.get(unit.code)
        form = definitions.forms.get(submission.identity.form) if submission else None
        if submission is None or form is None:
            continue
        for row in form.answer_rows:
            if row.indicator is None:
                continue
            key = row.indicator.key
            # A row that the file has lost counts as not answered.
            answer = submission.answers.get(key) or Answer(key, State.BLANK)
            found.append(
                ValueRow(
                    unit=unit.code,
                    form=submission.identity.form,
                    edition=submission.identity.edition,
                    period=str(period),
                    indicator=key,
                    state=answer.state,
                    value=answer.value,
                    unit_of_measure=row.unit_of_measure or row.indicator.unit_of_measure,
                    raw=answer.raw,
                    note=answer.note,
                    file=submission.source.path,
                    sha256=submission.source.sha256,
                    sheet=answer.sheet or "",
                    cell=answer.cell or "",
                    province=roster.id,
                )
            )
    return tuple(found)
