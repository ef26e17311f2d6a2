"""A small province whose forms have tables, and records typed as officers type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_sheets.answers import Typed, read_answer
from cchc_sheets.consolidate.accept import Merged
from cchc_sheets.consolidate.consolidate import consolidate
from cchc_sheets.consolidate.figure import Consolidation
from cchc_sheets.consolidate.tables import ProvinceTable
from cchc_sheets.definition.tables import with_tables
from cchc_sheets.model import (
    RECORD_NAME,
    Answer,
    Family,
    Kind,
    Outcome,
    Record,
    Row,
    State,
    Submission,
    Table,
    UnitState,
)
from cchc_sheets.record.values import value_rows
from cchc_sheets.report.annex import annex_for
from tests.consolidate.shown import Shown
from tests.consolidate.toy import PERIOD, Toy, indicator, province, submission

COLUMNS: Sequence[Mapping[str, Any]] = (
    {"key": "all", "group": "Nhận", "label": "Tổng số", "computed": "new + old"},
    {"key": "new", "group": "Nhận", "label": "Mới"},
    {"key": "old", "group": "Nhận", "label": "Kỳ trước chuyển qua"},
    {"indicator": "resolved", "label": "Đã giải quyết"},
    {"key": "ontime", "label": "Đúng hạn", "share_of": "resolved"},
    {"key": "happy", "label": "Hài lòng", "kind": "rate"},
    {"key": "why", "label": "Lý do", "kind": "text", "required": "none"},
)
FIELDS: Mapping[str, Any] = {
    "id": "ho-so",
    "sheet": "Hồ sơ",
    "title": "HỒ SƠ THEO LĨNH VỰC",
    "name_label": "Lĩnh vực",
    "names": ["Đất đai", "Hộ tịch"],
    "free": True,
    "columns": COLUMNS,
}
DETAIL: Mapping[str, Any] = {
    "sheet": "Chi tiết",
    "title": "CHI TIẾT THEO XÃ",
    "name_label": "Xã",
    "indicators": ["sent", "got"],
}
Typing = Mapping[str, Sequence[Mapping[str, str]]]
"""By table, each record with its ``record`` (its name) and what stands in its columns."""


def toy(
    *,
    so_nganh: Mapping[str, Any] = FIELDS,
    nganh_doc: Mapping[str, Any] = FIELDS,
    detail: Mapping[str, Any] = DETAIL,
) -> Toy:
    """Two departments, an agency and two districts with their tables."""
    asked = {"so-nganh": ["sent"], "nganh-doc": ["sent"], "huyen": ["sent", "got"]}
    made = province(
        [indicator(key, Family.SUM) for key in ("sent", "got", "resolved")],
        asked,
        so_nganh=2,
        nganh_doc=1,
        huyen=2,
    )
    values: dict[str, dict[str, Any]] = {
        "so-nganh": {"tables": [so_nganh]},
        "nganh-doc": {"tables": [nganh_doc]},
        "huyen": {"detail": detail},
    }
    catalogue, forms = made.definitions.catalogue, made.definitions.forms
    for key, value in values.items():
        forms = {**forms, key: with_tables(forms[key], value, catalogue)}
    return replace(made, definitions=replace(made.definitions, forms=forms))


def sent(made: Toy, typed: Mapping[str, Typing]) -> dict[str, Submission]:
    """The files of units that typed nothing but records."""
    return {code: _sent(made, code, tables) for code, tables in typed.items()}


def merged(made: Toy, **typed: Typing) -> Consolidation:
    """Consolidate; keyword ``so_nganh_1={"ho-so": […]}`` are the records of that unit."""
    named = {name.replace("_", "-"): tables for name, tables in typed.items()}
    return consolidate(made.definitions, made.roster, PERIOD, sent(made, named))


def shown(made: Toy, **typed: Typing) -> Shown:
    """Everything that the outputs show."""
    named = {name.replace("_", "-"): tables for name, tables in typed.items()}
    submissions = sent(made, named)
    result = consolidate(made.definitions, made.roster, PERIOD, submissions)
    outcomes = (Outcome(UnitState.ISSUED, unit) for unit in result.expected)
    return Shown(
        made.definitions,
        Merged(made.roster, PERIOD, tuple(outcomes), (), (), result),
        annex_for(made.definitions, result),
        value_rows(made.definitions, made.roster, PERIOD, submissions),
    )


def table_of(made: Consolidation, table: str) -> ProvinceTable:
    """The province's only table of an id."""
    (found,) = (each for each in made.tables if each.table.id == table)
    return found


def _sent(made: Toy, code: str, typed: Typing) -> Submission:
    blank = submission(made.definitions, made.roster, code, {})
    tables = {table.id: table for table in made.definitions.forms[blank.form].tables}
    records = {
        name: tuple(_record(tables[name], number, each) for number, each in enumerate(own, 1))
        for name, own in typed.items()
    }
    return replace(blank, records=records)


def _record(table: Table, number: int, typed: Mapping[str, str]) -> Record:
    answers = {
        row.key: _answer(row, typed.get(row.key), f"{chr(67 + at)}{8 + number}", table)
        for at, row in enumerate(table.asks.rows)
    }
    for row in table.asks.rows:
        if row.computed is not None:
            parts = [answers[key].value for key in row.computed.text.split(" + ")]
            given = [part for part in parts if part is not None]
            value = sum(given, Decimal(0)) if len(given) == len(parts) else None
            state = State.BLANK if value is None else State.NUMBER
            answers[row.key] = replace(answers[row.key], value=value, state=state)
    return Record(number, answers.pop(RECORD_NAME), answers)


def _answer(row: Row, text: str | None, cell: str, table: Table) -> Answer:
    if row.kind is Kind.TEXT:
        state = State.TEXT if text else State.BLANK
        return Answer(row.key, state, raw=text or "", sheet=table.sheet, cell=cell)
    read = read_answer(Typed(text), row)
    return Answer(row.key, read.state, read.value, read.raw, sheet=table.sheet, cell=cell)
