"""The lines of a file → its printed rows: heads, page repeats and split rows are put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc_sheets.drafting.grid import PrintedLine
from cchc_sheets.drafting.head import TableHead, head_at, numbers_columns

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđĐ])"
_STT = re.compile(rf"\(?{_NUMBER}[.)]*|[-+*•–]|trong đó:?", re.IGNORECASE)
_NUMBERED_LABEL = re.compile(rf"(?P<stt>\(?{_NUMBER}(?:[.)]+|(?<=\d\.\d)))\s+(?P<label>\S.*)")
_END = re.compile(
    r"(người lập|thủ trưởng|giám đốc|chủ tịch|nơi nhận|kt\.|tm\.|.{0,30}ngày.{0,12}tháng.{0,8}năm)",
    re.IGNORECASE,
)
_LONGEST_STT = 12


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed; ``line`` is where it begins."""

    line: int
    stt: str
    label: str
    unit: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a file: the lines above the table, its head, its rows, and what was left."""

    above: tuple[str, ...]
    head: TableHead
    rows: tuple[PrintedRow, ...]
    left_out: tuple[PrintedLine, ...]


def read_printed(lines: Sequence[PrintedLine]) -> Printed | None:
    """Return what is printed; ``None`` when no line is the head of such a table."""
    found = ((index, head_at(lines, index)) for index in range(len(lines)))
    index, begun = next(((index, head) for index, head in found if head), (0, None))
    if begun is None:
        return None
    head = begun[0]
    above = tuple(line.text for line in lines[:index] if line.text)
    table, strange = _table_lines(lines[index:], head)
    rows: list[PrintedRow] = []
    left = strange
    for position, line in enumerate(table):
        row = _row(line, head)
        if row is None:
            continue
        if not row.unit and not row.stt and _END.match(row.label):
            left.extend(item for item in table[position:] if item.text)
            break
        _join_or_append(rows, row)
    return Printed(above, head, tuple(row for row in rows if row.label), tuple(left))


def _table_lines(
    lines: Sequence[PrintedLine], head: TableHead
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Return the lines of the table and its continuations without heads, and of other tables."""
    kept: list[PrintedLine] = []
    strange: list[PrintedLine] = []
    known, skip = {lines[0].table}, 0
    for index, line in enumerate(lines):
        again = head_at(lines, index)
        if again and again[0].columns == head.columns:
            skip = again[1]
            known.add(line.table)
        if skip:
            skip -= 1
        elif not line.table or not line.text or numbers_columns(line):
            continue
        elif line.table in known or len(line.cells) == head.width:
            known.add(line.table)
            kept.append(line)
        else:
            strange.append(line)
    return kept, strange


def _row(line: PrintedLine, head: TableHead) -> PrintedRow | None:
    """Return a line as a row; a text merged over all columns is its label."""
    cells = {
        role: line.cells[column] if column < len(line.cells) else ""
        for role, column in head.columns.items()
    }
    stt, label = cells.get("stt", ""), cells["label"]
    if not _STT.fullmatch(stt) and len(stt) > _LONGEST_STT and not label:
        stt, label = "", stt
    if not stt:
        numbered = _NUMBERED_LABEL.fullmatch(label)
        if numbered:
            stt, label = numbered["stt"], numbered["label"]
    unit = cells.get("unit", "")
    if not (stt or label or unit):
        return None
    return PrintedRow(line.number, stt, label, unit, bool(cells.get("value") or cells.get("note")))


def _join_or_append(rows: list[PrintedRow], row: PrintedRow) -> None:
    """Add a row, or give it to the one above when it is the rest of it."""
    above = rows[-1] if rows else None
    if above is None:
        rows.append(row)
    elif above.stt and not above.label and not row.stt:
        rows[-1] = replace(row, line=above.line, stt=above.stt, unit=above.unit or row.unit)
    elif not row.stt and not row.label:
        rows[-1] = replace(above, unit=f"{above.unit} {row.unit}".strip())
    elif not row.stt and not row.unit and row.label[:1].islower() and above.label:
        rows[-1] = replace(above, label=f"{above.label} {row.label}")
    else:
        rows.append(row)
