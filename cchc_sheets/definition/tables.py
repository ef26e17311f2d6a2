"""The tables of a form file → ``Table`` values, and rows of the form that take their totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_sheets.answers import folded, is_name_of_total
from cchc_sheets.definition.expressions import Names, is_reserved, read_computed, total_problems
from cchc_sheets.definition.meaning import unit_problems
from cchc_sheets.definition.problem import DefinitionProblem
from cchc_sheets.definition.rules import asked_by, build_rules, check_rules
from cchc_sheets.definition.units import form_units
from cchc_sheets.definition.where import Where, repeated
from cchc_sheets.expression import names
from cchc_sheets.expression.dimensions import agree
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
    TableTotal,
)

DETAIL = "chi-tiet"
"""Id of the table that asks rows of the form again for each of the unit's parts."""
ROOM = 30
_HUNDRED = Decimal(100)
TAKEN_SHEETS = ("Biểu thống kê", "Hướng dẫn", "Quy tắc", "History")
"""The names of the workbook's other sheets; the last name is reserved by Excel."""
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def with_tables(form: Form, value: dict[str, Any], catalogue: Catalogue) -> Form:
    """Return the form with the tables of its file."""
    tables = [_table(item, form, catalogue) for item in value.get("tables", ())]
    if "detail" in value:
        tables.append(_detail(value["detail"], form))
    return feed(form, tables)


def feed(form: Form, tables: Sequence[Table]) -> Form:
    """Return the form with tables, and with rows that take the tables' totals.

    The total of a catalogue's indicator is an answer of the form: of the row that asks for the
    indicator or, if none does, of a new row below the printed annex.
    """
    rows = list(form.rows)
    for table in tables:
        fed = {column.row.key: column for column in table.columns if is_added_up(column)}
        here = {row.key for row in rows}
        rows = [replace(row, fed_by=table.id) if row.key in fed else row for row in rows]
        again = dict(_asked_again(table))
        rows = [replace(row, same_as=again[row.key]) if row.key in again else row for row in rows]
        below = [
            replace(
                column.row,
                label=column.label,
                fed_by=table.id,
                printed=False,
                computed=None,
                required=None,
            )
            for key, column in fed.items()
            if key not in here
        ]
        if below:
            rows += [Row(path=table.id, stt="", label=table.title, printed=False), *below]
    return replace(form, rows=tuple(rows), tables=tuple(tables))


def _asked_again(table: Table) -> Iterator[tuple[str, TableTotal]]:
    """Yield the rows of the form that columns ask again, by their keys, each with the total."""
    same = {c.row.key: c.same_as for c in table.columns if c.same_as is not None}
    wholes = {key: TableTotal(row, table.id, key) for key, row in same.items()}
    for column in table.columns:
        if column.same_as is not None:
            whole = wholes.get(column.share_of or "")
            yield column.same_as, replace(wholes[column.row.key], whole=whole)


def is_added_up(column: Column) -> bool:
    """Whether the column's total is a figure of the province's catalogue."""
    indicator = column.row.indicator
    return column.row.kind is Kind.COUNT and indicator is not None and bool(indicator.section)


def _table(item: dict[str, Any], form: Form, catalogue: Catalogue) -> Table:
    columns = tuple(
        _column(number, column, item, catalogue) for number, column in enumerate(item["columns"], 1)
    )
    offered = tuple(item.get("names", ()))
    rules = build_rules(item.get("rules", ()), asked_by([column.row for column in columns]))
    asks = _asks(form, item["id"], item["name_label"], columns)
    return Table(
        id=item["id"],
        sheet=item["sheet"],
        title=item["title"],
        name_label=item["name_label"],
        columns=columns,
        asks=replace(asks, rules=tuple(rules)),
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
        computed=read_computed(item),
        help=item.get("help", ""),
    )
    return Column(row, item.get("group", ""), item.get("share_of"), item.get("same_as"))


def _own_indicator(key: str, label: str, kind: Kind, unit: str) -> Indicator:
    """Return an indicator that only this table has, so that the province does not add it up."""
    return Indicator(key, "", label, kind, unit, "period", Family.NONE)


