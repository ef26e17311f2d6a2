"""The province's tables → ``tables.csv``: every figure of every record, as one flat table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cchc_sheets.consolidate.tables import ProvinceTable
from cchc_sheets.model import Period, State
from cchc_sheets.record.values import flat_csv
from cchc_sheets.words.columns import TABLES


@dataclass(frozen=True, slots=True)
class RecordValue:
    """What a unit's record has in one column, in which file, sheet and cell.

    ``record_number`` counts from 1 in the order of the unit's sheet, ``record`` is its name as
    typed; the others are as in ``ValueRow``.
    """

    unit: str
    form: str
    edition: str
    period: str
    table: str
    record_number: int
    record: str
    column: str
    state: State
    value: Decimal | None
    unit_of_measure: str
    raw: str
    file: str
    sha256: str
    sheet: str
    cell: str
    province: str


def tables_csv(rows: Iterable[RecordValue]) -> bytes:
    """Return the table of all figures of the forms' tables, written like that of the answers."""
    return flat_csv(TABLES.names, rows)


def record_values(
    tables: Iterable[ProvinceTable], period: Period, province: str
) -> tuple[RecordValue, ...]:
    """Return a row for each column of each record: by table, then as the units sent them."""
    found: list[RecordValue] = []
    for sent in (each for table in tables for each in table.records):
        for column in sent.table.columns:
            answer = sent.answer(column.row.key)
            found.append(
                RecordValue(
                    unit=sent.unit,
                    form=sent.form.id,
                    edition=sent.form.edition,
                    period=str(period),
                    table=sent.table.id,
                    record_number=sent.record.number,
                    record=sent.record.name.raw,
                    column=column.row.key,
                    state=answer.state,
                    value=answer.value,
                    unit_of_measure=column.row.unit_of_measure,
                    raw=answer.raw,
                    file=sent.source.path,
                    sha256=sent.source.sha256,
                    sheet=answer.sheet or "",
                    cell=answer.cell or "",
                    province=province,
                )
            )
    return tuple(found)
