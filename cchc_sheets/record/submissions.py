"""A merge → ``submissions.csv``: of each expected unit's report who sent it, and its heading.

It stands beside ``values.csv`` and is written in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_sheets.model import Outcome, Period, Submission
from cchc_sheets.record.values import flat_csv
from cchc_sheets.words.columns import SUBMISSIONS


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """What became of one unit's report, and what its heading says.

    ``status`` is the unit's state (``UnitState``); ``signed_on`` a
    date by ISO, empty where ``signed_on_typed`` is none. ``code`` is
    the reconciliation code. ``unit`` and ``name`` are empty where
    nobody knows whose the file is, ``file`` where none came.
    """

    unit: str
    name: str
    form: str
    edition: str
    period: str
    status: str
    report_number: str
    signed_on: str
    signed_on_typed: str
    filled_by: str
    telephone: str
    file: str
    sha256: str
    province: str
    code: str


def submissions_csv(outcomes: Iterable[Outcome], period: Period, province: str) -> bytes:
    """Return a line an outcome, in their order; the same outcomes give the same bytes."""
    rows = []
    for outcome in outcomes:
        unit, file = outcome.unit, outcome.file
        sent = (file.submission if file else None) or Submission("", period, {})
        form = file.form if file else None
        rows.append(
            SubmissionRow(
                unit=unit.code if unit else "",
                name=unit.name if unit else "",
                form=form.id if form else "",
                edition=form.edition if form else "",
                period=str(file.period if file and file.period else period),
                status=outcome.state.value,
                report_number=sent.report_number,
                signed_on=sent.signed_on.isoformat() if sent.signed_on else "",
                signed_on_typed=sent.signed_on_typed,
                filled_by=sent.filled_by,
                telephone=sent.telephone,
                file=file.path if file else "",
                sha256=file.sha256 if file else "",
                province=province,
                code=sent.code,
            )
        )
    return flat_csv(SUBMISSIONS.names, rows)
