"""Whether a workbook was filled in at all: a blank one is no report, a nearly blank one hardly."""

from __future__ import annotations

from cchc_sheets.findings.file import NEARLY_BLANK, NOTHING_ANSWERED
from cchc_sheets.findings.typed import PLACEHOLDER
from cchc_sheets.model import Answer, Finding, Form, Severity, State, Submission


def how_filled(form: Form, submission: Submission) -> Finding | None:
    """Return the finding of a workbook with nothing in it, or with less than the form's least.

    Formulas, what the form prints itself (names of a table, leftover dots) and what is filled in as
    in the period before and not confirmed are no answers. Of
    the rows that must be answered ``Form.least_answered`` per cent is enough.
    """
    inputs = [row for row in form.answer_rows if row.is_input]
    answered = {
        row.key
        for row in inputs
        if _is_answered(submission.answers.get(row.key)) and not submission.is_unconfirmed(row)
    }
    records = (record for own in submission.records.values() for record in own)
    if not answered and not any(_is_answered(a) for r in records for a in r.answers.values()):
        return Finding(NOTHING_ANSWERED, Severity.ERROR)
    asked = [row.key for row in inputs if row.required is not None]
    given = sum(key in answered for key in asked)
    if 100 * given >= form.least_answered * len(asked):
        return None
    return Finding(NEARLY_BLANK, Severity.WARNING, facts={"found": given, "expected": len(asked)})


def _is_answered(answer: Answer | None) -> bool:
    if answer is None or answer.state is State.BLANK:
        return False
    return all(problem.kind is not PLACEHOLDER for problem in answer.problems)
