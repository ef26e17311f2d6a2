"""Typed answers and records → computed rows and totals; the file's own values are only compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from cchc_sheets.answers import read_answer
from cchc_sheets.expression import Expression, Operand, compile_expression
from cchc_sheets.findings.formulas import COMPUTED_DIFFERS, COMPUTED_STALE, FORMULA_REPLACED
from cchc_sheets.intake.cells import SheetCells, typed
from cchc_sheets.model import Answer, Fact, Finding, Form, Place, Row, Severity, State, Submission
from cchc_sheets.sheet.form import NOTE
from cchc_sheets.text import shorten, show

Locate = Callable[[str], "tuple[int, int] | None"]


class _Answers:
    """Answers as operands, computed ones computed on the way."""

    def __init__(self, form: Form, answers: Mapping[str, Answer]) -> None:
        self._form, self._answers = form, answers

    def current(self, key: str) -> Operand:
        row = self._form.by_key.get(key)
        if row is not None and row.computed is not None:
            return Operand(self.compute(row.computed))
        answer = self._answers.get(key)
        return Operand(answer.value if answer else None)

    def previous(self, key: str) -> Operand:  # noqa: ARG002 - a total has no past
        return Operand()

    def compute(self, total: Expression) -> Decimal | None:
        return compile_expression(total, frozenset()).number(self)


def recompute(
    form: Form, answers: Mapping[str, Answer], cells: SheetCells, locate: Locate
) -> tuple[dict[str, Answer], list[Finding]]:
    """Return the computed rows' answers, and where the file's own value differs."""
    operands = _Answers(form, answers)
    computed: dict[str, Answer] = {}
    findings: list[Finding] = []
    for row in form.rows:
        at = locate(row.key) if row.computed is not None else None
        if at is None or row.computed is None:
            continue
        value = operands.compute(row.computed)
        computed[row.key] = _answer(row, value, cells, at)
        findings.extend(compared(row, value, cells, at))
    return computed, findings


def take_totals(
    form: Form, sent: Submission, cells: SheetCells, locate: Locate
) -> tuple[dict[str, Answer], list[Finding]]:
    """Return the answers of rows that a table feeds, and where the file's own total differs.

    A figure that was typed over the formula of an open cell stays, to be judged like any other, and
    so does another formula's. What the issued one last gave does not matter: LibreOffice writes 0
    into an .xls where it gives nothing.
    """
    sheets = {table.id: table.sheet for table in form.tables}
    taken: dict[str, Answer] = {}
    findings: list[Finding] = []
    for row in form.rows:
        at = locate(row.key) if row.fed_by is not None else None
        if at is None or row.fed_by is None:
            continue
        total, formula = sent.total(row.fed_by, row.key), cells.get(*at).formula
        issued = formula is not None and sheets.get(row.fed_by, "\0") in formula
        # A formula whose text cannot be told, and that gives nothing, is taken for the issued one.
        own = formula is not None and not issued and (formula or cells.text(*at).strip())
        if row.is_input and (own or (formula is None and total is None)):
            continue
        if row.is_total or formula is not None:
            taken[row.key] = _answer(row, total, cells, at)
            findings.extend(compared(row, total, cells, at))
    return taken, findings


def _answer(row: Row, value: Decimal | None, cells: SheetCells, at: tuple[int, int]) -> Answer:
    answer = Answer(
        key=row.key,
        state=State.BLANK if value is None else State.NUMBER,
        value=value,
        raw=show(value),
        sheet=cells.sheet_name,
        cell=cells.address(*at),
    )
    if not cells.has_notes:
        return answer
    note = (at[0], NOTE)
    return replace(answer, note=cells.text(*note), note_cell=cells.address(*note))


def compared(
    row: Row, value: Decimal | None, cells: SheetCells, at: tuple[int, int]
) -> list[Finding]:
    """Compare the figure in the file at a computed row with the value computed here."""
    cell = cells.get(*at)
    if cell.kind == "blank":
        return []
    # What such a figure looks like does not matter, for ours counts.
    found = read_answer(replace(typed(cell), shown=None, unmarked=None), row)
    is_formula = cell.formula is not None
    # A formula that was never computed has 0 for nothing.
    if is_formula and (found.value == value or (value is None and found.value == 0)):
        return []
    place = Place(row.key, cells.sheet_name, cells.address(*at), row.path)
    facts: dict[str, Fact] = {
        "label": shorten(row.label, 90),
        "path": row.path,
        "stt": row.stt,
        "found": (shorten(found.raw) or None) if found.value is None else found.value,
        "expected": value,
    }
    if is_formula:
        return [Finding(COMPUTED_STALE, Severity.WARNING, place=place, facts=facts)]
    if found.value != value:
        return [Finding(COMPUTED_DIFFERS, Severity.ERROR, place=place, facts=facts)]
    return [Finding(FORMULA_REPLACED, Severity.INFO, place=place, facts=facts)]
