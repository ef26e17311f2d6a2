"""Cells that compute themselves: computed rows and columns, totals, shares, texts of levels.

Where prefilled answers may give a value at issue, it is beside the formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc_sheets.answers import MOST, NIL_SIGNS, Typed, read_answer
from cchc_sheets.expression import Expression, Operand, compile_expression
from cchc_sheets.expression.formula import FALSE, all_of, any_of
from cchc_sheets.expression.nodes import Binary, Call, Name, Negative, Node, Number
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.model import (
    NIL_SECTION_SIGNS,
    RECORD_NAME,
    Column,
    Heading,
    Kind,
    Row,
    State,
    Table,
)
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.formula_text import (
    however_composed,
    is_one_of,
    joined,
    quoted,
    with_plain_signs,
)
from cchc_sheets.sheet.heading import UNKNOWN
from cchc_sheets.sheet.table import TOTAL, TableLayout
from cchc_sheets.text import show

SHARE_DECIMALS = 1
_MOST_COMPUTED = MOST * 1000
"""A computed figure may add up several that are each nearly MOST."""
_HUNDRED = Decimal(100)
_LONG = Decimal(888)
"""A figure as long as most: rows are high enough for the texts of levels with it."""


def formula_of(
    total: Expression, cells: Mapping[str, str], nils: Mapping[str, str] | None = None
) -> str:
    """Return the formula of a computed row over the ``cells`` of its parts; "" where one is blank.

    ``nils`` are the conditions under which a blank part is 0.

    Raises:
        NotImplementedError: the expression needs more than ``+``, ``-`` and ``sum`` of answers.
    """
    value, known = _translate(total.root, cells, nils or {})
    return f'=IF({known},{value},"")'


def with_totals(issue: Issue) -> Issue:
    """Return the issue with what its tables come to as the answers of the rows that they feed.

    That is what a client computes for them; ``value_of`` and the live checks count with it.
    """
    totals = {}
    for table in issue.form.tables if issue.records else ():
        keys = {column.row.key for column in table.columns}
        for row in issue.form.rows:
            given = issue.prefill.get(row.key, Prefill())
            if row.fed_by == table.id and row.key in keys and given.value is None:
                totals[row.key] = replace(given, value=total_value(issue, table, row.key))
    return replace(issue, prefill={**issue.prefill, **totals}) if totals else issue


def value_of(total: Expression, issue: Issue) -> Decimal | None:
    """Return what a computed row comes to from the prefilled answers."""
    rates = frozenset(r.key for r in issue.form.answer_rows if r.kind == "rate")
    return compile_expression(total, rates).number(_Prefilled(issue))


@dataclass(frozen=True, slots=True)
class _Prefilled:
    """The prefilled answers, as an expression asks for its operands."""

    issue: Issue

    def current(self, key: str) -> Operand:
        """Return the answer as the returned workbook would give it."""
        row, prefill = self.issue.form.by_key[key], self.issue.prefill.get(key)
        if row.computed is not None:
            return Operand(value_of(row.computed, self.issue))
        reading = read_answer(Typed(prefill.value if prefill else None), row)
        if reading.state is State.BLANK and nil_at_issue(self.issue, key):
            return Operand(Decimal(0))
        # A number in a text is none for a sheet's formula.
        return Operand(None if reading.from_text else reading.value)

    def previous(self, _key: str) -> Operand:
        """Return nothing: no computed row looks back."""
        return Operand()


def nil_at_issue(issue: Issue, key: str) -> bool:
    """Whether an answer's section is declared nil in the workbook as it is issued."""
    given = (issue.prefill.get(row.key, Prefill()) for row in issue.form.nil_sections.get(key, ()))
    return any(Heading("", show(prefill.value)).declares_nil for prefill in given)


def nil_condition(layout: Layout, key: str) -> str:
    """Return the condition that the cell of an answer is blank in a section declared nil."""
    cells = (layout.value_cell(row.key) for row in layout.form.nil_sections.get(key, ()))
    signs = however_composed(NIL_SECTION_SIGNS)
    declared = any_of([is_one_of(with_plain_signs(cell), signs) for cell in cells])
    # TRIM(…)="" would be an error where the cell holds one.
    return all_of([is_one_of(with_plain_signs(layout.value_cell(key)), ("",)), declared])


