"""Invented answers that contradict nothing; each set says of itself that it is invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.lowering import Check, lower
from cchc_sheets.model import (
    Answer,
    Catalogue,
    Family,
    Finding,
    Form,
    Identity,
    Kind,
    Period,
    Row,
    Severity,
    State,
    Submission,
)
from cchc_sheets.validate import validate

NOTE = "Số liệu giả định để trình diễn"
DOCUMENT_NOTE = f"{NOTE}; văn bản 12/QĐ-TD ngày 05/01/2021"
ROUNDS = 60
PATIENCE = 40
"""Rounds in which warnings are mended too."""
EXPECTED = {"missing-answer"}
RARE = ("disciplined", "unlawful", "violations")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented answer: a number, or nothing where words are asked."""

    value: Decimal | None
    note: str = ""


def invent(form: Form, catalogue: Catalogue, seed: str) -> dict[str, Invented]:
    """Return answers for every input row, without a single error; the same seed, the same answers.

    Raises:
        RuntimeError: the form's rules could not all be satisfied.
    """
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    answers = {
        row.key: Invented(_first_guess(row, _dice_for(row, form, dice)))
        for row in form.answer_rows
        if row.is_input
    }
    checks = lower(form, catalogue)
    findings = _faults(form, checks, answers, patient=True)
    for round_ in range(ROUNDS):
        if not findings:
            first = next(key for key, answer in answers.items() if answer.value is not None)
            answers[first] = replace(answers[first], note=answers[first].note or NOTE)
            return answers
        for finding in findings:
            _mend(finding, answers)
        findings = _faults(form, checks, answers, patient=round_ < PATIENCE)
    msg = f"{form.id}: {[(f.rule, f.place.path) for f in findings]}"
    raise RuntimeError(msg)


def _dice_for(row: Row, form: Form, dice: random.Random) -> random.Random:
    """Figures of one provincial list are the same in every unit that answers the form."""
    families = {Family.MUST_AGREE, Family.SUM_OR_AGREE}
    if row.indicator is not None and row.indicator.family in families:
        return random.Random(f"{form.id} {row.key}")  # noqa: S311 - nothing secret
    return dice


def _first_guess(row: Row, dice: random.Random) -> Decimal | None:
    if row.kind is Kind.TEXT or row.indicator is None:
        return None
    if any(word in row.key for word in RARE):
        return Decimal(0)
    if row.kind is Kind.RATE:
        top = 45 if row.percent_of else 100
        return Decimal(dice.randint(top * 8, top * 10)) / 10
    if row.kind is Kind.CODE:
        return Decimal(max(code.value for code in row.codes))
    most = 900 if "dossiers" in row.key or "documents" in row.key else 30
    return Decimal(dice.randint(most // 3, most))


def _faults(
    form: Form, checks: tuple[Check, ...], answers: dict[str, Invented], *, patient: bool
) -> list[Finding]:
    submission = Submission(
        identity=Identity("", "", "", form.id, form.edition, "2021-Q1", 0, "", ""),
        period=Period(2021, "Q1"),
        answers={
            key: Answer(
                key,
                State.BLANK if answer.value is None else State.NUMBER,
                answer.value,
                note=answer.note,
            )
            for key, answer in answers.items()
        },
    )
    found = validate(form, checks, submission)
    return [
        f for f in found if f.severity is Severity.ERROR or (patient and f.code not in EXPECTED)
    ]


def _mend(finding: Finding, answers: dict[str, Invented]) -> None:
    at = finding.place.indicator or ""
    others = [place.indicator for place in finding.related if place.indicator]
    mend = _MENDING.get(finding.code, _halve)
    mend(at, others, answers)


Mend = Callable[[str, list[str], dict[str, Invented]], None]


def _value(key: str, answers: dict[str, Invented]) -> Decimal:
    return answers[key].value or Decimal(0)


def _set(key: str, value: Decimal, answers: dict[str, Invented]) -> None:
    answers[key] = replace(answers[key], value=value)


def _lower_part(part: str, others: list[str], answers: dict[str, Invented]) -> None:
    _set(part, Decimal(int(_value(others[0], answers)) * 9 // 10), answers)


def _total(at: str, others: list[str], answers: dict[str, Invented]) -> None:
    _set(at, sum((_value(key, answers) for key in others), Decimal(0)), answers)


def _shrink(_at: str, others: list[str], answers: dict[str, Invented]) -> None:
    for key in others:
        if not key.endswith("_total"):  # parts that are lowered fit, a total that is lowered never
            _set(key, Decimal(int(_value(key, answers) / 2)), answers)


def _note(at: str, _others: list[str], answers: dict[str, Invented]) -> None:
    answers[at] = replace(answers[at], note=DOCUMENT_NOTE)


def _halve(at: str, _others: list[str], answers: dict[str, Invented]) -> None:
    _set(at, Decimal(int(_value(at, answers) / 2)), answers)


def _unanswered(_at: str, others: list[str], answers: dict[str, Invented]) -> None:
    answers[others[0]] = Invented(None)


_MENDING: dict[str, Mend] = {
    "part-above-whole": _lower_part,
    "total-mismatch": _total,
    "sum-above-total": _shrink,
    "figures-differ": _total,
    "below-expected": _total,
    "out-of-bounds": _total,
    "note-needed": _note,
    "rate-on-empty-base": _unanswered,
}
