"""``--values``: a table of answers → what is in the cells of an issue from the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_sheets.answers import NIL_SIGNS, Typed, read_answer
from cchc_sheets.model import Definitions, Roster, State, UsageProblem
from cchc_sheets.model.issue import Prefill
from cchc_sheets.record.values import ValueRow, read_table
from cchc_sheets.sheet.styles import MAX_TEXT
from cchc_sheets.text import nearest, shorten

MOST_IN_A_CELL = MAX_TEXT // 2
"""Characters: of those beyond the basic plane a cell counts two each."""
Prefills = dict[str, Prefill]
"""A unit's, by indicator key."""


@dataclass(frozen=True, slots=True)
class ReadPrefills:
    """What is to be filled in, by unit, and what of a table cannot be."""

    filled: Mapping[str, Prefills] = field(default_factory=dict)
    not_carried: tuple[UsageProblem, ...] = ()


def read_prefills(
    path: Path, definitions: Definitions, roster: Roster
) -> ReadPrefills | UsageProblem:
    """Read a CSV of unit, indicator, value, note; stop at the first line that cannot be meant.

    What is no plain number is read by the rules of answers, so that ``99,10`` and ``KAD`` mean
    what an officer means by them; a fraction where a count belongs is refused. A table that a
    merge wrote holds more than a workbook takes: of that, what cannot be filled in is named.
    """
    rows = read_table(path)
    if isinstance(rows, UsageProblem):
        return rows
    filled: dict[str, Prefills] = {}
    left: list[UsageProblem] = []
    strangers: set[str] = set()
    for number, row in enumerate(rows, start=2):
        problem = _fill(filled, row, definitions, roster)
        if problem is None:
            continue
        facts = {**problem.facts, "path": str(path), "line": str(number)}
        problem = UsageProblem(problem.code, facts)
        if not row.file:  # typed by hand
            return problem
        # A unit that is not there is named once; what a workbook computes is lost nowhere.
        if problem.code == "values-worked-out" or row.unit in strangers:
            continue
        if problem.code == "values-unit":
            strangers.add(row.unit)
        left.append(problem)
    return ReadPrefills(filled, tuple(left))


def _fill(
    filled: dict[str, Prefills], line: ValueRow, definitions: Definitions, roster: Roster
) -> UsageProblem | None:
    """Put a line's answer where it belongs, or say what is wrong with the line."""
    unit = roster.unit(line.unit.strip())
    if unit is None:
        near = nearest(line.unit, [unit.code for unit in roster.units])
        return UsageProblem("values-unit", {"found": shorten(line.unit), "near": near})
    forms = [definitions.forms[name] for name in unit.forms]
    asked = {row.key: row for form in forms for row in form.answer_rows}
    inputs = [key for key, row in asked.items() if row.is_input]
    key = line.indicator.strip()
    row = asked.get(key)
    if row is None or not row.is_input:
        facts = {"found": shorten(key), "unit": unit.name, "near": nearest(key, inputs)}
        return UsageProblem("values-worked-out" if row else "values-indicator", facts)
    if row.fed_by is not None and line.file and line.value is not None:
        return UsageProblem("values-of-table", {"found": shorten(key), "unit": unit.name})
    if max(map(len, (line.raw, line.note))) > MOST_IN_A_CELL:
        return UsageProblem("values-too-long", {"indicator": key, "most": MOST_IN_A_CELL})
    own = filled.setdefault(unit.code, {})
    if key in own:
        return UsageProblem("values-repeated", {"found": f"{unit.code}, {key}"})
    is_sign = bool(line.file) and line.raw.lower() in NIL_SIGNS
    reading = read_answer(Typed(line.raw if line.value is None or is_sign else line.value), row)
    value = None if is_sign else reading.value
    whole = value is None or value == value.to_integral_value() or row.kind.has_decimals
    if reading.state is State.UNREADABLE or not whole:
        return UsageProblem("values-value", {"found": shorten(reading.raw), "indicator": key})
    text = None if reading.state is State.BLANK else reading.raw
    own[key] = Prefill(text if value is None else value, line.note)
    return None
