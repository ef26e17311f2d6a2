"""What the workbook's own checks showed, against what is found here.

Neither decides anything: the validator does. But who sees *Có thể gửi* and gets the file back wants
to know why, and a sheet whose formulas were changed should not pass for one that checks itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_sheets.checks.judge import Verdict
from cchc_sheets.checks.note_tests import ANSWERED
from cchc_sheets.findings.rows import NEVER_RECALCULATED, NOT_RECALCULATED, STATUS_DIFFERS
from cchc_sheets.findings.typed import NOT_A_NUMBER, NUMBER_AS_TEXT
from cchc_sheets.model import Finding, Severity, State, Submission
from cchc_sheets.words import live as words


def shown_findings(submission: Submission, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield one finding where the status line is not what it should be.

    ``verdicts`` are those of ``judge``, of the tables' records too; only those that a sheet can
    tell are counted.
    """
    shown = submission.shown
    if shown.never_computed:
        yield Finding(NEVER_RECALCULATED, Severity.INFO)
        return
    counts = words.counts_of(shown.status)
    expected = counts_found(verdicts)
    if counts is None or all(
        found in {None, right} for found, right in zip(counts, expected, strict=True)
    ):
        return
    of_records = (a for rs in submission.records.values() for r in rs for a in r.answers.values())
    answers = (*submission.answers.values(), *of_records)
    kinds = {problem.kind for answer in answers for problem in answer.problems}
    if kinds - {NUMBER_AS_TEXT, NOT_A_NUMBER}:
        return  # of dates, formulas and percentages a sheet sees something else
    kind, severity = (
        (NOT_RECALCULATED, Severity.INFO)
        if _is_stale(submission, verdicts)
        else (STATUS_DIFFERS, Severity.WARNING)
    )
    facts = {"found": words.counts_line(*counts), "expected": words.counts_line(*expected)}
    yield Finding(kind, severity, facts=facts)


def counts_found(verdicts: Sequence[Verdict]) -> tuple[int, int, int]:
    """Return what the status line should count: missing answers, errors, other warnings."""
    live = [verdict for verdict in verdicts if verdict.live]
    others = [verdict for verdict in live if verdict.check.condition is not ANSWERED]
    errors = sum(verdict.is_error for verdict in live)
    warnings = sum(verdict.severity is Severity.WARNING for verdict in others)
    return len(live) - len(others), errors, warnings


def _is_stale(submission: Submission, verdicts: Sequence[Verdict]) -> bool:
    """Whether a row looks unanswered beside an answer, or answered beside a blank."""
    own = [verdict for verdict in verdicts if verdict.check.table is None and verdict.live]
    missing = {v.check.key for v in own if v.check.condition is ANSWERED}
    shown = submission.shown
    for key, answer in submission.answers.items():
        looks_blank = shown.symbols.get(key) == "" or words.MISSING_BEFORE in shown.lines.get(
            key, ""
        )
        is_read = answer.state not in {State.BLANK, State.UNREADABLE} and not answer.from_text
        if looks_blank and is_read:
            return True
    return any(shown.symbols.get(key) == words.GOOD_SIGN for key in missing)
