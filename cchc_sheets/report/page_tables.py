"""The province's tables → their part of ``report.html``: what each comes to over the province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from cchc_sheets.consolidate.tables import ColumnSum, ProvinceTable, TableLine, line_notes
from cchc_sheets.words import consolidated as common
from cchc_sheets.words import province_tables as words


def tables_part(tables: Sequence[ProvinceTable]) -> Iterator[str]:
    """Yield the part, nothing where no form has tables."""
    if tables:
        yield f'<h2 id="p4">{escape(words.SECTION)}</h2>'
    for table in tables:
        own = table.table
        shown = words.title(own.title, () if table.alone else table.forms)
        yield f"<h3>{escape(shown)}</h3>"
        if not table.records:
            yield f"<p>{escape(words.NO_RECORDS)}</p>"
            continue
        yield f'<p class="legend">{escape(words.legend(own))}</p>'
        yield from _by_column(table) if own.names_are_own else _by_name(table)


def _by_name(table: ProvinceTable) -> Iterator[str]:
    """The table as it is printed, a line a name."""
    heads = words.heads(table.table)
    over, under = [], []
    fixed = (words.NUMBER_HEAD, table.table.name_label, words.UNITS_HEAD)
    over += [f'<th rowspan="2">{escape(text)}</th>' for text in fixed]
    for group, members in groupby(heads, key=lambda head: head.group):
        columns = tuple(members)
        if group:
            over.append(f'<th colspan="{len(columns)}">{escape(group)}</th>')
            under += [f"<th>{escape(head.label)}</th>" for head in columns]
        else:
            over += [f'<th rowspan="2">{escape(head.label)}</th>' for head in columns]
    over.append(f'<th rowspan="2">{escape(words.NOTE_HEAD)}</th>')
    yield f"<table><thead><tr>{''.join(over)}</tr><tr>{''.join(under)}</tr></thead><tbody>"
    total = table.total
    count = words.record_count(total.records, len(total.units))
    yield _line(table, heads, total, ("", words.TOTAL, count), "total")
    for number, line in enumerate(table.lines, start=1):
        texts = (str(number), line.name, words.unit_count(len(line.units)))
        yield _line(table, heads, line, texts)
    yield "</tbody></table>"


def _line(
    table: ProvinceTable,
    heads: Iterable[words.Head],
    line: TableLine,
    texts: Iterable[str],
    trait: str = "",
) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
    sums = "".join(
        _cell(_sum(line.columns[head.key], is_share=head.is_share), trait) for head in heads
    )
    notes = common.joined(words.note(*each) for each in line_notes(table.table, line))
    return f'<tr>{cells}{sums}<td class="note">{escape(notes)}</td></tr>'


def _by_column(table: ProvinceTable) -> Iterator[str]:
    """The totals, a line a column: the records are too many and too wide for the page."""
    total = table.total
    yield f"<p>{escape(words.record_count(total.records, len(total.units)))}</p>"
    heads = "".join(f"<th>{escape(text)}</th>" for text in words.COLUMN_HEADS)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for column in table.table.columns:
        row, found = column.row, total.columns[column.row.key]
        texts = "".join(f"<td>{escape(text)}</td>" for text in (row.stt, row.label))
        unit = f'<td class="center">{escape(row.unit_of_measure)}</td>'
        yield f"<tr>{texts}{unit}{_cell(_sum(found), 'total')}</tr>"
    yield "</tbody></table>"


def _cell(text: str, trait: str) -> str:
    return f'<td class="{f"number {trait}".strip()}">{escape(text)}</td>'


def _sum(found: ColumnSum, *, is_share: bool = False) -> str:
    value = found.share if is_share else found.value
    if value is not None:
        return common.number(value)
    rates = None if is_share else found.spread
    return words.spread(*rates, found.answered) if rates else ""
