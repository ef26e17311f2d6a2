"""``--values``: answers that stand in the cells of an issue."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.model import Roster, Row, State, Unit
from cchc_sheets.model.definitions import Definitions
from cchc_sheets.model.issue import Prefill
from cchc_sheets.model.problem import UsageProblem
from cchc_sheets.record.values import ValueRow
from cchc_sheets.record.values_csv import read_table
from cchc_sheets.text import nearest, shorten

Prefills = dict[str, dict[str, Prefill]]


def read_prefills(path: Path, definitions: Definitions, roster: Roster) -> Prefills | UsageProblem:
    """Read a CSV of unit, indicator, value, note; stop at the first line that cannot be meant.

    What is no plain number is read by the rules of answers, so that ``99,10`` and ``KAD`` mean
    what an officer means by them; a fraction where a count belongs is refused.
    """
    rows = read_table(path)
    if isinstance(rows, UsageProblem):
        return rows
    filled: Prefills = {}
    for number, row in enumerate(rows, start=2):
        problem = _fill(filled, row, definitions, roster)
        if problem is not None:
            facts = {**problem.facts, "path": str(path), "line": str(number)}
            return UsageProblem(problem.code, facts)
    return filled


def _fill(
    filled: Prefills, line: ValueRow, definitions: Definitions, roster: Roster
) -> UsageProblem | None:
    unit = roster.unit(line.unit.strip())
    if unit is None:
        near = nearest(line.unit, [unit.code for unit in roster.units])
        return UsageProblem("values-unit", {"found": shorten(line.unit), "near": near})
    rows = _rows(unit, definitions)
    key = line.indicator.strip()
    row = rows.get(key)
    if row is None:
        near = nearest(key, rows)
        facts = {"found": shorten(key), "unit": unit.name, "near": near}
        worked_out = key in _answered(unit, definitions)
        return UsageProblem("values-worked-out" if worked_out else "values-indicator", facts)
    if key in filled.get(unit.code, {}):
        return UsageProblem("values-repeated", {"found": f"{unit.code}, {key}"})
    value = _value(line, row)
    if isinstance(value, UsageProblem):
        return value
    filled.setdefault(unit.code, {})[key] = Prefill(value, line.note)
    return None


def _rows(unit: Unit, definitions: Definitions) -> dict[str, Row]:
    rows = _answered(unit, definitions)
    return {key: row for key, row in rows.items() if row.is_input}


def _answered(unit: Unit, definitions: Definitions) -> dict[str, Row]:
    forms = [definitions.forms[name] for name in unit.forms]
    return {row.key: row for form in forms for row in form.answer_rows}


def _value(line: ValueRow, row: Row) -> Decimal | str | UsageProblem | None:
    typed = line.value if line.value is not None else line.raw
    reading = read_answer(Typed(typed), row)
    value = reading.value
    whole = value is None or value == value.to_integral_value() or row.kind.has_decimals
    if reading.state is State.UNREADABLE or not whole:
        return UsageProblem("values-value", {"found": shorten(reading.raw), "indicator": row.key})
    if reading.state is State.BLANK:
        return None
    return reading.raw if value is None else value
