"""What the workbook's own checks showed, against what is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc_sheets.checks.judge import Verdict, judge
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.shown import counts_found, shown_findings
from cchc_sheets.findings.typed import DATE_IN_NUMBER, NUMBER_AS_TEXT
from cchc_sheets.model import Finding, Form, Severity, Shown, State, Submission, TypeProblem
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.words import live as words
from tests.sent import submission

STC = "stc-soc-trang-2021q1"


@pytest.fixture(scope="module")
def form(definitions: Definitions) -> Form:
    return definitions.forms[STC]


@pytest.fixture(scope="module")
def sent(form: Form) -> Submission:
    """One answer above its whole, one that is a code which the list lacks, the rest blank."""
    answers = {"dossiers_resolved": 70, "dossiers_received": 68, "par_plan_issued": 7}
    return submission(form, answers)


@pytest.fixture(scope="module")
def verdicts(definitions: Definitions, form: Form, sent: Submission) -> list[Verdict]:
    return judge(form, lower(form, definitions.catalogue), sent)


def symbols_of(sent: Submission) -> dict[str, str]:
    """Return the symbols of a sheet that has been computed: of blanks there are none."""
    answered = {key for key, answer in sent.answers.items() if answer.state is not State.BLANK}
    return {key: words.GOOD_SIGN if key in answered else "" for key in sent.answers}


def shown(sent: Submission, verdicts: list[Verdict], status: str, **more: object) -> list[Finding]:
    here = Shown(status, symbols=symbols_of(sent))
    return list(shown_findings(replace(sent, shown=replace(here, **more)), verdicts))  # type: ignore[arg-type]


def test_the_counts_are_missing_answers_errors_and_other_warnings(
    form: Form, verdicts: list[Verdict]
) -> None:
    missing, errors, warnings = counts_found(verdicts)
    required = {row.key for row in form.answer_rows if row.required is not None}
    answered = {"dossiers_resolved", "dossiers_received", "par_plan_issued"}
    assert missing == len(required - answered)
    assert errors == 2
    assert warnings == sum(v.live and not v.is_error and v.check.rule != "R59" for v in verdicts)


def test_a_status_line_that_agrees_is_nothing_to_tell(
    sent: Submission, verdicts: list[Verdict]
) -> None:
    status = words.status(129, *counts_found(verdicts), 1)
    assert shown(sent, verdicts, status) == []
    assert shown(sent, verdicts, status.replace("\n", " ")) == []


def test_a_workbook_without_live_checks_is_nothing_to_tell(
    sent: Submission, verdicts: list[Verdict]
) -> None:
    assert shown(sent, verdicts, "") == []


def test_formulas_without_results_were_never_computed(
    sent: Submission, verdicts: list[Verdict]
) -> None:
    [finding] = shown(sent, verdicts, "", never_computed=True)
    assert (finding.code, finding.severity) == ("never-recalculated", Severity.INFO)


BEFORE = "Chưa trả lời: 129 · Lỗi: 0 · Cần xem: 0 Còn lỗi, sửa trước khi gửi"
STALE: dict[str, tuple[str, dict[str, dict[str, str]]]] = {
    "no symbol beside an answer": (
        words.status(129, 129, 0, 0, 1),
        {"symbols": {"dossiers_received": ""}},
    ),
    "a tick beside a blank": (
        words.status(129, 129, 0, 0, 1),
        {"symbols": {"par_plan_tasks_total": words.GOOD_SIGN}},
    ),
    "issued before": (BEFORE, {"lines": {"dossiers_received": "R59: chưa trả lời"}}),
}


@pytest.mark.parametrize("what", STALE)
def test_a_row_that_shows_another_answer_was_not_computed_anew(
    what: str, sent: Submission, verdicts: list[Verdict]
) -> None:
    status, told = STALE[what]
    symbols = symbols_of(sent) | told.get("symbols", {})
    [finding] = shown(sent, verdicts, status, symbols=symbols, lines=told.get("lines", {}))
    assert (finding.code, finding.severity) == ("not-recalculated", Severity.INFO)
    assert finding.facts["found"] == words.counts_line(129, 0, 0)
    assert finding.facts["expected"] == words.counts_line(*counts_found(verdicts))


def test_any_other_difference_is_a_warning(sent: Submission, verdicts: list[Verdict]) -> None:
    missing, _, warnings = counts_found(verdicts)
    [finding] = shown(sent, verdicts, words.status(129, missing, 0, warnings, 1))
    assert (finding.code, finding.severity) == ("status-differs", Severity.WARNING)


def test_what_a_sheet_sees_otherwise_is_not_held_against_it(
    sent: Submission, verdicts: list[Verdict]
) -> None:
    answer = sent.answers["par_plan_issued"]
    for kind, said in ((DATE_IN_NUMBER, False), (NUMBER_AS_TEXT, True)):
        problem = TypeProblem(kind, Severity.ERROR)
        answers = {**sent.answers, answer.key: replace(answer, problems=(problem,))}
        missing, _, warnings = counts_found(verdicts)
        status = words.status(129, missing, 0, warnings, 1)
        found = shown(replace(sent, answers=answers), verdicts, status)
        assert bool(found) is said


@pytest.mark.parametrize("counts", [(0, 0, 0), (0, 0, 2), (0, 3, 0), (129, 12, 3)])
def test_a_status_line_is_read_as_it_is_written(counts: tuple[int, int, int]) -> None:
    assert words.counts_of(words.status(129, *counts, 1)) == counts
    assert words.counts_of(words.status(129, *counts, 0)) == (129, None, None)
    assert words.counts_of("Có thể gửi") is None
