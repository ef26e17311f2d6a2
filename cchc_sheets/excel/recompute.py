"""Computed rows are computed anew: what the file says there is only compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from cchc_sheets.answers import read_answer, shorten, show
from cchc_sheets.excel.cells import Cells, typed
from cchc_sheets.excel.layout import NOTE
from cchc_sheets.expression import Expression, Operand, compile_expression, parse
from cchc_sheets.model import Answer, Finding, Form, Place, Row, Severity, State

Locate = Callable[[str], "tuple[int, int] | None"]


class _Answers:
    """Answers as operands, computed ones computed on the way."""

    def __init__(self, form: Form, answers: Mapping[str, Answer]) -> None:
        self._form, self._answers = form, answers

    def current(self, key: str) -> Operand:
        row = self._form.by_key.get(key)
        if row is not None and row.computed is not None:
            return Operand(self.compute(row))
        answer = self._answers.get(key)
        return Operand(answer.value if answer else None)

    def previous(self, key: str) -> Operand:  # noqa: ARG002 - a total has no past
        return Operand()

    def compute(self, row: Row) -> Decimal | None:
        parsed = parse(row.computed or "", logical=False)
        if not isinstance(parsed, Expression):
            return None
        return compile_expression(parsed, frozenset()).number(self)


def recompute(
    form: Form, answers: Mapping[str, Answer], cells: Cells, locate: Locate
) -> tuple[dict[str, Answer], list[Finding]]:
    """Return the computed rows' answers, and where the file's own value differs."""
    operands = _Answers(form, answers)
    computed: dict[str, Answer] = {}
    findings: list[Finding] = []
    for row in form.rows:
        at = locate(row.key) if row.computed is not None else None
        if at is None:
            continue
        value = operands.compute(row)
        computed[row.key] = _answer(row, value, cells, at)
        findings.extend(_compared(row, value, cells, at))
    return computed, findings


def _answer(row: Row, value: Decimal | None, cells: Cells, at: tuple[int, int]) -> Answer:
    return Answer(
        key=row.key,
        state=State.BLANK if value is None else State.NUMBER,
        value=value,
        raw=show(value),
        note=cells.text(at[0], NOTE),
        sheet=cells.sheet_name,
        cell=cells.address(*at),
        note_cell=cells.address(at[0], NOTE),
    )


def _compared(row: Row, value: Decimal | None, cells: Cells, at: tuple[int, int]) -> list[Finding]:
    cell = cells.get(*at)
    if cell.kind == "blank":
        return []
    found = read_answer(typed(cell), row)
    is_formula = cell.formula is not None
    if is_formula and found.value == value:
        return []
    place = Place(row.key, cells.sheet_name, cells.address(*at), row.path)
    facts = {
        "label": shorten(row.label, 90),
        "path": row.path,
        "stt": row.stt,
        "found": shorten(found.raw) or "∅",
        "expected": show(value) or "∅",
    }
    if is_formula:
        return [Finding("computed-stale", Severity.WARNING, place=place, facts=facts)]
    if found.value != value:
        return [Finding("computed-differs", Severity.ERROR, place=place, facts=facts)]
    if cells.knows_formulas:
        return [Finding("formula-replaced", Severity.INFO, place=place, facts=facts)]
    return []
