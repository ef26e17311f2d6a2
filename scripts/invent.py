"""Invented answers that contradict nothing; each set says of itself that it is invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.checks.check import Check, Relation
from cchc_sheets.checks.lower import lower
from cchc_sheets.checks.validate import validate
from cchc_sheets.expression import compile_expression, names
from cchc_sheets.expression.nodes import Binary, Compare
from cchc_sheets.expression.operands import Numbers
from cchc_sheets.findings.relations import (
    BELOW_EXPECTED,
    FIGURES_DIFFER,
    NOTE_NEEDED,
    OUT_OF_BOUNDS,
    PART_ABOVE_WHOLE,
    RATE_ON_EMPTY_BASE,
    SUM_ABOVE_TOTAL,
    TOTAL_MISMATCH,
)
from cchc_sheets.findings.typed import MISSING_ANSWER
from cchc_sheets.model import (
    Answer,
    Catalogue,
    Family,
    Finding,
    FindingKind,
    Form,
    Kind,
    Period,
    Row,
    Severity,
    State,
    Submission,
)

Figures = Mapping[str, Decimal | None]

NOTE = "Số liệu giả định để trình diễn"
DOCUMENT_NOTE = f"{NOTE}; văn bản 12/QĐ-TD ngày 05/01/2021"
ROUNDS = 60
PLAIN = 10
"""Rounds in which a total is always what its parts come to; later the parts may be what gives."""
PATIENCE = 40
"""Rounds in which warnings are mended too."""
HALF = 0.5
EQUAL = {FIGURES_DIFFER, TOTAL_MISMATCH}
EXPECTED = {MISSING_ANSWER}
RARE = ("disciplined", "unlawful", "violations")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented answer: a number, or nothing where words are asked."""

    value: Decimal | None
    note: str = ""


def invent(
    form: Form, catalogue: Catalogue, seed: str, fixed: Figures | None = None
) -> dict[str, Invented]:
    """Return answers for every input row, without a single error; the same seed, the same answers.

    What is ``fixed`` stands already, and the answers go with it.

    Raises:
        RuntimeError: the form's rules could not all be satisfied.
    """
    held = {key: Invented(value) for key, value in (fixed or {}).items()}
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    answers = {
        row.key: Invented(_first_guess(row, _dice_for(row, form, dice)))
        for row in form.answer_rows
        if row.is_input
    }
    checks = lower(form, catalogue)
    settle(form, answers, held)
    findings = faults(form, checks, answers, patient=True)
    for round_ in range(ROUNDS):
        if not findings:
            first = next(key for key, answer in answers.items() if answer.value is not None)
            answers[first] = replace(answers[first], note=answers[first].note or NOTE)
            return {row.key: answers[row.key] for row in form.answer_rows if row.is_input}
        for finding in findings:
            if not _made_equal(finding, checks, answers, held, dice if round_ > PLAIN else None):
                _mend(finding, answers, held)
            settle(form, answers, held)
        findings = faults(form, checks, answers, patient=round_ < PATIENCE)
    msg = f"{form.id}: {[(f.rule, f.place.path) for f in findings]}"
    raise RuntimeError(msg)


def settle(form: Form, answers: dict[str, Invented], held: Mapping[str, Invented]) -> None:
    """Put what is fixed in its place again, and what is computed."""
    for key, answer in held.items():
        answers[key] = replace(answer, note=answers[key].note if key in answers else "")
    for row in form.answer_rows:
        if row.computed:
            figures = Numbers({key: answer.value for key, answer in answers.items()})
            value = compile_expression(row.computed, frozenset()).number(figures)
            answers[row.key] = Invented(value)


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


def faults(
    form: Form, checks: tuple[Check, ...], answers: dict[str, Invented], *, patient: bool
) -> list[Finding]:
    """Return what is wrong with the answers; ``patient``: the warnings too."""
    submission = Submission(
        form=form.id,
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
        f for f in found if f.severity is Severity.ERROR or (patient and f.kind not in EXPECTED)
    ]


def _mend(finding: Finding, answers: dict[str, Invented], held: Mapping[str, Invented]) -> None:
    at = finding.place.indicator or ""
    others = [place.indicator for place in finding.related if place.indicator]
    if at in held and others:  # the first of the others makes up for what stands already
        rest = sum((_value(key, answers) for key in others[1:]), Decimal(0))
        _set(others[0], max(_value(at, answers) - rest, Decimal(0)), answers)
        return
    mend = _MENDING.get(finding.kind, _halve)
    mend(at, others, answers)


def _made_equal(
    finding: Finding,
    checks: Iterable[Check],
    answers: dict[str, Invented],
    held: Mapping[str, Invented],
    dice: random.Random | None,
) -> bool:
    """Mend a difference, or by the dice a sum by its parts; other findings are not its business."""
    at = finding.place.indicator or ""
    others = [place.indicator for place in finding.related if place.indicator]
    if finding.kind not in EQUAL or at in held or not others:
        return False
    own = (check for check in checks if (check.rule, check.key) == (finding.rule, at))
    difference = next((parts for parts in map(_difference, own) if parts), ())
    if difference:
        first, *rest = (_value(key, answers) for key in difference)
        _set(at, max(first - sum(rest), Decimal(0)), answers)
    elif dice is not None and dice.random() < HALF:
        _share_out(_value(at, answers), others, answers)
    else:
        return False
    return True


def _share_out(whole: Decimal, parts: list[str], answers: dict[str, Invented]) -> None:
    """Make the parts come to the whole, as nearly in proportion as whole numbers allow."""
    before = sum((_value(key, answers) for key in parts), Decimal(0))
    left = whole
    for key in parts[1:]:
        share = _value(key, answers) * whole // before if before else Decimal(0)
        _set(key, share, answers)
        left -= share
    _set(parts[0], left, answers)


def _difference(check: Check) -> tuple[str, ...]:
    """Return what a figure must be the difference of, whatever its rule asks beside that."""
    relation = check.condition
    if not isinstance(relation, Relation):
        return ()
    required = relation.require.expression
    right = required.root.right if isinstance(required.root, Compare) else None
    if not isinstance(right, Binary) or right.operator != "-":
        return ()
    return tuple(key for key in names(required) if key != check.key)


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


_MENDING: dict[FindingKind, Mend] = {
    PART_ABOVE_WHOLE: _lower_part,
    TOTAL_MISMATCH: _total,
    SUM_ABOVE_TOTAL: _shrink,
    FIGURES_DIFFER: _total,
    BELOW_EXPECTED: _total,
    OUT_OF_BOUNDS: _total,
    NOTE_NEEDED: _note,
    RATE_ON_EMPTY_BASE: _unanswered,
}