def table_problems(
    where: Where, value: dict[str, Any], form: Form, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    """Yield what is wrong with the tables of a form's file."""
    taken = {rule.id for rule in (*catalogue.rules, *form.rules)}
    ids, sheets, fed, same = {DETAIL}, set[str](), set[str](), set[str]()
    for index, (item, table) in enumerate(zip(value.get("tables", ()), form.tables, strict=False)):
        here, rules = where.at("tables", index), table.asks.rules
        if table.id in ids:
            yield here.at("id").problem("repeated", table.id)
        ids.add(table.id)
        yield from _sheet_problems(here.at("sheet"), table, sheets)
        placed = [(here.at("names", at), name) for at, name in enumerate(table.names)]
        yield from repeated(placed, folded)
        for place, name in placed:
            if is_name_of_total(name):
                yield place.problem("name-of-total", name)
        yield from _column_problems(here, item, table, catalogue)
        known = Names({c.row.key for c in table.columns}, catalogue.indicators.keys())
        yield from check_rules(here.at("rules"), rules, known, taken)
        yield from unit_problems(here.at("rules"), rules, form_units(table.asks))
        yield from _fed_twice(here.at("columns"), table, fed)
        yield from _same_as_problems(here.at("columns"), table, form, same)
    if "detail" in value:
        here, keys = where.at("detail", "indicators"), value["detail"]["indicators"]
        yield from _sheet_problems(where.at("detail", "sheet"), form.tables[-1], sheets)
        yield from repeated((here.at(index), key) for index, key in enumerate(keys))
        for index, row in enumerate(map(form.by_key.get, keys)):
            if row is None or not row.printed or row.indicator is None:
                printed = {row.key for row in form.answer_rows if row.printed}
                yield here.at(index).problem("not-in-form", keys[index], known=printed)
            elif row.kind is not Kind.COUNT or row.computed is not None:
                yield here.at(index).problem("not-added-up", row.key)
        yield from _fed_twice(here, form.tables[-1], fed)


def _sheet_problems(where: Where, table: Table, sheets: set[str]) -> Iterator[DefinitionProblem]:
    if _NOT_IN_SHEET_NAMES.search(table.sheet) or table.sheet.startswith("_"):
        yield where.problem("sheet-name", table.sheet)
    if folded(table.sheet) in set(map(folded, TAKEN_SHEETS)):
        yield where.problem("sheet-taken", table.sheet)
    elif folded(table.sheet) in sheets:
        yield where.problem("repeated", table.sheet)
    sheets.add(folded(table.sheet))


def _fed_twice(where: Where, table: Table, fed: set[str]) -> Iterator[DefinitionProblem]:
    for index, column in enumerate(table.columns):
        if is_added_up(column) and column.row.key in fed:
            yield where.at(index).problem("fed-twice", column.row.key)
        fed.add(column.row.key)


def _same_as_problems(
    where: Where, table: Table, form: Form, taken: set[str]
) -> Iterator[DefinitionProblem]:
    """Yield where a column's total cannot be what a row of the form asks."""
    units, own_units = form_units(form), form_units(table.asks)
    typed = (row for row in form.answer_rows if row.is_input and not row.fed_by)
    asked = {row.key for row in typed if row.kind is Kind.COUNT}
    for index, column in enumerate(table.columns):
        key, here = column.same_as, where.at(index, "same_as")
        if key is None:
            continue
        row, own = form.by_key.get(key), column.row
        if row is None or row.indicator is None:
            yield here.problem("not-in-form", key, known=asked)
        elif row.fed_by is not None:
            yield here.problem("fed-twice", key)
        elif key not in asked or own.kind is not Kind.COUNT:
            yield here.problem("not-added-up", key if key not in asked else own.key)
        elif key in taken:
            yield here.problem("repeated", key)
        elif not agree(units[key], own_units[own.key]):
            facts = {"unit": str(units[key]), "expected": str(own_units[own.key])}
            yield here.problem("units-same-as", key, facts=facts)
        taken.add(key)


def _column_problems(
    where: Where, item: dict[str, Any], table: Table, catalogue: Catalogue
) -> Iterator[DefinitionProblem]:
    seen: set[str] = set()
    by_key = {column.row.key: column for column in table.columns}
    known = Names(by_key.keys(), catalogue.indicators.keys())
    for index, (given, column) in enumerate(zip(item["columns"], table.columns, strict=True)):
        here, key, total = where.at("columns", index), column.row.key, column.row.computed
        named = here.at("indicator" if "indicator" in given else "key")
        if "indicator" in given and key not in catalogue.indicators:
            yield named.problem("unknown-name", key, known=catalogue.indicators)
        elif "key" in given and (key in catalogue.indicators or key == RECORD_NAME):
            yield named.problem("repeated", key)
        elif "key" in given and is_reserved(key):
            yield named.problem("reserved-name", key)
        if key in seen:
            yield named.problem("repeated", key)
        seen.add(key)
        whole = by_key.get(column.share_of or "")
        if column.share_of is not None and (whole is None or whole.row.kind is not Kind.COUNT):
            yield known.problem(here.at("share_of"), column.share_of)
        if total is not None:
            yield from total_problems(here.at("computed"), total, known)
            for name in names(total):
                if name in by_key and by_key[name].row.computed is not None:
                    yield here.at("computed").problem("computed-cycle", name)
