"""The unit of measure of a level: *Rất hài lòng: 45/120 phiếu (37,5%)*, as far as it is known.

A cell and its formula say the same; the decimal comma is written out, so that no client's
language takes part.
"""

from __future__ import annotations

from decimal import Decimal

from cchc_sheets.answers import NIL_SIGNS, Typed, read_answer
from cchc_sheets.expression.operators import round_half_away
from cchc_sheets.model import Row
from cchc_sheets.model.issue import Issue, Prefill
from cchc_sheets.sheet.form import Layout
from cchc_sheets.sheet.formula_text import is_one_of, joined, quoted
from cchc_sheets.sheet.heading import UNKNOWN
from cchc_sheets.text import show

_HUNDRED = Decimal(100)
_LONG = Decimal(888)


def level_formula(row: Row, layout: Layout) -> str:
    """Return the formula of a level's text over its own value and that of its base."""
    before, between, after = _words(row)
    own, base = layout.value_cell(row.key), _base_key(row, layout)
    shown = [*quoted(before), _shown(own), *quoted(between)]
    if base is None:
        return "=" + joined([*shown, *quoted(UNKNOWN + after)])
    whole = layout.value_cell(base)
    return "=" + joined([*shown, _shown(whole), *quoted(after), _share(own, whole)])


def level_text(row: Row, issue: Issue) -> str:
    """Return what the formula says in a workbook as it is issued."""
    base = _base_key(row, Layout(issue.form))
    whole = _issued(issue.form.by_key[base], issue) if base else None
    return _text(row, _issued(row, issue), whole)


def longest(row: Row) -> str:
    """Return a long text of a level, empty for any other row."""
    return _text(row, _LONG / 2, _LONG) if row.line else ""


def _base_key(row: Row, layout: Layout) -> str | None:
    base = row.line.base if row.line else None
    return base if base in layout.row_of else None


def _words(row: Row) -> tuple[str, str, str]:
    level = row.line.level if row.line else ""
    return f"{level}: ", "/", f" {row.unit_of_measure.lower()}"


def _text(row: Row, own: Decimal | None, whole: Decimal | None) -> str:
    before, between, after = _words(row)
    shown = [UNKNOWN if number is None else show(number) for number in (own, whole)]
    share = ""
    if own is not None and whole is not None and whole > 0 and own >= 0:
        share = f" ({show(round_half_away(_HUNDRED * own / whole, 1))}%)"
    return f"{before}{shown[0]}{between}{shown[1]}{after}{share}"


def _issued(row: Row, issue: Issue) -> Decimal | None:
    typed = issue.prefill.get(row.key, Prefill()).value
    return read_answer(Typed(typed), row).value


def _shown(cell: str) -> str:
    return f'IF(ISNUMBER({cell}),{cell},IF({_is_nil(cell)},0,"{UNKNOWN}"))'


def _is_nil(cell: str) -> str:
    return is_one_of(cell, NIL_SIGNS)


def _share(own: str, whole: str) -> str:
    count = f"IF(ISNUMBER({own}),{own},0)"
    tenths = f"ROUND(1000*{count}/{whole},0)"
    text = f'" ("&INT({tenths}/10)&IF(MOD({tenths},10)=0,"",","&MOD({tenths},10))&"%)"'
    known = f"AND(ISNUMBER({whole}),OR(ISNUMBER({own}),{_is_nil(own)}))"
    return f'IF({known},IF(AND({whole}>0,{count}>=0),{text},""),"")'