def _translate(node: Node, cells: Mapping[str, str], nils: Mapping[str, str]) -> tuple[str, str]:
    """Return the value's formula and the condition under which there is a value."""
    match node:
        case Number(constant):
            return f"{constant:f}", "TRUE"
        case Name(key):
            cell = cells[key]
            nil = is_one_of(with_plain_signs(cell), however_composed(NIL_SIGNS))
            known = any_of([f"ISNUMBER({cell})", nil, nils.get(key, FALSE)])
            return f"IF(ISNUMBER({cell}),{cell},0)", known
        case Negative(operand):
            value, known = _translate(operand, cells, nils)
            return f"-{value}", known
        case Binary("+" | "-" as sign, left, right):
            (first, known), (second, also) = (
                _translate(left, cells, nils),
                _translate(right, cells, nils),
            )
            return f"({first}{sign}{second})", f"AND({known},{also})"
        case Call("sum", arguments) if all(isinstance(part, Name) for part in arguments):
            # What is absent counts 0, so that it is skipped.
            parts = [_translate(part, cells, nils) for part in arguments]
            values, conditions = zip(*parts, strict=True)
            return f"({'+'.join(values)})", f"OR({','.join(conditions)})"
        case _:
            raise NotImplementedError(node)


# What the sheet of a table computes.


def record_issue(issue: Issue, table: Table, record: int) -> Issue:
    """Return a record of an issue as an issue of its own; ``record`` counts from 0."""
    records = issue.records.get(table.id, ())
    typed = records[record] if record < len(records) else {}
    prefill = {key: Prefill(value) for key, value in typed.items()}
    return replace(issue, form=table.asks, prefill=prefill, previous={}, records={}, marks={})


def number_in(issue: Issue, key: str) -> Decimal | None:
    """Return the number that a sheet counts with in a record's cell; a sign for nil is 0."""
    row, value = issue.form.by_key[key], issue.prefill.get(key, Prefill()).value
    if row.computed is not None:
        return value_of(row.computed, issue)
    if isinstance(value, str):
        return Decimal(0) if value.lower() in NIL_SIGNS else None
    return value


def total_value(issue: Issue, table: Table, key: str) -> Decimal | None:
    """Return what ``total_formula`` comes to; ``None`` where no record has a figure."""
    if table.asks.by_key[key].kind is not Kind.COUNT:
        return None
    typed = enumerate(issue.records.get(table.id, ()))
    records = (n for n, record in typed if record.keys() - {RECORD_NAME})
    numbers = [number_in(record_issue(issue, table, n), key) for n in records]
    found = [number for number in numbers if number is not None]
    return sum(found, Decimal(0)) if found else None


def total_formula(layout: TableLayout, key: str) -> str:
    """Return the sum over the records; ``""`` where none has a figure or a sign for nil.

    SUMIF passes over texts and errors, as the validator does.
    """
    area = layout.records(key)
    # Of what is typed, the validator reads nothing as large as MOST.
    most = _MOST_COMPUTED if layout.table.asks.by_key[key].computed else MOST
    return f'=IF(COUNT({area})+{count_nils(area)}=0,"",SUMIF({area},"<{most:f}"))'


def count_nils(area: str) -> str:
    """Return how many cells of a range hold a sign for nil."""
    signs = however_composed(NIL_SIGNS)
    return "(" + "+".join(f'COUNTIF({area},"{sign}")' for sign in signs) + ")"


def share_formula(layout: TableLayout, record: int, column: Column) -> str:
    """Return the share of a count in per cent; ``""`` where there is none."""
    part = layout.address(record, column.row.key)
    whole = layout.address(record, column.share_of or "")
    share = f"ROUND(100*{part}/{whole},{SHARE_DECIMALS})"
    return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}>0,{share},""),"")'


