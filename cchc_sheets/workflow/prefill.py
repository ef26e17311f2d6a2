"""``--values`` and ``--previous``: figures that stand in or beside the cells of an issue."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from cchc_sheets.answers import Typed, read_answer, shorten
from cchc_sheets.definition import Definitions
from cchc_sheets.definition.problem import nearest
from cchc_sheets.excel.issue import Prefill
from cchc_sheets.model import Roster, Row, State, Unit
from cchc_sheets.workflow.problem import UsageProblem

NEEDED = ("unit", "indicator", "value")
UNREAD = {State.UNREADABLE}

Prefills = dict[str, dict[str, Prefill]]


def read_prefills(
    path: Path, definitions: Definitions, roster: Roster
) -> Prefills | UsageProblem:
    """Read a CSV of unit, indicator, value, note; stop at the first line that cannot be meant.

    Values are read by the rules of answers, so that ``171.034`` and ``99,10`` mean what an officer
    means by them.
    """
    lines = _read(path)
    if isinstance(lines, UsageProblem):
        return lines
    filled: Prefills = {}
    for number, line in lines:
        problem = _fill(filled, line, definitions, roster)
        if problem is not None:
            facts = {**problem.facts, "path": str(path), "line": str(number)}
            return UsageProblem(problem.code, facts)
    return filled


def read_figures(path: Path) -> Mapping[str, Mapping[str, Decimal]] | UsageProblem:
    """Read the figures of a ``values.csv``: by unit, then by indicator; absent ones are left out."""
    lines = _read(path)
    if isinstance(lines, UsageProblem):
        return lines
    figures: dict[str, dict[str, Decimal]] = {}
    for _, line in lines:
        text = line["value"].strip()
        try:
            value = Decimal(text)
        except ArithmeticError:
            continue
        if value.is_finite():
            figures.setdefault(line["unit"], {})[line["indicator"]] = value
    return figures


def _read(path: Path) -> list[tuple[int, dict[str, str]]] | UsageProblem:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        facts = {"path": str(path), "error": error.strerror or str(error)}
        return UsageProblem("values-unreadable", facts)
    except UnicodeDecodeError:
        return UsageProblem("values-unreadable", {"path": str(path), "error": "UTF-8"})
    head = text.partition("\n")[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        return UsageProblem("values-columns", {"path": str(path), "missing": ", ".join(missing)})
    try:
        return [(reader.line_num, {k: v or "" for k, v in line.items() if k}) for line in reader]
    except csv.Error as error:
        return UsageProblem("values-unreadable", {"path": str(path), "error": str(error)})


def _fill(
    filled: Prefills, line: Mapping[str, str], definitions: Definitions, roster: Roster
) -> UsageProblem | None:
    unit = roster.unit(line["unit"].strip())
    if unit is None:
        near = nearest(line["unit"], [unit.code for unit in roster.units])
        return UsageProblem("values-unit", {"found": shorten(line["unit"]), "near": near})
    rows = _rows(unit, definitions)
    key = line["indicator"].strip()
    row = rows.get(key)
    if row is None:
        near = nearest(key, rows)
        facts = {"found": shorten(key), "unit": unit.name, "near": near}
        return UsageProblem("values-indicator", facts)
    if key in filled.get(unit.code, {}):
        return UsageProblem("values-repeated", {"found": f"{unit.code}, {key}"})
    value = _value(line["value"], row)
    if isinstance(value, UsageProblem):
        return value
    filled.setdefault(unit.code, {})[key] = Prefill(value, line.get("note", ""))
    return None


def _rows(unit: Unit, definitions: Definitions) -> dict[str, Row]:
    forms = [definitions.forms[name] for name in unit.forms]
    return {row.key: row for form in forms for row in form.answer_rows if row.is_input}


def _value(text: str, row: Row) -> Decimal | str | None | UsageProblem:
    reading = read_answer(Typed(text), row)
    if reading.state in UNREAD:
        return UsageProblem("values-value", {"found": shorten(text), "indicator": row.key})
    if reading.state is State.BLANK:
        return None
    if reading.value is None or reading.raw.strip() in {"-", "–"}:
        return reading.raw
    return reading.value
