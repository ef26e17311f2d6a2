"""The tables of a form file → ``Table`` values, and the rows of the form that their totals feed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_sheets.answers import folded, is_name_of_total
from cchc_sheets.definition.meaning import unit_problems
from cchc_sheets.definition.problem import DefinitionProblem, problem_at
from cchc_sheets.definition.rules import (
    Names,
    build_rules,
    check_rules,
    expression_problems,
    is_reserved,
)
from cchc_sheets.definition.tree import Path, Tree
from cchc_sheets.definition.units import form_units
from cchc_sheets.expression import Expression, is_total, names, parse
from cchc_sheets.model import (
    RECORD_NAME,
    Catalogue,
    Column,
    Family,
    Form,
    Indicator,
    Kind,
    Row,
    Severity,
    Table,
)

DETAIL = "chi-tiet"
"""Id of the table that collects a form's rows from the unit's parts."""
ROOM = 30
_HUNDRED = Decimal(100)
TAKEN_SHEETS = ("Biểu thống kê", "Hướng dẫn", "History")
"""What the workbook's other sheets are called; Excel keeps the last name for itself."""
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def with_tables(form: Form, value: dict[str, Any], catalogue: Catalogue) -> Form:
    """Return the form with the tables of its file."""
    tables = [_table(item, form, catalogue) for item in value.get("tables", ())]
    if "detail" in value:
        tables.append(_detail(value["detail"], form))
    return feed(form, tables)


def feed(form: Form, tables: Sequence[Table]) -> Form:
    """Return the form with tables whose totals it takes.

    A total of a catalogue's indicator is an answer of the form: of the row that asks for it, or of
    one below the printed annex.
    """
    rows = list(form.rows)
    for table in tables:
        rows = _fed(rows, table)
    return replace(form, rows=tuple(rows), tables=tuple(tables))


def _table(item: dict[str, Any], form: Form, catalogue: Catalogue) -> Table:
    columns = tuple(
        _column(number, column, item, catalogue) for number, column in enumerate(item["columns"], 1)
    )
    asked = {
        c.row.key: (c.row.indicator.time_basis, c.row.kind) for c in columns if c.row.indicator
    }
    offered = tuple(item.get("names", ()))
    asks = _asks(form, item["id"], item["name_label"], columns)
    return Table(
        id=item["id"],
        sheet=item["sheet"],
        title=item["title"],
        name_label=item["name_label"],
        columns=columns,
        asks=replace(asks, rules=tuple(build_rules(item.get("rules", ()), asked))),
        names=offered,
        free=item.get("free", not offered),
        room=max(item.get("room", ROOM), len(offered)),
        prefilled=item.get("prefilled", False),
    )


def _detail(item: dict[str, Any], form: Form) -> Table:
    rows = (form.by_key.get(key) for key in item["indicators"])
    columns = tuple(
        Column(replace(row, help="", not_applicable=False)) for row in rows if row is not None
    )
    return Table(
        id=DETAIL,
        sheet=item["sheet"],
        title=item["title"],
        name_label=item["name_label"],
        columns=columns,
        asks=_asks(form, DETAIL, item["name_label"], columns),
        room=item.get("room", ROOM),
        across=True,
    )


def _asks(form: Form, table: str, name_label: str, columns: Sequence[Column]) -> Form:
    """Return the form that one record answers: its name, then its columns."""
    named = _own_indicator(RECORD_NAME, name_label, Kind.TEXT, "")
    name = Row(path=table, stt="", label=name_label, indicator=named)
    return replace(
        form,
        id=f"{form.id}/{table}",
        rows=(name, *(column.row for column in columns)),
        rules=(),
        tables=(),
    )


def _column(
    number: int, item: dict[str, Any], table: dict[str, Any], catalogue: Catalogue
) -> Column:
    known = catalogue.indicators.get(item.get("indicator", ""))
    kind = Kind(item["kind"]) if "kind" in item else known.kind if known else Kind.COUNT
    unit = item.get("unit_of_measure", known.unit_of_measure if known else "")
    key = item.get("key", item.get("indicator", ""))
    required = item.get("required", table.get("required", "warning"))
    row = Row(
        path=f"{table['id']}.{number}",
        stt=f"({number})",
        label=item["label"],
        unit_of_measure=unit,
        indicator=known or _own_indicator(key, item["label"], kind, unit),
        kind=kind,
        required=None if required == "none" else Severity(required),
        minimum=item.get("min", Decimal(0) if kind is not Kind.TEXT else None),
        maximum=item.get("max", _HUNDRED if kind is Kind.RATE else None),
        computed=item.get("computed"),
        help=item.get("help", ""),
    )
    return Column(row, item.get("group", ""), item.get("share_of"))


def _own_indicator(key: str, label: str, kind: Kind, unit: str) -> Indicator:
    """Return what only this table asks, and the province never adds up by itself."""
    return Indicator(key, "", label, kind, unit, "period", Family.NONE)


def _fed(rows: Sequence[Row], table: Table) -> list[Row]:
    """Return the form's rows with those that the table's totals feed, old and new."""
    keys = {column.row.key: column for column in table.columns if is_added_up(column)}
    here = {row.key for row in rows}
    fed = [replace(row, fed_by=table.id) if row.key in keys else row for row in rows]
    new = [_below(table, column) for key, column in keys.items() if key not in here]
    head = Row(path=table.id, stt="", label=table.title, printed=False)
    return [*fed, head, *new] if new else fed


def _below(table: Table, column: Column) -> Row:
    """Return the row that takes a column's total where the annex prints none, named in full."""
    row = replace(column.row, label=column.label, fed_by=table.id, printed=False)
    return replace(row, computed=None, required=None)