def share_value(issue: Issue, table: Table, record: int, column: Column) -> Decimal | None:
    """Return what ``share_formula`` comes to."""
    keys = (column.row.key, column.share_of or "")
    if record == TOTAL:
        part, whole = (total_value(issue, table, key) for key in keys)
    else:
        own = record_issue(issue, table, record)
        # A sign for nil is no number to this formula.
        part, whole = (None if _is_text(own, key) else number_in(own, key) for key in keys)
    if part is None or whole is None or whole <= 0:
        return None
    return round_half_away(_HUNDRED * part / whole, SHARE_DECIMALS)


def _is_text(issue: Issue, key: str) -> bool:
    return isinstance(issue.prefill.get(key, Prefill()).value, str)


def fed_formula(layout: TableLayout, key: str) -> str:
    """Return the formula by which a row of the form takes a total."""
    cell = f"'{layout.table.sheet}'!{layout.address(TOTAL, key)}"
    return f'=IF(ISNUMBER({cell}),{cell},"")'


# The unit of measure of a level: *Rất hài lòng: 45/120 phiếu (37,5%)*, as far as it is known. The
# decimal comma is written out, so that the client's language makes no difference.


def level_formula(row: Row, layout: Layout) -> str:
    """Return the formula of a level's text over its own value and that of its base."""
    before, between, after = _words(row)
    own, base = layout.value_cell(row.key), _base_key(row, layout)
    nil = nil_condition(layout, row.key)
    shown = [*quoted(before), _shown(own, nil), *quoted(between)]
    if base is None:
        return "=" + joined([*shown, *quoted(UNKNOWN + after)])
    whole = layout.value_cell(base)
    count = f"IF(ISNUMBER({own}),{own},0)"
    tenths = f"ROUND(1000*{count}/{whole},0)"
    text = f'" ("&INT({tenths}/10)&IF(MOD({tenths},10)=0,"",","&MOD({tenths},10))&"%)"'
    given = any_of([f"ISNUMBER({own})", is_one_of(own, NIL_SIGNS), nil])
    known = f"AND(ISNUMBER({whole}),{given})"
    share = f'IF({known},IF(AND({whole}>0,{count}>=0),{text},""),"")'
    base_shown = _shown(whole, nil_condition(layout, base))
    return "=" + joined([*shown, base_shown, *quoted(after), share])


def level_text(row: Row, issue: Issue, layout: Layout) -> str:
    """Return what the formula says in a workbook as it is issued."""

    def issued(key: str) -> Decimal | None:
        typed = issue.prefill.get(key, Prefill()).value
        reading = read_answer(Typed(typed), issue.form.by_key[key])
        if reading.state is State.BLANK and nil_at_issue(issue, key):
            return Decimal(0)
        return None if reading.from_text else reading.value

    base = _base_key(row, layout)
    return _text(row, issued(row.key), issued(base) if base else None)


def longest(row: Row) -> str:
    """Return a long text of a level, empty for any other row."""
    return _text(row, _LONG / 2, _LONG) if row.line else ""


def _base_key(row: Row, layout: Layout) -> str | None:
    base = row.line.base if row.line else None
    return base if base in layout.row_of else None


def _words(row: Row) -> tuple[str, str, str]:
    level = row.line.level if row.line else ""
    return f"{level}: ", "/", f" {row.unit_of_measure.lower()}"


def _shown(cell: str, nil: str) -> str:
    given = any_of([is_one_of(cell, NIL_SIGNS), nil])
    return f'IF(ISNUMBER({cell}),{cell},IF({given},0,"{UNKNOWN}"))'


def _text(row: Row, own: Decimal | None, whole: Decimal | None) -> str:
    before, between, after = _words(row)
    shown = [UNKNOWN if number is None else show(number) for number in (own, whole)]
    share = ""
    if own is not None and whole is not None and whole > 0 and own >= 0:
        share = f" ({show(round_half_away(_HUNDRED * own / whole, 1))}%)"
    return f"{before}{shown[0]}{between}{shown[1]}{after}{share}"
