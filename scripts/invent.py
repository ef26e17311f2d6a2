"""Invented answers that contradict nothing; each set says of itself that it is invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.expression import Expression, Operand, compile_expression, parse
from cchc_sheets.lowering import Check, lower
from cchc_sheets.model import (
    RECORD_NAME,
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
    Table,
    Unit,
)
from cchc_sheets.validate import validate
from scripts.fill import Typed, TypedTable

Figures = Mapping[str, Decimal | None]

NOTE = "Số liệu giả định để trình diễn"
DOCUMENT_NOTE = f"{NOTE}; văn bản 12/QĐ-TD ngày 05/01/2021"
ROUNDS = 60
PATIENCE = 40
"""Rounds in which warnings are mended too."""
EXPECTED = {"missing-answer"}
RECORDS = 4
"""In each table, where its list has as many names."""
RARE = ("disciplined", "unlawful", "violations")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented answer: a number, or nothing where words are asked."""

    value: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class InventedReport:
    """What a unit reports: answers by row, and records by table."""

    answers: Mapping[str, Invented]
    tables: tuple[TypedTable, ...] = ()

    @property
    def typed(self) -> list[Typed]:
        """What is typed into the form: where a table gives the figure, the note alone."""
        given = {c.row.key for each in self.tables for c in each.table.columns}
        return [
            (key, None if key in given else answer.value, answer.note)
            for key, answer in self.answers.items()
        ]


def invent_report(form: Form, catalogue: Catalogue, unit: Unit, seed: str) -> InventedReport:
    """Return a whole report, tables and all, without a single error.

    The records of tables come first and their totals are the form's figures; the parts of a unit
    share the figures that its form has already.
    """
    fixed: dict[str, Decimal] = {}
    tables: list[TypedTable] = []
    for table in form.tables:
        if not table.names_are_own:
            typed = TypedTable(table, tuple(_records(table, catalogue, seed)))
            tables.append(typed)
            fixed |= _totals(typed, form)
    answers = invent(form, catalogue, seed, fixed)
    figures = {key: answer.value for key, answer in answers.items()} | fixed
    shared = (
        TypedTable(table, _shared(table, catalogue, unit, figures))
        for table in form.tables
        if table.names_are_own
    )
    return InventedReport(answers, (*tables, *shared))


def _records(
    table: Table, catalogue: Catalogue, seed: str
) -> Iterator[tuple[str, dict[str, Decimal | None]]]:
    names = table.names or [f"{table.name_label} {number}" for number in range(1, RECORDS + 1)]
    for name in names[:RECORDS]:
        invented = invent(table.asks, catalogue, f"{seed} {table.id} {name}")
        yield name, {key: each.value for key, each in invented.items() if key != RECORD_NAME}


def _totals(typed: TypedTable, form: Form) -> dict[str, Decimal]:
    """Return what the records come to in the form's rows."""
    found: dict[str, Decimal] = {}
    for _, figures in typed.records:
        answers = {key: Invented(value) for key, value in figures.items()}
        _settle(typed.table.asks, answers, {})
        for key, answer in answers.items():
            if key in form.by_key and answer.value is not None:
                found[key] = found.get(key, Decimal(0)) + answer.value
    return found


def _shared(
    table: Table, catalogue: Catalogue, unit: Unit, figures: Figures
) -> tuple[tuple[str, dict[str, Decimal | None]], ...]:
    """Return the figures shared among the unit's parts; the first has all where that breaks rules.

    Dealt out one by one, no part has more than its share of a larger figure.
    """
    names = unit.parts or tuple(f"{table.name_label} {number}" for number in (1, 2, 3))
    keys = [column.row.key for column in table.columns]
    parts = range(len(names))
    dealt = [{key: _dealt(figures[key], part, len(names)) for key in keys} for part in parts]
    checks = lower(table.asks, catalogue)
    for record in dealt:
        answers = {key: Invented(value) for key, value in record.items()}
        answers[RECORD_NAME] = Invented(None)
        if _faults(table.asks, checks, answers, patient=False):
            nothing = {key: figures[key] and Decimal(0) for key in keys}
            dealt = [{key: figures[key] for key in keys}, *(nothing for _ in names[1:])]
            break
    return tuple(zip(names, dealt, strict=True))


def _dealt(value: Decimal | None, part: int, parts: int) -> Decimal | None:
    return None if value is None else (value + parts - 1 - part) // parts


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
    _settle(form, answers, held)
    findings = _faults(form, checks, answers, patient=True)
    for round_ in range(ROUNDS):
        if not findings:
            first = next(key for key, answer in answers.items() if answer.value is not None)
            answers[first] = replace(answers[first], note=answers[first].note or NOTE)
            return {row.key: answers[row.key] for row in form.answer_rows if row.is_input}
        for finding in findings:
            _mend(finding, answers, held)
            _settle(form, answers, held)
        findings = _faults(form, checks, answers, patient=round_ < PATIENCE)
    msg = f"{form.id}: {[(f.rule, f.place.path) for f in findings]}"
    raise RuntimeError(msg)


def _settle(form: Form, answers: dict[str, Invented], held: Mapping[str, Invented]) -> None:
    """Put what is fixed in its place again, and what is computed."""
    for key, answer in held.items():
        answers[key] = replace(answer, note=answers[key].note if key in answers else "")
    for row in form.answer_rows:
        parsed = parse(row.computed, logical=False) if row.computed else None
        if isinstance(parsed, Expression):
            value = compile_expression(parsed, frozenset()).number(_Figures(answers))
            answers[row.key] = Invented(value)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Invented answers, as an expression sees them."""

    answers: Mapping[str, Invented]

    def current(self, key: str) -> Operand:
        return Operand(self.answers[key].value if key in self.answers else None)

    def previous(self, key: str) -> Operand:  # noqa: ARG002 - part of the protocol
        return Operand()


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


def _mend(finding: Finding, answers: dict[str, Invented], held: Mapping[str, Invented]) -> None:
    at = finding.place.indicator or ""
    others = [place.indicator for place in finding.related if place.indicator]
    if at in held and others:  # the first of the others makes up for what stands already
        rest = sum((_value(key, answers) for key in others[1:]), Decimal(0))
        _set(others[0], max(_value(at, answers) - rest, Decimal(0)), answers)
        return
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