def is_added_up(column: Column) -> bool:
    """Whether the total over the records is a figure of the province's catalogue."""
    indicator = column.row.indicator
    return column.row.kind is Kind.COUNT and indicator is not None and bool(indicator.section)


def table_problems(
    tree: Tree, value: dict[str, Any], form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield what is wrong with the tables of a form's file."""
    taken = {rule.id for rule in (*catalogue.rules, *form.rules)}
    ids, sheets, fed = set[str](), set[str](), set[str]()
    for index, (item, table) in enumerate(zip(value.get("tables", ()), form.tables, strict=False)):
        here: Path = ("tables", index)
        if table.id in ids or table.id == DETAIL:
            yield problem_at(tree, (*here, "id"), "repeated", table.id)
        ids.add(table.id)
        yield from _sheet_problems(tree, here, table, sheets)
        yield from _name_problems(tree, here, table)
        yield from _column_problems(tree, here, item, table, catalogue)
        known = Names({c.row.key for c in table.columns}, catalogue.indicators.keys())
        yield from check_rules(tree, table.asks.rules, known, taken, here)
        yield from unit_problems(tree, table.asks.rules, form_units(table.asks), here)
        yield from _fed_twice(tree, (*here, "columns"), table, fed)
    if "detail" in value:
        yield from _sheet_problems(tree, ("detail",), form.tables[-1], sheets)
        yield from _detail_problems(tree, value["detail"], form)
        yield from _fed_twice(tree, ("detail", "indicators"), form.tables[-1], fed)


def _sheet_problems(
    tree: Tree, here: Path, table: Table, sheets: set[str]
) -> Iterator[DefinitionProblem]:
    place = (*here, "sheet")
    if _NOT_IN_SHEET_NAMES.search(table.sheet) or table.sheet.startswith("_"):
        yield problem_at(tree, place, "sheet-name", table.sheet)
    if folded(table.sheet) in set(map(folded, TAKEN_SHEETS)):
        yield problem_at(tree, place, "sheet-taken", table.sheet)
    elif folded(table.sheet) in sheets:
        yield problem_at(tree, place, "repeated", table.sheet)
    sheets.add(folded(table.sheet))


def _name_problems(tree: Tree, here: Path, table: Table) -> Iterator[DefinitionProblem]:
    seen: set[str] = set()
    for index, name in enumerate(table.names):
        place = (*here, "names", index)
        if is_name_of_total(name):
            yield problem_at(tree, place, "name-of-total", name)
        elif folded(name) in seen:
            yield problem_at(tree, place, "repeated", name)
        seen.add(folded(name))


def _fed_twice(tree: Tree, here: Path, table: Table, fed: set[str]) -> Iterator[DefinitionProblem]:
    for index, column in enumerate(table.columns):
        if is_added_up(column) and column.row.key in fed:
            yield problem_at(tree, (*here, index), "fed-twice", column.row.key)
        fed.add(column.row.key)


def _column_problems(
    tree: Tree, here: Path, item: dict[str, Any], table: Table, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    seen: set[str] = set()
    by_key = {column.row.key: column for column in table.columns}
    known = Names(by_key.keys(), catalogue.indicators.keys())
    for index, (given, column) in enumerate(zip(item["columns"], table.columns, strict=True)):
        place: Path = (*here, "columns", index)
        key, named = column.row.key, "indicator" if "indicator" in given else "key"
        if named == "indicator" and key not in catalogue.indicators:
            indicators = catalogue.indicators
            yield problem_at(tree, (*place, named), "unknown-name", key, known=indicators)
        elif named == "key" and (key in catalogue.indicators or key == RECORD_NAME):
            yield problem_at(tree, (*place, named), "repeated", key)
        elif named == "key" and is_reserved(key):
            yield problem_at(tree, (*place, named), "reserved-name", key)
        if key in seen:
            yield problem_at(tree, (*place, named), "repeated", key)
        seen.add(key)
        whole = by_key.get(column.share_of or "")
        if column.share_of is not None and (whole is None or whole.row.kind is not Kind.COUNT):
            yield known.problem(tree, (*place, "share_of"), column.share_of)
        yield from _computed_problems(tree, (*place, "computed"), column.row, known, by_key)


def _computed_problems(
    tree: Tree, place: Path, row: Row, known: Names, columns: Mapping[str, Column]
) -> Iterator[DefinitionProblem]:
    if row.computed is None:
        return
    problems = list(expression_problems(tree, place, row.computed, known, logical=False))
    yield from problems
    parsed = parse(row.computed, logical=False)
    if problems or not isinstance(parsed, Expression):
        return
    if not is_total(parsed):
        yield problem_at(tree, place, "computed-not-a-total", row.computed[:60])
    for name in names(parsed):
        if columns[name].row.computed is not None:
            yield problem_at(tree, place, "computed-cycle", name)


def _detail_problems(tree: Tree, item: dict[str, Any], form: Form) -> Iterator[DefinitionProblem]:
    seen: set[str] = set()
    for index, key in enumerate(item["indicators"]):
        place: Path = ("detail", "indicators", index)
        row = form.by_key.get(key)
        if row is None or not row.printed or row.indicator is None:
            known = {row.key for row in form.answer_rows if row.printed}
            yield problem_at(tree, place, "not-in-form", key, known=known)
        elif row.kind is not Kind.COUNT or row.computed is not None:
            yield problem_at(tree, place, "not-added-up", key)
        if key in seen:
            yield problem_at(tree, place, "repeated", key)
        seen.add(key)
