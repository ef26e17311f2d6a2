"""A computed row: its formula, and the value that the formula has when the workbook is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.answers import NIL_SIGNS, Typed, read_answer
from cchc_sheets.expression import Expression, Operand, compile_expression, parse
from cchc_sheets.expression.nodes import Binary, Call, Name, Negative, Node, Number
from cchc_sheets.model import Row
from cchc_sheets.model.issue import Issue
from cchc_sheets.sheet.formula_text import however_composed, is_one_of, with_plain_signs


def formula_of(row: Row, cells: Mapping[str, str]) -> str:
    """Return the formula of a computed row over the ``cells`` of its parts; "" where one is blank.

    Raises:
        NotImplementedError: the expression needs more than ``+``, ``-`` and ``sum`` of answers.
    """
    value, known = _translate(_parsed(row).root, cells)
    return f'=IF({known},{value},"")'


def value_of(row: Row, issue: Issue) -> Decimal | None:
    """Return what a computed row comes to from the prefilled answers."""
    rates = frozenset(r.key for r in issue.form.answer_rows if r.kind == "rate")
    return compile_expression(_parsed(row), rates).number(_Prefilled(issue))


def _parsed(row: Row) -> Expression:
    parsed = parse(row.computed or "", logical=False)
    if not isinstance(parsed, Expression):
        raise TypeError(row.computed)  # definitions are checked before workbooks are written
    return parsed


@dataclass(frozen=True, slots=True)
class _Prefilled:
    """The prefilled answers, for the evaluation of an expression."""

    issue: Issue

    def current(self, key: str) -> Operand:
        """Return the answer as the returned workbook would give it."""
        row, prefill = self.issue.form.by_key[key], self.issue.prefill.get(key)
        if row.computed is not None:
            return Operand(value_of(row, self.issue))
        reading = read_answer(Typed(prefill.value if prefill else None), row)
        return Operand(None if reading.from_text else reading.value)

    def previous(self, _key: str) -> Operand:
        """Nothing: no computed row looks back."""
        return Operand()


def _translate(node: Node, cells: Mapping[str, str]) -> tuple[str, str]:
    """Return the value's formula and the condition under which there is a value."""
    match node:
        case Number(constant):
            return f"{constant:f}", "TRUE"
        case Name(key):
            cell = cells[key]
            nil = is_one_of(with_plain_signs(cell), however_composed(NIL_SIGNS))
            return f"IF(ISNUMBER({cell}),{cell},0)", f"OR(ISNUMBER({cell}),{nil})"
        case Negative(operand):
            value, known = _translate(operand, cells)
            return f"-{value}", known
        case Binary("+" | "-" as sign, left, right):
            (first, known), (second, also) = _translate(left, cells), _translate(right, cells)
            return f"({first}{sign}{second})", f"AND({known},{also})"
        case Call("sum", arguments) if all(isinstance(part, Name) for part in arguments):
            # What is absent counts 0, so that it is skipped.
            parts = [_translate(part, cells) for part in arguments]
            values, conditions = zip(*parts, strict=True)
            return f"({'+'.join(values)})", f"OR({','.join(conditions)})"
        case _:
            raise NotImplementedError(node)
